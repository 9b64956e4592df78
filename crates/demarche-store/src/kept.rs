//! Handing out what the store keeps of reports for work across them: for each report what it is called, its text and its digest, in order of arrival.
//!
//! Of an earlier version of "Verania closes its ports" nothing is handed out, unless the question is what the store knew then.

use crate::packed::unpack;
use crate::{Settling, Store, StoreError};
use rusqlite::{Connection, Row, params, params_from_iter};
use std::path::Path;

/// Which reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// All, in their latest version.
    #[default]
    All,
    /// Those published on or before a day, in their latest version.
    PublishedBy(String),
    /// Those that the store had at a time (UTC, ISO), in the version that it had.
    IngestedBy(String),
    /// Those with numbers below one, in their latest version.
    Below(i64),
    /// These, by number.
    Numbers(Vec<i64>),
}

/// What a store keeps of a report for work across reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Its number in the store.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// Its key, else where it came from.
    pub key: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// First day of publication.
    pub published: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The clean text.
    pub text: String,
    /// Its digest.
    pub digest: KeptDigest,
}

/// The digest of a report as the store has it.
#[derive(Clone, Debug, PartialEq)]
pub enum KeptDigest {
    /// Made by the algorithms asked for.
    Packed {
        /// What the report says.
        facts: Vec<u8>,
        /// The sketch of its text, where it was asked for.
        sketch: Vec<u8>,
    },
    /// Made by others, or missing: the record, from which it can be made.
    Record(String),
}

impl Default for KeptDigest {
    fn default() -> Self {
        Self::Record(String::new())
    }
}

const COLUMNS: &str = "a.number, a.id, coalesce(a.key, a.origin), a.outlet, a.published_from, a.title, a.text";

impl Store {
    /// Hands the reports to `receive`, in order of arrival. `form` names the algorithms whose digests are good; without `sketches` those are left out.
    ///
    /// # Errors
    /// What SQLite says, a record that cannot be unpacked, or the error of `receive`.
    pub fn kept<E: From<StoreError>>(
        &self,
        known: &Known,
        form: &str,
        sketches: bool,
        receive: impl FnMut(Kept) -> Result<(), E>,
    ) -> Result<(), E> {
        Kepts { path: &self.path, connection: &self.connection }.each(known, form, sketches, receive)
    }
}

impl Settling<'_> {
    /// Hands the reports to `receive`, in order of arrival, as [`Store::kept`] does: what is found in them is kept in the same transaction.
    ///
    /// # Errors
    /// What SQLite says, a record that cannot be unpacked, or the error of `receive`.
    pub fn kept<E: From<StoreError>>(
        &self,
        known: &Known,
        form: &str,
        receive: impl FnMut(Kept) -> Result<(), E>,
    ) -> Result<(), E> {
        Kepts { path: &self.path, connection: &self.transaction }.each(known, form, true, receive)
    }

    /// Numbers of the reports from this one on, in order, in their latest version.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn numbers_from(&self, first: i64) -> Result<Vec<i64>, StoreError> {
        self.transaction
            .prepare("SELECT number FROM article WHERE superseded IS NULL AND number >= ?1 ORDER BY number")
            .and_then(|mut statement| statement.query_map([first], |row| row.get(0))?.collect())
            .map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// Keeps a digest that was made from a record.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_digest(&self, article: i64, form: &str, facts: &[u8], sketch: &[u8]) -> Result<(), StoreError> {
        put_digest(&self.transaction, article, form, facts, sketch)
            .map_err(|error| StoreError::from_sqlite(&self.path, error))
    }
}

pub(crate) fn put_digest(
    connection: &Connection,
    article: i64,
    form: &str,
    facts: &[u8],
    sketch: &[u8],
) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO digest (article, form, facts, sketch) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![article, form, facts, sketch])?;
    Ok(())
}

/// Reads what is kept over a connection or within a transaction.
struct Kepts<'a> {
    path: &'a Path,
    connection: &'a Connection,
}

impl Kepts<'_> {
    fn each<E: From<StoreError>>(
        &self,
        known: &Known,
        form: &str,
        sketches: bool,
        mut receive: impl FnMut(Kept) -> Result<(), E>,
    ) -> Result<(), E> {
        let sketch = if sketches { "d.sketch" } else { "x''" };
        let (condition, values) = condition(known);
        let sql = format!(
            "SELECT {COLUMNS}, d.facts, {sketch} FROM article a LEFT JOIN digest d ON d.article = a.number AND d.form = ?1
             WHERE {condition} ORDER BY a.number"
        );
        let failed = |error| E::from(StoreError::from_sqlite(self.path, error));
        let mut statement = self.connection.prepare(&sql).map_err(failed)?;
        let bound = std::iter::once(form.to_owned()).chain(values);
        let mut rows = statement.query(params_from_iter(bound)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            receive(self.one(row)?)?;
        }
        Ok(())
    }

    fn one(&self, row: &Row<'_>) -> Result<Kept, StoreError> {
        let read = || -> rusqlite::Result<(Kept, [Option<Vec<u8>>; 2])> {
            let kept = Kept {
                number: row.get(0)?,
                id: row.get(1)?,
                key: row.get(2)?,
                outlet: row.get(3)?,
                published: row.get(4)?,
                title: row.get(5)?,
                text: row.get(6)?,
                digest: KeptDigest::default(),
            };
            Ok((kept, [row.get(7)?, row.get(8)?]))
        };
        let (mut kept, [facts, sketch]) = read().map_err(|error| StoreError::from_sqlite(self.path, error))?;
        kept.digest = match facts {
            Some(facts) => KeptDigest::Packed { facts, sketch: sketch.unwrap_or_default() },
            None => KeptDigest::Record(self.record(kept.number)?),
        };
        Ok(kept)
    }

    /// The record of a report by number.
    fn record(&self, number: i64) -> Result<String, StoreError> {
        let packed: Vec<u8> = self
            .connection
            .prepare_cached("SELECT json FROM record WHERE article = ?1")
            .and_then(|mut statement| statement.query_row([number], |row| row.get(0)))
            .map_err(|error| StoreError::from_sqlite(self.path, error))?;
        unpack(&packed).map_err(|error| {
            let what = format!("the record of report {number} cannot be unpacked: {error}");
            StoreError::Damaged { path: self.path.to_path_buf(), what }
        })
    }
}

fn condition(known: &Known) -> (String, Vec<String>) {
    match known {
        Known::All => ("a.superseded IS NULL".to_owned(), Vec::new()),
        Known::PublishedBy(day) => ("a.superseded IS NULL AND a.published_from <= ?2".to_owned(), vec![day.clone()]),
        Known::IngestedBy(time) => (
            "a.ingested <= ?2 AND NOT EXISTS (SELECT 1 FROM article b WHERE b.number = a.superseded AND b.ingested <= ?2)"
                .to_owned(),
            vec![time.clone()],
        ),
        Known::Below(number) => (format!("a.superseded IS NULL AND a.number < {number}"), Vec::new()),
        Known::Numbers(numbers) => {
            let list: Vec<String> = numbers.iter().map(i64::to_string).collect();
            (format!("a.number IN ({})", list.join(",")), Vec::new())
        }
    }
}
