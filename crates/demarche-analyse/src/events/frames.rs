//! Which frame of the lexicon a clause fits: a governing word with what hangs on it in, the most demanding row that fits out.
//!
//! "fired rockets at Israel" fits `en.event.fire.projectile`; "fired the minister" fits nothing.

use super::nominal::event_noun;
use super::roles;
use super::slots;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{ClassSet, Complement, Does, Filler, Frame, FramePos, LightVerb};
use demarche_model::ActorKind;

/// A clause as a frame sees it.
#[derive(Debug)]
pub(super) struct Clause {
    /// The governing verb or adjective.
    pub head: usize,
    /// The verb whose children are the arguments: the copula of an adjective, else the head.
    pub verb: usize,
    /// Who does it.
    pub agent: Option<usize>,
    /// What it is done to.
    pub objects: Vec<usize>,
    /// Clauses that complete it.
    pub complements: Vec<usize>,
}

impl Clause {
    /// The clause of a verb.
    pub(super) fn of_verb(reading: Reading<'_>, verb: usize) -> Self {
        let parse = reading.parse;
        Self {
            head: verb,
            verb,
            agent: tree::agent(reading, verb),
            objects: raised(reading, verb),
            complements: tree::complements(parse, verb),
        }
    }

    /// The clause of a participle that is an adjective in all but tag: "is appalled by".
    pub(super) fn of_participle(reading: Reading<'_>, verb: usize) -> Self {
        let parse = reading.parse;
        Self {
            head: verb,
            verb,
            agent: tree::subject(reading, verb),
            objects: Vec::new(),
            complements: tree::complements(parse, verb),
        }
    }

    /// The clause of an adjective: "Israel is willing to …", or an adjective after a comma.
    pub(super) fn of_adjective(reading: Reading<'_>, adjective: usize) -> Option<Self> {
        let parse = reading.parse;
        if tree::own_subject(parse, adjective).is_some() {
            return Some(Self::of_participle(reading, adjective));
        }
        let predicate =
            matches!(parse.tokens[adjective].dep, Dep::Acomp | Dep::Oprd | Dep::Conj | Dep::Attr | Dep::Advcl);
        let head = parse.head(adjective)?;
        let (verb, agent) = if predicate && tree::verbal(parse, head) {
            (head, tree::subject(reading, head))
        } else if predicate && parse.tokens[head].pos == Pos::Adj {
            let verb = parse.head(head).filter(|&verb| tree::verbal(parse, verb))?;
            (verb, tree::subject(reading, verb))
        } else if parse.tokens[adjective].dep == Dep::Amod && adjective > head {
            (head, Some(head))
        } else {
            return None;
        };
        let mut complements = tree::complements(parse, adjective);
        if verb != head || parse.tokens[verb].lemma == "be" {
            complements.extend(parse.children_by(verb, Dep::Xcomp).filter(|&at| at > adjective));
        }
        Some(Self { head: adjective, verb, agent, objects: Vec::new(), complements })
    }
}

/// The objects of a verb; where it has none, the subject of its infinitive: "wants *Israel* to leave".
fn raised(reading: Reading<'_>, verb: usize) -> Vec<usize> {
    let parse = reading.parse;
    let objects = tree::objects(reading, verb);
    if !objects.is_empty() {
        return objects;
    }
    let bare = |&at: &usize| {
        parse.tokens[at].dep == Dep::Ccomp
            && (tree::infinitive(parse, at) || matches!(parse.tokens[at].tag.as_str(), "VB" | "VBG" | "JJ" | "VBP"))
            && !parse.children_by(at, Dep::Aux).any(|aux| parse.tokens[aux].tag == "MD")
            && parse.children_by(at, Dep::Mark).next().is_none()
    };
    parse.children_by(verb, Dep::Ccomp).filter(bare).filter_map(|at| tree::own_subject(parse, at)).take(1).collect()
}

/// The most demanding frame that a clause fits.
pub(super) fn best<'a>(reading: Reading<'a>, clause: &Clause, pos: FramePos) -> Option<&'a Frame> {
    let token = &reading.parse.tokens[clause.head];
    if pos == FramePos::Adjective && token.pos == Pos::Verb {
        let participle = token.norm.as_str();
        return reading.lexicon.verbs.frames(participle).find(|frame| frame.pos == pos && fits(reading, clause, frame));
    }
    let verbs = &reading.lexicon.verbs;
    let lemma = tree::lemma(reading.parse, clause.head, |whole| verbs.frames(whole).next().is_some());
    verbs.frames(&lemma).filter(|frame| frame.pos == pos).find(|frame| fits(reading, clause, frame))
}

/// The most demanding frame of a verb that a clause without it fits: "the *sending* of troops".
pub(super) fn of_lemma<'a>(reading: Reading<'a>, clause: &Clause, lemma: &str) -> Option<&'a Frame> {
    let mut frames = reading.lexicon.verbs.frames(lemma);
    frames.find(|frame| frame.pos == FramePos::Verb && fits(reading, clause, frame))
}

/// The light verb that a clause is, with the event noun that it carries.
pub(super) fn light<'a>(reading: Reading<'a>, clause: &Clause) -> Option<(&'a LightVerb, usize)> {
    let parse = reading.parse;
    let verbs = &reading.lexicon.verbs;
    let lemma = tree::lemma(parse, clause.head, |whole| verbs.lights(whole).next().is_some());
    verbs.lights(&lemma).find_map(|light| {
        if !light.words.iter().all(|word| tree::hangs(parse, clause.verb, word)) {
            return None;
        }
        if light.does == Does::Happen {
            let noun =
                clause.agent.or(clause.objects.first().copied().filter(|_| tree::passive(parse, clause.verb)))?;
            let row = event_noun(reading, noun)?;
            let quiet = tree::passive(parse, clause.verb)
                || clause.objects.iter().all(|&object| !roles::names_party(reading, object));
            let fits = light.nouns.is_empty() || light.nouns.contains(&row.action.plover);
            return (quiet && fits && parse.tokens[noun].pos != Pos::Pron).then_some((light, noun));
        }
        let carried = |noun: usize| {
            let noun = tree::content(reading, noun);
            let row = event_noun(reading, noun)?;
            (light.nouns.is_empty() || light.nouns.contains(&row.action.plover)).then_some(noun)
        };
        // "launched artillery, mortar and rocket fire"
        let listed = clause.objects.iter().flat_map(|&object| conjuncts(parse, object));
        // "made dialogue impossible" makes no dialogue.
        let made = |&object: &usize| {
            !parse.children_by(clause.verb, Dep::Ccomp).any(|below| tree::own_subject(parse, below) == Some(object))
        };
        let object = clause.objects.iter().copied().filter(made).chain(listed).find_map(carried);
        let behind = || light.words.last().and_then(|word| tree::behind(parse, clause.verb, word)).and_then(carried);
        object.or_else(behind).map(|noun| (light, noun))
    })
}

/// "Berg, on a visit to Nairobi, called the plan brilliant": no "called on". Before its verb such a preposition leads only a relative pronoun.
fn aside_before(parse: &Parse, verb: usize, word: &str) -> bool {
    let mut found = parse.children_by(verb, Dep::Prep).filter(|&at| parse.tokens[at].norm == word).peekable();
    let aside = |at: usize| {
        let relative = parse.child(at, Dep::Pobj).is_some_and(|noun| parse.tokens[noun].tag.starts_with('W'));
        at < verb && !relative
    };
    found.peek().is_some() && found.all(aside)
}

fn fits(reading: Reading<'_>, clause: &Clause, frame: &Frame) -> bool {
    let parse = reading.parse;
    let hangs = |word: &String| {
        tree::hangs(parse, clause.verb, word) && !aside_before(parse, clause.verb, word)
            || clause.objects.iter().any(|&object| tree::hangs(parse, object, word))
    };
    let particle = |at: usize| {
        let word = &parse.tokens[at];
        frame.words.iter().any(|known| word.lemma == known.as_str() || word.norm == known.as_str())
            || tree::up_to(parse, clause.verb).is_some()
            // "meet behind closed doors": no particle, a preposition.
            || parse.child(at, Dep::Pobj).is_some()
    };
    parse.children_by(clause.verb, Dep::Prt).all(particle)
        && frame.words.iter().all(hangs)
        && !clause.objects.iter().any(|&object| reflexive(parse, object) && !asked_for(parse, object, frame))
        && !exhorts(parse, clause)
        && fits_subject(reading, clause, frame)
        && fits_object(reading, clause, frame)
        && fits_complement(reading, clause, frame)
}

fn fits_subject(reading: Reading<'_>, clause: &Clause, frame: &Frame) -> bool {
    let unseen = clause.agent.is_none() && frame.subject.contains(&Filler::Force);
    frame.subject.is_empty()
        || unseen
        || clause.agent.is_some_and(|agent| frame.subject.iter().any(|filler| fills(reading, agent, filler)))
}

fn fits_object(reading: Reading<'_>, clause: &Clause, frame: &Frame) -> bool {
    if frame.object.is_empty() {
        return true;
    }
    frame.object.iter().any(|filler| match filler {
        Filler::Empty => clause.objects.is_empty(),
        _ => clause.objects.iter().any(|&object| fills(reading, object, filler)),
    })
}

/// The nouns that are listed after one.
fn conjuncts(parse: &Parse, noun: usize) -> impl Iterator<Item = usize> + '_ {
    let next = move |&at: &usize| parse.children_by(at, Dep::Conj).find(|&conjunct| conjunct > at);
    std::iter::successors(next(&noun), next)
}

fn fits_complement(reading: Reading<'_>, clause: &Clause, frame: &Frame) -> bool {
    let parse = reading.parse;
    let finite = |&at: &usize| parse.tokens[at].dep == Dep::Ccomp && !tree::infinitive(parse, at);
    match &frame.complement {
        Complement::Any => true,
        Complement::None => clause.complements.is_empty() && parse.children_by(clause.verb, Dep::Oprd).next().is_none(),
        Complement::Clause => !clause.complements.is_empty(),
        Complement::Target if frame.recipients.doer.is_some() => {
            frame.recipients.doer.iter().any(|preposition| !slots::doers(reading, clause, preposition).is_empty())
        }
        Complement::Target => frame.recipients.slots.iter().any(|slot| !slots::fill(reading, clause, slot).is_empty()),
        Complement::To => clause.complements.iter().any(|&at| tree::infinitive(parse, at)),
        Complement::That => clause.complements.iter().any(finite),
        Complement::Modal(words) => clause.complements.iter().filter(|at| finite(at)).any(|&at| {
            parse.children_by(at, Dep::Aux).any(|aux| words.iter().any(|word| parse.tokens[aux].norm == word.as_str()))
        }),
        Complement::Bid => clause.complements.iter().filter(|at| finite(at)).any(|&at| is_bid(parse, clause.verb, at)),
        Complement::Fillers(fillers) => {
            fillers.iter().any(|filler| below(reading, clause, filler) || behind_object(reading, clause, frame, filler))
        }
    }
}

/// A subject of the third person singular.
fn is_one(parse: &Parse, subject: usize) -> bool {
    let token = &parse.tokens[subject];
    matches!(token.tag.as_str(), "NN" | "NNP") && parse.child(subject, Dep::Conj).is_none()
        || matches!(token.norm.as_str(), "he" | "she" | "it")
}

/// "that he *should* leave", "that she *leave*", "insisted that they *leave*" (told of in the past, and yet in the present): what is to be.
fn is_bid(parse: &Parse, governor: usize, verb: usize) -> bool {
    let helpers = || parse.children(verb).filter(|&at| matches!(parse.tokens[at].dep, Dep::Aux | Dep::Auxpass));
    let ought = |at: usize| matches!(parse.tokens[at].norm.as_str(), "should" | "must");
    if helpers().any(ought) {
        return true;
    }
    let first = helpers().next().unwrap_or(verb);
    let past = |at: usize| matches!(parse.tokens[at].tag.as_str(), "VBD" | "VBN");
    match parse.tokens[first].tag.as_str() {
        "VB" => true,
        // "that Ostria lift": no plural.
        "VBP" => past(governor) || tree::own_subject(parse, verb).is_some_and(|subject| is_one(parse, subject)),
        _ => false,
    }
}

/// "Let us not speculate": nobody is let do anything.
fn exhorts(parse: &Parse, clause: &Clause) -> bool {
    parse.tokens[clause.verb].lemma == "let"
        && clause.objects.iter().any(|&object| matches!(parse.tokens[object].norm.as_str(), "us" | "'s" | "’s"))
}

/// "offered itself as a mediator": the row asks for this very word.
fn asked_for(parse: &Parse, object: usize, frame: &Frame) -> bool {
    let norm = parse.tokens[object].norm.as_str();
    frame.object.iter().any(|filler| matches!(filler, Filler::Word(word) if word == norm))
}

fn reflexive(parse: &Parse, token: usize) -> bool {
    let norm = parse.tokens[token].norm.as_str();
    norm.ends_with("self") || norm.ends_with("selves")
}

/// Whether a filler stands behind a preposition of the clause, or as a predicate of its object.
fn below(reading: Reading<'_>, clause: &Clause, filler: &Filler) -> bool {
    let parse = reading.parse;
    if let Filler::Word(word) = filler
        && tree::hangs(parse, clause.verb, word)
    {
        return true;
    }
    let class = |at: usize| fills(reading, at, filler);
    let predicate = parse
        .children(clause.verb)
        .filter(|&child| {
            matches!(
                parse.tokens[child].dep,
                Dep::Oprd | Dep::Ccomp | Dep::Xcomp | Dep::Acomp | Dep::Attr | Dep::Dative
            )
        })
        .any(|child| class(child) || parse.children(child).any(class));
    // "called the warnings 'reckless'", "described it as 'barbaric'", where the small parser hangs the predicate as an adjective.
    let trailing = || {
        let of_object = clause
            .objects
            .iter()
            .any(|&object| parse.children_by(object, Dep::Amod).filter(|&adjective| adjective > object).any(class));
        of_object
            || clause.objects.iter().any(|&object| last_adjective(parse, object).is_some_and(class))
            || parse
                .children_by(clause.verb, Dep::Prep)
                .filter(|&at| parse.tokens[at].norm == "as")
                .any(|at| parse.children_by(at, Dep::Amod).any(class))
    };
    predicate
        || trailing()
        || tree::prepositions(parse, clause.verb)
            .chain(tree::prepositions(parse, clause.head).filter(|_| clause.head != clause.verb))
            .filter_map(|at| parse.child(at, Dep::Pobj))
            .any(|noun| class(tree::content(reading, noun)) || parse.children_by(noun, Dep::Amod).any(class))
}

/// "likened the raid on the bridge *to piracy*", where the small parser hangs the word that the row asks for on the object.
fn behind_object(reading: Reading<'_>, clause: &Clause, frame: &Frame, filler: &Filler) -> bool {
    let parse = reading.parse;
    let asked = |at: &usize| frame.words.iter().any(|word| *word == parse.tokens[*at].norm);
    clause
        .objects
        .iter()
        .flat_map(|&object| tree::prepositions(parse, object))
        .filter(asked)
        .filter_map(|at| parse.child(at, Dep::Pobj))
        .any(|noun| fills(reading, tree::content(reading, noun), filler))
}

/// "called the raid on the bridge *unacceptable*", where the small parser takes the predicate into the phrase before it.
fn last_adjective(parse: &Parse, object: usize) -> Option<usize> {
    let last = parse.subtree(object).filter(|&at| parse.tokens[at].pos != Pos::Punct).max()?;
    (last > object + 1 && parse.tokens[last].pos == Pos::Adj).then_some(last)
}

/// The class of heads that say little: what stands before them counts ("aid program", "peace talks").
const SAYS_LITTLE: &str = "says-little";

/// Whether a noun is of a class: its lemma, its title ("President Saddam Hussein"), what stands before a head that says little.
fn in_class(reading: Reading<'_>, token: usize, set: ClassSet) -> bool {
    let parse = reading.parse;
    let classes = &reading.lexicon.verbs.classes;
    let at = &parse.tokens[token];
    if classes.of(&at.lemma).meets(set) {
        return true;
    }
    let named = at.pos == Pos::Propn;
    // "Missiles destroyed the consulate": the first word of a sentence is easily tagged as a name, which keeps its form for its lemma.
    let opens = parse.sentences.get(parse.sentence_of(token)).is_some_and(|sentence| sentence.start == token);
    if named && opens {
        let plural = at.norm.strip_suffix('s').unwrap_or_default();
        if classes.of(&at.norm).meets(set) || classes.of(plural).meets(set) {
            return true;
        }
    }
    // "Algerians" are people.
    if named && at.tag == "NNPS" && classes.named("people").is_some_and(|people| people.meets(set)) {
        return true;
    }
    (named || classes.has(SAYS_LITTLE, &at.lemma))
        && parse.children(token).any(|child| {
            let before = &parse.tokens[child];
            matches!(before.dep, Dep::Compound | Dep::Nmod | Dep::Appos)
                && (classes.of(&before.lemma).meets(set) || classes.of(&before.norm).meets(set))
        })
}

/// "Lavrov flew to Tolm", "he returned from Tolm": whoever is known to govern is a leader without the title.
fn leads_a_state(reading: Reading<'_>, token: usize, set: ClassSet) -> bool {
    let named = matches!(reading.parse.tokens[token].pos, Pos::Propn | Pos::Pron);
    named
        && reading.lexicon.verbs.classes.named("leader").is_some_and(|leader| leader == set)
        && crate::actors::party_for(reading, token).actor.is_some_and(|actor| {
            matches!(actor.kind, ActorKind::Person | ActorKind::Office)
                && matches!(actor.sector.as_deref(), Some("GOV" | "UNO" | "IGO"))
        })
}

/// Whether a word fills a place.
fn fills(reading: Reading<'_>, token: usize, filler: &Filler) -> bool {
    let parse = reading.parse;
    let verbs = &reading.lexicon.verbs;
    let content = tree::content(reading, token);
    let lemma = |at: usize| parse.tokens[at].lemma.as_str();
    let is = |word: &str| {
        // A name keeps its capital in its lemma: "shut down the British Council".
        let same = |at: usize| lemma(at) == word || lemma(at).eq_ignore_ascii_case(word);
        let named = |at: usize| same(at) || tree::hyphenated(parse, at).is_some_and(|whole| whole == word);
        named(token) || named(content)
    };
    let class = |set| {
        in_class(reading, token, set)
            || content != token && in_class(reading, content, set)
            || leads_a_state(reading, token, set)
    };
    let named = |name: &str| verbs.classes.named(name).is_some_and(class);
    let of_type = |name: &str| {
        let is = |at: usize| event_noun(reading, at).is_some_and(|noun| noun.action.plover == name);
        is(content)
            || verbs.classes.has(SAYS_LITTLE, lemma(content)) && parse.children_by(content, Dep::Compound).any(is)
    };
    match filler {
        Filler::Empty => false,
        Filler::Some => parse.tokens[token].dep != Dep::Npadvmod,
        Filler::Noun => matches!(parse.tokens[content].pos, Pos::Noun | Pos::Propn),
        Filler::Thing => {
            ["site", "weapon", "missile", "projectile", "forces", "craft", "people", "property"]
                .iter()
                .any(|name| named(name))
                || roles::names_party(reading, token)
        }
        Filler::Party => {
            event_noun(reading, content).is_none() && (named("people") || roles::names_party(reading, token))
        }
        Filler::Force => {
            ["forces", "weapon", "missile", "projectile", "craft", "people", "violence"].iter().any(|name| named(name))
                || of_type("ASSAULT")
                || roles::names_party(reading, token)
                || parse.tokens[token].pos == Pos::Pron
        }
        Filler::AnyEvent => event_noun(reading, content).is_some(),
        Filler::Event(name) => of_type(name),
        Filler::Class(set) => class(*set),
        Filler::Word(word) => is(word) || parse.tokens[token].pos == Pos::Pron && parse.tokens[token].norm == *word,
        Filler::Many(word) => {
            is(word) && (parse.tokens[content].tag == "NNS" || parse.child(content, Dep::Nummod).is_some())
        }
        Filler::Modified(word, modifier) => {
            (lemma(token) == word) && parse.children(token).any(|child| child < token && lemma(child) == modifier)
        }
        Filler::Negated(word) => {
            lemma(token) == word && parse.children_by(token, Dep::Det).any(|det| parse.tokens[det].norm == "no")
        }
    }
}
