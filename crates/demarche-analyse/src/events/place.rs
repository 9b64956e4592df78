//! Where an event happened: the place behind *in*, *at*, *near* that hangs on its words, else the one that its clause gives.
//!
//! "Israel's attack on targets in Isfahan": Isfahan, in Iran. "the Iranian consulate in Damascus": the attack happened in Syria.
//! "Police in Tolm arrested two men": in Tolm. "rebels fired on posts outside the town": the town last spoken of. What is done in words
//! alone has no place where its target is: whoever "accused Kenya" did not do so in Kenya.

use super::coder::Draft;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::Dating;
use demarche_lexicon::{Cue, CueKind};
use demarche_model::{Place, PlaceMention, Span};

/// Prepositions that tell where, nearest first.
const WHERE: &[&str] = &[
    "in",
    "at",
    "near",
    "inside",
    "outside",
    "around",
    "across",
    "within",
    "throughout",
    "through",
    "above",
    "over",
    "on",
    "into",
    "from",
    "of",
    "to",
    "along",
    "off",
    "against",
    "toward",
    "towards",
    "beyond",
];
/// Those of them that tell where something is rather than where it comes from or goes to.
const LOCAL: &[&str] =
    &["in", "at", "near", "inside", "outside", "around", "across", "within", "throughout", "through", "above", "along"];
/// Sentences back that "the town" is looked for.
const BACK: usize = 3;

/// A place with the words that name it.
type Found = (Option<Span>, Place);

/// The place of a draft with the words that name it.
pub(super) fn place(reading: Reading<'_>, draft: &Draft) -> Option<Found> {
    let by_words = is_in_words(&draft.action.plover);
    let own: Vec<usize> = std::iter::once(draft.trigger).chain(draft.carrier).collect();
    if by_words {
        return hanging(reading, &own, LOCAL)
            .or_else(|| mission(reading, draft))
            .or_else(|| beside(reading, draft))
            .or_else(|| agreed_at(reading, draft, &own));
    }
    let heads = heads(reading, draft);
    // "left for Tolm"
    let bound = draft.action.plover == "CONSULT" && tree::is(reading, draft.governor(), "leaving");
    let there = if bound { hanging(reading, &own, &["for"]) } else { None };
    there
        .or_else(|| hanging(reading, &heads, WHERE))
        .or_else(|| struck(reading, &heads))
        .or_else(|| within(reading, draft))
        .or_else(|| beside(reading, draft))
        .or_else(|| of_doer(reading, draft))
        .or_else(|| taken_up(reading, draft, &heads))
}

/// Where the words of a blow say that it fell: behind *in*, *at*, *near* of its verb or of what it hit, or the place that was hit.
pub(super) fn where_hit(reading: Reading<'_>, draft: &Draft) -> Option<Found> {
    let heads = heads(reading, draft);
    hanging(reading, &heads, LOCAL).or_else(|| struck(reading, &heads))
}

/// "closed its embassy in Tolm": where the house stands.
fn mission(reading: Reading<'_>, draft: &Draft) -> Option<Found> {
    let house = |noun: &usize| {
        matches!(reading.parse.tokens[*noun].lemma.as_str(), "embassy" | "consulate" | "mission" | "office")
    };
    let closes = draft.action.plover == "SANCTION";
    let houses: Vec<usize> = tree::objects(reading, draft.governor()).into_iter().filter(house).collect();
    if closes { hanging(reading, &houses, &["in", "at"]) } else { None }
}

/// Deeds done by saying something.
fn is_in_words(plover: &str) -> bool {
    matches!(plover, "ACCUSE" | "REQUEST" | "REJECT" | "THREATEN" | "SUPPORT" | "AGREE" | "CONCEDE" | "SANCTION")
}

/// The words on which the place of a deed hangs: its own, its objects, the means, whatever is listed with them.
fn heads(reading: Reading<'_>, draft: &Draft) -> Vec<usize> {
    let parse = reading.parse;
    let mut heads: Vec<usize> = vec![draft.trigger];
    heads.extend(draft.carrier);
    heads.extend(tree::objects(reading, draft.governor()).into_iter().filter(|&object| object != draft.trigger));
    // "broke the truce by shelling the town"
    let means: Vec<usize> = tree::prepositions(parse, draft.governor())
        .filter(|&preposition| parse.tokens[preposition].norm == "by")
        .filter_map(|preposition| parse.child(preposition, Dep::Pcomp))
        .collect();
    // "fired rockets, hitting a school in the port"
    let result = parse.children_by(draft.governor(), Dep::Advcl).filter(|&verb| {
        verb > draft.governor() && parse.tokens[verb].tag == "VBG" && parse.child(verb, Dep::Mark).is_none()
    });
    for verb in means.into_iter().chain(result) {
        heads.push(verb);
        heads.extend(tree::objects(reading, verb));
    }
    // "struck two launchers and a plant in the north"
    let conjuncts: Vec<usize> = heads.iter().skip(1).flat_map(|&head| parse.children_by(head, Dep::Conj)).collect();
    heads.extend(conjuncts);
    heads
}

fn hanging(reading: Reading<'_>, heads: &[usize], prepositions: &[&str]) -> Option<Found> {
    let nearest = prepositions.iter().flat_map(|&preposition| heads.iter().map(move |&head| (preposition, head)));
    nearest.into_iter().find_map(|(preposition, head)| behind(reading, head, preposition, 3))
}

/// A place that is itself struck or visited, or that stands before the noun ("the Gaza operation"); a state before it is whose it is.
fn struck(reading: Reading<'_>, heads: &[usize]) -> Option<Found> {
    let parse = reading.parse;
    let before = |head: usize| {
        parse.children(head).filter(move |&child| {
            matches!(parse.tokens[child].dep, Dep::Compound | Dep::Nmod | Dep::Dobj) && child < head
        })
    };
    let named = heads.iter().skip(1).copied().find_map(|token| at(reading, token));
    named.or_else(|| {
        heads
            .iter()
            .flat_map(|&head| before(head))
            .filter_map(|token| at(reading, token))
            .find(|(_, place)| place.precision != "country")
    })
}

fn behind(reading: Reading<'_>, head: usize, preposition: &str, depth: u32) -> Option<Found> {
    let parse = reading.parse;
    for at_preposition in tree::prepositions(parse, head).filter(|&at| parse.tokens[at].norm == preposition) {
        let Some(noun) = parse.child(at_preposition, Dep::Pobj) else { continue };
        // "killed on Friday, according to officials in Tolm"
        let above = parse.head(at_preposition).map(|at| parse.tokens[at].norm.as_str());
        if above == Some("according") {
            continue;
        }
        // "conveyed to Tolm that": a government.
        let says = |cue: &Cue| cue.kind == CueKind::Verb && cue.words.len() == 1;
        if preposition == "to" && reading.lexicon.speech.cues_from(&parse.tokens[head].lemma).any(says) {
            continue;
        }
        if let Some(found) = inner(reading, noun, depth) {
            return Some(found);
        }
    }
    None
}

/// The place that a noun phrase names or lies in: "targets in Isfahan", "the consulate in Damascus", "the town of Rafah".
fn inner(reading: Reading<'_>, noun: usize, depth: u32) -> Option<Found> {
    // "will meet at the request of Tolm": not there.
    if is_bidding(&reading.parse.tokens[noun].lemma) {
        return None;
    }
    let own = at(reading, noun);
    let deeper = ["in", "at", "near", "of", "inside", "outside", "across"].iter().find_map(|preposition| {
        let depth = depth.checked_sub(1)?;
        behind(reading, noun, preposition, depth)
    });
    // "in the south of Ostria near the border": what lies in no one country says less than what does.
    deeper.filter(|(_, place)| own.is_none() || place.country.is_some()).or(own)
}

/// What somebody asks of another, who does it elsewhere.
fn is_bidding(lemma: &str) -> bool {
    matches!(
        lemma,
        "request" | "behest" | "invitation" | "insistence" | "urging" | "instigation" | "expense" | "suggestion"
    )
}

/// The place at a token; for "Israeli territory", "the Syrian town" that of the adjective, for "Batken province", "a Beirut suburb" that of the name
/// before. A border belongs to both sides of it.
fn at(reading: Reading<'_>, token: usize) -> Option<Found> {
    let parse = reading.parse;
    let border = matches!(parse.tokens[token].lemma.as_str(), "border" | "frontier" | "boundary");
    let noun = parse.tokens[token].pos == Pos::Noun && !border;
    let nationality = || {
        let adjectives = parse.children_by(token, Dep::Amod).filter(|_| noun && is_area(reading, token));
        adjectives.filter_map(|adjective| mention_at(parse, reading.places, adjective)).next()
    };
    let name_before = || {
        let before = parse.children(token).filter(|&child| {
            noun && child < token && matches!(parse.tokens[child].dep, Dep::Compound | Dep::Nmod | Dep::Poss)
        });
        // "the Ostrian capital's airport"
        let of_area = |child: usize| {
            let mut adjectives = parse.children_by(child, Dep::Amod).filter(|_| is_area(reading, child));
            adjectives.find_map(|adjective| mention_at(parse, reading.places, adjective))
        };
        let capital = || parse.children_by(token, Dep::Poss).find_map(of_area);
        let mut named = before.filter_map(|child| mention_at(parse, reading.places, child));
        let particular =
            |mention: &&PlaceMention| mention.place.as_ref().is_some_and(|place| place.precision != "country");
        named.find(|mention| is_area(reading, token) || particular(mention)).or_else(capital)
    };
    let mention = mention_at(parse, reading.places, token).or_else(nationality).or_else(name_before)?;
    let place = mention.place.clone()?;
    Some((Some(mention.span), place))
}

/// Whether the noun is a stretch of land, air or water that an adjective of nationality can name.
fn is_area(reading: Reading<'_>, noun: usize) -> bool {
    let classes = &reading.lexicon.verbs.classes;
    let area = classes.named("area").unwrap_or_default();
    classes.of(&reading.parse.tokens[noun].lemma).meets(area)
}

/// "bombed what it called a depot in the south of Tolm": a place behind *in*, *at* or the like further down in the clause of the deed.
fn within(reading: Reading<'_>, draft: &Draft) -> Option<Found> {
    let parse = reading.parse;
    let sentence = parse.sentences.get(parse.sentence_of(draft.trigger))?.clone();
    let (start, end) = parse.bytes(sentence);
    let first = reading.places.partition_point(|place| place.span.end <= start);
    let inside = reading.places.get(first..)?.iter().take_while(|place| place.span.start < end);
    let near = inside.filter_map(|mention| {
        let place = mention.place.clone()?;
        let token = parse.tokens_in(mention.span.start, mention.span.end).next_back()?;
        Some((steps_up(reading, draft, token)?, mention.span, place))
    });
    let (_, span, place) = near.min_by_key(|(steps, span, _)| (*steps, span.start))?;
    Some((Some(span), place))
}

/// How far a place stands below the words of a deed, where a preposition of place leads to it and no other clause comes between.
fn steps_up(reading: Reading<'_>, draft: &Draft, place: usize) -> Option<usize> {
    let parse = reading.parse;
    let mut at = place;
    let mut led = false;
    for steps in 0..10 {
        if draft.words().any(|word| word == at) {
            return led.then_some(steps);
        }
        let token = &parse.tokens[at];
        let passes = match token.dep {
            Dep::Prep if tree::dates(reading, at, Dating::Day) || token.norm == "according" => false,
            Dep::Prep => {
                led |= LOCAL.contains(&token.norm.as_str());
                led
            }
            Dep::Compound
            | Dep::Nmod
            | Dep::Conj
            | Dep::Appos
            | Dep::Pobj
            | Dep::Dobj
            | Dep::Oprd
            | Dep::Attr
            | Dep::Advmod
            | Dep::Npadvmod => !(tree::verbal(parse, at) && token.dep == Dep::Conj),
            // "plans to start shuttling between the delegations in Tolm"
            Dep::Xcomp => tree::own_subject(parse, at).is_none(),
            // "what it called a depot in the south"
            Dep::Ccomp | Dep::Pcomp => parse.subtree(at).next().is_some_and(|first| parse.tokens[first].norm == "what"),
            _ => false,
        };
        if !passes {
            return None;
        }
        at = parse.head(at)?;
    }
    None
}

/// "In Tolm, a crowd attacked the embassy and set fire to its doors before police dispersed it": the place of the clause that a deed is joined to.
fn beside(reading: Reading<'_>, draft: &Draft) -> Option<Found> {
    let parse = reading.parse;
    let mut at = draft.governor();
    // "In Tolm, an emergency meeting of the council called for a truce"
    if draft.action.plover == "CONSULT" && parse.tokens[at].dep == Dep::Nsubj {
        let verb = parse.head(at)?;
        let opening = tree::prepositions(parse, verb).find(|&word| word < at && parse.tokens[word].norm == "in");
        return opening.and_then(|word| parse.child(word, Dep::Pobj)).and_then(|noun| inner(reading, noun, 1));
    }
    for _ in 0..3 {
        let joined = match parse.tokens[at].dep {
            Dep::Conj | Dep::Xcomp => true,
            Dep::Advcl => !parse.children(at).any(|mark| {
                matches!(parse.tokens[mark].norm.as_str(), "if" | "unless" | "because" | "although" | "though")
            }),
            _ => false,
        };
        at = parse.head(at).filter(|&head| joined && tree::verbal(parse, head))?;
        let found = ["in", "at", "near", "outside", "inside", "across", "around", "through", "along"]
            .iter()
            .find_map(|preposition| behind(reading, at, preposition, 2));
        if found.is_some() {
            return found;
        }
    }
    None
}

/// "Police in Tolm arrested two men"; "police in Tolm said they had arrested two men".
fn of_doer(reading: Reading<'_>, draft: &Draft) -> Option<Found> {
    let parse = reading.parse;
    if !matches!(draft.action.plover.as_str(), "COERCE" | "PROTEST" | "ASSAULT" | "MOBILIZE") {
        return None;
    }
    let verb = draft.governor();
    let subject = tree::subject(reading, verb)?;
    let place_of = |noun: usize| ["in", "at"].iter().find_map(|preposition| behind(reading, noun, preposition, 1));
    if parse.tokens[subject].pos != Pos::Pron {
        return place_of(subject).filter(|_| draft.action.plover == "COERCE" || draft.action.plover == "PROTEST");
    }
    let teller = parse.head(verb).filter(|_| parse.tokens[verb].dep == Dep::Ccomp)?;
    let plural = matches!(parse.tokens[subject].norm.as_str(), "they" | "we");
    place_of(tree::own_subject(parse, teller).filter(|_| plural && draft.action.plover == "COERCE")?)
}

/// "agreed to end the feud after eight hours of talks in Tolm": agreed where they met.
fn agreed_at(reading: Reading<'_>, draft: &Draft, own: &[usize]) -> Option<Found> {
    let met = matches!(draft.action.plover.as_str(), "AGREE" | "CONCEDE" | "REJECT");
    let mut heads = own.to_vec();
    heads.extend(tree::complements(reading.parse, draft.governor()));
    let parse = reading.parse;
    let meetings = heads
        .iter()
        .flat_map(|&head| tree::prepositions(parse, head))
        .filter(|&at| met && matches!(parse.tokens[at].norm.as_str(), "after" | "at" | "during" | "following" | "in"));
    meetings.filter_map(|at| parse.child(at, Dep::Pobj)).find_map(|noun| {
        let of = tree::behind(parse, noun, "of").unwrap_or(noun);
        let talks = tree::is(reading, of, "talks");
        if talks { inner(reading, of, 1) } else { None }
    })
}

/// "fired on posts outside the town", "an air campaign on the territory": the town, the territory last spoken of.
fn taken_up(reading: Reading<'_>, draft: &Draft, heads: &[usize]) -> Option<Found> {
    let parse = reading.parse;
    let below = |&head: &usize| -> Vec<usize> {
        tree::prepositions(parse, head).filter_map(|preposition| parse.child(preposition, Dep::Pobj)).collect()
    };
    let near: Vec<usize> = heads.iter().flat_map(below).collect();
    let far = near.iter().flat_map(below).collect::<Vec<usize>>();
    // "a closure of the territory's borders"
    let owned = heads.iter().chain(&near);
    let whose: Vec<usize> = owned.flat_map(|&noun| parse.children_by(noun, Dep::Poss)).collect();
    let noun = heads.iter().copied().chain(near).chain(far).chain(whose);
    let (noun, precision) = noun
        .filter(|&noun| is_definite(parse, noun))
        .find_map(|noun| Some((noun, kind_of(&parse.tokens[noun].lemma)?)))?;
    let here = parse.sentence_of(draft.trigger);
    let before = reading.places.partition_point(|place| place.span.start < parse.tokens[noun].start);
    let mut back = reading.places.get(..before)?.iter().rev();
    back.find_map(|mention| {
        let place = mention.place.clone().filter(|place| place.precision == precision)?;
        // "closed the country's airspace": its own, or that of whoever it is done to.
        if precision == "country" && !is_of(draft, &place) {
            return None;
        }
        // "Washington was not involved": a government, no region.
        let acts = |it: &&demarche_model::Mention| it.rule == "M031 capital" && it.span.overlaps(mention.span);
        if reading.mentions.iter().any(|it| acts(&it)) {
            return None;
        }
        let token = parse.tokens_in(mention.span.start, mention.span.end).next()?;
        let near = here.saturating_sub(parse.sentence_of(token)) <= BACK;
        near.then_some((Some(mention.span), place))
    })
}

fn is_of(draft: &Draft, place: &Place) -> bool {
    let mut parties = draft.actors.iter().chain(&draft.recipients).filter_map(|party| party.actor.as_ref());
    place.country.is_some() && parties.any(|actor| actor.country == place.country)
}

fn is_definite(parse: &Parse, noun: usize) -> bool {
    parse.children_by(noun, Dep::Det).any(|det| matches!(parse.tokens[det].norm.as_str(), "the" | "that" | "this"))
        && !parse
            .children(noun)
            .any(|child| child > noun && parse.tokens[child].dep == Dep::Prep && parse.tokens[child].norm == "of")
}

/// The precision of what such a noun takes up.
fn kind_of(lemma: &str) -> Option<&'static str> {
    match lemma {
        "town" | "city" | "village" => Some("city"),
        "country" => Some("country"),
        "territory" | "enclave" | "strip" | "peninsula" | "province" | "region" | "island" => Some("region"),
        _ => None,
    }
}

fn mention_at<'a>(parse: &Parse, places: &'a [PlaceMention], token: usize) -> Option<&'a PlaceMention> {
    let token = parse.tokens.get(token)?;
    let first = places.partition_point(|place| place.span.end <= token.start);
    places.get(first).filter(|place| place.span.start < token.end)
}
