//! Words that are withheld.

use super::clause::source_at;
use super::content::phrase;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts};
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

fn speaks(desk: &Desk<'_>, verb: usize) -> bool {
    desk.hits_at(verb).iter().any(|hit| hit.cue.kind == CueKind::Verb)
}
