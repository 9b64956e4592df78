//! What binds across reports: a [`Crisis`] in, a row for each treaty, truce and promise out, with the clauses that it has or lacks.
//!
//! "The treaty contains no articles on defence" is a commitment of the two parties whose provision is absent.

use crate::crisis::Crisis;
use crate::rows::evidence;
use serde_json::{Value, json};

/// What binds, with the clauses that are there and those that are not.
pub fn commitments(crisis: &Crisis) -> Vec<Value> {
    let all = crisis.reports.iter().flat_map(|report| report.commitments.iter().map(move |made| (report, made)));
    all.enumerate()
        .map(|(number, (report, made))| {
            json!({"id": format!("b{}", number + 1), "parties": made.parties, "kind": made.kind, "name": made.name, "provisions": made.provisions,
                   "state": null, "evidence": evidence(report, &made.evidence)})
        })
        .collect()
}
