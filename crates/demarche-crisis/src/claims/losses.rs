//! Losses of one's own: a statement with the deeds it tells in, whether it owns that soldiers or arms of the speaker were lost out.
//!
//! "The army said five of its soldiers had been killed" confirms what nobody likes to tell; "it had lost two jets" does; "five Ostrian soldiers had been
//! killed", said by Verania, is a claim of success.

use super::phrases::content;
use crate::crisis::Event;
use crate::digest::{Statement, Telling};

/// Those whose death an army tells as a loss of its own.
const SOLDIERS: [&str; 26] = [
    "aircraft",
    "airmen",
    "boat",
    "boats",
    "commandos",
    "conscripts",
    "crew",
    "drone",
    "drones",
    "guards",
    "helicopter",
    "helicopters",
    "jet",
    "jets",
    "marines",
    "men",
    "officers",
    "peacekeepers",
    "pilots",
    "plane",
    "planes",
    "policemen",
    "sailors",
    "servicemen",
    "soldiers",
    "troops",
];
/// What becomes of them.
const LOST: [&str; 16] = [
    "captured",
    "crashed",
    "dead",
    "died",
    "downed",
    "fallen",
    "fell",
    "hurt",
    "injured",
    "killed",
    "lost",
    "martyred",
    "missing",
    "perished",
    "wounded",
    "destroyed",
];
/// Words that make a noun the speaker's.
const OWN: [&str; 6] = ["its", "his", "her", "their", "our", "my"];
/// How far behind those lost the word may stand that says so, and how far before them the one that says whose they are.
const REACH: usize = 6;
const NEAR: usize = 4;

/// Whether a statement tells a loss of the speaker's own.
pub(super) fn tells_own_loss(statement: &Statement, told: &[(&Event, &Telling)], country: Option<&str>) -> bool {
    let text = content(statement);
    let words: Vec<&str> = text.split_whitespace().collect();
    let negated = words.iter().any(|word| matches!(*word, "no" | "not" | "none" | "nobody" | "never"));
    let Some(at) = words.iter().position(|word| SOLDIERS.contains(word)).filter(|_| !negated) else { return false };
    let before = words.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let behind = words.get(at + 1..(at + 1 + REACH).min(words.len())).unwrap_or_default();
    let own = before.iter().any(|word| OWN.contains(word));
    let lost = behind.iter().any(|word| LOST.contains(word));
    // "it had lost two jets"
    let loses =
        before.contains(&"lost") && words.first().is_some_and(|first| matches!(*first, "it" | "that" | "they" | "we"));
    // "Five soldiers had been killed", where the deed that is told hits the speaker's state and no other.
    let harmed = told.iter().filter(|(_, told)| told.quad == 4 && told.occurrence == "actual").any(|(_, told)| {
        let states: Vec<_> = told.recipients.iter().filter_map(|party| party.state()).collect();
        !states.is_empty() && states.iter().all(|state| Some(*state) == country)
    });
    lost && (own || harmed) || loses
}
