//! What a thing is called, taken for a clause: a parse in, the parse with it behind its "as" out.
//!
//! "Tolm described the strike as disproportionate": the small parser hangs the adjective on the verb like "as big as" and loses what was said. An
//! adjective right behind *as*, told of nothing else, is what the object of the verb is called.

use demarche_language::{Dep, Parse, Pos, Token};
use std::borrow::Cow;

/// The parse with such adjectives behind their preposition; the same one where there are none.
pub(super) fn hung(parse: Cow<'_, Parse>) -> Cow<'_, Parse> {
    super::mended(parse, verb, |_, tokens: &mut [Token], adjective, verb| {
        (tokens[adjective - 1].head, tokens[adjective - 1].dep) = (verb as u32, Dep::Prep);
        (tokens[adjective].head, tokens[adjective].dep) = (adjective as u32 - 1, Dep::Amod);
    })
}

/// The verb that calls something by an adjective.
fn verb(parse: &Parse, adjective: usize) -> Option<usize> {
    let token = &parse.tokens[adjective];
    let as_ = adjective.checked_sub(1).filter(|&at| parse.tokens[at].norm == "as")?;
    let verb = parse.head(adjective).filter(|&verb| verb < as_)?;
    let apart = token.pos == Pos::Adj && token.dep == Dep::Advcl && parse.head(as_) == Some(adjective);
    let alone = parse
        .children(adjective)
        .all(|at| at == as_ || parse.tokens[at].dep == Dep::Conj || parse.tokens[at].dep == Dep::Cc);
    let object = parse.child(verb, Dep::Dobj).is_some_and(|object| object < as_);
    (apart && alone && object).then_some(verb)
}
