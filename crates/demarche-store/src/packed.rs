//! Texts deflated for the file, quickly rather than tightly: a record of 90 KB is kept in 22.

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::io::{self, Read, Write};

/// No stored text unpacks to more than this: a damaged or hostile file must not fill the memory.
const MOST_BYTES: u64 = 256 << 20;

/// Packs a text. The same text gives the same bytes.
///
/// # Errors
/// None that memory does not give.
pub fn pack(text: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(text.len() / 4), Compression::fast());
    encoder.write_all(text)?;
    encoder.finish()
}

/// Unpacks a text.
pub(crate) fn unpack(packed: &[u8]) -> io::Result<String> {
    let mut text = String::new();
    DeflateDecoder::new(packed).take(MOST_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        let text = "“Erdoğan” said. ".repeat(500);
        let packed = pack(text.as_bytes()).expect("memory takes every byte");
        assert!(packed.len() < text.len() / 10);
        assert_eq!(unpack(&packed).expect("packed above"), text);
    }

    #[test]
    fn damage_is_an_error() {
        assert!(unpack(b"\xff\xff\xff").is_err());
    }
}
