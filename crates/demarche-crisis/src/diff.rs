//! What changed: rows of the answers as they are now in, and which reports are new; out come rows of was and is, each with the words that brought the change.
//!
//! When a second outlet tells the strike on Tolm that one had alleged, and the ministry now counts five dead where it counted three, there are two rows: `status`, alleged
//! → asserted, and `number`, 3 → 5.

use crate::rows::status_of;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The rows that a difference is read from; those of events that no new report tells may be left out.
#[derive(Clone, Debug, Default)]
pub struct Now {
    /// Rows of `articles`: the new ones.
    pub articles: Vec<Value>,
    /// Rows of `timeline`.
    pub timeline: Vec<Value>,
    /// Rows of `numbers`.
    pub numbers: Vec<Value>,
    /// Rows of `claims`.
    pub claims: Vec<Value>,
    /// Rows of `mediation`.
    pub mediation: Vec<Value>,
    /// Rows of `commitments`.
    pub commitments: Vec<Value>,
}

/// Which reports came within the span of time that is asked about, by id, and which came after it and are not looked at. All others came before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Came {
    /// Within.
    pub within: BTreeSet<String>,
    /// After.
    pub after: BTreeSet<String>,
    /// By id of a new version of a report: the id of the version before.
    pub replaced: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Time {
    Before,
    Within,
    After,
}

impl Came {
    /// When the words of an evidence came.
    fn time(&self, evidence: &Value) -> Time {
        match evidence.get("article").and_then(Value::as_str) {
            Some(id) if self.within.contains(id) => Time::Within,
            Some(id) if self.after.contains(id) => Time::After,
            _ => Time::Before,
        }
    }

    /// Those rows of an array that came before and within; those after are dropped.
    fn part<'a>(
        &self,
        rows: impl Iterator<Item = &'a Value>,
        words: impl Fn(&Value) -> &Value,
    ) -> (Vec<&'a Value>, Vec<&'a Value>) {
        let (mut before, mut within) = (Vec::new(), Vec::new());
        for row in rows {
            match self.time(words(row)) {
                Time::Before => before.push(row),
                Time::Within => within.push(row),
                Time::After => {}
            }
        }
        (before, within)
    }
}

/// The differences: new events, then status, positions, numbers, mediation, commitments, reports.
pub fn diff(now: &Now, came: &Came) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut moved = Vec::new();
    for event in &now.timeline {
        events(event, came, &mut rows, &mut moved);
    }
    rows.append(&mut moved);
    positions(&now.claims, came, &mut rows);
    numbers(&now.numbers, came, &mut rows);
    mediation(&now.mediation, came, &mut rows);
    commitments(&now.commitments, came, &mut rows);
    articles(&now.articles, came, &mut rows);
    rows
}

fn list<'a>(row: &'a Value, field: &str) -> impl Iterator<Item = &'a Value> {
    row.get(field).and_then(Value::as_array).into_iter().flatten()
}

fn text<'a>(row: &'a Value, pointer: &str) -> &'a str {
    row.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The words that carry a row, as EVIDENCE and nothing more.
fn evidence(words: &Value) -> Value {
    const FIELDS: [&str; 6] = ["key", "article", "span", "text", "outlet", "published"];
    let field = |name: &str| (name.to_owned(), words.get(name).cloned().unwrap_or(Value::Null));
    Value::Object(FIELDS.map(field).into_iter().collect::<Map<_, _>>())
}

fn row(kind: &str, of: &Value, was: Value, is: Value, words: &Value) -> Value {
    json!({"kind": kind, "event": of.get("event"), "was": was, "is": is, "evidence": evidence(words)})
}

fn events(event: &Value, came: &Came, new: &mut Vec<Value>, moved: &mut Vec<Value>) {
    let (before, within) = came.part(list(event, "tellings"), |telling| telling);
    let Some(first) = within.first() else { return };
    let status = |tellings: &[&Value]| {
        status_of(&tellings.iter().map(|told| (text(told, "/stance"), text(told, "/occurrence"))).collect::<Vec<_>>())
    };
    let all: Vec<&Value> = before.iter().chain(&within).copied().collect();
    let (was, is) = (status(&before), status(&all));
    if before.is_empty() {
        let mut made = row("new-event", event, Value::Null, event.get("what").cloned().unwrap_or_default(), first);
        made["status"] = is;
        made["when"] = event.get("when").cloned().unwrap_or_default();
        made["tellings"] = json!(within.len());
        new.push(made);
        return;
    }
    for axis in ["occurrence", "stance", "disputed"] {
        if was.get(axis) == is.get(axis) {
            continue;
        }
        // The telling that says what is now the case; a dispute is told by whichever is new.
        let words = within.iter().find(|told| told.get(axis) == is.get(axis)).unwrap_or(first);
        let mut made = row("status", event, was[axis].clone(), is[axis].clone(), words);
        made["axis"] = json!(axis);
        made["what"] = event.get("what").cloned().unwrap_or_default();
        moved.push(made);
    }
}

/// Who a party is across rows: its actor, else its country, else its name.
fn identity(party: &Value) -> String {
    let known = ["/actor", "/country", "/name"].map(|field| text(party, field)).into_iter().find(|id| !id.is_empty());
    known.unwrap_or_default().to_lowercase()
}

fn day(row: &Value) -> (&str, &str) {
    (text(row, "/evidence/published"), text(row, "/evidence/key"))
}

fn positions(claims: &[Value], came: &Came, out: &mut Vec<Value>) {
    let mut by_party: BTreeMap<(&str, String), Vec<&Value>> = BTreeMap::new();
    for claim in claims.iter().filter(|claim| claim["event"].is_string()) {
        by_party.entry((text(claim, "/event"), identity(&claim["party"]))).or_default().push(claim);
    }
    for (_, mut rows) in by_party {
        rows.sort_by_key(|row| day(row));
        let (before, within) = came.part(rows.into_iter(), |row| &row["evidence"]);
        let mut was = before.last().map(|row| &row["position"]);
        for claim in within {
            if was == Some(&claim["position"]) {
                continue;
            }
            let mut made =
                row("position", claim, was.cloned().unwrap_or_default(), claim["position"].clone(), &claim["evidence"]);
            made["party"] = claim["party"].clone();
            made["word"] = claim["word"].clone();
            out.push(made);
            was = Some(&claim["position"]);
        }
    }
}

/// `3`, `3–5`, `at least 3`.
fn figure(row: &Value) -> String {
    let number = |field: &str| row.get(field).and_then(Value::as_u64);
    match (number("min"), number("max")) {
        (Some(min), Some(max)) if min != max => format!("{min}–{max}"),
        (Some(_), Some(number)) => number.to_string(),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => text(row, "/words").to_owned(),
    }
}

fn numbers(numbers: &[Value], came: &Came, out: &mut Vec<Value>) {
    let mut by_kind: BTreeMap<(&str, &str, &str), Vec<&Value>> = BTreeMap::new();
    for number in numbers {
        by_kind.entry((text(number, "/event"), text(number, "/kind"), text(number, "/side"))).or_default().push(number);
    }
    for (_, mut rows) in by_kind {
        rows.sort_by_key(|row| day(row));
        let (mut known, within) = came.part(rows.into_iter(), |row| &row["evidence"]);
        for number in within {
            let is = figure(number);
            let claimant = identity(&number["claimant"]);
            let own = known.iter().rev().find(|row| identity(&row["claimant"]) == claimant);
            let was = own.or(known.last()).copied();
            let told = known.iter().any(|row| figure(row) == is && identity(&row["claimant"]) == claimant);
            known.push(number);
            if told || was.is_some_and(|was| figure(was) == is) {
                continue;
            }
            let was_figure = was.map_or(Value::Null, |was| json!(figure(was)));
            let mut made = row("number", number, was_figure, json!(is), &number["evidence"]);
            made["measure"] = number["kind"].clone();
            made["claimant"] = number["claimant"].clone();
            made["was_claimant"] = was.map_or(Value::Null, |was| was["claimant"].clone());
            out.push(made);
        }
    }
}

fn mediation(offers: &[Value], came: &Came, out: &mut Vec<Value>) {
    for offer in offers {
        let (before, within) = came.part(list(offer, "moves"), |made| &made["evidence"]);
        let mut was = before.last().map(|made| &made["move"]);
        for step in within {
            let mut made =
                row("mediation", offer, was.cloned().unwrap_or_default(), step["move"].clone(), &step["evidence"]);
            made["offer"] = offer["id"].clone();
            made["offeror"] = offer["offeror"].clone();
            made["by"] = step["by"].clone();
            made["word"] = step["word"].clone();
            out.push(made);
            was = Some(&step["move"]);
        }
    }
}

fn commitments(commitments: &[Value], came: &Came, out: &mut Vec<Value>) {
    let name = |row: &Value| {
        let parties: BTreeSet<String> = list(row, "parties").map(identity).collect();
        (text(row, "/kind").to_owned(), parties)
    };
    let is = |row: &Value| {
        let named =
            ["/state", "/name", "/kind"].map(|field| text(row, field)).into_iter().find(|word| !word.is_empty());
        json!(named)
    };
    let (mut known, within) = came.part(commitments.iter(), |row| &row["evidence"]);
    for made in within {
        let was = known.iter().rev().find(|row| name(row) == name(made)).map_or(Value::Null, |row| is(row));
        known.push(made);
        if was == is(made) {
            continue;
        }
        let mut made_row = row("commitment", made, was, is(made), &made["evidence"]);
        made_row["commitment"] = made["id"].clone();
        made_row["parties"] = made["parties"].clone();
        out.push(made_row);
    }
}

fn articles(articles: &[Value], came: &Came, out: &mut Vec<Value>) {
    for article in articles.iter().filter(|article| came.within.contains(text(article, "/id"))) {
        let was = came.replaced.get(text(article, "/id")).map_or(Value::Null, |id| json!(format!("version {id}")));
        let words = json!({"key": article["key"], "article": article["id"], "span": null, "text": article["title"], "outlet": article["outlet"],
                           "published": article["published"]});
        let what = article
            .get("reprint_of")
            .and_then(Value::as_str)
            .map_or_else(|| text(article, "/title").to_owned(), |of| format!("copy of {of}"));
        let mut made = row("article", article, was, json!(what), &words);
        made["story"] = article["story"].clone();
        out.push(made);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(article: &str, day: &str) -> Value {
        json!({"key": article, "article": article, "span": [0, 9], "text": "some words", "outlet": "Post", "published": day})
    }

    fn telling(article: &str, stance: &str, occurrence: &str) -> Value {
        let mut made = words(article, "2031-05-04");
        made["stance"] = json!(stance);
        made["occurrence"] = json!(occurrence);
        made
    }

    fn came(within: &[&str], after: &[&str]) -> Came {
        let set = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        Came { within: set(within), after: set(after), ..Came::default() }
    }

    #[test]
    fn an_event_is_new_when_nobody_told_it_before() {
        let event = json!({"event": "v1", "what": "Verania struck Tolm", "tellings": [telling("b", "alleged", "actual"), telling("c", "asserted", "actual")]});
        let now = Now { timeline: vec![event], ..Now::default() };
        let rows = diff(&now, &came(&["b"], &["c"]));
        assert_eq!(rows.len(), 1);
        assert_eq!((text(&rows[0], "/kind"), text(&rows[0], "/status/stance")), ("new-event", "alleged"));
        let rows = diff(&now, &came(&["c"], &[]));
        assert_eq!(
            (text(&rows[0], "/was"), text(&rows[0], "/is"), text(&rows[0], "/evidence/article")),
            ("alleged", "asserted", "c")
        );
        assert!(diff(&now, &came(&[], &[])).is_empty());
    }

    #[test]
    fn a_number_moves_against_the_same_claimant() {
        let number = |article: &str, day: &str, killed: u32, by: &str| json!({"event": "v1", "kind": "killed", "min": killed, "max": killed, "claimant": {"name": by}, "evidence": words(article, day)});
        let numbers = vec![
            number("a", "2031-05-03", 3, "ministry"),
            number("b", "2031-05-03", 9, "rebels"),
            number("c", "2031-05-04", 5, "ministry"),
            number("d", "2031-05-04", 9, "rebels"),
        ];
        let rows = diff(&Now { numbers, ..Now::default() }, &came(&["c", "d"], &[]));
        assert_eq!(rows.len(), 1);
        assert_eq!((text(&rows[0], "/was"), text(&rows[0], "/is")), ("3", "5"));
    }

    #[test]
    fn a_party_that_takes_another_position_is_told_and_one_that_repeats_itself_is_not() {
        let claim = |article: &str, day: &str, position: &str| json!({"event": "v1", "party": {"name": "Verania"}, "position": position, "evidence": words(article, day)});
        let claims = vec![
            claim("a", "2031-05-03", "withholds"),
            claim("b", "2031-05-04", "denies"),
            claim("c", "2031-05-04", "denies"),
        ];
        let rows = diff(&Now { claims, ..Now::default() }, &came(&["b", "c"], &[]));
        assert_eq!(rows.len(), 1);
        assert_eq!((text(&rows[0], "/was"), text(&rows[0], "/is")), ("withholds", "denies"));
    }

    #[test]
    fn a_move_follows_the_move_before() {
        let made = |article: &str, step: &str| json!({"move": step, "by": {"name": "Ostria"}, "word": "own-mouth", "evidence": words(article, "2031-05-04")});
        let offer = json!({"id": "o1", "offeror": {"name": "Ostria"}, "moves": [made("a", "offered"), made("b", "accepted"), made("c", "lapsed")]});
        let rows = diff(&Now { mediation: vec![offer], ..Now::default() }, &came(&["b"], &["c"]));
        assert_eq!(rows.len(), 1);
        assert_eq!((text(&rows[0], "/was"), text(&rows[0], "/is")), ("offered", "accepted"));
    }
}
