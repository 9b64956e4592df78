//! `cargo xtask bless`: golden records rewritten from what the program prints now. A deliberate act: read the diff.

use crate::{release_binary, root};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::process::Command;

/// Rewrites `golden/` from `samples/`.
pub(crate) fn run() -> Result<()> {
    let binary = release_binary()?;
    let golden = root().join("golden");
    fs::create_dir_all(&golden)?;
    let mut samples: Vec<_> =
        fs::read_dir("samples")?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    samples.sort();
    for sample in samples {
        let name = sample.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !(name.ends_with(".txt") || name.ends_with(".jsonl")) {
            continue;
        }
        let path = format!("samples/{name}");
        let done = Command::new(&binary)
            .args(["read", "--format", "view", "--quiet", &path])
            .env("COLUMNS", "100")
            .env("NO_COLOR", "1")
            .output()
            .context("cannot run the program")?;
        ensure!(done.status.success(), "reading {path} failed: {}", String::from_utf8_lossy(&done.stderr));
        fs::write(golden.join(format!("{name}.golden")), done.stdout)?;
        println!("blessed golden/{name}.golden");
    }
    Ok(())
}
