//! What two parties do to each other, by day or week, and who does what to whom: events in, sums that name their events out.
//!
//! That Verania bombed Ostria on Monday, as forty outlets printed after one agency, is one event of material conflict, -10 on Goldstein's scale, in
//! the week of that Monday: a copy adds a telling and changes no sum. Three variants are published side by side: all claims; asserted only; at
//! least two independent origins. What is negated, planned, hypothetical or denied is in none. No country and no outlet weighs more than another.

use crate::day::{day_number, iso_day};
use demarche_lexicon::verbs::Ontology;
use serde_json::{Value, json};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// How long a period is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// A day.
    Day,
    /// Monday to Sunday.
    #[default]
    Week,
}

/// An event of the timeline, as far as sums go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Deed {
    /// Its number: 12 is `v12`.
    pub event: u64,
    /// Its first day, ISO.
    pub day: Option<SmolStr>,
    /// Type.
    pub plover: SmolStr,
    /// CAMEO code.
    pub cameo: Option<SmolStr>,
    /// What its type weighs where the code is not known.
    pub intensity: f64,
    /// Whether it happened.
    pub occurrence: SmolStr,
    /// How firmly it is told.
    pub stance: SmolStr,
    /// Independent voices that tell it.
    pub origins: u64,
    /// Who does it.
    pub actors: Vec<Doer>,
    /// To whom.
    pub recipients: Vec<Doer>,
}

/// A party to an event; empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Doer {
    /// Neutral name.
    pub name: SmolStr,
    /// Country and sector.
    pub code: SmolStr,
    /// ISO 3166-1 alpha-3.
    pub country: SmolStr,
}

/// A row of sums.
#[derive(Clone, Debug, PartialEq)]
pub struct Sums {
    /// Its first event: the words that tell it first are the row's `evidence`, which whoever has them adds.
    pub first: u64,
    /// The row without them.
    pub row: Value,
}

/// An event that counts.
struct Counted<'a> {
    deed: &'a Deed,
    day: Option<i64>,
    quad: usize,
    goldstein: f64,
}

impl Counted<'_> {
    fn is_asserted(&self) -> bool {
        self.deed.stance == "asserted"
    }
}

/// Names of the four classes, in the order of PLOVER's numbers.
const QUADS: [&str; 4] = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];

fn counted<'a>(deeds: &'a [Deed], ontology: &Ontology) -> Vec<Counted<'a>> {
    let happened = |deed: &&Deed| deed.occurrence == "actual" && deed.stance != "denied";
    let of = |deed: &'a Deed| {
        let quad = usize::from(ontology.event(&deed.plover)?.quad).checked_sub(1)?;
        let code = deed.cameo.as_deref().and_then(|code| ontology.cameo(code));
        let goldstein = code.map_or(deed.intensity, |cameo| f64::from(cameo.goldstein));
        Some(Counted { deed, day: deed.day.as_deref().and_then(day_number), quad, goldstein })
    };
    deeds.iter().filter(happened).filter_map(of).collect()
}

/// Sums of events.
#[derive(Default)]
struct Sum {
    quads: [u64; 4],
    goldstein: f64,
    events: Vec<String>,
}

impl Sum {
    fn of<'a>(deeds: impl Iterator<Item = &'a Counted<'a>>) -> Self {
        let mut sum = Self::default();
        for counted in deeds {
            if let Some(count) = sum.quads.get_mut(counted.quad) {
                *count += 1;
            }
            sum.goldstein += counted.goldstein;
            sum.events.push(format!("v{}", counted.deed.event));
        }
        sum
    }

    fn json(self) -> Value {
        let mut out = json!({"goldstein": (self.goldstein * 10.0).round() / 10.0, "events": self.events});
        for (name, count) in QUADS.iter().zip(self.quads) {
            out[*name] = json!(count);
        }
        out
    }
}

/// A row of sums: all claims at its top, the two stricter variants beside them.
fn sums(deeds: &[&Counted<'_>]) -> Sums {
    let mut row = Sum::of(deeds.iter().copied()).json();
    row["asserted"] = Sum::of(deeds.iter().copied().filter(|counted| counted.is_asserted())).json();
    row["two_origins"] = Sum::of(deeds.iter().copied().filter(|counted| counted.deed.origins >= 2)).json();
    row["origins"] = json!(deeds.iter().map(|counted| counted.deed.origins).sum::<u64>());
    Sums { first: deeds.first().map_or(0, |counted| counted.deed.event), row }
}

/// The series of two parties, in both directions, oldest first; what has no day comes last. What both do together (a meeting) counts in both directions,
/// as CAMEO codes it. `reports` are the days of publication with how many reports of each tell any event: what a series is to be read against.
pub fn dyad(
    deeds: &[Deed],
    reports: &BTreeMap<SmolStr, usize>,
    ontology: &Ontology,
    [a, b]: [&str; 2],
    period: Period,
) -> Vec<Sums> {
    let deeds = counted(deeds, ontology);
    let volume = volume(reports, period);
    let (named_a, named_b) = (Wanted::new(a), Wanted::new(b));
    let mut cells: BTreeMap<(Option<i64>, bool), Vec<&Counted<'_>>> = BTreeMap::new();
    for counted in &deeds {
        for back in [false, true] {
            let (from, to) = if back { (&named_b, &named_a) } else { (&named_a, &named_b) };
            let Deed { actors, recipients, .. } = counted.deed;
            if from.is_among(actors) && (to.is_among(recipients) || to.is_among(actors)) {
                cells.entry((counted.day.map(|day| start(day, period)), back)).or_default().push(counted);
            }
        }
    }
    let mut rows: Vec<(Option<i64>, bool, Sums)> = Vec::new();
    for ((day, back), deeds) in cells {
        let (from, to) = if back { (b, a) } else { (a, b) };
        let mut sums = sums(&deeds);
        sums.row["from"] = json!(day.map(iso_day));
        sums.row["to"] = json!(day.map(|day| iso_day(end(day, period))));
        sums.row["actor"] = json!(from);
        sums.row["recipient"] = json!(to);
        sums.row["articles"] = json!(day.and_then(|day| volume.get(&day)).copied().unwrap_or(0));
        rows.push((day, back, sums));
    }
    rows.sort_by_key(|(day, back, _)| (day.is_none(), *day, *back));
    rows.into_iter().map(|(_, _, sums)| sums).collect()
}

/// By period, the reports published in it that tell any event.
fn volume(reports: &BTreeMap<SmolStr, usize>, period: Period) -> BTreeMap<i64, usize> {
    let mut out: BTreeMap<i64, usize> = BTreeMap::new();
    for (day, count) in reports {
        if let Some(day) = day_number(day) {
            *out.entry(start(day, period)).or_default() += count;
        }
    }
    out
}

/// 1 March of the year 0, from which days are counted, was a Wednesday.
fn start(day: i64, period: Period) -> i64 {
    match period {
        Period::Day => day,
        Period::Week => day - (day + 2).rem_euclid(7),
    }
}

fn end(start: i64, period: Period) -> i64 {
    match period {
        Period::Day => start,
        Period::Week => start + 6,
    }
}

/// Somebody who is asked for: by country (`IRN`), by code or the beginning of one (`RUSGOV`), or by words of the name.
struct Wanted(String);

impl Wanted {
    fn new(who: &str) -> Self {
        Self(who.to_lowercase())
    }

    fn is_among(&self, parties: &[Doer]) -> bool {
        let Self(wanted) = self;
        let long = wanted.len() > 3;
        parties.iter().any(|party| {
            party.country.to_lowercase() == *wanted
                || long && party.code.to_lowercase().starts_with(wanted)
                || long && party.name.to_lowercase().contains(wanted)
        })
    }
}

/// Who does what to whom: one row for each actor and recipient, by country, the most events first.
pub fn network(deeds: &[Deed], ontology: &Ontology) -> Vec<Sums> {
    let deeds = counted(deeds, ontology);
    let mut cells: BTreeMap<(&str, &str), Vec<&Counted<'_>>> = BTreeMap::new();
    for counted in &deeds {
        let (actors, recipients) = (countries(&counted.deed.actors), countries(&counted.deed.recipients));
        let together = actors.iter().flat_map(|a| actors.iter().map(move |b| (*a, *b))).filter(|(a, b)| a != b);
        let pairs: BTreeSet<(&str, &str)> =
            actors.iter().flat_map(|a| recipients.iter().map(move |b| (*a, *b))).chain(together).collect();
        for pair in pairs {
            cells.entry(pair).or_default().push(counted);
        }
    }
    let mut rows: Vec<(usize, Sums)> = Vec::new();
    for ((actor, recipient), deeds) in cells {
        let mut sums = sums(&deeds);
        sums.row["actor"] = json!(actor);
        sums.row["recipient"] = json!(recipient);
        sums.row["count"] = json!(deeds.len());
        rows.push((deeds.len(), sums));
    }
    rows.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    rows.into_iter().map(|(_, sums)| sums).collect()
}

/// The countries of a side; a body or group without one by its name.
fn countries(parties: &[Doer]) -> BTreeSet<&str> {
    parties
        .iter()
        .map(|party| match party.country.as_str() {
            "" | "IGO" | "NGO" => party.name.as_str(),
            country => country,
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Digest, Evidence, Party, Telling, When};
    use crate::sketch::Sketch;
    use crate::{Crisis, rows};
    use demarche_lexicon::Lexicon;
    use proptest::prelude::*;

    /// An event as a row of the timeline has it.
    fn deed(row: &Value) -> Deed {
        let text = |row: &Value, pointer: &str| {
            row.pointer(pointer).and_then(Value::as_str).map(SmolStr::new).unwrap_or_default()
        };
        let side = |side: &str| {
            let parties = row[side].as_array().into_iter().flatten();
            let doer = |party| Doer {
                name: text(party, "/name"),
                code: text(party, "/code"),
                country: text(party, "/country"),
            };
            parties.map(doer).collect()
        };
        Deed {
            event: text(row, "/event").trim_start_matches('v').parse().expect("a number"),
            day: Some(text(row, "/when/from")),
            plover: text(row, "/plover"),
            cameo: Some(text(row, "/cameo")),
            intensity: row["intensity"].as_f64().unwrap_or_default(),
            occurrence: text(row, "/status/occurrence"),
            stance: text(row, "/status/stance"),
            origins: row["origins"].as_u64().unwrap_or_default(),
            actors: side("actors"),
            recipients: side("recipients"),
        }
    }

    fn party(country: &str) -> Party {
        Party { name: country.into(), country: Some(country.into()), ..Party::default() }
    }

    fn telling(actor: &str, recipient: &str, cameo: &str, day: u8, stance: &str) -> Telling {
        let day = format!("2031-05-{day:02}");
        Telling {
            actors: vec![party(actor)],
            recipients: vec![party(recipient)],
            plover: "ASSAULT".into(),
            cameo: Some(cameo.into()),
            quad: 4,
            occurrence: "actual".into(),
            stance: stance.into(),
            when: Some(When { from: Some(day.clone()), to: Some(day.clone()), ..When::default() }),
            evidence: Evidence {
                spans: vec![[0, 9]],
                text: format!("{actor} struck {recipient} {day}"),
                ..Evidence::default()
            },
            ..Telling::default()
        }
    }

    fn report(key: &str, text: &str, events: Vec<Telling>) -> Digest {
        let sketch = Sketch::new("", text, &Lexicon::embedded().news_words);
        Digest {
            id: key.into(),
            key: key.into(),
            outlet: Some(key.into()),
            published: Some("2031-05-09".into()),
            text: text.into(),
            sketch,
            events,
            ..Digest::default()
        }
    }

    fn series(reports: Vec<Digest>) -> Vec<Value> {
        let crisis = Crisis::build(reports, &Lexicon::embedded().news_words);
        let lines = &Lexicon::embedded().event_lines;
        let deeds: Vec<Deed> = rows::timeline(&crisis, lines).iter().map(deed).collect();
        let reports = BTreeMap::from([("2031-05-09".into(), crisis.reports.len())]);
        let sums = dyad(&deeds, &reports, &Lexicon::embedded().verbs.ontology, ["VER", "OST"], Period::Week);
        sums.into_iter().map(|sums| sums.row).collect()
    }

    const TEXT: &str = "Verania bombed the dam at Tolm, which gave light to half of the Ostrian coast, before the sun rose over the hills of the border.";

    #[test]
    fn weeks_begin_on_monday() {
        let day = |iso: &str| day_number(iso).expect("a day");
        assert_eq!(iso_day(start(day("2025-06-18"), Period::Week)), "2025-06-16");
        assert_eq!(iso_day(start(day("2025-06-16"), Period::Week)), "2025-06-16");
        assert_eq!(iso_day(start(day("2025-06-15"), Period::Week)), "2025-06-09");
    }

    #[test]
    fn each_direction_sums_its_own_events_and_names_them() {
        let rows = series(vec![report(
            "a",
            TEXT,
            vec![telling("VER", "OST", "195", 5, "asserted"), telling("OST", "VER", "190", 6, "alleged")],
        )]);
        assert_eq!(rows.len(), 2);
        assert_eq!(
            (&rows[0]["actor"], &rows[0]["goldstein"], &rows[0]["material_conflict"]),
            (&json!("VER"), &json!(-10.0), &json!(1))
        );
        assert_eq!(rows[1]["asserted"]["material_conflict"], 0);
        assert_eq!(rows[0]["from"], "2031-05-05");
        assert_eq!(rows[0]["articles"], 1);
        assert_eq!(rows[0]["events"].as_array().map(Vec::len), Some(1));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn copies_change_no_sum(copies in 1_usize..8, stances in proptest::collection::vec(0_usize..3, 1..4)) {
            let stance = |at: usize| ["asserted", "attributed", "alleged"][at];
            let events: Vec<Telling> = stances
                .iter()
                .enumerate()
                .map(|(number, at)| telling("VER", "OST", "195", 2 + 7 * number as u8, stance(*at)))
                .collect();
            let original = report("wire", TEXT, events);
            let mut reports = vec![original.clone()];
            reports.extend((0..copies).map(|copy| Digest { id: format!("copy{copy}"), key: format!("copy{copy}"), outlet: Some(format!("Daily {copy}")), ..original.clone() }));
            let sums = |rows: Vec<Value>| -> Vec<Value> {
                rows.into_iter().map(|mut row| { row["articles"] = Value::Null; row }).collect()
            };
            prop_assert_eq!(sums(series(vec![original])), sums(series(reports)));
        }
    }
}
