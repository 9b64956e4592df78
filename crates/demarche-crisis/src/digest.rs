//! What work across reports needs of one report: its record as `demarche-record/1` in, a [`Digest`] out.
//!
//! The digest of a report in which "Verania's health ministry said 31 people had died" holds that statement, that event, the words of both
//! and a sketch of the text. Spans stay what they are in the record: code points into the clean text.

use crate::sketch::Sketch;
use demarche_lexicon::NewsWords;
use serde::{Deserialize, Serialize};

/// One report, for work across reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Digest {
    /// The number that it is kept under, 1 and up; 0 where it is kept nowhere. Reports come in the order of their numbers.
    pub number: u64,
    /// Id of the report.
    pub id: String,
    /// Its key, else where it came from.
    pub key: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// First day of publication.
    pub published: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// The clean text.
    pub text: String,
    /// Sketch of the text.
    pub sketch: Sketch,
    /// What is said.
    pub statements: Vec<Statement>,
    /// What is done.
    pub events: Vec<Telling>,
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
}

/// A party, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Party {
    pub text: String,
    pub name: String,
    pub actor: Option<String>,
    pub code: Option<String>,
    pub country: Option<String>,
    pub sector: Option<String>,
    pub kind: Option<String>,
}

impl Party {
    /// The state that it speaks and acts for. An armed group is of a country, and speaks for no state.
    pub(crate) fn state(&self) -> Option<&str> {
        self.country.as_deref().filter(|_| !self.is_armed_group())
    }

    /// The side that it is on: its state, or the armed groups of a country.
    pub(crate) fn side(&self) -> Option<String> {
        let country = self.country.as_ref()?;
        Some(if self.is_armed_group() { format!("{country} groups") } else { country.clone() })
    }

    /// Whether it is an armed group that is known by name, or one of its people. "Fighters" may be jets.
    pub(crate) fn is_armed_group(&self) -> bool {
        let known = self.actor.as_deref().is_some_and(|actor| !actor.starts_with("text:"));
        known && (self.kind.as_deref() == Some("armed-group") || self.sector.as_deref() == Some("REB"))
    }
}

/// Days, as the record has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct When {
    pub from: Option<String>,
    pub to: Option<String>,
    pub precision: String,
    pub text: Option<String>,
    pub ground: String,
}

/// A place, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Place {
    pub text: Option<String>,
    pub name: String,
    pub country: Option<String>,
    pub lat: f64,
    pub lon: f64,
    pub geonames: Option<u32>,
    pub precision: String,
}

/// The words that carry a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Evidence {
    pub spans: Vec<[u32; 2]>,
    pub text: String,
    pub rule: String,
    /// Of an event the first row, which names the word that makes it; of others none.
    pub rows: Vec<String>,
}

/// Words of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Words {
    pub span: [u32; 2],
    pub text: String,
}

/// Through what a statement passed, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Channel {
    pub kind: String,
}

/// A statement, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Statement {
    pub id: String,
    pub speaker: Option<Party>,
    pub content: Vec<Words>,
    pub quoted: Vec<Words>,
    pub channel: Option<Channel>,
    pub said_on: Option<When>,
    pub hedges: Vec<Words>,
    pub negated: bool,
    pub position: String,
    pub inside: Option<String>,
    pub evidence: Evidence,
}

/// An event as one report tells it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Telling {
    pub actors: Vec<Party>,
    pub recipients: Vec<Party>,
    pub plover: String,
    pub mode: Option<String>,
    pub cameo: Option<String>,
    pub quad: u8,
    pub intensity: Option<f64>,
    pub occurrence: String,
    pub stance: String,
    pub on_word_of: Vec<String>,
    pub when: Option<When>,
    pub place: Option<Place>,
    pub casualties: Option<Casualties>,
    pub mediation: Option<Mediation>,
    pub trigger: Words,
    /// The words with the trigger and the parties: by these tellings are compared.
    pub evidence: Evidence,
    /// All its words, where the verb says more of its deed than those of the evidence. Set by [`part`](Self::part).
    pub words: Option<Words>,
}

impl Telling {
    /// Parts the evidence of the record: all its words to show, the first span to compare.
    pub fn part(&mut self) {
        let Evidence { spans, text, .. } = &mut self.evidence;
        let [[start, end], [behind, last], ..] = spans[..] else { return };
        let core = text.char_indices().nth(end.saturating_sub(start) as usize).map(|(byte, _)| byte);
        if let Some(core) = core.filter(|_| behind <= end + 1) {
            self.words = Some(Words { span: [start, last], text: text.clone() });
            spans.truncate(1);
            text.truncate(core);
        }
    }

    /// Where the words stand that are shown, and the words.
    pub(crate) fn shown(&self) -> (Option<[u32; 2]>, &str) {
        match &self.words {
            Some(words) => (Some(words.span), &words.text),
            None => (self.evidence.spans.first().copied(), &self.evidence.text),
        }
    }
}

/// Dead and wounded, as the record has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Casualties {
    pub killed: Option<Count>,
    pub wounded: Option<Count>,
}

/// A number with its range, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Count {
    pub min: Option<u32>,
    pub max: Option<u32>,
    pub text: String,
}

/// How many, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Figure {
    pub kind: String,
    pub min: Option<u32>,
    pub max: Option<u32>,
    pub text: String,
    pub claimant: Option<Party>,
    pub on_word_of: Vec<String>,
    pub evidence: Evidence,
}

/// A move in a mediation, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Mediation {
    pub r#move: String,
    pub by: String,
}

/// A move of mediation with whose it is, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Move {
    pub r#move: String,
    pub about: String,
    pub by: Option<Party>,
    pub with: Vec<Party>,
    pub word: String,
    pub offeror: Vec<Party>,
    pub parties: Vec<Party>,
    pub terms: Option<Words>,
    pub planned: bool,
    pub when: Option<When>,
    pub on_word_of: Vec<String>,
    pub evidence: Evidence,
}

/// A humanitarian move, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Relief {
    pub kind: String,
    pub by: Vec<Party>,
    pub who: Option<Words>,
    pub count: Option<Count>,
    pub route: Vec<Words>,
    pub occurrence: String,
    pub stance: String,
    pub on_word_of: Vec<String>,
    pub when: Option<When>,
    pub evidence: Evidence,
}

/// Something that binds, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Commitment {
    pub parties: Vec<Party>,
    pub kind: String,
    pub name: String,
    pub provisions: Vec<Provision>,
    pub evidence: Evidence,
}

/// A clause that is there or is not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Provision {
    pub text: String,
    pub present: bool,
}

/// The outlet's own colouring, as the record has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(missing_docs, reason = "the fields of the record")]
pub struct Framing {
    pub kind: String,
    pub about: Option<String>,
    pub text: String,
    pub plain: String,
    pub evidence: Evidence,
}

#[derive(Deserialize)]
struct Record {
    article: Article,
    #[serde(default)]
    humanitarian: Vec<Relief>,
    statements: Vec<Statement>,
    events: Vec<Telling>,
    commitments: Vec<Commitment>,
    #[serde(default)]
    moves: Vec<Move>,
    #[serde(default)]
    figures: Vec<Figure>,
    framings: Vec<Framing>,
}

#[derive(Deserialize)]
struct Article {
    id: String,
    origin: String,
    key: Option<String>,
    outlet: Option<Outlet>,
    title: Option<String>,
    published: Option<Published>,
    text: String,
}

#[derive(Deserialize)]
struct Outlet {
    name: String,
}

#[derive(Deserialize)]
struct Published {
    from: String,
}

impl Digest {
    /// Everybody whom it names: doers and targets of its deeds, then its speakers.
    pub(crate) fn parties(&self) -> impl Iterator<Item = &Party> {
        let doers = self.events.iter().flat_map(|told| told.actors.iter().chain(&told.recipients));
        doers.chain(self.statements.iter().filter_map(|said| said.speaker.as_ref()))
    }

    /// The digest of a record.
    ///
    /// # Errors
    /// The text is no `demarche-record/1`.
    pub fn of_record(json: &str, common: &NewsWords) -> Result<Self, serde_json::Error> {
        let Record {
            article,
            mut statements,
            mut events,
            mut commitments,
            mut figures,
            mut moves,
            mut humanitarian,
            mut framings,
        } = serde_json::from_str(json)?;
        // Rows are many and of one kind, and only that of an event's word is asked for here.
        let others = statements.iter_mut().map(|made| &mut made.evidence);
        let others = others.chain(commitments.iter_mut().map(|made| &mut made.evidence));
        let others = others.chain(figures.iter_mut().map(|made| &mut made.evidence));
        let others = others.chain(moves.iter_mut().map(|made| &mut made.evidence));
        let others = others.chain(humanitarian.iter_mut().map(|made| &mut made.evidence));
        others.chain(framings.iter_mut().map(|made| &mut made.evidence)).for_each(|evidence| evidence.rows.clear());
        for telling in &mut events {
            telling.evidence.rows.truncate(1);
            telling.part();
        }
        let sketch = Sketch::new(article.title.as_deref().unwrap_or_default(), &article.text, common);
        Ok(Self {
            number: 0,
            id: article.id,
            key: article.key.unwrap_or(article.origin),
            outlet: article.outlet.map(|outlet| outlet.name),
            published: article.published.map(|published| published.from),
            title: article.title,
            text: article.text,
            sketch,
            statements,
            events,
            commitments,
            moves,
            humanitarian,
            figures,
            framings,
        })
    }

    /// The statement with an id of the record (`s3`).
    pub fn statement(&self, id: &str) -> Option<&Statement> {
        self.statements.iter().find(|statement| statement.id == id)
    }

    /// Those on whose word a telling stands.
    pub fn sayers<'a>(&'a self, telling: &'a Telling) -> impl Iterator<Item = &'a Party> {
        telling.on_word_of.iter().filter_map(|id| self.statement(id)).filter_map(|said| said.speaker.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;

    #[test]
    fn a_record_yields_what_it_says() {
        let json = r#"{"format": "demarche-record/1", "article": {"id": "a", "origin": "x.txt", "key": null, "outlet": {"name": "Post"},
            "title": null, "published": {"from": "2025-06-17", "to": "2025-06-17"}, "text": "Verania said it closed its ports."},
            "statements": [{"id": "s1", "speaker": {"text": "Verania", "name": "Verania", "country": "VER"}, "position": "asserts"}],
            "events": [{"plover": "SANCTION", "on_word_of": ["s1"], "evidence": {"spans": [[13, 32]], "text": "it closed its ports"}}],
            "commitments": [], "framings": []}"#;
        let digest = Digest::of_record(json, &Lexicon::embedded().news_words).expect("a record");
        assert_eq!((digest.key.as_str(), digest.published.as_deref()), ("x.txt", Some("2025-06-17")));
        let sayers: Vec<_> = digest.sayers(&digest.events[0]).map(|party| party.name.as_str()).collect();
        assert_eq!(sayers, ["Verania"]);
        assert!(Digest::of_record("{}", &Lexicon::embedded().news_words).is_err());
    }
}
