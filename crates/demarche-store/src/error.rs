//! What can go wrong with a store, said once, with the way out.

use std::path::PathBuf;

/// A failure of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not there.
    #[error("{}: there is no such store; `demarche ingest PATH… --store {}` makes one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{}: this is no demarche store; `--store` wants a file that `demarche ingest` made", .0.display())]
    NotAStore(PathBuf),
    /// The file was made by a later program.
    #[error("{}: the store has schema {found}, this program knows {known}; use a later demarche", .path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// Ours.
        known: i64,
    },
    /// Another process is writing.
    #[error("{}: another process is writing to this store; try again when it has finished", .0.display())]
    Busy(PathBuf),
    /// The file or its folder may not be written.
    #[error("{}: this store may not be written: check the rights of the file and its folder", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("{}: the disk is full; what was committed before is kept", .0.display())]
    Full(PathBuf),
    /// Anything else that SQLite says.
    #[error("{}: {error}", .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What it says.
        error: rusqlite::Error,
    },
    /// A stored value that cannot be read back.
    #[error("{}: {what}; run `demarche verify`", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// Which value.
        what: String,
    },
}

impl StoreError {
    /// Sorts an error of SQLite.
    pub(crate) fn from_sqlite(path: &std::path::Path, error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let path = path.to_path_buf();
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy(path),
            Some(Code::ReadOnly | Code::PermissionDenied) => Self::ReadOnly(path),
            Some(Code::DiskFull) => Self::Full(path),
            Some(Code::NotADatabase) => Self::NotAStore(path),
            _ => Self::Sqlite { path, error },
        }
    }
}
