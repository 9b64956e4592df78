//! The sentence around words of a report: text and span (code points) in, one line out.
//!
//! "Gen. Orlov declined to comment." is one sentence, although a full stop stands in it.

/// Longest sentence shown, in code points.
const LONGEST: usize = 320;
/// What of a longer one stands before the words.
const BEFORE: usize = 120;

/// The sentence or sentences that hold the span, on one line; none where the span is not in the text. A long one is cut around the words.
pub(crate) fn sentence_around(text: &str, span: [usize; 2]) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let [start, end] = span;
    if start >= end || end > letters.len() {
        return None;
    }
    let first = (0..=start).rev().find(|&at| begins(&letters, at)).unwrap_or(0);
    let last = (end..letters.len()).find(|&at| begins(&letters, at)).unwrap_or(letters.len());
    let from = if last - first > LONGEST { first.max(start.saturating_sub(BEFORE)) } else { first };
    let to = last.min(from + LONGEST);
    let words: String = letters.get(from..to)?.iter().collect();
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let lead = if from > first { "… " } else { "" };
    let tail = if to < last { " …" } else { "" };
    Some(format!("{lead}{line}{tail}"))
}

/// The first letter of the sentence that a letter stands in, and the one behind its last.
pub(crate) fn sentence_span(letters: &[char], at: usize) -> [usize; 2] {
    let first = (0..=at).rev().find(|&at| begins(letters, at)).unwrap_or(0);
    let last = (at + 1..letters.len()).find(|&at| begins(letters, at)).unwrap_or(letters.len());
    [first, last]
}

/// Whether a sentence begins here: after a line break, or after a stop, its closing marks and a blank.
pub(crate) fn begins(letters: &[char], at: usize) -> bool {
    if at == 0 {
        return true;
    }
    let Some(before) = letters.get(at - 1) else { return true };
    if *before == '\n' {
        return true;
    }
    let opens = letters.get(at).is_some_and(|letter| !letter.is_lowercase() && !letter.is_whitespace());
    if !opens || !before.is_whitespace() {
        return false;
    }
    let mut stop = at - 1;
    while stop > 0 && matches!(letters[stop - 1], '"' | '”' | '’' | '\'' | ')' | ']' | '»') {
        stop -= 1;
    }
    match stop.checked_sub(1).and_then(|at| letters.get(at)) {
        Some('!' | '?' | '…') => true,
        Some('.') => !is_shortened(&letters[..stop - 1]),
        _ => false,
    }
}

/// Whether the letters end in a shortened word: a capital and at most three letters ("Mr", "Gen", "U.S").
fn is_shortened(letters: &[char]) -> bool {
    let word = letters.iter().rev().take_while(|letter| letter.is_alphabetic() || **letter == '.').count();
    let word = &letters[letters.len() - word..];
    word.len() <= 3 && word.first().is_some_and(|letter| letter.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, words: &str) -> Option<String> {
        let start = text[..text.find(words)?].chars().count();
        sentence_around(text, [start, start + words.chars().count()])
    }

    #[test]
    fn the_sentence_is_found_past_titles_and_marks() {
        let text = "“It is over.” Gen. Orlov said the U.S. Navy had left. Then he left, too.\nA caption";
        assert_eq!(around(text, "Navy").as_deref(), Some("Gen. Orlov said the U.S. Navy had left."));
        assert_eq!(around(text, "caption").as_deref(), Some("A caption"));
        assert_eq!(around(text, "over").as_deref(), Some("“It is over.”"));
    }

    #[test]
    fn a_long_sentence_is_cut_around_the_words() {
        let text = format!("{}here it is {}", "and so on ".repeat(60), "and on ".repeat(60));
        let made = around(&text, "here it is").unwrap_or_default();
        assert!(made.starts_with("… ") && made.ends_with(" …") && made.contains("here it is"), "{made}");
    }

    #[test]
    fn a_span_outside_of_the_text_has_no_sentence() {
        assert_eq!(sentence_around("short", [2, 9]), None);
        assert_eq!(sentence_around("", [0, 0]), None);
    }
}
