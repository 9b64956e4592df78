//! Two states in one word: the party that the second half names in, that of the first half out.
//!
//! "The American-British raids on Tolm": of both, and the small parser shows only the British. A flag or a place ("Franco-style", "Iraqi-held") is no half.

use super::roles;
use crate::Reading;
use demarche_model::{Actor, ActorKind, Party, Span};

/// The state that stands before the hyphen of the word for this one.
pub(super) fn other_half(reading: Reading<'_>, party: &Party) -> Option<Party> {
    let parse = reading.parse;
    // "An Iranian-American journalist" is one person.
    let acts = |actor: &&Actor| {
        !matches!(actor.kind, ActorKind::Person | ActorKind::Population)
            && matches!(actor.sector.as_deref(), None | Some("GOV" | "MIL"))
    };
    let country = party.actor.as_ref().filter(acts)?.country.as_deref()?;
    let first = parse.tokens.partition_point(|token| token.start < party.span.start);
    let last = parse.tokens.partition_point(|token| token.start < party.span.end);
    let second = (first.max(2)..last).find(|&at| {
        parse.tokens[at - 1].norm == "-"
            && parse.tokens[at - 1].start == parse.tokens[at - 2].end
            && parse.tokens[at - 1].end == parse.tokens[at].start
            && roles::nationality(reading, at).as_deref() == Some(country)
    })?;
    let code = roles::nationality(reading, second - 2).filter(|code| code != country)?;
    let state = reading.lexicon.actors.state(&code)?;
    let token = &parse.tokens[second - 2];
    Some(Party { span: Span::new(token.start, token.end), mention: None, actor: Some(roles::itself(state)) })
}
