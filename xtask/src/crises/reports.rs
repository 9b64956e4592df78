//! Single reports of other crises: the records of `reports*.jsonl` against what two careful readings took from them.
//!
//! A gold line and a record in, counts out: "statements found F1 88.1", "type, who, to whom F1 42.0". A statement is found where half of the words of
//! both contents are shared; an event where its evidence holds the gold trigger and the type is one that the gold accepts; it is whole where parties,
//! both marks and the days are right too. Acts that stand only inside a demand or a condition are neither asked for nor held against a record.

use super::score::{found, list, share, text};
use super::text::{Places, Text, jaccard, pair};
use crate::eval::read_records;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The lines of the scoreboard for one file of reports.
pub(super) fn lines(binary: &Path, set: &Path) -> Result<Vec<String>> {
    let records = read_records(binary, set)?;
    let gold = fs::read_to_string(set).with_context(|| format!("cannot read {}", set.display()))?;
    let mut tally = Tally::default();
    for line in gold.lines().filter(|line| !line.trim().is_empty()) {
        let gold: Value = serde_json::from_str(line).with_context(|| format!("{} is no JSON", set.display()))?;
        let record = records.get(text(&gold, "/id")).unwrap_or(&Value::Null);
        tally.statements(&gold, record);
        tally.events(&gold, record);
    }
    Ok(tally.lines())
}

/// What was counted, by name.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, usize>);

impl Tally {
    fn add(&mut self, name: &'static str, amount: usize) {
        *self.0.entry(name).or_default() += amount;
    }

    /// Counts a right or wrong answer.
    fn ask(&mut self, asked: &'static str, right: &'static str, is_right: bool) {
        self.add(asked, 1);
        self.add(right, usize::from(is_right));
    }

    fn get(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or_default()
    }

    fn statements(&mut self, gold: &Value, record: &Value) {
        let text_of = Text::new(text(gold, "/text"));
        let wanted: Vec<(&Value, Places)> = list(gold, "statements")
            .iter()
            .map(|it| (it, text_of.of_parts(list(it, "content").iter().filter_map(Value::as_str), 0)))
            .collect();
        let made: Vec<(&Value, Places)> = list(record, "statements")
            .iter()
            .map(|it| (it, list(it, "content").iter().flat_map(|part| text_of.of_span(&part["span"])).collect()))
            .collect();
        let pairs = pair(&wanted, &made, 0.5, |a, b| jaccard(&a.1, &b.1));
        self.add("made", made.len());
        self.add("gold", wanted.len());
        self.add("right", pairs.len());
        for (i, j) in pairs {
            let (want, made) = (wanted[i].0, made[j].0);
            let said = text(made, "/speaker/text").to_lowercase();
            if !text(want, "/speaker").is_empty() {
                let speaker = text(want, "/speaker").to_lowercase();
                let of = |words: &str| words.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
                let (said, speaker): (BTreeSet<String>, BTreeSet<String>) = (of(&said), of(&speaker));
                let shared = said.intersection(&speaker).any(|word| !word.is_empty());
                self.ask("speakers", "speakers right", shared);
            }
            for (field, given, asked, right) in [
                ("/speaker_country", "/speaker/country", "countries", "countries right"),
                ("/speaker_sector", "/speaker/sector", "sectors", "sectors right"),
            ] {
                if !text(want, field).is_empty() {
                    self.ask(asked, right, text(made, given) == text(want, field));
                }
            }
            self.ask("forms", "forms right", text(made, "/form") == text(want, "/form"));
            if !want["inside"].is_null() {
                self.ask("nested", "nested right", !made["inside"].is_null());
            }
        }
    }

    fn events(&mut self, gold: &Value, record: &Value) {
        let text_of = Text::new(text(gold, "/text"));
        let mut wanted: Vec<Wanted<'_>> = list(gold, "events").iter().map(|it| Wanted::new(it, &text_of)).collect();
        let mut made: Vec<Made<'_>> = list(record, "events").iter().map(|it| Made::new(it, &text_of)).collect();
        let spared: BTreeSet<usize> = pair(&wanted, &made, 0.05, Wanted::typed)
            .into_iter()
            .filter(|(i, _)| wanted[*i].is_optional())
            .map(|(_, j)| j)
            .collect();
        wanted.retain(|it| !it.is_optional());
        let mut at = 0;
        made.retain(|_| {
            at += 1;
            !spared.contains(&(at - 1))
        });
        self.add("events made", made.len());
        self.add("events gold", wanted.len());
        self.add("events seen", pair(&wanted, &made, 0.05, Wanted::near).len());
        let hits = pair(&wanted, &made, 0.05, Wanted::typed);
        self.add("events typed", hits.len());
        for (i, j) in hits {
            self.event(wanted[i].event, made[j].event);
        }
    }

    fn event(&mut self, want: &Value, made: &Value) {
        let parties = |field: &str| {
            let (wanted, made) = (codes(list(want, field)), countries(list(made, field)));
            wanted == made || !wanted.is_disjoint(&made)
        };
        let who = parties("actors") && parties("recipients");
        let occurrence = text(made, "/occurrence") == text(want, "/occurrence");
        let stance = text(made, "/stance") == text(want, "/stance");
        self.add("who right", usize::from(who));
        self.add("occurrence right", usize::from(occurrence));
        self.add("stance right", usize::from(stance));
        if text(want, "/stance") != "asserted" || text(want, "/occurrence") != "actual" {
            self.ask("marks", "marks right", occurrence && stance);
        }
        let mut day = true;
        if !text(want, "/from").is_empty() {
            day = days(want, "/from", "/to") == days(made, "/when/from", "/when/to");
            self.ask("days", "days right", day);
        }
        if !text(want, "/place_country").is_empty() {
            self.ask("places", "places right", text(made, "/place/country") == text(want, "/place_country"));
        }
        self.add("whole", usize::from(who && occurrence && stance && day));
    }

    fn lines(&self) -> Vec<String> {
        let prf = |name: &str, right: &str, made: &str, gold: &str| {
            found(name, self.get(right), self.get(made), self.get(gold))
        };
        let part = |name: &str, right: &str, asked: &str| share(name, self.get(right), self.get(asked));
        vec![
            prf("statements found", "right", "made", "gold"),
            part("speaker's words", "speakers right", "speakers"),
            part("speaker's country", "countries right", "countries"),
            part("speaker's sector", "sectors right", "sectors"),
            part("form", "forms right", "forms"),
            part("nesting kept", "nested right", "nested"),
            prf("events seen, any type", "events seen", "events made", "events gold"),
            prf("events, type", "events typed", "events made", "events gold"),
            prf("events, type, who, to whom", "who right", "events made", "events gold"),
            part("occurrence", "occurrence right", "events typed"),
            part("stance", "stance right", "events typed"),
            part("both, where not plain fact", "marks right", "marks"),
            part("day range", "days right", "days"),
            part("country of the place", "places right", "places"),
            prf("events, whole record", "whole", "events made", "events gold"),
        ]
    }
}

/// An event of the gold with its places.
struct Wanted<'a> {
    event: &'a Value,
    words: Places,
    trigger: Places,
}

impl<'a> Wanted<'a> {
    fn new(event: &'a Value, text_of: &Text<'_>) -> Self {
        let evidence = text(event, "/evidence");
        let at = text_of.find(evidence, 0).unwrap_or_default();
        let words = text_of.of_parts(std::iter::once(evidence), 0);
        Self { event, words, trigger: text_of.of_parts(std::iter::once(text(event, "/trigger")), at) }
    }

    fn is_optional(&self) -> bool {
        self.event["embedded"].as_bool().unwrap_or_default()
    }

    /// How well an event stands where this one stands.
    fn near(&self, made: &Made<'_>) -> f64 {
        let shared = self.words.intersection(&made.words).count();
        let holds = !self.trigger.is_empty() && self.trigger.is_subset(&made.words);
        if !made.words.is_empty() && (holds || 2 * shared >= self.words.len().max(1)) {
            0.2 + jaccard(&self.words, &made.words)
        } else {
            0.0
        }
    }

    /// The same where the type is one that is accepted; those of the same doers come first.
    fn typed(&self, made: &Made<'_>) -> f64 {
        let accepted = list(self.event, "plover").contains(&made.event["plover"]);
        let score = if accepted { self.near(made) } else { 0.0 };
        let doers = codes(list(self.event, "actors"));
        let same = doers.is_empty() || !doers.is_disjoint(&countries(list(made.event, "actors")));
        score + if score > 0.0 && same { 0.5 } else { 0.0 }
    }
}

/// An event of a record with its places.
struct Made<'a> {
    event: &'a Value,
    words: Places,
}

impl<'a> Made<'a> {
    fn new(event: &'a Value, text_of: &Text<'_>) -> Self {
        let words = list(&event["evidence"], "spans").iter().flat_map(|span| text_of.of_span(span)).collect();
        Self { event, words }
    }
}

/// First and last day; one day is both.
fn days<'a>(event: &'a Value, from: &str, to: &str) -> (&'a str, &'a str) {
    let (from, to) = (text(event, from), text(event, to));
    (from, if to.is_empty() { from } else { to })
}

fn codes(parties: &[Value]) -> BTreeSet<&str> {
    parties.iter().filter_map(Value::as_str).collect()
}

fn countries(parties: &[Value]) -> BTreeSet<&str> {
    parties.iter().filter_map(|party| party["country"].as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const REPORT: &str = "Verania shelled Ostria, Ostria said. Verania threatened to strike.";

    fn gold() -> Value {
        json!({"id": "r", "text": REPORT,
            "statements": [{"content": ["Verania shelled Ostria"], "speaker": "Ostria", "speaker_country": "OST", "form": "indirect", "inside": null}],
            "events": [
                {"evidence": "Verania shelled Ostria", "trigger": "shelled", "plover": ["ASSAULT"], "actors": ["VER"], "recipients": ["OST"], "occurrence": "actual", "stance": "attributed"},
                {"evidence": "Verania threatened to strike", "trigger": "strike", "plover": ["ASSAULT"], "actors": ["VER"], "recipients": [], "occurrence": "hypothetical", "stance": "asserted", "embedded": true}]})
    }

    fn record(stance: &str, actor: &str) -> Value {
        let event = |span: [u32; 2], occurrence: &str, stance: &str| json!({"plover": "ASSAULT", "actors": [{"country": actor}], "recipients": [{"country": "OST"}], "occurrence": occurrence, "stance": stance, "evidence": {"spans": [span]}});
        json!({"statements": [{"content": [{"span": [0, 22]}], "speaker": {"text": "Ostria", "country": "OST"}, "form": "indirect", "inside": null}],
               "events": [event([0, 22], "actual", stance), event([37, 65], "hypothetical", "asserted")]})
    }

    fn board(record: &Value) -> String {
        let mut tally = Tally::default();
        tally.statements(&gold(), record);
        tally.events(&gold(), record);
        tally.lines().join("\n")
    }

    #[test]
    fn a_right_record_is_whole_and_the_optional_act_is_not_counted() {
        let board = board(&record("attributed", "VER"));
        assert!(
            board.contains("events, whole record           P 100.0  R 100.0  F1 100.0   (1 of 1 made, 1 true)"),
            "{board}"
        );
        assert!(board.contains("statements found               P 100.0"), "{board}");
    }

    #[test]
    fn a_wrong_mark_or_doer_loses_the_whole() {
        let marked = board(&record("asserted", "VER"));
        assert!(marked.contains("both, where not plain fact    0.0%   (0/1)"), "{marked}");
        let blamed = board(&record("attributed", "OST"));
        assert!(
            blamed.contains("events, type                   P 100.0")
                && blamed.contains("events, whole record           P   0.0"),
            "{blamed}"
        );
    }
}
