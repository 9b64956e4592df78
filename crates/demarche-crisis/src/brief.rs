//! The brief: a [`Crisis`] in, a page for people out (Markdown): what happened by day, who takes which position, mediation, numbers, copies, and what
//! is not known.
//!
//! "- Israel: assault → Iran (Bushehr): attributed, disputed. 4 tellings, 2 origins" is a line of it, with the words of a report under it.

use crate::crisis::Crisis;
use crate::rows;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// Events that a day shows.
const MOST_A_DAY: usize = 8;
/// Longest words of evidence, in characters.
const MOST_EVIDENCE: usize = 160;

/// Writes the brief.
pub fn brief(crisis: &Crisis) -> String {
    let mut out = String::new();
    let days: BTreeSet<&str> = crisis.reports.iter().filter_map(|report| report.published.as_deref()).collect();
    let outlets: BTreeSet<&str> = crisis.reports.iter().filter_map(|report| report.outlet.as_deref()).collect();
    line(&mut out, &format!("# Brief of {} reports from {} outlets", crisis.reports.len(), outlets.len()));
    if let (Some(first), Some(last)) = (days.first(), days.last()) {
        line(&mut out, &format!("Published {first} to {last}. Each line ends in the words that carry it."));
    }
    let timeline = rows::timeline(crisis);
    happened(&mut out, &timeline);
    positions(&mut out, crisis);
    mediation(&mut out, crisis);
    numbers(&mut out, crisis);
    copies(&mut out, crisis);
    unknown(&mut out, crisis, &timeline);
    out
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

fn heading(out: &mut String, text: &str) {
    line(out, &format!("\n## {text}\n"));
}

fn text<'a>(row: &'a Value, pointer: &str) -> &'a str {
    row.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The words of a report on one line, cut where they are long, with outlet and day.
fn quoted(evidence: &Value) -> String {
    let words = text(evidence, "/text").split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(MOST_EVIDENCE).collect();
    let more = if cut.len() < words.len() { " …" } else { "" };
    let outlet = [text(evidence, "/outlet"), text(evidence, "/key")]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or("unnamed outlet");
    format!(
        "“{cut}{more}” ({outlet}, {})",
        [text(evidence, "/published"), "no day"].into_iter().find(|day| !day.is_empty()).unwrap_or_default()
    )
}

fn happened(out: &mut String, timeline: &[Value]) {
    heading(out, "What happened");
    let mut by_day: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for row in
        timeline.iter().filter(|row| text(row, "/status/occurrence") == "actual" && !text(row, "/when/from").is_empty())
    {
        by_day.entry(text(row, "/when/from")).or_default().push(row);
    }
    if by_day.is_empty() {
        line(out, "No event with a day.");
    }
    for (day, mut rows) in by_day {
        line(out, &format!("**{day}**"));
        let tellings = |row: &Value| row["tellings"].as_array().map_or(0, Vec::len);
        rows.sort_by_key(|row| std::cmp::Reverse((row["origins"].as_u64(), tellings(row))));
        for row in rows.iter().take(MOST_A_DAY) {
            let place = text(row, "/place/name");
            let place = if place.is_empty() { String::new() } else { format!(" ({place})") };
            let disputed = if row["status"]["disputed"] == true { ", disputed" } else { "" };
            let counts = format!("{} tellings, {} origins", tellings(row), row["origins"]);
            line(
                out,
                &format!(
                    "- {}{place}: {}{disputed}. {counts}. {}",
                    text(row, "/what"),
                    text(row, "/status/stance"),
                    quoted(&row["tellings"][0])
                ),
            );
        }
        if rows.len() > MOST_A_DAY {
            line(out, &format!("- and {} more (`demarche timeline`)", rows.len() - MOST_A_DAY));
        }
    }
}

fn positions(out: &mut String, crisis: &Crisis) {
    heading(out, "Who confirms, denies, accuses, keeps silent");
    let copies: BTreeSet<&str> = crisis
        .reports
        .iter()
        .zip(&crisis.reprints)
        .filter(|(_, reprint)| reprint.is_some_and(|reprint| reprint.whole))
        .map(|(report, _)| report.key.as_str())
        .collect();
    let rows = rows::claims(crisis);
    let mut none = true;
    for row in
        rows.iter().filter(|row| text(row, "/position") != "asserts" && !copies.contains(text(row, "/evidence/key")))
    {
        let word = if text(row, "/word") == "second-hand" { ", on another's word" } else { "" };
        line(out, &format!("- {} {}{word}: {}", name(&row["party"]), text(row, "/position"), quoted(&row["evidence"])));
        none = false;
    }
    if none {
        line(out, "Nobody.");
    }
}

fn name(party: &Value) -> String {
    let (name, country) = (text(party, "/name"), text(party, "/country"));
    match (name.is_empty(), country.is_empty() || country == name) {
        (true, _) => "unnamed".to_owned(),
        (_, true) => name.to_owned(),
        _ => format!("{name} ({country})"),
    }
}

fn mediation(out: &mut String, crisis: &Crisis) {
    heading(out, "Mediation");
    let rows = crate::mediation(crisis);
    if rows.is_empty() {
        line(out, "No offer is told.");
    }
    for row in &rows {
        line(out, &format!("- Offer of {}: {}", name(&row["offeror"]), text(row, "/state")));
        for made in row["moves"].as_array().into_iter().flatten() {
            line(
                out,
                &format!(
                    "  - {} {} ({}): {}",
                    name(&made["by"]),
                    text(made, "/move"),
                    text(made, "/word"),
                    quoted(&made["evidence"])
                ),
            );
        }
    }
}

fn numbers(out: &mut String, crisis: &Crisis) {
    heading(out, "Numbers, by who counts");
    let rows = rows::numbers(crisis);
    if rows.is_empty() {
        line(out, "None.");
    }
    for row in &rows {
        let claimant = if row["claimant"].is_null() { "no claimant named".to_owned() } else { name(&row["claimant"]) };
        line(
            out,
            &format!("- {} {}, {claimant}: {}", text(row, "/kind"), text(row, "/words"), quoted(&row["evidence"])),
        );
    }
}

fn copies(out: &mut String, crisis: &Crisis) {
    heading(out, "Copies and dropped attributions");
    let mut none = true;
    for row in rows::articles(crisis) {
        for (field, how) in [("/reprint_of", "is a copy of"), ("/partial_reprint_of", "takes passages from")] {
            if !text(&row, field).is_empty() {
                line(out, &format!("- {} {how} {}", text(&row, "/key"), text(&row, field)));
                none = false;
            }
        }
    }
    for lost in rows::origins(crisis).iter().filter_map(|row| row["hedge_lost"].as_array()).flatten() {
        line(
            out,
            &format!(
                "- {} prints as fact what {} said: {}",
                text(lost, "/key"),
                text(lost, "/hedge"),
                quoted(&lost["evidence"])
            ),
        );
        none = false;
    }
    if none {
        line(out, "None.");
    }
}

fn unknown(out: &mut String, crisis: &Crisis, timeline: &[Value]) {
    heading(out, "What we do not know");
    let dayless = timeline.iter().filter(|row| text(row, "/when/from").is_empty()).count();
    let actorless = timeline.iter().filter(|row| row["actors"].as_array().is_none_or(Vec::is_empty)).count();
    let speakerless =
        crisis.reports.iter().flat_map(|report| &report.statements).filter(|made| made.speaker.is_none()).count();
    let undated = crisis.reports.iter().filter(|report| report.published.is_none()).count();
    let single = timeline.iter().filter(|row| row["origins"] == 1).count();
    for (count, what) in [
        (dayless, "events without a day"),
        (actorless, "events whose doer is not named"),
        (single, "events with a single origin"),
        (speakerless, "statements whose speaker was not found"),
        (undated, "reports without a day of publication"),
    ] {
        line(out, &format!("- {count} {what}"));
    }
    for row in timeline.iter().filter(|row| row["status"]["disputed"] == true) {
        line(out, &format!("- disputed: {}: {}", text(row, "/what"), quoted(&row["tellings"][0])));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Digest, Evidence, Party, Statement};
    use demarche_lexicon::Lexicon;

    #[test]
    fn an_empty_crisis_has_a_brief() {
        let made = brief(&Crisis::build(Vec::new(), &Lexicon::embedded().news_words));
        assert!(made.contains("No event with a day.") && made.contains("No offer is told."), "{made}");
    }

    #[test]
    fn silence_of_a_party_is_told_with_its_words() {
        let evidence = Evidence { spans: vec![[0, 20]], text: "Verania declined to comment".into() };
        let speaker = Some(Party { name: "Verania".into(), country: Some("VER".into()), ..Party::default() });
        let statement = Statement { position: "withholds".into(), speaker, evidence, ..Statement::default() };
        let report = Digest { key: "a.txt".into(), statements: vec![statement], ..Digest::default() };
        let made = brief(&Crisis::build(vec![report], &Lexicon::embedded().news_words));
        assert!(made.contains("- Verania (VER) withholds: “Verania declined to comment” (a.txt, no day)"), "{made}");
    }
}
