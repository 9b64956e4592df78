//! All that one report yields, with its evidence and its notes.

use crate::{
    Article, Commitment, Event, Figure, Framing, Mention, Move, PlaceMention, Relief, Span, Statement, TimeExpression,
};

/// The record of one report. Indices are the identities: mention 0 is `m1` on output, statement 0 `s1`, event 0 `e1`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentRecord {
    /// The report.
    pub article: Article,
    /// Who is spoken of.
    pub mentions: Vec<Mention>,
    /// What is said.
    pub statements: Vec<Statement>,
    /// What is done.
    pub events: Vec<Event>,
    /// What binds.
    pub commitments: Vec<Commitment>,
    /// Moves of mediation.
    pub moves: Vec<Move>,
    /// Humanitarian moves.
    pub humanitarian: Vec<Relief>,
    /// How many.
    pub figures: Vec<Figure>,
    /// How the outlet colours it.
    pub framings: Vec<Framing>,
    /// Time expressions.
    pub times: Vec<TimeExpression>,
    /// Places.
    pub places: Vec<PlaceMention>,
    /// What could not be read.
    pub notes: Vec<Note>,
}

/// The reason to believe a statement or an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The words, never empty; the first span is the clause with its trigger and parties. A second one right behind it has what an event's verb says
    /// further of its deed.
    pub spans: Vec<Span>,
    /// The rule that made it (`S020 according-to`).
    pub rule: &'static str,
    /// Rows of the lexicon that it used (`en.cues.according-to`).
    pub rows: Vec<String>,
}

impl Evidence {
    /// The words as they are printed: of spans that only white space parts the text itself, else with ` … ` between.
    pub fn words(&self, text: &str) -> String {
        let mut words = String::new();
        let mut reached: Option<u32> = None;
        for span in &self.spans {
            if let Some(end) = reached {
                let between = text.get(end as usize..span.start as usize).filter(|gap| gap.trim().is_empty());
                words.push_str(between.unwrap_or(" … "));
            }
            words.push_str(span.of(text));
            reached = Some(span.end);
        }
        words
    }
}

/// Something that the program noticed and could not settle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which.
    pub code: NoteCode,
    /// Where, if somewhere.
    pub span: Option<Span>,
    /// In words.
    pub message: String,
}

/// Code of a note: `N004`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoteCode(pub u16);

impl NoteCode {
    /// Bytes that no encoding explains were replaced.
    pub const UNDECODABLE: Self = Self(1);
    /// NUL or other control characters were dropped.
    pub const CONTROL: Self = Self(2);
    /// A paragraph stops in mid-sentence.
    pub const CUT_SHORT: Self = Self(3);
    /// A quotation was never closed.
    pub const UNCLOSED_QUOTE: Self = Self(4);
    /// A quotation whose speaker was not found.
    pub const NO_SPEAKER: Self = Self(5);
    /// A date without a year, or without a publication day to count from.
    pub const PARTIAL_DATE: Self = Self(6);
    /// The text was longer than the limit and was cut.
    pub const TOO_LONG: Self = Self(7);
    /// There is nothing to read.
    pub const EMPTY: Self = Self(8);
    /// A name with several actors that fit.
    pub const AMBIGUOUS: Self = Self(9);
    /// Declared metadata that could not be used.
    pub const DECLARED: Self = Self(10);
}

impl std::fmt::Display for NoteCode {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "N{:03}", self.0)
    }
}
