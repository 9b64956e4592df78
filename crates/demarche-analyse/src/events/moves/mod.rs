//! Moves of mediation: the parse, the mentions and the statements in; who offered, accepted or refused what, on whose word, out.
//!
//! "Tolm is ready to mediate between the two sides if necessary, its chancellor said": offered by Tolm, by its own mouth, to both sides, if
//! necessary. "Verania has shown no interest in mediation, the Kremlin said": refused by Verania, second-hand.
//!
//! | rule | reads | example | does not read | known misses |
//! |---|---|---|---|---|
//! | E610 move-verb | a verb of `moves.tsv` with a topic below it | "rejected the offer of talks" | "rejected the budget" | an offer described without any word for it; a picture ("kept them in separate wings") |
//! | E620 move-adjective | an adjective with its topic | "is open to mediation" | "is open to the public" | "all ears" |
//! | E630 move-noun | a noun with its topic | "its readiness to mediate" | "readiness to strike" | readiness told in another sentence |
//! | E640 move-of-talks | what becomes of the topic itself | "the talks collapsed" | "the bridge collapsed" | talks that a headline only names |
//! | E650 move-to-offeror | what becomes of whoever made an offer before, by name | "thanked Tolm", "rebuffed Tolm", "Tolm should stay out of it" | "thanked the crew" | an offer that only another report tells |
//!
//! A word that another move has used makes none of its own: whoever "declined the offer to mediate" refuses, and nothing is offered anew.

mod accords;
mod answers;
mod fits;
mod idioms;
mod meetings;
mod parties;
mod replies;
mod sponsor;
mod terms;
mod topic;
mod words;

use super::coder::{self, Draft};
use super::status::{self, Status};
use super::tree;
use super::when;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{About, Dating, Effect, ModalPos, Move as Row, MoveBy, MovePos, Part, Topic};
use demarche_model::{
    ActorKind, Evidence, MediationMove, Move, MoveTopic, Occurrence, Party, Position, Stance, Statement, StatementId,
    When, Word,
};
use fits::{Fit, fit, is_doubted, is_none, is_spoken_of};
use meetings::brings_together;
use topic::Found;

/// Sentences back to which "the offer" points.
const BACK: usize = 3;

/// Words of the clause that may stand behind the last word of a move in its evidence.
const TAIL: usize = 12;

/// A move with the words that it used.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// The move.
    pub made: Move,
    /// The word that tells it.
    trigger: usize,
    /// Trigger and topic.
    pub words: Vec<usize>,
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
        if let Some(fit) = fit.filter(|fit| !told(fit) && !is_led_on(reading, fit)) {
            taken[token] = true;
            // "confirmed that he would attend" is one move.
            if let Some(idiom) = taken.get_mut(token..=fit.end.unwrap_or(token)) {
                idiom.fill(true);
            }
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
        if fit.found.points_back && made.is_empty() && !is_pointed_at(reading, &fit) {
            continue;
        }
        // "The company rejected the offer": only a party to the quarrel answers what nobody told of before.
        let known = !fit.found.points_back || !made.is_empty() || is_spoken_of(reading, fit.trigger);
        let state = |made: &Made| made.made.by.as_ref().is_some_and(parties::is_state);
        let settled = settle(reading, statements, fit).filter(|made| known || state(made));
        made.extend(settled.filter(|settled| !replies::is_own_silence(&made, settled)));
    }
    for fit in replies::fits(reading, &made, &taken) {
        let reply = settle(reading, statements, fit);
        made.extend(reply.filter(|reply| replies::stands(reading, &made, reply)));
    }
    made.sort_by_key(|made| made.trigger);
    made
}

/// "were due *to be held*": the verb behind the adjective tells what becomes of them.
fn is_led_on(reading: Reading<'_>, found: &Fit<'_>) -> bool {
    let parse = reading.parse;
    parse.tokens[found.trigger].pos == Pos::Adj
        && found.row.about == About::Subject
        && parse.children_by(found.trigger, Dep::Xcomp).any(|verb| fit(reading, verb).is_some())
}

/// "talks are due on Monday": an adjective of what is to come.
fn is_to_come(reading: Reading<'_>, trigger: usize) -> bool {
    let verbs = &reading.lexicon.verbs;
    let row = verbs.modal(&reading.parse.tokens[trigger].lemma, ModalPos::Adjective);
    row.is_some_and(|row| row.effect == Effect::Future)
}

/// Whether there is something to point to: mediation, talks or a truce just before; for "the Tolmian proposal" the quarrel will do.
fn is_pointed_at(reading: Reading<'_>, fit: &Fit<'_>) -> bool {
    let noun = fit.found.path.last().is_some_and(|&word| topic::is_proposal(reading, word));
    let applauds = is_applauding(reading.parse, fit.trigger);
    // "was ready to work for an understanding between the neighbours" says itself what it is about.
    let offers = fit.row.moves.first().is_some_and(|&(_, step)| step == MediationMove::Offered);
    let whole = fit.end.is_some() && offers && accords::is_at_issue(reading, fit.trigger);
    is_spoken_of(reading, fit.trigger) || whole || noun && !applauds && accords::is_at_issue(reading, fit.trigger)
}

/// Who welcomes a plan is as often a third state.
fn is_applauding(parse: &Parse, trigger: usize) -> bool {
    let lemma = parse.tokens[trigger].lemma.as_str();
    matches!(lemma, "welcome" | "hail" | "applaud" | "greet" | "salute" | "support" | "back")
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
        || fit.none
        || is_scant(parse, fit.trigger)
        || is_none(parse, &fit.found)
        || fit.row.moves.is_empty() && (is_doubted(parse, fit.verb) || is_only(parse, fit.verb));
    let telling = Telling { reading, statements, status: &status };
    let step =
        if status.stance == Stance::Denied { undone(&telling, &fit)? } else { step(reading, &fit, negated, &status)? };
    let by = parties::by(&telling, &fit, step)?;
    // "The sides agreed to meet": a draft for two.
    let several =
        by.iter().filter(|party| parties::is_state(party)).count() != 1 && parties::are_several(reading, fit.verb);
    let step = if step == MediationMove::Accepted && several { joint(parse, &fit) } else { step };
    // "Verania and Ostria have agreed to a plan": with each other.
    let together = step == MediationMove::Accepted && !fit.found.points_back && is_consent(parse, &fit);
    let step = if together && parties::are_states(&by) { MediationMove::Agreed } else { step };
    // "Ostria agreed to talks": one side's yes; it takes two to agree.
    let alone = by.len() == 1 && !negated && is_consent(parse, &fit) && !parties::are_several(reading, fit.verb);
    let step = if step == MediationMove::Agreed && alone { MediationMove::Accepted } else { step };
    // "The two could not agree on a text": nobody refused alone.
    let failed = step == MediationMove::Refused && negated && fit.trigger == fit.verb && is_consent(parse, &fit);
    let step = if failed && (several || parties::are_states(&by)) { MediationMove::Lapsed } else { step };
    // "declared a unilateral truce"
    let declares = matches!(parse.tokens[fit.trigger].lemma.as_str(), "declare" | "proclaim" | "announce");
    let step = if step == MediationMove::Agreed && declares && by.len() == 1 && !several {
        MediationMove::Offered
    } else {
        step
    };
    // "Verania suggested that Tolm might mediate": what it suggests of another is that other's to offer.
    let served = step == MediationMove::Offered && is_of_another(reading, &fit, &by);
    let step = if served { MediationMove::Floated } else { step };
    // "soldiers laid down their arms": a truce takes two.
    if step == MediationMove::Agreed
        && fit.row.about == About::Own
        && by.len() < 2
        && !parties::are_several(reading, fit.verb)
    {
        return None;
    }
    // "thanked Tolm for its readiness to mediate": whose readiness it is, the thanks say.
    if fit.row.pos == MovePos::Noun && step == MediationMove::Offered && parties::is_thanked_for(parse, fit.trigger) {
        return None;
    }
    // "was boarded at the request of Tolm": what was asked for is no mediation.
    if fit.row.pos == MovePos::Noun && parse.tokens[fit.trigger].lemma == "request" && is_behind_at(parse, fit.trigger)
    {
        return None;
    }
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
    // "his country would welcome the help of Tolm" answers.
    let past = parse.children_by(fit.verb, Dep::Aux).all(|at| parse.tokens[at].tag != "MD");
    let applauds = step == MediationMove::Accepted && past && is_applauding(parse, fit.trigger);
    if applauds && answers::is_of_others(reading, &by) {
        return None;
    }
    // "Noria and Castra signed a memorandum on fishing", in a report of another quarrel.
    let theirs = step == MediationMove::Agreed && fit.found.topic == Topic::Pact;
    if theirs && !parties::are_several(reading, fit.verb) && answers::is_of_others(reading, &by) {
        return None;
    }
    let about = about(reading, &fit.found);
    let ahead = status.occurrence == Occurrence::Future || is_to_come(reading, fit.trigger);
    let planned = ahead && step == MediationMove::Convened;
    let mut words = fit.found.path.clone();
    words.extend([fit.trigger, fit.verb]);
    let word = telling.word(&by);
    let when = when::when(reading, &draft).or_else(|| telling.said_on());
    if is_history(reading, when.as_ref()) || is_of_old(reading, &fit) {
        return None;
    }
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
        evidence: Evidence { spans: vec![words::span(reading, &fit)], rule: rule(fit.row), rows: rows(&fit, &status) },
    };
    Some(Made { made, trigger: fit.trigger, words })
}

/// "*at* the request of"
fn is_behind_at(parse: &Parse, noun: usize) -> bool {
    parse.head(noun).is_some_and(|at| parse.tokens[at].norm == "at" && parse.tokens[noun].dep == Dep::Pobj)
}

/// What several do together: who "backed an immediate ceasefire" at their meeting have agreed on it.
fn joint(parse: &Parse, fit: &Fit<'_>) -> MediationMove {
    let backs =
        matches!(parse.tokens[fit.trigger].lemma.as_str(), "back" | "support" | "endorse" | "adopt" | "approve");
    let past = parse.tokens[fit.trigger].tag == "VBD";
    if backs && past && fit.found.topic == Topic::Truce { MediationMove::Agreed } else { MediationMove::Accepted }
}

/// Whoever denies that it agreed to something refuses it.
fn undone(telling: &Telling<'_>, fit: &Fit<'_>) -> Option<MediationMove> {
    let &(_, step) = fit.row.moves.iter().find(|(topic, _)| *topic == fit.found.topic)?;
    // "denied that any talks were planned"
    let planned = step == MediationMove::Convened && telling.status.occurrence == Occurrence::Future;
    if !planned && !matches!(step, MediationMove::Accepted | MediationMove::Agreed) {
        return None;
    }
    let by = parties::by(telling, fit, MediationMove::Refused)?;
    (telling.word(&by) == Word::OwnMouth).then_some(MediationMove::Refused)
}

/// A verb of saying yes, which one side can do alone.
fn is_consent(parse: &Parse, fit: &Fit<'_>) -> bool {
    matches!(parse.tokens[fit.trigger].lemma.as_str(), "agree" | "consent" | "assent" | "acquiesce")
        && !tree::passive(parse, fit.trigger)
        && tree::behind(parse, fit.trigger, "with").is_none()
}

/// Days more than a year before the report: old history is no move of this quarrel.
fn is_history(reading: Reading<'_>, when: Option<&When>) -> bool {
    let told = when.and_then(|when| when.to.or(when.from)).and_then(|day| day.year);
    let published = reading.article.published.as_ref().and_then(|published| published.from.year);
    told.zip(published).is_some_and(|(told, published)| told < published.saturating_sub(1))
}

/// "the agreement signed in Geneva in 1966": a year of long ago, right behind the words.
fn is_of_old(reading: Reading<'_>, fit: &Fit<'_>) -> bool {
    let parse = reading.parse;
    let published = reading.article.published.as_ref().and_then(|published| published.from.year);
    let old = |at: usize| {
        let year = parse.tokens[at].norm.parse::<i16>().ok().filter(|year| (1000..2200).contains(year));
        year.zip(published).is_some_and(|(year, published)| year < published.saturating_sub(1))
    };
    let words = fit.found.path.iter().chain([&fit.trigger, &fit.verb]);
    let mut behind = words.flat_map(|&word| parse.children_by(word, Dep::Prep));
    behind.any(|at| parse.tokens[at].norm == "in" && parse.children_by(at, Dep::Pobj).any(old))
}

/// What is offered or answered.
fn about(reading: Reading<'_>, found: &Found) -> MoveTopic {
    let proposal = || found.path.iter().any(|&word| topic::is_proposal(reading, word));
    match found.topic {
        Topic::Offer if !found.mediates && proposal() => MoveTopic::Proposal,
        Topic::Service | Topic::Offer => MoveTopic::Mediation,
        Topic::Talks | Topic::Discussion => MoveTopic::Talks,
        Topic::Truce => MoveTopic::Truce,
        Topic::Pact => MoveTopic::Proposal,
    }
}

fn rule(row: &Row) -> &'static str {
    match (row.about, row.pos) {
        (About::Offeror, _) => "E650 move-to-offeror",
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
    if aside && status.on_word_of.is_some() {
        return None;
    }
    let will = aux(&["will", "would", "wo", "'ll", "’ll", "shall", "can", "ca", "'d"]);
    // "did not negotiate" tells what was not done, "will not negotiate" and "does not negotiate with rebels" refuse.
    let never = aux(&["do", "does"]);
    let own = matches!(fit.row.about, About::Own | About::Promised);
    if own && negated && !will && !never {
        return None;
    }
    // "will play a constructive role" offers to; whoever "played a role" has done what it did. "would talk to them" accepts.
    let kind = matches!(step, MediationMove::Offered | MediationMove::Accepted);
    if fit.row.about == About::Promised && kind && !will {
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
    if own && parse.tokens[fit.trigger].tag == "VB" && !will && tree::own_subject(parse, fit.trigger).is_none() {
        return None;
    }
    // "has not yet accepted"; who does "not yet need a mediator" wants none now.
    if negated
        && !fit.row.moves.is_empty()
        && parse.children_by(fit.verb, Dep::Advmod).any(|at| parse.tokens[at].norm == "yet")
    {
        return None;
    }
    // "a truce without observers might not last": it has not fallen yet.
    if negated && step == MediationMove::Lapsed && aux(&["could", "may", "might"]) {
        return None;
    }
    let step = if step == MediationMove::Accepted && serves(reading, fit) { MediationMove::Offered } else { step };
    // "would gladly host negotiations"
    let gladly = |at: usize| matches!(parse.tokens[at].norm.as_str(), "gladly" | "happily" | "willingly");
    let hosts = step == MediationMove::Convened && !negated && aux(&["would"]);
    let step = if hosts && parse.children(fit.verb).any(gladly) { MediationMove::Offered } else { step };
    if is_again(reading, fit, step) {
        return Some(MediationMove::Reiterated);
    }
    // "is prepared to come to Tolm": `replies` has read that it is promised.
    if fit.row.about == About::Offeror && !fit.row.words.is_empty() {
        return Some(step);
    }
    if status.occurrence == Occurrence::Hypothetical && !negated {
        let could = aux(&["could", "may", "might"]);
        // "would accept if": a condition, not a wish of somebody else.
        let own = will && status.rows.is_empty();
        let hosts = step == MediationMove::Convened && fit.row.about != About::Subject;
        let floated = (could && (step == MediationMove::Offered || hosts)).then_some(MediationMove::Floated);
        // "could accept the text", it said; "they could settle it without a third party".
        let said = could && step == MediationMove::Accepted && status.on_word_of.is_some();
        let judged = fit.row.by == MoveBy::Speaker && step == MediationMove::Refused;
        return floated.or_else(|| (own || said || judged).then_some(step));
    }
    // "will return to the table only after": until then it does not.
    if step == MediationMove::Accepted && is_only(parse, fit.verb) {
        return Some(MediationMove::Refused);
    }
    // What is only announced has not been agreed or called off, but a promise to come to the table accepts.
    let open = matches!(step, MediationMove::Agreed | MediationMove::Lapsed);
    // "announced that it was withdrawing from the truce"
    let going = step == MediationMove::Lapsed && parse.tokens[fit.verb].tag == "VBG";
    (status.occurrence != Occurrence::Future || !open || negated || going).then_some(step)
}

/// Whether whoever is to serve, in the clause below a verb of proposing, is of another state than the one that proposes.
fn is_of_another(reading: Reading<'_>, fit: &Fit<'_>, by: &[Party]) -> bool {
    let parse = reading.parse;
    let country = |party: &Party| party.actor.as_ref().and_then(|actor| actor.country.clone());
    let own: Vec<String> = by.iter().filter_map(country).collect();
    let clause = parse.child(fit.trigger, Dep::Ccomp).filter(|&at| at > fit.trigger);
    let serves = clause.and_then(|verb| tree::own_subject(parse, verb)).map(|subject| parties::named(reading, subject));
    let service = fit.found.topic == Topic::Service;
    serves.is_some_and(|named| {
        service && !own.is_empty() && !named.is_empty() && named.iter().all(|code| !own.contains(code))
    })
}

/// "is ready to *host a meeting*", "prepared to *send observers*": what only one outside the quarrel does for others.
fn serves(reading: Reading<'_>, fit: &Fit<'_>) -> bool {
    let parse = reading.parse;
    let is = |at: usize, part: Part| {
        let lemma = parse.tokens[at].lemma.to_lowercase();
        reading.lexicon.verbs.topic_words(&lemma).any(|words| words.part == part)
    };
    let ready = fit.row.moves.iter().any(|&(topic, step)| topic == Topic::Service && step == MediationMove::Offered);
    let runs = |&at: &usize| tree::verbal(parse, at) && is(at, Part::Run) && is(at, Part::Sponsored);
    let watches = |&at: &usize| tree::nominal(parse, at) && is(at, Part::Watch);
    // "is prepared to *help lower* the tension"
    let part = |at: usize| {
        parse.children_by(at, Dep::Dobj).any(|noun| matches!(parse.tokens[noun].lemma.as_str(), "part" | "role"))
    };
    // "ready to *play its part*"
    let plays = |at: usize| parse.tokens[at].lemma == "play" && part(at);
    let helps = |&at: &usize| {
        tree::verbal(parse, at) && (matches!(parse.tokens[at].lemma.as_str(), "help" | "assist") || plays(at))
    };
    let promised = parse.children_by(fit.trigger, Dep::Xcomp);
    let mut words = fit.found.path.iter().copied().chain(promised);
    fit.row.pos != MovePos::Verb && ready && words.any(|at| runs(&at) || watches(&at) || helps(&at))
}

/// "*once more* offered", "*still* ready", "*remains* ready", "is ready to *go on* helping": the same as before.
fn is_again(reading: Reading<'_>, fit: &Fit<'_>, step: MediationMove) -> bool {
    let parse = reading.parse;
    let word = |at: usize| parse.tokens[at].norm.as_str();
    let told = |verb: usize| {
        parse.children(verb).any(|at| match word(at) {
            "again" | "still" | "repeatedly" | "anew" | "afresh" => true,
            "more" => at.checked_sub(1).is_some_and(|once| word(once) == "once"),
            _ => false,
        })
    };
    let remains = matches!(parse.tokens[fit.verb].lemma.as_str(), "remain" | "stay") && fit.verb != fit.trigger;
    let goes_on = || {
        fit.found.path.iter().any(|&at| {
            let lemma = parse.tokens[at].lemma.to_lowercase();
            let on = |verb: usize| parse.children(verb).any(|at| word(at) == "on");
            tree::verbal(parse, at)
                && (reading.lexicon.verbs.topic_words(&lemma).any(|words| words.part == Part::GoOn)
                    || matches!(lemma.as_str(), "go" | "carry") && on(at))
        })
    };
    match step {
        MediationMove::Offered => told(fit.verb) || told(fit.trigger) || remains || goes_on(),
        // "remains ready to talk", "is still in favour"; whoever "accepted again" accepts.
        MediationMove::Accepted => fit.row.pos != MovePos::Verb && (told(fit.verb) || remains),
        _ => false,
    }
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
                Some(speaker) => {
                    let owned = || by.len() == 1 && parties::is_of_the_mover(self.reading, speaker);
                    !accuses && (by.iter().any(|party| parties::speaks_for(speaker, party)) || owned())
                }
                None => false,
            }
        });
        if own { Word::OwnMouth } else { Word::SecondHand }
    }
}
