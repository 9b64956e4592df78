//! The words that carry an event: the shortest stretch of the sentence with its trigger, its object and the parties named there, then what the verb says
//! further of its deed.
//!
//! "Israel violated the truce by shelling Rafah": all of it; "the ceasefire would begin at midnight": not the midnight. Of "welcomed the truce and
//! urged both sides to keep it" the urging has the words from "urged" on, with what is asked.

use super::behind;
use super::carry;
use super::coder::Draft;
use super::gate;
use super::status::Status;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::Turn;
use demarche_model::{ActorKind, Evidence, Mention, Party, Span};

/// Words of the evidence at most.
const WORDS: usize = 30;

/// The evidence of a draft.
pub(super) fn evidence(reading: Reading<'_>, draft: &Draft, status: &Status) -> Evidence {
    let parse = reading.parse;
    let sentence =
        parse.sentences.get(parse.sentence_of(draft.trigger)).cloned().unwrap_or(draft.trigger..draft.trigger + 1);
    // "welcomed the truce and urged both sides to keep it": the urging begins behind the welcome.
    let start = apart(parse, draft.governor()).unwrap_or(sentence.start).max(sentence.start);
    let mut stretch = Stretch { first: draft.trigger, last: draft.trigger, limits: (start, sentence.end) };
    for word in draft.words().chain(draft.beside.iter().copied()) {
        stretch.take(word);
    }
    stretch.verb(parse, draft.governor());
    if draft.actors.is_empty()
        && let Some(means) = gate::means(reading, draft)
    {
        stretch.take(means);
        parse.children_by(means, Dep::Compound).for_each(|word| stretch.take(word));
    }
    // "The radar was hit": where nobody is named, what it befell says which deed it is.
    if carry::names_nobody(draft) && tree::verbal(parse, draft.trigger) {
        for subject in parse
            .children(draft.trigger)
            .filter(|&at| at < draft.trigger && matches!(parse.tokens[at].dep, Dep::Nsubj | Dep::Nsubjpass))
        {
            stretch.take(subject);
            parse.children_by(subject, Dep::Det).for_each(|word| stretch.take(word));
            stretch.noun(parse, subject);
        }
    }
    for complement in draft.complements.iter().copied().filter(|_| matches!(draft.turn, Turn::Plan | Turn::Commit)) {
        stretch.take(complement);
    }
    if matches!(draft.turn, Turn::Absorb | Turn::HoldOut) {
        stretch.asked(parse, draft);
    }
    if !tree::verbal(parse, draft.trigger) {
        stretch.noun(parse, draft.trigger);
    }
    let mut parties: Vec<(usize, usize)> = draft
        .actors
        .iter()
        .chain(&draft.recipients)
        .filter(|party| !is_lent(reading, draft, party))
        .map(|party| parse.tokens_in(party.span.start, party.span.end))
        .filter(|tokens| !tokens.is_empty() && tokens.start >= sentence.start && tokens.end <= sentence.end)
        .map(|tokens| (tokens.start, tokens.end - 1))
        .collect();
    // The nearest first, as long as the stretch stays short.
    parties.sort_by_key(|&(start, end)| (start.abs_diff(draft.trigger).min(end.abs_diff(draft.trigger)), start));
    for (start, end) in parties {
        stretch.take(start);
        stretch.take(end);
    }
    stretch.whole(parse);
    let (start, end) = parse.bytes(stretch.first..stretch.last + 1);
    let mut spans = vec![Span::new(start, end)];
    spans.extend(behind::behind(reading, draft.governor(), stretch.first..stretch.last + 1));
    let mut rows = draft.rows.clone();
    rows.extend(status.rows.iter().cloned());
    Evidence { spans, rule: draft.rule, rows }
}

/// Whether a party is one of the report's sides where it is first named, and no word of this event: it carries none of it.
fn is_lent(reading: Reading<'_>, draft: &Draft, party: &Party) -> bool {
    let parse = reading.parse;
    let carried = draft.rows.iter().any(|row| row == carry::CARRIED);
    let Some(at) = party.mention.map(|mention| mention.0 as usize).filter(|_| carried) else { return false };
    let of_it = |mention: &Mention| mention.actor.is_some() && mention.actor == party.actor;
    let first = reading.mentions.iter().position(of_it) == Some(at);
    let state = party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State);
    let own = |token: usize| draft.words().any(|word| parse.within(token, word));
    let word = parse.tokens_in(party.span.start, party.span.end).next();
    first && state && !word.is_some_and(own)
}

/// Where the words of a coordinated verb begin, if it has words of its own behind it.
fn apart(parse: &Parse, verb: usize) -> Option<usize> {
    let head = parse.head(verb).filter(|&head| head < verb && tree::verbal(parse, head))?;
    let own = parse.children(verb).any(|child| {
        child > verb && matches!(parse.tokens[child].dep, Dep::Dobj | Dep::Prep | Dep::Xcomp | Dep::Ccomp | Dep::Prt)
    });
    (parse.tokens[verb].dep == Dep::Conj && own && tree::verbal(parse, verb)).then_some(head + 1)
}

struct Stretch {
    first: usize,
    last: usize,
    limits: (usize, usize),
}

impl Stretch {
    /// Reaches to a word of the sentence, if the stretch stays short.
    fn take(&mut self, word: usize) {
        let (first, last) = (self.first.min(word), self.last.max(word));
        if last - first < WORDS && first >= self.limits.0 && last < self.limits.1 {
            (self.first, self.last) = (first, last);
        }
    }

    /// "killed in the opening Israeli *strikes*": no stretch ends between an adjective and its noun.
    fn whole(&mut self, parse: &Parse) {
        let leads =
            matches!(parse.tokens[self.last].dep, Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Nummod | Dep::Poss);
        if let Some(noun) = parse.head(self.last).filter(|&noun| leads && noun > self.last) {
            self.take(noun);
        }
    }

    /// What is asked or held out: the verb of the complement with its object, or the noun behind the preposition.
    fn asked(&mut self, parse: &Parse, draft: &Draft) {
        for &complement in draft.complements.iter().filter(|&&complement| complement > draft.trigger) {
            self.take(complement);
            if let Some(object) = parse.child(complement, Dep::Dobj) {
                self.take(object);
            }
        }
        for &preposition in &draft.beside {
            if let Some(noun) = parse.child(preposition, Dep::Pobj) {
                self.take(noun);
            }
        }
    }

    /// A verb with its auxiliaries, particles and the head of its object.
    fn verb(&mut self, parse: &Parse, verb: usize) {
        if !tree::verbal(parse, verb) {
            return;
        }
        if let Some(hyphened) = verb.checked_sub(2).filter(|_| tree::hyphenated(parse, verb).is_some()) {
            self.take(hyphened);
        }
        for child in parse.children(verb) {
            match parse.tokens[child].dep {
                Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt => self.take(child),
                Dep::Dobj | Dep::Acomp | Dep::Oprd => {
                    self.noun(parse, child);
                    self.take(child);
                }
                // "by shelling Rafah"
                Dep::Prep if parse.tokens[child].norm == "by" => {
                    for clause in parse.children_by(child, Dep::Pcomp) {
                        self.take(clause);
                        parse.child(clause, Dep::Dobj).into_iter().for_each(|object| self.take(object));
                    }
                }
                _ => {}
            }
        }
    }

    /// A noun with what stands before it, and the verb that it is the subject of.
    fn noun(&mut self, parse: &Parse, noun: usize) {
        if let Some(hyphened) = noun.checked_sub(2).filter(|_| tree::hyphenated(parse, noun).is_some()) {
            self.take(hyphened);
        }
        for child in parse.children(noun).filter(|&child| child < noun) {
            if matches!(parse.tokens[child].dep, Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Nummod) {
                self.take(child);
            }
        }
        let Some(verb) = parse.head(noun).filter(|&head| tree::verbal(parse, head)) else { return };
        if matches!(parse.tokens[noun].dep, Dep::Nsubj | Dep::Nsubjpass) {
            self.take(verb);
            for child in parse.children(verb) {
                let plain = parse.children(child).next().is_none();
                if matches!(parse.tokens[child].dep, Dep::Dobj | Dep::Prt | Dep::Aux | Dep::Neg) && plain {
                    self.take(child);
                }
            }
        }
    }
}
