//! Whether two stretches of text are about the same words: evidence and a phrase of the truth in, yes or no out.
//!
//! "it had killed the commander" overlaps "killed the commander in Tolm": half of the shorter one's words stand in order, or six in ten at all.

use std::collections::BTreeSet;

/// The words, in small letters, with one kind of apostrophe.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .chars()
        .map(|letter| match letter {
            '’' | '‘' | '`' => '\'',
            letter => letter,
        })
        .collect();
    folded
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .flat_map(|word| {
            // A quotation mark at an edge or doubled is none of a word.
            word.split("''").map(|part| part.trim_matches('\'').to_lowercase()).collect::<Vec<_>>()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether they overlap.
pub(super) fn overlap(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return false;
    }
    let best = long
        .windows(short.len())
        .map(|run| run.iter().zip(&short).filter(|(one, other)| one == other).count())
        .max()
        .unwrap_or(0);
    let once: BTreeSet<&String> = short.iter().collect();
    let shared = long.iter().collect::<BTreeSet<_>>().intersection(&once).count();
    2 * best >= short.len() || 10 * shared >= 6 * once.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_in_order_or_most_in_any_order() {
        assert!(overlap("it had killed the commander", "killed the commander in Tolm"));
        assert!(overlap("Verania’s raid", "the raid of Verania's fleet"));
        assert!(!overlap("Verania closed its ports", "the raid of the fleet"));
        assert!(!overlap("", "anything"));
    }
}
