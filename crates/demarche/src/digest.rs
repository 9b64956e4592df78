//! The digest of a report straight from what was read of it: a [`DocumentRecord`] in, out the [`Digest`] that [`Digest::of_record`] finds in its printed
//! record, without reading that again.
//!
//! The event of "Verania said it closed its ports" goes over with its parties, its days and its words, spans counted in code points as the record counts them.

use demarche_crisis::{self as crisis, Digest, Sketch};
use demarche_export::{self as export, CodePoints};
use demarche_lexicon::NewsWords;
use demarche_model as model;
use model::{DocumentRecord, Span, StatementId};

/// The digest of a report, not numbered yet.
pub(crate) fn digest(record: &DocumentRecord, common: &NewsWords) -> Digest {
    let article = &record.article;
    let of = Reading { text: &article.text, points: CodePoints::new(&article.text) };
    Digest {
        number: 0,
        id: article.id.clone(),
        key: article.key.as_ref().unwrap_or(&article.origin).clone(),
        outlet: article.outlet.as_ref().map(|outlet| outlet.name.clone()),
        published: article.published.map(|published| published.from.to_string()),
        title: article.title.clone(),
        text: article.text.clone(),
        sketch: Sketch::new(article.title.as_deref().unwrap_or_default(), &article.text, common),
        statements: record.statements.iter().enumerate().map(|(index, made)| of.statement(index, made)).collect(),
        events: record.events.iter().map(|event| of.telling(event)).collect(),
        commitments: record.commitments.iter().map(|made| of.commitment(made)).collect(),
        moves: record.moves.iter().map(|made| of.made_move(made)).collect(),
        humanitarian: record.humanitarian.iter().map(|made| of.relief(made)).collect(),
        figures: record.figures.iter().map(|figure| of.figure(figure)).collect(),
        framings: record.framings.iter().map(|framing| of.framing(framing)).collect(),
    }
}

/// Turns the model's nouns into those of a digest, for one text.
struct Reading<'a> {
    text: &'a str,
    points: CodePoints<'a>,
}

impl Reading<'_> {
    fn statement(&self, index: usize, made: &model::Statement) -> crisis::Statement {
        crisis::Statement {
            id: format!("s{}", index + 1),
            speaker: made.speaker.as_ref().map(|party| self.party(party)),
            content: self.all_words(&made.content),
            quoted: self.all_words(&made.quoted),
            channel: made.channel.as_ref().map(|channel| crisis::Channel { kind: channel.kind.to_string() }),
            said_on: made.said_on.map(|when| self.when(when)),
            hedges: self.all_words(&made.hedges),
            negated: made.negated,
            position: export::position(made.position).to_owned(),
            inside: made.inside.map(statement_id),
            evidence: self.evidence(&made.evidence, 0),
        }
    }

    fn telling(&self, event: &model::Event) -> crisis::Telling {
        let mut telling = crisis::Telling {
            actors: self.parties(&event.actors),
            recipients: self.parties(&event.recipients),
            plover: event.plover.to_string(),
            mode: event.mode.as_ref().map(ToString::to_string),
            cameo: event.cameo.as_ref().map(ToString::to_string),
            quad: event.quad,
            intensity: event.intensity.and_then(as_printed),
            occurrence: export::occurrence(event.occurrence).to_owned(),
            stance: export::stance(event.stance).to_owned(),
            on_word_of: statement_ids(&event.on_word_of),
            when: event.when.map(|when| self.when(when)),
            place: event.place.as_ref().map(|(span, place)| self.place(*span, place)),
            casualties: event.casualties.as_ref().map(|harm| crisis::Casualties {
                killed: harm.killed.as_ref().map(|count| self.count(count)),
                wounded: harm.wounded.as_ref().map(|count| self.count(count)),
            }),
            mediation: event.mediation.map(|mediation| crisis::Mediation {
                r#move: export::mediation_move(mediation.step).to_owned(),
                by: export::word_of(mediation.by).to_owned(),
            }),
            trigger: self.words(event.trigger),
            evidence: self.evidence(&event.evidence, 1),
            words: None,
        };
        telling.part();
        telling
    }

    fn commitment(&self, made: &model::Commitment) -> crisis::Commitment {
        let provisions = made.provisions.iter();
        crisis::Commitment {
            parties: self.parties(&made.parties),
            kind: export::commitment_kind(made.kind).to_owned(),
            name: self.of(made.name),
            provisions: provisions
                .map(|clause| crisis::Provision { text: self.of(clause.span), present: clause.present })
                .collect(),
            evidence: self.evidence(&made.evidence, 0),
        }
    }

    fn made_move(&self, made: &model::Move) -> crisis::Move {
        crisis::Move {
            r#move: export::mediation_move(made.step).to_owned(),
            about: export::move_topic(made.about).to_owned(),
            by: made.by.as_ref().map(|party| self.party(party)),
            with: self.parties(&made.with),
            word: export::word_of(made.word).to_owned(),
            offeror: self.parties(&made.offeror),
            parties: self.parties(&made.parties),
            terms: made.terms.map(|span| self.words(span)),
            planned: made.planned,
            when: made.when.map(|when| self.when(when)),
            on_word_of: statement_ids(&made.on_word_of),
            evidence: self.evidence(&made.evidence, 0),
        }
    }

    fn relief(&self, made: &model::Relief) -> crisis::Relief {
        crisis::Relief {
            kind: export::relief_kind(made.kind).to_owned(),
            by: self.parties(&made.by),
            who: Some(self.words(made.who)),
            count: made.count.as_ref().map(|count| self.count(count)),
            route: self.all_words(&made.route),
            occurrence: export::occurrence(made.occurrence).to_owned(),
            stance: export::stance(made.stance).to_owned(),
            on_word_of: statement_ids(&made.on_word_of),
            when: made.when.map(|when| self.when(when)),
            evidence: self.evidence(&made.evidence, 0),
        }
    }

    fn figure(&self, figure: &model::Figure) -> crisis::Figure {
        crisis::Figure {
            kind: figure.kind.to_string(),
            min: figure.count.min,
            max: figure.count.max,
            text: self.of(figure.count.span),
            claimant: figure.claimant.as_ref().map(|party| self.party(party)),
            on_word_of: statement_ids(&figure.on_word_of),
            evidence: self.evidence(&figure.evidence, 0),
        }
    }

    fn framing(&self, framing: &model::Framing) -> crisis::Framing {
        crisis::Framing {
            kind: export::framing_kind(framing.kind).to_owned(),
            about: framing.about.as_ref().map(ToString::to_string),
            text: self.of(framing.span),
            plain: framing.plain.to_string(),
            evidence: self.evidence(&framing.evidence, 0),
        }
    }

    fn parties(&self, parties: &[model::Party]) -> Vec<crisis::Party> {
        parties.iter().map(|party| self.party(party)).collect()
    }

    fn party(&self, party: &model::Party) -> crisis::Party {
        let text = self.of(party.span);
        let Some(actor) = &party.actor else {
            return crisis::Party { name: text.clone(), text, ..crisis::Party::default() };
        };
        crisis::Party {
            text,
            name: actor.name.to_string(),
            actor: Some(actor.id.to_string()),
            code: Some(actor.code()),
            country: actor.country.as_ref().map(ToString::to_string),
            sector: actor.sector.as_ref().map(ToString::to_string),
            kind: Some(export::actor_kind(actor.kind).to_owned()),
        }
    }

    fn when(&self, when: model::When) -> crisis::When {
        crisis::When {
            from: when.from.map(|day| day.to_string()),
            to: when.to.map(|day| day.to_string()),
            precision: export::precision(when.precision).to_owned(),
            text: when.span.map(|span| self.of(span)),
            ground: export::ground(when.ground).to_owned(),
        }
    }

    fn place(&self, span: Option<Span>, place: &model::Place) -> crisis::Place {
        crisis::Place {
            text: span.map(|span| self.of(span)),
            name: place.name.to_string(),
            country: place.country.as_ref().map(ToString::to_string),
            lat: place.lat,
            lon: place.lon,
            geonames: place.geonames,
            precision: place.precision.to_owned(),
        }
    }

    fn count(&self, count: &model::Count) -> crisis::Count {
        crisis::Count { min: count.min, max: count.max, text: self.of(count.span) }
    }

    /// The words that carry a row, and so many of the rows of the lists that made it.
    fn evidence(&self, evidence: &model::Evidence, rows: usize) -> crisis::Evidence {
        crisis::Evidence {
            spans: evidence.spans.iter().map(|span| self.points.span(*span)).collect(),
            text: evidence.words(self.text),
            rule: evidence.rule.to_owned(),
            rows: evidence.rows.iter().take(rows).map(ToString::to_string).collect(),
        }
    }

    fn all_words(&self, spans: &[Span]) -> Vec<crisis::Words> {
        spans.iter().map(|span| self.words(*span)).collect()
    }

    fn words(&self, span: Span) -> crisis::Words {
        crisis::Words { span: self.points.span(span), text: self.of(span) }
    }

    fn of(&self, span: Span) -> String {
        span.of(self.text).to_owned()
    }
}

fn statement_ids(ids: &[StatementId]) -> Vec<String> {
    ids.iter().copied().map(statement_id).collect()
}

fn statement_id(id: StatementId) -> String {
    format!("s{}", id.0 + 1)
}

/// A number as the record prints it: -4.4, and not the -4.4000000954 that half the bits stand for.
fn as_printed(number: f32) -> Option<f64> {
    number.to_string().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_analyse::{Options, analyse};
    use demarche_language::Model;
    use demarche_lexicon::Lexicon;
    use std::path::Path;

    #[test]
    fn it_is_the_digest_of_the_printed_record() {
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
        let documents = demarche_read::open(vec![samples], demarche_read::ReadOptions::default());
        let documents = documents.map(|document| document.expect("a sample")).collect();
        let lexicon = Lexicon::embedded();
        let mut seen = [0; 7];
        for record in analyse(documents, Model::english(), lexicon, Options::default()) {
            let line = export::record_line(&record).expect("a line");
            let line = std::str::from_utf8(&line).expect("UTF-8");
            let printed = Digest::of_record(line, &lexicon.news_words).expect("a record");
            let made = digest(&record, &lexicon.news_words);
            assert_eq!(made, printed);
            let counts = [
                made.statements.len(),
                made.events.len(),
                made.figures.len(),
                made.framings.len(),
                made.moves.len(),
                made.commitments.len(),
                made.humanitarian.len(),
            ];
            seen.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        assert!(seen.iter().take(6).all(|count| *count > 0), "the samples are too poor to test with: {seen:?}");
    }
}
