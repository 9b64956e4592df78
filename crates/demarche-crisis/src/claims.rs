//! The claim ledger: a [`Crisis`] in, a row for each statement that takes a position, with the party, its position and the event that it is about.
//!
//! "Verania was not involved, the minister said" denies; "the operation will go on", said by a side that attacks, confirms; "the raid was
//! unprovoked" accuses. A position is the statement's own where its verb names one, else what its words show (`data/en/positions.tsv`), else what the
//! speaker's part in the event makes of it: whoever tells its own deed confirms it, unless it claims a success ("had killed", "had intercepted"), and
//! whoever tells its own harm confirms it where somebody else told it before.

use crate::crisis::{Crisis, Event};
use crate::digest::{Digest, Party, Statement, Telling};
use crate::own_account::own_account;
use crate::own_paper::own_state;
use crate::rows::{evidence, neutral_name};
use crate::sides::Sides;
use crate::turned::is_turned;
use crate::words::words;
use demarche_lexicon::Positioning;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Longest words of a row's neutral line.
const MOST_WORDS: usize = 25;
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

/// The claims, in the order of the reports.
pub fn claims(crisis: &Crisis, phrases: &[Positioning]) -> Vec<Value> {
    let sides = Sides::of(crisis);
    let index = Index::of(phrases);
    crisis.of_reports(|number, report| {
        let at = Place { crisis, number, report, sides: &sides };
        report.statements.iter().filter_map(|statement| claim(&at, statement, &index)).collect()
    })
}

fn claim(at: &Place<'_>, statement: &Statement, index: &Index<'_>) -> Option<Value> {
    let named = statement.speaker.as_ref()?;
    // "The army accused Ostria": the army of the other side, which the row says it infers.
    let own = own_state(at.report, at.sides, named);
    let of_own = own.map(|code| Party { country: Some(code), ..named.clone() });
    let speaker = of_own.as_ref().unwrap_or(named);
    let event = at.crisis.event_of(at.number, statement);
    let position = position(at, statement, speaker, event, index)?;
    Some(
        json!({"event": event.map(|(event, _)| &event.id), "what": what(statement, speaker, position), "party": speaker,
               "party_inferred": of_own.is_some(), "speaker": named,
               "position": position, "said_on": statement.said_on, "word": word(at.report, statement),
               "evidence": evidence(at.report, &statement.evidence)}),
    )
}

/// Where a statement stands.
struct Place<'a> {
    crisis: &'a Crisis,
    number: usize,
    report: &'a Digest,
    sides: &'a Sides,
}

/// "Verania denies: it was not involved".
fn what(statement: &Statement, speaker: &Party, position: &str) -> String {
    let content = statement.content.iter().flat_map(|part| part.text.split_whitespace());
    let said: Vec<&str> = content.take(MOST_WORDS).collect();
    let said = if said.is_empty() {
        statement.evidence.text.split_whitespace().take(MOST_WORDS).collect::<Vec<_>>().join(" ")
    } else {
        said.join(" ")
    };
    format!("{} {position}: {said}", neutral_name(speaker))
}

/// Whether the report has it from the speaker or from another who tells it.
fn word(report: &Digest, statement: &Statement) -> &'static str {
    let outer =
        statement.inside.as_deref().and_then(|id| report.statement(id)).and_then(|outer| outer.speaker.as_ref());
    let speaker = statement.speaker.as_ref();
    match outer {
        Some(outer) if speaker.is_some_and(|speaker| speaker.country != outer.country) => "second-hand",
        _ => "own-mouth",
    }
}

/// The position of a statement.
fn position<'a>(
    at: &Place<'_>,
    statement: &'a Statement,
    speaker: &Party,
    event: Option<(&Event, &Telling)>,
    index: &Index<'a>,
) -> Option<&'a str> {
    // Who "did not accuse Verania" accuses nobody.
    if statement.negated && statement.position != "withholds" {
        return None;
    }
    let own = match statement.position.as_str() {
        "condemns" => return Some("accuses"),
        "asserts" => "asserts",
        // Who dismisses a charge denies it; who turns down a plan rejects it.
        "rejects" => return Some(charge(statement, index).unwrap_or("rejects")),
        named @ ("confirms" | "denies" | "withholds" | "presupposes" | "accuses") => return Some(named),
        _ => return None,
    };
    let day = at.report.published.as_deref();
    let country = speaker.country.as_deref();
    if let Some(shown) = shown(at, statement, country, day, index) {
        return Some(shown);
    }
    let told_own = own_account(&content(statement)).filter(|_| country.is_some());
    let own = told_own.filter(|_| !claims_success(statement)).unwrap_or(own);
    let Some((event, told)) = event.filter(|(_, told)| told.occurrence == "actual" || told.occurrence == "negated")
    else {
        return Some(own);
    };
    let is_own =
        |parties: &[Party]| country.is_some() && parties.iter().any(|party| party.country.as_deref() == country);
    let acts = is_own(&told.actors);
    Some(match told.occurrence.as_str() {
        "negated" if acts => "denies",
        // "no hospital had been hit", in the mouth of a side that attacks.
        "negated"
            if told.quad == 4
                && !is_own(&told.recipients)
                && country.is_some_and(|country| at.sides.attacks(country, day)) =>
        {
            "denies"
        }
        "actual" if acts && own_deed(told) && !claims_success(statement) => "confirms",
        "actual" if !acts && told.quad == 4 && is_own(&told.recipients) && told_before(at, event) => "confirms",
        _ => own,
    })
}

/// Deeds that a side can own up to: force, and what it has agreed to.
fn own_deed(told: &Telling) -> bool {
    told.quad == 4 || matches!(told.plover.as_str(), "AGREE" | "RETREAT" | "CONCEDE")
}

fn claims_success(statement: &Statement) -> bool {
    let text = content(statement);
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

/// The folded words of what is said, with a blank before, between and after.
fn content(statement: &Statement) -> String {
    let parts: Vec<&str> = if statement.content.is_empty() {
        vec![&statement.evidence.text]
    } else {
        statement.content.iter().map(|part| part.text.as_str()).collect()
    };
    let folded: Vec<String> = parts.into_iter().flat_map(words).map(|word| word.folded).collect();
    format!(" {} ", folded.join(" "))
}

/// Phrases by their first words.
struct Index<'a>(BTreeMap<&'a str, Vec<(&'a str, &'a Positioning)>>);

impl<'a> Index<'a> {
    fn of(rows: &'a [Positioning]) -> Self {
        let mut index: BTreeMap<&str, Vec<(&str, &Positioning)>> = BTreeMap::new();
        for row in rows {
            for phrase in &row.phrases {
                let first = phrase.trim_start().split(' ').next().unwrap_or_default();
                index.entry(first).or_default().push((phrase.trim_start(), row));
            }
        }
        Self(index)
    }
}

/// The position that the words show: that of the first phrase.
fn shown<'a>(
    at: &Place<'_>,
    statement: &Statement,
    country: Option<&str>,
    day: Option<&str>,
    index: &Index<'a>,
) -> Option<&'a str> {
    let text = content(statement);
    let is_theirs = |row: &Positioning| match row.who.as_str() {
        "rejecter" => false,
        "doer" => country.is_some_and(|country| at.sides.attacks(country, day)),
        "harmed" => country.is_some_and(|country| at.sides.is_attacked(country, day)),
        _ => true,
    };
    for (place, _) in text.match_indices(' ') {
        let rest = text.get(place + 1..).unwrap_or_default();
        let word = rest.split(' ').next().unwrap_or_default();
        let fits = |(phrase, row): &&(&'a str, &'a Positioning)| {
            rest.starts_with(phrase) && is_theirs(row) && !(row.position == "accuses" && is_turned(&text, place))
        };
        if let Some((_, row)) = index.0.get(word).and_then(|rows| rows.iter().find(fits)) {
            return Some(&row.position);
        }
    }
    None
}

/// The position of whoever rejects a charge: the row whose words show that it is one.
fn charge<'a>(statement: &Statement, index: &Index<'a>) -> Option<&'a str> {
    let words: Vec<String> = words(&statement.evidence.text).map(|word| word.folded).collect();
    let text = format!(" {} ", words.join(" "));
    let rows = index.0.values().flatten().filter(|(_, row)| row.who == "rejecter");
    let mut found = rows.filter(|(phrase, _)| text.contains(&format!(" {phrase}")));
    found.next().map(|(_, row)| row.position.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Evidence, Words};
    use demarche_lexicon::Lexicon;

    fn said(text: &str, country: &str) -> Statement {
        Statement {
            id: "s1".into(),
            speaker: Some(Party { name: country.into(), country: Some(country.into()), ..Party::default() }),
            content: vec![Words { span: [0, 9], text: text.into() }],
            position: "asserts".into(),
            evidence: Evidence { spans: vec![[0, 9]], text: text.into(), ..Evidence::default() },
            ..Statement::default()
        }
    }

    fn raid() -> Telling {
        let party = |code: &str| Party { name: code.into(), country: Some(code.into()), ..Party::default() };
        Telling {
            actors: vec![party("VER")],
            recipients: vec![party("OST")],
            plover: "ASSAULT".into(),
            quad: 4,
            occurrence: "actual".into(),
            ..Telling::default()
        }
    }

    fn first_position(statement: Statement, events: Vec<Telling>) -> String {
        let lexicon = Lexicon::embedded();
        let report = Digest { key: "a".into(), statements: vec![statement], events, ..Digest::default() };
        let rows = claims(&Crisis::build(vec![report], &lexicon.news_words), &lexicon.positions);
        rows.first().and_then(|row| row["position"].as_str()).unwrap_or("none").to_owned()
    }

    #[test]
    fn every_row_shows_its_position_in_its_example() {
        for row in &Lexicon::embedded().positions {
            let country = if row.who == "harmed" { "OST" } else { "VER" };
            let example = row.example.replace(['[', ']'], "");
            let own = if row.who == "rejecter" { "rejects" } else { "asserts" };
            let said = Statement { position: own.into(), ..said(&example, country) };
            assert_eq!(first_position(said, vec![raid(); 3]), row.position, "{}", row.id);
        }
    }

    #[test]
    fn a_side_that_tells_its_own_deed_confirms_it_and_one_that_claims_a_success_asserts() {
        let on = |words: &str| Telling {
            on_word_of: vec!["s1".into()],
            evidence: Evidence { text: words.into(), ..Evidence::default() },
            ..raid()
        };
        assert_eq!(first_position(said("its planes struck the port", "VER"), vec![on("struck the port")]), "confirms");
        assert_eq!(first_position(said("it had killed the general", "VER"), vec![on("killed the general")]), "asserts");
        assert_eq!(first_position(said("the planes struck the port", "OST"), vec![on("struck the port")]), "asserts");
    }

    #[test]
    fn whoever_tells_its_own_act_confirms_it_and_whoever_says_that_it_did_not_act_denies_it() {
        for (text, position) in [
            ("he had called both leaders", "confirms"),
            ("it had struck the camps of the men who planned the killing of nine people", "confirms"),
            ("that its soldiers had not crossed the river", "denies"),
            ("it did not send the boats", "denies"),
            ("it had been attacked at dawn", "asserts"),
            ("he had heard of the raid", "asserts"),
            ("the neighbour had called both leaders", "asserts"),
        ] {
            assert_eq!(first_position(said(text, "NOR"), Vec::new()), position, "{text}");
        }
    }

    #[test]
    fn who_dismisses_a_charge_denies_it_and_who_turns_down_a_plan_rejects_it() {
        let rejected = |text: &str| Statement { position: "rejects".into(), ..said(text, "NOR") };
        assert_eq!(first_position(rejected("Noria rejected the accusation"), Vec::new()), "denies");
        assert_eq!(first_position(rejected("Noria rejected the plan"), Vec::new()), "rejects");
    }

    #[test]
    fn a_phrase_that_is_turned_round_shows_nothing() {
        assert_eq!(first_position(said("the raid was not a violation of the treaty", "NOR"), Vec::new()), "asserts");
    }
}
