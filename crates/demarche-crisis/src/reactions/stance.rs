//! The stance of a statement or of a deed in words: one of a digest in, the stance that it shows out.
//!
//! "Verania blessed the accord" supports by its verb; "Verania said that nothing could justify the raid" condemns by its words.

use super::phrases::Phrases;
use crate::digest::{Statement, Telling};
use crate::words::words;
use demarche_lexicon::{WordClass, WordClasses};

/// The rule of stances, for which to keep out of it is one.
const STANCE: &str = "S064";

/// The stance of a statement: its position where that is one, else the first phrase that shows one.
pub(super) fn of_statement<'a>(statement: &Statement, phrases: &Phrases<'a>) -> Option<&'a str> {
    let text = &statement.evidence.text;
    match statement.position.as_str() {
        // Who "would not say when" keeps a fact back, not a view.
        "withholds" => {
            let keeps_out = statement.evidence.rule.starts_with(STANCE) || phrases.stance(text) == Some("neutral");
            keeps_out.then_some("neutral")
        }
        _ if statement.negated => None,
        // "Verania denies that it supports the rebels": what is denied is no stance.
        "denies" => None,
        "condemns" => Some(phrases.shown("condemns", text).unwrap_or("condemns")),
        "regrets" => Some("concern"),
        "praises" => (phrases.stance(text) == Some("supports") || !is_thanks(text)).then_some("supports"),
        // Who urges talks calls for restraint; who tells of talks does not.
        "demands" => demanded(text, phrases),
        // "warned both sides against a further step", "warned of a wider war"
        "warns" => phrases.stance(text).or_else(|| warned(text, phrases)),
        "accuses" => Some(phrases.shown("accuses", text).unwrap_or("condemns")),
        // "rejected the use of force" condemns it, though who speaks of force may mean to calm.
        "rejects" => {
            let stance = phrases.stance(text);
            let calms = stance.is_none() || stance == Some("restraint");
            stance.filter(|_| !calms).or_else(|| phrases.shown("rejects", text)).or(stance)
        }
        "offers" => phrases.stance(text).or_else(|| phrases.shown("offers", text)),
        _ => {
            let asked = || (phrases.is_asked(text) && !is_to_own_people(phrases.classes, text)).then_some("restraint");
            let shown = phrases
                .stance(text)
                .filter(|stance| *stance != "offers-mediation" || !is_declined(phrases.classes, text));
            shown.or_else(|| phrases.judged(text)).or_else(|| phrases.promised(text)).or_else(asked)
        }
    }
}

/// What is asked of sides that fight, or of both by name, is restraint; "called for the prompt execution of the accord" supports it.
fn demanded<'a>(text: &str, phrases: &Phrases<'a>) -> Option<&'a str> {
    let own = is_to_own_people(phrases.classes, text);
    let shown = phrases.stance(text).or_else(|| phrases.shown("urges", text).filter(|_| !own));
    shown.or_else(|| (is_demanded(text, phrases) || !own && is_to_both(phrases.classes, text)).then_some("restraint"))
}

/// "warned both sides against any unilateral step" asks to hold back; "warned of a wider war" worries; a state that warns of what it will do itself
/// threatens, and advice to its own people is none.
fn warned<'a>(text: &str, phrases: &Phrases<'a>) -> Option<&'a str> {
    if is_to_own_people(phrases.classes, text) || phrases.shown("threatens", text).is_some() {
        return None;
    }
    let against = words(text).any(|word| word.folded == "against");
    if against && (is_to_both(phrases.classes, text) || is_demanded(text, phrases)) {
        return Some("restraint");
    }
    phrases.shown("warns", text)
}

/// "asked *both sides* to hold back"
fn is_to_both(classes: &WordClasses, text: &str) -> bool {
    words(text).any(|word| classes.has(WordClass::AtOdds, word.folded.as_str()))
}

fn is_demanded(text: &str, phrases: &Phrases<'_>) -> bool {
    phrases.is_demanded(text) && !is_to_own_people(phrases.classes, text)
}

/// "urged its citizens to leave".
fn is_to_own_people(classes: &WordClasses, text: &str) -> bool {
    classes.within(WordClass::OwnPeople, &text.to_lowercase())
}

/// "declined the offer to mediate", "was withdrawing its good offices".
fn is_declined(classes: &WordClasses, text: &str) -> bool {
    words(text).any(|word| classes.has(WordClass::Declining, word.folded.as_str()))
}

/// The stance that a deed done in words shows, where its words show it too; applause shows itself.
pub(super) fn of_deed(told: &Telling, phrases: &Phrases<'_>) -> Option<&'static str> {
    let text = &told.evidence.text;
    // "was accused of siding with Ostria": what others hold against it, it has not said.
    if matches!(told.stance.as_str(), "alleged" | "denied") {
        return None;
    }
    let shown = phrases.stance(text);
    match told.plover.as_str() {
        "ACCUSE" if shown == Some("condemns") || is_charge(told, phrases) => Some("condemns"),
        "ACCUSE" | "SANCTION" if is_about_envoy(phrases.classes, told) => Some("condemns"),
        "SUPPORT" if shown.is_none() && is_backing(told, text) => Some("supports"),
        "SUPPORT" | "AGREE" if shown == Some("supports") => Some("supports"),
        "AGREE" if phrases.promised(text).is_some() => Some("supports"),
        "AGREE" if is_offer(phrases.classes, told) && phrases.shown("offers", text).is_some() => {
            Some("offers-mediation")
        }
        "REQUEST" if shown == Some("restraint") => Some("restraint"),
        "REQUEST" if shown.is_none() && is_to_others(told) => {
            let asked = is_demanded(text, phrases)
                || is_to_both(phrases.classes, text) && !is_to_own_people(phrases.classes, text);
            asked.then_some("restraint")
        }
        // "rejected the annexation"
        "REJECT" if phrases.shown("rejects", text) == Some("condemns") => Some("condemns"),
        // "declined to take sides"
        "REJECT" if shown == Some("neutral") => Some("neutral"),
        _ => None,
    }
}

/// "lashed out at Ostria", "took Ostria to task": a charge against a state or its people; a doubt is none.
fn is_charge(told: &Telling, phrases: &Phrases<'_>) -> bool {
    let blames = matches!(told.cameo.as_deref(), Some("111" | "112" | "1121" | "1122" | "1123" | "1124" | "1125"));
    let of_state = told.recipients.iter().any(|party| party.state().is_some());
    blames && of_state && told.stance == "asserted" && phrases.shown("accuses", &told.evidence.text).is_none()
}

/// "praised Ostria", "defended the raid of Ostria", "recognised Ostria"; thanks are no stance, and soldiers defend with arms.
fn is_backing(told: &Telling, text: &str) -> bool {
    let words = !told.actors.iter().any(|party| party.sector.as_deref() == Some("MIL"));
    let of_state = told.recipients.iter().any(|party| party.state().is_some());
    match told.cameo.as_deref() {
        Some("051") => !is_thanks(text),
        Some("052" | "054") => words && of_state,
        _ => false,
    }
}

/// Thanks are no stance.
fn is_thanks(text: &str) -> bool {
    words(text).any(|word| word.folded.starts_with("thank"))
}

/// Whether a deed offers: one that agrees to what is offered does not.
fn is_offer(classes: &WordClasses, told: &Telling) -> bool {
    classes.begins(WordClass::Offering, &told.trigger.text.to_lowercase())
}

/// Whether something is asked of others; an invitation asks nobody to stop.
fn is_to_others(told: &Telling) -> bool {
    let own = |code: &Option<String>| code.is_some() && told.actors.iter().all(|actor| actor.country == *code);
    !told.recipients.iter().any(|party| own(&party.country)) && !told.trigger.text.to_lowercase().starts_with("invit")
}

/// "summoned the Ostrian ambassador", "recalled its envoy": told without words, and meant as a rebuke.
fn is_about_envoy(classes: &WordClasses, told: &Telling) -> bool {
    let calls = classes.begins(WordClass::Recalling, &told.trigger.text.to_lowercase());
    calls && words(&told.evidence.text).any(|word| classes.begins(WordClass::Envoy, word.folded.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Evidence, Words};
    use crate::row_examples::decides;
    use demarche_lexicon::Lexicon;

    #[test]
    fn words_decide_to_whom_and_whether_something_is_offered_or_asked() {
        let classes = &Lexicon::embedded().word_classes;
        decides(WordClass::AtOdds, "zork", |text, _| is_to_both(classes, text));
        decides(WordClass::OwnPeople, "zork", |text, _| is_to_own_people(classes, text));
        decides(WordClass::Declining, "zork", |text, _| is_declined(classes, text));
        let told = |trigger: &str, text: &str| Telling {
            trigger: Words { text: trigger.into(), ..Words::default() },
            evidence: Evidence { text: text.into(), ..Evidence::default() },
            ..Telling::default()
        };
        decides(WordClass::Offering, "zork", |text, word| is_offer(classes, &told(word, text)));
        decides(WordClass::Recalling, "zork", |text, word| is_about_envoy(classes, &told(word, text)));
        decides(WordClass::Envoy, "zork", |text, _| is_about_envoy(classes, &told("summoned", text)));
    }
}
