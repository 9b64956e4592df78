//! Two names that only a comma joins in a headline: a parse in, the parse with both as the subject out.
//!
//! "Verania, Ostria agree to truce": the small parser takes one name for a measure or an explanation of the other, so that one side would agree alone.
//! Two names at the head of a sentence before a verb that is no singular are both its subject.

use demarche_language::{Dep, EntityKind, Parse, Pos, Token};
use std::borrow::Cow;

/// The parse with such names joined; the same one where there are none.
pub(super) fn joined(parse: Cow<'_, Parse>) -> Cow<'_, Parse> {
    super::mended(parse, pair, rehang)
}

/// The two names before a verb.
fn pair(parse: &Parse, verb: usize) -> Option<(usize, usize)> {
    let token = &parse.tokens[verb];
    let plural = token.pos == Pos::Verb && matches!(token.tag.as_str(), "VBP" | "VBD" | "VB");
    let second = verb.checked_sub(1).filter(|_| plural)?;
    let named = |at: usize| parse.entities.iter().find(|it| is_name(it.kind) && it.end as usize == at + 1);
    let start = named(second)?.first as usize;
    let comma = start.checked_sub(1).filter(|&at| parse.tokens[at].norm == ",")?;
    let first = comma.checked_sub(1)?;
    let head = named(first)?.first as usize;
    let opens = parse.sentences.iter().any(|sentence| sentence.start == head)
        || head.checked_sub(1).is_some_and(|before| matches!(parse.tokens[before].pos, Pos::Space | Pos::Punct));
    let (one, other) = (&parse.tokens[first], &parse.tokens[second]);
    let aside =
        one.dep == Dep::Npadvmod && one.head as usize == verb && other.dep == Dep::Nsubj && other.head as usize == verb;
    let explained =
        one.dep == Dep::Nsubj && one.head as usize == verb && other.dep == Dep::Appos && other.head as usize == first;
    (opens && (aside || explained)).then_some((first, second))
}

fn is_name(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Gpe | EntityKind::Person | EntityKind::Org | EntityKind::Norp)
}

/// The first is the subject, the second stands beside it.
fn rehang(_: &Parse, tokens: &mut [Token], verb: usize, (first, second): (usize, usize)) {
    (tokens[first].head, tokens[first].dep) = (verb as u32, Dep::Nsubj);
    (tokens[second].head, tokens[second].dep) = (first as u32, Dep::Conj);
}
