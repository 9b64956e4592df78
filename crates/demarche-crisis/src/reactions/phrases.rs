//! What words show of a stance: a text in, the stance of the first row of `data/en/reactions.tsv` that fires out.
//!
//! "Tolm was ready to mediate" offers to; "asked both sides to stop the shelling" is restraint, for *asked* goes before what can be asked of sides that fight.

use crate::turned::is_turned;
use crate::words::parted;
use demarche_lexicon::{Reaction, WordClass, WordClasses};
use std::collections::BTreeMap;

/// The sort of rows that show a stance by themselves.
const ALONE: &str = "";
/// The sort of what can be demanded of sides that fight.
const DEMANDED: &str = "demands";
/// The sort of words that make a demand of what is asserted.
const ASKING: &str = "asserts";
/// The sorts of words that make a stance of what stands behind them: verbs that pass a judgement ("called the swap a brave step"), and those that
/// promise ("pledged to stand by Ostria").
const JUDGEMENT: [&str; 2] = ["judges", "judged"];
const PROMISE: [&str; 2] = ["promises", "promised"];
/// How far before the phrase the words of agreeing may stand, in words.
const AGREED_REACH: usize = 5;

/// Phrases by their first words, each with its stance.
type Index<'a> = BTreeMap<&'a str, Vec<(&'a str, &'a str)>>;

/// The phrases of reactions, by the position of the statements in which they show a stance.
pub(super) struct Phrases<'a> {
    sorts: BTreeMap<&'a str, Index<'a>>,
    pub(super) classes: &'a WordClasses,
}

impl<'a> Phrases<'a> {
    pub(super) fn of(rows: &'a [Reaction], classes: &'a WordClasses) -> Self {
        let mut sorts: BTreeMap<&str, Index<'a>> = BTreeMap::new();
        for row in rows {
            let (sort, stance) = row.stance.split_once(':').unwrap_or((ALONE, &row.stance));
            for phrase in &row.phrases {
                let first = phrase.trim_start().split(' ').next().unwrap_or_default();
                sorts.entry(sort).or_default().entry(first).or_default().push((phrase, stance));
            }
        }
        Self { sorts, classes }
    }

    /// The stance of the first phrase that nothing turns round; who watches "with concern" is concerned.
    pub(super) fn stance(&self, text: &str) -> Option<&'a str> {
        let index = self.sorts.get(ALONE)?;
        let text = folded(text);
        let (place, stance) = first_of(index, self.classes, &text)?;
        if stance != "neutral" {
            return Some(stance);
        }
        let rest =
            text.get(place + 1..).and_then(|rest| rest.find(' ').and_then(|at| rest.get(at..))).unwrap_or_default();
        let behind = first_of(index, self.classes, rest).map(|(_, stance)| stance);
        behind.filter(|behind| *behind == "concern").or(Some(stance))
    }

    /// The stance that words show in a statement of a position.
    pub(super) fn shown(&self, position: &str, text: &str) -> Option<&'a str> {
        let text = folded(text);
        first_of(self.sorts.get(position)?, self.classes, &text).map(|(_, stance)| stance)
    }

    /// Whether words demand what can be demanded of sides that fight.
    pub(super) fn is_demanded(&self, text: &str) -> bool {
        self.shown(DEMANDED, text).is_some()
    }

    /// Whether a word of asking stands before something that can be demanded: "told both envoys that only talks".
    pub(super) fn is_asked(&self, text: &str) -> bool {
        let text = folded(text);
        let asked = self.sorts.get(ASKING).and_then(|index| first_of(index, self.classes, &text));
        let Some((place, _)) = asked else { return false };
        let rest = text.get(place..).unwrap_or_default();
        self.sorts.get(DEMANDED).is_some_and(|index| first_of(index, self.classes, rest).is_some())
    }
}

impl<'a> Phrases<'a> {
    /// The stance of a judgement: "called the swap a brave step", "spoke of blackmail".
    pub(super) fn judged(&self, text: &str) -> Option<&'a str> {
        self.behind(JUDGEMENT, text)
    }

    /// The stance of a promise: "pledged to stand by Ostria".
    pub(super) fn promised(&self, text: &str) -> Option<&'a str> {
        self.behind(PROMISE, text)
    }

    /// The stance of a phrase of the second sort behind one of the first.
    fn behind(&self, [before, behind]: [&str; 2], text: &str) -> Option<&'a str> {
        let text = folded(text);
        let (place, _) = self.sorts.get(before).and_then(|index| first_of(index, self.classes, &text))?;
        let rest = text.get(place..).unwrap_or_default();
        self.sorts.get(behind).and_then(|index| first_of(index, self.classes, rest)).map(|(_, stance)| stance)
    }
}

/// The folded words of a text, with a blank before, between and after.
fn folded(text: &str) -> String {
    parted(std::iter::once(text))
}

/// Where the first phrase stands that nothing turns round, with its stance. Of several that begin in one place the longest says most: "not against
/// international law".
fn first_of<'a>(phrases: &Index<'a>, classes: &WordClasses, text: &str) -> Option<(usize, &'a str)> {
    for (place, _) in text.match_indices(' ') {
        let rest = text.get(place..).unwrap_or_default();
        let word = rest.trim_start().split(' ').next().unwrap_or_default();
        let rows = phrases.get(word).into_iter().flatten().filter(|(phrase, _)| rest.starts_with(phrase));
        // Of equally long ones that of the first row.
        let longest = rows.rev().max_by_key(|(phrase, _)| phrase.len());
        let told = |phrase: &str| is_turned(text, place) || is_of_truce(phrase) && is_agreed(classes, text, place);
        if let Some((_, stance)) = longest.filter(|(phrase, _)| !told(phrase)) {
            return Some((place, stance));
        }
    }
    None
}

/// Whether a phrase names a truce: who calls for one shows restraint, who tells that others have agreed to one does not.
fn is_of_truce(phrase: &str) -> bool {
    phrase.contains("ceasefire") || phrase.contains("cease fire") || phrase.contains("truce")
}

/// "the two have agreed to an immediate ceasefire", "they wanted a truce": a word of agreeing within a few words before the phrase.
fn is_agreed(classes: &WordClasses, text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    before.split_whitespace().rev().take(AGREED_REACH).any(|word| classes.has(WordClass::Agreed, word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row_examples::decides;
    use demarche_lexicon::Lexicon;

    impl Phrases<'static> {
        pub(crate) fn embedded() -> Self {
            let lexicon = Lexicon::embedded();
            Self::of(&lexicon.reactions, &lexicon.word_classes)
        }
    }

    #[test]
    fn words_decide_whether_others_have_agreed() {
        let classes = &Lexicon::embedded().word_classes;
        decides(WordClass::Agreed, "zork", |text, _| {
            is_agreed(classes, text, text.find(" truce").expect("the phrase"))
        });
    }

    #[test]
    fn who_tells_that_others_have_agreed_to_a_truce_calls_for_none() {
        let phrases = Phrases::embedded();
        assert_eq!(phrases.stance("the two have agreed to an immediate ceasefire"), None);
        assert_eq!(phrases.stance("Noria demanded an immediate ceasefire"), Some("restraint"));
    }

    #[test]
    fn who_offers_to_bring_people_home_offers_no_mediation() {
        let phrases = Phrases::embedded();
        assert_eq!(phrases.stance("Noria offered to bring both sides together"), Some("offers-mediation"));
        assert_eq!(phrases.stance("Noria offered to bring home its workers"), None);
    }

    #[test]
    fn a_judgement_wants_a_verb_that_passes_it() {
        let phrases = Phrases::embedded();
        assert_eq!(phrases.judged("Noria called the truce wise"), Some("supports"));
        assert_eq!(phrases.judged("Noria spoke of blackmail"), Some("condemns"));
        assert_eq!(phrases.judged("Noria sent a wise envoy"), None);
    }

    #[test]
    fn what_is_asked_stands_behind_the_asking() {
        let phrases = Phrases::embedded();
        assert!(phrases.is_asked("Noria has asked both sides to stop"));
        assert!(!phrases.is_asked("Noria stopped when it was asked"));
        assert!(!phrases.is_asked("Noria has not asked both sides for anything"));
    }
}
