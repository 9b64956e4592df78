//! Asking: rows of the store that match a filter, each with the words that carry it.

use crate::packed::unpack;
use crate::{Store, StoreError};
use rusqlite::{OptionalExtension, Row, params_from_iter, types::Value};

/// What to ask for; an empty field asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// First day (of the event or statement, else of publication), ISO.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// An actor: id, code, country, or words of the name.
    pub actor: Option<String>,
    /// Words of the text that the row is about.
    pub about: Option<String>,
    /// Only reports published on or before this day.
    pub as_of: Option<String>,
    /// Occurrence, stance or `disputed` of the event, or the position, state or stance of the row.
    pub status: Option<String>,
    /// At least so many independent origins of the event.
    pub origins: Option<u32>,
    /// Only rows about the event of this number.
    pub event: Option<u64>,
    /// At most so many rows.
    pub limit: Option<u32>,
}

/// A statement with the report that carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementRow {
    /// The report.
    pub article: String,
    /// Its key.
    pub key: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its day of publication.
    pub published: Option<String>,
    /// Number within the report.
    pub number: u32,
    /// Neutral name of the speaker.
    pub speaker: Option<String>,
    /// Country.
    pub speaker_country: Option<String>,
    /// Sector.
    pub speaker_sector: Option<String>,
    /// Codes of the addressees.
    pub addressees: String,
    /// Direct, indirect, mixed.
    pub form: String,
    /// Position.
    pub position: String,
    /// Not taken: "did not accuse".
    pub negated: bool,
    /// Cue.
    pub cue: Option<String>,
    /// Channel.
    pub channel: Option<String>,
    /// When it was said.
    pub said_on: Option<String>,
    /// What is said.
    pub content: String,
    /// Evidence, code points.
    pub span: [u32; 2],
}

/// A report that matches a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchHit {
    /// Id of the report.
    pub article: String,
    /// Its key.
    pub key: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The words around the match, the match between « and ».
    pub snippet: String,
}

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Reports, latest versions.
    pub articles: u64,
    /// Earlier versions.
    pub superseded: u64,
    /// Outlets.
    pub outlets: u64,
    /// Statements.
    pub statements: u64,
    /// Events.
    pub events: u64,
    /// First and last day of publication.
    pub days: Option<(String, String)>,
}

impl Store {
    /// Hands each of the statements, by the day they were said, to `take`.
    ///
    /// # Errors
    /// What SQLite says, or `take`.
    pub fn each_statement<E: From<StoreError>>(
        &self,
        filter: &Filter,
        mut take: impl FnMut(StatementRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error| E::from(self.failed(error));
        let by_day = match &filter.actor {
            Some(actor) => self.is_common(actor).map_err(failed)?,
            None => true,
        };
        // Of somebody who speaks often, the index by days finds the first rows soonest; of others, that of speakers.
        let index = if by_day { "INDEXED BY statement_by_day" } else { "" };
        let mut query = Query::new(&format!(
            "SELECT a.id, a.key, a.outlet, a.published_from, s.number, s.speaker, s.speaker_country, s.speaker_sector, s.addressees, s.form,
             s.position, s.cue, s.channel, s.said_from, s.content, s.first, s.last, s.negated
             FROM statement s {index} CROSS JOIN article a ON a.number = s.article
             WHERE s.article NOT IN (SELECT number FROM article WHERE superseded IS NOT NULL)"
        ));
        if let Some(actor) = &filter.actor {
            query.and(&format!("({SPEAKS})"));
            query.values.extend(speaks(actor));
        }
        if let Some(about) = &filter.about {
            query.and("holds(s.content, ?)");
            query.values.push(about.clone().into());
        }
        if let Some(status) = &filter.status {
            // Who "did not accuse" does not accuse; to withhold is to say nothing.
            query.and("s.position = ? AND (s.negated = 0 OR s.position = 'withholds')");
            query.values.push(status.clone().into());
        }
        query.days("s.day", filter);
        query.end("s.day, s.article, s.number", filter);
        let mut statement = self.connection.prepare_cached(&query.sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(&query.values)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            take(statement_row(row).map_err(failed)?)?;
        }
        Ok(())
    }

    /// Whether an actor speaks so often that few statements have to be passed over to find the next of his.
    fn is_common(&self, actor: &str) -> rusqlite::Result<bool> {
        let sql = format!("SELECT count(*) FROM (SELECT 1 FROM statement s WHERE {SPEAKS} LIMIT {COMMON})");
        let found: i64 =
            self.connection.prepare_cached(&sql)?.query_row(params_from_iter(speaks(actor)), |row| row.get(0))?;
        Ok(found == COMMON)
    }

    /// The first report that is ranked: words that very many reports hold tell none of them from the others, and only the reports that came last are
    /// weighed.
    fn first_ranked(&self, matching: &str, values: &[Value]) -> rusqlite::Result<i64> {
        let sql =
            format!("SELECT rowid FROM article_text WHERE {matching} ORDER BY rowid DESC LIMIT 1 OFFSET {MOST_RANKED}");
        let first =
            self.connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0)).optional()?;
        Ok(first.unwrap_or(0))
    }

    /// Reports whose words match, best first; of very many those that came last. `words` are plain words; a phrase stands between quotation marks.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn search(&self, words: &str, filter: &Filter) -> Result<Vec<SearchHit>, StoreError> {
        let limit = filter.limit.unwrap_or(20);
        let mut values = vec![Value::from(match_words(words))];
        let mut matching =
            "article_text MATCH ? AND rowid NOT IN (SELECT number FROM article WHERE superseded IS NOT NULL)"
                .to_owned();
        if filter.from.is_some() || filter.to.is_some() {
            // The sign keeps SQLite from asking the index of words for each report of those days.
            matching.push_str(
                " AND +rowid IN (SELECT number FROM article WHERE published_from >= ? AND published_from <= ?)",
            );
            values.push(filter.from.clone().unwrap_or_default().into());
            values.push(filter.to.clone().unwrap_or_else(|| "~".to_owned()).into());
        }
        if let Some(as_of) = &filter.as_of {
            matching.push_str(" AND +rowid IN (SELECT number FROM article WHERE published_from <= ?)");
            values.push(as_of.clone().into());
        }
        let first = self.first_ranked(&matching, &values).map_err(|error| self.failed(error))?;
        values.extend([Value::from(first), Value::from(limit)]);
        // The match runs alone, with its own limit: joining first would score every report that holds a common word.
        let sql = format!(
            "WITH hit AS (SELECT rowid, rank, snippet(article_text, 1, '«', '»', '…', 24) AS words FROM article_text
               WHERE {matching} AND rowid >= ? ORDER BY rank LIMIT ?)
             SELECT a.id, a.key, a.outlet, a.published_from, a.title, hit.words FROM hit JOIN article a ON a.number = hit.rowid
             ORDER BY hit.rank, a.number"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(|error| self.failed(error))?;
        let hits = statement
            .query_map(params_from_iter(&values), |row| {
                Ok(SearchHit {
                    article: row.get(0)?,
                    key: row.get(1)?,
                    outlet: row.get(2)?,
                    published: row.get(3)?,
                    title: row.get(4)?,
                    snippet: row.get(5)?,
                })
            })
            .and_then(Iterator::collect);
        hits.map_err(|error| self.failed(error))
    }

    /// The record of a report as it is printed by `demarche read`; the id may be cut short.
    ///
    /// # Errors
    /// What SQLite says, or a record that cannot be unpacked.
    pub fn record(&self, id: &str) -> Result<Option<String>, StoreError> {
        let packed: Option<Vec<u8>> = self
            .connection
            .query_row(
                "SELECT r.json FROM record r JOIN article a ON a.number = r.article WHERE a.id = ?1 OR a.key = ?1 ORDER BY a.number DESC LIMIT 1",
                [id],
                |row| row.get(0),
            )
            .optional()
            .map_err(|error| self.failed(error))?;
        packed.map(|packed| self.unpacked(id, &packed)).transpose()
    }

    /// The clean text of a report by id.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn text(&self, id: &str) -> Result<Option<String>, StoreError> {
        self.connection
            .prepare_cached("SELECT text FROM article WHERE id = ?1")
            .and_then(|mut statement| statement.query_row([id], |row| row.get(0)).optional())
            .map_err(|error| self.failed(error))
    }

    /// How many statements have a speaker that was not found; with a day, of reports published on or before it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn speakerless(&self, as_of: Option<&str>) -> Result<u64, StoreError> {
        self.connection
            .query_row(
                "SELECT count(*) FROM statement s JOIN article a ON a.number = s.article WHERE a.superseded IS NULL
                 AND s.speaker IS NULL AND (?1 IS NULL OR a.published_from <= ?1)",
                [as_of],
                |row| row.get::<_, i64>(0),
            )
            .map(i64::unsigned_abs)
            .map_err(|error| self.failed(error))
    }

    pub(crate) fn unpacked(&self, id: &str, packed: &[u8]) -> Result<String, StoreError> {
        unpack(packed).map_err(|error| {
            let what = format!("the record of {id} cannot be unpacked: {error}");
            StoreError::Damaged { path: self.path.clone(), what }
        })
    }

    /// How much there is.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn stats(&self) -> Result<Stats, StoreError> {
        let count = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, i64>(0).map(i64::unsigned_abs));
        // What is of earlier versions, of which there are few, is taken off: no row of the others has to be read.
        let current = |table: &str| -> rusqlite::Result<u64> {
            let earlier = "(SELECT number FROM article WHERE superseded IS NOT NULL)";
            let all = count(&format!("SELECT count(*) FROM {table}"))?;
            Ok(all - count(&format!("SELECT count(*) FROM {table} WHERE article IN {earlier}"))?)
        };
        let made = || -> rusqlite::Result<Stats> {
            let superseded = count("SELECT count(*) FROM article WHERE superseded IS NOT NULL")?;
            Ok(Stats {
                articles: count("SELECT count(*) FROM article")? - superseded,
                superseded,
                outlets: count("SELECT count(DISTINCT outlet) FROM article")?,
                statements: current("statement")?,
                events: current("event")?,
                days: self.connection.query_row(
                    "SELECT min(published_from), max(published_from) FROM article",
                    [],
                    |row| {
                        let (first, last): (Option<String>, Option<String>) = (row.get(0)?, row.get(1)?);
                        Ok(first.zip(last))
                    },
                )?,
            })
        };
        made().map_err(|error| self.failed(error))
    }
}

fn statement_row(row: &Row<'_>) -> rusqlite::Result<StatementRow> {
    Ok(StatementRow {
        article: row.get(0)?,
        key: row.get(1)?,
        outlet: row.get(2)?,
        published: row.get(3)?,
        number: row.get(4)?,
        speaker: row.get(5)?,
        speaker_country: row.get(6)?,
        speaker_sector: row.get(7)?,
        addressees: row.get(8)?,
        form: row.get(9)?,
        position: row.get(10)?,
        cue: row.get(11)?,
        channel: row.get(12)?,
        said_on: row.get(13)?,
        content: row.get(14)?,
        span: [row.get(15)?, row.get(16)?],
        negated: row.get(17)?,
    })
}

/// Reports that a search weighs at most.
const MOST_RANKED: i64 = 10_000;
/// Whoever has so many statements speaks often.
const COMMON: i64 = 10_000;

/// Whether an actor speaks: each of the four has an index.
const SPEAKS: &str = "s.speaker_actor = ? OR s.speaker_country = ? OR (s.speaker_country = substr(?, 1, 3) AND s.speaker_sector = substr(?, 4))
    OR s.speaker IN (SELECT DISTINCT speaker FROM statement WHERE speaker LIKE ?)";

fn speaks(actor: &str) -> impl Iterator<Item = Value> {
    std::iter::repeat_n(Value::from(actor.to_owned()), 4).chain([like(actor)])
}

/// A query under construction; every value of the user's is bound, never written into the text.
pub(crate) struct Query {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Query {
    pub(crate) fn new(sql: &str) -> Self {
        Self { sql: sql.to_owned(), values: Vec::new() }
    }

    pub(crate) fn and(&mut self, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
    }

    pub(crate) fn days(&mut self, column: &str, filter: &Filter) {
        if let Some(from) = &filter.from {
            self.and(&format!("{column} >= ?"));
            self.values.push(from.clone().into());
        }
        if let Some(to) = &filter.to {
            self.and(&format!("{column} <= ?"));
            self.values.push(to.clone().into());
        }
        if let Some(as_of) = &filter.as_of {
            self.and("a.published_from <= ?");
            self.values.push(as_of.clone().into());
        }
    }

    pub(crate) fn end(&mut self, order: &str, filter: &Filter) {
        self.sql.push_str(" ORDER BY ");
        self.sql.push_str(order);
        if let Some(limit) = filter.limit {
            self.sql.push_str(&format!(" LIMIT {limit}"));
        }
    }
}

/// Words anywhere in a column.
pub(crate) fn like(words: &str) -> Value {
    Value::Text(format!("%{}%", words.replace('%', "").replace('_', " ")))
}

/// The user's words as an FTS5 expression: each word or phrase quoted, so that nothing in them is taken for syntax.
fn match_words(words: &str) -> String {
    let mut parts = Vec::new();
    for (number, part) in words.split('"').enumerate() {
        if number % 2 == 1 {
            parts.push(part.trim().to_owned());
        } else {
            parts.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let quoted: Vec<String> = parts.iter().filter(|part| !part.is_empty()).map(|part| format!("\"{part}\"")).collect();
    quoted.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_words_are_words_and_never_syntax() {
        assert_eq!(match_words("Isfahan NOT \"air defence\" OR*"), "\"Isfahan\" \"NOT\" \"air defence\" \"OR*\"");
        assert_eq!(match_words("\"never closed"), "\"never closed\"");
    }
}
