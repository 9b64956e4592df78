//! "both sides", "the two leaders": words for those already spoken of, and who they probably are.

use super::discourse::Discourse;
use super::resolve::{Context, Resolved};
use demarche_lexicon::actors::Collective;
use demarche_model::{Actor, ActorKind, Candidate};

/// The group, with the probable members as candidates; they are never asserted to be the actor.
pub(super) fn resolve(
    context: &Context<'_, '_>,
    discourse: &Discourse,
    collective: &Collective,
    sentence: usize,
) -> Resolved {
    let candidates =
        if collective.persons { last_persons(discourse) } else { main_states(context, discourse, sentence) };
    let actor = Actor {
        id: format!("text:{}", collective.words.replace(' ', "-")),
        name: collective.words.clone(),
        kind: ActorKind::Group,
        country: None,
        sector: None,
        office: None,
    };
    Resolved { actor: Some(actor), candidates, rule: "M090 collective", rows: vec![collective.id.clone()] }
}

/// The two states that the report names most; nobody where a third is named as often. Whoever is the subject of the sentence speaks
/// of others: "Peskov urged both sides" is not of Russia.
fn main_states(context: &Context<'_, '_>, discourse: &Discourse, sentence: usize) -> Vec<Candidate> {
    let actors = &context.lexicon.actors;
    let here = discourse.seen.iter().rev().take_while(|seen| seen.sentence == sentence);
    let speaker = here.filter(|seen| seen.subject).last().and_then(|seen| discourse.entities.get(seen.entity));
    let speaker = speaker.and_then(|entity| entity.actor.country.as_deref());
    let mut states: Vec<(u32, &str)> = context
        .weights
        .iter()
        .filter(|&(&code, _)| Some(code) != speaker)
        .filter_map(|(code, &weight)| actors.state(code).map(|state| (weight, state.id.as_str())))
        .collect();
    states.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let clear =
        states.get(1).is_some_and(|second| second.0 >= 2 && states.get(2).is_none_or(|third| third.0 < second.0));
    let total: u32 = states.iter().map(|(weight, _)| weight).sum();
    let first_two = states.iter().take(if clear { 2 } else { 0 });
    first_two
        .map(|(weight, id)| Candidate { id: (*id).to_owned(), score: *weight as f32 / total.max(1) as f32 })
        .collect()
}

/// The two persons last spoken of.
fn last_persons(discourse: &Discourse) -> Vec<Candidate> {
    let mut ids: Vec<&str> = Vec::new();
    for seen in discourse.seen.iter().rev() {
        let entity = &discourse.entities[seen.entity];
        if entity.actor.kind == ActorKind::Person && !entity.plural && !ids.contains(&entity.actor.id.as_str()) {
            ids.push(&entity.actor.id);
        }
        if ids.len() == 2 {
            break;
        }
    }
    ids.into_iter().map(|id| Candidate { id: id.to_owned(), score: 0.5 }).collect()
}
