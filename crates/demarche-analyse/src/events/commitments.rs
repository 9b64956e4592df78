//! What binds: treaties, ceasefires, agreements with the clauses that they have or lack.
//!
//! "While Russia signed a strategic partnership treaty with Iran earlier this year, the agreement does not include a mutual defense clause":
//! a treaty of Russia and Iran; mutual defense clause: absent.

use super::tree;
use super::when::Told;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_model::{Commitment, CommitmentKind, Event, Evidence, Provision, Span};

/// Nouns of commitments.
fn kind(lemma: &str) -> Option<CommitmentKind> {
    match lemma {
        "treaty" | "pact" | "convention" => Some(CommitmentKind::Treaty),
        "agreement" | "deal" | "accord" | "memorandum" | "protocol" => Some(CommitmentKind::Agreement),
        "ceasefire" | "cease-fire" | "truce" | "armistice" => Some(CommitmentKind::Ceasefire),
        "promise" | "pledge" | "guarantee" => Some(CommitmentKind::Promise),
        _ => None,
    }
}

/// Verbs that say what a text holds.
const HOLDS: &[&str] = &[
    "include",
    "contain",
    "provide",
    "have",
    "cover",
    "comprise",
    "stipulate",
    "foresee",
    "envisage",
    "lack",
    "omit",
    "exclude",
];

/// The commitments that events make, with their provisions.
pub(super) fn commitments(reading: Reading<'_>, events: &[(Told, Event)]) -> Vec<Commitment> {
    let mut out: Vec<(usize, Commitment)> = Vec::new();
    for (Told { governor, .. }, event) in events {
        if !matches!(event.plover.as_str(), "SUPPORT" | "AGREE" | "CONCEDE" | "RETREAT") || event.actors.is_empty() {
            continue;
        }
        let nouns = tree::objects(reading.parse, *governor).into_iter().chain(std::iter::once(*governor));
        let Some((noun, kind)) = nouns
            .map(|noun| tree::content(reading.parse, noun))
            .find_map(|noun| kind(&reading.parse.tokens[noun].lemma.to_lowercase()).map(|kind| (noun, kind)))
        else {
            continue;
        };
        let mut parties = event.actors.clone();
        parties.extend(event.recipients.iter().cloned());
        if parties.len() < 2 && kind != CommitmentKind::Promise && kind != CommitmentKind::Ceasefire {
            continue;
        }
        if out.iter().any(|(known, _)| *known == noun) {
            continue;
        }
        out.push((
            noun,
            Commitment {
                parties,
                kind,
                name: name(reading.parse, noun),
                provisions: Vec::new(),
                when: event.when,
                evidence: Evidence {
                    spans: event.evidence.spans.clone(),
                    rule: "E510 commitment",
                    rows: event.evidence.rows.clone(),
                },
            },
        ));
    }
    for (noun, commitment) in &mut out {
        provisions(reading, *noun, commitment);
    }
    out.into_iter().map(|(_, commitment)| commitment).collect()
}

/// The words of the name: the noun with its adjectives and compounds.
fn name(parse: &Parse, noun: usize) -> Span {
    let first = parse
        .children(noun)
        .filter(|&child| child < noun && matches!(parse.tokens[child].dep, Dep::Amod | Dep::Compound | Dep::Nmod))
        .map(|child| parse.tokens[child].left_edge as usize)
        .min()
        .unwrap_or(noun);
    Span::new(parse.tokens[first].start, parse.tokens[noun].end)
}

/// The clauses that the next sentences say it has or lacks.
fn provisions(reading: Reading<'_>, noun: usize, commitment: &mut Commitment) {
    let parse = reading.parse;
    let sentence = parse.sentence_of(noun);
    for range in parse.sentences.iter().skip(sentence).take(3) {
        for verb in
            range.clone().filter(|&at| HOLDS.contains(&parse.tokens[at].lemma.as_str()) && tree::verbal(parse, at))
        {
            let Some(subject) = tree::subject(parse, verb) else { continue };
            let about =
                subject == noun || kind(&parse.tokens[subject].lemma.to_lowercase()).is_some() && subject > noun;
            if !about {
                continue;
            }
            let lacks = matches!(parse.tokens[verb].lemma.as_str(), "lack" | "omit" | "exclude");
            let negated = parse.children(verb).any(|child| parse.tokens[child].dep == Dep::Neg);
            for object in parse.children_by(verb, Dep::Dobj) {
                let none = parse.children_by(object, Dep::Det).any(|det| parse.tokens[det].norm == "no");
                let span = name(parse, object);
                commitment.provisions.push(Provision { span, present: !(lacks ^ negated ^ none) });
                commitment.evidence.spans.push(clause(parse, verb));
            }
        }
    }
}

fn clause(parse: &Parse, verb: usize) -> Span {
    let (start, end) = parse.bytes(parse.subtree(verb));
    Span::new(start, end)
}
