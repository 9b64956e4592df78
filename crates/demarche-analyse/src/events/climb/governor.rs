//! What a governing word does to what it governs: a verb, adjective, noun or preposition above in, weaker status out.
//!
//! "failed to attack", "no sign of an attack", "short of attacking", "an attack is likely".

use super::Climb;
use crate::events::nominal::event_noun;
use crate::events::{scope, tree};
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{Effect, ModalPos};
use demarche_model::{Occurrence, Span};
use std::borrow::Cow;

impl Climb<'_> {
    /// From a preposition to what it hangs on.
    pub(super) fn preposition(&mut self, at: usize, head: usize, lemma: &str) -> bool {
        let parse = self.reading.parse;
        let norm = parse.tokens[at].norm.as_str();
        // "shied away from attacking": of "is back from talks" nothing is taken back.
        let above = &parse.tokens[head];
        let word = if tree::verbal(parse, head) { &above.lemma } else { &above.norm };
        let whole = format!("{word} {norm}");
        let gerund = parse.children_by(at, Dep::Pcomp).any(|clause| is_gerund(parse, clause));
        if gerund && self.apply(&whole, ModalPos::Gerund, false) {
            return !self.taken_gerund(&whole);
        }
        // "without attacking": left out. Of "cannot leave without attacking" nothing is told.
        if self.apply(norm, ModalPos::Preposition, false) {
            self.left_out = self.negated;
            if scope::modal(parse, head) {
                self.weaken(Occurrence::Hypothetical);
            }
            return false;
        }
        let noun =
            parse.tokens[head].pos == Pos::Noun && self.reading.lexicon.verbs.modal(lemma, ModalPos::Noun).is_some();
        if !noun && self.apply(&format!("{lemma} {norm}"), ModalPos::Preposition, false) {
            return true;
        }
        if let Some(whole) = self.parted(at, head)
            && self.apply(&whole, ModalPos::Preposition, false)
        {
            return true;
        }
        if self.led_preposition(at) {
            self.left_out = true;
            return false;
        }
        if !tree::verbal(parse, head) {
            let adjective = parse.tokens[head].pos == Pos::Adj && self.apply(lemma, ModalPos::Adjective, false);
            // "holds them responsible for shelling it": a charge.
            if adjective && self.charged(head) {
                self.alleged = true;
            }
            // "an agreement on the war" has its war; "an agreement to attack" has no attack yet.
            let verbs = &self.reading.lexicon.verbs;
            let clausal = verbs.modal(lemma, ModalPos::Noun).is_some_and(|modal| modal.own)
                && parse.child(at, Dep::Pcomp).is_none();
            if !clausal && self.apply(lemma, ModalPos::Noun, false) {
                self.noun(head);
            } else if !adjective {
                self.spoken_of(at, head);
            }
            return true;
        }
        // "tunnels built for attacks": what they are for.
        if norm == "for" && tree::is(self.reading, head, "purpose") {
            self.weaken(Occurrence::Hypothetical);
            return false;
        }
        // "sought peace by releasing prisoners": what is sought is the peace.
        if norm == "by" && parse.child(at, Dep::Pcomp).is_some() {
            return true;
        }
        // "At talks in the capital, it suggested": where it was said, not what.
        let about = at > head
            && matches!(
                norm,
                "with"
                    | "by"
                    | "through"
                    | "via"
                    | "in"
                    | "on"
                    | "to"
                    | "for"
                    | "of"
                    | "into"
                    | "at"
                    | "from"
                    | "against"
            )
            && (!matches!(norm, "at" | "in") || tree::is(self.reading, head, "at-complement"));
        let known = about && self.apply(lemma, ModalPos::Verb, false);
        if !known {
            self.spoken_of(at, head);
        }
        // "would send an envoy to talks": they are as far off as the sending. Of "the talks" it is not so, and nothing is denied of them.
        let noun = parse.child(at, Dep::Pobj).filter(|_| !known && norm == "to" && scope::modal(parse, head));
        if noun.is_some_and(|noun| scope::indefinite(parse, noun)) {
            self.weaken(Occurrence::Future);
        }
        known || matches!(norm, "with" | "by" | "through" | "via")
    }

    /// "Attacking the port would not end the war": nothing is told of the attack but that it is thought of; "bombing the port did not end it" was done.
    pub(super) fn subject_clause(&mut self, clause: usize, head: usize) {
        let parse = self.reading.parse;
        let gerund = parse.tokens[clause].tag == "VBG" && parse.children_by(clause, Dep::Aux).next().is_none();
        if !gerund && !tree::infinitive(parse, clause) {
            return;
        }
        self.adjectives_of(head);
        if scope::modal(parse, head) || !gerund {
            self.weaken(Occurrence::Hypothetical);
        }
    }

    /// Whether an adjective is what somebody holds another to be: "holds it responsible", "deems it guilty".
    fn charged(&self, adjective: usize) -> bool {
        let parse = self.reading.parse;
        matches!(parse.tokens[adjective].dep, Dep::Ccomp | Dep::Oprd | Dep::Acomp)
            && parse.head(adjective).is_some_and(|verb| tree::is(self.reading, verb, "deeming"))
    }

    /// "could cause a war", "may request a hearing", "to repel an attack": what may be brought about is as far off as the bringing. Of a known thing it is not so: "may
    /// request the hearing".
    pub(super) fn brought(&self, noun: usize, verb: usize) -> bool {
        tree::is(self.reading, verb, "bringing") && scope::indefinite(self.reading.parse, noun)
    }

    /// "instead of", "rather than": a preposition or conjunction with the adverb that leads it.
    pub(super) fn led_preposition(&mut self, at: usize) -> bool {
        let parse = self.reading.parse;
        // "would rather talk than attack": the adverb stands at the verb.
        let rather = |&adverb: &usize| {
            let token = &parse.tokens[adverb];
            adverb < at && parse.tokens[at].norm == "than" && token.norm == "rather"
        };
        let own = parse.child(at, Dep::Advmod).filter(|&adverb| adverb < at);
        let beside = || {
            let just_before = at.checked_sub(1).filter(rather);
            just_before.or_else(|| parse.children_by(parse.head(at)?, Dep::Advmod).find(rather))
        };
        let Some(adverb) = own.or_else(beside) else { return false };
        let whole = format!("{} {}", parse.tokens[adverb].norm, parse.tokens[at].norm);
        self.apply(&whole, ModalPos::Preposition, false)
    }

    /// What a governing verb does to the clause that completes it.
    pub(super) fn governed_clause(&mut self, clause: usize, head: usize) {
        let parse = self.reading.parse;
        let verbs = &self.reading.lexicon.verbs;
        let lemma = tree::lemma(parse, head, |word| verbs.modal(word, ModalPos::Verb).is_some());
        let lemma = lemma.as_ref();
        let pos = if tree::verbal(parse, head) { ModalPos::Verb } else { ModalPos::Adjective };
        let infinitive = tree::infinitive(parse, clause);
        let parted = self.with_gerund_particle(head, lemma);
        if parted != lemma && self.taken_for_granted(clause, &parted) {
            return;
        }
        if infinitive && scope::yet(parse, head) {
            self.negate();
            return;
        }
        if infinitive && scope::had_to(self.reading, head) {
            return;
        }
        // "is going to attack", "is to attack": announced. "The aim is to attack" is an aim.
        if infinitive && scope::ahead(self.reading, head) {
            let aim = tree::own_subject(parse, head).map(|subject| parse.tokens[subject].lemma.clone());
            if !aim.is_some_and(|aim| self.apply(&aim, ModalPos::Noun, false)) {
                self.weaken(Occurrence::Future);
                self.announced |= parse.tokens[head].lemma == "go" && !self.anothers;
            }
            return;
        }
        let whole = self.with_particle(head, lemma);
        // "announced that they have agreed": what is told as done is none of what is announced to come.
        let announced = verbs.modal(&whole, pos).is_some_and(|modal| modal.effect == Effect::Future && modal.own);
        let mut known = if announced && is_done(parse, clause) {
            true
        } else {
            self.apply(&whole, pos, tree::passive(parse, head))
        };
        // "did not expect them to attack": what was not expected may have come.
        let others = tree::own_subject(parse, clause).is_some() || parse.child(head, Dep::Dobj).is_some();
        self.anothers |= others;
        let wished = verbs
            .modal(&whole, pos)
            .map_or(infinitive, |modal| matches!(modal.effect, Effect::Future | Effect::Hypothetical) && !modal.own);
        self.sealed |= others && wished && !tree::is(self.reading, head, "permitting");
        let above = Span::new(parse.tokens[head].start, parse.tokens[head].end);
        let cue = !self.stop.is_empty() && self.stop.overlaps(above);
        if !cue && parse.tokens[clause].dep == Dep::Ccomp {
            self.rumoured(clause, head);
            self.unconfirmed(clause, head);
            self.depicted(head);
        }
        if !known && pos == ModalPos::Verb && parse.tokens[clause].dep == Dep::Ccomp {
            // "It is false that Iran attacked."
            let before = self.rows.len();
            self.adjectives_of(head);
            known = self.rows.len() > before;
        }
        // "did not know that it attacked"
        let finite = parse.tokens[clause].dep == Dep::Ccomp && !infinitive;
        self.sealed |= finite && tree::is(self.reading, head, "factive");
        if !known && infinitive {
            // "is said to have carried out": the perfect infinitive looks back.
            let perfect = parse
                .children(clause)
                .any(|child| parse.tokens[child].dep == Dep::Aux && parse.tokens[child].lemma == "have");
            if perfect {
                self.alleged = true;
            } else {
                self.weaken(Occurrence::Hypothetical);
            }
        }
        // "backs closing the strait", "discussed bombing": a gerund under a verb that is not known to begin or own up to it.
        let gerund = parse.tokens[clause].dep == Dep::Xcomp && parse.tokens[clause].tag == "VBG";
        if !known && gerund && !cue && pos == ModalPos::Verb && tree::own_subject(parse, clause).is_none() {
            self.weaken(Occurrence::Hypothetical);
        }
    }

    /// "stopped bombing", "did not regret bombing": the bombs fell, whatever is said of the rest.
    pub(super) fn taken_for_granted(&mut self, clause: usize, lemma: &str) -> bool {
        is_gerund(self.reading.parse, clause) && self.apply(lemma, ModalPos::Gerund, false)
    }

    /// Whether what stands above such a verb no longer bears on the gerund: above "stopped bombing" nothing does, above "held off bombing" all does.
    pub(super) fn taken_gerund(&self, lemma: &str) -> bool {
        self.reading.lexicon.verbs.modal(lemma, ModalPos::Gerund).is_some_and(|modal| modal.effect == Effect::Same)
    }

    /// "hold back from", "back away from": a verb, the word that parts it from its preposition, and that.
    fn parted(&self, preposition: usize, head: usize) -> Option<String> {
        let parse = self.reading.parse;
        let verb = if tree::verbal(parse, head) { Some(head) } else { parse.head(head) }?;
        let between = preposition.checked_sub(1).filter(|&between| between > verb)?;
        let small = matches!(parse.tokens[between].dep, Dep::Prt | Dep::Advmod) && tree::verbal(parse, verb);
        let word = |at: usize| parse.tokens[at].norm.as_str();
        small.then(|| format!("{} {} {}", parse.tokens[verb].lemma, word(between), word(preposition)))
    }

    /// "held off", where such a verb is listed with its gerund.
    pub(super) fn with_gerund_particle(&self, verb: usize, lemma: &str) -> String {
        let parse = self.reading.parse;
        let particle = parse.child(verb, Dep::Prt).map(|at| format!("{lemma} {}", parse.tokens[at].norm));
        let known = |whole: &String| self.reading.lexicon.verbs.modal(whole, ModalPos::Gerund).is_some();
        particle.filter(known).unwrap_or_else(|| lemma.to_owned())
    }

    /// "capable of attacking", "thought about attacking", "opposed to attacking": what a gerund behind a preposition is spoken of, not told. Nothing
    /// follows from "blamed for attacking" or "by attacking".
    pub(super) fn spoken_of(&mut self, preposition: usize, head: usize) {
        let parse = self.reading.parse;
        let gerund = parse.children_by(preposition, Dep::Pcomp).any(|clause| parse.tokens[clause].tag == "VBG");
        let norm = parse.tokens[preposition].norm.as_str();
        let open = match parse.tokens[head].pos {
            Pos::Adj if matches!(parse.tokens[head].dep, Dep::Dobj | Dep::Pobj | Dep::Nsubj | Dep::Nsubjpass) => false,
            Pos::Adj => matches!(norm, "of" | "to" | "in" | "on" | "about" | "for" | "at"),
            _ => {
                tree::verbal(parse, head)
                    && matches!(norm, "about" | "on" | "against" | "at" | "to" | "toward" | "towards")
            }
        };
        if gerund && open {
            self.weaken(Occurrence::Hypothetical);
        }
    }

    /// "go on", where such a verb is listed.
    pub(super) fn with_particle<'l>(&self, verb: usize, lemma: &'l str) -> Cow<'l, str> {
        let known = |whole: &str| self.reading.lexicon.verbs.modal(whole, ModalPos::Verb).is_some();
        tree::with_particle(self.reading.parse, verb, lemma, known)
    }

    /// "is due", "is likely", "is false": what is said of the subject.
    pub(super) fn adjectives_of(&mut self, verb: usize) {
        let parse = self.reading.parse;
        for adjective in parse.children_by(verb, Dep::Acomp).chain(parse.children_by(verb, Dep::Oprd)) {
            self.apply(&parse.tokens[adjective].lemma, ModalPos::Adjective, false);
        }
    }

    /// "Another attack would widen the war", "Israel's attack would be a mistake": of what would do something, no more is told than that it may come.
    /// "The attack could widen the war" has its attack.
    pub(super) fn subject_of_would(&mut self, noun: usize, verb: usize) {
        let parse = self.reading.parse;
        let mut modals = parse.children_by(verb, Dep::Aux).filter(|&aux| parse.tokens[aux].tag == "MD");
        let Some(modal) = modals.next() else { return };
        if parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].lemma == "have") {
            return;
        }
        let determiner = parse.child(noun, Dep::Det).map(|at| parse.tokens[at].norm.as_str());
        let indefinite = matches!(determiner, Some("a" | "an" | "another" | "any"));
        let open = match parse.tokens[modal].norm.as_str() {
            "would" | "'d" => determiner.is_none() || indefinite,
            "could" | "might" | "may" | "will" | "wo" | "'ll" => indefinite,
            _ => false,
        };
        if open {
            self.weaken(Occurrence::Hypothetical);
        }
    }

    /// Whether a verb says no more of an event noun than that it takes place, so that the verb's modality is the event's.
    pub(super) fn carries(&self, noun: usize, verb: usize) -> bool {
        let reading = self.reading;
        if reading.parse.tokens[noun].dep == Dep::Nsubj {
            return tree::is(reading, verb, "happening") && !self.is_taken_as_done(verb);
        }
        let light = || reading.lexicon.verbs.lights(&reading.parse.tokens[verb].lemma).next().is_some();
        tree::is(reading, verb, "carrying") || event_noun(reading, noun).is_some() && light()
    }

    /// "will not go unanswered", "came as a surprise", "did not last long": how it went or how long, so that it took place in any case.
    fn is_taken_as_done(&self, verb: usize) -> bool {
        let parse = self.reading.parse;
        let manner = |child: usize| match parse.tokens[child].dep {
            Dep::Acomp | Dep::Oprd => true,
            Dep::Prep => matches!(parse.tokens[child].norm.as_str(), "as" | "without"),
            Dep::Advcl => parse.children_by(child, Dep::Mark).any(|mark| parse.tokens[mark].norm == "as"),
            _ => false,
        };
        let negated = parse.children_by(verb, Dep::Neg).next().is_some();
        let faring = tree::is(self.reading, verb, "faring");
        faring && parse.children(verb).any(manner) || negated && tree::is(self.reading, verb, "enduring")
    }
}

/// "they have agreed", "it struck": a finite clause of the past.
fn is_done(parse: &Parse, clause: usize) -> bool {
    let auxiliary =
        |tags: &[&str]| parse.children_by(clause, Dep::Aux).any(|aux| tags.contains(&parse.tokens[aux].tag.as_str()));
    let perfect = parse.tokens[clause].tag == "VBN"
        && parse.children_by(clause, Dep::Aux).any(|aux| parse.tokens[aux].lemma == "have");
    parse.tokens[clause].dep == Dep::Ccomp
        && (parse.tokens[clause].tag == "VBD" || perfect)
        && !auxiliary(&["MD", "TO"])
}

/// "attacking", "having attacked", "being attacked".
fn is_gerund(parse: &Parse, clause: usize) -> bool {
    let first = parse.children(clause).find(|&aux| matches!(parse.tokens[aux].dep, Dep::Aux | Dep::Auxpass));
    parse.tokens[first.unwrap_or(clause)].tag == "VBG"
}
