//! What a verb says further of its deed, behind the words that name deed and parties: "put 59 persons | and 12 bodies on a list on Friday", "accused
//! Rwanda | of keeping soldiers there".
//!
//! A verb and the stretch that names its parties in, the span right behind the stretch out. It ends before any mark, and before what is told beside the
//! deed: "after talks in Doha".

use super::denial;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::Span;
use std::ops::Range;

/// Words of the evidence at most, with those that name the parties.
const WORDS: usize = 30;
/// Words behind those that name the parties, at most.
const BEHIND: usize = 6;
/// How many prepositions deep: "to the paper of the six points".
const DEPTH: usize = 1;
/// The words right behind a stretch that say more of the deed of its verb.
pub(super) fn behind(reading: Reading<'_>, verb: usize, stretch: Range<usize>) -> Option<Span> {
    let parse = reading.parse;
    if !tree::verbal(parse, verb) {
        return None;
    }
    let mut reach = Reach { first: stretch.start, named: stretch.end, end: stretch.end };
    for child in parse.children(verb).filter(|&child| child > verb) {
        match parse.tokens[child].dep {
            Dep::Dobj | Dep::Attr | Dep::Oprd | Dep::Npadvmod => reach.phrase(reading, child, DEPTH),
            // "struck *twice*", "fired *overnight*"
            Dep::Advmod => {
                reach.to(parse, child);
            }
            Dep::Prep | Dep::Agent | Dep::Dative => reach.preposition(reading, child, DEPTH),
            // "ordered the army *to hit back*"
            Dep::Xcomp | Dep::Ccomp if tree::infinitive(parse, child) => reach.infinitive(reading, child),
            Dep::Ccomp | Dep::Xcomp if denial::is_verb(parse, verb) => reach.clause(reading, child),
            _ => {}
        }
    }
    let (start, end) = (reach.end > stretch.end).then(|| parse.bytes(stretch.end..reach.end))?;
    Some(Span::new(start, end))
}

/// How far the words go.
struct Reach {
    first: usize,
    named: usize,
    end: usize,
}

/// Whether a mark ends what the verb says; one of a list or of an apposition does not: "met the minister, Oto Nattor, in Tolm".
fn parts(parse: &Parse, at: usize) -> bool {
    let token = &parse.tokens[at];
    let inner =
        || parse.head(at).is_some_and(|head| head < at && matches!(parse.tokens[head].pos, Pos::Noun | Pos::Propn));
    token.pos == Pos::Space || token.pos == Pos::Punct && !(token.norm == "," && inner())
}

impl Reach {
    /// On to a word, unless a mark stands between.
    fn to(&mut self, parse: &Parse, word: usize) -> bool {
        let free = (self.end..=word).all(|at| !parts(parse, at));
        let short = word.saturating_sub(self.first) < WORDS && word < self.named + BEHIND;
        if word >= self.end && free && short {
            self.end = word + 1;
        }
        word < self.end
    }

    /// A verb in the infinitive with its particle and its object.
    fn infinitive(&mut self, reading: Reading<'_>, verb: usize) {
        let parse = reading.parse;
        if !self.to(parse, verb) {
            return;
        }
        for child in parse.children(verb).filter(|&child| child > verb) {
            match parse.tokens[child].dep {
                Dep::Prt | Dep::Advmod => {
                    self.to(parse, child);
                }
                Dep::Dobj => self.phrase(reading, child, DEPTH),
                _ => {}
            }
        }
    }

    /// What is denied: "that any message had been delivered", "having lost a drone".
    fn clause(&mut self, reading: Reading<'_>, verb: usize) {
        let parse = reading.parse;
        if !self.to(parse, verb) {
            return;
        }
        for child in parse.children(verb).filter(|&child| child > verb) {
            match parse.tokens[child].dep {
                Dep::Dobj | Dep::Attr | Dep::Acomp | Dep::Oprd => self.phrase(reading, child, DEPTH),
                Dep::Prep | Dep::Agent => self.preposition(reading, child, DEPTH),
                _ => {}
            }
        }
    }

    /// A noun with those named beside it and what stands behind its prepositions.
    fn phrase(&mut self, reading: Reading<'_>, noun: usize, depth: usize) {
        let parse = reading.parse;
        if !self.to(parse, noun) || depth == 0 {
            return;
        }
        for child in parse.children(noun).filter(|&child| child > noun) {
            match parse.tokens[child].dep {
                Dep::Conj => self.phrase(reading, child, depth - 1),
                Dep::Prep => self.preposition(reading, child, depth - 1),
                _ => {}
            }
        }
    }

    /// What stands behind a preposition: a noun, or a verb with its object.
    fn preposition(&mut self, reading: Reading<'_>, preposition: usize, depth: usize) {
        let parse = reading.parse;
        if reading.lexicon.verbs.classes.has("beside", &parse.tokens[preposition].norm) {
            return;
        }
        for child in parse.children(preposition) {
            match parse.tokens[child].dep {
                Dep::Pobj => self.phrase(reading, child, depth),
                Dep::Pcomp if tree::verbal(parse, child) && self.to(parse, child) => {
                    parse.child(child, Dep::Dobj).into_iter().for_each(|object| self.phrase(reading, object, depth));
                }
                _ => {}
            }
        }
    }
}
