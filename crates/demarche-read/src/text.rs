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
