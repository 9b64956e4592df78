//! A verb of report that is a participle behind a comma: a parse in, the parse with it hung on the noun that it tells of out.
//!
//! "Oman, said to have offered a meeting, declined to comment": the small parser makes *said* a verb of the sentence, with Oman speaking; nobody is named who
//! says it, and Oman declines.

use demarche_language::{Dep, Parse, Pos, Token};
use demarche_lexicon::{CueKind, Frame, Lexicon};
use std::borrow::Cow;

/// A verb of report, the noun that it tells of, and the verb of the clause.
#[derive(Clone, Copy)]
struct Reputed {
    told: usize,
    noun: usize,
    verb: usize,
}

/// The parse with such participles hung on their nouns; the same one where there are none.
pub(super) fn hung<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    super::mended(
        parse,
        |parse, at| reputed(parse, lexicon, at),
        |parse, tokens, _, found| rehang(parse, tokens, found),
    )
}

fn reputed(parse: &Parse, lexicon: &Lexicon, told: usize) -> Option<Reputed> {
    let token = &parse.tokens[told];
    let comma = told.checked_sub(1).filter(|&at| parse.tokens[at].norm == ",")?;
    let to = parse.tokens.get(told + 1).filter(|to| to.norm == "to").map(|_| told + 1)?;
    let is_past = matches!(token.tag.as_str(), "VBD" | "VBN") && told_to_be(parse, told, to);
    let reports = lexicon
        .speech
        .cues_from(&token.lemma)
        .any(|cue| cue.kind == CueKind::Verb && cue.words.len() == 1 && cue.takes(Frame::PassiveInf));
    if !is_past || !reports || token.dep == Dep::Acl {
        return None;
    }
    let last = comma.checked_sub(1)?;
    let nominal = |at: &usize| matches!(parse.tokens[*at].pos, Pos::Noun | Pos::Propn);
    let noun = std::iter::once(last).chain(parse.ancestors(last)).take_while(|&at| at < told).filter(nominal).last()?;
    let verb = verb_of(parse, told, noun)?;
    Some(Reputed { told, noun, verb })
}

/// "to have offered", "to be ready": an infinitive of what is held to be so, under the verb.
fn told_to_be(parse: &Parse, told: usize, to: usize) -> bool {
    let next = parse.tokens.get(to + 1).map(|token| token.lemma.as_str());
    matches!(next, Some("have" | "be"))
        && parse.children(told).any(|child| child > to && parse.tokens[child].dep == Dep::Xcomp)
}

/// The verb behind the aside, of which the noun is the subject.
fn verb_of(parse: &Parse, told: usize, noun: usize) -> Option<usize> {
    let finite = |at: &usize| {
        matches!(parse.tokens[*at].tag.as_str(), "VBD" | "VBZ" | "VBP") && parse.tokens[*at].pos != Pos::Aux
    };
    let behind = |at: &usize| *at > told && finite(at);
    let above = parse.head(told).filter(|&at| at != told).filter(behind);
    let below = || parse.children_by(told, Dep::Conj).find(behind);
    let verb = above.or_else(below)?;
    let closed = (told + 2..verb).any(|at| parse.tokens[at].norm == ",");
    let subject = parse.children_by(verb, Dep::Nsubj).all(|subject| subject == noun);
    (closed && subject).then_some(verb)
}

/// The participle goes to its noun, the noun to the verb; what the participle held outside its own clause goes with it.
fn rehang(parse: &Parse, tokens: &mut [Token], found: Reputed) {
    let Reputed { told, noun, verb } = found;
    if parse.head(verb) == Some(told) {
        let root = parse.tokens[told].head as usize == told;
        (tokens[verb].head, tokens[verb].dep) =
            (if root { verb as u32 } else { parse.tokens[told].head }, parse.tokens[told].dep);
        for child in parse.children(told).filter(|&child| child > verb) {
            tokens[child].head = verb as u32;
        }
    }
    (tokens[noun].head, tokens[noun].dep) = (verb as u32, Dep::Nsubj);
    (tokens[told].head, tokens[told].dep) = (noun as u32, Dep::Acl);
    tokens[told].tag = "VBN".into();
}
