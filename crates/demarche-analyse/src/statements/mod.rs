//! Step 6: who said what, to whom, in which words, how certainly; and how the outlet colours its own words.
//!
//! A reading is laid out on a [`desk`](desk::Desk): quotations, paragraphs, possible cues. The rules of [`RULES`] read it in
//! order, surest first; each takes only cues and quotations that are still free, and hands in drafts. The drafts become
//! statements with speakers, facets and nesting.
//!
//! "Orlov called on both sides to show “patience", warning that little time was left." → two statements.

mod according;
mod apart;
mod beside;
mod citing;
mod clause;
mod colon;
mod content;
mod desk;
mod direct;
mod disowned;
mod draft;
mod echo;
mod facets;
mod finish;
mod framing;
mod handover;
mod headline;
mod lead;
mod neither;
mod nesting;
mod noun;
mod object;
mod orphan;
mod quoted_tail;
mod quotes;
mod refute;
mod rest;
mod scare;
mod sense;
mod silence;
mod source;
mod speaker;
mod stance;
mod substance;
mod tail;
mod unlisted;
mod withhold;

use crate::Reading;
use demarche_model::{Event, Framing, Note, Statement};
use desk::Desk;
use draft::Drafts;

/// A rule of attribution.
pub struct Rule {
    /// Number and name.
    pub name: &'static str,
    read: for<'a> fn(&Desk<'a>, &mut Drafts<'a>),
}

/// The rule of "his claim that" and "reports that".
pub(crate) const NOUN_CUE: &str = "S070 noun-cue";

/// The rules, surest first.
pub const RULES: &[Rule] = &[
    Rule { name: "S004 neither-confirmed-nor-denied", read: neither::read },
    Rule { name: "S005 withheld", read: withhold::read },
    Rule { name: draft::SILENCE, read: silence::read },
    Rule { name: "S008 name-before-quotation", read: colon::read_named_quotation },
    Rule { name: "S010 quotation-with-cue", read: direct::read },
    Rule { name: "S015 quotation-with-any-verb", read: unlisted::read },
    Rule { name: "S020 according-to", read: according::read },
    Rule { name: "S022 headline-tail", read: headline::read },
    Rule { name: "S025 between-commas", read: clause::read_between_commas },
    Rule { name: "S030 clause", read: clause::read },
    Rule { name: "S040 parenthesis", read: clause::read_parenthesis },
    Rule { name: citing::RULE, read: citing::read },
    Rule { name: "S050 passive", read: object::read_passive },
    Rule { name: "S060 complement", read: object::read },
    Rule { name: draft::STANCE, read: stance::read },
    Rule { name: disowned::RULE, read: disowned::read },
    Rule { name: "S045 rest-of-sentence", read: rest::read },
    Rule { name: "S065 quoted-tail", read: quoted_tail::read },
    Rule { name: NOUN_CUE, read: noun::read },
    Rule { name: "S080 adverb-cue", read: noun::read_adverb },
    Rule { name: "S090 colon", read: colon::read },
    Rule { name: "S095 signature", read: colon::read_signature },
    Rule { name: "S900 orphan-quotation", read: orphan::read },
];

/// Finds the statements of a report, in text order of their evidence.
pub fn find_statements(reading: Reading<'_>, notes: &mut Vec<Note>) -> Vec<Statement> {
    if reading.parse.tokens.is_empty() {
        return Vec::new();
    }
    let desk = Desk::new(reading);
    let mut drafts = Drafts::new(&desk);
    for rule in RULES {
        (rule.read)(&desk, &mut drafts);
    }
    finish::finish(&desk, drafts, notes)
}

/// Finds the outlet's own colouring of words: scare quotes, loaded labels, distancing.
pub fn find_framings(reading: Reading<'_>, statements: &[Statement]) -> Vec<Framing> {
    if reading.parse.tokens.is_empty() {
        return Vec::new();
    }
    framing::find(&Desk::new(reading), statements)
}

/// Finds the deeds that the outlet tells without the doer whom it names elsewhere.
pub fn find_agentless(reading: Reading<'_>, events: &[Event]) -> Vec<Framing> {
    framing::find_agentless(reading, events)
}
