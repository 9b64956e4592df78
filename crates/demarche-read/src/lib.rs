//! Files, folders and standard input in; [`RawDocument`]s out, one at a time, in input order.
//!
//! `open(["reports/", "more.jsonl", "-"], …)` walks the folder in sorted order, streams the lines of the JSON Lines file without ever
//! holding more than one of them, and takes standard input for whichever it is. What cannot be read is an item of its own, a
//! [`ReadError`] that names the file, the line and the way out; reading goes on behind it. Nothing is cleaned here: the body is what
//! the container holds, decoded.
//!
//! One file a format: [`text`], [`json_lines`]; [`mod@format`] tells them apart, [`decode`] finds the encoding, [`walk`] the files,
//! [`day`] the declared publication day.

mod day;
mod decode;
mod format;
mod json_lines;
mod text;
mod walk;

use demarche_model::{Date, RawDocument};
use std::path::PathBuf;

pub use day::parse_days;

/// How to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// Publication days of reports whose container declares none (`--published`).
    pub published: Option<(Date, Date)>,
    /// Bytes of text that are read of one report; what follows is left out, with a note. No report is longer than the default,
    /// 1 MiB (170,000 words).
    pub text_limit: usize,
    /// Bytes of one line of JSON Lines; a longer line is an error item.
    pub line_limit: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self { published: None, text_limit: 1 << 20, line_limit: 64 << 20 }
    }
}

/// Something that could not be read; the run goes on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ReadError {
    /// The path as given, or `-`.
    pub origin: String,
    /// Line, from 1.
    pub line: Option<u64>,
    /// What is wrong, what was expected, and the way out.
    pub message: String,
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.origin, self.message),
            None => write!(out, "{}: {}", self.origin, self.message),
        }
    }
}

impl ReadError {
    fn new(origin: &str, message: impl Into<String>) -> Self {
        Self { origin: origin.to_owned(), line: None, message: message.into() }
    }

    fn at(origin: &str, line: u64, message: impl Into<String>) -> Self {
        Self { origin: origin.to_owned(), line: Some(line), message: message.into() }
    }
}

/// One report, or why there is none.
pub type Item = Result<RawDocument, ReadError>;

/// The documents of one input.
type Documents = Box<dyn Iterator<Item = Item> + Send>;

/// The reports of files, folders (walked in sorted order; hidden files, README files and linked folders passed over) and `-`
/// (standard input), lazily.
pub fn open(paths: Vec<PathBuf>, options: ReadOptions) -> Reader {
    Reader { files: walk::Walk::new(paths), current: None, options }
}

/// Iterator over the reports of all inputs; made by [`open`].
pub struct Reader {
    files: walk::Walk,
    current: Option<Documents>,
    options: ReadOptions,
}

impl Iterator for Reader {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(documents) = &mut self.current {
                match documents.next() {
                    Some(item) => return Some(item.map(|document| self.declare(document))),
                    None => self.current = None,
                }
            }
            match self.files.next()? {
                Ok(file) => self.current = Some(format::documents(file, self.options)),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl Reader {
    /// The command line's publication day, for a report whose container declares none.
    fn declare(&self, mut document: RawDocument) -> RawDocument {
        document.declared.published = document.declared.published.or(self.options.published);
        document
    }
}
