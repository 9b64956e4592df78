//! Answers against the truth of a crisis: rows of each question in, lines of the scoreboard out.
//!
//! A row answers a truth where it comes from the same report and its words overlap the true phrase; one row answers one truth, first come.

use super::Answers;
use super::words::{overlap, words};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The lines.
pub(super) fn lines(truth: &Value, answers: &Answers) -> Vec<String> {
    let mut lines = tellings(truth, rows(answers, "timeline"));
    lines.extend(claims(truth, rows(answers, "claims")));
    lines.extend(moves(truth, rows(answers, "mediation")));
    lines.extend(reactions(truth, rows(answers, "reactions")));
    lines.extend(numbers(truth, rows(answers, "numbers")));
    lines.extend(articles(truth, rows(answers, "articles")));
    lines.extend(hedges(truth, rows(answers, "origins")));
    lines.extend(labels(truth, rows(answers, "framing")));
    lines
}

fn rows<'a>(answers: &'a Answers, question: &str) -> &'a [Value] {
    answers.get(question).map_or(&[], Vec::as_slice)
}

pub(super) fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value.get(field).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

pub(super) fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The words of a row: its evidence, or itself.
fn evidence(row: &Value) -> &Value {
    row.get("evidence").unwrap_or(row)
}

/// Whether a row stands where a truth stands.
fn is_near(truth: &Value, row: &Value) -> bool {
    let evidence = evidence(row);
    text(evidence, "/key") == text(truth, "/file") && overlap(text(evidence, "/text"), text(truth, "/phrase"))
}

/// "claims found  P 50.0  R 85.2  F1 63.0  (92 of 184 made, 108 true)".
pub(super) fn found(name: &str, right: usize, made: usize, wanted: usize) -> String {
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
    let (p, r) = (share(right, made), share(right, wanted));
    let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    format!("{name:30} P {p:5.1}  R {r:5.1}  F1 {f1:5.1}   ({right} of {made} made, {wanted} true)")
}

/// "party right  76.1%   (70/92)".
pub(super) fn share(name: &str, right: usize, all: usize) -> String {
    format!("{name:28}  {:.1}%   ({right}/{all})", 100.0 * right as f64 / all.max(1) as f64)
}

/// Pairs of a truth and the row that answers it.
fn answered<'a>(
    truths: &'a [Value],
    rows: &'a [Value],
    same: impl Fn(&Value, &Value) -> bool,
) -> Vec<(&'a Value, &'a Value)> {
    let mut free: Vec<&Value> = rows.iter().collect();
    let mut pairs = Vec::new();
    for truth in truths {
        if let Some(at) = free.iter().position(|row| same(truth, row)) {
            pairs.push((truth, free.remove(at)));
        }
    }
    pairs
}

/// A telling of the truth with the event that it is of, and the event made of its row.
struct Told<'a> {
    event: usize,
    made: &'a str,
}

fn tellings(truth: &Value, rows: &[Value]) -> Vec<String> {
    let events = list(truth, "events");
    let made: Vec<(&Value, &Value)> =
        rows.iter().flat_map(|row| list(row, "tellings").iter().map(move |telling| (row, telling))).collect();
    let mut used = BTreeSet::new();
    let (mut told, mut wanted) = (Vec::new(), 0);
    let (mut types, mut stances, mut occurrences) = (0, 0, 0);
    for (number, event) in events.iter().enumerate() {
        for telling in list(event, "tellings") {
            wanted += 1;
            let fits = made.iter().enumerate().filter(|(at, (_, row))| !used.contains(at) && is_near(telling, row));
            let typed = |row: &Value| text(row, "/plover") == text(event, "/plover");
            let Some((at, (row, answer))) = fits.min_by_key(|(at, (row, _))| (!typed(row), *at)) else { continue };
            used.insert(at);
            types += usize::from(typed(row));
            stances += usize::from(text(telling, "/stance") == text(answer, "/stance"));
            occurrences += usize::from(text(telling, "/occurrence") == text(answer, "/occurrence"));
            told.push(Told { event: number, made: text(row, "/event") });
        }
    }
    let mut lines = vec![
        found("tellings found", told.len(), made.len(), wanted),
        share("tellings found, of all", told.len(), wanted),
        share("type right", types, told.len()),
        share("stance of a telling right", stances, told.len()),
        share("occurrence right", occurrences, told.len()),
    ];
    lines.extend(merging(&told));
    lines.extend(origins(events, rows, &told));
    lines
}

/// BCubed: of the tellings grouped with one, how many are of its event, and the other way round.
fn merging(told: &[Told<'_>]) -> Vec<String> {
    let count = |fits: &dyn Fn(&Told<'_>) -> bool| told.iter().filter(|other| fits(other)).count() as f64;
    let (mut p, mut r) = (0.0, 0.0);
    for own in told {
        let both = count(&|other| other.event == own.event && other.made == own.made);
        p += both / count(&|other| other.made == own.made);
        r += both / count(&|other| other.event == own.event);
    }
    let all = told.len().max(1) as f64;
    let (p, r) = (p / all, r / all);
    let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let events = told.iter().map(|own| own.event).collect::<BTreeSet<_>>().len();
    let made = told.iter().map(|own| own.made).collect::<BTreeSet<_>>().len();
    vec![format!(
        "{:30} BCubed P {p:.3} R {r:.3} F1 {f1:.3}   {events} true events told, {made} made: inflation {:.2}",
        "merging of tellings",
        made as f64 / events.max(1) as f64
    )]
}

fn origins(events: &[Value], rows: &[Value], told: &[Told<'_>]) -> Vec<String> {
    let sizes: BTreeMap<&str, i64> =
        rows.iter().filter_map(|row| Some((text(row, "/event"), row.get("origins")?.as_i64()?))).collect();
    let (mut near, mut all) = (0, 0);
    for (number, event) in events.iter().enumerate() {
        let Some(wanted) = event.get("independent_origins").and_then(Value::as_i64).filter(|count| *count > 0) else {
            continue;
        };
        let mut votes: Vec<(&str, usize)> = Vec::new();
        for own in told.iter().filter(|own| own.event == number) {
            match votes.iter_mut().find(|(made, _)| *made == own.made) {
                Some((_, count)) => *count += 1,
                None => votes.push((own.made, 1)),
            }
        }
        // The first of those with most votes.
        let Some((made, _)) = votes.into_iter().rev().max_by_key(|(_, count)| *count) else { continue };
        all += 1;
        near += usize::from(sizes.get(made).is_some_and(|given| (given - wanted).abs() <= 1));
    }
    vec![share("origins within one", near, all)]
}

fn claims(truth: &Value, rows: &[Value]) -> Vec<String> {
    let wanted = list(truth, "claims");
    let pairs = answered(wanted, rows, is_near);
    let right =
        |given: &str, want: &str| pairs.iter().filter(|(truth, row)| text(row, given) == text(truth, want)).count();
    vec![
        found("claims found", pairs.len(), rows.len(), wanted.len()),
        share("claims found, of all", pairs.len(), wanted.len()),
        share("party right", right("/party/country", "/party"), pairs.len()),
        share("position right", right("/position", "/position"), pairs.len()),
    ]
}

fn moves(truth: &Value, rows: &[Value]) -> Vec<String> {
    let flat = |of: &[Value]| of.iter().flat_map(|offer| list(offer, "moves").to_vec()).collect::<Vec<Value>>();
    let (wanted, made) = (flat(list(truth, "mediation")), flat(rows));
    let pairs = answered(&wanted, &made, is_near);
    let right =
        |given: &str, want: &str| pairs.iter().filter(|(truth, row)| text(row, given) == text(truth, want)).count();
    vec![
        found("mediation moves found", pairs.len(), made.len(), wanted.len()),
        share("move right", right("/move", "/move"), pairs.len()),
        share("own mouth or second-hand", right("/word", "/word"), pairs.len()),
    ]
}

fn reactions(truth: &Value, rows: &[Value]) -> Vec<String> {
    let wanted = list(truth, "reactions");
    let pairs =
        answered(wanted, rows, |truth, row| text(row, "/country") == text(truth, "/country") && is_near(truth, row));
    let right = pairs.iter().filter(|(truth, row)| text(row, "/stance") == text(truth, "/stance")).count();
    vec![
        found("reactions found", pairs.len(), rows.len(), wanted.len()),
        share("stance of a reaction right", right, pairs.len()),
    ]
}

fn numbers(truth: &Value, rows: &[Value]) -> Vec<String> {
    let value = |truth: &Value| {
        let written = truth.get("value").map(Value::to_string).unwrap_or_default();
        written.chars().filter(char::is_ascii_digit).collect::<String>().parse::<u64>().ok()
    };
    let wanted = list(truth, "numbers");
    let pairs = answered(wanted, rows, |truth, row| {
        let given = ["min", "max"].map(|end| row.get(end).and_then(Value::as_u64));
        value(truth).is_some_and(|value| given.contains(&Some(value))) && is_near(truth, row)
    });
    vec![found("numbers found", pairs.len(), rows.len(), wanted.len())]
}

fn articles(truth: &Value, rows: &[Value]) -> Vec<String> {
    let made: BTreeMap<&str, &Value> = rows.iter().map(|row| (text(row, "/key"), row)).collect();
    let mut lines = Vec::new();
    for field in ["reprint_of", "partial_reprint_of"] {
        let named = |value: &Value| value.get(field).and_then(Value::as_str).map(str::to_owned);
        let wanted: Vec<(String, String)> = truth["articles"]
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(key, article)| Some((key.clone(), named(article)?)))
            .collect();
        let said: BTreeMap<&str, String> = made.iter().filter_map(|(key, row)| Some((*key, named(row)?))).collect();
        let is = |of: &str, other: &str| said.get(of).is_some_and(|named| named == other);
        let right = wanted.iter().filter(|(key, of)| is(key, of) || is(of, key)).count();
        lines.push(found(field, right, said.len(), wanted.len()));
    }
    lines.push(same_story(truth, &made));
    lines
}

/// Pairs of reports of one story; a report of several stories is put to the first that names it.
fn same_story(truth: &Value, made: &BTreeMap<&str, &Value>) -> String {
    let mut gold: BTreeMap<&str, &str> = BTreeMap::new();
    for story in list(truth, "stories") {
        for file in list(story, "files").iter().filter_map(Value::as_str) {
            gold.entry(file).or_insert(text(story, "/id"));
        }
    }
    let story = |file: &str| made.get(file).map(|row| text(row, "/story")).unwrap_or_default();
    let files: Vec<&str> = gold.keys().copied().collect();
    let (mut right, mut given, mut wanted) = (0, 0, 0);
    for (at, one) in files.iter().enumerate() {
        for other in files.iter().skip(at + 1) {
            let is = gold.get(one) == gold.get(other);
            let said = !story(one).is_empty() && story(one) == story(other);
            right += usize::from(is && said);
            given += usize::from(said);
            wanted += usize::from(is);
        }
    }
    found("same story (pairs)", right, given, wanted)
}

fn hedges(truth: &Value, rows: &[Value]) -> Vec<String> {
    let lost: BTreeSet<&str> = list(truth, "hedge_loss")
        .iter()
        .flat_map(|hedge| list(hedge, "dropped_in"))
        .filter_map(Value::as_str)
        .collect();
    let said: BTreeSet<&str> =
        rows.iter().flat_map(|row| list(row, "hedge_lost")).map(|hedge| text(hedge, "/key")).collect();
    vec![found("dropped hedges", lost.intersection(&said).count(), said.len(), lost.len())]
}

fn labels(truth: &Value, rows: &[Value]) -> Vec<String> {
    let wanted = list(truth, "framing");
    let pairs = answered(wanted, rows, |truth, row| {
        text(evidence(row), "/key") == text(truth, "/file")
            && text(row, "/about") == text(truth, "/about")
            && !words(text(truth, "/label")).is_empty()
            && overlap(text(row, "/label"), text(truth, "/label"))
    });
    vec![found("framing labels", pairs.len(), rows.len(), wanted.len())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn answers(question: &'static str, rows: Vec<Value>) -> Answers {
        BTreeMap::from([(question, rows)])
    }

    #[test]
    fn tellings_split_or_thrown_together_lose() {
        let telling =
            |phrase: &str| json!({"file": "a", "phrase": phrase, "stance": "asserted", "occurrence": "actual"});
        let truth = json!({"events": [
            {"plover": "ASSAULT", "independent_origins": 1, "tellings": [telling("bombed the dam"), telling("struck the mill")]},
            {"plover": "ASSAULT", "tellings": [telling("shelled a port")]}]});
        let row = |event: &str, words: &[&str]| {
            let tellings: Vec<Value> = words
                .iter()
                .map(|words| json!({"key": "a", "text": words, "stance": "asserted", "occurrence": "actual"}))
                .collect();
            json!({"event": event, "plover": "ASSAULT", "origins": 1, "tellings": tellings})
        };
        let board = |rows: Vec<Value>| lines(&truth, &answers("timeline", rows)).join("\n");
        let right = board(vec![row("v1", &["bombed the dam", "struck the mill"]), row("v2", &["shelled a port"])]);
        assert!(right.contains("BCubed P 1.000 R 1.000 F1 1.000"), "{right}");
        let split = board(vec![
            row("v1", &["bombed the dam"]),
            row("v2", &["struck the mill"]),
            row("v3", &["shelled a port"]),
        ]);
        assert!(split.contains("BCubed P 1.000 R 0.667") && split.contains("inflation 1.50"), "{split}");
        let heap = board(vec![row("v1", &["bombed the dam", "struck the mill", "shelled a port"])]);
        assert!(heap.contains("BCubed P 0.556 R 1.000"), "{heap}");
    }

    #[test]
    fn a_row_answers_one_truth_of_its_report() {
        let claim =
            |file: &str| json!({"file": file, "phrase": "it closed its ports", "party": "VER", "position": "asserts"});
        let truth = json!({"claims": [claim("a"), claim("b")]});
        let row = json!({"party": {"country": "VER"}, "position": "denies", "evidence": {"key": "a", "text": "that it closed its ports"}});
        let board = lines(&truth, &answers("claims", vec![row])).join("\n");
        assert!(board.contains("P 100.0  R  50.0"), "{board}");
        assert!(
            board.contains("party right                   100.0%")
                && board.contains("position right                0.0%"),
            "{board}"
        );
    }
}
