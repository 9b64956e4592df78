//! Amounts that tell a deed: words in, how many of what out.
//!
//! "Gave the rebels $300 million" and "paid them $300 million" tell of one payment, and "sent 400 drones" of what "the 400 drones" were. Years, small
//! numbers and parts of names ("BM-21 rockets") are none.

use super::common::{Common, stem};
use super::word_set::WordSet;
use crate::words::words;

/// Fewer than so many are told of many deeds.
const LEAST: u64 = 20;
/// Numbers that may be years.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2100;

/// The amounts in a text: "300 million", "400 dron".
pub(super) fn amounts(text: &str, common: &Common) -> WordSet {
    let mut written = text.split_whitespace().peekable();
    let mut made: Vec<String> = Vec::new();
    while let Some(count) = written.next() {
        let Some(number) = number(count) else { continue };
        let Some(noun) = written.peek().and_then(|next| words(next).next()) else { continue };
        if common.is_scale(&noun.folded) {
            made.push(format!("{number} {}", noun.folded));
        } else if number >= LEAST && !YEARS.contains(&number) && noun.folded.chars().all(char::is_alphabetic) {
            made.push(format!("{number} {}", stem(&noun.folded)));
        }
    }
    made.into_iter().collect()
}

/// "$1,200" as a number; nothing for what is not written in digits alone, and for a number that ends its clause.
fn number(written: &str) -> Option<u64> {
    let digits = written.trim_start_matches(['$', '€', '£', '¥', '₹']);
    let plain: String = digits.chars().filter(|letter| *letter != ',').collect();
    let whole = !digits.ends_with(',') && plain.bytes().all(|byte| byte.is_ascii_digit());
    plain.parse().ok().filter(|_| whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;

    #[test]
    fn sums_and_counts_are_amounts_and_years_and_names_are_none() {
        let lexicon = Lexicon::embedded();
        let common = Common::new(&lexicon.news_words, &[]);
        let of = |text: &str| amounts(text, &common).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(of("gave the rebels $300 million"), ["300 million"]);
        assert_eq!(of("drove 400,000 people out"), [format!("400000 {}", stem("people"))]);
        assert_eq!(of("fired BM-21 rockets in 2031 there, and in 2030 places"), Vec::<String>::new());
        assert_eq!(of("killed 12 people, and hit 40, there"), Vec::<String>::new());
    }
}
