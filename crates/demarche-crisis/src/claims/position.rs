//! The position that a statement takes: the statement with the events it tells in, a word of RECORD's positions out.
//!
//! A position is the statement's own where its verb names one, else what its words show ([`Phrases`]), else what the sentence around it says ("the army blamed
//! Ostria, saying the mine was new" accuses), else what the speaker's part in the event makes of it: whoever tells its own deed confirms it, unless it claims a
//! success ("had killed", "had intercepted"), whoever tells that its own soldiers died confirms it, and whoever tells other harm of its own does so
//! where somebody else told it before.

use super::losses::tells_own_loss;
use super::own_account::{is_first_person, nobody_did, own_account};
use super::phrases::{Phrases, content};
use crate::crisis::{Crisis, Event};
use crate::digest::{Digest, Evidence, Party, Statement, Telling};
use crate::sides::Sides;
use crate::words::words;

/// Words by which a side claims a success, which is more than owning up to a deed.
const SUCCESS: [&str; 14] = [
    "killed",
    "kills",
    "killing",
    "eliminated",
    "assassinated",
    "intercepted",
    "intercepts",
    "shot",
    "downed",
    "repelled",
    "thwarted",
    "foiled",
    "destroyed",
    "captured",
];

/// How many words the name of a state has.
const NAME: usize = 3;

/// Where a statement stands.
pub(super) struct Place<'a> {
    pub(super) crisis: &'a Crisis,
    pub(super) number: usize,
    pub(super) report: &'a Digest,
    pub(super) sides: &'a Sides,
    pub(super) phrases: &'a Phrases<'a>,
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
        named @ ("confirms" | "denies" | "withholds" | "presupposes" | "accuses") => return Some(named),
        _ => return None,
    }
    let side = speaker.side();
    let country = side.as_deref();
    let text = content(statement);
    let shown = at.phrases.shown(&text, country, at.sides, at.day());
    if let Some(row) = shown.filter(|row| !(row.who == "doer" && is_of_another(country, told))) {
        let turned_down = || at.phrases.measure(&text).filter(|_| row.who == "judge" && !tells_violence(told));
        return Some(turned_down().unwrap_or(&row.position));
    }
    if let Some(around) = around(at, statement, country) {
        return Some(around);
    }
    let is_party = country.is_some_and(|country| at.sides.is_party(country, at.day()));
    let official = speaker.state().is_some() && matches!(speaker.sector.as_deref(), Some("GOV" | "MIL" | "COP"));
    let denied = at.phrases.absent(&text).filter(|_| is_party || official);
    if let Some(denied) = denied.or_else(|| nobody_did(&text).filter(|_| is_party)) {
        return Some(denied);
    }
    if country.is_some() && speaker.sector.as_deref() != Some("MED") && tells_own_loss(statement, told, country) {
        return Some("confirms");
    }
    // Who "claims" or "maintains" it owns up to nothing.
    let contends = contends(statement);
    let named = names_itself(at, country, &text);
    let own_words = own_account(named.as_deref().unwrap_or(&text)).filter(|_| country.is_some());
    // "We have written a new equation" is no deed: what is owned up to in the first person has to be told as one.
    let coded = || told.iter().any(|(_, told)| acts(country, told));
    let told_own = own_words.filter(|shown| *shown == "denies" || !is_first_person(&text) || coded());
    if let Some(told_own) = told_own.filter(|own| !(claims_success(&text) || contends && *own == "confirms")) {
        return Some(told_own);
    }
    let by_part = told.first().and_then(|(event, told)| by_part(at, country, event, told, &text));
    Some(by_part.filter(|part| !(contends && *part == "confirms")).unwrap_or("asserts"))
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
    let others = told.iter().skip(1).filter_map(|(event, told)| {
        let own = by_part(at, country, event, told, &text).filter(|own| *own != position)?;
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

/// Whether the verb of a statement is one of contending: "claims to have driven the rebels back".
fn contends(statement: &Statement) -> bool {
    let listed: Vec<String> = words(&statement.evidence.text).map(|word| word.folded).collect();
    let verb = |word: &String| {
        matches!(word.as_str(), "claim" | "claims" | "claimed" | "maintain" | "maintains" | "maintained")
    };
    listed.iter().any(verb) && !content(statement).split_whitespace().any(|word| verb(&word.to_owned()))
}

/// "Ostria had not fired", said by Ostria: the folded words with a pronoun for the name with which they begin, where it is the speaker's own state.
fn names_itself(at: &Place<'_>, country: Option<&str>, text: &str) -> Option<String> {
    let plain = text.trim_start().strip_prefix("that ").unwrap_or(text.trim_start());
    let (name, rest) = ["had ", "has ", "have ", "did "].into_iter().find_map(|helps| {
        let end = plain.find(&format!(" {helps}"))?;
        let name = plain.get(..end).filter(|name| name.split(' ').count() <= NAME)?;
        Some((name, plain.get(end..)?))
    })?;
    let name = name.strip_prefix("the ").unwrap_or(name);
    let is_it = |party: &Party| {
        let state = matches!(party.kind.as_deref(), Some("state" | "government"));
        state
            && party.state() == country
            && words(&party.text).map(|word| word.folded).eq(name.split(' ').map(str::to_owned))
    };
    let doers = at.report.events.iter().flat_map(|told| told.actors.iter().chain(&told.recipients));
    let speakers = at.report.statements.iter().filter_map(|said| said.speaker.as_ref());
    (country.is_some() && doers.chain(speakers).any(is_it)).then(|| format!(" it{rest}"))
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
fn by_part(at: &Place<'_>, country: Option<&str>, event: &Event, told: &Telling, text: &str) -> Option<&'static str> {
    let harmed = has(country, &told.recipients);
    match told.occurrence.as_str() {
        "negated" if acts(country, told) => Some("denies"),
        // "no hospital had been hit", in the mouth of a side that attacks.
        "negated"
            if told.quad == 4 && !harmed && country.is_some_and(|country| at.sides.attacks(country, at.day())) =>
        {
            Some("denies")
        }
        "actual" if acts(country, told) && is_own_deed(told) && !claims_success(text) => Some("confirms"),
        "actual" if !acts(country, told) && told.quad == 4 && harmed && told_before(at, event) => Some("confirms"),
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

fn claims_success(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // "it had struck the bases of those behind the killing": a noun names what others did.
    let named = |at: usize| at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| *word == "the");
    words.iter().enumerate().any(|(at, word)| SUCCESS.contains(word) && !named(at))
}

/// Whether another report told the event on an earlier day.
fn told_before(at: &Place<'_>, event: &Event) -> bool {
    let earlier = |other: usize| {
        at.crisis.reports.get(other).and_then(|report| report.published.as_deref()) < at.report.published.as_deref()
    };
    event.tellings.iter().any(|telling| telling.0 != at.number && earlier(telling.0))
}
