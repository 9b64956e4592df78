//! What the words of a statement show of its position: its folded words in, the row of `data/en/positions.tsv` that fires first out.
//!
//! "The raid was unprovoked" accuses, whoever says it; "in self-defence" confirms, said by a side that attacks; "any strike would be an act of war" accuses
//! nobody yet.

use crate::digest::Statement;
use crate::sides::Sides;
use crate::turned::is_turned;
use crate::words::parted;
use demarche_lexicon::{Positioning, WordClass, WordClasses};
use std::collections::BTreeMap;

/// How far before the phrase the words may stand that put it off, in words.
const WOULD_REACH: usize = 5;
/// How far before and behind a *no* the words may stand that say what there was none of.
const ABSENT_REACH: usize = 4;

/// Phrases.
pub(super) struct Phrases<'a> {
    /// By their first words, without the blank before them.
    by_word: BTreeMap<&'a str, Vec<(&'a str, &'a Positioning)>>,
    /// By whose they are, with a blank before, between and after the words, in the order of the first words.
    by_who: BTreeMap<&'a str, Vec<(&'a str, &'a Positioning)>>,
    classes: &'a WordClasses,
}

impl<'a> Phrases<'a> {
    pub(super) fn of(rows: &'a [Positioning], classes: &'a WordClasses) -> Self {
        let mut by_word: BTreeMap<&str, Vec<(&str, &Positioning)>> = BTreeMap::new();
        for row in rows {
            for phrase in &row.phrases {
                let first = phrase.trim_start().split(' ').next().unwrap_or_default();
                by_word.entry(first).or_default().push((phrase, row));
            }
        }
        let mut by_who: BTreeMap<&str, Vec<(&str, &Positioning)>> = BTreeMap::new();
        for rows in by_word.values_mut() {
            // "illegal miners" is looked for before "illegal".
            rows.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
            for (phrase, row) in rows {
                by_who.entry(&row.who).or_default().push((phrase, row));
                *phrase = phrase.trim_start();
            }
        }
        Self { by_word, by_who, classes }
    }

    /// The row of the first phrase in the words of a speaker of a state.
    pub(super) fn shown(
        &self,
        text: &str,
        country: Option<&str>,
        sides: &Sides,
        day: Option<&str>,
    ) -> Option<&'a Positioning> {
        let is_theirs = |row: &Positioning| match row.who.as_str() {
            "rejecter" | "disowner" | "scorner" | "measure" | "absent" | "demander" | "apologiser" | "thanker" => false,
            "state" => country.is_some_and(|country| !matches!(country, "IGO" | "NGO" | "UNO" | "EUR")),
            "owner" => country.is_some_and(|country| sides.is_party(country, day)),
            "doer" => country.is_some_and(|country| sides.attacks(country, day)),
            "harmed" => country.is_some_and(|country| sides.is_attacked(country, day)),
            _ => true,
        };
        let mut passed = 0;
        for (place, _) in text.match_indices(' ') {
            if place < passed {
                continue;
            }
            let rest = text.get(place + 1..).unwrap_or_default();
            let word = rest.split(' ').next().unwrap_or_default();
            let fits = |(phrase, row): &&(&'a str, &'a Positioning)| {
                let open =
                    || is_turned(text, place) || is_to_come(self.classes, text, place) || is_of_none(rest, phrase);
                rest.starts_with(phrase) && is_theirs(row) && !(row.position == "accuses" && open())
            };
            match self.by_word.get(word).and_then(|rows| rows.iter().find(fits)) {
                Some((phrase, row)) if row.who == "plain" => passed = place + phrase.len(),
                Some((_, row)) => return Some(row),
                None => {}
            }
        }
        None
    }

    /// The position of whoever says sorry for a deed of its own.
    pub(super) fn apology(&self, statement: &Statement) -> Option<&'a str> {
        self.named("apologiser", &folded(&statement.evidence.text))
    }

    /// The position of whoever gives thanks for a deed. Who thanks his host names none.
    pub(super) fn thanks(&self, statement: &Statement) -> Option<&'a str> {
        let text = folded(&statement.evidence.text);
        self.named("thanker", &text).filter(|_| text.contains(" for "))
    }

    /// The position of the first phrase of a sort that a text has.
    fn named(&self, who: &str, text: &str) -> Option<&'a str> {
        self.rows_of(who).find(|(phrase, _)| text.contains(*phrase)).map(|(_, row)| row.position.as_str())
    }

    /// The position of whoever rejects a charge, or refuses to speak: the row whose words show it. Who refuses to comment on a charge keeps silent.
    pub(super) fn charge(&self, statement: &Statement) -> Option<&'a str> {
        let text = folded(&statement.evidence.text);
        let shown = self.rows_of("rejecter").chain(self.rows_of("disowner"));
        let found: Vec<&str> =
            shown.filter(|(phrase, _)| text.contains(*phrase)).map(|(_, row)| row.position.as_str()).collect();
        found.iter().find(|position| **position == "withholds").or(found.first()).copied()
    }

    /// The position of whoever condemns: who disowns a deed says that it was not its own, who ridicules a report that it is untrue.
    pub(super) fn disowned(&self, statement: &Statement) -> Option<&'a str> {
        let text = folded(&statement.evidence.text);
        let has = |who: &str| self.rows_of(who).find(|(phrase, _)| text.contains(*phrase));
        has("disowner").or_else(|| has("scorner").and(has("rejecter"))).map(|(_, row)| row.position.as_str())
    }

    /// What is turned down where a judge calls it wrong: a plan, a demand, a decision, which is no violence.
    pub(super) fn measure(&self, text: &str) -> Option<&'a str> {
        self.named("measure", text)
    }

    /// "must withdraw its troops", said of another: who wants a deed ended takes it for granted.
    pub(super) fn ended(&self, text: &str) -> Option<&'a str> {
        self.named("demander", text)
    }

    /// "there had been no bombardment", "there are no foreign troops": what is said not to be.
    pub(super) fn absent(&self, text: &str) -> Option<&'a str> {
        let listed: Vec<&str> = text.split_whitespace().collect();
        let no = |at: &usize| {
            let there =
                listed.get(at.saturating_sub(ABSENT_REACH)..*at).is_some_and(|before| before.contains(&"there"));
            there && listed.get(*at).is_some_and(|word| matches!(*word, "no" | "never"))
        };
        let at = (0..listed.len()).find(no)?;
        let after: Vec<&str> = listed.iter().skip(at + 1).take(ABSENT_REACH).copied().collect();
        let named = |(phrase, _): &(&str, &Positioning)| after.contains(&phrase.trim());
        self.rows_of("absent").find(named).map(|(_, row)| row.position.as_str())
    }

    fn rows_of(&self, who: &str) -> impl Iterator<Item = (&'a str, &'a Positioning)> {
        self.by_who.get(who).into_iter().flatten().copied()
    }
}

/// "had lied to nobody": what befell none is charged to nobody.
fn is_of_none(rest: &str, phrase: &str) -> bool {
    let mut behind = rest.get(phrase.len()..).unwrap_or_default().split_whitespace().take(2);
    behind.any(|word| matches!(word, "nobody" | "none" | "nothing"))
}

/// "To turn off the water would be an act of war": no such act is charged to anybody.
fn is_to_come(classes: &WordClasses, text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    before.split_whitespace().rev().take(WOULD_REACH).any(|word| classes.has(WordClass::ToCome, word))
}

/// The folded words of what is said, with a blank before, between and after.
pub(super) fn content(statement: &Statement) -> String {
    if statement.content.is_empty() {
        return folded(&statement.evidence.text);
    }
    parted(statement.content.iter().map(|part| part.text.as_str()))
}

fn folded(text: &str) -> String {
    parted(std::iter::once(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row_examples::decides;
    use demarche_lexicon::Lexicon;

    #[test]
    fn words_decide_whether_a_charge_is_still_to_come() {
        let classes = &Lexicon::embedded().word_classes;
        decides(WordClass::ToCome, "zork", |text, _| is_to_come(classes, text, text.find(" act").expect("the phrase")));
    }
}
