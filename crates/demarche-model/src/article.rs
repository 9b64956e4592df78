//! The report itself: as its container gave it, and cleaned.

use crate::{Date, Ground, Span};

/// What a reader hands over: one report with what its container claims about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawDocument {
    /// Path, URL, or `file.warc.gz@offset`.
    pub origin: String,
    /// The identifier that a container gave (`id` or `key` of a JSON line).
    pub key: Option<String>,
    /// What the container or the command line declares.
    pub declared: Declared,
    /// The body.
    pub body: Body,
    /// What the reader noticed (undecodable bytes, NULs): code and message.
    pub notes: Vec<crate::Note>,
}

/// Metadata that somebody declared; never inferred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Title.
    pub title: Option<String>,
    /// Name of the outlet.
    pub outlet: Option<String>,
    /// First and last day of publication.
    pub published: Option<(Date, Date)>,
    /// Language tag (`en`).
    pub language: Option<String>,
    /// Address.
    pub url: Option<String>,
}

/// The body of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Plain text.
    Text(String),
    /// An HTML page, decoded.
    Html(String),
}

impl Default for Body {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// A cleaned report. `text` is the only string that later stages see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Hash of origin and raw body: the same input has the same id (16 hexadecimal digits).
    pub id: String,
    /// Where it came from.
    pub origin: String,
    /// The identifier that the container gave.
    pub key: Option<String>,
    /// Who published it, if declared or read from a dateline.
    pub outlet: Option<Outlet>,
    /// Headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Language tag.
    pub language: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// When it was published; never the day of the run.
    pub published: Option<Published>,
    /// The clean text.
    pub text: String,
    /// Its paragraphs, in order, without overlap; what lies between them is white space.
    pub blocks: Vec<Block>,
    /// What was taken out.
    pub removed: Vec<Removed>,
    /// What was mended.
    pub repairs: Vec<Repair>,
    /// Where the clean text stood in the raw body: pieces in order of both, covering the clean text but for inserted blanks
    /// and a declared title that was put in front.
    pub pieces: Vec<Piece>,
}

/// A publisher.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// Name as the lexicon has it, else as written.
    pub name: String,
    /// Home country (ISO 3166-1 alpha-3).
    pub country: Option<String>,
}

/// Day or days of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// `Declared`, or `Explicit` where the text itself says so (a dateline).
    pub ground: Ground,
}

/// A paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the clean text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// It stops in mid-sentence, as crawled.
    pub cut_short: bool,
}

/// What a paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The title.
    Headline,
    /// The summary under the title.
    Standfirst,
    /// A line of place, day and agency alone.
    Dateline,
    /// Running text.
    Body,
    /// A block quotation.
    Quote,
    /// A heading between paragraphs.
    Subheading,
    /// The words under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// Words of the page, not of the report.
    Furniture,
}

/// Something taken out of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its words, as crawled.
    pub text: String,
    /// The rule that took it out.
    pub rule: String,
    /// Where it stood in the raw body (bytes).
    pub raw: Span,
}

/// Something mended in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// Where the mended words stand in the clean text.
    pub span: Span,
    /// The words as crawled.
    pub was: String,
    /// The rule that mended them (`mojibake:windows-1257`).
    pub rule: String,
}

/// A stretch of clean text and the stretch of the raw body it was made from (bytes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In the clean text.
    pub clean: Span,
    /// In the raw body.
    pub raw: Span,
}
