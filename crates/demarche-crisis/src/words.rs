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
    written(text).map(|written| Word { written, folded: fold(written) })
}

/// The words of a text in order, as written.
pub(crate) fn written(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    let parts = std::iter::from_fn(move || {
        rest = rest.get(length(rest, false)..)?;
        let (word, behind) = rest.split_at_checked(length(rest, true))?;
        rest = behind;
        (!word.is_empty()).then_some(word)
    });
    parts.map(bare).filter(|written| !written.is_empty())
}

/// How many bytes of a text stand before the first letter that does not belong to words, or that does.
fn length(text: &str, words: bool) -> usize {
    let wanted = if words { OF_WORD } else { APART };
    let mut at = 0;
    loop {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        at += rest.iter().position(|byte| SORTS[usize::from(*byte)] != wanted).unwrap_or(rest.len());
        // Most texts are plain: only letters beyond ASCII are looked at one by one.
        let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|letter| !letter.is_ascii())
        else {
            return at;
        };
        if (letter.is_alphanumeric() || letter == '’') != words {
            return at;
        }
        at += letter.len_utf8();
    }
}

/// Bytes that belong to words, those that stand between them, and those of letters beyond ASCII.
const OF_WORD: u8 = 1;
const APART: u8 = 0;
const BEYOND: u8 = 2;

/// By byte: its sort.
const SORTS: [u8; 256] = {
    let mut sorts = [BEYOND; 256];
    let mut byte = 0_u8;
    while byte.is_ascii() {
        sorts[byte as usize] = if byte.is_ascii_alphanumeric() || byte == b'\'' { OF_WORD } else { APART };
        byte += 1;
    }
    sorts
};

/// A word without the apostrophes around it.
fn bare(written: &str) -> &str {
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let bytes = written.as_bytes();
    if plain(bytes.first()) && plain(bytes.last()) { written } else { written.trim_matches(['\'', '’']) }
}

/// Hands over the bytes of a word as [`Word::folded`] has them, without making it where its letters are plain.
pub(crate) fn folded_bytes(written: &str, mut take: impl FnMut(u8)) {
    if written.is_ascii() {
        let kept = written.len() - possessive(written);
        written.bytes().take(kept).for_each(|byte| take(byte.to_ascii_lowercase()));
    } else {
        fold(written).bytes().for_each(take);
    }
}

/// The folded words of texts, with a blank before, between and after: phrases are looked for in it.
pub(crate) fn parted<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut folded = vec![b' '];
    for word in texts.flat_map(written) {
        folded_bytes(word, |byte| folded.push(byte));
        folded.push(b' ');
    }
    // Where there is no word, the blanks before and behind it stay.
    folded.resize(folded.len().max(2), b' ');
    String::from_utf8(folded).unwrap_or_default()
}

/// How many bytes of a plain word are its possessive ending.
fn possessive(written: &str) -> usize {
    if written.ends_with("'s") || written.ends_with("'S") { 2 } else { 0 }
}

/// Small letters, one apostrophe, no possessive.
pub(crate) fn fold(written: &str) -> String {
    if written.is_ascii() {
        let mut folded = written.to_ascii_lowercase();
        folded.truncate(written.len() - possessive(written));
        return folded;
    }
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
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_what_marks_leave(text in "[a-cA9 .'’‘é—٣½_-]{0,24}") {
            let parts = text.split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’'));
            let parts = parts.map(|written| written.trim_matches(['\'', '’'])).filter(|written| !written.is_empty());
            prop_assert_eq!(written(&text).collect::<Vec<_>>(), parts.collect::<Vec<_>>());
        }
    }

    #[test]
    fn apostrophes_belong_to_words_and_possessives_do_not() {
        let folded: Vec<_> = words("‘Israel’s raid’ wasn't it").map(|word| word.folded).collect();
        assert_eq!(folded, ["‘israel", "raid", "wasn't", "it"].map(|word| word.trim_start_matches('‘')));
    }

    #[test]
    fn plain_words_are_folded_like_others() {
        let slowly = |written: &str| {
            let folded = written.to_lowercase().replace('’', "'");
            folded.strip_suffix("'s").map_or(folded.clone(), str::to_owned)
        };
        for written in
            ["Iran's", "IRAN'S", "s", "'s", "O'Neil", "São", "Türkiye’s", "ΟΔΟΣ", "F-16", "İzmir's", "wasn't"]
        {
            assert_eq!(fold(written), slowly(written));
            let mut bytes = Vec::new();
            folded_bytes(written, |byte| bytes.push(byte));
            assert_eq!(bytes, slowly(written).into_bytes(), "{written}");
        }
    }

    proptest! {
        #[test]
        fn words_are_parted_by_one_blank(texts in proptest::collection::vec("[a-cA9 .'’sé—]{0,12}", 0..3)) {
            let folded: Vec<String> = texts.iter().flat_map(|text| words(text)).map(|word| word.folded).collect();
            prop_assert_eq!(parted(texts.iter().map(String::as_str)), format!(" {} ", folded.join(" ")));
        }
    }

    #[test]
    fn endings_go_where_a_word_is_left() {
        assert_eq!(
            ["strikes", "parties", "gas", "passes", "killed", "pass"].map(stem),
            ["strik", "party", "gas", "pass", "kill", "pass"]
        );
    }
}
