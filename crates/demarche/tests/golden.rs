//! Whole reports with all that they say, laid out for the eye: `golden/` against what the program prints for `samples/`.
//!
//! When a change is meant, `cargo xtask bless` rewrites the files; the diff is then what a reviewer reads.

mod common;

use std::process::Command;

#[test]
fn the_samples_read_as_blessed() {
    let golden = common::root().join("golden");
    let mut different = Vec::new();
    let mut count = 0;
    let entries = std::fs::read_dir(&golden).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|end| end == "golden")) {
        count += 1;
        let sample = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let done = Command::new(env!("CARGO_BIN_EXE_demarche"))
            .args(["read", "--format", "view", "--quiet", &format!("samples/{sample}")])
            .current_dir(common::root())
            .env("COLUMNS", "100")
            .env("NO_COLOR", "1")
            .output()
            .expect("the program starts");
        let made = String::from_utf8_lossy(&done.stdout).into_owned();
        let want = std::fs::read_to_string(&path).expect("a golden file is readable");
        if let Some(line) = first_difference(&want, &made) {
            different.push(format!("{sample}: {line}"));
        }
    }
    assert!(count > 0, "golden/ is empty: run `cargo xtask bless`");
    different.sort();
    assert!(different.is_empty(), "run `cargo xtask bless` if these changes are meant:\n{}", different.join("\n"));
}

fn first_difference(want: &str, made: &str) -> Option<String> {
    if want == made {
        return None;
    }
    let mut pair = want.lines().zip(made.lines()).enumerate();
    let spot = pair.find(|(_, (want, made))| want != made);
    Some(match spot {
        Some((number, (want, made))) => format!("line {}\n    blessed  {want}\n    now      {made}", number + 1),
        None => "one is longer than the other".to_owned(),
    })
}
