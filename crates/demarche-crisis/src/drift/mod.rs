//! How positions move: the claims of each speaker in, runs of one position with the change between two runs out.
//!
//! "The minister denied the raid" on Monday and "confirmed it" on Friday are two runs of one speaker, with both sentences side by side. Whether the line
//! changed, beyond what chance would do, is tested ([`change`]): the run that begins the new line says so, with all positions before and after and their
//! intervals. Where other outlets tell the second than told the first, the change may be theirs and not the speaker's: the row says so, and tests
//! again what the same outlets tell. No words are needed for that; of the few that a run shows, it says where they stand.

mod change;

use crate::agreement::wilson;
use crate::kinds::at;
use crate::parallel::each_of;
use change::{Change, chance, changes};
use serde_json::{Value, json};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody says himself, as far as a line of positions is drawn by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// Id in the list of actors.
    pub speaker: SmolStr,
    /// The day on which it was said, else published; ISO.
    pub day: SmolStr,
    /// Position.
    pub position: SmolStr,
    /// Outlet.
    pub outlet: Option<SmolStr>,
    /// Tells its words from others, in small letters and capital alike.
    pub words: u64,
}

/// What is somebody's own of a row of the claim ledger. "It", "the enemy": who has no identity has no line to change; and what another tells of it is not
/// the speaker's own line.
pub(crate) fn own(claim: &Value) -> Option<Own> {
    let text = |pointer: &str| at(claim, pointer).and_then(Value::as_str);
    let day = text("/said_on/from").or_else(|| text("/evidence/published"))?;
    let speaker = text("/speaker/actor").filter(|actor| !actor.is_empty() && !actor.starts_with("text:"))?;
    (text("/word") != Some("second-hand")).then_some(Own {
        speaker: speaker.into(),
        day: day.into(),
        position: text("/position")?.into(),
        outlet: text("/evidence/outlet").map(SmolStr::new),
        words: hash(&text("/evidence/text").unwrap_or_default().to_lowercase()),
    })
}

/// FNV-1a.
fn hash(words: &str) -> u64 {
    words.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A row of a speaker's line, without the words of claims that it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The row, with nothing at the places of [`shows`](Run::shows).
    pub row: Value,
    /// What of which claim it shows.
    pub shows: Vec<Shown>,
}

/// A part of a claim that a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Where it stands in the row: a JSON pointer.
    pub at: &'static str,
    /// The number of the claim.
    pub claim: u64,
    /// Which field of the claim it is.
    pub field: &'static str,
}

/// Speakers whose lines are drawn at once.
const SHARE: usize = 64;

/// The runs of positions, by speaker, oldest first, at most so many; of claims with their numbers. `topic` names what the claims are about: the words that were asked for.
pub fn drift(claims: Vec<(u64, Own)>, topic: Option<&str>, most: usize) -> Vec<Run> {
    let mut speakers: BTreeMap<SmolStr, Vec<Said>> = BTreeMap::new();
    for (claim, Own { speaker, day, position, outlet, words }) in claims {
        speakers.entry(speaker).or_default().push(Said { claim, day, position, outlet, words });
    }
    let mut speakers = speakers.into_values();
    let mut rows = Vec::new();
    while rows.len() < most {
        let share: Vec<Vec<Said>> = speakers.by_ref().take(SHARE).collect();
        if share.is_empty() {
            break;
        }
        rows.extend(each_of(share, |said| runs(said, topic)).into_iter().flatten());
    }
    rows.truncate(most);
    rows
}

/// What a speaker says on one day.
struct Said {
    claim: u64,
    day: SmolStr,
    position: SmolStr,
    outlet: Option<SmolStr>,
    words: u64,
}

fn runs(mut said: Vec<Said>, topic: Option<&str>) -> Vec<Run> {
    said.sort_by(|a, b| a.day.cmp(&b.day).then(a.claim.cmp(&b.claim)));
    let turns = turns(&said);
    let mut rows = Vec::new();
    let mut before: Option<&[Said]> = None;
    let mut first = 0;
    for run in said.chunk_by(|one, next| one.position == next.position) {
        let turned = turns.range(first..first + run.len()).next().map(|(_, turn)| turn.clone());
        first += run.len();
        rows.extend(row(run, before, said.len(), topic).map(|mut run| {
            let (turn, shows) = turned.unwrap_or_default();
            run.row["change_point"] = turn;
            run.shows.extend(shows);
            run
        }));
        before = Some(run);
    }
    rows
}

/// The changes of a speaker's line, by the number of the first statement after each. What is printed again in the same words counts once.
fn turns(said: &[Said]) -> BTreeMap<usize, Turn> {
    let mut seen = BTreeSet::new();
    let once: Vec<(usize, &Said)> =
        said.iter().enumerate().filter(|(_, said)| seen.insert((said.position.as_str(), said.words))).collect();
    let positions: Vec<&str> = once.iter().map(|(_, said)| said.position.as_str()).collect();
    let days: Vec<&str> = once.iter().map(|(_, said)| said.day.as_str()).collect();
    let turned = changes(&positions, &days);
    turned.iter().filter_map(|change| Some((once.get(change.at)?.0, turn(&once, change)?))).collect()
}

/// A change of line as a row has it, and the words that it shows.
type Turn = (Value, Vec<Shown>);

/// A change with what is said before and after it.
fn turn(once: &[(usize, &Said)], change: &Change) -> Option<Turn> {
    let side = |first: usize, end: usize| -> Option<Vec<&Said>> {
        Some(once.get(first..end)?.iter().map(|(_, said)| *said).collect())
    };
    let (before, after) = (side(change.first, change.at)?, side(change.at, change.end)?);
    let (was, is) = (told_by(&before), told_by(&after));
    let both: BTreeSet<&str> = was.intersection(&is).copied().collect();
    let same: Vec<&Said> = before
        .iter()
        .chain(&after)
        .copied()
        .filter(|said| outlet(said).is_some_and(|own| both.contains(own)))
        .collect();
    let (positions, days): (Vec<&str>, Vec<&str>) =
        same.iter().map(|said| (said.position.as_str(), said.day.as_str())).unzip();
    let row = json!({"on": after.first()?.day.as_str(), "p": change.p, "before": counts(&before), "after": counts(&after),
                     "last_before": null, "first_after": null, "outlet_mix_changed": is_mix_other(&was, &is),
                     "same_outlets": {"outlets": both, "statements": same.len(), "p": chance(&positions, &days)}});
    let shows = vec![
        Shown { at: "/change_point/last_before", claim: before.last()?.claim, field: "evidence" },
        Shown { at: "/change_point/first_after", claim: after.first()?.claim, field: "evidence" },
    ];
    Some((row, shows))
}

/// How often each position is taken on one side, with its share and Wilson's interval.
fn counts(said: &[&Said]) -> Vec<Value> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for one in said {
        *counts.entry(&one.position).or_default() += 1;
    }
    let row = |(position, count): (&str, usize)| {
        let (low, high) = wilson(count, said.len());
        json!({"position": position, "count": count, "of": said.len(), "low": low, "high": high})
    };
    counts.into_iter().map(row).collect()
}

fn outlet(said: &Said) -> Option<&str> {
    said.outlet.as_deref()
}

fn told_by<'a>(said: &[&'a Said]) -> BTreeSet<&'a str> {
    said.iter().filter_map(|said| outlet(said)).collect()
}

/// Whether most of the outlets of two sides are of one side alone.
fn is_mix_other(was: &BTreeSet<&str>, is: &BTreeSet<&str>) -> bool {
    let both = was.intersection(is).count();
    both == 0 || both * 2 < was.union(is).count()
}

fn row(run: &[Said], before: Option<&[Said]>, total: usize, topic: Option<&str>) -> Option<Run> {
    let (first, last) = (run.first()?, run.last()?);
    let (low, high) = wilson(run.len(), total);
    let was = before.and_then(<[Said]>::last);
    let mix = before.map(|before| {
        let (was, is) = (outlets(before), outlets(run));
        let both: Vec<&str> = was.intersection(&is).copied().collect();
        (is_mix_other(&was, &is), both)
    });
    let row = json!({"speaker": null, "topic": topic, "position": first.position.as_str(), "from": first.day.as_str(), "to": last.day.as_str(),
                     "count": run.len(), "of": total, "low": low, "high": high,
                     "change": was.map(|was| json!({"was": was.position.as_str(), "is": first.position.as_str()})),
                     "before": null, "evidence": null, "outlets": outlets(run),
                     "outlet_mix_changed": mix.as_ref().map(|(changed, _)| changed), "same_outlets": mix.as_ref().map(|(_, both)| both)});
    let mut shows: Vec<Shown> =
        was.map(|was| Shown { at: "/before", claim: was.claim, field: "evidence" }).into_iter().collect();
    shows.push(Shown { at: "/evidence", claim: first.claim, field: "evidence" });
    shows.push(Shown { at: "/speaker", claim: first.claim, field: "speaker" });
    Some(Run { row, shows })
}

fn outlets(run: &[Said]) -> BTreeSet<&str> {
    run.iter().filter_map(outlet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a line, with the words that they show.
    fn drift(claims: &[Value], topic: Option<&str>) -> Vec<Value> {
        let own = claims.iter().enumerate().filter_map(|(number, claim)| Some((number as u64, own(claim)?)));
        let filled = |mut run: Run| {
            for Shown { at, claim, field } in run.shows {
                *run.row.pointer_mut(at).expect("a place") = claims[claim as usize][field].clone();
            }
            run.row
        };
        super::drift(own.collect(), topic, usize::MAX).into_iter().map(filled).collect()
    }

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
    fn of_many_runs_the_first_are_made() {
        let own = |speaker: usize| Own {
            speaker: format!("ver.{speaker:03}").into(),
            position: "denies".into(),
            ..Own::default()
        };
        let claims: Vec<(u64, Own)> = (0..150).map(|number| (number as u64, own(number))).collect();
        let all = super::drift(claims.clone(), None, usize::MAX);
        assert_eq!(all.len(), 150);
        assert_eq!(super::drift(claims, None, 70), all[..70]);
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
