//! Cues that the tree hangs inside another cue's clause though its speaker goes on: where that clause ends, and who speaks.
//!
//! "Kim said the country has nearly completed it and called for more tests" → `called` is Kim's, and his first clause ends before it.

use super::desk::{CueHit, Desk};
use super::source::behind_relative_clause;
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueClass, CueKind, Frame, Strength};
use std::collections::BTreeMap;
use std::ops::Range;

/// For each cue that takes over: the verb whose speaker goes on.
#[derive(Debug, Default)]
pub(super) struct Handovers {
    from: BTreeMap<usize, usize>,
    cuts: BTreeMap<usize, usize>,
}

impl Handovers {
    /// Finds them for all cues with a clause after them.
    pub(super) fn find(desk: &Desk<'_>) -> Self {
        let mut found = Self::default();
        for hit in desk.cues.iter().filter(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Clause)) {
            for clause in desk.parse.children_by(hit.token, Dep::Ccomp).filter(|&clause| clause > hit.token) {
                if let Some(silence) = kept_back(desk, hit.token, clause) {
                    found.cuts.insert(hit.token, silence);
                }
                found.look(desk, hit.token, clause);
            }
        }
        found
    }

    fn look(&mut self, desk: &Desk<'_>, verb: usize, clause: usize) {
        let range = desk.parse.subtree(clause);
        let mut start = desk.cues.partition_point(|hit| hit.token < clause.max(range.start));
        while let Some(&hit) = desk.cues.get(start).filter(|hit| hit.token < range.end) {
            start += 1;
            if hit.cue.kind != CueKind::Verb
                || desk.region(hit.token) != desk.region(verb)
                || self.cuts.contains_key(&verb)
            {
                continue;
            }
            if participle(desk, hit, clause) {
                self.from.insert(hit.token, behind_relative_clause(desk, verb));
                self.cuts.insert(verb, hit.token);
            } else if conjunct(desk, hit, verb) {
                self.from.insert(hit.token, verb);
                self.cuts.insert(verb, hit.token);
            } else if let Some(cut) = contrast(desk, hit, clause) {
                self.cuts.insert(verb, cut);
            }
        }
    }

    /// The verb whose speaker a cue goes on with.
    pub(super) fn governor(&self, token: usize) -> Option<usize> {
        self.from.get(&token).copied()
    }

    /// What is left of the clause of a verb.
    pub(super) fn cut(&self, verb: usize, range: Range<usize>) -> Range<usize> {
        match self.cuts.get(&verb) {
            Some(&cut) if range.contains(&cut) && cut > range.start + 1 => range.start..cut,
            _ => range,
        }
    }
}

/// ", saying that …", ", adding …" at the end of a clause whose own verb is no cue.
fn participle(desk: &Desk<'_>, hit: CueHit<'_>, clause: usize) -> bool {
    let it = desk.token(hit.token);
    let mark = |token: usize| matches!(desk.word(token), "”" | "\"" | "''" | "’" | "'" | "“");
    let before = desk.previous(hit.token).map(|before| if mark(before) { desk.previous(before) } else { Some(before) });
    let comma = before.flatten().is_some_and(|before| desk.word(before) == ",");
    if it.tag != "VBG"
        || !comma
        || hit.cue.strength == Strength::Weak
        || !matches!(it.dep, Dep::Advcl | Dep::Ccomp | Dep::Conj | Dep::Dep | Dep::Acl | Dep::Prep)
    {
        return false;
    }
    if it.lemma == "add" {
        return true;
    }
    let inner_speaks =
        desk.parse.ancestors(hit.token).take_while(|&at| at != clause).chain([clause]).any(|at| is_speech(desk, at));
    !inner_speaks && it.dep == Dep::Advcl
}

/// "has completed … and called for", "saying he is late and calling it": a cue joined to a clause of another tense goes back to the
/// verb of speech whose form it has; so does one joined to what the speaker says of himself ("said she was sorry and promised").
fn conjunct(desk: &Desk<'_>, hit: CueHit<'_>, verb: usize) -> bool {
    let it = desk.token(hit.token);
    let past = |tag: &str| matches!(tag, "VBD" | "VBN");
    let like = it.tag == desk.token(verb).tag || past(&it.tag) && desk.token(verb).tag == "VBD";
    if it.dep != Dep::Conj || !like || hit.cue.strength == Strength::Weak {
        return false;
    }
    let own = desk
        .parse
        .children(hit.token)
        .any(|child| matches!(desk.token(child).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Aux | Dep::Auxpass));
    let Some(first) = desk.parse.head(hit.token) else { return false };
    let first_it = desk.token(first);
    // The nearest verb of speech above takes it back, none further up.
    let nearer = desk.parse.ancestors(hit.token).take_while(|&at| at != verb).any(|at| {
        let same = desk.token(at).tag == it.tag || past(&desk.token(at).tag) && past(&it.tag);
        is_speech(desk, at) && same
    });
    if own || nearer || first_it.pos == Pos::Noun {
        return false;
    }
    let helped = desk.parse.children(first).any(|child| matches!(desk.token(child).dep, Dep::Aux | Dep::Auxpass));
    let other = first_it.tag != it.tag || helped;
    let speaker = desk.parse.child(verb, Dep::Nsubj).filter(|&speaker| desk.token(speaker).pos == Pos::Pron);
    let himself = desk.parse.child(first, Dep::Nsubj).is_some_and(|subject| {
        let norm = desk.token(subject).norm.as_str();
        desk.token(subject).pos == Pos::Pron
            && matches!(norm, "he" | "she" | "they" | "it" | "we" | "i")
            && speaker.is_none_or(|speaker| desk.token(speaker).norm == norm)
    });
    other || himself || (hit.cue.strength == Strength::Strong && first_it.lemma == "be")
}

/// "confirmed that he had been there but made no mention of his fate": what the speaker keeps back is not what he says.
fn kept_back(desk: &Desk<'_>, verb: usize, clause: usize) -> Option<usize> {
    desk.parse.children_by(clause, Dep::Conj).find(|&other| {
        let it = desk.token(other);
        let light = matches!(it.lemma.as_str(), "make" | "give" | "offer" | "provide" | "release");
        let own = desk
            .parse
            .children(other)
            .any(|child| matches!(desk.token(child).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Aux | Dep::Auxpass));
        let words = desk.parse.child(other, Dep::Dobj).is_some_and(|object| {
            let none = desk.parse.child(object, Dep::Det).is_some_and(|none| desk.token(none).norm == "no");
            none && matches!(
                desk.token(object).lemma.as_str(),
                "mention"
                    | "detail"
                    | "comment"
                    | "reference"
                    | "word"
                    | "explanation"
                    | "reason"
                    | "figure"
                    | "name"
                    | "evidence"
                    | "timetable"
                    | "indication"
                    | "information"
            )
        });
        light && words && !own && it.tag == desk.token(verb).tag && desk.region(other) == desk.region(verb)
    })
}

fn is_speech(desk: &Desk<'_>, verb: usize) -> bool {
    desk.hits_at(verb).iter().any(|hit| {
        hit.cue.kind == CueKind::Verb && hit.cue.strength != Strength::Weak && hit.cue.class != CueClass::Attitude
    })
}

/// ", while Hamas demands …": another party's words, set against these.
fn contrast(desk: &Desk<'_>, hit: CueHit<'_>, clause: usize) -> Option<usize> {
    if desk.token(hit.token).dep != Dep::Advcl
        || hit.token <= clause
        || !desk.is_finite(hit.token)
        || hit.cue.strength == Strength::Weak
    {
        return None;
    }
    let mark = desk.parse.child(hit.token, Dep::Mark)?;
    let comma = desk.previous(mark).is_some_and(|before| desk.word(before) == ",");
    (comma && matches!(desk.token(mark).norm.as_str(), "while" | "whereas" | "as" | "though" | "although"))
        .then_some(mark)
}
