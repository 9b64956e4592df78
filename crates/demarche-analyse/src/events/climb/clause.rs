//! What a clause or a noun phrase says of itself: its auxiliaries, adverbs, negations, conjunctions and parties in, weaker status out.
//!
//! "No ship was hit", "will probably attack", "Did it attack?", "any attack".

use super::Climb;
use crate::events::{scope, tree};
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::{Effect, ModalPos};
use demarche_model::Occurrence;

impl Climb<'_> {
    /// What stands before a noun: "possible", "alleged", "no", "any".
    pub(in super::super) fn noun(&mut self, token: usize) {
        let parse = self.reading.parse;
        if tree::verbal(parse, token) {
            return;
        }
        if scope::led_by_condition(parse, token) {
            self.weaken(Occurrence::Hypothetical);
        }
        for child in parse.children(token) {
            let word = &parse.tokens[child];
            match word.dep {
                Dep::Det if matches!(word.norm.as_str(), "no" | "neither") => self.negate(),
                // "denied any attack": the attack is what is denied.
                Dep::Det if word.norm == "any" && !self.denied => self.weaken(Occurrence::Hypothetical),
                Dep::Amod | Dep::Compound | Dep::Nmod => {
                    // "false accusations" are made.
                    let verbs = &self.reading.lexicon.verbs;
                    // "so-called", which the tokens take apart.
                    let hyphen = child.checked_sub(2).filter(|_| parse.tokens[child - 1].norm == "-");
                    if let Some(first) = hyphen {
                        let whole = format!("{}-{}", parse.tokens[first].norm, word.norm);
                        if self.apply(&whole, ModalPos::Adjective, false) {
                            continue;
                        }
                    }
                    let row = verbs
                        .modal(&word.lemma, ModalPos::Adjective)
                        .or_else(|| verbs.modal(&word.norm, ModalPos::Adjective));
                    if row.is_some_and(|row| !row.own) && !self.apply(&word.lemma, ModalPos::Adjective, false) {
                        self.apply(&word.norm, ModalPos::Adjective, false);
                    }
                }
                _ => {}
            }
        }
    }

    /// "Our goal is destroying the depot": what an aim consists in, which the small parser takes for what it is doing.
    fn consists_in(&mut self, verb: usize) {
        let parse = self.reading.parse;
        let going_on = parse.tokens[verb].tag == "VBG"
            && parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].lemma == "be");
        if let Some(aim) = tree::own_subject(parse, verb).filter(|_| going_on) {
            self.apply(&parse.tokens[aim].lemma, ModalPos::Noun, false);
        }
    }

    /// The auxiliaries, negations, adverbs, conjunctions and negative parties of a verb, reached from one of its words or its trigger itself.
    pub(super) fn verb(&mut self, verb: usize, from: Option<usize>) {
        let parse = self.reading.parse;
        let perfect = parse
            .children(verb)
            .any(|child| parse.tokens[child].dep == Dep::Aux && parse.tokens[child].lemma == "have");
        let mut conditional = scope::in_case(self.reading, verb);
        // "cannot attack" is told not to happen; "may not attack" is left open. So what one can is weighed before the negation, what one may after.
        for aux in parse.children_by(verb, Dep::Aux) {
            self.auxiliary(aux, perfect, false);
        }
        self.consists_in(verb);
        let joined = from.is_some_and(|from| parse.tokens[from].dep == Dep::Conj);
        for child in parse.children(verb) {
            let word = &parse.tokens[child];
            match word.dep {
                Dep::Neg => self.negate(),
                Dep::Preconj | Dep::Cc if child < verb && word.norm == "neither" => self.negate(),
                // "had no news and condemned the raid": the object is the one verb's.
                Dep::Dobj if joined => {}
                Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj if from != Some(child) => self.party(child),
                Dep::Mark if matches!(word.norm.as_str(), "if" | "unless" | "whether" | "lest") => conditional = true,
                Dep::Mark if word.norm == "than" => {
                    self.led_preposition(child);
                }
                // "behaved as though it had attacked"
                Dep::Mark if word.norm == "though" => {
                    conditional |= child.checked_sub(1).is_some_and(|before| parse.tokens[before].norm == "as");
                }
                Dep::Advmod if scope::just_then(parse, child, verb) => {}
                // "have traded fire before": not this time.
                Dep::Advmod
                    if word.norm == "before" && perfect && !joined && parse.children(child).next().is_none() =>
                {
                    self.weaken(Occurrence::Historical);
                }
                // "has nearly completed it and called for talks": the calls are not nearly made.
                Dep::Advmod if !joined => {
                    self.apply(&word.lemma, ModalPos::Adverb, false);
                    // "no longer", "never before"
                    let without = parse.children(child).any(|below| {
                        word.norm == "longer" && parse.tokens[below].norm == "no"
                            || parse.tokens[below].dep == Dep::Neg
                                && matches!(word.norm.as_str(), "before" | "again" | "yet")
                    });
                    if without {
                        self.negate();
                    }
                    // "hardly ever"
                    for below in parse.children_by(child, Dep::Advmod) {
                        self.apply(&parse.tokens[below].lemma, ModalPos::Adverb, false);
                    }
                }
                // "troops which, he claimed, were moving": told with distance.
                Dep::Parataxis if tree::own_subject(parse, child).is_some() => {
                    let claimed = self.reading.lexicon.verbs.modal(&word.lemma, ModalPos::Verb);
                    self.alleged |=
                        claimed.is_some_and(|row| row.effect == Effect::Alleged) && !scope::apart(parse, child, verb);
                }
                // "would do it if": the consequence is as conditional as its condition.
                Dep::Advcl if self.occurrence != Occurrence::Actual => {
                    let hinged = parse
                        .children_by(child, Dep::Mark)
                        .any(|mark| matches!(parse.tokens[mark].norm.as_str(), "if" | "unless"));
                    if hinged && !parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].norm == "will") {
                        conditional = true;
                    }
                }
                _ => {}
            }
        }
        for aux in parse.children_by(verb, Dep::Aux) {
            self.auxiliary(aux, perfect, true);
        }
        if scope::denied_first(self.reading, verb) {
            self.negate();
        }
        // "could have attacked but did not"
        let undone = scope::undone(parse, verb);
        if undone {
            self.negate();
        }
        if !joined {
            self.framed(verb);
            self.hinges_on_belief(verb);
            self.by_an_alleged(verb);
        }
        conditional |= self.anybodys(verb) || scope::as_long_as(parse, verb);
        let told_to = scope::imperative(parse, verb) || scope::mandated(self.reading, verb);
        if conditional || told_to || self.asked(verb) || scope::inverted(parse, verb) {
            self.weaken(Occurrence::Hypothetical);
            self.announced = false;
        }
    }

    /// What an auxiliary says of its verb, if its turn is after the negation or before it.
    fn auxiliary(&mut self, aux: usize, perfect: bool, after: bool) {
        let word = &self.reading.parse.tokens[aux];
        let norm = word.norm.as_str();
        if after != matches!(norm, "may" | "might" | "must" | "should" | "ought" | "shall") {
            return;
        }
        match norm {
            "will" | "shall" | "'ll" | "’ll" | "wo" => {
                self.weaken(Occurrence::Future);
                self.announced |= !self.anothers;
            }
            "would" | "'d" | "’d" if word.tag == "MD" => {
                self.weaken(if perfect { Occurrence::Hypothetical } else { Occurrence::Future });
                self.announced |= !self.anothers;
            }
            "may" | "might" | "could" | "must" if perfect => self.alleged = true,
            "should" | "must" | "ought" | "may" | "might" | "could" | "can" | "ca" => {
                self.weaken(Occurrence::Hypothetical);
            }
            _ => {}
        }
    }

    /// "Nobody attacked", "no ship was hit", "neither side fired": who or what does not take part.
    pub(super) fn party(&mut self, noun: usize) {
        let parse = self.reading.parse;
        let verbs = &self.reading.lexicon.verbs;
        let none = |word: usize| verbs.modal(&parse.tokens[word].norm, ModalPos::Quantifier);
        let own = none(noun).filter(|_| parse.child(noun, Dep::Det).is_none());
        let before = parse.children(noun).filter(|&child| {
            child < noun && matches!(parse.tokens[child].dep, Dep::Det | Dep::Preconj | Dep::Cc | Dep::Advmod)
        });
        // "few" alone is a party; "few missiles" are some.
        let row = own.or_else(|| before.filter_map(none).find(|row| !row.own));
        // "not one soldier crossed", "not a single shot was fired"
        let not = parse.children(noun).chain(parse.children(noun).flat_map(|child| parse.children(child)));
        if not
            .into_iter()
            .any(|child| child < noun && parse.tokens[child].norm == "not" && !followed_by_only(parse, child))
        {
            self.negate();
        }
        if let Some(row) = row {
            self.negate();
            self.rows.push(row.id.clone());
        }
    }

    /// "Did Iran attack?": asked, not told. What is asked with *why* or *how* is taken for granted.
    pub(super) fn asked(&self, verb: usize) -> bool {
        let parse = self.reading.parse;
        let Some(subject) = parse.children_by(verb, Dep::Nsubj).chain(parse.children_by(verb, Dep::Nsubjpass)).next()
        else {
            return false;
        };
        let aux = parse.children(verb).find(|&child| matches!(parse.tokens[child].dep, Dep::Aux | Dep::Auxpass));
        let inverted = aux.is_some_and(|aux| aux < subject && subject < verb);
        inverted
            && !parse.children(verb).any(|child| child < subject && parse.tokens[child].tag.starts_with('W'))
            && parse
                .tokens
                .iter()
                .skip(verb + 1)
                .take_while(|token| !token.sentence_start)
                .any(|token| token.norm == "?")
    }
}

/// "Not only soldiers crossed": they did.
fn followed_by_only(parse: &Parse, not: usize) -> bool {
    parse
        .tokens
        .get(not + 1)
        .is_some_and(|next| matches!(next.norm.as_str(), "only" | "just" | "merely" | "all" | "every"))
}
