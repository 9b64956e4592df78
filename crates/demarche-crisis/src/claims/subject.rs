//! Whose doing a statement begins with: the folded words of what is said in, the same words with a pronoun for the speaker's own side out.
//!
//! "Over the weekend President Oto Nattor told the envoy", said by Nattor's office, is `it told the envoy`: a deed of its own. So is "the army had
//! captured five men", said by a minister; "the army had captured five men", said by a priest, is told of others.

use super::position::Place;
use crate::digest::{Digest, Party};
use crate::words::written;
use demarche_lexicon::{WordClass, WordClasses};
use std::collections::BTreeMap;

/// Words of such a beginning at most.
const LONGEST_BEFORE: usize = 6;
/// Words that stand for somebody.
const PRONOUNS: [&str; 15] =
    ["he", "her", "him", "his", "i", "it", "its", "our", "she", "their", "them", "they", "us", "we", "who"];
/// Sectors of those who act for a state.
const OF_STATE: [&str; 5] = ["GOV", "MIL", "COP", "SPY", "JUD"];
/// Whom third parties tell of: "the two sides had agreed".
const BOTH: [&str; 4] = ["both", "two", "three", "neither"];

/// The words of a statement with a pronoun for the subject, where that is the speaker's own side.
pub(super) fn with_pronoun(at: &Place<'_>, speaker: &Party, text: &str) -> Option<String> {
    let country = speaker.side()?;
    let listed: Vec<&str> = text.split_whitespace().skip_while(|word| *word == "that").collect();
    // "They reaffirmed it", said by one person, is told of others.
    let one = speaker.kind.as_deref() == Some("person") && listed.first() == Some(&"they");
    if one {
        return Some(format!(" others {} ", listed.get(1..)?.join(" ")));
    }
    let official = acts_for_it(speaker);
    let (own, adjectives) = (at.own.names(&country), at.own.marks(&country));
    let longest = |start: usize| {
        let rest = listed.get(start..)?;
        let named = own.iter().filter(|name| begins(rest, name)).map(Vec::len).max();
        let arms = official.then(|| arm(at.classes, rest)).flatten();
        let of_state = adjectives.iter().filter_map(|adjective| arm_of(at.classes, rest, adjective)).max();
        named.max(arms).max(of_state).map(|length| start + length)
    };
    let end = starts(at.classes, &listed).filter_map(longest).next()?;
    let rest = listed.get(end..).filter(|rest| !rest.is_empty())?;
    Some(format!(" it {} ", rest.join(" ")))
}

/// Where the subject may begin: at the first word, and behind words that say when and why.
fn starts<'a>(classes: &'a WordClasses, listed: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
    let opens = |word: &&str| classes.has(WordClass::Opening, word) || word.bytes().all(|byte| byte.is_ascii_digit());
    (0..=LONGEST_BEFORE.min(listed.len()))
        .take_while(move |start| start.checked_sub(1).and_then(|before| listed.get(before)).is_none_or(opens))
}

/// Whether a statement begins with sides of whom the speaker tells together: "the two sides", "the ministers", "both".
pub(super) fn tells_of_both(classes: &WordClasses, text: &str) -> bool {
    let listed: Vec<&str> = text.split_whitespace().skip_while(|word| *word == "that").take(4).collect();
    match listed.as_slice() {
        ["the", word, ..] if classes.has(WordClass::Together, word) || BOTH.contains(word) => true,
        [word, ..] => BOTH.contains(word),
        [] => false,
    }
}

/// Whether the first words say that something is of the speaker's own side: "no Veranian plane".
pub(super) fn names_own(at: &Place<'_>, speaker: &Party, text: &str) -> bool {
    let Some(country) = speaker.side() else { return false };
    let adjectives = at.own.marks(&country);
    text.split_whitespace().take(LONGEST_BEFORE).any(|word| adjectives.iter().any(|adjective| adjective == word))
}

/// What a report calls those of a side.
#[derive(Debug, Default)]
struct Called {
    /// Their names, as folded words.
    names: Vec<Vec<String>>,
    /// The words that mark bodies as of the side: *Veranian* of "Veranian defence ministry", and the name of the state.
    marks: Vec<String>,
}

/// What a report calls those who act for its sides, found once for all that they say.
#[derive(Debug, Default)]
pub(super) struct Own(BTreeMap<String, Called>);

impl Own {
    /// Reads the speakers, doers and targets of a report.
    pub(super) fn of(report: &Digest) -> Self {
        let mut own = Self::default();
        for party in report.parties().filter(|party| acts_for_it(party)) {
            let Some(side) = party.side() else { continue };
            let called = own.0.entry(side).or_default();
            let name: Vec<String> = written(&party.text).map(str::to_lowercase).collect();
            // Pronouns are read as they stand.
            if !name.iter().all(|word| PRONOUNS.contains(&word.as_str())) && !called.names.contains(&name) {
                called.names.push(name);
            }
            called.marks.extend(mark(party).filter(|mark| !called.marks.contains(mark)));
        }
        own
    }

    fn names(&self, side: &str) -> &[Vec<String>] {
        self.0.get(side).map_or(&[], |called| &called.names)
    }

    fn marks(&self, side: &str) -> &[String] {
        self.0.get(side).map_or(&[], |called| &called.marks)
    }
}

/// The first word of a body's name, or the name of a state.
fn mark(party: &Party) -> Option<String> {
    let mut listed = party.name.split(' ');
    let first = listed.next()?;
    let is_state = party.kind.as_deref() == Some("state");
    let bare = listed.all(|word| word.chars().all(char::is_lowercase)) && party.name.contains(' ') != is_state;
    (bare && first.chars().next().is_some_and(char::is_uppercase)).then(|| first.to_lowercase())
}

/// How many words name an arm of the state by its adjective: "Veranian armed drones", "the Veranian army".
fn arm_of(classes: &WordClasses, words: &[&str], adjective: &str) -> Option<usize> {
    let from = usize::from(words.first() == Some(&"the"));
    words.get(from).filter(|word| **word == adjective)?;
    let rest = words.get(from + 1..)?;
    let head = rest.iter().position(|word| !classes.has(WordClass::OfArms, word))?;
    rest.get(head).filter(|word| classes.has(WordClass::Arm, word)).map(|_| from + head + 2)
}

/// Whether words begin with a name.
fn begins(words: &[&str], name: &[String]) -> bool {
    words.len() > name.len()
        && name.iter().zip(words).all(|(own, word)| own.trim_end_matches("'s").trim_end_matches("’s") == *word)
}

/// How many words name an arm or office of the speaker's own state without naming the state: "the army", "the prime minister".
fn arm(classes: &WordClasses, words: &[&str]) -> Option<usize> {
    let [first, rest @ ..] = words else { return None };
    if *first != "the" {
        return None;
    }
    let head = rest.iter().position(|word| !classes.has(WordClass::OfArms, word))?;
    let known = rest
        .get(head)
        .is_some_and(|word| classes.has(WordClass::SpeakingArm, word) || classes.has(WordClass::Office, word));
    known.then_some(head + 2)
}

/// Whether a party acts for its state or for the armed group that it is of.
fn acts_for_it(party: &Party) -> bool {
    party.is_armed_group()
        || matches!(party.kind.as_deref(), Some("state" | "government" | "military"))
        || party.sector.as_deref().is_some_and(|sector| OF_STATE.contains(&sector))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row_examples::decides;
    use demarche_lexicon::Lexicon;

    #[test]
    fn words_decide_whose_doing_is_told() {
        let classes = &Lexicon::embedded().word_classes;
        let arms = |text: &str, _: &str| arm(classes, &text.split_whitespace().collect::<Vec<_>>());
        for class in [WordClass::Office, WordClass::OfArms, WordClass::SpeakingArm] {
            decides(class, "zork", arms);
        }
        decides(WordClass::Opening, "zork", |text, _| {
            starts(classes, &text.split_whitespace().collect::<Vec<_>>()).count()
        });
        decides(WordClass::Together, "zork", |text, _| tells_of_both(classes, text));
    }
}
