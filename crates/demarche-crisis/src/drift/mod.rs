//! How positions move: rows of the claim ledger in, for each speaker runs of one position with the change between two runs out.
//!
//! "The minister denied the raid" on Monday and "confirmed it" on Friday are two runs of one speaker, with both sentences side by side. Whether the line
//! changed, beyond what chance would do, is tested ([`change`]): the run that begins the new line says so, with all positions before and after and their
//! intervals. Where other outlets tell the second than told the first, the change may be theirs and not the speaker's: the row says so, and tests
//! again what the same outlets tell.

mod change;

use crate::agreement::wilson;
use change::{Change, chance, changes};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a speaker says of a topic on one day.
struct Said<'a> {
    day: &'a str,
    position: &'a str,
    row: &'a Value,
}

/// The runs of positions, by speaker, oldest first. `topic` names what the claims are about: the words that were asked for.
pub fn drift(claims: &[Value], topic: Option<&str>) -> Vec<Value> {
    let mut speakers: BTreeMap<String, Vec<Said<'_>>> = BTreeMap::new();
    for row in claims {
        let text = |pointer: &str| row.pointer(pointer).and_then(Value::as_str);
        let day = text("/said_on/from").or_else(|| text("/evidence/published"));
        // "It", "the enemy": who has no identity has no line to change.
        let speaker = text("/speaker/actor").filter(|actor| !actor.is_empty() && !actor.starts_with("text:"));
        // What another tells of it is not the speaker's own line.
        let own = text("/word") != Some("second-hand");
        if let (Some(day), Some(speaker), Some(position), true) = (day, speaker, text("/position"), own) {
            speakers.entry(speaker.to_owned()).or_default().push(Said { day, position, row });
        }
    }
    speakers.into_values().flat_map(|said| runs(said, topic)).collect()
}

fn runs(mut said: Vec<Said<'_>>, topic: Option<&str>) -> Vec<Value> {
    said.sort_by_key(|said| said.day);
    let turns = turns(&said);
    let total = said.len();
    let mut runs: Vec<Vec<Said<'_>>> = Vec::new();
    for one in said {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.position == one.position) => run.push(one),
            _ => runs.push(vec![one]),
        }
    }
    let mut rows = Vec::new();
    let mut first = 0;
    for (number, run) in runs.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|number| runs.get(number));
        let turned = turns.range(first..first + run.len()).next().map(|(_, turn)| turn.clone());
        first += run.len();
        rows.extend(row(run, before, total, topic).map(|mut row| {
            row["change_point"] = turned.unwrap_or_default();
            row
        }));
    }
    rows
}

/// The changes of a speaker's line, by the number of the first statement after each. What is printed again in the same words counts once.
fn turns(said: &[Said<'_>]) -> BTreeMap<usize, Value> {
    let mut seen = BTreeSet::new();
    let words = |said: &Said<'_>| said.row.pointer("/evidence/text").and_then(Value::as_str).map(str::to_lowercase);
    let once: Vec<(usize, &Said<'_>)> =
        said.iter().enumerate().filter(|(_, said)| seen.insert((said.position, words(said)))).collect();
    let positions: Vec<&str> = once.iter().map(|(_, said)| said.position).collect();
    let days: Vec<&str> = once.iter().map(|(_, said)| said.day).collect();
    let turned = changes(&positions, &days);
    turned.iter().filter_map(|change| Some((once.get(change.at)?.0, turn(&once, change)?))).collect()
}

/// A change with what is said before and after it.
fn turn(once: &[(usize, &Said<'_>)], change: &Change) -> Option<Value> {
    let side = |first: usize, end: usize| -> Option<Vec<&Said<'_>>> {
        Some(once.get(first..end)?.iter().map(|(_, said)| *said).collect())
    };
    let (before, after) = (side(change.first, change.at)?, side(change.at, change.end)?);
    let (was, is) = (told_by(&before), told_by(&after));
    let both: BTreeSet<&str> = was.intersection(&is).copied().collect();
    let same: Vec<&Said<'_>> = before
        .iter()
        .chain(&after)
        .copied()
        .filter(|said| outlet(said).is_some_and(|own| both.contains(own)))
        .collect();
    let (positions, days): (Vec<&str>, Vec<&str>) = same.iter().map(|said| (said.position, said.day)).unzip();
    Some(json!({"on": after.first()?.day, "p": change.p, "before": counts(&before), "after": counts(&after),
                "last_before": before.last()?.row.get("evidence"), "first_after": after.first()?.row.get("evidence"),
                "outlet_mix_changed": is_mix_other(&was, &is),
                "same_outlets": {"outlets": both, "statements": same.len(), "p": chance(&positions, &days)}}))
}

/// How often each position is taken on one side, with its share and Wilson's interval.
fn counts(said: &[&Said<'_>]) -> Vec<Value> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in said {
        *counts.entry(one.position).or_default() += 1;
    }
    let row = |(position, count): (&str, usize)| {
        let (low, high) = wilson(count, said.len());
        json!({"position": position, "count": count, "of": said.len(), "low": low, "high": high})
    };
    counts.into_iter().map(row).collect()
}

fn outlet<'a>(said: &Said<'a>) -> Option<&'a str> {
    said.row.pointer("/evidence/outlet").and_then(Value::as_str)
}

fn told_by<'a>(said: &[&Said<'a>]) -> BTreeSet<&'a str> {
    said.iter().filter_map(|said| outlet(said)).collect()
}

/// Whether most of the outlets of two sides are of one side alone.
fn is_mix_other(was: &BTreeSet<&str>, is: &BTreeSet<&str>) -> bool {
    let both = was.intersection(is).count();
    both == 0 || both * 2 < was.union(is).count()
}

fn row(run: &[Said<'_>], before: Option<&Vec<Said<'_>>>, total: usize, topic: Option<&str>) -> Option<Value> {
    let (first, last) = (run.first()?, run.last()?);
    let (low, high) = wilson(run.len(), total);
    let change =
        before.and_then(|before| before.last()).map(|before| json!({"was": before.position, "is": first.position}));
    let mix = before.map(|before| {
        let (was, is) = (outlets(before), outlets(run));
        let both: Vec<&str> = was.intersection(&is).copied().collect();
        (is_mix_other(&was, &is), both)
    });
    Some(
        json!({"speaker": first.row.get("speaker"), "topic": topic, "position": first.position, "from": first.day, "to": last.day,
                "count": run.len(), "of": total, "low": low, "high": high, "change": change,
                "before": before.and_then(|before| before.last()).and_then(|before| before.row.get("evidence")),
                "evidence": first.row.get("evidence"), "outlets": outlets(run),
                "outlet_mix_changed": mix.as_ref().map(|(changed, _)| changed), "same_outlets": mix.as_ref().map(|(_, both)| both)}),
    )
}

fn outlets<'a>(run: &[Said<'a>]) -> BTreeSet<&'a str> {
    run.iter().filter_map(outlet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(day: &str, position: &str, outlet: &str, word: &str) -> Value {
        json!({"speaker": {"name": "Verania", "actor": "ver"}, "position": position, "said_on": {"from": day}, "word": word,
               "evidence": {"outlet": outlet, "text": format!("{position} on {day}"), "published": day}})
    }

    #[test]
    fn a_change_shows_both_sentences_and_warns_of_other_outlets() {
        let rows = drift(
            &[
                claim("2031-05-04", "denies", "Post", "own-mouth"),
                claim("2031-05-06", "confirms", "Daily", "own-mouth"),
                claim("2031-05-05", "denies", "Post", "own-mouth"),
            ],
            Some("raid"),
        );
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0]["count"], 2);
        assert_eq!(rows[1]["change"], json!({"was": "denies", "is": "confirms"}));
        assert_eq!(rows[1]["before"]["text"], "denies on 2031-05-05");
        assert_eq!(rows[1]["outlet_mix_changed"], true);
    }

    fn line(runs: &[(&str, &str, usize)]) -> Vec<Value> {
        let told = runs.iter().flat_map(|(position, outlet, count)| vec![(*position, *outlet); *count]);
        told.enumerate()
            .map(|(day, (position, outlet))| claim(&format!("2031-05-{:02}", day + 1), position, outlet, "own-mouth"))
            .collect()
    }

    #[test]
    fn a_new_line_is_tested_and_shown_with_counts() {
        let rows = drift(&line(&[("denies", "Post", 6), ("confirms", "Post", 6)]), Some("raid"));
        let turn = &rows[1]["change_point"];
        assert_eq!(rows[0]["change_point"], Value::Null);
        assert!(turn["p"].as_f64().is_some_and(|p| p < 0.05), "{turn}");
        assert_eq!((&turn["on"], &turn["last_before"]["text"]), (&json!("2031-05-07"), &json!("denies on 2031-05-06")));
        assert_eq!(turn["after"], json!([{"position": "confirms", "count": 6, "of": 6, "low": 0.61, "high": 1.0}]));
        assert_eq!((&turn["outlet_mix_changed"], &turn["same_outlets"]["statements"]), (&json!(false), &json!(12)));
    }

    #[test]
    fn a_change_of_outlets_is_not_a_change_of_the_same_outlets() {
        let rows = drift(&line(&[("denies", "Post", 6), ("confirms", "Daily", 6)]), None);
        let turn = &rows[1]["change_point"];
        assert_eq!(turn["outlet_mix_changed"], true);
        assert_eq!(turn["same_outlets"], json!({"outlets": [], "statements": 0, "p": null}));
    }

    #[test]
    fn copies_make_no_change() {
        let mut claims = line(&[("denies", "Post", 3)]);
        for copy in 0..9 {
            let mut again = claim("2031-05-09", "confirms", &format!("Daily {copy}"), "own-mouth");
            again["evidence"]["text"] = json!("confirms it");
            claims.push(again);
        }
        assert!(drift(&claims, None).iter().all(|row| row["change_point"].is_null()));
    }

    #[test]
    fn what_others_tell_of_a_speaker_is_not_the_speakers_line() {
        assert!(drift(&[claim("2031-05-04", "denies", "Post", "second-hand")], None).is_empty());
    }
}
