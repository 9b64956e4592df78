//! Whose a body or a fighter is that a report takes up by a bare noun: the report and the party in, the country that the words around tell out.
//!
//! "The National Security Committee met. … The committee rejected the note": the committee of before. "A rebel officer denied it", where the report
//! tells of the rebels of one country: theirs. "The navy pushed back Ostrian soldiers, its spokesman said": not Ostria's, as no side strikes itself.

use super::one_code;
use crate::digest::{Digest, Party, Statement, Telling};
use crate::sides::Sides;
use demarche_lexicon::{WordClass, WordClasses};

/// The country of a party that the report names without any.
pub(super) fn own_body(classes: &WordClasses, report: &Digest, statement: &Statement, party: &Party) -> Option<String> {
    if party.country.is_some() {
        return None;
    }
    by_noun(classes, report, party)
        .or_else(|| by_fighters(classes, report, party))
        .or_else(|| by_possessor(report, statement, party))
}

/// "President Oto Nattor will not travel, his office said", "Ostria has kept the treaty, its ambassador said": of whoever the words begin with.
fn by_possessor(report: &Digest, statement: &Statement, party: &Party) -> Option<String> {
    let first = party.text.split_whitespace().next()?.to_lowercase();
    if !matches!(first.as_str(), "his" | "her" | "its") {
        return None;
    }
    let said = statement.content.first()?;
    // What stands behind the speaker begins with whoever else is told of.
    let behind = statement.evidence.text.find(&party.text)?;
    let begins = statement.evidence.text.find(said.text.as_str())?;
    let words = said.text.trim_start_matches("that ");
    let person = |known: &Party| known.kind.as_deref() == Some("person");
    let starts = |known: &&Party| words.starts_with(known.text.as_str()) && person(known) == (first != "its");
    if begins > behind {
        return None;
    }
    only(report.parties().filter(|known| known.text.len() > 3).filter(starts))
}

/// "The committee": of the country, or of the kind of body, of the one that the report names in full.
fn by_noun(classes: &WordClasses, report: &Digest, party: &Party) -> Option<String> {
    let text = party.text.to_lowercase();
    let noun = text.strip_prefix("the ").filter(|noun| classes.has(WordClass::Body, noun))?;
    let full = |known: &&Party| {
        let mut words = known.text.split_whitespace();
        let named = words
            .clone()
            .any(|word| word.chars().next().is_some_and(char::is_uppercase) && word.to_lowercase() == noun);
        named && words.nth(2).is_some()
    };
    only(report.parties().filter(full))
}

/// "A rebel officer": of the one country whose armed groups the report tells of.
fn by_fighters(classes: &WordClasses, report: &Digest, party: &Party) -> Option<String> {
    let text = party.text.to_lowercase();
    let fighter = party.sector.as_deref() == Some("REB")
        && text.split_whitespace().any(|word| classes.has(WordClass::Rebel, word));
    fighter.then(|| only(report.parties().filter(|known| known.is_armed_group()))).flatten()
}

/// Whose a body is that the report seems to give to a state whose it cannot be; nothing inside where nobody can tell.
pub(super) fn misread(report: &Digest, sides: &Sides, statement: &Statement, party: &Party) -> Option<Option<String>> {
    let own = party.state().filter(|_| is_unnamed(party))?;
    let day = report.published.as_deref();
    let other = |pair: [String; 2]| match pair {
        [a, b] if a == own => Some(b),
        [a, b] if b == own => Some(a),
        _ => None,
    };
    if strikes_itself(report, statement, own) {
        return Some(sides.pair(day).or_else(|| sides.pair_at_odds(day)).and_then(other));
    }
    // An army that accuses the rebels of a country is that country's, whatever state the report is written in.
    let foreign = party.sector.as_deref() == Some("MIL") && !sides.is_party(own, day);
    foreign.then(|| accused_rebels(report, statement)).flatten().filter(|country| country != own).map(Some)
}

/// Whether a body is known by bare nouns only: "the navy", "its spokesman", "the armed forces headquarters".
fn is_unnamed(party: &Party) -> bool {
    let mut words = party.text.split_whitespace();
    let first = words.next().map(str::to_lowercase);
    let bare = first.is_some_and(|first| matches!(first.as_str(), "the" | "its" | "a" | "an" | "army" | "police"));
    bare && words.all(|word| word.chars().all(|letter| letter.is_lowercase() || letter == '-'))
}

/// Whether a statement tells that a body known by bare nouns struck those who are named as of its own state.
fn strikes_itself(report: &Digest, statement: &Statement, own: &str) -> bool {
    let named = |party: &Party| party.text.chars().any(char::is_uppercase) && party.state() == Some(own);
    let blow = |told: &&Telling| {
        told.on_word_of.contains(&statement.id)
            && told.quad == 4
            && !told.actors.is_empty()
            && !told.recipients.is_empty()
            && told.actors.iter().all(|actor| is_unnamed(actor) && actor.state() == Some(own))
            && told.recipients.iter().all(named)
    };
    report.events.iter().any(|told| blow(&told))
}

/// The country of the armed group that a statement accuses or whose blows it tells.
fn accused_rebels(report: &Digest, statement: &Statement) -> Option<String> {
    let told_here = |told: &&Telling| {
        told.on_word_of.contains(&statement.id)
            || statement.evidence.spans.iter().any(|span| (span[0]..span[1]).contains(&told.trigger.span[0]))
    };
    let blamed = report.events.iter().filter(told_here).flat_map(|told| match told.plover.as_str() {
        "ACCUSE" => told.recipients.iter(),
        "ASSAULT" => told.actors.iter(),
        _ => [].iter(),
    });
    only(blamed.filter(|party| party.is_armed_group()))
}

/// The country of all of them, where they have one.
fn only<'a>(parties: impl Iterator<Item = &'a Party>) -> Option<String> {
    one_code(parties.filter_map(|party| party.country.as_deref()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::Crisis;
    use crate::digest::{Evidence, Words};
    use crate::row_examples::decides;
    use demarche_lexicon::Lexicon;

    fn of_body(report: &Digest, statement: &Statement, party: &Party) -> Option<String> {
        own_body(&Lexicon::embedded().word_classes, report, statement, party)
    }

    fn party(text: &str, country: Option<&str>, sector: &str) -> Party {
        Party {
            text: text.into(),
            name: text.into(),
            country: country.map(str::to_owned),
            sector: Some(sector.into()),
            ..Party::default()
        }
    }

    fn blow(actor: Party, recipient: Party) -> Telling {
        Telling {
            actors: vec![actor],
            recipients: vec![recipient],
            plover: "ASSAULT".into(),
            quad: 4,
            occurrence: "actual".into(),
            on_word_of: vec!["s1".into()],
            ..Telling::default()
        }
    }

    #[test]
    fn a_noun_takes_up_the_body_of_that_name() {
        let whole = party("Verania's National Security Committee", Some("VER"), "GOV");
        let report = Digest { events: vec![blow(whole, party("Ostria", Some("OST"), "GOV"))], ..Digest::default() };
        assert_eq!(
            of_body(&report, &Statement::default(), &party("The committee", None, "GOV")).as_deref(),
            Some("VER")
        );
        assert_eq!(of_body(&report, &Statement::default(), &party("The commission", None, "GOV")), None);
        assert_eq!(of_body(&report, &Statement::default(), &party("A committee", None, "GOV")), None);
    }

    #[test]
    fn a_rebel_is_of_the_one_country_that_has_rebels_here() {
        let group = |country: &str| Party {
            actor: Some("ver.front".into()),
            kind: Some("armed-group".into()),
            ..party("the Front", Some(country), "REB")
        };
        let none = Statement::default();
        let told = |codes: &[&str]| Digest {
            events: codes.iter().map(|code| blow(group(code), party("the army", None, "MIL"))).collect(),
            ..Digest::default()
        };
        assert_eq!(
            of_body(&told(&["VER", "VER"]), &none, &party("A rebel officer", None, "REB")).as_deref(),
            Some("VER")
        );
        assert_eq!(of_body(&told(&["VER", "OST"]), &none, &party("A rebel officer", None, "REB")), None);
        assert_eq!(of_body(&told(&["VER"]), &none, &party("An officer", None, "MIL")), None);
    }

    #[test]
    fn words_decide_which_nouns_take_up_a_body_or_fighters() {
        let whole = |word: &str| party(&format!("Verania's National Security {word}"), Some("VER"), "GOV");
        decides(WordClass::Body, "zork", |_, word| {
            let named = word.get(..1).unwrap_or_default().to_uppercase() + word.get(1..).unwrap_or_default();
            let report = Digest { events: vec![blow(whole(&named), whole("Council"))], ..Digest::default() };
            of_body(&report, &Statement::default(), &party(&format!("the {word}"), None, "GOV"))
        });
        let group = Party {
            actor: Some("ver.front".into()),
            kind: Some("armed-group".into()),
            ..party("the Front", Some("VER"), "REB")
        };
        let report = Digest { events: vec![blow(group.clone(), group)], ..Digest::default() };
        decides(WordClass::Rebel, "zork", |_, word| {
            of_body(&report, &Statement::default(), &party(&format!("a {word} officer"), None, "REB"))
        });
    }

    #[test]
    fn his_office_is_of_whom_the_words_begin_with() {
        let of = |text: &str, content: &str, sayer: &str| {
            let words = Words { text: content.into(), ..Words::default() };
            let evidence = Evidence { text: text.into(), ..Evidence::default() };
            let said = Statement { id: "s1".into(), content: vec![words], evidence, ..Statement::default() };
            let known = |text: &str, code: &str, kind: &str| Party {
                kind: Some(kind.into()),
                ..party(text, Some(code), "GOV")
            };
            let met = blow(known("President Oto Nattor", "VER", "person"), known("Ostria", "OST", "state"));
            of_body(&Digest { events: vec![met], ..Digest::default() }, &said, &party(sayer, None, "GOV"))
        };
        let told = "President Oto Nattor telephoned Ostria, his office said";
        assert_eq!(of(told, "President Oto Nattor telephoned Ostria", "his office").as_deref(), Some("VER"));
        assert_eq!(
            of("Ostria kept the treaty, its envoy said", "Ostria kept the treaty", "its envoy").as_deref(),
            Some("OST")
        );
        assert_eq!(of("Ostria kept the treaty, his office said", "Ostria kept the treaty", "his office"), None);
        assert_eq!(of("His office said Ostria kept it", "Ostria kept it", "His office"), None);
    }

    #[test]
    fn no_side_strikes_itself() {
        let states = |from: &str, to: &str| blow(party(from, Some(from), "GOV"), party(to, Some(to), "GOV"));
        let said = Statement { id: "s1".into(), ..Statement::default() };
        let of = |struck: Party| {
            let wrong = blow(party("The navy", Some("OST"), "MIL"), struck);
            let report =
                Digest { events: vec![states("VER", "OST"), states("OST", "VER"), wrong], ..Digest::default() };
            let crisis = Crisis::build(vec![report], &Lexicon::embedded().news_words);
            misread(&crisis.reports[0], crisis.sides(), &said, &party("its spokesman", Some("OST"), "MIL"))
        };
        assert_eq!(of(party("Ostrian soldiers", Some("OST"), "MIL")), Some(Some("VER".into())));
        assert_eq!(of(party("demonstrators", Some("OST"), "CVL")), None);
        assert_eq!(of(party("Veranian soldiers", Some("VER"), "MIL")), None);
    }

    #[test]
    fn an_army_that_accuses_the_rebels_of_a_country_is_of_it() {
        let rebels = Party {
            actor: Some("ver.front".into()),
            kind: Some("armed-group".into()),
            ..party("the Front", Some("VER"), "REB")
        };
        let charge =
            Telling { plover: "ACCUSE".into(), quad: 3, ..blow(party("The army", Some("NOR"), "MIL"), rebels) };
        let said = Statement { id: "s1".into(), ..Statement::default() };
        let report = Digest { events: vec![charge], ..Digest::default() };
        let crisis = Crisis::build(vec![report], &Lexicon::embedded().news_words);
        let whose = |text: &str| misread(&crisis.reports[0], crisis.sides(), &said, &party(text, Some("NOR"), "MIL"));
        assert_eq!(whose("The army"), Some(Some("VER".into())));
        assert_eq!(whose("The Norian army"), None);
    }
}
