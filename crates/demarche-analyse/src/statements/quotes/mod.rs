//! Where quotation marks enclose words: clean text and its paragraphs in, quotations out.
//!
//! Marks are read as they stand, never rewritten: “ ” „ « » " '' `` ‘ ’ ' ` ´, mixed, nested, repeated at the start of each
//! paragraph, never closed or never opened. Apostrophes are not marks. Whether a quotation is speech is decided elsewhere.
//!
//! "urged both sides to exercise “maximum restraint", warning …" → one quotation, `maximum restraint`.

mod marks;
mod sentence_ends;
#[cfg(test)]
mod tests;

use demarche_model::Span;
use marks::{Around, Family, Mark, Side, closing_single, double_marks, elided, is_mark, mark_of};
use sentence_ends::{first_sentence_end, last_sentence_end, speech_start};

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
                // `“It holds,“ said the mayor`: a mark of opening shape where only a closing one can stand.
                if c == '“' && around.can_close() && (low_first || around.surely_closes()) {
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

    /// A closing mark with no opening one, behind the stop of a sentence or of a clause or before a speaker's tail: the quotation is at least that sentence, and
    /// those before it in which the same voice goes on; no more than the paragraph, or what stands after the last quotation.
    fn close_unopened(&mut self, at: u32, bytes: u32, around: Around) {
        let stops = around.before.is_some_and(|c| ",.!?…".contains(c));
        let told = around.after == Some(',') && (self.tail_at)(at + bytes + 1);
        if !(stops || told) || !self.open.is_empty() {
            return;
        }
        let from = self.found.iter().map(|quotation| quotation.outer.end).max().unwrap_or(self.span.start);
        let words = self.text.get(from as usize..at as usize).unwrap_or_default();
        let least = if from == self.span.start { 0 } else { first_sentence_end(words).unwrap_or(0) };
        let lead = speech_start(words).max(least);
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
                && !self.ends_in_sight(open)
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

    /// Whether an unclosed quotation shows its end in its own paragraph: a speaker's tail, or the sentence that it is a fragment of.
    fn ends_in_sight(&self, open: Open) -> bool {
        let words = self.rest(open.at + open.mark.bytes);
        self.tail_in(open, words).is_some()
            || !self.is_utterance(open) && first_sentence_end(words).is_some_and(|end| end < words.trim_end().len())
    }

    /// Whether whole sentences are quoted, not a part of the outlet's own.
    fn is_utterance(&self, open: Open) -> bool {
        let led = self.led(open);
        led.is_empty() || led.ends_with([',', ':', '.', '!', '?', '”', '"'])
    }

    /// What its paragraph says before a quotation.
    fn led(&self, open: Open) -> &str {
        self.text.get(self.span.start as usize..open.at as usize).unwrap_or_default().trim_end()
    }

    /// The byte of the comma in the quoted words behind which a speaker's tail begins.
    fn tail_in(&self, open: Open, words: &str) -> Option<usize> {
        let start = open.at + open.mark.bytes;
        let mut commas = words.char_indices().filter(|&(_, c)| c == ',').map(|(i, _)| i);
        commas.find(|&i| (self.tail_at)(start + i as u32 + 1))
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
        let end = match self.tail_in(open, words) {
            Some(comma) => comma + 1,
            // A stray mark before a paragraph in which the next mark opens within the first sentence.
            None if self.led(open).is_empty() && limit < self.span.end && last_sentence_end(words).is_none() => return,
            None if !self.is_utterance(open) => first_sentence_end(words).unwrap_or(words.len()),
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
