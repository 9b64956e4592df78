//! Governing verbs and nouns of events, with their PLOVER types, and the ontology they refer to.
//!
//! "Israel launched an air campaign": *launch* is a light verb (`light_verbs.tsv`), *campaign* after *air* an event noun of type ASSAULT
//! (`event_nouns.tsv`); "agreed to release" is a frame of `event_verbs.tsv`. `modality.tsv` says that a thing planned is future.
//! Columns are described at [`Frame`], [`EventNoun`], [`LightVerb`], [`Modal`] and [`Classes`].

mod classes;
mod confidence;
mod dating;
mod frame;
mod modal;
mod moves;
mod noun;
mod ontology;
mod relief;

pub use classes::{ClassSet, Classes};
pub use confidence::Parties;
pub use dating::{DateWords, Dating};
pub use frame::{Complement, Filler, Frame, FramePos, Recipients, Slot, Turn};
pub use modal::{Effect, Modal, ModalPos};
pub use moves::{About, Move, MoveBy, MovePos, Part, Topic, TopicWords};
pub use noun::{Does, EventNoun, LightVerb, NounKind};
pub use ontology::{Action, Cameo, Decision, EventType, Mode, Ontology};
pub use relief::{Relief, ReliefPlace};

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// Governing verbs, adjectives and nouns of events, by lemma.
#[derive(Debug, Default)]
pub struct Verbs {
    /// PLOVER and CAMEO.
    pub ontology: Ontology,
    /// Classes of nouns that decide a light verb.
    pub classes: Classes,
    /// Words that date what they lead.
    pub date_words: DateWords,
    confidence: confidence::Confidence,
    frames: Vec<Frame>,
    nouns: Vec<EventNoun>,
    lights: Vec<LightVerb>,
    modals: Vec<Modal>,
    moves: Vec<Move>,
    topics: Vec<TopicWords>,
    reliefs: Vec<Relief>,
    frames_of: HashMap<String, Vec<u32>>,
    nouns_of: HashMap<String, Vec<u32>>,
    lights_of: HashMap<String, Vec<u32>>,
    modals_of: HashMap<String, Vec<u32>>,
    moves_of: HashMap<String, Vec<u32>>,
    topics_of: HashMap<String, Vec<u32>>,
    reliefs_of: HashMap<String, Vec<u32>>,
}

impl Verbs {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let ontology = Ontology::load(files)?;
        let classes = Classes::load(files)?;
        let date_words = DateWords::load(files)?;
        let mut frames = frame::load(files, &ontology, &classes)?;
        // The most demanding frame first: the first that fits a clause is its reading.
        frames.sort_by(|a, b| (b.weight(), &a.id).cmp(&(a.weight(), &b.id)));
        let mut nouns = noun::load_nouns(files, &ontology)?;
        nouns.sort_by(|a, b| (b.with.len().min(1), &a.id).cmp(&(a.with.len().min(1), &b.id)));
        let mut lights = noun::load_lights(files, &ontology)?;
        lights.sort_by(|a, b| (b.words.len(), &a.id).cmp(&(a.words.len(), &b.id)));
        let modals = modal::load(files)?;
        let mut moves = moves::load_moves(files)?;
        moves.sort_by(|a, b| (b.words.len(), &a.id).cmp(&(a.words.len(), &b.id)));
        let topics = moves::load_topics(files)?;
        let confidence = confidence::Confidence::load(files)?;
        let frames_of = index(&frames, |frame| &frame.lemmas);
        let nouns_of = index(&nouns, |noun| &noun.lemmas);
        let lights_of = index(&lights, |light| &light.lemmas);
        let modals_of = index(&modals, |modal| &modal.lemmas);
        let moves_of = index(&moves, |found| &found.lemmas);
        let reliefs = relief::load(files)?;
        let reliefs_of = index(&reliefs, |found| &found.lemmas);
        let topics_of = index(&topics, |words| &words.lemmas);
        Ok(Self {
            ontology,
            classes,
            date_words,
            confidence,
            frames,
            nouns,
            lights,
            modals,
            moves,
            topics,
            reliefs,
            frames_of,
            nouns_of,
            lights_of,
            modals_of,
            moves_of,
            topics_of,
            reliefs_of,
        })
    }

    /// The frames of a lemma, most demanding first.
    pub fn frames(&self, lemma: &str) -> impl Iterator<Item = &Frame> {
        at(&self.frames_of, lemma).map(|at| &self.frames[at])
    }

    /// The event nouns of a lemma, those with a modifier first.
    pub fn nouns(&self, lemma: &str) -> impl Iterator<Item = &EventNoun> {
        at(&self.nouns_of, lemma).map(|at| &self.nouns[at])
    }

    /// The light verbs of a lemma, those with more words first.
    pub fn lights(&self, lemma: &str) -> impl Iterator<Item = &LightVerb> {
        at(&self.lights_of, lemma).map(|at| &self.lights[at])
    }

    /// What a governor of this lemma does to the occurrence or the stance of what it governs.
    pub fn modal(&self, lemma: &str, pos: ModalPos) -> Option<&Modal> {
        at(&self.modals_of, lemma).map(|at| &self.modals[at]).find(|modal| modal.pos == pos)
    }

    /// The moves of mediation that a lemma can make, those that ask for more words first.
    pub fn moves(&self, lemma: &str) -> impl Iterator<Item = &Move> {
        at(&self.moves_of, lemma).map(|at| &self.moves[at])
    }

    /// What a lemma does for the topic of a phrase.
    pub fn topic_words(&self, lemma: &str) -> impl Iterator<Item = &TopicWords> {
        at(&self.topics_of, lemma).map(|at| &self.topics[at])
    }

    /// The humanitarian moves that a lemma can make.
    pub fn reliefs(&self, lemma: &str) -> impl Iterator<Item = &Relief> {
        at(&self.reliefs_of, lemma).map(|at| &self.reliefs[at])
    }

    /// Every word of humanitarian moves with its example.
    pub fn all_reliefs(&self) -> &[Relief] {
        &self.reliefs
    }

    /// Every word of mediation with its example.
    pub fn all_moves(&self) -> &[Move] {
        &self.moves
    }

    /// How often events of this rule (`"E120 verb"`) with parties known in this way are right, between 0 and 1.
    pub fn confidence(&self, rule: &str, parties: Parties) -> f32 {
        self.confidence.of(rule, parties)
    }

    /// Every frame with its example, for the checker.
    pub fn all_frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Every event noun with its example.
    pub fn all_nouns(&self) -> &[EventNoun] {
        &self.nouns
    }

    /// Every light verb with its example.
    pub fn all_lights(&self) -> &[LightVerb] {
        &self.lights
    }

    /// Every word of modality with its example.
    pub fn all_modals(&self) -> &[Modal] {
        &self.modals
    }
}

fn index<T>(rows: &[T], lemmas: impl Fn(&T) -> &[String]) -> HashMap<String, Vec<u32>> {
    let mut out: HashMap<String, Vec<u32>> = HashMap::new();
    for (row, at) in rows.iter().zip(0..) {
        for lemma in lemmas(row) {
            out.entry(lemma.clone()).or_default().push(at);
        }
    }
    out
}

fn at<'a>(index: &'a HashMap<String, Vec<u32>>, lemma: &str) -> impl Iterator<Item = usize> + use<'a> {
    index.get(lemma).into_iter().flatten().map(|&at| at as usize)
}

/// A later row with the id of an earlier one replaces it (overlays).
fn put<T>(rows: &mut Vec<T>, row: T, id: impl Fn(&T) -> &String) {
    match rows.iter_mut().find(|known| id(known) == id(&row)) {
        Some(known) => *known = row,
        None => rows.push(row),
    }
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn the_most_demanding_frame_comes_first() {
        let verbs = &Lexicon::embedded().verbs;
        let first = verbs.frames("fire").next().expect("fire has frames");
        assert!(!first.words.is_empty(), "{first:?}");
    }

    #[test]
    fn every_type_of_plover_has_a_frame() {
        let verbs = &Lexicon::embedded().verbs;
        for event in verbs.ontology.types() {
            assert!(verbs.all_frames().iter().any(|frame| frame.action.plover == event.name), "{}", event.name);
        }
    }
}
