//! Words of speech: cues ("noted"), hedges ("reportedly"), channels, negation, loaded labels.
//!
//! `data/en/{cues,hedges,channels,negation,mutes,stances,labels,distancing}.tsv` in; look-ups by the base form of a first word out.
//! "point" answers with the rows of `point` and `point out`, the longest first.

mod cues;
mod labels;
mod phrases;

pub use cues::{Cue, CueClass, CueKind, Frame, Frames, Strength};
pub use labels::Label;
pub use phrases::{Phrase, Phrases};

use crate::{Files, LexiconError};
use demarche_model::Position;
use std::collections::HashMap;

/// Words of speech.
#[derive(Debug, Default)]
pub struct Speech {
    cues: Vec<Cue>,
    by_first_word: HashMap<String, Vec<usize>>,
    headline_forms: HashMap<String, String>,
    /// Words that weaken what is said: `may`, `as far as I know`.
    pub hedges: Phrases,
    /// What a statement passes through: `call with reporters`; the group is the channel's kind.
    pub channels: Phrases,
    /// Words that turn a cue round: `not`, `decline`; the group is `negates`, `withholds`, or `blocks` of whoever
    /// keeps others from saying it.
    pub negation: Phrases,
    /// Nouns of things and happenings, which show or suggest but do not speak: `attack`, `effort`.
    pub mutes: Phrases,
    /// Nouns of what is expressed ("concern"); the group is the position that it shows.
    pub stances: Phrases,
    /// Words that keep a distance: `so-called`, `self-proclaimed`.
    pub distancing: Phrases,
    labels: Vec<Label>,
    labels_by_first_word: HashMap<String, Vec<usize>>,
    open_labels: Vec<usize>,
}

impl Speech {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let cues = cues::load(files)?;
        let mut by_first_word: HashMap<String, Vec<usize>> = HashMap::new();
        let mut headline_forms = HashMap::new();
        let mut longest_first: Vec<(usize, &Cue)> = cues.iter().enumerate().collect();
        longest_first.sort_by_key(|(_, cue)| std::cmp::Reverse(cue.words.len()));
        for (index, cue) in longest_first {
            let Some(first) = cue.words.first() else { continue };
            by_first_word.entry(first.clone()).or_default().push(index);
            if cue.kind == CueKind::Verb && cue.words.len() == 1 && cue.strength == Strength::Strong {
                headline_forms.insert(cues::third_person(first), first.clone());
            }
        }
        let labels = labels::load(files)?;
        let mut labels_by_first_word: HashMap<String, Vec<usize>> = HashMap::new();
        let mut open_labels = Vec::new();
        for (index, label) in labels.iter().enumerate() {
            match label.words.first() {
                Some(first) if first.starts_with('*') => open_labels.push(index),
                Some(first) => labels_by_first_word.entry(first.clone()).or_default().push(index),
                None => {}
            }
        }
        Ok(Self {
            labels,
            labels_by_first_word,
            open_labels,
            cues,
            by_first_word,
            headline_forms,
            hedges: Phrases::load(files, "en/hedges.tsv")?,
            channels: Phrases::load(files, "en/channels.tsv")?,
            negation: Phrases::load(files, "en/negation.tsv")?,
            mutes: Phrases::load(files, "en/mutes.tsv")?,
            stances: Phrases::load(files, "en/stances.tsv")?,
            distancing: Phrases::load(files, "en/distancing.tsv")?,
        })
    }

    /// The position that shows in what is expressed ("concern" regrets), with its row.
    pub fn stance(&self, lemma: &str) -> Option<(Position, &Phrase)> {
        let row = self.stances.starting_with(lemma).next()?;
        cues::position_of(&row.group).map(|position| (position, row))
    }

    /// The cues whose first word has this base form (lower case), longest first.
    pub fn cues_from(&self, lemma: &str) -> impl Iterator<Item = &Cue> {
        self.by_first_word.get(lemma).into_iter().flatten().filter_map(|&row| self.cues.get(row))
    }

    /// The loaded labels whose first word is this one (lower case).
    pub fn labels_from(&self, word: &str) -> impl Iterator<Item = &Label> {
        self.labels_by_first_word.get(word).into_iter().flatten().filter_map(|&row| self.labels.get(row))
    }

    /// The loaded labels that begin with the name of anybody (`*-backed militia`).
    pub fn open_labels(&self) -> impl Iterator<Item = &Label> {
        self.open_labels.iter().filter_map(|&row| self.labels.get(row))
    }

    /// All loaded labels, in the order of the list.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// All cues, in the order of the list.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The base form of a verb as headlines write it (`says` → `say`), whatever the tagger made of it.
    pub fn headline_verb(&self, lower_case: &str) -> Option<&str> {
        self.headline_forms.get(lower_case).map(String::as_str)
    }
}
