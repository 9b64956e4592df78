//! Where quotation marks enclose words: clean text and its paragraphs in, quotations out.
//!
//! Marks are read as they stand, never rewritten: “ ” „ « » " '' `` ‘ ’ ' ` ´, mixed, nested, repeated at the start of each
//! paragraph, never closed or never opened. Apostrophes are not marks. Whether a quotation is speech is decided elsewhere.
//!
//! "urged both sides to exercise “maximum restraint", warning …" → one quotation, `maximum restraint`.

use demarche_model::Span;

/// Words between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// With the marks.
    pub(crate) outer: Span,
    /// Without them.
    pub(crate) inner: Span,
    /// The opening mark is there.
    pub(crate) opened: bool,
    /// The closing mark is there.
    pub(crate) closed: bool,
    /// Not closed here, and the next paragraph repeats the opening mark or holds the closing one: the speech goes on there.
    pub(crate) continued: bool,
    /// How many quotations it lies in.
    pub(crate) depth: u8,
    /// Index of its paragraph.
    pub(crate) paragraph: usize,
}

/// Answers, for the first byte after a comma, whether a speaker's tail begins there (", Mr. Peskov said").
pub(crate) type TailAt<'a> = &'a dyn Fn(u32) -> bool;

/// Finds the quotations of each paragraph, in order of their start. `tail_at` tells where an unclosed one ends.
pub(crate) fn find_quotations(text: &str, paragraphs: &[Span], tail_at: TailAt<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut carried = false;
    for (index, &span) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(index + 1..).unwrap_or_default();
        // A quotation that goes on from the paragraph before opens here without a mark.
        let mark = Mark { family: Family::Double, side: Side::Opens, bytes: 0 };
        let open = if carried { vec![Open { at: span.start, mark, letter: ' ' }] } else { Vec::new() };
        let mut scan = Scan { text, span, index, next, tail_at, open, found: Vec::new(), carries: false };
        scan.read();
        carried = scan.carries;
        let mut these = scan.found;
        these.sort_by_key(|quotation| (quotation.outer.start, std::cmp::Reverse(quotation.outer.end)));
        found.append(&mut these);
    }
    found
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Backtick,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    family: Family,
    side: Side,
    bytes: u32,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    at: u32,
    mark: Mark,
    letter: char,
}

struct Scan<'a> {
    text: &'a str,
    span: Span,
    index: usize,
    next: &'a [Span],
    tail_at: TailAt<'a>,
    open: Vec<Open>,
    found: Vec<Quotation>,
    carries: bool,
}

/// The characters around a mark.
#[derive(Clone, Copy)]
struct Around {
    before: Option<char>,
    after: Option<char>,
}

impl Around {
    fn can_open(self) -> bool {
        // `interjecting,"Only …`: no blank after the comma, but a capital after the mark.
        let run_on = self.before.is_some_and(|c| ",:;".contains(c)) && self.after.is_some_and(char::is_uppercase);
        let free = run_on || self.before.is_none_or(|c| c.is_whitespace() || "([{—–-/:…".contains(c) || is_mark(c));
        free && self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn can_close(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// White space or nothing before, a word after: this can only be an opening mark.
    fn surely_opens(self) -> bool {
        self.before.is_none_or(|c| c.is_whitespace() || "([{".contains(c))
            && self.after.is_some_and(|c| c.is_alphanumeric() || c == '[' || c == '…' || is_mark(c))
    }

    fn inside_word(self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '"' | '″' | '«' | '»' | '‘' | '’' | '‛' | '\'' | '`' | '´')
}

/// The mark that starts with `c`, if one does. Two single marks in a row are one double mark.
fn mark_of(c: char, after: Option<char>) -> Option<Mark> {
    let (family, side, bytes) = match c {
        '“' | '„' | '‟' | '«' => (Family::Double, Side::Opens, c.len_utf8()),
        '”' | '»' => (Family::Double, Side::Closes, c.len_utf8()),
        '"' | '″' => (Family::Double, Side::Either, c.len_utf8()),
        '\'' if after == Some('\'') => (Family::Double, Side::Either, 2),
        '`' if after == Some('`') => (Family::Double, Side::Opens, 2),
        '‘' | '‛' => (Family::Single, Side::Opens, c.len_utf8()),
        '’' => (Family::Single, Side::Closes, c.len_utf8()),
        '\'' => (Family::Single, Side::Either, 1),
        '`' | '´' => (Family::Backtick, Side::Either, c.len_utf8()),
        _ => return None,
    };
    Some(Mark { family, side, bytes: bytes as u32 })
}

/// The double marks of some words, with the characters around them.
fn double_marks(words: &str) -> impl Iterator<Item = (Mark, Around)> + '_ {
    let mut before: Option<char> = None;
    let mut skip_to = 0;
    words.char_indices().filter_map(move |(offset, c)| {
        let was = before.replace(c);
        if offset < skip_to || !is_mark(c) {
            return None;
        }
        let next = words.get(offset + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let mark = mark_of(c, next).filter(|mark| mark.family == Family::Double)?;
        skip_to = offset + mark.bytes as usize;
        let after = words.get(skip_to..).and_then(|rest| rest.chars().next());
        Some((mark, Around { before: was, after }))
    })
}

impl Scan<'_> {
    fn read(&mut self) {
        let body = self.span.of(self.text);
        let mut skip_to = 0;
        let mut before = None;
        for (offset, c) in body.char_indices() {
            let was = before;
            before = Some(c);
            if offset < skip_to || !is_mark(c) {
                continue;
            }
            let rest = &body[offset + c.len_utf8()..];
            let Some(mark) = mark_of(c, rest.chars().next()) else { continue };
            skip_to = offset + mark.bytes as usize;
            let after = body.get(skip_to..).and_then(|rest| rest.chars().next());
            let at = self.span.start + offset as u32;
            let around = Around { before: was, after };
            match mark.family {
                Family::Double => self.double(at, c, mark, around),
                Family::Single => self.single(at, c, mark, around),
                Family::Backtick => self.backtick(at, c, mark, around),
            }
        }
        self.finish();
    }

    fn double(&mut self, at: u32, c: char, mark: Mark, around: Around) {
        let open = self.open.iter().rposition(|open| open.mark.family == Family::Double);
        match (open, mark.side) {
            (Some(index), Side::Opens) => {
                let low_first = self.open.get(index).is_some_and(|open| open.letter == '„');
                if low_first && c == '“' && around.can_close() {
                    self.close(index, at, mark.bytes);
                } else {
                    if !self.closes_twice(at + mark.bytes) {
                        self.abandon(index, at);
                    }
                    self.push(at, c, mark);
                }
            }
            (Some(index), Side::Either) if around.surely_opens() => {
                if !self.closes_twice(at + mark.bytes) {
                    self.abandon(index, at);
                }
                self.push(at, c, mark);
            }
            (Some(index), _) => self.close(index, at, mark.bytes),
            (None, Side::Opens) => self.push(at, c, mark),
            (None, Side::Closes) if around.surely_opens() => self.push(at, c, mark),
            (None, Side::Either) if around.can_open() && !around.inside_word() => self.push(at, c, mark),
            // A mark between blanks opens when nothing is open: `" We will act "`.
            (None, Side::Either) if !around.can_close() => self.push(at, c, mark),
            (None, _) => self.close_unopened(at, mark.bytes, around),
        }
    }

    fn single(&mut self, at: u32, c: char, mark: Mark, around: Around) {
        if around.inside_word() {
            return;
        }
        let open = self.open.iter().rposition(|open| open.mark.family != Family::Double);
        if let Some(index) = open
            && mark.side != Side::Opens
            && around.can_close()
            && around.after.is_none_or(|c| !c.is_alphanumeric())
        {
            let possessive = around.before.is_some_and(|c| c == 's' || c == 'S') && around.after == Some(' ');
            if !(possessive && self.closes_later(at + mark.bytes)) {
                self.close(index, at, mark.bytes);
            }
            return;
        }
        let opens = match mark.side {
            Side::Opens => around.after.is_some_and(|c| !c.is_whitespace()),
            Side::Closes => around.surely_opens(),
            Side::Either => around.can_open(),
        };
        let rest = self.rest(at + mark.bytes);
        if opens && open.is_none() && !elided(rest) && closing_single(rest).is_some() {
            self.push(at, c, mark);
        }
    }

    fn backtick(&mut self, at: u32, c: char, mark: Mark, around: Around) {
        if around.inside_word() {
            return;
        }
        match self.open.iter().rposition(|open| open.mark.family != Family::Double) {
            Some(index) if around.surely_opens() => {
                self.abandon(index, at);
                self.push(at, c, mark);
            }
            Some(index) => self.close(index, at, mark.bytes),
            None if around.can_open() && c == '`' => self.push(at, c, mark),
            None if around.can_close() => self.close_unopened(at, mark.bytes, around),
            None => {}
        }
    }

    /// Whether the next two double marks close: then a quotation lies in a quotation with the same marks.
    fn closes_twice(&self, from: u32) -> bool {
        let mut closing = double_marks(self.rest(from)).map(|(mark, around)| {
            mark.side != Side::Opens && around.can_close() && around.after.is_none_or(|c| !c.is_alphanumeric())
        });
        closing.next() == Some(true) && closing.next() == Some(true)
    }

    /// The paragraph from a byte on.
    fn rest(&self, from: u32) -> &str {
        self.text.get(from as usize..self.span.end as usize).unwrap_or_default()
    }

    /// Whether another closing single mark follows before one opens: then `s'` is a possessive.
    fn closes_later(&self, from: u32) -> bool {
        closing_single(self.rest(from)).is_some()
    }

    fn push(&mut self, at: u32, letter: char, mark: Mark) {
        self.open.push(Open { at, mark, letter });
    }

    /// Closes the open quotation at `index`; what was opened inside and not closed was no quotation.
    fn close(&mut self, index: usize, at: u32, bytes: u32) {
        self.open.truncate(index + 1);
        let Some(open) = self.open.pop() else { return };
        let inner = Span::new(open.at + open.mark.bytes, at);
        let outer = Span::new(open.at, at + bytes);
        self.keep(outer, inner, open.mark.bytes > 0, true, false);
    }

    /// An open quotation that another opening mark shows to be unclosed.
    fn abandon(&mut self, index: usize, next_open: u32) {
        self.open.truncate(index + 1);
        let Some(open) = self.open.pop() else { return };
        self.end_unclosed(open, next_open);
    }

    /// A closing mark with no opening one: the quotation began with the paragraph or after the last quotation, if the mark
    /// follows the stop of a sentence or of a clause.
    fn close_unopened(&mut self, at: u32, bytes: u32, around: Around) {
        let stops = around.before.is_some_and(|c| ",.!?…".contains(c));
        if !stops || !self.open.is_empty() {
            return;
        }
        let from = self.found.iter().map(|quotation| quotation.outer.end).max().unwrap_or(self.span.start);
        let words = self.text.get(from as usize..at as usize).unwrap_or_default();
        let lead = if from == self.span.start { 0 } else { first_sentence_end(words).unwrap_or(0) };
        let lead = lead + (words[lead..].len() - words[lead..].trim_start().len());
        let start = from + lead as u32;
        if words[lead..].split_whitespace().count() >= 3 {
            self.keep(Span::new(start, at + bytes), Span::new(start, at), false, true, false);
        }
    }

    fn finish(&mut self) {
        while let Some(open) = self.open.pop() {
            let stays = open.mark.family != Family::Single || open.letter == '‘';
            if !stays || (open.mark.family != Family::Double && !self.open.is_empty()) {
                continue;
            }
            let next = self.next.first().map(|next| next.of(self.text)).unwrap_or_default();
            let repeated = next.chars().next().is_some_and(|c| c == open.letter);
            let spans = open.mark.family == Family::Double
                && self.open.is_empty()
                && !repeated
                && self.closes_in_a_later_paragraph();
            if (repeated || spans) && open.mark.family != Family::Single {
                self.carries = spans;
                let inner = Span::new(open.at + open.mark.bytes, self.span.end);
                self.keep(Span::new(open.at, self.span.end), inner, open.mark.bytes > 0, false, true);
            } else {
                self.end_unclosed(open, self.span.end);
            }
        }
    }

    /// Whether the first double mark of the next few paragraphs closes: one quotation over several paragraphs.
    fn closes_in_a_later_paragraph(&self) -> bool {
        for paragraph in self.next.iter().take(8) {
            if let Some((mark, around)) = double_marks(paragraph.of(self.text)).next() {
                return mark.side != Side::Opens
                    && around.can_close()
                    && around.after.is_none_or(|c| !c.is_alphanumeric());
            }
        }
        false
    }

    /// Settles where a quotation without a closing mark ends: before a speaker's tail; else a fragment ends with its
    /// sentence, and an utterance with the last sentence before `limit`.
    fn end_unclosed(&mut self, open: Open, limit: u32) {
        let start = open.at + open.mark.bytes;
        let words = self.text.get(start as usize..limit as usize).unwrap_or_default();
        let led = self.text.get(self.span.start as usize..open.at as usize).unwrap_or_default().trim_end();
        let utterance = led.is_empty() || led.ends_with([',', ':', '.', '!', '?', '”', '"']);
        let tail = words.char_indices().filter(|&(_, c)| c == ',').map(|(i, _)| i);
        let tail = tail.into_iter().find(|&i| (self.tail_at)(start + i as u32 + 1));
        let end = match tail {
            Some(comma) => comma + 1,
            None if !utterance => first_sentence_end(words).unwrap_or(words.len()),
            None if limit < self.span.end => last_sentence_end(words).unwrap_or(words.len()),
            None => words.len(),
        };
        let end = start + words[..end].trim_end().len() as u32;
        self.keep(Span::new(open.at, end), Span::new(start, end), true, false, false);
    }

    fn keep(&mut self, outer: Span, inner: Span, opened: bool, closed: bool, continued: bool) {
        let words = inner.of(self.text);
        let start = inner.start + (words.len() - words.trim_start().len()) as u32;
        let inner = Span::new(start, start + words.trim().len() as u32);
        if !inner.of(self.text).chars().any(char::is_alphanumeric) {
            return;
        }
        let depth = self.open.len().min(9) as u8;
        self.found.push(Quotation { outer, inner, opened, closed, continued, depth, paragraph: self.index });
    }
}

/// Where a single closing mark stands in `rest`: after a word or a stop, not before a word.
fn closing_single(rest: &str) -> Option<usize> {
    let mut before: Option<char> = None;
    let mut chars = rest.char_indices().peekable();
    while let Some((offset, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        if matches!(c, '’' | '\'' | '`' | '´')
            && before.is_some_and(|c| !c.is_whitespace())
            && after.is_none_or(|c| !c.is_alphanumeric())
        {
            return Some(offset);
        }
        if matches!(c, '‘' | '\'') && before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_alphabetic)
        {
            return None;
        }
        before = Some(c);
    }
    None
}

/// Whether a word follows that is written with a leading apostrophe: 'em, '90s, 'til.
fn elided(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "bout" | "n" | "s" | "round" | "cos")
        || (word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s') && word.len() <= 5)
}

/// Byte after the first sentence end in `words`.
fn first_sentence_end(words: &str) -> Option<usize> {
    sentence_ends(words).next()
}

/// Byte after the last sentence end in `words`.
fn last_sentence_end(words: &str) -> Option<usize> {
    sentence_ends(words).last()
}

/// Bytes after each full stop, question or exclamation mark that a blank and a capital (or a mark, or nothing) follow.
fn sentence_ends(words: &str) -> impl Iterator<Item = usize> + '_ {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(text: &str) -> Vec<Span> {
        let mut at = 0;
        let mut spans = Vec::new();
        for line in text.split('\n') {
            if !line.is_empty() {
                spans.push(Span::new(at, at + line.len() as u32));
            }
            at += line.len() as u32 + 1;
        }
        spans
    }

    fn inner(text: &str) -> Vec<&str> {
        let says = |from: u32| text[from as usize..].starts_with(" Mr. Orlov said.");
        find_quotations(text, &paragraphs(text), &says).into_iter().map(|quotation| quotation.inner.of(text)).collect()
    }

    #[test]
    fn curly_and_straight_marks() {
        assert_eq!(inner("He called it “a grave step” and \"a mistake\"."), ["a grave step", "a mistake"]);
    }

    #[test]
    fn an_opening_curly_mark_may_be_closed_by_a_straight_one() {
        assert_eq!(inner("She asked for “calm\", and for “time”."), ["calm", "time"]);
    }

    #[test]
    fn backticks_are_marks() {
        assert_eq!(inner("The ministry spoke of a `limited` operation."), ["limited"]);
        assert_eq!(inner("The `quiet' border is quiet no more."), ["quiet"]);
    }

    #[test]
    fn doubled_single_marks_are_one_mark() {
        assert_eq!(
            inner("He wrote ``we shall see'' and left; ''no comment,'' he added."),
            ["we shall see", "no comment,"]
        );
    }

    #[test]
    fn guillemets_and_low_marks() {
        assert_eq!(inner("«Мы ждём», he wrote; „so be it“, they answered."), ["Мы ждём", "so be it"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(inner("The ministers' meeting wasn't Iran's idea, nor the '90s talks' heirs'.").is_empty());
        assert!(inner("‘Twas rock ’n’ roll, the officers’ mess.").len() <= 1);
    }

    #[test]
    fn single_marks_in_a_headline() {
        assert_eq!(inner("Ministry says 'Freedonia' won't talk"), ["Freedonia"]);
        assert_eq!(inner("Kremlin: strikes were ‘a grave error’"), ["a grave error"]);
    }

    #[test]
    fn a_possessive_inside_single_marks_does_not_close_them() {
        assert_eq!(inner("He hailed 'the workers' great march' today."), ["the workers' great march"]);
    }

    #[test]
    fn the_same_marks_inside_a_quotation() {
        let text = "\"The court is not about \"justice\" any more,\" he wrote.";
        let found = find_quotations(text, &paragraphs(text), &|_| false);
        let inner: Vec<&str> = found.iter().map(|quotation| quotation.inner.of(text)).collect();
        assert_eq!(inner, ["The court is not about \"justice\" any more,", "justice"]);
    }

    #[test]
    fn a_quotation_inside_a_quotation_is_deeper() {
        let text = "“They said ‘never’ to us,” she said.";
        let found = find_quotations(text, &paragraphs(text), &|_| false);
        assert_eq!(found.iter().map(|quotation| quotation.depth).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(found[1].inner.of(text), "never");
    }

    #[test]
    fn an_unclosed_quotation_runs_to_the_end_of_its_paragraph() {
        let text = "`We have been clear. The other side knows that we do not want\nThe minister left.";
        let found = find_quotations(text, &paragraphs(text), &|_| false);
        assert_eq!(found.len(), 1);
        assert!(!found[0].closed && !found[0].continued);
        assert_eq!(found[0].inner.of(text), "We have been clear. The other side knows that we do not want");
    }

    #[test]
    fn an_unclosed_quotation_ends_before_its_speaker() {
        assert_eq!(inner("“We will wait, Mr. Orlov said. “Then we act.”"), ["We will wait,", "Then we act."]);
        assert_eq!(inner("\"We will wait, Mr. Orlov said."), ["We will wait,"]);
    }

    #[test]
    fn an_unclosed_fragment_ends_with_its_sentence() {
        assert_eq!(inner("He spoke of a “historic day. Then he left."), ["historic day."]);
    }

    #[test]
    fn an_opening_mark_repeated_in_the_next_paragraph_continues() {
        let text = "“First we talk.\n“Then we act,” he said.";
        let found = find_quotations(text, &paragraphs(text), &|_| false);
        assert_eq!(
            found.iter().map(|quotation| (quotation.closed, quotation.continued)).collect::<Vec<_>>(),
            [(false, true), (true, false)]
        );
    }

    #[test]
    fn one_quotation_over_several_paragraphs() {
        let text = "“First we talk.\nThen we sit.\nThen we sign,” he said. “Soon.”";
        let found = find_quotations(text, &paragraphs(text), &|_| false);
        let inner: Vec<&str> = found.iter().map(|quotation| quotation.inner.of(text)).collect();
        assert_eq!(inner, ["First we talk.", "Then we sit.", "Then we sign,", "Soon."]);
        assert_eq!(found.iter().map(|quotation| quotation.continued).collect::<Vec<_>>(), [true, true, false, false]);
    }

    #[test]
    fn a_closing_mark_without_an_opening_one() {
        assert_eq!(inner("We will never leave,” the mayor told the crowd."), ["We will never leave,"]);
        assert!(inner("A 12\" gun was shown.").is_empty());
    }

    #[test]
    fn marks_between_blanks() {
        assert_eq!(inner("\" We will act \" he said."), ["We will act"]);
    }

    #[test]
    fn odd_texts_have_a_reading() {
        for text in ["", "\"", "“", "”", "''''''", "`", "'\"“”‘’", "“ ”", "„“„“", "é’é “é", "\u{a0}“\u{a0}"]
        {
            let _ = inner(text);
        }
    }
}
