//! What is answered or agreed where its topic is not named again: a verb of `moves.tsv` in, the offer or quarrel that it is about out.
//!
//! "Ostria accepted, the chancellor said" answers what was offered before; "Kigali would not hear of it" too; "the two sides agreed on thirteen
//! points" settles something of the quarrel that the report tells of.

use super::topic::Found;
use super::{accords, parties};
use crate::Reading;
use crate::events::tree;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{About, Move as Row, MovePos, Part, Topic};
use demarche_model::{MediationMove, Party};

/// Sentences at the head of a report, which name the sides of its quarrel.
const HEAD: usize = 3;

/// "Ostria *accepted*, the chancellor said", "had always *refused*", "will *send a delegation*": an answer to what was
/// offered before.
pub(super) fn answered(reading: Reading<'_>, row: &Row, token: usize) -> Option<Found> {
    let parse = reading.parse;
    // "has not replied"; whoever "did not respond" may have been asked by the reporter.
    let silent = |&(topic, step): &(Topic, MediationMove)| topic == Topic::Offer && step == MediationMove::Ignored;
    let has = || parse.children_by(token, Dep::Aux).any(|at| parse.tokens[at].lemma == "have");
    let answers = |&(topic, step): &(Topic, MediationMove)| {
        let agreed = step == MediationMove::Agreed && !row.words.is_empty() || step == MediationMove::Ignored;
        topic == Topic::Offer && (agreed || matches!(step, MediationMove::Accepted | MediationMove::Refused))
    };
    if row.pos != MovePos::Verb || row.about != About::Below || !row.moves.iter().chain(&row.negated).any(answers) {
        return None;
    }
    let will =
        || parse.children_by(token, Dep::Aux).any(|at| matches!(parse.tokens[at].norm.as_str(), "will" | "would"));
    let finite = matches!(parse.tokens[token].tag.as_str(), "VBD" | "VBZ" | "VBP" | "VBN");
    let told = (finite || !row.words.is_empty() || will())
        && matches!(parse.tokens[token].dep, Dep::Root | Dep::Ccomp | Dep::Conj);
    let bare = if row.words.is_empty() {
        // "approved and put off a strike": whoever approves leaves no offer out.
        let says = (row.moves.iter().any(answers) || row.negated.iter().any(silent) && has())
            && !tree::is(reading, token, "transitive");
        says && parse.children(token).all(|at| is_beside(parse, at))
    } else {
        !row.moves.is_empty() && row.moves.iter().all(answers)
    };
    let fits = told && (bare || points_to_it(parse, token) || takes_it(reading, token));
    fits.then(|| Found { topic: Topic::Offer, path: vec![token], points_back: true, mediates: false })
}

/// Whether a child of a verb says nothing of what is answered.
fn is_beside(parse: &Parse, at: usize) -> bool {
    match parse.tokens[at].dep {
        Dep::Dobj | Dep::Xcomp | Dep::Ccomp | Dep::Dative | Dep::Oprd | Dep::Attr | Dep::Auxpass => false,
        // "accepted on Monday, with conditions"
        // "agreed at once"
        Dep::Prep if parse.tokens[at].norm == "at" => parse.children(at).all(|noun| parse.tokens[noun].norm == "once"),
        Dep::Prep => {
            !matches!(parse.tokens[at].norm.as_str(), "to" | "of" | "for" | "about" | "as" | "at" | "into" | "against")
        }
        _ => true,
    }
}

/// "would not hear *of it*": an object would be whatever was said last, a charge as well as an offer.
fn points_to_it(parse: &Parse, verb: usize) -> bool {
    let it = |at: usize| matches!(parse.tokens[at].norm.as_str(), "it" | "this" | "that");
    let full = |at: usize| matches!(parse.tokens[at].dep, Dep::Dobj | Dep::Xcomp | Dep::Ccomp | Dep::Oprd);
    let of = tree::prepositions(parse, verb).filter(|&at| matches!(parse.tokens[at].norm.as_str(), "of" | "to"));
    !parse.children(verb).any(full) && of.flat_map(|at| parse.children_by(at, Dep::Pobj)).any(it)
}

/// "accepted *it* without conditions", right behind what was offered: a charge may be *it* as well, so an offer has to be named in this sentence or
/// the one before.
fn takes_it(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let it = |at: usize| matches!(parse.tokens[at].norm.as_str(), "it" | "them" | "both");
    if tree::passive(parse, verb) || !parse.children_by(verb, Dep::Dobj).any(it) {
        return false;
    }
    is_offered_near(reading, verb)
}

/// "is not *interested*, its minister said", "has shown no *interest*": in what the sentence before offers.
pub(super) fn left_out(reading: Reading<'_>, row: &Row, token: usize, verb: usize) -> Option<Found> {
    let parse = reading.parse;
    let leads = |at: usize| match parse.tokens[at].dep {
        Dep::Prep => !matches!(parse.tokens[at].norm.as_str(), "at" | "on"),
        dep => matches!(dep, Dep::Xcomp | Dep::Ccomp | Dep::Acl | Dep::Relcl | Dep::Dobj | Dep::Advcl),
    };
    // "would take *part*"
    let hung = row.words.iter().find_map(|word| tree::hanging(parse, token, word));
    let bare = |at: usize| !parse.children(at).any(|child| child > token && Some(child) != hung && leads(child));
    let fits = match row.pos {
        MovePos::Adjective => parse.tokens[token].dep == Dep::Acomp || verb == token,
        MovePos::Noun => tree::is(reading, verb, "showing"),
        MovePos::Verb => hung.is_some_and(bare),
    };
    let told = fits
        && row.words.is_empty() == hung.is_none()
        && matches!(parse.tokens[verb].dep, Dep::Root | Dep::Ccomp | Dep::Conj)
        && bare(token)
        && bare(verb)
        && is_offered_near(reading, token);
    told.then(|| Found { topic: Topic::Offer, path: vec![token], points_back: true, mediates: false })
}

/// Whether a row answers an offer, and its word stands where it may leave out which; before anything is looked for below it.
pub(super) fn may_leave_out(parse: &Parse, row: &Row, token: usize) -> bool {
    let answers = |&(topic, step): &(Topic, MediationMove)| {
        topic == Topic::Offer && matches!(step, MediationMove::Accepted | MediationMove::Refused)
    };
    let word = &parse.tokens[token];
    let stands = match row.pos {
        MovePos::Adjective => word.dep == Dep::Acomp || word.pos == Pos::Verb,
        MovePos::Noun => word.dep == Dep::Dobj,
        // Who "did not take part" was not asked.
        MovePos::Verb => {
            !row.words.is_empty() && parse.children_by(token, Dep::Aux).any(|at| parse.tokens[at].tag == "MD")
        }
    };
    stands && row.about == About::Below && row.moves.iter().chain(&row.negated).any(answers)
}

/// Whether an offer, talks or a truce are named in the sentence or the one before it.
fn is_offered_near(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let here = parse.sentence_of(verb);
    let near = parse.sentences.get(here.saturating_sub(1)..=here).unwrap_or_default();
    let offered = |at: usize| {
        let lemma = parse.tokens[at].lemma.to_lowercase();
        let offer = |part: Part| matches!(part, Part::Proposal | Part::Is(Topic::Offer | Topic::Truce | Topic::Talks));
        let noun = tree::nominal(parse, at);
        reading
            .lexicon
            .verbs
            .topic_words(&lemma)
            .any(|words| noun && offer(words.part) || words.part == Part::Is(Topic::Service))
    };
    near.iter().flat_map(Clone::clone).take_while(|&at| at < verb).any(offered)
}

/// "the two sides *agreed* on thirteen points", "both capitals *undertook* to reopen the crossing": whatever two sides settle, where a quarrel is
/// spoken of.
pub(super) fn bound(reading: Reading<'_>, row: &Row, token: usize) -> Option<Found> {
    let parse = reading.parse;
    let binds = row.pos == MovePos::Verb
        && row.about == About::Below
        && row.moves.contains(&(Topic::Pact, MediationMove::Agreed))
        && matches!(
            parse.tokens[token].lemma.as_str(),
            "agree" | "settle" | "undertake" | "pledge" | "promise" | "commit" | "vow"
        );
    if !binds || tree::passive(parse, token) {
        return None;
    }
    let agent = tree::agent(reading, token)?;
    let mut states = parties::named(reading, agent);
    states.sort_unstable();
    states.dedup();
    let sides = states.len() >= 2 && states.iter().all(|code| is_of_report(reading, code));
    let several = sides || states.len() < 2 && parties::are_several(reading, token);
    (several && accords::is_at_issue(reading, token)).then(|| Found::at(Topic::Pact, token))
}

/// "Ghana *proposed* that a neutral team watch the line": whatever a state proposes, where a quarrel is spoken of.
pub(super) fn proposed(reading: Reading<'_>, row: &Row, token: usize) -> Option<Found> {
    let parse = reading.parse;
    let proposes = row.pos == MovePos::Verb && parse.tokens[token].lemma == "propose" && !row.moves.is_empty();
    let clause = || parse.children(token).any(|at| at > token && parse.tokens[at].dep == Dep::Ccomp);
    (proposes && clause() && accords::is_at_issue(reading, token)).then(|| Found::at(Topic::Pact, token))
}

/// Whether all who make a move are of countries, none of which the head of the report names: who welcomes a plan from afar answers nothing.
pub(super) fn is_of_others(reading: Reading<'_>, by: &[Party]) -> bool {
    let other = |party: &Party| {
        let country = party.actor.as_ref().and_then(|actor| actor.country.as_deref());
        country.is_some_and(|code| !is_of_report(reading, code))
    };
    !by.is_empty() && by.iter().all(other)
}

/// Whether the head of the report names a country: its quarrel is theirs.
fn is_of_report(reading: Reading<'_>, code: &str) -> bool {
    let Some(end) =
        reading.parse.sentences.iter().take(HEAD).next_back().map(|range| reading.parse.bytes(range.clone()).1)
    else {
        return false;
    };
    let named = reading.mentions.iter().take_while(|mention| mention.span.start < end);
    named.filter_map(|mention| mention.actor.as_ref()?.country.as_deref()).any(|country| country == code)
}
