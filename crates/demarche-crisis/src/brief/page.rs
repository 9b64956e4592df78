//! What a brief is written from: what it counts as narrow lines, what it shows as rows of the answers.
//!
//! Of a thousand events of a day, "Israel: attack on Iran" with 21 tellings among them, each is a line with its weight; the sentence is asked for of the six that are shown.

use serde_json::Value;

/// A crisis as far as a brief needs it.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// The reports.
    pub reports: Reports,
    /// The events, in the order of the timeline.
    pub timeline: Vec<EventLine>,
    /// Positions that parties take in reports that are no reprints.
    pub positions: Vec<Position>,
    /// Rows of `mediation`.
    pub mediation: Vec<Value>,
    /// Rows of `numbers`.
    pub numbers: First,
    /// Rows of `articles` that are copies of others or take passages from them.
    pub copies: First,
    /// Rows of `origins`; those of which nothing was dropped may be left out.
    pub origins: Vec<Value>,
    /// Statements whose speaker was not found.
    pub speakerless: usize,
}

/// The first of many rows.
#[derive(Clone, Debug, Default)]
pub struct First {
    /// As many as are shown, or more.
    pub rows: Vec<Value>,
    /// How many there are.
    pub all: usize,
}

/// Reports, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reports {
    /// How many.
    pub count: usize,
    /// How many outlets printed them.
    pub outlets: usize,
    /// First and last day of publication, ISO.
    pub days: Option<(String, String)>,
    /// How many have no day of publication.
    pub undated: usize,
}

/// An event, without the words that tell it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventLine {
    /// Its number: 12 is `v12`.
    pub number: u64,
    /// One neutral line.
    pub what: String,
    /// Where it happened; empty where it is not known.
    pub place: String,
    /// First and last day, ISO; empty where they are not known.
    pub days: [String; 2],
    /// Occurrence.
    pub occurrence: String,
    /// Stance.
    pub stance: String,
    /// Whether some tell what others deny.
    pub disputed: bool,
    /// How often it is told.
    pub tellings: usize,
    /// Independent voices that tell it.
    pub origins: usize,
    /// Whether anybody is told to do it.
    pub has_doer: bool,
    /// Whether the lexicon knows who does it: without that a line says too little.
    pub has_party: bool,
    /// The states among its parties: country and name.
    pub states: Vec<(String, String)>,
}

/// A position that somebody takes, without the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Who, as it is printed.
    pub party: String,
    /// Which: one of `denies`, `rejects`, `withholds`, `confirms`, `accuses`.
    pub position: String,
    /// Day of the claim, by which they stand.
    pub day: String,
    /// Number of the claim.
    pub claim: u64,
}

/// The name of a party as it is printed, its country beside it; none where it has no name.
pub fn printed_name(name: &str, country: &str) -> Option<String> {
    match (name.is_empty(), country.is_empty() || country == name) {
        (true, _) => None,
        (_, true) => Some(name.to_owned()),
        _ => Some(format!("{name} ({country})")),
    }
}
