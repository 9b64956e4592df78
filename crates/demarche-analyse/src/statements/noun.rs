//! Nouns and adverbs that mark something as said.

use super::content::{clause_head, is_infinitive, phrase, without};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::refute::is_refuted;
use super::source::source_of_verb;
use super::stance::is_of;
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueClass, CueKind, Frame, Strength};
use std::ops::Range;

/// Rule S070; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if hit.cue.kind != CueKind::Noun || !drafts.is_free(hit.token) || hit.cue.strength == Strength::Weak {
            continue;
        }
        let Some((content, clause)) = complement(desk, hit) else { continue };
        let source = source(desk, hit);
        // Without a clause and without a speaker ("a threat of rain") nothing is said.
        let reported =
            hit.cue.words.first().is_some_and(|word| word == "report") && desk.token(hit.token).dep == Dep::Pobj;
        if governed(desk, hit.token) && !reported && !has_own_voice(desk, hit, source)
            || (source == Source::Nobody && !clause)
            || is_enquiry(desk, hit, &content)
        {
            continue;
        }
        // "The report that … was denied by Ostria": Ostria's word, not the report's.
        let own = matches!(source, Source::Phrase(head) if head != hit.token);
        let held = || drafts.made.iter().any(|draft| draft.content.iter().any(|range| range.contains(&hit.token)));
        if !own && is_refuted(desk, hit.token) && held() {
            continue;
        }
        drafts.push(desk, Draft { rule: "S070 noun-cue", hit: Some(hit), mark: None, source, content: vec![content] });
    }
}

/// What a noun says, and whether it is a clause of its own.
fn complement(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<(Range<usize>, bool)> {
    let cue = hit.cue;
    let noun = hit.token;
    let own = desk.parse.children(noun).filter(|&child| child > noun).find_map(|child| {
        let it = desk.token(child);
        let fits = match it.dep {
            Dep::Acl | Dep::Ccomp | Dep::Relcl if is_infinitive(desk, child) => cue.takes(Frame::Inf),
            Dep::Acl | Dep::Ccomp => cue.takes(Frame::Clause) && desk.is_finite(child),
            Dep::Relcl => cue.takes(Frame::Clause) && that_clause(desk, noun, child) && !turns_to_it(desk, hit, child),
            Dep::Prep => cue.frames.has_preposition(&it.norm) && it.norm != "on",
            _ => false,
        };
        fits.then(|| {
            let range = phrase(desk, child);
            let finite = it.dep != Dep::Prep && desk.is_finite(child);
            (if it.dep == Dep::Prep { range.start + 1..range.end } else { range }, finite)
        })
    });
    own.or_else(|| far_clause(desk, hit).map(|range| (range, true)))
}

/// A relative clause that begins with "that" as its conjunction, not as its subject or object.
fn that_clause(desk: &Desk<'_>, noun: usize, clause: usize) -> bool {
    let range = phrase(desk, clause);
    let starts = desk.next(noun) == Some(range.start) && desk.token(range.start).norm == "that";
    starts
        && desk.parse.children(clause).any(|child| {
            matches!(desk.token(child).dep, Dep::Nsubj | Dep::Nsubjpass) && desk.token(child).norm != "that"
        })
}

/// "a request that the alliance turned down": what was asked for is not told in the past; the clause tells what became of the request.
fn turns_to_it(desk: &Desk<'_>, hit: CueHit<'_>, clause: usize) -> bool {
    hit.cue.class == CueClass::Directive
        && desk.token(clause).tag == "VBD"
        && desk.parse.child(clause, Dep::Dobj).is_none()
}

/// "sent word to its neighbour through an envoy that it does not wish …": the clause stands at the end, and the tree
/// often hangs it on the noun before it.
fn far_clause(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Range<usize>> {
    if !hit.cue.takes(Frame::Clause) {
        return None;
    }
    let sentence = desk.sentence(hit.token);
    let that = (hit.token + 1..sentence.end.min(hit.token + 14)).find(|&token| desk.token(token).norm == "that")?;
    let between = hit.token + 1..that;
    let light = between.clone().all(|token| !desk.is_verb(token) && !desk.is_blank(token));
    let subject = desk.next(that).filter(|&next| {
        matches!(desk.token(next).pos, Pos::Propn | Pos::Pron | Pos::Det | Pos::Noun | Pos::Adj | Pos::Num)
    })?;
    let has_own = |verb: usize| {
        desk.parse
            .children(verb)
            .any(|child| child > that && child < verb && matches!(desk.token(child).dep, Dep::Nsubj | Dep::Nsubjpass))
    };
    let verb = (subject..sentence.end.min(subject + 14)).find(|&token| desk.is_verb(token) && has_own(token))?;
    let clause =
        std::iter::once(verb).chain(desk.parse.ancestors(verb)).take_while(|&at| at > that).last().unwrap_or(verb);
    let prepositions = between.clone().any(|token| desk.token(token).pos == Pos::Adp);
    let light = light && !turns_to_it(desk, hit, verb);
    (light && (prepositions || between.is_empty())).then(|| that + 1..phrase(desk, clause).end)
}

/// Whether a verb of speech has the noun as its object: "reiterated their offer" is the verb's statement.
fn governed(desk: &Desk<'_>, noun: usize) -> bool {
    let Some(head) = desk.parse.head(noun) else { return false };
    let preposition = desk.token(head).dep == Dep::Prep;
    let verb = if preposition { desk.parse.head(head).unwrap_or(head) } else { head };
    let takes = |hit: &CueHit<'_>| {
        hit.cue.takes(Frame::Np) || hit.cue.takes(Frame::SaidNp) || preposition && hit.cue.takes(Frame::Clause)
    };
    matches!(desk.token(noun).dep, Dep::Dobj | Dep::Pobj)
        && desk
            .hits_at(verb)
            .iter()
            .any(|hit| hit.cue.kind == CueKind::Verb && hit.cue.strength != Strength::Weak && takes(hit))
}

/// "rejected the claim by the army that", "was asked about Verania's charge that": whose words they are is named at the noun, and is not
/// whoever takes them up ("repeated its claim that").
fn has_own_voice(desk: &Desk<'_>, hit: CueHit<'_>, source: Source) -> bool {
    // "accepted an offer by Ostria to mediate" tells a deed.
    let words = !matches!(hit.cue.class, CueClass::Commissive | CueClass::Directive);
    words && matches!(source, Source::Phrase(head) if head != hit.token && desk.token(head).pos != Pos::Pron)
}

/// "a request for comment": the outlet's own question.
fn is_enquiry(desk: &Desk<'_>, hit: CueHit<'_>, content: &Range<usize>) -> bool {
    hit.cue.words.first().is_some_and(|word| word == "request")
        && content
            .clone()
            .any(|token| matches!(desk.token(token).lemma.as_str(), "comment" | "clarification" | "interview"))
}

fn source(desk: &Desk<'_>, hit: CueHit<'_>) -> Source {
    let noun = hit.token;
    if let Some(owner) = desk.parse.child(noun, Dep::Poss) {
        return Source::Phrase(owner);
    }
    for preposition in desk.parse.children_by(noun, Dep::Prep) {
        if matches!(desk.token(preposition).norm.as_str(), "by" | "from")
            && let Some(object) = desk.parse.child(preposition, Dep::Pobj)
        {
            return Source::Phrase(object);
        }
    }
    let verb = desk.parse.head(noun).filter(|&head| desk.token(noun).dep == Dep::Dobj && desk.is_verb(head));
    // "made the claim that"
    if let Some(verb) = verb.filter(|&verb| is_of(desk, "lending", verb))
        && let Some(subject) = source_of_verb(desk, verb)
    {
        return Source::Phrase(subject);
    }
    if hit.cue.words.first().is_some_and(|word| word == "report") { Source::Phrase(noun) } else { Source::Nobody }
}

/// Rule S080; [`crate::rules`] has its page.
pub(super) fn read_adverb<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if hit.cue.kind != CueKind::Adverb || !drafts.is_free(hit.token) || hit.cue.strength == Strength::Weak {
            continue;
        }
        let Some(head) = desk.parse.head(hit.token) else { continue };
        let top = if desk.is_verb(head) { head } else { clause_head(desk, head) };
        let content = without(phrase(desk, top), &(hit.token..hit.token + 1));
        drafts
            .push(desk, Draft { rule: "S080 adverb-cue", hit: Some(hit), mark: None, source: Source::Nobody, content });
    }
}
