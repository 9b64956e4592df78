//! The position that a statement takes: the statement with the events it tells in, a word of RECORD's positions out.
//!
//! A position is the statement's own where its verb names one, else what its words show ([`Phrases`]), else what the sentence around it says ("the army blamed
//! Ostria, saying the mine was new" accuses), else what the speaker's part in the event makes of it: whoever tells its own deed confirms it, unless it claims a
//! success ("had killed", "had intercepted"), whoever tells that its own soldiers died confirms it, and whoever tells other harm of its own does so
//! where somebody else told it before.

use super::losses::tells_own_loss;
use super::own_account::{is_first_person, nobody_did, own_account};
use super::phrases::{Phrases, content};
use super::subject::{Own, names_own, tells_of_both, with_pronoun};
use crate::crisis::{Crisis, Event};
use crate::digest::{Digest, Evidence, Party, Statement, Telling};
use crate::people::People;
use crate::sides::Sides;
use crate::words::{fold, words, written};
use demarche_lexicon::{Positioning, WordClass, WordClasses};

/// Within how many words from the subject a phrase is what the subject does.
const NEAR_VERB: usize = 7;

/// Where a statement stands.
pub(super) struct Place<'a> {
    pub(super) crisis: &'a Crisis,
    pub(super) number: usize,
    pub(super) report: &'a Digest,
    pub(super) sides: &'a Sides,
    pub(super) people: &'a People<'a>,
    pub(super) own: &'a Own,
    pub(super) phrases: &'a Phrases<'a>,
    pub(super) classes: &'a WordClasses,
}

impl Place<'_> {
    fn day(&self) -> Option<&str> {
        self.report.published.as_deref()
    }
}

/// The position on what a statement tells first, or on what it says where it tells no event.
pub(super) fn position<'a>(
    at: &Place<'a>,
    statement: &'a Statement,
    speaker: &Party,
    told: &[(&Event, &Telling)],
) -> Option<&'a str> {
    // Who "did not accuse Verania" accuses nobody.
    if statement.negated && statement.position != "withholds" {
        return None;
    }
    match statement.position.as_str() {
        // "called the plan unacceptable" turns it down.
        "condemns" => {
            return Some(judged(at, statement, told).or_else(|| at.phrases.disowned(statement)).unwrap_or("accuses"));
        }
        "asserts" => {}
        "confirms" | "denies" | "rejects" if is_neither(&statement.evidence.text) => return Some("withholds"),
        // Who dismisses a charge denies it; who turns down a plan rejects it.
        "rejects" => return Some(at.phrases.charge(statement).unwrap_or("rejects")),
        // Who apologises for a deed owns up to it, who thanks for one or demands its end takes it for granted.
        "regrets" => return at.phrases.apology(statement),
        "praises" => return at.phrases.thanks(statement),
        "demands" => return at.phrases.ended(&content(statement)),
        named @ ("confirms" | "denies" | "withholds" | "presupposes" | "accuses") => return Some(named),
        _ => return None,
    }
    let side = speaker.side();
    let country = side.as_deref();
    let text = content(statement);
    let of_itself = with_pronoun(at, speaker, &text).filter(|_| !is_private(speaker));
    let shown = at.phrases.shown(&text, country, at.sides, at.day());
    // "Our army is training the militia" charges nobody.
    let misses = |row: &&Positioning| {
        row.who == "doer" && is_of_another(country, told)
            || row.who == "state" && of_itself.as_deref().is_some_and(|own| begins_with(own, row))
    };
    if let Some(row) = shown.filter(|row| !misses(row)) {
        let turned_down = || at.phrases.measure(&text).filter(|_| row.who == "judge" && !tells_violence(told));
        return Some(turned_down().unwrap_or(&row.position));
    }
    if let Some(around) = around(at, statement, country) {
        return Some(around);
    }
    let is_party = country.is_some_and(|country| at.sides.is_party(country, at.day()));
    let official = speaker.state().is_some() && matches!(speaker.sector.as_deref(), Some("GOV" | "MIL" | "COP"));
    let denied = at.phrases.absent(&text).filter(|_| is_party || official);
    if let Some(denied) = denied
        .or_else(|| nobody_did(at.classes, &text).filter(|_| is_party || official && names_own(at, speaker, &text)))
    {
        return Some(denied);
    }
    if country.is_some()
        && speaker.sector.as_deref() != Some("MED")
        && tells_own_loss(at.classes, statement, told, country)
    {
        return Some("confirms");
    }
    // A paper of the state and one who is close to a party tell of the deeds of others.
    let owns = country.is_some() && speaker.sector.as_deref() != Some("MED") && !is_source(at.classes, speaker);
    let contends = contends(statement);
    let own_words = own_account(at.classes, of_itself.as_deref().unwrap_or(&text)).filter(|_| owns);
    // "We have written a new equation" is no deed: what is owned up to in the first person has to be told as one.
    let coded = || told.iter().any(|(_, told)| acts(country, told));
    let told_own = own_words.filter(|own| own.position == "denies" || !is_first_person(&text) || coded());
    // Whom it killed is a success that it claims; who "claims" or "maintains" a deed of its own owns up to nothing.
    let boasts = contends || told_own.is_some_and(|own| is_success(at.classes, own.deed));
    if let Some(own) = told_own.filter(|own| own.position == "denies" || !boasts) {
        return Some(own.position);
    }
    // "The two sides have agreed", said by a third, is told of others.
    if !is_party && tells_of_both(at.classes, &text) {
        return Some("asserts");
    }
    let by_part = told
        .first()
        .and_then(|(_, told)| by_part(at, country, told))
        .filter(|part| owns && !is_private(speaker) || *part == "denies");
    let by_part = by_part.filter(|part| !(boasts && *part == "confirms"));
    // "Ostria must end its support of the rebels" takes for granted that it supports them; what the speaker would end itself is no demand.
    let wanted = || at.phrases.ended(&text).filter(|_| of_itself.is_none() && wants(&text));
    Some(by_part.or_else(wanted).unwrap_or("asserts"))
}

/// What else a statement takes a position on: with the event, if it is one, and the words that carry it.
pub(super) fn further<'a>(
    at: &Place<'a>,
    statement: &'a Statement,
    speaker: &Party,
    position: &str,
    told: &[(&'a Event, &'a Telling)],
) -> Vec<(Option<&'a Event>, &'a str, &'a Evidence)> {
    // Who denies, rejects or keeps silent does so of all that is told.
    if statement.position != "asserts" || matches!(position, "denies" | "rejects" | "withholds") {
        return Vec::new();
    }
    let side = speaker.side();
    let country = side.as_deref();
    let is_of_another = is_of_another(country, told);
    // Of most statements nothing else can be said.
    if told.len() < 2 && !is_of_another {
        return Vec::new();
    }
    let text = content(statement);
    let owns = speaker.sector.as_deref() != Some("MED") && !is_source(at.classes, speaker);
    let others = told.iter().skip(1).filter(|_| owns).filter_map(|(event, told)| {
        let own = by_part(at, country, told).filter(|own| *own != position)?;
        Some((Some(*event), own, &told.evidence))
    });
    let mut others: Vec<_> = others.collect();
    // "Their troops shot first, and ours acted in self-defence": no deed of its own is told, but it is owned up to.
    let shown = || at.phrases.shown(&text, country, at.sides, at.day());
    let owned = is_of_another.then(shown).flatten().filter(|row| row.who == "doer");
    if let Some(row) = owned.filter(|row| others.iter().all(|other| other.1 != row.position)) {
        others.push((None, &row.position, &statement.evidence));
    }
    others
}

/// Whether one of the phrases stands in the first words of a text.
fn begins_with(text: &str, row: &Positioning) -> bool {
    let near = text.match_indices(' ').nth(NEAR_VERB).map_or(text, |(end, _)| text.get(..=end).unwrap_or(text));
    row.phrases.iter().any(|phrase| near.contains(phrase.as_str()))
}

/// Whether something is wanted of another: "Ostria must", "the council should".
fn wants(text: &str) -> bool {
    const OWN: [&str; 9] = ["i", "we", "it", "he", "she", "they", "its", "our", "his"];
    let own = text.split_whitespace().find(|word| *word != "that").is_none_or(|first| OWN.contains(&first));
    !own && text.split_whitespace().any(|word| matches!(word, "must" | "should" | "would" | "needs" | "ought"))
}

/// Whether a speaker speaks for himself or for a trade: residents, doctors, the opposition tell of the deeds of their state as of another's.
fn is_private(speaker: &Party) -> bool {
    let private = ["CVL", "HLH", "ELI", "OPP", "EDU", "LAB", "REF", "BUS", "MED"];
    speaker.sector.as_deref().is_some_and(|sector| private.contains(&sector))
}

/// Whether a speaker is a source without an office: "a person close to the delegation", "regional sources".
fn is_source(classes: &WordClasses, speaker: &Party) -> bool {
    words(&speaker.text).any(|word| classes.has(WordClass::Source, word.folded.as_str()))
}

/// Whether the verb of a statement is one of contending: "claims to have driven the rebels back".
fn contends(statement: &Statement) -> bool {
    let verb = |word: &str| matches!(word, "claim" | "claims" | "claimed" | "maintain" | "maintains" | "maintained");
    // Of the many words of a sentence only those that begin like one of these are folded.
    let begins = |word: &str| word.starts_with(['c', 'C', 'm', 'M']);
    let has_verb = written(&statement.evidence.text).filter(|word| begins(word)).any(|word| verb(&fold(word)));
    has_verb && !content(statement).split_whitespace().any(verb)
}

/// "called the plan unacceptable": a judgement on what is no violence.
fn judged<'a>(at: &Place<'a>, statement: &Statement, told: &[(&Event, &Telling)]) -> Option<&'a str> {
    let text = content(statement);
    let shown = at.phrases.shown(&text, None, at.sides, at.day()).filter(|row| row.who == "judge")?;
    at.phrases.measure(&text).filter(|_| shown.position == "accuses" && !tells_violence(told))
}

fn tells_violence(told: &[(&Event, &Telling)]) -> bool {
    told.iter().any(|(_, told)| told.plover == "ASSAULT")
}

/// "neither accepted nor rejected the charge": nothing is said by it.
fn is_neither(text: &str) -> bool {
    let text = text.to_lowercase();
    let listed: Vec<&str> = text.split_whitespace().collect();
    let nor = |at: usize| listed.iter().skip(at + 2).take(2).any(|word| *word == "nor" || *word == "or");
    listed.iter().enumerate().any(|(at, word)| *word == "neither" && nor(at))
}

/// What the speaker's part in an event makes of telling it.
fn by_part(at: &Place<'_>, country: Option<&str>, told: &Telling) -> Option<&'static str> {
    let harmed = has(country, &told.recipients);
    match told.occurrence.as_str() {
        "negated" if acts(country, told) => Some("denies"),
        // "no hospital had been hit", in the mouth of a side that attacks.
        "negated"
            if told.quad == 4 && !harmed && country.is_some_and(|country| at.sides.attacks(country, at.day())) =>
        {
            Some("denies")
        }
        "actual" if acts(country, told) && is_own_deed(told) && is_done(at.classes, told) => Some("confirms"),
        _ => None,
    }
}

/// Whether the first that is told is another's deed against the speaker's state.
fn is_of_another(country: Option<&str>, told: &[(&Event, &Telling)]) -> bool {
    let first = told.first().map(|(_, told)| *told);
    first.is_some_and(|told| {
        told.occurrence == "actual" && told.quad == 4 && has(country, &told.recipients) && !acts(country, told)
    })
}

/// What the sentence around a statement says that the speaker does by it: "the army blamed Ostria, saying …", "had again rejected any link and had told …".
fn around<'a>(at: &Place<'a>, statement: &Statement, country: Option<&str>) -> Option<&'a str> {
    let begins = statement.content.first()?.span[0];
    let span = statement.evidence.spans.first()?;
    let within = |told: &&Telling| {
        (span[0]..begins).contains(&told.trigger.span[0]) && told.occurrence == "actual" && acts(country, told)
    };
    // What another statement of the same words says is that statement's.
    let other = |told: &&Telling| {
        let covers = |said: &Statement| {
            said.id != statement.id
                && said.position != "asserts"
                && said.evidence.spans.iter().any(|span| (span[0]..span[1]).contains(&told.trigger.span[0]))
        };
        !at.report.statements.iter().any(covers)
    };
    at.report.events.iter().filter(within).filter(other).find_map(|told| match told.plover.as_str() {
        "ACCUSE" => Some("accuses"),
        "REJECT" => at.phrases.charge(statement),
        _ => None,
    })
}

fn has(country: Option<&str>, parties: &[Party]) -> bool {
    country.is_some() && parties.iter().any(|party| party.side().as_deref() == country)
}

fn acts(country: Option<&str>, told: &Telling) -> bool {
    has(country, &told.actors)
}

/// Deeds that a side can own up to. What is done by saying it (a demand, a charge, a threat) is no deed beside the saying.
fn is_own_deed(told: &Telling) -> bool {
    let in_words = matches!(told.plover.as_str(), "REQUEST" | "DEMAND" | "ACCUSE" | "REJECT" | "SUPPORT" | "THREATEN");
    told.quad == 4 || !in_words
}

/// Whether a deed is told as done and is no success: who "is ready to come back" has not come, who "presumably took part" is told of by guess.
fn is_done(classes: &WordClasses, told: &Telling) -> bool {
    let ready = classes.has(WordClass::Ready, &told.trigger.text.to_lowercase());
    !ready && told.stance != "alleged" && !is_success(classes, &told.trigger.text)
}

fn is_success(classes: &WordClasses, deed: &str) -> bool {
    deed.split_whitespace().any(|word| classes.has(WordClass::Success, &word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Words;
    use crate::row_examples::decides;
    use demarche_lexicon::Lexicon;

    #[test]
    fn words_decide_what_is_owned_up_to() {
        let classes = &Lexicon::embedded().word_classes;
        decides(WordClass::Success, "zork", |text, _| is_success(classes, text));
        decides(WordClass::Ready, "zork", |_, word| {
            let trigger = Words { text: word.into(), ..Words::default() };
            is_done(classes, &Telling { trigger, ..Telling::default() })
        });
        decides(WordClass::Source, "zork", |text, _| {
            is_source(classes, &Party { text: text.into(), ..Party::default() })
        });
    }
}
