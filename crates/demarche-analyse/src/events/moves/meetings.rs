//! Whether a meeting brings two sides together: a fit that is about a meeting in, yes or no out.
//!
//! "The emir hosted a summit of Verania and Ostria" does; "the chancellor hosted a meeting of her ministers" does not.

use super::fits::{Fit, is_spoken_of};
use super::sponsor::sponsor;
use super::topic::{self, Found};
use super::{accords, parties};
use crate::Reading;
use crate::events::tree;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::{About, Part};
use demarche_model::{MediationMove, Party};

/// Whether a meeting is one of two sides: "hosted a meeting of its ministers" brings nobody together, and two states that "held a meeting" have
/// nobody between them; to "propose such a meeting" where talks are spoken of, or to a named other, is about them.
pub(super) fn brings_together(
    reading: Reading<'_>,
    fit: &Fit<'_>,
    step: MediationMove,
    by: &[Party],
    parties: &[Party],
) -> bool {
    if step == MediationMove::Convened && accords::is_at_issue(reading, fit.trigger) {
        let own: Vec<_> = sponsor(reading, fit);
        if own.iter().any(|host| by.iter().any(|party| parties::is_same(party, host))) {
            return true;
        }
    }
    if step == MediationMove::Convened {
        // Whoever meets is not whoever convenes; the host in whose state two others meet is.
        if fit.row.about == About::Own {
            // "where the two countries meet Laos" is no meeting.
            let alone = reading.parse.child(fit.verb, Dep::Dobj).is_none();
            let two = || alone && parties::are_several(reading, fit.verb) && accords::is_at_issue(reading, fit.trigger);
            // "sat with both leaders", "met the two delegations"
            let both = || {
                let told = is_of_both(reading, fit) || topic::brings_two(reading, fit.verb);
                told && accords::is_at_issue(reading, fit.trigger)
            };
            return parties.len() >= 2 || two() || both();
        }
        // "a further round was fixed", where talks are spoken of.
        if is_next(reading, &fit.found) && is_spoken_of(reading, fit.trigger) {
            return true;
        }
        // "called for an emergency meeting": whoever asks for one has not called it.
        let first = fit.found.path.first().and_then(|&word| reading.parse.head(word));
        if first.is_some_and(|at| matches!(reading.parse.tokens[at].norm.as_str(), "for" | "on")) {
            return false;
        }
        let many = is_of_both(reading, fit)
            || parties.len() + by.len().saturating_sub(1) >= 2
            || hosts_others(reading, fit, by);
        let of_bodies = || {
            let owned = fit.found.path.iter().flat_map(|&word| parties::bodies(reading, word));
            let own = |body: &Party| by.iter().any(|party| parties::is_same(party, body) || party.actor == body.actor);
            by.iter().any(parties::is_state) && owned.into_iter().any(|body| !own(&body))
        };
        let quarrel = || by.iter().any(parties::is_state) && is_on_the_quarrel(reading, fit);
        return many || quarrel() || is_urgent(reading.parse, &fit.found, by) || of_bodies();
    }
    let state = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some());
    let summit = || {
        let is = |&word: &usize| matches!(reading.parse.tokens[word].lemma.as_str(), "summit" | "conference");
        fit.found.path.iter().any(is) && accords::is_at_issue(reading, fit.trigger)
    };
    // "The leaders of Verania and Ostria agreed to meet *again*."
    let two = || {
        step == MediationMove::Agreed
            && parties::are_states(by)
            && (accords::is_at_issue(reading, fit.trigger) || is_again(reading, fit))
    };
    let urgent = || is_urgent(reading.parse, &fit.found, by) && accords::is_at_issue(reading, fit.trigger);
    (!parties.is_empty() || is_of_both(reading, fit)) && by.iter().any(state)
        || two()
        || urgent()
        || summit()
        || is_spoken_of(reading, fit.trigger)
}

/// "a *third* round", "the *next* session", "*another* meeting": one of a series.
fn is_next(reading: Reading<'_>, found: &Found) -> bool {
    let parse = reading.parse;
    let next = |at: usize| {
        let norm = &parse.tokens[at].norm;
        matches!(parse.tokens[at].dep, Dep::Amod | Dep::Det)
            && reading.lexicon.verbs.topic_words(norm).any(|words| words.part == Part::Next)
    };
    found.path.iter().any(|&noun| parse.children(noun).any(next))
}

/// "agreed to meet *again*"
fn is_again(reading: Reading<'_>, fit: &Fit<'_>) -> bool {
    let parse = reading.parse;
    fit.found.path.iter().any(|&word| parse.children(word).any(|at| parse.tokens[at].norm == "again"))
}

/// "a meeting *of the two presidents*": of several whom nobody names.
fn is_of_both(reading: Reading<'_>, fit: &Fit<'_>) -> bool {
    let parse = reading.parse;
    let both = |noun: usize| {
        // "of the *six* parties"
        let counted = |at: usize| parse.tokens[at].dep == Dep::Nummod && parse.tokens[noun].tag == "NNS";
        let told = |at: usize| matches!(parse.tokens[at].norm.as_str(), "both" | "two") || counted(at);
        told(noun) || parse.children(noun).any(told)
    };
    let named =
        |word: &usize| ["of", "between", "with"].iter().filter_map(|by| tree::behind(parse, *word, by)).any(both);
    fit.found.path.iter().any(named)
}

/// "a summit *to defuse the crisis*", "a conference *on the fighting*", of others: what it is about.
fn is_on_the_quarrel(reading: Reading<'_>, fit: &Fit<'_>) -> bool {
    let parse = reading.parse;
    let conflict = |at: usize| {
        let lemma = parse.tokens[at].lemma.to_lowercase();
        reading.lexicon.verbs.topic_words(&lemma).any(|words| words.part == Part::Conflict)
    };
    let own = |noun: usize| {
        parse.children(noun).any(|at| matches!(parse.tokens[at].norm.as_str(), "his" | "her" | "its" | "their"))
    };
    let on = |word: usize| ["on", "about", "over"].iter().any(|by| tree::behind(parse, word, by).is_some_and(conflict));
    let purpose = parse.children(fit.verb).filter(|&at| at > fit.verb && tree::infinitive(parse, at));
    let ends = |verb: usize| parse.children_by(verb, Dep::Dobj).any(conflict) || on(verb);
    !fit.found.path.iter().any(|&noun| own(noun))
        && (fit.found.path.iter().any(|&word| on(word)) || purpose.into_iter().any(ends))
}

/// "an *emergency* summit": called since there is a crisis. The meetings of a council or board are its own.
pub(super) fn is_urgent(parse: &Parse, found: &Found, by: &[Party]) -> bool {
    if !by.iter().any(parties::is_state) && !found.path.iter().any(|&word| parse.tokens[word].lemma == "summit") {
        return false;
    }
    let urgent = |at: usize| {
        matches!(parse.tokens[at].lemma.as_str(), "emergency" | "urgent" | "extraordinary" | "crisis")
            && matches!(parse.tokens[at].dep, Dep::Amod | Dep::Compound | Dep::Nmod)
    };
    found.path.iter().any(|&word| parse.children(word).any(urgent))
}

/// "the meeting was co-organised by Tolm, with Ostria taking part, Verania's minister said": a third state's meeting, in a sentence with two others.
pub(super) fn hosts_others(reading: Reading<'_>, fit: &Fit<'_>, by: &[Party]) -> bool {
    if !matches!(
        reading.parse.tokens[fit.trigger].lemma.as_str(),
        "co-organise" | "co-organize" | "co-host" | "organise" | "organize" | "sponsor"
    ) {
        return false;
    }
    let parse = reading.parse;
    let Some(sentence) = parse.sentences.get(parse.sentence_of(fit.trigger)) else { return false };
    let (start, end) = parse.bytes(sentence.clone());
    let country = |party: &Party| party.actor.as_ref().and_then(|actor| actor.country.clone());
    let own: Vec<String> = by.iter().filter_map(country).collect();
    let first = reading.mentions.partition_point(|mention| mention.span.end <= start);
    let inside = reading.mentions.iter().skip(first).take_while(|mention| mention.span.start < end);
    let mut others: Vec<&str> = inside.filter_map(|mention| mention.actor.as_ref()?.country.as_deref()).collect();
    others.retain(|code| code.len() == 3 && !own.iter().any(|own| own == code));
    others.sort_unstable();
    others.dedup();
    !own.is_empty() && others.len() >= 2
}
