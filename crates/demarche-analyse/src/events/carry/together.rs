//! Words for several parties at once: a party in, those whom the words stand for out.
//!
//! "urged both governments": the two sides of the report. "said their leaders had agreed": theirs, where nobody else is meant.

use crate::Reading;
use crate::events::coder::Draft;
use crate::events::roles;
use demarche_model::{Mention, Party};
use std::collections::BTreeSet;

/// Words for the two sides together.
pub(super) fn collective(reading: Reading<'_>, party: &Party) -> bool {
    if party.actor.as_ref().is_some_and(|actor| actor.country.is_some()) {
        return false;
    }
    let words = party.span.of(&reading.article.text).to_lowercase();
    // "all countries must apply the sanctions": not the two alone.
    if roles::is_collective(reading, party) {
        return !(words.starts_with("all ") && words.ends_with("countries"));
    }
    let Some(last) = words.split_whitespace().last() else { return false };
    let classes = &reading.lexicon.verbs.classes;
    let several = classes.has("several", last);
    let first = words.split_whitespace().find(|&word| word != "the").unwrap_or_default();
    if classes.has("jointly", first) && (first != "their" || !words.starts_with("the ")) {
        return several;
    }
    classes.has("adversaries", last) || words == "each other"
}

/// The parties that the words of a collective most likely stand for, if it leaves two: each where the report first names it.
pub(super) fn likely(reading: Reading<'_>, party: &Party) -> Option<[Party; 2]> {
    let [first, second] = mention(reading, party)?.candidates.as_slice() else { return None };
    // A state that only its people and its bodies name ("Polish police") stands by the words of the collective.
    let by_itself = |id: &str| {
        let state = reading.lexicon.actors.states.iter().find(|state| state.id == id)?;
        super::of_state(reading, &state.code, party.span)
    };
    let first = first_named(reading, &first.id).or_else(|| by_itself(&first.id))?;
    let second = first_named(reading, &second.id).or_else(|| by_itself(&second.id))?;
    (super::country(&first).is_some() && super::country(&second).is_some()).then_some([first, second])
}

fn mention<'a>(reading: Reading<'a>, party: &Party) -> Option<&'a Mention> {
    reading.mentions.get(party.mention?.0 as usize)
}

/// An actor where the report first names it.
fn first_named(reading: Reading<'_>, id: &str) -> Option<Party> {
    let named = |mention: &Mention| mention.actor.as_ref().is_some_and(|actor| actor.id == id);
    let at = reading.mentions.iter().position(named)?;
    let mention = reading.mentions.get(at)?;
    Some(Party {
        span: mention.span,
        mention: Some(demarche_model::MentionId(u32::try_from(at).ok()?)),
        actor: mention.actor.clone(),
    })
}

/// Who is told to deal with whom: what one does to another, or both do together.
pub(super) fn dealings(drafts: &[Draft]) -> BTreeSet<[String; 2]> {
    let done = |draft: &Draft| -> Vec<[String; 2]> {
        let across =
            draft.actors.iter().flat_map(|actor| draft.recipients.iter().filter_map(move |to| codes(actor, to)));
        let actors = draft.actors.as_slice();
        let among = || {
            actors
                .iter()
                .enumerate()
                .flat_map(|(at, one)| actors.iter().skip(at + 1).filter_map(move |other| codes(one, other)))
        };
        let together =
            draft.mutual || matches!(draft.action.plover.as_str(), "AGREE" | "CONSULT" | "COOPERATE" | "RETREAT");
        if together { across.chain(among()).collect() } else { across.collect() }
    };
    drafts.iter().flat_map(done).collect()
}

/// The countries of two parties, in order, if they are two.
pub(super) fn codes(one: &Party, other: &Party) -> Option<[String; 2]> {
    let mut codes = [super::country(one)?, super::country(other)?];
    codes.sort_unstable();
    (codes[0] != codes[1]).then_some(codes)
}

/// Whether the report names talks of one of the two with a third, or of others alone.
pub(super) fn others_talk(drafts: &[Draft], sides: &[Party; 2]) -> bool {
    let third = |party: &Party| {
        super::country(party).is_some_and(|code| !sides.iter().any(|side| super::country(side).as_ref() == Some(&code)))
    };
    drafts.iter().any(|draft| draft.action.plover == "CONSULT" && draft.mutual && draft.actors.iter().any(third))
}
