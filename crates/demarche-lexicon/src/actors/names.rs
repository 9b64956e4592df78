//! The index of names: words of a text in, the longest name that begins there and what it can stand for out.
//!
//! "Revolutionary Guard Corps": looked up by its first word, the longest name first; no automaton over the whole list is built.

use super::Sense;
use super::fold::{fold_into, words};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A word of a text as the index sees it.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    /// Folded form.
    pub folded: &'a str,
    /// How it is written.
    pub case: Case,
    /// Whether "the" stands before it.
    pub after_the: bool,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// `iran`, `al`
    Lower,
    /// `Iran`
    Capital,
    /// `IAEA`, `U.S.`
    Upper,
}

impl Case {
    /// How a word is written.
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        match letters.next() {
            Some(first) if first.is_uppercase() => {
                let mut rest = letters.peekable();
                if rest.peek().is_some() && rest.all(char::is_uppercase) { Self::Upper } else { Self::Capital }
            }
            _ => Self::Lower,
        }
    }
}

/// A name found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'a> {
    /// Number of words.
    pub words: usize,
    /// What it can stand for, sorted.
    pub senses: &'a [Sense],
}

/// All names by first word, longest first; of the same words, those in capitals first ("UN" before "Un").
#[derive(Debug, Default)]
pub struct Names {
    /// The folded words of all names, blanks between them.
    text: String,
    list: Vec<Name>,
    /// Hash of the first word → its names in `list`.
    groups: HashMap<u64, (u32, u32), Hash>,
    senses: Vec<Sense>,
}

#[derive(Clone, Copy, Debug)]
struct Name {
    /// Where it stands in the text.
    start: u32,
    end: u32,
    /// Bytes of its first word.
    first: u8,
    words: u8,
    case: Case,
    needs_the: bool,
    first_sense: u32,
    end_sense: u32,
}

impl Names {
    /// The longest name that begins at the first of these words.
    pub fn longest<'a>(&'a self, words: &[Word<'_>]) -> Option<Match<'a>> {
        self.all(words).next()
    }

    /// Every name that begins at the first of these words, the longest first.
    pub fn all<'a, 'w>(&'a self, words: &'w [Word<'w>]) -> impl Iterator<Item = Match<'a>> + use<'a, 'w> {
        let range = words.first().and_then(|first| self.groups.get(&hash_of(first.folded)));
        let group = range.and_then(|&(first, end)| self.list.get(first as usize..end as usize)).unwrap_or_default();
        group.iter().filter(move |name| name.fits(&self.text, words)).map(|name| Match {
            words: name.words as usize,
            senses: self.senses.get(name.first_sense as usize..name.end_sense as usize).unwrap_or_default(),
        })
    }
}

impl Name {
    fn fits(&self, text: &str, words: &[Word<'_>]) -> bool {
        let Some((first, after)) = words.split_first() else { return false };
        let written = match self.case {
            Case::Lower => true,
            Case::Capital => first.case >= Case::Capital,
            // "Nato", "Isis": long acronyms are also written as words; "us" and "who" are not "US" and "WHO".
            Case::Upper => first.case == Case::Upper || (first.case == Case::Capital && self.first > 3),
        };
        if !written || (self.needs_the && !first.after_the) || after.len() + 1 < self.words as usize {
            return false;
        }
        let name = text.get(self.start as usize..self.end as usize).unwrap_or_default();
        let Some(mut rest) = name.strip_prefix(first.folded) else { return false };
        for word in &after[..self.words as usize - 1] {
            match rest.strip_prefix(' ').and_then(|rest| rest.strip_prefix(word.folded)) {
                Some(tail) if tail.is_empty() || tail.starts_with(' ') => rest = tail,
                _ => return false,
            }
        }
        rest.is_empty()
    }
}

/// Collects names, then sorts them into [`Names`].
#[derive(Debug, Default)]
pub(crate) struct Builder {
    text: String,
    list: Vec<(u64, Name, Sense)>,
}

impl Builder {
    /// Adds a name as it is written. A leading "the" is asked for in the text.
    pub(crate) fn add(&mut self, name: &str, sense: Sense) {
        let (needs_the, name) = match name.strip_prefix("the ") {
            Some(rest) => (true, rest),
            None => (false, name),
        };
        let start = self.text.len();
        let mut first_end = start;
        let mut count = 0u8;
        let mut case = Case::Lower;
        for word in words(name) {
            if count == 0 {
                case = Case::of(word);
            } else {
                self.text.push(' ');
            }
            fold_into(word, &mut self.text);
            count += 1;
            if count == 1 {
                first_end = self.text.len();
            }
        }
        if count == 0 || first_end == start || first_end - start > 255 {
            self.text.truncate(start);
            return;
        }
        let name = Name {
            start: start as u32,
            end: self.text.len() as u32,
            first: (first_end - start) as u8,
            words: count,
            case,
            needs_the,
            first_sense: 0,
            end_sense: 0,
        };
        self.list.push((hash_of(&self.text[start..first_end]), name, sense));
    }

    pub(crate) fn build(self) -> Names {
        let Self { text, mut list } = self;
        let words_of = |name: &Name| &text[name.start as usize..name.end as usize];
        list.sort_unstable_by(|(one, a, s), (other, b, t)| {
            one.cmp(other)
                .then_with(|| (b.words, b.case).cmp(&(a.words, a.case)))
                .then_with(|| words_of(a).cmp(words_of(b)))
                .then_with(|| (a.needs_the, s).cmp(&(b.needs_the, t)))
        });
        let mut names: Vec<Name> = Vec::with_capacity(list.len());
        let mut senses: Vec<Sense> = Vec::with_capacity(list.len());
        let mut groups: HashMap<u64, (u32, u32), Hash> = HashMap::default();
        for (hash, mut name, sense) in list {
            let same = |known: &&mut Name| {
                words_of(known) == words_of(&name) && known.case == name.case && known.needs_the == name.needs_the
            };
            if let Some(known) = names.last_mut().filter(same) {
                if senses.last() != Some(&sense) {
                    senses.push(sense);
                    known.end_sense += 1;
                }
                continue;
            }
            name.first_sense = senses.len() as u32;
            name.end_sense = name.first_sense + 1;
            senses.push(sense);
            let at = names.len() as u32;
            names.push(name);
            groups.entry(hash).or_insert((at, at)).1 = at + 1;
        }
        Names { text, list: names, groups, senses }
    }
}

/// The hash of a first word.
fn hash_of(word: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.write(word.as_bytes());
    hash.finish()
}

/// FNV-1a: short keys, no adversary.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fnv(u64);

pub(crate) type Hash = BuildHasherDefault<Fnv>;

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::fold;

    fn find<'a>(names: &'a Names, text: &str) -> Option<Match<'a>> {
        let folded: Vec<(String, Case)> = words(text).map(|word| (fold(word), Case::of(word))).collect();
        let words: Vec<Word<'_>> =
            folded.iter().map(|(folded, case)| Word { folded, case: *case, after_the: false }).collect();
        names.longest(&words)
    }

    fn names() -> Names {
        let mut builder = Builder::default();
        builder.add("Iran", Sense::State(0));
        builder.add("Iran Air", Sense::Organisation(0));
        builder.add("US", Sense::State(1));
        builder.add("NATO", Sense::Organisation(1));
        builder.add("the Kingdom", Sense::State(2));
        builder.build()
    }

    #[test]
    fn the_longest_name_wins() {
        let names = names();
        assert_eq!(find(&names, "Iran Air flew").map(|found| found.senses), Some(&[Sense::Organisation(0)][..]));
        assert_eq!(find(&names, "Iran airlifted").map(|found| found.senses), Some(&[Sense::State(0)][..]));
    }

    #[test]
    fn case_tells_the_pronoun_from_the_country() {
        let names = names();
        assert!(find(&names, "US").is_some());
        assert!(find(&names, "U.S.").is_some());
        assert!(find(&names, "us").is_none());
        assert!(find(&names, "Us").is_none());
        assert!(find(&names, "Nato").is_some());
    }

    #[test]
    fn a_name_listed_with_its_article_needs_it() {
        assert!(find(&names(), "Kingdom").is_none());
    }
}
