//! One record as one line of JSON, `demarche-record/1`.
//!
//! The structs here and in the files of `record/` are the format: their field names and order are what users read. They borrow from the record
//! and exist only while a line is written.

mod article;
mod event;
mod mention;
mod moves;
mod said;
mod world;

use crate::CodePoints;
use article::Article;
use demarche_model as model;
use event::{Commitment, Event, Figure};
use mention::Mention;
use model::{DocumentRecord, Span};
use moves::{Move, Relief};
use said::{Framing, Statement};
use serde::Serialize;
use std::io;
use world::{PlaceMention, Time};

/// Name and number of the format.
pub const FORMAT: &str = "demarche-record/1";

/// Writes one record as one line of JSON with a line feed after it.
///
/// # Errors
/// What the sink answers.
pub fn write_record(record: &DocumentRecord, sink: &mut dyn io::Write) -> io::Result<()> {
    sink.write_all(&record_line(record)?)
}

/// The line that [`write_record`] writes.
///
/// # Errors
/// None that a record gives.
pub fn record_line(record: &DocumentRecord) -> io::Result<Vec<u8>> {
    let view = View { text: &record.article.text, points: CodePoints::new(&record.article.text) };
    let mut line = serde_json::to_vec(&view.record(record)).map_err(io::Error::from)?;
    line.push(b'\n');
    Ok(line)
}

type Points = [u32; 2];

#[derive(Serialize)]
struct Record<'a> {
    format: &'static str,
    article: Article<'a>,
    mentions: Vec<Mention<'a>>,
    statements: Vec<Statement<'a>>,
    events: Vec<Event<'a>>,
    commitments: Vec<Commitment<'a>>,
    moves: Vec<Move<'a>>,
    humanitarian: Vec<Relief<'a>>,
    figures: Vec<Figure<'a>>,
    framings: Vec<Framing<'a>>,
    times: Vec<Time<'a>>,
    places: Vec<PlaceMention<'a>>,
    notes: Vec<Note<'a>>,
}

#[derive(Serialize)]
struct Words<'a> {
    span: Points,
    text: &'a str,
}

#[derive(Serialize)]
struct Evidence<'a> {
    spans: Vec<Points>,
    text: String,
    rule: &'a str,
    rows: &'a [String],
}

#[derive(Serialize)]
struct Note<'a> {
    code: String,
    span: Option<Points>,
    message: &'a str,
}

/// Turns the model's nouns into the format's, for one text.
struct View<'a> {
    text: &'a str,
    points: CodePoints<'a>,
}

impl<'a> View<'a> {
    fn record(&self, record: &'a DocumentRecord) -> Record<'a> {
        Record {
            format: FORMAT,
            article: self.article(&record.article),
            mentions: record.mentions.iter().enumerate().map(|(i, mention)| self.mention(i, mention)).collect(),
            statements: record.statements.iter().enumerate().map(|(i, made)| self.statement(i, made)).collect(),
            events: record.events.iter().enumerate().map(|(i, event)| self.event(i, event)).collect(),
            commitments: record.commitments.iter().enumerate().map(|(i, made)| self.commitment(i, made)).collect(),
            moves: record.moves.iter().enumerate().map(|(i, made)| self.made_move(i, made)).collect(),
            humanitarian: record.humanitarian.iter().enumerate().map(|(i, made)| self.relief(i, made)).collect(),
            figures: record.figures.iter().enumerate().map(|(i, figure)| self.figure(i, figure)).collect(),
            framings: record.framings.iter().map(|framing| self.framing(framing)).collect(),
            times: record.times.iter().map(|time| self.time(time)).collect(),
            places: record.places.iter().map(|place| self.place_mention(place)).collect(),
            notes: record.notes.iter().map(|note| self.note(note)).collect(),
        }
    }

    fn words(&self, spans: &[Span]) -> Vec<Words<'a>> {
        spans.iter().map(|&span| Words { span: self.points.span(span), text: span.of(self.text) }).collect()
    }

    fn evidence(&self, evidence: &'a model::Evidence) -> Evidence<'a> {
        Evidence {
            spans: evidence.spans.iter().map(|&span| self.points.span(span)).collect(),
            text: evidence.words(self.text),
            rule: evidence.rule,
            rows: &evidence.rows,
        }
    }

    fn note(&self, note: &'a model::Note) -> Note<'a> {
        Note { code: note.code.to_string(), span: note.span.map(|span| self.points.span(span)), message: &note.message }
    }
}

fn mention_id(id: model::MentionId) -> String {
    format!("m{}", id.0 + 1)
}

fn statement_id(id: model::StatementId) -> String {
    format!("s{}", id.0 + 1)
}
