//! The entity recogniser: a transition system that walks the text once.
//!
//! In: the encodings of a text's tokens, the parser's sentence starts (no entity crosses them), and which tokens are white
//! space. Out: entities as token ranges with their kind. "Moscow sent a message to Israel." → GPE, GPE.
//!
//! Facts from spaCy's `_parser_internals/ner.pyx`.

use crate::archive::{Archive, ModelError};
use crate::labels::EntityKind;
use crate::parse::Entity;
use crate::transition::{Scorer, best};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Begin(EntityKind),
    In(EntityKind),
    Last(EntityKind),
    Unit(EntityKind),
    Out,
    /// spaCy's move for blocked tokens, never valid here.
    Blocked,
}

/// The recogniser's weights and moves.
#[derive(Debug)]
pub(crate) struct Recogniser {
    scorer: Scorer<3>,
    moves: Vec<Action>,
}

impl Recogniser {
    /// Reads the recogniser from the model file.
    pub(crate) fn load(archive: &Archive<'_>) -> Result<Self, ModelError> {
        let moves: Option<Vec<Action>> = archive.lines("ner.moves")?.map(read_move).collect();
        let moves = moves.ok_or_else(|| ModelError::Section("ner.moves".to_owned()))?;
        Ok(Self { scorer: Scorer::load(archive, "ner", moves.len())?, moves })
    }

    /// The hidden vectors that [`Self::find`] wants, from encodings.
    pub(crate) fn hidden(&self, encoded: &[f32]) -> Vec<f32> {
        self.scorer.hidden(encoded)
    }

    /// Finds the entities of a text.
    pub(crate) fn find(&self, hidden: &[f32], starts: &[bool], is_space: &[bool]) -> Vec<Entity> {
        let count = starts.len();
        let mut entities = Vec::new();
        let mut open: Option<(u32, EntityKind)> = None;
        let mut scores = self.scorer.over(hidden);
        for i in 0..count {
            let at = i as u32;
            let shown = [Some(at), open.map(|open| open.0), open.map(|_| at.saturating_sub(1))];
            let goes_on = i + 1 < count && !starts[i + 1];
            let valid = |i: usize| match (self.moves[i], open) {
                (Action::Begin(_), None) => goes_on && !is_space[at as usize],
                (Action::In(kind), Some(open)) => goes_on && kind == open.1,
                (Action::Last(kind), Some(open)) => kind == open.1,
                (Action::Unit(_), None) => !is_space[at as usize],
                (Action::Out, None) => true,
                _ => false,
            };
            match best(scores.of(shown), valid).map(|best| self.moves[best]) {
                Some(Action::Begin(kind)) => open = Some((at, kind)),
                Some(Action::Unit(kind)) => entities.push(Entity { first: at, end: at + 1, kind }),
                Some(Action::Last(kind)) => {
                    entities.extend(open.take().map(|open| Entity { first: open.0, end: at + 1, kind }));
                }
                _ => {}
            }
        }
        entities
    }
}

fn read_move(name: &str) -> Option<Action> {
    let (action, kind) = name.split_once('-').unwrap_or((name, ""));
    let kind = EntityKind::parse(kind);
    match (action, kind) {
        ("B", Some(kind)) => Some(Action::Begin(kind)),
        ("I", Some(kind)) => Some(Action::In(kind)),
        ("L", Some(kind)) => Some(Action::Last(kind)),
        ("U", Some(kind)) => Some(Action::Unit(kind)),
        ("U", None) => Some(Action::Blocked),
        ("O", None) => Some(Action::Out),
        _ => None,
    }
}
