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
    /// The file was made by an earlier program, and may not be written.
    #[error("{}: an earlier demarche made this store; this one brings it up to date, but may not write it: check the rights of the file and its folder, or copy it to where you may write", .0.display())]
    Older(PathBuf),
    /// Another process is writing.
    #[error("{}: another process is writing to this store; try again when it has finished", .0.display())]
    Busy(PathBuf),
    /// The file or its folder may not be written.
    #[error("{}: this store may not be written: check the rights of the file and its folder, or copy it to where you may write", .0.display())]
    ReadOnly(PathBuf),
    /// The disk is full.
    #[error("{}: the disk is full; what was committed before is kept, and the same command goes on from there when there is room", .0.display())]
    Full(PathBuf),
    /// The file cannot be opened.
    #[error("{}: this store cannot be opened: check that its folder exists and may be written, and that the path is no folder itself", .0.display())]
    CannotOpen(PathBuf),
    /// The disk, or what limits its use, refuses.
    #[error("{}: the disk refuses ({error}); what was committed before is kept, and the same command goes on from there", .path.display())]
    Disk {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        error: rusqlite::Error,
    },
    /// The file is damaged.
    #[error("{}: the file is damaged ({error}); `demarche verify` says where, restore it from a copy or ingest the reports anew", .path.display())]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        error: rusqlite::Error,
    },
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
            Some(Code::CannotOpen) => Self::CannotOpen(path),
            Some(Code::SystemIoFailure) => Self::Disk { path, error },
            Some(Code::DatabaseCorrupt) => Self::Corrupt { path, error },
            Some(Code::NotADatabase) => Self::NotAStore(path),
            _ => Self::Sqlite { path, error },
        }
    }
}
