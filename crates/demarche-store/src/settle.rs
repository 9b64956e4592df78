//! Keeping what was found across reports: rows in, and only those that differ from what is kept are written, in one transaction.
//!
//! When ten reports come to a store of a thousand, the event that "Verania bombed the dam at Tolm" gains a telling and its row is written anew; the rows of
//! the other events stay untouched. A store that is cut off in between is as it was before, and says that it has to be settled.

use crate::batch::fold;
use crate::{Coder, Store, StoreError};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params, params_from_iter};
use smol_str::SmolStr;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;

/// Rows of a kind have ids of their own: so many bits for the number within the kind.
const NUMBER_BITS: u32 = 52;
/// Rows of a report have numbers of their own: so many bits for the number within the report.
pub const REPORT_BITS: u32 = 20;
/// Numbers of names have so many bits.
const NAME_BITS: u32 = 48;

/// Somebody whom a row names; empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Name {
    /// Neutral name.
    pub name: SmolStr,
    /// Id in the list of actors.
    pub actor: SmolStr,
    /// Country and sector.
    pub code: SmolStr,
    /// ISO 3166-1 alpha-3.
    pub country: SmolStr,
    /// PLOVER.
    pub sector: SmolStr,
}

/// A row of `demarche-answers/1` with what it is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Number within its kind.
    pub number: u64,
    /// Number of its event.
    pub event: Option<u64>,
    /// First and last day.
    pub days: Option<(SmolStr, SmolStr)>,
    /// Position, state, stance.
    pub status: Option<SmolStr>,
    /// Independent origins of its event.
    pub origins: Option<u32>,
    /// Its status, and occurrence, stance and `disputed` of its event.
    pub marks: Vec<SmolStr>,
    /// Number of the first report whose words it shows.
    pub article: Option<i64>,
    /// First and last publication of what it rests on.
    pub published: Option<(SmolStr, SmolStr)>,
    /// Whom it names.
    pub parties: Vec<Name>,
    /// What of it is somebody's own line.
    pub own: Option<OwnClaim>,
    /// Whether its first party takes a position that a brief tells.
    pub takes_position: bool,
    /// As it is printed.
    pub json: String,
}

/// What somebody says himself, without the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnClaim {
    /// Id in the list of actors.
    pub speaker: SmolStr,
    /// The day it was said, else published; ISO.
    pub day: SmolStr,
    /// Position.
    pub position: SmolStr,
    /// Outlet.
    pub outlet: Option<SmolStr>,
    /// Tells its words from others.
    pub words: u64,
}

/// The tables that hold what was found, with their columns; the first so many are the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    name: &'static str,
    columns: &'static [&'static str],
    keys: usize,
}

impl Table {
    /// What a report is to others.
    pub const KINSHIP: Self = Self {
        name: "kinship",
        columns: &["article", "story", "copy_of", "copy_whole", "copy_shared", "outlet"],
        keys: 1,
    };
    /// Events.
    pub const EVENT: Self = Self {
        name: "crisis_event",
        columns: &[
            "number",
            "what",
            "lane",
            "plover",
            "mode",
            "cameo",
            "intensity",
            "day_from",
            "day_to",
            "place",
            "place_country",
            "lat",
            "lon",
            "geonames",
            "place_precision",
            "occurrence",
            "stance",
            "disputed",
            "tellings",
            "outlets",
            "origins",
            "published_first",
            "published_last",
        ],
        keys: 1,
    };
    /// Parties of events.
    pub const PARTY: Self = Self {
        name: "crisis_party",
        columns: &["event", "role", "place", "name", "actor", "code", "country", "sector", "kind"],
        keys: 3,
    };
    /// Tellings of events.
    pub const TELLING: Self = Self { name: "telling", columns: &["event", "article", "number"], keys: 3 };
    /// Origins of events.
    pub const ORIGIN: Self = Self { name: "origin", columns: &["event", "name", "article", "kind"], keys: 3 };
    /// Who is at war when.
    pub const SIDE: Self =
        Self { name: "side", columns: &["stretch", "country", "attacks", "is_attacked", "at_war"], keys: 2 };
    /// Attributions that were dropped.
    pub const HEDGE_LOST: Self = Self { name: "hedge_lost", columns: &["article", "origin", "statement"], keys: 3 };
}

/// A kind of row, for the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shelf<'a> {
    /// Its number among the kinds.
    pub index: usize,
    /// Its name.
    pub name: &'a str,
    /// Whether its rows belong to reports ([`Answer::number`] is the report's, shifted by [`REPORT_BITS`], and one within it), or each to itself.
    pub by_report: bool,
}

/// How many rows a settling wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// New, or another content.
    pub put: usize,
    /// No longer there.
    pub removed: usize,
}

/// A transaction that brings what was found up to date. Dropped without [`finish`](Settling::finish), it leaves no trace.
#[derive(Debug)]
pub struct Settling<'a> {
    pub(crate) path: PathBuf,
    pub(crate) transaction: Transaction<'a>,
    parties: HashMap<Name, i64>,
    /// The numbers of all names.
    numbers: HashSet<i64>,
    written: Written,
}

impl Store {
    /// Whether what is kept is what these algorithms find in the reports.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_settled(&self, form: &str) -> Result<bool, StoreError> {
        self.connection
            .query_row("SELECT fresh AND form = ?1 FROM settled", [form], |row| row.get(0))
            .map_err(|error| self.failed(error))
    }

    /// Whether what is kept was found by these algorithms, though reports may have come since.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn is_settled_by(&self, form: &str) -> Result<bool, StoreError> {
        self.connection
            .query_row("SELECT form = ?1 FROM settled", [form], |row| row.get(0))
            .map_err(|error| self.failed(error))
    }

    /// Begins to settle.
    ///
    /// # Errors
    /// Another process is writing and does not finish.
    pub fn settling(&mut self) -> Result<Settling<'_>, StoreError> {
        let path = self.path.clone();
        let failed = |error| StoreError::from_sqlite(&path, error);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed)?;
        let parties = parties(&transaction).map_err(failed)?;
        let numbers = parties.values().copied().collect();
        Ok(Settling { path: path.clone(), transaction, parties, numbers, written: Written::default() })
    }
}

fn parties(transaction: &Transaction<'_>) -> rusqlite::Result<HashMap<Name, i64>> {
    let mut statement = transaction.prepare("SELECT number, name, actor, code, country, sector FROM party")?;
    let rows = statement.query_map([], |row| {
        let name = Name {
            name: text(row, 1)?,
            actor: text(row, 2)?,
            code: text(row, 3)?,
            country: text(row, 4)?,
            sector: text(row, 5)?,
        };
        Ok((name, row.get(0)?))
    })?;
    rows.collect()
}

/// A short text of a row.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<SmolStr> {
    Ok(row.get_ref(column)?.as_str()?.into())
}

impl Settling<'_> {
    /// Makes a table hold these rows and no others, and gives those that were not there or are no more. Each row has the table's columns in their order; a
    /// key stands in one row.
    ///
    /// # Errors
    /// What SQLite says: a full disk, a file that may not be written.
    pub fn keep(&mut self, table: Table, rows: Vec<Vec<Value>>) -> Result<Vec<Vec<Value>>, StoreError> {
        self.try_keep(table, None, rows).map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// Makes a table hold these rows and no others of those whose first column is one of `owners`; the others stay as they are.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_of(&mut self, table: Table, owners: &BTreeSet<i64>, rows: Vec<Vec<Value>>) -> Result<(), StoreError> {
        let kept = self.try_keep(table, Some(owners), rows);
        kept.map(|_| ()).map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// Makes a kind hold these rows and no others; with `owners` only of these reports or of these rows, and the others stay as they are. The rows come in
    /// the order of their numbers.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_answers(
        &mut self,
        shelf: Shelf<'_>,
        owners: Option<&BTreeSet<u64>>,
        rows: &[Answer],
    ) -> Result<(), StoreError> {
        self.try_keep_answers(shelf, owners, rows).map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// What was taken from whom, as the last settling found it: the copy, its source, and the numbers of the source's statements whose attribution it drops.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn copies(&self) -> Result<BTreeMap<(i64, i64), Vec<i64>>, StoreError> {
        let read = || -> rusqlite::Result<BTreeMap<(i64, i64), Vec<i64>>> {
            let mut copies = BTreeMap::new();
            let mut statement =
                self.transaction.prepare("SELECT article, copy_of FROM kinship WHERE copy_of IS NOT NULL")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                copies.insert((row.get(0)?, row.get(1)?), Vec::new());
            }
            let mut statement =
                self.transaction.prepare("SELECT article, origin, statement FROM hedge_lost ORDER BY 1, 2, 3")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                copies.entry((row.get(0)?, row.get(1)?)).or_default().push(row.get(2)?);
            }
            Ok(copies)
        };
        read().map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// How the events stand that are kept: number, independent origins, and occurrence, stance and `disputed`.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn standings(&self) -> Result<Vec<(u64, u32, Vec<SmolStr>)>, StoreError> {
        let read = || -> rusqlite::Result<Vec<(u64, u32, Vec<SmolStr>)>> {
            let mut statement =
                self.transaction.prepare("SELECT number, origins, occurrence, stance, disputed FROM crisis_event")?;
            let rows = statement.query_map([], |row| {
                let marks = [row.get_ref(2)?.as_str_or_null()?, row.get_ref(3)?.as_str_or_null()?];
                let disputed = row.get::<_, bool>(4)?.then_some("disputed");
                let marks = marks.into_iter().flatten().chain(disputed).map(SmolStr::new).collect();
                Ok((row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?, marks))
            })?;
            rows.collect()
        };
        read().map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// Drops the rows of kinds that the program does not know.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn keep_kinds(&mut self, kinds: usize) -> Result<(), StoreError> {
        let from = first_id(kinds);
        self.transaction
            .execute("DELETE FROM answer_party WHERE answer >= ?1", [from])
            .and_then(|_| self.transaction.execute("DELETE FROM own_claim WHERE answer >= ?1", [from]))
            .and_then(|_| self.transaction.execute("DELETE FROM taken_position WHERE answer >= ?1", [from]))
            .and_then(|_| self.transaction.execute("DELETE FROM answer WHERE id >= ?1", [from]))
            .map(|_| ())
            .map_err(|error| StoreError::from_sqlite(&self.path, error))
    }

    /// Makes all that was kept last, and says by what and when it was found.
    ///
    /// # Errors
    /// What SQLite says; then the store is as it was before.
    pub fn finish(self, form: &str, coder: &Coder, now: &str) -> Result<Written, StoreError> {
        let failed = |error| StoreError::from_sqlite(&self.path, error);
        let coder = crate::batch::coder_number(&self.transaction, coder).map_err(failed)?;
        self.transaction
            .execute("UPDATE settled SET fresh = 1, form = ?1, coder = ?2, settled = ?3", params![form, coder, now])
            .map_err(failed)?;
        let written = self.written;
        self.transaction.commit().map_err(failed)?;
        Ok(written)
    }

    fn try_keep(
        &mut self,
        table: Table,
        owners: Option<&BTreeSet<i64>>,
        mut rows: Vec<Vec<Value>>,
    ) -> rusqlite::Result<Vec<Vec<Value>>> {
        let Table { name, columns, keys } = table;
        let by_key = |a: &[Value], b: &[Value]| {
            a.iter()
                .zip(b)
                .take(keys)
                .map(|(a, b)| compare(a, b))
                .find(|order| order.is_ne())
                .unwrap_or(Ordering::Equal)
        };
        rows.sort_by(|a, b| by_key(a, b));
        let list = columns.join(", ");
        let key = &columns[..keys];
        let (mut gone, mut differing, mut changed) = (Vec::new(), Vec::new(), vec![true; rows.len()]);
        {
            let of = if owners.is_some() { format!("WHERE {} = ?1", key[0]) } else { String::new() };
            let mut statement =
                self.transaction.prepare(&format!("SELECT {list} FROM {name} {of} ORDER BY {}", key.join(", ")))?;
            let mut next = 0;
            let owners: Vec<Option<i64>> =
                owners.map_or(vec![None], |owners| owners.iter().copied().map(Some).collect());
            for owner in owners {
                let mut kept = statement.query(params_from_iter(owner))?;
                while let Some(row) = kept.next()? {
                    let old: Vec<Value> = (0..columns.len()).map(|column| row.get(column)).collect::<Result<_, _>>()?;
                    while rows.get(next).is_some_and(|new| by_key(new, &old).is_lt()) {
                        next += 1;
                    }
                    match rows.get(next) {
                        Some(new) if by_key(new, &old).is_eq() => {
                            changed[next] = *new != old;
                            if changed[next] {
                                differing.push(old);
                            }
                        }
                        _ => gone.push(old),
                    }
                }
            }
        }
        let condition: Vec<String> = key.iter().map(|column| format!("{column} = ?")).collect();
        let mut delete =
            self.transaction.prepare_cached(&format!("DELETE FROM {name} WHERE {}", condition.join(" AND ")))?;
        for row in &gone {
            delete.execute(params_from_iter(&row[..keys]))?;
        }
        let marks = vec!["?"; columns.len()].join(", ");
        let mut put =
            self.transaction.prepare_cached(&format!("INSERT OR REPLACE INTO {name} ({list}) VALUES ({marks})"))?;
        for (row, _) in rows.iter().zip(&changed).filter(|(_, changed)| **changed) {
            put.execute(params_from_iter(row))?;
            self.written.put += 1;
        }
        self.written.removed += gone.len();
        differing.append(&mut gone);
        differing.extend(rows.into_iter().zip(changed).filter(|(_, changed)| *changed).map(|(row, _)| row));
        Ok(differing)
    }

    fn try_keep_answers(
        &mut self,
        Shelf { index, name, by_report }: Shelf<'_>,
        owners: Option<&BTreeSet<u64>>,
        rows: &[Answer],
    ) -> rusqlite::Result<()> {
        let from = first_id(index);
        let bits = if by_report { REPORT_BITS } else { 0 };
        let range = |owner: u64| {
            let first = |owner: u64| from + i64::try_from(owner << bits).unwrap_or(0);
            [first(owner), first(owner + 1)]
        };
        let ranges =
            owners.map_or(vec![[from, first_id(index + 1)]], |owners| owners.iter().copied().map(range).collect());
        let mut kept: HashMap<i64, i64> = HashMap::new();
        {
            let mut statement =
                self.transaction.prepare_cached("SELECT id, hash FROM answer WHERE id >= ?1 AND id < ?2")?;
            for range in ranges {
                let mut found = statement.query(range)?;
                while let Some(row) = found.next()? {
                    kept.insert(row.get(0)?, row.get(1)?);
                }
            }
        }
        for row in rows {
            let id = from + i64::try_from(row.number).unwrap_or(0);
            let hash = hash(row);
            match kept.remove(&id) {
                Some(old) if old == hash => continue,
                Some(_) => self.remove_answer(id)?,
                None => {}
            }
            self.put_answer(id, name, hash, row)?;
            self.written.put += 1;
        }
        let mut gone: Vec<i64> = kept.into_keys().collect();
        gone.sort_unstable();
        self.written.removed += gone.len();
        gone.into_iter().try_for_each(|id| self.remove_answer(id))
    }

    fn remove_answer(&self, id: i64) -> rusqlite::Result<()> {
        self.transaction.prepare_cached("DELETE FROM answer_party WHERE answer = ?1")?.execute([id])?;
        self.transaction.prepare_cached("DELETE FROM own_claim WHERE answer = ?1")?.execute([id])?;
        self.transaction.prepare_cached("DELETE FROM taken_position WHERE answer = ?1")?.execute([id])?;
        self.transaction.prepare_cached("DELETE FROM answer WHERE id = ?1")?.execute([id])?;
        Ok(())
    }

    fn put_answer(&mut self, id: i64, kind: &str, hash: i64, row: &Answer) -> rusqlite::Result<()> {
        let event = row.event.and_then(|number| i64::try_from(number).ok());
        let marks = format!(" {} ", row.marks.join(" "));
        let (day, day_to) = row.days.as_ref().map_or(("~", None), |(from, to)| (from.as_str(), Some(to.as_str())));
        let (first, last) = row.published.as_ref().map(|(first, last)| (first.as_str(), last.as_str())).unzip();
        let status = row.status.as_deref();
        self.transaction
            .prepare_cached("INSERT INTO answer (id, kind, event, day, day_to, status, article, published_first, published_last, hash, json, origins, marks)
                             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)")?
            .execute(params![id, kind, event, day, day_to, status, row.article, first, last, hash, row.json, row.origins, marks])?;
        if let Some(OwnClaim { speaker, day, position, outlet, words }) = &row.own {
            self.transaction
                .prepare_cached("INSERT OR REPLACE INTO own_claim (answer, speaker, day, position, outlet, words) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute(params![id, &**speaker, &**day, &**position, outlet.as_deref(), words.cast_signed()])?;
        }
        for (place, name) in row.parties.iter().enumerate() {
            let party = self.party(name)?;
            if place == 0 && row.takes_position {
                self.transaction
                    .prepare_cached(
                        "INSERT OR REPLACE INTO taken_position (answer, party, position, day) VALUES (?1, ?2, ?3, ?4)",
                    )?
                    .execute(params![id, party, status.unwrap_or_default(), day])?;
            }
            self.transaction
                .prepare_cached("INSERT OR IGNORE INTO answer_party (answer, party) VALUES (?1, ?2)")?
                .execute([id, party])?;
        }
        Ok(())
    }

    fn party(&mut self, name: &Name) -> rusqlite::Result<i64> {
        if let Some(number) = self.parties.get(name) {
            return Ok(*number);
        }
        // The name says the number, so that stores of the same reports are the same; two names of one number are all but impossible.
        let mut number = name.number();
        while !self.numbers.insert(number) {
            number += 1;
        }
        self.transaction
            .prepare_cached(
                "INSERT INTO party (number, name, actor, code, country, sector) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![number, &*name.name, &*name.actor, &*name.code, &*name.country, &*name.sector])?;
        self.parties.insert(name.clone(), number);
        Ok(number)
    }
}

impl Name {
    fn number(&self) -> i64 {
        let parts = [&self.name, &self.actor, &self.code, &self.country, &self.sector];
        let hash = parts.into_iter().fold(crate::batch::SEED, |hash, part| fold(fold(hash, part.as_bytes()), &[0]));
        i64::try_from((hash ^ (hash >> NAME_BITS)) & ((1 << NAME_BITS) - 1)).unwrap_or(0)
    }
}

/// The least id of a kind.
pub(crate) fn first_id(kind: usize) -> i64 {
    i64::try_from(kind).unwrap_or(0) << NUMBER_BITS
}

/// The number of a kind among the kinds, by one of its rows.
pub(crate) fn kind_number(connection: &rusqlite::Connection, kind: &str) -> rusqlite::Result<Option<usize>> {
    let id: Option<i64> = connection
        .prepare_cached("SELECT id FROM answer WHERE kind = ?1 LIMIT 1")?
        .query_row([kind], |row| row.get(0))
        .optional()?;
    Ok(id.and_then(|id| usize::try_from(id >> NUMBER_BITS).ok()))
}

/// A hash of a row with all that it is found by.
fn hash(row: &Answer) -> i64 {
    // What is somebody's own line, and whether a position is taken, is told by the row.
    let Answer {
        number: _,
        own: _,
        takes_position: _,
        event,
        days,
        status,
        origins,
        marks,
        article,
        published,
        parties,
        json,
    } = row;
    let mut hash = Mixed(crate::batch::SEED);
    hash.text(json);
    for (from, to) in [days, published].into_iter().flatten() {
        hash.text(from);
        hash.text(to);
    }
    let known =
        [event.is_some(), days.is_some(), status.is_some(), origins.is_some(), article.is_some(), published.is_some()];
    hash.number(known.iter().fold(0, |bits, is_known| bits << 1 | u64::from(*is_known)));
    hash.number(event.unwrap_or(0));
    hash.number(u64::from(origins.unwrap_or(0)));
    hash.number(article.map_or(0, i64::unsigned_abs));
    hash.text(status.as_deref().unwrap_or_default());
    hash.number(marks.len() as u64);
    marks.iter().for_each(|mark| hash.text(mark));
    for Name { name, actor, code, country, sector } in parties {
        [name, actor, code, country, sector].into_iter().for_each(|part| hash.text(part));
    }
    i64::from_ne_bytes(hash.0.to_ne_bytes())
}

/// A hash that takes eight bytes at a step.
struct Mixed(u64);

impl Mixed {
    fn number(&mut self, number: u64) {
        // An odd number without pattern: the fraction of the golden ratio.
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn text(&mut self, text: &str) {
        let (parts, rest) = text.as_bytes().as_chunks::<8>();
        parts.iter().for_each(|part| self.number(u64::from_le_bytes(*part)));
        if !rest.is_empty() {
            let mut number = [0; 8];
            number.iter_mut().zip(rest).for_each(|(place, byte)| *place = *byte);
            self.number(u64::from_le_bytes(number));
        }
        self.number(text.len() as u64);
    }
}

/// The order in which SQLite sorts integers and texts.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Integer(_), _) => Ordering::Less,
        (_, Value::Integer(_)) => Ordering::Greater,
        _ => Ordering::Equal,
    }
}
