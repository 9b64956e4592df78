//! The nouns that every crate of demarche speaks: plain structs with public fields.
//!
//! A report comes in as a [`RawDocument`] (what its container claims) and leaves as a [`DocumentRecord`] (what it says):
//! "Mr. Lavrov noted that …" becomes a [`Statement`] with a speaker, a cue, a content and the [`Evidence`] for each.
//!
//! All spans are UTF-8 **byte** ranges into [`Article::text`]; they turn into code points only at the edge (`demarche-export`).
//! Nothing here computes, but for the calendar of its own [`Date`]; nothing here can be serialised by accident: formats are promised in `demarche-export` alone.

mod article;
mod event;
mod mention;
mod record;
mod span;
mod statement;
mod when;

pub use article::{Article, Block, BlockKind, Body, Declared, Outlet, Piece, Published, RawDocument, Removed, Repair};
pub use event::{
    Casualties, Commitment, CommitmentKind, Count, Event, Figure, Mediation, MediationMove, Move, MoveTopic,
    Occurrence, Provision, Relief, ReliefKind, Stance, Word,
};
pub use mention::{Actor, ActorKind, Candidate, Mention, MentionId, Party};
pub use record::{DocumentRecord, Evidence, Note, NoteCode};
pub use span::Span;
pub use statement::{Channel, Cue, Form, Framing, FramingKind, Position, SpeakerGround, Statement, StatementId};
pub use when::{Date, Ground, Place, PlaceMention, Precision, TimeExpression, TimeKind, When};
