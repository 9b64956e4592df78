//! What binds across reports: a [`Crisis`] in, a row for each treaty, truce and promise out, with its clauses, and what became of it.
//!
//! "The treaty contains no articles on defence" is a commitment of the two parties whose provision is absent. A truce goes from agreed to in force; who is said
//! to have broken it breaks it on somebody's word, and only what is said to have ended has ended.

use crate::crisis::Crisis;
use crate::digest::{Commitment, Digest, Evidence, Party, Provision, Telling};
use crate::rows::{evidence, neutral_name};
use crate::words::words;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The commitments, in order of their first telling.
pub fn commitments(crisis: &Crisis) -> Vec<Value> {
    let mut bonds: Vec<Bond> = Vec::new();
    let originals = crisis.reports.iter().zip(&crisis.reprints);
    for (report, _) in originals.filter(|(_, reprint)| reprint.as_ref().is_none_or(|copy| !copy.whole)) {
        for made in &report.commitments {
            bind(&mut bonds, report, made);
        }
        truces(&mut bonds, report);
        for telling in report.events.iter().filter(|telling| telling.cameo.as_deref() == Some(BROKEN)) {
            broken(&mut bonds, report, telling);
        }
    }
    bonds.iter_mut().enumerate().map(|(number, bond)| bond.row(number)).collect()
}

/// CAMEO's code for breaking a truce.
const BROKEN: &str = "196";

#[derive(Default)]
struct Bond {
    kind: String,
    name: String,
    parties: Vec<Party>,
    provisions: Vec<Provision>,
    steps: Vec<Step>,
    evidence: Value,
}

struct Step {
    day: Option<String>,
    state: &'static str,
    row: Value,
}

impl Bond {
    fn join(&mut self, parties: &[Party]) {
        for party in parties {
            if !self.parties.iter().any(|known| key(known) == key(party)) {
                self.parties.push(party.clone());
            }
        }
    }

    fn step(&mut self, report: &Digest, state: &'static str, by: Option<&Party>, word: &str, words: &Evidence) {
        let row = json!({"state": state, "by": by, "word": word, "evidence": evidence(report, words)});
        if self.evidence.is_null() {
            self.evidence = evidence(report, words);
        }
        self.steps.push(Step { day: report.published.clone(), state, row });
    }

    fn row(&mut self, number: usize) -> Value {
        self.steps.sort_by(|a, b| a.day.cmp(&b.day));
        let state = self.steps.iter().fold("", |state, step| next(state, step.state));
        let steps: Vec<&Value> = self.steps.iter().map(|step| &step.row).collect();
        let parties: Vec<&str> = self.parties.iter().map(neutral_name).collect();
        let lacks: Vec<&str> =
            self.provisions.iter().filter(|held| !held.present).map(|held| held.text.as_str()).collect();
        let without = if lacks.is_empty() { String::new() } else { format!(", without {}", lacks.join(", ")) };
        let what = format!("{}: {}{without} ({state})", parties.join(", "), self.name);
        json!({"id": format!("b{}", number + 1), "what": what, "parties": self.parties, "kind": self.kind, "name": self.name, "provisions": self.provisions,
               "state": state, "steps": steps, "evidence": self.evidence})
    }
}

/// What the state becomes. A breach that somebody alleges ends nothing; what has ended begins again only by being agreed again.
fn next<'a>(state: &'a str, step: &'a str) -> &'a str {
    match (state, step) {
        ("in-force" | "violation-alleged" | "violation-denied", "agreed" | "signed" | "given") => state,
        ("ended", "violation-alleged" | "violation-denied" | "in-force") => state,
        _ => step,
    }
}

fn key(party: &Party) -> &str {
    party.country.as_deref().unwrap_or(&party.name)
}

fn keys(parties: &[Party]) -> BTreeSet<&str> {
    parties.iter().map(key).collect()
}

/// Puts a commitment to the one that it tells again, else beside the others.
fn bind(bonds: &mut Vec<Bond>, report: &Digest, made: &Commitment) {
    let known = bonds.iter_mut().find(|bond| is_told_again(bond, made));
    let bond = match known {
        Some(bond) => bond,
        None => {
            bonds.push(Bond { kind: made.kind.clone(), name: made.name.clone(), ..Bond::default() });
            let last = bonds.len() - 1;
            let Some(bond) = bonds.get_mut(last) else { return };
            bond
        }
    };
    bond.join(&made.parties);
    for provision in &made.provisions {
        let known = bond
            .provisions
            .iter()
            .any(|known| known.present == provision.present && is_alike(&known.text, &provision.text));
        if !known {
            bond.provisions.push(provision.clone());
        }
    }
    let state = match made.kind.as_str() {
        "treaty" => "signed",
        "promise" => "given",
        _ => "agreed",
    };
    bond.step(report, state, made.parties.first(), "own-mouth", &made.evidence);
}

/// The same kind between the same parties; a promise is told again only with the same words, a treaty with a name like the other's.
fn is_told_again(bond: &Bond, made: &Commitment) -> bool {
    let (known, own) = (keys(&bond.parties), keys(&made.parties));
    let same = bond.kind == made.kind && (known.is_subset(&own) || own.is_subset(&known)) && !own.is_empty();
    let text =
        |provisions: &[Provision]| provisions.first().map(|provision| provision.text.clone()).unwrap_or_default();
    match made.kind.as_str() {
        "promise" => same && is_alike(&text(&bond.provisions), &text(&made.provisions)),
        "ceasefire" => same,
        _ => same && is_alike(&bond.name, &made.name),
    }
}

/// Half the words of the shorter are the other's.
fn is_alike(a: &str, b: &str) -> bool {
    let fold = |text: &str| words(text).map(|word| word.folded).collect::<BTreeSet<String>>();
    let (a, b) = (fold(a), fold(b));
    let shorter = a.len().min(b.len());
    shorter > 0 && a.intersection(&b).count() * 2 >= shorter || a == b
}

/// Truces that moves of mediation tell: agreed, in force, ended.
fn truces(bonds: &mut Vec<Bond>, report: &Digest) {
    for made in report.moves.iter().filter(|made| made.about == "truce") {
        let parties: Vec<Party> = made.by.iter().chain(&made.with).chain(&made.parties).cloned().collect();
        let itself = made.evidence.rule.starts_with("E640");
        let state = match (made.r#move.as_str(), itself) {
            ("agreed", true) => "in-force",
            ("agreed", false) => "agreed",
            ("lapsed", _) => "ended",
            _ => continue,
        };
        let own = keys(&parties);
        let known = bonds
            .iter()
            .position(|bond| bond.kind == "ceasefire" && (own.is_empty() || !keys(&bond.parties).is_disjoint(&own)));
        // What nobody is named with, and nothing was told of before, has no parties to bind.
        let at = match known {
            Some(at) => at,
            None if own.is_empty() => continue,
            None => {
                bonds.push(Bond { kind: "ceasefire".to_owned(), name: "ceasefire".to_owned(), ..Bond::default() });
                bonds.len() - 1
            }
        };
        if let Some(bond) = bonds.get_mut(at) {
            // Who mediated it is not bound by it: a broker's truce names its sides apart.
            let bound = if made.parties.is_empty() { &parties } else { &made.parties };
            bond.join(bound);
            bond.step(report, state, made.by.as_ref(), &made.word, &made.evidence);
        }
    }
}

/// A breach that is told: alleged, unless the outlet tells it flat; denied where a side denies it.
fn broken(bonds: &mut [Bond], report: &Digest, telling: &Telling) {
    let own = keys(&telling.actors);
    let bond = bonds.iter_mut().find(|bond| bond.kind == "ceasefire" && !keys(&bond.parties).is_disjoint(&own));
    let Some(bond) = bond else { return };
    let state = match (telling.stance.as_str(), telling.occurrence.as_str()) {
        ("denied", _) | (_, "negated") => "violation-denied",
        (_, "actual") => "violation-alleged",
        _ => return,
    };
    let word = if telling.on_word_of.is_empty() { "own-mouth" } else { "second-hand" };
    bond.step(report, state, telling.actors.first(), word, &telling.evidence);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Move;
    use demarche_lexicon::Lexicon;

    fn party(country: &str) -> Party {
        Party { name: country.into(), country: Some(country.into()), ..Party::default() }
    }

    fn treaty(name: &str, provision: &str, present: bool) -> Commitment {
        Commitment {
            parties: vec![party("VER"), party("OST")],
            kind: "treaty".into(),
            name: name.into(),
            provisions: vec![Provision { text: provision.into(), present }],
            ..Commitment::default()
        }
    }

    fn truce(step: &str, rule: &str) -> Move {
        Move {
            r#move: step.into(),
            about: "truce".into(),
            by: Some(party("VER")),
            with: vec![party("OST")],
            evidence: Evidence { rule: rule.into(), ..Evidence::default() },
            ..Move::default()
        }
    }

    fn rows(reports: Vec<Digest>) -> Vec<Value> {
        commitments(&Crisis::build(reports, &Lexicon::embedded().news_words))
    }

    fn report(day: &str) -> Digest {
        Digest { id: day.into(), key: day.into(), published: Some(day.into()), ..Digest::default() }
    }

    #[test]
    fn a_treaty_told_twice_is_one_with_the_clauses_of_both() {
        let rows = rows(vec![
            Digest { commitments: vec![treaty("partnership treaty", "mutual defence", false)], ..report("2031-05-04") },
            Digest {
                commitments: vec![treaty("strategic partnership treaty", "shared patrols", true)],
                ..report("2031-05-05")
            },
        ]);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0]["provisions"].as_array().map(Vec::len), Some(2));
        assert_eq!(rows[0]["state"], "signed");
    }

    #[test]
    fn a_truce_goes_from_agreed_to_in_force_and_an_alleged_breach_does_not_end_it() {
        let breach = Telling {
            actors: vec![party("OST")],
            cameo: Some(BROKEN.into()),
            occurrence: "actual".into(),
            stance: "alleged".into(),
            on_word_of: vec!["s1".into()],
            ..Telling::default()
        };
        let made = |day: &str, made: Move| Digest { moves: vec![made], ..report(day) };
        let mut reports = vec![
            made("2031-05-04", truce("agreed", "E610 move-verb")),
            made("2031-05-05", truce("agreed", "E640 move-of-talks")),
        ];
        assert_eq!(rows(reports.clone())[0]["state"], "in-force");
        reports.push(Digest { events: vec![breach], ..report("2031-05-06") });
        let alleged = rows(reports.clone());
        assert_eq!((alleged.len(), &alleged[0]["state"]), (1, &json!("violation-alleged")));
        assert_eq!(alleged[0]["steps"][2]["word"], "second-hand");
        reports.push(made("2031-05-07", truce("lapsed", "E640 move-of-talks")));
        assert_eq!(rows(reports)[0]["state"], "ended");
    }
}
