//! The way from a trigger up to the root of its sentence, or to the cue of the statement that tells it: each word above weakens what is below.
//!
//! "There is no sign of an Iranian attack": the attack hangs on a sign, and there is none. What words do is told in `modality.tsv`; what
//! the grammar does (questions, conditions, *would*) is told here: what a clause says of itself in `clause`, what governs it in `governor`,
//! whose telling it is in `teller`.

mod clause;
mod governor;
mod teller;

use super::nominal::event_noun;
use super::scope;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Pos};
use demarche_lexicon::verbs::{Effect, ModalPos, NounKind};
use demarche_model::{Occurrence, Span};

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
    /// A possibility stands above a negation: "may not attack", "if it does not attack". Nothing is told of it either way.
    pub(super) open: bool,
    /// What is denied above bears on another's word of it, not on it: "did not expect them to attack".
    pub(super) sealed: bool,
    /// What stands above is another's doing: who announces it does not announce his own deed.
    pub(super) anothers: bool,
    /// It is only left out: who parted "without agreeing" refused nothing.
    pub(super) left_out: bool,
    /// The statement that tells it denies it.
    pub(super) denied: bool,
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
            open: false,
            sealed: false,
            anothers: false,
            left_out: false,
            denied: false,
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
        self.open |= self.negated && to == Occurrence::Hypothetical;
    }

    /// One more negation above it.
    fn negate(&mut self) {
        self.negated ^= !self.sealed;
    }

    /// Whether it happens, negation among the rest.
    pub(super) fn outcome(&self) -> Occurrence {
        match self.negated {
            true if self.open => Occurrence::Hypothetical,
            true => Occurrence::Negated,
            false => self.occurrence,
        }
    }

    fn apply(&mut self, lemma: &str, pos: ModalPos, passive: bool) -> bool {
        let Some(modal) = self.reading.lexicon.verbs.modal(lemma, pos) else { return false };
        match modal.effect {
            Effect::Future => self.weaken(Occurrence::Future),
            Effect::Hypothetical => self.weaken(Occurrence::Hypothetical),
            Effect::Negated => self.negate(),
            Effect::Historical => self.weaken(Occurrence::Historical),
            Effect::Alleged => self.alleged = true,
            Effect::AllegedPassive if passive => self.alleged = true,
            Effect::AllegedPassive | Effect::Same => {}
        }
        self.rows.push(modal.id.clone());
        true
    }

    /// Climbs from the trigger to the root, or to the cue of the statement that tells it; by way of the verb that carries it, if there is one: "have taken
    /// no part in the fighting".
    pub(super) fn up(&mut self, trigger: usize, mut carrier: Option<usize>) {
        let parse = self.reading.parse;
        let mut at = trigger;
        let mut from = None;
        for _ in 0..40 {
            if tree::verbal(parse, at) {
                carrier = carrier.filter(|&carrier| carrier != at);
                self.verb(at, from);
            }
            let Some(head) = parse.head(at) else { break };
            let above = &parse.tokens[head];
            let told = !self.stop.is_empty() && self.stop.overlaps(Span::new(above.start, above.end));
            if !self.step(at, head) {
                let Some(carrier) = carrier.take().filter(|_| !tree::verbal(parse, at)) else { break };
                let below = std::iter::once(trigger).chain(parse.ancestors(trigger));
                from = below.take(10).find(|&below| parse.head(below) == Some(carrier));
                at = carrier;
                continue;
            }
            // Above the cue stands how it is told.
            if told && above.pos != Pos::Adp {
                break;
            }
            // "no indication that it is open": the noun that a clause completes.
            if tree::verbal(parse, at)
                && matches!(parse.tokens[at].dep, Dep::Acl | Dep::Ccomp)
                && !self.beyond_doubt(head)
            {
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
            // "did not say what help it would give": no announcement.
            if scope::embedded_question(parse, at) {
                self.announced = false;
                return false;
            }
            // "telephoned him to offer help", "left for the capital to press its case"
            if tree::infinitive(parse, at) && matches!(dep, Dep::Advcl | Dep::Xcomp) {
                if scope::said_in_call(self.reading, at, head) {
                    return true;
                }
                if scope::sets_out(self.reading, head) {
                    self.weaken(Occurrence::Future);
                    return true;
                }
            }
            return match dep {
                Dep::Relcl | Dep::Acl if tree::infinitive(parse, at) && scope::ranked(self.reading, head) => {
                    // "would become the first country to recognise it"
                    let verb = parse.head(head).filter(|_| parse.tokens[head].dep == Dep::Attr);
                    if verb.is_some_and(|verb| scope::modal(parse, verb)) {
                        self.weaken(Occurrence::Future);
                    }
                    false
                }
                // "blocked a statement condemning the raid": nobody has condemned it.
                Dep::Relcl | Dep::Acl if scope::blocked(self.reading, head) => {
                    self.negate();
                    false
                }
                // "weapons with which to attack"
                Dep::Relcl if tree::infinitive(parse, at) => {
                    self.weaken(Occurrence::Hypothetical);
                    false
                }
                // "The theory that Ukraine bombed the pipeline"
                Dep::Relcl if self.spelt_out(at, head) => {
                    self.rumoured(at, head);
                    true
                }
                // "The play tells of a king who invades France"
                Dep::Relcl if self.in_fiction(head) => {
                    self.weaken(Occurrence::Hypothetical);
                    false
                }
                // A relative clause is told for itself; so is a clause after *because*, *since*, *after*.
                Dep::Relcl | Dep::Parataxis => false,
                // "held off attacking", "put off expelling": the small parser takes the gerund behind a particle for an adjunct.
                Dep::Advcl if scope::behind_particle(parse, at, head) => {
                    let parted = self.with_gerund_particle(head, lemma);
                    if self.taken_for_granted(at, &parted) {
                        return !self.taken_gerund(&parted);
                    }
                    self.governed_clause(at, head);
                    true
                }
                Dep::Advcl if scope::independent(self.reading, at) => {
                    if scope::awaits(self.reading, at, head) {
                        self.weaken(Occurrence::Hypothetical);
                    }
                    false
                }
                Dep::Advcl => {
                    // "used drones to attack": the means were put to it.
                    let whole = self.with_particle(head, lemma);
                    let same = verbs.modal(&whole, ModalPos::Verb).filter(|modal| modal.effect == Effect::Same);
                    match same {
                        Some(modal) if tree::infinitive(parse, at) => {
                            self.rows.push(modal.id.clone());
                            // "would lead them to attack": theirs.
                            self.anothers |=
                                parse.child(head, Dep::Dobj).is_some() && !tree::is(self.reading, head, "purpose");
                        }
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
                    // "did not attack, nor did it threaten to"
                    if tree::own_subject(parse, at).is_some() && scope::joined_by(parse, at, head, "nor") {
                        self.negated = true;
                    }
                    joint.is_none() && !own_tense && tree::own_subject(parse, at).is_none()
                }
                Dep::Xcomp if self.taken_for_granted(at, &self.with_gerund_particle(head, lemma)) => {
                    !self.taken_gerund(&self.with_gerund_particle(head, lemma))
                }
                Dep::Csubj => {
                    self.subject_clause(at, head);
                    false
                }
                // "It has asked for talks; a spokesman could not confirm this"
                Dep::Ccomp if scope::apart(parse, at, head) => false,
                // "It was not until Tuesday that it attacked"
                Dep::Ccomp if scope::cleft(parse, at, head) => false,
                Dep::Xcomp if scope::ranked_attribute(self.reading, head) => false,
                Dep::Xcomp | Dep::Ccomp | Dep::Acomp | Dep::Oprd => {
                    self.governed_clause(at, head);
                    true
                }
                // "Provided that it attacks": the small parser takes such a participle for a preposition.
                Dep::Prep => self.preposition(at, head, lemma),
                // "talks on how to attack it"
                Dep::Pcomp if tree::infinitive(parse, at) => {
                    self.weaken(Occurrence::Hypothetical);
                    true
                }
                // "with Palestinian leaders accusing": told for itself.
                Dep::Pcomp => {
                    // "provided that it attacks", "without it attacking"
                    let own = tree::own_subject(parse, at).is_some();
                    if own {
                        self.apply(&parse.tokens[head].norm, ModalPos::Preposition, false);
                    }
                    !own
                }
                Dep::Acl if tree::infinitive(parse, at) => {
                    if !self.apply(lemma, ModalPos::Noun, false) {
                        self.weaken(Occurrence::Hypothetical);
                    }
                    true
                }
                // "no indication that it is open", "claims that it attacked"
                Dep::Acl if parse.child(at, Dep::Mark).is_some() => {
                    if !self.apply(lemma, ModalPos::Noun, false) {
                        self.rumoured(at, head);
                    }
                    true
                }
                // "an attack using nuclear weapons", "shelling killing three": one deed.
                Dep::Acl if parse.tokens[at].tag == "VBG" && event_noun(self.reading, head).is_some() => {
                    self.noun(head);
                    true
                }
                // "appeared to show troops shooting prisoners"
                Dep::Acl if parse.tokens[head].dep == Dep::Dobj => {
                    if let Some(verb) = parse.head(head) {
                        self.depicted(verb);
                    }
                    false
                }
                _ => false,
            };
        }
        match dep {
            // "announced the killing of the commander": it is done.
            Dep::Dobj if lemma == "announce" && is_suffered(self.reading, at) => false,
            Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Attr if tree::verbal(parse, head) => {
                let passive = dep == Dep::Nsubjpass;
                // "called off the attack"
                let whole = self.with_particle(head, lemma).into_owned();
                // "did not provoke the attack" has its attack; "made it withdraw" is of what it made.
                let made = tree::is(self.reading, head, "causing");
                let known = dep != Dep::Nsubj && !made && self.apply(&whole, ModalPos::Verb, passive);
                if dep == Dep::Dobj {
                    self.depicted(head);
                    if scope::aired(self.reading, at, head) {
                        self.weaken(Occurrence::Hypothetical);
                    }
                }
                // "The withdrawal is due", "an attack is likely".
                if dep == Dep::Nsubj {
                    self.adjectives_of(head);
                }
                if !known && dep != Dep::Dobj && !self.carries(at, head) {
                    self.subject_of_would(at, head);
                    return false;
                }
                known || self.carries(at, head) || dep == Dep::Dobj && self.brought(at, head)
            }
            Dep::Prep | Dep::Agent | Dep::Dative => self.preposition(at, head, lemma),
            Dep::Conj | Dep::Pobj | Dep::Pcomp | Dep::Compound | Dep::Amod | Dep::Poss | Dep::Nmod => true,
            // "want to hold Iran responsible": what governs the clause governs its adjective.
            Dep::Acomp | Dep::Oprd | Dep::Ccomp | Dep::Xcomp => {
                self.depicted(head);
                true
            }
            _ => false,
        }
    }
}

/// Whether an event noun names what befell somebody: "killing", "arrest".
fn is_suffered(reading: Reading<'_>, noun: usize) -> bool {
    super::nominal::event_noun(reading, noun).is_some_and(|row| row.kind == NounKind::Suffer)
}
