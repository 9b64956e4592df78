//! Numbers of people and things: the head of a noun phrase in, its range out.
//!
//! "at least 24 people" is 24 or more, "dozens" 24 or more, "fewer than 100 missiles" at most 100, "two dozen" 24, "a soldier" one.

use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::{Count, Span};

/// Words before a number that say how it is meant.
const BOUNDS: &[&str] = &[
    "at",
    "least",
    "more",
    "than",
    "over",
    "about",
    "some",
    "around",
    "up",
    "to",
    "nearly",
    "almost",
    "most",
    "fewer",
    "less",
    "under",
    "as",
    "many",
    "roughly",
    "approximately",
];
/// Nouns that are numbers.
const ROUND: &[&str] = &["dozen", "hundred", "thousand", "score", "ten", "million", "billion"];
const SMALL: &[&str] = &[
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
];
const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// The number in the noun phrase of a head; "a soldier" is one.
pub(crate) fn of(reading: Reading<'_>, noun: usize) -> Option<Count> {
    let parse = reading.parse;
    match number_of(parse, noun) {
        Some(number) => at(reading, number),
        None => single(parse, noun),
    }
}

/// The token that is the number of a noun phrase: its head, or what counts it.
pub(crate) fn number_of(parse: &Parse, noun: usize) -> Option<usize> {
    let token = parse.tokens.get(noun)?;
    if token.pos == Pos::Num || ROUND.contains(&token.lemma.as_str()) {
        return Some(noun);
    }
    parse.child(noun, Dep::Nummod)
}

/// Whether a token is a number.
pub(crate) fn is_number(parse: &Parse, token: usize) -> bool {
    parse
        .tokens
        .get(token)
        .is_some_and(|token| token.pos == Pos::Num || (token.pos == Pos::Noun && ROUND.contains(&token.lemma.as_str())))
}

/// The range that a number and the words before it give.
pub(crate) fn at(reading: Reading<'_>, number: usize) -> Option<Count> {
    let parse = reading.parse;
    let text = &reading.article.text;
    let (mut value, mut open) = value(parse.word(text, number))?;
    let mut first = number;
    // "two dozen", "4 million", "several hundred".
    let before = number.checked_sub(1).filter(|&before| parse.tokens[before].pos == Pos::Num);
    if let Some(before) = before.filter(|_| ROUND.contains(&parse.tokens[number].lemma.as_str())) {
        let (times, _) = self::value(parse.word(text, before))?;
        (value, open) = (times.saturating_mul(value), false);
        first = before;
    }
    // "Twenty-six" may be three tokens.
    if let Some(tens) = tens_before(parse, text, first).filter(|_| (1..10).contains(&value)) {
        value += tens;
        first -= 2;
    }
    // "300 to 400 drones", "between 35 and 40".
    let low = low_before(parse, text, first).filter(|&(low, _)| low < value);
    if let Some((_, at)) = low {
        first = at;
    }
    let bounds = parse.tokens[..first].iter().rev().take_while(|token| BOUNDS.contains(&token.norm.as_str())).count();
    let words = &parse.tokens[first - bounds..first];
    let says = |word: &str| words.iter().any(|token| token.norm == word);
    let span = Span::new(parse.tokens[first - bounds].start, parse.tokens[number].end);
    let least = open || says("least") || says("more") || says("over");
    let most = says("most") || says("up") || says("fewer") || says("less") || says("under");
    let (min, max) = match (least, most) {
        (true, _) => (Some(value), None),
        (_, true) => (None, Some(value)),
        _ => (Some(low.map_or(value, |(low, _)| low)), Some(value)),
    };
    Some(Count { min, max, span })
}

/// The tens that a hyphen ties to a number.
fn tens_before(parse: &Parse, text: &str, number: usize) -> Option<u32> {
    let hyphen = number.checked_sub(1).filter(|&at| matches!(parse.word(text, at), "-" | "‑"))?;
    tens_of(&parse.word(text, hyphen.checked_sub(1)?).to_lowercase())
}

/// The lower end of a range, and where it begins.
fn low_before(parse: &Parse, text: &str, number: usize) -> Option<(u32, usize)> {
    let joint = number.checked_sub(1)?;
    let before = joint.checked_sub(1)?;
    let between = || before.checked_sub(1).is_some_and(|at| parse.tokens[at].norm == "between");
    let joins = match parse.tokens[joint].norm.as_str() {
        "to" | "-" | "–" | "or" => true,
        "and" => between(),
        _ => false,
    };
    let (low, _) = value(parse.word(text, before)).filter(|_| joins && parse.tokens[before].pos == Pos::Num)?;
    Some((low, before))
}

/// Whether a number is only the lower end of a range that the next number ends.
pub(crate) fn is_low_end(reading: Reading<'_>, number: usize) -> bool {
    let parse = reading.parse;
    let text = &reading.article.text;
    (number + 2 < parse.tokens.len())
        && low_before(parse, text, number + 2).is_some_and(|(low, at)| {
            at == number && value(parse.word(text, number + 2)).is_some_and(|(high, _)| low < high)
        })
}

/// The lower end of the range that ends in a number.
pub(crate) fn low_end(reading: Reading<'_>, number: usize) -> Option<usize> {
    let (low, at) = low_before(reading.parse, &reading.article.text, number)?;
    let (high, _) = value(reading.parse.word(&reading.article.text, number))?;
    (low < high).then_some(at)
}

/// "a soldier", "an aid worker": one.
fn single(parse: &Parse, noun: usize) -> Option<Count> {
    let article =
        parse.children_by(noun, Dep::Det).find(|&det| matches!(parse.tokens[det].norm.as_str(), "a" | "an"))?;
    let singular = parse.tokens[noun].tag == "NN";
    singular.then(|| Count {
        min: Some(1),
        max: Some(1),
        span: Span::new(parse.tokens[article].start, parse.tokens[noun].end),
    })
}

/// What a word is worth, and whether it may be more ("dozens").
fn value(word: &str) -> Option<(u32, bool)> {
    let lower = word.to_lowercase();
    let digits: String = lower.chars().filter(|c| *c != ',').collect();
    if let Ok(exact) = digits.parse() {
        return Some((exact, false));
    }
    if let Some((tens, ones)) = lower.split_once('-') {
        let ones = SMALL.iter().position(|known| *known == ones).filter(|ones| (1..10).contains(ones))?;
        return tens_of(tens).map(|tens| (tens + ones as u32, false));
    }
    let small = SMALL.iter().position(|known| *known == lower).map(|n| n as u32);
    if let Some(exact) = small.or_else(|| tens_of(&lower)) {
        return Some((exact, false));
    }
    Some(match lower.as_str() {
        "dozen" => (12, false),
        "dozens" => (24, true),
        "score" => (20, false),
        "scores" => (40, true),
        "tens" => (20, true),
        "hundred" => (100, false),
        "hundreds" => (200, true),
        "thousand" => (1000, false),
        "thousands" => (2000, true),
        "million" => (1_000_000, false),
        "millions" => (2_000_000, true),
        "billion" => (1_000_000_000, false),
        _ => return None,
    })
}

fn tens_of(word: &str) -> Option<u32> {
    TENS.iter().position(|known| *known == word).map(|n| 10 * (n as u32 + 2))
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn digits_and_words_have_their_worth() {
        let worth = |word| value(word).map(|(worth, _)| worth);
        assert_eq!(
            ["1,200", "seven", "Thirty", "forty-two", "dozen", "hundreds", "people"].map(worth),
            [Some(1200), Some(7), Some(30), Some(42), Some(12), Some(200), None]
        );
        assert!(value("dozens").is_some_and(|(_, open)| open));
    }
}
