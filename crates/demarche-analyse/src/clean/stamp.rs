//! Lines that tell when, and by whom, a report was put out: "Published June 17, 2025 11:04 AM", "Xinhua | Updated: 2017-09-15 17:52".
//!
//! A line counts only when nothing else stands on it; what a sentence says about a day is for later stages.

use super::measure::Ending;
use demarche_model::Date;

/// What a line of publication says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The day of publication, else of the last change.
    pub(crate) day: Option<Date>,
    /// The day is that of a change.
    pub(crate) changed: bool,
    /// The words before a bar: `Xinhua`.
    pub(crate) outlet: Option<String>,
}

const LABELS: &[&str] = &["published", "posted", "updated", "modified", "issued", "created", "edited", "date", "dated"];
/// Marks between the parts of a line.
const BARS: &[char] = &['|', '•', '·', '▪', '■', '●'];
const CHANGES: &[&str] = &["updated", "modified", "edited"];
const SMALL: &[&str] = &[
    "on", "at", "last", "first", "am", "pm", "a.m", "p.m", "gmt", "utc", "est", "edt", "et", "ist", "bst", "cet",
    "cest", "msk", "pst", "pdt", "pt", "irst", "local", "time", "h", "hrs", "hours", "z", "of", "the", "and", "ago",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Reads a line of publication.
pub(crate) fn read_stamp(line: &str, ending: Ending) -> Option<Stamp> {
    if line.len() > 140 || ending != Ending::Open && ending != Ending::Sentence {
        return None;
    }
    let words = split_words(line);
    let mut stamp = Stamp::default();
    let (mut labelled, mut timed, mut unknown) = (false, false, 0);
    let mut at = 0;
    let mut changes = false;
    while let Some(word) = words.get(at).map(|word| word.to_lowercase()) {
        if let Some((day, length)) = words.get(at..).and_then(date_at) {
            if stamp.day.is_none() || stamp.changed && !changes {
                (stamp.day, stamp.changed) = (Some(day), changes);
            }
            at += length;
            continue;
        }
        if LABELS.contains(&word.as_str()) {
            labelled = true;
            changes = CHANGES.contains(&word.as_str());
        } else if is_clock(&word) {
            timed = true;
        } else if !SMALL.contains(&word.as_str()) && !is_weekday(&word) {
            unknown += 1;
        }
        at += 1;
    }
    let barred = line.contains(BARS);
    let allowed = if labelled || barred {
        6
    } else if timed && stamp.day.is_some() {
        4
    } else {
        0
    };
    let dated = stamp.day.is_some_and(|day| day.year.is_some())
        || stamp.day.is_some() && (labelled || timed)
        || labelled && timed;
    // "Iran's parliament, dated 17 June 2025." may be a sentence: with a full stop only labels and figures may stand there.
    let allowed = if ending == Ending::Sentence { 0 } else { allowed };
    if !dated || unknown > allowed {
        return None;
    }
    stamp.outlet = outlet(line);
    Some(stamp)
}

/// The words before the first bar, where they are a name.
fn outlet(line: &str) -> Option<String> {
    let (name, _) = line.split_once('|')?;
    let name = name.trim();
    let words = name.split_whitespace().count();
    let is_name = name.starts_with(char::is_uppercase) && !name.contains(|c: char| c.is_ascii_digit() || c == ':');
    let byline =
        name.starts_with("By ") || split_words(name).iter().any(|word| LABELS.contains(&word.to_lowercase().as_str()));
    (is_name && !byline && (1..=4).contains(&words)).then(|| name.to_owned())
}

/// Words without the marks around them.
pub(crate) fn split_words(line: &str) -> Vec<&str> {
    line.split(|mark: char| mark.is_whitespace() || ",()[]–—".contains(mark) || BARS.contains(&mark))
        .map(|word| word.trim_matches(|mark: char| ".:;-".contains(mark)))
        .filter(|word| !word.is_empty())
        .collect()
}

/// A date at the first of these words and the number of words it takes: `June 17 2025`, `17 June 2025`, `17 Jun`, `2025-06-17`.
pub(crate) fn date_at(words: &[&str]) -> Option<(Date, usize)> {
    let word = |at: usize| words.get(at).copied().unwrap_or_default();
    if let Some(date) = iso(word(0)).or_else(|| figures(word(0))) {
        return Some((date, 1));
    }
    let year = |at: usize| word(at).parse::<i16>().ok().filter(|year| (1900..2100).contains(year));
    let (month, day) = match (Date::month_named(word(0)), day(word(0))) {
        (Some(month), _) => (month, day(word(1))?),
        (None, Some(day)) => (Date::month_named(word(1))?, day),
        _ => return None,
    };
    let date = valid(year(2), month, day)?;
    Some((date, if date.year.is_some() { 3 } else { 2 }))
}

fn iso(word: &str) -> Option<Date> {
    let bytes = word.as_bytes();
    let separator = *bytes.get(4)?;
    if !b"-/.".contains(&separator) || bytes.get(7) != Some(&separator) {
        return None;
    }
    let rest = word.get(8..)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    valid(Some(word.get(..4)?.parse().ok()?), word.get(5..7)?.parse().ok()?, rest.get(..digits)?.parse().ok()?)
}

/// `25/09/2023`, `25.9.2023`, `09/25/2023`: with strokes only where the figures themselves show which is the day.
fn figures(word: &str) -> Option<Date> {
    let stroke = word.contains('/');
    let mut parts = word.split(if stroke { '/' } else { '.' });
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let plain = parts.next().is_none() && year.len() == 4 && first.len() <= 2 && second.len() <= 2;
    let (first, second) = (first.parse::<u8>().ok()?, second.parse::<u8>().ok()?);
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    let shown = !stroke || first > 12 || second > 12 || first == second;
    if plain && shown { valid(year.parse().ok(), month, day) } else { None }
}

/// No report is older than printing.
fn valid(year: Option<i16>, month: u8, day: u8) -> Option<Date> {
    Date::valid(year, month, day).filter(|date| date.year.is_none_or(|year| year > 1000))
}

fn day(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..)?;
    let plain = suffix.is_empty() || ["st", "nd", "rd", "th"].contains(&suffix);
    if plain { digits.parse().ok().filter(|day| (1..=31).contains(day)) } else { None }
}

/// "tuesday", "tue", "tues."
pub(super) fn is_weekday(word: &str) -> bool {
    let word = word.trim_end_matches('.').to_ascii_lowercase();
    WEEKDAYS.iter().any(|day| *day == word || word.len() >= 3 && word.len() <= 5 && day.starts_with(&word))
}

/// `17:52`, `11:04am`, `1422`, `5pm`.
fn is_clock(word: &str) -> bool {
    let digits = word.trim_end_matches("am").trim_end_matches("pm").trim_end_matches("a.m").trim_end_matches("p.m");
    let parts: Vec<&str> = digits.split([':', '.', 'h']).collect();
    let numbers =
        parts.iter().all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    numbers && (parts.len() > 1 || digits.len() == 4 || digits.len() < word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day_of(line: &str) -> Option<String> {
        read_stamp(line, Ending::Open).map(|stamp| stamp.day.map_or_else(|| "no day".to_owned(), |day| day.to_string()))
    }

    #[test]
    fn lines_of_publication() {
        for line in [
            "Published June 17, 2025 11:04 AM",
            "Published: 17 June 2025",
            "Tue 17 Jun 2025",
            "June 17, 2025",
            "Posted on Tuesday, June 17th, 2025 at 5pm",
            "Xinhua | Updated: 2025-06-17 17:52",
            "Published Jun 17, 2025 | Updated Jun 18, 2025",
            "Updated June 18, 2025, published June 17, 2025",
            "By Jane Roe | June 17, 2025",
            "2025-06-17T08:00:00Z",
            "Harbour Courier 17/06/2025 09:14 Updated 18/06/2025 11:02",
            "BREAKING ▪ Harbour Post ▪ June 17, 2025",
            "Tue 17.6.2025",
        ] {
            assert_eq!(day_of(line).as_deref(), Some("2025-06-17"), "{line}");
        }
        assert_eq!(day_of("Updated 17 June, 14:22 GMT").as_deref(), Some("--06-17"));
        assert_eq!(
            read_stamp("Xinhua | Updated: 2017-09-15", Ending::Open).and_then(|stamp| stamp.outlet).as_deref(),
            Some("Xinhua")
        );
    }

    #[test]
    fn sentences_with_days_are_no_stamps() {
        for line in [
            "The attack of June 17, 2025",
            "June 17, 2025 was the fifth day",
            "June 17",
            "1,422 people were killed in June 2025",
            "Iran says talks in Oman on June 15, 2025 are off",
            "Harbour Courier 03/04/2025",
        ] {
            assert_eq!(day_of(line), None, "{line}");
        }
        assert_eq!(read_stamp("The letter is dated June 17, 2025.", Ending::Sentence), None);
    }
}
