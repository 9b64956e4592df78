//! A day that opens a clause without a comma: the parse and the days of a report in, the parse with the subject set free out.
//!
//! "On Sunday Verania's army shelled the port": the small parser reads "Sunday Verania" as one name, so that the day dates nothing, "on" leads nowhere,
//! or the verb is without a subject. That an expression of time ends before the name is known from elsewhere, and so is what was meant: the day
//! hangs on the preposition, and what follows is the subject.

use demarche_language::{Dep, Parse, Token};
use demarche_model::{TimeExpression, TimeKind};
use std::borrow::Cow;

/// What is wrong with one clause.
struct Seam {
    /// Tokens of the day that hang on a word of the subject.
    day: Vec<usize>,
    /// The preposition before it.
    preposition: usize,
    /// The verb, and the top of its subject where that hangs on the preposition.
    lost: Option<(usize, usize)>,
}

/// The parse with the days parted from the subjects behind them; the same one where none has to be.
pub(crate) fn parted<'a>(parse: Cow<'a, Parse>, times: &[TimeExpression]) -> Cow<'a, Parse> {
    let dated = times.iter().filter(|time| matches!(time.kind, TimeKind::Date | TimeKind::Time));
    let seams: Vec<Seam> = dated.filter_map(|time| seam(&parse, time)).collect();
    if seams.is_empty() {
        return parse;
    }
    let Parse { mut tokens, entities, .. } = parse.into_owned();
    for seam in &seams {
        part(&mut tokens, seam);
    }
    Cow::Owned(Parse::new(tokens, entities))
}

fn part(tokens: &mut [Token], seam: &Seam) {
    let Some((&last, others)) = seam.day.split_last() else { return };
    for &at in others {
        if let Some(token) = tokens.get_mut(at) {
            token.head = last as u32;
        }
    }
    if let Some(token) = tokens.get_mut(last) {
        (token.head, token.dep) = (seam.preposition as u32, Dep::Pobj);
    }
    let Some((verb, subject)) = seam.lost else { return };
    let passive = tokens.iter().any(|token| token.head == verb as u32 && token.dep == Dep::Auxpass);
    if let Some(token) = tokens.get_mut(subject) {
        (token.head, token.dep) = (verb as u32, if passive { Dep::Nsubjpass } else { Dep::Nsubj });
    }
}

/// What is wrong with the clause that an expression of time opens, if the parser has run it into the subject.
fn seam(parse: &Parse, time: &TimeExpression) -> Option<Seam> {
    let own = parse.tokens_in(time.span.start, time.span.end);
    let day: Vec<usize> = own.clone().filter(|at| parse.head(*at).is_some_and(|head| head >= own.end)).collect();
    let first = *day.first()?;
    let mut tops = day.iter().map(|at| parse.head(*at).and_then(|head| phrase(parse, head)));
    let top = tops.next()??;
    // "The March 3 Movement", "Friday's talks".
    let apart = day.iter().all(|at| is_beside(parse, *at)) && tops.all(|other| other == Some(top));
    if !apart || parse.subtree(top).start > first {
        return None;
    }
    let preposition =
        (0..first).rev().find(|at| !is_of_day(parse, *at)).filter(|at| parse.tokens[*at].dep == Dep::Prep)?;
    if parse.ancestors(preposition).any(|above| day.contains(&above)) {
        return None;
    }
    let leads_on = parse.children(preposition).next().is_some();
    match parse.tokens[top].dep {
        Dep::Nsubj | Dep::Nsubjpass if !leads_on => Some(Seam { day, preposition, lost: None }),
        Dep::Pobj if parse.head(top) == Some(preposition) => {
            let verb = parse.head(preposition).filter(|&verb| verb > top && lacks_subject(parse, verb))?;
            Some(Seam { day, preposition, lost: Some((verb, top)) })
        }
        _ => None,
    }
}

/// The top of the noun phrase that a word stands in, from before its head: "army" for the "Verania" of "Verania's army".
fn phrase(parse: &Parse, word: usize) -> Option<usize> {
    let mut at = word;
    while matches!(parse.tokens[at].dep, Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Poss | Dep::Nummod) {
        at = parse.head(at).filter(|head| *head > at)?;
    }
    Some(at)
}

/// Whether a word of the day stands bare before the name: no "Friday's".
fn is_beside(parse: &Parse, at: usize) -> bool {
    let fits =
        matches!(parse.tokens[at].dep, Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Poss | Dep::Nummod | Dep::Npadvmod);
    fits && parse.child(at, Dep::Case).is_none()
}

/// "Late" in "in late May": between the preposition and the day.
fn is_of_day(parse: &Parse, at: usize) -> bool {
    matches!(parse.tokens[at].dep, Dep::Amod | Dep::Nummod | Dep::Advmod)
}

/// A finite verb, "handed", "has closed", "were expelled", of which nothing is the subject.
pub(super) fn lacks_subject(parse: &Parse, verb: usize) -> bool {
    let finite = |at: usize| matches!(parse.tokens[at].tag.as_str(), "VBD" | "VBZ" | "VBP" | "MD");
    let is_subject = |at: usize| matches!(parse.tokens[at].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Expl);
    let helped = |at: usize| matches!(parse.tokens[at].dep, Dep::Aux | Dep::Auxpass) && finite(at);
    (finite(verb) || parse.children(verb).any(helped)) && !parse.children(verb).any(is_subject)
}
