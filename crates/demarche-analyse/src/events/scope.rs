//! Constructions that suspend or settle a deed without a word that governs it: a verb or a clause of the tree in, yes or no out.
//!
//! "will leave when the prisoners are released", "Had it attacked, …", "has yet to leave": none of these is told to have happened. "had to
//! leave" and "the first country to recognise the republic" are.

use super::tree;
use demarche_language::{Dep, Parse, Pos};

/// Whether a clause is a condition by its order of words: "had the army withdrawn", "should the talks fail", "were it to attack".
pub(super) fn inverted(parse: &Parse, verb: usize) -> bool {
    let Some(subject) = tree::own_subject(parse, verb) else { return false };
    let question = || {
        let sentence = parse.sentences.get(parse.sentence_of(verb)).cloned().unwrap_or_default();
        sentence.rev().take(3).any(|token| parse.tokens[token].norm == "?")
    };
    parse.children(verb).any(|child| {
        let word = &parse.tokens[child];
        child < subject
            && word.pos == Pos::Aux
            && matches!(word.norm.as_str(), "had" | "should" | "were")
            && parse.tokens[child + 1..subject].iter().all(|between| between.pos != Pos::Verb)
    }) && !question()
}

/// Whether "yet" leaves it undone: "has yet to withdraw".
pub(super) fn yet(parse: &Parse, head: usize) -> bool {
    parse.tokens[head].lemma == "have"
        && parse.children_by(head, Dep::Advmod).any(|adverb| parse.tokens[adverb].norm == "yet")
}

/// "had to withdraw", "have had to cut": what one had to do is done; what one has to do is not.
pub(super) fn had_to(parse: &Parse, head: usize) -> bool {
    let token = &parse.tokens[head];
    token.lemma == "have" && matches!(token.tag.as_str(), "VBD" | "VBN") && !yet(parse, head)
}

/// Whether a clause of time hangs on what has not happened: "will leave when it stops", "could talk as soon as they are released".
pub(super) fn awaits(parse: &Parse, clause: usize, head: usize) -> bool {
    // "as soon as": the clause hangs on *soon*.
    let head = if tree::verbal(parse, head) { head } else { parse.head(head).unwrap_or(head) };
    let marked = parse.children(clause).any(|child| {
        child < clause
            && matches!(
                parse.tokens[child].norm.as_str(),
                "when" | "until" | "once" | "before" | "after" | "till" | "as"
            )
    });
    let ahead = parse.children_by(head, Dep::Aux).any(|aux| {
        matches!(
            parse.tokens[aux].norm.as_str(),
            "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "must"
                | "should"
                | "shall"
                | "'ll"
                | "’ll"
                | "wo"
                | "ca"
        )
    });
    let told = parse.tokens[clause].tag == "VBD"
        || parse.children(clause).any(|child| {
            parse.tokens[child].tag == "VBD" && matches!(parse.tokens[child].dep, Dep::Aux | Dep::Auxpass)
        });
    marked && ahead && !told
}

/// "the first country to bomb", "the only one to sign", "the latest to join": whoever is so called has done it. "The latest effort to" has not.
pub(super) fn ranked(parse: &Parse, noun: usize, somebody: bool) -> bool {
    somebody
        && parse.children(noun).chain([noun]).any(|word| {
            matches!(
                parse.tokens[word].norm.as_str(),
                "first" | "second" | "third" | "last" | "latest" | "only" | "sole"
            )
        })
}
