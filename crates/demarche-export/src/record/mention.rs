//! Those spoken of as the record has them: mentions with their actors and rivals; parties of statements and events.
//!
//! `{"id": "m3", "text": "the Iranian foreign minister", "actor": {"id": "irn.araghchi", …}, "rule": "M050 office"}`.

use super::{Points, View, mention_id};
use crate::words;
use demarche_model as model;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Mention<'a> {
    id: String,
    span: Points,
    text: &'a str,
    actor: Option<Actor<'a>>,
    candidates: Vec<Candidate<'a>>,
    same_as: Option<String>,
    rule: &'a str,
    rows: &'a [String],
}

#[derive(Serialize)]
struct Actor<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    country: Option<&'a str>,
    sector: Option<&'a str>,
    office: Option<&'a str>,
    code: String,
}

#[derive(Serialize)]
struct Candidate<'a> {
    id: &'a str,
    score: f32,
}

#[derive(Serialize)]
pub(super) struct Party<'a> {
    mention: Option<String>,
    span: Points,
    text: &'a str,
    name: &'a str,
    actor: Option<&'a str>,
    code: Option<String>,
    country: Option<&'a str>,
    sector: Option<&'a str>,
    kind: Option<&'static str>,
}

impl<'a> View<'a> {
    pub(super) fn mention(&self, index: usize, mention: &'a model::Mention) -> Mention<'a> {
        Mention {
            id: format!("m{}", index + 1),
            span: self.points.span(mention.span),
            text: mention.span.of(self.text),
            actor: mention.actor.as_ref().map(|actor| Actor {
                id: &actor.id,
                name: &actor.name,
                kind: words::actor_kind(actor.kind),
                country: actor.country.as_deref(),
                sector: actor.sector.as_deref(),
                office: actor.office.as_deref(),
                code: actor.code(),
            }),
            candidates: mention
                .candidates
                .iter()
                .map(|rival| Candidate { id: &rival.id, score: rival.score })
                .collect(),
            same_as: mention.same_as.map(mention_id),
            rule: mention.rule,
            rows: &mention.rows,
        }
    }

    pub(super) fn party(&self, party: &'a model::Party) -> Party<'a> {
        let actor = party.actor.as_ref();
        let text = party.span.of(self.text);
        Party {
            mention: party.mention.map(mention_id),
            span: self.points.span(party.span),
            text,
            name: actor.map_or(text, |actor| actor.name.as_str()),
            actor: actor.map(|actor| actor.id.as_str()),
            code: actor.map(model::Actor::code),
            country: actor.and_then(|actor| actor.country.as_deref()),
            sector: actor.and_then(|actor| actor.sector.as_deref()),
            kind: actor.map(|actor| words::actor_kind(actor.kind)),
        }
    }

    pub(super) fn parties(&self, parties: &'a [model::Party]) -> Vec<Party<'a>> {
        parties.iter().map(|party| self.party(party)).collect()
    }
}
