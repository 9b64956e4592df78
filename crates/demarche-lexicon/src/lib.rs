//! The word lists: plain TSV under `data/` in, checked look-ups out.
//!
//! `data/en/cues.tsv` says that "noted" is a cue of statements; `data/actors/persons/rus.tsv` says who Russia's foreign minister is on a day.
//! The lists are embedded in the binary by folder; [`Lexicon::with_overlay`] lays a user's own rows of the same layout over them.
//! Every look-up names the row that answered. Each list's columns are described at its type and in `data/README.md`.

pub mod actors;
mod deed_words;
mod event_lines;
mod furniture;
mod lemmas;
mod news_words;
pub mod places;

mod positions;
mod reactions;
mod speech;
mod table;
mod time_words;
pub mod verbs;
mod word_classes;

pub use actors::{Actors, Organisation, Person, Sense, State, Tenure};
pub use deed_words::{DeedWords, Means};
pub use event_lines::{EventLine, EventLines, RECIPIENTS};
pub use furniture::{Folded, Furniture, FurnitureRow, LineKind};
pub use lemmas::Lemmas;
pub use news_words::NewsWords;
pub use places::Places;

pub use positions::Positioning;
pub use reactions::Reaction;
pub use speech::{Cue, CueClass, CueKind, Frame, Frames, Label, Phrase, Phrases, Speech, Strength};
pub use table::{Files, LexiconError, Row, Table};
pub use time_words::{
    DayPart, Marker, Meridiem, NamedDay, Needs, PhrasePlace, PhraseSense, Season, TimeEntry, TimePhrase, TimeSense,
    TimeUnit, TimeWord, TimeWords,
};
pub use verbs::Verbs;
pub use word_classes::{WordClass, WordClasses, WordRow};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// All word lists, checked and indexed.
#[derive(Debug)]
pub struct Lexicon {
    /// States, persons, offices, organisations, generic agents.
    pub actors: Actors,
    /// Names of events in lines for people.
    pub event_lines: EventLines,
    /// Words of pages that are no part of a report.
    pub furniture: Furniture,
    /// The commonest words of news.
    pub news_words: NewsWords,
    /// Names of places.
    pub places: Places,
    /// Forms whose base the lemmatiser mistakes.
    pub lemmas: Lemmas,
    /// Phrases by which the world reacts.
    pub reactions: Vec<Reaction>,
    /// Words by which a speaker takes a position.
    pub positions: Vec<Positioning>,
    /// What is counted: the group says how a word counts and what (`harm killed`, `thing missiles`).
    pub figures: speech::Phrases,
    /// Cues, hedges, negation, labels.
    pub speech: Speech,
    /// Words of time expressions.
    pub time_words: TimeWords,
    /// Governing verbs and nouns of events.
    pub verbs: Verbs,
    /// Classes of words as they are written.
    pub word_classes: WordClasses,
    /// A number that changes whenever one of these lists does, a user's too.
    pub fingerprint: u64,
}

impl Lexicon {
    /// The embedded lists.
    ///
    /// # Panics
    /// Never in a released build: `cargo test` loads every list.
    pub fn embedded() -> &'static Self {
        static LEXICON: std::sync::LazyLock<Lexicon> =
            std::sync::LazyLock::new(|| match Lexicon::load(&Files::embedded()) {
                Ok(lexicon) => lexicon,
                Err(error) => panic!("the embedded word lists are broken: {error}"),
            });
        &LEXICON
    }

    /// The embedded lists with a user's files laid over them: (path under the folder, text). A row whose `id` is known
    /// replaces that row; others are added.
    ///
    /// # Errors
    /// The first malformed row: file, line, and what was expected.
    pub fn with_overlay(overlay: Vec<(String, String)>) -> Result<Self, LexiconError> {
        let mut files = Files::embedded();
        let mut named: Vec<(&str, &str)> = overlay.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        named.sort_unstable();
        let fingerprint = folded(fingerprint(), named);
        files.overlay(overlay);
        Ok(Self { fingerprint, ..Self::load(&files)? })
    }

    fn load(files: &Files) -> Result<Self, LexiconError> {
        Ok(Self {
            actors: Actors::load(files)?,
            event_lines: EventLines::load(files)?,
            furniture: Furniture::load(files)?,
            news_words: NewsWords::load(files)?,
            places: Places::load(files)?,
            lemmas: Lemmas::load(files)?,
            reactions: reactions::load(files)?,
            positions: positions::load(files)?,
            figures: speech::Phrases::load(files, "en/figures.tsv")?,
            speech: Speech::load(files)?,
            time_words: TimeWords::load(files)?,
            verbs: Verbs::load(files)?,
            word_classes: WordClasses::load(files)?,
            fingerprint: fingerprint(),
        })
    }
}

/// Every defect of the embedded lists: what `cargo xtask lexicon` prints.
pub fn check() -> Vec<LexiconError> {
    let files = Files::embedded();
    let mut defects = table::check(&files);
    defects.extend(actors::check(&files));
    defects.sort_by(|a, b| (&a.file, a.line, &a.message).cmp(&(&b.file, b.line, &b.message)));
    defects
}

/// A number that changes whenever an embedded word list does: FNV-1a over paths and texts. Rows of a store carry that of the lists that coded them.
pub fn fingerprint() -> u64 {
    folded(0xcbf2_9ce4_8422_2325, FILES.iter().map(|(path, text)| (*path, *text)))
}

fn folded<'a>(hash: u64, files: impl IntoIterator<Item = (&'a str, &'a str)>) -> u64 {
    let bytes = files.into_iter().flat_map(|(path, text)| path.bytes().chain([0]).chain(text.bytes()).chain([0]));
    bytes.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_prints_other_names_and_finds_the_old_ones() {
        let view = include_str!("../../../docs/views/other-names/actors/states.tsv").to_owned();
        let lexicon =
            Lexicon::with_overlay(vec![("actors/states.tsv".to_owned(), view)]).expect("the view is well formed");
        let name = |code: &str| lexicon.actors.state(code).map(|state| state.name.clone()).unwrap_or_default();
        assert_ne!(lexicon.fingerprint, Lexicon::embedded().fingerprint);
        assert_eq!((name("MMR").as_str(), name("TUR").as_str()), ("Burma", "Türkiye"));
        assert_eq!(name("IRN"), "Iran");
        let myanmar = actors::Word { folded: "myanmar", case: actors::Case::Capital, after_the: false };
        assert!(lexicon.actors.names.longest(&[myanmar]).is_some());
    }
}
