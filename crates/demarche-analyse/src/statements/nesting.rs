//! Which statement stands inside which.
//!
//! "Mr. Lavrov noted …the attack that Tehran said was carried out …" → Tehran's claim lies inside Lavrov's.

use demarche_model::{Span, StatementId};

/// What nesting looks at: where the cue stands (or the content, for a statement without one), the content, the evidence.
#[derive(Clone, Debug)]
pub(super) struct Extent {
    /// Cue, or first content.
    pub(super) anchor: Span,
    /// Content.
    pub(super) content: Vec<Span>,
    /// Whole statement.
    pub(super) whole: Span,
    /// It is the word of whoever is cited ("…, Tasnim reported, citing an official"): inside that of whoever cites, wherever the two cues stand.
    pub(super) cited: bool,
    /// It is what somebody says of another's statement beside it (", which Ostria denied"): neither lies in the other.
    pub(super) beside: bool,
}

/// For each statement, the smallest other one whose content holds its cue. A statement only ever lies in a longer one, or in one
/// as long whose cue stands before its own, so that no two lie in each other. Of two with the same content ("the agency quoted Orlov
/// as saying") the one whose cue stands first holds the other.
pub(super) fn nest(extents: &[Extent]) -> Vec<Option<StatementId>> {
    extents
        .iter()
        .enumerate()
        .map(|(index, inner)| {
            // Statements are in text order: only those around can hold this one.
            let holds = |outer: &Extent| {
                let longer = (outer.whole.len(), inner.anchor.start) > (inner.whole.len(), outer.anchor.start);
                let holds = match outer.content == inner.content && outer.cited != inner.cited {
                    true => inner.cited,
                    false => longer,
                };
                let apart = outer.content == inner.content && (outer.beside || inner.beside);
                holds
                    && !apart
                    && (outer.content == inner.content || outer.content.iter().any(|span| span.contains(inner.anchor)))
                    && outer.whole.overlaps(inner.whole)
            };
            extents
                .iter()
                .enumerate()
                .skip(index.saturating_sub(24))
                .take(48)
                .filter(|&(other, outer)| other != index && holds(outer))
                .min_by_key(|&(other, outer)| (outer.whole.len(), other))
                .map(|(other, _)| StatementId(other as u32))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_holder_wins() {
        let extent = |anchor: (u32, u32), content: (u32, u32), whole: (u32, u32)| Extent {
            anchor: Span::new(anchor.0, anchor.1),
            content: vec![Span::new(content.0, content.1)],
            whole: Span::new(whole.0, whole.1),
            cited: false,
            beside: false,
        };
        let extents = [
            extent((5, 9), (10, 100), (0, 100)),
            extent((20, 24), (25, 100), (10, 100)),
            extent((40, 44), (45, 60), (30, 60)),
        ];
        assert_eq!(nest(&extents), [None, Some(StatementId(0)), Some(StatementId(1))]);
    }
}
