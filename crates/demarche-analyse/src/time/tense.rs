//! Tense of the clause that a date stands in: which Tuesday is meant by "will meet on Tuesday".
//!
//! In: the parse and the tokens of a date. Out: past, present or future, by the nearest verb above it; loose where the date does not
//! say when that verb's deed is done ("declared a dividend payable Dec. 15": the day need not be past).

use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::TimeWords;
use std::ops::Range;

/// Tense of a clause, as far as it tells on which side of now a date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    /// "has entered its fifth day": past, and so still.
    Perfect,
    Present,
    Future,
    Unknown,
}

/// A tense, and how closely the date hangs on the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) tense: Tense,
    /// The date says when the verb's deed is done, without a noun or adjective between.
    pub(super) direct: bool,
    /// The date only names something: "a June agreement", "Wednesday's ruling".
    pub(super) name: bool,
}

const UNKNOWN: Clause = Clause { tense: Tense::Unknown, direct: false, name: false };

/// How far up the tree a verb is looked for.
const FARTHEST: usize = 24;

/// The tense around the tokens of a date.
pub(super) fn clause(parse: &Parse, lists: &TimeWords, date: Range<usize>) -> Clause {
    let Some(top) = top_of(parse, date) else { return UNKNOWN };
    let mut direct = parse.tokens.get(top).is_some_and(|token| {
        matches!(token.dep, Dep::Npadvmod | Dep::Pobj | Dep::Advmod | Dep::Prep | Dep::Dep | Dep::Appos | Dep::Conj)
    });
    let dep = parse.tokens.get(top).map(|token| token.dep);
    let name = matches!(dep, Some(Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Poss | Dep::Nummod));
    let mut infinitive = false;
    for at in parse.ancestors(top).take(FARTHEST) {
        let Some(above) = parse.tokens.get(at) else { break };
        let tense = verb_tense(parse, at);
        let verb = above.tag.starts_with("VB");
        // "planned a rally on Saturday", "is expected to arrive Monday": what is planned is to come.
        let apt = verb || above.tag == "JJ";
        // "failed to agree on Monday": what came of it is told, no plan.
        if direct && !infinitive && is_infinitive(parse, at) && is_outcome(parse, at) {
            return Clause { tense: Tense::Past, direct, name };
        }
        // "agreed on Monday", "had promised on Monday": when the plan was made.
        let made = above.tag == "VBD" || above.tag == "VBN" && has_had(parse, at) && is_uttered(&above.lemma);
        if apt && lists.plans(&above.lemma) && (infinitive || !direct || !made) {
            return Clause { tense: Tense::Future, direct, name };
        }
        match tense {
            Some(Tense::Unknown) | None => {}
            // "decided to leave Friday", "managed to leave Friday": the verb above tells.
            Some(Tense::Future) if is_infinitive(parse, at) && !infinitive => {
                infinitive = true;
                continue;
            }
            Some(Tense::Past | Tense::Perfect) if infinitive => return Clause { name, ..UNKNOWN },
            Some(_) if infinitive => return Clause { tense: Tense::Future, direct, name },
            Some(tense) => return Clause { tense, direct, name },
        }
        // A preposition and the other words of the date itself do not stand between.
        direct &= above.pos == Pos::Adp || (verb && infinitive);
    }
    Clause { tense: if infinitive { Tense::Future } else { Tense::Unknown }, direct: false, name }
}

/// The token of a date that hangs on a word outside it.
fn top_of(parse: &Parse, date: Range<usize>) -> Option<usize> {
    date.clone().find(|&token| {
        parse.tokens.get(token).is_some_and(|token| !date.contains(&(token.head as usize)) || token.dep == Dep::Root)
    })
}

/// The tense of a verb with its auxiliaries; `None` for other words.
fn verb_tense(parse: &Parse, at: usize) -> Option<Tense> {
    Some(match parse.tokens.get(at)?.tag.as_str() {
        "VBD" => Tense::Past,
        "VBZ" | "VBP" => with_auxiliaries(parse, at, Tense::Present),
        "VBN" => with_auxiliaries(parse, at, Tense::Past),
        "VBG" => with_auxiliaries(parse, at, Tense::Unknown),
        "VB" => with_auxiliaries(parse, at, Tense::Future),
        _ => return None,
    })
}

fn is_infinitive(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, Dep::Aux).any(|child| parse.tokens.get(child).is_some_and(|token| token.tag == "TO"))
}

/// "failed to agree", "managed to cross": a verb of the past that says what came of the deed below it.
fn is_outcome(parse: &Parse, infinitive: usize) -> bool {
    let above = parse.head(infinitive).and_then(|at| Some((at, parse.tokens.get(at)?)));
    above.is_some_and(|(at, above)| {
        let lemma = matches!(
            above.lemma.as_str(),
            "fail" | "manage" | "refuse" | "decline" | "begin" | "start" | "continue" | "cease" | "struggle" | "rush"
        );
        lemma && (above.tag == "VBD" || above.tag == "VBN" && has_had(parse, at))
    })
}

/// Plans that are made by saying so; "has scheduled a meeting Thursday" is of the meeting.
fn is_uttered(lemma: &str) -> bool {
    matches!(
        lemma,
        "agree" | "promise" | "vow" | "pledge" | "decide" | "order" | "offer" | "propose" | "announce" | "threaten"
    )
}

/// "has promised", "had promised".
fn has_had(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens.get(aux).is_some_and(|aux| aux.lemma == "have"))
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
            // "could not be reached Tuesday"
            ("MD", "could" | "might" | "must" | "should") => return Tense::Unknown,
            ("MD" | "TO", _) => return Tense::Future,
            ("VBD", _) => tense = Tense::Past,
            // "has met" is past, "is expected" and "is meeting" are not.
            ("VBZ" | "VBP", "have") => return Tense::Perfect,
            ("VBZ" | "VBP", _) if tense != Tense::Past || plain == Tense::Past => tense = Tense::Present,
            _ => {}
        }
    }
    tense
}
