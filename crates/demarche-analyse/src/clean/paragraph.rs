//! Lines in, paragraphs out: text that was broken at a fixed width, or at a link, is joined again.
//!
//! "The foreign minister of Verania said that his country had sent / a letter to its neighbour" is one sentence on two
//! lines. Lines that are paragraphs of their own stay so, without a blank line between them too.

use super::line::Line;

/// Width of the narrowest and widest texts that are broken at a fixed width, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=130;

/// Joins the lines of each paragraph.
pub(crate) fn join_lines(lines: Vec<Line>) -> Vec<Line> {
    let mut paragraphs = Vec::with_capacity(lines.len());
    let mut run: Vec<Line> = Vec::new();
    for line in lines {
        if line.after_blank {
            join_run(std::mem::take(&mut run), &mut paragraphs);
        }
        run.push(line);
    }
    join_run(run, &mut paragraphs);
    paragraphs
}

/// Joins the lines of a run without blank lines.
fn join_run(run: Vec<Line>, paragraphs: &mut Vec<Line>) {
    let width = wrapped_at(&run);
    let mut open: Option<Line> = None;
    for line in run {
        match &mut open {
            Some(before) if continues(before, &line, width) => before.join(line),
            _ => paragraphs.extend(open.replace(line)),
        }
    }
    paragraphs.extend(open);
}

/// The width at which a run is broken: most of its lines are so full that the next word would not have fitted, and sentences go over
/// their ends.
fn wrapped_at(run: &[Line]) -> Option<usize> {
    let width = run.iter().map(|line| line.text.chars().count()).max()?;
    if run.len() < 2 || !WIDTHS.contains(&width) {
        return None;
    }
    let pairs = || run.iter().zip(run.iter().skip(1));
    let full = pairs().filter(|(line, next)| is_full(&line.text, &next.text, width)).count();
    let carried = pairs().filter(|(line, next)| is_carried(&line.text, &next.text)).count();
    (full * 2 >= run.len() - 1 && carried * 10 >= (run.len() - 1) * 3).then_some(width)
}

fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split(' ').next().unwrap_or_default();
    line.chars().count() + 1 + word.chars().count() > width
}

/// A sentence goes on: no full stop, and a small letter behind.
fn is_carried(line: &str, next: &str) -> bool {
    let open = line.ends_with(|end: char| end.is_lowercase() || end == ',');
    open && next.starts_with(char::is_lowercase)
}

fn continues(before: &Line, line: &Line, width: Option<usize>) -> bool {
    let last = last_line(&before.text, width);
    if let Some(width) = width {
        let indented = line.indented && !before.indented;
        return !indented && is_full(last, &line.text, width);
    }
    // Text taken from a page may be broken around each link.
    const FEWEST: usize = 20;
    before.text.len() >= FEWEST && line.text.len() >= 2 && is_carried(&before.text, &line.text)
}

/// What was the last line of joined lines: the words behind the last blank that leaves at most a width.
fn last_line(text: &str, width: Option<usize>) -> &str {
    let Some(width) = width else { return text };
    let Some((start, _)) = text.char_indices().rev().nth(width.saturating_sub(1)) else { return text };
    let tail = text.get(start..).unwrap_or(text);
    let whole_word = start == 0 || text.get(..start).is_some_and(|head| head.ends_with(' '));
    if whole_word { tail } else { tail.split_once(' ').map_or(tail, |(_, rest)| rest) }
}

#[cfg(test)]
mod tests {
    use super::super::line::read_lines;
    use super::*;

    fn joined(raw: &str) -> Vec<String> {
        join_lines(read_lines(raw).0).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn text_of_a_fixed_width_is_joined() {
        let raw = "MUSCAT - Envoys of both sides met again on Thursday in the\n\
                   Omani capital, a mediator said, and agreed to keep talking\n\
                   through the weekend.\n\
                   \n\
                   No date was given for the next round, which is expected to\n\
                   deal with inspections.";
        let paragraphs = joined(raw);
        assert_eq!(paragraphs.len(), 2, "{paragraphs:?}");
        assert!(paragraphs[0].ends_with("agreed to keep talking through the weekend."));
    }

    #[test]
    fn a_line_broken_at_a_link_is_joined() {
        let raw = "The ministry summoned the ambassador after the\nstrike on the consulate\nin Damascus, it said.\nTehran was silent.";
        assert_eq!(
            joined(raw),
            [
                "The ministry summoned the ambassador after the strike on the consulate in Damascus, it said.",
                "Tehran was silent."
            ]
        );
    }

    #[test]
    fn paragraphs_without_blank_lines_stay() {
        let raw = "Kremlin offers to mediate as war on Iran enters fifth day\n\
                   The Kremlin on Tuesday repeated its offer to mediate.\n\
                   Moscow has good ties with both sides, a spokesman said.";
        assert_eq!(joined(raw).len(), 3);
    }

    #[test]
    fn lists_of_headlines_stay() {
        let raw = "Iran vows to answer the strike on its consulate\nRussia urges both sides to show restraint now\nOil prices rise on fear of a wider war in Gulf";
        assert_eq!(joined(raw).len(), 3);
    }
}
