//! Accords and measures as topics: a noun in, whether it is one of a quarrel out.
//!
//! "signed a memorandum" is a move where a quarrel is spoken of, "signed a trade deal" is none; "a hotline", "a joint commission" and "a swap of
//! prisoners" are what sides in a quarrel set up.

use super::topic::Found;
use crate::Reading;
use crate::events::tree;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::{Part, Topic};

/// Sentences back in which a quarrel may be spoken of.
const BACK: usize = 3;

/// Sentences at the head of a report, which say what it is about.
const HEAD: usize = 2;

/// An accord that is no trade deal, where a quarrel is spoken of.
pub(super) fn accord(reading: Reading<'_>, noun: usize) -> Option<Found> {
    (!is_aside(reading, noun) && is_at_issue(reading, noun)).then(|| Found::at(Topic::Truce, noun))
}

/// A paper of both sides that is no trade deal, where a quarrel is spoken of.
pub(super) fn pact(reading: Reading<'_>, noun: usize) -> Option<Found> {
    (!is_aside(reading, noun) && is_at_issue(reading, noun)).then(|| Found::at(Topic::Pact, noun))
}

/// A measure between sides, where a quarrel is spoken of.
pub(super) fn measure(reading: Reading<'_>, noun: usize) -> Option<Found> {
    is_at_issue(reading, noun).then(|| Found::at(Topic::Pact, noun))
}

/// "a *joint* commission", "an exchange *of prisoners*": a thing that is a measure by its modifier.
pub(super) fn panel(reading: Reading<'_>, noun: usize) -> Option<Found> {
    let parse = reading.parse;
    let shared = |at: usize| has_part(reading, at, Part::Shared);
    let before = parse.children(noun).filter(|&at| is_modifier(parse, at)).any(shared);
    let behind = || tree::behind(parse, noun, "of").is_some_and(shared);
    if before || behind() { measure(reading, noun) } else { None }
}

pub(super) fn is_aside(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let aside = |at: usize| has_part(reading, at, Part::Aside);
    let topic = || ["on", "of", "for", "about"].iter().filter_map(|word| tree::behind(parse, noun, word)).any(aside);
    parse.children(noun).filter(|&at| is_modifier(parse, at)).any(aside) || topic()
}

fn is_modifier(parse: &Parse, at: usize) -> bool {
    matches!(parse.tokens[at].dep, Dep::Amod | Dep::Compound | Dep::Nmod)
}

fn has_part(reading: Reading<'_>, token: usize, part: Part) -> bool {
    let lemma = reading.parse.tokens[token].lemma.to_lowercase();
    reading.lexicon.verbs.topic_words(&lemma).any(|words| words.part == part)
}

/// Whether the report is of a quarrel, or the sentence, those just before it or the head of the report tell of a conflict, talks or a truce.
pub(super) fn is_at_issue(reading: Reading<'_>, token: usize) -> bool {
    if reading.quarrel {
        return true;
    }
    let parse = reading.parse;
    let here = parse.sentence_of(token);
    let near = parse.sentences.get(here.saturating_sub(BACK)..=here).unwrap_or_default();
    let head = parse.sentences.get(..HEAD.min(here)).unwrap_or_default();
    let tells = |at: usize| {
        let lemma = parse.tokens[at].lemma.to_lowercase();
        let verbs = &reading.lexicon.verbs;
        verbs.topic_words(&lemma).any(|words| match words.part {
            // "Fighting went on" is read as a verb.
            Part::Conflict | Part::Hostile => tree::nominal(parse, at) || parse.tokens[at].tag == "VBG",
            Part::Is(Topic::Truce | Topic::Offer | Topic::Service) => true,
            Part::Is(Topic::Talks) => lemma == "peace",
            _ => false,
        })
    };
    near.iter().chain(head).flat_map(Clone::clone).any(|at| at != token && tells(at))
}
