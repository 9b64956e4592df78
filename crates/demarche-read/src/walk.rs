//! Paths in, open files out, in the order given; folders in sorted order.
//!
//! `reports/` gives `reports/a.txt`, `reports/day-2/b.txt`, …: hidden files and README files are passed over, and linked folders, which
//! could lead in a circle.

use crate::ReadError;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// One input, open.
pub(crate) struct Source {
    /// The path as given (folder and name for a walked file), or `-`.
    pub(crate) origin: String,
    /// Its bytes.
    pub(crate) bytes: Box<dyn Read + Send>,
}

/// The files still to be read, the next one last.
pub(crate) struct Walk {
    waiting: Vec<PathBuf>,
}

impl Walk {
    pub(crate) fn new(mut paths: Vec<PathBuf>) -> Self {
        paths.reverse();
        Self { waiting: paths }
    }

    /// Puts a folder's entries in front of what waits.
    fn enter(&mut self, folder: &Path) -> io::Result<()> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let linked_folder = entry.file_type()?.is_symlink() && entry.path().is_dir();
            if !linked_folder && is_report(&entry.file_name().to_string_lossy()) {
                entries.push(entry.path());
            }
        }
        entries.sort();
        self.waiting.extend(entries.into_iter().rev());
        Ok(())
    }
}

/// Whether a file found in a folder is meant to be read.
fn is_report(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    !name.starts_with('.') && !stem.eq_ignore_ascii_case("readme")
}

impl Iterator for Walk {
    type Item = Result<Source, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(path) = self.waiting.pop() {
            let origin = path.to_string_lossy().into_owned();
            if origin == "-" {
                return Some(Ok(Source { origin, bytes: Box::new(io::stdin()) }));
            }
            if path.is_dir() {
                match self.enter(&path) {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(cannot_open(&origin, &error))),
                }
            }
            return Some(match File::open(&path) {
                Ok(file) => Ok(Source { origin, bytes: Box::new(file) }),
                Err(error) => Err(cannot_open(&origin, &error)),
            });
        }
        None
    }
}

fn cannot_open(origin: &str, error: &io::Error) -> ReadError {
    let message = match error.kind() {
        io::ErrorKind::NotFound => {
            "there is no such file or folder; expected a path, or - for standard input".to_owned()
        }
        io::ErrorKind::PermissionDenied => "not allowed to read it; check its permissions".to_owned(),
        _ => format!("cannot be opened: {error}"),
    };
    ReadError::new(origin, message)
}
