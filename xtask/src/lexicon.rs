//! `cargo xtask lexicon`: every row of every word list.

use anyhow::{Result, bail};
use demarche_lexicon::{FILES, Lexicon, check};

/// Checks the embedded lists and prints each defect with its file and line.
pub(crate) fn run() -> Result<()> {
    let defects = check();
    for defect in &defects {
        println!("{defect}");
    }
    if !defects.is_empty() {
        bail!("{} rows of the word lists are wrong", defects.len());
    }
    // Loading indexes everything, which finds what a row by itself does not show.
    Lexicon::with_overlay(Vec::new())?;
    let rows: usize = FILES.iter().map(|(_, text)| text.lines().count().saturating_sub(1)).sum();
    println!("word lists: {} files, {rows} rows, all sound", FILES.len());
    Ok(())
}
