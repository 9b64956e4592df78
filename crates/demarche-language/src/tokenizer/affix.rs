//! The prefix, suffix and infix rules of spaCy's tokenizer, written out by hand.
//!
//! In: a run without white space. Out: the length of its prefix or suffix in bytes, or its inner pieces.
//! "(US$5.2bn)…" → prefix "(", suffix "…"; "pro-Kremlin" is divided at the hyphen, "e.g." is not.
//!
//! Facts from spaCy's `lang/punctuation.py`, `lang/en/punctuation.py` and `lang/char_classes.py`; the single-character
//! alternatives of the expressions are the classes of [`crate::classes`]. A suffix expression finds the leftmost match that
//! reaches the end, hence the longest.

use crate::archive::{Archive, ModelError};
use crate::classes::Class;
use crate::tokenizer::url;
use crate::words::Lexicon;

/// The lists behind the rules.
#[derive(Debug)]
pub(crate) struct Affixes {
    units: Vec<Box<str>>,
    currency: Vec<Box<str>>,
}

const HYPHENS: [&str; 7] = ["-", "–", "—", "--", "---", "——", "~"];
const POSSESSIVES: [&str; 4] = ["'s", "'S", "’s", "’S"];
const DOLLARS: [&str; 3] = ["US$", "C$", "A$"];

impl Affixes {
    /// Reads the lists from the model file.
    pub(crate) fn load(archive: &Archive<'_>) -> Result<Self, ModelError> {
        let list = |name| archive.lines(name).map(|lines| lines.map(Box::from).collect());
        Ok(Self { units: list("units")?, currency: list("currency")? })
    }

    /// Length of the prefix to be cut off, or 0.
    pub(crate) fn prefix(&self, lexicon: &Lexicon, run: &str) -> usize {
        let mut chars = run.chars();
        let Some(first) = chars.next() else { return 0 };
        match first {
            '+' => usize::from(!chars.next().is_some_and(|next| next.is_ascii_digit())),
            '.' => dots(run),
            'U' | 'C' | 'A' => DOLLARS.iter().find(|sign| run.starts_with(*sign)).map_or(0, |sign| sign.len()),
            _ if lexicon.classes.is(first, Class::Prefix) => first.len_utf8(),
            _ => 0,
        }
    }

    /// Length of the suffix to be cut off, or 0.
    pub(crate) fn suffix(&self, lexicon: &Lexicon, run: &str) -> usize {
        let mut back = run.chars().rev();
        let Some(last) = back.next() else { return 0 };
        let before = back.next();
        let mut length = 0;
        if lexicon.classes.is(last, Class::Suffix) {
            length = last.len_utf8();
        }
        match last {
            '…' if before == Some('…') => length = 6,
            '.' => length = length.max(self.full_stop(lexicon, run)),
            '+' if before.is_some_and(|c| c.is_ascii_digit()) => length = 1,
            's' | 'S' => length = POSSESSIVES.iter().find(|end| run.ends_with(*end)).map_or(length, |end| end.len()),
            _ => {}
        }
        length.max(measure(&self.currency, run)).max(measure(&self.units, run))
    }

    /// Length of the full stop or of the row of dots at the end.
    fn full_stop(&self, lexicon: &Lexicon, run: &str) -> usize {
        let row = run.len() - run.trim_end_matches('.').len();
        if row >= 2 {
            return row;
        }
        let mut back = run.chars().rev().skip(1);
        let (Some(last), second) = (back.next(), back.next()) else { return 0 };
        let capitals = || second.is_some_and(|c| [c, last].iter().all(|&c| lexicon.classes.is(c, Class::Capital)));
        let degrees = second == Some('°') && matches!(last, 'F' | 'f' | 'C' | 'c' | 'K' | 'k');
        usize::from(lexicon.classes.is(last, Class::BeforeStop) || degrees || capitals())
    }

    /// Whether any rule would cut this string.
    pub(crate) fn cuts(&self, lexicon: &Lexicon, run: &str) -> bool {
        self.prefix(lexicon, run) > 0
            || self.suffix(lexicon, run) > 0
            || (0..run.len()).any(|at| infix(lexicon, run, at) > 0)
    }

    /// Hands over the pieces of a run that has no affixes any more: whole if it is a web address, else cut at infixes.
    pub(crate) fn divide(&self, lexicon: &Lexicon, run: &str, mut push: impl FnMut(&str)) {
        if run.is_empty() {
            return;
        }
        if url::is_url(lexicon, run) {
            return push(run);
        }
        let (mut start, mut at) = (0, 0);
        while at < run.len() {
            let length = infix(lexicon, run, at);
            if length == 0 {
                at += run[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            // A match at the very beginning is passed over and stays with what follows.
            if at > 0 {
                if start < at {
                    push(&run[start..at]);
                }
                push(&run[at..at + length]);
                start = at + length;
            }
            at += length;
        }
        if start < run.len() {
            push(&run[start..]);
        }
    }
}

/// Length of a row of two or more dots at the beginning, or 0.
fn dots(run: &str) -> usize {
    let row = run.len() - run.trim_start_matches('.').len();
    if row >= 2 { row } else { 0 }
}

/// Length of the longest of these strings that ends the run right after an ASCII digit, or 0.
fn measure(list: &[Box<str>], run: &str) -> usize {
    let bytes = run.as_bytes();
    let tail = &bytes[bytes.len().saturating_sub(17)..];
    if !tail.iter().any(u8::is_ascii_digit) {
        return 0;
    }
    let follows_digit = |rest: &str| rest.as_bytes().last().is_some_and(u8::is_ascii_digit);
    let fits = |entry: &&str| run.strip_suffix(entry).is_some_and(follows_digit);
    list.iter().map(|entry| &**entry).filter(fits).map(str::len).max().unwrap_or(0)
}

/// Length of the infix at this byte, or 0.
fn infix(lexicon: &Lexicon, run: &str, at: usize) -> usize {
    let Some(rest) = run.get(at..) else { return 0 };
    let Some(c) = rest.chars().next() else { return 0 };
    if c == '.' && rest.as_bytes().get(1) == Some(&b'.') {
        return dots(rest);
    }
    let is = |c: Option<char>, class| c.is_some_and(|c| lexicon.classes.is(c, class));
    if is(Some(c), Class::Infix) {
        return c.len_utf8();
    }
    if c.is_alphanumeric() {
        return 0;
    }
    let before = run[..at].chars().next_back();
    let after = rest[c.len_utf8()..].chars().next();
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let letter_or_digit = || digit(before) || is(before, Class::InfixLetter);
    match c {
        '+' | '-' | '*' | '^' if digit(before) && (digit(after) || after == Some('-')) => 1,
        '.' => usize::from(is(before, Class::InfixBeforeStop) && is(after, Class::InfixAfterStop)),
        ',' => usize::from(is(before, Class::InfixLetter) && is(after, Class::InfixLetter)),
        '-' | '–' | '—' | '~' if letter_or_digit() => {
            let fits = |hyphen: &&&str| {
                rest.strip_prefix(**hyphen).is_some_and(|rest| is(rest.chars().next(), Class::InfixLetter))
            };
            HYPHENS.iter().find(fits).map_or(0, |hyphen| hyphen.len())
        }
        ':' | '<' | '>' | '=' | '/' => usize::from(letter_or_digit() && is(after, Class::InfixLetter)),
        _ => 0,
    }
}
