//! The cue after a quotation and who speaks at it.
//!
//! "“We wait,” Brig. Gen. Ivo Petrov, a spokesman, told reporters" → `told`, spoken by `Petrov`.

use super::beside::{after, ends_open, is_title};
use super::clause::host;
use super::content::{has_finite, phrase};
use super::desk::{CueHit, Desk};
use super::source::{leading, neighbour, quoted_by, source_of_verb};
use demarche_language::{Dep, Pos};
use demarche_lexicon::actors::{Case, Word};
use demarche_lexicon::{CueKind, Frame};
use std::ops::Range;

/// How many words may stand between a quotation and the verb of its speaker's tail.
pub(super) const REACH: usize = 40;

/// The verb of speech in the words after a quotation.
pub(super) fn cue_after<'a>(desk: &Desk<'a>, tokens: &Range<usize>) -> Option<(CueHit<'a>, Option<usize>)> {
    let first = after(desk, tokens)?;
    let end = ends_open(desk, tokens, first);
    let mut at = first;
    while desk.is_blank(at) {
        at = desk.next(at).filter(|&next| desk.paragraph(next) == desk.paragraph(first))?;
    }
    if desk.region(at).is_some() {
        return None;
    }
    let start = at;
    let title = is_title(desk, tokens);
    // "“…,” when the mayor blamed him": a clause of circumstance, not the speaker's.
    if desk.is_word(start, &["when", "while", "after", "before", "because", "if", "although", "though", "but", "and"]) {
        return None;
    }
    for token in start..(start + REACH).min(desk.len()) {
        // "Vera "Vee" Orlova shouted": a nickname in marks is part of the name.
        if desk.region(token).is_some_and(|region| desk.is_scare(region)) {
            continue;
        }
        if desk.region(token).is_some()
            || desk.paragraph(token) != desk.paragraph(start)
            || matches!(desk.word(token), "." | ";" | ":") && !is_in_a_name(desk, token)
        {
            return None;
        }
        let verb = desk.hits_at(token).iter().find(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Quote));
        let Some(&hit) = verb else {
            if token == start && desk.is_verb(token) && desk.is_finite(token) {
                return None;
            }
            continue;
        };
        if !speaks_here(desk, hit.token) {
            continue;
        }
        let source = source_of_verb(desk, token).filter(|&source| source >= start && source != token);
        let inverted = token == start;
        let source = source.or_else(|| neighbour(desk, token, inverted)).filter(|&source| source >= start);
        let source = source.or_else(|| leading(desk, start, token));
        // "…," said Skelly: a name that the tagger takes for something else.
        let capital = || desk.next(token).filter(|&next| inverted && desk.word(next).starts_with(char::is_uppercase));
        let source = source.or_else(capital);
        // "In his book, “A Life in Steel,” Mr. Orlov suggested waiting": a title, and the verb has words of its own.
        if title && says_more(desk, hit.token) {
            return None;
        }
        let sure = end.is_some_and(|c| c != '.') || (end.is_none() && inverted) || stands_alone(desk, hit);
        return (source.is_some() && sure).then_some((hit, source));
    }
    None
}

/// "Brig. Gen. Ivo Petrov": the stop of a title is part of the name.
fn is_in_a_name(desk: &Desk<'_>, stop: usize) -> bool {
    let Some(title) = stop.checked_sub(1).filter(|&title| !desk.token(title).space_after) else { return false };
    let capital = desk.word(title).starts_with(char::is_uppercase);
    let goes_on = desk.next(stop).is_some_and(|next| desk.word(next).starts_with(char::is_uppercase));
    if desk.word(stop) != "." || !capital || !goes_on {
        return false;
    }
    let roles = &desk.reading.lexicon.actors.roles;
    let word = Word { folded: &desk.token(title).norm, case: Case::Capital, after_the: false };
    let found = roles.names.longest(&[word]);
    found.and_then(|found| roles.role(found.senses)).is_some_and(|role| role.title.is_some())
}

/// Whether a verb has a complement outside of quotation marks.
fn says_more(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse.children(verb).any(|child| {
        child > verb
            && matches!(desk.token(child).dep, Dep::Ccomp | Dep::Xcomp | Dep::Dobj)
            && desk.region(child).is_none()
    })
}

/// Whether a verb speaks in its own clause: finite, not in a clause about somebody else.
fn speaks_here(desk: &Desk<'_>, verb: usize) -> bool {
    let it = desk.token(verb);
    // "…," the agency quoted Kim as saying.
    if quoted_by(desk, verb).is_some() {
        return true;
    }
    let finite =
        matches!(it.tag.as_str(), "VBD" | "VBZ" | "VBP" | "VBN" | "VB") || it.pos != Pos::Verb || desk.is_finite(verb);
    finite && !matches!(it.dep, Dep::Relcl | Dep::Acl | Dep::Amod)
}

/// Whether a verb has nothing to say but the quotation: `"…" Mr. Orlov said.`
fn stands_alone(desk: &Desk<'_>, hit: CueHit<'_>) -> bool {
    !desk.parse.children(hit.token).any(|child| {
        child > hit.token
            && matches!(desk.token(child).dep, Dep::Ccomp | Dep::Xcomp | Dep::Dobj | Dep::Oprd)
            && desk.region(child).is_none()
    }) && matches!(desk.token(hit.token).dep, Dep::Root | Dep::Ccomp | Dep::Parataxis | Dep::Conj)
        && desk.sentence(hit.token).len() < 12
}

/// Whether the clause that a quotation begins goes on outside the marks, behind the verb of speech.
pub(super) fn goes_on_unquoted(desk: &Desk<'_>, verb: usize, tokens: &Range<usize>) -> bool {
    let Some(host) = host(desk, verb).filter(|_| verb >= tokens.end) else { return false };
    let own = phrase(desk, verb);
    let rest = own.end..phrase(desk, host).end;
    let words = rest.clone().filter(|&token| !desk.is_blank(token) && desk.region(token).is_none()).count();
    // "said Orlov, asked about it": the verb has its subject behind it, and what follows is no rest of the quotation's clause.
    let parted = desk.next(verb).is_some_and(|next| desk.is_blank(next) || desk.token(next).dep == Dep::Npadvmod);
    words >= 3 && parted && desk.region(rest.start).is_none() && has_finite(desk, rest)
}
