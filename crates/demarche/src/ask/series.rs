//! The questions that compute over kept rows: `dyad`, `network`, `drift`, and `claims` of one event with those who have said nothing.
//!
//! `demarche dyad IRN ISR --per week` sums what the timeline holds; every sum names its events.

use super::{Question, lean};
use crate::answers::{self, Column};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use demarche_crisis::{Deed, Doer, Own, Period, Run, Shown, Sums};
use demarche_lexicon::Lexicon;
use demarche_store::{EventParty, EventRow, Filter, OwnClaim, Store};
use serde_json::{Value, json};
use std::process::ExitCode;

/// What is said of a row that cannot be read.
const DAMAGED: &str = "a kept row is damaged; run `demarche verify`";

/// What `demarche dyad` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche dyad IRN ISR                      both directions, week by week
  demarche dyad IRN ISR --per day --from 2025-06-13 --to 2025-06-24
  demarche dyad RUSGOV USA --format csv

Each row holds all claims; `asserted` and `two_origins` hold the same sums of what is told in an outlet's own voice, and of what at least two independent
origins tell. `goldstein` is the sum of the Goldstein values of the events' CAMEO codes; `events` are the events that make it. What is negated, planned,
hypothetical or denied is left out. Events of both together count in both directions.")]
pub(crate) struct DyadArguments {
    /// One side: country (IRN), code (RUSGOV), or words of the name
    a: String,
    /// The other side
    b: String,
    /// Sum by day or by week (Monday to Sunday)
    #[arg(long, value_enum, default_value_t = Per::Week)]
    per: Per,
    #[command(flatten)]
    question: Question,
}

/// Periods.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Per {
    /// A row a day
    Day,
    /// A row a week
    Week,
}

const DYAD: &[Column] = &[
    ("from", "/from"),
    ("actor", "/actor"),
    ("recipient", "/recipient"),
    ("words +", "/verbal_cooperation"),
    ("deeds +", "/material_cooperation"),
    ("words -", "/verbal_conflict"),
    ("deeds -", "/material_conflict"),
    ("Goldstein", "/goldstein"),
    ("asserted", "/asserted/goldstein"),
    ("two origins", "/two_origins/goldstein"),
    ("origins", "/origins"),
    ("reports", "/articles"),
    ("events", "/events"),
];

/// Runs `demarche dyad`.
pub(crate) fn dyad(arguments: &DyadArguments) -> Result<ExitCode> {
    let question = &arguments.question;
    let filter = question.filter_of_all();
    let period = match arguments.per {
        Per::Day => Period::Day,
        Per::Week => Period::Week,
    };
    let ontology = &Lexicon::embedded().verbs.ontology;
    let sides = [arguments.a.as_str(), arguments.b.as_str()];
    let rows = question.settled(&["timeline", "articles"])?.at_once(|store| {
        let reports = store.reports_by_day(&filter)?;
        with_words(store, question, demarche_crisis::dyad(&deeds(store, &filter)?, &reports, ontology, sides, period))
    })?;
    question.print(rows, DYAD)
}

/// The events that a question asks for.
fn deeds(store: &Store, filter: &Filter) -> Result<Vec<Deed>> {
    let doers = |parties: Vec<EventParty>| {
        parties.into_iter().map(|EventParty { name, code, country, kind: _ }| Doer { name, code, country }).collect()
    };
    let deed = |row: EventRow| Deed {
        event: row.number,
        day: row.day,
        plover: row.plover,
        cameo: row.cameo,
        intensity: row.intensity,
        occurrence: row.occurrence,
        stance: row.stance,
        origins: row.origins,
        actors: doers(row.actors),
        recipients: doers(row.recipients),
    };
    Ok(store.events(filter)?.into_iter().map(deed).collect())
}

/// Rows of sums, each with the words that tell its first event.
fn with_words(store: &Store, question: &Question, sums: Vec<Sums>) -> Result<Vec<Value>> {
    let row = |Sums { first, mut row }: Sums| {
        let event = store.answer("timeline", first)?;
        row["evidence"] = event.map(|event| lean::first_telling(&event)).transpose().context(DAMAGED)?.flatten().into();
        Ok(row)
    };
    sums.into_iter().take(question.most()).map(row).collect()
}

/// What `demarche network` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche network                           who does what to whom, the most events first
  demarche network --graph graphml > crisis.graphml
  demarche network --from 2025-06-13 --status asserted --format csv")]
pub(crate) struct NetworkArguments {
    /// Print a graph instead of rows
    #[arg(long, value_enum)]
    graph: Option<Graph>,
    #[command(flatten)]
    question: Question,
}

/// Formats of graphs.
#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Graph {
    /// GraphML
    Graphml,
    /// GEXF 1.3
    Gexf,
}

const NETWORK: &[Column] = &[
    ("actor", "/actor"),
    ("recipient", "/recipient"),
    ("events", "/count"),
    ("words +", "/verbal_cooperation"),
    ("deeds +", "/material_cooperation"),
    ("words -", "/verbal_conflict"),
    ("deeds -", "/material_conflict"),
    ("Goldstein", "/goldstein"),
    ("asserted", "/asserted/goldstein"),
    ("two origins", "/two_origins/goldstein"),
    ("evidence", "/evidence/text"),
];

/// Runs `demarche network`.
pub(crate) fn network(arguments: &NetworkArguments) -> Result<ExitCode> {
    let question = &arguments.question;
    let filter = question.filter_of_all();
    let rows = question.settled(&["timeline"])?.at_once(|store| {
        with_words(
            store,
            question,
            demarche_crisis::network(&deeds(store, &filter)?, &Lexicon::embedded().verbs.ontology),
        )
    })?;
    match arguments.graph {
        None => return question.print(rows, NETWORK),
        Some(Graph::Graphml) => answers::print_text(&crate::graph::graphml(&rows))?,
        Some(Graph::Gexf) => answers::print_text(&crate::graph::gexf(&rows))?,
    }
    Ok(ExitCode::SUCCESS)
}

const DRIFT: &[Column] = &[
    ("speaker", "/speaker"),
    ("position", "/position"),
    ("from", "/from"),
    ("to", "/to"),
    ("claims", "/count"),
    ("of", "/of"),
    ("was", "/change/was"),
    ("before", "/before/text"),
    ("after", "/evidence/text"),
    ("other outlets", "/outlet_mix_changed"),
    ("change, by chance", "/change_point/p"),
];

/// Runs `demarche drift`.
pub(crate) fn drift(question: &Question) -> Result<ExitCode> {
    let own = |(number, claim): (u64, OwnClaim)| {
        let OwnClaim { speaker, day, position, outlet, words } = claim;
        (number, Own { speaker, day, position, outlet, words })
    };
    let rows = question.settled(&["claims"])?.at_once(|store| {
        let claims = store.own_claims(&question.filter_of_all())?.into_iter().map(own).collect();
        let runs = demarche_crisis::drift(claims, question.about(), question.most());
        runs.into_iter().map(|run| with_claims(store, run)).collect::<Result<Vec<_>>>()
    })?;
    question.print(rows, DRIFT)
}

/// A row of a line, with the words of the claims that it shows.
fn with_claims(store: &Store, run: Run) -> Result<Value> {
    let Run { mut row, shows } = run;
    let mut read: Vec<(u64, Value)> = Vec::new();
    for Shown { at, claim, field } in shows {
        let known = match read.iter().position(|(number, _)| *number == claim) {
            Some(known) => known,
            None => {
                let json = store.answer("claims", claim)?.context(DAMAGED)?;
                read.push((claim, lean::claim(&json).context(DAMAGED)?));
                read.len() - 1
            }
        };
        if let (Some(place), Some((_, claim))) = (row.pointer_mut(at), read.get(known)) {
            *place = claim.get(field).cloned().unwrap_or_default();
        }
    }
    Ok(row)
}

/// What `demarche claims` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche claims --actor IRN                what Iran asserts, confirms, denies, withholds
  demarche claims --status denies --from 2025-06-13
  demarche claims --event v12                positions on one event; its parties that say nothing in these reports are listed as no-statement")]
pub(crate) struct ClaimsArguments {
    /// Only claims about this event (ids: `demarche timeline`)
    #[arg(long, value_name = "ID")]
    event: Option<String>,
    #[command(flatten)]
    question: Question,
}

/// Runs `demarche claims`.
pub(crate) fn claims(arguments: &ClaimsArguments) -> Result<ExitCode> {
    let Some(event) = &arguments.event else { return super::crisis::run(&arguments.question, super::crisis::CLAIMS) };
    let store = arguments.question.settled(&["claims", "timeline"])?;
    let number = event.strip_prefix('v').and_then(|number| number.parse().ok());
    let told = number.map(|number| store.answer("timeline", number)).transpose()?.flatten();
    let Some(told) = told else { anyhow::bail!("no event {event:?} in this store; `demarche timeline` lists them") };
    let filter = Filter { event: number, ..arguments.question.filter() };
    let mut rows = parsed(&store.answers("claims", &filter)?, "claims")?;
    rows.extend(silent(&serde_json::from_str(&told).context(DAMAGED)?, &rows));
    arguments.question.print(rows, super::crisis::CLAIMS.columns())
}

/// The parties to an event of whom these reports have no statement about it: that says nothing of whether they made one.
fn silent(event: &Value, claims: &[Value]) -> Vec<Value> {
    let key = |party: &Value| party.get("country").or_else(|| party.get("name")).cloned();
    let spoke: Vec<Value> = claims.iter().filter_map(|row| row.get("party")).filter_map(key).collect();
    let sides = ["actors", "recipients"].iter().filter_map(|side| event.get(*side).and_then(Value::as_array)).flatten();
    let mut known: Vec<Value> = Vec::new();
    let mut rows = Vec::new();
    for party in sides {
        let Some(own) = key(party) else { continue };
        if !spoke.contains(&own) && !known.contains(&own) {
            known.push(own);
            rows.push(json!({"event": event.get("event"), "party": party, "speaker": null, "position": "no-statement", "said_on": null,
                             "word": null, "evidence": event.pointer("/tellings/0")}));
        }
    }
    rows
}

fn parsed(rows: &[String], kind: &str) -> Result<Vec<Value>> {
    rows.iter()
        .map(|row| {
            serde_json::from_str(row).with_context(|| format!("a kept row of {kind} is damaged; run `demarche verify`"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_without_a_claim_has_no_statement() {
        let event = json!({"event": "v1", "actors": [{"name": "Verania", "country": "VER"}], "recipients": [{"name": "Ostria", "country": "OST"}]});
        let claims = [json!({"event": "v1", "party": {"name": "Ostria", "country": "OST"}, "position": "accuses"})];
        let rows = silent(&event, &claims);
        assert_eq!(rows.len(), 1);
        assert_eq!((&rows[0]["party"]["country"], &rows[0]["position"]), (&json!("VER"), &json!("no-statement")));
    }
}
