//! Words told to be false: a cue with its content in, whether the speaker denies it out.
//!
//! "The ministry called the report baseless", "There is no truth in the report, the ministry said": the ministry denies what was reported,
//! though neither *called* nor *said* is a verb of denying.

use super::desk::{CueHit, Desk};
use super::object::names_words;
use super::source::{agent, is_passive};
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueClass, CueKind, Frame};
use std::ops::Range;

/// Whether a statement denies by its words: it calls somebody's words false, or says that they are.
pub(super) fn refutes(desk: &Desk<'_>, hit: CueHit<'_>, content: &[Range<usize>]) -> bool {
    let names = hit.cue.takes(Frame::Small) || hit.cue.takes(Frame::As);
    let says = hit.cue.takes(Frame::Clause) || hit.cue.takes(Frame::Tell) || hit.cue.takes(Frame::Quote);
    names && is_called_false(desk, content)
        || says && content.iter().any(|range| range.clone().any(|token| says_false(desk, token)))
}

/// "the report that troops had crossed baseless", "them “nothing but fantasy”", "The claim … as fake news": words or a pronoun for them, and
/// at either end what they are called.
fn is_called_false(desk: &Desk<'_>, content: &[Range<usize>]) -> bool {
    let words = || content.iter().flat_map(|range| range.clone()).filter(|&token| !desk.is_blank(token));
    let noun = words().find(|&token| {
        matches!(desk.token(token).pos, Pos::Noun | Pos::Propn)
            || matches!(desk.token(token).norm.as_str(), "it" | "them" | "this" | "that")
    });
    let Some(noun) = noun else { return false };
    let told = names_words(desk, noun) || desk.token(noun).pos == Pos::Pron;
    let last = words().next_back();
    let coloured = || {
        let last = last?;
        desk.parse.children_by(last, Dep::Amod).find(|&word| is_falsity(desk, word))
    };
    let ends = words().next().into_iter().chain(last).find(|&token| is_falsity(desk, token));
    told && ends.or_else(coloured).is_some_and(|called| called != noun)
}

/// "Reports that … are lies", "there is no truth in the report": whether a word says so of words named in the same clause.
fn says_false(desk: &Desk<'_>, token: usize) -> bool {
    let it = desk.token(token);
    if !matches!(it.dep, Dep::Acomp | Dep::Attr | Dep::Pobj) {
        return false;
    }
    let without = it.dep == Dep::Pobj && desk.parse.head(token).is_some_and(|head| desk.token(head).norm == "without");
    let ground = matches!(it.lemma.as_str(), "truth" | "basis" | "substance" | "foundation" | "merit");
    let no = || desk.parse.children_by(token, Dep::Det).any(|no| desk.token(no).norm == "no");
    if ground && it.dep == Dep::Attr && no() {
        let matter = desk.parse.children_by(token, Dep::Prep).filter_map(|to| desk.parse.child(to, Dep::Pobj));
        return matter.into_iter().any(|noun| names_words(desk, noun));
    }
    // "are fake news"
    let coloured =
        || it.dep == Dep::Attr && desk.parse.children_by(token, Dep::Amod).any(|word| is_falsity(desk, word));
    if !(without && ground || it.dep != Dep::Pobj && (is_falsity(desk, token) || coloured())) {
        return false;
    }
    let mut above = desk.parse.ancestors(token).take(2);
    let Some(verb) = above.find(|&verb| desk.token(verb).lemma == "be") else { return false };
    let negated = desk.parse.child(verb, Dep::Neg).is_some() || no();
    let subject = desk.parse.child(verb, Dep::Nsubj);
    // "It is a lie that our men burned the village."
    let told = || {
        it.pos == Pos::Noun
            && desk.parse.children(verb).chain(desk.parse.children(token)).any(|clause| {
                clause > token && matches!(desk.token(clause).dep, Dep::Ccomp | Dep::Acl | Dep::Relcl | Dep::Advcl)
            })
    };
    !negated && subject.is_some_and(|subject| names_words(desk, subject) || desk.token(subject).norm == "it" && told())
}

fn is_falsity(desk: &Desk<'_>, token: usize) -> bool {
    let it = desk.token(token);
    let classes = &desk.reading.lexicon.verbs.classes;
    classes.has("falsity", &it.lemma) || classes.has("falsity", &it.norm)
}

/// Whether a noun of speech is what a statement around it denies or calls false: "the report that …" in "the report that … was denied".
/// The words of the report are then that statement's content, and no statement of the report's.
pub(super) fn is_refuted(desk: &Desk<'_>, noun: usize) -> bool {
    let Some(head) = desk.parse.head(noun) else { return false };
    let it = desk.token(noun);
    let verb = |verb: usize, fits: &dyn Fn(&CueHit<'_>) -> bool| {
        desk.hits_at(verb).iter().any(|hit| hit.cue.kind == CueKind::Verb && fits(hit))
    };
    match it.dep {
        Dep::Nsubjpass => {
            is_passive(desk, head)
                && agent(desk, head).is_some()
                && verb(head, &|hit| hit.cue.class == CueClass::Denial)
        }
        Dep::Nsubj => desk.parse.children(head).any(|child| says_false(desk, child)),
        Dep::Pobj => desk.parse.head(head).is_some_and(|ground| says_false(desk, ground)),
        Dep::Dobj => verb(head, &|hit| hit.cue.takes(Frame::Small)),
        _ => false,
    }
}
