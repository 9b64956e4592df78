//! What the brief asks of a line or a row: its days, its status, its weight, the name of a party out.
//!
//! Of "Israel: attack on Iran" with 21 tellings: one day, told as fact, weightier than a row with one telling.

use super::page::{EventLine, printed_name};
use crate::day_number;
use serde_json::Value;
use std::collections::BTreeMap;

/// First and last day of an event, or the one by which it was told; none where it is known to no better than a few days.
pub(super) fn days_of(line: &EventLine) -> Option<(&str, &str)> {
    const MOST_DAYS: i64 = 3;
    let [from, to] = &line.days;
    let from = if is_bound(line) { to } else { from };
    let length = day_number(to)? - day_number(from)?;
    (0..MOST_DAYS).contains(&length).then_some((from, to))
}

/// Whether it is only known by which day an event was told: it may be of days before.
pub(super) fn is_bound(line: &EventLine) -> bool {
    let [from, to] = &line.days;
    from.is_empty() && !to.is_empty()
}

/// Countries that do or suffer most, with their names.
pub(super) fn main_parties(timeline: &[EventLine]) -> Vec<(&str, &str)> {
    const MAIN: usize = 4;
    let mut countries: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for line in timeline {
        for (country, name) in &line.states {
            let found = countries.entry(country).or_default();
            found.0 += line.tellings;
            found.1 = name;
        }
    }
    let mut countries: Vec<(&str, (usize, &str))> = countries.into_iter().collect();
    countries.sort_by_key(|(_, (told, _))| std::cmp::Reverse(*told));
    countries.into_iter().take(MAIN).map(|(country, (_, name))| (country, name)).collect()
}

pub(super) fn text<'a>(row: &'a Value, pointer: &str) -> &'a str {
    row.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn weightiest_first(lines: &mut [&EventLine]) {
    lines.sort_by_key(|line| std::cmp::Reverse((line.origins, line.tellings)));
}

pub(super) fn glyph(line: &EventLine) -> char {
    match (line.occurrence.as_str(), line.stance.as_str()) {
        ("future" | "hypothetical", _) => '◇',
        (_, "denied") => '○',
        (_, "alleged") => '◌',
        (_, "attributed") => '◐',
        _ => '●',
    }
}

pub(super) fn status(line: &EventLine) -> String {
    match (line.occurrence.as_str(), line.stance.as_str()) {
        ("actual", "asserted") => String::new(),
        ("actual", stance) => format!(", {stance}"),
        (occurrence, _) => format!(", {occurrence}"),
    }
}

/// The positions that say more than that somebody spoke, in the order in which a reader of a brief wants them.
const POSITIONS: [&str; 5] = ["denies", "rejects", "withholds", "confirms", "accuses"];

/// What a reader of a brief wants first.
pub(super) fn rank(position: &str) -> usize {
    POSITIONS.iter().position(|known| *known == position).unwrap_or(POSITIONS.len())
}

/// Whether a row of the claims tells of a position that says more than that somebody spoke, by somebody with a name.
pub(crate) fn takes_position(claim: &Value) -> bool {
    let position = claim.get("position").and_then(Value::as_str);
    let name = claim.get("party").and_then(|party| party.get("name")).and_then(Value::as_str);
    position.is_some_and(|position| POSITIONS.contains(&position)) && name.is_some_and(|name| !name.is_empty())
}

/// The party's neutral name with its country; none where it is not known.
pub(super) fn name(party: &Value) -> Option<String> {
    printed_name(text(party, "/name"), text(party, "/country"))
}
