//! The questions that need more than one report: `timeline`, `claims`, `mediation`, `reactions`, `numbers`, `origins`, `framing`, `commitments`, `articles`.
//!
//! The rows are kept in the store, found by indexes and printed as they are.

use super::{Question, Unused};
use crate::answers::{self, Column};
use anyhow::{Context, Result};
use serde_json::Value;
use std::process::ExitCode;

const EVIDENCE: Column = ("evidence", "/evidence/text");
const OUTLET: Column = ("outlet", "/evidence/outlet");

/// A question about the crisis as a whole.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    /// The kind of row (`demarche_crisis::KINDS`).
    kind: &'static str,
    columns: &'static [Column],
    /// A list in each row of which a table shows every item in a line of its own.
    lines: Option<&'static str>,
}

impl Asked {
    /// Filters by which its rows are not found.
    fn unused(self) -> &'static [Unused] {
        match self.kind {
            "articles" => &[Unused::Actor, Unused::Status, Unused::Origins],
            "origins" => &[Unused::Days, Unused::Actor],
            _ => &[],
        }
    }

    /// The columns of its tables.
    pub(crate) const fn columns(&self) -> &'static [Column] {
        self.columns
    }
}

pub(crate) const ARTICLES: Asked = Asked {
    kind: "articles",
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
    lines: None,
};

pub(crate) const TIMELINE: Asked = Asked {
    kind: "timeline",
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
    lines: None,
};

pub(crate) const CLAIMS: Asked = Asked {
    kind: "claims",
    columns: &[
        ("said on", "/said_on"),
        ("party", "/party"),
        ("position", "/position"),
        ("word", "/word"),
        ("event", "/event"),
        OUTLET,
        EVIDENCE,
    ],
    lines: None,
};

pub(crate) const MEDIATION: Asked = Asked {
    kind: "mediation",
    columns: &[
        ("offeror", "/offeror"),
        ("state", "/state"),
        ("when", "/when"),
        ("by", "/by"),
        ("move", "/move"),
        ("word", "/word"),
        ("terms", "/terms"),
        OUTLET,
        EVIDENCE,
    ],
    lines: Some("moves"),
};

pub(crate) const REACTIONS: Asked = Asked {
    kind: "reactions",
    columns: &[
        ("country", "/country"),
        ("speaker", "/speaker"),
        ("stance", "/stance"),
        ("quotation", "/quotation"),
        ("when", "/when"),
        OUTLET,
        ("event", "/event"),
    ],
    lines: None,
};

pub(crate) const NUMBERS: Asked = Asked {
    kind: "numbers",
    columns: &[
        ("kind", "/kind"),
        ("at least", "/min"),
        ("at most", "/max"),
        ("claimant", "/claimant"),
        ("event", "/event"),
        OUTLET,
        EVIDENCE,
    ],
    lines: None,
};

pub(crate) const ORIGINS: Asked = Asked {
    kind: "origins",
    columns: &[("event", "/event"), ("outlets", "/outlets"), ("origins", "/origins"), ("dropped by", "/hedge_lost")],
    lines: None,
};

pub(crate) const FRAMING: Asked = Asked {
    kind: "framing",
    columns: &[
        ("about", "/about"),
        ("label", "/label"),
        ("kind", "/kind"),
        ("plainly", "/plain"),
        ("outlet", "/outlet"),
    ],
    lines: None,
};

pub(crate) const HUMANITARIAN: Asked = Asked {
    kind: "humanitarian",
    columns: &[
        ("when", "/when"),
        ("kind", "/kind"),
        ("by", "/by"),
        ("who", "/who"),
        ("number", "/numbers/text"),
        ("route", "/route"),
        ("happened", "/status/occurrence"),
        ("stance", "/status/stance"),
        ("claimant", "/claimant"),
        OUTLET,
        EVIDENCE,
    ],
    lines: None,
};

pub(crate) const COMMITMENTS: Asked = Asked {
    kind: "commitments",
    columns: &[
        ("parties", "/parties"),
        ("kind", "/kind"),
        ("name", "/name"),
        ("state", "/state"),
        ("clauses", "/provisions"),
        OUTLET,
        EVIDENCE,
    ],
    lines: None,
};

/// Runs the verb.
pub(crate) fn run(question: &Question, asked: Asked) -> Result<ExitCode> {
    question.refuse(&format!("rows of `{}`", asked.kind), asked.unused())?;
    let store = question.settled(&[asked.kind])?;
    if answers::is_lines(question.format) {
        let mut empty = true;
        answers::print_lines(|print| {
            store.each_answer(asked.kind, &question.filter(), |row| {
                empty = false;
                print(row)
            })
        })?;
        return question.done(empty);
    }
    let mut rows: Vec<Value> = Vec::new();
    store.each_answer(asked.kind, &question.filter(), |row| {
        rows.push(serde_json::from_str(row).with_context(|| format!("a kept row of {} is damaged", asked.kind))?);
        Ok::<(), anyhow::Error>(())
    })?;
    match asked.lines.filter(|_| answers::is_tabular(question.format)) {
        Some(field) => question.print(unfolded(rows, field), asked.columns),
        None => question.print(rows, asked.columns),
    }
}

/// The items of a list in each row, each with the fields of its row beside its own.
fn unfolded(rows: Vec<Value>, field: &str) -> Vec<Value> {
    let mut lines = Vec::new();
    for mut row in rows {
        // The list is taken out before the row is written down once for each of its items.
        let items = row.as_object_mut().and_then(|row| row.remove(field));
        for item in items.iter().filter_map(Value::as_array).flatten() {
            let mut line = row.clone();
            if let (Some(line), Some(item)) = (line.as_object_mut(), item.as_object()) {
                line.extend(item.clone());
            }
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_move_has_a_line_of_its_own_beside_its_offer() {
        let row = serde_json::json!({"offeror": "TLM", "terms": "if asked", "moves": [{"move": "offered"}, {"move": "refused", "terms": null}]});
        let lines = unfolded(vec![row], "moves");
        assert_eq!(lines.len(), 2);
        assert_eq!((&lines[0]["offeror"], &lines[0]["move"]), (&"TLM".into(), &"offered".into()));
        assert!(lines[1]["terms"].is_null() && lines[1].get("moves").is_none());
    }

    #[test]
    fn every_question_asks_for_rows_that_are_kept() {
        for asked in
            [ARTICLES, TIMELINE, CLAIMS, MEDIATION, REACTIONS, NUMBERS, ORIGINS, FRAMING, COMMITMENTS, HUMANITARIAN]
        {
            assert!(demarche_crisis::kind(asked.kind).is_some(), "{}", asked.kind);
        }
    }
}
