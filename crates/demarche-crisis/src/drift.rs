//! How positions move: rows of the claim ledger in, for each speaker runs of one position with the change between two runs out.
//!
//! "The minister denied the raid" on Monday and "confirmed it" on Friday are two runs of one speaker, with both sentences side by side. Where other outlets
//! tell the second than told the first, the change may be theirs and not the speaker's: the row says so.

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
    let total = said.len();
    let mut runs: Vec<Vec<Said<'_>>> = Vec::new();
    for one in said {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| last.position == one.position) => run.push(one),
            _ => runs.push(vec![one]),
        }
    }
    let mut rows = Vec::new();
    for (number, run) in runs.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|number| runs.get(number));
        rows.extend(row(run, before, total, topic));
    }
    rows
}

fn row(run: &[Said<'_>], before: Option<&Vec<Said<'_>>>, total: usize, topic: Option<&str>) -> Option<Value> {
    let (first, last) = (run.first()?, run.last()?);
    let (low, high) = crate::agreement::wilson(run.len(), total);
    let change =
        before.and_then(|before| before.last()).map(|before| json!({"was": before.position, "is": first.position}));
    let mix = before.map(|before| {
        let (was, is) = (outlets(before), outlets(run));
        let both: Vec<&str> = was.intersection(&is).copied().collect();
        (both.is_empty() || both.len() * 2 < was.union(&is).count(), both)
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
    run.iter().filter_map(|said| said.row.pointer("/evidence/outlet").and_then(Value::as_str)).collect()
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

    #[test]
    fn what_others_tell_of_a_speaker_is_not_the_speakers_line() {
        assert!(drift(&[claim("2031-05-04", "denies", "Post", "second-hand")], None).is_empty());
    }
}
