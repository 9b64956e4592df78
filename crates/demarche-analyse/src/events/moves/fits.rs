//! Words that fit a row of `moves.tsv`: a token in, the row with the verb that carries it and the topic that it is about out.
//!
//! "Verania is open to mediation": *open*, carried by *is*, about *mediation*. "Ostria accepted, the chancellor said": *accepted*, about what
//! was offered before.

use super::topic::{self, Found};
use super::{BACK, answers, idioms, is_only, is_scant, parties};
use crate::Reading;
use crate::events::frames::Clause;
use crate::events::tree;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{About, Move as Row, MoveBy, MovePos, Part, Topic};
use demarche_model::MediationMove;

/// Words behind a verb of naming within which the name stands.
const NAMED: usize = 12;

/// A word that fits a row, before its status is known.
pub(super) struct Fit<'a> {
    pub(super) row: &'a Row,
    pub(super) trigger: usize,
    /// The verb that carries it.
    pub(super) verb: usize,
    pub(super) found: Found,
    /// The word that the row asks for is none: "made *no* progress".
    pub(super) none: bool,
    /// Where an idiom ends: "confirmed that its president will *come*".
    pub(super) end: Option<usize>,
}

pub(super) fn fit<'a>(reading: Reading<'a>, token: usize) -> Option<Fit<'a>> {
    let parse = reading.parse;
    let verbs = &reading.lexicon.verbs;
    let lemma = tree::lemma(parse, token, |word| verbs.moves(word).next().is_some());
    let norm = parse.tokens[token].norm.as_str();
    let rows = || verbs.moves(&lemma).chain(verbs.moves(norm).filter(|_| norm != lemma.as_ref()));
    let rows = || rows().filter(|row| row.about != About::Offeror);
    // "called the plan a trap" is told by more than "called"; an idiom tells what no plain word does.
    let plain = |row: &&Row| row.about != About::Scene;
    let worded = rows().filter(plain).filter(|row| !row.words.is_empty());
    let bare = rows().filter(plain).filter(|row| row.words.is_empty());
    let scenes = || rows().filter(|row| row.about == About::Scene);
    let left_out = rows().filter(|row| answers::may_leave_out(parse, row, token)).map(|row| (row, true));
    let rows = scenes().filter(|row| idioms::is_whole(parse, token, row)).chain(worded).chain(bare).chain(scenes());
    for (row, left_out) in rows.map(|row| (row, false)).chain(left_out) {
        let Some((verb, places)) = places(reading, token, row.pos) else { continue };
        let hanging = |word: &String| {
            let behind = || idioms::sequence(parse, token, word).filter(|_| row.about == About::Scene);
            tree::hanging(parse, verb, word).or_else(|| tree::hanging(parse, token, word)).or_else(behind)
        };
        let hung = row
            .words
            .iter()
            .find_map(hanging)
            .or_else(|| named_so(reading, row, token))
            .or_else(|| purpose(reading, row, token));
        let kind = |word: &String| places.below.as_ref().is_some_and(|found| is_of_kind(parse, found, word));
        if !row.words.is_empty() && hung.is_none() && !row.words.iter().any(kind) {
            continue;
        }
        let found = match row.about {
            _ if left_out => answers::left_out(reading, row, token, verb),
            About::Own | About::Promised => {
                let own = topic::of(reading, token).filter(|found| idioms::knows(row, found.topic));
                own.or_else(|| idioms::own_topic(reading, row, token))
                    .or_else(|| (!row.words.is_empty()).then(|| topic_of_row(row, token)))
            }
            About::Scene => idioms::scene(reading, row, token, places.below, hung),
            // "took part in the talks": an object that belongs to the verb.
            // "gave the green light to talks": the small parser hangs the topic on the object at times.
            About::Below if !row.words.is_empty() => places
                .below
                .or_else(|| topic::below_prepositions(reading, token))
                .or_else(|| hung.and_then(|word| below_hung(reading, word))),
            About::Below => places.below,
            About::Subject => {
                let subject = places.subject;
                let own = subject.and_then(|subject| topic::of(reading, subject));
                let own = own.or_else(|| subject.and_then(|subject| idioms::envoy(reading, row, subject)));
                own.or_else(|| extraposed(reading, verb, token, subject?).filter(|_| row.by == MoveBy::Speaker))
            }
            // Read with the offers of the report known: `replies`.
            About::Offeror => None,
        };
        let found = found
            .or_else(|| answers::answered(reading, row, token))
            .or_else(|| gathered(reading, row, token))
            .or_else(|| rebuffed(reading, row, token))
            .or_else(|| answers::bound(reading, row, token))
            .or_else(|| answers::proposed(reading, row, token));
        let Some(found) = found else { continue };
        // "does not want a mediator": a word that moves only under a negation leaves what it governs alone without one.
        let none = hung.is_some_and(|word| word != verb && is_negated(parse, word, word));
        // "*Neither* took up the offer", "*nobody* had answered"
        let none = none || row.pos == MovePos::Verb && is_done_by_none(reading, verb);
        // "would talk only if"
        let only = || row.moves.is_empty() && is_only(parse, verb);
        let negated =
            none || is_negated(parse, token, verb) || is_none(parse, &found) || is_doubted(parse, verb) || only();
        if row.moves.is_empty() && !negated {
            continue;
        }
        // "there were no talks" tells what was not, "there will be no talks" refuses.
        let will = |at: usize| matches!(parse.tokens[at].norm.as_str(), "will" | "would" | "can" | "could" | "shall");
        let bare = found.path.len() == 1 && parse.children_by(verb, Dep::Aux).any(will);
        let plain_be = parse.tokens[token].lemma == "be" && row.pos == MovePos::Verb && row.about != About::Scene;
        if row.moves.is_empty() && plain_be && !bare {
            continue;
        }
        // "Dialogue is the only way" is no "under way", "a planned summit" is none planned here.
        let convenes = row.moves.contains(&(found.topic, MediationMove::Convened));
        let attribute = hung.is_some_and(|word| parse.tokens[word].dep == Dep::Attr);
        if convenes
            && (attribute && row.about == About::Subject
                || parse.tokens[token].dep == Dep::Amod && tree::passive(parse, token))
        {
            continue;
        }
        // "neither accepted nor rejected it"
        if row.pos == MovePos::Verb && is_neither(parse, token) {
            continue;
        }
        // "there is no plan to hold talks": the noun tells it.
        if row.pos == MovePos::Verb && is_of_no_noun(parse, token) {
            continue;
        }
        if idioms::knows(row, found.topic) {
            let end = hung.filter(|_| row.about == About::Scene && idioms::is_whole(parse, token, row));
            return Some(Fit { row, trigger: token, verb, found, none, end });
        }
    }
    None
}

/// "*it* was unacceptable *to hold talks* now": the clause that "it" stands for.
fn extraposed(reading: Reading<'_>, verb: usize, token: usize, subject: usize) -> Option<Found> {
    let parse = reading.parse;
    if parse.tokens[subject].norm != "it" {
        return None;
    }
    let clauses = [token, verb].into_iter().flat_map(|at| parse.children(at)).filter(|&at| at > token);
    let mut clauses =
        clauses.filter(|&at| tree::verbal(parse, at) && (tree::infinitive(parse, at) || has_that(parse, at)));
    clauses.find_map(|at| topic::of(reading, at))
}

fn has_that(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, Dep::Mark).any(|at| parse.tokens[at].norm == "that")
}

/// "*snubbed* the envoy", "turned a deaf ear to the mediators"
fn rebuffed(reading: Reading<'_>, row: &Row, token: usize) -> Option<Found> {
    let below = row.pos == MovePos::Verb && matches!(row.about, About::Below | About::Scene);
    let objects = if below { tree::objects(reading, token) } else { Vec::new() };
    objects.into_iter().find_map(|at| idioms::envoy(reading, row, at))
}

/// "Tolm *hosted* the presidents of Verania and Ostria": whoever brings two states together holds talks.
pub(super) fn gathered(reading: Reading<'_>, row: &Row, token: usize) -> Option<Found> {
    let gathers = [MediationMove::Convened, MediationMove::Offered]
        .iter()
        .any(|&step| row.moves.contains(&(Topic::Discussion, step)));
    let hosts = row.pos == MovePos::Verb && row.about == About::Below && gathers;
    let agentless = || tree::passive(reading.parse, token) && tree::agent(reading, token).is_none();
    if !hosts || !tree::verbal(reading.parse, token) || agentless() {
        return None;
    }
    let object = tree::objects(reading, token).into_iter().next()?;
    // "invited *them* by letter", right behind the two who are meant.
    if matches!(reading.parse.tokens[object].norm.as_str(), "them" | "both") && is_spoken_of(reading, token) {
        return Some(Found { points_back: true, ..Found::at(Topic::Talks, object) });
    }
    let mut states: Vec<String> = parties::named(reading, object);
    states.sort_unstable();
    states.dedup();
    (states.len() >= 2 || topic::brings_two(reading, token)).then(|| Found {
        topic: Topic::Talks,
        path: vec![object],
        points_back: false,
        mediates: true,
    })
}

/// "left the door open *to talks*", "invited envoys to its capital for *talks*": the topic of the word that the row asks for.
fn below_hung(reading: Reading<'_>, word: usize) -> Option<Found> {
    let parse = reading.parse;
    let preposition = parse.tokens[word].pos == Pos::Adp;
    let behind = || parse.children_by(word, Dep::Pobj).find_map(|noun| topic::of(reading, noun));
    let described = || parse.children_by(word, Dep::Amod).find_map(|at| topic::below_prepositions(reading, at));
    if preposition { behind() } else { topic::below(reading, word).or_else(described) }
}

/// "invited envoys to its capital *for* talks": a preposition that hangs on an object or a place.
fn purpose(reading: Reading<'_>, row: &Row, token: usize) -> Option<usize> {
    let parse = reading.parse;
    let asked = |&at: &usize| row.words.iter().any(|word| word == "for") && parse.tokens[at].norm == "for";
    let nouns = || {
        let places = tree::prepositions(parse, token).flat_map(|at| parse.children_by(at, Dep::Pobj));
        parse.children_by(token, Dep::Dobj).chain(places)
    };
    nouns().find_map(|noun| tree::prepositions(parse, noun).find(asked))
}

/// "called the offer *a trap*", "considers it *unacceptable*": what somebody calls it, wherever the small parser hangs it.
fn named_so(reading: Reading<'_>, row: &Row, token: usize) -> Option<usize> {
    let parse = reading.parse;
    if row.words.is_empty() || row.pos != MovePos::Verb || !tree::is(reading, token, "naming") {
        return None;
    }
    let end = (parse.tokens[token].right_edge as usize).min(token + NAMED);
    let finite = |&at: &usize| matches!(parse.tokens[at].tag.as_str(), "VBD" | "VBZ" | "VBP" | "MD");
    (token + 1..=end).take_while(|at| !finite(at)).find(|&at| {
        matches!(parse.tokens[at].pos, Pos::Noun | Pos::Adj)
            && row.words.iter().any(|word| parse.tokens[at].lemma == word.as_str())
    })
}

/// "*bilateral* talks", "to settle it in *bilateral* talks": the adjective of the topic, or of what stands behind it.
pub(super) fn is_of_kind(parse: &Parse, found: &Found, adjective: &str) -> bool {
    let told = |noun: usize| parse.children_by(noun, Dep::Amod).any(|at| parse.tokens[at].lemma == adjective);
    let behind = |word: usize| {
        let prepositions = parse.children_by(word, Dep::Prep);
        prepositions.flat_map(|at| parse.children_by(at, Dep::Pobj)).any(told)
    };
    found.path.iter().any(|&word| told(word) || behind(word))
}

/// Whether the sentences just before tell of mediation, talks or a truce, to which "the offer" may point back.
pub(super) fn is_spoken_of(reading: Reading<'_>, token: usize) -> bool {
    let parse = reading.parse;
    let here = parse.sentence_of(token);
    let sentences = parse.sentences.get(here.saturating_sub(BACK)..=here).unwrap_or_default();
    let verbs = &reading.lexicon.verbs;
    sentences.iter().flat_map(Clone::clone).take_while(|&at| at < token).any(|at| {
        let meeting = tree::nominal(parse, at);
        verbs.topic_words(&parse.tokens[at].lemma.to_lowercase()).any(|words| match words.part {
            Part::Is(Topic::Discussion) => meeting,
            Part::Is(_) => true,
            _ => false,
        })
    })
}

/// Whether a negation stands at a word or at the verb that carries it.
pub(super) fn is_negated(parse: &Parse, token: usize, verb: usize) -> bool {
    let negates = |child: usize| match parse.tokens[child].dep {
        Dep::Neg => true,
        Dep::Det | Dep::Advmod | Dep::Preconj => {
            matches!(parse.tokens[child].norm.as_str(), "no" | "never" | "neither" | "nor" | "hardly")
        }
        _ => false,
    };
    [token, verb].into_iter().any(|at| parse.children(at).any(negates)) || is_scant(parse, token)
}

/// "needs *no mediation*": the topic itself is none. Who "sees no readiness of Verania to accept it" tells of Verania.
pub(super) fn is_none(parse: &Parse, found: &Found) -> bool {
    let none = |word: usize| parse.children_by(word, Dep::Det).any(|at| parse.tokens[at].norm == "no");
    matches!(found.path.as_slice(), [topic] if none(*topic))
}

/// "I *do not think* that we need a mediator": the negation stands above.
pub(super) fn is_doubted(parse: &Parse, verb: usize) -> bool {
    let above = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Ccomp);
    above.is_some_and(|above| {
        matches!(parse.tokens[above].lemma.as_str(), "think" | "believe" | "feel" | "see" | "expect")
            && parse.children_by(above, Dep::Neg).next().is_some()
    })
}

/// "*neither* accepted *nor* rejected": one of two answers, none of which was given.
fn is_neither(parse: &Parse, verb: usize) -> bool {
    let neither = |at: usize| parse.children(at).any(|child| parse.tokens[child].norm == "neither" && child < at);
    let first = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Conj).unwrap_or(verb);
    let pair = parse.children_by(first, Dep::Conj).any(|at| tree::verbal(parse, at));
    let nor = parse.children_by(first, Dep::Cc).any(|at| parse.tokens[at].norm == "nor");
    pair && nor && neither(first)
}

/// "*Neither* government has answered", "*nobody* took it up".
fn is_done_by_none(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let none = |at: usize| matches!(parse.tokens[at].norm.as_str(), "neither" | "nobody" | "none");
    let passive = tree::passive(parse, verb);
    let agent = tree::own_subject(parse, verb).filter(|_| !passive);
    agent.is_some_and(|agent| none(agent) || parse.children(agent).any(|at| none(at) && at < agent))
}

/// An infinitive of a noun that is none: "no plan *to hold* talks".
pub(super) fn is_of_no_noun(parse: &Parse, verb: usize) -> bool {
    let noun = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Acl && tree::infinitive(parse, verb));
    noun.is_some_and(|noun| parse.children_by(noun, Dep::Det).any(|at| parse.tokens[at].norm == "no"))
}

/// A verb that is about talks by itself: "shuttled between the capitals".
pub(super) fn topic_of_row(row: &Row, token: usize) -> Found {
    let topic = row.moves.first().map_or(Topic::Talks, |(topic, _)| *topic);
    // "it is a bilateral matter" answers only where somebody offered to mediate.
    let points_back = row.by == MoveBy::Speaker;
    Found { topic, path: vec![token], points_back, mediates: true }
}

/// Where the topic of a word may stand.
pub(super) struct Places {
    below: Option<Found>,
    subject: Option<usize>,
}

pub(super) fn places(reading: Reading<'_>, token: usize, pos: MovePos) -> Option<(usize, Places)> {
    let parse = reading.parse;
    match pos {
        MovePos::Verb if tree::verbal(parse, token) && parse.tokens[token].dep != Dep::Aux => {
            let passive = tree::passive(parse, token);
            let objects = tree::objects(reading, token);
            let behind = |object: usize| {
                let found = topic::below_prepositions(reading, token).filter(|found| found.topic != Topic::Offer)?;
                let path = [vec![object], found.path].concat();
                // "suspended its part in the talks"
                if matches!(parse.tokens[object].lemma.as_str(), "part" | "participation" | "role" | "presence") {
                    return Some(Found { path, ..found });
                }
                topic::is_proposal(reading, object).then_some(Found { topic: Topic::Offer, path, ..found })
            };
            let below = objects.iter().find_map(|&object| {
                let found = topic::of(reading, object).filter(|found| !found.points_back);
                found.or_else(|| behind(object)).or_else(|| topic::of(reading, object))
            });
            let below = below.or_else(|| {
                let own = topic::below(reading, token);
                own.or_else(|| tree::complements(parse, token).into_iter().find_map(|at| topic::of(reading, at)))
            });
            // "Negotiations stalled on Thursday": the small parser hangs the verb on its subject.
            let told = || {
                let noun = parse.head(token).filter(|_| parse.tokens[token].dep == Dep::Acl)?;
                let root = parse.tokens[noun].dep == Dep::Root && parse.child(token, Dep::Agent).is_none();
                (root && matches!(parse.tokens[token].tag.as_str(), "VBN" | "VBD")).then_some(noun)
            };
            let subject = if passive { objects.first().copied().or_else(told) } else { tree::subject(reading, token) };
            Some((token, Places { below, subject }))
        }
        // "opened talks" is no "open".
        MovePos::Adjective
            if matches!(parse.tokens[token].pos, Pos::Adj | Pos::Adv)
                || parse.tokens[token].pos == Pos::Verb && parse.tokens[token].tag != "VBD" =>
        {
            let clause = Clause::of_adjective(reading, token);
            let verb = clause.as_ref().map_or(token, |clause| clause.verb);
            let subject = clause.as_ref().and_then(|clause| clause.agent).or_else(|| tree::own_subject(parse, token));
            let complements = clause.map(|clause| clause.complements).unwrap_or_default();
            let below =
                topic::below(reading, token).or_else(|| complements.into_iter().find_map(|at| topic::of(reading, at)));
            Some((verb, Places { below, subject }))
        }
        MovePos::Noun
            if (parse.tokens[token].pos == Pos::Noun || parse.tokens[token].norm == "nothing")
                && parse.tokens[token].dep != Dep::Compound =>
        {
            let verb = parse.head(token).filter(|&head| tree::verbal(parse, head)).unwrap_or(token);
            let below = topic::below(reading, token).or_else(|| beside(reading, token, verb));
            Some((verb, Places { below, subject: None }))
        }
        _ => None,
    }
}

/// The topic of a noun that hangs on its verb: "secured their agreement *to a truce*", "there is no room *for talks*"; or on which its verb
/// hangs: "we see a reluctance, at least on their part, *to resort to mediation*".
pub(super) fn beside(reading: Reading<'_>, noun: usize, verb: usize) -> Option<Found> {
    let parse = reading.parse;
    // "will fly to Tolm for talks at the invitation of the emir"
    if parse.tokens[noun].dep == Dep::Pobj && parse.tokens[noun].lemma == "invitation" {
        let at = parse.head(noun).filter(|&at| matches!(parse.tokens[at].norm.as_str(), "at" | "on"))?;
        let verb = parse.ancestors(at).find(|&verb| tree::verbal(parse, verb))?;
        return topic::below_prepositions(reading, verb).filter(|found| found.topic == Topic::Talks);
    }
    if !matches!(parse.tokens[noun].dep, Dep::Dobj | Dep::Attr | Dep::Nsubj | Dep::Nsubjpass)
        || !tree::verbal(parse, verb)
    {
        return None;
    }
    let above = || {
        let head = parse.head(verb).filter(|&head| head > noun && tree::infinitive(parse, head))?;
        matches!(parse.tokens[verb].dep, Dep::Advcl | Dep::Ccomp).then(|| topic::of(reading, head)).flatten()
    };
    // "for their offers to mediate": the small parser takes the offers for whoever mediates.
    if parse.tokens[noun].dep == Dep::Nsubj && tree::infinitive(parse, verb) {
        return topic::of(reading, verb);
    }
    let infinitive = || {
        let after = parse.children(verb).filter(|&at| at > noun && tree::infinitive(parse, at));
        after.filter(|&at| parse.tokens[at].dep != Dep::Conj).find_map(|at| topic::of(reading, at))
    };
    topic::below_prepositions(reading, verb).or_else(infinitive).or_else(above)
}
