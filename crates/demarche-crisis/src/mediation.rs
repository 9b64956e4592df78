//! The mediation tracker: a [`Crisis`] in, one row an offer out, with every move made in answer and on whose word it stands.
//!
//! That Israel "has shown reluctance to accept mediation" is a refusal by Israel, second-hand, where the Kremlin says so.

use crate::crisis::Crisis;
use crate::digest::{Digest, Party, Telling};
use crate::rows::evidence;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Offers to mediate, by who makes them, with the moves in answer.
pub fn mediation(crisis: &Crisis) -> Vec<Value> {
    let mut offers: BTreeMap<Option<String>, Offer> = BTreeMap::new();
    for report in &crisis.reports {
        let mut open: Option<String> = None;
        for telling in &report.events {
            let Some(made) = &telling.mediation else { continue };
            let offers_it = matches!(made.r#move.as_str(), "floated" | "offered" | "reiterated");
            let named = if offers_it { &telling.actors } else { &telling.recipients };
            let offeror = named.iter().find(|party| party.country.is_some());
            let country =
                offeror.and_then(|party| party.country.clone()).or_else(|| open.clone().filter(|_| !offers_it));
            if offers_it {
                open.clone_from(&country);
            }
            let offer = offers.entry(country).or_default();
            if offer.party.is_none() {
                offer.party = offeror.cloned();
            }
            offer.add(report, telling, &made.r#move, &made.by);
        }
    }
    let rows = offers.into_values().enumerate();
    rows.map(|(number, offer)| {
        json!({"id": format!("o{}", number + 1), "offeror": offer.party, "parties": offer.parties, "terms": null, "state": offer.state, "moves": offer.moves})
    })
    .collect()
}

#[derive(Default)]
struct Offer {
    party: Option<Party>,
    parties: Vec<Party>,
    state: Option<String>,
    first: Option<String>,
    moves: Vec<Value>,
}

impl Offer {
    fn add(&mut self, report: &Digest, telling: &Telling, made: &str, by: &str) {
        // The same offer on a later day is the offer made again.
        let later = self.first.is_some() && self.first < report.published;
        let made = if made == "offered" && later { "reiterated" } else { made };
        if made == "offered" && self.first.is_none() {
            self.first.clone_from(&report.published);
        }
        if made == "offered" || made == "reiterated" {
            for party in &telling.recipients {
                if !self.parties.iter().any(|known| known.country == party.country) {
                    self.parties.push(party.clone());
                }
            }
        }
        self.state = Some(made.to_owned());
        self.moves.push(json!({"move": made, "by": telling.actors.first(), "word": by, "when": telling.when, "evidence": evidence(report, &telling.evidence)}));
    }
}
