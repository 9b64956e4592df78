//! Independent voices: the tellings of an event in, those on whose word it is told out.
//!
//! Forty outlets that print "Verania's health ministry said 31 people had died" are one origin, the ministry. Who condemns, regrets or welcomes a
//! deed takes it for granted and is no witness of it; an outlet that
//! refers to it in passing, or tells it days after the others without saying how it knows, is none either, unless nobody else tells it.

use crate::day_number;
use crate::digest::{Digest, Party, Statement, Telling};
use crate::merge::At;
use std::collections::{BTreeMap, BTreeSet};

/// An independent voice that tells an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its name.
    pub name: String,
    /// `outlet`, `agency`, `official`, `unnamed`.
    pub kind: &'static str,
    /// The reports that carry it.
    pub reports: BTreeSet<usize>,
}

/// Kind, and where nothing better is known the name, of a voice without a name.
const UNNAMED: &str = "unnamed";

/// How far a voice vouches for the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Vouching {
    /// Says that it happened or did not.
    Tells,
    /// Takes it for granted.
    Presupposes,
}

/// The independent voices of an event: those on whose word its tellings stand, and the outlets that tell it in their own. A copy adds none.
/// Somebody who is only called "it" or "they" is no voice with a name: `pronouns` holds the words that name nobody.
pub(crate) fn origins(reports: &[Digest], source: &[usize], tellings: &[At], pronouns: &BTreeSet<&str>) -> Vec<Origin> {
    let mut origins: BTreeMap<String, (Vouching, Origin)> = BTreeMap::new();
    let first = first_day(reports, tellings);
    for at in tellings {
        let Some(report) = reports.get(at.0) else { continue };
        let Some(telling) = report.events.get(at.1) else { continue };
        let original = source.get(at.0).and_then(|source| reports.get(*source)).unwrap_or(report);
        for (vouching, name, kind) in voices(report, original, telling, first) {
            let (name, kind) = match pronouns.contains(name.to_lowercase().as_str()) {
                true => (UNNAMED.to_owned(), UNNAMED),
                false => (name, kind),
            };
            let origin = Origin { name, kind, reports: BTreeSet::new() };
            let known = origins.entry(origin.name.to_lowercase()).or_insert((vouching, origin));
            known.0 = known.0.min(vouching);
            known.1.reports.insert(at.0);
        }
    }
    let firmest = origins.values().map(|(vouching, _)| *vouching).min();
    let firm = origins.into_values().filter(|(vouching, _)| Some(*vouching) == firmest);
    firm.map(|(_, origin)| origin).collect()
}

fn voices(
    report: &Digest,
    original: &Digest,
    telling: &Telling,
    first: Option<i64>,
) -> Vec<(Vouching, String, &'static str)> {
    let passing = if is_passing(telling) { Vouching::Presupposes } else { Vouching::Tells };
    let said = telling.on_word_of.iter().filter_map(|id| report.statement(id));
    let named: Vec<_> = said
        .filter_map(|statement| {
            let (name, kind) = voice(statement.speaker.as_ref()?);
            Some((vouching(statement).max(passing), name, kind))
        })
        .collect();
    if !named.is_empty() {
        return named;
    }
    if !telling.on_word_of.is_empty() {
        return vec![(Vouching::Tells, UNNAMED.to_owned(), UNNAMED)];
    }
    let outlet = original.outlet.clone().unwrap_or_else(|| original.key.clone());
    let late = first.zip(published(original)).is_some_and(|(first, day)| day > first + FRESH_DAYS);
    let vouching = if late { Vouching::Presupposes } else { passing };
    vec![(vouching, outlet, "outlet")]
}

/// Whether a statement says that something happened, or takes it for granted and says something of it.
fn vouching(statement: &Statement) -> Vouching {
    match statement.position.as_str() {
        "condemns" | "regrets" | "praises" | "demands" | "offers" | "warns" | "withholds" | "presupposes" => {
            Vouching::Presupposes
        }
        _ => Vouching::Tells,
    }
}

/// A noun ("after the Israeli strikes") refers to what is told elsewhere.
fn is_passing(telling: &Telling) -> bool {
    telling.evidence.rule.contains("noun")
}

/// How many days after the first an outlet that names nobody may still have found it out for itself.
const FRESH_DAYS: i64 = 1;

/// The first day on which the event is told.
fn first_day(reports: &[Digest], tellings: &[At]) -> Option<i64> {
    tellings.iter().filter_map(|at| published(reports.get(at.0)?)).min()
}

fn published(report: &Digest) -> Option<i64> {
    report.published.as_deref().and_then(day_number)
}

fn voice(party: &Party) -> (String, &'static str) {
    let name = if party.name.is_empty() { party.text.clone() } else { party.name.clone() };
    match party.kind.as_deref() {
        Some("outlet") => (name, "agency"),
        _ if party.actor.as_deref().is_some_and(|actor| !actor.starts_with("text:")) => (name, "official"),
        _ => (name, UNNAMED),
    }
}
