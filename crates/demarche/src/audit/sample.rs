//! Drawing a sample: rows in, so many of them out, each stratum with its share; the same seed draws the same rows.
//!
//! Of 900 ASSAULT and 10 AID, a sample of 20 has 10 of each: a rare category is not left to chance.

use demarche_store::Drawable;
use std::collections::BTreeMap;

/// What a stratum is told by: at most three things.
pub(super) type Stratum<'a> = [&'a str; 3];

/// Draws `n` rows in turn from the strata, in order of a hash of seed and row. Strata stand in order of kind and of `name`.
pub(super) fn draw<'a>(
    items: &'a [Drawable],
    n: usize,
    seed: u64,
    stratum: impl Fn(&'a Drawable) -> Stratum<'a>,
    name: impl Fn(Stratum<'a>) -> String,
) -> Vec<&'a Drawable> {
    // Of very many rows the name is made once for all of a stratum.
    let mut parts: BTreeMap<(&str, Stratum<'_>), Vec<(u64, &Drawable)>> = BTreeMap::new();
    for item in items {
        parts.entry((item.kind, stratum(item))).or_default().push((hash(seed, item), item));
    }
    let mut strata: BTreeMap<String, Vec<(u64, &Drawable)>> = BTreeMap::new();
    for ((kind, stratum), items) in parts {
        strata.entry(format!("{kind} {}", name(stratum))).or_default().extend(items);
    }
    for items in strata.values_mut() {
        let order = |a: &(u64, &Drawable), b: &(u64, &Drawable)| {
            a.0.cmp(&b.0).then_with(|| (&a.1.article, a.1.number).cmp(&(&b.1.article, b.1.number)))
        };
        if items.len() > n {
            items.select_nth_unstable_by(n, order);
            items.truncate(n);
        }
        items.sort_unstable_by(order);
    }
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
fn hash(seed: u64, item: &Drawable) -> u64 {
    let number = item.number.to_le_bytes();
    let bytes = seed.to_le_bytes().into_iter().chain(item.article.bytes()).chain(item.kind.bytes()).chain(number);
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(category: &str, number: i64) -> Drawable {
        Drawable { article: "a".into(), kind: "event", number, category: category.into(), ..Drawable::default() }
    }

    #[test]
    fn a_rare_category_gets_its_share_and_the_same_seed_the_same_rows() {
        let mut items: Vec<Drawable> = (0..90).map(|number| item("ASSAULT", number)).collect();
        items.extend((90..95).map(|number| item("AID", number)));
        let draw = |n, seed| {
            draw(&items, n, seed, |item| [item.category.as_str(), "", ""], |[category, ..]| category.to_owned())
        };
        let drawn = draw(10, 1);
        assert_eq!(drawn.iter().filter(|item| item.category == "AID").count(), 5);
        assert_eq!(drawn, draw(10, 1));
        assert_ne!(drawn, draw(10, 2));
        assert_eq!(draw(500, 1).len(), 95);
    }
}
