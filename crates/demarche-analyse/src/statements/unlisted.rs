//! Quotations with a verb beside them that no list of cues has: the place of the verb tells that it speaks.
//!
//! "“France will stay France,” an angry minister retaliated." → `retaliated` is the cue, the minister speaks.

use super::beside::{after, before, ends_open, starts_utterance};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source, trim};
use super::lead::source_before;
use super::source::{can_speak, leading, neighbour};
use super::tail::{REACH, goes_on_unquoted};
use crate::actors::party_for;
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueKind, Frame, Strength};
use std::ops::Range;

/// Rule S015; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    let Some(cue) = desk.reading.lexicon.speech.cues_from("*").next() else { return };
    for (index, quotation) in desk.quotes.iter().enumerate() {
        if quotation.depth > 0 || !drafts.is_quote_free(index) {
            continue;
        }
        let tokens = trim(desk, desk.parse.tokens_in(quotation.inner.start, quotation.inner.end));
        if tokens.clone().filter(|&token| !desk.is_blank(token)).count() < 3 {
            continue;
        }
        let found = verb_after(desk, &tokens).or_else(|| verb_before(desk, &tokens));
        let found = found.filter(|&(verb, _)| drafts.is_free(verb) && !goes_on_unquoted(desk, verb, &tokens));
        let Some((verb, source)) = found else { continue };
        let listed = desk.reading.lexicon.speech.cues_from(&desk.token(verb).lemma);
        let mut listed =
            listed.filter(|cue| cue.kind == CueKind::Verb && cue.words.len() == 1 && cue.takes(Frame::Quote));
        let hit = CueHit { token: verb, last: verb, cue: listed.next().unwrap_or(cue) };
        drafts.push(
            desk,
            Draft {
                rule: "S015 quotation-with-any-verb",
                hit: Some(hit),
                mark: None,
                source: Source::Phrase(source),
                content: vec![tokens],
            },
        );
    }
}

/// `“…,” an angry minister retaliated`, `“…!” blared the front page`.
fn verb_after(desk: &Desk<'_>, tokens: &Range<usize>) -> Option<(usize, usize)> {
    let first = after(desk, tokens)?;
    if !starts_utterance(desk, tokens) || !matches!(ends_open(desk, tokens, first), Some(',' | '?' | '!' | '—')) {
        return None;
    }
    let here = |token: usize| {
        desk.paragraph(token) == desk.paragraph(first)
            && desk.region(token).is_none()
            && !matches!(desk.word(token), "." | ";" | ":")
    };
    let start = (first..desk.len()).find(|&token| !desk.is_blank(token)).filter(|&start| here(start))?;
    let words = start..(start..(start + REACH).min(desk.len())).take_while(|&token| here(token)).last()? + 1;
    let verb = tail_verb(desk, &words)?;
    let source = if verb == start { neighbour(desk, verb, true) } else { leading(desk, start, verb) }?;
    (speaks(desk, verb, source) && can_speak(desk, source)).then_some((verb, source))
}

/// The verb of a speaker's tail: a full verb of its own; else a participle or a word tagged as a noun that is a verb of speech
/// ("the two write.") or stands where no other verb does ("the old man asked").
fn tail_verb(desk: &Desk<'_>, words: &Range<usize>) -> Option<usize> {
    let clause = |token: usize| matches!(desk.token(token).dep, Dep::Relcl | Dep::Acl);
    let pronoun = words.clone().find(|&token| matches!(desk.token(token).tag.as_str(), "WP" | "WDT" | "WP$"));
    let main = pronoun.map_or(words.end, |pronoun| pronoun.min(words.end));
    let told = words.clone().find(|&token| is_told(desk, token) && !clause(token));
    let participle = || {
        (words.start..main).find(|&token| {
            matches!(desk.token(token).tag.as_str(), "VBD" | "VBN")
                && desk.token(token).pos == Pos::Verb
                && clause(token)
        })
    };
    let noun = || (words.start + 1..main).find(|&token| is_speech_tagged_as_noun(desk, token));
    told.filter(|&told| told < main || pronoun.is_none()).or_else(noun).or_else(participle).or(told)
}

/// "the two write.", "the Saudis state in the paper": a strong verb of speech in a form that nouns share, before a stop or a preposition.
fn is_speech_tagged_as_noun(desk: &Desk<'_>, token: usize) -> bool {
    let it = desk.token(token);
    let row = desk.reading.lexicon.speech.cues_from(&it.lemma).any(|cue| {
        cue.kind == CueKind::Verb
            && cue.words.len() == 1
            && cue.takes(Frame::Quote)
            && cue.takes(Frame::Clause)
            && cue.strength == Strength::Strong
    });
    it.pos == Pos::Noun
        && (row || it.lemma == "read")
        && desk.next(token).is_none_or(|next| desk.is_blank(next) || desk.token(next).pos == Pos::Adp)
}

/// `his friends jeered, “…”`, `he demurred: “…”`.
fn verb_before(desk: &Desk<'_>, tokens: &Range<usize>) -> Option<(usize, usize)> {
    let mark = before(desk, tokens)?;
    let capital = desk.word(tokens.start).starts_with(char::is_uppercase);
    let last = desk.previous(mark).filter(|&last| desk.region(last).is_none())?;
    let verb = match desk.word(mark) {
        "," if capital => {
            let mut at = last;
            while !desk.is_verb(at) && at + 3 > last && aside(desk, at) {
                at = desk.previous(at)?;
            }
            is_told(desk, at).then_some(at)?
        }
        ":" => std::iter::once(last)
            .chain(desk.parse.ancestors(last))
            .find(|&at| is_told(desk, at) && at < mark && !matches!(desk.token(at).dep, Dep::Relcl | Dep::Acl))
            .filter(|&at| !tells_a_clause(desk, at, mark))?,
        _ => return None,
    };
    let source = source_before(desk, verb, tokens)?;
    // A colon behind a clause leaves nobody but its subject: "The letter makes a stern case: “…”".
    let colon = desk.word(mark) == ":" && capital && tokens.len() >= 4 && desk.token(source).dep == Dep::Nsubj;
    let somebody = match desk.token(source).pos {
        _ if colon && desk.token(source).pos == Pos::Noun => true,
        Pos::Pron => matches!(desk.token(source).norm.as_str(), "he" | "she" | "they" | "we" | "i"),
        Pos::Propn => true,
        _ => party_for(desk.reading, source).actor.is_some(),
    };
    (somebody && source < verb && can_speak(desk, source)).then_some((verb, source))
}

/// "Orlova said she has one wish: “…”": a listed verb of speech whose clause runs up to the colon; S030 reads all of it.
fn tells_a_clause(desk: &Desk<'_>, verb: usize, colon: usize) -> bool {
    let clause = |child: usize| desk.token(child).dep == Dep::Ccomp && child > verb && child < colon;
    let listed = desk.hits_at(verb).iter().any(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Clause));
    listed && desk.parse.children(verb).any(clause)
}

/// "put it", "shot back", "said again": what may stand between a verb and the comma.
fn aside(desk: &Desk<'_>, token: usize) -> bool {
    matches!(desk.token(token).pos, Pos::Adv | Pos::Part)
        || desk.token(token).dep == Dep::Prt
        || matches!(desk.token(token).norm.as_str(), "it" | "back" | "in" | "out")
}

/// A full verb that tells something: finite, no form of "be" or "have" alone.
fn is_told(desk: &Desk<'_>, token: usize) -> bool {
    let it = desk.token(token);
    // "Article 33 affirms: “…”": tagged as a plural, with a subject of its own.
    let plural = it.tag == "NNS"
        && desk.parse.child(token, Dep::Nsubj).is_some()
        && desk.reading.lexicon.speech.cues_from(&it.lemma).any(|cue| {
            cue.kind == CueKind::Verb
                && cue.words.len() == 1
                && cue.takes(Frame::Quote)
                && cue.strength == Strength::Strong
        });
    plural || it.pos == Pos::Verb && desk.is_finite(token) && !matches!(it.lemma.as_str(), "be" | "have")
}

/// Whether nothing but the quotation can be what a verb says: no object, no clause of its own.
fn speaks(desk: &Desk<'_>, verb: usize, source: usize) -> bool {
    desk.parse.children(verb).all(|child| {
        child < verb
            || child == source
            || desk.region(child).is_some()
            || !matches!(desk.token(child).dep, Dep::Dobj | Dep::Ccomp | Dep::Xcomp | Dep::Oprd | Dep::Attr)
    })
}
