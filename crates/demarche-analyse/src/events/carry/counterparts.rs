//! Words for another that its neighbour, counterpart or foe is: a draft in, the same with the other of two sides for them out.
//!
//! In a report of Norway and Chad, "the Norwegian premier telephoned his counterpart" is Chad's; "Norway said the neighbour had fired" is of Chad too.

use super::{Memory, country, mark, of_state, same};
use crate::Reading;
use crate::actors::party_for;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::{kin, tree};
use demarche_language::{Dep, Parse};
use demarche_model::Party;

impl Memory {
    /// Gives "his counterpart", "the neighbour", "its rival" the side that they are of, where the report has two.
    pub(super) fn counterparts(&self, reading: Reading<'_>, draft: &mut Draft) {
        if self.sides.is_none() {
            return;
        }
        let verb = draft.governor();
        if !tree::verbal(reading.parse, verb) {
            return;
        }
        self.who_is_another(reading, draft, verb);
        self.to_another(reading, draft, verb);
    }

    /// "Norway said the neighbour had fired": not Norway.
    fn who_is_another(&self, reading: Reading<'_>, draft: &mut Draft, verb: usize) {
        if !tree::agent(reading, verb).is_some_and(|noun| is_one(reading, noun)) {
            return;
        }
        let Some(owner) = above(reading, verb) else { return };
        let Some(other) = self.other(&owner).and_then(country) else { return };
        let [doer] = draft.actors.as_slice() else { return };
        if same(doer, &owner) || country(doer).is_none() {
            let span = doer.span;
            draft.actors = of_state(reading, &other, span).into_iter().collect();
            draft.recipients.retain(|party| country(party).as_ref() != Some(&other));
            mark(draft);
        }
    }

    /// "telephoned his counterpart", "talked to her opposite number".
    fn to_another(&self, reading: Reading<'_>, draft: &mut Draft, verb: usize) {
        let parse = reading.parse;
        let [doer] = draft.actors.as_slice() else { return };
        if draft.recipients.iter().any(|party| country(party).is_some()) {
            return;
        }
        let Some(other) = self.other(doer).and_then(country) else { return };
        let behind = ["with", "to", "on", "against", "from"].iter().filter_map(|word| tree::behind(parse, verb, word));
        let told = tree::objects(reading, verb).into_iter().chain(behind);
        let Some(noun) = told.into_iter().find(|&noun| is_one(reading, noun) && owned_by_pronoun(parse, noun)) else {
            return;
        };
        let parties = of_state(reading, &other, party_for(reading, noun).span);
        if draft.mutual {
            draft.actors.extend(parties);
        } else {
            draft.recipients = parties.into_iter().collect();
        }
        mark(draft);
    }
}

/// Whether a noun names another party, and its words do not say which.
fn is_one(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let pointing = parse.children(noun).any(|child| {
        parse.tokens[child].norm == "the" || parse.tokens[child].dep == Dep::Poss && parse.tokens[child].tag == "PRP$"
    });
    kin::is_another(reading, noun)
        && parse.tokens[noun].tag == "NN"
        && pointing
        && parse.children(noun).all(|child| !matches!(parse.tokens[child].dep, Dep::Appos | Dep::Amod | Dep::Compound))
}

fn owned_by_pronoun(parse: &Parse, noun: usize) -> bool {
    parse.children_by(noun, Dep::Poss).any(|owner| parse.tokens[owner].tag == "PRP$")
}

/// Whoever tells a clause: the subject of the verb above it.
fn above(reading: Reading<'_>, verb: usize) -> Option<Party> {
    let parse = reading.parse;
    let teller = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Ccomp)?;
    let subject = tree::subject(reading, teller)?;
    roles::parties(reading, subject, Side::Acting).into_iter().find(|party| country(party).is_some())
}
