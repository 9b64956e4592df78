//! The questions: each a verb that asks the store and prints rows of `demarche-answers/1`, every row with the words that carry it.

pub(crate) mod crisis;
pub(crate) mod diff;
pub(crate) mod lean;
pub(crate) mod search;
pub(crate) mod series;
pub(crate) mod show;
pub(crate) mod statements;
pub(crate) mod stats;
pub(crate) mod verify;

use crate::answers::{self, Column, Format};
use crate::ingest::StorePath;
use crate::{settle, view};
use anyhow::Result;
use clap::Args;
use demarche_store::{Filter, Store};
use serde_json::Value;
use std::process::ExitCode;

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

/// A filter of which a question makes no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unused {
    Days,
    Actor,
    About,
    AsOf,
    Status,
    Origins,
}

impl Unused {
    const fn words(self) -> &'static str {
        match self {
            Self::Days => "by days (--from, --to)",
            Self::Actor => "by actor (--actor)",
            Self::About => "by words (--about)",
            Self::AsOf => "as of a day (--as-of)",
            Self::Status => "by status (--status)",
            Self::Origins => "by origins (--origins)",
        }
    }
}

impl Question {
    /// The store, open for reading.
    pub(crate) fn store(&self) -> Result<Store> {
        self.check()?;
        Ok(Store::open(&self.store.path)?)
    }

    /// A store that holds what was found across the reports asked for: the store itself, settled, or one in memory for those of the past, with rows
    /// of these kinds.
    pub(crate) fn settled(&self, kinds: &[&str]) -> Result<Store> {
        self.check()?;
        settle::open(&self.store.path, self.as_of.as_deref(), kinds)
    }

    /// The words that rows are to be about.
    pub(crate) fn about(&self) -> Option<&str> {
        self.about.as_deref()
    }

    /// How many rows are asked for at most: of a table one more than it shows, which tells that there are more.
    pub(crate) fn most(&self) -> usize {
        self.limit().and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX)
    }

    fn limit(&self) -> Option<u32> {
        self.limit.or_else(|| answers::is_for_people(self.format).then_some(answers::MOST_FOR_PEOPLE + 1))
    }

    /// The filter without a limit, for questions that count rows into others.
    pub(crate) fn filter_of_all(&self) -> Filter {
        Filter { limit: None, ..self.filter() }
    }

    /// Prints rows. A table for people that was given no limit shows the first of very many, and says so; where there are none, it is said what may be amiss.
    pub(crate) fn print(&self, mut rows: Vec<Value>, columns: &[Column]) -> Result<ExitCode> {
        let shown = answers::MOST_FOR_PEOPLE as usize;
        let cut = self.limit.is_none() && answers::is_for_people(self.format) && rows.len() > shown;
        if cut {
            rows.truncate(shown);
        }
        answers::print(&rows, columns, self.format)?;
        if cut {
            note(&format!("the first {shown} rows; --limit N shows N, --format jsonl or csv all"));
        }
        self.done(rows.is_empty())
    }

    /// Ends an answer; of one without rows it is said what may be amiss.
    pub(crate) fn done(&self, is_empty: bool) -> Result<ExitCode> {
        if is_empty {
            let store = self.store()?;
            let unknown = match &self.actor {
                Some(actor) if !store.has_actor(actor)? => Some(actor),
                _ => None,
            };
            match (unknown, &self.status) {
                (Some(actor), _) => note(&format!(
                    "nothing; nobody here is called {actor:?}: a country is three letters (IRN), `demarche actor {actor:?}` says who a name stands for"
                )),
                (None, Some(status)) if !store.has_status(status)? => {
                    note(&format!("nothing; no event or row here has the status {status:?}; `--help` names some"));
                }
                _ => note("nothing in this store matches"),
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Says of filters that a question cannot use that they are none, instead of passing them over.
    pub(crate) fn refuse(&self, what: &str, unused: &[Unused]) -> Result<()> {
        let given = |unused: &Unused| match unused {
            Unused::Days => self.from.is_some() || self.to.is_some(),
            Unused::Actor => self.actor.is_some(),
            Unused::About => self.about.is_some(),
            Unused::AsOf => self.as_of.is_some(),
            Unused::Status => self.status.is_some(),
            Unused::Origins => self.origins.is_some(),
        };
        match unused.iter().find(|unused| given(unused)) {
            Some(unused) => anyhow::bail!("{what} cannot be asked for {}", unused.words()),
            None => Ok(()),
        }
    }

    /// Days in the right order.
    fn check(&self) -> Result<()> {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from > to => anyhow::bail!("--from {from} is after --to {to}"),
            _ => Ok(()),
        }
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
            limit: self.limit(),
        }
    }
}

/// Says something about an answer, beside it.
fn note(words: &str) {
    anstream::eprintln!("{}{words}{}", view::DIM, view::DIM.render_reset());
}

/// The first day that a date names, as ISO.
pub(crate) fn first_day(text: &str) -> Result<String, String> {
    crate::setup::parse_published(text).map(|(from, _)| from.to_string())
}

/// The last day that a date names, as ISO.
pub(crate) fn last_day(text: &str) -> Result<String, String> {
    crate::setup::parse_published(text).map(|(_, to)| to.to_string())
}
