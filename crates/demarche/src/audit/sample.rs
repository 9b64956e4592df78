//! Drawing a sample: rows in one by one, so many of them out, each stratum with its share; the same seed draws the same rows.
//!
//! Of 900 ASSAULT and 10 AID, a sample of 20 has 10 of each: a rare category is not left to chance.

use demarche_store::Drawable;
use smol_str::SmolStr;
use std::collections::{BTreeMap, BinaryHeap};

/// A row that is drawn.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Drawn {
    /// By seed and row: those with the least are drawn.
    hash: u64,
    /// Id of the report.
    pub(super) article: SmolStr,
    /// 1 is `e1`, `s1`.
    pub(super) number: i64,
    /// `event` or `statement`.
    pub(super) kind: &'static str,
}

/// Keeps of each stratum the rows that may be drawn, of however many it has.
pub(super) struct Draw {
    most: usize,
    seed: u64,
    /// By name, the last of those that are kept on top.
    strata: BTreeMap<String, BinaryHeap<Drawn>>,
}

impl Draw {
    /// At most so many rows.
    pub(super) fn new(most: usize, seed: u64) -> Self {
        Self { most, seed, strata: BTreeMap::new() }
    }

    /// Takes in a row of a stratum.
    pub(super) fn put(&mut self, stratum: &str, row: &Drawable<'_>) {
        let kept = match self.strata.get_mut(stratum) {
            Some(kept) => kept,
            None => self.strata.entry(stratum.to_owned()).or_default(),
        };
        let hash = hash(self.seed, row);
        let is_full = kept.len() >= self.most;
        if is_full && kept.peek().is_none_or(|last| last.hash < hash) {
            return;
        }
        kept.push(Drawn { hash, article: row.article.into(), number: row.number, kind: row.kind });
        if is_full {
            kept.pop();
        }
    }

    /// The rows, drawn in turn from the strata, in order of a hash of seed and row. Strata stand in order of their names.
    pub(super) fn done(self) -> Vec<Drawn> {
        let strata: Vec<Vec<Drawn>> = self.strata.into_values().map(BinaryHeap::into_sorted_vec).collect();
        let longest = strata.iter().map(Vec::len).max().unwrap_or(0);
        let rounds = (0..longest).flat_map(|round| strata.iter().filter_map(move |rows| rows.get(round)));
        rounds.take(self.most).cloned().collect()
    }
}

/// FNV-1a.
fn hash(seed: u64, row: &Drawable<'_>) -> u64 {
    let number = row.number.to_le_bytes();
    let bytes = seed.to_le_bytes().into_iter().chain(row.article.bytes()).chain(row.kind.bytes()).chain(number);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_category_gets_its_share_and_the_same_seed_the_same_rows() {
        let draw = |n, seed| {
            let mut draw = Draw::new(n, seed);
            for number in 0..95 {
                let stratum = if number < 90 { "event ASSAULT" } else { "event AID" };
                draw.put(stratum, &Drawable { article: "a", kind: "event", number, ..Drawable::default() });
            }
            draw.done()
        };
        let drawn = draw(10, 1);
        assert_eq!(drawn.iter().filter(|row| row.number >= 90).count(), 5);
        assert_eq!(drawn, draw(10, 1));
        assert_ne!(drawn, draw(10, 2));
        assert_eq!(draw(500, 1).len(), 95);
        assert!(draw(0, 1).is_empty());
        // The first of a stratum are the same, however many are drawn.
        assert_eq!(drawn[..4], draw(4, 1)[..4]);
    }
}
