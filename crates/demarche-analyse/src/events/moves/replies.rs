//! Answers to whoever made an offer, where the offer itself is not named again: the moves of a report in, what others do with their makers out.
//!
//! "Tolm offered to mediate. Ostria *thanked* Tolm" accepts; "Verania *rebuffed* Tolm" and "Tolm should *stay out* of it, the minister of Verania said"
//! refuse; "Ostria will *send* an envoy *to* Tolm" accepts.

use super::super::nominal;
use super::super::roles::{self, Side};
use super::super::tree;
use super::fits::Fit;
use super::topic::{self, Found};
use super::{Made, answers, fits, parties};
use crate::Reading;
use demarche_language::Dep;
use demarche_lexicon::verbs::{About, Move as Row, MoveBy, MovePos, Part, Topic};
use demarche_model::{MediationMove, Party};

/// The verbs that tell what becomes of whoever made an offer before.
pub(super) fn fits<'a>(reading: Reading<'a>, made: &[Made], taken: &[bool]) -> Vec<Fit<'a>> {
    if !made.iter().any(is_offer) {
        return Vec::new();
    }
    let free = (0..reading.parse.tokens.len()).filter(|&token| !taken.get(token).copied().unwrap_or_default());
    free.filter_map(|token| fit(reading, made, token)).collect()
}

/// Whether a reply answers: it is a side's in the quarrel, is no maker's own, and the sentence holds no other answer of its.
pub(super) fn stands(reading: Reading<'_>, made: &[Made], reply: &Made) -> bool {
    let by: Vec<Party> = reply.made.by.iter().chain(&reply.made.with).cloned().collect();
    let sentence = |made: &Made| reading.parse.sentence_of(made.trigger);
    let own = |party: &Party| by.iter().any(|known| parties::is_same(known, party));
    let answered = made.iter().any(|other| sentence(other) == sentence(reply) && other.made.by.iter().any(own));
    let offers = reply.made.offeror.iter().any(own);
    // Whom the offers name as the two sides, those answer.
    let named: Vec<&Party> = made.iter().filter(|made| is_offer(made)).flat_map(|made| &made.made.parties).collect();
    let known = named.is_empty() || named.iter().any(|party| own(party));
    by.first().is_some_and(parties::is_state) && known && !answered && !offers && !answers::is_of_others(reading, &by)
}

fn fit<'a>(reading: Reading<'a>, made: &[Made], token: usize) -> Option<Fit<'a>> {
    let parse = reading.parse;
    if !tree::verbal(parse, token) || parse.tokens[token].dep == Dep::Aux {
        return None;
    }
    let verbs = &reading.lexicon.verbs;
    let mut rows = verbs.moves(&parse.tokens[token].lemma).filter(|row| row.about == About::Offeror);
    rows.find_map(|row| {
        let known = row.pos == MovePos::Verb && (row.words.is_empty() || words_stand(reading, row, token));
        let known = known && !is_of_another_matter(reading, row, token);
        let noun = known.then(|| offeror(reading, made, row, token)).flatten()?;
        let negated = fits::is_negated(parse, token, token);
        let found = Found { mediates: false, points_back: true, ..Found::at(Topic::Offer, noun) };
        (!negated).then_some(Fit { row, trigger: token, verb: token, found, none: false, end: None })
    })
}

/// "stay *out*", "will send an envoy *to*": where the words of a row lead elsewhere, what is done has to be to come.
fn words_stand(reading: Reading<'_>, row: &Row, token: usize) -> bool {
    let parse = reading.parse;
    let hangs = row.words.iter().any(|word| tree::hanging(parse, token, word).is_some());
    hangs && (row.by == MoveBy::Speaker || is_promised(reading, token))
}

/// "thanked Tolm *for its vaccines*", "will fly to Tolm *to open a fair*", "will send *rice*": what is said of it is no mediation. Who is told to stay out has been
/// offered nothing else.
fn is_of_another_matter(reading: Reading<'_>, row: &Row, token: usize) -> bool {
    let parse = reading.parse;
    if row.by == MoveBy::Speaker {
        return false;
    }
    let objects = tree::objects(reading, token);
    let envoy = |&noun: &usize| {
        let lemma = parse.tokens[noun].lemma.to_lowercase();
        let sent = |part: Part| matches!(part, Part::Envoy | Part::Sides);
        reading.lexicon.verbs.topic_words(&lemma).any(|words| sent(words.part))
    };
    let goods = !row.words.is_empty() && !objects.iter().all(envoy);
    let words = std::iter::once(token).chain(objects.iter().copied());
    let mut said = words.flat_map(|at| parse.children(at).filter(move |&child| child > at));
    let other = |at: usize| match parse.tokens[at].dep {
        Dep::Prep if matches!(parse.tokens[at].norm.as_str(), "for" | "on") => parse
            .children(at)
            .filter(|&noun| matches!(parse.tokens[noun].dep, Dep::Pobj | Dep::Pcomp))
            .any(|noun| !is_span(reading, noun) && topic::of(reading, noun).is_none()),
        Dep::Xcomp | Dep::Advcl | Dep::Acl => tree::infinitive(parse, at) && topic::of(reading, at).is_none(),
        _ => false,
    };
    goods || said.any(other)
}

/// "on Monday", "for two days": when, not what for.
fn is_span(reading: Reading<'_>, noun: usize) -> bool {
    let token = &reading.parse.tokens[noun];
    reading.times.iter().any(|time| time.span.start <= token.start && token.end <= time.span.end)
}

/// "*will* send", "is ready to *send*".
fn is_promised(reading: Reading<'_>, token: usize) -> bool {
    let parse = reading.parse;
    let will = |at: usize| matches!(parse.tokens[at].norm.as_str(), "will" | "would" | "shall");
    let ready = |at: usize| {
        let lemma = parse.tokens[at].lemma.as_str();
        let offers = |row: &Row| row.moves.iter().any(|&(_, step)| step == MediationMove::Accepted);
        matches!(lemma, "agree" | "promise")
            || reading.lexicon.verbs.moves(lemma).any(|row| row.pos == MovePos::Adjective && offers(row))
    };
    parse.children_by(token, Dep::Aux).any(will)
        || tree::infinitive(parse, token) && parse.head(token).is_some_and(ready)
}

/// The noun with which whoever made an offer before is named.
fn offeror(reading: Reading<'_>, made: &[Made], row: &Row, token: usize) -> Option<usize> {
    let parse = reading.parse;
    let before = |made: &&Made| is_offer(made) && made.trigger < token;
    let makers: Vec<&Party> =
        made.iter().filter(before).flat_map(|made| made.made.by.iter().chain(&made.made.with)).collect();
    let is_maker = |noun: &usize| {
        named(reading, *noun).iter().any(|party| makers.iter().any(|maker| parties::is_same(maker, party)))
    };
    if row.by == MoveBy::Speaker {
        let own = tree::own_subject(parse, token);
        // "asked Tolm *to keep out*": the object of the verb above.
        let told = || {
            let above = parse.head(token).filter(|_| tree::infinitive(parse, token))?;
            tree::objects(reading, above).into_iter().next()
        };
        return own.or_else(told).filter(is_maker);
    }
    if row.words.is_empty() {
        return tree::objects(reading, token).into_iter().find(is_maker);
    }
    row.words.iter().filter_map(|word| tree::behind(parse, token, word)).find(is_maker)
}

/// Who is named by a noun: itself, the country of a town, or whose effort it is.
pub(super) fn named(reading: Reading<'_>, noun: usize) -> Vec<Party> {
    let own = roles::parties(reading, noun, Side::Target);
    if !own.is_empty() {
        return own;
    }
    let lemma = reading.parse.tokens[noun].lemma.to_lowercase();
    let of_talks = reading.lexicon.verbs.topic_words(&lemma).next().is_some();
    if of_talks { parties::noun_owner(reading, noun) } else { nominal::behind(reading, noun, "of", Side::Target) }
}

/// "Tolm brought the plan at the time of a visit and Ostria gave no answer", read with Tolm as whoever gave none: nobody leaves his own offer unanswered.
pub(super) fn is_own_silence(made: &[Made], settled: &Made) -> bool {
    let last = made.iter().rev().find(|made| is_offer(made)).and_then(|made| made.made.by.as_ref());
    // The rebels of a country answer its government.
    let rebel = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.sector.as_deref() == Some("REB"));
    let own = |(by, maker): (&Party, &Party)| parties::is_same(by, maker) && rebel(by) == rebel(maker);
    settled.made.step == MediationMove::Ignored && settled.made.by.as_ref().zip(last).is_some_and(own)
}

/// A move that others may answer.
fn is_offer(made: &Made) -> bool {
    let open = matches!(
        made.made.step,
        MediationMove::Offered | MediationMove::Floated | MediationMove::Reiterated | MediationMove::Convened
    );
    open && made.made.by.is_some()
}
