//! Losses of one's own: a statement with the deeds it tells in, whether it owns that soldiers or arms of the speaker were lost out.
//!
//! "The army said five of its soldiers had been killed" confirms what nobody likes to tell; "it had lost two jets" does; "five Ostrian soldiers had been
//! killed", said by Verania, is a claim of success.

use super::phrases::content;
use crate::crisis::Event;
use crate::digest::{Statement, Telling};
use crate::words::written;

/// Those whose death an army tells as a loss of its own.
const SOLDIERS: [&str; 55] = [
    "aircraft",
    "airman",
    "airmen",
    "boat",
    "boats",
    "captain",
    "colonel",
    "commander",
    "commanders",
    "commandos",
    "conscripts",
    "corporal",
    "crew",
    "crewman",
    "drone",
    "drones",
    "fighter",
    "fighters",
    "general",
    "generals",
    "governor",
    "guard",
    "guards",
    "guardsman",
    "helicopter",
    "helicopters",
    "jet",
    "jets",
    "lieutenant",
    "marine",
    "marines",
    "men",
    "officer",
    "officers",
    "peacekeeper",
    "peacekeepers",
    "pilot",
    "pilots",
    "plane",
    "planes",
    "policeman",
    "policemen",
    "sailor",
    "sailors",
    "sergeant",
    "serviceman",
    "servicemen",
    "ship",
    "ships",
    "soldier",
    "soldiers",
    "tanks",
    "troops",
    "warship",
    "warships",
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
/// What they are counted as.
const TOLL: [&str; 7] = ["dead", "killed", "wounded", "injured", "missing", "losses", "casualties"];
/// Words that make a noun the speaker's.
const OWN: [&str; 6] = ["its", "his", "her", "their", "our", "my"];
/// How far behind those lost the word may stand that says so, and how far before them the one that says whose they are.
const REACH: usize = 6;
const NEAR: usize = 4;

/// "Malawi reported three dead": a toll of nobody else's, told in so few words.
const BARE_TOLL: usize = 4;

/// Whether a statement tells a loss of the speaker's own.
pub(super) fn tells_own_loss(statement: &Statement, told: &[(&Event, &Telling)], country: Option<&str>) -> bool {
    let text = content(statement);
    let words: Vec<&str> = text.split_whitespace().collect();
    let negated = words.iter().any(|word| matches!(*word, "no" | "not" | "none" | "nobody" | "never"));
    let reports =
        written(&statement.evidence.text).any(|word| matches!(word, "reported" | "reports" | "announced" | "mourned"));
    let bare = reports
        && words.len() <= BARE_TOLL
        && words.iter().any(|word| TOLL.contains(word))
        && words.iter().all(|word| is_counted(word));
    if bare {
        return true;
    }
    let Some(at) = words.iter().position(|word| SOLDIERS.contains(word)).filter(|_| !negated) else { return false };
    let before = words.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let behind = words.get(at + 1..(at + 1 + REACH).min(words.len())).unwrap_or_default();
    let own = before.iter().any(|word| OWN.contains(word));
    let is_lost = |at: usize| behind.get(at).is_some_and(|word| LOST.contains(word)) && !is_active(behind, at);
    let lost = (0..behind.len()).any(is_lost);
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

/// "its fighters had killed him" tells no loss: what stands right behind the helping verb is what they did.
fn is_active(words: &[&str], at: usize) -> bool {
    let helped = at
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|word| matches!(*word, "had" | "has" | "have"));
    let does = matches!(
        words.get(at),
        Some(&("killed" | "captured" | "downed" | "wounded" | "injured" | "destroyed" | "hurt"))
    );
    helped && does
}

/// Whether a word counts the dead or says what they were: "three dead", "two soldiers killed".
fn is_counted(word: &str) -> bool {
    TOLL.contains(&word)
        || SOLDIERS.contains(&word)
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || matches!(
            word,
            "and"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "dozens"
                | "its"
                | "own"
        )
}
