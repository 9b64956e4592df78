//! What people check: the rows that may be judged out, verdicts in, and all verdicts out again.
//!
//! A reviewer accepts e3 of a report; another takes it back an hour later. Both rows stay: a verdict is taken back by a row of its own.

use crate::{Store, StoreError};
use rusqlite::{Row, params};
use smol_str::SmolStr;
use std::collections::{BTreeSet, HashMap};

/// A statement or event that may be judged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Auditable {
    /// Id of the report.
    pub article: String,
    /// `event` or `statement`.
    pub kind: String,
    /// 1 is `e1`, `s1`.
    pub number: i64,
    /// PLOVER type, or position.
    pub category: String,
    /// Occurrence and stance, or form.
    pub status: String,
    /// What was coded, in a line.
    pub coded: String,
    /// Its words: first and last code point.
    pub span: [i64; 2],
    /// Outlet of the report.
    pub outlet: Option<String>,
    /// Its day of publication.
    pub published: Option<String>,
}

/// A verdict on a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Id of the report.
    pub article: String,
    /// `event` or `statement`.
    pub kind: String,
    /// The words judged.
    pub exact: String,
    /// Where they begin, in code points.
    pub first: i64,
    /// `accept`, `reject`, `edit`, `undo`.
    pub verdict: String,
    /// The corrected fields, JSON.
    pub edit: Option<String>,
    /// Who judged.
    pub reviewer: String,
    /// When.
    pub decided: String,
}

/// A statement or event as far as drawing goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawable<'a> {
    /// Id of the report.
    pub article: &'a str,
    /// `event` or `statement`.
    pub kind: &'static str,
    /// 1 is `e1`, `s1`.
    pub number: i64,
    /// PLOVER type, or position.
    pub category: &'a str,
    /// Occurrence, or form.
    pub status: &'a str,
    /// Stance of an event.
    pub stance: Option<&'a str>,
    /// Outlet of the report.
    pub outlet: Option<&'a str>,
}

const EVENTS: &str = "SELECT a.id, 'event', e.number, e.plover, e.occurrence || ' ' || e.stance,
    e.actors || ' > ' || e.plover || coalesce(' ' || e.mode, '') || ' > ' || e.recipients, e.first, e.last, a.outlet, a.published_from
    FROM event e JOIN article a ON a.number = e.article WHERE a.superseded IS NULL AND a.id = ?1";
const STATEMENTS: &str = "SELECT a.id, 'statement', s.number, s.position, s.form,
    coalesce(s.speaker, 'nobody named') || ' ' || s.position, s.first, s.last, a.outlet, a.published_from
    FROM statement s JOIN article a ON a.number = s.article WHERE a.superseded IS NULL AND a.id = ?1";

impl Store {
    /// The statements and events of these reports, of those that are there in their latest version, in order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn auditable(&self, reports: &BTreeSet<&str>) -> Result<Vec<Auditable>, StoreError> {
        let read = || -> rusqlite::Result<Vec<Auditable>> {
            let mut out: Vec<Auditable> = Vec::new();
            for sql in [EVENTS, STATEMENTS] {
                let mut query = self.connection.prepare_cached(sql)?;
                for report in reports {
                    let rows = query.query_map([report], auditable)?;
                    out.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
                }
            }
            out.sort();
            Ok(out)
        };
        read().map_err(|error| self.failed(error))
    }

    /// Hands all statements and events of the reports in their latest version to `take`, events first: narrow rows, since a sample is drawn from very many.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn each_drawable(&self, mut take: impl FnMut(Drawable<'_>)) -> Result<(), StoreError> {
        let mut read = || -> rusqlite::Result<()> {
            let reports = self.reports_drawn_from()?;
            for (kind, sql) in [
                ("event", "SELECT article, number, plover, occurrence, stance FROM event ORDER BY article"),
                ("statement", "SELECT article, number, position, form, NULL FROM statement ORDER BY article"),
            ] {
                let mut query = self.connection.prepare(sql)?;
                let mut rows = query.query([])?;
                // Rows and reports come in the same order.
                let mut next = reports.iter().peekable();
                while let Some(row) = rows.next()? {
                    let number = row.get(0)?;
                    while next.next_if(|(report, ..)| *report < number).is_some() {}
                    let Some((_, article, outlet)) = next.peek().filter(|(report, ..)| *report == number) else {
                        continue;
                    };
                    take(Drawable {
                        article,
                        kind,
                        number: row.get(1)?,
                        category: row.get_ref(2)?.as_str()?,
                        status: row.get_ref(3)?.as_str()?,
                        stance: row.get_ref(4)?.as_str_or_null()?,
                        outlet: outlet.as_deref(),
                    });
                }
            }
            Ok(())
        };
        read().map_err(|error| self.failed(error))
    }

    /// Number, id and outlet of the reports in their latest version, by number.
    fn reports_drawn_from(&self) -> rusqlite::Result<Vec<(i64, SmolStr, Option<SmolStr>)>> {
        // Each of the three is read from an index: the reports themselves are long.
        let mut reports: HashMap<i64, (SmolStr, Option<SmolStr>)> = HashMap::new();
        let mut query = self.connection.prepare("SELECT number, id FROM article")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            reports.insert(row.get(0)?, (row.get_ref(1)?.as_str()?.into(), None));
        }
        let mut query = self.connection.prepare("SELECT number, outlet FROM article WHERE outlet IS NOT NULL")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            if let Some((_, outlet)) = reports.get_mut(&row.get(0)?) {
                *outlet = Some(row.get_ref(1)?.as_str()?.into());
            }
        }
        let mut query = self.connection.prepare("SELECT number FROM article WHERE superseded IS NOT NULL")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            reports.remove(&row.get(0)?);
        }
        let mut reports: Vec<_> = reports.into_iter().map(|(number, (id, outlet))| (number, id, outlet)).collect();
        reports.sort_unstable_by_key(|(number, ..)| *number);
        Ok(reports)
    }

    /// Keeps a verdict.
    ///
    /// # Errors
    /// The store cannot be written, or the verdict is none of the four.
    pub fn decide(&self, made: &Decision) -> Result<(), StoreError> {
        self.connection
            .execute(
                "INSERT INTO decision (article, kind, exact, first, verdict, edit, reviewer, decided) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                params![made.article, made.kind, made.exact, made.first, made.verdict, made.edit, made.reviewer, made.decided],
            )
            .map(|_| ())
            .map_err(|error| self.failed(error))
    }

    /// All verdicts, in the order in which they were made.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let read = || -> rusqlite::Result<Vec<Decision>> {
            let mut query = self.connection.prepare(
                "SELECT article, kind, exact, first, verdict, edit, reviewer, decided FROM decision ORDER BY number",
            )?;
            let rows = query.query_map([], |row| {
                Ok(Decision {
                    article: row.get(0)?,
                    kind: row.get(1)?,
                    exact: row.get(2)?,
                    first: row.get(3)?,
                    verdict: row.get(4)?,
                    edit: row.get(5)?,
                    reviewer: row.get(6)?,
                    decided: row.get(7)?,
                })
            })?;
            rows.collect()
        };
        read().map_err(|error| self.failed(error))
    }
}

fn auditable(row: &Row<'_>) -> rusqlite::Result<Auditable> {
    Ok(Auditable {
        article: row.get(0)?,
        kind: row.get(1)?,
        number: row.get(2)?,
        category: row.get(3)?,
        status: row.get(4)?,
        coded: row.get(5)?,
        span: [row.get(6)?, row.get(7)?],
        outlet: row.get(8)?,
        published: row.get(9)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_come_back_in_order_and_no_other_word_is_one() {
        let store = Store::in_memory().expect("a store");
        let verdict = |verdict: &str| Decision {
            article: "a".into(),
            kind: "event".into(),
            exact: "closed its ports".into(),
            verdict: verdict.into(),
            reviewer: "me".into(),
            ..Decision::default()
        };
        store.decide(&verdict("accept")).expect("kept");
        store.decide(&verdict("undo")).expect("kept");
        assert!(store.decide(&verdict("maybe")).is_err());
        let kept: Vec<String> = store.decisions().expect("verdicts").into_iter().map(|made| made.verdict).collect();
        assert_eq!(kept, ["accept", "undo"]);
    }
}
