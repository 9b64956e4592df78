//! Bytes in, text out, with a note where the encoding was guessed or bytes were replaced.
//!
//! Order: byte order mark, UTF-16 without a mark (told by its NULs), UTF-8, and else a guess among the older encodings:
//! `said\xA0Russia` alone is windows-1252, while one bad byte among good UTF-8 is damage, not another encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use demarche_model::{Note, NoteCode};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes looked at to tell binary files and UTF-16 without a mark.
const SAMPLE: usize = 4096;

/// Decodes a text.
pub(crate) fn decode(bytes: Vec<u8>) -> (String, Vec<Note>) {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decode_as(encoding, bytes.get(mark..).unwrap_or_default(), None);
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return decode_as(encoding, &bytes, Some("has no byte order mark"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return (text, Vec::new()),
        Err(error) => error.into_bytes(),
    };
    if is_damaged_utf8(&bytes) {
        return decode_as(UTF_8, &bytes, None);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    decode_as(detector.guess(None, Utf8Detection::Deny), &bytes, Some("is not UTF-8"))
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8], guessed: Option<&str>) -> (String, Vec<Note>) {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    let mut note = |message| notes.push(Note { code: NoteCode::UNDECODABLE, span: None, message });
    if let Some(why) = guessed {
        note(format!("the file {why}; read as {}", encoding.name()));
    }
    if replaced {
        let count = text.matches('\u{FFFD}').count();
        note(format!("{count} undecodable places, shown as \u{FFFD} (read as {})", encoding.name()));
    }
    (text.into_owned(), notes)
}

/// English in UTF-16 has a NUL at every other byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let nulls = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nulls(0), nulls(1));
    let most = sample.len() * 2 / 5;
    if sample.len() < 8 || even.max(odd) < most || even.min(odd) * 10 > even.max(odd) {
        None
    } else if even > odd {
        Some(UTF_16BE)
    } else {
        Some(UTF_16LE)
    }
}

/// Whether bytes are UTF-8 with a few bad places: its multi-byte characters are too regular to be there by chance.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

/// What a file is whose first bytes no text has.
pub(crate) fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: &[(&[u8], &str)] = &[
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"RIFF", "a media file"),
        (b"\x7FELF", "a program"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\xD0\xCF\x11\xE0", "an old office document"),
    ];
    if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(kind);
    }
    if Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some() {
        return None;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|&&byte| byte < 0x20 && !b"\0\t\n\x0B\x0C\r\x1B".contains(&byte)).count();
    let nulls = sample.iter().filter(|&&byte| byte == 0).count();
    (controls * 20 > sample.len() || nulls * 2 > sample.len()).then_some("a binary file")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes.to_vec()).0
    }

    #[test]
    fn marks_come_first() {
        assert_eq!(text(b"\xEF\xBB\xBFIran"), "Iran");
        assert_eq!(text(b"\xFF\xFEI\0r\0a\0n\0"), "Iran");
        assert_eq!(text(b"\xFE\xFF\0I\0r\0a\0n"), "Iran");
    }

    #[test]
    fn utf16_without_a_mark_is_told_by_its_nulls() {
        let bytes: Vec<u8> = "Tehran denied it.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (text, notes) = decode(bytes);
        assert_eq!(text, "Tehran denied it.");
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn old_quotation_marks_are_read_as_windows_1252() {
        let (text, notes) = decode(b"The minister said \x93we are ready\x94 and left the caf\xE9.".to_vec());
        assert_eq!(text, "The minister said “we are ready” and left the café.");
        assert_eq!(notes[0].code, NoteCode::UNDECODABLE);
        assert!(notes[0].message.contains("windows-1252"), "{}", notes[0].message);
    }

    #[test]
    fn one_bad_byte_does_not_change_the_encoding() {
        let (text, notes) = decode(b"\xE2\x80\x9CWe are ready\xE2\x80\x9D, the ministry\xFF said".to_vec());
        assert_eq!(text, "“We are ready”, the ministry\u{FFFD} said");
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn a_text_cut_in_a_character_stays_utf8() {
        assert_eq!(
            text(b"\xE2\x80\x9CWe are ready\xE2\x80\x9D, the minister\xE2\x80"),
            "“We are ready”, the minister\u{FFFD}"
        );
    }

    #[test]
    fn binary_files_are_told() {
        assert_eq!(binary_kind(b"\x89PNG\r\n\x1A\n"), Some("a PNG image"));
        assert_eq!(binary_kind(&[1; 100]), Some("a binary file"));
        assert_eq!(binary_kind(b"Iran\0 said\0"), None);
        assert_eq!(binary_kind("Взрыв в Москве".as_bytes()), None);
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = binary_kind(&bytes);
            let _ = decode(bytes);
        }

        #[test]
        fn utf8_is_never_changed(text in "[a-zA-Z“”’éАя .\n]{0,200}") {
            prop_assert_eq!(decode(text.clone().into_bytes()).0, text);
        }
    }
}
