//! Who is at odds with whom in a report: its drafts and mentions in, the two sides out.
//!
//! "Guyana put its forces on alert after Venezuela moved tanks": the two that a report names most, and that are told to be at odds, are its
//! sides, though they are told so once. "Sudan's army accused the RSF": the two sides are of one country.

use super::country;
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::long_ago;
use crate::events::roles::{self, Side};
use crate::events::tree;
use demarche_language::{Dep, Parse};
use demarche_model::{Actor, ActorKind, Party};
use std::collections::BTreeMap;

/// How much a draft says about who stands against whom.
pub(super) type Weight = fn(&Draft) -> u32;

/// Force alone, each deed once.
pub(super) fn force(draft: &Draft) -> u32 {
    u32::from(matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE" | "THREATEN" | "RETREAT"))
}

/// Force, and quarrels in words, each once.
pub(super) fn hostile(draft: &Draft) -> u32 {
    force(draft).max(u32::from(matches!(draft.action.plover.as_str(), "ACCUSE" | "SANCTION" | "REJECT" | "REQUEST")))
}

/// Force weighs more than quarrels, quarrels more than talks.
pub(super) fn strain(draft: &Draft) -> u32 {
    match draft.action.plover.as_str() {
        "ASSAULT" | "COERCE" | "THREATEN" | "RETREAT" => 3,
        "ACCUSE" | "SANCTION" | "REJECT" | "PROTEST" | "MOBILIZE" => 2,
        "AGREE" | "CONSULT" | "CONCEDE" | "REQUEST" => 1,
        _ => 0,
    }
}

/// Pairs with their weights, by key in order.
type Pairs = BTreeMap<(String, String), (u32, Party, Party)>;

/// The pairs that drafts name, weighed, and the weight of all drafts that name one.
fn pairs(drafts: &[Draft], weight: Weight, key: impl Fn(&Party, &Party) -> Option<(String, String)>) -> (Pairs, u32) {
    let mut pairs = Pairs::new();
    let mut total = 0;
    for draft in drafts {
        let weight = if draft.abreast { 0 } else { weight(draft) };
        if weight == 0 {
            continue;
        }
        let mut named = 0;
        let mut count = |a: &Party, b: &Party| {
            let Some((x, y)) = key(a, b) else { return };
            let (low, high) = if x < y { (a, b) } else { (b, a) };
            let key = if x < y { (x, y) } else { (y, x) };
            pairs.entry(key).or_insert_with(|| (0, low.clone(), high.clone())).0 += weight;
            named += 1;
        };
        for (at, actor) in draft.actors.iter().enumerate() {
            draft.recipients.iter().for_each(|recipient| count(actor, recipient));
            if draft.mutual {
                draft.actors.iter().skip(at + 1).for_each(|other| count(actor, other));
            }
        }
        total += weight * named;
    }
    (pairs, total)
}

fn of_two_countries(a: &Party, b: &Party) -> Option<(String, String)> {
    country(a).zip(country(b)).filter(|(x, y)| x != y)
}

/// The sides that the drafts name together most often, if one pair stands out.
pub(super) fn sides(drafts: &[Draft], weight: Weight) -> Option<[Party; 2]> {
    let (pairs, total) = pairs(drafts, weight, of_two_countries);
    let (key, (count, low, high)) = pairs.into_iter().max_by(|a, b| (a.1.0, &b.0).cmp(&(b.1.0, &a.0)))?;
    (count >= 2 && count * 2 >= total && count > 2 * backings(drafts, &key)).then_some([low, high])
}

/// How often one of two is told to back or help the other in words or kind.
fn backings(drafts: &[Draft], key: &(String, String)) -> u32 {
    let crossed = |draft: &&Draft| {
        let of = |parties: &[Party], code: &String| {
            parties.iter().any(|party| !rebel(party) && country(party).as_ref() == Some(code))
        };
        of(&draft.actors, &key.0) && of(&draft.recipients, &key.1)
            || of(&draft.actors, &key.1) && of(&draft.recipients, &key.0)
    };
    let backs = |draft: &&Draft| {
        matches!(draft.action.plover.as_str(), "SUPPORT" | "AID") && !draft.rows.iter().any(|row| row == super::CARRIED)
    };
    u32::try_from(drafts.iter().filter(backs).filter(crossed).count()).unwrap_or(u32::MAX / 4)
}

/// Whether the report says of two states that there is a fight or a quarrel between them: "clashes *between* Norway and Chad", "Norway's dispute
/// *with* Chad".
fn told_at_odds(reading: Reading<'_>, key: &(String, String), classes: &[&str]) -> bool {
    let parse = reading.parse;
    let quarrel = |at: usize| classes.iter().any(|class| tree::is(reading, at, class));
    let of = |noun: usize| roles::parties(reading, noun, Side::Acting).into_iter().filter_map(|party| country(&party));
    let two = |mut codes: Vec<String>| {
        codes.sort_unstable();
        codes.dedup();
        matches!(codes.as_slice(), [first, second] if *first == key.0 && *second == key.1)
    };
    (0..parse.tokens.len()).any(|at| match parse.tokens[at].norm.as_str() {
        // Some words may stand between: "the deadliest clashes in years between".
        "between" => {
            let told = (at.saturating_sub(BEFORE)..at).any(|before| tree::nominal(parse, before) && quarrel(before));
            let named = parse.child(at, Dep::Pobj).filter(|_| told);
            named.is_some_and(|noun| two(of(noun).collect()))
        }
        _ if tree::nominal(parse, at) && quarrel(at) => {
            let with = tree::behind(parse, at, "with");
            let whose = tree::possessor(parse, at);
            with.zip(whose).is_some_and(|(with, whose)| two(of(with).chain(of(whose)).collect()))
        }
        _ => false,
    })
}

/// Whether the report says in so many words that two sides fight: "clashes between".
pub(super) fn told_to_fight(reading: Reading<'_>, sides: &[Party; 2]) -> bool {
    let key = country(&sides[0]).zip(country(&sides[1]));
    let key = key.map(|(one, other)| if one < other { (one, other) } else { (other, one) });
    key.is_some_and(|key| told_at_odds(reading, &key, &["fight"]))
}

/// Whether a blow of one of two upon the other is told, and not as one of years ago: only then is a strike that nobody claims the other's.
pub(super) fn at_blows(reading: Reading<'_>, drafts: &[Draft], sides: &[Party; 2]) -> bool {
    let named = |parties: &[Party], side: &Party| parties.iter().any(|party| super::same(party, side));
    let between =
        |draft: &Draft, one: &Party, other: &Party| named(&draft.actors, one) && named(&draft.recipients, other);
    drafts.iter().any(|draft| {
        let [low, high] = sides;
        draft.action.plover == "ASSAULT"
            && (between(draft, low, high) || between(draft, high, low))
            && !is_of_old(reading, draft.governor())
    })
}

/// Whether the sentence of a word gives a day of long ago: "In January 2020 Ostria fired missiles at the base".
fn is_of_old(reading: Reading<'_>, word: usize) -> bool {
    let here = reading.parse.sentence_of(word);
    let in_it = |at: u32| reading.parse.sentence_of(reading.parse.token_at(at)) == here;
    let mut days = reading.times.iter().filter(|time| in_it(time.span.start)).filter_map(|time| time.to.or(time.from));
    days.any(|day| long_ago(reading, day))
}

/// How many words may stand between a quarrel and "between".
const BEFORE: usize = 5;

/// Where each of two sides is told to use force upon nobody else than the other: sentences, in order. Nowhere, if somebody of no country
/// strikes too: whose a strike is that nobody claims is not known then.
pub(super) fn strikes(parse: &Parse, drafts: &[Draft], sides: &[Party; 2]) -> [Vec<usize>; 2] {
    let [low, high] = sides;
    let told = |draft: &&Draft| draft.action.plover == "ASSAULT" && !draft.mutual && !draft.actors.is_empty();
    if drafts.iter().filter(told).any(|draft| draft.actors.iter().all(|actor| country(actor).is_none())) {
        return Default::default();
    }
    let strikes = |doer: &Party, other: &Party| {
        let theirs = |draft: &&Draft| draft.actors.iter().all(|actor| super::same(actor, doer));
        let at_other =
            |draft: &Draft| draft.recipients.iter().all(|party| country(party).is_none() || super::same(party, other));
        let all: Vec<&Draft> = drafts.iter().filter(told).filter(theirs).collect();
        let alone = all.iter().all(|draft| at_other(draft));
        all.iter().filter(|_| alone).map(|draft| parse.sentence_of(draft.governor())).collect()
    };
    [strikes(low, high), strikes(high, low)]
}

/// How often the report names each country by its state, its people or its bodies; pronouns name nobody.
pub(super) fn named(reading: Reading<'_>) -> Vec<(u32, String)> {
    let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
    let names = reading.mentions.iter().filter(|mention| !mention.rule.starts_with("M07"));
    for actor in names.filter_map(|mention| mention.actor.as_ref()) {
        let Some(code) = actor.country.as_deref().filter(|_| actor.kind != ActorKind::Outlet) else { continue };
        if !matches!(code, "IGO" | "NGO" | "UNO" | "EUR") {
            *counts.entry(code).or_default() += 1;
        }
    }
    let mut counts: Vec<(u32, String)> = counts.into_iter().map(|(code, count)| (count, code.to_owned())).collect();
    counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    counts
}

/// The two states that the report is about: told to be at odds more than any other two, and named more often than any third, or at odds
/// far more than any others. Where it names hardly any third, one deed of theirs that names nobody will do.
pub(super) fn named_most(reading: Reading<'_>, drafts: &[Draft], named: &[(u32, String)]) -> Option<[Party; 2]> {
    let (pairs, _) = pairs(drafts, strain, of_two_countries);
    let mut weights: Vec<u32> = pairs.values().map(|(weight, ..)| *weight).collect();
    weights.sort_unstable_by(|a, b| b.cmp(a));
    let best = weights.first().copied().unwrap_or(0);
    let next = weights.get(1).copied().unwrap_or(0);
    if best >= 4 && best >= 2 * next {
        let (key, (_, low, high)) = pairs.iter().find(|(_, (weight, ..))| *weight == best)?;
        // "a show of support for Norway": whoever backs one of two is not its foe for a word or two.
        if best > 6 * backings(drafts, key) {
            return Some([low.clone(), high.clone()]);
        }
    }
    let [(most, first), (second, other), rest @ ..] = named else { return None };
    let third = rest.first().map_or(0, |(third, _)| *third);
    if *second < 2 || third >= *second {
        return None;
    }
    let key = if first < other { (first.clone(), other.clone()) } else { (other.clone(), first.clone()) };
    // Only talks: friends talk too.
    // Four that break with one: whoever else is named often only stands by.
    let others = |weight: u32| weights.iter().filter(|&&other| other > weight).count();
    let strained = |weight: u32| {
        others(weight) < 2 && weight >= 2 && (weight + 1 >= best || 2 * weight > best && *second > third + 1)
    };
    let theirs = |draft: &Draft| {
        let of_them = |party: &Party| country(party).is_some_and(|code| code == key.0 || code == key.1);
        // Third parties condemn and decline too.
        let words = matches!(draft.action.plover.as_str(), "ACCUSE" | "REJECT") && draft.recipients.is_empty();
        strain(draft) >= 2 && !words && !draft.actors.is_empty() && draft.actors.iter().all(of_them)
    };
    // "Georgia" twenty times, "Finland" thrice, and only to offer talks.
    let apart = 3 * *second < *most && [&key.0, &key.1].iter().any(|code| only_calms(drafts, code));
    match pairs.get(&key) {
        Some((weight, low, high)) if strained(*weight) => Some([low.clone(), high.clone()]),
        _ if told_at_odds(reading, &key, &["fight", "quarrel", "border", "rift"]) => {
            Some([state_told(reading, &key.0)?, state_told(reading, &key.1)?])
        }
        _ if are_friends(drafts, &key) || apart => None,
        // Where several others are told to be at odds again and again, it is with them.
        _ if next < 4 && estranged(drafts, &key, *second, third) => {
            Some([state_told(reading, &key.0)?, state_told(reading, &key.1)?])
        }
        // What a third party asks of one of them does not make the two of them friends; a talk of theirs is no quarrel.
        None if best <= 1 && *second >= 3 && 2 * *second >= 3 * third => {
            let low = state_named(reading, &key.0)?;
            drafts.iter().any(theirs).then_some([low, state_named(reading, &key.1)?])
        }
        _ => None,
    }
}

/// The state and the armed group of its own that a report of one country's war is about: named far more than any other country, and the group
/// uses force or has it used on it. "TPLF fighters attacked an army base": on Ethiopia, though Eritrea is told of too.
pub(super) fn civil(reading: Reading<'_>, drafts: &[Draft], named: &[(u32, String)]) -> Option<[Party; 2]> {
    let (most, home) = named.first()?;
    let next = named.get(1).map_or(0, |(count, _)| *count);
    if *most < 4 || *most < 3 * next {
        return None;
    }
    let of_home = |party: &&Party| rebel(party) && country(party).as_ref() == Some(home);
    let group = drafts
        .iter()
        .filter(|draft| force(draft) > 0)
        .flat_map(|draft| draft.actors.iter().chain(&draft.recipients))
        .find(of_home)?;
    // "TPLF fighters", "the TPLF": by whatever words.
    let again = |mention: &&demarche_model::Mention| {
        mention.actor.as_ref().is_some_and(|actor| fights_its_state(actor) && actor.country.as_ref() == Some(home))
    };
    (reading.mentions.iter().filter(again).count() >= 2)
        .then(|| Some([state_named(reading, home)?, group.clone()]))
        .flatten()
}

/// Whether two are told to support or help one another: "the treaty that Verania and Ostria signed", "Verania sent Ostria aid". Of such two nothing
/// that only one of them does is guessed to be done to the other.
fn are_friends(drafts: &[Draft], key: &(String, String)) -> bool {
    let kind = |draft: &&Draft| matches!(draft.action.plover.as_str(), "SUPPORT" | "AID" | "COOPERATE" | "AGREE");
    drafts.iter().filter(kind).any(|draft| {
        let names = |code: &String| {
            draft.actors.iter().chain(&draft.recipients).any(|party| country(party).as_ref() == Some(code))
        };
        names(&key.0) && names(&key.1)
    })
}

/// Whether all that a state is told to do is to offer, to talk, to ask: "Finland offered to host a meeting of the two sides" is no side.
fn only_calms(drafts: &[Draft], code: &String) -> bool {
    let mut own =
        drafts.iter().filter(|draft| draft.actors.iter().any(|party| country(party).as_ref() == Some(code))).peekable();
    own.peek().is_some() && own.all(|draft| strain(draft) < 2)
}

/// Whether the two that a report names most quarrel though it hardly says with whom: what they do in anger is done to each other or to nobody by
/// name, seldom to a third, and never together. "Egypt rejected the step … Ethiopia accused the two states".
fn estranged(drafts: &[Draft], key: &(String, String), second: u32, third: u32) -> bool {
    let of_them = |party: &Party| country(party).is_some_and(|code| code == key.0 || code == key.1);
    let of_others = |party: &Party| country(party).is_some_and(|code| code != key.0 && code != key.1);
    let (mut inside, mut outside) = (0, 0);
    let (mut first, mut other) = (false, false);
    for draft in drafts.iter().filter(|draft| hostile(draft) > 0 && strain(draft) >= 2) {
        let named = |code: &String| draft.actors.iter().any(|party| country(party).as_ref() == Some(code));
        if draft.actors.iter().any(of_others) {
            continue;
        }
        if named(&key.0) && named(&key.1) && !draft.mutual {
            return false;
        }
        let ours = draft.actors.iter().any(of_them) || draft.actors.is_empty() && draft.recipients.iter().any(of_them);
        if draft.recipients.iter().any(of_others) {
            outside += u32::from(draft.actors.iter().any(of_them));
        } else if ours {
            inside += 1;
            first |= named(&key.0);
            other |= named(&key.1);
        }
    }
    let alone = second >= 3 && second > 2 * third;
    let both = first && other && second >= 3 && inside >= 3;
    inside >= 2 && inside >= 2 * outside && (alone || both)
}

/// Whether a civil war comes before a war of two states: of its country and the other side hardly more than one blow is told. "Rockets fell on
/// Asmara" makes no war of two states.
pub(super) fn outweighs(drafts: &[Draft], civil: &[Party; 2], sides: &[Party; 2]) -> bool {
    let home = &civil[0];
    let Some(other) = sides.iter().find(|side| !super::same(side, home)) else { return false };
    let blow = |draft: &&Draft| {
        let named = |of: &Party| draft.actors.iter().chain(&draft.recipients).any(|party| super::same(party, of));
        force(draft) > 0 && !draft.mutual && named(other) && named(home)
    };
    sides.iter().any(|side| super::same(side, home)) && drafts.iter().filter(blow).count() < 2
}

/// For each of two sides, whether its own rebels are told to be at odds with the other side: an armed group that stands for it.
pub(super) fn rebels_at_odds(drafts: &[Draft], sides: &[Party; 2]) -> [bool; 2] {
    let [low, high] = sides;
    let told = |side: &Party, other: &Party| {
        let ours = |party: &Party| rebel(party) && super::same(party, side);
        let theirs = |party: &Party| super::same(party, other);
        ours(side)
            || drafts.iter().filter(|draft| strain(draft) >= 2).any(|draft| {
                let crossed = |from: &[Party], to: &[Party]| from.iter().any(ours) && to.iter().any(theirs);
                crossed(&draft.actors, &draft.recipients)
                    || crossed(&draft.recipients, &draft.actors)
                    || draft.mutual && crossed(&draft.actors, &draft.actors)
            })
    };
    [told(low, high), told(high, low)]
}

/// A state where the report first names it.
fn state_named(reading: Reading<'_>, code: &str) -> Option<Party> {
    let of = |mention: &demarche_model::Mention| {
        mention.actor.as_ref().is_some_and(|it| it.kind == ActorKind::State && it.country.as_deref() == Some(code))
    };
    let at = reading.mentions.iter().position(of)?;
    let mention = reading.mentions.get(at)?;
    let id = demarche_model::MentionId(u32::try_from(at).ok()?);
    Some(Party { span: mention.span, mention: Some(id), actor: mention.actor.clone() })
}

/// A state where the report first names it, or else anything of its own: "Manila".
fn state_told(reading: Reading<'_>, code: &str) -> Option<Party> {
    let own = |mention: &&demarche_model::Mention| {
        mention.actor.as_ref().is_some_and(|actor| actor.country.as_deref() == Some(code))
    };
    let first = || reading.mentions.iter().find(own).map(|mention| mention.span);
    state_named(reading, code).or_else(|| super::of_state(reading, code, first()?))
}

/// A side as the whole report speaks of it: the state, where the words that told of the quarrel name one of its officers or guns; an armed group
/// is a side by itself.
pub(super) fn as_side(reading: Reading<'_>, party: Party) -> Party {
    let group = party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::ArmedGroup);
    let Some(code) = country(&party).filter(|_| !group) else { return party };
    state_of(reading, &code, party)
}

/// The state of a country, as the report names it, in the place of a party.
fn state_of(reading: Reading<'_>, code: &str, party: Party) -> Party {
    state_named(reading, code).or_else(|| super::of_state(reading, code, party.span)).unwrap_or(party)
}

/// The state of an armed group that is only struck, where that state quarrels itself: "Ostria hit a camp of the militia; Verania rejected the claim. The two sides
/// exchanged fire": Ostria and Verania.
pub(super) fn its_state(reading: Reading<'_>, drafts: &[Draft], side: Party) -> Party {
    let group = side.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::ArmedGroup);
    let Some(code) = country(&side).filter(|_| group) else { return side };
    let of_it = |party: &Party| country(party).as_ref() == Some(&code);
    let fights = |draft: &Draft| force(draft) > 0 && draft.actors.iter().any(|party| of_it(party) && rebel(party));
    let quarrels = |draft: &Draft| strain(draft) > 1 && draft.actors.iter().any(|party| of_it(party) && !rebel(party));
    if drafts.iter().any(fights) || !drafts.iter().any(quarrels) {
        return side;
    }
    state_of(reading, &code, side)
}

/// Two of one country who are told to be at odds, where the report names no country more often and no two states at odds more.
pub(super) fn factions(drafts: &[Draft], named: &[(u32, String)]) -> Option<[Party; 2]> {
    let (_, home) = named.first()?;
    let within = |a: &Party, b: &Party| {
        let (one, other) = (a.actor.as_ref()?, b.actor.as_ref()?);
        let same = one.country.as_ref() == Some(home) && other.country.as_ref() == Some(home) && one.id != other.id;
        (same && rebel(a) != rebel(b)).then(|| (one.id.clone(), other.id.clone()))
    };
    let (inside, _) = pairs(drafts, strain, within);
    let (outside, _) = pairs(drafts, strain, of_two_countries);
    let abroad = outside.values().map(|(weight, ..)| *weight).max().unwrap_or(0);
    let all: u32 = inside.values().map(|(weight, ..)| *weight).sum();
    let (_, (_, low, high)) = inside.into_iter().max_by(|a, b| (a.1.0, &b.0).cmp(&(b.1.0, &a.0)))?;
    (all >= 3 && all > abroad).then_some([low, high])
}

/// Whether a party fights its own state.
pub(super) fn rebel(party: &Party) -> bool {
    party.actor.as_ref().is_some_and(|actor| fights_its_state(actor) || actor.sector.as_deref() == Some("OPP"))
}

fn fights_its_state(actor: &Actor) -> bool {
    actor.kind == ActorKind::ArmedGroup || matches!(actor.sector.as_deref(), Some("REB" | "UAF" | "INS"))
}

/// Whether a party opposes its own government by profession.
pub(super) fn opposes(party: &Party) -> bool {
    party.actor.as_ref().is_some_and(|actor| actor.sector.as_deref() == Some("OPP"))
}
