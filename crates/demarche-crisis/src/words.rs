//! The words of a text, for comparing texts: a text in, its words out, folded and bare of endings.
//!
//! "Israel's air force struck" gives `israel`, `air`, `force`, `struck`.

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// As written.
    pub(crate) written: &'a str,
    /// Small letters, without a possessive ending.
    pub(crate) folded: String,
}

/// The words of a text in order: letters and digits, with apostrophes inside.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’')).filter_map(|written| {
        let written = written.trim_matches(['\'', '’']);
        (!written.is_empty()).then(|| Word { written, folded: fold(written) })
    })
}

/// Small letters, one apostrophe, no possessive.
fn fold(written: &str) -> String {
    let mut folded = written.to_lowercase().replace('’', "'");
    if folded.ends_with("'s") {
        folded.truncate(folded.len() - 2);
    }
    folded
}

/// A word bare of its commonest endings: `strikes` and `strike`, `parties` and `party` are one.
pub(crate) fn stem(folded: &str) -> String {
    const ENDINGS: [(&str, &str); 6] = [("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")];
    if folded.ends_with("ss") {
        return folded.to_owned();
    }
    for (ending, put) in ENDINGS {
        if let Some(rest) = folded.strip_suffix(ending)
            && rest.chars().count() >= 3
        {
            return rest.to_owned() + put;
        }
    }
    folded.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apostrophes_belong_to_words_and_possessives_do_not() {
        let folded: Vec<_> = words("‘Israel’s raid’ wasn't it").map(|word| word.folded).collect();
        assert_eq!(folded, ["‘israel", "raid", "wasn't", "it"].map(|word| word.trim_start_matches('‘')));
    }

    #[test]
    fn endings_go_where_a_word_is_left() {
        assert_eq!(
            ["strikes", "parties", "gas", "passes", "killed", "pass"].map(stem),
            ["strik", "party", "gas", "pass", "kill", "pass"]
        );
    }
}
