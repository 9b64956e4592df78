//! What is said: by whom, to whom, through which channel, in which words, how certainly; and the outlet's own framing.

use crate::{Evidence, Party, Span, When};

/// Index of a statement within its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatementId(pub u32);

/// An attributed statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Who says it; `None` is an answer.
    pub speaker: Option<Party>,
    /// How the speaker was found.
    pub speaker_ground: SpeakerGround,
    /// The words that mark it as said; `None` for an orphan quote.
    pub cue: Option<Cue>,
    /// Direct, indirect or mixed.
    pub form: Form,
    /// What is said: several spans where the cue splits it.
    pub content: Vec<Span>,
    /// The words inside quotation marks, without the marks.
    pub quoted: Vec<Span>,
    /// To whom.
    pub addressees: Vec<Party>,
    /// Through what.
    pub channel: Option<Channel>,
    /// When it was said.
    pub said_on: Option<When>,
    /// Words that weaken it.
    pub hedges: Vec<Span>,
    /// The cue is negated ("did not say").
    pub negated: bool,
    /// What the speaker does with the content.
    pub position: Position,
    /// The statement that contains this one.
    pub inside: Option<StatementId>,
    /// The text stops before the statement does.
    pub cut_short: bool,
    /// Why we believe it.
    pub evidence: Evidence,
}

/// The words that mark a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// The words.
    pub span: Span,
    /// Base form (`note`, `according to`).
    pub lemma: String,
}

/// How a speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpeakerGround {
    /// Named at the cue.
    Named,
    /// A pronoun at the cue, resolved.
    Pronoun,
    /// Taken from the sentences around.
    Context,
    /// From the statement before, which this one continues.
    Carried,
    /// Not found.
    None,
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "grammar's own words")]
pub enum Form {
    Direct,
    Indirect,
    Mixed,
}

/// What the speaker does with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of RECORD.md")]
pub enum Position {
    Asserts,
    Confirms,
    Denies,
    Rejects,
    Withholds,
    Presupposes,
    Accuses,
    Offers,
    Demands,
    Warns,
    Regrets,
    Praises,
    Condemns,
}

/// Through what a statement or message passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// The words ("a call with reporters").
    pub span: Span,
    /// `press-call`, `written-statement`, `social-media`, `interview`, `letter`, `diplomatic`, `via-outlet`, `via-mediator`, …
    pub kind: String,
}

/// The outlet's own colouring of words.
#[derive(Clone, Debug, PartialEq)]
pub struct Framing {
    /// Sort.
    pub kind: FramingKind,
    /// Country code of the party coloured.
    pub about: Option<String>,
    /// The words, as written.
    pub span: Span,
    /// The neutral counterpart.
    pub plain: String,
    /// Why we believe it.
    pub evidence: Evidence,
}

/// Sorts of framing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FramingKind {
    /// A name in quotation marks that nobody is quoted with.
    ScareQuotes,
    /// A label with a view built in.
    LoadedLabel,
    /// "so-called", "self-styled".
    Distancing,
    /// A deed without its doer.
    Agentless,
}
