//! The entity recogniser: a transition system that walks the text once.
//!
//! In: the encodings of a text's tokens, the parser's sentence starts (no entity crosses them), and which tokens are white
//! space. Out: entities as token ranges with their kind. "Moscow sent a message to Israel." → GPE, GPE.
//!
//! Facts from spaCy's `_parser_internals/ner.pyx`.

use crate::archive::{Archive, ModelError};
use crate::kernels::Kernel;
use crate::labels::EntityKind;
use crate::parse::Entity;
use crate::transition::{Products, Scorer};
use std::ops::Range;

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
    scorer: Scorer<3, 5>,
    moves: Vec<Action>,
    begin: Range<usize>,
    unit: Range<usize>,
    out: Range<usize>,
    /// The two moves that go on with or end an entity of a kind.
    inside: Vec<[Range<usize>; 2]>,
}

impl Recogniser {
    /// Reads the recogniser from the model file.
    pub(crate) fn load(archive: &Archive<'_>, kernel: Kernel) -> Result<Self, ModelError> {
        let moves: Option<Vec<Action>> = archive.lines("ner.moves")?.map(read_move).collect();
        let moves = moves.ok_or_else(|| ModelError::Section("ner.moves".to_owned()))?;
        let range = |sort: &dyn Fn(Action) -> bool| {
            let first = moves.iter().position(|&action| sort(action)).unwrap_or(0);
            first..first + moves[first..].iter().take_while(|&&action| sort(action)).count()
        };
        let inside = EntityKind::ALL
            .iter()
            .map(|&kind| [range(&|action| action == Action::In(kind)), range(&|action| action == Action::Last(kind))]);
        Ok(Self {
            scorer: Scorer::load(archive, kernel, "ner", moves.len())?,
            begin: range(&|action| matches!(action, Action::Begin(_))),
            unit: range(&|action| matches!(action, Action::Unit(_))),
            out: range(&|action| action == Action::Out),
            inside: inside.collect(),
            moves,
        })
    }

    /// Appends the hidden vectors that [`Self::find`] wants, made from encodings.
    pub(crate) fn hidden(&self, encoded: &[f32], out: &mut Vec<f32>) {
        self.scorer.hidden(encoded, out);
    }

    /// Finds the entities of a text.
    pub(crate) fn find(
        &self,
        hidden: &[f32],
        starts: &[bool],
        is_space: &[bool],
        products: &mut Products,
    ) -> Vec<Entity> {
        let mut entities = Vec::new();
        let mut open: Option<(u32, EntityKind)> = None;
        let mut scores = self.scorer.over(hidden, products);
        for (i, &space) in is_space.iter().enumerate() {
            let at = i as u32;
            scores.score([Some(at), open.map(|open| open.0), open.map(|_| at.saturating_sub(1))]);
            let goes_on = starts.get(i + 1) == Some(&false);
            let allow = |yes: bool, sort: &Range<usize>| if yes { sort.clone() } else { 0..0 };
            let valid = match open {
                Some((_, kind)) => {
                    let [on, last] = &self.inside[kind as usize];
                    [allow(goes_on, on), last.clone(), 0..0]
                }
                None => [allow(goes_on && !space, &self.begin), allow(!space, &self.unit), self.out.clone()],
            };
            match scores.best(valid).map(|best| self.moves[best]) {
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
