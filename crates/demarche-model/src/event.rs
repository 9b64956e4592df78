//! What is done: events with their two axes of status, mediation moves, casualties, commitments.

use crate::{Evidence, Party, Place, Span, StatementId, When};

/// Something that one party does to another, or several do together.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// Who acts; a meeting has several.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// PLOVER type (`ASSAULT`).
    pub plover: String,
    /// PLOVER mode (`aerial`).
    pub mode: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Quad class, 1 to 4: verbal cooperation, material cooperation, verbal conflict, material conflict.
    pub quad: u8,
    /// Goldstein intensity.
    pub intensity: Option<f32>,
    /// Whether it happens.
    pub occurrence: Occurrence,
    /// How far it is vouched for here.
    pub stance: Stance,
    /// The statements that carry it; empty: the outlet's own voice.
    pub on_word_of: Vec<StatementId>,
    /// When it happened (not when it was reported).
    pub when: Option<When>,
    /// Where it happened.
    pub place: Option<(Option<Span>, Place)>,
    /// Dead and wounded.
    pub casualties: Option<Casualties>,
    /// The move in a mediation.
    pub mediation: Option<Mediation>,
    /// The word that names it: a verb, an adjective, an event noun.
    pub trigger: Span,
    /// How often events found on this ground are right, between 0 and 1: measured by rule and parties (`data/event_confidence.tsv`).
    pub confidence: f32,
    /// Why we believe it.
    pub evidence: Evidence,
}

/// Whether a thing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occurrence {
    /// It happened or happens.
    Actual,
    /// It happened long before: background.
    Historical,
    /// It is announced or planned.
    Future,
    /// It is conditional, wished, demanded, threatened.
    Hypothetical,
    /// The text says that it did not happen.
    Negated,
}

/// How far whoever tells it here vouches for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stance {
    /// In the outlet's own voice.
    Asserted,
    /// On somebody's word.
    Attributed,
    /// With distance: claimed, suspected, accused, said to have.
    Alleged,
    /// The cited speaker denies that it happened.
    Denied,
}

/// Counts of people harmed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Casualties {
    /// Dead.
    pub killed: Option<Count>,
    /// Wounded.
    pub wounded: Option<Count>,
}

/// A number with its range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// At least.
    pub min: Option<u32>,
    /// At most.
    pub max: Option<u32>,
    /// The words ("dozens").
    pub span: Span,
}

/// How many: dead, wounded, arrested; missiles, bombs, votes.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What is counted: `killed`, `wounded`, `missiles`, `missiles intercepted`; the words of `data/en/figures.tsv`.
    pub kind: String,
    /// The number.
    pub count: Count,
    /// Who gives it.
    pub claimant: Option<Party>,
    /// Statements that carry it; empty for the outlet's own voice.
    pub on_word_of: Vec<StatementId>,
    /// Why we believe it.
    pub evidence: Evidence,
}

/// A move in a mediation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mediation {
    /// Which.
    pub step: MediationMove,
    /// On whose word.
    pub by: Word,
}

/// A move of mediation with whose it is, told beside the events: "Tolm stands ready to mediate, its chancellor said".
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// Which.
    pub step: MediationMove,
    /// What is offered or answered.
    pub about: MoveTopic,
    /// Who makes it; `None` is an answer: unresolved.
    pub by: Option<Party>,
    /// Who makes it too.
    pub with: Vec<Party>,
    /// On whose word.
    pub word: Word,
    /// Whose offer it makes or answers, where the words say.
    pub offeror: Vec<Party>,
    /// Between whom, where the words say.
    pub parties: Vec<Party>,
    /// The condition ("if necessary").
    pub terms: Option<Span>,
    /// It is announced, not done: talks that are to be held.
    pub planned: bool,
    /// When it was made.
    pub when: Option<When>,
    /// The statements that carry it; empty: the outlet's own voice.
    pub on_word_of: Vec<StatementId>,
    /// Why we believe it.
    pub evidence: Evidence,
}

/// A humanitarian move: people brought out, aid brought in, a way opened, prisoners exchanged.
#[derive(Clone, Debug, PartialEq)]
pub struct Relief {
    /// Sort.
    pub kind: ReliefKind,
    /// Who does it; empty: nobody is named.
    pub by: Vec<Party>,
    /// The words for those, or that, which is moved.
    pub who: Span,
    /// How many.
    pub count: Option<Count>,
    /// The words for the way, in text order.
    pub route: Vec<Span>,
    /// Whether it happens.
    pub occurrence: Occurrence,
    /// How far it is vouched for here.
    pub stance: Stance,
    /// The statements that carry it; empty: the outlet's own voice.
    pub on_word_of: Vec<StatementId>,
    /// When.
    pub when: Option<When>,
    /// Why we believe it.
    pub evidence: Evidence,
}

/// Sorts of humanitarian moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum ReliefKind {
    Evacuation,
    Aid,
    Corridor,
    Exchange,
}

/// Moves of mediation; PLOVER and CAMEO fold some of them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the words of RECORD.md")]
pub enum MediationMove {
    Floated,
    Offered,
    Reiterated,
    Accepted,
    Refused,
    Ignored,
    Convened,
    Agreed,
    Lapsed,
}

/// What a move is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum MoveTopic {
    Mediation,
    Proposal,
    Talks,
    Truce,
}

/// On whose word a move or a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// The party says so itself.
    OwnMouth,
    /// Another says so of it.
    SecondHand,
}

/// Something that binds parties.
#[derive(Clone, Debug, PartialEq)]
pub struct Commitment {
    /// Who is bound.
    pub parties: Vec<Party>,
    /// Sort.
    pub kind: CommitmentKind,
    /// Its name ("strategic partnership treaty").
    pub name: Span,
    /// What it holds, or lacks.
    pub provisions: Vec<Provision>,
    /// When it was made.
    pub when: Option<When>,
    /// Why we believe it.
    pub evidence: Evidence,
}

/// Sorts of commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum CommitmentKind {
    Treaty,
    Agreement,
    Ceasefire,
    Promise,
}

/// A clause that a commitment has or lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provision {
    /// The words.
    pub span: Span,
    /// Whether the text says that it is there.
    pub present: bool,
}
