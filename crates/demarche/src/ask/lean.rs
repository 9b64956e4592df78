//! Reading of a kept row only what a difference or a sum is told by: a row as JSON text and the reports that are new in, the row without the rest out.
//!
//! The event that "Verania bombed the dam at Tolm" may have a thousand tellings, of which a difference needs report, stance and occurrence; the words it needs only of
//! those that are new.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt;

/// Fields that are read: of a row, and of its evidence or its tellings where they are not of a new report.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// Of the row.
    pub(crate) row: &'static [&'static str],
    /// Of old evidence.
    pub(crate) old: &'static [&'static str],
    /// What becomes of tellings.
    pub(crate) tellings: Tellings,
}

/// What becomes of the tellings of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tellings {
    /// They are read as evidence is.
    Read,
    /// Their number stands in their place.
    Counted,
}

/// Reads rows, on all cores, in order.
pub(crate) fn rows(rows: &[String], fields: Fields, new: &BTreeSet<String>) -> serde_json::Result<Vec<Value>> {
    let share = rows.len().div_ceil(crate::read::default_threads().max(1)).max(1);
    std::thread::scope(|scope| {
        let read = |part| move || -> serde_json::Result<Vec<Value>> { part_of(part, fields, new) };
        let running: Vec<_> = rows.chunks(share).map(|part| (part, scope.spawn(read(part)))).collect();
        let done =
            running.into_iter().map(|(part, thread)| thread.join().unwrap_or_else(|_| part_of(part, fields, new)));
        done.collect::<serde_json::Result<Vec<_>>>().map(|parts| parts.into_iter().flatten().collect())
    })
}

fn part_of(rows: &[String], fields: Fields, new: &BTreeSet<String>) -> serde_json::Result<Vec<Value>> {
    rows.iter().map(|json| row(json, fields, new)).collect()
}

fn row(json: &str, fields: Fields, new: &BTreeSet<String>) -> serde_json::Result<Value> {
    let mut reader = serde_json::Deserializer::from_str(json);
    Row { fields, new }.deserialize(&mut reader)
}

/// The first telling of a row of the timeline; the others are not read.
pub(super) fn first_telling(json: &str) -> serde_json::Result<Option<Value>> {
    let Opening { tellings: First(first) } = serde_json::from_str(json)?;
    Ok(first)
}

#[derive(serde::Deserialize)]
struct Opening {
    tellings: First,
}

/// Speaker and evidence of a row of the claims; nothing else is read.
pub(super) fn claim(json: &str) -> serde_json::Result<Value> {
    let Claim { evidence, speaker } = serde_json::from_str(json)?;
    Ok(json!({"evidence": evidence, "speaker": speaker}))
}

#[derive(serde::Deserialize)]
struct Claim {
    evidence: Value,
    speaker: Value,
}

/// The first of a list.
struct First(Option<Value>);

impl<'de> Deserialize<'de> for First {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FirstOf)
    }
}

struct FirstOf;

impl<'de> Visitor<'de> for FirstOf {
    type Value = First;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<First, A::Error> {
        let first = list.next_element()?;
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(First(first))
    }
}

#[derive(Clone, Copy)]
struct Row<'a> {
    fields: Fields,
    new: &'a BTreeSet<String>,
}

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut read = Map::new();
        while let Some(field) = map.next_key::<String>()? {
            if field == "tellings" {
                read.insert(field, map.next_value_seed(Told(self))?);
            } else if field == "evidence" {
                read.insert(field, map.next_value_seed(Telling(self))?);
            } else if self.fields.row.contains(&field.as_str()) {
                read.insert(field, map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Value::Object(read))
    }
}

struct Told<'a>(Row<'a>);

impl<'de> DeserializeSeed<'de> for Told<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Told<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("tellings")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        if self.0.fields.tellings == Tellings::Counted {
            let mut count = 0_usize;
            while list.next_element::<IgnoredAny>()?.is_some() {
                count += 1;
            }
            return Ok(count.into());
        }
        let mut read = Vec::new();
        while let Some(telling) = list.next_element_seed(Telling(self.0))? {
            read.push(telling);
        }
        Ok(Value::Array(read))
    }
}

struct Telling<'a>(Row<'a>);

impl<'de> DeserializeSeed<'de> for Telling<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Telling<'_> {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a telling")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut read = Map::new();
        // The report stands first; where it does not, all is read.
        let mut old = false;
        while let Some(field) = map.next_key::<String>()? {
            if old && !self.0.fields.old.contains(&field.as_str()) {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            let value: Value = map.next_value()?;
            if field == "article" {
                old = value.as_str().is_some_and(|id| !self.0.new.contains(id));
            }
            read.insert(field, value);
        }
        Ok(Value::Object(read))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_telling_is_read_alone() {
        let json = r#"{"event": "v1", "tellings": [{"text": "struck"}, {"text": "hit"}], "what": "attack"}"#;
        assert_eq!(
            first_telling(json).expect("a row").map(|first| first.to_string()).as_deref(),
            Some(r#"{"text":"struck"}"#)
        );
        assert!(first_telling(r#"{"tellings": []}"#).expect("a row").is_none());
        assert!(first_telling("{").is_err());
    }

    #[test]
    fn words_are_read_of_what_is_new_alone() {
        let json = r#"{"event": "v1", "lane": "kinetic", "tellings": [{"article": "a", "stance": "asserted", "text": "struck"},
            {"article": "b", "stance": "alleged", "text": "is said to have struck"}]}"#;
        let fields = Fields { row: &["event"], old: &["stance"], tellings: Tellings::Read };
        let read = row(json, fields, &BTreeSet::from(["b".to_owned()])).expect("a row");
        assert_eq!(
            read.to_string(),
            r#"{"event":"v1","tellings":[{"article":"a","stance":"asserted"},{"article":"b","stance":"alleged","text":"is said to have struck"}]}"#
        );
        let counted = row(json, Fields { tellings: Tellings::Counted, ..fields }, &BTreeSet::new()).expect("a row");
        assert_eq!(counted.to_string(), r#"{"event":"v1","tellings":2}"#);
        assert!(row("[1]", fields, &BTreeSet::new()).is_err());
    }
}
