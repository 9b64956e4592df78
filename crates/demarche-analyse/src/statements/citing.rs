//! Whom a report cites: "Three drones were shot down, Tasnim reported, citing a military official" is the official's word, inside the agency's.

use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::source::can_speak;
use demarche_language::Dep;

/// The name of the rule.
pub(super) const RULE: &str = "S042 citing";

/// Rule S042; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let citing = desk.token(hit.token).tag == "VBG" && matches!(hit.cue.lemma().as_str(), "cite" | "quote");
        if !citing || !drafts.is_free(hit.token) {
            continue;
        }
        let Some(cited) = desk.parse.children_by(hit.token, Dep::Dobj).find(|&noun| is_somebody(desk, noun)) else {
            continue;
        };
        drafts.take(hit.token);
        let Some(told) = told_by(desk, drafts, hit) else { continue };
        let content = told.iter().filter(|range| !range.contains(&hit.token)).cloned().collect();
        let draft = Draft { rule: RULE, hit: Some(hit), mark: None, source: Source::Phrase(cited), content };
        drafts.push(desk, draft);
    }
}

/// What whoever cites is told to say: of the statement of the verb that it hangs on, or whose speaker it describes.
fn told_by(desk: &Desk<'_>, drafts: &Drafts<'_>, hit: CueHit<'_>) -> Option<Vec<std::ops::Range<usize>>> {
    const FAR: usize = 4;
    let above: Vec<usize> = desk.parse.ancestors(hit.token).take(FAR).collect();
    let beside = |draft: &&Draft<'_>| {
        let cue = draft.hit.map(|hit| hit.token);
        let source = match draft.source {
            Source::Phrase(head) => Some(head),
            _ => None,
        };
        cue.is_some_and(|cue| above.contains(&cue)) || source.is_some_and(|head| above.contains(&head))
    };
    drafts.made.iter().find(beside).map(|draft| draft.content.clone())
}

/// Whether a noun names somebody who can be asked: an actor, known or not.
fn is_somebody(desk: &Desk<'_>, noun: usize) -> bool {
    let word = desk.span(noun);
    can_speak(desk, noun)
        && desk.reading.mentions.iter().any(|mention| mention.actor.is_some() && mention.span.contains(word))
}
