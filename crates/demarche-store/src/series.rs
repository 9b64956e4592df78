//! Asking for what sums and lines of positions are made of: narrow columns of events and claims, without the words that tell them.
//!
//! That "Verania bombed the dam at Tolm" is one event of a day with its parties, however many thousand words of forty outlets its row of the timeline holds; of
//! these a sum shows those of its first event, which are asked for by its number ([`Store::answer`]).

use crate::questions::{Filter, Query};
use crate::settle::{OwnClaim, REPORT_BITS, first_id, kind_number};
use crate::{Store, StoreError};
use rusqlite::{OptionalExtension, Row, params_from_iter};
use smol_str::SmolStr;
use std::collections::{BTreeMap, HashSet};

/// The kind of row that an event is.
const TIMELINE: &str = "timeline";

/// The kind of row that a report is.
const ARTICLES: &str = "articles";
/// The kind of row that a claim is.
const CLAIMS: &str = "claims";

/// An event, without its words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventRow {
    /// Its number: 12 is `v12`.
    pub number: u64,
    /// One neutral line.
    pub what: SmolStr,
    /// Its first day, ISO.
    pub day: Option<SmolStr>,
    /// Its last day, ISO.
    pub day_to: Option<SmolStr>,
    /// Where it happened.
    pub place: Option<SmolStr>,
    /// Type.
    pub plover: SmolStr,
    /// Code.
    pub cameo: Option<SmolStr>,
    /// On Goldstein's scale, by its type.
    pub intensity: f64,
    /// Whether it happened.
    pub occurrence: SmolStr,
    /// How firmly it is told.
    pub stance: SmolStr,
    /// Whether some tell what others deny.
    pub disputed: bool,
    /// How often it is told.
    pub tellings: u64,
    /// Independent voices that tell it.
    pub origins: u64,
    /// Who does it.
    pub actors: Vec<EventParty>,
    /// To whom.
    pub recipients: Vec<EventParty>,
}

/// A party to an event; empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventParty {
    /// Neutral name.
    pub name: SmolStr,
    /// Country and sector.
    pub code: SmolStr,
    /// ISO 3166-1 alpha-3.
    pub country: SmolStr,
    /// State, organisation, person, …
    pub kind: SmolStr,
}

impl Store {
    /// Asks several things of one moment of the store: who writes meanwhile waits, and the file is locked once.
    ///
    /// # Errors
    /// What SQLite says, or `ask`.
    pub fn at_once<T, E: From<StoreError>>(&self, ask: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        let begun = self.connection.unchecked_transaction().map_err(|error| self.failed(error))?;
        let answer = ask(self)?;
        begun.finish().map_err(|error| self.failed(error))?;
        Ok(answer)
    }

    /// The events of the timeline, in its order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn events(&self, filter: &Filter) -> Result<Vec<EventRow>, StoreError> {
        let read = || -> rusqlite::Result<Vec<EventRow>> {
            let Some(query) = self.of_timeline(
                "w.day, p.role = 'actor', p.name, p.code, p.country, p.kind, e.number, e.what, e.day_from, e.day_to, e.place, e.plover, e.cameo,
                 e.intensity, e.occurrence, e.stance, e.disputed, e.tellings, e.origins",
                "CROSS JOIN crisis_event e ON e.number = w.id - ?1 LEFT JOIN crisis_party p ON p.event = e.number",
                filter,
            )?
            else {
                return Ok(Vec::new());
            };
            let mut statement = self.connection.prepare_cached(&query.sql)?;
            let mut rows = statement.query(params_from_iter(&query.values))?;
            let mut events: Vec<(SmolStr, EventRow)> = Vec::new();
            while let Some(row) = rows.next()? {
                let number = row.get::<_, i64>(6)?.unsigned_abs();
                if events.last().is_none_or(|(_, event)| event.number != number) {
                    events.push((text(row, 0)?, event(number, row)?));
                }
                if let (Some((_, event)), Some(is_actor)) = (events.last_mut(), row.get::<_, Option<bool>>(1)?) {
                    let side = if is_actor { &mut event.actors } else { &mut event.recipients };
                    side.push(EventParty {
                        name: text(row, 2)?,
                        code: text(row, 3)?,
                        country: text(row, 4)?,
                        kind: text(row, 5)?,
                    });
                }
            }
            events.sort_by(|(a, one), (b, other)| a.cmp(b).then(one.number.cmp(&other.number)));
            Ok(events.into_iter().map(|(_, event)| event).collect())
        };
        read().map_err(|error| self.failed(error))
    }

    /// How many reports that tell any of the events were published on each day; rows of reports have to be kept.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn reports_by_day(&self, filter: &Filter) -> Result<BTreeMap<SmolStr, usize>, StoreError> {
        let read = || -> rusqlite::Result<BTreeMap<SmolStr, usize>> {
            let join = "CROSS JOIN telling t ON t.event = w.id - ?1";
            let Some(query) = self.of_timeline("t.article", join, filter)? else { return Ok(BTreeMap::new()) };
            let mut statement = self.connection.prepare_cached(&query.sql)?;
            let told: HashSet<i64> =
                statement.query_map(params_from_iter(&query.values), |row| row.get(0))?.collect::<Result<_, _>>()?;
            let mut days: BTreeMap<SmolStr, usize> = BTreeMap::new();
            let Some(kind) = kind_number(&self.connection, ARTICLES)? else { return Ok(days) };
            // Of the rows of reports, number and day stand in an index, while reports themselves are long.
            let mut statement = self.connection.prepare_cached("SELECT id, day FROM answer WHERE kind = 'articles'")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                if told.contains(&((row.get::<_, i64>(0)? - first_id(kind)) >> REPORT_BITS)) {
                    *days.entry(text(row, 1)?).or_default() += 1;
                }
            }
            Ok(days)
        };
        read().map_err(|error| self.failed(error))
    }

    /// What speakers say themselves, with the numbers of the claims; in no order.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn own_claims(&self, filter: &Filter) -> Result<Vec<(u64, OwnClaim)>, StoreError> {
        let read = || -> rusqlite::Result<Vec<(u64, OwnClaim)>> {
            let Some(kind) = kind_number(&self.connection, CLAIMS)? else { return Ok(Vec::new()) };
            let columns = "SELECT c.answer, c.speaker, c.day, c.position, c.outlet, c.words FROM";
            // Where all are asked for, nothing has to be known of the row itself.
            let of_rows = Filter { as_of: filter.as_of.clone(), limit: filter.limit, ..Filter::default() } != *filter;
            let mut query = if of_rows {
                let mut query = Query::new(&format!(
                    "{columns} own_claim c JOIN answer w ON w.id = c.answer WHERE w.kind = 'claims'"
                ));
                query.answers(kind, filter);
                query
            } else {
                Query::new(&format!("{columns} own_claim c"))
            };
            query.sql.push_str(" ORDER BY c.answer");
            let mut statement = self.connection.prepare_cached(&query.sql)?;
            let rows = statement.query_map(params_from_iter(&query.values), |row| {
                let outlet = row.get_ref(4)?.as_str_or_null()?.map(SmolStr::new);
                let own = OwnClaim {
                    speaker: text(row, 1)?,
                    day: text(row, 2)?,
                    position: text(row, 3)?,
                    outlet,
                    words: row.get::<_, i64>(5)?.cast_unsigned(),
                };
                Ok(((row.get::<_, i64>(0)? - first_id(kind)).unsigned_abs(), own))
            })?;
            rows.collect()
        };
        read().map_err(|error| self.failed(error))
    }

    /// Whether a country, by its code, makes any claim in its own words in the days of a filter.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn speaks(&self, country: &str, filter: &Filter) -> Result<bool, StoreError> {
        let read = || -> rusqlite::Result<bool> {
            let Some(kind) = kind_number(&self.connection, CLAIMS)? else { return Ok(false) };
            // From its names to its claims, so that the first that is found ends it.
            let mut query = Query::new(&format!(
                "SELECT 1 FROM party p CROSS JOIN answer_party n ON n.party = p.number AND n.answer >= {} AND n.answer < {}
                 CROSS JOIN answer w ON w.id = n.answer WHERE p.country = ?1
                 AND json_extract(w.json, '$.party.country') = ?1 AND json_extract(w.json, '$.word') = 'own-mouth'",
                first_id(kind),
                first_id(kind + 1)
            ));
            query.values.push(country.to_owned().into());
            query.answers(kind, &Filter { from: filter.from.clone(), to: filter.to.clone(), ..Filter::default() });
            query.sql.push_str(" LIMIT 1");
            self.connection.prepare_cached(&query.sql)?.exists(params_from_iter(&query.values))
        };
        read().map_err(|error| self.failed(error))
    }

    /// The row of a kind with a number, as it is printed: of the timeline, that of an event.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn answer(&self, kind: &str, number: u64) -> Result<Option<String>, StoreError> {
        let read = || -> rusqlite::Result<Option<String>> {
            let (Some(kind), Ok(number)) = (kind_number(&self.connection, kind)?, i64::try_from(number)) else {
                return Ok(None);
            };
            let mut statement = self.connection.prepare_cached("SELECT json FROM answer WHERE id = ?1")?;
            statement.query_row([first_id(kind) + number], |row| row.get(0)).optional()
        };
        read().map_err(|error| self.failed(error))
    }

    /// What is asked of the events of the timeline, over tables joined by their number, which is `w.id - ?1`; nothing where there is no event. In no order.
    fn of_timeline(&self, columns: &str, join: &str, filter: &Filter) -> rusqlite::Result<Option<Query>> {
        let Some(kind) = kind_number(&self.connection, TIMELINE)? else { return Ok(None) };
        let mut query = Query::new(&format!("SELECT {columns} FROM answer w {join} WHERE w.kind = 'timeline'"));
        query.values.push(first_id(kind).into());
        query.answers(kind, filter);
        Ok(Some(query))
    }
}

fn event(number: u64, row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let or_none = |text: SmolStr| Some(text).filter(|text| !text.is_empty());
    Ok(EventRow {
        number,
        what: text(row, 7)?,
        day: or_none(text(row, 8)?),
        day_to: or_none(text(row, 9)?),
        place: or_none(text(row, 10)?),
        plover: text(row, 11)?,
        cameo: or_none(text(row, 12)?),
        intensity: row.get::<_, Option<f64>>(13)?.unwrap_or_default(),
        occurrence: text(row, 14)?,
        stance: text(row, 15)?,
        disputed: row.get(16)?,
        tellings: row.get::<_, i64>(17)?.unsigned_abs(),
        origins: row.get::<_, i64>(18)?.unsigned_abs(),
        actors: Vec::new(),
        recipients: Vec::new(),
    })
}

/// A short text of a row, empty where there is none.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<SmolStr> {
    Ok(row.get_ref(column)?.as_str_or_null()?.unwrap_or_default().into())
}
