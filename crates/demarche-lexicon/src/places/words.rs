//! Words around the names of places: `data/places/words.tsv` in, the class of a word out.
//!
//! "in the **city** of Aleppo", "Aleppo **province**", "**northern** Aleppo", "Aleppo **saw** heavy shelling".

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// What a word says of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceWord {
    /// A preposition of place before it: "in".
    Preposition,
    /// It is a town: "city", "the town of".
    Town,
    /// It is a province or the like: "province", "oblast".
    Area,
    /// It is either: "district".
    Either,
    /// It is the name of a site, and so is the place where the site is: "airport".
    Site,
    /// A part of it: "northern", "downtown".
    Direction,
    /// A verb whose subject a place can be without acting: "lie", "suffer".
    Bears,
    /// A word in names of bodies and buildings that carry the name of their place: "police", "university".
    Body,
    /// A verb that has a government as its object, not a town: "urge".
    Addresses,
    /// What runs between two towns, not between two governments: "road".
    Way,
}

const CLASSES: &[(&str, PlaceWord)] = &[
    ("addresses", PlaceWord::Addresses),
    ("area", PlaceWord::Area),
    ("bears", PlaceWord::Bears),
    ("body", PlaceWord::Body),
    ("direction", PlaceWord::Direction),
    ("either", PlaceWord::Either),
    ("preposition", PlaceWord::Preposition),
    ("site", PlaceWord::Site),
    ("town", PlaceWord::Town),
    ("way", PlaceWord::Way),
];

/// Words by lower-case form.
#[derive(Clone, Debug, Default)]
pub struct PlaceWords {
    classes: HashMap<String, Vec<PlaceWord>>,
}

impl PlaceWords {
    pub(super) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut words = Self::default();
        for table in files.tables("places/words.tsv")? {
            let [word, class] = table.positions(["word", "class"])?;
            for row in table.rows() {
                let name = row.cell(class);
                let class =
                    CLASSES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class).ok_or_else(|| {
                        let known: Vec<&str> = CLASSES.iter().map(|(known, _)| *known).collect();
                        row.error(format!("class is {name:?}, expected one of {}", known.join(", ")))
                    })?;
                words.classes.entry(row.cell(word).to_owned()).or_default().push(class);
            }
        }
        Ok(words)
    }

    /// Whether a word (lower case; a lemma for verbs) is of this class.
    pub fn is(&self, word: &str, class: PlaceWord) -> bool {
        self.classes.get(word).is_some_and(|classes| classes.contains(&class))
    }

    /// The kind of place that a word names: town, area, either or site.
    pub fn kind(&self, word: &str) -> Option<PlaceWord> {
        let kinds = [PlaceWord::Town, PlaceWord::Area, PlaceWord::Either, PlaceWord::Site];
        let classes = self.classes.get(word)?;
        kinds.into_iter().find(|kind| classes.contains(kind))
    }
}
