//! `demarche verify`: every stored text against its hash, every row against its words.

use crate::batch::text_hash;
use crate::packed::unpack;
use crate::{Store, StoreError};

/// A row that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defect {
    /// The report.
    pub article: String,
    /// The row: `text`, `record`, `s3`, `e2`.
    pub row: String,
    /// What is wrong.
    pub message: String,
}

impl Store {
    /// Checks the whole store; hands each defect to `report` and gives the number of rows checked.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn verify(&self, mut report: impl FnMut(Defect)) -> Result<u64, StoreError> {
        self.check_file(&mut report)?;
        let mut checked = 0;
        let failed = |error| self.failed(error);
        let mut articles = self
            .connection
            .prepare("SELECT a.number, a.id, a.text, a.text_hash, r.json FROM article a LEFT JOIN record r ON r.article = a.number ORDER BY a.number")
            .map_err(failed)?;
        let mut rows = articles.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            let (number, id): (i64, String) = (row.get(0).map_err(failed)?, row.get(1).map_err(failed)?);
            let (text, hash): (String, String) = (row.get(2).map_err(failed)?, row.get(3).map_err(failed)?);
            let record: Option<Vec<u8>> = row.get(4).map_err(failed)?;
            let mut wrong = |row: &str, message: &str| {
                report(Defect { article: id.clone(), row: row.to_owned(), message: message.to_owned() });
            };
            checked += 1;
            if text_hash(&text) != hash {
                wrong("text", "the text is not the one that was read");
            }
            match record.map(|packed| unpack(&packed)) {
                Some(Ok(json)) if json.ends_with('\n') => {}
                _ => wrong("record", "the record is missing or cannot be unpacked"),
            }
            let characters: Vec<char> = text.chars().collect();
            checked += self.check_rows(number, &characters, "statement", &mut wrong).map_err(failed)?;
            checked += self.check_rows(number, &characters, "event", &mut wrong).map_err(failed)?;
            checked += self.check_answers(number, &characters, &mut wrong).map_err(failed)?;
        }
        Ok(checked)
    }

    /// What SQLite itself finds.
    fn check_file(&self, report: &mut impl FnMut(Defect)) -> Result<(), StoreError> {
        let answer: String = self
            .connection
            .query_row("PRAGMA quick_check", [], |row| row.get(0))
            .map_err(|error| self.failed(error))?;
        if answer != "ok" {
            report(Defect { article: String::new(), row: "file".to_owned(), message: answer });
        }
        let mut torn = self.connection.prepare("PRAGMA foreign_key_check").map_err(|error| self.failed(error))?;
        let mut rows = torn.query([]).map_err(|error| self.failed(error))?;
        while let Some(row) = rows.next().map_err(|error| self.failed(error))? {
            let read =
                || -> rusqlite::Result<(String, Option<i64>, String)> { Ok((row.get(0)?, row.get(1)?, row.get(2)?)) };
            let (table, number, of) = read().map_err(|error| self.failed(error))?;
            let number = number.map_or(String::new(), |number| format!(" {number}"));
            let message = format!("row{number} of {table} points to a row of {of} that is not there");
            report(Defect { article: String::new(), row: "file".to_owned(), message });
        }
        Ok(())
    }

    /// The words that a kept answer shows first are those of the report.
    fn check_answers(&self, article: i64, text: &[char], wrong: &mut impl FnMut(&str, &str)) -> rusqlite::Result<u64> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, id, json_extract(json, '$.evidence.span[0]'), json_extract(json, '$.evidence.span[1]'), json_extract(json, '$.evidence.text')
             FROM answer WHERE article = ?1 AND json_extract(json, '$.evidence.span') IS NOT NULL",
        )?;
        let mut rows = statement.query([article])?;
        let mut checked = 0;
        while let Some(row) = rows.next()? {
            let (kind, id, first, last): (String, i64, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            let words: String = row.get(4)?;
            checked += 1;
            let found: Option<String> = text.get(first as usize..last as usize).map(|found| found.iter().collect());
            if found.is_none_or(|found| !words.starts_with(&found)) {
                wrong(
                    &format!("{kind} {}", id & 0xFF_FFFF_FFFF),
                    "the words of the evidence are not those of the text",
                );
            }
        }
        Ok(checked)
    }

    /// Every row's span lies in the text, and the words of an event's evidence are the text's.
    fn check_rows(
        &self,
        article: i64,
        text: &[char],
        table: &str,
        wrong: &mut impl FnMut(&str, &str),
    ) -> rusqlite::Result<u64> {
        let words = if table == "event" { "evidence" } else { "''" };
        let sql = format!("SELECT number, first, last, {words} FROM {table} WHERE article = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([article])?;
        let mut checked = 0;
        while let Some(row) = rows.next()? {
            let (number, first, last): (i64, u32, u32) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let words: String = row.get(3)?;
            let name = format!("{}{number}", &table[..1]);
            checked += 1;
            match text.get(first as usize..last as usize) {
                Some(found) if !found.is_empty() => {
                    let found: String = found.iter().collect();
                    if !words.starts_with(&found) && !words.is_empty() {
                        wrong(&name, "the words of the evidence are not those of the text");
                    }
                }
                _ => wrong(&name, "the span lies outside the text"),
            }
        }
        Ok(checked)
    }
}
