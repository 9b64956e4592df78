//! Files and folders through the reader, as a caller sees them.

use demarche_read::{Item, ReadOptions, open, parse_days};
use std::fs;
use std::path::PathBuf;

/// A folder of its own for a test, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let root = std::env::temp_dir().join(format!("demarche-read-{name}-{}", std::process::id()));
        for (path, bytes) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().expect("it has a folder")).expect("the folder can be made");
            fs::write(path, bytes).expect("the file can be written");
        }
        Self(root)
    }

    fn read(&self, options: ReadOptions) -> Vec<Item> {
        open(vec![self.0.clone()], options).collect()
    }

    /// Origins of what was read, errors marked, relative to the folder.
    fn origins(&self) -> Vec<String> {
        let root = format!("{}/", self.0.display());
        let name = |origin: &str| origin.strip_prefix(&root).unwrap_or(origin).to_owned();
        let origin = |item: Item| match item {
            Ok(document) => name(&document.origin),
            Err(error) => format!("error {}", name(&error.origin)),
        };
        self.read(ReadOptions::default()).into_iter().map(origin).collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_folder_is_walked_in_sorted_order() {
    let folder = Folder::new(
        "walk",
        &[
            ("b.txt", b"Tehran denied it."),
            ("a/z.txt", b"Moscow denied it."),
            ("a/c.jsonl", b"{\"text\": \"x\"}\n{broken\n{\"text\": \"y\"}\n"),
            ("README.md", b"not a report"),
            (".hidden/x.txt", b"not a report"),
            ("page.html", b"<html></html>"),
        ],
    );
    assert_eq!(
        folder.origins(),
        ["a/c.jsonl:1", "error a/c.jsonl", "a/c.jsonl:3", "a/z.txt", "b.txt", "error page.html"]
    );
}

#[test]
fn a_path_that_is_not_there_is_named_and_the_rest_is_read() {
    let folder = Folder::new("missing", &[("a.txt", b"Tehran denied it.")]);
    let paths = vec![folder.0.join("nothing.txt"), folder.0.join("a.txt")];
    let items: Vec<Item> = open(paths, ReadOptions::default()).collect();
    assert_eq!(items.len(), 2);
    let error = items[0].as_ref().expect_err("it is not there").to_string();
    assert!(error.contains("nothing.txt: there is no such file"), "{error}");
    assert!(items[1].is_ok());
}

#[test]
fn the_command_lines_day_fills_what_the_container_leaves_open() {
    let folder = Folder::new(
        "published",
        &[("a.jsonl", b"{\"text\": \"x\", \"date\": \"2024-04-01\"}\n"), ("b.txt", b"Tehran denied it.")],
    );
    let options = ReadOptions { published: parse_days("2024-04-19"), ..ReadOptions::default() };
    let days: Vec<String> = folder
        .read(options)
        .into_iter()
        .filter_map(|item| Some(item.ok()?.declared.published?.0.to_string()))
        .collect();
    assert_eq!(days, ["2024-04-01", "2024-04-19"]);
}
