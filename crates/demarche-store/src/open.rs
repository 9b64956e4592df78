//! Opening a store: for reading, or for writing with the schema made or brought up to date.

use crate::StoreError;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The schema that this program writes (`PRAGMA user_version`).
pub const SCHEMA: i64 = 6;

/// Marks the file as ours (`PRAGMA application_id`): "DMRC".
const APPLICATION: i64 = 0x444D_5243;

/// How long a writer waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

/// Steps from one schema to the next; step 0 makes schema 1.
const MIGRATIONS: &[&str] = &[
    include_str!("schema_1.sql"),
    include_str!("schema_2.sql"),
    include_str!("schema_3.sql"),
    include_str!("schema_4.sql"),
    include_str!("schema_5.sql"),
    include_str!("schema_6.sql"),
];

/// An open store.
#[derive(Debug)]
pub struct Store {
    pub(crate) path: PathBuf,
    pub(crate) connection: Connection,
}

impl Store {
    /// Opens a store for questions; nothing is written.
    ///
    /// # Errors
    /// There is no such file, it is no store, or a later program made it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if !path.exists() {
            return Err(StoreError::Missing(path.to_path_buf()));
        }
        if path.is_dir() {
            return Err(StoreError::CannotOpen(path.to_path_buf()));
        }
        let found = Self::open_as_it_is(path);
        let is_older = matches!(found, Ok(None));
        match found {
            // An older store is brought up to date by whoever may write it, and one whose writer was cut off in the midst of a write is put back to what it
            // was before.
            Ok(None) | Err(StoreError::ReadOnly(_)) => {
                Self::create(path)
                    .map_err(|error| match error {
                        StoreError::ReadOnly(path) | StoreError::CannotOpen(path) if is_older => {
                            StoreError::Older(path)
                        }
                        error => error,
                    })?
                    .fold()?;
                Self::open_as_it_is(path)?.ok_or_else(|| StoreError::NotAStore(path.to_path_buf()))
            }
            Ok(Some(store)) => Ok(store),
            Err(error) => Err(error),
        }
    }

    /// Opens a store for questions; nothing where it is older than the program.
    fn open_as_it_is(path: &Path) -> Result<Option<Self>, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(path, flags).map_err(|error| StoreError::from_sqlite(path, error))?;
        let store = Self { path: path.to_path_buf(), connection };
        store.set_up("PRAGMA query_only = ON; PRAGMA cache_size = -65536; PRAGMA mmap_size = 2147418112;")?;
        match store.schema()? {
            SCHEMA => Ok(Some(store)),
            found if found > SCHEMA => Err(StoreError::Newer { path: store.path, found, known: SCHEMA }),
            _ => Ok(None),
        }
    }

    /// Opens a store for writing, making it if there is none.
    ///
    /// # Errors
    /// The file cannot be written, is no store, is in use, or a later program made it.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(path).map_err(|error| StoreError::from_sqlite(path, error))?;
        let mut store = Self { path: path.to_path_buf(), connection };
        // The size of pages is that of a new file; an older one keeps its own. Records and texts fill several small pages each, and every page is
        // written by itself.
        store.set_up("PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF;
             PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 2048;")?;
        store.migrate()?;
        Ok(store)
    }

    /// A store in memory, for answers about reports that are kept nowhere.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from("a store in memory");
        let connection = Connection::open_in_memory().map_err(|error| StoreError::from_sqlite(&path, error))?;
        let mut store = Self { path, connection };
        store.set_up("PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536;")?;
        store.migrate()?;
        Ok(store)
    }

    fn set_up(&self, pragmas: &str) -> Result<(), StoreError> {
        self.connection
            .busy_timeout(PATIENCE)
            .and_then(|()| self.connection.execute_batch(pragmas))
            .and_then(|()| crate::words::register(&self.connection))
            .map_err(|error| self.failed(error))
    }

    fn schema(&self) -> Result<i64, StoreError> {
        let pragma = |name: &str| self.connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0));
        let version = pragma("user_version").map_err(|error| self.failed(error))?;
        let application = pragma("application_id").map_err(|error| self.failed(error))?;
        if version != 0 && application != APPLICATION {
            return Err(StoreError::NotAStore(self.path.clone()));
        }
        Ok(version)
    }

    /// Brings the schema up to date in one transaction.
    fn migrate(&mut self) -> Result<(), StoreError> {
        let found = self.schema()?;
        if found > SCHEMA {
            return Err(StoreError::Newer { path: self.path.clone(), found, known: SCHEMA });
        }
        if found == SCHEMA {
            return Ok(());
        }
        let path = self.path.clone();
        let failed = |error| StoreError::from_sqlite(&path, error);
        let transaction =
            self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(failed)?;
        // Another process may have made the schema while this one waited.
        let now: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed)?;
        for step in MIGRATIONS.iter().skip(usize::try_from(now).unwrap_or(0)) {
            transaction.execute_batch(step).map_err(failed)?;
        }
        transaction
            .execute_batch(&format!("PRAGMA user_version = {SCHEMA}; PRAGMA application_id = {APPLICATION};"))
            .map_err(failed)?;
        transaction.commit().map_err(failed)
    }

    pub(crate) fn failed(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(&self.path, error)
    }

    /// Writes the file anew, so that nothing of what was taken out is left in pages that are no longer used.
    ///
    /// # Errors
    /// What SQLite says; a full disk leaves the file as it was.
    pub fn compact(&self) -> Result<(), StoreError> {
        self.connection.execute_batch("VACUUM").map_err(|error| self.failed(error))
    }

    /// Folds the write-ahead log into the file and writes straight to that from now on, with a journal of what was there before. For what fills
    /// the file anew: through the log all of it would be written twice. Where another process is at work in the store, the log stays.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn write_straight(&self) -> Result<(), StoreError> {
        let done = self.connection.busy_timeout(Duration::ZERO).and_then(|()| {
            // Without the log only the strictest order of writes outlives a power cut.
            self.connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
            self.connection.execute_batch("PRAGMA synchronous = FULL")
        });
        let done = self.connection.busy_timeout(PATIENCE).and(done);
        match done.map_err(|error| self.failed(error)) {
            Err(StoreError::Busy(_)) => Ok(()),
            done => done,
        }
    }

    /// Folds the write-ahead log into the file, so that the store is one file again that can be read from any medium. Where another process is at
    /// work in the store, that is left to it.
    ///
    /// # Errors
    /// What SQLite says.
    pub fn fold(self) -> Result<(), StoreError> {
        let done = self
            .connection
            .busy_timeout(Duration::ZERO)
            .and_then(|()| self.connection.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);"))
            .and_then(|()| self.connection.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())));
        match done.map_err(|error| self.failed(error)) {
            Err(StoreError::Busy(_)) => Ok(()),
            done => done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_store_names_the_way_out() {
        let error = Store::open(Path::new("nowhere/crisis.db")).expect_err("there is none");
        assert!(error.to_string().contains("demarche ingest"), "{error}");
    }

    #[test]
    fn a_folder_is_no_store() {
        let folder = tempfile::tempdir().expect("a folder");
        for opened in [Store::open(folder.path()), Store::create(folder.path())] {
            let error = opened.expect_err("a folder").to_string();
            assert!(error.contains("the path is no folder itself"), "{error}");
        }
    }

    #[test]
    fn a_later_schema_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("crisis.db");
        let store = Store::create(&path).expect("a new store");
        store.connection.execute_batch("PRAGMA user_version = 99").expect("set");
        drop(store);
        assert!(matches!(Store::open(&path), Err(StoreError::Newer { found: 99, .. })));
        assert!(matches!(Store::create(&path), Err(StoreError::Newer { found: 99, .. })));
    }

    /// A store as schema 1 kept it: a report with a statement whose day is known and one whose day is not, and an event.
    const OLD: &str = "
        INSERT INTO coder VALUES (1, '0.0.1', 'a', 'b');
        INSERT INTO article (number, id, place, key, origin, outlet, title, published_from, published_to, text, text_hash, source, ingested, coder)
            VALUES (1, 'a1', 'r1', 'r1', 'old.jsonl', 'Fjord Post', 'Ports', '2031-05-04', '2031-05-04', 'Norway closed its ports, it said.', 'x', x'00',
                    '2031-05-05T00:00:00Z', 1);
        INSERT INTO article_text (rowid, title, text) VALUES (1, 'Ports', 'Norway closed its ports, it said.');
        INSERT INTO record VALUES (1, x'00');
        INSERT INTO statement (article, number, speaker_ground, form, position, negated, hedged, addressees, said_from, cut_short, content, first, last, rule)
            VALUES (1, 1, 'named', 'indirect', 'asserts', 0, 0, '', '2031-05-03', 0, 'Norway closed its ports', 0, 32, 'S1'),
                   (1, 2, 'named', 'indirect', 'asserts', 0, 0, '', NULL, 0, 'Norway closed its ports', 0, 32, 'S1');
        INSERT INTO event (article, number, plover, quad, actors, recipients, occurrence, stance, on_word_of, evidence, first, last, rule)
            VALUES (1, 1, 'SANCTION', 4, 'NOR', '', 'actual', 'asserted', '1', 'closed its ports', 7, 23, 'E1');
        INSERT INTO decision (article, kind, exact, first, verdict, reviewer, decided) VALUES ('a1', 'event', 'closed its ports', 7, 'accept', 'me', 'today');
        PRAGMA user_version = 1; PRAGMA application_id = 1145918019;";

    #[test]
    fn a_store_of_schema_1_keeps_all_that_it_held() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("crisis.db");
        let old = Connection::open(&path).expect("a new file");
        old.execute_batch(include_str!("schema_1.sql"))
            .and_then(|()| old.execute_batch(OLD))
            .expect("a store of schema 1");
        drop(old);
        // Who asks brings it up to date.
        let store = Store::open(&path).expect("an older store");
        assert_eq!(store.schema().expect("a version"), SCHEMA);
        let days: Vec<String> = store
            .connection
            .prepare("SELECT day FROM statement UNION ALL SELECT day FROM event")
            .and_then(|mut days| days.query_map([], |row| row.get(0))?.collect())
            .expect("days");
        assert_eq!(days, ["2031-05-03", "2031-05-04", "2031-05-04"]);
        let count = |table: &str| {
            let sql = format!("SELECT count(*) FROM {table}");
            store.connection.query_row(&sql, [], |row| row.get::<_, i64>(0)).expect("a count")
        };
        let kept = ["article", "record", "statement", "event", "decision", "coder", "digest"].map(count);
        assert_eq!(kept, [1, 1, 2, 1, 1, 1, 0]);
        assert!(!store.is_settled("any").expect("an answer"));
        assert_eq!(store.search("ports", &crate::Filter::default()).expect("a search").len(), 1);
        // The schema is that of a store that is made new.
        let shape = |store: &Store| -> Vec<String> {
            let sql = "SELECT s.type || ' ' || s.name || ': ' || group_concat(c.name) FROM sqlite_schema s, pragma_table_info(s.name) c
                       WHERE s.name NOT LIKE 'sqlite_%' GROUP BY s.type, s.name ORDER BY 1";
            let mut statement = store.connection.prepare(sql).expect("a query");
            statement.query_map([], |row| row.get(0)).expect("rows").map(|row| row.expect("a row")).collect()
        };
        let new = Store::create(&folder.path().join("new.db")).expect("a new store");
        assert_eq!(shape(&store), shape(&new));
    }

    #[test]
    fn a_store_whose_writer_was_cut_off_is_opened_as_it_was_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("crisis.db");
        Store::create(&path).expect("a new store").fold().expect("one file");
        let writer = Connection::open(&path).expect("a store");
        writer
            .execute_batch(
                "PRAGMA cache_size = 1; BEGIN; CREATE TABLE torn (words TEXT);
                 WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO torn SELECT printf('%0500d', i) FROM n;",
            )
            .expect("half a transaction");
        // What a cut leaves: the file in the midst of a write, and the log that undoes it.
        let cut = folder.path().join("cut.db");
        std::fs::copy(&path, &cut).expect("copied");
        std::fs::copy(folder.path().join("crisis.db-journal"), folder.path().join("cut.db-journal")).expect("copied");
        let store = Store::open(&cut).expect("put back");
        let torn = store.connection.query_row("SELECT count(*) FROM torn", [], |_| Ok(()));
        assert!(torn.expect_err("gone").to_string().contains("no such table"));
    }

    #[test]
    fn another_file_is_no_store() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "Kremlin says no ".repeat(100)).expect("written");
        assert!(matches!(Store::open(&path), Err(StoreError::NotAStore(..))));
    }
}
