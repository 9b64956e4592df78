//! Small sets of words or names that are compared again and again: words in any order in, a set out that stands in one place of memory.
//!
//! "Israeli strikes on its nuclear sites" has a dozen such sets of none to ten words, and forty thousand tellings have them: trees of single words
//! take more room, and more time to lay out, than all else that comparing needs.

use smol_str::SmolStr;
use std::cmp::Ordering;

/// How a side ends that may be any armed group of a country: `col.*`; each of them begins with that country.
pub(super) const ANY_GROUP: &str = ".*";

/// Words in their order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct WordSet(Vec<SmolStr>);

impl WordSet {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, SmolStr> {
        self.0.iter()
    }

    /// The only word of a set that has one.
    pub(super) fn sole(&self) -> Option<&SmolStr> {
        self.0.first().filter(|_| self.0.len() == 1)
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
    }

    /// The words that both have.
    pub(super) fn shared<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a SmolStr> {
        let (mut own, mut others) = (self.0.as_slice(), other.0.as_slice());
        std::iter::from_fn(move || {
            while let ([first, rest @ ..], [second, behind @ ..]) = (own, others) {
                match first.cmp(second) {
                    Ordering::Less => own = rest,
                    Ordering::Greater => others = behind,
                    Ordering::Equal => {
                        (own, others) = (rest, behind);
                        return Some(first);
                    }
                }
            }
            None
        })
    }

    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        self.shared(other).next().is_none()
    }

    /// Whether one has some armed group of a country of which the other has any.
    pub(super) fn may_meet(&self, other: &Self) -> bool {
        let begins = |own: &Self, others: &Self| {
            let any = own.0.iter().filter_map(|side| side.strip_suffix('*').filter(|begin| begin.ends_with('.')));
            any.into_iter().any(|begin| others.0.iter().any(|side| side.starts_with(begin)))
        };
        begins(self, other) || begins(other, self)
    }

    /// The words that either has.
    pub(super) fn with(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).cloned().collect()
    }
}

impl<T: Into<SmolStr>> FromIterator<T> for WordSet {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        let mut words: Vec<SmolStr> = words.into_iter().map(Into::into).collect();
        words.sort_unstable();
        words.dedup();
        words.shrink_to_fit();
        Self(words)
    }
}

impl IntoIterator for WordSet {
    type Item = SmolStr;
    type IntoIter = std::vec::IntoIter<SmolStr>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn it_is_what_a_tree_of_words_is(a in "[a-d ]{0,12}", b in "[a-d ]{0,12}") {
            let of = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
            let (one, other) = (of(&a).into_iter().collect::<WordSet>(), of(&b).into_iter().collect::<WordSet>());
            let (tree, second) = (of(&a).into_iter().collect::<BTreeSet<_>>(), of(&b).into_iter().collect::<BTreeSet<_>>());
            let words = |set: &WordSet| set.iter().map(ToString::to_string).collect::<Vec<_>>();
            prop_assert_eq!(words(&one), tree.iter().cloned().collect::<Vec<_>>());
            prop_assert_eq!(words(&one.with(&other)), tree.union(&second).cloned().collect::<Vec<_>>());
            let shared: Vec<String> = one.shared(&other).map(ToString::to_string).collect();
            prop_assert_eq!(&shared, &tree.intersection(&second).cloned().collect::<Vec<_>>());
            prop_assert_eq!(one.is_disjoint(&other), shared.is_empty());
            prop_assert!(of(&b).iter().all(|word| one.contains(word) == tree.contains(word)));
            prop_assert_eq!(one.sole().is_some(), tree.len() == 1);
        }
    }
}
