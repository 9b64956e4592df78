//! What a span of time brought: the reports that came in it, and the kept rows of all events that they tell, of offers and of commitments.
//!
//! "Since yesterday" may be told by the day of publication or by when the store learned of a report; both are kept.

use crate::{Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params_from_iter};

/// By which clock reports came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The first day of publication.
    #[default]
    Published,
    /// When the store learned of them (UTC).
    Ingested,
}

/// What a span of time brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Ids of the reports that came within it.
    pub within: Vec<String>,
    /// Ids of those that came after it.
    pub after: Vec<String>,
    /// New versions within it, each with the id of the version before.
    pub replaced: Vec<(String, String)>,
    /// Kept rows by kind, as they are printed: `articles` that are new; `timeline`, `numbers`, `claims` of the events that they tell; all of `mediation` and
    /// `commitments`.
    pub rows: Vec<(&'static str, Vec<String>)>,
}

/// What a report is called and when it came.
const REPORT: &str = "number, id, place, key, origin, outlet, title, published_from, ingested, superseded";
/// So many columns.
const REPORT_COLUMNS: usize = 10;

impl Store {
    /// The moment a day before the newest report came, by a clock.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn day_before_newest(&self, clock: Clock) -> Result<Option<String>, StoreError> {
        let sql = match clock {
            Clock::Published => "SELECT date(max(published_from), '-1 day') FROM article WHERE superseded IS NULL",
            Clock::Ingested => {
                "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', max(ingested), '-1 day') FROM article WHERE superseded IS NULL"
            }
        };
        self.connection
            .query_row(sql, [], |row| row.get(0))
            .optional()
            .map(Option::flatten)
            .map_err(|error| self.failed(error))
    }

    /// Learns of the reports of another store what they are called and when they came, not what they say: a store in memory that holds what was found in them
    /// can then say what changed.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn know_reports_of(&self, other: &Self) -> Result<(), StoreError> {
        let mut read =
            other.connection.prepare(&format!("SELECT {REPORT} FROM article")).map_err(|error| other.failed(error))?;
        let mut rows = read.query([]).map_err(|error| other.failed(error))?;
        let put = format!(
            "INSERT INTO article ({REPORT}, text, text_hash, source, coder) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, '', '', x'', 1)"
        );
        let mut put = self.connection.prepare(&put).map_err(|error| self.failed(error))?;
        while let Some(row) = rows.next().map_err(|error| other.failed(error))? {
            let cells = (0..REPORT_COLUMNS).map(|cell| row.get(cell)).collect::<rusqlite::Result<Vec<Value>>>();
            put.execute(params_from_iter(cells.map_err(|error| other.failed(error))?))
                .map_err(|error| self.failed(error))?;
        }
        Ok(())
    }

    /// What came after `since` and, where it is given, not after `until`. The store has to be settled.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn changes(&self, clock: Clock, since: &str, until: Option<&str>) -> Result<Changes, StoreError> {
        self.try_changes(clock, since, until.unwrap_or("~")).map_err(|error| self.failed(error))
    }

    fn try_changes(&self, clock: Clock, since: &str, until: &str) -> rusqlite::Result<Changes> {
        let column = match clock {
            Clock::Published => "published_from",
            Clock::Ingested => "ingested",
        };
        let new = format!("SELECT number FROM article WHERE superseded IS NULL AND {column} > ?1 AND {column} <= ?2");
        let told = format!("SELECT event FROM telling WHERE article IN ({new})");
        let strings = |sql: &str, values: &[&str]| -> rusqlite::Result<Vec<String>> {
            let mut statement = self.connection.prepare(sql)?;
            let values: Vec<Value> = values.iter().map(|value| Value::Text((*value).to_owned())).collect();
            statement.query_map(params_from_iter(values), |row| row.get(0))?.collect()
        };
        let both = [since, until];
        let of = |condition: &str| format!("SELECT json FROM answer WHERE {condition} ORDER BY day, id");
        let rows = vec![
            ("articles", strings(&of(&format!("kind = 'articles' AND article IN ({new})")), &both)?),
            ("timeline", strings(&of(&format!("kind = 'timeline' AND event IN ({told})")), &both)?),
            ("numbers", strings(&of(&format!("kind = 'numbers' AND event IN ({told})")), &both)?),
            (
                "claims",
                strings(
                    &of(&format!(
                        "kind = 'claims' AND event IN (SELECT event FROM answer WHERE kind = 'claims' AND article IN ({new}))"
                    )),
                    &both,
                )?,
            ),
            ("mediation", strings(&of("kind = 'mediation'"), &[])?),
            ("commitments", strings(&of("kind = 'commitments'"), &[])?),
        ];
        let mut replaced = self.connection.prepare(&format!(
            "SELECT new.id, old.id FROM article old JOIN article new ON new.number = old.superseded
             WHERE new.number IN ({new}) ORDER BY new.number, old.number"
        ))?;
        Ok(Changes {
            within: strings(&format!("SELECT id FROM article WHERE number IN ({new}) ORDER BY number"), &both)?,
            after: strings(&format!("SELECT id FROM article WHERE superseded IS NULL AND {column} > ?1"), &[until])?,
            replaced: replaced.query_map(both, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?,
            rows,
        })
    }
}
