//! The hashes that the model was trained with, and a quick one for our own tables.
//!
//! In: a word ("sent") and spaCy's table of symbols. Out: its 64-bit id, and from an id the four rows of a hash
//! embedding. Facts from spaCy's `strings.pyx`, murmurhash's `MurmurHash2.cpp` and thinc's `numpy_ops.pyx`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// `MurmurHash64A` with seed 1: the id of a word that is no symbol.
pub(crate) fn murmur64a(bytes: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (blocks, rest) = bytes.as_chunks();
    for &block in blocks {
        let mut k = u64::from_le_bytes(block).wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash = (hash ^ u64::from_le_bytes(last)).wrapping_mul(M);
    }
    hash ^= hash >> 47;
    hash = hash.wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// The four rows that the parts of the 128-bit mix of an id select, each still to be taken modulo the table's size.
pub(crate) fn embedding_rows(id: u64, seed: u64) -> [u32; 4] {
    let mut h1 = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    h1 ^= seed ^ 8;
    let mut h2 = seed ^ 8;
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    h1 = mix(h1);
    h2 = mix(h2);
    h1 = h1.wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

/// A map with [`QuickHasher`].
pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// Multiply-and-rotate hash for the tables of one reading. Texts cannot do harm with chosen collisions beyond making
/// their own reading slow.
#[derive(Clone, Copy, Default)]
pub(crate) struct QuickHasher(u64);

impl QuickHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        // The table takes its bucket from the low bits, the product has its best bits on top.
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks();
        for &block in blocks {
            self.add(u64::from_le_bytes(block));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last) ^ (rest.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.add(value.into());
    }

    fn write_u32(&mut self, value: u32) {
        self.add(value.into());
    }

    fn write_u64(&mut self, value: u64) {
        self.add(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_spacys_ids() {
        // spacy.strings.hash_string
        for (word, id) in [
            ("coffee", 3_197_928_453_018_144_401),
            ("I", 4_690_420_944_186_131_903),
            ("größer", 7_601_892_151_492_143_185),
        ] {
            assert_eq!(murmur64a(word.as_bytes()), id, "{word}");
        }
    }

    #[test]
    fn ids_select_thincs_rows() {
        // thinc.api.NumpyOps().hash(numpy.array([3197928453018144401], dtype="uint64"), 8)
        assert_eq!(
            embedding_rows(3_197_928_453_018_144_401, 8),
            [2_399_055_680, 1_118_310_852, 3_598_583_520, 1_677_466_278]
        );
    }
}
