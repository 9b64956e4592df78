//! Rejections of what somebody says: a telling in, whether it gainsays a claim out; and the deed of which that claim is, in the same report.
//!
//! "The army had struck Tolm, its spokesman said. An official later called that statement a mistake": the second sentence is no event of its own, it tells
//! the strike as denied. What a state rejects that is no claim (a plan, a truce) stands for itself.

use super::common::{Common, stem};
use super::reading::lemma;
use super::traits::Trait;
use crate::digest::Telling;
use crate::words::words;

/// Verbs whose object is always a claim.
const DENIALS: [&str; 2] = ["deny", "refute"];
/// Words for what was said just before.
const IT: [&str; 3] = ["this", "that", "it"];
/// Words that may stand between a claim and those that show which is meant: "that statement", "the Veranian account".
const SHOWING: [&str; 8] = ["this", "that", "these", "those", "the", "its", "their", "such"];
/// Words behind a claim with which it is told out.
const CONTENT: [&str; 3] = ["that", "of", "about"];
/// Words behind the verb within which the object begins.
const OBJECT_WORDS: usize = 8;
/// Words that name a claim which another report makes: "the | cluster bomb | story".
const LEAST_NAMED: usize = 2;
/// Characters before a rejection within which what was said just before stands; a claim that is named …
const BEFORE: u32 = 400;
/// … may stand so far before it …
const BEFORE_NAMED: u32 = 700;
/// … and behind it: "dismissed the charge that India had struck the dam".
const BEHIND: u32 = 80;

/// What a telling gainsays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gainsaid {
    /// A claim by name, with the words that say which: "the cluster bomb story".
    Claim(Vec<String>),
    /// A claim that is told behind its name: "the charge that Verania had struck the dam".
    Next,
    /// What was said just before: "rejected this".
    Last,
    /// What is told to be untrue in a clause, with its words: "denied that the *mine* had been *laid*".
    Clause(Vec<String>),
    /// That it had a hand in something: "denied that it was involved".
    Part,
    /// What its blow was meant for: "denied that the hospital had been the target".
    Target,
}

/// What a telling gainsays, if anything. `tail` are the words behind its evidence.
pub(super) fn gainsaid(telling: &Telling, tail: &str, common: &Common) -> Option<Gainsaid> {
    const CALLS: [&str; 3] = ["call", "describe-as", "brand"];
    if !matches!(telling.plover.as_str(), "REJECT" | "ACCUSE") || telling.occurrence != "actual" {
        return None;
    }
    let lemma = lemma(telling)?;
    let trigger = words(&telling.trigger.text).last()?;
    let own = words(&telling.evidence.text).map(|word| word.folded);
    let behind: Vec<String> = own.skip_while(|word| *word != trigger.folded).skip(1).collect();
    let behind: Vec<String> = behind.into_iter().chain(words(tail).map(|word| word.folded)).collect();
    let denounced = CALLS.contains(&lemma) && behind.iter().any(|word| common.is_falsehood(&stem(word)));
    if !denounced && !common.is_rejection(lemma) {
        return None;
    }
    // "denied that the mine had been laid": no word for what was said before.
    let opens = DENIALS.contains(&lemma)
        && behind.first().is_some_and(|word| word == "that")
        && behind.get(1).is_some_and(|word| !["and", "but", "or"].contains(&word.as_str()));
    if !opens
        && behind.first().is_some_and(|word| IT.contains(&word.as_str()))
        && !behind.get(1).is_some_and(|word| common.is_claim(&stem(word)))
    {
        // Who denies says that somebody claimed it; "rejected this" may be of a plan.
        let denied = DENIALS.contains(&lemma);
        return Some(if denied { Gainsaid::Claim(Vec::new()) } else { Gainsaid::Last });
    }
    let says = |word: &String| common.is_claim(&stem(word)) || denounced && common.is_paper(&stem(word));
    let Some(claim) = behind.iter().take(OBJECT_WORDS).position(says) else {
        return DENIALS.contains(&lemma).then(|| denied_clause(&behind, common)).flatten();
    };
    let shown = behind.iter().take(claim).rposition(|word| SHOWING.contains(&word.as_str()))?;
    if behind.get(claim + 1).is_some_and(|word| CONTENT.contains(&word.as_str())) {
        return Some(Gainsaid::Next);
    }
    let which = behind.get(shown + 1..claim).unwrap_or_default().iter().map(|word| stem(word));
    Some(Gainsaid::Claim(which.filter(|word| !common.is_common(word) && !common.is_state(word)).collect()))
}

/// What is denied without the name of a claim: a part in it, else a clause, by its words.
fn denied_clause(behind: &[String], common: &Common) -> Option<Gainsaid> {
    if behind.iter().take(OBJECT_WORDS).any(|word| common.is_part(word)) {
        return Some(Gainsaid::Part);
    }
    if behind.iter().any(|word| common.is_aim(word)) {
        return Some(Gainsaid::Target);
    }
    let stems = behind.iter().map(|word| stem(word));
    let told = |word: &String| !common.is_common(word) && !common.is_state(word) && !common.is_denial(word);
    let words: Vec<String> = stems.filter(told).collect();
    (!words.is_empty()).then_some(Gainsaid::Clause(words))
}

impl Trait {
    /// Whether two reports tell one denial: of a hand in it, or of a clause in the same words, by the same side within days. "Was not involved" denies
    /// the same as "denied that it was involved".
    pub(super) fn denies_again(&self, other: &Self) -> bool {
        const DAYS: i64 = 3;
        let near = self.told.zip(other.told).is_some_and(|(own, other)| (own - other).abs() <= DAYS);
        let one = self.at.0 != other.at.0 && near && !self.actors.is_empty() && self.actors == other.actors;
        let again = match (&self.gainsays, &other.gainsays) {
            (Some(Gainsaid::Part), Some(Gainsaid::Part)) => true,
            (Some(Gainsaid::Part), None) => other.unmakes_part(),
            (Some(Gainsaid::Clause(own)), Some(Gainsaid::Clause(other))) => own == other,
            _ => false,
        };
        one && again
    }

    /// "Was not involved": that it had a part is told as not so.
    pub(super) fn unmakes_part(&self) -> bool {
        const INVOLVED: &str = "involv";
        (self.denied || self.negated) && self.kin.contains(INVOLVED)
    }

    /// Whether it gainsays a claim by a name that other reports can be asked for.
    pub(super) fn gainsays_by_name(&self) -> bool {
        matches!(&self.gainsays, Some(Gainsaid::Claim(which)) if which.len() >= LEAST_NAMED)
    }

    /// Whether it gainsays by name what another report claims: every word that shows which claim is meant is in the other's words, and whoever gainsays
    /// is accused there.
    pub(super) fn gainsays_claim_of(&self, other: &Self) -> bool {
        const DAYS: i64 = 7;
        let Some(Gainsaid::Claim(which)) = &self.gainsays else { return false };
        let near = self.told.zip(other.told).is_some_and(|(own, other)| (0..=DAYS).contains(&(own - other)));
        which.len() >= LEAST_NAMED
            && near
            && !other.is_in_words()
            && !other.family.is_empty()
            && self.actors.iter().any(|state| other.actors.contains(state))
            && which.iter().all(|word| other.kin.contains(word))
    }
}

/// The telling of the same report that a rejection gainsays: the one that follows as what was claimed, else the last one before it in which somebody
/// says that a deed was done, and in which whoever rejects has a part. `others` are the tellings of the report.
pub(super) fn referent<'a>(own: &Trait, others: &[&'a Trait]) -> Option<&'a Trait> {
    let kind = own.gainsays.as_ref()?;
    let is_deed = |other: &&&Trait| {
        !other.is_in_words()
            && !other.family.is_empty()
            && other.claimed
            && !other.ahead
            && !other.negated
            && !other.denied
    };
    let concerned = |other: &&&Trait| own.actors.is_empty() || !own.actors.is_disjoint(&other.states);
    if *kind == Gainsaid::Target {
        // The blow itself need not be a claim.
        let blow = |other: &&&Trait| other.family == "ASSAULT" && !other.ahead && !other.negated && !other.denied;
        let own_blow = |other: &&&Trait| !own.actors.is_disjoint(&other.actors);
        let near = |other: &&&Trait| other.span[1] <= own.span[0] && own.span[0] - other.span[1] <= BEFORE;
        return others.iter().filter(blow).filter(own_blow).filter(near).max_by_key(|other| other.span).copied();
    }
    if let Gainsaid::Clause(_) | Gainsaid::Part = kind {
        let back = |other: &&&Trait| other.span[1] <= own.span[0] && own.span[0] - other.span[1] <= BEFORE_NAMED;
        let of = |other: &&&Trait| match kind {
            Gainsaid::Clause(words) => {
                !own.actors.is_disjoint(&other.states) && words.iter().any(|word| other.kin.contains(word))
            }
            // Who denies a hand in it is said to have done it; in a truce nobody has a hand.
            _ => {
                !own.actors.is_disjoint(&other.actors)
                    && matches!(other.family, "ASSAULT" | "COERCE" | "MOBILIZE" | "AID" | "COOPERATE")
            }
        };
        return others.iter().filter(is_deed).filter(back).filter(of).max_by_key(|other| other.span).copied();
    }
    let end = own.span[1];
    if *kind == Gainsaid::Next {
        let follows = |other: &&&Trait| (end..=end.saturating_add(BEHIND)).contains(&other.span[0]);
        let next = others.iter().filter(is_deed).filter(concerned).filter(follows);
        return next.min_by_key(|other| other.span).copied();
    }
    let back = if matches!(kind, Gainsaid::Claim(_)) { BEFORE_NAMED } else { BEFORE };
    let before = others.iter().filter(|other| other.span[1] <= own.span[0] && own.span[0] - other.span[1] <= back);
    // "Rejected this": that there was a charge has to be said.
    let accused = *kind != Gainsaid::Last || before.clone().any(|other| other.family == "ACCUSE");
    let meant = |other: &&&Trait| match kind {
        Gainsaid::Claim(which) => which.is_empty() || which.iter().any(|word| other.kin.contains(word)),
        _ => true,
    };
    let told = before.filter(is_deed).filter(meant).filter(|_| accused);
    // Whose spokesman it is may be read wrongly: "that statement" is the last one all the same.
    let last = told.clone().filter(concerned).max_by_key(|other| other.span);
    last.or_else(|| told.max_by_key(|other| other.span)).copied()
}
