//! Tense of the clause that a word stands in: which Tuesday is meant by "will meet on Tuesday".
//!
//! In: the parse and a token. Out: past, present or future, by the nearest verb above it; unknown without one.

use demarche_language::{Dep, Parse};

/// Tense of a clause, as far as it tells on which side of now a date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    Future,
    Unknown,
}

/// The tense around a token.
pub(super) fn tense(parse: &Parse, token: usize) -> Tense {
    if parse.tokens.get(token).is_none() {
        return Tense::Unknown;
    }
    for at in parse.ancestors(token).take(24) {
        let Some(above) = parse.tokens.get(at) else { break };
        let found = match above.tag.as_str() {
            "VBD" => Tense::Past,
            "VBZ" | "VBP" => with_auxiliaries(parse, at, Tense::Present),
            "VBN" => with_auxiliaries(parse, at, Tense::Past),
            "VBG" => with_auxiliaries(parse, at, Tense::Unknown),
            "VB" => with_auxiliaries(parse, at, Tense::Future),
            _ => Tense::Unknown,
        };
        if found != Tense::Unknown {
            return found;
        }
    }
    Tense::Unknown
}

/// The tense that a verb's auxiliaries give it, else `plain`.
fn with_auxiliaries(parse: &Parse, verb: usize, plain: Tense) -> Tense {
    let mut tense = plain;
    for child in parse.children(verb) {
        let Some(token) = parse.tokens.get(child) else { continue };
        if !matches!(token.dep, Dep::Aux | Dep::Auxpass) {
            continue;
        }
        match (token.tag.as_str(), token.lemma.as_str()) {
            ("MD", _) => return Tense::Future,
            ("TO", _) => return Tense::Future,
            ("VBD", _) => tense = Tense::Past,
            // "has met" is past, "is expected" and "is meeting" are not.
            ("VBZ" | "VBP", "have") => return Tense::Past,
            ("VBZ" | "VBP", _) if tense != Tense::Past || plain == Tense::Past => tense = Tense::Present,
            _ => {}
        }
    }
    tense
}
