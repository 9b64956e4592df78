//! The words of a report by where they stand: a text in, for any stretch of it the places of its words out.
//!
//! "Verania's raid" holds two words, at 0 and 10; two stretches are about the same where they share words at the same places.

use serde_json::Value;
use std::collections::BTreeSet;

/// Places of words, in bytes.
pub(super) type Places = BTreeSet<usize>;

/// A text with its words.
pub(super) struct Text<'a> {
    text: &'a str,
    /// Where each code point begins, and the end.
    points: Vec<usize>,
    /// Where each word begins.
    words: Vec<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut points: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        points.push(text.len());
        let mut words = Vec::new();
        let mut inside = false;
        for (at, c) in text.char_indices() {
            // An apostrophe or hyphen inside a word is part of it.
            let joins = inside && matches!(c, '\'' | '’' | '-');
            if c.is_alphanumeric() && !inside {
                words.push(at);
            }
            inside = c.is_alphanumeric() || joins;
        }
        Self { text, points, words }
    }

    /// The words of a span in code points, as the record has it.
    pub(super) fn of_span(&self, span: &Value) -> Places {
        let end = |at: usize| span.get(at).and_then(Value::as_u64).and_then(|point| self.points.get(point as usize));
        match (end(0), end(1)) {
            (Some(&start), Some(&end)) => self.between(start, end),
            _ => Places::new(),
        }
    }

    /// The words of these stretches, each looked for behind the one before.
    pub(super) fn of_parts<'b>(&self, parts: impl Iterator<Item = &'b str>, near: usize) -> Places {
        let mut places = Places::new();
        let mut from = near;
        for part in parts {
            if let Some(at) = self.find(part, from) {
                from = at + part.len();
                places.extend(self.between(at, from));
            }
        }
        places
    }

    /// Where a stretch stands, from a place on, else anywhere.
    pub(super) fn find(&self, part: &str, from: usize) -> Option<usize> {
        let behind = self.text.get(from..).and_then(|rest| rest.find(part)).map(|at| from + at);
        behind.or_else(|| self.text.find(part)).filter(|_| !part.is_empty())
    }

    fn between(&self, start: usize, end: usize) -> Places {
        self.words.iter().copied().filter(|word| (start..end).contains(word)).collect()
    }
}

/// The words that two have in common, as a share of all.
pub(super) fn jaccard(a: &Places, b: &Places) -> f64 {
    let all = a.union(b).count();
    if all == 0 { 0.0 } else { a.intersection(b).count() as f64 / all as f64 }
}

/// Pairs of left and right, best first, each once, none below the floor.
pub(super) fn pair<L, R>(left: &[L], right: &[R], floor: f64, score: impl Fn(&L, &R) -> f64) -> Vec<(usize, usize)> {
    let mut table: Vec<(f64, usize, usize)> = Vec::new();
    for (i, one) in left.iter().enumerate() {
        table.extend(right.iter().enumerate().map(|(j, other)| (score(one, other), i, j)));
    }
    table.retain(|(value, ..)| *value >= floor);
    table.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_left, mut used_right) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, i, j) in table {
        if !used_left.contains(&i) && !used_right.contains(&j) {
            used_left.insert(i);
            used_right.insert(j);
            pairs.push((i, j));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_are_counted_where_they_stand() {
        let text = Text::new("Éire's well-armed raid, the raid");
        assert_eq!(text.of_span(&json!([0, 17])).len(), 2);
        let twice = text.of_parts(["raid", "raid"].into_iter(), 0);
        assert_eq!(twice.len(), 2, "the second is looked for behind the first");
        assert!(text.of_parts(["absent"].into_iter(), 0).is_empty());
    }

    #[test]
    fn the_best_pair_is_taken_first_and_each_only_once() {
        let score = |a: &f64, b: &f64| 1.0 - (a - b).abs();
        assert_eq!(pair(&[0.0, 0.4], &[0.3], 0.5, score), [(1, 0)]);
        assert!(pair(&[0.0], &[0.9], 0.5, score).is_empty());
    }
}
