//! Two sentences that a semicolon or a comma joins: a parse in, the parse with the second joined to the first out.
//!
//! "Verania bombed Tolm; Ostria vowed revenge", "Verania strikes Tolm, Ostria vows revenge": the small parser takes the first for the content of the
//! second, as if Ostria had vowed that Verania bombed. A clause that ends at such a mark, behind which a verb with a subject of its own stands over
//! it, is told beside it. Behind a comma the verb has to be none of saying ("Verania bombed Tolm, Ostria said"), or to have what it says behind it.

use demarche_language::{Dep, Parse, Pos, Token};
use demarche_lexicon::verbs::ModalPos;
use demarche_lexicon::{CueKind, Frame, Lexicon};
use std::borrow::Cow;

/// The parse with such clauses side by side; the same one where there are none.
pub(super) fn joined<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    super::mended(parse, |parse, first| second(parse, lexicon, first), rehang)
}

/// The verb behind the mark, of a clause before it.
fn second(parse: &Parse, lexicon: &Lexicon, first: usize) -> Option<usize> {
    let token = &parse.tokens[first];
    let verb = parse.head(first).filter(|&verb| verb > first && token.dep == Dep::Ccomp)?;
    let end = token.right_edge as usize + 1;
    let mark = (end..verb).take(2).find(|&at| matches!(parse.tokens[at].norm.as_str(), ";" | ","))?;
    // "Ostria had bombed Tolm; Verania had answered, he said": what is said is all that stands before.
    let subject = parse.children(verb).find(|&child| is_subject(parse, child) && child > mark && child < verb)?;
    let leads = parse.tokens.get(mark + 1..subject).unwrap_or_default();
    let open = leads.iter().all(|token| token.pos != Pos::Verb && token.norm != ",");
    // "Should Verania attack, Ostria would answer": a condition.
    let told = parse.children(first).any(|child| is_subject(parse, child));
    let full = || told && parse.tokens[subject].dep != Dep::Expl && is_full(parse, lexicon, verb);
    let apart = parse.tokens[mark].norm == ";" || full();
    // "Ostria fired first; Verania answered, according to Tolm": of both.
    let told_by = parse.children(verb).any(|child| child > verb && parse.tokens[child].norm == "according");
    (open && apart && !told_by && !is_condition(parse, first)).then_some(verb)
}

fn is_subject(parse: &Parse, child: usize) -> bool {
    matches!(parse.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Csubj)
}

fn is_condition(parse: &Parse, verb: usize) -> bool {
    let first = parse.tokens[verb].left_edge as usize;
    matches!(parse.tokens[first].norm.as_str(), "should" | "had" | "were") && parse.tokens[first].pos == Pos::Aux
}

/// Whether a verb tells a deed of its own, or has what it says behind it: "answers with missiles", "vows *revenge*", "threatens *to answer*".
fn is_full(parse: &Parse, lexicon: &Lexicon, verb: usize) -> bool {
    let lemma = &parse.tokens[verb].lemma;
    let cues = || lexicon.speech.cues_from(lemma).filter(|cue| cue.kind == CueKind::Verb);
    let says = cues().any(|cue| cue.takes(Frame::Clause) || cue.takes(Frame::Quote));
    let weakens = lexicon.verbs.modal(lemma, ModalPos::Verb).is_some();
    let deed = !says && !weakens && lexicon.verbs.frames(lemma).any(|frame| frame.words.is_empty());
    let thing = |at: usize| {
        let token = &parse.tokens[at];
        token.dep == Dep::Dobj && token.pos == Pos::Noun || token.dep == Dep::Xcomp && token.tag == "VB"
    };
    !cues().any(|cue| cue.takes(Frame::Tell)) && (deed || parse.children(verb).any(|at| at > verb && thing(at)))
}

/// The first stands where the second stood, and the second beside it.
fn rehang(parse: &Parse, tokens: &mut [Token], first: usize, verb: usize) {
    let above = parse.head(verb).unwrap_or(first);
    // "On Friday Verania bombed Tolm; Ostria vowed revenge": the day is of the first.
    for child in parse.children(verb).filter(|&child| child < first) {
        tokens[child].head = first as u32;
    }
    (tokens[first].head, tokens[first].dep) = (above as u32, parse.tokens[verb].dep);
    (tokens[verb].head, tokens[verb].dep) = (first as u32, Dep::Conj);
}
