//! Moves of mediation: the parse, the mentions and the statements in; who offered, accepted or refused what, on whose word, out.
//!
//! "Tolm is ready to mediate between the two sides if necessary, its chancellor said": offered by Tolm, by its own mouth, to both sides, if
//! necessary. "Verania has shown no interest in mediation, the Kremlin said": refused by Verania, second-hand.
//!
//! | rule | reads | example | does not read | known misses |
//! |---|---|---|---|---|
//! | E610 move-verb | a verb of `moves.tsv` with a topic below it | "rejected the offer of talks" | "rejected the budget" | an offer described without any word for it |
//! | E620 move-adjective | an adjective with its topic | "is open to mediation" | "is open to the public" | "all ears" |
//! | E630 move-noun | a noun with its topic | "its readiness to mediate" | "readiness to strike" | readiness told in another sentence |
//! | E640 move-of-talks | what becomes of the topic itself | "the talks collapsed" | "the bridge collapsed" | talks that a headline only names |
//!
//! A word that another move has used makes none of its own: whoever "declined the offer to mediate" refuses, and nothing is offered anew.

mod parties;
mod terms;
mod topic;

use super::coder::{self, Draft};
use super::status::{self, Status};
use super::tree;
use super::when;
use crate::Reading;
use crate::events::frames::Clause;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{About, Dating, Move as Row, MovePos, Part, Topic};
use demarche_model::{
    ActorKind, Evidence, MediationMove, Move, MoveTopic, Occurrence, Party, Position, Span, Stance, Statement,
    StatementId, Word,
};
use topic::Found;

/// Sentences back to which "the offer" points.
const BACK: usize = 3;

/// A move with the words that it used.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// The move.
    pub made: Move,
    /// Trigger and topic.
    pub words: Vec<usize>,
}

/// A word that fits a row, before its status is known.
struct Fit<'a> {
    row: &'a Row,
    trigger: usize,
    /// The verb that carries it.
    verb: usize,
    found: Found,
}

/// The moves of a report, in order of their triggers.
pub(super) fn find(reading: Reading<'_>, statements: &[Statement]) -> Vec<Made> {
    let parse = reading.parse;
    let mut taken = vec![false; parse.tokens.len()];
    let mut order: Vec<usize> = (0..parse.tokens.len()).filter(|&token| parse.head(token).is_none()).collect();
    let mut next = 0;
    let mut fits: Vec<Fit<'_>> = Vec::new();
    while let Some(&token) = order.get(next) {
        next += 1;
        order.extend(parse.children(token));
    }
    // What becomes of an offer is told by its verb or adjective: those come before the nouns.
    let nouns = |&&token: &&usize| tree::nominal(parse, token);
    let order = order.iter().filter(|token| !nouns(token)).chain(order.iter().filter(nouns));
    for &token in order {
        if taken[token] {
            continue;
        }
        // "agreed to a truce that begins at dawn": its beginning is no second agreement.
        let told = |fit: &Fit<'_>| fit.row.about == About::Subject && fit.found.path.iter().all(|&word| taken[word]);
        let fit = fit(reading, token).filter(|fit| coder::in_running_text(reading, fit.trigger));
        if let Some(fit) = fit.filter(|fit| !told(fit)) {
            taken[token] = true;
            for &word in &fit.found.path {
                // "agreed to an American ceasefire proposal": a proposal that is new here is a move of its own.
                if !is_new_offer(reading, word) {
                    taken[word] = true;
                }
            }
            fits.push(fit);
        }
    }
    fits.sort_by_key(|fit| fit.trigger);
    let mut made: Vec<Made> = Vec::new();
    for fit in fits {
        // What only points back needs something to point to.
        if fit.found.points_back && made.is_empty() && !is_spoken_of(reading, fit.trigger) {
            continue;
        }
        made.extend(settle(reading, statements, fit));
    }
    made
}

fn fit<'a>(reading: Reading<'a>, token: usize) -> Option<Fit<'a>> {
    let parse = reading.parse;
    let verbs = &reading.lexicon.verbs;
    let lemma = tree::lemma(parse, token, |word| verbs.moves(word).next().is_some());
    let norm = parse.tokens[token].norm.as_str();
    let rows = verbs.moves(&lemma).chain(verbs.moves(norm).filter(|_| norm != lemma.as_ref()));
    for row in rows {
        let Some((verb, places)) = places(reading, token, row.pos) else { continue };
        let hangs = |word: &String| tree::hangs(parse, verb, word) || tree::hangs(parse, token, word);
        let kind = |word: &String| places.below.as_ref().is_some_and(|found| is_of_kind(parse, found, word));
        if !row.words.is_empty() && !row.words.iter().any(|word| hangs(word) || kind(word)) {
            continue;
        }
        let found = match row.about {
            About::Own => topic::of(reading, token)
                .or_else(|| (row.pos == MovePos::Verb && !row.words.is_empty()).then(|| topic_of_row(row, token))),
            // "took part in the talks": an object that belongs to the verb.
            About::Below if !row.words.is_empty() => places.below.or_else(|| topic::below_prepositions(reading, token)),
            About::Below => places.below,
            About::Subject => places.subject.and_then(|subject| topic::of(reading, subject)),
        };
        let found = found.or_else(|| answered(reading, row, token)).or_else(|| gathered(reading, row, token));
        let Some(found) = found else { continue };
        // "does not want a mediator": a word that moves only under a negation leaves what it governs alone without one.
        let negated = is_negated(parse, token, verb) || is_none(parse, &found) || is_doubted(parse, verb);
        if row.moves.is_empty() && !negated {
            continue;
        }
        // "there were no talks" tells what was not, "there will be no talks" refuses.
        let will = |at: usize| matches!(parse.tokens[at].norm.as_str(), "will" | "would" | "can" | "could" | "shall");
        let bare = found.path.len() == 1 && parse.children_by(verb, Dep::Aux).any(will);
        if row.moves.is_empty() && parse.tokens[token].lemma == "be" && row.pos == MovePos::Verb && !bare {
            continue;
        }
        // "there is no plan to hold talks": the noun tells it.
        if row.pos == MovePos::Verb && is_of_no_noun(parse, token) {
            continue;
        }
        let known = |moves: &[(Topic, MediationMove)]| moves.iter().any(|(topic, _)| *topic == found.topic);
        if known(&row.moves) || known(&row.negated) {
            return Some(Fit { row, trigger: token, verb, found });
        }
    }
    None
}

/// "Tolm *hosted* the presidents of Verania and Ostria": whoever brings two states together holds talks.
fn gathered(reading: Reading<'_>, row: &Row, token: usize) -> Option<Found> {
    let hosts = row.pos == MovePos::Verb
        && row.about == About::Below
        && row.moves.contains(&(Topic::Discussion, MediationMove::Convened));
    if !hosts || !tree::verbal(reading.parse, token) || tree::passive(reading.parse, token) {
        return None;
    }
    let object = tree::objects(reading, token).into_iter().next()?;
    let mut states: Vec<String> = parties::named(reading, object);
    states.sort_unstable();
    states.dedup();
    (states.len() >= 2).then(|| Found { topic: Topic::Talks, path: vec![object], points_back: false, mediates: true })
}

/// "Ostria *accepted*, the chancellor said", "had always *refused*", "will *send a delegation*": an answer to what was offered before.
fn answered(reading: Reading<'_>, row: &Row, token: usize) -> Option<Found> {
    let parse = reading.parse;
    let answers = |&(topic, step): &(Topic, MediationMove)| {
        let agreed = step == MediationMove::Agreed && !row.words.is_empty();
        topic == Topic::Offer && (agreed || matches!(step, MediationMove::Accepted | MediationMove::Refused))
    };
    let will =
        || parse.children_by(token, Dep::Aux).any(|at| matches!(parse.tokens[at].norm.as_str(), "will" | "would"));
    let finite = matches!(parse.tokens[token].tag.as_str(), "VBD" | "VBZ" | "VBP" | "VBN");
    let alone = |at: usize| {
        !matches!(
            parse.tokens[at].dep,
            Dep::Dobj | Dep::Xcomp | Dep::Ccomp | Dep::Prep | Dep::Dative | Dep::Oprd | Dep::Attr | Dep::Auxpass
        )
    };
    let fits = row.pos == MovePos::Verb
        && row.about == About::Below
        && row.moves.iter().any(answers)
        && (row.words.is_empty() || row.moves.iter().all(answers))
        && (finite || !row.words.is_empty() || will())
        && matches!(parse.tokens[token].dep, Dep::Root | Dep::Ccomp | Dep::Conj)
        && (!row.words.is_empty() || parse.children(token).all(alone));
    fits.then(|| Found { topic: Topic::Offer, path: vec![token], points_back: true, mediates: false })
}

/// "*bilateral* talks", "to settle it in *bilateral* talks": the adjective of the topic, or of what stands behind it.
fn is_of_kind(parse: &Parse, found: &Found, adjective: &str) -> bool {
    let told = |noun: usize| parse.children_by(noun, Dep::Amod).any(|at| parse.tokens[at].lemma == adjective);
    let behind = |word: usize| {
        let prepositions = parse.children_by(word, Dep::Prep);
        prepositions.flat_map(|at| parse.children_by(at, Dep::Pobj)).any(told)
    };
    found.path.iter().any(|&word| told(word) || behind(word))
}

/// Whether the sentences just before tell of mediation, talks or a truce, to which "the offer" may point back.
fn is_spoken_of(reading: Reading<'_>, token: usize) -> bool {
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
fn is_negated(parse: &Parse, token: usize, verb: usize) -> bool {
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
fn is_none(parse: &Parse, found: &Found) -> bool {
    let none = |word: usize| parse.children_by(word, Dep::Det).any(|at| parse.tokens[at].norm == "no");
    matches!(found.path.as_slice(), [topic] if none(*topic))
}

/// "I *do not think* that we need a mediator": the negation stands above.
fn is_doubted(parse: &Parse, verb: usize) -> bool {
    let above = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Ccomp);
    above.is_some_and(|above| {
        matches!(parse.tokens[above].lemma.as_str(), "think" | "believe" | "feel" | "see" | "expect")
            && parse.children_by(above, Dep::Neg).next().is_some()
    })
}

/// An infinitive of a noun that is none: "no plan *to hold* talks".
fn is_of_no_noun(parse: &Parse, verb: usize) -> bool {
    let noun = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Acl && tree::infinitive(parse, verb));
    noun.is_some_and(|noun| parse.children_by(noun, Dep::Det).any(|at| parse.tokens[at].norm == "no"))
}

/// A verb that is about talks by itself: "shuttled between the capitals".
fn topic_of_row(row: &Row, token: usize) -> Found {
    let topic = row.moves.first().map_or(Topic::Talks, |(topic, _)| *topic);
    Found { topic, path: vec![token], points_back: false, mediates: true }
}

/// Where the topic of a word may stand.
struct Places {
    below: Option<Found>,
    subject: Option<usize>,
}

fn places(reading: Reading<'_>, token: usize, pos: MovePos) -> Option<(usize, Places)> {
    let parse = reading.parse;
    match pos {
        MovePos::Verb if tree::verbal(parse, token) && parse.tokens[token].dep != Dep::Aux => {
            let passive = tree::passive(parse, token);
            let objects = tree::objects(reading, token);
            let behind = |object: usize| {
                let found = topic::below_prepositions(reading, token).filter(|found| found.topic != Topic::Offer)?;
                let path = [vec![object], found.path].concat();
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
            let subject = if passive { objects.first().copied() } else { tree::subject(reading, token) };
            Some((token, Places { below, subject }))
        }
        MovePos::Adjective if matches!(parse.tokens[token].pos, Pos::Adj | Pos::Verb | Pos::Adv) => {
            let clause = Clause::of_adjective(reading, token);
            let verb = clause.as_ref().map_or(token, |clause| clause.verb);
            let subject = clause.as_ref().and_then(|clause| clause.agent).or_else(|| tree::own_subject(parse, token));
            let complements = clause.map(|clause| clause.complements).unwrap_or_default();
            let below =
                topic::below(reading, token).or_else(|| complements.into_iter().find_map(|at| topic::of(reading, at)));
            Some((verb, Places { below, subject }))
        }
        MovePos::Noun if parse.tokens[token].pos == Pos::Noun && parse.tokens[token].dep != Dep::Compound => {
            let verb = parse.head(token).filter(|&head| tree::verbal(parse, head)).unwrap_or(token);
            let below = topic::below(reading, token).or_else(|| beside(reading, token, verb));
            Some((verb, Places { below, subject: None }))
        }
        _ => None,
    }
}

/// The topic of a noun that hangs on its verb: "secured their agreement *to a truce*", "there is no room *for talks*"; or on which its verb
/// hangs: "we see a reluctance, at least on their part, *to resort to mediation*".
fn beside(reading: Reading<'_>, noun: usize, verb: usize) -> Option<Found> {
    let parse = reading.parse;
    // "will fly to Tolm for talks at the invitation of the emir"
    if parse.tokens[noun].dep == Dep::Pobj && parse.tokens[noun].lemma == "invitation" {
        let at = parse.head(noun).filter(|&at| matches!(parse.tokens[at].norm.as_str(), "at" | "on"))?;
        let verb = parse.head(at).filter(|&verb| tree::verbal(parse, verb))?;
        return topic::below_prepositions(reading, verb).filter(|found| found.topic == Topic::Talks);
    }
    if !matches!(parse.tokens[noun].dep, Dep::Dobj | Dep::Attr | Dep::Nsubj) || !tree::verbal(parse, verb) {
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

/// "an American ceasefire proposal": a noun of offering under no article or an indefinite one.
fn is_new_offer(reading: Reading<'_>, token: usize) -> bool {
    let parse = reading.parse;
    matches!(parse.tokens[token].lemma.as_str(), "offer" | "proposal")
        && parse
            .children_by(token, Dep::Det)
            .any(|det| matches!(parse.tokens[det].norm.as_str(), "a" | "an" | "another"))
}

/// The move of a fit, if its status lets it stand.
fn settle(reading: Reading<'_>, statements: &[Statement], fit: Fit<'_>) -> Option<Made> {
    let parse = reading.parse;
    let draft = draft(parse, &fit);
    let status = status::status(reading, statements, &[], &draft);
    let negated = status.denied_here
        || is_scant(parse, fit.trigger)
        || is_none(parse, &fit.found)
        || fit.row.moves.is_empty() && is_doubted(parse, fit.verb);
    let step = step(reading, &fit, negated, &status)?;
    let telling = Telling { reading, statements, status: &status };
    let by = parties::by(&telling, &fit, step)?;
    let offeror = parties::offeror(&telling, &fit, step, &by);
    let parties = parties::between(reading, &fit, &by, &offeror);
    // "The ministers of Verania and Ostria met in Tolm": Tolm brings them together.
    let (by, parties) = match parties::host_of_both(reading, &fit, step, &by) {
        Some(host) => (vec![host], by),
        None => (by, parties),
    };
    if fit.found.topic == Topic::Discussion && !brings_together(reading, &fit, step, &by, &parties) {
        return None;
    }
    let terms = terms::terms(parse, fit.verb, &fit.found);
    let about = about(reading, &fit.found);
    let planned = status.occurrence == Occurrence::Future && matches!(step, MediationMove::Convened);
    let mut words = fit.found.path.clone();
    words.extend([fit.trigger, fit.verb]);
    let word = telling.word(&by);
    let when = when::when(reading, &draft).or_else(|| telling.said_on());
    let mut makers = by.into_iter();
    let made = Move {
        step,
        about,
        by: makers.next(),
        with: makers.collect(),
        word,
        offeror,
        parties,
        terms,
        planned,
        when,
        on_word_of: status.on_word_of.into_iter().collect(),
        evidence: Evidence { spans: vec![span(reading, &fit)], rule: rule(fit.row), rows: rows(&fit, &status) },
    };
    Some(Made { made, words })
}

/// Whether a meeting is one of two sides: "hosted a meeting of its ministers" brings nobody together, and two states that "held a meeting" have
/// nobody between them; to "propose such a meeting" where talks are spoken of, or to a named other, is about them.
fn brings_together(reading: Reading<'_>, fit: &Fit<'_>, step: MediationMove, by: &[Party], parties: &[Party]) -> bool {
    if step == MediationMove::Convened {
        // Whoever meets is not whoever convenes; the host in whose state two others meet is.
        if fit.row.about == About::Own {
            return parties.len() >= 2;
        }
        let many = parties.len() + by.len().saturating_sub(1) >= 2 || hosts_others(reading, fit, by);
        let of_bodies = || {
            let owned = fit.found.path.iter().flat_map(|&word| parties::bodies(reading, word));
            let own = |body: &Party| by.iter().any(|party| parties::is_same(party, body) || party.actor == body.actor);
            by.iter().any(parties::is_state) && owned.into_iter().any(|body| !own(&body))
        };
        return many || is_urgent(reading.parse, &fit.found, by) || of_bodies();
    }
    let state = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some());
    !parties.is_empty() && by.iter().any(state) || is_spoken_of(reading, fit.trigger)
}

/// "an *emergency* summit": called since there is a crisis. The meetings of a council or board are its own.
fn is_urgent(parse: &Parse, found: &Found, by: &[Party]) -> bool {
    if !by.iter().any(parties::is_state) && !found.path.iter().any(|&word| parse.tokens[word].lemma == "summit") {
        return false;
    }
    let urgent = |at: usize| {
        matches!(parse.tokens[at].lemma.as_str(), "emergency" | "urgent" | "extraordinary" | "crisis")
            && matches!(parse.tokens[at].dep, Dep::Amod | Dep::Compound | Dep::Nmod)
    };
    found.path.iter().any(|&word| parse.children(word).any(urgent))
}

/// "the meeting was co-organised by Tolm, with Ostria taking part, Verania's minister said": a third state's meeting, in a sentence with two others.
fn hosts_others(reading: Reading<'_>, fit: &Fit<'_>, by: &[Party]) -> bool {
    if !matches!(
        reading.parse.tokens[fit.trigger].lemma.as_str(),
        "co-organise" | "co-organize" | "co-host" | "organise" | "organize" | "sponsor"
    ) {
        return false;
    }
    let parse = reading.parse;
    let Some(sentence) = parse.sentences.get(parse.sentence_of(fit.trigger)) else { return false };
    let (start, end) = parse.bytes(sentence.clone());
    let country = |party: &Party| party.actor.as_ref().and_then(|actor| actor.country.clone());
    let own: Vec<String> = by.iter().filter_map(country).collect();
    let first = reading.mentions.partition_point(|mention| mention.span.end <= start);
    let inside = reading.mentions.iter().skip(first).take_while(|mention| mention.span.start < end);
    let mut others: Vec<&str> = inside.filter_map(|mention| mention.actor.as_ref()?.country.as_deref()).collect();
    others.retain(|code| code.len() == 3 && !own.iter().any(|own| own == code));
    others.sort_unstable();
    others.dedup();
    !own.is_empty() && others.len() >= 2
}

/// What is offered or answered.
fn about(reading: Reading<'_>, found: &Found) -> MoveTopic {
    let proposal = || found.path.iter().any(|&word| topic::is_proposal(reading, word));
    match found.topic {
        Topic::Offer if !found.mediates && proposal() => MoveTopic::Proposal,
        Topic::Service | Topic::Offer => MoveTopic::Mediation,
        Topic::Talks | Topic::Discussion => MoveTopic::Talks,
        Topic::Truce => MoveTopic::Truce,
    }
}

fn rule(row: &Row) -> &'static str {
    match (row.about, row.pos) {
        (About::Subject, _) => "E640 move-of-talks",
        (_, MovePos::Verb) => "E610 move-verb",
        (_, MovePos::Adjective) => "E620 move-adjective",
        (_, MovePos::Noun) => "E630 move-noun",
    }
}

fn rows(fit: &Fit<'_>, status: &Status) -> Vec<String> {
    std::iter::once(fit.row.id.clone()).chain(status.rows.iter().cloned()).collect()
}

/// A draft, for what reads days and status of drafts.
fn draft(parse: &Parse, fit: &Fit<'_>) -> Draft {
    // "their offers to mediate": the offers were made, though the parser takes them for whoever is to mediate.
    let offered = fit.row.pos == MovePos::Noun && tree::infinitive(parse, fit.verb) && fit.verb > fit.trigger;
    let verb = Some(fit.verb).filter(|&verb| verb != fit.trigger && !offered);
    Draft::bare(fit.trigger, verb, "E610 move-verb")
}

/// "little interest", "scant appetite".
fn is_scant(parse: &Parse, noun: usize) -> bool {
    let is = |word: usize| matches!(parse.tokens[word].norm.as_str(), "little" | "scant" | "zero");
    parse.children_by(noun, Dep::Amod).any(is)
}

/// The move that the row makes of the topic here; nothing where it is only wished, feared or asked for.
fn step(reading: Reading<'_>, fit: &Fit<'_>, negated: bool, status: &Status) -> Option<MediationMove> {
    let parse = reading.parse;
    let made = if negated { &fit.row.negated } else { &fit.row.moves };
    let &(_, step) = made.iter().find(|(topic, _)| *topic == fit.found.topic)?;
    let aux = |words: &[&str]| {
        parse.children_by(fit.verb, Dep::Aux).any(|aux| words.contains(&parse.tokens[aux].norm.as_str()))
    };
    // "denied having fired after the truce began": what somebody dates his words by is no move of his.
    let dates = |mark: usize| tree::dates(reading, mark, Dating::Move);
    let aside = parse.tokens[fit.verb].dep == Dep::Advcl && parse.children(fit.verb).any(dates);
    if status.stance == Stance::Denied || aside && status.on_word_of.is_some() {
        return None;
    }
    let will = aux(&["will", "would", "wo", "'ll", "’ll", "shall", "can", "ca", "'d"]);
    // "did not negotiate" tells what was not done, "will not negotiate" and "does not negotiate with rebels" refuse.
    let never = aux(&["do", "does"]);
    if fit.row.about == About::Own && negated && !will && !never {
        return None;
    }
    // "will play a constructive role" offers to; whoever "played a role" has done what it did. "would talk to them" accepts.
    let bare = !fit.row.words.is_empty() && matches!(step, MediationMove::Offered | MediationMove::Accepted);
    if fit.row.about == About::Own && bare && !will {
        return None;
    }
    // "the truce ended four days of fighting": that is no end of the truce.
    let ends_another = fit.row.words.is_empty() && parse.child(fit.verb, Dep::Dobj).is_some();
    if fit.row.about == About::Subject && step == MediationMove::Lapsed && ends_another {
        return None;
    }
    // "agreed in principle to a truce": there is none yet.
    if step == MediationMove::Agreed && !negated && tree::hangs(parse, fit.verb, "principle") {
        return Some(MediationMove::Accepted);
    }
    // "mediate your own": an order tells nothing of whoever is ordered.
    if fit.row.about == About::Own
        && parse.tokens[fit.trigger].tag == "VB"
        && !will
        && tree::own_subject(parse, fit.trigger).is_none()
    {
        return None;
    }
    // "has not yet accepted"; who does "not yet need a mediator" wants none now.
    if negated
        && !fit.row.moves.is_empty()
        && parse.children_by(fit.verb, Dep::Advmod).any(|at| parse.tokens[at].norm == "yet")
    {
        return None;
    }
    let again = parse
        .children_by(fit.verb, Dep::Advmod)
        .any(|at| matches!(parse.tokens[at].norm.as_str(), "again" | "still" | "repeatedly"));
    let remains = matches!(parse.tokens[fit.verb].lemma.as_str(), "remain" | "stay") && fit.verb != fit.trigger;
    if step == MediationMove::Offered && (again || remains) {
        return Some(MediationMove::Reiterated);
    }
    if status.occurrence == Occurrence::Hypothetical && !negated {
        let could = aux(&["could", "may", "might"]);
        // "would accept if": a condition, not a wish of somebody else.
        let own = will && status.rows.is_empty();
        let floated = (step == MediationMove::Offered && could).then_some(MediationMove::Floated);
        return floated.or_else(|| own.then_some(step));
    }
    // "will return to the table only after": until then it does not.
    if step == MediationMove::Accepted && is_only(parse, fit.verb) {
        return Some(MediationMove::Refused);
    }
    // What is only announced has not been agreed or called off, but a promise to come to the table accepts.
    let open = matches!(step, MediationMove::Agreed | MediationMove::Lapsed);
    (status.occurrence != Occurrence::Future || !open || negated).then_some(step)
}

/// Whether a condition with *only* hangs on a verb.
fn is_only(parse: &Parse, verb: usize) -> bool {
    let only = |at: usize| parse.tokens[at].norm == "only";
    parse.children(verb).filter(|&child| child > verb).any(|child| match parse.tokens[child].dep {
        Dep::Prep | Dep::Advcl => parse.children(child).any(only) || child > 0 && only(child - 1),
        _ => false,
    })
}

/// What tells a move.
pub(super) struct Telling<'a> {
    reading: Reading<'a>,
    statements: &'a [Statement],
    status: &'a Status,
}

impl<'a> Telling<'a> {
    /// The statements that hold it, innermost first; whoever only passes on another's words is left out.
    fn chain(&self) -> impl Iterator<Item = &'a Statement> {
        let statements = self.statements;
        let mut next = self.status.on_word_of;
        let mut left = 8_u32;
        std::iter::from_fn(move || {
            let StatementId(at) = next.filter(|_| left > 0)?;
            left = left.saturating_sub(1);
            let statement = statements.get(at as usize)?;
            next = statement.inside;
            Some(statement)
        })
    }

    fn speaker(&self) -> Option<&'a Party> {
        self.chain().next()?.speaker.as_ref()
    }

    fn said_on(&self) -> Option<demarche_model::When> {
        self.chain().next()?.said_on
    }

    /// Own mouth: everyone in the chain of tellers speaks for whoever makes the move.
    fn word(&self, by: &[Party]) -> Word {
        if self.status.stance == Stance::Alleged && self.status.on_word_of.is_none() {
            return Word::SecondHand;
        }
        let own = self.chain().all(|statement| {
            let accuses = statement.position == Position::Accuses;
            match &statement.speaker {
                // Who only passes on another's words.
                Some(speaker) if speaker.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Outlet) => true,
                Some(speaker) => !accuses && by.iter().any(|party| parties::speaks_for(speaker, party)),
                None => false,
            }
        });
        if own { Word::OwnMouth } else { Word::SecondHand }
    }
}

/// The words that carry it: trigger, topic, and whoever is named with them in the sentence.
fn span(reading: Reading<'_>, fit: &Fit<'_>) -> Span {
    let parse = reading.parse;
    let sentence = parse.sentence_of(fit.trigger);
    let range = parse.sentences.get(sentence).cloned().unwrap_or(fit.trigger..fit.trigger + 1);
    let (mut first, mut last) = (fit.trigger.min(fit.verb), fit.trigger.max(fit.verb));
    let mut take = |token: usize| {
        if range.contains(&token) {
            first = first.min(token);
            last = last.max(token);
        }
    };
    for &word in fit.found.path.iter().chain([&fit.trigger]) {
        take(word);
        for child in parse
            .children(word)
            .filter(|&child| matches!(parse.tokens[child].dep, Dep::Poss | Dep::Amod | Dep::Compound))
        {
            take(parse.tokens[child].left_edge as usize);
        }
    }
    for child in parse.children(fit.verb) {
        if matches!(
            parse.tokens[child].dep,
            Dep::Aux | Dep::Auxpass | Dep::Neg | Dep::Prt | Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Acomp
        ) {
            take(child);
        }
    }
    if let Some(subject) = tree::own_subject(parse, fit.verb).filter(|&subject| subject.abs_diff(fit.trigger) <= 12) {
        take(subject);
        // "*The two governments* agreed": whole, where it is short.
        let edge = parse.tokens[subject].left_edge as usize;
        if subject.abs_diff(edge) <= 4 {
            take(edge);
        }
    }
    let (start, end) = parse.bytes(first..last + 1);
    Span::new(start, end)
}
