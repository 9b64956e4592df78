//! A raw body in, its lines out: mended, blanks made single, each knowing where it stood.
//!
//! `Peskov saidĀ\u{a0}Russia was` becomes "Peskov said Russia was" with one [`Edit`]. Quotation marks stay as written.

use super::mojibake;
use demarche_model::Span;

/// A line, or several joined to a paragraph: clean words, and what was changed in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// The clean words.
    pub(crate) text: String,
    /// Where the words stood in the raw body.
    pub(crate) raw: Span,
    /// Where clean and raw words differ, in order; between edits they are equal.
    pub(crate) edits: Vec<Edit>,
    /// An empty line stands before.
    pub(crate) after_blank: bool,
    /// It begins further right than the left margin.
    pub(crate) indented: bool,
}

/// A stretch of clean words that differs from the raw ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// In the clean words (bytes); empty where something was dropped.
    pub(crate) clean: Span,
    /// In the raw body.
    pub(crate) raw: Span,
    /// The rule, where the change is worth telling; blanks are not.
    pub(crate) rule: Option<&'static str>,
}

/// The lines of a raw body that hold words, and how many control characters were dropped.
pub(crate) fn read_lines(raw: &str) -> (Vec<Line>, usize) {
    let mut lines = Vec::new();
    let mut dropped = 0;
    let mut after_blank = false;
    for (start, words) in split_lines(raw) {
        let (mut line, controls) = mend(words, start);
        dropped += controls;
        if line.text.is_empty() {
            after_blank = true;
            continue;
        }
        line.after_blank = std::mem::take(&mut after_blank);
        lines.push(line);
    }
    (lines, dropped)
}

/// Lines with where they start: at line feeds, carriage returns, form feeds and the line and paragraph separators of Unicode.
pub(crate) fn split_lines(raw: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        let rest = raw.get(start..).filter(|_| !ended)?;
        let length = rest.find(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']);
        let line = rest.get(..length.unwrap_or(rest.len()))?;
        let behind = rest.get(line.len()..).unwrap_or_default();
        let separator = if behind.starts_with("\r\n") { 2 } else { behind.chars().next().map_or(0, char::len_utf8) };
        let at = start;
        start += line.len() + separator;
        ended = length.is_none();
        Some((at, line))
    })
}

/// One character of a line in the making.
#[derive(Clone, Copy)]
struct Glyph {
    character: char,
    raw: Span,
    rule: Option<&'static str>,
}

/// A mended line, and how many control characters were dropped.
fn mend(words: &str, start: usize) -> (Line, usize) {
    let trimmed = words.trim_matches(is_blank);
    let offset = start + words.find(trimmed).unwrap_or_default();
    let raw = Span::new(offset as u32, (offset + trimmed.len()) as u32);
    let indented = words.starts_with([' ', '\t']);
    if trimmed.is_empty() || is_plain(trimmed) {
        return (Line { text: trimmed.to_owned(), raw, indented, ..Line::default() }, 0);
    }
    let mut glyphs = Vec::with_capacity(trimmed.len());
    for (at, character) in trimmed.char_indices() {
        let at = offset + at;
        glyphs.push(Glyph { character, raw: Span::new(at as u32, (at + character.len_utf8()) as u32), rule: None });
    }
    let mut dropped = 0;
    // Mending may uncover more to mend: `&amp;nbsp;`, or a mangled character with a zero-width one inside.
    for _ in 0..8 {
        let before = glyphs.len();
        // First the patterns: `â\u{80}\u{99}` is one mark, not two controls.
        mend_mojibake(&mut glyphs);
        dropped += drop_controls(&mut glyphs);
        mend_entities(&mut glyphs);
        if glyphs.len() == before {
            break;
        }
    }
    let mut line = set(&glyphs);
    line.indented = indented;
    (line, dropped)
}

/// Whether nothing can need mending: single blanks between printable characters that no pattern begins with.
fn is_plain(words: &str) -> bool {
    let mut blank = false;
    words.chars().all(|character| {
        let double = blank && character == ' ';
        blank = character == ' ';
        let plain = if character.is_ascii() {
            !character.is_ascii_control() && character != '&'
        } else {
            !is_blank(character) && !is_invisible(character) && !mojibake::may_begin(character)
        };
        plain && !double && !('\u{80}'..='\u{9f}').contains(&character)
    })
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() && character != '\u{85}' || character == '\u{feff}' || character == '\u{200b}'
}

/// Characters without a shape of their own: soft hyphen, zero-width blanks and joiners, marks of direction, byte order mark.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Drops invisible and control characters; reads the controls 80 to 9F as the marks of windows-1252 that they were. Answers how many
/// control characters were dropped.
fn drop_controls(glyphs: &mut Vec<Glyph>) -> usize {
    let mut dropped = 0;
    let mut after_ascii = true;
    glyphs.retain_mut(|glyph| {
        let character = glyph.character;
        if is_invisible(character) {
            // Persian and Arabic words, and emoji, need their joiners.
            return matches!(character, '\u{200c}' | '\u{200d}') && !after_ascii;
        }
        if ('\u{80}'..='\u{9f}').contains(&character) {
            let byte = [character as u32 as u8];
            let mark = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next();
            if let Some(mark) = mark.filter(|mark| !mark.is_control()) {
                (glyph.character, glyph.rule) = (mark, Some("control:windows-1252"));
            }
        }
        if glyph.character.is_control() && !glyph.character.is_whitespace() || glyph.character == '\u{85}' {
            dropped += 1;
            return false;
        }
        after_ascii = character.is_ascii();
        true
    });
    dropped
}

/// Puts the characters back that a wrong encoding took apart.
fn mend_mojibake(glyphs: &mut Vec<Glyph>) {
    let characters: Vec<char> = glyphs.iter().map(|glyph| glyph.character).collect();
    if !characters.iter().any(|&character| mojibake::may_begin(character)) {
        return;
    }
    let mut mended = Vec::with_capacity(glyphs.len());
    let mut at = 0;
    while let (Some(&glyph), Some(rest)) = (glyphs.get(at), characters.get(at..)) {
        let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied();
        let found = if mojibake::may_begin(glyph.character) { mojibake::form_at(rest, before) } else { None };
        if let Some(form) = found {
            let last = glyphs.get(at + form.len() - 1).unwrap_or(&glyph);
            mended.push(Glyph { character: form.was, raw: glyph.raw.cover(last.raw), rule: Some(form.rule) });
            at += form.len();
        } else if let Some(rule) = mojibake::half_blank(before, glyph.character, rest.get(1).copied()) {
            let blank = glyphs.get(at + 1).unwrap_or(&glyph);
            mended.push(Glyph { character: ' ', raw: glyph.raw.cover(blank.raw), rule: Some(rule) });
            at += 2;
        } else if let Some(rule) = mojibake::half_apostrophe(before, rest) {
            mended.push(Glyph { character: '’', rule: Some(rule), ..glyph });
            at += 1;
        } else {
            mended.push(glyph);
            at += 1;
        }
    }
    *glyphs = mended;
}

/// Reads the character references that pages leave behind: `&amp;`, `&#8217;`.
fn mend_entities(glyphs: &mut Vec<Glyph>) {
    if !glyphs.iter().any(|glyph| glyph.character == '&') {
        return;
    }
    let mut mended = Vec::with_capacity(glyphs.len());
    let mut at = 0;
    while let Some(&glyph) = glyphs.get(at) {
        let name: String =
            glyphs.iter().skip(at + 1).take(8).map(|glyph| glyph.character).take_while(|&c| c != ';').collect();
        let end = at + name.chars().count() + 1;
        let closed = glyphs.get(end).filter(|glyph| glyph.character == ';');
        match (glyph.character, closed, entity(&name)) {
            ('&', Some(closed), Some(character)) => {
                mended.push(Glyph { character, raw: glyph.raw.cover(closed.raw), rule: Some("entity") });
                at = end + 1;
            }
            _ => {
                mended.push(glyph);
                at += 1;
            }
        }
    }
    *glyphs = mended;
}

fn entity(name: &str) -> Option<char> {
    const NAMES: &[(&str, char)] = &[
        ("amp", '&'),
        ("nbsp", ' '),
        ("quot", '"'),
        ("apos", '\''),
        ("lt", '<'),
        ("gt", '>'),
        ("rsquo", '’'),
        ("lsquo", '‘'),
        ("rdquo", '”'),
        ("ldquo", '“'),
        ("mdash", '—'),
        ("ndash", '–'),
        ("hellip", '…'),
    ];
    if let Some(digits) = name.strip_prefix('#') {
        let number = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => digits.parse().ok()?,
        };
        let character = char::from_u32(number)?;
        return Some(if character.is_whitespace() { ' ' } else { character })
            .filter(|character| !character.is_control());
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|&(_, character)| character)
}

/// Sets glyphs as a line: runs of blanks become one, blanks at the ends go.
fn set(glyphs: &[Glyph]) -> Line {
    let mut line = Line::default();
    let is_word = |glyph: &Glyph| !is_blank(glyph.character);
    let (Some(first), Some(last)) = (glyphs.iter().position(is_word), glyphs.iter().rposition(is_word)) else {
        return line;
    };
    let glyphs = glyphs.get(first..=last).unwrap_or_default();
    line.raw = glyphs.first().zip(glyphs.last()).map_or(Span::default(), |(first, last)| first.raw.cover(last.raw));
    let mut at = line.raw.start;
    let mut index = 0;
    while let Some(&glyph) = glyphs.get(index) {
        let blanks = glyphs.iter().skip(index).take_while(|glyph| !is_word(glyph)).count();
        let run = glyphs.get(index..index + blanks.max(1)).unwrap_or_default();
        index += blanks.max(1);
        let character = if blanks > 0 { ' ' } else { glyph.character };
        let raw = run.last().map_or(glyph.raw, |last| glyph.raw.cover(last.raw));
        let clean = Span::new(line.text.len() as u32, (line.text.len() + character.len_utf8()) as u32);
        if raw.start > at {
            let gap = Span::new(clean.start, clean.start);
            line.edits.push(Edit { clean: gap, raw: Span::new(at, raw.start), rule: None });
        }
        let rule = run.iter().find_map(|glyph| glyph.rule);
        let plain = run.len() == 1 && rule.is_none() && (blanks == 0 || glyph.character == ' ');
        if !plain {
            line.edits.push(Edit { clean, raw, rule });
        }
        at = raw.end;
        line.text.push(character);
    }
    line
}

impl Line {
    /// Adds the next line of the same paragraph, a blank between.
    pub(crate) fn join(&mut self, next: Self) {
        let end = self.text.len() as u32;
        let gap = Span::new(self.raw.end, next.raw.start);
        self.edits.push(Edit { clean: Span::new(end, end + 1), raw: gap, rule: None });
        self.text.push(' ');
        self.text.push_str(&next.text);
        let moved = |span: Span| Span::new(span.start + end + 1, span.end + end + 1);
        self.edits.extend(next.edits.into_iter().map(|edit| Edit { clean: moved(edit.clean), ..edit }));
        self.raw.end = next.raw.end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        read_lines(raw).0.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_mangled_blank_is_a_blank() {
        let (lines, _) = read_lines("Peskov saidĀ\u{a0}Russia was `studying` it.");
        assert_eq!(lines[0].text, "Peskov said Russia was `studying` it.");
        let edit = Edit { clean: Span::new(11, 12), raw: Span::new(11, 15), rule: Some("mojibake:windows-1257") };
        assert_eq!(lines[0].edits, [edit]);
    }

    #[test]
    fn line_ends_of_all_systems() {
        assert_eq!(texts("a\r\n\r\nb\rc\u{2028}d\n"), ["a", "b", "c", "d"]);
        let (lines, _) = read_lines("a\r\nb\r\n\r\nc");
        assert_eq!(lines.iter().map(|line| line.after_blank).collect::<Vec<_>>(), [false, false, true]);
    }

    #[test]
    fn blanks_and_what_cannot_be_seen() {
        assert_eq!(texts("\u{feff} Iran\u{a0}\u{a0} and \tthe\u{200b} E\u{ad}U\u{2009}"), ["Iran and the EU"]);
        assert_eq!(read_lines("Iran\0 denied\u{8} it").1, 2);
    }

    #[test]
    fn persian_keeps_its_joiners() {
        assert_eq!(texts("می\u{200c}گوید"), ["می\u{200c}گوید"]);
    }

    #[test]
    fn references_and_stray_marks_are_read() {
        assert_eq!(
            texts("AT&amp;T &#8217;s &quot;deal&quot; &amp;nbsp;x &unknown; R&D"),
            ["AT&T ’s \"deal\" x &unknown; R&D"]
        );
        assert_eq!(texts("It\u{92}s â\u{80}\u{9c}ready"), ["It’s “ready"]);
    }

    #[test]
    fn marks_stay_as_written() {
        let raw = "`There have been ‘mixed\" marks, “never closed";
        assert_eq!(texts(raw), [raw]);
    }
}
