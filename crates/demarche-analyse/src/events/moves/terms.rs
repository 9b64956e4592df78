//! Terms of a move: a verb in, the words of its condition out.
//!
//! "will return to the table only after an end to the fire": *only after an end to the fire*.

use super::topic::Found;
use demarche_language::{Dep, Parse};
use demarche_model::Span;

/// The condition that hangs on the verb of a move, or on a word of its topic.
pub(super) fn terms(parse: &Parse, verb: usize, found: &Found) -> Option<Span> {
    std::iter::once(verb).chain(found.path.iter().copied()).find_map(|word| {
        parse.children(word).find(|&child| child > word && is_condition(parse, child)).map(|child| {
            let (start, end) = parse.bytes(parse.subtree(child));
            Span::new(start, end)
        })
    })
}

fn is_condition(parse: &Parse, child: usize) -> bool {
    let opens = |word: &str| {
        matches!(word, "if" | "unless" | "until" | "once" | "while" | "when" | "provided" | "after" | "only" | "long")
    };
    match parse.tokens[child].dep {
        Dep::Advcl => parse.children(child).take_while(|&at| at < child).any(|at| {
            opens(&parse.tokens[at].norm) || parse.tokens[at].norm == "as" && parse.tokens[at].dep == Dep::Mark
        }),
        Dep::Prep => match parse.tokens[child].norm.as_str() {
            "if" | "until" | "unless" | "under" | "without" => true,
            "on" => parse.child(child, Dep::Pobj).is_some_and(|noun| parse.tokens[noun].lemma == "condition"),
            // "only after an end to the fire"
            "after" | "once" => parse.children(child).any(|at| parse.tokens[at].norm == "only"),
            _ => false,
        },
        _ => false,
    }
}
