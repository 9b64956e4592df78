//! What is said as the record has it: statements, and the words that an outlet chose.
//!
//! `{"id": "s1", "speaker": {…}, "cue": {"text": "said"}, "content": [{"text": "the talks would go on"}], "position": "asserts"}`.

use super::mention::Party;
use super::world::When;
use super::{Evidence, Points, View, Words, statement_id};
use crate::words;
use demarche_model as model;
use serde::Serialize;

#[derive(Serialize)]
struct Cue<'a> {
    span: Points,
    text: &'a str,
    lemma: &'a str,
}

#[derive(Serialize)]
struct Channel<'a> {
    span: Points,
    text: &'a str,
    kind: &'a str,
}

#[derive(Serialize)]
pub(super) struct Statement<'a> {
    id: String,
    speaker: Option<Party<'a>>,
    speaker_ground: &'static str,
    cue: Option<Cue<'a>>,
    form: &'static str,
    content: Vec<Words<'a>>,
    quoted: Vec<Words<'a>>,
    addressees: Vec<Party<'a>>,
    channel: Option<Channel<'a>>,
    said_on: Option<When<'a>>,
    hedges: Vec<Words<'a>>,
    negated: bool,
    position: &'static str,
    inside: Option<String>,
    cut_short: bool,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
pub(super) struct Framing<'a> {
    kind: &'static str,
    about: Option<&'a str>,
    span: Points,
    text: &'a str,
    plain: &'a str,
    evidence: Evidence<'a>,
}

impl<'a> View<'a> {
    pub(super) fn statement(&self, index: usize, made: &'a model::Statement) -> Statement<'a> {
        Statement {
            id: format!("s{}", index + 1),
            speaker: made.speaker.as_ref().map(|party| self.party(party)),
            speaker_ground: words::speaker_ground(made.speaker_ground),
            cue: made.cue.as_ref().map(|cue| Cue {
                span: self.points.span(cue.span),
                text: cue.span.of(self.text),
                lemma: &cue.lemma,
            }),
            form: words::form(made.form),
            content: self.words(&made.content),
            quoted: self.words(&made.quoted),
            addressees: self.parties(&made.addressees),
            channel: made.channel.as_ref().map(|channel| Channel {
                span: self.points.span(channel.span),
                text: channel.span.of(self.text),
                kind: &channel.kind,
            }),
            said_on: made.said_on.map(|when| self.when(when)),
            hedges: self.words(&made.hedges),
            negated: made.negated,
            position: words::position(made.position),
            inside: made.inside.map(statement_id),
            cut_short: made.cut_short,
            evidence: self.evidence(&made.evidence),
        }
    }

    pub(super) fn framing(&self, framing: &'a model::Framing) -> Framing<'a> {
        Framing {
            kind: words::framing_kind(framing.kind),
            about: framing.about.as_deref(),
            span: self.points.span(framing.span),
            text: framing.span.of(self.text),
            plain: &framing.plain,
            evidence: self.evidence(&framing.evidence),
        }
    }
}
