//! The digests of the reports that were put in last, so that settling need not read back what was in memory a moment ago.
//!
//! Ten thousand reports come; the last thousands are at hand when they are compared, the others are read from the store, and so are those that another
//! process put in between, "Verania closes its ports" among them.

use anyhow::Result;
use demarche_crisis::Digest;
use demarche_store::{Known, Settling};
use std::collections::VecDeque;

/// So many are kept at hand: memory has to stay flat while a pile of any size is read.
const MOST: usize = 8192;

/// Digests at hand, in order of their numbers.
#[derive(Debug, Default)]
pub(crate) struct Fresh {
    digests: VecDeque<Digest>,
}

impl Fresh {
    /// Keeps a digest; its number is higher than those before.
    pub(crate) fn put(&mut self, number: i64, digest: Digest) {
        if self.digests.len() == MOST {
            self.digests.pop_front();
        }
        self.digests.push_back(Digest { number: number.unsigned_abs(), ..digest });
    }

    /// Which reports have to be read from the store, and the digests of the others. Reports that have a later version by now are in neither.
    pub(super) fn beside(self, settling: &Settling<'_>) -> Result<(Vec<Known>, Vec<Digest>)> {
        let Some(first) = self.digests.front().and_then(|digest| i64::try_from(digest.number).ok()) else {
            return Ok((vec![Known::All], Vec::new()));
        };
        let mut at_hand = self.digests.into_iter().peekable();
        let (mut missing, mut found) = (Vec::new(), Vec::new());
        for number in settling.numbers_from(first)? {
            while at_hand.next_if(|digest| digest.number < number.unsigned_abs()).is_some() {}
            match at_hand.next_if(|digest| digest.number == number.unsigned_abs()) {
                Some(digest) => found.push(digest),
                None => missing.push(number),
            }
        }
        Ok((vec![Known::Below(first), Known::Numbers(missing)], found))
    }
}
