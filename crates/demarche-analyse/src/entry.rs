//! The hour that opens an entry of a page that is written by the clock: a paragraph in, where its own words begin out.
//!
//! "14:05 GMT - Israel says it struck two sites", "[14.05] Lavrov: We are ready", "2.05pm: The truce holds": what stands before the entry is no
//! part of it. A number without a second part is an hour only before the name of a zone: "1405 GMT".

use demarche_lexicon::{TimeSense, TimeWords};

/// Bytes before the entry's own words; none where no hour opens the paragraph.
pub(crate) fn behind_hour(words: &str, times: &TimeWords) -> Option<usize> {
    let mut rest = words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '(' | '•' | '*'));
    let (clock, after) = split_clock(rest)?;
    rest = after.trim_start();
    for half in ["a.m.", "p.m.", "am", "pm", "AM", "PM", "h"] {
        if let Some(after) = rest.strip_prefix(half).filter(|after| !after.starts_with(char::is_alphanumeric)) {
            rest = after.trim_start();
            break;
        }
    }
    let end = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let zone = name.chars().all(char::is_uppercase) && is_zone(name, times);
    if zone {
        rest = after;
    }
    if !zone && clock == Clock::Bare {
        return None;
    }
    let own = rest
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | '-' | '–' | '—' | '|' | ':' | ','));
    Some(words.len() - own.len())
}

fn is_zone(name: &str, times: &TimeWords) -> bool {
    let word = times.entry(&name.to_lowercase()).and_then(|entry| entry.word.as_ref());
    matches!(word.map(|word| &word.sense), Some(TimeSense::Zone(_)))
}

/// How an hour is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Clock {
    /// With a mark between hour and minute.
    Marked,
    /// Four digits.
    Bare,
}

/// An hour at the start, and what stands behind it.
fn split_clock(text: &str) -> Option<(Clock, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let first = digits(text);
    let (hour, rest) = text.split_at_checked(first)?;
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_digit() || c == '%');
    if first == 4 {
        let (hour, minute) = (hour.get(..2)?.parse::<u8>().ok()?, hour.get(2..)?.parse::<u8>().ok()?);
        return (hour < 24 && minute < 60 && ends(rest)).then_some((Clock::Bare, rest));
    }
    let rest = rest.strip_prefix([':', '.', 'h']).filter(|_| matches!(first, 1 | 2))?;
    let (minute, rest) = rest.split_at_checked(digits(rest)).filter(|(minute, _)| minute.len() == 2)?;
    let fits = hour.parse::<u8>().ok()? < 24 && minute.parse::<u8>().ok()? < 60;
    (fits && ends(rest)).then_some((Clock::Marked, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(words: &str) -> Option<&str> {
        behind_hour(words, &demarche_lexicon::Lexicon::embedded().time_words).and_then(|at| words.get(at..))
    }

    #[test]
    fn hours_that_open_an_entry() {
        for words in [
            "14:05 GMT - Ostria denies it.",
            "14.05 Ostria denies it.",
            "[14:05] Ostria denies it.",
            "2.05pm: Ostria denies it.",
            "9:30 a.m. ET - Ostria denies it.",
            "1405 GMT: Ostria denies it.",
            "14h05: Ostria denies it.",
            "  • 09:00 | Ostria denies it.",
        ] {
            assert_eq!(own(words), Some("Ostria denies it."), "{words}");
        }
    }

    #[test]
    fn numbers_that_are_no_hours() {
        for words in [
            "1914 was a bad year.",
            "2024: a review",
            "14.05% of them",
            "3.5 million fled.",
            "27:05",
            "Ostria denies it.",
            "",
        ] {
            assert_eq!(own(words), None, "{words}");
        }
    }
}
