//! From UTF-8 bytes to Unicode code points: what Python slices.

use demarche_model::Span;

/// Bytes between two stored counts: small enough to count quickly, large enough to store little.
const STEP: usize = 64;

/// Counts code points up to any byte of a text.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `STEP * i`; empty for ASCII, where bytes are code points.
    counts: Vec<u32>,
}

impl<'a> CodePoints<'a> {
    /// Prepares a text.
    pub fn new(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, counts: Vec::new() };
        }
        let mut counts = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            counts.push(count);
            count += starts(chunk);
        }
        counts.push(count);
        Self { text, counts }
    }

    /// Code points before this byte; a byte beyond the end counts as the end.
    pub fn at(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.text.len());
        if self.counts.is_empty() {
            return byte as u32;
        }
        let step = byte / STEP;
        self.counts[step] + starts(&self.text.as_bytes()[step * STEP..byte])
    }

    /// A span in code points.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// How many code points start in these bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_counts_like_chars() {
        let text = "“Erdoğan” said – déjà vu – ".repeat(9);
        let points = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(byte as u32), count as u32);
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count() as u32);
    }

    #[test]
    fn beyond_the_end_is_the_end() {
        assert_eq!(CodePoints::new("Qom").at(99), 3);
        assert_eq!(CodePoints::new("é").at(99), 1);
    }
}
