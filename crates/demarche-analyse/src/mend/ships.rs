//! Names of ships: a parse in, the parse in which such a name is a noun for a ship out.
//!
//! "The tanker Swan Atlantic was hit … the Swan Atlantic sank": no Atlantic and nobody called Swan. A ship is known by the noun that it is named behind ("the
//! frigate Hessen"), beside ("the Rubymar, a bulk carrier"; "the ship, the Galaxy Leader"), and then by its name alone: of several words anywhere, of one word
//! behind the article.

use demarche_language::{Dep, Parse, Token};
use demarche_lexicon::Lexicon;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The base form that the words of such a name have from now on.
const SHIP: &str = "ship";
/// A ship or a firm.
const CARRIER: &str = "carrier";
/// The base form of "carrier" where it carries something.
const VESSEL: &str = "vessel";
/// A name has so many words at most.
const LONGEST: usize = 4;

/// Whether a word is no more than a ship: of the name of one, or "carrier" in "a car carrier", which is no firm.
pub(crate) fn is_ship(parse: &Parse, token: usize) -> bool {
    let laden = |token: &Token| token.lemma == VESSEL && token.norm.starts_with(CARRIER);
    is_ship_name(parse, token) || parse.tokens.get(token).is_some_and(laden)
}

/// Whether a word is of the name of a ship.
pub(crate) fn is_ship_name(parse: &Parse, token: usize) -> bool {
    parse.tokens.get(token).is_some_and(|token| token.lemma == SHIP && !token.norm.starts_with(SHIP))
}

/// The parse with the names of ships as nouns; the same one where there are none.
pub(crate) fn named<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    let found: BTreeSet<Vec<SmolStr>> =
        (0..parse.tokens.len()).flat_map(|at| names_at(&parse, lexicon, at)).map(|run| norms(&parse, run)).collect();
    let laden: Vec<usize> = (0..parse.tokens.len()).filter(|&at| is_laden(&parse, lexicon, at)).collect();
    if found.is_empty() && laden.is_empty() {
        return parse;
    }
    let mut tokens = parse.tokens.clone();
    for at in laden {
        tokens[at].lemma = VESSEL.into();
    }
    for at in 0..tokens.len() {
        for name in &found {
            let run = at..at + name.len();
            if run.end <= tokens.len()
                && run.clone().zip(name).all(|(at, word)| parse.tokens[at].norm == *word)
                && run.clone().all(|at| is_part(&parse, at))
                && (name.len() > 1 || stands_as_ship(&parse, lexicon, at))
            {
                tokens.iter_mut().take(run.end).skip(run.start).for_each(|token| token.lemma = SHIP.into());
            }
        }
    }
    Cow::Owned(Parse::new(tokens, parse.entities.clone()))
}

fn norms(parse: &Parse, run: std::ops::Range<usize>) -> Vec<SmolStr> {
    run.filter_map(|at| parse.tokens.get(at)).map(|token| token.norm.clone()).collect()
}

/// The names of ships that a noun for a ship tells of.
fn names_at(parse: &Parse, lexicon: &Lexicon, at: usize) -> Vec<std::ops::Range<usize>> {
    if !is_vessel(parse, lexicon, at) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let behind = run_from(parse, at + 1);
    if let Some(last) = behind.clone().last()
        && hang_together(parse, at, last)
    {
        found.push(behind);
    }
    // "The ship, the Galaxy Leader, sails"; "the Rubymar, a Belizean bulk carrier".
    let beside = parse.children_by(at, Dep::Appos).chain(parse.head(at).filter(|_| parse.tokens[at].dep == Dep::Appos));
    for head in beside.filter(|&head| is_part(parse, head)) {
        let first = (head.saturating_sub(LONGEST - 1)..=head).rev().take_while(|&at| is_part(parse, at)).last();
        let run = first.unwrap_or(head)..head + 1;
        let the = run.start.checked_sub(1).and_then(|before| parse.tokens.get(before));
        if the.is_some_and(|the| the.norm == "the") {
            found.push(run);
        }
    }
    found.retain(|run| !is_known(parse, lexicon, run.clone()));
    found
}

/// Whether the name behind a noun is its: "the tanker Grace 1", not "the tanker Iran seized".
fn hang_together(parse: &Parse, noun: usize, last: usize) -> bool {
    let beside = |dep: Dep| matches!(dep, Dep::Compound | Dep::Nmod | Dep::Appos | Dep::Amod);
    let (noun_token, last_token) = (&parse.tokens[noun], &parse.tokens[last]);
    // Two subjects of one verb, where the small parser hangs neither on the other.
    let twins = noun_token.head == last_token.head && noun_token.dep == last_token.dep && last_token.dep != Dep::Root;
    twins
        || noun_token.head as usize == last && beside(noun_token.dep)
        || last_token.head as usize == noun && beside(last_token.dep)
}

/// The words of a name from here on.
fn run_from(parse: &Parse, first: usize) -> std::ops::Range<usize> {
    let count = (first..first + LONGEST).take_while(|&at| is_part(parse, at)).count();
    first..first + count
}

/// A word that may be of a name: with a capital, or a number behind one.
fn is_part(parse: &Parse, at: usize) -> bool {
    parse.tokens.get(at).is_some_and(|token| matches!(token.tag.as_str(), "NNP" | "NNPS" | "CD"))
}

/// A noun for a ship: "tanker"; "carrier" only of something ("bulk carrier").
fn is_vessel(parse: &Parse, lexicon: &Lexicon, at: usize) -> bool {
    let classes = &lexicon.verbs.classes;
    let Some(token) = parse.tokens.get(at).filter(|token| matches!(token.tag.as_str(), "NN" | "JJ")) else {
        return false;
    };
    let air = || at.checked_sub(1).is_some_and(|before| parse.tokens[before].lemma == "aircraft");
    classes.has("vessel", &token.lemma) || is_laden(parse, lexicon, at) || token.lemma == CARRIER && air()
}

/// "A bulk carrier", "two car carriers".
fn is_laden(parse: &Parse, lexicon: &Lexicon, at: usize) -> bool {
    let before = || at.checked_sub(1).and_then(|before| parse.tokens.get(before));
    let of = |token: &Token| lexicon.verbs.classes.has("cargo-of", &token.norm);
    parse.tokens[at].norm.starts_with(CARRIER) && before().is_some_and(of)
}

/// Words that are a name by themselves: a navy's prefix, a state.
fn is_known(parse: &Parse, lexicon: &Lexicon, run: std::ops::Range<usize>) -> bool {
    let first = parse.tokens.get(run.start).map(|token| token.norm.to_uppercase()).unwrap_or_default();
    let alone = run.len() == 1;
    lexicon.verbs.classes.has("navy-prefix", &first)
        || alone && (first.len() <= 3 || first.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// A name of one word is the ship where the article or a noun for a ship stands before it.
fn stands_as_ship(parse: &Parse, lexicon: &Lexicon, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        parse.tokens.get(before).is_some_and(|token| token.norm == "the") || is_vessel(parse, lexicon, before)
    })
}
