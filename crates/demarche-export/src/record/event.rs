//! What happened as the record has it: events, how many, what was agreed.
//!
//! `{"id": "e1", "actors": […], "plover": "ASSAULT", "occurrence": "actual", "stance": "attributed", "on_word_of": ["s1"]}`.

use super::mention::Party;
use super::world::{Place, When};
use super::{Evidence, Points, View, Words, statement_id};
use crate::words;
use demarche_model as model;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Event<'a> {
    id: String,
    actors: Vec<Party<'a>>,
    recipients: Vec<Party<'a>>,
    plover: &'a str,
    mode: Option<&'a str>,
    contexts: &'a [String],
    cameo: Option<&'a str>,
    quad: u8,
    intensity: Option<f32>,
    occurrence: &'static str,
    stance: &'static str,
    on_word_of: Vec<String>,
    when: Option<When<'a>>,
    place: Option<Place<'a>>,
    casualties: Option<Casualties<'a>>,
    mediation: Option<Mediation>,
    trigger: Words<'a>,
    confidence: f32,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Casualties<'a> {
    killed: Option<Count<'a>>,
    wounded: Option<Count<'a>>,
}

#[derive(Serialize)]
pub(super) struct Count<'a> {
    min: Option<u32>,
    max: Option<u32>,
    span: Points,
    text: &'a str,
}

#[derive(Serialize)]
pub(super) struct Figure<'a> {
    id: String,
    kind: &'a str,
    min: Option<u32>,
    max: Option<u32>,
    span: Points,
    text: &'a str,
    claimant: Option<Party<'a>>,
    on_word_of: Vec<String>,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Mediation {
    r#move: &'static str,
    by: &'static str,
}

#[derive(Serialize)]
pub(super) struct Commitment<'a> {
    id: String,
    parties: Vec<Party<'a>>,
    kind: &'static str,
    name: &'a str,
    provisions: Vec<Provision<'a>>,
    when: Option<When<'a>>,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Provision<'a> {
    span: Points,
    text: &'a str,
    present: bool,
}

impl<'a> View<'a> {
    pub(super) fn event(&self, index: usize, event: &'a model::Event) -> Event<'a> {
        Event {
            id: format!("e{}", index + 1),
            actors: self.parties(&event.actors),
            recipients: self.parties(&event.recipients),
            plover: &event.plover,
            mode: event.mode.as_deref(),
            contexts: &event.contexts,
            cameo: event.cameo.as_deref(),
            quad: event.quad,
            intensity: event.intensity,
            occurrence: words::occurrence(event.occurrence),
            stance: words::stance(event.stance),
            on_word_of: event.on_word_of.iter().copied().map(statement_id).collect(),
            when: event.when.map(|when| self.when(when)),
            place: event.place.as_ref().map(|(span, place)| self.place(*span, place)),
            casualties: event.casualties.as_ref().map(|harm| Casualties {
                killed: harm.killed.as_ref().map(|count| self.count(count)),
                wounded: harm.wounded.as_ref().map(|count| self.count(count)),
            }),
            mediation: event.mediation.map(|mediation| Mediation {
                r#move: words::mediation_move(mediation.step),
                by: words::word_of(mediation.by),
            }),
            trigger: Words { span: self.points.span(event.trigger), text: event.trigger.of(self.text) },
            confidence: event.confidence,
            evidence: self.evidence(&event.evidence),
        }
    }

    pub(super) fn count(&self, count: &model::Count) -> Count<'a> {
        Count { min: count.min, max: count.max, span: self.points.span(count.span), text: count.span.of(self.text) }
    }

    pub(super) fn figure(&self, index: usize, figure: &'a model::Figure) -> Figure<'a> {
        Figure {
            id: format!("n{}", index + 1),
            kind: &figure.kind,
            min: figure.count.min,
            max: figure.count.max,
            span: self.points.span(figure.count.span),
            text: figure.count.span.of(self.text),
            claimant: figure.claimant.as_ref().map(|party| self.party(party)),
            on_word_of: figure.on_word_of.iter().copied().map(statement_id).collect(),
            evidence: self.evidence(&figure.evidence),
        }
    }

    pub(super) fn commitment(&self, index: usize, made: &'a model::Commitment) -> Commitment<'a> {
        Commitment {
            id: format!("c{}", index + 1),
            parties: self.parties(&made.parties),
            kind: words::commitment_kind(made.kind),
            name: made.name.of(self.text),
            provisions: made
                .provisions
                .iter()
                .map(|provision| Provision {
                    span: self.points.span(provision.span),
                    text: provision.span.of(self.text),
                    present: provision.present,
                })
                .collect(),
            when: made.when.map(|when| self.when(when)),
            evidence: self.evidence(&made.evidence),
        }
    }
}
