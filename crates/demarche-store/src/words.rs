//! Words in rows: whether a text holds words, small letters or capital, asked of SQLite for each row.
//!
//! `--about Bergen` keeps "the port of BERGEN was shelled". It is a function of ours since LIKE takes ten times as long over a hundred thousand reports.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

/// Letters of English from the rarest on: the rarest of the words is looked for first.
const RAREST: &[u8] = b"zqxjkvbpygwfmculdhrsnioate";

/// Makes `holds(text, words)` known to a connection.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("holds", 2, flags, |context| {
        let (text, words) = (context.get_raw(0).as_str_or_null()?, context.get_raw(1).as_str_or_null()?);
        Ok(text.zip(words).is_some_and(|(text, words)| holds(text, words)))
    })
}

/// Whether a text holds words; ASCII letters are alike in either case.
fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let rank = |byte: &u8| RAREST.iter().position(|letter| *letter == byte.to_ascii_lowercase()).unwrap_or(0);
    let Some((offset, rarest)) = words.iter().enumerate().min_by_key(|(_, byte)| rank(byte)) else { return true };
    let found = memchr::memchr2_iter(rarest.to_ascii_lowercase(), rarest.to_ascii_uppercase(), text);
    found
        .filter_map(|at| text.get(at.checked_sub(offset)?..)?.get(..words.len()))
        .any(|at| at.eq_ignore_ascii_case(words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_found_in_either_case() {
        assert!(holds("the port of BERGEN was shelled", "bergen"));
        assert!(holds("“Bergen”", "”") && holds("x", ""));
        assert!(!holds("Berge", "bergen") && !holds("", "b"));
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_a_slow_search_finds(text in "[abAB€ ]{0,12}", words in "[abAB€]{0,3}") {
            prop_assert_eq!(holds(&text, &words), text.to_ascii_lowercase().contains(&words.to_ascii_lowercase()));
        }
    }
}
