//! `demarche ingest`: reports into a store, a transaction a batch; what is known already is passed over.
//!
//! Cut off at any moment, the store holds whole batches; the same command again goes on where it stopped, and the store is then the same
//! as after an unbroken run. Asked to stop by Ctrl-C, it commits what it has read first: `crisis.db: 512 new, …; give the same command again`.

use crate::digest::digest;
use crate::pipeline::{self, Analysis, Done, Read};
use crate::read::{default_threads, documents, progress, settling};
use crate::settle::{self, Fresh};
use crate::setup::Input;
use crate::source;
use crate::stop;
use crate::view;
use anyhow::{Context, Result, bail};
use clap::Args;
use demarche_crisis::{Digest, Packed};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::DocumentRecord;
use demarche_store::{Coder, DigestBytes, Put, Source, Store, pack};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Reports that one transaction holds: few enough that a cut loses little, many enough that the disk does not wait for each.
pub(crate) const BATCH: u32 = 256;
/// Reports that one transaction holds once all input is taken.
const LAST: usize = 16;

/// What `demarche ingest` takes.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  demarche ingest samples/ --store crisis.db         a folder into a new or known store
  demarche ingest new.jsonl --store crisis.db        more reports: those that are known are passed over
  zcat pile.jsonl.gz | demarche ingest - --store crisis.db")]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    store: StorePath,
    /// Threads (default: one a core)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    threads: Option<u16>,
    /// Reports that one transaction holds: a cut loses at most so many
    #[arg(long, value_name = "N", default_value_t = BATCH, value_parser = clap::value_parser!(u32).range(1..=100_000), hide = true)]
    batch: u32,
    /// No progress and no summary on standard error
    #[arg(long, short)]
    quiet: bool,
}

/// Where the store is.
#[derive(Args, Debug, Clone)]
pub(crate) struct StorePath {
    /// The store, one SQLite file
    #[arg(long = "store", value_name = "FILE", env = "DEMARCHE_STORE", default_value = "crisis.db")]
    pub(crate) path: PathBuf,
}

/// What an ingest did.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    pub(crate) new: usize,
    pub(crate) changed: usize,
    pub(crate) same: usize,
    pub(crate) failed: usize,
    /// Whether it was asked to stop before all was read.
    pub(crate) stopped: bool,
}

/// Runs the verb.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let threads = arguments.threads.map_or_else(default_threads, usize::from);
    let summary = ingest(&arguments.input, &arguments.store.path, threads, arguments.batch, arguments.quiet)?;
    let Summary { new, changed, same, failed, stopped } = summary;
    let done = format!(
        "{}: {new} new, {changed} changed, {same} known already, {failed} failed",
        arguments.store.path.display()
    );
    if stopped {
        stop::say(&format!("{done}; what is in stays in: give the same command again, and it goes on from there"));
        return Ok(ExitCode::from(stop::STATUS));
    }
    if !arguments.quiet {
        anstream::eprintln!("{done}");
    }
    Ok(match (summary.new + summary.changed + summary.same, summary.failed) {
        (0, _) => ExitCode::from(1),
        (_, 0) => ExitCode::SUCCESS,
        _ => ExitCode::from(3),
    })
}

/// Puts the reports of the paths into the store. Where there is none it is made once a report is read, and not for a mistyped path.
pub(crate) fn ingest(input: &Input, path: &Path, threads: usize, batch: u32, quiet: bool) -> Result<Summary> {
    let batch = batch as usize;
    input.check()?;
    let analysis = Analysis { lexicon: input.lexicon()?, model: Model::english(), options: input.options(), threads };
    let stop = stop::asked()?;
    let progress = progress(quiet);
    let failed = |error: anyhow::Error| {
        progress.suspend(|| anstream::eprintln!("{}error:{} {error:#}", view::ERROR, view::ERROR.render_reset()));
    };
    let mut documents = documents(input);
    let left = format!("{}: nothing was read yet", path.display());
    let first = stop::unless_asked(&stop, left, || first_readable(&mut documents));
    if !path.exists() && !first.iter().any(std::result::Result::is_ok) {
        first.into_iter().filter_map(std::result::Result::err).for_each(|error| failed(error.into()));
        bail!("{} was not made, for no report could be read; expected texts or JSON Lines", path.display());
    }
    let mut store = Store::create(path)?;
    let known = Arc::new(AtomicUsize::new(0));
    let unknown = unknown(first.into_iter().chain(documents), Store::open(path)?, Arc::clone(&known));
    let all_taken = Arc::new(AtomicBool::new(false));
    let unknown = telling_the_end(unknown, Arc::clone(&all_taken));
    let (coder, form) = (coder(analysis.lexicon), settle::form());
    let (mut summary, mut fresh) = (Summary::default(), Fresh::default());
    let mut waiting: Vec<Prepared> = Vec::with_capacity(batch);
    let as_is = input.as_is;
    pipeline::run_until(
        &stop,
        unknown,
        analysis,
        |done| Prepared::of(done, as_is).map(|(prepared, _)| prepared),
        |outcome| {
            match outcome {
                Ok(prepared) => waiting.push(prepared),
                Err(error) => {
                    failed(error);
                    summary.failed += 1;
                }
            }
            // Towards the end what there is goes in while the last reports are read, so that nothing is left to be put in after them.
            let full = if all_taken.load(Ordering::Relaxed) { batch.min(LAST) } else { batch };
            if waiting.len() >= full {
                put(&mut store, &coder, &form, &mut waiting, &mut summary, &mut fresh)?;
            }
            progress.inc(1);
            Ok(())
        },
    )?;
    put(&mut store, &coder, &form, &mut waiting, &mut summary, &mut fresh)?;
    progress.finish_and_clear();
    summary.same += known.load(Ordering::Relaxed);
    summary.stopped = stop.load(Ordering::Relaxed);
    if !summary.stopped {
        let left = format!("{}: all reports are in; the next ingest or question compares them", path.display());
        stop::unless_asked(&stop, left, || settle::settle(&mut store, fresh, &settling(quiet)))?;
    }
    store.fold()?;
    Ok(summary)
}

/// The inputs up to the first that is a report: why those before it are none, and that report.
fn first_readable(items: &mut impl Iterator<Item = Read>) -> Vec<Read> {
    let mut first = Vec::new();
    for item in items {
        let is_report = item.is_ok();
        first.push(item);
        if is_report {
            break;
        }
    }
    first
}

/// The types of events and how their manual is read (`demarche ontology`).
pub(crate) const ONTOLOGY: &str = "plover-2021/1";

/// The versions that every row carries: of the program, and of the word lists that it was run with.
pub(crate) fn coder(lexicon: &Lexicon) -> Coder {
    Coder {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        lexicon: format!("{:016x}", lexicon.fingerprint),
        ontology: ONTOLOGY.to_owned(),
    }
}

/// The reports that the store does not know; the others are counted and passed over before they are read.
fn unknown(
    items: impl Iterator<Item = Read> + Send + 'static,
    store: Store,
    known: Arc<AtomicUsize>,
) -> impl Iterator<Item = Read> + Send + 'static {
    items.filter(move |item| {
        let Ok(document) = item else { return true };
        // A store that cannot be asked will say so when it is written to.
        let is_known = store.knows(&demarche_analyse::clean::article_id(document)).unwrap_or(false);
        known.fetch_add(usize::from(is_known), Ordering::Relaxed);
        !is_known
    })
}

/// The same items; once the last is taken, the flag is set.
fn telling_the_end<T>(
    items: impl Iterator<Item = T> + Send + 'static,
    all_taken: Arc<AtomicBool>,
) -> impl Iterator<Item = T> + Send + 'static {
    items.chain(std::iter::from_fn(move || {
        all_taken.store(true, Ordering::Relaxed);
        None
    }))
}

/// A report with all that is kept of it, packed.
pub(crate) struct Prepared {
    pub(crate) record: DocumentRecord,
    place: String,
    source: Vec<u8>,
    packed: Vec<u8>,
    digest: Digest,
    digest_packed: Packed,
}

impl Prepared {
    /// Packs a report; `as_is` says that its text was taken as clean. Its record as it is printed, which many that wait do not hold on to, comes beside it.
    pub(crate) fn of(done: Done, as_is: bool) -> Result<(Self, String)> {
        let Done { document, record } = done;
        let source = pack(source::write(&document, as_is)?.as_bytes())?;
        let json = String::from_utf8(demarche_export::record_line(&record)?).context("a record is no UTF-8")?;
        let packed = pack(json.as_bytes())?;
        let digest = digest(&record, &Lexicon::embedded().news_words);
        let digest_packed = digest.pack();
        let place = document.key.unwrap_or(document.origin);
        Ok((Self { record, place, source, packed, digest, digest_packed }, json))
    }

    /// What the store keeps beside the rows; `form` names the algorithms of the digest.
    pub(crate) fn source<'a>(&'a self, form: &'a str) -> Source<'a> {
        let digest = DigestBytes { form, facts: &self.digest_packed.facts, sketch: &self.digest_packed.sketch };
        Source { place: &self.place, json: &self.source, record: &self.packed, digest }
    }
}

/// One transaction, of all that waits. The digests of what is new are kept for the settling.
fn put(
    store: &mut Store,
    coder: &Coder,
    form: &str,
    waiting: &mut Vec<Prepared>,
    summary: &mut Summary,
    fresh: &mut Fresh,
) -> Result<()> {
    if waiting.is_empty() {
        return Ok(());
    }
    let mut batch = store.begin(coder, &now())?;
    let mut new = Vec::with_capacity(waiting.len());
    for report in waiting.drain(..) {
        match batch.put(&report.record, report.source(form))? {
            Put::New(number) => {
                summary.new += 1;
                new.push((number, report.digest));
            }
            Put::Changed(number) => {
                summary.changed += 1;
                new.push((number, report.digest));
            }
            Put::Same => summary.same += 1,
        }
    }
    batch.commit()?;
    new.into_iter().for_each(|(number, digest)| fresh.put(number, digest));
    Ok(())
}

/// The time, UTC, to the second.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
