//! Whose move it is, whose offer it answers, between whom: a fit of `moves.tsv` in, parties out.
//!
//! "the reluctance, at least on the part of Verania, to resort to a mediator": Verania's. "Putin serving as a mediator": Russia's offer.

use super::super::nominal;
use super::super::roles::{self, Side};
use super::super::tree;
use super::Telling;
use super::fits::Fit;
use super::{replies, topic};
use crate::Reading;
use demarche_language::{Dep, EntityKind, Parse, Pos, Token};
use demarche_lexicon::verbs::{About, MoveBy, MovePos, Part, Topic};
use demarche_model::{ActorKind, MediationMove, Occurrence, Party};

/// Whose move it is; `None` where a move needs somebody and nobody is named. An empty list is a move whose maker is not known.
pub(super) fn by(telling: &Telling<'_>, fit: &Fit<'_>, step: MediationMove) -> Option<Vec<Party>> {
    let reading = telling.reading;
    let mut found = match fit.row.by {
        MoveBy::Speaker => judge(telling, fit),
        MoveBy::Owner => owner(reading, fit),
        MoveBy::Actor => actor(telling, fit),
    };
    found.retain(|party| party.actor.as_ref().is_none_or(|actor| actor.kind != ActorKind::Outlet));
    if found.is_empty() && fit.row.by == MoveBy::Owner {
        found.extend(telling.speaker().cloned());
    }
    // "there is no agreement on a truce": whoever says so.
    if found.is_empty() && fit.row.pos == MovePos::Noun && reading.parse.tokens[fit.verb].lemma == "be" {
        found.extend(telling.speaker().cloned());
    }
    // "Tolm's offer was delivered", "a Tolmian plan landed on their desks": whoever owns what is offered.
    let offers = matches!(step, MediationMove::Offered | MediationMove::Floated | MediationMove::Reiterated);
    if found.is_empty() && offers && fit.row.by == MoveBy::Actor {
        found = owner(reading, fit);
    }
    // "An attempt by Tolm to bring them together failed", "Tolmian efforts came to nothing": whoever made it.
    let tries = |&word: &usize| {
        let lemma = reading.parse.tokens[word].lemma.as_str();
        matches!(lemma, "attempt" | "effort" | "bid" | "mediation" | "mission" | "initiative" | "offer" | "try")
    };
    if found.is_empty() && fit.row.about == About::Subject && fit.found.path.first().is_some_and(tries) {
        found = owner(reading, fit);
    }
    // "the matter did not require a mediator", says its minister.
    if found.is_empty() && step == MediationMove::Refused && is_about_the_quarrel(reading, fit.verb) {
        found.extend(telling.speaker().cloned());
    }
    if found.is_empty() && is_said_of_others(telling, fit) {
        return Some(Vec::new());
    }
    // "has told Tolm and Ostria that it is grateful for their offers": those who are told.
    let theirs =
        |noun: usize| tree::possessor(reading.parse, noun).is_some_and(|at| reading.parse.tokens[at].norm == "their");
    if found.is_empty() && fit.row.pos == MovePos::Noun && theirs(fit.trigger) {
        let told = telling.chain().next().map(|statement| statement.addressees.clone()).unwrap_or_default();
        found
            .extend(told.into_iter().filter(|party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some())));
    }
    if found.is_empty() && matches!(step, MediationMove::Convened | MediationMove::Agreed | MediationMove::Lapsed) {
        found = announcer(telling, fit);
    }
    let free = matches!(
        step,
        MediationMove::Offered | MediationMove::Floated | MediationMove::Convened | MediationMove::Lapsed
    );
    // "The truce collapsed": nobody is said to have ended it. "The two agreed to stop firing": which two, the sentence does not say.
    // "was due to be held in Muscat": they are planned, and the town convenes nobody.
    let planned = step == MediationMove::Convened && telling.status.occurrence == Occurrence::Future;
    // "was extended by a week"
    let measure = |at: usize| {
        reading.parse.subtree(at).any(|word| reading.parse.tokens[word].pos == Pos::Num) || is_span_of_time(reading, at)
    };
    let agentless = tree::passive(reading.parse, fit.verb) && tree::agent(reading, fit.verb).is_none_or(measure);
    // "The talks ended with an agreement": of those who talked.
    let of_talks = || {
        let agent = tree::agent(reading, fit.verb).and_then(|agent| topic::of(reading, agent));
        fit.row.about == About::Scene
            && agent.is_some_and(|found| matches!(found.topic, Topic::Talks | Topic::Discussion))
    };
    // "there was no reply *from the Ostrians*"
    if found.is_empty() && step == MediationMove::Ignored {
        let from = fit.end.and_then(|at| reading.parse.child(at, Dep::Pobj));
        found.extend(from.map(|noun| roles::parties(reading, noun, Side::Acting)).unwrap_or_default());
    }
    // "no mediator was needed", its minister said
    if found.is_empty() && step == MediationMove::Refused && agentless {
        found.extend(telling.speaker().cloned());
    }
    let nobody = planned
        || step == MediationMove::Ignored && (fit.end.is_some() || are_several(reading, fit.verb))
        || step == MediationMove::Agreed && of_talks()
        || step == MediationMove::Convened && fit.row.about == About::Scene && is_by_a_text(reading, fit.verb)
        || agentless && matches!(step, MediationMove::Convened | MediationMove::Agreed | MediationMove::Lapsed)
        || fit.row.about == About::Subject
        || matches!(step, MediationMove::Agreed | MediationMove::Lapsed | MediationMove::Convened)
            && are_several(reading, fit.verb);
    (!found.is_empty() || nobody || free && telling.status.on_word_of.is_some()).then_some(found)
}

/// "thanked Tolm *for its readiness*", "praised Tolm for its offer": what another is thanked for.
pub(super) fn is_thanked_for(parse: &Parse, noun: usize) -> bool {
    let preposition = parse.head(noun).filter(|_| parse.tokens[noun].dep == Dep::Pobj);
    let verb = preposition.filter(|&at| parse.tokens[at].norm == "for").and_then(|at| parse.head(at));
    let thanks = |lemma: &str| matches!(lemma, "thank" | "praise" | "commend" | "laud" | "salute" | "applaud");
    verb.is_some_and(|verb| thanks(&parse.tokens[verb].lemma) && parse.child(verb, Dep::Dobj).is_some())
}

/// "The *resolution* sets up a commission."
fn is_by_a_text(reading: Reading<'_>, verb: usize) -> bool {
    let lemma = tree::agent(reading, verb).map(|agent| reading.parse.tokens[agent].lemma.as_str());
    lemma.is_some_and(|lemma| {
        matches!(lemma, "resolution" | "text" | "accord" | "agreement" | "declaration" | "statement")
    })
}

/// "a week", "the summer".
fn is_span_of_time(reading: Reading<'_>, at: usize) -> bool {
    let at = at as u32;
    let time = |kind: &EntityKind| matches!(kind, EntityKind::Date | EntityKind::Time);
    reading.parse.entities.iter().any(|entity| time(&entity.kind) && (entity.first..entity.end).contains(&at))
}

/// "the matter", "their dispute": a thing that needs no mediator.
fn is_about_the_quarrel(reading: Reading<'_>, verb: usize) -> bool {
    tree::agent(reading, verb).is_some_and(|agent| {
        let lemma = reading.parse.tokens[agent].lemma.as_str();
        matches!(lemma, "matter" | "dispute" | "issue" | "question" | "quarrel" | "crisis" | "conflict" | "problem")
    })
}

/// "the two", "both", "the sides": several whom the words do not name.
pub(super) fn are_several(reading: Reading<'_>, verb: usize) -> bool {
    tree::agent(reading, verb).is_some_and(|agent| {
        let told = |at: usize| matches!(reading.parse.tokens[at].norm.as_str(), "two" | "both" | "neither");
        let many = matches!(
            reading.parse.tokens[agent].norm.as_str(),
            "they"
                | "sides"
                | "parties"
                | "neighbours"
                | "neighbors"
                | "delegations"
                | "negotiators"
                | "governments"
                | "enemies"
                | "foes"
                | "rivals"
                | "envoys"
        );
        // "the presidents", "the negotiators"
        let plural = || {
            let token = &reading.parse.tokens[agent];
            let the = |at: usize| reading.parse.tokens[at].norm == "the";
            let side = |word: &str| reading.lexicon.verbs.topic_words(word).any(|words| words.part == Part::Sides);
            token.tag == "NNS" && reading.parse.children(agent).any(the) && side(&token.lemma.to_lowercase())
        };
        many || told(agent) || reading.parse.children(agent).any(told) || plural() && named(reading, agent).is_empty()
    })
}

/// "unacceptable *to Ostria*": for whom it is; else whoever says so.
fn judge(telling: &Telling<'_>, fit: &Fit<'_>) -> Vec<Party> {
    let reading = telling.reading;
    let words = [fit.trigger, fit.verb];
    let to = words.iter().flat_map(|&word| reading.parse.children(word).chain([word]));
    let named = to.map(|word| nominal::behind(reading, word, "to", Side::Acting)).find(|named| !named.is_empty());
    let adjective = |at: usize| reading.parse.tokens[at].pos == Pos::Adj;
    let bad = adjective(fit.trigger) || reading.parse.children_by(fit.verb, Dep::Acomp).any(adjective);
    match named.filter(|_| bad) {
        Some(named) => named,
        None => telling.speaker().cloned().into_iter().collect(),
    }
}

/// Of talks and truces that nobody is said to convene or to end: the host or party who announces it; else the parties; else the speaker.
fn announcer(telling: &Telling<'_>, fit: &Fit<'_>) -> Vec<Party> {
    let among = among(telling.reading, &fit.found.path);
    let hosts = hosts(telling.reading, fit);
    let speaker = telling.speaker().cloned();
    match speaker {
        Some(speaker) if among.is_empty() && hosts.is_empty() => vec![speaker],
        Some(speaker) if among.iter().chain(&hosts).any(|party| is_same(party, &speaker)) => vec![speaker],
        _ if !among.is_empty() => among,
        // A town where talks are planned convenes none.
        _ if telling.status.occurrence != Occurrence::Actual => Vec::new(),
        _ => hosts,
    }
}

/// Where the talks are: "in Muscat", "in the Omani capital".
fn hosts(reading: Reading<'_>, fit: &Fit<'_>) -> Vec<Party> {
    let parse = reading.parse;
    let mut words = fit.found.path.clone();
    words.push(fit.verb);
    let clauses: Vec<usize> = words.iter().flat_map(|&word| parse.children_by(word, Dep::Relcl)).collect();
    words.extend(clauses);
    let mut out = Vec::new();
    for &word in &words {
        for preposition in ["in", "at"] {
            for party in nominal::behind(reading, word, preposition, Side::Target) {
                roles::push(&mut out, party);
            }
        }
    }
    out
}

/// The third state in which two states meet or hold talks.
pub(super) fn host_of_both(reading: Reading<'_>, fit: &Fit<'_>, step: MediationMove, by: &[Party]) -> Option<Party> {
    let country = |party: &Party| party.actor.as_ref()?.country.clone().filter(|code| code.len() == 3);
    let mut states: Vec<String> = by.iter().filter_map(country).filter(|code| !is_body(Some(code))).collect();
    states.sort_unstable();
    states.dedup();
    let meets = fit.row.about != About::Below || tree::passive(reading.parse, fit.verb);
    let several = states.len() != 1 || are_several(reading, fit.verb) || fit.row.about == About::Subject;
    if matches!(step, MediationMove::Convened | MediationMove::Lapsed) && meets && several {
        let sponsor = super::sponsor::sponsor(reading, fit).into_iter().next();
        if let Some(sponsor) = sponsor.filter(|host| country(host).is_none_or(|code| !states.contains(&code))) {
            return Some(sponsor);
        }
    }
    if !matches!(step, MediationMove::Convened | MediationMove::Lapsed) || states.len() != 2 {
        return None;
    }
    hosts(reading, fit).into_iter().find(|host| country(host).is_some_and(|code| !states.contains(&code)))
}

fn actor(telling: &Telling<'_>, fit: &Fit<'_>) -> Vec<Party> {
    let reading = telling.reading;
    let parse = reading.parse;
    if fit.row.pos == MovePos::Noun {
        let words = fit.found.path.first().copied().into_iter().chain([fit.verb]);
        let owner = noun_owner(reading, fit.trigger);
        return if owner.is_empty() {
            words.map(|word| on_part(reading, word)).find(|named| !named.is_empty()).unwrap_or_default()
        } else {
            owner
        };
    }
    let agent = if fit.row.pos == MovePos::Adjective {
        tree::own_subject(parse, fit.trigger).or_else(|| tree::subject(reading, fit.verb))
    } else {
        tree::agent(reading, fit.verb)
    };
    let Some(agent) = agent else { return Vec::new() };
    if fit.found.path.contains(&agent) {
        return Vec::new();
    }
    let named = roles::parties(reading, agent, Side::Acting);
    // "we are ready": whoever speaks.
    if named.is_empty() && parse.tokens[agent].pos == Pos::Pron && !is_said_of_others(telling, fit) {
        return telling.speaker().cloned().into_iter().collect();
    }
    // "London stood ready", says a British minister.
    if named.is_empty() && speaks_from(telling, agent) {
        return telling.speaker().cloned().into_iter().collect();
    }
    named
}

/// Whether a name that only places have is of a place in the speaker's country: the capital for which he speaks.
fn speaks_from(telling: &Telling<'_>, agent: usize) -> bool {
    let token = &telling.reading.parse.tokens[agent];
    let places = telling.reading.places;
    let at = places.partition_point(|place| place.span.end <= token.start);
    let place = places.get(at).filter(|place| place.span.start < token.end).and_then(|place| place.place.as_ref());
    let country = telling.speaker().and_then(|speaker| speaker.actor.as_ref()?.country.as_ref());
    place.is_some_and(|place| place.country.is_some() && place.country.as_ref() == country)
}

/// Whoever has the readiness, makes the offer: possessor, nationality, behind *of*, *by*, *from*, "on the part of", or who shows it.
pub(super) fn noun_owner(reading: Reading<'_>, noun: usize) -> Vec<Party> {
    let parse = reading.parse;
    if let Some(possessor) = tree::possessor(parse, noun) {
        return roles::parties(reading, possessor, Side::Acting);
    }
    let modifiers = roles::modifier_parties(reading, noun).0;
    if !modifiers.is_empty() {
        return modifiers;
    }
    let on_part = on_part(reading, noun);
    if !on_part.is_empty() {
        return on_part;
    }
    for preposition in ["of", "by", "from"] {
        let named = nominal::behind(reading, noun, preposition, Side::Acting);
        if !named.is_empty() {
            return named;
        }
    }
    // "flew there with an offer to mediate": whoever brings it.
    let brings = parse.head(noun).filter(|&at| parse.tokens[noun].dep == Dep::Pobj && parse.tokens[at].norm == "with");
    if let Some(verb) = brings.and_then(|at| parse.head(at)).map(|at| carrier(parse, at)) {
        let agent = tree::agent(reading, verb);
        return agent.map(|agent| roles::parties(reading, agent, Side::Acting)).unwrap_or_default();
    }
    let above = parse.head(noun).filter(|&head| tree::verbal(parse, head));
    // "An offer came *from Tolm*".
    let came = above.filter(|&head| matches!(parse.tokens[head].lemma.as_str(), "come" | "arrive"));
    let sent = came.map(|head| nominal::behind(reading, head, "from", Side::Acting)).unwrap_or_default();
    if !sent.is_empty() {
        return sent;
    }
    let verb = above.filter(|_| matches!(parse.tokens[noun].dep, Dep::Dobj | Dep::Nsubjpass));
    let shows = verb.filter(|&verb| tree::is(reading, verb, "showing"));
    let agent = shows.and_then(|verb| tree::agent(reading, verb));
    agent.map(|agent| roles::parties(reading, agent, Side::Acting)).unwrap_or_default()
}

/// "sent an envoy *with an offer*": the verb, where the small parser hangs the offer on its object or on an adverb.
fn carrier(parse: &Parse, at: usize) -> usize {
    let up = |at: usize| parse.head(at).filter(|_| !tree::verbal(parse, at));
    up(at).and_then(|above| up(above).or(Some(above))).unwrap_or(at)
}

/// "on the part of Verania"
fn on_part(reading: Reading<'_>, word: usize) -> Vec<Party> {
    let part = tree::behind(reading.parse, word, "on").filter(|&part| reading.parse.tokens[part].norm == "part");
    part.map(|part| nominal::behind(reading, part, "of", Side::Acting)).unwrap_or_default()
}

/// Whoever owns what the subject names: "*Tolm's* offer stands".
fn owner(reading: Reading<'_>, fit: &Fit<'_>) -> Vec<Party> {
    fit.found.path.first().map(|&noun| noun_owner(reading, noun)).unwrap_or_default()
}

/// The parties that the words of a topic name: "talks between Verania and Ostria".
fn among(reading: Reading<'_>, path: &[usize]) -> Vec<Party> {
    let mut out = Vec::new();
    for &word in path {
        for preposition in ["between", "with", "among", "of"] {
            for party in nominal::behind(reading, word, preposition, Side::Acting) {
                roles::push(&mut out, party);
            }
        }
        let relative =
            reading.parse.children_by(word, Dep::Relcl).filter_map(|clause| tree::own_subject(reading.parse, clause));
        for subject in relative {
            for party in roles::parties(reading, subject, Side::Acting) {
                roles::push(&mut out, party);
            }
        }
    }
    out
}

/// Whose offer an answer answers: whoever is named with the topic, else those to whom it is given.
pub(super) fn offeror(telling: &Telling<'_>, fit: &Fit<'_>, step: MediationMove, by: &[Party]) -> Vec<Party> {
    let reading = telling.reading;
    if matches!(step, MediationMove::Offered | MediationMove::Floated | MediationMove::Reiterated) {
        return by.to_vec();
    }
    let mut out = Vec::new();
    if fit.row.about == About::Offeror {
        out = fit.found.path.first().map(|&word| replies::named(reading, word)).unwrap_or_default();
    }
    for &word in &fit.found.path {
        let mut named = if tree::verbal(reading.parse, word) {
            let passive = tree::passive(reading.parse, word).then(|| tree::agent(reading, word));
            let subject = passive.unwrap_or_else(|| tree::own_subject(reading.parse, word));
            subject.map(|subject| roles::parties(reading, subject, Side::Acting)).unwrap_or_default()
        } else {
            noun_owner(reading, word)
        };
        named.retain(|party| !by.iter().any(|known| is_same(known, party)));
        for party in named {
            roles::push(&mut out, party);
        }
    }
    if out.is_empty() && matches!(step, MediationMove::Accepted | MediationMove::Refused) {
        let told = telling.chain().next().map(|statement| statement.addressees.clone()).unwrap_or_default();
        out.extend(told.into_iter().filter(|party| {
            let state =
                party.actor.as_ref().is_some_and(|actor| actor.country.is_some() && !is_press(actor.sector.as_deref()));
            state && !by.iter().any(|known| is_same(known, party))
        }));
    }
    out
}

/// "they had agreed to meet", in the mouth of a president, is not said of himself.
fn is_said_of_others(telling: &Telling<'_>, fit: &Fit<'_>) -> bool {
    let person = |party: &Party| {
        party.actor.as_ref().is_some_and(|actor| matches!(actor.kind, ActorKind::Person | ActorKind::Office))
    };
    let agent = tree::agent(telling.reading, fit.verb);
    agent.is_some_and(|agent| telling.reading.parse.tokens[agent].norm == "they")
        && telling.speaker().is_some_and(person)
}

fn is_press(sector: Option<&str>) -> bool {
    sector == Some("MED")
}

/// The states that a phrase names: "the presidents *of Verania and Ostria*", "Verania and Ostria".
pub(super) fn named(reading: Reading<'_>, noun: usize) -> Vec<String> {
    let own = roles::parties(reading, noun, Side::Acting);
    let behind = nominal::behind(reading, noun, "of", Side::Acting);
    let country = |party: &Party| party.actor.as_ref()?.country.clone().filter(|code| code.len() == 3);
    own.iter().chain(&behind).filter_map(country).filter(|code| !is_body(Some(code))).collect()
}

/// The bodies of states whose meeting it is: "a summit *of the League*".
pub(super) fn bodies(reading: Reading<'_>, noun: usize) -> Vec<Party> {
    let mut found = nominal::behind(reading, noun, "of", Side::Acting);
    found.retain(|party| party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Igo));
    found
}

/// Between whom: those named with the words of the move, without who moves and who offers.
pub(super) fn between(reading: Reading<'_>, fit: &Fit<'_>, by: &[Party], offeror: &[Party]) -> Vec<Party> {
    let mut words = fit.found.path.clone();
    words.extend([fit.trigger, fit.verb]);
    let mut out = Vec::new();
    for &word in &words {
        for preposition in ["between", "with", "among", "to"] {
            for party in nominal::behind(reading, word, preposition, Side::Acting) {
                let known = by.iter().chain(offeror).any(|known| is_same(known, &party));
                if !known {
                    roles::push(&mut out, party);
                }
            }
        }
    }
    // "proposed that *the two neighbours* meet", "invited *the president of Ostria* to sit down", "hosted *both presidents*".
    let verb = |&at: &usize| at != fit.verb && tree::verbal(reading.parse, at);
    let meeting = fit.found.path.iter().copied().filter(verb).filter_map(|at| tree::own_subject(reading.parse, at));
    let invited = tree::objects(reading, fit.trigger).into_iter().filter(|_| fit.row.pos == MovePos::Verb);
    for noun in meeting.chain(invited) {
        for party in roles::parties(reading, noun, Side::Acting) {
            if !by.iter().chain(offeror).any(|known| is_same(known, &party)) {
                roles::push(&mut out, party);
            }
        }
    }
    out
}

/// Whether two parties are one, or of one country.
pub(super) fn is_same(a: &Party, b: &Party) -> bool {
    match (&a.actor, &b.actor) {
        (Some(a), Some(b)) => {
            a.id == b.id || a.country.is_some() && a.country == b.country && !is_body(a.country.as_deref())
        }
        _ => a.span == b.span,
    }
}

/// Whether what a speaker says is a party's own word.
pub(super) fn speaks_for(speaker: &Party, party: &Party) -> bool {
    is_same(speaker, party)
}

/// "*its* president said", "*his* office said", "a *government* spokesman said": somebody of whoever is told of, where no other country is known of him.
pub(super) fn is_of_the_mover(reading: Reading<'_>, speaker: &Party) -> bool {
    if speaker.actor.as_ref().is_some_and(|actor| actor.country.is_some()) {
        return false;
    }
    let parse = reading.parse;
    let first = parse.tokens.partition_point(|token| token.end <= speaker.span.start);
    let words = parse.tokens.iter().skip(first).take_while(|token| token.start < speaker.span.end);
    let owned = parse.tokens.get(first).is_some_and(|token| token.tag == "PRP$");
    let speaks = |token: &Token| {
        matches!(
            token.lemma.to_lowercase().as_str(),
            "spokesman" | "spokeswoman" | "spokesperson" | "ministry" | "presidency" | "palace" | "office" | "cabinet"
        )
    };
    owned || words.into_iter().any(speaks)
}

/// Whether a party is, or speaks for, a state, not a body of states.
pub(super) fn is_state(party: &Party) -> bool {
    let country = party.actor.as_ref().and_then(|actor| actor.country.as_deref());
    country.is_some_and(|code| code.len() == 3 && !matches!(code, "IGO" | "NGO" | "UNO" | "EUR"))
}

/// Whether parties are two states or more.
pub(super) fn are_states(by: &[Party]) -> bool {
    let country = |party: &Party| party.actor.as_ref()?.country.clone();
    let mut states: Vec<String> = by.iter().filter(|party| is_state(party)).filter_map(country).collect();
    states.sort_unstable();
    states.dedup();
    states.len() >= 2
}

/// Codes that several bodies share.
fn is_body(country: Option<&str>) -> bool {
    matches!(country, Some("IGO" | "NGO"))
}
