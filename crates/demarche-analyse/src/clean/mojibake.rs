//! Characters that passed through a wrong encoding, and the pattern each left behind.
//!
//! `saidĀ\u{a0}Russia` was "said", a no-break space, "Russia": its two UTF-8 bytes C2 A0 were read as windows-1257. The table is made from
//! the encodings themselves: each character that English news uses, written as UTF-8 and read back in each encoding that is met. Only
//! these characters are mended, so that "CAFÉ’S", which happens to look like UTF-8 in windows-1252, stays as it is.

use encoding_rs::{
    Encoding, MACINTOSH, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1257,
};
use std::sync::LazyLock;

/// Characters beyond ASCII that English news uses: marks, signs, blanks, and the letters of names.
const CHARACTERS: &str = "\u{a0}\u{2009}\u{200a}\u{202f}\u{200b}\u{200e}\u{feff}\u{ad}‘’“”‚„′″–—―−‐‑…•·«»‹›€£¥©®™°½¼¾×§\
    áàâäãåāăąæçćčďđéèêëēęěğíìîïīıİłñńňóòôöõøōőœřśšşșßťţțúùûüūůűýźžżÁÀÂÄÃÅÆÇĆČÉÈÊËÍÎÑÓÔÖØŒŚŠŞÚÜÝŽŻ";

/// Encodings in which UTF-8 is misread, the likeliest first, each with the rule that names it.
const MISREAD_AS: &[(&Encoding, &str)] = &[
    (WINDOWS_1252, "mojibake:windows-1252"),
    (WINDOWS_1250, "mojibake:windows-1250"),
    (WINDOWS_1251, "mojibake:windows-1251"),
    (WINDOWS_1254, "mojibake:windows-1254"),
    (WINDOWS_1257, "mojibake:windows-1257"),
    (WINDOWS_1253, "mojibake:windows-1253"),
    (MACINTOSH, "mojibake:macintosh"),
];

/// A pattern and the character that it was.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Form {
    pattern: Vec<char>,
    /// The character that it was.
    pub(crate) was: char,
    /// The rule, which names the encoding.
    pub(crate) rule: &'static str,
    /// It may be two characters of another alphabet: it needs a Latin letter beside it to be believed.
    needs_latin: bool,
}

impl Form {
    /// Characters of the pattern.
    pub(crate) fn len(&self) -> usize {
        self.pattern.len()
    }
}

/// All forms, by pattern.
static FORMS: LazyLock<Vec<Form>> = LazyLock::new(make_forms);

fn make_forms() -> Vec<Form> {
    let mut forms = Vec::new();
    for was in CHARACTERS.chars() {
        let bytes = was.to_string().into_bytes();
        for &(encoding, rule) in MISREAD_AS {
            let Some(once) = encoding.decode_without_bom_handling_and_without_replacement(&bytes) else { continue };
            forms.extend(form(&once, was, rule));
            if encoding == WINDOWS_1252 && is_mark(was) {
                let twice = encoding.decode_without_bom_handling(once.as_bytes()).0;
                forms.extend(form(&twice, was, "mojibake:windows-1252-twice"));
            }
        }
        let latin1: String = bytes.iter().map(|&byte| char::from(byte)).collect();
        forms.extend(form(&latin1, was, "mojibake:iso-8859-1"));
    }
    // Byte 9D has no character in windows-1252 and is often lost: what is left of a closing quotation mark.
    forms.extend(form("â€", '”', "mojibake:windows-1252"));
    // Of equal patterns the first, in the likelier encoding, stands; the sort keeps their order.
    forms.sort_by(|a, b| a.pattern.cmp(&b.pattern));
    forms.dedup_by(|later, first| later.pattern == first.pattern);
    forms
}

fn is_mark(character: char) -> bool {
    !character.is_alphabetic() && character > '\u{7f}'
}

fn form(pattern: &str, was: char, rule: &'static str) -> Option<Form> {
    let pattern: Vec<char> = pattern.chars().collect();
    let blank_end = pattern.last().is_some_and(|&last| last.is_whitespace() && last != '\u{85}');
    // A letter and a no-break space is a word's end more often than a mangled "à".
    let believable = pattern.len() > 1 && (was == '\u{a0}' || !blank_end || pattern.len() > 2);
    let foreign = pattern.first().is_some_and(|first| ('\u{370}'..='\u{52f}').contains(first));
    let needs_latin = pattern.iter().all(|character| character.is_alphabetic()) || foreign && pattern.len() == 2;
    believable.then_some(Form { pattern, was, rule, needs_latin })
}

/// Whether a text with this character may hold a form: all patterns begin with one of a few characters.
pub(crate) fn may_begin(character: char) -> bool {
    static FIRST: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut first: Vec<char> = FORMS.iter().filter_map(|form| form.pattern.first().copied()).collect();
        first.dedup();
        first
    });
    character > '\u{7f}' && FIRST.binary_search(&character).is_ok()
}

/// The longest form that `text` begins with; `before` is the character in front.
pub(crate) fn form_at(text: &[char], before: Option<char>) -> Option<&'static Form> {
    let first = *text.first()?;
    let start = FORMS.partition_point(|form| form.pattern.first().is_some_and(|&character| character < first));
    let candidates = FORMS.get(start..)?.iter().take_while(|form| form.pattern.first() == Some(&first));
    let fits = |form: &&Form| {
        let after = text.get(form.len()).copied();
        let latin = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphabetic());
        // "В\u{a0}NATO" begins with a Russian preposition.
        let beside = latin(before) || latin(after) && form.was != '\u{a0}';
        text.starts_with(&form.pattern) && (!form.needs_latin || beside)
    };
    candidates.filter(fits).max_by_key(|form| form.len())
}

/// The rule for a no-break space that lost its second half to an ordinary blank: `saidĀ Russia`. `None` where the letter may be a
/// letter: nobody ends a Latin word in one of these capitals after a small letter.
pub(crate) fn half_blank(before: Option<char>, character: char, after: Option<char>) -> Option<&'static str> {
    let rule = match character {
        'Â' => "mojibake:windows-1252",
        'Ā' => "mojibake:windows-1257",
        'В' => "mojibake:windows-1251",
        _ => return None,
    };
    let small = before.is_some_and(|before| before.is_ascii_lowercase() || ".,;:”’\"'".contains(before));
    (small && after.is_some_and(char::is_whitespace)).then_some(rule)
}

/// The rule for an apostrophe that lost its second half, two control characters: `Veraniaâs`, `donât`. Only before what an English apostrophe stands before.
pub(crate) fn half_apostrophe(before: Option<char>, text: &[char]) -> Option<&'static str> {
    const TAILS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];
    let [first, rest @ ..] = text else { return None };
    let tail: String = rest.iter().take(3).take_while(|character| character.is_alphabetic()).collect();
    let inside = before.is_some_and(|before| before.is_ascii_alphabetic());
    (*first == 'â' && inside && TAILS.contains(&tail.as_str())).then_some("mojibake:iso-8859-1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn was(text: &str) -> Option<(char, &'static str)> {
        let characters: Vec<char> = text.chars().collect();
        form_at(&characters, Some('d')).map(|form| (form.was, form.rule))
    }

    #[test]
    fn the_no_break_space_is_known_in_every_misreading() {
        assert_eq!(was("Ā\u{a0}Russia"), Some(('\u{a0}', "mojibake:windows-1257")));
        assert_eq!(was("Â\u{a0}Russia"), Some(('\u{a0}', "mojibake:windows-1252")));
        assert_eq!(was("В\u{a0}Russia"), Some(('\u{a0}', "mojibake:windows-1251")));
    }

    #[test]
    fn marks_and_names_are_known() {
        assert_eq!(was("â€™s"), Some(('’', "mojibake:windows-1252")));
        assert_eq!(was("вЂ™s"), Some(('’', "mojibake:windows-1251")));
        assert_eq!(was("ā€“ "), Some(('–', "mojibake:windows-1257")));
        assert_eq!(was("Ã¢â‚¬â„¢s"), Some(('’', "mojibake:windows-1252-twice")));
        assert_eq!(was("ÄŸan"), Some(('ğ', "mojibake:windows-1252")));
        assert_eq!(was("â€ he"), Some(('”', "mojibake:windows-1252")));
    }

    #[test]
    fn half_an_apostrophe_is_known_by_what_stands_behind_it() {
        let half = |text: &str| half_apostrophe(Some('n'), &text.chars().collect::<Vec<_>>());
        assert_eq!(half("âs envoy"), Some("mojibake:iso-8859-1"));
        assert_eq!(half("ât"), Some("mojibake:iso-8859-1"));
        assert_eq!(half("âtre"), None, "a French word");
        assert_eq!(half("âse"), None);
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        assert_eq!(was("É’S"), None);
        assert_eq!(was("Å\u{a0}og"), None);
        assert_eq!(was("Israel"), None);
        assert_eq!(form_at(&['Г', 'ј', 'е'], Some('а')), None);
        assert_eq!(form_at(&['В', '\u{a0}', 'N'], Some(' ')), None);
        assert_eq!(half_blank(Some('d'), 'Ā', Some(' ')), Some("mojibake:windows-1257"));
        assert_eq!(half_blank(Some(' '), 'Ā', Some(' ')), None);
    }
}
