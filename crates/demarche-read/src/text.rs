//! A text file in, one document out: decoded, cut at the limit, otherwise as it is.
//!
//! `000.txt`, in whatever encoding it was saved, becomes the body of one report whose origin is the path.

use crate::{Item, ReadError, ReadOptions, decode};
use demarche_model::{Body, Note, NoteCode, RawDocument};
use std::io::Read;

/// Reads a whole text.
pub(crate) fn read(origin: String, bytes: impl Read, options: ReadOptions) -> Item {
    let mut raw = Vec::new();
    // The widest encoding takes four bytes for one of ASCII.
    let most = options.text_limit.saturating_mul(4).saturating_add(4);
    if let Err(error) = bytes.take(most as u64).read_to_end(&mut raw) {
        return Err(ReadError::new(&origin, format!("cannot be read: {error}")));
    }
    if let Some(kind) = decode::binary_kind(&raw) {
        let message = format!("looks like {kind}, not like text; expected a report as text or JSON Lines");
        return Err(ReadError::new(&origin, message));
    }
    let (text, mut notes) = decode::decode(raw);
    let text = within_limit(text, options.text_limit, &mut notes);
    Ok(RawDocument { origin, body: Body::Text(text), notes, ..RawDocument::default() })
}

/// The text up to the limit, with a note where something follows.
pub(crate) fn within_limit(mut text: String, limit: usize, notes: &mut Vec<Note>) -> String {
    if text.len() > limit {
        let message = format!("longer than {limit} bytes; what follows was not read");
        let end = (0..=limit).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        text.truncate(end);
        notes.push(Note { code: NoteCode::TOO_LONG, span: None, message });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endless_line_is_cut_with_a_note() {
        let endless = std::io::repeat(b'x').take(50 << 20);
        let document = read("endless.txt".to_owned(), endless, ReadOptions::default()).expect("it is text");
        assert_eq!(document.notes[0].code, NoteCode::TOO_LONG);
        let Body::Text(text) = document.body else { panic!("a text gives a text") };
        assert_eq!(text.len(), 1 << 20);
    }

    #[test]
    fn the_limit_falls_between_characters() {
        let mut notes = Vec::new();
        assert_eq!(within_limit("“Iran”".to_owned(), 1, &mut notes), "");
        assert_eq!(within_limit("“Iran”".to_owned(), 8, &mut notes), "“Iran");
        assert_eq!(notes.len(), 2);
        assert_eq!(within_limit("Iran".to_owned(), 4, &mut notes), "Iran");
        assert_eq!(notes.len(), 2);
    }

    #[test]
    fn an_empty_file_is_an_empty_document_and_an_image_is_an_error() {
        let document = read("empty.txt".to_owned(), &b""[..], ReadOptions::default()).expect("it is empty, not broken");
        assert_eq!(document.body, Body::Text(String::new()));
        let error =
            read("x.txt".to_owned(), &b"\x89PNG\r\n\x1a\n"[..], ReadOptions::default()).expect_err("it is an image");
        assert!(error.to_string().starts_with("x.txt: looks like a PNG image"), "{error}");
    }
}
