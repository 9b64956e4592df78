//! Changing what is kept of a report: its rows by another coding of the same source, with the decisions of people carried over; or the report taken out, with a line in a log that
//! keeps no words.
//!
//! A reviewer accepted "Verania closed its ports" at code point 120; after recoding the same words stand at 118, and the decision is found there.

use crate::packed::unpack;
use crate::settle::Settling;
use crate::{Batch, Source, Store, StoreError};
use demarche_model::DocumentRecord;
use rusqlite::{Connection, OptionalExtension, params};

/// A report as it came, to be coded again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldSource {
    /// Its number in the store.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// The report as one line of JSON Lines.
    pub json: String,
}

/// What became of the decisions on a report that was coded again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchored {
    /// Their words stand where they stood.
    pub kept: usize,
    /// Their words stand elsewhere.
    pub moved: usize,
    /// Their words are gone.
    pub lost: usize,
}

/// What was taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// Id of the report.
    pub id: String,
    /// How many statements and events went with it.
    pub statements: u64,
    /// How many events went with it.
    pub events: u64,
}

impl Store {
    /// Numbers of the reports, earlier versions too, in order of arrival: of all, or of those that other versions of the program or its lists coded.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn coded_by_others(&self, coder: &crate::Coder, all: bool) -> Result<Vec<i64>, StoreError> {
        let read = || -> rusqlite::Result<Vec<i64>> {
            let mut statement = self.connection.prepare(
                "SELECT a.number FROM article a JOIN coder c ON c.number = a.coder
                 WHERE ?1 OR c.program <> ?2 OR c.lexicon <> ?3 OR c.ontology <> ?4 ORDER BY a.number",
            )?;
            statement.query_map(params![all, coder.program, coder.lexicon, coder.ontology], |row| row.get(0))?.collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// A report as it came, by number.
    ///
    /// # Errors
    /// What SQLite says, or a source that cannot be unpacked.
    pub fn source(&self, number: i64) -> Result<OldSource, StoreError> {
        let (id, packed): (String, Vec<u8>) = self
            .connection
            .prepare_cached("SELECT id, source FROM article WHERE number = ?1")
            .and_then(|mut statement| statement.query_row([number], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(|error| self.failed(error))?;
        let json = unpack(&packed).map_err(|error| {
            let what = format!("the source of {id} cannot be unpacked: {error}");
            StoreError::Damaged { path: self.path.clone(), what }
        })?;
        Ok(OldSource { number, id, json })
    }

    /// The record of a report, by number.
    ///
    /// # Errors
    /// What SQLite says, or a record that cannot be unpacked.
    pub fn record_by_number(&self, number: i64) -> Result<String, StoreError> {
        let packed: Vec<u8> = self
            .connection
            .prepare_cached("SELECT json FROM record WHERE article = ?1")
            .and_then(|mut statement| statement.query_row([number], |row| row.get(0)))
            .map_err(|error| self.failed(error))?;
        self.unpacked(&number.to_string(), &packed)
    }

    /// Takes a report out, by id or key, in all its versions, with all rows, words and decisions; the log keeps the id, the reason, and how much it was. A
    /// report that was forgotten is passed over when it comes again. The store has to be settled afterwards.
    ///
    /// # Errors
    /// What SQLite says; then nothing is taken out.
    pub fn forget(&mut self, report: &str, reason: &str, now: &str) -> Result<Vec<Forgotten>, StoreError> {
        let path = self.path.clone();
        self.try_forget(report, reason, now).map_err(|error| StoreError::from_sqlite(&path, error))
    }

    fn try_forget(&mut self, report: &str, reason: &str, now: &str) -> rusqlite::Result<Vec<Forgotten>> {
        // What is taken out is overwritten in the file and not merely unlinked.
        self.connection.query_row("PRAGMA secure_delete = ON", [], |_| Ok(()))?;
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let found: Vec<(i64, String)> = {
            let mut statement = transaction.prepare(
                "SELECT number, id FROM article WHERE place IN (SELECT place FROM article WHERE id = ?1 OR key = ?1 OR place = ?1) ORDER BY number",
            )?;
            statement.query_map([report], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
        };
        let mut forgotten = Vec::new();
        for (number, id) in found {
            let count = |table: &str| {
                let sql = format!("SELECT count(*) FROM {table} WHERE article = ?1");
                transaction.query_row(&sql, [number], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs)
            };
            let made = Forgotten { id: id.clone(), statements: count("statement")?, events: count("event")? };
            transaction.execute(
                "INSERT OR REPLACE INTO forgotten (id, reason, forgotten, statements, events) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![id, reason, now, made.statements as i64, made.events as i64],
            )?;
            remove_rows(&transaction, number)?;
            transaction.execute("DELETE FROM decision WHERE article = ?1", [&id])?;
            for table in ["telling", "origin", "hedge_lost", "kinship"] {
                transaction.execute(&format!("DELETE FROM {table} WHERE article = ?1"), [number])?;
            }
            transaction.execute("DELETE FROM hedge_lost WHERE origin = ?1", [number])?;
            transaction.execute("DELETE FROM article WHERE number = ?1", [number])?;
            forgotten.push(made);
        }
        if !forgotten.is_empty() {
            transaction.execute("INSERT INTO article_text (article_text) VALUES ('rebuild')", [])?;
            // Its words may stand in any row: all are found anew.
            transaction.execute("UPDATE settled SET fresh = 0, form = ''", [])?;
        }
        transaction.commit()?;
        Ok(forgotten)
    }

    /// Which reports were forgotten: id, reason, when.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn forgotten(&self) -> Result<Vec<[String; 3]>, StoreError> {
        let read = || -> rusqlite::Result<Vec<[String; 3]>> {
            let mut statement =
                self.connection.prepare("SELECT id, reason, forgotten FROM forgotten ORDER BY forgotten, id")?;
            statement.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?.collect()
        };
        read().map_err(|error| self.failed(error))
    }
}

/// Everything that coding made of a report.
fn remove_rows(connection: &Connection, number: i64) -> rusqlite::Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO article_text (article_text, rowid, title, text) SELECT 'delete', number, title, text FROM article WHERE number = ?1",
        )?
        .execute([number])?;
    for table in ["statement", "event", "record", "digest"] {
        connection.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?.execute([number])?;
    }
    Ok(())
}

impl Batch<'_> {
    /// Puts another coding of a report that is there in the place of the one before.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn recode(&mut self, number: i64, record: &DocumentRecord, source: Source<'_>) -> Result<Anchored, StoreError> {
        self.try_recode(number, record, source).map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    fn try_recode(&mut self, number: i64, record: &DocumentRecord, source: Source<'_>) -> rusqlite::Result<Anchored> {
        remove_rows(&self.transaction, number)?;
        self.update_article(number, &record.article)?;
        self.insert_text(number, &record.article)?;
        self.insert_record(number, record, source)?;
        // Settling goes by which reports are new; these are old ones that say something else.
        self.transaction.prepare_cached("UPDATE settled SET fresh = 0, form = ''")?.execute([])?;
        anchor(&self.transaction, &record.article.id, &record.article.text)
    }
}

/// Finds the words of each decision on a report again: where they stood, else the nearest place where they stand.
fn anchor(connection: &Connection, id: &str, text: &str) -> rusqlite::Result<Anchored> {
    let decisions: Vec<(i64, String, i64)> = connection
        .prepare_cached("SELECT number, exact, first FROM decision WHERE article = ?1")?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    let mut anchored = Anchored::default();
    for (number, exact, first) in decisions {
        let places = text.match_indices(exact.as_str()).filter(|_| !exact.is_empty());
        let nearest = places
            .map(|(at, _)| i64::try_from(text[..at].chars().count()).unwrap_or(i64::MAX))
            .min_by_key(|place| place.abs_diff(first));
        match nearest {
            Some(place) if place == first => anchored.kept += 1,
            Some(place) => {
                connection
                    .prepare_cached("UPDATE decision SET first = ?1 WHERE number = ?2")?
                    .execute([place, number])?;
                anchored.moved += 1;
            }
            None => anchored.lost += 1,
        }
    }
    Ok(anchored)
}

impl Settling<'_> {
    /// Drops the names that no row bears any more.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn drop_unused_names(&mut self) -> Result<(), StoreError> {
        self.transaction
            .execute("DELETE FROM party WHERE number NOT IN (SELECT party FROM answer_party)", [])
            .map(|_| ())
            .map_err(|error| StoreError::from_sqlite(&self.path, error))
    }
}

/// Whether a report was forgotten.
pub(crate) fn is_forgotten(connection: &Connection, id: &str) -> rusqlite::Result<bool> {
    let found: Option<i64> = connection
        .prepare_cached("SELECT 1 FROM forgotten WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(found.is_some())
}
