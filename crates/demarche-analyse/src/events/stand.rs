//! A stand that is taken by saying so: drafts of such frames and the statements that hold them in, their speakers as actors out.
//!
//! "The ruling does not bind us, China's foreign ministry said": China rejects it. "All options are on the table, the president said": a threat
//! of his. In the outlet's own voice such words are nobody's act.

use super::coder::Draft;
use super::roles;
use super::status;
use crate::Reading;
use demarche_lexicon::verbs::Turn;
use demarche_model::{ActorKind, Party, Position, Statement};

/// What marks such a stand.
pub(super) const RULE: &str = "E360 stand";

/// Gives each stand its speaker, and takes those away that nobody political takes.
pub(super) fn speakers(reading: Reading<'_>, statements: &[Statement], drafts: &mut Vec<Draft>) {
    drafts.retain_mut(|draft| draft.turn != Turn::Stand || taken(reading, statements, draft));
}

fn taken(reading: Reading<'_>, statements: &[Statement], draft: &mut Draft) -> bool {
    // "Greece cannot accept the maps": the subject speaks for itself, whoever tells it.
    let told = status::teller(reading, statements, draft).and_then(|id| statements.get(id.0 as usize));
    if !draft.actors.is_empty() {
        let speaker = told.and_then(|statement| statement.speaker.as_ref());
        return !is_foretold(reading, draft) || speaker.is_some_and(|speaker| same_side(&draft.actors[0], speaker));
    }
    let speaker = told
        .filter(|statement| !statement.negated && !matches!(statement.position, Position::Denies | Position::Withholds))
        .and_then(|statement| statement.speaker.as_ref());
    let Some(speaker) = speaker.filter(|party| speaks_for_power(party)) else { return false };
    let charges = draft.action.plover == "ACCUSE" && !draft.recipients.is_empty();
    draft.recipients.retain(|party| !same_side(party, speaker));
    // "We are responsible", "France is responsible for its harvest": no charge, as it is of oneself, or of what need not be wrong.
    let duty = reading.parse.tokens[draft.trigger].lemma == "responsible"
        && super::tree::behind(reading.parse, draft.trigger, "for").is_some();
    if charges && (draft.recipients.is_empty() || duty) {
        return false;
    }
    // "We have a right to defend ourselves" supports nobody.
    if draft.action.plover == "SUPPORT" && draft.recipients.is_empty() {
        return false;
    }
    draft.actors = vec![speaker.clone()];
    draft.doers = 1;
    true
}

/// "*Ostria's* answer would be harsh": a threat where Ostria says so, a forecast where another does.
fn is_foretold(reading: Reading<'_>, draft: &Draft) -> bool {
    let verb = std::iter::once(draft.trigger).chain(reading.parse.head(draft.trigger));
    let subject = verb.filter_map(|verb| super::tree::own_subject(reading.parse, verb)).next();
    let owner = |noun: usize| {
        let named = draft.actors.iter().filter_map(|party| reading.mentions.get(party.mention?.0 as usize));
        named.clone().count() > 0
            && named.into_iter().all(|mention| mention.span.end <= reading.parse.tokens[noun].start)
    };
    draft.action.plover == "THREATEN" && subject.is_some_and(owner)
}

/// Whether the speaker's stand is one of politics: a scholar's or a reporter's is an opinion.
fn speaks_for_power(party: &Party) -> bool {
    party.actor.as_ref().is_some_and(|actor| {
        roles::political(actor)
            && actor.kind != ActorKind::Outlet
            && !matches!(actor.sector.as_deref(), Some("MED" | "EDU" | "BUS" | "CVL" | "HLH" | "JRN" | "ELI"))
    })
}

fn same_side(a: &Party, b: &Party) -> bool {
    let country = |party: &Party| party.actor.as_ref().and_then(|actor| actor.country.clone());
    a.actor == b.actor || country(a).is_some() && country(a) == country(b)
}
