//! How far what is said reaches: from a cue and its complements to token ranges.
//!
//! "The good news, Mr. Orlov said, is that …" → two ranges, before and after the cue with its subject.

use super::desk::Desk;
use demarche_language::{Dep, Pos};
use std::ops::Range;

/// The tokens of a phrase, within its sentence.
pub(super) fn phrase(desk: &Desk<'_>, top: usize) -> Range<usize> {
    let subtree = desk.parse.subtree(top);
    let sentence = desk.sentence(top);
    subtree.start.max(sentence.start)..subtree.end.min(sentence.end)
}

/// The words of the cue itself with its subject, auxiliaries and adjuncts: what stands between commas in ", Mr. Orlov said
/// on Tuesday,". `content` is the clause that is not part of it.
pub(super) fn cluster(desk: &Desk<'_>, verb: usize, content: &Range<usize>) -> Range<usize> {
    let mut range = verb..verb + 1;
    for child in desk.parse.children(verb) {
        let it = desk.token(child);
        if matches!(it.dep, Dep::Ccomp | Dep::Punct | Dep::Parataxis)
            || content.contains(&child) && child < verb && it.dep != Dep::Nsubj
        {
            continue;
        }
        let part = phrase(desk, child);
        // "that the road was open, he said": the word that opens the content is not part of the cue's own words.
        if it.dep == Dep::Mark && part.end <= content.start && content.end <= verb {
            continue;
        }
        // A clause that hangs on the cue but holds the content is not part of the cue's own words.
        if part.start <= verb && part.end > verb {
            continue;
        }
        range = range.start.min(part.start)..range.end.max(part.end);
    }
    range
}

/// A range without the tokens of another: one or two pieces.
pub(super) fn without(range: Range<usize>, hole: &Range<usize>) -> Vec<Range<usize>> {
    if hole.end <= range.start || hole.start >= range.end {
        return vec![range];
    }
    [range.start..hole.start.max(range.start), hole.end.min(range.end)..range.end]
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// The nearest verb above a token that heads a finite clause, the token included.
pub(super) fn clause_head(desk: &Desk<'_>, token: usize) -> usize {
    std::iter::once(token)
        .chain(desk.parse.ancestors(token))
        .find(|&at| desk.is_verb(at) && (desk.is_finite(at) || desk.parse.head(at).is_none()))
        .unwrap_or_else(|| desk.parse.ancestors(token).last().unwrap_or(token))
}

/// Whether a range holds a finite verb.
pub(super) fn has_finite(desk: &Desk<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|token| desk.is_verb(token) && desk.is_finite(token))
}

/// Whether a range enters a quotation.
pub(super) fn has_quote(desk: &Desk<'_>, range: Range<usize>) -> bool {
    range.into_iter().any(|token| desk.is_quoted(token) && !desk.is_blank(token))
}

/// Whether a token is the infinitive marker's verb: "to observe".
pub(super) fn is_infinitive(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse.children(verb).any(|child| child < verb && desk.token(child).tag == "TO")
        || desk.parse.children_by(verb, Dep::Aux).any(|child| desk.token(child).pos == Pos::Part)
}
