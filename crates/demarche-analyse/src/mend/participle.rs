//! A participle taken for the verb of its sentence: a parse in, the parse with the second verb as the verb of the sentence out.
//!
//! "Rockets fired from the hills struck Tolm": the small parser reads "rockets fired", so that *struck* has no subject, and what happened hangs on how
//! the rockets came. A finite verb that follows another without a comma, a conjunction or a subject of its own has the subject of the first, and the
//! first is its participle.

use demarche_language::{Dep, Parse, Pos, Token};
use std::borrow::Cow;

/// A participle, the noun that it tells of, and the verb of the clause.
#[derive(Clone, Copy)]
struct Misread {
    participle: usize,
    noun: usize,
    verb: usize,
}

/// The parse with such participles hung on their nouns; the same one where there are none.
pub(crate) fn parted(parse: Cow<'_, Parse>) -> Cow<'_, Parse> {
    super::mended(parse, misread, |parse, tokens, _, found| rehang(parse, tokens, found))
}

fn misread(parse: &Parse, verb: usize) -> Option<Misread> {
    if !finite(parse, verb) || parse.children(verb).any(|child| is_own(parse, child)) {
        return None;
    }
    let above = || {
        let leads_on = matches!(parse.tokens[verb].dep, Dep::Advcl | Dep::Conj | Dep::Ccomp);
        parse.head(verb).filter(|&first| first < verb && leads_on)
    };
    let below = || parse.children_by(verb, Dep::Ccomp).find(|&first| first < verb);
    let participle = above().or_else(below).filter(|&first| participle(parse, first, verb))?;
    let noun = parse.children_by(participle, Dep::Nsubj).find(|&noun| is_noun(parse, noun) && noun < participle)?;
    let first = parse.children(verb).filter(|&child| child > participle && child < verb).min().unwrap_or(verb);
    // Everything between is of the participle, up to what is of the verb.
    let of_participle =
        |at: usize| parse.ancestors(at).take_while(|&above| above != verb).any(|above| above == participle);
    let runs_on =
        (participle + 1..first).all(|at| of_participle(at) && !matches!(parse.tokens[at].pos, Pos::Punct | Pos::Cconj));
    (runs_on && first > participle + 1).then_some(Misread { participle, noun, verb })
}

/// "struck", "have struck", "were struck".
fn finite(parse: &Parse, verb: usize) -> bool {
    let told = |at: usize| matches!(parse.tokens[at].tag.as_str(), "VBD" | "VBZ" | "VBP" | "MD");
    let helped = |at: usize| matches!(parse.tokens[at].dep, Dep::Aux | Dep::Auxpass) && told(at);
    parse.tokens[verb].pos == Pos::Verb && (told(verb) || parse.children(verb).any(helped))
}

/// A subject or a word that leads a clause in: the verb is of a clause of its own.
fn is_own(parse: &Parse, child: usize) -> bool {
    let token = &parse.tokens[child];
    matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Expl | Dep::Mark | Dep::Cc)
        || matches!(token.tag.as_str(), "WRB" | "WDT" | "WP")
}

/// A form that may be a participle, with nothing that only the verb of a clause has.
fn participle(parse: &Parse, at: usize, verb: usize) -> bool {
    let token = &parse.tokens[at];
    let of_clause = |child: usize| {
        let dep = parse.tokens[child].dep;
        child != verb
            && matches!(
                dep,
                Dep::Aux | Dep::Auxpass | Dep::Dobj | Dep::Attr | Dep::Xcomp | Dep::Ccomp | Dep::Cc | Dep::Neg
            )
    };
    matches!(token.tag.as_str(), "VBN" | "VBD") && !parse.children(at).any(of_clause)
}

fn is_noun(parse: &Parse, at: usize) -> bool {
    matches!(parse.tokens[at].pos, Pos::Noun | Pos::Propn)
}

/// The verb takes the place of the participle, with its subject and what opens or ends the sentence.
fn rehang(parse: &Parse, tokens: &mut [Token], misread: Misread) {
    let Misread { participle, noun, verb } = misread;
    let passive = parse.child(verb, Dep::Auxpass).is_some();
    if parse.head(verb) == Some(participle) {
        let (head, dep) = (parse.tokens[participle].head, parse.tokens[participle].dep);
        let root = head as usize == participle;
        (tokens[verb].head, tokens[verb].dep) = (if root { verb as u32 } else { head }, dep);
        for child in parse.children(participle).filter(|&child| child != verb && (child < noun || child > verb)) {
            tokens[child].head = verb as u32;
        }
    }
    (tokens[noun].head, tokens[noun].dep) = (verb as u32, if passive { Dep::Nsubjpass } else { Dep::Nsubj });
    (tokens[participle].head, tokens[participle].dep) = (noun as u32, Dep::Acl);
    tokens[participle].tag = "VBN".into();
}
