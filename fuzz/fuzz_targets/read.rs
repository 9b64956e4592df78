//! Any bytes as a file: what cannot be read is an error item, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for ending in ["txt", "jsonl"] {
        let path = std::env::temp_dir().join(format!("demarche-fuzz-{}.{ending}", std::process::id()));
        if std::fs::write(&path, bytes).is_ok() {
            demarche_read::open(vec![path.clone()], demarche_read::ReadOptions::default()).for_each(drop);
            drop(std::fs::remove_file(path));
        }
    }
});
