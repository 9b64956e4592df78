//! Silence: parties that say nothing where words are asked of them.
//!
//! "Verania has yet to respond to the accusation", "There was no comment from the army": Verania withholds, so does the army; so does whoever
//! "remained silent on the strike", "would not discuss losses".

use super::clause::source_at;
use super::content::phrase;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, SILENCE, Source};
use super::facets;
use super::source::{can_speak, is_passive, source_of_verb};
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueKind, Frame};
use std::ops::Range;

/// Rule S006; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if !hit.cue.takes(Frame::Silence) || !drafts.is_free(hit.token) {
            continue;
        }
        let found = match hit.cue.kind {
            CueKind::Noun => no_word(desk, hit),
            CueKind::Verb => unspoken(desk, hit).or_else(|| kept_back(desk, hit)).or_else(|| undrawn(desk, hit)),
            CueKind::Adjective => silent(desk, hit),
            _ => None,
        };
        let Some((source, content)) = found else { continue };
        drafts.take(hit.token);
        drafts.push(desk, Draft { rule: SILENCE, hit: Some(hit), mark: None, source, content: vec![content] });
    }
}

type Found = (Source, Range<usize>);

/// "There was no comment from Verania", "no Veranian comment", "Verania made no comment": *no* stands before the noun.
fn no_word(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let noun = hit.token;
    let no = desk.parse.children_by(noun, Dep::Det).find(|&det| desk.token(det).norm == "no")?;
    let verb = desk.parse.head(noun).filter(|&verb| desk.is_verb(verb))?;
    let comment = is_one_of(desk, noun, &["comment"]);
    let existential =
        desk.token(verb).lemma == "be" && desk.parse.children(verb).any(|child| desk.token(child).norm == "there");
    let from = [noun, verb].into_iter().flat_map(|at| desk.parse.children_by(at, Dep::Prep));
    // "From Ostria there was no comment."
    let mut from =
        from.filter(|&at| (at > noun || existential) && matches!(desk.token(at).norm.as_str(), "from" | "by"));
    let named = from.find_map(|at| desk.parse.child(at, Dep::Pobj)).filter(|_| existential || comment);
    let of = || {
        let mut before = desk.parse.children(noun).filter(|_| existential);
        before.find(|&at| matches!(desk.token(at).dep, Dep::Amod | Dep::Poss) && is_named(desk, at))
    };
    let giver = || {
        let object = matches!(desk.token(noun).dep, Dep::Dobj | Dep::Attr);
        let gives = is_one_of(desk, verb, &["make", "offer", "give", "issue", "provide", "release", "have", "send"]);
        source_of_verb(desk, verb).filter(|_| object && gives && !existential && !is_passive(desk, verb))
    };
    let source = named.or_else(of).or_else(giver)?;
    let party = if comment { can_speak(desk, source) } else { is_party(desk, source) };
    let content = about(desk, noun).or_else(|| about(desk, verb)).unwrap_or(no..noun + 1);
    party.then_some((Source::Phrase(source), content))
}

/// "did not comment on it", "has yet to respond".
fn unspoken(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
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
    Some((source_at(desk, hit, false), unsaid(desk, hit)))
}

/// What is left without a word: what stands behind the verb, else the words of silence themselves.
fn unsaid(desk: &Desk<'_>, hit: CueHit<'_>) -> Range<usize> {
    let after = hit.last + 1..phrase(desk, hit.token).end;
    let said = after.clone().any(|token| !desk.is_blank(token));
    if said { after } else { own_words(desk, hit.token)..hit.last + 1 }
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
        || desk.reading.lexicon.verbs.classes.has("answerable", &desk.token(noun).lemma)
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

/// "has not answered the offer", "would not discuss losses", "did not reply to the letter".
fn kept_back(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let verb = hit.token;
    let (negated, _, _) = facets::negation(desk, hit);
    let perfect = desk.parse.children_by(verb, Dep::Aux).any(|aux| is_one_of(desk, aux, &["have"]));
    let will = desk
        .parse
        .children_by(verb, Dep::Aux)
        .any(|aux| matches!(desk.token(aux).norm.as_str(), "would" | "will" | "could"));
    // "has said nothing", "did not return calls": the whole row is silence.
    let idiom = hit.last != verb;
    let nothing = idiom && desk.token(hit.last).norm == "nothing";
    if negated == nothing || is_passive(desk, verb) || desk.parse.child(verb, Dep::Ccomp).is_some() {
        return None;
    }
    let answers = !idiom && is_one_of(desk, verb, &["answer", "reply", "respond", "react"]);
    let object = desk.parse.child(verb, Dep::Dobj).or_else(|| {
        let to = desk.parse.children_by(verb, Dep::Prep).find(|&at| desk.token(at).norm == "to")?;
        desk.parse.child(to, Dep::Pobj)
    });
    let asked = match object {
        // "did not respond to the raid" tells of arms, not of words.
        Some(object) if answers => is_words(desk, object),
        Some(_) => true,
        None => !answers || perfect,
    };
    let silent = asked && (idiom || answers || perfect || will || is_one_of(desk, verb, &["elaborate", "specify"]));
    let source = source_at(desk, hit, false);
    let party = matches!(source, Source::Phrase(head) if is_party(desk, head));
    (silent && party).then(|| (source, unsaid(desk, hit)))
}

/// "would not be drawn on losses", "refused to be drawn".
fn undrawn(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let verb = hit.token;
    if !is_one_of(desk, verb, &["draw"]) || !is_passive(desk, verb) {
        return None;
    }
    let (negated, withheld, _) = facets::negation(desk, hit);
    let above = desk.parse.head(verb).filter(|_| desk.token(verb).dep == Dep::Xcomp);
    let source = desk.parse.child(verb, Dep::Nsubjpass).or_else(|| source_of_verb(desk, above?))?;
    ((negated || withheld) && is_party(desk, source)).then(|| (Source::Phrase(source), unsaid(desk, hit)))
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
    let source = source_of_verb(desk, verb).filter(|&source| is_party(desk, source))?;
    Some((Source::Phrase(source), on.unwrap_or(hit.token..hit.token + 1)))
}

/// What the silence is about: the words behind *on*, *about*, *over*, *to*.
fn about(desk: &Desk<'_>, word: usize) -> Option<Range<usize>> {
    let on = desk.parse.children_by(word, Dep::Prep).find(|&at| {
        at > word && matches!(desk.token(at).norm.as_str(), "on" | "about" | "over" | "to" | "regarding" | "concerning")
    })?;
    let range = phrase(desk, on);
    Some(on + 1..range.end)
}

/// Whether whoever is silent is a party: a name or description of somebody, or a pronoun for one; guns may be silent too.
fn is_party(desk: &Desk<'_>, head: usize) -> bool {
    matches!(desk.token(head).norm.as_str(), "he" | "she" | "they") || is_named(desk, head)
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
