//! "According to" in all its orders, and what something is by somebody's count or in somebody's words.
//!
//! "Forty ships were lost, by the navy's count" → the navy says that forty ships were lost.

use super::content::{clause_head, phrase, without};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::source::can_speak;
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueKind, Frame};

/// After a comma, the phrase reaches over the clause of speech that it follows: "the ministry said the invitation stands,
/// according to the agency" is all the agency's.
fn outermost(desk: &Desk<'_>, head: usize, according: usize) -> usize {
    let mut top = head;
    if desk.previous(according).is_none_or(|before| desk.word(before) != ",") {
        return top;
    }
    while desk.token(top).dep == Dep::Ccomp
        && let Some(above) = desk.parse.head(top).filter(|&above| desk.is_verb(above) && above < top)
    {
        top = above;
    }
    top
}

/// Rule S020; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if hit.cue.kind != CueKind::Preposition || !drafts.is_free(hit.token) {
            continue;
        }
        let owned = hit.cue.takes(Frame::Of);
        let Some(object) = (if owned { owner(desk, hit) } else { named(desk, hit) }) else { continue };
        // "according to plan", "according to the index": what something goes by, not who tells it.
        if desk.reading.lexicon.verbs.classes.has("yardstick", &desk.word(object).to_ascii_lowercase()) {
            continue;
        }
        let source = phrase(desk, if owned { hit.last } else { object });
        let hole = hit.token..before_clause(desk, object, source.end.max(object + 1));
        let sentence = desk.sentence(hit.token);
        let lead = (sentence.start..hit.token)
            .all(|token| desk.is_blank(token) || desk.region(token).is_none() && desk.token(token).norm == "and");
        let content = if lead {
            hole.end..sentence.end
        } else {
            let head = outermost(desk, clause_head(desk, desk.parse.head(hit.token).unwrap_or(hit.token)), hit.token);
            let clause = phrase(desk, head);
            let clause = if clause.start < hit.token { clause } else { sentence.start..hit.token };
            clause.start..clause.end
        };
        let content = without(content, &hole);
        drafts.push(
            desk,
            Draft { rule: "S020 according-to", hit: Some(hit), mark: None, source: Source::Phrase(object), content },
        );
    }
}

/// "according to the agency": who is named behind the words.
fn named(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<usize> {
    let object = desk.parse.child(hit.last, Dep::Pobj).or_else(|| desk.parse.child(hit.token, Dep::Pobj));
    object.or_else(|| noun_behind(desk, hit.last)).filter(|&object| object > hit.last)
}

/// "by the navy's own count", "in the words of the envoy": whose count, whose words. "By most counts" is nobody's.
fn owner(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<usize> {
    let behind = || {
        let of = desk.parse.children_by(hit.last, Dep::Prep).find(|&child| desk.token(child).norm == "of")?;
        desk.parse.child(of, Dep::Pobj)
    };
    desk.parse.child(hit.last, Dep::Poss).or_else(behind).filter(|&owner| can_speak(desk, owner))
}

/// "according to show insiders.": the tree takes a noun for a verb; the last noun before the comma or the stop is the source.
fn noun_behind(desk: &Desk<'_>, preposition: usize) -> Option<usize> {
    let end = desk.sentence(preposition).end;
    let words = (preposition + 1..end).take_while(|&token| !desk.is_blank(token));
    words.filter(|&token| matches!(desk.token(token).pos, Pos::Noun | Pos::Propn)).last()
}

/// Where the words of the source end, if the tree lets them swallow all the rest of the sentence: "According to the host, the move
/// reeks of fear" ends its source at the comma.
fn before_clause(desk: &Desk<'_>, object: usize, end: usize) -> usize {
    let sentence = desk.sentence(object);
    let swallowed = (end..sentence.end).all(|token| desk.is_blank(token));
    let leads = (sentence.start..object).all(|token| desk.region(token).is_none() && desk.word(token) != ",");
    if !swallowed || !leads {
        return end;
    }
    (object + 1..end).find(|&token| desk.word(token) == ",").unwrap_or(end)
}
