//! Two records of one report in, what changed between them out, by type of change: which fields of which statements and events, what came and what went.
//!
//! That "closed its ports" was read as COERCE and is now SANCTION is one change of the type `events.plover`.

use serde_json::Value;
use std::collections::BTreeMap;

/// What a record holds lists of, each with evidence.
const LISTS: [&str; 5] = ["statements", "events", "commitments", "moves", "framings"];
/// Numbers and grounds that follow from the order of the lists and not from what is said.
const ORDERED: [&str; 5] = ["id", "inside", "on_word_of", "mention", "evidence"];

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// `events.plover`, `statements added`, `article.text`.
    pub(crate) what: String,
    /// The words at which it is.
    pub(crate) words: String,
    /// Before and after, where they are short.
    pub(crate) was: Value,
    pub(crate) is: Value,
}

/// All changes between two records.
pub(crate) fn compare(was: &Value, is: &Value) -> Vec<Change> {
    let mut changes = Vec::new();
    for field in ["text", "title", "outlet", "published", "language"] {
        let pointer = format!("/article/{field}");
        let (was, is) = (was.pointer(&pointer).unwrap_or(&Value::Null), is.pointer(&pointer).unwrap_or(&Value::Null));
        if was != is {
            // A whole text says nothing in a table.
            let shown = |value: &Value| if field == "text" { Value::Null } else { value.clone() };
            changes.push(Change {
                what: format!("article.{field}"),
                words: String::new(),
                was: shown(was),
                is: shown(is),
            });
        }
    }
    for list in LISTS {
        rows(list, items(was, list), items(is, list), &mut changes);
    }
    changes
}

fn items<'a>(record: &'a Value, list: &str) -> Vec<&'a Value> {
    record.get(list).and_then(Value::as_array).into_iter().flatten().collect()
}

fn words(row: &Value) -> String {
    row.pointer("/evidence/text").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Rows with the same words are one row; the words may have moved within the text.
fn rows(list: &str, was: Vec<&Value>, is: Vec<&Value>, changes: &mut Vec<Change>) {
    let mut before: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for row in was.into_iter().rev() {
        before.entry(words(row)).or_default().push(row);
    }
    for row in is {
        match before.get_mut(&words(row)).and_then(Vec::pop) {
            Some(old) => fields(list, old, row, changes),
            None => changes.push(Change {
                what: format!("{list} added"),
                words: words(row),
                was: Value::Null,
                is: shown(list, row),
            }),
        }
    }
    for row in before.into_values().flatten() {
        changes.push(Change {
            what: format!("{list} removed"),
            words: words(row),
            was: shown(list, row),
            is: Value::Null,
        });
    }
}

/// What a row is in a word.
fn shown(list: &str, row: &Value) -> Value {
    let field = match list {
        "statements" => "position",
        "events" => "plover",
        "moves" => "move",
        _ => "kind",
    };
    row.get(field).cloned().unwrap_or_default()
}

fn fields(list: &str, was: &Value, is: &Value, changes: &mut Vec<Change>) {
    let (Some(old), Some(new)) = (was.as_object(), is.as_object()) else { return };
    let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names.into_iter().filter(|name| !ORDERED.contains(&name.as_str())) {
        let (old, new) = (unnumbered(old.get(name)), unnumbered(new.get(name)));
        if old != new {
            changes.push(Change { what: format!("{list}.{name}"), words: words(is), was: old, is: new });
        }
    }
}

/// A value without spans and numbers of mentions, which move when words before them do.
fn unnumbered(value: Option<&Value>) -> Value {
    match value {
        None => Value::Null,
        Some(Value::Array(many)) => Value::Array(many.iter().map(|one| unnumbered(Some(one))).collect()),
        Some(Value::Object(fields)) => {
            let kept = fields.iter().filter(|(name, _)| !matches!(name.as_str(), "span" | "spans" | "mention" | "id"));
            Value::Object(kept.map(|(name, value)| (name.clone(), unnumbered(Some(value)))).collect())
        }
        Some(other) => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn record(plover: &str, at: u32, more: bool) -> Value {
        let event = |words: &str, plover: &str| json!({"id": "e1", "plover": plover, "when": null, "evidence": {"spans": [[at, at + 9]], "text": words}});
        let mut events = vec![event("closed its ports", plover)];
        if more {
            events.push(event("struck Tolm", "ASSAULT"));
        }
        json!({"article": {"text": "x"}, "statements": [], "events": events})
    }

    #[test]
    fn a_row_that_only_moved_has_not_changed() {
        assert!(compare(&record("COERCE", 3, true), &record("COERCE", 7, true)).is_empty());
    }

    #[test]
    fn fields_and_rows_that_changed_are_named() {
        let changes = compare(&record("COERCE", 3, true), &record("SANCTION", 3, false));
        let what: Vec<_> = changes.iter().map(|change| (change.what.as_str(), change.words.as_str())).collect();
        assert_eq!(what, [("events.plover", "closed its ports"), ("events removed", "struck Tolm")]);
    }
}
