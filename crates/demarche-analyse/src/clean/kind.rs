//! What each paragraph is: its own signs first, then its place among the others.
//!
//! "2 mins read" is furniture by its words, "Russian Foreign Minister Sergey Lavrov (Photo: Sputnik)." a caption by its credit, the second
//! "Russia spoke out after Israel was suspected …" a doubled headline by the first.

use super::dateline::{self, Dateline};
use super::measure::{Ending, Measure};
use super::stamp::{self, Stamp};
use demarche_lexicon::{Folded, Furniture, FurnitureRow, LineKind};

/// What a paragraph says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Sign<'a> {
    /// Nothing.
    None,
    /// A line of the page.
    Furniture(&'a FurnitureRow),
    /// The heading of another part of the page.
    Section(&'a FurnitureRow),
    /// Dashes, dots or asterisks alone.
    LoneMark,
    /// A line of publication, or a dateline on a line of its own.
    Stamp(Stamp),
    /// Who wrote it.
    Byline,
    /// The words under a picture.
    Caption,
    /// A post of a social network that stands in the report: its words are a statement.
    Post,
}

/// Reads the sign of a paragraph; the surest first.
pub(crate) fn read_sign<'a>(text: &str, measure: &Measure, furniture: &'a Furniture) -> Sign<'a> {
    if !text.chars().any(char::is_alphanumeric) {
        return Sign::LoneMark;
    }
    let row = furniture.find(&measure.folded);
    match row.map(|row| row.does) {
        Some(LineKind::Byline) => return Sign::Byline,
        Some(LineKind::Caption) => return Sign::Caption,
        _ => {}
    }
    if is_post(text) {
        return Sign::Post;
    }
    if let Some(stamp) = stamp::read_stamp(text, measure.ending) {
        return Sign::Stamp(stamp);
    }
    match row {
        Some(row) if row.does == LineKind::Section => return Sign::Section(row),
        Some(row) => return Sign::Furniture(row),
        None => {}
    }
    if let Some(row) = menu_on_one_line(text, measure, furniture) {
        return Sign::Furniture(row);
    }
    if let Some(Dateline { outlet, day, .. }) = dateline::is_dateline_alone(text, furniture) {
        return Sign::Stamp(Stamp { day, changed: false, outlet });
    }
    if is_byline(text, measure) {
        Sign::Byline
    } else if has_credit(text, measure, furniture) {
        Sign::Caption
    } else {
        Sign::None
    }
}

/// "KAROO TIMES | WORLD | Print | Email": short parts between bars, one of them a line of the page.
fn menu_on_one_line<'a>(text: &str, measure: &Measure, furniture: &'a Furniture) -> Option<&'a FurnitureRow> {
    const PART: usize = 5;
    let part_row = |part: &str| furniture.find(&Folded::new(part));
    if measure.words <= 8 {
        // "Tweet Share 0": nothing but the names of buttons.
        let buttons = || text.split_whitespace().filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
        if buttons().count() > 1 && buttons().all(|word| part_row(word).is_some()) {
            return buttons().find_map(part_row);
        }
    }
    if measure.words > 24 || !text.contains(['|', '·', '•']) {
        return None;
    }
    let parts = || text.split(['|', '·', '•']).map(str::trim).filter(|part| !part.is_empty());
    let short = parts().count() > 1 && parts().all(|part| part.split_whitespace().count() <= PART);
    parts().filter(|_| short).find_map(part_row)
}

/// "We will not be threatened. pic.twitter.com/a1b2c3 — Example Ministry (@example) June 13, 2025".
fn is_post(text: &str) -> bool {
    let signed = |text: &str| text.rsplit_once("— ").is_some_and(|(_, name)| name.contains("(@"));
    text.contains("pic.twitter.com/") || signed(text)
}

/// "By Jane Roe, The Example Post"; not "By land and by sea".
fn is_byline(text: &str, measure: &Measure) -> bool {
    let Some(names) =
        text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).or_else(|| text.strip_prefix("BY "))
    else {
        return false;
    };
    let small = ["and", "the", "of", "for", "in", "de", "al", "el", "bin", "van", "von", "der", "&", "|", "-", "–"];
    let named =
        |word: &str| word.starts_with(|first: char| first.is_uppercase() || first == '@') || small.contains(&word);
    let capitals = names.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    measure.words <= 14 && capitals >= 2 && names.split_whitespace().all(named) && measure.ending == Ending::Open
}

/// The longest caption with the name of an agency, in words.
const LONGEST_CAPTION: usize = 70;
/// The longest caption with the word "photo" or the like.
const LONGEST_LABELLED: usize = 130;
/// Words that credit a picture.
const PICTURED: &[&str] = &[
    "photo",
    "image",
    "picture",
    "photograph",
    "credit",
    "file",
    "screengrab",
    "screenshot",
    "handout",
    "courtesy",
    "video",
];

/// Whether a paragraph ends in the credit of a picture: "… May 7, 2025 (AP)", "(Photo: Sputnik).", "[Navy handout via Reuters]".
fn has_credit(text: &str, measure: &Measure, furniture: &Furniture) -> bool {
    if measure.words > LONGEST_LABELLED {
        return false;
    }
    let bare = text.trim_end_matches(['.', ' ']);
    let Some(inner) = bare.strip_suffix([')', ']']) else {
        let short = measure.words <= LONGEST_CAPTION;
        return ends_in_label(bare) || short && ends_in_credit_without_brackets(bare, furniture);
    };
    let Some(open) = inner.rfind(['(', '[']) else { return false };
    let (Some(before), Some(credit)) = (inner.get(..open), inner.get(open + 1..)) else { return false };
    let before = before.trim_end();
    if before.is_empty() || credit.split_whitespace().count() > 12 {
        return false;
    }
    let label = credit.to_lowercase();
    let mut words = label.split(|mark: char| !mark.is_alphanumeric());
    if words.any(|word| PICTURED.contains(&word) || word.strip_suffix('s').is_some_and(|word| PICTURED.contains(&word)))
    {
        return true;
    }
    // "… officials said. (Xinhua)" closes a report: only an open end before the bracket, or a photographer's name in it, makes a caption.
    let open_end = !before.ends_with(['.', '!', '?', '"', '”', '’', '`']);
    let taken_by = credit.contains('/') || credit.contains(" via ");
    let mut names = credit.split(['/', ',']).flat_map(|part| part.split(" via ")).map(str::trim);
    let credited = names.any(|name| furniture.credit(name).is_some());
    credited && measure.words <= LONGEST_CAPTION && (open_end || taken_by) && !abbreviates(credit, before)
}

/// Whether the letters in the bracket are the first letters of the words before it: "Environmental Protection Agency (EPA)".
fn abbreviates(letters: &str, before: &str) -> bool {
    let words: Vec<char> =
        before.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|first| first.is_uppercase()).collect();
    let letters: Vec<char> = letters.chars().collect();
    letters.iter().all(|letter| letter.is_uppercase()) && words.ends_with(&letters)
}

/// "… as seen from orbit. Credit: an agency": the label and a name at the end.
fn ends_in_label(bare: &str) -> bool {
    let Some((before, name)) = bare.rsplit_once(": ") else { return false };
    let label = before.rsplit([' ', '.']).next().unwrap_or_default();
    let names = name.split_whitespace().count();
    let is_label = label.starts_with(char::is_uppercase) && PICTURED.contains(&label.to_lowercase().as_str());
    is_label && (1..=6).contains(&names) && name.starts_with(char::is_uppercase) && before.split(' ').count() > 3
}

/// "Smoke over Isfahan / AFP", "The Kremlin on a winter day © Sputnik".
fn ends_in_credit_without_brackets(bare: &str, furniture: &Furniture) -> bool {
    let Some((before, credit)) = bare.rsplit_once(['/', '©', '|']) else { return false };
    let credit = credit.trim();
    before.split_whitespace().count() >= 3 && credit.len() <= 40 && furniture.credit(credit).is_some()
}

#[cfg(test)]
mod tests {
    use super::super::measure::measure;
    use super::*;
    use demarche_lexicon::Lexicon;

    fn sign(text: &str) -> Sign<'static> {
        let furniture = &Lexicon::embedded().furniture;
        read_sign(text, &measure(text, furniture), furniture)
    }

    #[test]
    fn captions_by_their_credit() {
        for text in [
            "Foreign Minister of the example state (Photo: Sputnik).",
            "The minister arrives for talks at the palace in Tolm, Verania, Friday, March 14, 2031 (AP)",
            "Firefighters at the site of a strike in Tehran [WANA via Reuters]",
            "Smoke over Isfahan on Friday / AFP",
            "FILE - The minister speaks to reporters in Vienna.",
            "People cross a street in Haifa. (AP Photo/Jane Roe)",
            "The minister speaks in Vienna. (Jane Roe/Reuters)",
            "The strait, as seen from orbit. Credit: Example Space Agency",
        ] {
            assert_eq!(sign(text), Sign::Caption, "{text}");
        }
    }

    #[test]
    fn paragraphs_with_brackets_are_no_captions() {
        for text in [
            "This has been confirmed by the International Atomic Energy Agency (IAEA).",
            "The strike was reported by Tasnim, a news agency (Iran).",
            "The drones were shot down, the army said. (Xinhua)",
            "He spoke to the International Atomic Energy Agency (IAEA)",
            "He had been with the Environmental Protection Agency (EPA)",
            "The ministry had one answer: No",
            "The minister filed a complaint (in vain)",
        ] {
            assert_eq!(sign(text), Sign::None, "{text}");
        }
    }

    #[test]
    fn bylines() {
        assert_eq!(sign("By Jane Roe, The Example Post"), Sign::Byline);
        assert_eq!(sign("Reporting by Jane Roe in Dubai; Editing by John Doe"), Sign::Byline);
        assert_eq!(sign("By land and by sea"), Sign::None);
        assert_eq!(sign("By Monday the airport had reopened."), Sign::None);
    }

    #[test]
    fn menus_on_one_line() {
        assert!(matches!(sign("EXAMPLE TIMES | WORLD | Print | Email | WhatsApp"), Sign::Furniture(_)));
        assert!(matches!(sign("Share on Facebook | Share on X | Copy link"), Sign::Furniture(_)));
        assert!(matches!(sign("Tweet Share 0"), Sign::Furniture(_)));
        assert_eq!(sign("Iran | Israel | Russia"), Sign::None);
        assert_eq!(sign("Email leak"), Sign::None);
    }

    #[test]
    fn marks_alone() {
        assert_eq!(sign("-"), Sign::LoneMark);
        assert_eq!(sign("* * *"), Sign::LoneMark);
        assert_eq!(sign("No."), Sign::None);
    }
}
