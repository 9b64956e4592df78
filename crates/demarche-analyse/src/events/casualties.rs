//! Dead and wounded: the counts that hang on a trigger in, ranges out.
//!
//! "killed at least 24 people", "injuring dozens", "30 people were injured".

use super::coder::Draft;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::{Casualties, Count, Span};

const KILL: &[&str] = &["kill", "slay", "massacre", "murder", "slaughter", "execute", "behead", "assassinate", "die"];
const WOUND: &[&str] = &["wound", "injure", "hurt", "maim"];

/// The dead and wounded of a draft, at its trigger and at verbs that hang beside it ("…, killing five and wounding 40").
pub(super) fn casualties(reading: Reading<'_>, draft: &Draft) -> Option<Casualties> {
    if draft.action.plover != "ASSAULT" {
        return None;
    }
    let parse = reading.parse;
    let mut found = Casualties::default();
    let governor = draft.governor();
    let beside = |&child: &usize| {
        matches!(parse.tokens[child].dep, Dep::Advcl | Dep::Conj | Dep::Relcl) && tree::verbal(parse, child)
    };
    let mut verbs = vec![governor];
    verbs.extend(parse.children(governor).filter(beside));
    let more: Vec<usize> = verbs.iter().skip(1).flat_map(|&at| parse.children_by(at, Dep::Conj)).collect();
    verbs.extend(more);
    for verb in verbs {
        let lemma = parse.tokens[verb].lemma.as_str();
        let (kill, wound) = (KILL.contains(&lemma), WOUND.contains(&lemma));
        if !kill && !wound {
            continue;
        }
        let Some(count) = tree::objects(parse, verb).into_iter().find_map(|object| count(reading, object)) else {
            continue;
        };
        let place = if kill { &mut found.killed } else { &mut found.wounded };
        place.get_or_insert(count);
    }
    (found != Casualties::default()).then_some(found)
}

/// The number in a noun phrase.
fn count(reading: Reading<'_>, noun: usize) -> Option<Count> {
    let parse = reading.parse;
    let text = &reading.article.text;
    let number = if parse.tokens[noun].pos == Pos::Num || is_round(&parse.tokens[noun].lemma) {
        noun
    } else {
        match parse.child(noun, Dep::Nummod) {
            Some(number) => number,
            None => return single(parse, noun),
        }
    };
    let value = value(parse.word(text, number), &parse.tokens[number].lemma);
    let before: Vec<&str> =
        parse.tokens[number.saturating_sub(3)..number].iter().map(|token| token.norm.as_str()).collect();
    let first = number - before.iter().rev().take_while(|word| is_bound(word)).count();
    let span = Span::new(parse.tokens[first].start, parse.tokens[number].end);
    let bounds = &parse.tokens[first..number];
    let says = |word: &str| bounds.iter().any(|token| token.norm == word);
    match value {
        Value::Exact(n) => {
            let (min, max) = if says("least") || says("more") || says("over") {
                (Some(n), None)
            } else if says("most") || says("up") || says("fewer") || says("less") || says("under") {
                (None, Some(n))
            } else {
                (Some(n), Some(n))
            };
            Some(Count { min, max, span })
        }
        Value::AtLeast(n) => Some(Count { min: Some(n), max: None, span }),
        Value::Unknown => None,
    }
}

fn is_bound(word: &str) -> bool {
    matches!(
        word,
        "at" | "least"
            | "more"
            | "than"
            | "over"
            | "about"
            | "some"
            | "around"
            | "up"
            | "to"
            | "nearly"
            | "almost"
            | "most"
            | "fewer"
            | "less"
            | "under"
            | "as"
            | "many"
    )
}

fn is_round(lemma: &str) -> bool {
    matches!(lemma, "dozen" | "hundred" | "thousand" | "score" | "ten" | "million")
}

/// "a soldier", "an aid worker": one.
fn single(parse: &Parse, noun: usize) -> Option<Count> {
    let article =
        parse.children_by(noun, Dep::Det).find(|&det| matches!(parse.tokens[det].norm.as_str(), "a" | "an"))?;
    let singular = matches!(parse.tokens[noun].tag.as_str(), "NN");
    singular.then(|| Count {
        min: Some(1),
        max: Some(1),
        span: Span::new(parse.tokens[article].start, parse.tokens[noun].end),
    })
}

enum Value {
    Exact(u32),
    AtLeast(u32),
    Unknown,
}

fn value(word: &str, lemma: &str) -> Value {
    let digits: String = word.chars().filter(|c| *c != ',').collect();
    if let Ok(n) = digits.parse() {
        return Value::Exact(n);
    }
    let lower = word.to_lowercase();
    const WORDS: &[&str] = &[
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    if let Some(n) = WORDS.iter().position(|known| *known == lower) {
        return Value::Exact(n as u32);
    }
    match (lower.as_str(), lemma) {
        ("thirty", _) => Value::Exact(30),
        ("forty", _) => Value::Exact(40),
        ("fifty", _) => Value::Exact(50),
        ("dozen", _) => Value::Exact(12),
        ("dozens", _) => Value::AtLeast(24),
        ("scores", _) => Value::AtLeast(40),
        ("tens", _) => Value::AtLeast(20),
        ("hundred", _) => Value::Exact(100),
        ("hundreds", _) => Value::AtLeast(200),
        ("thousands", _) => Value::AtLeast(2000),
        _ => Value::Unknown,
    }
}
