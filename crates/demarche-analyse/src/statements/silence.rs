//! Silence: parties that say nothing where words are asked of them.
//!
//! "Verania has yet to respond to the accusation." → Verania withholds; "There was no comment from the army." → so does the army.

use super::clause::source_at;
use super::content::phrase;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, SILENCE, Source};
use super::facets;
use super::source::{can_speak, is_passive, source_of_verb};
use demarche_language::Dep;
use demarche_lexicon::{CueClass, CueKind, Frame};
use std::ops::Range;

/// Rule S006; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if !drafts.is_free(hit.token) || hit.cue.takes(Frame::Silence) {
            continue;
        }
        let found = match hit.cue.kind {
            CueKind::Verb => unspoken(desk, hit),
            CueKind::Noun => missing(desk, hit),
            _ => None,
        };
        let Some((source, content)) = found else { continue };
        drafts.push(desk, Draft { rule: SILENCE, hit: Some(hit), mark: None, source, content: vec![content] });
    }
}

/// "did not comment on it", "has yet to respond".
fn unspoken(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<(Source, Range<usize>)> {
    let verb = hit.token;
    if is_passive(desk, verb) || desk.parse.child(verb, Dep::Ccomp).is_some() {
        return None;
    }
    let (negated, withheld, _) = facets::negation(desk, hit);
    let asked = match hit.cue.lemma().as_str() {
        "comment" => true,
        "reply" => to_whom(desk, verb).is_none_or(|object| is_words(desk, object)),
        "respond" | "answer" => match to_whom(desk, verb) {
            Some(object) => is_words(desk, object),
            None => yet(desk, verb) || at_once(desk, verb),
        },
        _ => false,
    };
    if !asked || !negated || withheld {
        return None;
    }
    let range = phrase(desk, verb);
    let after = hit.last + 1..range.end;
    let said = after.clone().any(|token| !desk.is_blank(token));
    Some((source_at(desk, hit, false), if said { after } else { own_words(desk, verb)..hit.last + 1 }))
}

/// Where "has not commented", "has yet to respond" begin.
fn own_words(desk: &Desk<'_>, verb: usize) -> usize {
    let helpers = desk.parse.children(verb).filter(|&child| matches!(desk.token(child).dep, Dep::Aux | Dep::Neg));
    let above = desk.parse.head(verb).filter(|&have| facets::is_yet_to(desk, verb, have));
    helpers.chain(above).filter(|&token| token < verb).min().unwrap_or(verb)
}

/// The noun behind "to", or the object, of a verb of answering.
fn to_whom(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    desk.parse.children(verb).filter(|&child| child > verb).find_map(|child| match desk.token(child).dep {
        Dep::Dobj => Some(child),
        Dep::Prep | Dep::Dative => desk.parse.child(child, Dep::Pobj),
        _ => None,
    })
}

/// Whether a noun names words that want an answer, or who has asked: "a request for comment", "questions", "the claim", "reporters".
fn is_words(desk: &Desk<'_>, noun: usize) -> bool {
    desk.hits_at(noun).iter().any(|hit| hit.cue.kind == CueKind::Noun)
        || matches!(
            desk.token(noun).lemma.as_str(),
            "query" | "inquiry" | "enquiry" | "email" | "e-mail" | "call" | "phone" | "reporter" | "journalist"
        )
}

/// "has yet to respond".
fn yet(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse.head(verb).is_some_and(|have| facets::is_yet_to(desk, verb, have))
}

/// "did not immediately respond".
fn at_once(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse
        .children_by(verb, Dep::Advmod)
        .any(|adverb| matches!(desk.token(adverb).norm.as_str(), "immediately" | "publicly" | "officially"))
}

/// "There was no comment from the army", "The ministry made no comment on it".
fn missing(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<(Source, Range<usize>)> {
    let noun = hit.token;
    let no = desk.parse.child(noun, Dep::Det).filter(|&no| desk.token(no).norm == "no")?;
    let qualified = desk
        .parse
        .children(noun)
        .any(|child| matches!(desk.token(child).norm.as_str(), "immediate" | "official" | "public") && child > no);
    let speech = match desk.token(noun).lemma.as_str() {
        "comment" => true,
        "response" => qualified,
        _ => false,
    };
    let verb = desk.parse.head(noun).filter(|&verb| speech && desk.is_verb(verb))?;
    let end = phrase(desk, noun).end;
    let from = desk.parse.children(noun).chain(desk.parse.children(verb)).find(|&child| {
        child > noun && matches!(desk.token(child).norm.as_str(), "from" | "by") && desk.token(child).dep == Dep::Prep
    });
    let source = match from {
        Some(from) => desk.parse.child(from, Dep::Pobj)?,
        None => {
            let gives = matches!(desk.token(verb).lemma.as_str(), "have" | "make" | "offer" | "give" | "issue");
            source_of_verb(desk, verb).filter(|_| gives && desk.token(noun).dep == Dep::Dobj)?
        }
    };
    let behind = from.map_or(noun + 1, |from| phrase(desk, from).end);
    let matter =
        desk.parse.children(noun).chain(desk.parse.children(verb)).find(|&child| {
            child >= behind && matches!(desk.token(child).norm.as_str(), "on" | "about" | "to" | "over")
        });
    let content = matter.map_or(no..noun + 1, |matter| phrase(desk, matter));
    let quoted = hit.cue.class == CueClass::Question;
    (can_speak(desk, source) && !quoted && content.start < end.max(content.end))
        .then_some((Source::Phrase(source), content))
}
