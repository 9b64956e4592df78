//! What a draft is about, so that parties may be carried to it: a draft in, yes or no out.
//!
//! "called for a truce" is about both sides; "criticized the statement" is about somebody's words, and whose is not said.

use crate::Reading;
use crate::actors::party_for;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::{nominal, place, slots, tree};
use demarche_language::{Dep, Pos};
use demarche_lexicon::verbs::NounKind;
use demarche_model::{ActorKind, Party};

/// Whether a charge is about a thing that is no deed of force, such as words.
pub(super) fn at_something(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.trigger).into_iter().any(|object| tree::is(reading, object, "words"))
}

/// Whether force is used on somebody by name.
pub(super) fn at_a_person(reading: Reading<'_>, draft: &Draft) -> bool {
    matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE")
        && tree::objects(reading, draft.trigger)
            .into_iter()
            .any(|object| reading.parse.tokens[object].pos == Pos::Propn)
}

/// Whether a third party's deed is about the two sides by its nature: it mediates, or asks for a truce or talks.
pub(super) fn between(reading: Reading<'_>, draft: &Draft) -> bool {
    let cameo = draft.action.cameo.as_deref().unwrap_or_default();
    let peace = |token: usize| tree::is(reading, token, "peace");
    // "to act as go-between": a word of three for the parser.
    let tied = |token: usize| {
        tree::hyphenated(reading.parse, token)
            .is_some_and(|whole| reading.lexicon.verbs.classes.has("go-between", &whole))
    };
    let named = |token: usize| ["quarrel", "go-between"].iter().any(|class| tree::is(reading, token, class));
    let quarrel = |token: usize| peace(token) || named(token) || tied(token);
    cameo == "045"
        || cameo == "039"
        || draft.action.plover == "REQUEST" && reading.parse.subtree(draft.trigger).take(25).any(peace)
        || draft.action.plover == "AGREE" && reading.parse.subtree(draft.trigger).take(25).any(quarrel)
}

/// Whether what a deed is about is a truce, talks, or what came of them: "welcomed the outcome".
pub(super) fn of_settlement(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.trigger)
        .into_iter()
        .any(|object| ["truce", "peace", "talks", "outcome"].iter().any(|class| tree::is(reading, object, class)))
}

/// Whether a party is only the city where talks are held: "the talks in Brussels".
pub(super) fn is_venue(reading: Reading<'_>, party: &Party) -> bool {
    let parse = reading.parse;
    let words = parse.tokens_in(party.span.start, party.span.end);
    let talks = |&word: &usize| tree::is(reading, word, "talks");
    words.clone().find(talks).is_some_and(|talks| {
        let venue = ["in", "at"].iter().find_map(|preposition| tree::behind(parse, talks, preposition));
        let owner = parse.children(talks).any(|child| child < talks && roles::names_party(reading, child));
        venue.is_some_and(|venue| words.contains(&venue) && roles::place_party(reading, venue).is_some()) && !owner
    })
}

/// Whether what is shut or restricted is the doer's own: "closed *its* airspace". What it cuts off or suspends of its own ("its aid", "its
/// exports", "its embassy") others did get.
pub(super) fn is_its_own(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    // "recalled its ambassador": whoever receives him is meant.
    let premises = |object: usize| matches!(parse.tokens[object].lemma.as_str(), "embassy" | "consulate");
    let closed = |&object: &usize| match draft.action.plover.as_str() {
        "SANCTION" => tree::is(reading, object, "closable") && !premises(object),
        _ => !tree::is(reading, object, "envoy"),
    };
    tree::objects(reading, draft.governor())
        .into_iter()
        .filter(closed)
        .flat_map(|object| parse.children_by(object, Dep::Poss))
        .any(|owner| parse.tokens[owner].pos == Pos::Pron)
}

/// Whether the clause names a party as the one to whom it was done: "calls strikes *on Iran* unprovoked".
pub(super) fn is_wronged(reading: Reading<'_>, draft: &Draft, party: &Party) -> bool {
    let parse = reading.parse;
    let Some(code) = super::country(party) else { return false };
    parse.subtree(draft.governor()).any(|at| {
        matches!(parse.tokens[at].norm.as_str(), "on" | "against")
            && parse.child(at, Dep::Pobj).is_some_and(|noun| {
                roles::parties(reading, noun, Side::Target).iter().any(|it| super::country(it).as_ref() == Some(&code))
            })
    })
}

/// "condemned the killing of the officer": done to somebody of whom it is not told that he is the condemner's own, so that whoever condemns it need
/// not accuse the other side.
pub(super) fn is_for_others(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    if draft.action.plover != "ACCUSE" {
        return false;
    }
    let own = |party: &Party| draft.actors.iter().any(|actor| super::same(actor, party));
    tree::objects(reading, draft.governor()).into_iter().any(|object| {
        let deeds = [object, tree::content(reading, object)];
        let row = deeds.iter().find_map(|&deed| Some((deed, nominal::event_noun(reading, deed)?)));
        let Some((deed, row)) = row else { return false };
        let forced = matches!(row.action.plover.as_str(), "ASSAULT" | "COERCE");
        let mut suffered = ["of", "on", "against"].iter().filter_map(|word| tree::behind(parse, deed, word)).peekable();
        let done_by_nobody = nominal::parties(reading, deed, row).actors.is_empty();
        forced
            && done_by_nobody
            && suffered.peek().is_some()
            && suffered.all(|noun| {
                let parties = roles::parties(reading, noun, Side::Target);
                parties.iter().all(|party| !own(party)) && !places_own(reading, draft, noun)
            })
    })
}

/// "condemned the attack on Tolm", by those whose town it is.
fn places_own(reading: Reading<'_>, draft: &Draft, noun: usize) -> bool {
    let own = |code: &String| draft.actors.iter().filter_map(super::country).any(|its| its == *code);
    party_for(reading, noun).actor.and_then(|actor| actor.country).as_ref().is_some_and(own)
}

/// Whether the noun of a deed is the object of what a party does or says: "*Verania* condemned the Ostrian strikes".
pub(super) fn is_told_by(reading: Reading<'_>, draft: &Draft, party: &Party) -> bool {
    let parse = reading.parse;
    let Some(verb) = parse.head(draft.trigger).filter(|_| parse.tokens[draft.trigger].dep == Dep::Dobj) else {
        return false;
    };
    let teller = tree::subject(reading, verb).map(|subject| roles::parties(reading, subject, Side::Acting));
    let code = super::country(party);
    code.is_some() && teller.iter().flatten().any(|it| super::country(it) == code)
}

/// The deed that answers a request: "met at Guyana's request".
pub(super) fn at_request(reading: Reading<'_>, draft: &Draft) -> Option<usize> {
    let parse = reading.parse;
    let head = parse.head(draft.trigger).filter(|_| !tree::verbal(parse, draft.trigger))?;
    matches!(parse.tokens[head].norm.as_str(), "at" | "upon" | "on").then(|| parse.head(head)).flatten()
}

/// "agreed to it", "rejected it": a proposal, whatever the words before it name.
pub(super) fn let_go_of_things(reading: Reading<'_>, draft: &mut Draft) {
    let answers = draft.action.plover == "REJECT" || tree::is(reading, draft.trigger, "answering");
    if answers {
        draft.recipients.retain(|party| party.span.of(&reading.article.text) != "it");
    }
}

/// Whether the fight that a noun names is in a country that is neither of two: "the war in Gaza", "the Ukraine war".
pub(super) fn is_elsewhere(reading: Reading<'_>, draft: &Draft, sides: &[&Party; 2]) -> bool {
    let parse = reading.parse;
    let noun = draft.trigger;
    if !tree::nominal(parse, noun) {
        return false;
    }
    let behind = ["in", "on", "over"].iter().filter_map(|word| tree::behind(parse, noun, word));
    let before = parse.children(noun).filter(|&child| child < noun && parse.tokens[child].dep == Dep::Compound);
    let mut places = behind.chain(before).filter_map(|at| {
        let named = || roles::parties(reading, at, Side::Target).into_iter().next();
        super::country(&roles::place_party(reading, at).or_else(named)?)
    });
    places.any(|place| sides.iter().all(|side| super::country(side).is_some_and(|code| code != place)))
}

/// Whether what is hit is a merchant ship, whose nobody says.
pub(super) fn at_merchants(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let verb = draft.governor();
    let behind = ["at", "on"].iter().filter_map(|word| tree::behind(parse, verb, word));
    tree::objects(reading, verb).into_iter().chain(behind).any(|noun| tree::is(reading, noun, "merchant"))
}

/// Whether a refusal or a concession is told by its verb alone: "will never yield", "relented".
pub(super) fn stands_alone(reading: Reading<'_>, draft: &Draft) -> bool {
    let verb = draft.trigger;
    matches!(draft.action.plover.as_str(), "REJECT" | "CONCEDE")
        && tree::is(reading, verb, "giving-in")
        && draft.complements.is_empty()
        && tree::objects(reading, verb).is_empty()
}

/// Whether what is promised is done with forces of one's own: "pledged to send more troops".
pub(super) fn of_its_own(reading: Reading<'_>, draft: &Draft) -> bool {
    draft.action.plover == "AGREE"
        && draft
            .complements
            .iter()
            .flat_map(|&clause| tree::objects(reading, clause))
            .flat_map(|object| roles::parties(reading, object, Side::Target))
            .any(|party| slots::own_forces(reading, &party))
}

/// Whether what is hit is somebody's whom a pronoun names and nobody knows: "broke into 17 of *its* stores".
pub(super) fn at_its_owner(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let verb = draft.governor();
    let behind = ["at", "into", "on"].iter().filter_map(|word| tree::behind(parse, verb, word));
    let owned = |noun: usize| {
        let noun = tree::content(reading, noun);
        parse.children_by(noun, Dep::Poss).any(|owner| parse.tokens[owner].pos == Pos::Pron)
    };
    matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE")
        && tree::verbal(parse, draft.trigger)
        && tree::objects(reading, verb).into_iter().chain(behind).any(owned)
}

/// Whether the clause has a person for its subject whom no list knows.
pub(super) fn names_a_person(reading: Reading<'_>, draft: &Draft) -> bool {
    let own = draft.carrier.is_none() && tree::verbal(reading.parse, draft.trigger);
    let agent = tree::agent(reading, draft.trigger).filter(|_| own);
    agent.and_then(|agent| party_for(reading, agent).actor).is_some_and(|actor| actor.kind == ActorKind::Person)
}

/// Whether harm is counted "since the fighting began", "in the war".
pub(super) fn since_the_fighting(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let since = |at: usize| matches!(parse.tokens[at].norm.as_str(), "since" | "in" | "during");
    let fight = |at: usize| {
        nominal::event_noun(reading, at)
            .is_some_and(|row| row.action.plover == "ASSAULT" && row.kind == NounKind::Mutual)
    };
    parse.subtree(draft.governor()).filter(|&at| fight(at)).any(|at| {
        let above = parse.head(at);
        above.is_some_and(since) || above.is_some_and(|verb| parse.children_by(verb, Dep::Mark).any(since))
    })
}

/// Whether a deed of force is done by somebody whom its words only call by the deed: "gunmen", "a suicide bomber".
pub(super) fn by_unknown(reading: Reading<'_>, draft: &Draft) -> bool {
    let open = |party: &Party| super::country_or_body(party).is_none();
    draft.action.plover == "ASSAULT"
        && draft.actors.iter().any(|party| {
            let words = reading.parse.tokens_in(party.span.start, party.span.end);
            let unknown = |at: usize| {
                tree::is(reading, at, "unknown-doer")
                    || matches!(
                        reading.parse.tokens[at].norm.as_str(),
                        "unidentified" | "unknown" | "masked" | "unfamiliar"
                    )
            };
            // "armed men in unfamiliar uniforms"
            let armed_men = || {
                let said = party.span.of(&reading.article.text).to_lowercase();
                ["armed men", "men in", "armed group", "armed youths"].iter().any(|start| said.starts_with(start))
            };
            open(party) && (words.clone().any(unknown) || armed_men())
        })
}

/// Whether the clause is said to somebody by a pronoun that nobody resolved: "told him", "warned them", "urged it to stop".
pub(super) fn addresses_somebody(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let verb = draft.governor();
    let told = matches!(draft.action.plover.as_str(), "REQUEST" | "THREATEN");
    let pronoun = |at: usize| match parse.tokens[at].norm.as_str() {
        "him" | "her" | "them" | "us" | "you" | "me" => true,
        "it" => told,
        _ => false,
    };
    matches!(draft.action.plover.as_str(), "REQUEST" | "THREATEN" | "ACCUSE" | "REJECT" | "AGREE")
        && tree::verbal(parse, verb)
        && parse
            .children(verb)
            .any(|at| at > verb && matches!(parse.tokens[at].dep, Dep::Dobj | Dep::Dative) && pronoun(at))
}

/// Whether what is said is said to people whom no list knows and who are not those at odds: "urged the world to act", "warned airlines".
pub(super) fn is_to_an_audience(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let verb = draft.governor();
    if !matches!(draft.action.plover.as_str(), "REQUEST" | "THREATEN" | "ACCUSE" | "REJECT") {
        return false;
    }
    let behind = ["with", "to", "on", "upon"].iter().filter_map(|word| tree::behind(parse, verb, word));
    let mut told = tree::objects(reading, verb).into_iter().chain(behind);
    told.any(|noun| tree::is(reading, noun, "audience") || tree::is(reading, tree::content(reading, noun), "audience"))
}

/// Whether a fight is named only as what should end: "said that his war should stop".
pub(in super::super) fn is_to_end(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let noun = draft.trigger;
    let ended = |verb: usize| {
        matches!(parse.tokens[verb].lemma.as_str(), "stop" | "end" | "cease" | "halt" | "finish")
            && parse
                .children_by(verb, Dep::Aux)
                .any(|aux| matches!(parse.tokens[aux].norm.as_str(), "should" | "must" | "ought"))
    };
    draft.action.plover == "ASSAULT"
        && draft.carrier.is_none()
        && matches!(parse.tokens[noun].dep, Dep::Nsubj | Dep::Nsubjpass)
        && parse.head(noun).is_some_and(ended)
}

/// Whether a deed is told of a place in the doer's own country.
pub(super) fn is_at_home(reading: Reading<'_>, draft: &Draft, doer: &Party) -> bool {
    let here = place::place(reading, draft).and_then(|(_, place)| place.country);
    here.is_some() && here == super::country(doer)
}

/// Whether a draft is a complaint.
pub(super) fn quarrels(draft: &Draft) -> bool {
    matches!(draft.action.plover.as_str(), "ACCUSE" | "REQUEST")
}

/// Whether a charge is about a change of power or what it does: "condemned the coup", "denounced the takeover".
pub(super) fn of_coup(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.trigger).into_iter().any(|object| {
        tree::is(reading, object, "coup")
            || reading.lexicon.verbs.classes.has("coup", &reading.parse.tokens[object].norm)
    })
}

/// "those talks": the ones told of just before, whoever held them.
pub(super) fn points_back(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    parse
        .children_by(draft.trigger, Dep::Det)
        .any(|det| matches!(parse.tokens[det].norm.as_str(), "those" | "these" | "such"))
}
