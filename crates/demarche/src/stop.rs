//! Asking a long work to stop: Ctrl-C or a polite `kill` in, a flag out that the work looks at between two reports.
//!
//! `demarche ingest pile.jsonl --store crisis.db` and Ctrl-C after a minute: the reports that were read are committed, what remains to be done is said, the exit
//! status is 130. The second Ctrl-C ends the program at once; nothing that was committed is lost by that either.

use crate::view;
use anyhow::{Context, Result};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// The exit status of what was stopped: 128 and the number of Ctrl-C.
pub(crate) const STATUS: u8 = 130;

/// How often somebody looks whether the program is asked to stop.
const LOOK: Duration = Duration::from_millis(50);

/// Whether the program is asked to stop.
pub(crate) fn asked() -> Result<Arc<AtomicBool>> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: who asks a second time finds the flag set.
        flag::register_conditional_shutdown(signal, STATUS.into(), Arc::clone(&stop))
            .and_then(|_| flag::register(signal, Arc::clone(&stop)))
            .context("the system does not say when the program is to stop")?;
    }
    Ok(stop)
}

/// Does a work that may be given up at any moment, such as one transaction; whoever asks to stop in its midst ends the program, with `left` said.
pub(crate) fn unless_asked<T>(stop: &Arc<AtomicBool>, left: String, work: impl FnOnce() -> T) -> T {
    let (working, done) = channel::<()>();
    let stop = Arc::clone(stop);
    thread::spawn(move || {
        // The other end is dropped when the work is done.
        while done.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            if stop.load(Ordering::Relaxed) {
                say(&left);
                process::exit(STATUS.into());
            }
        }
    });
    let made = work();
    drop(working);
    made
}

/// Says that something was stopped.
pub(crate) fn say(what: &str) {
    anstream::eprintln!("{}stopped:{} {what}", view::ERROR, view::ERROR.render_reset());
}
