//! What a phrase is about, as far as mediation goes: a word in, its topic out, with the words on the way to it.
//!
//! "an offer to act as a go-between" is a service: *offer* says little, *act* with a go-between behind *as* is to mediate.

use super::super::tree;
use super::{accords, parties};
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{Dating, Part, Topic};

/// How far a topic is looked for below a word.
const DEPTH: u32 = 6;

/// A topic that was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Which.
    pub topic: Topic,
    /// The words from the top to the one that decides.
    pub path: Vec<usize>,
    /// It only points back: "the idea", "such proposals".
    pub points_back: bool,
    /// What is offered is to mediate.
    pub mediates: bool,
}

impl Found {
    pub(super) fn at(topic: Topic, token: usize) -> Self {
        Self { topic, path: vec![token], points_back: false, mediates: matches!(topic, Topic::Service | Topic::Offer) }
    }

    fn under(mut self, token: usize) -> Self {
        self.path.insert(0, token);
        self
    }

    fn with_topic(self, topic: Topic) -> Self {
        Self { topic, ..self }
    }
}

/// The topic of a word with what hangs below it.
pub(super) fn of(reading: Reading<'_>, token: usize) -> Option<Found> {
    within(reading, token, DEPTH)
}

/// The topic of what hangs below a word, the word itself left aside.
pub(super) fn below(reading: Reading<'_>, token: usize) -> Option<Found> {
    under(reading, token, DEPTH)
}

fn within(reading: Reading<'_>, token: usize, depth: u32) -> Option<Found> {
    let depth = depth.checked_sub(1)?;
    let parse = reading.parse;
    let verbs = &reading.lexicon.verbs;
    let lemma = tree::lemma(parse, token, |word| verbs.topic_words(word).next().is_some());
    let mut parts: Vec<Part> = verbs.topic_words(&lemma.to_lowercase()).map(|words| words.part).collect();
    // "a session of talks" is about the talks, "the session" about itself.
    parts.sort_by_key(|part| *part != Part::Hollow);
    let noun = tree::nominal(parse, token);
    let verb = tree::verbal(parse, token);
    if !noun && !verb {
        return None;
    }
    let found = parts.iter().find_map(|part| match part {
        Part::Is(Topic::Service) => verb.then(|| Found::at(Topic::Service, token)),
        Part::Is(topic) if noun || *topic != Topic::Offer => {
            // "trade talks"
            let aside = noun && *topic == Topic::Talks && accords::is_aside(reading, token);
            let plain = !aside && (lemma != "table" || negotiating(parse, token));
            plain.then(|| proposed(parse, *topic, token).unwrap_or_else(|| Found::at(*topic, token)))
        }
        Part::Run if verb && brings_two(reading, token) => Some(Found::at(Topic::Service, token)),
        // "We are ready to host *them*."
        Part::Run if verb && takes_them(parse, token) && accords::is_at_issue(reading, token) => {
            Some(Found { points_back: true, ..Found::at(Topic::Service, token) })
        }
        Part::Run if verb => under(reading, token, depth)
            .filter(|found| {
                let helps = matches!(lemma.as_ref(), "help" | "assist") && found.topic == Topic::Service;
                helps || matches!(found.topic, Topic::Talks | Topic::Truce | Topic::Discussion)
            })
            .map(|found| {
                let topic = if found.topic == Topic::Discussion { Topic::Discussion } else { Topic::Service };
                found.under(token).with_topic(topic)
            }),
        Part::Serve if verb => go_between(reading, token).map(|at| Found::at(Topic::Service, at).under(token)),
        Part::Role if noun => {
            let played = || is_offered_role(reading, token).then_some(token);
            helpful(reading, token).or_else(played).map(|at| Found::at(Topic::Service, at).under(token))
        }
        Part::Carry if verb => message(reading, token).map(|at| Found::at(Topic::Service, at).under(token)),
        // "is ready *to help*": to mediate; "is ready *to come*": to what was offered.
        Part::Elliptic if verb => is_bare(parse, token).then(|| {
            let helps = matches!(lemma.as_ref(), "help" | "assist" | "contribute");
            let topic = if helps { Topic::Service } else { Topic::Offer };
            Found { points_back: true, mediates: false, ..Found::at(topic, token) }
        }),
        Part::Fight if verb => is_forsworn(parse, token).then(|| Found::at(Topic::Truce, token)),
        Part::Settle => conflict(reading, token).map(|at| Found::at(Topic::Truce, at).under(token)),
        // "offered to host *contacts between the sides*"
        Part::Hollow if noun && lemma == "contact" && is_between_sides(reading, token) => {
            Some(Found::at(Topic::Talks, token))
        }
        Part::Hollow => under(reading, token, depth).map(|found| found.under(token)),
        // "keeps its hands free"
        Part::Proposal if noun && lemma == "hand" && parse.tokens[token].norm != "hand" => None,
        Part::Proposal if noun => under(reading, token, depth)
            .filter(|found| !found.points_back)
            .map(|found| found.under(token).with_topic(Topic::Offer))
            .or_else(|| pointing(reading, token)),
        Part::Accord if noun => {
            let below = under(reading, token, depth).filter(|found| !found.points_back);
            below.map(|found| found.under(token).with_topic(Topic::Truce)).or_else(|| accords::accord(reading, token))
        }
        Part::Pact if noun => {
            let below = under(reading, token, depth).filter(|found| !found.points_back);
            below.map(|found| found.under(token).with_topic(Topic::Truce)).or_else(|| accords::pact(reading, token))
        }
        Part::Third if noun && outside(reading, token) => Some(Found::at(Topic::Offer, token)),
        Part::Enter if verb && parse.children_by(token, Dep::Prt).any(|at| parse.tokens[at].norm == "in") => {
            Some(Found::at(Topic::Service, token))
        }
        Part::Measure if noun => accords::measure(reading, token),
        Part::Panel if noun => accords::panel(reading, token),
        _ => None,
    });
    // "is prepared to *carry on*": with its mediation.
    let going = || {
        let on = verb && carries_on(parse, token);
        on.then(|| Found { points_back: true, mediates: false, ..Found::at(Topic::Service, token) })
    };
    found.or_else(going).or_else(|| conjunct(parse, token).and_then(|next| within(reading, next, depth)))
}

/// "to *carry on*", "to *go on*", "to *continue*", with nothing that says with what.
fn carries_on(parse: &Parse, verb: usize) -> bool {
    let lemma = parse.tokens[verb].lemma.as_str();
    let on = || parse.children(verb).any(|at| parse.tokens[at].norm == "on" && parse.children(at).next().is_none());
    let says = |at: usize| {
        let dep = parse.tokens[at].dep;
        matches!(dep, Dep::Dobj | Dep::Xcomp | Dep::Ccomp | Dep::Attr)
            || dep == Dep::Prep && parse.tokens[at].norm != "on"
    };
    let goes = matches!(lemma, "continue" | "persevere") || matches!(lemma, "carry" | "go") && on();
    goes && tree::infinitive(parse, verb) && !parse.children(verb).any(|at| at > verb && says(at))
}

/// "a constructive role", "its good offices": the adjective.
fn helpful(reading: Reading<'_>, noun: usize) -> Option<usize> {
    let parse = reading.parse;
    let is = |word: &str| reading.lexicon.verbs.topic_words(word).any(|words| words.part == Part::Helpful);
    // "is ready to do its part"
    let does = || {
        let verb =
            parse.head(noun).filter(|&verb| parse.tokens[verb].lemma == "do" && parse.tokens[noun].dep == Dep::Dobj);
        verb.and_then(|_| parse.child(noun, Dep::Poss)).filter(|_| parse.tokens[noun].lemma == "part")
    };
    parse.children_by(noun, Dep::Amod).find(|&at| is(&parse.tokens[at].lemma.to_lowercase())).or_else(does)
}

/// "contacts *between the sides*", "between Verania and Ostria"
fn is_between_sides(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let side = |at: usize| {
        let lemma = parse.tokens[at].lemma.to_lowercase();
        let words = reading.lexicon.verbs.topic_words(&lemma);
        words.into_iter().any(|words| words.part == Part::Sides) || parties::named(reading, at).len() >= 2
    };
    tree::behind(parse, noun, "between").is_some_and(side)
}

/// "is willing to *play a role*", where a quarrel is spoken of: in settling it.
fn is_offered_role(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let plain = parse.children_by(noun, Dep::Amod).next().is_none() && tree::behind(parse, noun, "in").is_none();
    let verb = parse.head(noun).filter(|_| parse.tokens[noun].dep == Dep::Dobj);
    let plays = |verb: usize| {
        parse.tokens[verb].lemma == "play" && tree::infinitive(parse, verb) && tree::behind(parse, verb, "in").is_none()
    };
    plain && verb.is_some_and(plays) && accords::is_at_issue(reading, noun)
}

/// "a *third* party", "a *third-party* role", "no *foreign* involvement".
fn outside(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let modifies = |at: &usize| matches!(parse.tokens[*at].dep, Dep::Amod | Dep::Compound | Dep::Nmod);
    let is = |at: usize| {
        let lemma = parse.tokens[at].lemma.to_lowercase();
        reading.lexicon.verbs.topic_words(&lemma).any(|words| words.part == Part::Outside)
    };
    parse.children(noun).filter(modifies).any(|at| is(at) || parse.children(at).filter(modifies).any(is))
}

/// "host the leaders *of both countries*", "bring *the two sides* together": whom one brings together.
pub(super) fn brings_two(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let both = |at: usize| {
        told_many(parse, at)
            || parse.children(at).any(|child| told_many(parse, child))
            || tree::behind(parse, at, "of")
                .is_some_and(|of| told_many(parse, of) || parse.children(of).any(|child| told_many(parse, child)))
    };
    // "gather *the ministers*", where the report is about their quarrel.
    let the = |at: usize| {
        parse.tokens[at].tag == "NNS"
            && parse.children_by(at, Dep::Det).any(|det| parse.tokens[det].norm == "the")
            && accords::is_at_issue(reading, verb)
    };
    let side = |at: usize| {
        let lemma = parse.tokens[at].lemma.to_lowercase();
        reading.lexicon.verbs.topic_words(&lemma).any(|words| words.part == Part::Sides)
    };
    // "kept *the rebels and the ministers* in separate wings"
    let pair = |at: usize| parse.children_by(at, Dep::Conj).any(side);
    // "stands ready to assist *the two*"
    let two = |at: usize| {
        let helps = matches!(parse.tokens[verb].lemma.as_str(), "help" | "assist");
        helps
            && matches!(parse.tokens[at].norm.as_str(), "two" | "both" | "them")
            && accords::is_at_issue(reading, verb)
    };
    // "host *the presidents of Verania and Ostria*"
    let states = |at: usize| {
        let mut named = parties::named(reading, at);
        named.sort_unstable();
        named.dedup();
        named.len() >= 2 && accords::is_at_issue(reading, verb)
    };
    tree::objects(reading, verb)
        .into_iter()
        .any(|at| side(at) && (both(at) || the(at) || pair(at)) || two(at) || states(at))
}

/// "host *them*", "receive *both*"
fn takes_them(parse: &Parse, verb: usize) -> bool {
    let them = |at: usize| matches!(parse.tokens[at].norm.as_str(), "them" | "both");
    let hosts = matches!(parse.tokens[verb].lemma.as_str(), "host" | "receive" | "reconcile" | "reunite" | "gather");
    hosts && tree::infinitive(parse, verb) && parse.children_by(verb, Dep::Dobj).any(them)
}

/// "both", "the *two* sides", "*rival* leaders": several who are at odds.
fn told_many(parse: &Parse, at: usize) -> bool {
    matches!(
        parse.tokens[at].norm.as_str(),
        "both" | "two" | "three" | "all" | "everyone" | "rival" | "warring" | "feuding" | "quarrelling" | "opposing"
    )
}

/// "carry *messages* between the two capitals": what goes between two.
fn message(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let is = |word: &str| reading.lexicon.verbs.topic_words(word).any(|words| words.part == Part::Message);
    let noun = tree::objects(reading, verb).into_iter().find(|&at| is(&parse.tokens[at].lemma.to_lowercase()))?;
    let between = |at: usize| tree::behind(parse, at, "between").is_some();
    // "is ready to carry messages": whoever's they are.
    let any = tree::infinitive(parse, verb) && parse.tokens[noun].tag == "NNS" && parse.children(noun).next().is_none();
    (between(verb) || between(noun) || any).then_some(noun)
}

/// "agreed *to come*", "is ready *to help*", "will go on *helping*": a verb that says no more.
fn is_bare(parse: &Parse, verb: usize) -> bool {
    let says = |at: usize| match parse.tokens[at].dep {
        // "ready to come back *at any time*"
        Dep::Prep => !matches!(parse.tokens[at].norm.as_str(), "at" | "on" | "within" | "without"),
        dep => {
            matches!(dep, Dep::Dobj | Dep::Xcomp | Dep::Ccomp | Dep::Dative | Dep::Attr | Dep::Prt | Dep::Advcl)
        }
    };
    // "will keep *helping*", "will go on *helping*"
    let going_on =
        parse.tokens[verb].tag == "VBG" && matches!(parse.tokens[verb].dep, Dep::Xcomp | Dep::Pobj | Dep::Pcomp);
    (tree::infinitive(parse, verb) || going_on) && !parse.children(verb).any(|at| at > verb && says(at))
}

/// "agreed *not* to attack each other", "refrain from attacking": a deed that is forsworn.
fn is_forsworn(parse: &Parse, verb: usize) -> bool {
    let not = |at: usize| parse.children_by(at, Dep::Neg).next().is_some();
    let head = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Conj);
    let infinitive = |at: usize| tree::infinitive(parse, at) && not(at);
    infinitive(verb) || head.is_some_and(infinitive)
}

/// "the ceasefire *proposed* by Tolm": what is proposed is an offer.
fn proposed(parse: &Parse, topic: Topic, noun: usize) -> Option<Found> {
    if !matches!(topic, Topic::Talks | Topic::Truce) {
        return None;
    }
    let verb = parse.children_by(noun, Dep::Acl).find(|&at| {
        matches!(parse.tokens[at].lemma.as_str(), "propose" | "suggest" | "offer" | "float") && tree::passive(parse, at)
    })?;
    Some(Found { mediates: false, path: vec![noun, verb], ..Found::at(Topic::Offer, noun) })
}

/// "diplomacy and talks": the second member of a pair of nouns.
fn conjunct(parse: &Parse, token: usize) -> Option<usize> {
    parse
        .children_by(token, Dep::Conj)
        .find(|&at| at > token && tree::nominal(parse, at) && tree::nominal(parse, token))
}

fn under(reading: Reading<'_>, token: usize, depth: u32) -> Option<Found> {
    let parse = reading.parse;
    let direct = |child: usize| match parse.tokens[child].dep {
        Dep::Dobj | Dep::Attr | Dep::Oprd | Dep::Xcomp | Dep::Ccomp | Dep::Acl => within(reading, child, depth),
        Dep::Advcl | Dep::Relcl if tree::infinitive(parse, child) => within(reading, child, depth),
        Dep::Compound | Dep::Nmod | Dep::Amod if tree::nominal(parse, token) => within(reading, child, depth),
        _ => None,
    };
    if let Some(found) = parse.children(token).find_map(direct) {
        return Some(found);
    }
    // "rejected the demands in talks": what has an object is about the object.
    // "invited both sides to talks" is about the talks.
    let full = tree::verbal(parse, token)
        && parse.child(token, Dep::Dobj).is_some_and(|object| !parse.tokens[object].tag.starts_with("PRP"));
    prepositional(reading, token, full, depth)
}

/// The topic behind a preposition of a word: "no room is there *for talks*".
pub(super) fn below_prepositions(reading: Reading<'_>, token: usize) -> Option<Found> {
    prepositional(reading, token, false, DEPTH)
}

fn prepositional(reading: Reading<'_>, token: usize, only_to: bool, depth: u32) -> Option<Found> {
    let parse = reading.parse;
    // "walked *away* from", "called *off* the"
    let led = parse.children(token).filter(|&at| matches!(parse.tokens[at].dep, Dep::Advmod | Dep::Prt));
    std::iter::once(token)
        .chain(led)
        .flat_map(|at| tree::prepositions(parse, at))
        .filter(|&at| !is_means(reading, at))
        // "abide *by* a truce"
        .filter(|&at| !tree::dates(reading, at, Dating::Topic) || parse.tokens[token].lemma == "abide")
        .filter(|&at| !only_to || parse.tokens[at].norm == "to")
        .flat_map(|at| parse.children(at))
        .filter(|&at| matches!(parse.tokens[at].dep, Dep::Pobj | Dep::Pcomp))
        .find_map(|at| within(reading, tree::referent(parse, at), depth))
}

/// "shot down *with the help of* its allies": by what means, and no offer of help.
fn is_means(reading: Reading<'_>, preposition: usize) -> bool {
    let parse = reading.parse;
    let helped = |at: usize| tree::is(reading, at, "help") && tree::behind(parse, at, "of").is_some();
    parse.tokens[preposition].norm == "with" && parse.children_by(preposition, Dep::Pobj).any(helped)
}

/// "the negotiating table", "come to the table", "walked away from the table".
fn negotiating(parse: &Parse, table: usize) -> bool {
    let before = parse.children(table).any(|child| {
        child < table
            && matches!(parse.tokens[child].lemma.as_str(), "negotiate" | "negotiating" | "bargaining" | "peace")
    });
    before || parse.head(table).is_some_and(|head| matches!(parse.tokens[head].norm.as_str(), "to" | "from"))
}

/// Who brings others together, behind *as* or as what somebody is.
fn go_between(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let predicate = parse.child(verb, Dep::Attr).or_else(|| parse.child(verb, Dep::Dobj));
    let person = |&at: &usize| {
        let token = &parse.tokens[at];
        let verbs = &reading.lexicon.verbs;
        let lemma = tree::lemma(parse, at, |word| verbs.topic_words(word).next().is_some()).to_lowercase();
        let between = matches!(lemma.as_str(), "channel" | "bridge" | "conduit" | "messenger");
        let trade = lemma.ends_with("or") || lemma.ends_with("ary") || lemma.ends_with("between");
        let known = || verbs.topic_words(&lemma).any(|words| words.part == Part::Is(Topic::Offer));
        tree::nominal(parse, at) && token.pos != Pos::Propn && (between || trade && known())
    };
    tree::behind(parse, verb, "as").into_iter().chain(predicate).find(person)
}

/// What a verb or noun of ending ends: "end the fighting", "a halt to the war".
fn conflict(reading: Reading<'_>, token: usize) -> Option<usize> {
    let parse = reading.parse;
    let is = |&at: &usize| {
        let known = |word: &str| reading.lexicon.verbs.topic_words(word).any(|words| words.part == Part::Conflict);
        known(&parse.tokens[at].lemma.to_lowercase())
    };
    // "agreed to stop *firing*".
    let gerund = parse.children_by(token, Dep::Xcomp).filter(|&at| parse.tokens[at].tag == "VBG");
    let objects = if tree::verbal(parse, token) { tree::objects(reading, token) } else { Vec::new() };
    let objects = objects.into_iter().chain(gerund);
    let behind = ["to", "of", "in"].iter().filter_map(|word| tree::behind(parse, token, word));
    // "the normalisation of *relations*": ties that are to be ended are no quarrel.
    let mends = matches!(
        parse.tokens[token].lemma.to_lowercase().as_str(),
        "normalise" | "normalize" | "normalisation" | "normalization" | "mend" | "repair"
    );
    let ties = |&at: &usize| mends && matches!(parse.tokens[at].lemma.as_str(), "relation" | "tie" | "relationship");
    objects.chain(behind).map(|at| tree::content(reading, at)).find(|at| is(at) || ties(at))
}

/// A noun of offering whose topic hangs on its verb: "accepted a *proposal* on Sunday for a truce".
pub(super) fn is_proposal(reading: Reading<'_>, token: usize) -> bool {
    let lemma = &reading.parse.tokens[token].lemma;
    reading.lexicon.verbs.topic_words(lemma).any(|words| words.part == Part::Proposal)
}

/// "the idea", "such proposals", "Russia's initiative": what was proposed before.
fn pointing(reading: Reading<'_>, noun: usize) -> Option<Found> {
    let parse = reading.parse;
    // "a plan to kill the minister" says itself what it is about.
    let says = |child: usize| {
        matches!(parse.tokens[child].dep, Dep::Acl | Dep::Relcl)
            || parse.tokens[child].dep == Dep::Prep && matches!(parse.tokens[child].norm.as_str(), "for" | "to" | "on")
    };
    // "accepted an invitation to Tolm": to whatever place, where it is spoken of a quarrel.
    let invites = matches!(parse.tokens[noun].lemma.as_str(), "invitation" | "invite");
    if invites && accords::is_at_issue(reading, noun) {
        return Some(Found { points_back: true, mediates: false, ..Found::at(Topic::Offer, noun) });
    }
    if parse.children(noun).any(|child| child > noun && says(child)) {
        return None;
    }
    let own_verb = parse
        .children(noun)
        .filter(|&child| child < noun)
        .any(|child| parse.tokens[child].norm == "an" || parse.tokens[child].norm == "a");
    let clause = parse.head(noun).filter(|&head| own_verb && tree::verbal(parse, head));
    // "vetoed a plan of the army last week to kill": the infinitive of its verb may be the plan's.
    if clause.is_some_and(|verb| parse.children(verb).any(|at| at > noun && tree::infinitive(parse, at))) {
        return None;
    }
    let definite = parse.children(noun).any(|child| {
        let token = &parse.tokens[child];
        match token.dep {
            Dep::Det => matches!(token.norm.as_str(), "the" | "this" | "that" | "these" | "those" | "all" | "any"),
            Dep::Poss => true,
            Dep::Amod => {
                token.norm == "such" || token.pos == Pos::Propn || token.tag == "JJ" && begins_large(reading, child)
            }
            _ => false,
        }
    });
    definite.then(|| Found { points_back: true, mediates: false, ..Found::at(Topic::Offer, noun) })
}

fn begins_large(reading: Reading<'_>, token: usize) -> bool {
    reading.parse.word(&reading.article.text, token).starts_with(char::is_uppercase)
}
