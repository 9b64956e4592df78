//! The coder: walks the tree from the roots down; clauses and event nouns in, drafts of events out.
//!
//! "Egypt called on Israel to observe the ceasefire": one REQUEST; what is demanded is part of it. "Iran condemned Israel's attack":
//! an ACCUSE and, inside it, an ASSAULT.

mod noun;

use super::carry;
use super::frames::{self, Clause};
use super::nominal;
use super::roles::{self, Side};
use super::slots;
use super::stand;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{
    Action, Complement, Dating, Does, Filler, Frame, FramePos, LightVerb, NounKind, Slot, Turn,
};
use demarche_model::{Actor, BlockKind, Party};

/// An event before its status, day and place are known.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The word that names it: a verb, an adjective, or an event noun.
    pub trigger: usize,
    /// The light verb that carries an event noun.
    pub carrier: Option<usize>,
    /// What is done.
    pub action: Action,
    /// Who acts.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// How many of them stand where the doer stands; the others joined them.
    pub doers: usize,
    /// Whether whoever is involved acts.
    pub mutual: bool,
    /// Whether they act side by side, not at each other.
    pub abreast: bool,
    /// Clauses that complete the trigger.
    pub complements: Vec<usize>,
    /// What becomes of its complement.
    pub turn: Turn,
    /// Words that the row asks for beside the trigger ("walked *away*").
    pub beside: Vec<usize>,
    /// Rule.
    pub rule: &'static str,
    /// Rows of the lexicon.
    pub rows: Vec<String>,
}

impl Draft {
    /// A draft of which nothing is known yet but its words and its rule.
    pub(super) fn bare(trigger: usize, carrier: Option<usize>, rule: &'static str) -> Self {
        Self {
            trigger,
            carrier,
            action: Action::default(),
            actors: Vec::new(),
            recipients: Vec::new(),
            doers: 0,
            mutual: false,
            abreast: false,
            complements: Vec::new(),
            turn: Turn::Keep,
            beside: Vec::new(),
            rule,
            rows: Vec::new(),
        }
    }

    /// The words that carry it: trigger and light verb.
    pub(super) fn words(&self) -> impl Iterator<Item = usize> + '_ {
        self.carrier.into_iter().chain(std::iter::once(self.trigger))
    }

    /// The governing verb: the light verb, else the trigger.
    pub(super) fn governor(&self) -> usize {
        self.carrier.unwrap_or(self.trigger)
    }
}

/// What the walk leaves behind.
#[derive(Debug, Default)]
pub(super) struct Coded {
    /// Events, in order of their triggers.
    pub drafts: Vec<Draft>,
    /// For each token that a frame governs as charge, whether what is below it is alleged.
    pub charges: Vec<bool>,
}

/// Codes a report.
pub(super) fn code(reading: Reading<'_>) -> Coded {
    let parse = reading.parse;
    let count = parse.tokens.len();
    let mut coder = Coder { reading, drafts: Vec::new(), taken: vec![false; count], charges: vec![false; count] };
    // Breadth first from the roots: what governs is read before what it governs.
    let mut order: Vec<usize> = (0..count).filter(|&token| parse.head(token).is_none()).collect();
    let mut next = 0;
    while let Some(&token) = order.get(next) {
        next += 1;
        order.extend(parse.children(token));
        if !coder.taken[token] && in_running_text(reading, token) {
            coder.visit(token);
        }
    }
    coder.drafts.sort_by_key(|draft| (draft.trigger, draft.carrier));
    Coded { drafts: coder.drafts, charges: coder.charges }
}

/// Whether the token stands in words of the report, not of the page.
pub(super) fn in_running_text(reading: Reading<'_>, token: usize) -> bool {
    let start = reading.parse.tokens[token].start;
    let blocks = &reading.article.blocks;
    let at = blocks.partition_point(|block| block.span.end <= start);
    !blocks.get(at).is_some_and(|block| {
        block.span.start <= start
            && matches!(block.kind, BlockKind::Furniture | BlockKind::Byline | BlockKind::Dateline)
    })
}

struct Coder<'a> {
    reading: Reading<'a>,
    drafts: Vec<Draft>,
    /// Tokens that are part of an event already.
    taken: Vec<bool>,
    charges: Vec<bool>,
}

impl<'a> Coder<'a> {
    fn visit(&mut self, token: usize) {
        match self.reading.parse.tokens[token].pos {
            _ if nominal::is_gerund(self.reading, token) && nominal::event_noun(self.reading, token).is_some() => {
                self.noun(token);
            }
            Pos::Verb | Pos::Aux => self.verb(token),
            Pos::Adj => self.adjective(token),
            Pos::Noun | Pos::Propn => self.noun(token),
            _ => {}
        }
    }

    fn verb(&mut self, verb: usize) {
        let token = &self.reading.parse.tokens[verb];
        if matches!(token.dep, Dep::Aux | Dep::Auxpass) {
            return;
        }
        let verbs = &self.reading.lexicon.verbs;
        let lemma = tree::lemma(self.reading.parse, verb, |whole| {
            verbs.frames(whole).next().is_some() || verbs.lights(whole).next().is_some()
        });
        let lemma = lemma.as_ref();
        if verbs.frames(lemma).chain(verbs.frames(&token.norm)).next().is_none() && verbs.lights(lemma).next().is_none()
        {
            return;
        }
        if token.tag == "VBN" && verbs.frames(&token.norm).any(|frame| frame.pos == FramePos::Adjective) {
            let clause = Clause::of_participle(self.reading, verb);
            if let Some(frame) = frames::best(self.reading, &clause, FramePos::Adjective) {
                self.framed(&clause, frame);
                return;
            }
        }
        let clause = Clause::of_verb(self.reading, verb);
        let frame = frames::best(self.reading, &clause, FramePos::Verb);
        // A frame that asks for this very object knows better than the noun does.
        let specific = frame.is_some_and(asks_for_object);
        if !specific && let Some((light, noun)) = frames::light(self.reading, &clause) {
            if light.does == Does::Happen {
                self.happening(&clause, light, noun);
            } else {
                self.carried(&clause, light, noun);
            }
            return;
        }
        if let Some(frame) = frame {
            self.framed(&clause, frame);
        }
    }

    fn adjective(&mut self, adjective: usize) {
        let lemma = self.reading.parse.tokens[adjective].lemma.as_str();
        if self.reading.lexicon.verbs.frames(lemma).all(|frame| frame.pos != FramePos::Adjective) {
            return;
        }
        let Some(clause) = Clause::of_adjective(self.reading, adjective) else { return };
        if let Some(frame) = frames::best(self.reading, &clause, FramePos::Adjective) {
            self.framed(&clause, frame);
        }
    }

    /// A light verb with its event noun: "launched an attack on".
    fn carried(&mut self, clause: &Clause, light: &LightVerb, noun: usize) {
        let Some(row) = nominal::event_noun(self.reading, noun) else { return };
        if std::mem::replace(&mut self.taken[noun], true) {
            return;
        }
        // "faces pressure from Congress to help Iran": the help is what is asked.
        if row.action.plover == "REQUEST" {
            for verb in self.reading.parse.children_by(noun, Dep::Acl) {
                let below = Clause::of_verb(self.reading, verb);
                self.absorb(&below);
            }
        }
        let mut found = nominal::parties(self.reading, noun, row);
        let subject = clause.agent.map(|agent| roles::parties(self.reading, agent, Side::Acting)).unwrap_or_default();
        let mutual = row.kind == NounKind::Mutual;
        let doers = subject.len();
        if mutual {
            let with = ["with", "between", "against"]
                .iter()
                .flat_map(|preposition| nominal::behind(self.reading, clause.verb, preposition, Side::Acting));
            let named = std::mem::take(&mut found.actors);
            for party in subject.into_iter().chain(named).chain(with) {
                roles::push(&mut found.actors, party);
            }
        } else if light.does == Does::Undergo {
            let from = ["from", "by"]
                .iter()
                .map(|preposition| nominal::behind(self.reading, clause.verb, preposition, Side::Acting))
                .find(|parties| !parties.is_empty());
            if found.actors.is_empty() {
                // "came under attack in Chad": where it was, not by whom.
                found.actors = from.unwrap_or_default();
            }
            if !subject.is_empty() {
                found.recipients = subject;
            }
        } else {
            if !subject.is_empty() {
                found.actors = subject;
            }
            found.recipients.retain(|party| !found.actors.iter().any(|other| other.actor == party.actor));
            if found.recipients.is_empty() && matches!(row.kind, NounKind::Deed | NounKind::Word) {
                found.recipients = nominal::targets(self.reading, clause.verb);
            }
            // "engaged in a massacre in the north against the villagers"
            if found.recipients.is_empty() && row.kind == NounKind::Suffer {
                found.recipients = nominal::first_behind(self.reading, clause.verb, &["against", "of", "in"]);
            }
            // "repeated its demand on Monday that Sudan open the road": Sudan is asked.
            if found.recipients.is_empty() && row.action.plover == "REQUEST" {
                let asked = clause.complements.iter().find_map(|&at| tree::own_subject(self.reading.parse, at));
                found.recipients =
                    asked.map(|asked| roles::parties(self.reading, asked, Side::Target)).unwrap_or_default();
            }
        }
        self.drafts.push(Draft {
            trigger: noun,
            carrier: Some(clause.verb),
            action: row.action.clone(),
            actors: found.actors,
            recipients: found.recipients,
            doers,
            mutual,
            abreast: false,
            complements: clause.complements.clone(),
            turn: Turn::Keep,
            beside: self.hanging(clause.verb, &light.words),
            rule: "E110 light-verb",
            rows: vec![light.id.clone(), row.id.clone()],
        });
    }

    /// An event noun that is the subject of a verb of happening: "the fighting intensified".
    fn happening(&mut self, clause: &Clause, light: &LightVerb, noun: usize) {
        let Some(row) = nominal::event_noun(self.reading, noun) else { return };
        let mut found = nominal::parties(self.reading, noun, row);
        nominal::beside_verb(self.reading, clause.verb, row, &mut found);
        // What is done in words needs its speaker.
        if row.kind == NounKind::Word && found.actors.is_empty() {
            return;
        }
        self.taken[noun] = true;
        // "The talks are to start": the noun stands above its verb and was read before.
        self.drafts.retain(|draft| draft.trigger != noun || draft.carrier.is_some());
        self.drafts.push(Draft {
            action: row.action.clone(),
            actors: found.actors,
            recipients: found.recipients,
            mutual: row.kind == NounKind::Mutual,
            beside: self.hanging(clause.verb, &light.words),
            rows: vec![light.id.clone(), row.id.clone()],
            ..Draft::bare(noun, Some(clause.verb), "E140 happening")
        });
    }

    /// A clause that fits a frame.
    fn framed(&mut self, clause: &Clause, frame: &Frame) {
        // An event noun that the frame asks for is part of its event: "lifted the blockade".
        for &object in clause.objects.iter().filter(|_| asks_for_object(frame)) {
            self.taken[tree::content(self.reading, object)] = true;
        }
        let mut actors =
            clause.agent.map(|agent| roles::parties(self.reading, agent, Side::Acting)).unwrap_or_default();
        let mut recipients = slots::recipients(self.reading, clause, frame);
        if let Some(preposition) = &frame.recipients.doer {
            actors = slots::doers(self.reading, clause, preposition);
            self.undergone(clause, preposition, &mut recipients);
            recipients.retain(|party| !actors.iter().any(|actor| actor.span == party.span));
        }
        let violent = frame.action.plover == "ASSAULT" && actors.is_empty();
        if violent && tree::passive(self.reading.parse, clause.verb) {
            actors = carry::fired_from(self.reading, clause.verb, &clause.objects);
        }
        for party in carry::joiners(self.reading, clause.verb) {
            roles::push(&mut actors, party);
        }
        if !frame.recipients.mutual {
            let beside = carry::companions(self.reading, clause.verb, &clause.complements);
            recipients.retain(|party| !beside.contains(&party.span));
        }
        // "Russia was behind the blast": whoever says so accuses it.
        let undergoes = frame.turn == Turn::Stand || frame.recipients.doer.is_none();
        if undergoes && frame.recipients.slots.contains(&Slot::Subject) {
            actors.clear();
        }
        let doers = actors.len();
        // "divisions were fighting alongside the army": at whom is not said here.
        let abreast = frame.recipients.mutual
            && frame.action.plover == "ASSAULT"
            && clause.objects.is_empty()
            && ["alongside", "beside"].iter().any(|word| tree::behind(self.reading.parse, clause.verb, word).is_some());
        if abreast {
            recipients.clear();
        }
        // "Ostria, which fought the rebels": it them. Who fights beside whom, and who fights with whom, is another matter.
        let struck = |party: &Party| {
            clause.objects.iter().any(|&object| {
                roles::parties(self.reading, object, Side::Target).iter().any(|hit| hit.span == party.span)
            })
        };
        let directed = frame.recipients.mutual
            && frame.action.plover == "ASSAULT"
            && !tree::passive(self.reading.parse, clause.verb)
            && !actors.is_empty()
            && !recipients.is_empty()
            && recipients.iter().all(struck);
        if frame.recipients.mutual && !directed {
            // "fought with artillery": what they fight with, not whom.
            let classes = &self.reading.lexicon.verbs.classes;
            let is_arm = |actor: &Actor| {
                let head = actor.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
                actor.country.is_none() && classes.has("weapon", &head)
            };
            for party in std::mem::take(&mut recipients) {
                if !party.actor.as_ref().is_some_and(is_arm) {
                    roles::push(&mut actors, party);
                }
            }
        }
        recipients.retain(|party| !actors.iter().any(|actor| actor.span == party.span));
        // "Mass protests rocked the country", "the truce is dead": the noun is what the frame tells of.
        let told = frame.subject.iter().any(of_an_event);
        if told
            && frame.action.plover != "ACCUSE"
            && let Some(agent) = clause.agent
        {
            self.taken[tree::content(self.reading, agent)] = true;
        }
        match frame.turn {
            Turn::Stand | Turn::Absorb | Turn::HoldOut | Turn::Commit | Turn::Plan | Turn::Silent => {
                self.absorb(clause)
            }
            Turn::Alleged => self.charge(clause),
            Turn::Keep => {}
        }
        let charged = tree::passive(self.reading.parse, clause.verb)
            && self.reading.parse.tokens[clause.verb].dep == Dep::Acl
            && clause.agent.is_none();
        // "two men accused of" says no more than whom it is about.
        for word in frame.words.iter().filter_map(|word| tree::hanging(self.reading.parse, clause.verb, word)) {
            self.taken[word] = true;
        }
        // "the crisis isn't over": the contrary of what the row says.
        let not = |word: &String| matches!(word.as_str(), "not" | "never");
        let undone = frame.turn == Turn::Stand
            && !frame.words.iter().any(not)
            && self.reading.parse.children_by(clause.verb, Dep::Neg).next().is_some();
        if undone || frame.turn == Turn::Silent || frame.turn == Turn::Alleged && charged {
            return;
        }
        self.drafts.push(Draft {
            trigger: clause.head,
            carrier: None,
            action: frame.action.clone(),
            actors,
            recipients,
            doers,
            mutual: frame.recipients.mutual && !abreast && !directed,
            abreast,
            complements: clause.complements.clone(),
            turn: frame.turn,
            beside: self.asked_for(clause, frame),
            rule: match frame.pos {
                _ if frame.turn == Turn::Stand => stand::RULE,
                FramePos::Verb => "E120 verb",
                FramePos::Adjective => "E130 adjective",
            },
            rows: vec![frame.id.clone()],
        });
    }

    /// "Ten soldiers died in an attack on Chad": the attack is how they died, and tells on whom where they do not.
    fn undergone(&mut self, clause: &Clause, preposition: &str, recipients: &mut Vec<Party>) {
        let Some((noun, row)) = slots::deed_behind(self.reading, clause, preposition) else { return };
        if row.kind == NounKind::Mutual {
            return;
        }
        self.taken[noun] = true;
        let placed = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some());
        if !recipients.iter().any(placed) {
            let found = nominal::parties(self.reading, noun, row).recipients;
            recipients.extend(found.into_iter().filter(placed));
        }
    }

    /// Where the words that a row asks for hang below a verb: "came *into effect*".
    fn hanging(&self, verb: usize, words: &[String]) -> Vec<usize> {
        words.iter().filter_map(|word| tree::hanging(self.reading.parse, verb, word)).collect()
    }

    /// The words that a frame asks for beside its verb and object: "put *on alert*", "set a car *alight*".
    fn asked_for(&self, clause: &Clause, frame: &Frame) -> Vec<usize> {
        let mut found = self.hanging(clause.verb, &frame.words);
        if let Complement::Fillers(fillers) = &frame.complement {
            let word = |filler: &Filler| match filler {
                Filler::Word(word) => tree::hanging(self.reading.parse, clause.verb, word),
                _ => None,
            };
            found.extend(fillers.iter().filter_map(word).filter(|&at| at > clause.verb));
        }
        found
    }

    /// Takes what hangs below a clause as part of it: objects, complements, what is behind its prepositions; not what is told beside it.
    fn absorb(&mut self, clause: &Clause) {
        let parse = self.reading.parse;
        let mut open: Vec<usize> = clause.objects.clone();
        open.extend(&clause.complements);
        for child in parse.children(clause.verb).chain(parse.children(clause.head)) {
            if matches!(
                parse.tokens[child].dep,
                Dep::Dobj | Dep::Prep | Dep::Xcomp | Dep::Ccomp | Dep::Acomp | Dep::Oprd
            ) && child != clause.head
                && !set_before(parse, clause.verb, child)
                && !self.is_occasion(child)
            {
                open.push(child);
            }
        }
        while let Some(token) = open.pop() {
            self.taken[token] = true;
            open.extend(parse.children(token).filter(|&child| {
                let beside = matches!(parse.tokens[child].dep, Dep::Relcl | Dep::Parataxis | Dep::Appos)
                    || (parse.tokens[child].dep == Dep::Advcl && !tree::infinitive(parse, child))
                    || (parse.tokens[child].dep == Dep::Prep && tree::dates(self.reading, child, Dating::Outside))
                    || parse.tokens[child].dep == Dep::Acl && parse.tokens[child].tag == "VBN"
                    // "called on both to talk and offered to host them": told for itself.
                    || parse.tokens[child].dep == Dep::Conj
                        && tree::infinitive(parse, token)
                        && matches!(parse.tokens[child].tag.as_str(), "VBD" | "VBZ" | "VBP");
                !beside && !self.taken[child]
            }));
        }
        self.taken[clause.head] = true;
    }

    /// "urged restraint *in a call with* the premier", "on a visit to Chad": a call or a journey, on which the words were said.
    fn is_occasion(&self, preposition: usize) -> bool {
        let parse = self.reading.parse;
        let single = |noun: usize| {
            parse
                .children(noun)
                .any(|at| matches!(parse.tokens[at].norm.as_str(), "a" | "an" | "his" | "her" | "another"))
        };
        let met =
            |noun: usize| nominal::event_noun(self.reading, noun).is_some_and(|row| row.action.plover == "CONSULT");
        parse.tokens[preposition].dep == Dep::Prep
            && is_occasional(parse, preposition)
            && parse.children_by(preposition, Dep::Pobj).any(|noun| single(noun) && met(noun))
    }

    /// Marks what hangs below a charge: it is alleged.
    fn charge(&mut self, clause: &Clause) {
        let parse = self.reading.parse;
        let mut open: Vec<usize> = clause.complements.clone();
        open.extend(parse.children_by(clause.verb, Dep::Prep).filter(|&at| at > clause.verb));
        while let Some(token) = open.pop() {
            if !std::mem::replace(&mut self.charges[token], true) {
                open.extend(parse.children(token).filter(|&child| parse.tokens[child].dep != Dep::Relcl));
            }
        }
    }
}

/// Whether the frame names what its object has to be.
fn asks_for_object(frame: &Frame) -> bool {
    let named = |filler: &Filler| {
        matches!(
            filler,
            Filler::Class(_)
                | Filler::Word(_)
                | Filler::Many(_)
                | Filler::Event(_)
                | Filler::Negated(_)
                | Filler::Modified(..)
        )
    };
    !frame.object.is_empty() && frame.object.iter().all(named)
}

/// Whether a filler asks for an event noun.
fn of_an_event(filler: &Filler) -> bool {
    matches!(filler, Filler::Event(_) | Filler::AnyEvent)
}

fn is_occasional(parse: &Parse, preposition: usize) -> bool {
    matches!(parse.tokens[preposition].norm.as_str(), "in" | "during" | "at" | "on" | "after" | "following")
}

/// "In a telephone call with the premier, Macron promised": what stands before the clause is no part of what is promised.
fn set_before(parse: &Parse, verb: usize, child: usize) -> bool {
    parse.tokens[child].dep == Dep::Prep
        && child < verb
        && is_occasional(parse, child)
        && tree::own_subject(parse, verb).is_some_and(|subject| child < subject)
}
