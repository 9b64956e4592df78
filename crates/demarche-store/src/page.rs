//! Asking for what a page on the crisis counts: how many reports of how many outlets, how many copies, who takes which position how often.
//!
//! Of "Verania denies the raid" it is enough for that to know who, what and when; the words of the few rows that a page shows are asked for by their
//! numbers ([`Store::answer`]).

use crate::questions::{Filter, Query};
use crate::settle::{REPORT_BITS, first_id, kind_number};
use crate::{Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use smol_str::SmolStr;

/// The kind of row that a report is.
const ARTICLES: &str = "articles";
/// The kind of row that a claim is.
const CLAIMS: &str = "claims";

/// Reports, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReportCount {
    /// How many.
    pub reports: usize,
    /// How many outlets printed them.
    pub outlets: usize,
    /// First and last day of publication, ISO, of those whose year is known.
    pub days: Option<(String, String)>,
    /// How many have no day of publication.
    pub undated: usize,
    /// How many were taken from another, whole or in passages.
    pub copies: usize,
}

/// A position that somebody takes, without the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionRow {
    /// Number of the claim.
    pub claim: u64,
    /// Neutral name of whoever takes it.
    pub name: SmolStr,
    /// ISO 3166-1 alpha-3; empty where it is not known.
    pub country: SmolStr,
    /// Position.
    pub position: SmolStr,
    /// Day of the claim; `~` where it is not known.
    pub day: SmolStr,
}

impl Store {
    /// Counts the reports of the days of a filter.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count_reports(&self, filter: &Filter) -> Result<ReportCount, StoreError> {
        let read = || -> rusqlite::Result<ReportCount> {
            // Days whose year is not known begin with a hyphen.
            let Some(query) = self.of_reports(
                "SELECT count(*), count(DISTINCT k.outlet), min(iif(w.day < '~' AND w.day >= '.', w.day, NULL)),
                 max(iif(w.day < '~' AND w.day >= '.', w.day, NULL)), count(iif(w.day = '~', 1, NULL)), count(k.copy_of)",
                filter,
            )?
            else {
                return Ok(ReportCount::default());
            };
            self.connection.prepare_cached(&query.sql)?.query_row(params_from_iter(&query.values), |row| {
                Ok(ReportCount {
                    reports: count(row, 0)?,
                    outlets: count(row, 1)?,
                    days: row.get::<_, Option<String>>(2)?.zip(row.get(3)?),
                    undated: count(row, 4)?,
                    copies: count(row, 5)?,
                })
            })
        };
        read().map_err(|error| self.failed(error))
    }

    /// The first of the reports of a filter that were taken from others, as they are printed.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn first_copies(&self, filter: &Filter, most: usize) -> Result<Vec<String>, StoreError> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let Some(mut query) = self.of_reports("SELECT w.id", filter)? else { return Ok(Vec::new()) };
            query.and("k.copy_of IS NOT NULL");
            query.end("w.day, w.id", filter);
            // Only of those that are shown the row itself is read.
            let sql = format!("SELECT json FROM answer WHERE id IN ({} LIMIT {most}) ORDER BY day, id", query.sql);
            let mut statement = self.connection.prepare_cached(&sql)?;
            statement.query_map(params_from_iter(&query.values), |row| row.get(0))?.collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// Who denies, rejects, withholds, confirms or accuses in the days of a filter, in reports that are no reprint of another; in no order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn positions(&self, filter: &Filter) -> Result<Vec<PositionRow>, StoreError> {
        let read = || -> rusqlite::Result<Vec<PositionRow>> {
            let Some(kind) = kind_number(&self.connection, CLAIMS)? else { return Ok(Vec::new()) };
            let first = first_id(kind);
            let mut query = Query::new(&format!(
                "SELECT w.answer, n.name, n.country, w.position, w.day FROM taken_position w JOIN party n ON n.number = w.party
                 WHERE (w.answer - {first}) >> {REPORT_BITS} NOT IN (SELECT article FROM kinship WHERE copy_whole)"
            ));
            query.of_days(filter);
            let mut statement = self.connection.prepare_cached(&query.sql)?;
            let rows = statement.query_map(params_from_iter(&query.values), |row| {
                let text = |column| Ok::<SmolStr, rusqlite::Error>(row.get_ref(column)?.as_str()?.into());
                Ok(PositionRow {
                    claim: (row.get::<_, i64>(0)? - first).unsigned_abs(),
                    name: text(1)?,
                    country: text(2)?,
                    position: text(3)?,
                    day: text(4)?,
                })
            })?;
            rows.collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// How many rows of a kind there are in the days of a filter.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn count(&self, kind: &str, filter: &Filter) -> Result<usize, StoreError> {
        let mut query = Query::new("SELECT count(*) FROM answer w WHERE w.kind = ?");
        query.values.push(kind.to_owned().into());
        query.of_days(filter);
        self.connection
            .prepare_cached(&query.sql)
            .and_then(|mut statement| statement.query_row(params_from_iter(&query.values), |row| count(row, 0)))
            .map_err(|error| self.failed(error))
    }

    /// What is asked of the rows of reports `w` and of what these are to others, `k`; nothing where there is no report.
    fn of_reports(&self, columns: &str, filter: &Filter) -> rusqlite::Result<Option<Query>> {
        let Some(kind) = kind_number(&self.connection, ARTICLES)? else { return Ok(None) };
        // Of the rows number and day stand in an index, while the rows are long.
        let mut query = Query::new(&format!(
            "{columns} FROM answer w CROSS JOIN kinship k ON k.article = (w.id - {}) >> {REPORT_BITS} WHERE w.kind = ?",
            first_id(kind)
        ));
        query.values.push(Value::from(ARTICLES.to_owned()));
        query.of_days(filter);
        Ok(Some(query))
    }
}

fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<usize> {
    Ok(usize::try_from(row.get::<_, i64>(column)?).unwrap_or(0))
}
