//! A clause that the small parser takes for the end of a list: a verb or a noun in, the subject or yes or no out.
//!
//! "Norway bombed an airstrip and Chad closed its border": Chad is not bombed, it closes.

use super::tree;
use demarche_language::{Dep, Parse};

/// "Norway bombed an airstrip and *Chad* closed its border", where the small parser lists Chad with the airstrip: the last of a list that stands
/// right before a finite verb of the clause and has no conjunction behind it.
pub(super) fn subject(parse: &Parse, verb: usize) -> Option<usize> {
    let token = &parse.tokens[verb];
    let finite = matches!(token.tag.as_str(), "VBD" | "VBZ" | "VBP")
        || parse.children_by(verb, Dep::Aux).any(|aux| aux < verb && parse.tokens[aux].tag != "TO");
    let told = matches!(token.dep, Dep::Conj | Dep::Advcl) && parse.children_by(verb, Dep::Mark).next().is_none();
    let has_own = parse.children(verb).any(|child| matches!(parse.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass));
    let main =
        parse.head(verb).filter(|&main| finite && told && !has_own && main < verb && tree::verbal(parse, main))?;
    let own = |at: usize| {
        matches!(parse.tokens[at].dep, Dep::Advmod | Dep::Aux | Dep::Auxpass | Dep::Neg) && parse.head(at) == Some(verb)
    };
    let last = (main + 1..verb).rev().find(|&at| !own(at))?;
    let mut noun = last;
    while parse.tokens[noun].dep != Dep::Conj {
        noun = parse.head(noun).filter(|&above| above > main && above < verb)?;
    }
    let first =
        parse.head(noun).filter(|&first| first > main && tree::nominal(parse, first) && tree::nominal(parse, noun))?;
    let linked = parse.children_by(first, Dep::Cc).any(|cc| cc > first && cc < noun);
    // "a truce between the army and the rebels was due": between two.
    let linked = linked && parse.head(first).is_none_or(|above| parse.tokens[above].norm != "between");
    (linked && parse.tokens[noun].right_edge as usize == last).then_some(noun)
}

/// Whether the last of a list is the subject of the clause behind it.
pub(super) fn begins(parse: &Parse, noun: usize) -> bool {
    let next = parse.tokens[noun].right_edge as usize + 1;
    parse.tokens[noun].dep == Dep::Conj
        && (next..parse.tokens.len().min(next + 4))
            .take_while(|&at| {
                matches!(
                    parse.tokens[at].dep,
                    Dep::Advmod | Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Conj | Dep::Advcl
                )
            })
            .filter(|&at| tree::verbal(parse, at))
            .any(|verb| subject(parse, verb) == Some(noun))
}
