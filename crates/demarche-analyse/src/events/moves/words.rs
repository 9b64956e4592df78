//! The words that carry a move: a fit of `moves.tsv` in, the span of its evidence out.
//!
//! "*The two governments agreed to meet again within ten days*, said the envoy."

use super::TAIL;
use super::fits::Fit;
use crate::Reading;
use crate::events::tree;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::Span;

/// The words that carry it: trigger, topic, and whoever is named with them in the sentence.
pub(super) fn span(reading: Reading<'_>, fit: &Fit<'_>) -> Span {
    let parse = reading.parse;
    let sentence = parse.sentence_of(fit.trigger);
    let range = parse.sentences.get(sentence).cloned().unwrap_or(fit.trigger..fit.trigger + 1);
    let (mut first, mut last) = (fit.trigger.min(fit.verb), fit.trigger.max(fit.verb));
    let mut take = |token: usize| {
        if range.contains(&token) {
            first = first.min(token);
            last = last.max(token);
        }
    };
    for &word in fit.found.path.iter().chain([&fit.trigger]) {
        take(word);
        for child in parse
            .children(word)
            .filter(|&child| matches!(parse.tokens[child].dep, Dep::Poss | Dep::Amod | Dep::Compound))
        {
            take(parse.tokens[child].left_edge as usize);
        }
    }
    fit.end.iter().for_each(|&end| take(end));
    for child in parse.children(fit.verb) {
        if matches!(
            parse.tokens[child].dep,
            Dep::Aux
                | Dep::Auxpass
                | Dep::Neg
                | Dep::Prt
                | Dep::Nsubj
                | Dep::Nsubjpass
                | Dep::Dobj
                | Dep::Acomp
                | Dep::Expl
        ) {
            take(child);
        }
    }
    if let Some(subject) = tree::own_subject(parse, fit.verb).filter(|&subject| subject.abs_diff(fit.trigger) <= 12) {
        take(subject);
        // "*The two governments* agreed": whole, where it is short.
        let edge = parse.tokens[subject].left_edge as usize;
        if subject.abs_diff(edge) <= 4 {
            take(edge);
        }
    }
    let (start, end) = parse.bytes(first..to_end_of_clause(parse, fit, last) + 1);
    Span::new(start, end)
}

/// "Ostria refused *at the last minute*": to the end of the clause, the next comma or a purpose, so that whoever reads the words knows what they tell.
fn to_end_of_clause(parse: &Parse, fit: &Fit<'_>, last: usize) -> usize {
    let end = (parse.tokens[fit.verb].right_edge as usize).max(parse.tokens[fit.trigger].right_edge as usize);
    let end = end.min(last + TAIL).min(parse.tokens.len().saturating_sub(1));
    // "proposed *that a commission look into it*": what is proposed is no purpose.
    let proposed = |at: usize| {
        let clause = parse.head(at).filter(|_| matches!(parse.tokens[at].norm.as_str(), "that" | "to"));
        clause.is_some_and(|clause| {
            let above = parse.head(clause);
            matches!(parse.tokens[clause].dep, Dep::Ccomp | Dep::Xcomp)
                && (above == Some(fit.verb) || above == Some(fit.trigger))
        })
    };
    let cut = |&at: &usize| {
        let token = &parse.tokens[at];
        let part = matches!(token.tag.as_str(), "HYPH" | "``" | "''");
        !part
            && !proposed(at)
            && (matches!(token.dep, Dep::Punct | Dep::Mark) || token.pos == Pos::Punct || token.tag == "TO")
    };
    let word = |at: &usize| !matches!(parse.tokens[*at].pos, Pos::Punct | Pos::Space);
    (last + 1..=end).take_while(|at| !cut(at)).filter(word).last().unwrap_or(last)
}
