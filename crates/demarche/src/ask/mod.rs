//! The questions: each a verb that asks the store and prints rows of `demarche-answers/1`, every row with the words that carry it.

pub(crate) mod crisis;
pub(crate) mod diff;
mod lean;
pub(crate) mod search;
pub(crate) mod series;
pub(crate) mod show;
pub(crate) mod statements;
pub(crate) mod stats;
pub(crate) mod verify;

use crate::answers::Format;
use crate::ingest::StorePath;
use crate::settle;
use anyhow::Result;
use clap::Args;
use demarche_store::{Filter, Store};

/// What all questions take.
#[derive(Args, Debug, Clone)]
pub(crate) struct Question {
    #[command(flatten)]
    store: StorePath,
    /// How to print (default: table on a terminal, jsonl elsewhere)
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// First day (2025-06-13)
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    to: Option<String>,
    /// An actor: country (IRN), code (RUSGOV), or words of the name
    #[arg(long, alias = "by", value_name = "WHO")]
    actor: Option<String>,
    /// Words that the row is about, whatever their ending ("mediation" finds "mediate")
    #[arg(long, value_name = "WORDS")]
    about: Option<String>,
    /// Only what was published on or before this day
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    as_of: Option<String>,
    /// Status: of the event (actual, negated, asserted, alleged, denied, disputed …) or of the row (denies, accepted, condemns …)
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// Only events that at least so many independent origins tell
    #[arg(long, value_name = "N")]
    origins: Option<u32>,
    /// At most so many rows
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

impl Question {
    /// The store, open for reading.
    pub(crate) fn store(&self) -> Result<Store> {
        Ok(Store::open(&self.store.path)?)
    }

    /// A store that holds what was found across the reports asked for: the store itself, settled, or one in memory for those of the past, with rows
    /// of these kinds.
    pub(crate) fn settled(&self, kinds: &[&str]) -> Result<Store> {
        settle::open(&self.store.path, self.as_of.as_deref(), kinds)
    }

    /// The words that rows are to be about.
    pub(crate) fn about(&self) -> Option<&str> {
        self.about.as_deref()
    }

    /// How many rows are printed at most.
    pub(crate) fn most(&self) -> usize {
        self.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX)
    }

    /// The filter.
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            from: self.from.clone(),
            to: self.to.clone(),
            actor: self.actor.clone(),
            about: self.about.clone(),
            as_of: self.as_of.clone(),
            status: self.status.clone(),
            origins: self.origins,
            event: None,
            limit: self.limit,
        }
    }
}

/// The first day that a date names, as ISO.
pub(crate) fn first_day(text: &str) -> Result<String, String> {
    crate::setup::parse_published(text).map(|(from, _)| from.to_string())
}

/// The last day that a date names, as ISO.
pub(crate) fn last_day(text: &str) -> Result<String, String> {
    crate::setup::parse_published(text).map(|(_, to)| to.to_string())
}
