//! What a speaker asks, charges or refuses without a verb for it: a clause of a statement in, a REQUEST, an ACCUSE or a REJECT out.
//!
//! "It is essential that both armies hold back, Tolm said": Tolm asks it of both. "A withdrawal is the condition for talks": whoever would
//! withdraw is asked to. "Stop it now": so is whoever does it. "The government should have acted": it is blamed. "They would not leave": they refuse.

use super::coder::Draft;
use super::nominal;
use super::owed::{self, REFUSAL};
use super::roles::{self, Side};
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::Party;

/// What a clause asks for, charges or refuses by its own words.
pub(super) fn found(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    if !tree::verbal(reading.parse, verb) {
        return None;
    }
    needed(reading, speaker, verb)
        .or_else(|| condition_named(reading, speaker, verb))
        .or_else(|| ordered(reading, speaker, verb))
        .or_else(|| failed(reading, speaker, verb))
        .or_else(|| stays(reading, speaker, verb))
}

/// "It is essential that all sides show restraint": asked of all sides.
fn needed(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let parse = reading.parse;
    let above = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Ccomp)?;
    let needful = |&at: &usize| tree::is(reading, at, "needful");
    let told = Some(above).filter(needful).or_else(|| parse.children_by(above, Dep::Acomp).find(needful))?;
    let mut draft = owed::asked(reading, speaker, verb, tree::own_subject(parse, verb)?)?;
    draft.beside.push(told);
    Some(draft)
}

/// "Withdrawal of the troops is the precondition for talks": whoever would withdraw them is asked to.
fn condition_named(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let parse = reading.parse;
    let condition = |&attribute: &usize| {
        matches!(
            parse.tokens[attribute].lemma.as_str(),
            "condition" | "precondition" | "prerequisite" | "pre-condition"
        )
    };
    let named = parse.children_by(verb, Dep::Attr).find(condition)?;
    let subject = tree::own_subject(parse, verb)?;
    let row = nominal::event_noun(reading, subject)?;
    let mut asked = nominal::parties(reading, subject, row).actors;
    if asked.is_empty() {
        asked = nominal::behind(reading, subject, "of", Side::Acting);
    }
    asked.retain(|party| !kindred(party, speaker));
    if asked.is_empty() {
        return None;
    }
    let mut draft = owed::request(reading, speaker, verb, asked);
    draft.beside.push(named);
    Some(draft)
}

/// "Stop it now", "Withdraw your troops": nobody is named, and somebody is told to.
fn ordered(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let parse = reading.parse;
    let token = &parse.tokens[verb];
    let bare = token.tag == "VB"
        && matches!(token.dep, Dep::Root | Dep::Ccomp | Dep::Parataxis)
        && tree::own_subject(parse, verb).is_none()
        && parse.children_by(verb, Dep::Aux).next().is_none();
    // The words stand first in what is said, or behind a comma.
    let first = parse.children(verb).filter(|&child| child < verb).min().unwrap_or(verb);
    let leads = first.checked_sub(1).is_none_or(|before| {
        matches!(parse.tokens[before].pos, Pos::Punct | Pos::Space) || parse.tokens[before].norm == ","
    });
    (bare && leads && tree::is(reading, verb, "biddable")).then(|| owed::request(reading, speaker, verb, Vec::new()))
}

/// "The government should have acted weeks ago": blamed for what it left undone.
fn failed(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let parse = reading.parse;
    let aux =
        |words: &[&str]| parse.children_by(verb, Dep::Aux).any(|at| words.contains(&parse.tokens[at].norm.as_str()));
    if !aux(&["should", "ought"]) || !aux(&["have"]) {
        return None;
    }
    let subject = tree::own_subject(parse, verb)?;
    let mut blamed = roles::parties(reading, subject, Side::Acting);
    let id = |party: &Party| party.actor.as_ref().map(|actor| actor.id.clone());
    let placed = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some());
    blamed.retain(|party| party.actor.as_ref().is_some_and(roles::political) && id(party) != id(speaker));
    // A regulator whom a banker blames is no politics.
    if blamed.is_empty() || !blamed.iter().any(placed) && !placed(speaker) {
        return None;
    }
    let mut draft = owed::request(reading, speaker, verb, blamed);
    draft.action.plover = "ACCUSE".to_owned();
    draft.action.cameo = Some("111".to_owned());
    Some(draft)
}

/// "said his men would not fight", "they would not leave": whoever says so of his own side refuses.
fn stays(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let parse = reading.parse;
    let ahead = parse
        .children_by(verb, Dep::Aux)
        .any(|at| matches!(parse.tokens[at].norm.as_str(), "will" | "would" | "wo" | "shall" | "'ll" | "’ll"));
    let denied = parse.children_by(verb, Dep::Neg).next().is_some();
    if !ahead || !denied || !tree::is(reading, verb, "yielding") || parse.child(verb, Dep::Dobj).is_some() {
        return None;
    }
    let subject = tree::subject(reading, verb)?;
    let own = parse.tokens[subject].pos == Pos::Pron
        || tree::possessor(parse, subject).is_some_and(|owner| parse.tokens[owner].pos == Pos::Pron)
        || roles::parties(reading, subject, Side::Acting).iter().any(|party| kindred(party, speaker));
    own.then(|| {
        let mut draft = owed::request(reading, speaker, verb, Vec::new());
        draft.action.plover = "REJECT".to_owned();
        draft.action.cameo = Some("120".to_owned());
        draft.rule = REFUSAL;
        draft
    })
}

fn kindred(a: &Party, b: &Party) -> bool {
    let (Some(a), Some(b)) = (&a.actor, &b.actor) else { return false };
    a.id == b.id || a.country.is_some() && a.country == b.country
}

/// Whether a clause stands under a condition: "If they do not, we will act".
pub(super) fn conditional(parse: &Parse, verb: usize) -> bool {
    parse
        .children_by(verb, Dep::Advcl)
        .flat_map(|clause| parse.children_by(clause, Dep::Mark))
        .any(|mark| matches!(parse.tokens[mark].norm.as_str(), "if" | "unless" | "should"))
}
