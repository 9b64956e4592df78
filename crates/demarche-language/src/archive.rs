//! The model file: named sections of bytes or numbers, as `models/convert.py` writes them.
//!
//! In: the bytes of `en_core_web_sm.bin`. Out: sections by name as text lines, word lists, ranges, or `f32` numbers
//! (scaled whole numbers are unpacked). What a section means is left to its reader. For "Moscow sent a message." the
//! tagger's weights are the section `tagger.weight`.

use crate::kernels::Kernel;
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
    /// This processor cannot run the kernel.
    Kernel(Kernel),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => f.write_str("not a model file of demarche-language, version 1"),
            Self::Section(name) => write!(f, "section \"{name}\" of the model file is missing or damaged"),
            Self::Kernel(kernel) => write!(f, "this processor cannot run the kernel {kernel:?}"),
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
            Some(&(1, bytes)) => unpack(bytes, count).unwrap_or_default(),
            Some(&(2, bytes)) => bytes.as_chunks().0.iter().map(|&number| f32::from_le_bytes(number)).collect(),
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

/// Numbers of 16 or 18 bits, each row with its scale (`models/convert.py` describes the layout).
fn unpack(mut bytes: &[u8], count: usize) -> Option<Vec<f32>> {
    let width = u32::from_le_bytes(*bytes.split_off(..4)?.first_chunk()?) as usize;
    let high_bits = u32::from_le_bytes(*bytes.split_off(..4)?.first_chunk()?);
    if width == 0 || !count.is_multiple_of(width) || !count.is_multiple_of(4) {
        return None;
    }
    let scales = bytes.split_off(..count / width * 4)?.as_chunks().0;
    let low = bytes.split_off(..count * 2)?.as_chunks().0;
    let mut numbers: Vec<f32> = low.iter().map(|&low| f32::from(u16::from_le_bytes(low))).collect();
    let half = match high_bits {
        0 => 32_768.0,
        2 => {
            for (four, &high) in numbers.as_chunks_mut::<4>().0.iter_mut().zip(bytes.get(..count / 4)?) {
                for (i, number) in four.iter_mut().enumerate() {
                    *number += f32::from(high >> (2 * i) & 3) * 65_536.0;
                }
            }
            131_072.0
        }
        _ => return None,
    };
    for (row, &scale) in numbers.chunks_exact_mut(width).zip(scales) {
        let scale = f32::from_le_bytes(scale);
        row.iter_mut().for_each(|number| *number = (*number - half) * scale);
    }
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaled_numbers_are_unpacked() {
        let narrow = [
            &[2, 0, 0, 0, 0, 0, 0, 0],
            &0.5f32.to_le_bytes()[..],
            &2f32.to_le_bytes(),
            &[0, 128, 2, 128, 255, 127, 0, 0],
        ];
        assert_eq!(unpack(&narrow.concat(), 4), Some(vec![0.0, 1.0, -2.0, -65_536.0]));
        let wide = [&[4, 0, 0, 0, 2, 0, 0, 0], &1f32.to_le_bytes()[..], &[0, 0, 1, 0, 2, 0, 255, 255, 0b11_10_01_00]];
        assert_eq!(unpack(&wide.concat(), 4), Some(vec![-131_072.0, -65_535.0, 2.0, 131_071.0]));
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
