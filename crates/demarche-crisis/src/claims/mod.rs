//! The claim ledger: a [`Crisis`] in, a row for each position that a statement takes, with the party, its position and the event that it is about.
//!
//! "Verania was not involved, the minister said" denies; "the operation will go on", said by a side that attacks, confirms; "the raid was
//! unprovoked" accuses. Who says that "Ostrian guns had shelled the port and that its own had answered" takes a position on two events, and has two rows.
//! How a position is found: [`mod@position`].

mod losses;
mod own_account;
mod own_body;
mod own_paper;
mod phrases;
mod position;
mod subject;

use crate::crisis::{Crisis, Event};
use crate::digest::{Digest, Evidence, Party, Statement, Telling};
use crate::people::People;
use crate::rows::{evidence, neutral_name};
use demarche_lexicon::Lexicon;
use own_body::{misread, own_body};
use own_paper::own_state;
use phrases::Phrases;
use position::{Place, further, position};
use serde_json::{Value, json};
use subject::Own;

/// Longest words of a row's neutral line.
const MOST_WORDS: usize = 25;

/// The claims, in the order of the reports.
pub fn claims(crisis: &Crisis, lexicon: &Lexicon) -> Vec<Value> {
    claims_as(crisis, lexicon, |row| row)
}

/// What `finish` makes of each claim, on the thread that made it.
pub(crate) fn claims_as<R: Send>(crisis: &Crisis, lexicon: &Lexicon, finish: impl Fn(Value) -> R + Sync) -> Vec<R> {
    let sides = crisis.sides();
    let people = People::of(crisis);
    let classes = &lexicon.word_classes;
    let phrases = Phrases::of(&lexicon.positions, classes);
    crisis.of_reports(|number, report| {
        let own = Own::of(report);
        let at = Place { crisis, number, report, sides, people: &people, own: &own, phrases: &phrases, classes };
        report.statements.iter().flat_map(|statement| taken(&at, statement)).map(&finish).collect()
    })
}

/// The rows of a statement: its position on what it tells first, and what else it owns up to or denies.
fn taken(at: &Place<'_>, statement: &Statement) -> Vec<Value> {
    let Some(named) = &statement.speaker else { return Vec::new() };
    // "The army accused Ostria": the army of the other side, which the row says it infers.
    // "Oto Nattor denied this": of the state that another report gives him.
    let elsewhere = || at.people.state(named).map(str::to_owned);
    let own =
        own_state(at.report, at.sides, statement, named).or_else(|| own_body(at.classes, at.report, statement, named));
    let own = own.or_else(elsewhere);
    let misread = misread(at.report, at.sides, statement, named);
    let inferred = own.is_some() || misread.is_some();
    let country = misread.unwrap_or_else(|| own.or_else(|| named.country.clone()));
    let speaker = Party { country, ..named.clone() };
    let told: Vec<(&Event, &Telling)> = at.crisis.events_of(at.number, statement).collect();
    let Some(position) = position(at, statement, &speaker, &told) else { return Vec::new() };
    let row = |event: Option<&Event>, position: &str, words: &Evidence| {
        json!({"event": event.map(|event| &event.id), "what": what(statement, &speaker, position), "party": speaker,
               "party_inferred": inferred, "speaker": named,
               "position": position, "said_on": statement.said_on, "word": word(at.report, statement),
               "evidence": evidence(at.report, words)})
    };
    let first = row(told.first().map(|(event, _)| *event), position, &statement.evidence);
    let others = further(at, statement, &speaker, position, &told);
    let others = others.into_iter().map(|(event, position, words)| row(event, position, words));
    std::iter::once(first).chain(others).collect()
}

/// The code of all of them, where they have one.
fn one_code<'a>(codes: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut codes: Vec<&str> = codes.collect();
    codes.sort_unstable();
    codes.dedup();
    match codes.as_slice() {
        [only] => Some((*only).to_owned()),
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Words;

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
        let rows = claims(&Crisis::build(vec![report], &lexicon.news_words), lexicon);
        rows.first().and_then(|row| row["position"].as_str()).unwrap_or("none").to_owned()
    }

    #[test]
    fn every_row_shows_its_position_in_its_example() {
        for row in &Lexicon::embedded().positions {
            let country = if row.who == "harmed" { "OST" } else { "VER" };
            let example = row.example.replace(['[', ']'], "");
            let own = match row.who.as_str() {
                "rejecter" => "rejects",
                "disowner" | "scorner" => "condemns",
                "apologiser" => "regrets",
                "thanker" => "praises",
                "demander" => "demands",
                _ => "asserts",
            };
            let said = Statement { position: own.into(), ..said(&example, country) };
            assert_eq!(first_position(said, vec![raid(); 3]), row.position, "{}", row.id);
        }
    }

    #[test]
    fn a_side_that_tells_its_own_deed_confirms_it_and_one_that_claims_a_success_asserts() {
        let on = |words: &str| Telling {
            on_word_of: vec!["s1".into()],
            trigger: Words { text: words.split(' ').next().unwrap_or_default().into(), ..Words::default() },
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
            assert_eq!(first_position(said(text, "NOR"), vec![own_threat()]), position, "{text}");
        }
        assert_eq!(first_position(said("we have written a new equation", "NOR"), Vec::new()), "asserts");
    }

    /// A deed of its own that the statement tells, which by itself confirms nothing.
    fn own_threat() -> Telling {
        let party = Party { country: Some("NOR".into()), ..Party::default() };
        Telling { actors: vec![party], plover: "THREATEN".into(), quad: 3, on_word_of: vec!["s1".into()], ..raid() }
    }

    fn positions(statement: Statement, events: Vec<Telling>) -> Vec<String> {
        let lexicon = Lexicon::embedded();
        let report = Digest { key: "a".into(), statements: vec![statement], events, ..Digest::default() };
        let rows = claims(&Crisis::build(vec![report], &lexicon.news_words), lexicon);
        rows.iter().filter_map(|row| row["position"].as_str().map(str::to_owned)).collect()
    }

    #[test]
    fn who_tells_two_deeds_takes_a_position_on_each() {
        let on = |at: u32, actor: &str, words: &str| {
            let mut told = Telling { on_word_of: vec!["s1".into()], ..raid() };
            if actor == "OST" {
                std::mem::swap(&mut told.actors, &mut told.recipients);
            }
            told.evidence = Evidence { spans: vec![[at, at + 9]], text: words.into(), ..Evidence::default() };
            told
        };
        let text = "Veranian guns fired at the port and its own batteries hit the airfield";
        let told = vec![on(0, "VER", "Veranian guns fired at the port"), on(40, "OST", "batteries hit the airfield")];
        assert_eq!(positions(said(text, "OST"), told), ["asserts", "confirms"]);
    }

    #[test]
    fn what_a_sentence_blames_is_a_charge_though_its_verb_only_says() {
        let mut blamed = Telling { plover: "ACCUSE".into(), quad: 3, ..raid() };
        blamed.trigger = Words { span: [9, 15], text: "blamed".into() };
        blamed.evidence =
            Evidence { spans: vec![[0, 23]], text: "The army blamed Ostria".into(), ..Evidence::default() };
        let text = "The army blamed Ostria, saying the mine was new";
        let mut saying = said(text, "VER");
        saying.content = vec![Words { span: [31, 47], text: "the mine was new".into() }];
        saying.evidence.spans = vec![[0, 47]];
        assert_eq!(positions(saying.clone(), vec![blamed.clone()]), ["accuses"]);
        blamed.actors.clear();
        assert_eq!(positions(saying, vec![blamed]), ["asserts"]);
    }

    #[test]
    fn what_would_be_an_act_of_war_is_charged_to_nobody() {
        let would = "to turn off the water would be an act of war";
        assert_eq!(first_position(said(would, "NOR"), Vec::new()), "asserts");
        assert_eq!(first_position(said("the raid was an act of war", "NOR"), Vec::new()), "accuses");
    }

    #[test]
    fn a_deed_of_its_own_is_confirmed_whoever_of_the_state_did_it() {
        let state = |text: &str, kind: &str| Party {
            text: text.into(),
            kind: Some(kind.into()),
            sector: Some("GOV".into()),
            ..own_threat().actors[0].clone()
        };
        let met = |text: &str| Telling {
            actors: vec![state(text, "person")],
            trigger: Words { text: "met".into(), ..Words::default() },
            ..own_threat()
        };
        for (text, position) in [
            ("Over the weekend President Oto Nattor told the envoy to wait", "confirms"),
            ("the army captured five men near the river", "confirms"),
            ("the army had captured five men near the river", "confirms"),
            ("it sent a note to the council", "confirms"),
            ("it had summoned nobody", "denies"),
            ("in reply armed drones of ours had been launched", "asserts"),
            ("in reply Norian armed drones had been launched", "confirms"),
            ("the Norian army was fired at", "asserts"),
            ("the jets flew ten miles into the valley", "asserts"),
            ("soldiers wounded in the raid were taken home", "asserts"),
            ("President Oto Nattor supported a settlement", "asserts"),
            ("President Oto Nattor would fly to the summit", "asserts"),
        ] {
            let mut statement = said(text, "NOR");
            statement.speaker =
                Some(Party { name: "Norian defence ministry".into(), ..state("the ministry", "government") });
            assert_eq!(first_position(statement, vec![met("President Oto Nattor")]), position, "{text}");
        }
    }

    #[test]
    fn a_source_and_a_paper_confirm_nothing_and_a_third_tells_of_others() {
        let told = "it had sent a note to the council";
        let by = |text: &str, sector: &str| {
            let mut statement = said(told, "NOR");
            statement.speaker =
                statement.speaker.map(|party| Party { text: text.into(), sector: Some(sector.into()), ..party });
            first_position(statement, Vec::new())
        };
        assert_eq!(by("the ministry", "GOV"), "confirms");
        assert_eq!(by("a source close to the ministry", "GOV"), "asserts");
        assert_eq!(by("Norian state television", "MED"), "asserts");
        let agreed = Telling {
            plover: "AGREE".into(),
            quad: 1,
            actors: own_threat().actors,
            on_word_of: vec!["s1".into()],
            ..raid()
        };
        assert_eq!(first_position(said("the two sides had agreed to meet", "NOR"), vec![agreed.clone()]), "asserts");
        let ready = Telling { trigger: Words { text: "ready".into(), ..Words::default() }, ..agreed };
        assert_eq!(first_position(said("Noria was ready to meet them", "NOR"), vec![ready]), "asserts");
    }

    #[test]
    fn who_wants_a_deed_ended_takes_it_for_granted() {
        assert_eq!(first_position(said("Ostria must withdraw its troops", "NOR"), Vec::new()), "presupposes");
        assert_eq!(first_position(said("it would withdraw its troops", "NOR"), Vec::new()), "asserts");
        assert_eq!(first_position(said("its men were hunting illegal miners", "NOR"), Vec::new()), "asserts");
        assert_eq!(first_position(said("it had lied to nobody", "NOR"), Vec::new()), "denies");
    }

    #[test]
    fn an_armed_group_confirms_no_deed_of_the_state() {
        let mut statement = said("Veranian planes struck the port", "VER");
        statement.speaker = statement.speaker.map(|party| Party {
            kind: Some("armed-group".into()),
            actor: Some("ver.front".into()),
            ..party
        });
        let lexicon = Lexicon::embedded();
        let told = Telling { on_word_of: vec!["s1".into()], ..raid() };
        let report = Digest { key: "a".into(), statements: vec![statement], events: vec![told], ..Digest::default() };
        let rows = claims(&Crisis::build(vec![report], &lexicon.news_words), lexicon);
        assert_eq!(rows[0]["position"], "asserts");
    }

    #[test]
    fn who_dismisses_a_charge_denies_it_and_who_turns_down_a_plan_rejects_it() {
        let rejected = |text: &str| Statement { position: "rejects".into(), ..said(text, "NOR") };
        assert_eq!(first_position(rejected("Noria rejected the accusation"), Vec::new()), "denies");
        assert_eq!(first_position(rejected("Noria rejected the plan"), Vec::new()), "rejects");
    }

    #[test]
    fn whoever_disowns_or_ridicules_denies_and_whoever_refuses_to_speak_withholds() {
        let as_told = |position: &str, text: &str| Statement { position: position.into(), ..said(text, "NOR") };
        for (position, text, taken) in [
            ("condemns", "Noria disowned the gunners", "denies"),
            ("condemns", "Noria poured scorn on the report", "denies"),
            ("condemns", "Noria poured scorn on the plan", "accuses"),
            ("condemns", "Noria called the plan unacceptable", "rejects"),
            ("condemns", "Noria called the raid unacceptable", "accuses"),
            ("rejects", "Noria disputed the figure", "denies"),
            ("rejects", "Noria refused to answer questions about the charge", "withholds"),
            ("rejects", "Noria neither accepted nor rejected the charge", "withholds"),
        ] {
            assert_eq!(first_position(as_told(position, text), Vec::new()), taken, "{text}");
        }
    }

    #[test]
    fn whoever_contends_owns_up_to_nothing_and_a_state_may_go_by_its_name() {
        let verb = |text: &str, evidence: &str| {
            let mut made = said(text, "NOR");
            made.evidence.text = evidence.into();
            made
        };
        let driven = "it had driven the rebels back";
        assert_eq!(
            first_position(verb(driven, "Noria said it had driven the rebels back"), vec![own_threat()]),
            "confirms"
        );
        assert_eq!(
            first_position(verb(driven, "Noria claimed it had driven the rebels back"), vec![own_threat()]),
            "asserts"
        );
        let mut named = own_threat();
        let state = Party { text: "Noria".into(), kind: Some("state".into()), ..named.actors[0].clone() };
        named.actors = vec![state];
        assert_eq!(first_position(said("Noria had not shut the gate", "NOR"), vec![named.clone()]), "denies");
        assert_eq!(first_position(said("Ostria had not shut the gate", "NOR"), vec![named]), "asserts");
    }

    #[test]
    fn an_army_owns_its_dead_and_answers_in_a_word() {
        for (text, position) in [
            ("five of its soldiers had been killed", "confirms"),
            ("it had lost two jets in the raid", "confirms"),
            ("none of its soldiers had been killed", "denies"),
            ("no village had been shelled", "denies"),
            ("nobody was ready for it", "asserts"),
            ("five soldiers had been killed", "asserts"),
            ("that it had not", "denies"),
            ("it had", "confirms"),
        ] {
            assert_eq!(first_position(said(text, "VER"), vec![raid(); 3]), position, "{text}");
        }
    }

    #[test]
    fn a_phrase_that_is_turned_round_shows_nothing() {
        assert_eq!(first_position(said("the raid was not a violation of the treaty", "NOR"), Vec::new()), "asserts");
    }
}
