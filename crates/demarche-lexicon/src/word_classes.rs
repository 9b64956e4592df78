//! Classes of words as they are written, folded: rows of `data/en/word_classes.tsv` in, whether a word is of a class out.
//!
//! `en.word.no-deed.knowing⇥no-deed⇥heard|knew|…⇥He had [heard] of the raid.⇥own`: who had heard of a raid tells no deed of his own. Classes of lemmas, which
//! decide how a clause is coded, are those of `en/event_classes.tsv`.

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// A class of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// Words by which it is told that others have agreed: "have agreed to a truce".
    Agreed,
    /// Verbs by which a toll is made known: "announced three dead".
    Announcing,
    /// Those of a state's own through whom it acts: "its soldiers".
    Arm,
    /// Words for whoever is at odds: "both sides".
    AtOdds,
    /// What befalls a noun that it follows without a helping verb: "men captured in the raid".
    Befell,
    /// Words between the helping verb and the deed: "had also struck".
    Between,
    /// Nouns that take up a body whose whole name stood before: "the committee".
    Body,
    /// Words behind which nobody offers: "declined the offer to mediate".
    Declining,
    /// Beginnings of the words for whom a state sends to another.
    Envoy,
    /// Deeds that the losses of others are told by: "had killed".
    Inflicted,
    /// What becomes of soldiers and arms that are lost.
    Lost,
    /// What is done, or not, to nobody: "no decision had been taken".
    Matter,
    /// What happens to a speaker, what it knows, feels, says, judges or would like, and what it has: no deed.
    NoDeed,
    /// Words between *the* and an arm of the state: "the armed forces".
    OfArms,
    /// Beginnings of the words of an offer.
    Offering,
    /// Persons and seats through whom a state acts.
    Office,
    /// Words before the subject that say when and why: "over the weekend".
    Opening,
    /// Phrases for those whom a state asks things that have nothing to do with others: "its nationals".
    OwnPeople,
    /// Participles of deeds that do not end in -ed.
    Participle,
    /// Pasts of deeds that do not end in -ed.
    Past,
    /// Words of one who would act, and has not.
    Ready,
    /// Words for fighters against their state.
    Rebel,
    /// Beginnings of the words by which a state shows its anger at an envoy: "summoned".
    Recalling,
    /// What is done with arms and soldiers by those whose they are: "were launched".
    Sent,
    /// Those whose death or loss an army tells as its own.
    Soldier,
    /// Those who tell what they know of a party and do not speak for it.
    Source,
    /// Arms of the state that speak for themselves. "The jets" and "the troops" may be the enemy's.
    SpeakingArm,
    /// What cannot be denied as a deed: "did not know".
    Stative,
    /// Words for what came of a deed, which a side claims and does not own up to.
    Success,
    /// Words that make of what follows something that has not happened.
    ToCome,
    /// Those who are told of together: "the ministers".
    Together,
    /// What the lost are counted as: "three dead".
    Toll,
}

/// The names of the classes in the list.
const CLASSES: [(&str, WordClass); 32] = [
    ("agreed", WordClass::Agreed),
    ("announcing", WordClass::Announcing),
    ("arm", WordClass::Arm),
    ("at-odds", WordClass::AtOdds),
    ("befell", WordClass::Befell),
    ("between", WordClass::Between),
    ("body", WordClass::Body),
    ("declining", WordClass::Declining),
    ("envoy", WordClass::Envoy),
    ("inflicted", WordClass::Inflicted),
    ("lost", WordClass::Lost),
    ("matter", WordClass::Matter),
    ("no-deed", WordClass::NoDeed),
    ("of-arms", WordClass::OfArms),
    ("offering", WordClass::Offering),
    ("office", WordClass::Office),
    ("opening", WordClass::Opening),
    ("own-people", WordClass::OwnPeople),
    ("participle", WordClass::Participle),
    ("past", WordClass::Past),
    ("ready", WordClass::Ready),
    ("rebel", WordClass::Rebel),
    ("recalling", WordClass::Recalling),
    ("sent", WordClass::Sent),
    ("soldier", WordClass::Soldier),
    ("source", WordClass::Source),
    ("speaking-arm", WordClass::SpeakingArm),
    ("stative", WordClass::Stative),
    ("success", WordClass::Success),
    ("to-come", WordClass::ToCome),
    ("together", WordClass::Together),
    ("toll", WordClass::Toll),
];

/// Some words of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordRow {
    /// Row id.
    pub id: String,
    /// The class of its words.
    pub class: WordClass,
    /// Folded words.
    pub words: Vec<String>,
    /// A sentence that the class decides, one of the words in brackets.
    pub example: String,
}

/// The classes of words.
#[derive(Clone, Debug, Default)]
pub struct WordClasses {
    rows: Vec<WordRow>,
    /// For each word a bit for each of its classes.
    of: HashMap<String, u64>,
}

impl WordClasses {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut rows: Vec<WordRow> = Vec::new();
        for table in files.tables("en/word_classes.tsv")? {
            let [id, class, words, example] = table.positions(["id", "class", "words", "example"])?;
            for row in table.rows() {
                let known = CLASSES.iter().find(|(name, _)| *name == row.cell(class));
                let (_, class) = known.ok_or_else(|| {
                    let names: Vec<&str> = CLASSES.iter().map(|(name, _)| *name).collect();
                    row.error(format!("class: one of {} is expected", names.join(", ")))
                })?;
                let made = WordRow {
                    id: row.cell(id).to_owned(),
                    class: *class,
                    words: row.list(words).map(str::to_owned).collect(),
                    example: row.cell(example).to_owned(),
                };
                match rows.iter_mut().find(|known| known.id == made.id) {
                    Some(known) => *known = made,
                    None => rows.push(made),
                }
            }
        }
        let mut of: HashMap<String, u64> = HashMap::new();
        for row in &rows {
            for word in &row.words {
                *of.entry(word.clone()).or_default() |= bit(row.class);
            }
        }
        Ok(Self { rows, of })
    }

    /// Whether a folded word is of a class.
    pub fn has(&self, class: WordClass, word: &str) -> bool {
        self.of.get(word).is_some_and(|of| of & bit(class) != 0)
    }

    /// Whether a folded word begins as one of a class does.
    pub fn begins(&self, class: WordClass, word: &str) -> bool {
        self.words(class).any(|begins| word.starts_with(begins))
    }

    /// Whether a word or phrase of a class stands in a text in small letters.
    pub fn within(&self, class: WordClass, text: &str) -> bool {
        self.words(class).any(|words| text.contains(words))
    }

    fn words(&self, class: WordClass) -> impl Iterator<Item = &str> {
        self.rows(class).flat_map(|row| &row.words).map(String::as_str)
    }

    /// The rows of a class.
    pub fn rows(&self, class: WordClass) -> impl Iterator<Item = &WordRow> {
        self.rows.iter().filter(move |row| row.class == class)
    }
}

const fn bit(class: WordClass) -> u64 {
    1 << class as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_of_several_classes() {
        let classes = WordClasses::load(&Files::embedded()).expect("the list is in order");
        assert!(classes.has(WordClass::Soldier, "drones") && classes.has(WordClass::Arm, "drones"));
        assert!(!classes.has(WordClass::NoDeed, "drones"));
    }

    #[test]
    fn every_class_has_rows_and_every_row_an_example_of_its_words() {
        let classes = WordClasses::load(&Files::embedded()).expect("the list is in order");
        for (name, class) in CLASSES {
            assert!(classes.rows(class).next().is_some(), "{name}");
        }
        for row in &classes.rows {
            let shown = row.example.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(word, _)| word);
            let shown = shown.unwrap_or_default().to_lowercase();
            assert!(row.words.iter().any(|word| shown.starts_with(word)), "{}", row.id);
        }
    }
}
