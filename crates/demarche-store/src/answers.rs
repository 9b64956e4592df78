//! Asking for what was found across reports: rows of one kind, by day, those that match a filter.
//!
//! `claims` of Iran about Isfahan, of events that two independent origins tell, are found by the indexes on parties, days and events; what comes out is the row as it
//! is printed.

use crate::questions::{Filter, Query, like};
use crate::settle::{first_id, kind_number};
use crate::{Store, StoreError};

impl Store {
    /// The rows of a kind as they are printed, by day, those without a day last.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn answers(&self, kind: &str, filter: &Filter) -> Result<Vec<String>, StoreError> {
        let number = kind_number(&self.connection, kind).map_err(|error| self.failed(error))?;
        let Some(number) = number else { return Ok(Vec::new()) };
        let mut query = Query::new("SELECT w.json FROM answer w WHERE w.kind = ?");
        query.values.push(kind.to_owned().into());
        query.answers(number, filter);
        query.end("w.day, w.id", filter);
        self.rows(&query, |row| row.get(0))
    }
}

impl Query {
    /// Conditions on rows of a kind, which stand in `answer w`.
    pub(crate) fn answers(&mut self, kind: usize, filter: &Filter) {
        if let Some(event) = filter.event {
            self.and("w.event = ?");
            self.values.push(i64::try_from(event).unwrap_or(-1).into());
        }
        if let Some(actor) = &filter.actor {
            self.and(&format!(
                "w.id IN (SELECT answer FROM answer_party WHERE answer >= {} AND answer < {} AND party IN
                 (SELECT number FROM party WHERE actor = ? OR code = ? OR country = ? OR name LIKE ?))",
                first_id(kind),
                first_id(kind + 1)
            ));
            self.values.extend([actor.clone().into(), actor.clone().into(), actor.clone().into(), like(actor)]);
        }
        if let Some(from) = &filter.from {
            self.and("w.day >= ? AND w.day <> '~'");
            self.values.push(from.clone().into());
        }
        if let Some(to) = &filter.to {
            self.and("w.day <= ?");
            self.values.push(to.clone().into());
        }
        if let Some(status) = &filter.status {
            self.and("instr(w.marks, ' ' || ? || ' ')");
            self.values.push(status.clone().into());
        }
        if let Some(origins) = filter.origins {
            self.and("w.origins >= ?");
            self.values.push(i64::from(origins).into());
        }
        if let Some(about) = &filter.about {
            self.and("holds(w.json, ?)");
            self.values.push(about.clone().into());
        }
    }
}
