//! The way from a trigger up to the root of its sentence, or to the cue of the statement that tells it: each word above weakens what is below.
//!
//! "There is no sign of an Iranian attack": the attack hangs on a sign, and there is none. What words do is told in `modality.tsv`; what
//! the grammar does (questions, conditions, *would*) is told here.

use super::nominal::event_noun;
use super::scope;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Pos};
use demarche_lexicon::verbs::{Effect, ModalPos};
use demarche_model::{Occurrence, Span};
use std::borrow::Cow;

/// Verbs that name what a thing is made or meant for.
pub(super) const PURPOSE: &[&str] =
    &["build", "construct", "design", "dig", "use", "train", "prepare", "make", "need", "mean", "intend"];

/// The way up, with what it has met so far.
pub(super) struct Climb<'a> {
    reading: Reading<'a>,
    /// How far it happens, negation apart.
    pub(super) occurrence: Occurrence,
    /// It is told with distance.
    pub(super) alleged: bool,
    /// Rows of modality that decided.
    pub(super) rows: Vec<String>,
    /// It stands under *will* or *would*, without a condition.
    pub(super) announced: bool,
    /// An odd number of negations stands above it.
    pub(super) negated: bool,
    /// It is only left out: who parted "without agreeing" refused nothing.
    pub(super) left_out: bool,
    /// The cue of the statement that tells it: what stands above says how it is told, not whether it happens.
    pub(super) stop: Span,
}

impl<'a> Climb<'a> {
    /// At the foot.
    pub(super) fn new(reading: Reading<'a>, alleged: bool) -> Self {
        Self {
            reading,
            occurrence: Occurrence::Actual,
            alleged,
            rows: Vec::new(),
            announced: false,
            negated: false,
            left_out: false,
            stop: Span::default(),
        }
    }

    fn weaken(&mut self, to: Occurrence) {
        let rank = |occurrence: Occurrence| match occurrence {
            Occurrence::Actual => 0,
            Occurrence::Historical => 1,
            Occurrence::Future => 2,
            Occurrence::Hypothetical => 3,
            Occurrence::Negated => 4,
        };
        if rank(to) > rank(self.occurrence) {
            self.occurrence = to;
        }
    }

    fn apply(&mut self, lemma: &str, pos: ModalPos, passive: bool) -> bool {
        let Some(modal) = self.reading.lexicon.verbs.modal(lemma, pos) else { return false };
        match modal.effect {
            Effect::Future => self.weaken(Occurrence::Future),
            Effect::Hypothetical => self.weaken(Occurrence::Hypothetical),
            Effect::Negated => self.negated = !self.negated,
            Effect::Historical => self.weaken(Occurrence::Historical),
            Effect::Alleged => self.alleged = true,
            Effect::AllegedPassive if passive => self.alleged = true,
            Effect::AllegedPassive | Effect::Same => {}
        }
        self.rows.push(modal.id.clone());
        true
    }

    /// What stands before a noun: "possible", "alleged", "no", "any".
    pub(super) fn noun(&mut self, token: usize) {
        let parse = self.reading.parse;
        if tree::verbal(parse, token) {
            return;
        }
        for child in parse.children(token) {
            let word = &parse.tokens[child];
            match word.dep {
                Dep::Det if matches!(word.norm.as_str(), "no" | "neither") => self.negated = !self.negated,
                Dep::Det if word.norm == "any" => self.weaken(Occurrence::Hypothetical),
                Dep::Amod | Dep::Compound | Dep::Nmod => {
                    // "false accusations" are made.
                    let verbs = &self.reading.lexicon.verbs;
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

    /// The auxiliaries, negations, adverbs, conjunctions and negative parties of a verb, reached from one of its words or its trigger itself.
    fn verb(&mut self, verb: usize, from: Option<usize>) {
        let parse = self.reading.parse;
        let perfect = parse
            .children(verb)
            .any(|child| parse.tokens[child].dep == Dep::Aux && parse.tokens[child].lemma == "have");
        let mut conditional = false;
        for child in parse.children(verb) {
            let word = &parse.tokens[child];
            match word.dep {
                Dep::Aux => match word.norm.as_str() {
                    "will" | "shall" | "'ll" | "wo" => {
                        self.weaken(Occurrence::Future);
                        self.announced = true;
                    }
                    "would" | "'d" if word.tag == "MD" => {
                        self.weaken(if perfect { Occurrence::Hypothetical } else { Occurrence::Future });
                        self.announced = true;
                    }
                    "may" | "might" | "could" if perfect => self.alleged = true,
                    "must" if perfect => self.alleged = true,
                    "should" | "must" | "ought" => {
                        self.weaken(Occurrence::Hypothetical);
                    }
                    "may" | "might" | "could" | "can" | "ca" => self.weaken(Occurrence::Hypothetical),
                    _ => {}
                },
                Dep::Neg => self.negated = !self.negated,
                Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj if from != Some(child) => self.party(child),
                Dep::Mark if matches!(word.norm.as_str(), "if" | "unless" | "whether" | "lest") => conditional = true,
                Dep::Mark if word.norm == "than" => {
                    self.led_preposition(child);
                }
                // "has nearly completed it and called for talks": the calls are not nearly made.
                Dep::Advmod if from.is_none_or(|from| parse.tokens[from].dep != Dep::Conj) => {
                    self.apply(&word.lemma, ModalPos::Adverb, false);
                    // "no longer"
                    self.negated ^=
                        word.norm == "longer" && parse.children(child).any(|no| parse.tokens[no].norm == "no");
                    // "hardly ever"
                    for below in parse.children_by(child, Dep::Advmod) {
                        self.apply(&parse.tokens[below].lemma, ModalPos::Adverb, false);
                    }
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
        if conditional || self.asked(verb) || scope::inverted(parse, verb) {
            self.weaken(Occurrence::Hypothetical);
            self.announced = false;
        }
        // "is to visit", "is going to visit", "is about to".
        if parse.tokens[verb].lemma == "go" && parse.tokens[verb].tag == "VBG" {
            self.weaken(Occurrence::Future);
            self.announced = true;
        }
    }

    /// "Nobody attacked", "no ship was hit", "neither side fired": who or what does not take part.
    fn party(&mut self, noun: usize) {
        let parse = self.reading.parse;
        let verbs = &self.reading.lexicon.verbs;
        let none = |word: usize| verbs.modal(&parse.tokens[word].norm, ModalPos::Quantifier);
        let own = none(noun).filter(|_| parse.child(noun, Dep::Det).is_none());
        let before = parse.children(noun).filter(|&child| {
            child < noun && matches!(parse.tokens[child].dep, Dep::Det | Dep::Preconj | Dep::Cc | Dep::Advmod)
        });
        // "few" alone is a party; "few missiles" are some.
        let row = own.or_else(|| before.filter_map(none).find(|row| !row.own));
        if let Some(row) = row {
            self.negated = !self.negated;
            self.rows.push(row.id.clone());
        }
    }

    /// "Did Iran attack?": asked, not told. What is asked with *why* or *how* is taken for granted.
    fn asked(&self, verb: usize) -> bool {
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

    /// Climbs from the trigger to the root, or to the cue of the statement that tells it.
    pub(super) fn up(&mut self, trigger: usize) {
        let parse = self.reading.parse;
        let mut at = trigger;
        let mut from = None;
        for _ in 0..40 {
            if tree::verbal(parse, at) {
                self.verb(at, from);
            }
            let Some(head) = parse.head(at) else { break };
            let above = &parse.tokens[head];
            let told = !self.stop.is_empty() && self.stop.overlaps(Span::new(above.start, above.end));
            if !self.step(at, head) {
                break;
            }
            // Above the cue stands how it is told.
            if told && above.pos != Pos::Adp {
                break;
            }
            // "no indication that it is open": the noun that a clause completes.
            if tree::verbal(parse, at) && matches!(parse.tokens[at].dep, Dep::Acl | Dep::Ccomp) {
                self.noun(head);
            }
            from = Some(at);
            at = head;
        }
    }

    /// From a token to its head: what the head does to what is below; whether what stands above still bears on it.
    fn step(&mut self, at: usize, head: usize) -> bool {
        let parse = self.reading.parse;
        let dep = parse.tokens[at].dep;
        let verbs = &self.reading.lexicon.verbs;
        let lemma = tree::lemma(parse, head, |word| verbs.modal(word, ModalPos::Verb).is_some());
        let lemma = lemma.as_ref();
        if tree::verbal(parse, at) {
            return match dep {
                Dep::Relcl if tree::infinitive(parse, at) && scope::ranked(parse, head, self.somebody(head)) => false,
                // "weapons with which to attack"
                Dep::Relcl if tree::infinitive(parse, at) => {
                    self.weaken(Occurrence::Hypothetical);
                    false
                }
                // A relative clause is told for itself; so is a clause after *because*, *since*, *after*.
                Dep::Relcl | Dep::Parataxis => false,
                Dep::Advcl if self.independent(at) => {
                    if scope::awaits(parse, at, head) {
                        self.weaken(Occurrence::Hypothetical);
                    }
                    false
                }
                Dep::Advcl => {
                    // "used drones to attack": the means were put to it.
                    let whole = self.with_particle(head, lemma);
                    let same = verbs.modal(&whole, ModalPos::Verb).filter(|modal| modal.effect == Effect::Same);
                    match same {
                        Some(modal) if tree::infinitive(parse, at) => self.rows.push(modal.id.clone()),
                        _ if tree::infinitive(parse, at) => self.weaken(Occurrence::Hypothetical),
                        _ => {}
                    }
                    true
                }
                Dep::Conj => {
                    // "sent a letter rather than attack"
                    let joint = parse
                        .children_by(head, Dep::Cc)
                        .find(|&joint| joint < at && parse.tokens[joint].norm == "than");
                    if let Some(joint) = joint {
                        self.led_preposition(joint);
                    }
                    // "the effort to halt fighting that entered a second month and *initiate* talks": a bare verb beside one with a tense hangs on
                    // an infinitive further up.
                    let bare = parse.tokens[at].tag == "VB"
                        && matches!(parse.tokens[head].tag.as_str(), "VBD" | "VBZ")
                        && parse.children_by(at, Dep::Aux).next().is_none();
                    if bare {
                        self.weaken(Occurrence::Hypothetical);
                    }
                    // "would not come and called for talks": told for itself.
                    let own_tense = matches!(parse.tokens[at].tag.as_str(), "VBD" | "VBZ" | "VBP")
                        && parse.tokens[head].tag == "VB";
                    joint.is_none() && !own_tense && tree::own_subject(parse, at).is_none()
                }
                Dep::Xcomp if self.taken_for_granted(at, lemma) => false,
                Dep::Xcomp | Dep::Ccomp | Dep::Csubj | Dep::Acomp | Dep::Oprd => {
                    self.governed_clause(at, head);
                    true
                }
                // "with Palestinian leaders accusing": told for itself.
                Dep::Pcomp => tree::own_subject(parse, at).is_none(),
                Dep::Acl if tree::infinitive(parse, at) && scope::ranked(parse, head, self.somebody(head)) => false,
                Dep::Acl if tree::infinitive(parse, at) => {
                    if !self.apply(lemma, ModalPos::Noun, false) {
                        self.weaken(Occurrence::Hypothetical);
                    }
                    true
                }
                // "no indication that it is open", "claims that it attacked"
                Dep::Acl if parse.child(at, Dep::Mark).is_some() => {
                    self.apply(lemma, ModalPos::Noun, false);
                    true
                }
                _ => false,
            };
        }
        match dep {
            Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Attr if tree::verbal(parse, head) => {
                let passive = dep == Dep::Nsubjpass;
                let known = dep != Dep::Nsubj && self.apply(lemma, ModalPos::Verb, passive);
                // "The withdrawal is due", "an attack is likely".
                if dep == Dep::Nsubj {
                    self.adjectives_of(head);
                }
                if !known && dep != Dep::Dobj && !self.carries(at, head) {
                    self.subject_of_would(at, head);
                    return false;
                }
                known || self.carries(at, head)
            }
            Dep::Prep | Dep::Agent | Dep::Dative => self.preposition(at, head, lemma),
            Dep::Conj | Dep::Pobj | Dep::Pcomp | Dep::Compound | Dep::Amod | Dep::Poss | Dep::Nmod => true,
            // "want to hold Iran responsible": what governs the clause governs its adjective.
            Dep::Acomp | Dep::Oprd | Dep::Ccomp | Dep::Xcomp => true,
            _ => false,
        }
    }

    /// Whether a noun is of those who act: "country", "minister", "one".
    fn somebody(&self, noun: usize) -> bool {
        let token = &self.reading.parse.tokens[noun];
        let classes = &self.reading.lexicon.verbs.classes;
        let of = |name: &str| classes.named(name).is_some_and(|set| classes.of(&token.lemma).meets(set));
        matches!(token.pos, Pos::Propn | Pos::Num | Pos::Adj)
            || ["people", "leader", "org", "civil", "state"].into_iter().any(of)
    }

    /// "is due", "is likely", "is false": what is said of the subject.
    fn adjectives_of(&mut self, verb: usize) {
        let parse = self.reading.parse;
        for adjective in parse.children_by(verb, Dep::Acomp) {
            self.apply(&parse.tokens[adjective].lemma, ModalPos::Adjective, false);
        }
    }

    /// "Another attack would widen the war", "Israel's attack would be a mistake": of what would do something, no more is told than that it may come.
    /// "The attack could widen the war" has its attack.
    fn subject_of_would(&mut self, noun: usize, verb: usize) {
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

    /// "instead of", "rather than": a preposition or conjunction with the adverb that leads it.
    fn led_preposition(&mut self, at: usize) -> bool {
        let parse = self.reading.parse;
        let Some(adverb) = parse.child(at, Dep::Advmod).filter(|&adverb| adverb < at) else { return false };
        let whole = format!("{} {}", parse.tokens[adverb].norm, parse.tokens[at].norm);
        self.apply(&whole, ModalPos::Preposition, false)
    }

    /// From a preposition to what it hangs on.
    fn preposition(&mut self, at: usize, head: usize, lemma: &str) -> bool {
        let parse = self.reading.parse;
        let norm = parse.tokens[at].norm.as_str();
        // "without attacking"; "instead of attacking", "short of", "stopped it from".
        if self.apply(norm, ModalPos::Preposition, false) {
            self.left_out = true;
            return false;
        }
        if self.apply(&format!("{lemma} {norm}"), ModalPos::Preposition, false) {
            return true;
        }
        if self.led_preposition(at) {
            self.left_out = true;
            return false;
        }
        if !tree::verbal(parse, head) {
            let adjective = parse.tokens[head].pos == Pos::Adj && self.apply(lemma, ModalPos::Adjective, false);
            if self.apply(lemma, ModalPos::Noun, false) {
                self.noun(head);
            } else if !adjective {
                self.spoken_of(at, head);
            }
            return true;
        }
        // "tunnels built for attacks": what they are for.
        if norm == "for" && PURPOSE.contains(&lemma) {
            self.weaken(Occurrence::Hypothetical);
            return false;
        }
        // "sought peace by releasing prisoners": what is sought is the peace.
        if norm == "by" && parse.child(at, Dep::Pcomp).is_some() {
            return true;
        }
        let about = matches!(
            norm,
            "with" | "by" | "through" | "via" | "in" | "on" | "to" | "for" | "of" | "into" | "at" | "from" | "against"
        );
        let known = about && self.apply(lemma, ModalPos::Verb, false);
        if !known {
            self.spoken_of(at, head);
        }
        known || matches!(norm, "with" | "by" | "through" | "via")
    }

    /// Whether an adverbial clause is told for itself: it has a conjunction and is no condition.
    fn independent(&self, clause: usize) -> bool {
        let parse = self.reading.parse;
        if tree::infinitive(parse, clause) {
            return false;
        }
        let marks = || {
            parse
                .children(clause)
                .filter(|&child| matches!(parse.tokens[child].dep, Dep::Mark | Dep::Advmod) && child < clause)
        };
        if marks().any(|mark| matches!(parse.tokens[mark].norm.as_str(), "if" | "unless" | "whether")) {
            return true;
        }
        marks().any(|mark| {
            matches!(
                parse.tokens[mark].norm.as_str(),
                "because"
                    | "since"
                    | "after"
                    | "as"
                    | "while"
                    | "although"
                    | "though"
                    | "when"
                    | "where"
                    | "whereas"
                    | "once"
                    | "before"
            )
        })
    }

    /// "go on", where such a verb is listed.
    fn with_particle<'l>(&self, verb: usize, lemma: &'l str) -> Cow<'l, str> {
        let parse = self.reading.parse;
        let Some(particle) = parse.child(verb, Dep::Prt) else { return Cow::Borrowed(lemma) };
        let whole = format!("{lemma} {}", parse.tokens[particle].norm);
        let known = self.reading.lexicon.verbs.modal(&whole, ModalPos::Verb).is_some();
        if known { Cow::Owned(whole) } else { Cow::Borrowed(lemma) }
    }

    /// What a governing verb does to the clause that completes it.
    fn governed_clause(&mut self, clause: usize, head: usize) {
        let parse = self.reading.parse;
        let verbs = &self.reading.lexicon.verbs;
        let lemma = tree::lemma(parse, head, |word| verbs.modal(word, ModalPos::Verb).is_some());
        let lemma = lemma.as_ref();
        let pos = if tree::verbal(parse, head) { ModalPos::Verb } else { ModalPos::Adjective };
        if tree::infinitive(parse, clause) && scope::yet(parse, head) {
            self.negated = !self.negated;
            return;
        }
        if tree::infinitive(parse, clause) && scope::had_to(parse, head) {
            return;
        }
        let mut known = self.apply(&self.with_particle(head, lemma), pos, tree::passive(parse, head));
        if !known && pos == ModalPos::Verb && parse.tokens[clause].dep == Dep::Ccomp {
            // "It is false that Iran attacked."
            let before = self.rows.len();
            self.adjectives_of(head);
            known = self.rows.len() > before;
        }
        if !known && tree::infinitive(parse, clause) {
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
        let above = Span::new(parse.tokens[head].start, parse.tokens[head].end);
        let cue = !self.stop.is_empty() && self.stop.overlaps(above);
        if !known && gerund && !cue && pos == ModalPos::Verb && tree::own_subject(parse, clause).is_none() {
            self.weaken(Occurrence::Hypothetical);
        }
    }

    /// "stopped bombing", "did not regret bombing": the bombs fell, whatever is said of the rest.
    fn taken_for_granted(&mut self, clause: usize, lemma: &str) -> bool {
        let gerund = self.reading.parse.tokens[clause].tag == "VBG";
        gerund && self.apply(lemma, ModalPos::Gerund, false)
    }

    /// "capable of attacking", "thought about attacking", "opposed to attacking": what a gerund behind a preposition is spoken of, not told. Nothing
    /// follows from "blamed for attacking" or "by attacking".
    fn spoken_of(&mut self, preposition: usize, head: usize) {
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

    /// Whether a verb says no more of an event noun than that it takes place, so that the verb's modality is the event's.
    fn carries(&self, noun: usize, verb: usize) -> bool {
        let lemma = self.reading.parse.tokens[verb].lemma.as_str();
        if self.reading.parse.tokens[noun].dep == Dep::Nsubj {
            return matches!(
                lemma,
                "begin"
                    | "start"
                    | "take"
                    | "occur"
                    | "happen"
                    | "resume"
                    | "continue"
                    | "follow"
                    | "come"
                    | "break"
                    | "erupt"
                    | "hold"
                    | "end"
                    | "last"
                    | "go"
                    | "enter"
                    | "remain"
                    | "collapse"
                    | "proceed"
            );
        }
        event_noun(self.reading, noun).is_some() && self.reading.lexicon.verbs.lights(lemma).next().is_some()
            || matches!(
                lemma,
                "hold" | "carry" | "launch" | "make" | "put" | "be" | "see" | "bring" | "deliver" | "provide"
            )
    }
}
