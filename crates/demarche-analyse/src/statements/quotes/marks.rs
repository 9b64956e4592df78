//! Marks of quotation: a character and those around it in, what it may do out.
//!
//! “ ” „ « » " '' `` ‘ ’ ' ` ´; in `the ministers' meeting` the mark is an apostrophe, in `“It holds,“ said` the second one closes.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Single,
    Backtick,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub(super) family: Family,
    pub(super) side: Side,
    pub(super) bytes: u32,
}

/// The characters around a mark.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
}

impl Around {
    pub(super) fn can_open(self) -> bool {
        // `interjecting,"Only …`: no blank after the comma, but a capital after the mark.
        let run_on = self.before.is_some_and(|c| ",:;".contains(c)) && self.after.is_some_and(char::is_uppercase);
        let free = run_on || self.before.is_none_or(|c| c.is_whitespace() || "([{—–-/:…".contains(c) || is_mark(c));
        free && self.after.is_some_and(|c| !c.is_whitespace())
    }

    pub(super) fn can_close(self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// White space or nothing before, a word after: this can only be an opening mark.
    pub(super) fn surely_opens(self) -> bool {
        self.before.is_none_or(|c| c.is_whitespace() || "([{".contains(c))
            && self.after.is_some_and(|c| c.is_alphanumeric() || c == '[' || c == '…' || is_mark(c))
    }

    /// A word or a stop before, white space or nothing after: this can only be a closing mark.
    pub(super) fn surely_closes(self) -> bool {
        self.before.is_some_and(|c| c.is_alphanumeric() || ",.!?…;".contains(c))
            && self.after.is_none_or(char::is_whitespace)
    }

    pub(super) fn inside_word(self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }
}

pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '"' | '″' | '«' | '»' | '‘' | '’' | '‛' | '\'' | '`' | '´')
}

/// The mark that starts with `c`, if one does. Two single marks in a row are one double mark.
pub(super) fn mark_of(c: char, after: Option<char>) -> Option<Mark> {
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
pub(super) fn double_marks(words: &str) -> impl Iterator<Item = (Mark, Around)> + '_ {
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

/// Where a single closing mark stands in `rest`: after a word or a stop, not before a word.
pub(super) fn closing_single(rest: &str) -> Option<usize> {
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
pub(super) fn elided(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    matches!(word.as_str(), "em" | "til" | "tis" | "twas" | "cause" | "bout" | "n" | "s" | "round" | "cos")
        || (word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with('s') && word.len() <= 5)
}
