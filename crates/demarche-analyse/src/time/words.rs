//! The words that the rules look at: tokens with their sense of time.
//!
//! In: the parse and the lists. Out: one [`Word`] for each token, more where a token hides several ("mid-1996" is `mid`, `-`, `1996`),
//! and a [`Sense::Break`] where a line ends: no expression goes over a line end.

use demarche_language::{Parse, Pos};
use demarche_lexicon::{DayPart, Marker, Meridiem, Needs, Season, TimeSense, TimeUnit, TimeWords};
use std::ops::Range;

/// Longest word form that is looked up.
const LONGEST: usize = 24;

/// A word with its sense of time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// First byte.
    pub(super) start: u32,
    /// Byte after the last.
    pub(super) end: u32,
    /// Index of the token that it is, or is part of.
    pub(super) token: u32,
    /// What it means.
    pub(super) sense: Sense,
    /// It is a plural ("weeks", "Tuesdays").
    pub(super) plural: bool,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// It takes a number, month or weekday beside it to be a word of time ("Sun").
    pub(super) neighbour: bool,
    /// A phrase or named day may begin here.
    pub(super) phrase: bool,
}

/// What a word means to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// Nothing of time.
    Other,
    /// A line ends.
    Break,
    Comma,
    Dash,
    Slash,
    Open,
    Close,
    /// Another mark.
    Mark,
    Weekday(u8),
    Month(u8),
    Unit(TimeUnit),
    /// A number word below a hundred.
    Number(u8),
    Scale(u16),
    Ordinal(u8),
    Season(Season),
    Part(DayPart),
    Hour(u8),
    Meridiem(Meridiem),
    Zone(i8),
    /// "nineties".
    DecadeWord(u8),
    /// "1990s" (199), "90s" (two digits: the century is open).
    Decade(i16),
    ShortDecade(u8),
    /// Digits alone: value and how many.
    Int(u32, u8),
    /// "5,000", "2.5": a number that is no year, with the halves that it adds.
    Amount(u32, bool),
    /// "1/2".
    HalfSign,
    /// "10:35", "10:35:07".
    Clock(u8, u8, u8),
    /// "18.04.2024": day, month, year.
    Dotted(u8, u8, u16),
    /// "Q3".
    Quarter(u8),
    Marker(Marker),
}

impl Sense {
    /// Whether an expression may begin with such a word.
    pub(super) fn begins(self) -> bool {
        !matches!(
            self,
            Self::Other | Self::Break | Self::Comma | Self::Dash | Self::Slash | Self::Open | Self::Close | Self::Mark
        )
    }
}

/// The words of some tokens of a text, in order.
pub(super) fn words(text: &str, parse: &Parse, lists: &TimeWords, tokens: Range<usize>) -> Vec<Word> {
    let mut found = Vec::with_capacity(tokens.len() + 16);
    let mut reached = parse.tokens.get(tokens.start).map_or(0, |token| token.start);
    for (index, token) in parse.tokens.iter().enumerate().take(tokens.end).skip(tokens.start) {
        if token.start > reached
            && text.get(reached as usize..token.start as usize).is_some_and(|gap| gap.contains('\n'))
        {
            push_break(&mut found, reached, index);
        }
        reached = token.end;
        let Some(form) = text.get(token.start as usize..token.end as usize) else { continue };
        if token.pos == Pos::Space || form.trim().is_empty() {
            if form.contains('\n') {
                push_break(&mut found, token.start, index);
            }
            continue;
        }
        lex(form, token.start, index as u32, lists, &mut found);
    }
    settle_neighbours(&mut found);
    found
}

fn push_break(found: &mut Vec<Word>, at: u32, token: usize) {
    found.push(Word { start: at, end: at, token: token as u32, ..word(Sense::Break) });
}

fn word(sense: Sense) -> Word {
    Word { start: 0, end: 0, token: 0, sense, plural: false, capital: false, neighbour: false, phrase: false }
}

/// Reads one token: by the lists, as a number, or in pieces.
fn lex(form: &str, start: u32, token: u32, lists: &TimeWords, found: &mut Vec<Word>) {
    let place =
        |made: Word, from: usize, to: usize| Word { start: start + from as u32, end: start + to as u32, token, ..made };
    let first = form.as_bytes().first().copied().unwrap_or_default();
    if let Some(made) = whole(form, first, lists) {
        found.push(place(made, 0, form.len()));
        return;
    }
    let pieces = split(form, first);
    if pieces.len() < 2 {
        found.push(place(word(Sense::Other), 0, form.len()));
        return;
    }
    for (from, to) in pieces {
        let piece = form.get(from..to).unwrap_or_default();
        let first = piece.as_bytes().first().copied().unwrap_or_default();
        let made = whole(piece, first, lists).unwrap_or_else(|| word(Sense::Other));
        found.push(place(made, from, to));
    }
}

/// The sense of a form that needs no cutting.
fn whole(form: &str, first: u8, lists: &TimeWords) -> Option<Word> {
    match first {
        b'0'..=b'9' => number(form).map(word),
        b'a'..=b'z' | b'A'..=b'Z' | b'\'' | 0xE2 => listed(form, first, lists).or_else(|| mark(form)),
        _ => mark(form),
    }
}

fn mark(form: &str) -> Option<Word> {
    let sense = match form {
        "," => Sense::Comma,
        "-" | "–" | "—" | "--" => Sense::Dash,
        "/" => Sense::Slash,
        "(" => Sense::Open,
        ")" => Sense::Close,
        _ if form.len() == 1 && form.as_bytes().first().is_some_and(u8::is_ascii_punctuation) => Sense::Mark,
        _ => return None,
    };
    Some(word(sense))
}

/// Looks a word up; `None` where the lists do not know it.
fn listed(form: &str, first: u8, lists: &TimeWords) -> Option<Word> {
    if form.len() > LONGEST {
        return None;
    }
    let mut buffer = [0; LONGEST];
    let lower = buffer.get_mut(..form.len())?;
    lower.copy_from_slice(form.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).ok()?;
    let capital = first.is_ascii_uppercase();
    let Some(entry) = lists.entry(lower) else {
        return quarter_sign(lower).map(|quarter| Word { capital, ..word(Sense::Quarter(quarter)) });
    };
    let fits = |needs: Needs| match needs {
        Needs::Nothing => true,
        Needs::Capital | Needs::Neighbour => capital,
        Needs::Capitals => !form.bytes().any(|byte| byte.is_ascii_lowercase()),
    };
    let known = entry.word.filter(|known| fits(known.needs));
    let sense = known.map_or(Sense::Other, |known| from_list(known.sense));
    let plural = known.is_some_and(|known| known.plural);
    let neighbour = known.is_some_and(|known| known.needs == Needs::Neighbour);
    Some(Word { plural, capital, neighbour, phrase: !entry.phrases.is_empty(), ..word(sense) })
}

fn from_list(sense: TimeSense) -> Sense {
    match sense {
        TimeSense::Weekday(day) => Sense::Weekday(day),
        TimeSense::Month(month) => Sense::Month(month),
        TimeSense::Unit(unit) => Sense::Unit(unit),
        TimeSense::Number(number) => Sense::Number(number),
        TimeSense::Scale(scale) => Sense::Scale(scale),
        TimeSense::Ordinal(ordinal) => Sense::Ordinal(ordinal),
        TimeSense::Season(season) => Sense::Season(season),
        TimeSense::Part(part) => Sense::Part(part),
        TimeSense::Hour(hour) => Sense::Hour(hour),
        TimeSense::Meridiem(meridiem) => Sense::Meridiem(meridiem),
        TimeSense::Zone(zone) => Sense::Zone(zone),
        TimeSense::Decade(decade) => Sense::DecadeWord(decade),
        TimeSense::Marker(marker) => Sense::Marker(marker),
    }
}

/// "q3".
fn quarter_sign(lower: &str) -> Option<u8> {
    match lower.as_bytes() {
        [b'q', digit @ b'1'..=b'4'] => Some(digit - b'0'),
        _ => None,
    }
}

/// A form that begins with a digit and is one thing: "1998", "18th", "1990s", "5,000", "2.5", "10:35", "1/2".
fn number(form: &str) -> Option<Sense> {
    if form == "1/2" {
        return Some(Sense::HalfSign);
    }
    let digits = form.bytes().take_while(u8::is_ascii_digit).count();
    let (head, tail) = form.split_at_checked(digits)?;
    if digits > 8 {
        return None;
    }
    let value: u32 = head.parse().ok()?;
    match tail {
        "" => Some(Sense::Int(value, digits as u8)),
        "½" => Some(Sense::Amount(value, true)),
        // "the 470s" are a decade before Christ or long after; nothing else is counted so.
        "s" if digits == 3 && value.is_multiple_of(10) => i16::try_from(value / 10).ok().map(Sense::Decade),
        "s" | "'s" | "’s" if digits == 4 && value.is_multiple_of(10) => {
            i16::try_from(value / 10).ok().map(Sense::Decade)
        }
        "s" if digits == 2 && value.is_multiple_of(10) => u8::try_from(value).ok().map(Sense::ShortDecade),
        "st" | "nd" | "rd" | "th" => u8::try_from(value).ok().map(Sense::Ordinal),
        _ => clock(form).or_else(|| dotted(form)).or_else(|| amount(value, tail)),
    }
}

/// "10:35", "9:34:07".
fn clock(form: &str) -> Option<Sense> {
    let mut parts = form.split(':');
    let hour: u8 = parts.next()?.parse().ok()?;
    let minute = two_digits(parts.next()?)?;
    let second = parts.next().map_or(Some(0), two_digits)?;
    (parts.next().is_none() && hour <= 24 && minute < 60 && second < 60).then_some(Sense::Clock(hour, minute, second))
}

/// "18.04.2024".
fn dotted(form: &str) -> Option<Sense> {
    let mut parts = form.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = parts.next().is_none() && day.len() <= 2 && month.len() <= 2 && year.len() == 4;
    if fits { Some(Sense::Dotted(day.parse().ok()?, month.parse().ok()?, year.parse().ok()?)) } else { None }
}

fn two_digits(text: &str) -> Option<u8> {
    if text.len() == 2 { text.parse().ok() } else { None }
}

/// "5,000", "2.5": what follows the first digits.
fn amount(value: u32, tail: &str) -> Option<Sense> {
    if let Some(half) = tail.strip_prefix('.').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
        return Some(Sense::Amount(value, half.starts_with('5')));
    }
    let mut whole = value;
    for group in tail.strip_prefix(',')?.split(',') {
        if group.len() != 3 {
            return None;
        }
        whole = whole.checked_mul(1000)?.checked_add(group.parse().ok()?)?;
    }
    Some(Sense::Amount(whole, false))
}

/// Cuts a token at its inner dashes and slashes, and between digits and letters ("10pm", "mid-1996", "June-July").
/// A token without digits or dashes is left whole.
fn split(form: &str, first: u8) -> Vec<(usize, usize)> {
    let joined = |byte: u8| matches!(byte, b'-' | b'/');
    if !form.is_ascii()
        || !form.bytes().any(|byte| joined(byte) || byte.is_ascii_digit())
        || form.len() > 40
        || joined(first)
    {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, byte) in form.bytes().enumerate() {
        if joined(byte) {
            if from < at {
                cut_digits(form, from, at, &mut pieces);
            }
            pieces.push((at, at + 1));
            from = at + 1;
        }
    }
    if from < form.len() {
        cut_digits(form, from, form.len(), &mut pieces);
    }
    pieces
}

/// "10pm" → "10", "pm"; "18th" and "1990s" stay whole.
fn cut_digits(form: &str, from: usize, to: usize, pieces: &mut Vec<(usize, usize)>) {
    let piece = form.get(from..to).unwrap_or_default();
    let digits = piece.bytes().take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.')).count();
    let tail = piece.get(digits..).unwrap_or_default();
    if digits > 0 && matches!(tail.to_ascii_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m." | "a.m" | "p.m") {
        pieces.push((from, from + digits));
        pieces.push((from + digits, to));
    } else {
        pieces.push((from, to));
    }
}

/// "Sun" and "Mar" are words of time only beside a number, a month or a weekday.
fn settle_neighbours(words: &mut [Word]) {
    for at in 0..words.len() {
        let Some(here) = words.get(at).filter(|word| word.neighbour) else { continue };
        let dated = |step: usize| {
            let mut around = words.get(at.wrapping_add(step));
            if around.is_some_and(|word| matches!(word.sense, Sense::Comma | Sense::Mark | Sense::Dash)) {
                around = words.get(at.wrapping_add(step).wrapping_add(step));
            }
            around.is_some_and(|word| {
                matches!(word.sense, Sense::Int(1..=31, _) | Sense::Int(1900..=2100, 4) | Sense::Ordinal(1..=31))
                    || matches!(word.sense, Sense::Month(_) | Sense::Weekday(_))
            })
        };
        let keep = match here.sense {
            Sense::Month(_) => dated(1) || dated(usize::MAX),
            _ => dated(1),
        };
        if !keep && let Some(word) = words.get_mut(at) {
            word.sense = Sense::Other;
        }
    }
}
