//! Whether a thing happens and who vouches for it: the words above a trigger in the tree in, occurrence and stance out.
//!
//! "Tehran denied planning an attack": the attack is future (planned) and denied. "Israel is said to have carried out …": actual, alleged.
//! Both axes are composed on the way from the trigger up; the weakest mark wins.

use super::coder::Draft;
use super::nominal::event_noun;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{Effect, ModalPos};
use demarche_model::{Occurrence, Position, Span, Stance, Statement, StatementId};

/// Occurrence and stance of a draft, with what they rest on.
#[derive(Clone, Debug)]
pub(super) struct Status {
    pub occurrence: Occurrence,
    pub stance: Stance,
    /// The innermost statement that tells it.
    pub on_word_of: Option<StatementId>,
    /// Rows of modality that decided.
    pub rows: Vec<String>,
    /// It stands under *will* or *would*, without a condition.
    pub announced: bool,
    /// It is negated at its own verb, under *will* or *would* or not.
    pub denied_here: bool,
}

/// Composes the status of a draft.
pub(super) fn status(reading: Reading<'_>, statements: &[Statement], charges: &[bool], draft: &Draft) -> Status {
    let mut climb = Climb {
        reading,
        occurrence: Occurrence::Actual,
        alleged: charges.get(draft.governor()).copied().unwrap_or(false),
        rows: Vec::new(),
        announced: false,
        negated: false,
        stop: Span::default(),
    };
    let statement = innermost(reading.parse, statements, draft);
    if let Some(cue) = statement.and_then(|at| statements[at].cue.as_ref()) {
        climb.stop = cue.span;
    }
    climb.noun(draft.trigger);
    climb.up(draft.trigger);
    let mut stance = if climb.alleged { Stance::Alleged } else { Stance::Asserted };
    if let Some(at) = statement {
        let carrying = &statements[at];
        let told = match carrying.position {
            Position::Denies if !carrying.negated => Stance::Denied,
            // "Israel has not confirmed carrying out the attack": nobody's word vouches for it.
            Position::Accuses | Position::Withholds => Stance::Alleged,
            _ if distancing(reading, carrying) => Stance::Alleged,
            _ => Stance::Attributed,
        };
        // Who broke a truce, who hides behind civilians, is for the one side to say of the other.
        let charge = matches!(draft.action.cameo.as_deref(), Some("196" | "184"));
        stance = weakest(stance, if charge { weakest(told, Stance::Alleged) } else { told });
    }
    if climb.negated {
        climb.occurrence = Occurrence::Negated;
    }
    Status {
        occurrence: climb.occurrence,
        stance,
        on_word_of: statement.map(|at| StatementId(at as u32)),
        rows: climb.rows,
        announced: climb.announced,
        denied_here: climb.negated,
    }
}

/// The weaker of two stances.
fn weakest(a: Stance, b: Stance) -> Stance {
    let rank = |stance: Stance| match stance {
        Stance::Asserted => 0,
        Stance::Attributed => 1,
        Stance::Alleged => 2,
        Stance::Denied => 3,
    };
    if rank(a) >= rank(b) { a } else { b }
}

/// Whether the statement is told with distance: "claimed", or hedged by its own words.
fn distancing(reading: Reading<'_>, statement: &Statement) -> bool {
    statement.cue.as_ref().is_some_and(|cue| {
        reading.lexicon.verbs.modal(&cue.lemma, ModalPos::Verb).is_some_and(|modal| modal.effect == Effect::Alleged)
    })
}

/// The innermost statement that tells a draft.
pub(super) fn teller(parse: &Parse, statements: &[Statement], draft: &Draft) -> Option<StatementId> {
    innermost(parse, statements, draft).map(|at| StatementId(at as u32))
}

/// The shortest statement whose content holds the trigger and whose cue is not the trigger.
fn innermost(parse: &Parse, statements: &[Statement], draft: &Draft) -> Option<usize> {
    let token = &parse.tokens[draft.governor()];
    let word = Span::new(token.start, token.end);
    let holds = |statement: &&Statement| {
        statement.content.iter().any(|content| content.contains(word))
            && !statement.cue.as_ref().is_some_and(|cue| cue.span.overlaps(word))
    };
    let length = |statement: &Statement| statement.content.iter().map(|span| span.len()).sum::<u32>();
    statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| holds(statement))
        .min_by_key(|(at, statement)| (depth_rank(statements, *at), length(statement)))
        .map(|(at, _)| at)
}

/// Nested statements come before those that contain them.
fn depth_rank(statements: &[Statement], at: usize) -> std::cmp::Reverse<u32> {
    let mut depth = 0;
    let mut next = statements[at].inside;
    while let Some(StatementId(outer)) = next {
        depth += 1;
        next = statements.get(outer as usize).and_then(|statement| statement.inside);
        if depth > 8 {
            break;
        }
    }
    std::cmp::Reverse(depth)
}

/// Verbs that name what a thing is made or meant for.
pub(super) const PURPOSE: &[&str] =
    &["build", "construct", "design", "dig", "use", "train", "prepare", "make", "need", "mean", "intend"];

struct Climb<'a> {
    reading: Reading<'a>,
    occurrence: Occurrence,
    alleged: bool,
    rows: Vec<String>,
    announced: bool,
    negated: bool,
    /// The cue of the statement that tells it: what stands above says how it is told, not whether it happens.
    stop: Span,
}

impl Climb<'_> {
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
    fn noun(&mut self, token: usize) {
        let parse = self.reading.parse;
        if tree::verbal(parse, token) {
            return;
        }
        for child in parse.children(token) {
            let word = &parse.tokens[child];
            match word.dep {
                Dep::Det if matches!(word.norm.as_str(), "no" | "neither") => self.negated = !self.negated,
                Dep::Det if word.norm == "any" => self.weaken(Occurrence::Hypothetical),
                Dep::Amod | Dep::Compound | Dep::Nmod if !self.apply(&word.lemma, ModalPos::Adjective, false) => {
                    self.apply(&word.norm, ModalPos::Adjective, false);
                }
                _ => {}
            }
        }
    }

    /// The auxiliaries, negations, adverbs and conjunctions of a verb.
    fn verb(&mut self, verb: usize) {
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
                Dep::Mark if matches!(word.norm.as_str(), "if" | "unless" | "whether" | "lest") => conditional = true,
                Dep::Advmod => {
                    self.apply(&word.lemma, ModalPos::Adverb, false);
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
        if conditional {
            self.weaken(Occurrence::Hypothetical);
            self.announced = false;
        }
        // "is to visit", "is going to visit", "is about to".
        if parse.tokens[verb].lemma == "go" && parse.tokens[verb].tag == "VBG" {
            self.weaken(Occurrence::Future);
            self.announced = true;
        }
    }

    /// Climbs from the trigger to the root, or to the cue of the statement that tells it.
    fn up(&mut self, trigger: usize) {
        let parse = self.reading.parse;
        let mut at = trigger;
        for _ in 0..40 {
            if tree::verbal(parse, at) {
                self.verb(at);
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
                // "weapons with which to attack"
                Dep::Relcl if tree::infinitive(parse, at) => {
                    self.weaken(Occurrence::Hypothetical);
                    false
                }
                // A relative clause is told for itself; so is a clause after *because*, *since*, *after*.
                Dep::Relcl | Dep::Parataxis => false,
                Dep::Advcl if self.independent(at) => false,
                Dep::Advcl => {
                    if tree::infinitive(parse, at) {
                        self.weaken(Occurrence::Hypothetical);
                    }
                    true
                }
                Dep::Conj => tree::own_subject(parse, at).is_none(),
                Dep::Xcomp | Dep::Ccomp | Dep::Csubj | Dep::Acomp | Dep::Oprd => {
                    self.governed_clause(at, head);
                    true
                }
                // "with Palestinian leaders accusing": told for itself.
                Dep::Pcomp => tree::own_subject(parse, at).is_none(),
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
                for adjective in parse.children_by(head, Dep::Acomp).filter(|_| dep == Dep::Nsubj) {
                    self.apply(&parse.tokens[adjective].lemma, ModalPos::Adjective, false);
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

    /// From a preposition to what it hangs on.
    fn preposition(&mut self, at: usize, head: usize, lemma: &str) -> bool {
        let parse = self.reading.parse;
        let norm = parse.tokens[at].norm.as_str();
        if !tree::verbal(parse, head) {
            self.apply(lemma, ModalPos::Noun, false);
            return true;
        }
        // "tunnels built for attacks": what they are for.
        if norm == "for" && PURPOSE.contains(&lemma) {
            self.weaken(Occurrence::Hypothetical);
            return false;
        }
        let about =
            matches!(norm, "with" | "by" | "through" | "via" | "in" | "on" | "to" | "for" | "of" | "into" | "at");
        let known = about && self.apply(lemma, ModalPos::Verb, false);
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

    /// What a governing verb does to the clause that completes it.
    fn governed_clause(&mut self, clause: usize, head: usize) {
        let parse = self.reading.parse;
        let verbs = &self.reading.lexicon.verbs;
        let lemma = tree::lemma(parse, head, |word| verbs.modal(word, ModalPos::Verb).is_some());
        let lemma = lemma.as_ref();
        let pos = if tree::verbal(parse, head) { ModalPos::Verb } else { ModalPos::Adjective };
        let known = self.apply(lemma, pos, tree::passive(parse, head));
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
