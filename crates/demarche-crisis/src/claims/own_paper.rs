//! Whose the bodies are that a report names without their state: a report and the sides of the war in, the one state that they can be of out.
//!
//! "The army accused Ostria of firing rockets", in a war of Verania with Ostria and in a paper that writes "the army" as if there were one: Verania's.
//! So is a ministry that tells what one state decided: "Verania has suspended its aid, the foreign ministry said". The row says that it is inferred.

use super::one_code;
use crate::digest::{Digest, Evidence, Party, Statement, Telling};
use crate::sides::Sides;

/// Sectors of whom a state has one.
const OF_STATE: [&str; 7] = ["GOV", "MIL", "COP", "HLH", "LEG", "JUD", "SPY"];
/// Sectors that tell of harm at home.
const AT_HOME: [&str; 2] = ["COP", "HLH"];

/// The state whose body a party is, where what it says in the report of the other side of a war of two tells it, always the same. What another body
/// says tells nothing: an agency that writes from both sides has two armies.
pub(super) fn own_state(report: &Digest, sides: &Sides, statement: &Statement, party: &Party) -> Option<String> {
    // "Verania would vote as planned, it repeated"
    if party.country.is_none() && party.text.eq_ignore_ascii_case("it") {
        return by_decision(report, statement);
    }
    if !is_bare(party) {
        return by_name(report, party);
    }
    by_deed(report, party)
        .or_else(|| by_like(report, statement, party))
        .or_else(|| by_name(report, party))
        .or_else(|| by_charge(report, sides, party))
        .or_else(|| by_blow(report, sides, statement))
        .or_else(|| by_decision(report, statement).filter(|_| !is_named(party)))
}

/// A person with a name: what "Ostria was exposing itself, General Nattor said" begins with is not what he decides.
fn is_named(party: &Party) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    party.kind.as_deref() == Some("person") && party.name.split_whitespace().all(capital)
}

/// The state that the report gives a body where it tells its deeds, always the same: "the army", known as a doer by those it fights.
fn by_deed(report: &Digest, party: &Party) -> Option<String> {
    let does = |actor: &&Party| actor.name == party.name && actor.text.eq_ignore_ascii_case(&party.text);
    one_code(report.events.iter().flat_map(|told| &told.actors).filter(does).filter_map(Party::state))
}

/// "The Veranian navy sank a boat, a navy spokesman said": of the navy that he tells of.
fn by_like(report: &Digest, statement: &Statement, party: &Party) -> Option<String> {
    let text = party.text.to_lowercase();
    let noun =
        ["navy", "army", "air force", "coast guard", "border guard"].into_iter().find(|noun| text.contains(noun))?;
    let told = report.events.iter().filter(|told| told.on_word_of.contains(&statement.id));
    let like = told.flat_map(|told| &told.actors).filter(|actor| actor.text.to_lowercase().ends_with(noun));
    one_code(like.filter_map(Party::state))
}

/// "Nattor said": the state of the one of that name whom the report names with his office; in Asia it may be the first of his names.
fn by_name(report: &Digest, party: &Party) -> Option<String> {
    let surname = |party: &Party| party.text.split_whitespace().last().map(str::to_owned);
    let own = surname(party).filter(|name| name.chars().next().is_some_and(char::is_uppercase))?;
    if party.country.is_some() || !matches!(party.kind.as_deref(), Some("person") | None) {
        return None;
    }
    let same = |known: &&Party| {
        let whole = known.kind.as_deref() == Some("person") && known.text.contains(' ');
        let alone = !party.text.contains(' ');
        whole
            && (surname(known).as_deref() == Some(own.as_str())
                || alone && known.text.split_whitespace().any(|word| word == own))
    };
    one_code(report.parties().filter(same).filter_map(Party::state))
}

/// "The air force struck Ostrian guns, the headquarters said": the other side of a war of two tells what bodies without a state did to this one.
fn by_blow(report: &Digest, sides: &Sides, statement: &Statement) -> Option<String> {
    let day = report.published.as_deref();
    let pair = sides.pair(day).or_else(|| sides.pair_at_odds(day))?;
    let own_blow = |told: &&Telling| {
        told.on_word_of.contains(&statement.id)
            && told.plover == "ASSAULT"
            && told.occurrence == "actual"
            && !told.actors.is_empty()
            && told.actors.iter().all(|actor| actor.country.is_none() && actor.sector.as_deref() == Some("MIL"))
    };
    let struck = report.events.iter().filter(own_blow).flat_map(|told| &told.recipients).filter_map(Party::state);
    let mut codes: Vec<&str> = struck.collect();
    codes.sort_unstable();
    codes.dedup();
    match (codes.as_slice(), &pair) {
        ([only], [a, b]) if a == only => Some(b.clone()),
        ([only], [a, b]) if b == only => Some(a.clone()),
        _ => None,
    }
}

fn by_charge(report: &Digest, sides: &Sides, party: &Party) -> Option<String> {
    let day = report.published.as_deref();
    let pair = sides.pair(day).or_else(|| sides.pair_at_odds(day))?;
    let other = |code: &str| match &pair {
        [a, b] if a == code => Some(b.clone()),
        [a, b] if b == code => Some(a.clone()),
        _ => None,
    };
    let mut found: Option<String> = None;
    for statement in &report.statements {
        if !statement.speaker.as_ref().is_some_and(|speaker| is_bare(speaker) && speaker.name == party.name) {
            continue;
        }
        let Some(state) = blamed(report, statement).as_deref().and_then(other) else { continue };
        if found.as_ref().is_some_and(|known| *known != state) {
            return None;
        }
        found = Some(state);
    }
    found
}

/// The state whose own doing a statement begins with: what it decides is told by its own bodies. What it does by force, the other side tells too.
fn by_decision(report: &Digest, statement: &Statement) -> Option<String> {
    let content = statement.content.first()?.text.trim_start_matches("that ");
    let decides = |told: &&Telling| {
        told.on_word_of.contains(&statement.id)
            && !matches!(told.plover.as_str(), "ASSAULT" | "ACCUSE" | "THREATEN" | "COERCE")
    };
    let doers = report.events.iter().filter(decides).flat_map(|told| &told.actors);
    let is_state = |party: &&Party| matches!(party.kind.as_deref(), Some("state" | "government"));
    let mut first = doers.filter(is_state).filter(|party| !party.text.is_empty() && content.starts_with(&party.text));
    first.next()?.country.clone()
}

/// Whether a party is a body of a state that the words do not name: "the army", "police"; not "each government".
fn is_bare(party: &Party) -> bool {
    let several = ["each ", "both ", "all ", "some ", "several ", "neither ", "foreign ", "western "];
    let text = party.text.to_lowercase().replace("foreign minist", "minist").replace("foreign secretary", "secretary");
    let body = matches!(
        party.kind.as_deref(),
        Some("government" | "military" | "organisation" | "office" | "group" | "person")
    );
    party.country.is_none()
        && body
        && party.sector.as_deref().is_some_and(|sector| OF_STATE.contains(&sector))
        && !several.iter().any(|word| text.starts_with(word))
}

/// The state that a statement blames: whom it accuses, or who did the harm that police and doctors tell.
fn blamed(report: &Digest, statement: &Statement) -> Option<String> {
    let sector = statement.speaker.as_ref().and_then(|speaker| speaker.sector.as_deref()).unwrap_or_default();
    let accuses = statement.position == "accuses";
    let mut codes: Vec<&str> = Vec::new();
    for told in &report.events {
        let on_word = told.on_word_of.contains(&statement.id);
        let charge = told.plover == "ACCUSE"
            && told.actors.iter().all(|party| party.country.is_none())
            && overlap(&told.evidence, &statement.evidence);
        let harm = told.plover == "ASSAULT" && told.occurrence == "actual" && on_word;
        let parties = match (charge, harm && (accuses || AT_HOME.contains(&sector))) {
            (true, _) => &told.recipients,
            (_, true) => &told.actors,
            _ => continue,
        };
        codes.extend(parties.iter().filter_map(|party| party.country.as_deref()));
    }
    one_code(codes.into_iter())
}

fn overlap(a: &Evidence, b: &Evidence) -> bool {
    let (Some(a), Some(b)) = (a.spans.first(), b.spans.first()) else { return false };
    a[0] < b[1] && b[0] < a[1]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crisis::Crisis;
    use crate::digest::Words;
    use demarche_lexicon::Lexicon;

    fn state(code: &str) -> Party {
        Party { name: code.into(), country: Some(code.into()), kind: Some("state".into()), ..Party::default() }
    }

    fn army() -> Party {
        Party { text: "The army".into(), sector: Some("MIL".into()), kind: Some("military".into()), ..Party::default() }
    }

    fn raid(from: &str, to: &str) -> Telling {
        Telling {
            actors: vec![state(from)],
            recipients: vec![state(to)],
            plover: "ASSAULT".into(),
            occurrence: "actual".into(),
            ..Telling::default()
        }
    }

    fn report(accused: &[&str]) -> Digest {
        let evidence = |at: u32| Evidence { spans: vec![[at, at + 9]], ..Evidence::default() };
        let mut report =
            Digest { events: vec![raid("VER", "OST"), raid("OST", "VER"), raid("VER", "OST")], ..Digest::default() };
        for (at, accused) in accused.iter().enumerate() {
            let at = at as u32 * 100;
            report.statements.push(Statement {
                id: format!("s{at}"),
                speaker: Some(army()),
                position: "accuses".into(),
                evidence: evidence(at),
                ..Statement::default()
            });
            report.events.push(Telling {
                actors: vec![army()],
                recipients: vec![state(accused)],
                plover: "ACCUSE".into(),
                evidence: evidence(at),
                ..Telling::default()
            });
        }
        report
    }

    fn own(accused: &[&str]) -> Option<String> {
        let crisis = Crisis::build(vec![report(accused)], &Lexicon::embedded().news_words);
        own_state(&crisis.reports[0], crisis.sides(), &Statement::default(), &army())
    }

    #[test]
    fn who_accuses_one_side_of_two_is_the_other() {
        assert_eq!(own(&["OST"]).as_deref(), Some("VER"));
        let crisis = Crisis::build(vec![report(&["OST"])], &Lexicon::embedded().news_words);
        let police = Party { name: "police".into(), text: "police".into(), sector: Some("COP".into()), ..army() };
        assert_eq!(own_state(&crisis.reports[0], crisis.sides(), &Statement::default(), &police), None);
    }

    #[test]
    fn armies_of_both_sides_are_nobodys() {
        assert_eq!(own(&["OST", "VER"]), None);
        assert_eq!(own(&["NOR"]), None);
        assert_eq!(own(&[]), None);
    }

    #[test]
    fn what_a_state_decides_is_told_by_its_own_bodies() {
        let said = Statement {
            id: "s1".into(),
            content: vec![Words { span: [0, 20], text: "Verania has suspended its aid".into() }],
            ..Statement::default()
        };
        let of = |plover: &str, actor: &str| {
            let actor = Party { text: actor.into(), ..state("VER") };
            let told = Telling {
                actors: vec![actor],
                plover: plover.into(),
                on_word_of: vec!["s1".into()],
                ..Telling::default()
            };
            let report = Digest { events: vec![told], ..Digest::default() };
            let crisis = Crisis::build(vec![report], &Lexicon::embedded().news_words);
            own_state(&crisis.reports[0], crisis.sides(), &said, &army())
        };
        assert_eq!(of("SANCTION", "Verania").as_deref(), Some("VER"));
        assert_eq!(of("ASSAULT", "Verania"), None);
        assert_eq!(of("SANCTION", "its neighbour"), None);
    }

    #[test]
    fn a_body_is_of_the_state_that_its_deeds_are_told_of() {
        let own = |codes: &[&str]| {
            let told = |code: &&str| Telling {
                actors: vec![Party { country: Some((*code).into()), ..army() }],
                ..Telling::default()
            };
            let report = Digest { events: codes.iter().map(told).collect(), ..Digest::default() };
            by_deed(&report, &army())
        };
        assert_eq!(own(&["VER", "VER"]).as_deref(), Some("VER"));
        assert_eq!(own(&["VER", "OST"]), None);
        assert_eq!(own(&[]), None);
    }

    #[test]
    fn a_bare_surname_is_of_the_one_who_bears_it_in_the_report() {
        let of = |text: &str, country: Option<&str>| Party {
            text: text.into(),
            country: country.map(str::to_owned),
            kind: Some("person".into()),
            ..Party::default()
        };
        let said = |codes: &[&str]| {
            let told =
                |code: &&str| Telling { actors: vec![of("General Oto Nattor", Some(code))], ..Telling::default() };
            Digest { events: codes.iter().map(told).collect(), ..Digest::default() }
        };
        assert_eq!(by_name(&said(&["VER", "VER"]), &of("Nattor", None)).as_deref(), Some("VER"));
        assert_eq!(by_name(&said(&["VER", "OST"]), &of("Nattor", None)), None);
        assert_eq!(by_name(&said(&["VER"]), &of("Natter", None)), None);
        assert_eq!(by_name(&said(&["VER"]), &of("the general", None)), None);
    }

    #[test]
    fn bodies_without_a_state_that_strike_one_side_are_the_others() {
        let said = Statement { id: "s1".into(), ..Statement::default() };
        let of = |actor: Party| {
            let blow = Telling { actors: vec![actor], on_word_of: vec!["s1".into()], ..raid("VER", "OST") };
            let mut told = report(&[]);
            told.events.push(blow);
            let crisis = Crisis::build(vec![told], &Lexicon::embedded().news_words);
            by_blow(&crisis.reports[0], crisis.sides(), &said)
        };
        assert_eq!(of(army()).as_deref(), Some("VER"));
        assert_eq!(of(state("VER")), None);
    }

    #[test]
    fn each_government_is_not_one() {
        let minister = Party { text: "Foreign Minister Toma Reyl".into(), kind: Some("person".into()), ..army() };
        assert!(is_bare(&minister));
        assert!(!is_bare(&Party { text: "Foreign forces".into(), ..army() }));
        assert!(is_bare(&army()));
        assert!(!is_bare(&Party { text: "Each army".into(), ..army() }));
        assert!(!is_bare(&Party { country: Some("VER".into()), ..army() }));
    }
}
