//! demarche's file: one SQLite database of reports and what they say.
//!
//! A [`DocumentRecord`](demarche_model::DocumentRecord) goes in with the report as it came; rows that Python, R and DuckDB users can read come out. The crate is
//! the only place that knows SQL. A [`Batch`] is one transaction: a store that is cut off at any moment holds whole batches and nothing
//! else, and the same reports again change nothing, since a report's id is the hash of its content.

mod again;
mod answers;
mod audit;
mod batch;
mod changes;
mod error;
mod kept;
mod open;
mod packed;
mod page;
mod questions;
mod series;
mod settle;
mod verify;
mod words;

pub use again::{Anchored, Forgotten, OldSource};
pub use audit::{Auditable, Decision, Drawable};
pub use batch::{Batch, Coder, DigestBytes, Put, Source};
pub use changes::{Changes, Clock};
pub use error::StoreError;
pub use kept::{Kept, KeptDigest, Known};
pub use open::{SCHEMA, Store};
pub use packed::pack;
pub use page::{PositionRow, ReportCount};
pub use questions::{Filter, SearchHit, StatementRow, Stats};
pub use rusqlite::types::Value;
pub use series::{EventParty, EventRow};
pub use settle::{Answer, Name, OwnClaim, REPORT_BITS, Settling, Shelf, Table, Written};
pub use verify::Defect;
