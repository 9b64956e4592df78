//! Ships by their names: the name of a ship in, the state that the report tells it to be of out.
//!
//! "The Turkish survey ship Oruc Reis sailed from Antalya. The Oruc Reis entered Greek waters": Turkey's. A flag alone ("a Belize-flagged carrier") says nothing
//! of whose ship it is.

use super::roles;
use crate::Reading;
use crate::mend;
use demarche_language::{Dep, Parse};
use demarche_model::{Party, Span};
use std::ops::Range;

/// The state of a ship that is named here, where the report names it with its nationality or its owner.
pub(super) fn of_state(reading: Reading<'_>, head: usize) -> Option<Party> {
    let parse = reading.parse;
    if !mend::is_ship_name(parse, head) {
        return None;
    }
    let here = run(parse, head);
    let code = (0..parse.tokens.len())
        .filter(|&at| mend::is_ship_name(parse, at) && (at == 0 || !mend::is_ship_name(parse, at - 1)))
        .map(|at| run(parse, at))
        .filter(|there| same_name(parse, &here, there))
        .find_map(|there| nationality(reading, &there))?;
    let state = reading.lexicon.actors.state(&code)?;
    let (first, last) = (parse.tokens.get(here.start)?, parse.tokens.get(here.end.checked_sub(1)?)?);
    Some(Party { span: Span::new(first.start, last.end), mention: None, actor: Some(roles::itself(state)) })
}

/// Gives back the parties that are called by the name of a ship as they were before: "crippled the submarine Santa Fe" does not say whose she was.
pub(super) fn keep_open(reading: Reading<'_>, before: &[Party], after: &mut [Party]) {
    let parse = reading.parse;
    let is_named = |party: &Party| {
        let first = parse.tokens.partition_point(|token| token.start < party.span.start);
        let within = |at: &usize| parse.tokens.get(*at).is_some_and(|token| token.end <= party.span.end);
        (first..parse.tokens.len()).take_while(within).any(|at| mend::is_ship_name(parse, at))
    };
    for is in after {
        let was = before.iter().find(|was| was.span == is.span && was.actor != is.actor && is_named(was));
        if let Some(was) = was {
            is.clone_from(was);
        }
    }
}

/// The words of the name that a token is of.
fn run(parse: &Parse, token: usize) -> Range<usize> {
    let first = (0..=token).rev().take_while(|&at| mend::is_ship_name(parse, at)).last().unwrap_or(token);
    let count = (first..parse.tokens.len()).take_while(|&at| mend::is_ship_name(parse, at)).count();
    first..first + count
}

fn same_name(parse: &Parse, one: &Range<usize>, other: &Range<usize>) -> bool {
    let words = |run: &Range<usize>| run.clone().filter_map(|at| parse.tokens.get(at)).map(|token| token.norm.as_str());
    words(one).eq(words(other))
}

/// The nationality that stands on a name or on the noun for a ship beside it.
fn nationality(reading: Reading<'_>, name: &Range<usize>) -> Option<String> {
    let parse = reading.parse;
    let last = name.end.checked_sub(1)?;
    let beside = matches!(parse.tokens[last].dep, Dep::Appos | Dep::Nmod | Dep::Compound);
    let nouns = std::iter::once(last)
        .chain(
            parse.children(last).filter(|&at| matches!(parse.tokens[at].dep, Dep::Appos | Dep::Compound | Dep::Amod)),
        )
        .chain(parse.head(last).filter(|_| beside));
    nouns
        .flat_map(|noun| parse.children(noun).filter(move |&child| child < noun))
        .filter(|&child| matches!(parse.tokens[child].dep, Dep::Amod | Dep::Poss | Dep::Compound | Dep::Nmod))
        .find_map(|child| roles::nationality(reading, child))
}
