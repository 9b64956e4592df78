//! Whether what stands before a phrase turns it round: folded words and the place of the phrase in, yes or no out.
//!
//! In "Noria did not condemn the raid" the phrase *condemn* shows no condemnation.

/// Words that turn round what follows them.
const NOT: [&str; 7] = ["not", "no", "never", "nor", "neither", "without", "nobody"];
/// How far before the phrase they may stand, in words.
const REACH: usize = 3;

/// Whether a *not* stands within three words before `place`, a byte offset into `text`: words between single blanks.
pub(crate) fn is_turned(text: &str, place: usize) -> bool {
    let before = text.get(..place).unwrap_or_default();
    before.split_whitespace().rev().take(REACH).any(|word| NOT.contains(&word) || word.ends_with("n't"))
}

#[cfg(test)]
mod tests {
    use super::is_turned;

    #[test]
    fn a_not_turns_what_stands_right_after_it() {
        let at = |text: &str| is_turned(text, text.find("condemn").expect("the phrase"));
        assert!(at(" noria did not condemn the raid "));
        assert!(at(" noria didn't publicly condemn the raid "));
        assert!(!at(" noria condemned the raid "));
        assert!(!at(" it was not clear when noria would condemn the raid "));
    }
}
