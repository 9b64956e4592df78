//! demarche's file: one SQLite database of reports and what they say.
//!
//! A [`DocumentRecord`](demarche_model::DocumentRecord) goes in with the report as it came; rows that Python, R and DuckDB users can read come out. The crate is
//! the only place that knows SQL. A [`Batch`] is one transaction: a store that is cut off at any moment holds whole batches and nothing
//! else, and the same reports again change nothing, since a report's id is the hash of its content.

mod batch;
mod error;
mod open;
mod packed;
mod questions;
mod verify;

pub use batch::{Batch, Coder, Put, Source};
pub use error::StoreError;
pub use open::{SCHEMA, Store};
pub use questions::{Filter, SearchHit, StatementRow, Stats};
pub use verify::Defect;
