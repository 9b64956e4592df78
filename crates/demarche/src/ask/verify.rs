//! `demarche verify`: every text against its hash, every row against its words; silence is never a proof, so the count is printed.

use super::Question;
use anyhow::Result;
use std::process::ExitCode;

/// Runs the verb.
pub(crate) fn run(question: &Question) -> Result<ExitCode> {
    let mut defects = 0;
    let checked = question.store()?.verify(|defect| {
        defects += 1;
        anstream::println!("{}/{}: {}", defect.article, defect.row, defect.message);
    })?;
    anstream::eprintln!("{checked} rows checked, {defects} do not hold");
    Ok(if defects == 0 { ExitCode::SUCCESS } else { ExitCode::from(3) })
}
