//! Tolls, and numbers of those counted before: a number in, what it is a toll of out.
//!
//! "put the number of dead at 974", "had first spoken of three", "among them 285 civilians".

use super::{Number, Read, is_people, row};
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};

/// "put the number of dead at 974", "its toll rose to 627", "had first spoken of three".
pub(super) fn toll(reading: Reading<'_>, number: &Number, top: usize) -> Option<Read> {
    let parse = reading.parse;
    let preposition = parse.head(top).filter(|&prep| {
        parse.tokens[top].dep == Dep::Pobj && matches!(parse.tokens[prep].norm.as_str(), "at" | "to" | "as")
    });
    let verb = match preposition {
        Some(preposition) => parse.head(preposition)?,
        None => parse.head(top).filter(|_| matches!(parse.tokens[top].dep, Dep::Dobj | Dep::Attr))?,
    };
    let tolled = parse.children(verb).filter(|&child| {
        child != top && matches!(parse.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Oprd)
    });
    let words = tolled.flat_map(|child| parse.subtree(child)).filter(|&token| token != number.token);
    let mut rows: Vec<(String, String, usize)> = Vec::new();
    for token in words {
        if let Some((kind, id)) =
            row(reading, token, "state").or_else(|| row(reading, token, "toll")).or_else(|| row(reading, token, "harm"))
        {
            rows.push((kind, id, token));
        }
    }
    // "the death toll": the state says whose toll it is; a number of things else is none.
    if number.noun != number.token && row(reading, number.noun, "state").is_none() && !is_people(parse, number.noun) {
        return None;
    }
    // "the number of rebels killed at more than 70", where the parser hangs the number on the participle.
    if rows.is_empty() && preposition.is_some() {
        rows.extend(row(reading, verb, "harm").map(|(kind, id)| (kind, id, verb)));
    }
    let (kind, id, at) = rows.into_iter().next()?;
    let giver = parse.child(verb, Dep::Nsubj).filter(|&subject| !parse.subtree(subject).contains(&at));
    Some(Read { kind, rule: "F140 toll", rows: vec![id], words: vec![verb, at, top], giver })
}

/// "put the number at 40", "raised its figure to 40": of those counted before.
pub(super) fn numbered(reading: Reading<'_>, number: &Number, top: usize) -> Option<Vec<usize>> {
    let parse = reading.parse;
    let preposition = parse.head(top).filter(|&prep| {
        parse.tokens[top].dep == Dep::Pobj && matches!(parse.tokens[prep].norm.as_str(), "at" | "to")
    })?;
    let verb = parse.head(preposition).filter(|_| number.noun == number.token)?;
    let told = [Dep::Dobj, Dep::Nsubj, Dep::Nsubjpass].into_iter().flat_map(|dep| parse.children_by(verb, dep));
    let mut told =
        told.filter(|&noun| matches!(parse.tokens[noun].lemma.as_str(), "number" | "figure" | "count" | "total"));
    // "the number of tanks at 40" counts what it names.
    let noun = told.find(|&noun| parse.children_by(noun, Dep::Prep).next().is_none())?;
    Some(vec![verb, noun, top])
}

/// "had first spoken of three": of those whom the sentence counted before.
pub(super) fn given(reading: Reading<'_>, number: &Number) -> Option<(usize, String)> {
    let parse = reading.parse;
    let mut verb = parse.head(number.token).filter(|_| number.noun == number.token)?;
    // "spoke of three", "a count of 29", "admitted only one", "up from 23".
    if matches!(parse.tokens[verb].norm.as_str(), "of" | "from") {
        verb = parse.head(verb)?;
    }
    row(reading, verb, "give").map(|(_, row)| (verb, row))
}

/// "among them 285 civilians", "including 12 children", "11 of them civilians", "of whom 25 were sailors", "21 in Tolm and 13 in Ostria".
pub(super) fn is_part(parse: &Parse, number: &Number) -> bool {
    let before = |back: usize| number.token.checked_sub(back).map(|at| parse.tokens[at].norm.as_str());
    let after = |on: usize| parse.tokens.get(number.token + on).map(|token| token.norm.as_str());
    let them = |word: Option<&str>| matches!(word, Some("them" | "whom" | "these" | "those" | "which"));
    // "34 people were killed, 21 in Tolm": a number alone, with its place.
    let placed = number.noun == number.token
        && matches!(before(1), Some("," | "and" | ":" | "-" | "–" | ";"))
        && matches!(after(1), Some("in" | "on"))
        && parse.tokens[number.token].dep != Dep::Pobj;
    // "four of them seriously" grades the harm, and is no count of its own.
    let graded = parse.tokens.get(number.token + 3).is_some_and(|token| token.pos == Pos::Adv);
    let list = matches!(before(1), Some("including" | "include" | "included"))
        || before(1) == Some("them") && before(2) == Some("among");
    list || number.count.max != Some(1) && after(1) == Some("of") && them(after(2)) && !graded
        || before(2) == Some("of") && them(before(1))
        || placed
}
