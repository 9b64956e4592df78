//! Two sentences that a semicolon joins: a parse in, the parse with the second joined to the first out.
//!
//! "Verania bombed Tolm; Ostria vowed revenge": the small parser takes the first for the content of the second, as if Ostria had vowed that Verania
//! bombed. A clause that ends at a semicolon, behind which a verb with a subject of its own stands over it, is told beside it.

use demarche_language::{Dep, Parse, Pos, Token};
use std::borrow::Cow;

/// The parse with such clauses side by side; the same one where there are none.
pub(super) fn joined(parse: Cow<'_, Parse>) -> Cow<'_, Parse> {
    super::mended(parse, second, rehang)
}

/// The verb behind the semicolon, of a clause before it.
fn second(parse: &Parse, first: usize) -> Option<usize> {
    let token = &parse.tokens[first];
    let verb = parse.head(first).filter(|&verb| verb > first && token.dep == Dep::Ccomp)?;
    // "A; B; C": the last of several hangs on the next.
    let end = parse.tokens[first].right_edge as usize + 1;
    let mark = (end..verb).take(2).find(|&at| parse.tokens[at].norm == ";")?;
    // "Ostria had bombed Tolm; Verania had answered, he said": what is said is all that stands before.
    let own = |child: usize| matches!(parse.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Csubj);
    let subject = parse.children(verb).find(|&child| own(child) && child > mark && child < verb)?;
    let leads = parse.tokens.get(mark + 1..subject).unwrap_or_default();
    let open = leads.iter().all(|token| token.pos != Pos::Verb && token.norm != ",");
    open.then_some(verb)
}

/// The first stands where the second stood, and the second beside it.
fn rehang(parse: &Parse, tokens: &mut [Token], first: usize, verb: usize) {
    let above = parse.head(verb).unwrap_or(first);
    (tokens[first].head, tokens[first].dep) = (above as u32, parse.tokens[verb].dep);
    (tokens[verb].head, tokens[verb].dep) = (first as u32, Dep::Conj);
}
