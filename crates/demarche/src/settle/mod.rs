//! Settling a store: what `demarche-crisis` finds in its reports is kept, so that questions read rows instead of reports.
//!
//! Reports, with the digests that the store keeps of them, go in; the tables of `schema_2.sql` come out, equal to those of a store that got the same reports at
//! once. Which reports tell the same story, copy each other, tell the same event hangs on all reports, since what is particular is learned from all, and is decided
//! anew; the rows that follow from that are made anew only for the events and reports for which it, or anything else that they are made of, is now
//! another ("a tenth outlet tells of the raid on Tolm": its event, and the ten). A question about the past builds the crisis of the reports known then in a store in
//! memory.

mod fresh;
mod rows;
mod touched;

pub(crate) use fresh::Fresh;

use crate::ingest::{coder, now};
use anyhow::{Context, Result};
use demarche_crisis::{Crisis, Digest, FORM, KnownHedges, Packed, Unsure};
use demarche_lexicon::Lexicon;
use demarche_store::{Kept, KeptDigest, Known, Settling, Store, StoreError, Written};
use indicatif::ProgressBar;
use rows::{keep_all, keep_decisions, keep_rows};
use std::path::Path;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Reports that a thread unpacks at a time.
const CHUNK: usize = 128;

/// Names the algorithms and the word lists by which digests are made and a crisis is found.
pub(crate) fn form() -> String {
    // Of the embedded lists, which are not loaded for it: a question needs none.
    format!("{FORM}/{:016x}", demarche_lexicon::fingerprint())
}

/// Opens a store for questions across reports. One that was cut off before it was settled is settled; with a day, it is a store in memory of the
/// reports published until then, which holds rows of these kinds.
pub(crate) fn open(path: &Path, as_of: Option<&str>, kinds: &[&str]) -> Result<Store> {
    let store = Store::open(path)?;
    if let Some(day) = as_of {
        return past(&store, &Known::PublishedBy(day.to_owned()), kinds);
    }
    if store.is_settled(&form())? {
        return Ok(store);
    }
    let settled = Store::create(path).and_then(|mut writable| {
        settle(&mut writable, Fresh::default(), &crate::read::settling(false)).map_err(|error| {
            match error.downcast::<StoreError>() {
                Ok(error) => error,
                Err(error) => StoreError::Damaged { path: path.to_path_buf(), what: format!("{error:#}") },
            }
        })
    });
    match settled {
        Ok(_) => {
            drop(store);
            Store::create(path)?.fold()?;
            Ok(Store::open(path)?)
        }
        // Who may only read, the file or the folder in which its log would stand, and who has no room left, gets the same answers, made in memory.
        Err(StoreError::ReadOnly(_) | StoreError::CannotOpen(_) | StoreError::Full(_)) => {
            let memory = past(&store, &Known::All, kinds)?;
            memory.know_reports_of(&store)?;
            Ok(memory)
        }
        Err(error) => Err(error.into()),
    }
}

/// What is found in some of the reports, in a store in memory.
fn past(store: &Store, known: &Known, kinds: &[&str]) -> Result<Store> {
    let progress = crate::read::settling(false);
    progress.set_message("building the crisis as it was known then");
    let reports = Reports::read(|hand| {
        store.kept(known, &form(), true, |kept| {
            progress.inc(1);
            hand(kept)
        })
    })?;
    remembered(&reports.build(&KnownHedges::new()).0, |kind| kinds.contains(&kind))
}

/// What a crisis says, in a store in memory.
pub(crate) fn in_memory(crisis: &Crisis) -> Result<Store> {
    remembered(crisis, |_| true)
}

fn remembered(crisis: &Crisis, is_asked: impl Fn(&str) -> bool + Sync) -> Result<Store> {
    let mut memory = Store::in_memory()?;
    let mut settling = memory.settling()?;
    keep_all(&mut settling, crisis, is_asked)?;
    settling.finish(&form(), &coder(Lexicon::embedded()), &now())?;
    Ok(memory)
}

/// Brings what is kept across reports up to date; nothing is done where it is. Digests that are still in memory are not read back. What is at work is
/// told to `progress`.
pub(crate) fn settle(store: &mut Store, fresh: Fresh, progress: &ProgressBar) -> Result<Written> {
    let form = form();
    if store.is_settled(&form)? {
        return Ok(Written::default());
    }
    // What other algorithms or word lists found, or what is not of these reports any more, says nothing of what is to be found.
    let anew = !store.is_settled_by(&form)?;
    if anew {
        store.write_straight()?;
    }
    let mut settling = store.settling()?;
    progress.set_message("settling: reading what the reports say");
    let (known, fresh) = fresh.beside(&settling)?;
    progress.inc(fresh.len() as u64);
    let mut reports = Reports::read(|hand| {
        known.iter().try_for_each(|known| {
            settling.kept(known, &form, |kept| {
                progress.inc(1);
                hand(kept)
            })
        })
    })?;
    reports.add(fresh);
    let known = if anew { KnownHedges::new() } else { known_hedges(&settling)? };
    progress.set_message("settling: comparing the reports");
    let (mut crisis, made) = reports.build(&known);
    for (number, Packed { facts, sketch }) in &made {
        settling.keep_digest(*number, &form, facts, sketch)?;
    }
    progress.set_message("settling: writing what was found");
    if anew {
        keep_all(&mut settling, &crisis, |_| true)?;
    } else {
        let touched = keep_decisions(&mut settling, &crisis)?;
        let owners = touched.owners();
        crisis.narrow(touched.scope);
        keep_rows(&mut settling, &crisis, &owners)?;
    }
    settling.drop_unused_names()?;
    // The program is about to end or to answer; handing back every word of a hundred thousand reports takes seconds and helps nobody.
    std::mem::forget(crisis);
    Ok(settling.finish(&form, &coder(Lexicon::embedded()), &now())?)
}

/// What copies drop of their sources' attributions, as the last settling found it: the words of both are what they were.
fn known_hedges(settling: &Settling<'_>) -> Result<KnownHedges> {
    let copies = settling.copies()?.into_iter();
    let number = |number: i64| u64::try_from(number).unwrap_or(0);
    Ok(copies
        .map(|((copy, source), lost)| {
            ((number(copy), number(source)), lost.into_iter().filter_map(Unsure::of_code).collect())
        })
        .collect())
}

/// Digests that were made anew, by number of the report.
type Made = Vec<(i64, Packed)>;

/// Reports on their way from a store into a crisis.
struct Reports {
    digests: Vec<Digest>,
    made: Made,
}

/// Reports that are unpacked together, by the place of the first.
type Part = (usize, Vec<Kept>);

impl Reports {
    /// Unpacks what `read` hands on, on all cores, while it reads on; in its order.
    fn read(read: impl FnOnce(&mut dyn FnMut(Kept) -> Result<()>) -> Result<()>) -> Result<Self> {
        let threads = crate::read::default_threads().max(1);
        let (give, take) = sync_channel::<Part>(threads * 2);
        // When the last thread that takes is gone, giving fails instead of waiting.
        let take = Arc::new(Mutex::new(take));
        let parts = std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads)
                .map(|_| {
                    let take = Arc::clone(&take);
                    scope.spawn(move || unpacked(&take))
                })
                .collect();
            drop(take);
            let mut waiting = Vec::with_capacity(CHUNK);
            let mut given = 0;
            let mut hand_on = |waiting: &mut Vec<Kept>| {
                let part = std::mem::replace(waiting, Vec::with_capacity(CHUNK));
                given += part.len();
                give.send((given, part)).context("a kept report stopped the program")
            };
            let done = read(&mut |kept| {
                waiting.push(kept);
                if waiting.len() < CHUNK { Ok(()) } else { hand_on(&mut waiting) }
            });
            let done = done.and_then(|()| hand_on(&mut waiting));
            drop(give);
            let parts = running
                .into_iter()
                .map(|thread| thread.join().map_err(|_| anyhow::anyhow!("a kept report stopped the program")))
                .collect::<Result<Vec<_>>>();
            done.and(parts)
        })?;
        let mut parts: Vec<(usize, Result<Vec<_>>)> = parts.into_iter().flatten().collect();
        parts.sort_unstable_by_key(|(place, _)| *place);
        let mut reports = Self { digests: Vec::new(), made: Vec::new() };
        for (_, part) in parts {
            for (digest, made) in part? {
                reports.digests.push(digest);
                reports.made.extend(made);
            }
        }
        Ok(reports)
    }

    /// Takes in digests that were not read, in order of arrival.
    fn add(&mut self, fresh: Vec<Digest>) {
        self.digests.extend(fresh);
        self.digests.sort_by_key(|digest| digest.number);
    }

    fn build(self, known: &KnownHedges) -> (Crisis, Made) {
        (Crisis::build_knowing(self.digests, &Lexicon::embedded().news_words, known), self.made)
    }
}

/// What one thread unpacks of the parts that come, until no more come.
fn unpacked(parts: &Mutex<Receiver<Part>>) -> Vec<(usize, Result<Vec<Unpacked>>)> {
    let mut done = Vec::new();
    loop {
        let next = parts.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((place, part)) = next else { return done };
        done.push((place, part.into_iter().map(digest).collect()));
    }
}

/// A digest, and its bytes where it had to be made from the record.
type Unpacked = (Digest, Option<(i64, Packed)>);

/// The digest of a kept report.
fn digest(kept: Kept) -> Result<Unpacked> {
    let Kept { number, id, key, outlet, published, title, text, digest } = kept;
    let common = &Lexicon::embedded().news_words;
    let record = match digest {
        KeptDigest::Packed { facts, sketch } => {
            let number = number.unsigned_abs();
            let mut own = Digest { number, id, key, outlet, published, title, text, ..Digest::default() };
            if own.take_facts(&facts) && own.take_sketch(&sketch) {
                return Ok((own, None));
            }
            anyhow::bail!("the digest of {} is damaged; run `demarche verify`", own.id);
        }
        KeptDigest::Record(record) => record,
    };
    let mut own = Digest::of_record(&record, common).with_context(|| format!("the record of {id} cannot be read"))?;
    own.number = number.unsigned_abs();
    let packed = own.pack();
    Ok((own, Some((number, packed))))
}

#[cfg(test)]
mod tests;
