//! The formats that demarche promises to keep: today JSON Lines `demarche-record/1`.
//!
//! A [`DocumentRecord`](demarche_model::DocumentRecord) goes in, one line of JSON comes out. Byte spans become code points here
//! and nowhere else: "the attack in Isfahan" is `[0, 21]` for Python, whatever accents stand before it.

mod code_points;
mod record;
mod words;

pub use code_points::CodePoints;
pub use record::{FORMAT, record_line, write_record};
pub use words::{
    actor_kind, block_kind, commitment_kind, form, framing_kind, ground, mediation_move, move_topic, occurrence,
    position, precision, relief_kind, speaker_ground, stance, time_kind, word_of,
};
