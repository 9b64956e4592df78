//! Idioms that make a move: a row of `moves.tsv` with its token in, what it is about out.
//!
//! "Ostria gave the plan short shrift" is about the plan; "Ostria dug in its heels" about whatever was offered last; "sent the envoy packing" about his
//! mission. The small parser hangs the words of an idiom anywhere, so that they are read in their order.

use super::super::tree;
use super::parties;
use super::topic::{self, Found};
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::{Move as Row, Part, Topic};
use demarche_model::MediationMove;

/// Words behind the verb within which an idiom ends.
const REACH: usize = 10;

/// Whether a row makes a move of a topic.
pub(super) fn knows(row: &Row, topic: Topic) -> bool {
    row.moves.iter().chain(&row.negated).any(|(known, _)| *known == topic)
}

/// Where the last of several words stands that follow the verb in their order, before the next clause: "give … short shrift".
pub(super) fn sequence(parse: &Parse, verb: usize, words: &str) -> Option<usize> {
    let sentence = parse.sentences.get(parse.sentence_of(verb))?;
    let end = sentence.end.min(verb + 1 + REACH);
    let mut wanted = words.split(' ');
    let mut next = wanted.next()?;
    for at in verb + 1..end {
        let token = parse.tokens.get(at)?;
        if token.lemma == next || token.norm == next {
            match wanted.next() {
                Some(word) => next = word,
                None => return Some(at),
            }
            continue;
        }
        let clause = matches!(token.norm.as_str(), "that" | "which" | "who" | "," | ";" | ":");
        if clause || matches!(token.tag.as_str(), "MD" | "VBD" | "VBZ") {
            return None;
        }
    }
    None
}

/// What an idiom is about: what stands below it, else whatever was spoken of last, if its words leave no room for another thing ("cancelled the
/// flights").
pub(super) fn scene(
    reading: Reading<'_>,
    row: &Row,
    token: usize,
    below: Option<Found>,
    hung: Option<usize>,
) -> Option<Found> {
    let parse = reading.parse;
    let known = |found: &Found| knows(row, found.topic) && found.topic != Topic::Discussion;
    // "gave *the plan* short shrift"
    let given = || parse.children_by(token, Dep::Dative).find_map(|at| topic::of(reading, at));
    let found = below.filter(known).or_else(|| topic::below_prepositions(reading, token).filter(known));
    // "has no objections *to mediation*"
    let ended = || hung.and_then(|word| topic::below(reading, word));
    let found = found.or_else(|| given().filter(known)).or_else(|| ended().filter(known));
    // "gave no answer *to a question about wheat*": not to what was offered.
    let to = || std::iter::once(token).chain(parse.head(token)).find_map(|at| tree::behind(parse, at, "to"));
    let matter = |noun: usize| topic::of(reading, noun).is_none() && parties::named(reading, noun).is_empty();
    let other = tree::nominal(parse, token) && to().is_some_and(matter);
    found.or_else(|| {
        (!other && is_bare(parse, token, hung) || is_whole(parse, token, row)).then(|| Found {
            topic: row.moves.iter().chain(&row.negated).next().map_or(Topic::Offer, |(topic, _)| *topic),
            path: vec![token],
            points_back: true,
            mediates: false,
        })
    })
}

/// Whether several words stand behind the verb that make an idiom with it: "gave … *short shrift*".
pub(super) fn is_whole(parse: &Parse, token: usize, row: &Row) -> bool {
    row.words.iter().any(|words| words.contains(' ') && sequence(parse, token, words).is_some())
}

/// Whether a verb has no object or clause but a pronoun ("swallowed it") and the words of its idiom ("packed his bags").
fn is_bare(parse: &Parse, verb: usize, hung: Option<usize>) -> bool {
    let own = |at: usize| hung.is_some_and(|word| parse.subtree(at).contains(&word));
    parse.children(verb).all(|at| match parse.tokens[at].dep {
        Dep::Dobj | Dep::Dative => parse.tokens[at].tag.starts_with("PRP") || own(at),
        Dep::Ccomp | Dep::Xcomp | Dep::Oprd | Dep::Attr => own(at),
        _ => true,
    })
}

/// The word itself as a topic of its row, whatever hangs below it: "*met* at the invitation of Tolm".
pub(super) fn own_topic(reading: Reading<'_>, row: &Row, token: usize) -> Option<Found> {
    let verbs = &reading.lexicon.verbs;
    let lemma = reading.parse.tokens[token].lemma.to_lowercase();
    verbs.topic_words(&lemma).find_map(|words| match words.part {
        Part::Is(topic) if knows(row, topic) => Some(Found::at(topic, token)),
        _ => None,
    })
}

/// "cold-shouldered *the envoy*", "*the envoy* resigned": whoever goes between two is refused or gives up; a state's own envoy is sent, not answered.
pub(super) fn envoy(reading: Reading<'_>, row: &Row, noun: usize) -> Option<Found> {
    let parse = reading.parse;
    let answers = |&(topic, step): &(Topic, MediationMove)| {
        topic == Topic::Offer && matches!(step, MediationMove::Refused | MediationMove::Lapsed)
    };
    let lemma = parse.tokens[noun].lemma.to_lowercase();
    let between = reading.lexicon.verbs.topic_words(&lemma).any(|words| words.part == Part::Envoy);
    let own = |at: usize| matches!(parse.tokens[at].norm.as_str(), "its" | "their" | "his" | "her" | "a" | "an");
    let strange = between && row.moves.iter().any(answers) && !parse.children(noun).any(own);
    strange.then(|| Found { points_back: true, mediates: false, ..Found::at(Topic::Offer, noun) })
}
