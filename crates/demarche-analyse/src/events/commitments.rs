//! What binds: treaties, ceasefires, agreements with the clauses that they have or lack.
//!
//! "Verania signed a treaty of friendship with Ostria in May; it does not include a clause on defence":
//! a treaty of Russia and Iran; mutual defense clause: absent.

use super::roles::{self, Side};
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
        "promise" | "pledge" | "guarantee" | "assurance" => Some(CommitmentKind::Promise),
        _ => None,
    }
}

/// The commitments that events make, with their provisions.
pub(super) fn commitments(reading: Reading<'_>, events: &[(Told, Event)]) -> Vec<Commitment> {
    let mut out: Vec<(usize, Commitment)> = Vec::new();
    for (Told { governor, .. }, event) in events {
        if !matches!(event.plover.as_str(), "SUPPORT" | "AGREE" | "CONCEDE" | "RETREAT") || event.actors.is_empty() {
            continue;
        }
        // Who welcomes a truce is not bound by it.
        if tree::verbal(reading.parse, *governor) && !tree::is(reading, *governor, "binding") {
            continue;
        }
        let nouns = tree::objects(reading, *governor).into_iter().chain(std::iter::once(*governor));
        let Some((noun, kind)) = nouns
            .map(|noun| tree::content(reading, noun))
            .find_map(|noun| kind(&reading.parse.tokens[noun].lemma.to_lowercase()).map(|kind| (noun, kind)))
        else {
            continue;
        };
        let mut parties = event.actors.clone();
        for party in &event.recipients {
            roles::push(&mut parties, party.clone());
        }
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
                    spans: event.evidence.spans.first().copied().into_iter().collect(),
                    rule: "E510 commitment",
                    rows: event.evidence.rows.clone(),
                },
            },
        ));
    }
    // "gave an assurance that … Russia signed a treaty. The document": clauses are of a text, and a promise is none.
    for (noun, commitment) in out.iter_mut().filter(|(_, made)| made.kind != CommitmentKind::Promise) {
        provisions(reading, *noun, commitment);
    }
    promises(reading, &mut out);
    out.sort_by_key(|(noun, _)| *noun);
    out.into_iter().map(|(_, commitment)| commitment).collect()
}

/// Promises with what is promised: "gave Russia an *assurance that its staff would not come to harm*", "pledged to open the border".
fn promises(reading: Reading<'_>, out: &mut Vec<(usize, Commitment)>) {
    let parse = reading.parse;
    for token in 0..parse.tokens.len() {
        let noun = tree::nominal(parse, token) && tree::is(reading, token, "promise-word");
        let verb = tree::verbal(parse, token) && tree::is(reading, token, "promising");
        if !noun && !verb || out.iter().any(|(known, made)| *known == token && !made.provisions.is_empty()) {
            continue;
        }
        let clause = parse.children(token).find(|&child| {
            let below = child > token && tree::verbal(parse, child);
            // "an assurance that its territory would not be used" comes as a relative clause whose subject is another.
            let complete =
                || tree::own_subject(parse, child).is_some_and(|subject| !parse.tokens[subject].tag.starts_with('W'));
            below
                && match parse.tokens[child].dep {
                    Dep::Ccomp | Dep::Xcomp => true,
                    Dep::Acl => noun,
                    Dep::Relcl => noun && complete(),
                    _ => false,
                }
        });
        let Some(clause) = clause else { continue };
        let giver = if noun {
            let head =
                parse.head(token).filter(|&head| tree::verbal(parse, head) && tree::is(reading, head, "binding"));
            tree::possessor(parse, token).or_else(|| head.and_then(|head| tree::agent(reading, head)))
        } else {
            tree::agent(reading, token)
        };
        let mut parties = giver.map(|giver| roles::parties(reading, giver, Side::Acting)).unwrap_or_default();
        if parties.is_empty() {
            continue;
        }
        let carrier = if noun { parse.head(token).unwrap_or(token) } else { token };
        let receivers = parse
            .children(carrier)
            .filter(|&child| matches!(parse.tokens[child].dep, Dep::Dative | Dep::Dobj) && child != token);
        for party in receivers.flat_map(|at| roles::parties(reading, at, Side::Acting)) {
            roles::push(&mut parties, party);
        }
        let span = clause_span(parse, clause);
        let start =
            giver.map_or(parse.tokens[token].start, |giver| parse.tokens[giver].start.min(parse.tokens[token].start));
        let evidence = Span::new(start, span.end.max(parse.tokens[token].end));
        out.retain(|(known, _)| *known != token);
        out.push((
            token,
            Commitment {
                parties,
                kind: CommitmentKind::Promise,
                name: name(parse, token),
                provisions: vec![Provision { span, present: true }],
                when: None,
                evidence: Evidence { spans: vec![evidence], rule: "E520 promise", rows: Vec::new() },
            },
        ));
    }
}

/// A clause without the comma or full stop after it.
fn clause_span(parse: &Parse, verb: usize) -> Span {
    let mut range = parse.subtree(verb);
    while range.len() > 1
        && parse.tokens.get(range.end - 1).is_some_and(|token| token.dep == Dep::Punct || token.norm.trim().is_empty())
    {
        range.end -= 1;
    }
    let (start, end) = parse.bytes(range);
    Span::new(start, end)
}

/// A clause of a text as its words stand: the noun with "on defence" after it.
fn provision(parse: &Parse, object: usize) -> Span {
    let own = name(parse, object);
    let after = tree::prepositions(parse, object)
        .filter(|&at| {
            at > object && matches!(parse.tokens[at].norm.as_str(), "on" | "of" | "about" | "for" | "at" | "to")
        })
        .map(|at| parse.tokens[at].right_edge as usize)
        .max();
    after.and_then(|last| parse.tokens.get(last)).map_or(own, |last| Span::new(own.start, last.end.max(own.end)))
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
        for verb in range.clone().filter(|&at| tree::verbal(parse, at) && tree::is(reading, at, "containing")) {
            let Some(subject) = tree::subject(reading, verb) else { continue };
            let about = subject == noun
                || subject > noun
                    && (kind(&parse.tokens[subject].lemma.to_lowercase()).is_some()
                        || tree::is(reading, subject, "text-word"));
            if !about {
                continue;
            }
            let lacks = matches!(parse.tokens[verb].lemma.as_str(), "lack" | "omit" | "exclude");
            let negated = parse.children(verb).any(|child| parse.tokens[child].dep == Dep::Neg);
            for object in parse.children_by(verb, Dep::Dobj) {
                let none = parse.children_by(object, Dep::Det).any(|det| parse.tokens[det].norm == "no");
                let span = provision(parse, object);
                // "obliges each side not to help": what it obliges to, not whom.
                if parse.children(verb).any(|child| matches!(parse.tokens[child].dep, Dep::Xcomp | Dep::Ccomp)) {
                    continue;
                }
                commitment.provisions.push(Provision { span, present: !(lacks ^ negated ^ none) });
                commitment.evidence.spans.push(clause(parse, verb));
            }
            for clause_verb in
                parse.children(verb).filter(|&child| matches!(parse.tokens[child].dep, Dep::Xcomp | Dep::Ccomp))
            {
                let span = clause_span(parse, clause_verb);
                commitment.provisions.push(Provision { span, present: !(lacks ^ negated) });
                commitment.evidence.spans.push(clause(parse, verb));
            }
        }
    }
}

fn clause(parse: &Parse, verb: usize) -> Span {
    let (start, end) = parse.bytes(parse.subtree(verb));
    Span::new(start, end)
}
