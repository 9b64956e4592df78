//! Silence told without a verb of speech: nobody comments, no word comes, questions stay unanswered.
//!
//! "There was no immediate comment from Verania on the raid": Verania withholds; so does whoever "remained silent on the strike", "has not
//! answered the offer", "would not discuss losses".

use super::clause::source_at;
use super::content::phrase;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, NO_WORD, Source};
use super::facets;
use super::source::{is_passive, source_of_verb};
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueKind, Frame};

/// Rule S007; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if !hit.cue.takes(Frame::Silence) || !drafts.is_free(hit.token) {
            continue;
        }
        let found = match hit.cue.kind {
            CueKind::Noun => no_word(desk, hit),
            CueKind::Verb => no_answer(desk, hit),
            CueKind::Adjective => silent(desk, hit),
            _ => None,
        };
        let Some((source, content)) = found.filter(|(source, _)| is_party(desk, *source)) else { continue };
        let content =
            if content.clone().any(|token| !desk.is_blank(token)) { content } else { hit.token..hit.token + 1 };
        drafts.take(hit.token);
        drafts.push(desk, Draft { rule: NO_WORD, hit: Some(hit), mark: None, source, content: vec![content] });
    }
}

type Found = (Source, std::ops::Range<usize>);

/// "There was no comment from Verania", "no Veranian comment", "Verania made no comment": *no* stands before the noun.
fn no_word(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let noun = hit.token;
    let no = desk.parse.children_by(noun, Dep::Det).find(|&det| desk.token(det).norm == "no")?;
    let verb = desk.parse.head(noun).filter(|&verb| desk.is_verb(verb))?;
    let content = about(desk, noun).or_else(|| about(desk, verb)).unwrap_or(no..noun + 1);
    let existential =
        desk.token(verb).lemma == "be" && desk.parse.children(verb).any(|child| desk.token(child).norm == "there");
    if existential {
        let from = [noun, verb].into_iter().flat_map(|at| desk.parse.children_by(at, Dep::Prep));
        let mut from = from.filter(|&at| matches!(desk.token(at).norm.as_str(), "from" | "by"));
        let named = from.find_map(|at| desk.parse.child(at, Dep::Pobj));
        let of = || {
            desk.parse
                .children(noun)
                .find(|&at| matches!(desk.token(at).dep, Dep::Amod | Dep::Poss) && is_named(desk, at))
        };
        return Some((Source::Phrase(named.or_else(of)?), content));
    }
    let object = matches!(desk.token(noun).dep, Dep::Dobj | Dep::Attr);
    let gives = is_one_of(desk, verb, &["make", "offer", "give", "issue", "provide", "release", "have", "send"]);
    if !object || !gives || is_passive(desk, verb) {
        return None;
    }
    Some((Source::Phrase(source_of_verb(desk, verb)?), content))
}

/// "has not answered the offer", "would not discuss losses", "did not reply to the letter".
fn no_answer(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let verb = hit.token;
    let (negated, _, _) = facets::negation(desk, hit);
    let perfect = desk.parse.children_by(verb, Dep::Aux).any(|aux| is_one_of(desk, aux, &["have"]));
    let will = desk
        .parse
        .children_by(verb, Dep::Aux)
        .any(|aux| matches!(desk.token(aux).norm.as_str(), "would" | "will" | "could"));
    if !negated || is_passive(desk, verb) || desk.parse.child(verb, Dep::Ccomp).is_some() {
        return None;
    }
    let answers = is_one_of(desk, verb, &["answer", "reply", "respond", "react"]);
    let object = desk.parse.child(verb, Dep::Dobj).or_else(|| {
        let to = desk.parse.children_by(verb, Dep::Prep).find(|&at| desk.token(at).norm == "to")?;
        desk.parse.child(to, Dep::Pobj)
    });
    // "did not respond to the raid" tells of arms, not of words.
    let in_words = |noun: usize| {
        desk.hits_at(noun).iter().any(|hit| hit.cue.kind == CueKind::Noun)
            || is_one_of(
                desk,
                noun,
                &[
                    "call",
                    "decision",
                    "email",
                    "initiative",
                    "inquiry",
                    "letter",
                    "message",
                    "query",
                    "question",
                    "request",
                ],
            )
    };
    let asked = match object {
        Some(object) if answers => in_words(object),
        Some(_) => true,
        None => !answers || perfect,
    };
    let silent = asked && (answers || perfect || will || is_one_of(desk, verb, &["elaborate", "specify"]));
    let content = phrase(desk, verb);
    silent.then(|| (source_at(desk, hit, false), verb + 1..content.end.max(verb + 1)))
}

/// "Verania remained silent on the strike".
fn silent(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let verb = desk.parse.head(hit.token).filter(|&verb| desk.is_verb(verb))?;
    let stays = is_one_of(desk, verb, &["remain", "stay", "keep"]);
    let on = about(desk, hit.token).or_else(|| about(desk, verb));
    let be = desk.token(verb).lemma == "be" && on.is_some();
    let (negated, _, _) = facets::negation(desk, CueHit { token: verb, ..hit });
    if negated || !(stays || be) {
        return None;
    }
    Some((Source::Phrase(source_of_verb(desk, verb)?), on.unwrap_or(hit.token..hit.token + 1)))
}

/// What the silence is about: the words behind *on*, *about*, *over*, *to*.
fn about(desk: &Desk<'_>, word: usize) -> Option<std::ops::Range<usize>> {
    let on = desk.parse.children_by(word, Dep::Prep).find(|&at| {
        at > word && matches!(desk.token(at).norm.as_str(), "on" | "about" | "over" | "to" | "regarding" | "concerning")
    })?;
    let range = phrase(desk, on);
    Some(on + 1..range.end)
}

/// Whether whoever is silent is a party: a name or description of somebody, or a pronoun for one; guns may be silent too.
fn is_party(desk: &Desk<'_>, source: Source) -> bool {
    let Source::Phrase(head) = source else { return false };
    let person = matches!(desk.token(head).norm.as_str(), "he" | "she" | "they");
    person || is_named(desk, head)
}

fn is_named(desk: &Desk<'_>, token: usize) -> bool {
    let span = desk.span(token);
    let mentions = desk.reading.mentions;
    let at = mentions.partition_point(|mention| mention.span.end <= span.start);
    let found = mentions.get(at).is_some_and(|mention| mention.span.overlaps(span) && mention.actor.is_some());
    found && desk.token(token).pos != Pos::Pron
}

fn is_one_of(desk: &Desk<'_>, token: usize, lemmas: &[&str]) -> bool {
    lemmas.contains(&desk.token(token).lemma.as_str())
}
