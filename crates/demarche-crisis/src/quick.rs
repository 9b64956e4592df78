//! A quick hash for maps with millions of keys, whose order is never seen: numbers or short words in, 64 bits out.
//!
//! The five-word runs of a hundred thousand reports ("violated, Jordan's military said on") are thirteen million numbers, and looking each up is what finding copies
//! costs.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map by quick hashes.
pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// A set by quick hashes.
pub(crate) type QuickSet<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// Multiplies and rotates, eight bytes at a time, and spreads what comes out over all bits.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Quick(u64);

/// An odd number without pattern: the fraction of the golden ratio.
pub(crate) const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

impl Quick {
    fn fold(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(FACTOR);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for part in bytes.chunks(8) {
            let mut number = [0; 8];
            number.iter_mut().zip(part).for_each(|(place, byte)| *place = *byte);
            self.fold(u64::from_le_bytes(number) ^ (part.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.fold(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.fold(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.fold(number);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use std::hash::{BuildHasher, Hash};

    #[test]
    fn keys_that_look_alike_are_spread() {
        let quick = BuildHasherDefault::<Quick>::default();
        let of =
            |key: &dyn Fn(usize) -> String| (0..4096).map(|number| quick.hash_one(key(number))).collect::<Vec<_>>();
        for hashes in [of(&|number| format!("w{number}")), of(&|number| "a".repeat(number % 256) + &number.to_string())]
        {
            assert_eq!(hashes.iter().collect::<BTreeSet<_>>().len(), 4096);
            let (low, high): (BTreeSet<u64>, BTreeSet<u64>) =
                hashes.iter().map(|hash| (hash & 0xfff, hash >> 52)).unzip();
            assert!(low.len() > 2200 && high.len() > 2200, "{} {}", low.len(), high.len());
        }
        let mut number = Quick::default();
        7_u64.hash(&mut number);
        assert_ne!(number.finish(), quick.hash_one(8_u64));
    }
}
