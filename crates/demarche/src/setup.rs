//! What the verbs that read reports share: where the reports are, and how to read them.

use anyhow::{Context, Result, bail};
use clap::Args;
use demarche_analyse::Options;
use demarche_lexicon::Lexicon;
use demarche_model::Date;
use std::path::{Path, PathBuf};

/// Where the reports are and how to read them.
#[derive(Args, Debug, Clone)]
pub(crate) struct Input {
    /// Files or folders: text, JSON Lines (.jsonl); `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Publication day of reports that do not declare one (2024-04-19)
    #[arg(long, value_name = "DATE", value_parser = parse_published)]
    pub(crate) published: Option<(Date, Date)>,
    /// Take the text as clean: repair nothing, remove nothing, add nothing
    #[arg(long)]
    pub(crate) as_is: bool,
    /// Your own word lists, laid out like data/, over the built-in ones
    #[arg(long, value_name = "DIR", env = "DEMARCHE_LEXICON")]
    pub(crate) lexicon: Option<PathBuf>,
}

impl Input {
    /// Refuses paths that are not there before any other is read: they are mistyped, and half of what was meant is no store to ask.
    pub(crate) fn check(&self) -> Result<()> {
        let is_missing = |path: &&PathBuf| path.as_os_str() != "-" && !path.exists();
        let missing: Vec<String> =
            self.paths.iter().filter(is_missing).map(|path| path.display().to_string()).collect();
        if missing.is_empty() {
            return Ok(());
        }
        bail!(
            "there is no file or folder {}; nothing was read and nothing written: correct the path and give the command again",
            missing.join(", ")
        )
    }

    /// How to read.
    pub(crate) fn options(&self) -> Options {
        Options { as_is: self.as_is }
    }

    /// The word lists, with the user's over the built-in ones.
    pub(crate) fn lexicon(&self) -> Result<&'static Lexicon> {
        lexicon(self.lexicon.as_deref())
    }
}

/// The word lists, with those of a folder over the built-in ones.
pub(crate) fn lexicon(folder: Option<&Path>) -> Result<&'static Lexicon> {
    let Some(folder) = folder else { return Ok(Lexicon::embedded()) };
    let mut files = Vec::new();
    collect_lists(folder, folder, &mut files)?;
    if files.is_empty() {
        bail!("{} holds no .tsv word list; expected files such as actors/states.tsv or en/cues.tsv", folder.display());
    }
    let lexicon = Lexicon::with_overlay(files).with_context(|| format!("in {}", folder.display()))?;
    // One set of word lists lives as long as the program.
    Ok(Box::leak(Box::new(lexicon)))
}

fn collect_lists(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot open the lexicon folder {}", folder.display()))?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            collect_lists(root, &path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "tsv") {
            let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, text));
        }
    }
    Ok(())
}

/// The days that `2024-04-19`, `20240419` or `2024-04` names.
pub(crate) fn parse_published(text: &str) -> Result<(Date, Date), String> {
    demarche_read::parse_days(text).ok_or_else(|| format!("{text:?} is no day; expected a date such as 2024-04-19"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_day_of_the_calendar() {
        assert!(parse_published("2024-02-29").is_ok());
        for wrong in ["2023-02-29", "2024-13-01", "yesterday", ""] {
            assert!(parse_published(wrong).is_err(), "{wrong}");
        }
    }
}
