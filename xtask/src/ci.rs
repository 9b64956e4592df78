//! The gates: what has to hold before a change lands, the same here and on the machine that decides.

use crate::{eval, lexicon, rules, run, tidy};
use anyhow::Result;
use std::process::Command;

/// Every ring of tests that this machine can run.
pub(crate) fn test() -> Result<()> {
    let nextest = Command::new("cargo").args(["nextest", "--version"]).output().is_ok_and(|done| done.status.success());
    if nextest {
        run("cargo", &["test", "--workspace", "--doc", "--quiet"])?;
        run(
            "cargo",
            &["nextest", "run", "--workspace", "--no-fail-fast", "--hide-progress-bar", "--status-level", "fail"],
        )
    } else {
        run("cargo", &["test", "--workspace", "--quiet"])
    }
}

/// All gates but the tests.
pub(crate) fn gates() -> Result<()> {
    run("cargo", &["fmt", "--all", "--check"])?;
    run("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    tidy::run()?;
    lexicon::run()?;
    rules::run_rules(&["--check".to_owned()])?;
    docs()?;
    eval::run(&[])
}

fn docs() -> Result<()> {
    // The pages are for whoever works on the code: they show private items, so links to them lead somewhere.
    println!("· cargo doc, warnings are errors");
    let status = Command::new("cargo")
        .args(["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"])
        .env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links")
        .status()?;
    anyhow::ensure!(status.success(), "the documentation has warnings");
    Ok(())
}
