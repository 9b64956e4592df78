//! Many reports through the analysis on several threads, out again in the order in which they came.
//!
//! The reader fills batches, workers analyse them, the caller's thread receives the records in input order: the output is the same
//! bytes for any number of threads. Whoever asks to stop is heard within a moment, even while `zcat pile.gz | demarche ingest -` waits for its input.

use anyhow::{Result, anyhow};
use demarche_analyse::{Options, analyse};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::{Body, DocumentRecord, RawDocument};
use demarche_read::ReadError;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// A batch is full at so many bytes of text: enough for the engine to share work, little enough to keep memory flat.
const BATCH_BYTES: usize = 128 * 1024;
/// A batch is full at so many reports.
const BATCH_REPORTS: usize = 64;

/// How long a thread waits for work before it looks whether there will be any.
const PATIENCE: Duration = Duration::from_millis(100);

/// What the analysis needs beside the reports.
#[derive(Clone, Copy)]
pub(crate) struct Analysis {
    pub(crate) model: &'static Model,
    pub(crate) lexicon: &'static Lexicon,
    pub(crate) options: Options,
    pub(crate) threads: usize,
}

/// A report as it came, and what it says.
pub(crate) struct Done {
    pub(crate) document: RawDocument,
    pub(crate) record: DocumentRecord,
}

/// A report, or why it cannot be read.
pub(crate) type Read = std::result::Result<RawDocument, ReadError>;

/// What came of an input: its record, or why there is none.
pub(crate) type Outcome = std::result::Result<Done, anyhow::Error>;

/// Reads everything that `documents` yields and hands each outcome to `receive`, in input order.
///
/// # Errors
/// The first error of `receive`; reading stops there.
pub(crate) fn run(
    documents: impl Iterator<Item = Read> + Send + 'static,
    analysis: Analysis,
    receive: impl FnMut(Outcome) -> Result<()>,
) -> Result<()> {
    run_until(&AtomicBool::new(false), documents, analysis, Ok, receive)
}

/// As [`run`], with one more step that each report goes through on the thread that read it, until `stop` is set: then what was received is the
/// beginning of the input.
///
/// # Errors
/// The first error of `receive`; reading stops there.
pub(crate) fn run_until<T: Send>(
    stop: &AtomicBool,
    documents: impl Iterator<Item = Read> + Send + 'static,
    analysis: Analysis,
    then: impl Fn(Done) -> Result<T> + Sync,
    mut receive: impl FnMut(Result<T>) -> Result<()>,
) -> Result<()> {
    let threads = analysis.threads.max(1);
    let (work_in, work_out) = sync_channel::<(usize, Vec<Read>)>(threads);
    let (done_in, done_out) = sync_channel::<(usize, Vec<Result<T>>)>(threads * 2);
    // This thread may wait for a pipe in which nothing comes any more, so that nobody waits for it who wants to stop.
    let reader = thread::spawn(move || {
        for batch in batches(documents).enumerate() {
            if work_in.send(batch).is_err() {
                return;
            }
        }
    });
    let over = AtomicBool::new(false);
    let work_out = Arc::new(Mutex::new(work_out));
    thread::scope(|scope| {
        for _ in 0..threads {
            let (work_out, done_in) = (Arc::clone(&work_out), done_in.clone());
            let (then, over) = (&then, &over);
            scope.spawn(move || {
                loop {
                    // The lock is held only while this thread waits for its next batch.
                    let batch = next(&work_out.lock().unwrap_or_else(PoisonError::into_inner), over);
                    let Some((number, batch)) = batch else { return };
                    let outcomes = analyse_batch(batch, analysis).into_iter().map(|outcome| outcome.and_then(then));
                    if done_in.send((number, outcomes.collect())).is_err() {
                        return;
                    }
                }
            });
        }
        drop((work_out, done_in));
        let received = in_order(std::iter::from_fn(|| next(&done_out, stop)), &mut receive);
        // Workers that wait to hand on what nobody takes any more are let go.
        drop(done_out);
        over.store(true, Ordering::Relaxed);
        received
    })?;
    match stop.load(Ordering::Relaxed) {
        true => Ok(()),
        false => reader.join().map_err(|_| anyhow!("a defect in demarche stopped its reading of the input")),
    }
}

/// The next that comes; nothing once no more comes or the flag is set.
fn next<T>(from: &Receiver<T>, over: &AtomicBool) -> Option<T> {
    loop {
        if over.load(Ordering::Relaxed) {
            return None;
        }
        match from.recv_timeout(PATIENCE) {
            Err(RecvTimeoutError::Timeout) => {}
            done => return done.ok(),
        }
    }
}

/// Hands on the batches by number, keeping early ones back.
fn in_order<T>(
    done: impl Iterator<Item = (usize, Vec<Result<T>>)>,
    receive: &mut impl FnMut(Result<T>) -> Result<()>,
) -> Result<()> {
    let mut early = BTreeMap::new();
    let mut next = 0;
    for (number, outcomes) in done {
        early.insert(number, outcomes);
        while let Some(outcomes) = early.remove(&next) {
            next += 1;
            outcomes.into_iter().try_for_each(&mut *receive)?;
        }
    }
    Ok(())
}

fn batches(documents: impl Iterator<Item = Read>) -> impl Iterator<Item = Vec<Read>> {
    let mut documents = documents.fuse();
    std::iter::from_fn(move || {
        let mut batch = Vec::new();
        let mut bytes = 0;
        while bytes < BATCH_BYTES && batch.len() < BATCH_REPORTS {
            let Some(item) = documents.next() else { break };
            bytes += item.as_ref().map_or(0, body_bytes);
            batch.push(item);
        }
        (!batch.is_empty()).then_some(batch)
    })
}

fn body_bytes(document: &RawDocument) -> usize {
    match &document.body {
        Body::Text(body) | Body::Html(body) => body.len(),
    }
}

fn analyse_batch(batch: Vec<Read>, analysis: Analysis) -> Vec<Outcome> {
    let mut failed = BTreeMap::new();
    let mut documents = Vec::with_capacity(batch.len());
    let count = batch.len();
    for (place, item) in batch.into_iter().enumerate() {
        match item {
            Ok(document) => documents.push(document),
            Err(error) => {
                failed.insert(place, error);
            }
        }
    }
    let mut records = guarded(documents, analysis).into_iter();
    (0..count)
        .map(|place| match failed.remove(&place) {
            Some(error) => Err(error.into()),
            None => records.next().unwrap_or_else(|| Err(anyhow!("a report was lost between reading and analysis"))),
        })
        .collect()
}

/// Analyses a batch; should a defect of ours make it panic, only the report that causes it is lost, by name.
fn guarded(documents: Vec<RawDocument>, analysis: Analysis) -> Vec<Outcome> {
    let read = |documents: Vec<RawDocument>| {
        catch_unwind(AssertUnwindSafe(|| analyse(documents, analysis.model, analysis.lexicon, analysis.options)))
    };
    match read(documents.clone()) {
        Ok(records) => {
            documents.into_iter().zip(records).map(|(document, record)| Ok(Done { document, record })).collect()
        }
        Err(_) => documents
            .into_iter()
            .map(|document| match read(vec![document.clone()]).map(|mut records| records.pop()) {
                Ok(Some(record)) => Ok(Done { document, record }),
                _ => Err(anyhow!(
                    "{}: a defect in demarche stopped its reading; please report it with this text",
                    document.origin
                )),
            })
            .collect(),
    }
}
