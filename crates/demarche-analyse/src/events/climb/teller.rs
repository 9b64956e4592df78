//! Whose telling a clause is where nobody is named: the words around a verb in, weaker status out.
//!
//! "By all accounts, Ethiopian jets bombed the port", "In the novel, Germany invades", "Rumours swirled that the army had fired", "Videos
//! appeared to show troops shooting prisoners": each tells a deed that the outlet does not vouch for.

use super::Climb;
use crate::events::nominal::event_noun;
use crate::events::{scope, tree};
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{Effect, ModalPos};
use demarche_model::Occurrence;

impl Climb<'_> {
    /// "In the novel, …", "by one account", "in all likelihood": the phrase that says in what sense the clause holds. An account is told in front
    /// of the verb: "cast doubt on the account" is another. A row that is `own` asks for a phrase in front of a verb in the active: "in the drill, it struck the island", but two soldiers "were killed in a drill".
    pub(super) fn framed(&mut self, verb: usize) {
        let parse = self.reading.parse;
        for preposition in parse.children_by(verb, Dep::Prep) {
            let Some(noun) = parse.child(preposition, Dep::Pobj) else { continue };
            let whole = format!("{} {}", parse.tokens[preposition].norm, parse.tokens[noun].lemma.to_lowercase());
            let Some(row) = self.reading.lexicon.verbs.modal(&whole, ModalPos::Frame) else {
                self.in_an_alleged(preposition, noun);
                continue;
            };
            let leads = preposition < verb;
            let fits =
                if row.own { leads && !tree::passive(parse, verb) } else { leads || row.effect != Effect::Alleged };
            if fits {
                self.apply(&whole, ModalPos::Frame, false);
            }
        }
    }

    /// "killed in a suspected Israeli strike": they are dead, by whom is not known.
    fn in_an_alleged(&mut self, preposition: usize, noun: usize) {
        let parse = self.reading.parse;
        let deed = matches!(parse.tokens[preposition].norm.as_str(), "in" | "during")
            && event_noun(self.reading, noun).is_some();
        if deed {
            self.of_an_alleged(noun);
        }
    }

    /// "Presumed Turkish jets bombed a village", "was hit by a suspected drone": the doer is not known for sure.
    pub(super) fn by_an_alleged(&mut self, verb: usize) {
        let parse = self.reading.parse;
        let subject = parse.child(verb, Dep::Nsubj).filter(|_| !tree::passive(parse, verb));
        let agent = || parse.child(verb, Dep::Agent).and_then(|by| parse.child(by, Dep::Pobj));
        if let Some(doer) = subject.or_else(agent) {
            self.of_an_alleged(doer);
        }
    }

    /// "a suspected strike", "alleged rebels".
    fn of_an_alleged(&mut self, noun: usize) {
        let parse = self.reading.parse;
        let verbs = &self.reading.lexicon.verbs;
        let alleged = |at: usize| {
            let word = &parse.tokens[at];
            [&word.lemma, &word.norm].into_iter().find(|form| {
                verbs.modal(form, ModalPos::Adjective).is_some_and(|row| row.effect == Effect::Alleged && !row.own)
            })
        };
        let word = parse.children_by(noun, Dep::Amod).find_map(alleged);
        if let Some(word) = word {
            self.apply(word, ModalPos::Adjective, false);
        }
    }

    /// "If Kyiv is to be believed, Russia shelled it": a condition on whoever tells it, not on what happens.
    pub(super) fn hinges_on_belief(&mut self, verb: usize) {
        let parse = self.reading.parse;
        let believed = parse.children_by(verb, Dep::Advcl).any(|clause| {
            let marked = parse
                .children_by(clause, Dep::Mark)
                .any(|mark| matches!(parse.tokens[mark].norm.as_str(), "if" | "unless"));
            let inside = || parse.children(clause).chain([clause]);
            marked && inside().any(|word| tree::is(self.reading, word, "believing"))
        });
        // "would back sanctions if a link was proven" is as conditional as it says.
        self.alleged |= believed && self.occurrence == Occurrence::Actual;
    }

    /// "There was talk that it had attacked", "Rumours swirled that …", "Word is that …", "One theory is that …": the noun that a clause with *that*
    /// spells out tells no more than what goes round.
    pub(super) fn rumoured(&mut self, clause: usize, head: usize) {
        let parse = self.reading.parse;
        if tree::infinitive(parse, clause) {
            return;
        }
        if tree::verbal(parse, head) {
            // "Legend has it that …"
            let told = tree::own_subject(parse, head).filter(|&noun| noun < head);
            if let Some(noun) = told.filter(|&noun| self.goes_round(noun)) {
                self.alleged = true;
                self.noun(noun);
            }
        } else if self.goes_round(head) {
            self.alleged = true;
        }
    }

    /// Whether a noun names what people tell each other, or what none knows for sure.
    fn goes_round(&self, noun: usize) -> bool {
        let word = &self.reading.parse.tokens[noun];
        let verbs = &self.reading.lexicon.verbs;
        let singular = word.norm.strip_suffix('s').unwrap_or(&word.norm);
        let hearsay =
            [word.lemma.as_str(), word.norm.as_str(), singular].iter().any(|form| verbs.classes.has("hearsay", form));
        let alleged = |form: &str| verbs.modal(form, ModalPos::Noun).is_some_and(|row| row.effect == Effect::Alleged);
        !self.beyond_doubt(noun)
            && matches!(word.pos, Pos::Noun | Pos::Propn | Pos::Adj)
            && (hearsay || alleged(&word.lemma) || alleged(singular))
    }

    /// "There is no doubt that it attacked", "It is no secret that …", "little question that …": it did.
    pub(super) fn beyond_doubt(&self, noun: usize) -> bool {
        let parse = self.reading.parse;
        let mut before = parse.children(noun).filter(|&child| child < noun);
        tree::is(self.reading, noun, "beyond-doubt")
            && before.any(|child| matches!(parse.tokens[child].norm.as_str(), "no" | "little" | "scant"))
    }

    /// "The theory that Ukraine bombed the pipeline", which the small parser reads as a theory that was bombed: *that* has no place in a clause that
    /// is complete without it.
    pub(super) fn spelt_out(&self, clause: usize, noun: usize) -> bool {
        let parse = self.reading.parse;
        let that = |child: &usize| parse.tokens[*child].norm == "that" && *child < clause;
        let spare = parse.children_by(clause, Dep::Dobj).find(that);
        let own = parse.children_by(clause, Dep::Dobj).any(|object| object > clause);
        spare.is_some() && own && tree::own_subject(parse, clause).is_some() && self.goes_round(noun)
    }

    /// "Videos appeared to show troops shooting prisoners", "a film shows", "footage purporting to show": what is only to be seen is as sure as the picture.
    pub(super) fn depicted(&mut self, verb: usize) {
        let parse = self.reading.parse;
        if !tree::is(self.reading, verb, "depicting") {
            return;
        }
        let chain = std::iter::successors(Some(verb), |&at| {
            let linked =
                matches!(parse.tokens[at].dep, Dep::Xcomp | Dep::Advcl | Dep::Acl) && tree::infinitive(parse, at);
            parse.head(at).filter(|_| linked)
        });
        let chain: Vec<usize> = chain.take(4).collect();
        let verbs = &self.reading.lexicon.verbs;
        let seems = |&at: &usize| {
            let row = verbs.modal(&parse.tokens[at].lemma, ModalPos::Verb);
            row.filter(|row| matches!(row.effect, Effect::Alleged | Effect::AllegedPassive))
        };
        if let Some(row) = chain.iter().skip(1).find_map(seems) {
            self.alleged = true;
            self.rows.push(row.id.clone());
        }
        let subject = chain.last().and_then(|&top| {
            let noun = || parse.head(top).filter(|_| parse.tokens[top].dep == Dep::Acl);
            tree::own_subject(parse, top).or_else(noun)
        });
        if subject.is_some_and(|picture| self.made_up(picture)) {
            self.weaken(Occurrence::Hypothetical);
        }
    }

    /// "The play tells of a king who …": whether the clause around a noun is of a work of fiction.
    pub(super) fn in_fiction(&self, noun: usize) -> bool {
        let parse = self.reading.parse;
        let verb = parse.ancestors(noun).take(3).find(|&at| tree::verbal(parse, at));
        verb.is_some_and(|verb| {
            tree::is(self.reading, verb, "depicting")
                && tree::own_subject(parse, verb).is_some_and(|subject| self.made_up(subject))
        })
    }

    /// "a deepfake", "the script", "an AI-generated picture".
    fn made_up(&self, picture: usize) -> bool {
        let parse = self.reading.parse;
        let artificial = |at: usize| {
            matches!(parse.tokens[at].dep, Dep::Amod | Dep::Compound | Dep::Nmod)
                && tree::is(self.reading, at, "fiction")
                || self.reading.lexicon.verbs.classes.has("fiction", &parse.tokens[at].norm)
        };
        tree::is(self.reading, picture, "fiction") || parse.children(picture).any(artificial)
    }

    /// "Nobody has confirmed that it attacked", "could not verify that …": what is not confirmed is neither told nor denied.
    pub(super) fn unconfirmed(&mut self, clause: usize, head: usize) {
        let parse = self.reading.parse;
        if !tree::is(self.reading, head, "believing") || tree::infinitive(parse, clause) {
            return;
        }
        let nobody = |at: usize| {
            let words = parse.children(at).chain([at]);
            words
                .into_iter()
                .any(|word| self.reading.lexicon.verbs.modal(&parse.tokens[word].norm, ModalPos::Quantifier).is_some())
        };
        let open = parse.child(head, Dep::Neg).is_some()
            || tree::own_subject(parse, head).is_some_and(nobody)
            || scope::modal(parse, head)
            || tree::infinitive(parse, head);
        if open {
            self.alleged = true;
            self.sealed = true;
        }
    }

    /// "whoever attacks it", "anyone who attacks it": nobody has.
    pub(super) fn anybodys(&self, verb: usize) -> bool {
        let parse = self.reading.parse;
        // "anyone attacking it"
        if parse.tokens[verb].dep == Dep::Acl && parse.tokens[verb].tag == "VBG" {
            let head = parse.head(verb).map(|head| parse.tokens[head].norm.as_str());
            return matches!(head, Some("anyone" | "anybody" | "whoever"));
        }
        let now = matches!(parse.tokens[verb].tag.as_str(), "VBZ" | "VBP" | "VB") && !has_aux(parse, verb);
        let Some(subject) = tree::own_subject(parse, verb).filter(|_| now) else { return false };
        let any = |at: usize| {
            let det = parse.child(at, Dep::Det).map(|det| parse.tokens[det].norm.as_str());
            matches!(parse.tokens[at].norm.as_str(), "anyone" | "anybody" | "whoever" | "those" | "all")
                || det == Some("any")
        };
        let relative = parse.tokens[verb].dep == Dep::Relcl && parse.tokens[subject].tag.starts_with('W');
        parse.tokens[subject].norm == "whoever" || relative && parse.head(verb).is_some_and(any)
    }
}

fn has_aux(parse: &Parse, verb: usize) -> bool {
    parse.children(verb).any(|child| matches!(parse.tokens[child].dep, Dep::Aux | Dep::Auxpass))
}
