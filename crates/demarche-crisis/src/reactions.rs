//! The world's reactions: a [`Crisis`] in, a row for each state or organisation that takes a stance without being at war itself.
//!
//! "Kenya's envoy condemned the raid on the dam" is Kenya, condemns. What Iran says of an attack on Iran is no
//! reaction but the claim of a party, and stands in the claim ledger. Who is told to say the same thing twice in a report, in its headline and its
//! text, has one row; so has a report that copies print, which its row names.

use crate::crisis::{Crisis, Event};
use crate::digest::{Digest, Evidence, Party, Statement, Telling};
use crate::rows::{evidence, neutral_name};
use crate::sides::Sides;
use crate::turned::is_turned;
use crate::words::words;
use demarche_lexicon::actors::Day;
use demarche_lexicon::{Lexicon, Reaction};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Longest quotation, in words.
const MOST_WORDS: usize = 25;
/// The rows that show restraint only in the mouth of who demands.
const DEMANDED: &str = "demands:restraint";
/// Words by which it is told that others have agreed.
const AGREED: [&str; 11] = [
    "accept",
    "accepted",
    "agree",
    "agreed",
    "agrees",
    "announce",
    "announced",
    "announces",
    "reached",
    "want",
    "wanted",
];
/// How far before the phrase they may stand, in words.
const AGREED_REACH: usize = 5;

/// The reactions, in the order of the reports.
pub fn reactions(crisis: &Crisis, lexicon: &Lexicon) -> Vec<Value> {
    let phrases = Phrases::of(&lexicon.reactions);
    let sides = Sides::of(crisis);
    let copies = copies(crisis);
    crisis.of_reports(|number, report| {
        let is_copy = crisis.reprints.get(number).copied().flatten().is_some_and(|reprint| reprint.whole);
        if is_copy {
            return Vec::new();
        }
        let attack = attack_of(crisis, number);
        let row = |taken: Taken<'_>| {
            let said = taken.statement;
            let quotation = said.and_then(quotation);
            json!({"event": attack.map(|event| &event.id), "what": what(&taken, quotation.as_deref()), "country": taken.country,
                   "speaker": taken.speaker, "office": office(report, &taken, lexicon), "stance": taken.stance, "quotation": quotation,
                   "when": said.map(|said| &said.said_on), "channel": said.and_then(|said| said.channel.as_ref()).map(|channel| &channel.kind),
                   "also_in": copies.get(&number), "evidence": evidence(report, taken.evidence)})
        };
        taken(report, &sides, &phrases).into_iter().map(row).collect()
    })
}

/// A stance taken in a report.
struct Taken<'a> {
    country: &'a str,
    speaker: &'a Party,
    stance: &'a str,
    statement: Option<&'a Statement>,
    evidence: &'a Evidence,
    /// The headline tells it.
    headline: bool,
}

/// What the speaker was on the day of the statement, else of the report: "foreign minister". The office of a person whom the lists do not have is not
/// known, nor is any without a day.
fn office(report: &Digest, taken: &Taken<'_>, lexicon: &Lexicon) -> Option<String> {
    let person = lexicon.actors.person(taken.speaker.actor.as_deref()?)?;
    let said = taken.statement.and_then(|statement| statement.said_on.as_ref()?.from.as_deref());
    let day = said.or(report.published.as_deref()).and_then(|day| Day::parse(day, false))?;
    person.standing(Some(day))?.title()
}

/// By report: the keys of its copies.
fn copies(crisis: &Crisis) -> BTreeMap<usize, Vec<&str>> {
    let mut copies: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (report, reprint) in crisis.reports.iter().zip(&crisis.reprints) {
        if let Some(reprint) = reprint.filter(|reprint| reprint.whole) {
            copies.entry(reprint.of).or_default().push(&report.key);
        }
    }
    copies
}

/// The stances that a report tells: of speakers, and of all who join in a condemnation.
fn taken<'a>(report: &'a Digest, sides: &Sides, phrases: &Phrases<'a>) -> Vec<Taken<'a>> {
    let day = report.published.as_deref();
    let outside = |party: &'a Party| party.state().filter(|country| !sides.is_at_war(country, day));
    let mut taken: Vec<Taken<'a>> = Vec::new();
    for statement in &report.statements {
        let Some(speaker) = &statement.speaker else { continue };
        let Some(country) = outside(speaker) else { continue };
        let Some(stance) = stance(statement, phrases) else { continue };
        let headline = is_headline(report, &statement.evidence);
        let evidence = &statement.evidence;
        add(&mut taken, Taken { country, speaker, stance, statement: Some(statement), evidence, headline });
    }
    // "Ostria also welcomed it": told without words of its own.
    for told in report.events.iter().filter(|told| told.occurrence == "actual") {
        let Some(stance) = stance_of_deed(told, phrases) else { continue };
        for speaker in &told.actors {
            let Some(country) = outside(speaker) else { continue };
            if !taken.iter().any(|known| known.country == country && known.stance == stance) {
                let headline = is_headline(report, &told.evidence);
                add(
                    &mut taken,
                    Taken { country, speaker, stance, statement: None, evidence: &told.evidence, headline },
                );
            }
        }
    }
    taken
}

/// The stance that a deed done in words shows, where its words show it too.
fn stance_of_deed(told: &Telling, phrases: &Phrases<'_>) -> Option<&'static str> {
    let shown = phrases.stance(&told.evidence.text);
    match told.plover.as_str() {
        "ACCUSE" if shown == Some("condemns") => Some("condemns"),
        "SUPPORT" | "AGREE" if shown == Some("supports") => Some("supports"),
        "REQUEST" if shown == Some("restraint") => Some("restraint"),
        _ => None,
    }
}

/// Adds a stance, unless it is known from that speaker; of two tellings of it the longer is kept. Of two speakers of a state in the same
/// words ("Merz called for talks, his spokesman said") the person is kept, else whoever is told about.
fn add<'a>(taken: &mut Vec<Taken<'a>>, new: Taken<'a>) {
    let same = |known: &&mut Taken<'a>| {
        known.country == new.country
            && known.stance == new.stance
            && (known.speaker.name == new.speaker.name
                || known.headline != new.headline
                || overlap(known.evidence, new.evidence))
    };
    match taken.iter_mut().find(same) {
        Some(known) if is_better(&new, known) => *known = new,
        Some(_) => {}
        None => taken.push(new),
    }
}

fn is_better(new: &Taken<'_>, known: &Taken<'_>) -> bool {
    if new.headline != known.headline {
        return known.headline;
    }
    if new.speaker.name == known.speaker.name {
        return known.evidence.text.len() < new.evidence.text.len();
    }
    let person = |taken: &Taken<'_>| taken.speaker.kind.as_deref() == Some("person");
    (person(new), known.evidence.text.len()) > (person(known), new.evidence.text.len())
}

/// Whether words stand in the headline: the text tells the same again.
fn is_headline(report: &Digest, evidence: &Evidence) -> bool {
    report.title.as_deref().is_some_and(|title| !evidence.text.is_empty() && title.contains(&evidence.text))
}

fn overlap(a: &Evidence, b: &Evidence) -> bool {
    let (Some(a), Some(b)) = (a.spans.first(), b.spans.first()) else { return false };
    a[0] < b[1] && b[0] < a[1]
}

/// "China condemns: “a violation of sovereignty”".
fn what(taken: &Taken<'_>, quotation: Option<&str>) -> String {
    let said = quotation.map(|said| format!(": “{said}”")).unwrap_or_default();
    let stance = match taken.stance {
        "concern" => "voices concern",
        "restraint" => "calls for restraint",
        "offers-mediation" => "offers to mediate",
        "neutral" => "takes no side",
        other => other,
    };
    format!("{} ({}) {stance}{said}", neutral_name(taken.speaker), taken.country)
}

/// The attack that a report tells and most others tell too.
fn attack_of(crisis: &Crisis, report: usize) -> Option<&Event> {
    let tellings: &[Telling] = crisis.reports.get(report).map_or(&[], |report| &report.events);
    let attacks = tellings.iter().enumerate().filter(|(_, told)| told.plover == "ASSAULT");
    let events = attacks.filter_map(|(index, _)| crisis.event_at((report, index)));
    events.rev().max_by_key(|event| event.tellings.len())
}

/// The stance of a statement: its position where that is one, else the first phrase that shows one.
fn stance<'a>(statement: &Statement, phrases: &Phrases<'a>) -> Option<&'a str> {
    match statement.position.as_str() {
        _ if statement.negated => None,
        "condemns" => Some("condemns"),
        "regrets" => Some("concern"),
        // Thanks are no stance.
        "praises" if words(&statement.evidence.text).any(|word| word.folded.starts_with("thank")) => None,
        "praises" => Some("supports"),
        // Who urges talks calls for restraint; who tells of talks does not.
        "demands" => {
            let text = &statement.evidence.text;
            phrases.stance(text).or_else(|| phrases.is_demanded(text).then_some("restraint"))
        }
        _ => phrases.stance(&statement.evidence.text),
    }
}

/// Phrases by their first words, each with its stance.
struct Phrases<'a> {
    shown: BTreeMap<&'a str, Vec<(&'a str, &'a str)>>,
    /// What can be demanded of sides that fight.
    demanded: BTreeMap<&'a str, Vec<(&'a str, &'a str)>>,
}

impl<'a> Phrases<'a> {
    fn of(rows: &'a [Reaction]) -> Self {
        let mut phrases = Self { shown: BTreeMap::new(), demanded: BTreeMap::new() };
        for row in rows {
            let sort = if row.stance == DEMANDED { &mut phrases.demanded } else { &mut phrases.shown };
            for phrase in &row.phrases {
                let first = phrase.trim_start().split(' ').next().unwrap_or_default();
                sort.entry(first).or_default().push((phrase, &row.stance));
            }
        }
        phrases
    }

    /// The stance of the first phrase that nothing turns round.
    fn stance(&self, text: &str) -> Option<&'a str> {
        first_of(&self.shown, text)
    }

    /// Whether words demand what can be demanded of sides that fight.
    fn is_demanded(&self, text: &str) -> bool {
        first_of(&self.demanded, text).is_some()
    }
}

/// The stance of the first phrase that nothing turns round. Of several that begin in one place the longest says most: "not against international law".
fn first_of<'a>(phrases: &BTreeMap<&'a str, Vec<(&'a str, &'a str)>>, text: &str) -> Option<&'a str> {
    let folded: Vec<String> = words(text).map(|word| word.folded).collect();
    let text = format!(" {} ", folded.join(" "));
    let mut place = 0;
    for word in &folded {
        let rest = text.get(place..).unwrap_or_default();
        let rows = phrases.get(word.as_str()).into_iter().flatten().filter(|(phrase, _)| rest.starts_with(phrase));
        // Of equally long ones that of the first row.
        let longest = rows.rev().max_by_key(|(phrase, _)| phrase.len());
        let told = |phrase: &str| is_turned(&text, place) || is_of_truce(phrase) && is_agreed(&text, place);
        if let Some((_, stance)) = longest.filter(|(phrase, _)| !told(phrase)) {
            return Some(stance);
        }
        place += word.len() + 1;
    }
    None
}

/// Whether a phrase names a truce: who calls for one shows restraint, who tells that others have agreed to one does not.
fn is_of_truce(phrase: &str) -> bool {
    phrase.contains("ceasefire") || phrase.contains("cease fire") || phrase.contains("truce")
}

/// "the two have agreed to an immediate ceasefire", "they wanted a truce": a word of agreeing within a few words before the phrase.
fn is_agreed(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    before.split_whitespace().rev().take(AGREED_REACH).any(|word| AGREED.contains(&word))
}

/// The words in quotation marks, else the content; cut to a few words.
fn quotation(statement: &Statement) -> Option<String> {
    let parts = if statement.quoted.is_empty() { &statement.content } else { &statement.quoted };
    let text = parts.first()?.text.split_whitespace().take(MOST_WORDS).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, position: &str) -> Statement {
        let evidence = Evidence { spans: vec![[0, 1]], text: text.into(), ..Evidence::default() };
        Statement { position: position.into(), evidence, ..Statement::default() }
    }

    fn party(country: &str) -> Party {
        Party { name: country.into(), country: Some(country.into()), ..Party::default() }
    }

    fn rows(report: Digest) -> Vec<(String, String)> {
        let lexicon = Lexicon::embedded();
        let rows = reactions(&Crisis::build(vec![report], &lexicon.news_words), lexicon);
        let text = |row: &Value, field: &str| row[field].as_str().unwrap_or_default().to_owned();
        rows.iter().map(|row| (text(row, "country"), text(row, "stance"))).collect()
    }

    #[test]
    fn every_row_shows_its_stance_in_its_example() {
        let reactions = &Lexicon::embedded().reactions;
        let phrases = &Phrases::of(reactions);
        for reaction in reactions {
            let example = reaction.example.replace(['[', ']'], "");
            let (position, shown) = reaction.stance.split_once(':').unwrap_or(("asserts", &reaction.stance));
            assert_eq!(stance(&said(&example, position), phrases), Some(shown), "{}", reaction.id);
        }
    }

    #[test]
    fn what_takes_no_stance_is_no_reaction() {
        let phrases = &Phrases::of(&Lexicon::embedded().reactions);
        assert_eq!(stance(&said("Verania said that its minister would travel on Monday", "asserts"), phrases), None);
        assert_eq!(stance(&said("Verania spoke of the raid", "condemns"), phrases), Some("condemns"));
        assert_eq!(stance(&said("Verania said it had never condemned the raid", "asserts"), phrases), None);
        let offer = Statement { negated: true, ..said("Verania did not offer to mediate", "offers") };
        assert_eq!(stance(&offer, phrases), None);
        assert_eq!(
            stance(&said("it was not against international law, he said", "asserts"), phrases),
            Some("supports")
        );
    }

    #[test]
    fn a_stance_told_twice_is_one_row_and_those_who_join_have_their_own() {
        let condemned = |text: &str| Statement { speaker: Some(party("VER")), ..said(text, "condemns") };
        let joint = Telling {
            actors: vec![party("VER"), party("NOR")],
            plover: "ACCUSE".into(),
            occurrence: "actual".into(),
            evidence: Evidence { text: "Verania and Noria condemned the raid".into(), ..Evidence::default() },
            ..Telling::default()
        };
        let report = Digest {
            statements: vec![condemned("Verania condemns raid"), condemned("Verania condemned the raid on Sunday")],
            events: vec![joint],
            ..Digest::default()
        };
        let row = |country: &str| (country.to_owned(), "condemns".to_owned());
        assert_eq!(rows(report), [row("VER"), row("NOR")]);
    }

    #[test]
    fn the_office_is_that_of_the_day() {
        let lexicon = Lexicon::embedded();
        let office = |day: &str| {
            let speaker = Party { actor: Some("rus.lavrov".into()), ..party("RUS") };
            let condemned =
                Statement { speaker: Some(speaker), ..said("Lavrov condemned the raid on Sunday", "condemns") };
            let report = Digest { statements: vec![condemned], published: Some(day.to_owned()), ..Digest::default() };
            let rows = reactions(&Crisis::build(vec![report], &lexicon.news_words), lexicon);
            rows.first().and_then(|row| row["office"].as_str().map(str::to_owned))
        };
        assert_eq!(office("2020-05-01").as_deref(), Some("foreign minister"));
        assert_ne!(office("2001-05-01").as_deref(), Some("foreign minister"));
    }

    #[test]
    fn who_joins_in_a_welcome_reacts_too() {
        let told = |plover: &str, words: &str| Telling {
            actors: vec![party("NOR")],
            plover: plover.into(),
            occurrence: "actual".into(),
            evidence: Evidence { spans: vec![[0, 9]], text: words.into(), ..Evidence::default() },
            ..Telling::default()
        };
        let stance = |told: Telling| {
            let found = rows(Digest { events: vec![told], ..Digest::default() });
            found.first().map(|(_, stance)| stance.clone())
        };
        assert_eq!(stance(told("SUPPORT", "Noria also welcomed it")).as_deref(), Some("supports"));
        assert_eq!(stance(told("SUPPORT", "Noria sent a band")), None);
    }

    #[test]
    fn who_tells_that_others_have_agreed_to_a_truce_calls_for_none() {
        let phrases = Phrases::of(&Lexicon::embedded().reactions);
        assert_eq!(phrases.stance("the two have agreed to an immediate ceasefire"), None);
        assert_eq!(phrases.stance("Noria demanded an immediate ceasefire"), Some("restraint"));
    }

    #[test]
    fn who_is_at_war_does_not_react() {
        let raid = |from: &str, to: &str| Telling {
            actors: vec![party(from)],
            recipients: vec![party(to)],
            plover: "ASSAULT".into(),
            occurrence: "actual".into(),
            ..Telling::default()
        };
        let condemned = Statement { speaker: Some(party("VER")), ..said("Verania condemned the raid", "condemns") };
        let report = Digest {
            statements: vec![condemned],
            events: vec![raid("VER", "OST"), raid("OST", "VER")],
            ..Digest::default()
        };
        assert_eq!(rows(report), []);
    }
}
