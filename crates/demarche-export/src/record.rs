//! One record as one line of JSON, `demarche-record/1`.
//!
//! The structs below are the format: their field names and order are what users read. They borrow from the record and exist
//! only while a line is written.

mod moves;

use crate::{CodePoints, words};
use demarche_model as model;
use model::{DocumentRecord, Span};
use moves::{Move, Relief};
use serde::Serialize;
use std::io;

/// Name and number of the format.
pub const FORMAT: &str = "demarche-record/1";

/// Writes one record as one line of JSON with a line feed after it.
///
/// # Errors
/// What the sink answers.
pub fn write_record(record: &DocumentRecord, sink: &mut dyn io::Write) -> io::Result<()> {
    let view = View { text: &record.article.text, points: CodePoints::new(&record.article.text) };
    serde_json::to_writer(&mut *sink, &view.record(record)).map_err(io::Error::from)?;
    sink.write_all(b"\n")
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
struct Article<'a> {
    id: &'a str,
    origin: &'a str,
    key: Option<&'a str>,
    outlet: Option<Outlet<'a>>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    language: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Published>,
    text: &'a str,
    blocks: Vec<Block>,
    removed: Vec<Removed<'a>>,
    repairs: Vec<Repair<'a>>,
    pieces: Vec<Piece>,
}

#[derive(Serialize)]
struct Outlet<'a> {
    name: &'a str,
    country: Option<&'a str>,
}

#[derive(Serialize)]
struct Published {
    from: String,
    to: String,
    ground: &'static str,
}

#[derive(Serialize)]
struct Block {
    span: Points,
    kind: &'static str,
    cut_short: bool,
}

#[derive(Serialize)]
struct Removed<'a> {
    text: &'a str,
    rule: &'a str,
    raw_bytes: Points,
}

#[derive(Serialize)]
struct Repair<'a> {
    span: Points,
    was: &'a str,
    rule: &'a str,
}

/// A stretch of the clean text (code points) and the bytes of the raw body that it was made from.
#[derive(Serialize)]
struct Piece {
    span: Points,
    raw_bytes: Points,
}

#[derive(Serialize)]
struct Mention<'a> {
    id: String,
    span: Points,
    text: &'a str,
    actor: Option<Actor<'a>>,
    candidates: Vec<Candidate<'a>>,
    same_as: Option<String>,
    rule: &'a str,
    rows: &'a [String],
}

#[derive(Serialize)]
struct Actor<'a> {
    id: &'a str,
    name: &'a str,
    kind: &'static str,
    country: Option<&'a str>,
    sector: Option<&'a str>,
    office: Option<&'a str>,
    code: String,
}

#[derive(Serialize)]
struct Candidate<'a> {
    id: &'a str,
    score: f32,
}

#[derive(Serialize)]
struct Party<'a> {
    mention: Option<String>,
    span: Points,
    text: &'a str,
    name: &'a str,
    actor: Option<&'a str>,
    code: Option<String>,
    country: Option<&'a str>,
    sector: Option<&'a str>,
    kind: Option<&'static str>,
}

#[derive(Serialize)]
struct Words<'a> {
    span: Points,
    text: &'a str,
}

#[derive(Serialize)]
struct Cue<'a> {
    span: Points,
    text: &'a str,
    lemma: &'a str,
}

#[derive(Serialize)]
struct Channel<'a> {
    span: Points,
    text: &'a str,
    kind: &'a str,
}

#[derive(Serialize)]
struct Statement<'a> {
    id: String,
    speaker: Option<Party<'a>>,
    speaker_ground: &'static str,
    cue: Option<Cue<'a>>,
    form: &'static str,
    content: Vec<Words<'a>>,
    quoted: Vec<Words<'a>>,
    addressees: Vec<Party<'a>>,
    channel: Option<Channel<'a>>,
    said_on: Option<When<'a>>,
    hedges: Vec<Words<'a>>,
    negated: bool,
    position: &'static str,
    inside: Option<String>,
    cut_short: bool,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Event<'a> {
    id: String,
    actors: Vec<Party<'a>>,
    recipients: Vec<Party<'a>>,
    plover: &'a str,
    mode: Option<&'a str>,
    contexts: &'a [String],
    cameo: Option<&'a str>,
    quad: u8,
    intensity: Option<f32>,
    occurrence: &'static str,
    stance: &'static str,
    on_word_of: Vec<String>,
    when: Option<When<'a>>,
    place: Option<Place<'a>>,
    casualties: Option<Casualties<'a>>,
    mediation: Option<Mediation>,
    trigger: Words<'a>,
    confidence: f32,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Casualties<'a> {
    killed: Option<Count<'a>>,
    wounded: Option<Count<'a>>,
}

#[derive(Serialize)]
struct Count<'a> {
    min: Option<u32>,
    max: Option<u32>,
    span: Points,
    text: &'a str,
}

#[derive(Serialize)]
struct Figure<'a> {
    id: String,
    kind: &'a str,
    min: Option<u32>,
    max: Option<u32>,
    span: Points,
    text: &'a str,
    claimant: Option<Party<'a>>,
    on_word_of: Vec<String>,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Mediation {
    r#move: &'static str,
    by: &'static str,
}

#[derive(Serialize)]
struct Commitment<'a> {
    id: String,
    parties: Vec<Party<'a>>,
    kind: &'static str,
    name: &'a str,
    provisions: Vec<Provision<'a>>,
    when: Option<When<'a>>,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Provision<'a> {
    span: Points,
    text: &'a str,
    present: bool,
}

#[derive(Serialize)]
struct Framing<'a> {
    kind: &'static str,
    about: Option<&'a str>,
    span: Points,
    text: &'a str,
    plain: &'a str,
    evidence: Evidence<'a>,
}

#[derive(Serialize)]
struct Time<'a> {
    span: Points,
    text: &'a str,
    r#type: &'static str,
    value: &'a str,
    from: Option<String>,
    to: Option<String>,
    precision: &'static str,
    ground: &'static str,
    rule: &'a str,
}

#[derive(Serialize)]
struct PlaceMention<'a> {
    span: Points,
    text: &'a str,
    name: Option<&'a str>,
    country: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: Option<&'a str>,
    geonames: Option<u32>,
    rule: &'a str,
}

#[derive(Serialize)]
struct When<'a> {
    from: Option<String>,
    to: Option<String>,
    precision: &'static str,
    text: Option<&'a str>,
    ground: &'static str,
}

#[derive(Serialize)]
struct Place<'a> {
    text: Option<&'a str>,
    name: &'a str,
    country: Option<&'a str>,
    lat: f64,
    lon: f64,
    geonames: Option<u32>,
    precision: &'a str,
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

    fn article(&self, article: &'a model::Article) -> Article<'a> {
        Article {
            id: &article.id,
            origin: &article.origin,
            key: article.key.as_deref(),
            outlet: article
                .outlet
                .as_ref()
                .map(|outlet| Outlet { name: &outlet.name, country: outlet.country.as_deref() }),
            title: article.title.as_deref(),
            byline: article.byline.as_deref(),
            language: article.language.as_deref(),
            url: article.url.as_deref(),
            published: article.published.map(|published| Published {
                from: published.from.to_string(),
                to: published.to.to_string(),
                ground: words::ground(published.ground),
            }),
            text: &article.text,
            blocks: article
                .blocks
                .iter()
                .map(|block| Block {
                    span: self.points.span(block.span),
                    kind: words::block_kind(block.kind),
                    cut_short: block.cut_short,
                })
                .collect(),
            removed: article
                .removed
                .iter()
                .map(|gone| Removed { text: &gone.text, rule: &gone.rule, raw_bytes: [gone.raw.start, gone.raw.end] })
                .collect(),
            repairs: article
                .repairs
                .iter()
                .map(|repair| Repair { span: self.points.span(repair.span), was: &repair.was, rule: &repair.rule })
                .collect(),
            pieces: article
                .pieces
                .iter()
                .map(|piece| Piece { span: self.points.span(piece.clean), raw_bytes: [piece.raw.start, piece.raw.end] })
                .collect(),
        }
    }

    fn mention(&self, index: usize, mention: &'a model::Mention) -> Mention<'a> {
        Mention {
            id: format!("m{}", index + 1),
            span: self.points.span(mention.span),
            text: mention.span.of(self.text),
            actor: mention.actor.as_ref().map(|actor| Actor {
                id: &actor.id,
                name: &actor.name,
                kind: words::actor_kind(actor.kind),
                country: actor.country.as_deref(),
                sector: actor.sector.as_deref(),
                office: actor.office.as_deref(),
                code: actor.code(),
            }),
            candidates: mention
                .candidates
                .iter()
                .map(|rival| Candidate { id: &rival.id, score: rival.score })
                .collect(),
            same_as: mention.same_as.map(mention_id),
            rule: mention.rule,
            rows: &mention.rows,
        }
    }

    fn party(&self, party: &'a model::Party) -> Party<'a> {
        let actor = party.actor.as_ref();
        let text = party.span.of(self.text);
        Party {
            mention: party.mention.map(mention_id),
            span: self.points.span(party.span),
            text,
            name: actor.map_or(text, |actor| actor.name.as_str()),
            actor: actor.map(|actor| actor.id.as_str()),
            code: actor.map(model::Actor::code),
            country: actor.and_then(|actor| actor.country.as_deref()),
            sector: actor.and_then(|actor| actor.sector.as_deref()),
            kind: actor.map(|actor| words::actor_kind(actor.kind)),
        }
    }

    fn parties(&self, parties: &'a [model::Party]) -> Vec<Party<'a>> {
        parties.iter().map(|party| self.party(party)).collect()
    }

    fn words(&self, spans: &[Span]) -> Vec<Words<'a>> {
        spans.iter().map(|&span| Words { span: self.points.span(span), text: span.of(self.text) }).collect()
    }

    fn statement(&self, index: usize, made: &'a model::Statement) -> Statement<'a> {
        Statement {
            id: format!("s{}", index + 1),
            speaker: made.speaker.as_ref().map(|party| self.party(party)),
            speaker_ground: words::speaker_ground(made.speaker_ground),
            cue: made.cue.as_ref().map(|cue| Cue {
                span: self.points.span(cue.span),
                text: cue.span.of(self.text),
                lemma: &cue.lemma,
            }),
            form: words::form(made.form),
            content: self.words(&made.content),
            quoted: self.words(&made.quoted),
            addressees: self.parties(&made.addressees),
            channel: made.channel.as_ref().map(|channel| Channel {
                span: self.points.span(channel.span),
                text: channel.span.of(self.text),
                kind: &channel.kind,
            }),
            said_on: made.said_on.map(|when| self.when(when)),
            hedges: self.words(&made.hedges),
            negated: made.negated,
            position: words::position(made.position),
            inside: made.inside.map(statement_id),
            cut_short: made.cut_short,
            evidence: self.evidence(&made.evidence),
        }
    }

    fn event(&self, index: usize, event: &'a model::Event) -> Event<'a> {
        Event {
            id: format!("e{}", index + 1),
            actors: self.parties(&event.actors),
            recipients: self.parties(&event.recipients),
            plover: &event.plover,
            mode: event.mode.as_deref(),
            contexts: &event.contexts,
            cameo: event.cameo.as_deref(),
            quad: event.quad,
            intensity: event.intensity,
            occurrence: words::occurrence(event.occurrence),
            stance: words::stance(event.stance),
            on_word_of: event.on_word_of.iter().copied().map(statement_id).collect(),
            when: event.when.map(|when| self.when(when)),
            place: event.place.as_ref().map(|(span, place)| self.place(*span, place)),
            casualties: event.casualties.as_ref().map(|harm| Casualties {
                killed: harm.killed.as_ref().map(|count| self.count(count)),
                wounded: harm.wounded.as_ref().map(|count| self.count(count)),
            }),
            mediation: event.mediation.map(|mediation| Mediation {
                r#move: words::mediation_move(mediation.step),
                by: words::word_of(mediation.by),
            }),
            trigger: Words { span: self.points.span(event.trigger), text: event.trigger.of(self.text) },
            confidence: event.confidence,
            evidence: self.evidence(&event.evidence),
        }
    }

    fn count(&self, count: &model::Count) -> Count<'a> {
        Count { min: count.min, max: count.max, span: self.points.span(count.span), text: count.span.of(self.text) }
    }

    fn figure(&self, index: usize, figure: &'a model::Figure) -> Figure<'a> {
        Figure {
            id: format!("n{}", index + 1),
            kind: &figure.kind,
            min: figure.count.min,
            max: figure.count.max,
            span: self.points.span(figure.count.span),
            text: figure.count.span.of(self.text),
            claimant: figure.claimant.as_ref().map(|party| self.party(party)),
            on_word_of: figure.on_word_of.iter().copied().map(statement_id).collect(),
            evidence: self.evidence(&figure.evidence),
        }
    }

    fn commitment(&self, index: usize, made: &'a model::Commitment) -> Commitment<'a> {
        Commitment {
            id: format!("c{}", index + 1),
            parties: self.parties(&made.parties),
            kind: words::commitment_kind(made.kind),
            name: made.name.of(self.text),
            provisions: made
                .provisions
                .iter()
                .map(|provision| Provision {
                    span: self.points.span(provision.span),
                    text: provision.span.of(self.text),
                    present: provision.present,
                })
                .collect(),
            when: made.when.map(|when| self.when(when)),
            evidence: self.evidence(&made.evidence),
        }
    }

    fn framing(&self, framing: &'a model::Framing) -> Framing<'a> {
        Framing {
            kind: words::framing_kind(framing.kind),
            about: framing.about.as_deref(),
            span: self.points.span(framing.span),
            text: framing.span.of(self.text),
            plain: &framing.plain,
            evidence: self.evidence(&framing.evidence),
        }
    }

    fn time(&self, time: &'a model::TimeExpression) -> Time<'a> {
        Time {
            span: self.points.span(time.span),
            text: time.span.of(self.text),
            r#type: words::time_kind(time.kind),
            value: &time.value,
            from: time.from.map(|day| day.to_string()),
            to: time.to.map(|day| day.to_string()),
            precision: words::precision(time.precision),
            ground: words::ground(time.ground),
            rule: time.rule,
        }
    }

    fn place_mention(&self, mention: &'a model::PlaceMention) -> PlaceMention<'a> {
        let place = mention.place.as_ref();
        PlaceMention {
            span: self.points.span(mention.span),
            text: mention.span.of(self.text),
            name: place.map(|place| place.name.as_str()),
            country: place.and_then(|place| place.country.as_deref()),
            lat: place.map(|place| place.lat),
            lon: place.map(|place| place.lon),
            precision: place.map(|place| place.precision),
            geonames: place.and_then(|place| place.geonames),
            rule: mention.rule,
        }
    }

    fn when(&self, when: model::When) -> When<'a> {
        When {
            from: when.from.map(|day| day.to_string()),
            to: when.to.map(|day| day.to_string()),
            precision: words::precision(when.precision),
            text: when.span.map(|span| span.of(self.text)),
            ground: words::ground(when.ground),
        }
    }

    fn place(&self, span: Option<Span>, place: &'a model::Place) -> Place<'a> {
        Place {
            text: span.map(|span| span.of(self.text)),
            name: &place.name,
            country: place.country.as_deref(),
            lat: place.lat,
            lon: place.lon,
            geonames: place.geonames,
            precision: place.precision,
        }
    }

    fn evidence(&self, evidence: &'a model::Evidence) -> Evidence<'a> {
        let texts: Vec<&str> = evidence.spans.iter().map(|span| span.of(self.text)).collect();
        Evidence {
            spans: evidence.spans.iter().map(|&span| self.points.span(span)).collect(),
            text: texts.join(" … "),
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
