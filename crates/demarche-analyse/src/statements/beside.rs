//! What stands right beside a quotation, past its marks, and how it begins and ends.
//!
//! "He paused. “We wait,” Orlov said": before it stands a stop, so that it begins an utterance; it ends open, with a comma; after it stands
//! `Orlov`.

use super::desk::Desk;
use std::ops::Range;

/// The token before the quotation's mark, in its paragraph.
pub(super) fn before(desk: &Desk<'_>, tokens: &Range<usize>) -> Option<usize> {
    let mut at = tokens.start;
    let region = desk.region(tokens.start);
    loop {
        at = desk.previous(at)?;
        if desk.paragraph(at) != desk.paragraph(tokens.start) {
            return None;
        }
        if desk.region(at) != region {
            return Some(at);
        }
    }
}

/// The token after the quotation's mark, in its paragraph.
pub(super) fn after(desk: &Desk<'_>, tokens: &Range<usize>) -> Option<usize> {
    let mut at = tokens.end - 1;
    let region = desk.region(at);
    loop {
        at = desk.next(at)?;
        if desk.paragraph(at) != desk.paragraph(tokens.start) {
            return None;
        }
        if desk.region(at) != region {
            return Some(at);
        }
    }
}

/// Whether the quotation stands where a sentence starts.
pub(super) fn starts_utterance(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let Some(before) = before(desk, tokens) else { return true };
    if matches!(desk.word(before), "." | "!" | "?" | ":" | "…" | ";" | "—" | "–" | "--")
        || matches!(desk.word(before), "(" | "[")
        || desk.word(before) == "-" && desk.token(before).space_after
        || desk.word(before).ends_with('.')
        || desk.region(before).is_some()
    {
        return true;
    }
    // "In Moscow, “we will act,” he said": a short lead before a comma.
    desk.word(before) == "," && desk.word(tokens.start).starts_with(char::is_uppercase)
}

/// Whether a quotation ends as an utterance before a speaker's tail does: with a comma, a question or exclamation mark, a dash.
pub(super) fn ends_open(desk: &Desk<'_>, tokens: &Range<usize>, after: usize) -> Option<char> {
    let region = desk.region(tokens.start);
    let last = (tokens.end..after).find(|&token| {
        desk.region(token) == region && desk.word(token).starts_with([',', '?', '!', '.', '—', '–', '-', '…', ';'])
    });
    let stop = last.and_then(|token| desk.word(token).chars().next());
    let comma = desk.word(after).starts_with([',', '—', '–', '-']).then_some(',');
    stop.filter(|&c| c != '.').or(comma).or(stop)
}

/// Whether the last words of a quotation are followed by a comma inside its marks.
pub(super) fn ends_in_comma(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let region = desk.region(tokens.start);
    let end = tokens.end.saturating_sub(1)..(tokens.end + 1).min(desk.len());
    end.into_iter().any(|token| desk.region(token) == region && desk.word(token) == ",")
}

/// "Coal Isn't the Villain": most words with a capital.
pub(super) fn is_title(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let words = || tokens.clone().filter(|&token| !desk.is_blank(token));
    let capitals = words().filter(|&token| desk.word(token).starts_with(char::is_uppercase)).count();
    words().count() < 12 && capitals * 10 >= words().count() * 7
}
