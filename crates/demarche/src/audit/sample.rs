//! Drawing a sample: rows in, so many of them out, each stratum with its share; the same seed draws the same rows.
//!
//! Of 900 ASSAULT and 10 AID, a sample of 20 has 10 of each: a rare category is not left to chance.

use demarche_store::Auditable;
use std::collections::BTreeMap;

/// Draws `n` rows in turn from the strata, in order of a hash of seed and row.
pub(super) fn draw(
    items: &[Auditable],
    n: usize,
    seed: u64,
    stratum: impl Fn(&Auditable) -> String,
) -> Vec<&Auditable> {
    let mut strata: BTreeMap<String, Vec<(u64, &Auditable)>> = BTreeMap::new();
    for item in items {
        strata.entry(stratum(item)).or_default().push((hash(seed, item), item));
    }
    strata.values_mut().for_each(|items| items.sort());
    let mut drawn = Vec::new();
    let longest = strata.values().map(Vec::len).max().unwrap_or(0);
    for round in 0..longest {
        for items in strata.values() {
            if drawn.len() < n
                && let Some((_, item)) = items.get(round)
            {
                drawn.push(*item);
            }
        }
    }
    drawn
}

/// FNV-1a.
fn hash(seed: u64, item: &Auditable) -> u64 {
    let number = item.number.to_le_bytes();
    let bytes = seed.to_le_bytes().into_iter().chain(item.article.bytes()).chain(item.kind.bytes()).chain(number);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(category: &str, number: i64) -> Auditable {
        Auditable {
            article: "a".into(),
            kind: "event".into(),
            number,
            category: category.into(),
            status: String::new(),
            coded: String::new(),
            span: [0, 1],
            outlet: None,
            published: None,
        }
    }

    #[test]
    fn a_rare_category_gets_its_share_and_the_same_seed_the_same_rows() {
        let mut items: Vec<Auditable> = (0..90).map(|number| item("ASSAULT", number)).collect();
        items.extend((90..95).map(|number| item("AID", number)));
        let by = |item: &Auditable| item.category.clone();
        let drawn = draw(&items, 10, 1, by);
        assert_eq!(drawn.iter().filter(|item| item.category == "AID").count(), 5);
        assert_eq!(drawn, draw(&items, 10, 1, by));
        assert_ne!(drawn, draw(&items, 10, 2, by));
        assert_eq!(draw(&items, 500, 1, by).len(), 95);
    }
}
