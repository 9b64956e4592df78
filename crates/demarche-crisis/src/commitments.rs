//! What binds across reports: a [`Crisis`] in, a row for each treaty, truce and promise out, with the clauses that it has or lacks.
//!
//! "The treaty contains no articles on defence" is a commitment of the two parties whose provision is absent.

use crate::crisis::Crisis;
use crate::rows::{evidence, neutral_name};
use serde_json::{Value, json};

/// What binds, with the clauses that are there and those that are not.
pub fn commitments(crisis: &Crisis) -> Vec<Value> {
    let all = crisis.reports.iter().flat_map(|report| report.commitments.iter().map(move |made| (report, made)));
    all.enumerate()
        .map(|(number, (report, made))| {
            let parties: Vec<&str> = made.parties.iter().map(neutral_name).collect();
            let lacks: Vec<&str> =
                made.provisions.iter().filter(|held| !held.present).map(|held| held.text.as_str()).collect();
            let without = if lacks.is_empty() { String::new() } else { format!(", without {}", lacks.join(", ")) };
            json!({"id": format!("b{}", number + 1), "what": format!("{}: {}{without}", parties.join(", "), made.name), "parties": made.parties, "kind": made.kind, "name": made.name, "provisions": made.provisions,
                   "state": null, "evidence": evidence(report, &made.evidence)})
        })
        .collect()
}
