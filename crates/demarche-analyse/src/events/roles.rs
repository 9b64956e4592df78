//! Whom the words of a clause name: a head noun in, political parties out.
//!
//! "three Hamas sites in Gaza": the sites are no actor, Hamas is; "the Iranian consulate in Damascus" is Iran's, wherever it stands.

use super::{clause_in_list, kin, launched, nominal, tree, twins, vessels};
use crate::Reading;
use crate::actors::{parties_for, party_for};
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::actors::{Case, Sense, State, Word, fold_into};
use demarche_model::{Actor, ActorKind, Party, Span};

/// Which parties are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Those who act: states, their organs, groups, persons; a place does not act.
    Acting,
    /// Those acted upon: a place stands for its country.
    Target,
}

/// Prepositions behind which the owner of a thing stands.
const OWNERS: &[&str] = &[
    "of",
    "from",
    "in",
    "throughout",
    "across",
    "inside",
    "at",
    "near",
    "around",
    "along",
    "to",
    "within",
    "outside",
    "off",
    "for",
];

/// How many of them lead to whoever acts: "students *throughout* Indonesia".
const OWNERS_OF_ACTORS: usize = 6;

/// Those behind which stands where a happening was, or whom it befell: "killed by a blast *in* Lebanon", "the downing *of* the Chadian drone sent a
/// message" say nothing of who did it.
const BEFALLEN: &[&str] = &["of", "in", "throughout", "across", "inside"];

/// The political parties that a noun phrase names, in text order, each once.
pub(super) fn parties(reading: Reading<'_>, head: usize, side: Side) -> Vec<Party> {
    let mut out = Vec::new();
    for_each_conjunct(reading.parse, head, |conjunct| {
        let conjunct = tree::referent(reading.parse, conjunct);
        for party in of_one(reading, conjunct, side, 3) {
            push(&mut out, party);
        }
        // "dozens of civilians, officials and scientists"
        let content = tree::content(reading, conjunct);
        if content != conjunct {
            for_each_conjunct(reading.parse, content, |noun| {
                for party in of_one(reading, noun, side, 2).into_iter().filter(|_| noun != content) {
                    push(&mut out, party);
                }
            });
        }
    });
    add_twins(reading, &mut out);
    out
}

/// "The American-British enemy": of both.
fn add_twins(reading: Reading<'_>, parties: &mut Vec<Party>) {
    let twins: Vec<Party> = parties.iter().filter_map(|party| twins::other_half(reading, party)).collect();
    twins.into_iter().for_each(|twin| push(parties, twin));
}

/// Adds a party unless its actor is there already.
pub(super) fn push(parties: &mut Vec<Party>, party: Party) {
    let same = |known: &Party| match (&known.actor, &party.actor) {
        (Some(a), Some(b)) => a.id == b.id,
        _ => known.span == party.span,
    };
    if !parties.iter().any(same) {
        parties.push(party);
    }
}

/// Whether the party is one that politics is made of: it belongs to a country or to a sector.
pub(super) fn political(actor: &Actor) -> bool {
    if matches!(actor.kind, ActorKind::Outlet) {
        return false;
    }
    actor.country.is_some() || actor.sector.is_some()
}

fn for_each_conjunct(parse: &Parse, head: usize, mut visit: impl FnMut(usize)) {
    let mut next = Some(head);
    // A coordination is a chain of conjuncts; its length is bounded by the sentence.
    while let Some(at) = next {
        visit(at);
        next = parse
            .children_by(at, Dep::Conj)
            .find(|&conjunct| conjunct > at && tree::nominal(parse, conjunct))
            .filter(|&conjunct| !clause_in_list::begins(parse, conjunct))
            .or_else(|| listed(parse, at));
    }
}

/// "Norway, Sudan, and Chad", where the small parser takes the second name for an apposition of the first.
fn listed(parse: &Parse, at: usize) -> Option<usize> {
    let name = |token: usize| parse.tokens[token].pos == Pos::Propn;
    parse
        .children_by(at, Dep::Appos)
        .find(|&second| name(at) && name(second) && parse.children_by(second, Dep::Conj).any(name))
}

fn of_one(reading: Reading<'_>, head: usize, side: Side, depth: u32) -> Vec<Party> {
    let user = launched::user(reading, head).filter(|_| side == Side::Acting && depth > 0);
    if let Some(user) = user {
        return parties_below(reading, user, side, depth - 1);
    }
    if let Some(state) = vessels::of_state(reading, head) {
        return vec![state];
    }
    let whole = kin::ethnic(reading, head, party_for(reading, head));
    // "its neighbour, Eritrea": another than whoever stands before; only its name tells who.
    if kin::is_another(reading, head) && whole.actor.as_ref().is_none_or(|actor| actor.country.is_none()) {
        return kin::named_other(reading, head, &whole);
    }
    if let Some(flown) = by_maker(reading, head, &whole) {
        return vec![flown];
    }
    let placeless = |actor: &Actor| actor.country.is_none() && nationality(reading, head).is_some();
    if whole.actor.as_ref().is_some_and(|actor| political(actor) && !placeless(actor)) {
        return kin::named_beside(reading, head, &whole)
            .or_else(|| several(reading, head, &whole))
            .or_else(|| of_whom(reading, head, &whole, side, depth))
            .unwrap_or_else(|| vec![whole]);
    }
    if let Some(state) = state_party(reading, head, whole.span) {
        return vec![state];
    }
    // "both governments", "all sides": whom these words stand for is told by the report.
    if is_collective(reading, &whole) {
        return vec![whole];
    }
    let owners = owners(reading, head, side, depth);
    if owners.len() == 1 {
        return owners.into_iter().map(|owner| Party { span: whole.span.cover(owner.span), ..owner }).collect();
    }
    owners
}

/// "a Norwegian Boeing", "two Chadian Sukhoi jets": a thing called by whoever made it is of the state named before it, not of the maker.
fn by_maker(reading: Reading<'_>, head: usize, whole: &Party) -> Option<Party> {
    let actor = whole.actor.as_ref().filter(|actor| actor.sector.as_deref() == Some("BUS"))?;
    let parse = reading.parse;
    let before = parse.children(head).filter(|&child| {
        child < head && matches!(parse.tokens[child].dep, Dep::Amod | Dep::Compound | Dep::Nmod | Dep::Poss)
    });
    // "two Chadian planes Sukhoi": the nationality stands before the planes, and the name is beside them.
    let code =
        before.filter_map(|child| nationality(reading, child)).find(|code| actor.country.as_ref() != Some(code))?;
    let state = reading.lexicon.actors.state(&code)?;
    Some(Party { span: whole.span, mention: None, actor: Some(itself(state)) })
}

/// Whether a party is named by a word for several at once.
pub(super) fn is_collective(reading: Reading<'_>, party: &Party) -> bool {
    let mention = party.mention.and_then(|at| reading.mentions.get(at.0 as usize));
    let taken_up = |mention: &demarche_model::Mention| {
        let before = mention.same_as.and_then(|at| reading.mentions.get(at.0 as usize));
        mention.rule == "M070 pronoun" && before.is_some_and(|before| before.rule == "M090 collective")
    };
    mention.is_some_and(|mention| mention.rule == "M090 collective" || taken_up(mention))
}

/// "the leadership of the crown prince": what is nobody's by itself has the country of whoever it is of.
fn of_whom(reading: Reading<'_>, head: usize, whole: &Party, side: Side, depth: u32) -> Option<Vec<Party>> {
    let actor = whole.actor.as_ref().filter(|actor| actor.country.is_none() && depth > 0)?;
    if actor.kind == ActorKind::Igo || actor.kind == ActorKind::Ngo {
        return None;
    }
    let parse = reading.parse;
    // "students throughout the country", "rebels in the north": at home there; soldiers and officials may be abroad.
    let native =
        matches!(actor.sector.as_deref(), Some("CVL" | "EDU" | "LAB" | "OPP" | "REB" | "UAF" | "REL" | "AGR" | "PRM"));
    let across = || ["throughout", "across"].iter().find_map(|word| tree::behind(parse, head, word));
    let noun = tree::behind(parse, head, "of")
        .or_else(|| tree::possessor(parse, head))
        .or_else(|| tree::behind(parse, head, "from").filter(|_| side == Side::Target || native || sent(reading, head)))
        .or_else(|| across().filter(|_| native))
        .or_else(|| tree::behind(parse, head, "in").filter(|_| native))?;
    let owner = of_one(reading, noun, Side::Acting, depth - 1).into_iter().next()?;
    let country = owner.actor.as_ref()?.country.clone().filter(|code| code.len() == 3)?;
    let id = format!("{}:{country}", actor.id);
    Some(vec![Party { actor: Some(Actor { id, country: Some(country), ..actor.clone() }), ..whole.clone() }])
}

/// "delegates from Russia": whoever is sent is of the country that sends.
fn sent(reading: Reading<'_>, head: usize) -> bool {
    tree::is(reading, head, "envoy") || tree::is(reading, head, "leader")
}

/// A state as a party of its own, whatever it is by law.
pub(super) fn itself(state: &State) -> Actor {
    Actor {
        id: state.id.clone(),
        name: state.name.clone(),
        kind: ActorKind::State,
        country: Some(state.code.clone()),
        sector: None,
        office: None,
    }
}

/// A state by its own name, where a longer mention without a country covers it ("envoy to Lebanon").
pub(super) fn state_party(reading: Reading<'_>, head: usize, span: Span) -> Option<Party> {
    let state = reading.lexicon.actors.state(&nationality(reading, head)?)?;
    let token = reading.parse.tokens.get(head)?;
    let actor = itself(state);
    let own = Span::new(token.start, token.end);
    Some(Party { span: if span.contains(own) { own } else { span }, mention: None, actor: Some(actor) })
}

/// "Hungarian and Romanian officials": one phrase, two parties.
fn several(reading: Reading<'_>, head: usize, whole: &Party) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let actor = whole.actor.as_ref()?;
    let mut out: Vec<Party> = Vec::new();
    for child in parse.children(head).filter(|&child| child < head) {
        if !matches!(parse.tokens[child].dep, Dep::Amod | Dep::Compound | Dep::Nmod) {
            continue;
        }
        for_each_conjunct_any(parse, child, |word| {
            if let Some(country) = nationality(reading, word)
                && !out
                    .iter()
                    .any(|party| party.actor.as_ref().and_then(|actor| actor.country.as_ref()) == Some(&country))
            {
                let id = format!("{}:{country}", actor.id);
                let name = named_after(reading, actor, &country);
                let actor = Actor { id, name, country: Some(country), ..actor.clone() };
                out.push(Party { actor: Some(actor), ..whole.clone() });
            }
        });
    }
    // "the leadership of Russia and Iran", "negotiators from Sudan and South Sudan"
    let behind = tree::behind(parse, head, "of")
        .or_else(|| tree::behind(parse, head, "from").filter(|_| sent(reading, head)))
        .filter(|_| out.is_empty());
    if let Some(noun) = behind {
        for_each_conjunct_any(parse, noun, |word| {
            if let Some(state) = state_party(reading, word, whole.span) {
                push(&mut out, state);
            }
        });
    }
    (out.len() > 1).then_some(out)
}

/// The name of a group that is another state's: "Romanian officials" becomes "Hungarian officials".
fn named_after(reading: Reading<'_>, actor: &Actor, country: &str) -> String {
    let state = |code: &str| reading.lexicon.actors.state(code);
    let old = actor.country.as_deref().and_then(state).into_iter().flat_map(|state| &state.adjectives);
    let rest = old.filter_map(|adjective| actor.name.strip_prefix(adjective.as_str())?.strip_prefix(' ')).next();
    match (rest, state(country).and_then(|state| state.adjectives.first())) {
        (Some(rest), Some(adjective)) => format!("{adjective} {rest}"),
        _ => actor.name.clone(),
    }
}

fn for_each_conjunct_any(parse: &Parse, head: usize, mut visit: impl FnMut(usize)) {
    let mut next = Some(head);
    while let Some(at) = next {
        visit(at);
        next = parse.children_by(at, Dep::Conj).find(|&conjunct| conjunct > at);
    }
}

/// The country that an adjective or name of one word belongs to.
pub(super) fn nationality(reading: Reading<'_>, token: usize) -> Option<String> {
    let word = reading.parse.word(&reading.article.text, token);
    let mut folded = String::new();
    fold_into(word, &mut folded);
    let known =
        reading.lexicon.actors.names.longest(&[Word { folded: &folded, case: Case::of(word), after_the: false }])?;
    known.senses.iter().find_map(|sense| match sense {
        Sense::State(at) | Sense::Adjective(at) => reading
            .lexicon
            .actors
            .states
            .get(*at as usize)
            .map(|state| state.code.clone())
            .filter(|code| !code.is_empty()),
        _ => None,
    })
}

/// The parties inside a noun phrase that names none itself.
fn owners(reading: Reading<'_>, head: usize, side: Side, depth: u32) -> Vec<Party> {
    let parse = reading.parse;
    for dep in [Dep::Poss, Dep::Amod, Dep::Compound, Dep::Nmod, Dep::Appos] {
        let mut found = Vec::new();
        for child in parse.children_by(head, dep) {
            for party in
                parties_for(reading, child).into_iter().filter(|party| party.actor.as_ref().is_some_and(political))
            {
                push(&mut found, party);
            }
        }
        // "Chinese government vessels", where the small parser hangs the adjective on the noun before.
        if found.is_empty() && matches!(dep, Dep::Compound | Dep::Nmod) {
            let before = parse.children_by(head, dep).filter(|&child| child < head);
            let adjectives = before.flat_map(|child| parse.children_by(child, Dep::Amod));
            let states = adjectives.filter_map(|adjective| state_party(reading, adjective, whole_span(parse, head)));
            states.for_each(|party| push(&mut found, party));
        }
        if !found.is_empty() {
            return found;
        }
    }
    if depth > 0 {
        let content = tree::content(reading, head);
        if content != head {
            return of_one(reading, content, side, depth - 1);
        }
        // "its soldiers", "Hamas leader's home": the possessor's own owner.
        if let Some(possessor) = tree::possessor(parse, head) {
            let found = of_one(reading, possessor, side, depth - 1);
            if !found.is_empty() {
                return found;
            }
        }
        // "tunnels built by Hamas", "rockets fired by militants": whoever made or used them.
        let by = parse
            .children_by(head, Dep::Acl)
            .filter(|&verb| side == Side::Target && parse.tokens[verb].tag == "VBN")
            // "the navigator of the bomber shot down by Norway", "the truce brokered by Norway": not Norway's.
            .filter(|&verb| tree::is(reading, verb, "using"))
            .find_map(|verb| tree::agent(reading, verb));
        if let Some(maker) = by {
            let found = of_one(reading, maker, Side::Acting, depth - 1);
            if !found.is_empty() {
                return found;
            }
        }
        // "troops along the border with Norway": what lies beyond it.
        if side == Side::Target && tree::is(reading, head, "border") {
            let beyond = tree::behind(parse, head, "with").map(|noun| parties_below(reading, noun, side, depth - 1));
            if let Some(beyond) = beyond.filter(|found| !found.is_empty()) {
                return beyond;
            }
        }
        let prepositions = if side == Side::Target { OWNERS } else { &OWNERS[..OWNERS_OF_ACTORS] };
        let happens = side == Side::Acting && happening(reading, head);
        // "killed by a rocket *in Ostria*": where it came down, and not whose it was.
        let shot = side == Side::Acting && is_shot(reading, head);
        let led = |preposition: &&&str| {
            let place = BEFALLEN.contains(preposition);
            !place || !happens && (!shot || ***preposition == *"of")
        };
        for &preposition in prepositions.iter().filter(led) {
            for at in tree::prepositions(parse, head).filter(|&at| parse.tokens[at].norm == preposition) {
                let Some(noun) = parse.child(at, Dep::Pobj) else { continue };
                // "a village near the Venezuelan border" need not be in Venezuela.
                if preposition == "near" && matches!(parse.tokens[noun].lemma.as_str(), "border" | "frontier") {
                    continue;
                }
                let found = parties_below(reading, noun, side, depth - 1);
                if !found.is_empty() {
                    return found;
                }
            }
        }
    }
    if side == Side::Target { place_party(reading, head).into_iter().collect() } else { Vec::new() }
}

/// Whether a noun names what happens, and not those who act: "a blast".
fn happening(reading: Reading<'_>, head: usize) -> bool {
    tree::is(reading, head, "accident") || nominal::event_noun(reading, head).is_some()
}

/// What is shot, thrown or falls: "a rocket", "fragments".
pub(super) fn is_shot(reading: Reading<'_>, head: usize) -> bool {
    ["projectile", "missile", "fragment"].iter().any(|class| tree::is(reading, head, class))
}

fn whole_span(parse: &Parse, head: usize) -> Span {
    let (start, end) = parse.bytes(parse.tokens[head].left_edge as usize..head + 1);
    Span::new(start, end)
}

fn parties_below(reading: Reading<'_>, noun: usize, side: Side, depth: u32) -> Vec<Party> {
    let mut out = Vec::new();
    for_each_conjunct(reading.parse, noun, |conjunct| {
        for party in of_one(reading, conjunct, side, depth) {
            push(&mut out, party);
        }
    });
    out
}

/// The country of a place as a party: "Isfahan" as a target is Iran.
pub(super) fn place_party(reading: Reading<'_>, head: usize) -> Option<Party> {
    let span = party_for(reading, head).span;
    let token = reading.parse.tokens.get(head)?;
    let at = reading.places.partition_point(|place| place.span.end <= token.start);
    let place = reading.places.get(at).filter(|place| place.span.start < token.end)?;
    let country = place.place.as_ref()?.country.as_deref()?;
    let state = reading.lexicon.actors.state(country)?;
    let actor = itself(state);
    Some(Party { span, mention: None, actor: Some(actor) })
}

/// Whether any political party is named in the noun phrase.
pub(super) fn names_party(reading: Reading<'_>, head: usize) -> bool {
    !parties(reading, head, Side::Target).is_empty()
}

/// Kind of the modifier of an event noun: an adjective of nationality or an organisation acts ("Israeli strikes", "Hamas rockets"),
/// the bare name of a state is where it happens ("the Gaza operation").
pub(super) fn modifier_parties(reading: Reading<'_>, head: usize) -> (Vec<Party>, Vec<Party>) {
    let (mut acting, mut place) = (Vec::new(), Vec::new());
    let parse = reading.parse;
    for child in parse.children(head).filter(|&child| child < head).chain(shared_modifiers(parse, head)) {
        let dep = parse.tokens[child].dep;
        if !matches!(dep, Dep::Amod | Dep::Compound | Dep::Nmod) {
            continue;
        }
        for party in parties_for(reading, child) {
            let Some(actor) = party.actor.as_ref().filter(|actor| political(actor)) else { continue };
            let named = party.span.of(&reading.article.text).trim_start_matches("the ");
            let bare = matches!(actor.kind, ActorKind::State | ActorKind::Place)
                && dep != Dep::Amod
                && actor.name.ends_with(named)
                && !named.contains('.');
            push(if bare { &mut place } else { &mut acting }, party);
        }
    }
    add_twins(reading, &mut acting);
    (acting, place)
}

/// "a Russian missile and drone attack", which the parser reads as a missile and an attack, or as the attack of a missile and a drone: what stands
/// before the first belongs to the deed, unless the deed has an article or an owner of its own.
fn shared_modifiers(parse: &Parse, head: usize) -> impl Iterator<Item = usize> + '_ {
    let noun = |at: usize| parse.tokens[at].pos == Pos::Noun;
    let before = move |at: usize| parse.children(at).filter(move |&child| child < at);
    let mut found = Vec::new();
    let listed = |&child: &usize| noun(child) && parse.child(child, Dep::Conj).is_some();
    for weapon in before(head).filter(listed) {
        found.extend(before(weapon).filter(|&child| parse.tokens[child].dep == Dep::Amod));
    }
    let own =
        before(head).any(|child| matches!(parse.tokens[child].dep, Dep::Det | Dep::Poss | Dep::Amod | Dep::Nummod));
    let mut at = head;
    for _ in 0..2 {
        let above = parse.head(at).filter(|&above| {
            !own && above < at && noun(at) && noun(above) && matches!(parse.tokens[at].dep, Dep::Conj | Dep::Dobj)
        });
        let Some(above) = above else { break };
        // "a missile and an attack" are two.
        if at == head && before(head).next().is_none() && parse.tokens[head].dep == Dep::Conj {
            break;
        }
        found.extend(before(above).filter(|&child| parse.tokens[child].dep == Dep::Amod));
        at = above;
    }
    found.into_iter()
}
