//! Stances: what a state, its bodies or its people do about an event, told without a verb of speech.
//!
//! "Verania toasted the accord", "Ostria was alarmed", "the raid drew a rebuke from Tolm", "Noria did the same": words that say so of anybody ("the guests
//! toasted the bride") are a statement only where such a party is who does it.

use super::content::{is_infinitive, phrase};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, STANCE, Source};
use super::echo;
use super::facets;
use super::source::{agent, is_passive, source_of_verb};
use crate::actors::parties_for;
use demarche_language::{Dep, Pos};
use demarche_lexicon::CueKind;
use demarche_model::ActorKind;
use std::ops::Range;

/// Whether the lemma of a token is of a class of `event_classes.tsv`: *prompt*, behind which what is done is done ("hastened to bless it"),
/// *confiding* and *venting*, through which a feeling is let out ("spoke of its alarm", "made no secret of it"), *reacting*, whose manner tells
/// one ("watched nervously"); *siding*, rows that tell a stance where they are negated ("chose not to take sides").
pub(super) fn is_of(desk: &Desk<'_>, class: &str, token: usize) -> bool {
    desk.reading.lexicon.verbs.classes.has(class, &desk.token(token).lemma)
}

/// Rule S064; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.stances {
        if !drafts.is_free(hit.token) || desk.is_quoted(hit.token) {
            continue;
        }
        let found = match hit.cue.kind {
            CueKind::Verb => taken(desk, hit),
            CueKind::Noun => felt(desk, drafts, hit),
            CueKind::Adjective => moved(desk, hit),
            CueKind::Adverb => toned(desk, hit),
            _ => None,
        };
        let Some((head, content)) = found else { continue };
        for source in states(desk, head) {
            let content = vec![content.clone()];
            drafts.push(
                desk,
                Draft { rule: STANCE, hit: Some(hit), mark: None, source: Source::Phrase(source), content },
            );
        }
    }
    echo::read(desk, drafts);
}

type Found = (usize, Range<usize>);

/// "Verania toasted the accord", "was toasted by Verania"; what may be done is not done.
fn taken(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let verb = hit.token;
    // "chose not to take sides": keeping out of it is told by a *not*.
    let kept_out = desk.reading.lexicon.verbs.classes.has("siding", &hit.cue.lemma());
    if kept_out {
        let source = source_of_verb(desk, verb).filter(|_| is_kept_from(desk, hit))?;
        return Some((source, behind(desk, hit)));
    }
    if is_infinitive(desk, verb) && !is_prompt(desk, verb) || is_modal(desk, verb) {
        return None;
    }
    let source = if is_passive(desk, verb) { agent(desk, verb) } else { source_of_verb(desk, verb) }?;
    let subject = desk.parse.child(verb, Dep::Nsubjpass);
    Some((source, subject.map_or_else(|| behind(desk, hit), |subject| phrase(desk, subject))))
}

/// Whether a verb, or the one that it hangs on, is negated or means to hold back: "did not wish to", "declined to".
fn is_kept_from(desk: &Desk<'_>, hit: CueHit<'_>) -> bool {
    let above = desk.parse.head(hit.token).filter(|_| desk.token(hit.token).dep == Dep::Xcomp);
    let negated = |verb: usize| desk.parse.child(verb, Dep::Neg).is_some();
    let (no, holds, _) = facets::negation(desk, hit);
    // "took no side"
    let none = |noun: usize| desk.parse.children_by(noun, Dep::Det).any(|det| desk.token(det).norm == "no");
    let nothing = desk.parse.child(hit.token, Dep::Dobj).is_some_and(none);
    no || holds || nothing || negated(hit.token) || above.is_some_and(negated)
}

/// "reacted angrily", "watched nervously".
fn toned(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let verb = desk.parse.head(hit.token).filter(|_| desk.token(hit.token).dep == Dep::Advmod)?;
    let reacts = desk.is_verb(verb) && is_of(desk, "reacting", verb);
    let negated = desk.parse.child(verb, Dep::Neg).is_some() || is_modal(desk, verb) || is_passive(desk, verb);
    let source = source_of_verb(desk, verb).filter(|_| reacts && !negated)?;
    Some((source, verb..phrase(desk, verb).end))
}

/// "was quick to", "hastened to", "moved to": the deed is done.
fn is_prompt(desk: &Desk<'_>, verb: usize) -> bool {
    let above = desk.parse.head(verb).filter(|_| desk.token(verb).dep == Dep::Xcomp);
    above.is_some_and(|above| is_of(desk, "prompt", above) && !is_modal(desk, above))
}

fn is_modal(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse.children_by(verb, Dep::Aux).any(|aux| desk.token(aux).tag == "MD")
}

/// What stands behind the words of a stance, up to the next deed; else these words themselves.
fn behind(desk: &Desk<'_>, hit: CueHit<'_>) -> Range<usize> {
    let whole = phrase(desk, hit.token);
    let next = desk.parse.children_by(hit.token, Dep::Conj).filter(|&at| at > hit.last && desk.is_verb(at));
    let end = next.map(|at| desk.parse.subtree(at).start).min().unwrap_or(whole.end).min(whole.end);
    let said = hit.token + 1..end;
    let full = said.clone().any(|token| !desk.is_blank(token) && desk.token(token).pos != Pos::Cconj);
    if full { said } else { hit.token..hit.last + 1 }
}

/// "was alarmed", "sounded gloomy", "is deeply concerned by".
fn moved(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Found> {
    let it = desk.token(hit.token);
    let passive = desk.parse.child(hit.token, Dep::Nsubjpass);
    let head = desk.parse.head(hit.token).filter(|&head| desk.is_verb(head));
    let seems = |verb: &usize| desk.reading.lexicon.verbs.classes.has("seeming", &desk.token(*verb).lemma);
    let (subject, verb) = match passive {
        Some(subject) => (subject, hit.token),
        None => {
            let verb = head
                .filter(seems)
                .filter(|_| matches!(it.dep, Dep::Acomp | Dep::Oprd | Dep::Attr | Dep::Xcomp | Dep::Ccomp))?;
            (source_of_verb(desk, verb)?, verb)
        }
    };
    let negated = desk.parse.child(verb, Dep::Neg).is_some() || desk.parse.child(hit.token, Dep::Neg).is_some();
    (!negated && !is_modal(desk, verb)).then(|| (subject, behind(desk, hit)))
}

/// "spoke of its alarm", "watched with alarm", "alarm came from Berlin", "drew a rebuke from Berlin", "alarm was voiced by Berlin", "there was
/// alarm in Berlin".
fn felt(desk: &Desk<'_>, drafts: &Drafts<'_>, hit: CueHit<'_>) -> Option<Found> {
    let noun = hit.token;
    let it = desk.token(noun);
    if desk.parse.children_by(noun, Dep::Det).any(|det| desk.token(det).norm == "no") {
        return None;
    }
    let above = desk.parse.head(noun)?;
    let hooked = desk.token(above).dep == Dep::Prep || desk.token(above).pos == Pos::Adp;
    let top = if hooked && it.dep == Dep::Pobj { desk.parse.head(above)? } else { above };
    // "made no secret of its alarm", "was full of praise"
    let vents = hooked && is_of(desk, "venting", top);
    let verb = if vents { desk.parse.head(top)? } else { top };
    if !desk.is_verb(verb)
        || !drafts.is_free(verb)
        || desk.parse.child(verb, Dep::Neg).is_some()
        || is_modal(desk, verb)
    {
        return None;
    }
    let class = |name: &str| desk.reading.lexicon.verbs.classes.has(name, &desk.token(verb).lemma);
    let own = desk.parse.child(noun, Dep::Poss).is_none_or(|poss| desk.token(poss).pos == Pos::Pron);
    let with = hooked && desk.token(above).norm == "with";
    let content = || phrase(desk, noun);
    if it.dep == Dep::Nsubjpass && class("airing") {
        return agent(desk, verb).map(|source| (source, content()));
    }
    let is = desk.token(verb).lemma == "be" && matches!(it.dep, Dep::Attr | Dep::Nsubj);
    let there = is && desk.parse.children(verb).any(|child| desk.token(child).norm == "there");
    let wholly = is && !there && desk.parse.children(verb).any(|child| desk.token(child).norm == "all");
    // "From Berlin came a call for calm": the subject behind its verb looks like an object.
    let fronted = it.dep == Dep::Dobj && desk.parse.child(verb, Dep::Nsubj).is_none();
    let comes = (it.dep == Dep::Nsubj || fronted) && class("coming");
    let draws = (it.dep == Dep::Dobj || with) && class("drawing");
    if there || comes || draws {
        return giver(desk, noun, verb, there || with && is_passive(desk, verb))
            .map(|source| (source, noun..phrase(desk, verb).end));
    }
    // "joined the calls for calm", "added its voice to the condemnation"
    let joins = it.dep == Dep::Dobj && class("joining") || hooked && class("joining") && desk.token(above).norm == "in";
    let voice = |noun: usize| matches!(desk.token(noun).norm.as_str(), "voice" | "name" | "weight");
    let adds = hooked && desk.token(above).norm == "to" && desk.parse.child(verb, Dep::Dobj).is_some_and(voice);
    let airs = vents
        || joins
        || adds
        || wholly
        || it.dep == Dep::Dobj && class("airing")
        || hooked && !with && is_of(desk, "confiding", verb)
        || with && !is_passive(desk, verb);
    let source = source_of_verb(desk, verb).filter(|_| airs && (own || joins || adds) && !is_passive(desk, verb))?;
    // What stands after the verb, so that the thing that is watched "with alarm" is told too.
    Some((source, if with { verb + 1..content().end } else { content() }))
}

/// Whose a stance is: the party behind "from" or "by", with "there was" and "was met with" also where it is.
fn giver(desk: &Desk<'_>, noun: usize, verb: usize, there: bool) -> Option<usize> {
    let from = |at: &usize| match desk.token(*at).norm.as_str() {
        "from" | "by" => true,
        "in" | "among" => there,
        _ => false,
    };
    // "calls for restraint from Berlin": the tree hangs the giver on what is called for.
    let asked = desk.parse.child(noun, Dep::Prep).and_then(|at| desk.parse.child(at, Dep::Pobj));
    let behind = [Some(noun), asked, Some(verb)].into_iter().flatten().flat_map(|top| desk.parse.children(top));
    let leads = |at: usize| at < noun && desk.token(at).norm == "from" && desk.parse.head(at) == Some(verb);
    behind
        .filter(|&at| at > noun || leads(at))
        .find_map(|at| if from(&at) { desk.parse.child(at, Dep::Pobj) } else { None })
}

/// Those of a phrase and what is joined to it who are a state, its people or a body of states.
pub(super) fn states(desk: &Desk<'_>, head: usize) -> Vec<usize> {
    let joined = std::iter::successors(Some(head), |&at| desk.parse.child(at, Dep::Conj).filter(|&next| next > at));
    joined.filter(|&head| is_of_state(desk, head)).collect()
}

fn is_of_state(desk: &Desk<'_>, head: usize) -> bool {
    let parties = parties_for(desk.reading, head);
    let Some(actor) = parties.first().and_then(|party| party.actor.as_ref()) else { return false };
    let official = matches!(actor.sector.as_deref(), Some("GOV" | "LEG" | "MIL" | "JUD" | "IGO" | "NGO"));
    let fits = match actor.kind {
        ActorKind::State | ActorKind::Government | ActorKind::Igo | ActorKind::Ngo | ActorKind::Office => true,
        ActorKind::Person => actor.office.is_some() || official,
        ActorKind::Organisation | ActorKind::Military => official,
        _ => false,
    };
    fits && actor.country.is_some()
}
