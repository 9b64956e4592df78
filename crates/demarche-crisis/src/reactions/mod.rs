//! The world's reactions: a [`Crisis`] in, a row for each state or organisation that takes a stance without being at war itself.
//!
//! "Kenya's envoy condemned the raid on the dam" is Kenya, condemns. What Iran says of an attack on Iran is no
//! reaction but the claim of a party, and stands in the claim ledger. Who is told to say the same thing twice in a report, in its headline and its
//! text, has one row. A report that copies print names them in its rows, and those of a copy name the report that it prints.

mod joined;
mod phrases;
mod stance;

use crate::crisis::{Crisis, Event};
use crate::digest::{Digest, Evidence, Party, Statement, Telling, When};
use crate::rows::{neutral_name, whole_evidence};
use crate::sides::Sides;
use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::{Actors, Day};
use phrases::Phrases;
use serde_json::{Value, json};
use stance::{of_deed, of_statement};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Longest quotation, in words.
const MOST_WORDS: usize = 25;
/// Longest heading, in words.
const HEADING: usize = 14;
/// The reactions, in the order of the reports.
pub fn reactions(crisis: &Crisis, lexicon: &Lexicon) -> Vec<Value> {
    let phrases = Phrases::of(&lexicon.reactions, &lexicon.word_classes);
    let sides = crisis.sides();
    let copies = copies(crisis);
    crisis.of_reports(|number, report| {
        let copied = crisis.reprints.get(number).copied().flatten().filter(|reprint| reprint.whole);
        let copy_of = copied.and_then(|reprint| crisis.reports.get(reprint.of)).map(|report| &report.key);
        let attack = attack_of(crisis, number);
        let row = |taken: Taken<'_>| {
            let said = taken.statement;
            let quotation = said.and_then(quotation);
            json!({"event": attack.map(|event| &event.id), "what": what(&taken, quotation.as_deref()), "country": taken.country(),
                   "speaker": &*taken.speaker, "office": office(report, &taken, lexicon), "stance": taken.stance, "quotation": quotation,
                   "when": said.map(|said| &said.said_on), "channel": said.and_then(|said| said.channel.as_ref()).map(|channel| &channel.kind),
                   "also_in": copies.get(&number), "copy_of": copy_of, "evidence": whole_evidence(report, taken.evidence)})
        };
        taken(report, sides, &phrases, &lexicon.actors).into_iter().map(row).collect()
    })
}

/// A stance taken in a report.
struct Taken<'a> {
    speaker: Cow<'a, Party>,
    stance: &'a str,
    statement: Option<&'a Statement>,
    evidence: &'a Evidence,
    /// The headline tells it.
    headline: bool,
}

impl Taken<'_> {
    fn country(&self) -> &str {
        self.speaker.country.as_deref().unwrap_or_default()
    }
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

/// The stances that a report tells: of speakers, of those who join in, and of who is told to take one without words of its own.
fn taken<'a>(report: &'a Digest, sides: &Sides, phrases: &Phrases<'a>, actors: &Actors) -> Vec<Taken<'a>> {
    let day = report.published.as_deref();
    let mut taken: Vec<Taken<'a>> = Vec::new();
    for statement in &report.statements {
        let Some(speaker) = &statement.speaker else { continue };
        let told = told_by(report, statement, speaker);
        let outside = |party: &Party| is_outside(party, sides, day) || answers(party, statement, told, sides, day);
        // Whose stance is no reaction is not asked for one: its words are looked through for many phrases.
        let mut sayers = std::iter::once(speaker).chain(told.map_or(&[][..], |told| &told.actors));
        let many = speaker.country.is_none() && statement.position != "asserts";
        if !many && !sayers.any(outside) || is_long_past(report, statement) {
            continue;
        }
        let Some(stance) = of_statement(statement, phrases) else { continue };
        // A side of the war that asks a third state for something is no third.
        let judges = matches!(stance, "condemns" | "concern" | "supports");
        if judges && is_anothers(report, statement, speaker, stance, phrases) {
            continue;
        }
        if !judges && sides.is_party(speaker.state().unwrap_or_default(), day) && statement.position == "asserts" {
            continue;
        }
        let of_others = stance == "condemns" && told.is_some_and(|told| is_of_others(told, sides, day));
        if of_others && is_outside(speaker, sides, day) {
            continue;
        }
        // A charge against one's own rebels is no reaction, one against nobody no stance.
        if statement.position == "accuses" && !told.is_some_and(|told| is_of_another(told, speaker)) {
            continue;
        }
        let evidence = &statement.evidence;
        let headline = is_headline(report, evidence);
        for speaker in speakers(report, statement, speaker, told, actors) {
            if outside(&speaker) {
                add(report, &mut taken, Taken { speaker, stance, statement: Some(statement), evidence, headline });
            }
        }
    }
    // "Ostria also welcomed it": told without words of its own.
    for told in report.events.iter().filter(|told| told.occurrence == "actual") {
        let Some(stance) = of_deed(told, phrases).filter(|_| !is_of_others(told, sides, day)) else { continue };
        for speaker in told.actors.iter().filter(|speaker| is_outside(speaker, sides, day)) {
            let known = |known: &Taken<'_>| {
                known.speaker.country == speaker.country && known.stance == stance && same_body(&known.speaker, speaker)
            };
            if !taken.iter().any(known) {
                let (evidence, headline) = (&told.evidence, is_headline(report, &told.evidence));
                let speaker = Cow::Borrowed(speaker);
                add(report, &mut taken, Taken { speaker, stance, statement: None, evidence, headline });
            }
        }
    }
    taken
}

/// Whether a party speaks for a state or a body of states that has no part in the war.
fn is_outside(party: &Party, sides: &Sides, day: Option<&str>) -> bool {
    speaks_for_state(party) && party.state().is_some_and(|country| !sides.is_party(country, day))
}

/// Courts judge and the public has views: neither speaks for a state.
fn speaks_for_state(party: &Party) -> bool {
    let many = matches!(party.kind.as_deref(), Some("group" | "population"));
    let court = party.name.contains("Court") || party.name.contains("Tribunal");
    match party.sector.as_deref() {
        Some("JUD" | "MED") => false,
        Some("GOV" | "MIL" | "IGO" | "LEG") => !court,
        sector => !(court || many && sector.is_some()),
    }
}

/// Whether a side of the war answers a third state: what it says of the sanctions of Noria is a reaction, what it says of its foe is the claim of a
/// party.
fn answers(party: &Party, statement: &Statement, told: Option<&Telling>, sides: &Sides, day: Option<&str>) -> bool {
    let judges = matches!(statement.position.as_str(), "condemns" | "praises" | "regrets" | "rejects" | "asserts");
    let Some(told) = told.filter(|_| judges && speaks_for_state(party)) else { return false };
    let third = |of: &Party| of.state().is_some_and(|country| !sides.is_party(country, day));
    party.state().is_some() && !told.recipients.is_empty() && told.recipients.iter().all(third)
}

/// Whether a statement was made in a year before the last: "in 2008 Noria condemned the raid".
fn is_long_past(report: &Digest, statement: &Statement) -> bool {
    let year = |day: Option<&str>| day.and_then(|day| day.get(..4)?.parse::<i32>().ok());
    let of = |when: Option<&When>| year(when.and_then(|when| when.to.as_deref().or(when.from.as_deref())));
    let span = statement.evidence.spans.first();
    let deed = |told: &&Telling| {
        let at = told.trigger.span[0];
        let in_content = statement.content.iter().any(|part| (part.span[0]..part.span[1]).contains(&at));
        told.occurrence == "historical" && !in_content && span.is_some_and(|span| (span[0]..span[1]).contains(&at))
    };
    let told = report.events.iter().find(deed).and_then(|told| of(told.when.as_ref()));
    let said = of(statement.said_on.as_ref()).or(told);
    said.zip(year(report.published.as_deref())).is_some_and(|(said, published)| said + 1 < published)
}

/// Whose words a statement has: "Verania, Ostria and Noria condemned the raid" has the first of them for its speaker.
fn speakers<'a>(
    report: &Digest,
    statement: &Statement,
    speaker: &'a Party,
    told: Option<&'a Telling>,
    actors: &Actors,
) -> Vec<Cow<'a, Party>> {
    let mut speakers = vec![Cow::Borrowed(speaker)];
    let doers = told.filter(|_| speaker.country.is_some()).map_or(&[][..], |told| &told.actors).iter();
    speakers.extend(
        doers.filter(|party| party.country != speaker.country || party.name != speaker.name).map(Cow::Borrowed),
    );
    for party in joined::beside(report, statement, speaker, actors) {
        if !speakers.iter().any(|known| known.country == party.country) {
            speakers.push(Cow::Owned(party));
        }
    }
    speakers
}

/// The deed in words that a statement is: its word stands before what is said, and its doer speaks.
fn told_by<'a>(report: &'a Digest, statement: &Statement, speaker: &Party) -> Option<&'a Telling> {
    let span = statement.evidence.spans.first()?;
    let says = |told: &&Telling| {
        let at = told.trigger.span[0];
        let in_content = statement.content.iter().any(|part| (part.span[0]..part.span[1]).contains(&at));
        let in_words = matches!(told.plover.as_str(), "ACCUSE" | "SUPPORT" | "REQUEST" | "REJECT" | "AGREE");
        (span[0]..span[1]).contains(&at) && !in_content && in_words && told.occurrence == "actual"
    };
    let by = |told: &&Telling| {
        told.actors.iter().any(|actor| actor.name == speaker.name && actor.country == speaker.country)
    };
    report.events.iter().filter(says).find(by)
}

/// Whether a speaker tells what somebody else thinks of it: "an adviser to the Tolmian premier said Verania had welcomed the offer".
fn is_anothers(report: &Digest, statement: &Statement, speaker: &Party, stance: &str, phrases: &Phrases<'_>) -> bool {
    let of_another = |told: &Telling| {
        let at = told.trigger.span[0];
        statement.content.iter().any(|part| (part.span[0]..part.span[1]).contains(&at))
            && !told.actors.is_empty()
            && told.actors.iter().all(|actor| actor.state().is_some() && actor.country != speaker.country)
            && of_deed(told, phrases) == Some(stance)
    };
    statement.position == "asserts" && report.events.iter().any(of_another)
}

/// Whether what is told is aimed at another state than the speaker's.
fn is_of_another(told: &Telling, speaker: &Party) -> bool {
    told.recipients.iter().any(|party| party.state().is_some() && party.country != speaker.country)
}

/// Whether what is told is aimed at states alone that have no part in the war: "Tolm condemned the missile test of Noria". "Condemned it" may take up
/// what anybody did.
fn is_of_others(told: &Telling, sides: &Sides, day: Option<&str>) -> bool {
    let others = |party: &Party| {
        let named = !matches!(party.text.to_lowercase().as_str(), "it" | "this" | "that" | "them" | "these" | "those");
        let country =
            party.country.as_deref().filter(|_| named && matches!(party.kind.as_deref(), Some("state" | "government")));
        country.is_some_and(|code| {
            code.len() == 3 && !sides.attacks(code, day) && !sides.is_attacked(code, day) && !sides.is_party(code, day)
        })
    };
    told.plover == "ACCUSE"
        && sides.any_at_war(day)
        && !told.recipients.is_empty()
        && told.recipients.iter().all(others)
}

/// Whether two parties of a country can be the same: bodies of states have one code in common.
fn same_body(a: &Party, b: &Party) -> bool {
    let shared = matches!(a.country.as_deref(), Some("IGO" | "NGO" | "UNO"));
    !shared
        || a.name.contains(&b.name)
        || b.name.contains(&a.name)
        || a.kind.as_deref() == Some("person")
        || b.kind.as_deref() == Some("person")
}

/// Adds a stance, unless it is known from that speaker; of two tellings of it the longer is kept. Of two speakers of a state in the same
/// words ("Merz called for talks, his spokesman said") the person is kept, else whoever is told about. Whoever takes two stances in a sentence
/// ("voiced concern and urged restraint") has the first.
fn add<'a>(report: &Digest, taken: &mut Vec<Taken<'a>>, new: Taken<'a>) {
    let same = |known: &&mut Taken<'a>| {
        known.speaker.country == new.speaker.country
            && same_body(&known.speaker, &new.speaker)
            && if known.stance == new.stance {
                known.speaker.name == new.speaker.name
                    || known.headline != new.headline
                    || overlap(known.evidence, new.evidence)
            } else {
                in_one_sentence(report, known.evidence, new.evidence)
            }
    };
    match taken.iter_mut().find(same) {
        Some(known) if known.stance == new.stance && is_better(&new, known) => *known = new,
        Some(_) => {}
        None => taken.push(new),
    }
}

/// Whether no sentence ends between the beginnings of two pieces of a report.
fn in_one_sentence(report: &Digest, a: &Evidence, b: &Evidence) -> bool {
    let (Some(a), Some(b)) = (a.spans.first(), b.spans.first()) else { return false };
    let (from, to) = (a[0].min(b[0]), a[0].max(b[0]));
    let between: String = report.text.chars().skip(from as usize).take((to - from) as usize).collect();
    !between.contains(['\n', '!', '?', ';'])
        && !between.contains(". ")
        && !between.contains(".” ")
        && !between.contains(".\" ")
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
        || is_heading(report, evidence)
}

/// The heading of an entry of a live blog or of a section: a short line of its own that ends without a stop, with another behind it.
fn is_heading(report: &Digest, evidence: &Evidence) -> bool {
    let Some(span) = evidence.spans.first() else { return false };
    let before = || report.text.chars().take(span[0] as usize);
    let begins = before().filter(|&letter| letter == '\n').count();
    let mut lines = report.text.lines().skip(begins);
    let line = lines.next().unwrap_or_default().trim_end();
    let stops = line.ends_with(['.', '!', '?', ':', ',', '"', '”', '’']);
    !stops && line.split_whitespace().count() <= HEADING && lines.any(|line| !line.trim().is_empty())
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
    format!("{} ({}) {stance}{said}", neutral_name(&taken.speaker), taken.country())
}

/// The attack that a report tells and most others tell too.
fn attack_of(crisis: &Crisis, report: usize) -> Option<&Event> {
    let tellings: &[Telling] = crisis.reports.get(report).map_or(&[], |report| &report.events);
    let attacks = tellings.iter().enumerate().filter(|(_, told)| told.plover == "ASSAULT");
    let events = attacks.filter_map(|(index, _)| crisis.event_at((report, index)));
    events.rev().max_by_key(|event| event.tellings.len())
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
        let phrases = &Phrases::embedded();
        for reaction in &Lexicon::embedded().reactions {
            let example = reaction.example.replace(['[', ']'], "");
            let (sort, shown) = reaction.stance.split_once(':').unwrap_or(("asserts", &reaction.stance));
            let position = match sort {
                "threatens" => "warns",
                "urges" => "demands",
                sort => sort,
            };
            let shown = Some(shown).filter(|shown| *shown != "none");
            assert_eq!(of_statement(&said(&example, position), phrases), shown, "{}", reaction.id);
        }
    }

    #[test]
    fn what_takes_no_stance_is_no_reaction() {
        let phrases = &Phrases::embedded();
        assert_eq!(
            of_statement(&said("Verania said that its minister would travel on Monday", "asserts"), phrases),
            None
        );
        assert_eq!(of_statement(&said("Verania spoke of the raid", "condemns"), phrases), Some("condemns"));
        assert_eq!(of_statement(&said("Verania said it had never condemned the raid", "asserts"), phrases), None);
        let offer = Statement { negated: true, ..said("Verania did not offer to mediate", "offers") };
        assert_eq!(of_statement(&offer, phrases), None);
        assert_eq!(
            of_statement(&said("it was not against international law, he said", "asserts"), phrases),
            Some("supports")
        );
    }

    #[test]
    fn what_keeps_a_fact_back_or_is_denied_is_no_stance() {
        let phrases = &Phrases::embedded();
        let of = |text: &str, position: &str| of_statement(&said(text, position), phrases);
        assert_eq!(of("Noria would not say when its envoy would leave", "withholds"), None);
        assert_eq!(of("Noria had no comment", "withholds"), Some("neutral"));
        assert_eq!(of("Noria denied that it supports the rebels", "denies"), None);
        assert_eq!(of("Noria told its citizens to stop travelling", "demands"), None);
        assert_eq!(of("Noria said it had declined the offer to mediate", "asserts"), None);
        assert_eq!(of("Noria deplored the loss of life", "condemns"), Some("concern"));
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
    fn who_takes_two_stances_in_a_sentence_has_the_first() {
        let at = |from: u32, to: u32, text: &str, position: &str| {
            let mut statement = Statement { speaker: Some(party("NOR")), ..said(text, position) };
            statement.evidence.spans = vec![[from, to]];
            statement
        };
        let report = Digest {
            text: "Noria regretted the raid and condemned those who planned it. Noria urged restraint.".into(),
            statements: vec![
                at(0, 24, "Noria regretted the raid", "regrets"),
                at(29, 59, "condemned those who planned it", "condemns"),
                at(61, 82, "Noria urged restraint", "demands"),
            ],
            ..Digest::default()
        };
        let row = |stance: &str| ("NOR".to_owned(), stance.to_owned());
        assert_eq!(rows(report), [row("concern"), row("restraint")]);
    }

    #[test]
    fn those_whom_a_statement_has_beside_its_first_speaker_react_too() {
        let mut joint =
            Statement { speaker: Some(party("NOR")), ..said("Noria and Tolmia urged them to step back", "demands") };
        joint.evidence.spans = vec![[0, 40]];
        let mut told = Telling {
            actors: vec![party("NOR"), party("TOL")],
            plover: "REQUEST".into(),
            occurrence: "actual".into(),
            evidence: Evidence {
                spans: vec![[0, 32]],
                text: "Noria and Tolmia urged them to step".into(),
                ..Evidence::default()
            },
            ..Telling::default()
        };
        told.trigger.span = [17, 22];
        let row = |country: &str| (country.to_owned(), "restraint".to_owned());
        assert_eq!(
            rows(Digest { statements: vec![joint], events: vec![told], ..Digest::default() }),
            [row("NOR"), row("TOL")]
        );
    }

    #[test]
    fn who_is_at_odds_with_another_does_not_react() {
        let charge = |from: &str, to: &str| Telling {
            actors: vec![party(from)],
            recipients: vec![party(to)],
            plover: "THREATEN".into(),
            quad: 3,
            occurrence: "actual".into(),
            ..Telling::default()
        };
        let condemned =
            |country: &str| Statement { speaker: Some(party(country)), ..said("it condemned the map", "condemns") };
        let report = Digest {
            statements: vec![condemned("VER"), condemned("NOR")],
            events: vec![charge("VER", "OST"), charge("OST", "VER"), charge("VER", "OST"), charge("NOR", "VER")],
            ..Digest::default()
        };
        assert_eq!(rows(report), [("NOR".to_owned(), "condemns".to_owned())]);
    }

    #[test]
    fn what_is_told_of_a_third_state_is_no_reaction_to_a_war() {
        let state = |code: &str| Party { kind: Some("state".into()), ..party(code) };
        let deed = |from: &str, to: &str, plover: &str| Telling {
            actors: vec![state(from)],
            recipients: vec![state(to)],
            plover: plover.into(),
            quad: 4,
            occurrence: "actual".into(),
            evidence: Evidence { text: "condemned".into(), ..Evidence::default() },
            ..Telling::default()
        };
        let war = || vec![deed("VER", "OST", "ASSAULT"), deed("OST", "VER", "ASSAULT")];
        let with = |accused: Telling| {
            rows(Digest { events: war().into_iter().chain([accused]).collect(), ..Digest::default() })
        };
        assert_eq!(with(deed("NOR", "TOL", "ACCUSE")), []);
        let mut taken_up = deed("NOR", "TOL", "ACCUSE");
        taken_up.recipients.iter_mut().for_each(|party| party.text = "it".into());
        assert_eq!(with(taken_up), [("NOR".to_owned(), "condemns".to_owned())]);
        assert_eq!(with(deed("NOR", "VER", "ACCUSE")), [("NOR".to_owned(), "condemns".to_owned())]);
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
