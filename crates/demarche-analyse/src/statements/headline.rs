//! Headlines that end in who says them: what stands before the last comma, and the speaker behind it.
//!
//! "No talks under fire, says Verania's envoy", "Truce a step forward, EU says": headlines leave verbs out, and the tree of such a line
//! shows neither the clause nor its speaker.

use super::clause::verb_takes_clause;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::source::can_speak;
use demarche_language::{Dep, Pos};
use demarche_lexicon::Strength;
use std::ops::Range;

const RULE: &str = "S022 headline-tail";

/// How many words may name the speaker.
const LONGEST: usize = 8;

/// Rule S022; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let speaks = verb_takes_clause(&hit)
            && hit.cue.strength == Strength::Strong
            && matches!(desk.token(hit.token).tag.as_str(), "VBZ" | "VBP" | "VBD" | "NNS" | "NN");
        if !speaks || !drafts.is_free(hit.token) || !desk.is_headline_line(hit.token) {
            continue;
        }
        let Some((content, speaker)) = tail(desk, hit) else { continue };
        drafts.push(
            desk,
            Draft { rule: RULE, hit: Some(hit), mark: None, source: Source::Phrase(speaker), content: vec![content] },
        );
    }
}

/// What is said and the head of who says it: ", says the EU" or ", EU says" at the end of the line.
fn tail(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<(Range<usize>, usize)> {
    let sentence = desk.sentence(hit.token);
    let end = sentence.clone().rev().find(|&token| !desk.is_blank(token))? + 1;
    let before = desk.previous(hit.token).filter(|before| sentence.contains(before))?;
    let (comma, name) = if desk.word(before) == "," {
        (before, hit.last + 1..end)
    } else if hit.last + 1 == end {
        let comma = (sentence.start..hit.token).rev().find(|&token| desk.word(token) == ",")?;
        (comma, comma + 1..hit.token)
    } else {
        return None;
    };
    let content = sentence.start..comma;
    let said = content.clone().filter(|&token| !desk.is_blank(token)).count() >= 2;
    let unquoted = desk.region(hit.token).is_none();
    (said && unquoted).then_some(())?;
    Some((content, speaker(desk, name)?))
}

/// The head of a short run of nouns and names.
fn speaker(desk: &Desk<'_>, name: Range<usize>) -> Option<usize> {
    let words = || name.clone().filter(|&token| desk.token(token).pos != Pos::Space);
    let nominal = words().count() <= LONGEST
        && words().all(|token| {
            let of_a_name = matches!(
                desk.token(token).pos,
                Pos::Propn | Pos::Noun | Pos::Adj | Pos::Det | Pos::Adp | Pos::Part | Pos::Num | Pos::Cconj | Pos::Pron
            );
            of_a_name && desk.region(token).is_none()
        });
    let head = words().rev().find(|&token| {
        let outside = desk.parse.head(token).is_none_or(|head| !name.contains(&head));
        matches!(desk.token(token).pos, Pos::Propn | Pos::Noun) && (outside || desk.token(token).dep == Dep::Root)
    })?;
    (nominal && can_speak(desk, head)).then_some(head)
}
