//! Digests as bytes, so that a crisis is built again without reading records again: a [`Digest`] in, two byte strings out, and back.
//!
//! Of a report in which "Verania closed its ports" the facts hold the event with its words, the sketch holds hashes and terms. The text and what the report
//! is called are not in them: whoever keeps the bytes keeps those beside.

use crate::digest::{Commitment, Digest, Figure, Framing, Move, Relief, Statement, Telling};
use crate::sketch::Sketch;
use serde::{Deserialize, Serialize};

/// Names the algorithms of this crate: what was found under another name has to be found again.
pub const FORM: &str = env!("DEMARCHE_CRISIS_FORM");

/// A digest as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packed {
    /// Statements, events, commitments, moves, humanitarian moves, figures, framings.
    pub facts: Vec<u8>,
    /// The sketch of the text, which only stories and copies need.
    pub sketch: Vec<u8>,
}

#[derive(Serialize)]
struct FactsRef<'a>(&'a [Statement], &'a [Telling], &'a [Commitment], MovesRef<'a>, &'a [Figure], &'a [Framing]);

type MovesRef<'a> = (&'a [Move], &'a [Relief]);

#[derive(Deserialize)]
struct Facts(Vec<Statement>, Vec<Telling>, Vec<Commitment>, (Vec<Move>, Vec<Relief>), Vec<Figure>, Vec<Framing>);

impl Digest {
    /// The digest as bytes, without text, title and what the report is called.
    pub fn pack(&self) -> Packed {
        let facts = FactsRef(
            &self.statements,
            &self.events,
            &self.commitments,
            (&self.moves, &self.humanitarian),
            &self.figures,
            &self.framings,
        );
        // Writing to memory does not fail; bytes that do not come back are noticed when they are read.
        Packed {
            facts: postcard::to_allocvec(&facts).unwrap_or_default(),
            sketch: postcard::to_allocvec(&self.sketch).unwrap_or_default(),
        }
    }

    /// Puts the facts of [`pack`](Self::pack) into a digest. False where the bytes are not of this [`FORM`].
    #[must_use]
    pub fn take_facts(&mut self, facts: &[u8]) -> bool {
        let Ok(Facts(statements, events, commitments, moves, figures, framings)) = postcard::from_bytes(facts) else {
            return false;
        };
        (self.statements, self.events) = (statements, events);
        self.commitments = commitments;
        (self.moves, self.humanitarian) = moves;
        (self.figures, self.framings) = (figures, framings);
        true
    }

    /// Puts the sketch of [`pack`](Self::pack) into a digest. False where the bytes are not of this [`FORM`].
    #[must_use]
    pub fn take_sketch(&mut self, sketch: &[u8]) -> bool {
        let Ok(sketch) = postcard::from_bytes::<Sketch>(sketch) else { return false };
        self.sketch = sketch;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;

    #[test]
    fn what_was_packed_comes_back() {
        let json = r#"{"format": "demarche-record/1", "article": {"id": "a", "origin": "x.txt", "key": null, "outlet": {"name": "Post"},
            "title": "Ports", "published": {"from": "2031-05-04", "to": "2031-05-04"}, "text": "Verania said on 4 May that it closed its ports and killed 3."},
            "statements": [{"id": "s1", "speaker": {"text": "Verania", "name": "Verania", "country": "VER"}, "position": "asserts",
                            "content": [{"span": [19, 40], "text": "it closed its ports"}], "channel": {"kind": "speech"}, "inside": "s0",
                            "said_on": {"from": "2031-05-04", "to": "2031-05-04", "precision": "day", "text": "on 4 May", "ground": "named"}}],
            "events": [{"plover": "SANCTION", "on_word_of": ["s1"], "quad": 4, "intensity": -6.5, "occurrence": "actual", "stance": "attributed",
                        "place": {"name": "Tolm", "lat": 1.5, "lon": -2.5, "precision": "city", "geonames": 7},
                        "casualties": {"killed": {"min": 3, "max": null, "text": "3"}}, "mediation": {"move": "offered", "by": "own-mouth"},
                        "evidence": {"spans": [[13, 32]], "text": "it closed its ports"}}],
            "commitments": [{"kind": "treaty", "name": "pact", "provisions": [{"text": "defence", "present": false}]}],
            "humanitarian": [{"kind": "aid", "who": {"span": [1, 4], "text": "flour"}, "count": {"min": 3, "max": null, "text": "3"}, "route": [{"span": [5, 9], "text": "by sea"}]}],
            "moves": [{"move": "offered", "about": "talks", "word": "own-mouth", "planned": false, "terms": {"span": [1, 4], "text": "if"}}],
            "figures": [{"kind": "killed", "min": 3, "max": null, "text": "3", "claimant": null, "on_word_of": ["s1"]}],
            "framings": [{"kind": "loaded-label", "about": "OST", "text": "regime", "plain": "government"}]}"#;
        let digest = Digest::of_record(json, &Lexicon::embedded().news_words).expect("a record");
        let packed = digest.pack();
        let mut back = Digest {
            statements: Vec::new(),
            events: Vec::new(),
            commitments: Vec::new(),
            moves: Vec::new(),
            humanitarian: Vec::new(),
            figures: Vec::new(),
            framings: Vec::new(),
            sketch: Sketch::default(),
            ..digest.clone()
        };
        assert!(back.take_facts(&packed.facts) && back.take_sketch(&packed.sketch));
        assert_eq!(back, digest);
        assert!(!back.take_facts(b"\xff\xff\xff"));
    }
}
