//! Reading a TSV: a header line, then rows of as many cells; errors name file, line and column.
//!
//! A row of `en/cues.tsv`: `en.note⇥note⇥that-clause⇥…⇥Mr. Lavrov [noted] that …`.

use std::borrow::Cow;
use std::collections::BTreeMap;
use unicode_normalization::is_nfc;

/// A malformed word list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("data/{file}:{line}: {message}")]
pub struct LexiconError {
    /// Path under the data folder.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong and what was expected.
    pub message: String,
}

/// The texts of all lists by path under the data folder; overlay files of the same path come after the embedded ones.
#[derive(Debug, Clone, Default)]
pub struct Files {
    texts: BTreeMap<String, Vec<Cow<'static, str>>>,
}

impl Files {
    /// The embedded lists.
    pub fn embedded() -> Self {
        let texts = crate::FILES.iter().map(|&(path, text)| (path.to_owned(), vec![Cow::Borrowed(text)])).collect();
        Self { texts }
    }

    /// Adds a user's files.
    pub fn overlay(&mut self, files: Vec<(String, String)>) {
        for (path, text) in files {
            self.texts.entry(path).or_default().push(Cow::Owned(text));
        }
    }

    /// The tables at one path: the embedded one first, then overlays.
    ///
    /// # Errors
    /// The first malformed line.
    pub fn tables<'a>(&'a self, path: &'a str) -> Result<Vec<Table<'a>>, LexiconError> {
        self.texts.get(path).into_iter().flatten().map(|text| Table::parse(path, text)).collect()
    }

    /// The tables of every list whose path starts with `folder`, by path.
    ///
    /// # Errors
    /// The first malformed line.
    pub fn tables_under<'a>(&'a self, folder: &'a str) -> Result<Vec<Table<'a>>, LexiconError> {
        let mut tables = Vec::new();
        for (path, texts) in self.texts.range(folder.to_owned()..) {
            if !path.starts_with(folder) {
                break;
            }
            for text in texts {
                tables.push(Table::parse(path, text)?);
            }
        }
        Ok(tables)
    }
}

/// One list.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// Path under the data folder.
    pub file: &'a str,
    columns: Vec<&'a str>,
    lines: Vec<(usize, &'a str)>,
}

impl<'a> Table<'a> {
    /// Reads a list.
    ///
    /// # Errors
    /// No header, or a line with another number of cells than the header.
    pub fn parse(file: &'a str, text: &'a str) -> Result<Self, LexiconError> {
        let fail = |line, message: String| LexiconError { file: file.to_owned(), line, message };
        let mut lines = text.lines().enumerate().map(|(i, line)| (i + 1, line));
        let columns: Vec<&str> = match lines.next() {
            Some((_, header)) if !header.is_empty() => header.split('\t').collect(),
            _ => return Err(fail(1, "no header line; expected column names between tabs".to_owned())),
        };
        let lines: Vec<_> = lines.filter(|(_, line)| !line.is_empty()).collect();
        for &(number, line) in &lines {
            let cells = line.split('\t').count();
            if cells != columns.len() {
                return Err(fail(number, format!("{cells} cells; the header has {}", columns.len())));
            }
        }
        Ok(Self { file, columns, lines })
    }

    /// Column names.
    pub fn columns(&self) -> &[&'a str] {
        &self.columns
    }

    /// The position of a column.
    ///
    /// # Errors
    /// There is no such column.
    pub fn column(&self, name: &str) -> Result<usize, LexiconError> {
        self.columns.iter().position(|&column| column == name).ok_or_else(|| LexiconError {
            file: self.file.to_owned(),
            line: 1,
            message: format!("no column {name:?}; the header has {}", self.columns.join(", ")),
        })
    }

    /// The positions of several columns.
    ///
    /// # Errors
    /// One of them is missing.
    pub fn positions<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], LexiconError> {
        let mut found = [0; N];
        for (place, name) in found.iter_mut().zip(names) {
            *place = self.column(name)?;
        }
        Ok(found)
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'a>> + '_ {
        self.lines.iter().map(|&(line, text)| Row { file: self.file, line, cells: text.split('\t').collect() })
    }
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row<'a> {
    /// Path under the data folder.
    pub file: &'a str,
    /// Line, from 1.
    pub line: usize,
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell in a column (a position that [`Table::column`] gave).
    pub fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    /// The values of a cell that lists several, separated by `|`.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &'a str> + use<'a> {
        self.cell(column).split('|').filter(|value| !value.is_empty())
    }

    /// All cells, a blank between them: for a look at the words of a row.
    pub fn text(&self) -> String {
        self.cells.join(" ")
    }

    /// An error at this row.
    pub fn error(&self, message: impl Into<String>) -> LexiconError {
        LexiconError { file: self.file.to_owned(), line: self.line, message: message.into() }
    }
}

/// What holds for every list: ids unique and sorted, no stray blanks, NFC, an origin in each row.
pub(crate) fn check(files: &Files) -> Vec<LexiconError> {
    let mut defects = Vec::new();
    for path in files.texts.keys() {
        match files.tables(path) {
            Ok(tables) => tables.iter().for_each(|table| check_table(table, &mut defects)),
            Err(error) => defects.push(error),
        }
    }
    defects
}

fn check_table(table: &Table<'_>, defects: &mut Vec<LexiconError>) {
    let origin = table.column("origin").ok();
    if origin.is_none() {
        defects.push(LexiconError {
            file: table.file.to_owned(),
            line: 1,
            message: "no column \"origin\": each row says where its fact is from".to_owned(),
        });
    }
    let mut last: Option<&str> = None;
    for row in table.rows() {
        if last.is_some_and(|last| last >= row.cell(0)) {
            let id = row.cell(0);
            defects.push(
                row.error(format!("{id:?} stands after {:?}: ids are unique and sorted", last.unwrap_or_default())),
            );
        }
        last = Some(row.cell(0));
        for cell in &row.cells {
            if cell.trim() != *cell || cell.contains("  ") {
                defects.push(row.error(format!("stray blanks in {cell:?}")));
            }
            if !is_nfc(cell) {
                defects.push(row.error(format!("{cell:?} is not in Unicode normal form C")));
            }
        }
        if origin.is_some_and(|origin| row.cell(origin).is_empty()) {
            defects.push(row.error("no origin"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_found_by_column_name() {
        let table = Table::parse("en/cues.tsv", "id\tcue\nen.note\tnote|noted\n").expect("two columns, one row");
        let cue = table.column("cue").expect("the header has it");
        let row = table.rows().next().expect("one row");
        assert_eq!(row.list(cue).collect::<Vec<_>>(), ["note", "noted"]);
    }

    #[test]
    fn a_short_row_is_named_by_its_line() {
        let error = Table::parse("en/cues.tsv", "id\tcue\nen.note\n").expect_err("one cell is missing");
        assert_eq!(error.to_string(), "data/en/cues.tsv:2: 1 cells; the header has 2");
    }
}
