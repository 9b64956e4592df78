//! Words that are withheld.

use super::clause::source_at;
use super::content::phrase;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts};
use super::facets;
use super::source::is_passive;
use demarche_language::Dep;
use demarche_lexicon::{CueKind, Frame};

/// Rule S005; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if !hit.cue.takes(Frame::Withhold) || !drafts.is_free(hit.token) {
            continue;
        }
        let Some(speech) = desk.parse.children_by(hit.token, Dep::Xcomp).find(|&verb| speaks(desk, verb)) else {
            continue;
        };
        let range = phrase(desk, speech);
        let after = speech + 1..range.end;
        let content = if after.clone().any(|token| !desk.is_blank(token)) { after } else { speech..speech + 1 };
        let source = source_at(desk, hit, false);
        let hit = CueHit { last: speech, ..hit };
        let content = if content.start == speech { desk.parse.subtree(speech).start..range.end } else { content };
        drafts.take(speech);
        drafts.push(desk, Draft { rule: "S005 withheld", hit: Some(hit), mark: None, source, content: vec![content] });
    }
}

/// Rule S006; [`crate::rules`] has its page.
pub(super) fn read_silence<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if hit.cue.kind != CueKind::Verb || !drafts.is_free(hit.token) || is_passive(desk, hit.token) {
            continue;
        }
        let asked = match hit.cue.lemma().as_str() {
            "comment" => true,
            "respond" | "reply" | "answer" => asks_for_comment(desk, hit.token),
            _ => false,
        };
        let (negated, _, _) = facets::negation(desk, hit);
        if !asked || !negated || desk.parse.child(hit.token, Dep::Ccomp).is_some() {
            continue;
        }
        let range = phrase(desk, hit.token);
        let after = hit.last + 1..range.end;
        let source = source_at(desk, hit, false);
        drafts.push(desk, Draft { rule: "S006 silence", hit: Some(hit), mark: None, source, content: vec![after] });
    }
}

/// Whether what was left unanswered is a request for a comment.
fn asks_for_comment(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse
        .children(verb)
        .filter(|&child| child > verb && desk.token(child).dep == Dep::Prep)
        .any(|child| phrase(desk, child).any(|token| desk.token(token).lemma == "comment"))
}

fn speaks(desk: &Desk<'_>, verb: usize) -> bool {
    desk.hits_at(verb).iter().any(|hit| hit.cue.kind == CueKind::Verb)
}
