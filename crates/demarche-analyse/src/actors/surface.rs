//! A name asked for by itself: a surface form and a day in, the actor with its row and its rivals out.
//!
//! "Iranian foreign minister" on 2024-04-19 answers Hossein Amir-Abdollahian, by the row of that tenure.

use super::phrase::{Named, Sight, phrases};
use super::resolve::{Context, Resolved};
use super::scan::scan;
use super::words::TextWords;
use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::Day;
use demarche_model::{Actor, Candidate};
use std::collections::BTreeMap;

/// What the lexicon knows of a name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The actor; `None`: unresolved.
    pub actor: Option<Actor>,
    /// Short name of the organisation at the root ("UN" of the Security Council), for organisations that are not a state's.
    pub organisation: Option<String>,
    /// Rule that answered.
    pub rule: &'static str,
    /// Rows that answered.
    pub rows: Vec<String>,
    /// Rivals, best first.
    pub rivals: Vec<Candidate>,
}

/// Looks up a name, an office phrase or a description, as of a day.
pub fn look_up(lexicon: &Lexicon, surface: &str, day: Option<Day>) -> Answer {
    let words = TextWords::of_phrase(surface);
    let pieces = scan(surface, &words, None, lexicon);
    let sight = Sight { text: surface, words: &words, parse: None, actors: &lexicon.actors, pieces: &pieces };
    let context = Context { lexicon, text: surface, words: &words, day, weights: BTreeMap::new() };
    let mut best: Option<(u8, Resolved)> = None;
    for phrase in phrases(sight) {
        let mut resolved = context.resolve(&phrase, None);
        if let (None, Some(named)) = (&resolved.actor, &phrase.person) {
            let alone = phrase.owners.is_empty() && phrase.of_owners.is_empty() && phrase.roles.is_empty();
            match context.best_bearer(named) {
                Some(likely) => resolved = Resolved { candidates: resolved.candidates, ..likely },
                None if alone => {}
                None => {
                    let owner = context.whose(&phrase);
                    resolved.actor = Some(context.text_person(named, &phrase, owner.as_ref()));
                    resolved.rows = owner.map(|owner| owner.row).into_iter().collect();
                    resolved.rule = "M004 name-unknown";
                }
            }
        }
        let rank = match (&resolved.actor, phrase.person.is_some(), phrase.roles.is_empty()) {
            (None, ..) => 3,
            (Some(actor), false, false) if actor.country.is_none() && actor.sector.is_none() => 2,
            (Some(_), true, _) | (Some(_), _, false) => 0,
            _ => 1,
        };
        if best.as_ref().is_none_or(|(known, _)| rank < *known) {
            best = Some((rank, resolved));
        }
    }
    // A name in another transliteration than the lexicon's is no phrase to begin with.
    let spelled = |best: &Option<(u8, Resolved)>| best.as_ref().is_none_or(|(rank, _)| *rank == 3);
    if spelled(&best)
        && let Some(likely) = context.best_bearer(&Named { first: 0, end: words.len(), senses: &[] })
    {
        best = Some((0, likely));
    }
    if spelled(&best)
        && let Some(place) = context.place_named(0, words.len())
    {
        best = Some((0, place));
    }
    let Some((_, resolved)) = best else { return Answer::default() };
    Answer {
        organisation: resolved.actor.as_ref().and_then(|actor| {
            let served =
                context.organisation_served(&actor.id, resolved.rows.first().map(String::as_str).unwrap_or_default());
            root(lexicon, served.unwrap_or(&actor.id))
        }),
        actor: resolved.actor,
        rule: resolved.rule,
        rows: resolved.rows,
        rivals: resolved.candidates,
    }
}

/// The short name of the organisation at the top: the UN of the Security Council.
fn root(lexicon: &Lexicon, id: &str) -> Option<String> {
    let actors = &lexicon.actors;
    let mut organisation = actors.organisation(id)?;
    for _ in 0..4 {
        match actors.organisation(&organisation.parent) {
            Some(parent) => organisation = parent,
            None => break,
        }
    }
    let name = if organisation.short.is_empty() { &organisation.name } else { &organisation.short };
    Some(name.clone())
}
