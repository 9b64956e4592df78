//! The questions that need more than one report: `timeline`, `claims`, `mediation`, `reactions`, `numbers`, `origins`, `framing`, `commitments`, `articles`.
//!
//! The crisis is built from the records that the store keeps, when a question asks for it; nothing of it is written down.

use super::Question;
use crate::answers::{self, Column};
use anyhow::{Context, Result};
use demarche_crisis::{Crisis, Digest, rows};
use demarche_lexicon::Lexicon;
use demarche_store::Store;
use serde_json::Value;
use std::process::ExitCode;

const EVIDENCE: Column = ("evidence", "/evidence/text");
const OUTLET: Column = ("outlet", "/evidence/outlet");

/// A question about the crisis as a whole.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    rows: fn(&Crisis) -> Vec<Value>,
    columns: &'static [Column],
    /// Where a row has its day.
    day: &'static str,
    /// Where a row has its actors.
    actors: &'static [&'static str],
}

pub(crate) const ARTICLES: Asked = Asked {
    rows: rows::articles,
    columns: &[
        ("published", "/published"),
        ("outlet", "/outlet"),
        ("title", "/title"),
        ("story", "/story"),
        ("copy of", "/reprint_of"),
        ("in part", "/partial_reprint_of"),
        ("statements", "/statements"),
        ("events", "/events"),
        ("article", "/id"),
    ],
    day: "/published",
    actors: &[],
};

pub(crate) const TIMELINE: Asked = Asked {
    rows: rows::timeline,
    columns: &[
        ("when", "/when"),
        ("lane", "/lane"),
        ("what", "/what"),
        ("place", "/place"),
        ("stance", "/status/stance"),
        ("happened", "/status/occurrence"),
        ("disputed", "/status/disputed"),
        ("outlets", "/outlets"),
        ("origins", "/origins"),
        ("event", "/event"),
    ],
    day: "/when/from",
    actors: &["/actors", "/recipients"],
};

pub(crate) const CLAIMS: Asked = Asked {
    rows: rows::claims,
    columns: &[
        ("said on", "/said_on"),
        ("party", "/party"),
        ("position", "/position"),
        ("word", "/word"),
        ("event", "/event"),
        OUTLET,
        EVIDENCE,
    ],
    day: "/said_on/from",
    actors: &["/party"],
};

pub(crate) const MEDIATION: Asked = Asked {
    rows: demarche_crisis::mediation,
    columns: &[("offeror", "/offeror"), ("parties", "/parties"), ("state", "/state"), ("moves", "/moves")],
    day: "/moves/0/evidence/published",
    actors: &["/offeror", "/parties"],
};

pub(crate) const REACTIONS: Asked = Asked {
    rows: |crisis| demarche_crisis::reactions(crisis, &Lexicon::embedded().reactions),
    columns: &[
        ("country", "/country"),
        ("speaker", "/speaker"),
        ("stance", "/stance"),
        ("quotation", "/quotation"),
        ("when", "/when"),
        OUTLET,
        ("event", "/event"),
    ],
    day: "/when/from",
    actors: &["/country", "/speaker"],
};

pub(crate) const NUMBERS: Asked = Asked {
    rows: rows::numbers,
    columns: &[
        ("kind", "/kind"),
        ("at least", "/min"),
        ("at most", "/max"),
        ("claimant", "/claimant"),
        ("event", "/event"),
        OUTLET,
        EVIDENCE,
    ],
    day: "/evidence/published",
    actors: &["/claimant"],
};

pub(crate) const ORIGINS: Asked = Asked {
    rows: rows::origins,
    columns: &[("event", "/event"), ("outlets", "/outlets"), ("origins", "/origins"), ("dropped by", "/hedge_lost")],
    day: "",
    actors: &[],
};

pub(crate) const FRAMING: Asked = Asked {
    rows: rows::framing,
    columns: &[
        ("about", "/about"),
        ("label", "/label"),
        ("kind", "/kind"),
        ("plainly", "/plain"),
        ("outlet", "/outlet"),
    ],
    day: "/evidence/published",
    actors: &["/about"],
};

pub(crate) const COMMITMENTS: Asked = Asked {
    rows: demarche_crisis::commitments,
    columns: &[("parties", "/parties"), ("kind", "/kind"), ("name", "/name"), OUTLET, EVIDENCE],
    day: "/evidence/published",
    actors: &["/parties"],
};

/// Runs the verb.
pub(crate) fn run(question: &Question, asked: Asked) -> Result<ExitCode> {
    let crisis = crisis_of(&question.store()?, question.as_of.as_deref())?;
    let mut rows = (asked.rows)(&crisis);
    rows.retain(|row| is_asked_for(row, question, asked));
    rows.truncate(question.limit.map_or(usize::MAX, |limit| limit as usize));
    answers::print(&rows, asked.columns, question.format)?;
    Ok(ExitCode::SUCCESS)
}

/// The crisis of a store: of all reports, or of those published on or before a day.
pub(crate) fn crisis_of(store: &Store, as_of: Option<&str>) -> Result<Crisis> {
    let common = &Lexicon::embedded().news_words;
    let mut reports = Vec::new();
    for (id, json) in store.records(as_of)? {
        let digest = Digest::of_record(&json, common);
        reports.push(digest.with_context(|| format!("the record of {id} cannot be read"))?);
    }
    Ok(Crisis::build(reports, common))
}

fn is_asked_for(row: &Value, question: &Question, asked: Asked) -> bool {
    let day = row.pointer(asked.day).and_then(Value::as_str);
    let after = |first: &String| day.is_some_and(|day| day >= first.as_str());
    let before = |last: &String| day.is_some_and(|day| day <= last.as_str());
    question.from.as_ref().is_none_or(after)
        && question.to.as_ref().is_none_or(before)
        && question.actor.as_ref().is_none_or(|actor| {
            asked.actors.iter().filter_map(|place| row.pointer(place)).any(|value| names(value, actor))
        })
        && question.about.as_ref().is_none_or(|words| row.to_string().to_lowercase().contains(&words.to_lowercase()))
}

/// Whether a party, or one of several, is the actor asked for: by code, country, id, or words of the name.
fn names(value: &Value, actor: &str) -> bool {
    match value {
        Value::Array(parties) => parties.iter().any(|party| names(party, actor)),
        Value::String(code) => code == actor,
        Value::Object(party) => {
            let is = |field: &str| party.get(field).and_then(Value::as_str).is_some_and(|value| value == actor);
            let name = party.get("name").and_then(Value::as_str).unwrap_or_default().to_lowercase();
            is("country") || is("code") || is("actor") || name.contains(&actor.to_lowercase())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_actor_is_known_by_country_code_or_name() {
        let party = json!([{"name": "Sergey Lavrov", "country": "RUS", "code": "RUSGOV", "actor": "rus.lavrov"}]);
        for asked in ["RUS", "RUSGOV", "lavrov", "rus.lavrov"] {
            assert!(names(&party, asked), "{asked}");
        }
        assert!(!names(&party, "USA"));
    }
}
