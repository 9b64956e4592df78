//! What befell those who are counted: a number and its clause in, the kind of harm and its row out.
//!
//! "claimed 45 lives", "one sailor suffered minor burns", "the release of the other 18", "had been flown to safety".

use super::clause::Clause;
use super::{Number, Read, is_person, row};
use crate::Reading;
use demarche_language::{Dep, Parse};

/// "were driven from their homes", "had been moved to safer places".
pub(super) fn is_uprooted(parse: &Parse, verb: usize) -> bool {
    let moves = matches!(parse.tokens[verb].lemma.as_str(), "drive" | "force" | "move" | "chase");
    let home = |noun: usize| {
        let safer =
            parse.children_by(noun, Dep::Amod).any(|at| matches!(parse.tokens[at].norm.as_str(), "safe" | "safer"));
        safer || matches!(parse.tokens[noun].lemma.as_str(), "home" | "house" | "shelter" | "safety" | "camp")
    };
    moves && parse.children_by(verb, Dep::Prep).filter_map(|at| parse.child(at, Dep::Pobj)).any(home)
}

/// "had been flown to safety", "took 40 families out of danger".
pub(super) fn is_saved(parse: &Parse, verb: usize) -> bool {
    let carries = matches!(
        parse.tokens[verb].lemma.as_str(),
        "bring" | "carry" | "ferry" | "fly" | "get" | "lead" | "lift" | "pull" | "take" | "transport"
    );
    let safety = |noun: usize| matches!(parse.tokens[noun].lemma.as_str(), "safety" | "shelter" | "danger");
    carries && parse.children_by(verb, Dep::Prep).any(|at| parse.subtree(at).any(safety))
}

/// "claimed 45 lives", "cost 45 lives".
pub(super) fn lives(reading: Reading<'_>, number: &Number, clause: &Clause) -> Option<(String, String)> {
    let life = reading.parse.tokens[number.noun].lemma == "life" && clause.befalls;
    row(reading, clause.verb, "lives").filter(|_| life)
}

/// "the release of the other 18", "the deaths of 13 miners": a noun of harm, and whom it befell behind *of*.
pub(super) fn deed(reading: Reading<'_>, number: &Number, top: usize) -> Option<Read> {
    let parse = reading.parse;
    let of = parse.head(top).filter(|&of| parse.tokens[top].dep == Dep::Pobj && parse.tokens[of].norm == "of")?;
    let noun = parse.head(of)?;
    let (kind, id) =
        row(reading, noun, "deed").filter(|_| number.noun == number.token || is_person(reading, number.noun))?;
    Some(Read { kind, rule: "F110 harm", rows: vec![id], words: vec![noun, top], giver: None })
}

/// "one sailor suffered minor burns": who has what wounds are.
pub(super) fn suffered(reading: Reading<'_>, number: &Number, top: usize, clause: &Clause) -> Option<Read> {
    let (_, verb) =
        row(reading, clause.verb, "suffer").filter(|_| clause.subject && is_person(reading, number.noun))?;
    let mut borne = reading.parse.children_by(clause.verb, Dep::Dobj);
    let (noun, (kind, injury)) = borne.find_map(|noun| Some((noun, row(reading, noun, "injury")?)))?;
    let words = vec![clause.verb, noun, top];
    Some(Read { kind, rule: "F110 harm", rows: vec![verb, injury], words, giver: None })
}

/// "nearly 300,000 displaced people", "three soldiers were wounded" where the parser takes the participle for an adjective.
pub(super) fn described(reading: Reading<'_>, number: &Number) -> Option<Read> {
    let parse = reading.parse;
    let before = parse.children_by(number.noun, Dep::Amod);
    let be = parse.head(number.noun).filter(|&verb| {
        parse.tokens[verb].lemma == "be" && matches!(parse.tokens[number.noun].dep, Dep::Nsubj | Dep::Nsubjpass)
    });
    let behind = be
        .into_iter()
        .flat_map(|verb| parse.children(verb))
        .filter(|&at| matches!(parse.tokens[at].dep, Dep::Acomp | Dep::Attr));
    // "three villagers are missing"
    let state =
        |at: usize| row(reading, at, "state").filter(|(kind, _)| kind == "missing" && is_person(reading, number.noun));
    let harm = |at: usize| Some((at, row(reading, at, "harm").or_else(|| state(at))?));
    let (at, (kind, id)) = before.chain(behind).find_map(harm)?;
    Some(Read { kind, rule: "F110 harm", rows: vec![id], words: vec![at, number.noun], giver: None })
}
