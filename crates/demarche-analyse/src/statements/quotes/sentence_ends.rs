//! Where sentences end inside quoted words that no mark closes.
//!
//! `a “historic day. Then he left.` → the quotation ends after `day.`

use super::marks::is_mark;

/// Byte after the first sentence end in `words`.
pub(super) fn first_sentence_end(words: &str) -> Option<usize> {
    sentence_ends(words).next()
}

/// Byte after the last sentence end in `words`.
pub(super) fn last_sentence_end(words: &str) -> Option<usize> {
    sentence_ends(words).last()
}

/// Byte where somebody's own voice begins in words that only a closing mark ends: the last sentence, and those before it in which
/// somebody speaks of himself.
pub(super) fn speech_start(words: &str) -> usize {
    let ends: Vec<usize> = sentence_ends(words).filter(|&end| !words[end..].trim().is_empty()).collect();
    let mut start = ends.last().copied().unwrap_or(0);
    for from in ends.iter().rev().skip(1).copied().chain([0]).filter(|_| !ends.is_empty()) {
        if !words.get(from..start).is_some_and(is_own_voice) {
            break;
        }
        start = from;
    }
    start
}

/// "We did not start this": the outlet does not speak so of itself.
fn is_own_voice(sentence: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    sentence
        .split(|c: char| c.is_whitespace() || c == '\'' || c == '’')
        .any(|word| matches!(bare(word).as_str(), "i" | "we" | "us" | "our" | "ours" | "my" | "me" | "you" | "your"))
}

/// Bytes after each full stop, question or exclamation mark that a blank and a capital (or a mark, or nothing) follow.
pub(super) fn sentence_ends(words: &str) -> impl Iterator<Item = usize> + '_ {
    words.char_indices().filter(|&(_, c)| matches!(c, '.' | '!' | '?')).filter_map(|(offset, c)| {
        let end = offset + c.len_utf8();
        let rest = words[end..].trim_start_matches(is_mark);
        let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
        let next = rest.trim_start().chars().next();
        let before = words[..offset].rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        let short = c == '.'
            && (before.chars().count() <= 2
                || matches!(before, "Mrs" | "Gen" | "Sen" | "Rep" | "Gov" | "Col" | "Prof"));
        (spaced && !short && next.is_none_or(|c| c.is_uppercase() || c.is_numeric() || is_mark(c))).then_some(end)
    })
}
