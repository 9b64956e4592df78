//! What two parties do to each other, by day or week, and who does what to whom: rows of the timeline in, sums that name their events out.
//!
//! That Verania bombed Ostria on Monday, as forty outlets printed after one agency, is one event of material conflict, -10 on Goldstein's scale, in
//! the week of that Monday: a copy adds a telling and changes no sum. Three variants are published side by side: all claims; asserted only; at
//! least two independent origins. What is negated, planned, hypothetical or denied is in none. No country and no outlet weighs more than another.

use crate::day::{day_number, iso_day};
use demarche_lexicon::verbs::Ontology;
use serde_json::{Value, json};
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

/// An event as far as sums go.
struct Deed<'a> {
    row: &'a Value,
    id: &'a str,
    day: Option<i64>,
    quad: usize,
    goldstein: f64,
    origins: u64,
    asserted: bool,
}

/// Names of the four classes, in the order of PLOVER's numbers.
const QUADS: [&str; 4] = ["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"];

fn deeds<'a>(timeline: &'a [Value], ontology: &Ontology) -> Vec<Deed<'a>> {
    fn text<'a>(row: &'a Value, pointer: &str) -> Option<&'a str> {
        row.pointer(pointer).and_then(Value::as_str)
    }
    let happened = |row: &Value| {
        text(row, "/status/occurrence") == Some("actual") && text(row, "/status/stance") != Some("denied")
    };
    timeline
        .iter()
        .filter(|row| happened(row))
        .filter_map(|row| {
            let quad = ontology.event(text(row, "/plover")?)?.quad;
            let code =
                text(row, "/cameo").and_then(|code| ontology.cameo(code)).map(|cameo| f64::from(cameo.goldstein));
            let own = row.get("intensity").and_then(Value::as_f64).unwrap_or_default();
            Some(Deed {
                row,
                id: text(row, "/event").unwrap_or_default(),
                day: text(row, "/when/from").and_then(day_number),
                quad: usize::from(quad).checked_sub(1)?,
                goldstein: code.unwrap_or(own),
                origins: row.get("origins").and_then(Value::as_u64).unwrap_or_default(),
                asserted: text(row, "/status/stance") == Some("asserted"),
            })
        })
        .collect()
}

/// Sums of events.
#[derive(Default)]
struct Sum<'a> {
    quads: [u64; 4],
    goldstein: f64,
    events: Vec<&'a str>,
}

impl<'a> Sum<'a> {
    fn of<'b>(deeds: impl Iterator<Item = &'b Deed<'a>>) -> Self
    where
        'a: 'b,
    {
        let mut sum = Self::default();
        for deed in deeds {
            if let Some(count) = sum.quads.get_mut(deed.quad) {
                *count += 1;
            }
            sum.goldstein += deed.goldstein;
            sum.events.push(deed.id);
        }
        sum
    }

    fn json(&self) -> Value {
        let mut out = json!({"goldstein": (self.goldstein * 10.0).round() / 10.0, "events": self.events});
        for (name, count) in QUADS.iter().zip(self.quads) {
            out[*name] = json!(count);
        }
        out
    }
}

/// A row of sums: all claims at its top, the two stricter variants beside them, and the words of its first event.
fn sums(deeds: &[&Deed<'_>]) -> Value {
    let mut row = Sum::of(deeds.iter().copied()).json();
    row["asserted"] = Sum::of(deeds.iter().copied().filter(|deed| deed.asserted)).json();
    row["two_origins"] = Sum::of(deeds.iter().copied().filter(|deed| deed.origins >= 2)).json();
    row["origins"] = json!(deeds.iter().map(|deed| deed.origins).sum::<u64>());
    let first = deeds.first().and_then(|deed| deed.row.pointer("/tellings/0"));
    row["evidence"] = first.cloned().unwrap_or(Value::Null);
    row
}

/// The series of two parties, in both directions, oldest first; what has no day comes last. What both do together (a meeting) counts in both directions,
/// as CAMEO codes it.
pub fn dyad(timeline: &[Value], ontology: &Ontology, a: &str, b: &str, period: Period) -> Vec<Value> {
    let deeds = deeds(timeline, ontology);
    let volume = volume(timeline, period);
    let mut cells: BTreeMap<(Option<i64>, bool), Vec<&Deed<'_>>> = BTreeMap::new();
    for deed in &deeds {
        for back in [false, true] {
            let (from, to) = if back { (b, a) } else { (a, b) };
            let acts = |who| names(deed.row, "actors", who);
            if acts(from) && (names(deed.row, "recipients", to) || acts(to)) {
                cells.entry((deed.day.map(|day| start(day, period)), back)).or_default().push(deed);
            }
        }
    }
    let mut rows: Vec<(Option<i64>, bool, Value)> = Vec::new();
    for ((day, back), deeds) in cells {
        let (from, to) = if back { (b, a) } else { (a, b) };
        let mut row = sums(&deeds);
        row["from"] = json!(day.map(iso_day));
        row["to"] = json!(day.map(|day| iso_day(end(day, period))));
        row["actor"] = json!(from);
        row["recipient"] = json!(to);
        row["articles"] = json!(day.and_then(|day| volume.get(&day)).map_or(0, BTreeSet::len));
        rows.push((day, back, row));
    }
    rows.sort_by_key(|(day, back, _)| (day.is_none(), *day, *back));
    rows.into_iter().map(|(_, _, row)| row).collect()
}

/// By period, the reports published in it that tell any event: what a series is to be read against.
fn volume(timeline: &[Value], period: Period) -> BTreeMap<i64, BTreeSet<&str>> {
    let mut out: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
    let tellings = timeline.iter().filter_map(|row| row.get("tellings").and_then(Value::as_array)).flatten();
    for telling in tellings {
        let day = telling.get("published").and_then(Value::as_str).and_then(day_number);
        if let (Some(day), Some(article)) = (day, telling.get("article").and_then(Value::as_str)) {
            out.entry(start(day, period)).or_default().insert(article);
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

/// Whether a side of an event names somebody: by country (`IRN`), by code or the beginning of one (`RUSGOV`), or by words of the name.
fn names(row: &Value, side: &str, who: &str) -> bool {
    let parties = row.get(side).and_then(Value::as_array).into_iter().flatten();
    let wanted = who.to_lowercase();
    parties.into_iter().any(|party| {
        let field = |name: &str| party.get(name).and_then(Value::as_str).unwrap_or_default().to_lowercase();
        let code = field("code");
        field("country") == wanted
            || (wanted.len() > 3 && code.starts_with(&wanted))
            || wanted.len() > 3 && field("name").contains(&wanted)
    })
}

/// Who does what to whom: one row for each actor and recipient, by country, the most events first.
pub fn network(timeline: &[Value], ontology: &Ontology) -> Vec<Value> {
    let deeds = deeds(timeline, ontology);
    let mut cells: BTreeMap<(String, String), Vec<&Deed<'_>>> = BTreeMap::new();
    for deed in &deeds {
        let (actors, recipients) = (countries(deed.row, "actors"), countries(deed.row, "recipients"));
        let together = actors.iter().flat_map(|a| actors.iter().map(move |b| (a, b))).filter(|(a, b)| a != b);
        let pairs: BTreeSet<(&String, &String)> =
            actors.iter().flat_map(|a| recipients.iter().map(move |b| (a, b))).chain(together).collect();
        for (a, b) in pairs {
            cells.entry((a.clone(), b.clone())).or_default().push(deed);
        }
    }
    let mut rows: Vec<(usize, Value)> = Vec::new();
    for ((actor, recipient), deeds) in cells {
        let mut row = sums(&deeds);
        row["actor"] = json!(actor);
        row["recipient"] = json!(recipient);
        row["count"] = json!(deeds.len());
        rows.push((deeds.len(), row));
    }
    rows.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The countries of a side; a body or group without one by its name.
fn countries(row: &Value, side: &str) -> BTreeSet<String> {
    let parties = row.get(side).and_then(Value::as_array).into_iter().flatten();
    let name = |party: &Value| {
        let field = |name: &str| party.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        field("country")
            .filter(|country| !matches!(*country, "IGO" | "NGO"))
            .or_else(|| field("name"))
            .map(str::to_owned)
    };
    parties.into_iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Digest, Evidence, Party, Telling, When};
    use crate::sketch::Sketch;
    use crate::{Crisis, rows};
    use demarche_lexicon::Lexicon;
    use proptest::prelude::*;

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
        dyad(&rows::timeline(&crisis, lines), &Lexicon::embedded().verbs.ontology, "VER", "OST", Period::Week)
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
