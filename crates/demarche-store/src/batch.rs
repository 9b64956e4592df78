//! Writing: reports with their records go in, one transaction a batch.
//!
//! A report is known by its id, the hash of what it is called and what it holds. The same id again is [`Put::Same`]; another body
//! under the same key or path is [`Put::Changed`]: the earlier version stays and points to the later one.

use crate::again::is_forgotten;
use crate::kept::put_digest;
use crate::{Store, StoreError};
use demarche_export::{self as export, CodePoints};
use demarche_model::{Article, Count, Date, DocumentRecord, Event, Party, Span, Statement, StatementId};
use rusqlite::{Connection, OptionalExtension, ToSql, Transaction, TransactionBehavior, params};
use std::path::PathBuf;

/// What made the records: each row of the store says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coder {
    /// Version of the program.
    pub program: String,
    /// Hash of the word lists.
    pub lexicon: String,
    /// Version of the event types.
    pub ontology: String,
}

/// What is kept of a report beside its rows.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What it is called: the key that its container gave, else where it came from.
    pub place: &'a str,
    /// The report as one line of JSON Lines, which `demarche recode` reads, packed.
    pub json: &'a [u8],
    /// Its record as `demarche-record/1`, packed.
    pub record: &'a [u8],
    /// What work across reports needs of it.
    pub digest: DigestBytes<'a>,
}

/// A digest as bytes.
#[derive(Clone, Copy, Debug)]
pub struct DigestBytes<'a> {
    /// By which algorithms.
    pub form: &'a str,
    /// What the report says.
    pub facts: &'a [u8],
    /// The sketch of its text.
    pub sketch: &'a [u8],
}

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not known; its number now.
    New(i64),
    /// An earlier version was known; the number of this one.
    Changed(i64),
    /// It was known as it is.
    Same,
}

/// A transaction. Dropped without [`commit`](Batch::commit), it leaves no trace.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(crate) path: PathBuf,
    pub(crate) transaction: Transaction<'a>,
    coder: i64,
    now: String,
    /// Whether the store says already that it has to be settled.
    is_stale: bool,
}

impl Store {
    /// Begins a transaction. `now` is the time of ingestion (UTC, ISO), which the caller asks of its clock.
    ///
    /// # Errors
    /// Another process is writing and does not finish.
    pub fn begin(&mut self, coder: &Coder, now: &str) -> Result<Batch<'_>, StoreError> {
        let path = self.path.clone();
        let failed = |error| StoreError::from_sqlite(&path, error);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let number = coder_number(&transaction, coder).map_err(failed)?;
        Ok(Batch { path, transaction, coder: number, now: now.to_owned(), is_stale: false })
    }

    /// Whether a report with this id is in the store, or was and had to be forgotten.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn knows(&self, id: &str) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached("SELECT 1 FROM article WHERE id = ?1")
            .and_then(|mut statement| Ok(statement.exists([id])? || is_forgotten(&self.connection, id)?))
            .map_err(|error| self.failed(error))
    }
}

/// The number of a combination of versions; a new one is written down.
pub(crate) fn coder_number(connection: &Connection, coder: &Coder) -> rusqlite::Result<i64> {
    let Coder { program, lexicon, ontology } = coder;
    connection.execute(
        "INSERT INTO coder (program, lexicon, ontology) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![program, lexicon, ontology],
    )?;
    connection.query_row(
        "SELECT number FROM coder WHERE program = ?1 AND lexicon = ?2 AND ontology = ?3",
        params![program, lexicon, ontology],
        |row| row.get(0),
    )
}

impl Batch<'_> {
    /// Puts a report and its record in.
    ///
    /// # Errors
    /// What SQLite says: a full disk, a file that may not be written.
    pub fn put(&mut self, record: &DocumentRecord, source: Source<'_>) -> Result<Put, StoreError> {
        self.try_put(record, source).map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// Makes all that was put in last.
    ///
    /// # Errors
    /// What SQLite says; then nothing of the batch is in the store.
    pub fn commit(self) -> Result<(), StoreError> {
        let path = self.path;
        self.transaction.commit().map_err(|error| StoreError::from_sqlite(&path, error))
    }

    fn try_put(&mut self, record: &DocumentRecord, source: Source<'_>) -> rusqlite::Result<Put> {
        let article = &record.article;
        if self.number_of(&article.id)?.is_some() || is_forgotten(&self.transaction, &article.id)? {
            return Ok(Put::Same);
        }
        let earlier: Option<i64> = self
            .transaction
            .prepare_cached("SELECT number FROM article WHERE place = ?1 AND superseded IS NULL")?
            .query_row([source.place], |row| row.get(0))
            .optional()?;
        if !self.is_stale {
            // Once, and before words go into the index: a statement that might have to be undone makes the index write out what it has gathered.
            self.transaction.execute("UPDATE settled SET fresh = 0 WHERE id = 1", [])?;
            self.is_stale = true;
        }
        let number = self.insert_article(article, source)?;
        self.insert_record(number, record, source)?;
        if let Some(earlier) = earlier {
            self.transaction
                .prepare_cached("UPDATE article SET superseded = ?1 WHERE number = ?2")?
                .execute([number, earlier])?;
        }
        Ok(if earlier.is_some() { Put::Changed(number) } else { Put::New(number) })
    }

    fn number_of(&self, id: &str) -> rusqlite::Result<Option<i64>> {
        self.transaction
            .prepare_cached("SELECT number FROM article WHERE id = ?1")?
            .query_row([id], |row| row.get(0))
            .optional()
    }

    fn insert_article(&self, article: &Article, source: Source<'_>) -> rusqlite::Result<i64> {
        let of_report: [(&str, &dyn ToSql); 6] = [
            ("id", &article.id),
            ("place", &source.place),
            ("key", &article.key),
            ("origin", &article.origin),
            ("source", &source.json),
            ("ingested", &self.now),
        ];
        let coded = Coded::of(article, self.coder);
        let columns: Vec<(&str, &dyn ToSql)> = of_report.into_iter().chain(coded.columns()).collect();
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let marks = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO article ({}) VALUES ({marks})", names.join(", "));
        let values: Vec<&dyn ToSql> = columns.iter().map(|(_, value)| *value).collect();
        self.transaction.prepare_cached(&sql)?.execute(values.as_slice())?;
        let number = self.transaction.last_insert_rowid();
        self.insert_text(number, article)?;
        Ok(number)
    }

    pub(crate) fn insert_text(&self, number: i64, article: &Article) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("INSERT INTO article_text (rowid, title, text) VALUES (?1, ?2, ?3)")?
            .execute(params![number, article.title, article.text])?;
        Ok(())
    }

    /// What coding finds of a report itself; when it came and where it stands among the others stays.
    pub(crate) fn update_article(&self, number: i64, article: &Article) -> rusqlite::Result<()> {
        let coded = Coded::of(article, self.coder);
        let columns = coded.columns();
        let names: Vec<String> = columns.iter().map(|(name, _)| format!("{name} = ?")).collect();
        let sql = format!("UPDATE article SET {} WHERE number = ?", names.join(", "));
        let values: Vec<&dyn ToSql> = columns.iter().map(|(_, value)| *value).chain([&number as &dyn ToSql]).collect();
        self.transaction.prepare_cached(&sql)?.execute(values.as_slice())?;
        Ok(())
    }

    pub(crate) fn insert_record(
        &self,
        number: i64,
        record: &DocumentRecord,
        source: Source<'_>,
    ) -> rusqlite::Result<()> {
        self.transaction
            .prepare_cached("INSERT INTO record (article, json) VALUES (?1, ?2)")?
            .execute(params![number, source.record])?;
        let DigestBytes { form, facts, sketch } = source.digest;
        put_digest(&self.transaction, number, form, facts, sketch)?;
        let Article { text, published, .. } = &record.article;
        let published = published.map(|published| published.from);
        let rows = Rows { batch: self, number, text, points: CodePoints::new(text), published };
        for (index, made) in record.statements.iter().enumerate() {
            rows.insert_statement(index, made)?;
        }
        for (index, event) in record.events.iter().enumerate() {
            rows.insert_event(index, event)?;
        }
        Ok(())
    }
}

/// What coding finds of a report itself.
struct Coded<'a> {
    article: &'a Article,
    outlet: Option<&'a str>,
    outlet_country: Option<&'a str>,
    published: [Option<String>; 2],
    text_hash: String,
    coder: i64,
}

impl<'a> Coded<'a> {
    fn of(article: &'a Article, coder: i64) -> Self {
        let outlet = article.outlet.as_ref();
        Self {
            article,
            outlet: outlet.map(|outlet| outlet.name.as_str()),
            outlet_country: outlet.and_then(|outlet| outlet.country.as_deref()),
            published: [
                article.published.map(|published| published.from.to_string()),
                article.published.map(|published| published.to.to_string()),
            ],
            text_hash: text_hash(&article.text),
            coder,
        }
    }

    /// The columns of table `article` that coding fills.
    fn columns(&self) -> [(&'static str, &dyn ToSql); 10] {
        let [from, to] = &self.published;
        [
            ("outlet", &self.outlet),
            ("outlet_country", &self.outlet_country),
            ("title", &self.article.title),
            ("url", &self.article.url),
            ("language", &self.article.language),
            ("published_from", from),
            ("published_to", to),
            ("text", &self.article.text),
            ("text_hash", &self.text_hash),
            ("coder", &self.coder),
        ]
    }
}

/// The rows of one report.
struct Rows<'a> {
    batch: &'a Batch<'a>,
    number: i64,
    text: &'a str,
    points: CodePoints<'a>,
    published: Option<Date>,
}

impl Rows<'_> {
    fn insert_statement(&self, index: usize, made: &Statement) -> rusqlite::Result<()> {
        let actor = made.speaker.as_ref().and_then(|party| party.actor.as_ref());
        let content: Vec<&str> = made.content.iter().map(|span| span.of(self.text)).collect();
        let [first, last] = self.first_span(&made.evidence.spans);
        self.batch
            .transaction
            .prepare_cached(
                "INSERT INTO statement VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)",
            )?
            .execute(params![
                self.number,
                index as i64 + 1,
                made.speaker.as_ref().map(|party| self.name(party)),
                actor.map(|actor| &actor.id),
                actor.and_then(|actor| actor.country.as_ref()),
                actor.and_then(|actor| actor.sector.as_ref()),
                export::speaker_ground(made.speaker_ground),
                made.cue.as_ref().map(|cue| &cue.lemma),
                export::form(made.form),
                export::position(made.position),
                made.negated,
                !made.hedges.is_empty(),
                codes(&made.addressees),
                made.channel.as_ref().map(|channel| &channel.kind),
                made.said_on.and_then(|when| when.from).map(|day| day.to_string()),
                made.said_on.and_then(|when| when.to).map(|day| day.to_string()),
                made.inside.map(|outer| i64::from(outer.0) + 1),
                made.cut_short,
                content.join(" … "),
                first,
                last,
                made.evidence.rule,
                made.said_on.and_then(|when| when.from).or(self.published).map(|day| day.to_string()),
            ])?;
        Ok(())
    }

    fn insert_event(&self, index: usize, event: &Event) -> rusqlite::Result<()> {
        let place = event.place.as_ref().map(|(_, place)| place);
        let count = |of: fn(&demarche_model::Casualties) -> &Option<Count>| {
            event.casualties.as_ref().and_then(|harm| of(harm).as_ref())
        };
        let (killed, wounded) = (count(|harm| &harm.killed), count(|harm| &harm.wounded));
        let [first, last] = self.first_span(&event.evidence.spans);
        self.batch
            .transaction
            .prepare_cached(
                "INSERT INTO event VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)",
            )?
            .execute(params![
                self.number,
                index as i64 + 1,
                event.plover,
                event.mode,
                event.cameo,
                event.quad,
                event.intensity,
                codes(&event.actors),
                codes(&event.recipients),
                export::occurrence(event.occurrence),
                export::stance(event.stance),
                numbers(&event.on_word_of),
                event.when.and_then(|when| when.from).map(|day| day.to_string()),
                event.when.and_then(|when| when.to).map(|day| day.to_string()),
                place.map(|place| &place.name),
                place.and_then(|place| place.country.as_ref()),
                place.map(|place| place.lat),
                place.map(|place| place.lon),
                killed.and_then(|count| count.min),
                killed.and_then(|count| count.max),
                wounded.and_then(|count| count.min),
                wounded.and_then(|count| count.max),
                event.mediation.map(|mediation| export::mediation_move(mediation.step)),
                event.mediation.map(|mediation| export::word_of(mediation.by)),
                event.evidence.words(self.text),
                first,
                last,
                event.evidence.rule,
                event.when.and_then(|when| when.from).or(self.published).map(|day| day.to_string()),
            ])?;
        Ok(())
    }

    fn name(&self, party: &Party) -> String {
        party.actor.as_ref().map_or_else(|| party.span.of(self.text).to_owned(), |actor| actor.name.clone())
    }

    fn first_span(&self, spans: &[Span]) -> [u32; 2] {
        spans.first().map_or([0, 0], |&span| self.points.span(span))
    }
}

fn codes(parties: &[Party]) -> String {
    let codes: Vec<String> =
        parties.iter().filter_map(|party| party.actor.as_ref()).map(|actor| actor.code()).collect();
    codes.join(" ")
}

fn numbers(ids: &[StatementId]) -> String {
    let numbers: Vec<String> = ids.iter().map(|id| (id.0 + 1).to_string()).collect();
    numbers.join(" ")
}

/// FNV-1a, 64 bits: tells an altered text from the one that was read; it is no defence against an adversary who alters both.
pub(crate) fn text_hash(text: &str) -> String {
    format!("{:016x}", fold(SEED, text.as_bytes()))
}

pub(crate) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One more step of FNV-1a.
pub(crate) fn fold(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
