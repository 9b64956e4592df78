//! Who used a weapon: the noun of a weapon in, the noun of whoever fired, dropped or planted it out; and the events that tell of its use once more.
//!
//! "Two farmers were killed by shells fired by Norwegian troops" is one ASSAULT, of Norwegian troops on two farmers: *fired* names who did what
//! *killed* tells of. Whoever built the weapon did nothing: "a drone made in Norway hit the port".

use super::tree;
use super::when::Told;
use crate::Reading;
use demarche_language::Dep;
use demarche_model::Event;

/// Classes of nouns that somebody uses against others.
const WEAPONS: [&str; 5] = ["weapon", "projectile", "missile", "bomb", "craft"];

/// Whoever used a weapon, by the clause that hangs on its noun: "shells *fired by troops*", "a bomb that *rebels* had *planted*".
pub(super) fn user(reading: Reading<'_>, weapon: usize) -> Option<usize> {
    let parse = reading.parse;
    // Few nouns have a clause: what those are is looked up last.
    let told = parse.children(weapon).any(|child| matches!(parse.tokens[child].dep, Dep::Acl | Dep::Relcl));
    if !told || !WEAPONS.iter().any(|class| tree::is(reading, weapon, class)) {
        return None;
    }
    let used = |&verb: &usize| tree::is(reading, verb, "letting-fly") || tree::is(reading, verb, "planting");
    let reduced = parse.children_by(weapon, Dep::Acl).filter(|&verb| parse.tokens[verb].tag == "VBN");
    let relative = parse.children_by(weapon, Dep::Relcl);
    reduced.chain(relative).filter(used).find_map(|verb| {
        let doer = if tree::passive(parse, verb) || parse.tokens[verb].dep == Dep::Acl {
            tree::agent(reading, verb)
        } else {
            tree::own_subject(parse, verb)
        };
        // "a missile that fired": the weapon itself is nobody.
        doer.filter(|&doer| tree::nominal(parse, doer) && !matches!(parse.tokens[doer].norm.as_str(), "that" | "which"))
    })
}

/// Leaves out the firing of what an attack of the same doers was made with, where it names nobody whom that attack does not.
pub(super) fn fold(reading: Reading<'_>, events: &mut Vec<(Told, Event)>) {
    let told = |(fired, use_): &(Told, Event)| {
        let weapon = reading.parse.head(fired.governor).filter(|&weapon| user(reading, weapon).is_some());
        let is_attack = |(other, attack): &(Told, Event)| {
            attack.plover == "ASSAULT"
                && other.governor != fired.governor
                && weapon.is_some_and(|weapon| is_means(reading, other.governor, weapon))
                && !attack.recipients.is_empty()
                && attack.actors.iter().map(|party| &party.actor).eq(use_.actors.iter().map(|party| &party.actor))
                && (use_.recipients.is_empty() || use_.recipients == attack.recipients)
        };
        matches!(use_.plover.as_str(), "ASSAULT" | "MOBILIZE") && events.iter().any(is_attack)
    };
    let again: Vec<bool> = events.iter().map(told).collect();
    let mut keep = again.iter().map(|again| !again);
    events.retain(|_| keep.next().unwrap_or(true));
}

/// Whether the weapon is what a verb is done by: "killed by *shells*", "*shells* killed".
fn is_means(reading: Reading<'_>, verb: usize, weapon: usize) -> bool {
    tree::agent(reading, verb) == Some(weapon) || tree::behind(reading.parse, verb, "with") == Some(weapon)
}
