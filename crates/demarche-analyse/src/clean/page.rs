//! The lines of a whole page in, the stretch that is the report out.
//!
//! A report that was taken from its page with the menus, the teasers and the footer ("Home", "World", "Most read", "Terms of use") stands
//! in one stretch of long sentences. Each line gets a score, positive for running text and negative for what menus hold; the stretch with
//! the greatest sum is the report (maximum subsequence, as Pasternack and Roth used it in 2009). A report that came without its page has
//! no menus, and nothing is cut.

use super::kind::Sign;
use super::line::Line;
use super::measure::{Ending, Measure};
use std::collections::BTreeMap;
use std::ops::Range;

/// Characters of a paragraph that count: one long paragraph does not outweigh all others.
const COUNTED: usize = 350;
/// Characters from which a paragraph without an end is more likely cut than a link.
const LONG: usize = 140;
/// Lines of menu in a row above which each weighs double.
const ROW: usize = 4;
/// Lines of menu in a row without which nothing is cut on their side of the report.
const MENU_LINES: usize = 6;
/// Hundredths of the running text that may lie outside: a live blog of short posts is no page around one of them.
const MOST_OUTSIDE: i64 = 85;
/// Score of a line that may stand in a menu, at most.
const MENU: i32 = -300;

/// Where the report stands in the lines of a page; `None` where they are no page.
pub(crate) fn report_in_page(paragraphs: &[&Line], measures: &[&Measure], signs: &[&Sign<'_>]) -> Option<Range<usize>> {
    let english = has_english(measures);
    let mut scores: Vec<i32> =
        measures.iter().zip(signs).map(|(measure, sign)| score(measure, sign, english)).collect();
    let running: Vec<i64> = scores.iter().map(|&score| i64::from(score.max(0))).collect();
    lower_repeated(paragraphs, &mut scores);
    lower_teasers(paragraphs, &mut scores);
    lower_lonely(&mut scores);
    weigh_runs(&mut scores);
    let Some(best) = best_stretch(&scores) else {
        // Fifty lines and not one sentence: a page without a report.
        return (scores.len() >= 50).then_some(0..0);
    };
    let report = between_menus(&scores, best)?;
    let inside: i64 = running.get(report.clone()).unwrap_or_default().iter().sum();
    let whole: i64 = running.iter().sum();
    ((whole - inside) * 100 <= whole * MOST_OUTSIDE).then_some(report)
}

/// The stretch, grown to the end of the text on each side that has no menu: a report of its own may begin with three lines of highlights,
/// and end with a list.
fn between_menus(scores: &[i32], best: Range<usize>) -> Option<Range<usize>> {
    let menus: Vec<Range<usize>> = runs(scores).into_iter().filter(|run| run.len() >= MENU_LINES).collect();
    let has_menu = |side: Range<usize>| menus.iter().any(|menu| menu.start >= side.start && menu.end <= side.end);
    let start = if has_menu(0..best.start) { best.start } else { 0 };
    let end = if has_menu(best.end..scores.len()) { best.end } else { scores.len() };
    (end - start < scores.len()).then_some(start..end)
}

/// Whether the long lines have the common words of English; without them their count tells nothing.
fn has_english(measures: &[&Measure]) -> bool {
    let long = || measures.iter().filter(|measure| measure.characters > 80);
    let words: usize = long().map(|measure| measure.words).sum();
    let common: usize = long().map(|measure| measure.common).sum();
    common * 100 >= words * 12
}

fn score(measure: &Measure, sign: &Sign<'_>, english: bool) -> i32 {
    match sign {
        Sign::Section(_) => return -6000,
        Sign::Stamp(_) => return -1500,
        Sign::Furniture(_) | Sign::LoneMark => return -500,
        Sign::Caption | Sign::Byline => return 0,
        Sign::Post => return measure.characters.min(COUNTED) as i32 * 10,
        Sign::None => {}
    }
    if measure.bars >= 3 {
        return MENU - 300;
    }
    let counted = measure.characters.min(COUNTED) as i32;
    let running = !english || measure.common >= 1 && measure.common * 100 >= measure.words * 15;
    let ended = matches!(measure.ending, Ending::Sentence | Ending::Dots);
    // The name above a reader's comment: "Jane says:".
    if measure.words <= 6 && measure.folded.words().last() == Some("says") {
        return -2000;
    }
    if running && ended && measure.words >= 5 {
        counted * 10
    } else if running && measure.characters >= LONG {
        counted * 4
    } else if english
        && (measure.words >= 8 && measure.dangling || measure.words >= 12 && measure.common * 10 >= measure.words * 3)
    {
        // A paragraph that was cut short: "… meets again today to decide whether and how to".
        counted * 4
    } else if ended && measure.words >= 3 && measure.common >= 1 {
        50
    } else {
        MENU - 100 - 3 * measure.characters.min(100) as i32
    }
}

/// A paragraph that stands on the page twice belongs to the page; twice in a row it is the words under a picture, told to readers and to
/// the blind.
fn lower_repeated(paragraphs: &[&Line], scores: &mut [i32]) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for paragraph in paragraphs {
        *times.entry(&paragraph.text).or_default() += 1;
    }
    let text = |at: usize| paragraphs.get(at).map(|line| line.text.as_str());
    for (at, score) in scores.iter_mut().enumerate().filter(|(_, score)| **score > 0) {
        let in_a_row = text(at) == text(at + 1) || at > 0 && text(at) == text(at - 1);
        if text(at).and_then(|text| times.get(text)).is_some_and(|&times| times > 1) {
            *score = if in_a_row { 0 } else { MENU };
        }
    }
}

/// A teaser begins with the words of the heading beside it, or says its first words twice.
fn lower_teasers(paragraphs: &[&Line], scores: &mut [i32]) {
    for at in 0..scores.len() {
        let Some(text) = paragraphs.get(at).map(|line| line.text.as_str()).filter(|_| scores.get(at) > Some(&0)) else {
            continue;
        };
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        let headed = beside.filter(|&near| scores.get(near).is_some_and(|&score| score <= 0)).any(|near| {
            let heading = paragraphs.get(near).map_or("", |line| line.text.as_str());
            heading.len() >= 15 && heading.len() < text.len() && text.find(heading).is_some_and(|start| start < 30)
        });
        if let Some(score) = scores.get_mut(at).filter(|_| headed || says_twice(text)) {
            *score = -600;
        }
    }
}

fn says_twice(text: &str) -> bool {
    const WORDS: usize = 25;
    let Some((end, _)) = text.char_indices().nth(WORDS) else { return false };
    let (head, tail) = text.split_at(end);
    text.len() > 60 && tail.contains(head)
}

/// A paragraph between two lines of menu counts half.
fn lower_lonely(scores: &mut [i32]) {
    let positive: Vec<bool> = scores.iter().map(|&score| score > 0).collect();
    let is_positive = |at: Option<usize>| at.and_then(|at| positive.get(at)).copied().unwrap_or_default();
    for (at, score) in scores.iter_mut().enumerate() {
        if *score > 0 && !is_positive(at.checked_sub(1)) && !is_positive(Some(at + 1)) {
            *score /= 2;
        }
    }
}

/// Many lines of menu in a row weigh double: a live blog has a time and a heading over each of its paragraphs, a list in a report is short.
fn weigh_runs(scores: &mut [i32]) {
    // The heading of another part of the page weighs enough by itself.
    const HEADING: i32 = -2000;
    for run in runs(scores).into_iter().filter(|run| run.len() > ROW) {
        scores
            .get_mut(run)
            .unwrap_or_default()
            .iter_mut()
            .filter(|score| **score > HEADING)
            .for_each(|score| *score *= 2);
    }
}

/// The runs of lines of menu.
fn runs(scores: &[i32]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for (at, &score) in scores.iter().chain(std::iter::once(&1)).enumerate() {
        if score >= 0 {
            runs.extend((at > start).then_some(start..at));
            start = at + 1;
        }
    }
    runs
}

/// The stretch with the greatest sum.
fn best_stretch(scores: &[i32]) -> Option<Range<usize>> {
    let (mut best, mut best_sum) = (None, 0);
    let (mut start, mut sum) = (0, 0i64);
    for (at, &score) in scores.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += i64::from(score);
        if sum > best_sum {
            (best, best_sum) = (Some(start..at + 1), sum);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_stretch_bridges_small_gaps() {
        assert_eq!(best_stretch(&[-5, 10, -3, 10, -20, 8]), Some(1..4));
        assert_eq!(best_stretch(&[-5, -1]), None);
        assert_eq!(best_stretch(&[]), None);
    }

    #[test]
    fn teasers_say_their_first_words_twice() {
        assert!(says_twice(
            "Iran closes its airspace until further notice Iran closes its airspace until further notice, officials said."
        ));
        assert!(!says_twice(
            "Iran closed its airspace until further notice, and reopened it on Monday, officials said in Tehran."
        ));
    }
}
