//! What somebody else says of a statement in an aside behind it.
//!
//! "Verania said that Ostria had shelled the town, which Ostria denied" → Verania asserts the shelling, Ostria denies it; the aside is no
//! part of what Verania said.

use super::clause::source_at;
use super::content::{has_finite, phrase, without};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::object::names_words;
use super::source::is_passive;
use demarche_language::Dep;
use demarche_lexicon::{CueClass, CueKind};
use demarche_model::Position;
use std::ops::Range;

/// The rule's name.
pub(super) const RULE: &str = "S062 disowned-aside";

/// Rule S062; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if hit.cue.kind != CueKind::Verb || !drafts.is_free(hit.token) || is_passive(desk, hit.token) {
            continue;
        }
        let Some(aside) = aside(desk, hit) else { continue };
        let source = source_at(desk, hit, false);
        if !matches!(source, Source::Phrase(head) if aside.contains(&head)) {
            continue;
        }
        // What is said around the aside, or right before it.
        let beside = |range: &Range<usize>| range.contains(&hit.token) || range.end == aside.start;
        let outer = drafts.made.iter().rposition(|draft| {
            draft.hit.is_none_or(|outer| outer.token < aside.start) && draft.content.iter().any(beside)
        });
        let content: Vec<Range<usize>> = match outer.and_then(|outer| drafts.made.get_mut(outer)) {
            Some(outer) => {
                let content: Vec<_> = outer.content.iter().flat_map(|range| without(range.clone(), &aside)).collect();
                outer.content.clone_from(&content);
                content
            }
            None => std::iter::once(desk.sentence(hit.token).start..aside.start).collect(),
        };
        if content.iter().any(|range| has_finite(desk, range.clone())) {
            drafts.push(desk, Draft { rule: RULE, hit: Some(hit), mark: None, source, content });
        }
    }
}

/// ", which Ostria denied", ", a charge that Ostria rejects": the words of an aside that takes up the clause before it.
fn aside(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Range<usize>> {
    let verb = hit.token;
    let head = desk.parse.head(verb).filter(|_| desk.token(verb).dep == Dep::Relcl)?;
    let judges = hit.cue.class == CueClass::Denial || hit.cue.position == Position::Confirms;
    let object = desk.parse.child(verb, Dep::Dobj);
    let taken_up = object.is_none_or(|object| matches!(desk.token(object).tag.as_str(), "WDT" | "WP"));
    let bare = desk.parse.children(verb).all(|child| !matches!(desk.token(child).dep, Dep::Ccomp | Dep::Xcomp));
    if !judges || !taken_up || !bare {
        return None;
    }
    let own = phrase(desk, verb);
    // "a plan, which Ostria rejected": what is rejected may be the thing; what is denied or confirmed is that it is so.
    let clause = matches!(hit.cue.position, Position::Denies | Position::Confirms);
    let which = object.is_some_and(|object| object == own.start && desk.token(object).norm == "which");
    let start = if which && clause {
        own.start
    } else if head < verb && (names_words(desk, head) || is_tally(desk, head)) {
        phrase(desk, head).start
    } else {
        return None;
    };
    let comma = start.checked_sub(1).filter(|&comma| desk.is_word(comma, &[",", "-", "–", "—", "--"]))?;
    (comma > desk.sentence(verb).start && desk.region(comma) == desk.region(verb)).then_some(comma..own.end)
}

/// "a figure the police dispute".
fn is_tally(desk: &Desk<'_>, noun: usize) -> bool {
    desk.reading.lexicon.verbs.classes.has("tally", &desk.token(noun).lemma)
}
