//! An open file in, the iterator of its documents out: told by the name, else by the first bytes.
//!
//! `more.jsonl` is JSON Lines by its name; standard input that begins `{"id": "a1", "text": …` by its first byte.

use crate::walk::Source;
use crate::{Documents, Item, ReadError, ReadOptions, json_lines, text};
use std::io::{self, BufReader, Cursor, Read};

/// Bytes looked at to tell a format.
const HEAD: usize = 16 << 10;

/// Formats known by the ends of names. A name not listed is told by its bytes.
const BY_NAME: &[(&str, Format)] = &[
    (".txt", Format::Text),
    (".text", Format::Text),
    (".md", Format::Text),
    (".jsonl", Format::JsonLines),
    (".ndjson", Format::JsonLines),
    (".json", Format::Json),
    (".html", Format::Html),
    (".htm", Format::Html),
    (".html.gz", Format::Html),
    (".gz", Format::Packed),
    (".zip", Format::Packed),
    (".zst", Format::Packed),
    (".pdf", Format::Pdf),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    JsonLines,
    /// One JSON value: an object or a list of them.
    Json,
    Html,
    Packed,
    Pdf,
}

/// The documents of one file.
pub(crate) fn documents(source: Source, options: ReadOptions) -> Documents {
    let Source { origin, mut bytes } = source;
    let head = match read_head(&mut bytes) {
        Ok(head) => head,
        Err(error) => return single(Err(ReadError::new(&origin, format!("cannot be read: {error}")))),
    };
    let format = by_name(&origin).unwrap_or_else(|| by_bytes(&head));
    let bytes = BufReader::with_capacity(1 << 16, Cursor::new(head).chain(bytes));
    match format {
        Format::Text => single(text::read(origin, bytes, options)),
        Format::JsonLines => Box::new(json_lines::Lines::new(origin, bytes, options)),
        Format::Json => json_lines::read_whole(origin, bytes, options),
        Format::Html => {
            refuse(&origin, "HTML is not read yet; save the page's text as .txt, or give its text as JSON Lines")
        }
        Format::Packed => refuse(&origin, "packed files are not read; unpack it first"),
        Format::Pdf => refuse(&origin, "PDF is not read; save its text as .txt"),
    }
}

fn single(item: Item) -> Documents {
    Box::new(std::iter::once(item))
}

fn refuse(origin: &str, message: &str) -> Documents {
    single(Err(ReadError::new(origin, message)))
}

/// The first bytes, as many as there are up to [`HEAD`], but no more than the first line that holds something: what is typed or piped in
/// slowly is answered line by line.
fn read_head(bytes: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    let mut chunk = vec![0; HEAD];
    while head.len() < HEAD && !head.trim_ascii_start().contains(&b'\n') {
        match bytes.read(chunk.get_mut(..HEAD - head.len()).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => head.extend_from_slice(chunk.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(head)
}

/// The format whose ending is the longest that fits.
fn by_name(origin: &str) -> Option<Format> {
    let name = origin.to_ascii_lowercase();
    BY_NAME.iter().filter(|(end, _)| name.ends_with(end)).max_by_key(|(end, _)| end.len()).map(|&(_, format)| format)
}

/// The format that the first bytes speak for.
fn by_bytes(head: &[u8]) -> Format {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let first_line = head.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii();
    let in_object = head.strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    if first_line == b"{" && in_object.is_some_and(|rest| rest.starts_with(b"\"")) {
        Format::Json
    } else if in_object.is_some_and(|rest| rest.starts_with(b"\"")) {
        Format::JsonLines
    } else if starts_with_tag(head, b"<!doctype html") || starts_with_tag(head, b"<html") {
        Format::Html
    } else if head.starts_with(b"%PDF-") {
        Format::Pdf
    } else if head.starts_with(b"\x1F\x8B") || head.starts_with(b"PK\x03\x04") || head.starts_with(b"\x28\xB5\x2F\xFD")
    {
        Format::Packed
    } else {
        Format::Text
    }
}

fn starts_with_tag(head: &[u8], tag: &[u8]) -> bool {
    head.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_longest_ending() {
        assert_eq!(by_name("a/B.TXT"), Some(Format::Text));
        assert_eq!(by_name("page.html.gz"), Some(Format::Html));
        assert_eq!(by_name("dump.gz"), Some(Format::Packed));
        assert_eq!(by_name("report"), None);
    }

    #[test]
    fn bytes_tell_json_lines_from_text() {
        assert_eq!(by_bytes(b"\n{\"text\": \"a\"}\n"), Format::JsonLines);
        assert_eq!(by_bytes(b"{\n  \"text\": \"a\"\n}\n"), Format::Json);
        assert_eq!(by_bytes(b"{Updated} The Kremlin said\n"), Format::Text);
        assert_eq!(by_bytes(b"<!DOCTYPE HTML><title>"), Format::Html);
        assert_eq!(by_bytes(b""), Format::Text);
    }
}
