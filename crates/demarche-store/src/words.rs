//! Words in rows: whether a text holds words, small letters or capital, whatever their ending, asked of SQLite for each row.
//!
//! `--about mediation` keeps "Russia offered to MEDIATE" and leaves "immediate" alone. It is a function of ours since LIKE takes ten times as long over a
//! hundred thousand reports.

use rusqlite::Connection;
use rusqlite::functions::FunctionFlags;

/// Letters of English from the rarest on: the rarest of the words is looked for first.
const RAREST: &[u8] = b"zqxjkvbpygwfmculdhrsnioate";

/// Makes `holds(text, words)` known to a connection.
pub(crate) fn register(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("holds", 2, flags, |context| {
        let (text, words) = (context.get_raw(0).as_str_or_null()?, context.get_raw(1).as_str_or_null()?);
        Ok(text.zip(words).is_some_and(|(text, words)| holds(text, stem(words))))
    })
}

/// Endings of English that a word of a question is asked without, longest first, with what of them stays.
const ENDINGS: &[(&str, usize)] = &[
    ("ations", 2),
    ("ators", 2),
    ("ation", 2),
    ("ating", 2),
    ("ator", 2),
    ("ated", 2),
    ("ates", 2),
    ("ate", 2),
    ("ings", 0),
    ("ing", 0),
    ("ies", 0),
    ("ed", 0),
    ("es", 0),
    ("s", 0),
    ("e", 0),
    ("y", 0),
];
/// What has to be left of a word.
const LEAST_STEM: usize = 4;

/// The words without the ending of the last: "mediat" of "mediation", "strik" of "strikes".
fn stem(words: &str) -> &str {
    let last = words.rsplit(' ').next().unwrap_or(words);
    let ending = ENDINGS.iter().find(|(ending, _)| {
        let rest = last.len().checked_sub(ending.len()).and_then(|at| last.get(at..));
        rest.is_some_and(|rest| rest.eq_ignore_ascii_case(ending))
    });
    let Some((ending, kept)) = ending else { return words };
    let cut = ending.len() - kept;
    if last.len() < LEAST_STEM + cut { words } else { words.get(..words.len() - cut).unwrap_or(words) }
}

/// Whether words of a text begin with these words; ASCII letters are alike in either case.
fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let begins = |at: usize| {
        let letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        !letter(words.first()) || at == 0 || !letter(text.get(at - 1))
    };
    let rank = |byte: &u8| RAREST.iter().position(|letter| *letter == byte.to_ascii_lowercase()).unwrap_or(0);
    let Some((offset, rarest)) = words.iter().enumerate().min_by_key(|(_, byte)| rank(byte)) else { return true };
    let found = memchr::memchr2_iter(rarest.to_ascii_lowercase(), rarest.to_ascii_uppercase(), text);
    found
        .filter_map(|at| at.checked_sub(offset))
        .filter(|&at| {
            text.get(at..).and_then(|rest| rest.get(..words.len())).is_some_and(|here| here.eq_ignore_ascii_case(words))
        })
        .any(begins)
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

    #[test]
    fn endings_make_no_difference_and_beginnings_do() {
        let about = |text: &str, words: &str| holds(text, stem(words));
        assert!(about("Russia offered to MEDIATE", "mediation") && about("a mediator", "mediate"));
        assert!(!about("an immediate answer", "mediation"));
        assert!(about("striking the port", "strikes") && about("the strike", "strikes"));
        assert!(!about("the sanctuary", "sanctions") && about("a sanction", "sanctions"));
        assert!(about("peace talks", "peace talk") && about("the UN", "UN") && !about("the sun", "UN"));
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_a_slow_search_finds(text in "[abAB€ ]{0,12}", words in "[abAB€]{0,3}") {
            let (low, wanted) = (text.to_ascii_lowercase(), words.to_ascii_lowercase());
            let inner = |at: usize| low[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
            let slow = (0..=low.len())
                .filter(|&at| low.is_char_boundary(at) && low[at..].starts_with(&wanted))
                .any(|at| !wanted.starts_with(|c: char| c.is_ascii_alphanumeric()) || !inner(at));
            prop_assert_eq!(holds(&text, &words), slow);
        }
    }
}
