//! Things that are counted in a conflict: a number in, what it counts out.
//!
//! "100 Marines", "23 crew members", "with 35 people on board", "warned 10 times".

use super::{Number, Read, SITES, counted, is_person, row};
use crate::Reading;
use demarche_language::Dep;
use demarche_model::BlockKind;

/// "warned 10 times": how often a deed was done.
pub(super) fn times(reading: Reading<'_>, number: &Number) -> Option<Read> {
    let parse = reading.parse;
    let noun = parse.tokens.get(number.noun).filter(|noun| noun.lemma == "time" && noun.tag == "NNS")?;
    let verb = parse.head(number.noun).filter(|_| matches!(noun.dep, Dep::Npadvmod | Dep::Advmod | Dep::Dobj))?;
    let (kind, id) = row(reading, verb, "often")?;
    Some(Read { kind, rule: "F130 thing", rows: vec![id], words: vec![verb, number.noun], giver: None })
}

/// "with 35 people on board", "12 were aboard the plane".
pub(super) fn aboard(reading: Reading<'_>, number: &Number) -> Option<Read> {
    let parse = reading.parse;
    let top = number.top(parse);
    let person = number.noun == number.token || is_person(reading, number.noun);
    let after = |at: usize| parse.tokens.get(at).map(|token| token.norm.as_str());
    let near = (number.noun.max(number.token) + 1..).take(2);
    let at = near
        .into_iter()
        .find(|&at| after(at) == Some("aboard") || after(at) == Some("on") && after(at + 1) == Some("board"))?;
    let last = if after(at) == Some("on") { at + 1 } else { at };
    let words = vec![top, last];
    person.then(|| Read { kind: "aboard".to_owned(), rule: "F130 thing", rows: Vec::new(), words, giver: None })
}

/// What is counted: "100 Marines", "23 crew members", "5,000 members of the security forces".
pub(super) fn thing_of(reading: Reading<'_>, noun: usize) -> Option<(String, String)> {
    row(reading, noun, "thing").or_else(|| row(reading, body_of(reading, noun)?, "body"))
}

/// The body that members are counted of: the *forces* of "5,000 members of the security forces".
pub(super) fn body_of(reading: Reading<'_>, noun: usize) -> Option<usize> {
    let parse = reading.parse;
    parse.tokens.get(noun).filter(|token| token.lemma == "member")?;
    let mut bodies = parse.children_by(noun, Dep::Compound).chain(counted(parse, noun));
    bodies.find(|&body| row(reading, body, "body").is_some())
}

/// Whether things are counted here: no aircraft that came is none to count, and sites are counted where they are struck.
pub(super) fn is_counted(reading: Reading<'_>, number: &Number, kind: &str) -> bool {
    let none = number.count.max == Some(0);
    let single = matches!(kind, "troops" | "crew") && number.count.max == Some(1);
    !none
        && !single
        && (kind != SITES || in_text(reading, number.token) && struck(reading, number.top(reading.parse)).is_some())
}

/// The verb of attack that governs a phrase, three steps up, with its row.
pub(super) fn struck(reading: Reading<'_>, top: usize) -> Option<(usize, String)> {
    let groups = ["strike", "hit", "fire", "stop"];
    let found = |at: usize| groups.iter().find_map(|group| row(reading, at, group)).map(|(_, id)| (at, id));
    reading.parse.ancestors(top).take(3).find_map(found)
}

/// Whether a word stands in the text, not in its headline.
pub(super) fn in_text(reading: Reading<'_>, token: usize) -> bool {
    let start = reading.parse.tokens.get(token).map_or(0, |token| token.start);
    let block = reading.article.blocks.iter().find(|block| block.span.start <= start && start < block.span.end);
    block.is_none_or(|block| block.kind != BlockKind::Headline)
}
