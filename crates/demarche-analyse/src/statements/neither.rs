//! Words neither owned nor disowned: "Israel's government neither confirmed nor denied that it was behind the blasts" is silence, not a denial.

use super::clause::source_at;
use super::content::phrase;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts};
use super::facets;
use demarche_language::Dep;
use demarche_lexicon::CueKind;
use demarche_model::Position;

/// Rule S004; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &first in &desk.cues {
        let Some(second) = partner(desk, first) else { continue };
        if !drafts.is_free(first.token) || !drafts.is_free(second.token) || !is_withheld(desk, first) {
            continue;
        }
        let after = second.last + 1..phrase(desk, second.token).end;
        let said = after.clone().any(|token| !desk.is_blank(token));
        let content = if said { after } else { first.token..second.last + 1 };
        let source = source_at(desk, first, false);
        drafts.take(second.token);
        if let Some(refusing) = desk.parse.head(first.token).filter(|_| desk.token(first.token).dep == Dep::Xcomp) {
            drafts.take(refusing);
        }
        let hit = CueHit { last: second.last, ..first };
        drafts.push(
            desk,
            Draft {
                rule: "S004 neither-confirmed-nor-denied",
                hit: Some(hit),
                mark: None,
                source,
                content: vec![content],
            },
        );
    }
}

/// The other verb of "confirm or deny".
fn partner<'a>(desk: &Desk<'a>, first: CueHit<'a>) -> Option<CueHit<'a>> {
    let joined = desk.is_word(first.last + 1, &["or", "nor"]);
    let wanted = match first.cue.position {
        Position::Confirms => Position::Denies,
        Position::Denies => Position::Confirms,
        _ => return None,
    };
    let verb = |hit: &&CueHit<'a>| hit.cue.kind == CueKind::Verb && hit.cue.position == wanted;
    (joined && first.cue.kind == CueKind::Verb)
        .then(|| desk.hits_at(first.last + 2).iter().find(verb).copied())
        .flatten()
}

fn is_withheld(desk: &Desk<'_>, first: CueHit<'_>) -> bool {
    let (negated, withheld, _) = facets::negation(desk, first);
    negated || withheld
}
