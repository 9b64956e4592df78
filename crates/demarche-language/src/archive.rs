//! The model file: named sections of bytes or numbers, as `models/convert.py` writes them.
//!
//! In: the bytes of `en_core_web_sm.bin`. Out: sections by name as text lines, word lists, ranges, or `f32` numbers
//! (half-precision sections are widened). What a section means is left to its reader. For "Moscow sent a message." the
//! tagger's weights are the section `tagger.weight`.

use std::collections::HashMap;
use std::fmt;

const MAGIC: &[u8] = b"demarche-language 1\n";

/// Why a model file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The file does not begin as a model file does, or ends too early.
    NotAModel,
    /// This section is missing, or is not what its name promises.
    Section(String),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str("not a model file of demarche-language, version 1"),
            Self::Section(name) => write!(f, "section \"{name}\" of the model file is missing or damaged"),
        }
    }
}

impl std::error::Error for ModelError {}

/// The sections of a model file.
pub(crate) struct Archive<'a> {
    sections: HashMap<&'a str, (u8, &'a [u8])>,
}

impl<'a> Archive<'a> {
    /// Reads the table of sections.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ModelError> {
        Self::sections(bytes).map(|sections| Self { sections }).ok_or(ModelError::NotAModel)
    }

    fn sections(bytes: &'a [u8]) -> Option<HashMap<&'a str, (u8, &'a [u8])>> {
        let mut table = bytes.strip_prefix(MAGIC)?;
        let count = u32::from_le_bytes(*table.split_off(..4)?.first_chunk()?);
        let mut sections = HashMap::new();
        for _ in 0..count {
            let length = *table.split_off_first()? as usize;
            let name = std::str::from_utf8(table.split_off(..length)?).ok()?;
            let kind = *table.split_off_first()?;
            let offset = u32::from_le_bytes(*table.split_off(..4)?.first_chunk()?) as usize;
            let length = u32::from_le_bytes(*table.split_off(..4)?.first_chunk()?) as usize;
            sections.insert(name, (kind, bytes.get(offset..offset.checked_add(length)?)?));
        }
        Some(sections)
    }

    /// Whether there is a section of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.sections.contains_key(name)
    }

    /// The raw bytes of a section.
    pub(crate) fn bytes(&self, name: &str) -> Result<&'a [u8], ModelError> {
        match self.sections.get(name) {
            Some(&(0, bytes)) => Ok(bytes),
            _ => Err(ModelError::Section(name.to_owned())),
        }
    }

    /// The lines of a text section.
    pub(crate) fn lines(&self, name: &str) -> Result<std::str::Split<'a, char>, ModelError> {
        let text = std::str::from_utf8(self.bytes(name)?).map_err(|_| ModelError::Section(name.to_owned()))?;
        Ok(text.split('\n'))
    }

    /// Ascending ranges of code points, both ends included.
    pub(crate) fn ranges(&self, name: &str) -> Result<Vec<(u32, u32)>, ModelError> {
        let mut bytes = self.bytes(name)?;
        let mut read = || -> Option<Vec<(u32, u32)>> {
            let count = varint(&mut bytes)?;
            let mut at = 0u32;
            let mut ranges = Vec::new();
            for _ in 0..count {
                let first = at.checked_add(varint(&mut bytes)?)?;
                at = first.checked_add(varint(&mut bytes)?)?;
                ranges.push((first, at));
            }
            Some(ranges)
        };
        read().ok_or_else(|| ModelError::Section(name.to_owned()))
    }

    /// A sorted word list.
    pub(crate) fn words(&self, name: &str) -> Result<WordList, ModelError> {
        WordList::decode(self.bytes(name)?).ok_or_else(|| ModelError::Section(name.to_owned()))
    }

    /// The numbers of a section, which must be `count` in number.
    pub(crate) fn numbers(&self, name: &str, count: usize) -> Result<Vec<f32>, ModelError> {
        let numbers: Vec<f32> = match self.sections.get(name) {
            Some(&(1, bytes)) => bytes.as_chunks().0.iter().map(|&half| widen(u16::from_le_bytes(half))).collect(),
            Some(&(2, bytes)) => bytes.as_chunks().0.iter().map(|&whole| f32::from_le_bytes(whole)).collect(),
            _ => Vec::new(),
        };
        if numbers.len() == count { Ok(numbers) } else { Err(ModelError::Section(name.to_owned())) }
    }
}

/// Words in ascending order of their bytes, in one block of memory.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    bytes: Vec<u8>,
    starts: Vec<u32>,
}

impl WordList {
    fn decode(mut coded: &[u8]) -> Option<Self> {
        let count = varint(&mut coded)? as usize;
        let mut list = Self { bytes: Vec::with_capacity(coded.len() * 2), starts: vec![0] };
        list.starts.reserve(count.min(coded.len()));
        let mut before = 0;
        for _ in 0..count {
            let (shared, rest) = (varint(&mut coded)? as usize, varint(&mut coded)? as usize);
            let start = list.bytes.len();
            if before + shared > start {
                return None;
            }
            list.bytes.extend_from_within(before..before + shared);
            list.bytes.extend_from_slice(coded.split_off(..rest)?);
            list.starts.push(list.bytes.len() as u32);
            before = start;
        }
        Some(list)
    }

    /// Whether the word is in the list.
    pub(crate) fn contains(&self, word: &str) -> bool {
        let (mut low, mut high) = (0, self.starts.len().saturating_sub(1));
        while low < high {
            let middle = (low + high) / 2;
            let entry = &self.bytes[self.starts[middle] as usize..self.starts[middle + 1] as usize];
            match entry.cmp(word.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return true,
            }
        }
        false
    }
}

fn varint(bytes: &mut &[u8]) -> Option<u32> {
    let (mut value, mut shift) = (0u32, 0);
    loop {
        let byte = *bytes.split_off_first()?;
        value |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte < 0x80 {
            return Some(value);
        }
        shift += 7;
    }
}

/// A half-precision number as `f32`, exactly. Moving exponent and mantissa into place leaves the value too small by
/// 2^112, which one multiplication mends, subnormal numbers included. (The weights hold no infinities.)
fn widen(half: u16) -> f32 {
    let sign = u32::from(half & 0x8000) << 16;
    let rest = u32::from(half & 0x7fff) << 13;
    f32::from_bits(sign | (f32::from_bits(rest) * f32::from_bits(0x7780_0000)).to_bits())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_is_widened_exactly() {
        for (half, want) in
            [(0x3c00, 1.0), (0xc000, -2.0), (0x0001, 5.960_464_5e-8), (0x7bff, 65504.0), (0x3555, 0.333_251_95)]
        {
            assert_eq!(widen(half), want);
        }
    }

    #[test]
    fn word_lists_share_prefixes() {
        let coded = b"\x03\0\x04more\x02\x02ve\x04\x01d";
        let list = WordList::decode(coded).expect("a sound list");
        assert!(list.contains("move") && list.contains("moved") && list.contains("more"));
        assert!(!list.contains("mov") && !list.contains("") && !list.contains("zeal"));
    }

    #[test]
    fn a_damaged_file_is_refused() {
        assert_eq!(Archive::open(b"GIF89a").err(), Some(ModelError::NotAModel));
        assert_eq!(Archive::open(b"demarche-language 1\n\x05\0\0\0").err(), Some(ModelError::NotAModel));
    }
}
