//! Asking for what was found across reports: rows of one kind, by day, those that match a filter.
//!
//! `claims` of Iran about Isfahan, of events that two independent origins tell, are found by the indexes on parties, days and events; what comes out is the row as it
//! is printed.

use crate::questions::{Filter, Query, like};
use crate::settle::{first_id, kind_number};
use crate::{Store, StoreError};
use rusqlite::{params, params_from_iter};

impl Store {
    /// The rows of a kind as they are printed, by day, those without a day last.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn answers(&self, kind: &str, filter: &Filter) -> Result<Vec<String>, StoreError> {
        let mut rows = Vec::new();
        self.each_answer(kind, filter, |row| {
            rows.push(row.to_owned());
            Ok::<(), StoreError>(())
        })?;
        Ok(rows)
    }

    /// Hands each of the rows that [`answers`](Store::answers) gives to `take`, as it is read.
    ///
    /// # Errors
    /// What SQLite says, or `take`.
    pub fn each_answer<E: From<StoreError>>(
        &self,
        kind: &str,
        filter: &Filter,
        mut take: impl FnMut(&str) -> Result<(), E>,
    ) -> Result<(), E> {
        let failed = |error| E::from(self.failed(error));
        let Some(number) = kind_number(&self.connection, kind).map_err(failed)? else { return Ok(()) };
        let mut query = Query::new("SELECT w.json FROM answer w WHERE w.kind = ?");
        query.values.push(kind.to_owned().into());
        query.answers(number, filter);
        query.end("w.day, w.id", filter);
        let mut statement = self.connection.prepare_cached(&query.sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(&query.values)).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            take(row.get_ref(0).and_then(|cell| Ok(cell.as_str()?)).map_err(failed)?)?;
        }
        Ok(())
    }

    /// Whether any row names an actor: by id, code, country or words of the name.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn has_actor(&self, actor: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM party WHERE actor = ?1 OR code = ?1 OR country = ?1 OR name LIKE ?2)
                   OR EXISTS (SELECT 1 FROM statement WHERE speaker LIKE ?2)";
        self.connection
            .query_row(sql, params![actor, like(actor)], |row| row.get(0))
            .map_err(|error| self.failed(error))
    }

    /// Whether any row or statement has a status.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn has_status(&self, status: &str) -> Result<bool, StoreError> {
        let sql = "SELECT EXISTS (SELECT 1 FROM answer WHERE instr(marks, ' ' || ?1 || ' ')) OR EXISTS (SELECT 1 FROM statement WHERE position = ?1)";
        self.connection.query_row(sql, [status], |row| row.get(0)).map_err(|error| self.failed(error))
    }
}

impl Query {
    /// Conditions on the day of `w`.
    pub(crate) fn of_days(&mut self, filter: &Filter) {
        if let Some(from) = &filter.from {
            self.and("w.day >= ? AND w.day <> '~'");
            self.values.push(from.clone().into());
        }
        if let Some(to) = &filter.to {
            self.and("w.day <= ?");
            self.values.push(to.clone().into());
        }
    }

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
        self.of_days(filter);
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
