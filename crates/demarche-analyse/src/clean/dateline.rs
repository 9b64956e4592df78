//! The place, day and agency in front of a report: "MOSCOW, June 17 (Reuters) - ", "(Dan Tri) – ", "TEHRAN — ", "MOSCOW, June 17. /TASS/. ".
//!
//! The words stay in the text; the agency is the outlet where nobody declared another, the day tells when the report was written.

use super::stamp;
use demarche_lexicon::Furniture;
use demarche_model::Date;

/// What a dateline says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The agency or outlet.
    pub(crate) outlet: Option<String>,
    /// The day, often without a year.
    pub(crate) day: Option<Date>,
    /// Bytes of the paragraph that it takes, with the dash.
    pub(crate) length: usize,
    /// Bytes of its dash and blanks, the last of `length`.
    pub(crate) closer: usize,
}

/// Dashes and the like that close a dateline, longest first.
const CLOSERS: &[&str] = &[" -- ", " – ", " — ", " - ", "/. ", "/ -- ", " --", ") ", "– ", "— ", "—", "–", ": ", ". "];
/// Words in capitals that label a report and are no place.
const LABELS: &[&str] = &[
    "ANALYSIS",
    "BREAKING",
    "CORRECTED",
    "EDITORIAL",
    "EXCLUSIVE",
    "EXPLAINER",
    "FACTBOX",
    "FILE",
    "INTERVIEW",
    "LIVE",
    "NEWS",
    "OPINION",
    "PHOTO",
    "PHOTOS",
    "TIMELINE",
    "UPDATE",
    "UPDATED",
    "URGENT",
    "VIDEO",
    "WATCH",
    "WRAPUP",
];

/// Reads the dateline at the start of a paragraph.
pub(crate) fn read_dateline(text: &str, furniture: &Furniture) -> Option<Dateline> {
    const LONGEST: usize = 100;
    let mut ends: Vec<(usize, &str)> = CLOSERS
        .iter()
        .filter_map(|closer| text.find(closer).map(|at| (at, *closer)))
        .filter(|&(at, _)| at <= LONGEST)
        .collect();
    ends.sort_by_key(|&(at, closer)| (at, std::cmp::Reverse(closer.len())));
    ends.into_iter().find_map(|(at, closer)| {
        let dashed = text.get(at + closer.len()..).is_some_and(|rest| rest.starts_with(['-', '–', '—']));
        if closer == ") " && dashed {
            return None;
        }
        // The bracket and the agency's strokes belong to the head.
        let head_end = at + if closer.starts_with([')', '/']) { 1 } else { 0 };
        let mut dateline = read_head(text.get(..head_end)?, closer, furniture)?;
        dateline.length = at + closer.len();
        dateline.closer = dateline.length - head_end;
        Some(dateline)
    })
}

/// Reads a paragraph that is a dateline and nothing else.
pub(crate) fn is_dateline_alone(text: &str, furniture: &Furniture) -> Option<Dateline> {
    let head = text.trim_end_matches(['-', '–', '—', ':', '.', ' ']);
    if text.len() > 80 {
        return None;
    }
    let closer = if head.len() < text.len() { " - " } else { "" };
    let mut dateline = read_head(head, closer, furniture)?;
    let bracket = head.split_once(['(', '[']).map(|(place, _)| place.trim());
    let placed = bracket.is_some_and(|place| is_capitals(place.trim_end_matches(',')));
    let says_more = dateline.day.is_some() || dateline.outlet.is_some() && placed;
    dateline.length = text.len();
    says_more.then_some(dateline)
}

/// Reads what stands before the dash.
fn read_head(head: &str, closer: &str, furniture: &Furniture) -> Option<Dateline> {
    let mut dateline = Dateline::default();
    let (rest, bracketed) = bracketed(head);
    if let Some(name) = bracketed {
        dateline.outlet = Some(agency(name)?);
    }
    let mut places = 0;
    let mut plain_places = 0;
    let words: Vec<&str> = rest.split([',', '.', '/']).map(str::trim).filter(|segment| !segment.is_empty()).collect();
    let mut at = 0;
    while let Some(&segment) = words.get(at) {
        at += 1;
        let parts = stamp::split_words(segment);
        let next = words.get(at).copied().unwrap_or_default();
        let with_year: Vec<&str> = parts.iter().copied().chain(stamp::split_words(next)).collect();
        if let Some((day, length)) = stamp::date_at(&with_year).filter(|&(_, length)| length >= parts.len()) {
            dateline.day = Some(day);
            at += usize::from(length > parts.len());
        } else if places + plain_places > 0 && dateline.outlet.is_none() && furniture.credit(segment).is_some() {
            dateline.outlet = Some(segment.to_owned());
        } else if is_capitals(segment) && !LABELS.contains(&segment) {
            places += 1;
        } else if stamp::is_weekday(segment) {
        } else if is_name(segment) && segment.split(' ').count() <= 3 {
            plain_places += 1;
        } else {
            return None;
        }
    }
    let anchored = dateline.outlet.is_some() || dateline.day.is_some();
    let alone = places + plain_places == 0;
    let believed = match closer {
        // "(Dan Tri) – ": only a bracket, so the dash must be there.
        _ if alone => {
            dateline.outlet.is_some() && dateline.day.is_none() && closer.trim_matches(' ') != ")" && closer != ": "
        }
        // "GENEVA: " names a place; "IAEA: " is a speaker in a headline.
        ": " => anchored && places + plain_places > 0 || places > 0 && head.len() >= 5,
        ") " => anchored && dateline.day.is_some(),
        "" => anchored,
        // "KYIV, 26 November 2018. Parliament voted": a sentence of a place and a day.
        ". " => places > 0 && dateline.day.is_some_and(|day| day.year.is_some()),
        _ => places > 0 || anchored,
    };
    believed.then_some(dateline).filter(|_| places + plain_places <= 4)
}

/// The head without its bracket, and what stood in it: `(Reuters)`, `[AFP]`, `/TASS/` at the end.
fn bracketed(head: &str) -> (String, Option<&str>) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((before, rest)) = head.split_once(open)
            && let Some((inside, behind)) = rest.split_once(close)
        {
            return (format!("{before},{behind}"), Some(inside.trim()));
        }
    }
    match head.strip_suffix('/').and_then(|head| head.rsplit_once('/')) {
        Some((before, inside)) => (before.to_owned(), Some(inside.trim())),
        None => (head.to_owned(), None),
    }
}

/// The name in the brackets of a dateline.
fn agency(name: &str) -> Option<String> {
    let words = name.split_whitespace().count();
    let label = LABELS.iter().any(|label| label.eq_ignore_ascii_case(name));
    let is_name = name.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
    (is_name && !label && (1..=5).contains(&words) && !name.contains([':', ';', '?', '!'])).then(|| name.to_owned())
}

/// `WASHINGTON`, `NEW YORK`, `AL-TANF`.
fn is_capitals(segment: &str) -> bool {
    let letters = segment.chars().filter(|character| character.is_alphabetic()).count();
    letters >= 3
        && !segment.chars().any(char::is_lowercase)
        && segment.split(' ').count() <= 4
        && !segment.contains(['"', '“', '\''])
}

/// `Tehran`, `Tel Aviv`, `Iran`.
fn is_name(segment: &str) -> bool {
    let capital = |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "al" | "de" | "el" | "of");
    segment.split(' ').all(capital)
        && segment.chars().all(|character| character.is_alphabetic() || " -'’.".contains(character))
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;

    fn read(text: &str) -> Option<(String, String, &str)> {
        let dateline = read_dateline(text, &Lexicon::embedded().furniture)?;
        let day = dateline.day.map_or_else(String::new, |day| day.to_string());
        Some((dateline.outlet.unwrap_or_default(), day, text.get(dateline.length..)?))
    }

    #[test]
    fn agencies_and_days() {
        let said = "Moscow said.";
        for (dateline, outlet, day) in [
            ("(Dan Tri) – ", "Dan Tri", ""),
            ("MOSCOW, June 17 (Reuters) - ", "Reuters", "--06-17"),
            ("WASHINGTON/DUBAI, June 22 (Reuters) - ", "Reuters", "--06-22"),
            ("TEHRAN — ", "", ""),
            ("TEHRAN, Iran (AP) — ", "AP", ""),
            ("TEHRAN (Tasnim) – ", "Tasnim", ""),
            ("MOSCOW, June 17. /TASS/. ", "TASS", "--06-17"),
            ("MOSCOW. June 17 (Interfax) - ", "Interfax", "--06-17"),
            ("Tehran, IRNA – ", "IRNA", ""),
            ("Tehran, June 17, IRNA - ", "IRNA", "--06-17"),
            ("GENEVA: ", "", ""),
            ("JERUSALEM, June 17, 2025 (Example Press) -- ", "Example Press", "2025-06-17"),
            ("MUSCAT, 12 April (Gulf Courier) — ", "Gulf Courier", "--04-12"),
        ] {
            let text = format!("{dateline}{said}");
            let found = read(&text);
            assert_eq!(found, Some((outlet.to_owned(), day.to_owned(), said)), "{text}");
        }
    }

    #[test]
    fn beginnings_of_sentences_are_no_datelines() {
        for text in [
            "Tehran – the capital – was quiet.",
            "The minister (who resigned) - said nothing.",
            "WATCH: Smoke over the port",
            "Russia said on Tuesday - again - that it would mediate.",
            "The International Atomic Energy Agency (IAEA) – the watchdog – said so.",
            "Iran (and others) - said no.",
            "Israel - Iran war: what we know",
            "“Israel” — as the paper writes it — is silent.",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_line_of_its_own() {
        let furniture = &Lexicon::embedded().furniture;
        assert!(is_dateline_alone("TEHRAN, June 17 (IRNA)", furniture).is_some());
        assert!(is_dateline_alone("TEHRAN (Example Press) -", furniture).is_some());
        assert!(is_dateline_alone("Tehran", furniture).is_none());
        assert!(is_dateline_alone("ISRAEL", furniture).is_none());
        assert!(is_dateline_alone("Gallery (Nine Images)", furniture).is_none());
        assert!(is_dateline_alone("Jane Roe, Bloomberg", furniture).is_none());
    }
}
