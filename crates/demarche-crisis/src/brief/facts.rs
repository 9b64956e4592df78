//! What the brief asks of a row: a row of the answers in, its days, its status, its weight, the name of a party out.
//!
//! Of "Israel: attack on Iran" with 21 tellings: one day, told as fact, weightier than a row with one telling.

use crate::day_number;
use serde_json::Value;
use std::collections::BTreeMap;

/// First and last day of an event; none where it is known to no better than a few days.
pub(super) fn days_of(row: &Value) -> Option<(&str, &str)> {
    const MOST_DAYS: i64 = 3;
    let (from, to) = (text(row, "/when/from"), text(row, "/when/to"));
    let length = day_number(to)? - day_number(from)?;
    (0..MOST_DAYS).contains(&length).then_some((from, to))
}

/// Countries that do or suffer most, with their names.
pub(super) fn main_parties(timeline: &[Value]) -> Vec<(String, String)> {
    const MAIN: usize = 4;
    let mut countries: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for row in timeline {
        for party in ["actors", "recipients"].iter().filter_map(|role| row[*role].as_array()).flatten() {
            if text(party, "/kind") == "state" && !text(party, "/country").is_empty() {
                let found = countries.entry(text(party, "/country").to_owned()).or_default();
                found.0 += tellings(row);
                found.1 = text(party, "/name").to_owned();
            }
        }
    }
    let mut countries: Vec<(String, (usize, String))> = countries.into_iter().collect();
    countries.sort_by_key(|(_, (told, _))| std::cmp::Reverse(*told));
    countries.into_iter().take(MAIN).map(|(country, (_, name))| (country, name)).collect()
}

pub(super) fn text<'a>(row: &'a Value, pointer: &str) -> &'a str {
    row.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn number(row: &Value, field: &str) -> usize {
    row[field].as_u64().unwrap_or(0) as usize
}

pub(super) fn tellings(row: &Value) -> usize {
    row["tellings"].as_array().map_or_else(|| number(row, "tellings"), Vec::len)
}

/// The telling with most words of those that carry the status shown, the first of several: a headline says more than a caption's "strike", and
/// beside "told as fact" stands no sentence that only alleges. One that has the words for who did it goes before one that leaves them out.
pub(super) fn fullest(row: &Value) -> Option<&Value> {
    let tellings = row["tellings"].as_array()?;
    let same = |telling: &Value, axis: &str| telling[axis] == row["status"][axis];
    let carries = |telling: &Value| (same(telling, "occurrence"), same(telling, "stance"));
    let doers: Vec<String> = row["actors"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|party| [text(party, "/text"), text(party, "/name")])
        .map(str::to_lowercase)
        .collect();
    let named = |telling: &Value| {
        let words = text(telling, "/text").to_lowercase();
        doers.iter().any(|doer| !doer.is_empty() && words.contains(doer.as_str()))
    };
    tellings.iter().rev().max_by_key(|telling| (carries(telling), named(telling), text(telling, "/text").len()))
}

pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn weightiest_first(rows: &mut [&Value]) {
    rows.sort_by_key(|row| std::cmp::Reverse((number(row, "origins"), tellings(row))));
}

/// Whether the lexicon knows a party to the event: without one a line says too little.
pub(super) fn has_party(row: &Value) -> bool {
    let known = |party: &Value| !text(party, "/country").is_empty() || !text(party, "/code").is_empty();
    row["actors"].as_array().is_some_and(|actors| actors.iter().any(known))
}

pub(super) fn glyph(row: &Value) -> char {
    match (text(row, "/status/occurrence"), text(row, "/status/stance")) {
        ("future" | "hypothetical", _) => '◇',
        (_, "denied") => '○',
        (_, "alleged") => '◌',
        (_, "attributed") => '◐',
        _ => '●',
    }
}

pub(super) fn status(row: &Value) -> String {
    match (text(row, "/status/occurrence"), text(row, "/status/stance")) {
        ("actual", "asserted") => String::new(),
        ("actual", stance) => format!(", {stance}"),
        (occurrence, _) => format!(", {occurrence}"),
    }
}

/// The positions that say more than that somebody spoke, in the order in which a reader of a brief wants them.
pub const POSITIONS: [&str; 5] = ["denies", "rejects", "withholds", "confirms", "accuses"];

/// Rank of a position that says nothing but that somebody spoke.
pub(super) const PLAIN: usize = POSITIONS.len();

/// What a reader of a brief wants first.
pub(super) fn rank(row: &Value) -> usize {
    let position = text(row, "/position");
    POSITIONS.iter().position(|known| *known == position).unwrap_or(PLAIN)
}

/// The party's neutral name with its country; none where it is not known.
pub(super) fn name(party: &Value) -> Option<String> {
    let (name, country) = (text(party, "/name"), text(party, "/country"));
    match (name.is_empty(), country.is_empty() || country == name) {
        (true, _) => None,
        (_, true) => Some(name.to_owned()),
        _ => Some(format!("{name} ({country})")),
    }
}
