//! What a speaker did besides saying so, read as part of what he said: a parse in, the parse with such verbs back at the verb of saying out.
//!
//! "Verania said Ostria had shelled a port and threatened to answer": the small parser joins *threatened* to *shelled*, as if Ostria threatened. A verb
//! of strong speech that has the tense of *said* and not the one of what is said, and no subject of its own, is the speaker's.

use demarche_language::{Dep, Parse, Token};
use demarche_lexicon::{CueKind, Lexicon, Strength};
use std::borrow::Cow;

/// The parse with the speakers' second verbs at their first; the same one where none has to be moved.
pub(crate) fn returned<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    super::mended(parse, |parse, verb| said_beside(parse, lexicon, verb), rehang)
}

/// The verb of saying whose subject a verb shares, which hangs on what is said.
fn said_beside(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Option<usize> {
    let finite = matches!(parse.tokens[verb].tag.as_str(), "VBD" | "VBZ" | "VBN");
    if parse.tokens[verb].dep != Dep::Conj || !finite || parse.children(verb).any(|child| is_own(parse, child)) {
        return None;
    }
    if !speaks(lexicon, &parse.tokens[verb].lemma) {
        return None;
    }
    let mut told = parse.head(verb)?;
    while parse.tokens[told].dep == Dep::Conj {
        // "said A had struck, that B had answered and warned": whoever has a subject nearest.
        if parse.children(told).any(|child| is_own(parse, child)) {
            return None;
        }
        told = parse.head(told)?;
    }
    let said = parse.head(told).filter(|&said| parse.tokens[told].dep == Dep::Ccomp && said < told)?;
    let past = |at: usize| matches!(parse.tokens[at].tag.as_str(), "VBD" | "VBN");
    let like = parse.tokens[said].tag == parse.tokens[verb].tag || parse.tokens[said].tag == "VBD" && past(verb);
    let other = parse.tokens[told].tag != parse.tokens[verb].tag || parse.child(told, Dep::Aux).is_some();
    (like && other && told < verb && speaks(lexicon, &parse.tokens[said].lemma)).then_some(said)
}

/// A subject or an auxiliary of the verb itself.
fn is_own(parse: &Parse, child: usize) -> bool {
    matches!(parse.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Aux | Dep::Auxpass)
}

/// A verb that is read as speech wherever its words are.
fn speaks(lexicon: &Lexicon, lemma: &str) -> bool {
    lexicon.speech.cues_from(lemma).any(|cue| cue.kind == CueKind::Verb && cue.strength == Strength::Strong)
}

/// The verb goes to the verb of saying, with the conjunction and the comma before it.
fn rehang(parse: &Parse, tokens: &mut [Token], verb: usize, said: usize) {
    tokens[verb].head = said as u32;
    let first = parse.subtree(verb).start.min(verb);
    for at in (0..first).rev().take(2) {
        if matches!(parse.tokens[at].dep, Dep::Cc | Dep::Punct) {
            tokens[at].head = said as u32;
        } else {
            break;
        }
    }
}
