//! Whom a deed is aimed at that its own words leave open: drafts in, the parties that the telling of it supplies out.
//!
//! "Norway told Ostria that it would suspend the pact": whoever is told is meant. "Ostrian rebels attacked a convoy": of their own state, where
//! nothing else is told of them.

use super::{CARRIED, country, same};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::{nominal, place, tree};
use demarche_language::Dep;
use demarche_model::{ActorKind, Party, Span, Statement, StatementId};

/// "told the premier that Norway would suspend the pact": what a speaker's side announces or refuses to somebody, it does to him.
///
/// Where the speaker is one of two sides, what it tells a third it does to the other: "there will be a price, he told the king".
pub(super) fn told_to(
    statements: &[Statement],
    draft: &mut Draft,
    told: Option<StatementId>,
    sides: Option<&[Party; 2]>,
) {
    let verbal = matches!(
        draft.action.plover.as_str(),
        "SANCTION" | "THREATEN" | "REJECT" | "AGREE" | "CONCEDE" | "REQUEST" | "ACCUSE" | "RETREAT"
    );
    let Some(told) = told.and_then(|id| statements.get(id.0 as usize)) else { return };
    let ([actor], [], true) = (draft.actors.as_slice(), draft.recipients.as_slice(), verbal && !draft.mutual) else {
        return;
    };
    let of_sides = |party: &Party| sides.is_none_or(|sides| sides.iter().any(|side| same(side, party)));
    let a_side = sides.is_some() && of_sides(actor);
    let own = told.speaker.as_ref().is_some_and(|speaker| same(speaker, actor));
    let others: Vec<Party> = told
        .addressees
        .iter()
        .filter(|party| country(party).is_some_and(|code| code.len() == 3) && !same(party, actor) && power(party))
        .filter(|party| !a_side || of_sides(party))
        .cloned()
        .collect();
    if own && !others.is_empty() {
        draft.recipients = others;
        draft.rows.push(CARRIED.to_owned());
    }
}

/// Whether a party speaks for a state: reporters and crowds are told what is done to others.
fn power(party: &Party) -> bool {
    let sector = party.actor.as_ref().and_then(|actor| actor.sector.as_deref());
    matches!(sector, None | Some("GOV" | "MIL" | "REB" | "LEG" | "PTY" | "ELI"))
}

/// "his counterpart, Anif Oret": never of the country of whoever's counterpart he is; where only that country was found, nobody is.
pub(super) fn not_another(reading: Reading<'_>, draft: &mut Draft) {
    let actors = &draft.actors;
    draft.recipients.retain(|party| {
        let mut words = reading.parse.tokens_in(party.span.start, party.span.end);
        let another = words.any(|at| {
            let owned = reading.parse.children_by(at, Dep::Poss).any(|owner| reading.parse.tokens[owner].tag == "PRP$");
            reading.parse.tokens[at].lemma == "counterpart" || owned && tree::is(reading, at, "another")
        });
        !another || !actors.iter().any(|actor| same(actor, party))
    });
}

/// "warned that its pilots would fire back", "warned that his government would act": nobody threatens himself, his forces or his officials; what the
/// clause tells is what they will do.
pub(super) fn not_threatened(reading: Reading<'_>, draft: &mut Draft) {
    if draft.action.plover != "THREATEN" || draft.mutual {
        return;
    }
    let actors = &draft.actors;
    let rules = |party: &Party| match party.actor.as_ref() {
        Some(actor) if actor.kind == ActorKind::State => true,
        Some(actor) => matches!(actor.sector.as_deref(), Some("GOV" | "MIL")),
        None => false,
    };
    // "its pilots would fire back": those who will do it, if they are of whoever warns.
    let parse = reading.parse;
    let doing = |party: &Party| {
        let words = parse.tokens_in(party.span.start, party.span.end);
        let owned = words.clone().any(|at| parse.tokens[at].tag == "PRP$");
        let subjects = || draft.complements.iter().filter_map(|&clause| tree::own_subject(parse, clause));
        owned && subjects().any(|subject| words.contains(&subject))
    };
    let own = |party: &Party| actors.iter().any(|actor| same(actor, party) && rules(actor));
    draft.recipients.retain(|party| {
        let theirs = country(party).is_none() || own(party);
        !(rules(party) && own(party) || theirs && doing(party))
    });
}

/// "moved fighters to Tolm", "closed its port": where one moves one's own troops is no target, nor is what one shuts of one's own.
pub(super) fn not_at_itself(reading: Reading<'_>, draft: &mut Draft) {
    let moved = draft.action.plover == "MOBILIZE";
    if draft.mutual || !(moved || draft.action.plover == "SANCTION") {
        return;
    }
    let parse = reading.parse;
    let actors = &draft.actors;
    let own = |party: &Party| actors.iter().any(|actor| same(actor, party));
    let place = |party: &Party| {
        let mut words = parse.tokens_in(party.span.start, party.span.end);
        let kind = party.actor.as_ref().map(|actor| actor.kind);
        matches!(kind, Some(ActorKind::State | ActorKind::Place)) || words.any(|at| parse.tokens[at].tag == "PRP$")
    };
    draft.recipients.retain(|party| !(own(party) && (moved || place(party))));
}

/// "Norway and Chad agreed to an exchange of prisoners": what two states agree on is agreed between them, whoever the prisoners are.
pub(super) fn not_the_matter(draft: &mut Draft) {
    let of_two = || {
        let mut codes: Vec<String> = draft.actors.iter().filter_map(country).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.len() > 1
    };
    if draft.action.plover == "AGREE" && of_two() {
        draft.recipients.retain(|party| country(party).is_some() || super::body(party));
    }
}

/// Whether the words of a party name its country: "the Ostrian envoy", not "the envoy".
pub(super) fn by_its_name(reading: Reading<'_>, party: &Party) -> bool {
    let words = party.span.of(&reading.article.text).to_lowercase();
    let Some(state) = country(party).and_then(|code| reading.lexicon.actors.state(&code)) else { return false };
    let named = |name: &String| words.contains(&name.to_lowercase());
    named(&state.name) || state.adjectives.iter().any(named)
}

/// Whether what is rejected is what many say, not what the other side asks: "rejected criticism", "rejected calls to resign".
pub(super) fn of_voices(reading: Reading<'_>, draft: &Draft) -> bool {
    draft.action.plover == "REJECT"
        && tree::objects(reading, draft.trigger).into_iter().any(|object| {
            // "ruled out any talks" is no talk of the town.
            let held = reading.parse.tokens[object].lemma == "talk" && reading.parse.tokens[object].tag == "NNS";
            tree::is(reading, object, "voices") && !held
        })
}

/// "Fighting raged around the palace in the capital, where the president held out against rebels": within the one country where it is.
pub(super) fn civil_clash(reading: Reading<'_>, draft: &Draft, sides: &[Party; 2], abroad: [bool; 2]) -> Option<Party> {
    if draft.action.plover != "ASSAULT" {
        return None;
    }
    let code = place::place(reading, draft).and_then(|(_, place)| place.country)?;
    let at = sides.iter().position(|side| country(side).as_ref() == Some(&code))?;
    if abroad.get(at).copied().unwrap_or(true) {
        return None;
    }
    let parse = reading.parse;
    let (start, end) = parse.bytes(parse.sentences.get(parse.sentence_of(draft.governor()))?.clone());
    let first = reading.mentions.partition_point(|mention| mention.span.end <= start);
    let within = || {
        let told = reading.mentions.iter().skip(first).take_while(|mention| mention.span.start < end);
        told.filter_map(|mention| mention.actor.as_ref())
    };
    let rebels = within().any(|actor| {
        matches!(actor.sector.as_deref(), Some("REB" | "UAF" | "INS"))
            && actor.country.as_ref().is_none_or(|own| *own == code)
    });
    let other = sides.iter().filter_map(country).find(|side| *side != code);
    let crossed = within().any(|actor| actor.country.is_some() && actor.country == other);
    sides.get(at).filter(|_| rebels && !crossed).cloned()
}

/// "the ships had entered Russian waters": whoever crosses into the one side's realm, and is called no more than a ship, is of the other.
pub(super) fn intrudes(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let verb = draft.trigger;
    let active = tree::verbal(parse, verb) && draft.carrier.is_none() && !tree::passive(parse, verb);
    let craft = |subject: usize| {
        ["craft", "weapon", "projectile", "missile"].iter().any(|class| tree::is(reading, subject, class))
    };
    active
        && matches!(draft.action.plover.as_str(), "MOBILIZE" | "ASSAULT")
        && tree::agent(reading, verb).is_some_and(craft)
}

/// "killed in a face-off with Ostrian troops": those with whom whoever was killed fought.
pub(super) fn fought_with(reading: Reading<'_>, draft: &Draft) -> Vec<Party> {
    let parse = reading.parse;
    let fights = ["in", "during"].iter().filter_map(|word| tree::behind(parse, draft.trigger, word));
    let mut found: Vec<Party> = fights
        .filter(|&noun| fight(reading, noun))
        .map(|noun| nominal::behind(reading, noun, "with", Side::Acting))
        .find(|parties| !parties.is_empty())
        .unwrap_or_default();
    found.retain(|party| country(party).is_some() && !draft.recipients.iter().any(|hit| same(hit, party)));
    found
}

/// "Eritrean soldiers are fighting on the Ethiopian side", "mercenaries fought alongside Chad's troops": the side that others fight on.
pub(super) fn fights_for(reading: Reading<'_>, draft: &Draft) -> Vec<Party> {
    let parse = reading.parse;
    let verb = draft.trigger;
    if draft.action.plover != "ASSAULT" || !tree::verbal(parse, verb) || parse.tokens[verb].lemma != "fight" {
        return Vec::new();
    }
    let side = tree::behind(parse, verb, "on").filter(|&noun| parse.tokens[noun].lemma == "side");
    let beside = ["alongside", "beside", "for"].iter().find_map(|word| tree::behind(parse, verb, word));
    let found = side.or(beside).map(|noun| roles::parties(reading, noun, Side::Acting)).unwrap_or_default();
    found.into_iter().filter(|party| country(party).is_some()).collect()
}

/// Whether a draft tells of a fight between two sides, in which each harms the other.
pub(super) fn clash(reading: Reading<'_>, draft: &Draft, sides: &[Party; 2]) -> bool {
    let named = |side: &Party| draft.actors.iter().chain(&draft.recipients).any(|party| same(party, side));
    draft.action.plover == "ASSAULT"
        && sides.iter().all(named)
        && (draft.mutual && !draft.abreast || !fought_with(reading, draft).is_empty())
}

fn fight(reading: Reading<'_>, noun: usize) -> bool {
    let tied = tree::hyphenated(reading.parse, noun);
    tree::is(reading, noun, "fight") || tied.is_some_and(|whole| reading.lexicon.verbs.classes.has("fight", &whole))
}

/// "rockets were fired from Gaza": where a projectile comes from is whose it is, if nobody else is named.
pub(in super::super) fn fired_from(reading: Reading<'_>, verb: usize, objects: &[usize]) -> Vec<Party> {
    let projectile = |&&at: &&usize| {
        let content = tree::content(reading, at);
        ["projectile", "missile", "weapon", "craft"].iter().any(|class| tree::is(reading, content, class))
    };
    let Some(&object) = objects.iter().find(projectile) else { return Vec::new() };
    let of_verb = nominal::behind(reading, verb, "from", Side::Target);
    let found = if of_verb.is_empty() { nominal::behind(reading, object, "from", Side::Target) } else { of_verb };
    found.into_iter().filter(|party| country(party).is_some()).take(1).collect()
}

/// "joined Ostria in expelling the envoys": both do.
pub(in super::super) fn joiners(reading: Reading<'_>, verb: usize) -> Vec<Party> {
    let parse = reading.parse;
    let above = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Pcomp);
    let join = above.filter(|&at| parse.tokens[at].norm == "in").and_then(|at| parse.head(at));
    let Some(join) = join.filter(|&at| parse.tokens[at].lemma == "join") else { return Vec::new() };
    let mut out = Vec::new();
    for noun in tree::agent(reading, join).into_iter().chain(tree::objects(reading, join)) {
        roles::parties(reading, noun, Side::Acting).into_iter().for_each(|party| roles::push(&mut out, party));
    }
    out
}

/// Those in whose company a deed is done: "offered to mediate together with France", "attacked along with Ostria".
pub(in super::super) fn companions(reading: Reading<'_>, verb: usize, complements: &[usize]) -> Vec<Span> {
    let parse = reading.parse;
    let beside = |at: usize| {
        let leads = |token: usize| tree::is(reading, token, "in-company");
        parse.head(at).is_some_and(leads) || at.checked_sub(1).is_some_and(leads)
    };
    let verbs = std::iter::once(verb).chain(complements.iter().copied());
    let nouns = verbs
        .flat_map(|verb| tree::prepositions(parse, verb))
        .filter(|&at| parse.tokens[at].norm == "with" && beside(at));
    let found = nouns.filter_map(|at| parse.child(at, Dep::Pobj));
    found.flat_map(|noun| roles::parties(reading, noun, Side::Target)).map(|party| party.span).collect()
}
