//! Which drafts are events of politics: parties and status in, yes or no out.
//!
//! "Police arrested a driver" is not; "Turkish police arrested a Syrian journalist" is; "experts agree that" is nobody's agreement.

use super::coder::Draft;
use super::place;
use super::status::Status;
use super::tree;
use super::unnamed;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::{Actor, ActorKind, Occurrence, Party, Stance};

/// How much a party makes an event political.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Nobody in particular.
    None,
    /// People of a country, police, business.
    Some,
    /// A state, its organs, an armed group, an opposition, an international body.
    Full,
}

/// Deeds of a report that tells enough to show what it is about.
const LONG: usize = 4;

/// What is known of the whole report.
#[derive(Clone, Copy, Debug)]
pub(super) struct Report {
    /// Two sides fight in it, or factions of one country.
    pub of_war: bool,
    /// A state, an army or an armed group uses force on another party in it.
    pub of_crisis: bool,
    /// What is done in it shows a quarrel of states.
    pub of_quarrel: bool,
}

impl Report {
    /// What the drafts of a report tell of it; `of_war` from what is remembered of its sides.
    pub(super) fn of(drafts: &[Draft], of_war: bool) -> Self {
        let of_crisis = tells_of_force(drafts);
        Self { of_war, of_crisis, of_quarrel: of_crisis || tells_of_quarrel(drafts) }
    }
}

/// Whether a draft is an event of politics: by its parties; by its means, whoever used them; in a report of a war by being a toll, in one of a
/// crisis by being force that somebody suffers.
pub(super) fn is_event(reading: Reading<'_>, report: Report, draft: &Draft, status: &Status) -> bool {
    passes(reading, draft, status)
        || by_means(reading, draft, status)
        || report.of_war && toll(reading, draft, status)
        || report.of_crisis
            && (by_somebody(reading, draft, status)
                || to_a_party(reading, draft, status)
                || held_out(reading, draft, status)
                || with_nobody_named(reading, draft, status)
                || unnamed::is_event(reading, draft, status))
}

/// Whether the parties make a draft an event of politics.
fn passes(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    let actor = heaviest(&draft.actors);
    let recipient = heaviest(&draft.recipients);
    let plover = draft.action.plover.as_str();
    let unreal = matches!(status.occurrence, Occurrence::Hypothetical | Occurrence::Future);
    if unreal && draft.actors.is_empty() {
        return false;
    }
    match plover {
        // A noun of words that names nobody they go to says little: "its commitments".
        "AGREE" if draft.rule == "E210 event-noun" && draft.mutual && draft.actors.len() < 2 => false,
        "AGREE" | "SUPPORT" | "CONCEDE"
            if draft.rule == "E210 event-noun" && draft.recipients.is_empty() && !draft.mutual =>
        {
            false
        }
        // Done in words: somebody political has to say it, or to be told; a charge may be nobody's.
        "AGREE" | "SUPPORT" | "REQUEST" | "REJECT" | "THREATEN" | "CONCEDE" => {
            actor == Weight::Full || actor == Weight::Some && recipient == Weight::Full
        }
        "ACCUSE" => actor == Weight::Full || recipient == Weight::Full && actor >= Weight::None,
        // "Our president will attend", says his office: whoever announces it need not say with whom.
        "CONSULT" => {
            let announced = status.announced && status.occurrence == Occurrence::Future && !draft.actors.is_empty();
            announced && actor.max(recipient) == Weight::Full && actor >= Weight::Some
                || meets(reading, draft, actor, recipient)
        }
        "PROTEST" => actor >= Weight::Some || recipient == Weight::Full,
        _ => {
            actor == Weight::Full
                || recipient == Weight::Full
                || actor == Weight::Some && recipient == Weight::Some
                || actor == Weight::Some && matches!(plover, "ASSAULT" | "COERCE" | "MOBILIZE")
        }
    }
}

/// "At least 34 people have been killed since Thursday": in a report of two sides that fight, a toll is theirs, whoever is counted.
fn toll(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    // "136,000 residents of the region have been evacuated": from this war.
    let brought_away = draft.action.cameo.as_deref() == Some("074")
        && status.occurrence == Occurrence::Actual
        && heaviest(&draft.recipients) == Weight::Some;
    brought_away
        || draft.rule == "E120 verb"
            && draft.action.plover == "ASSAULT"
            && status.occurrence == Occurrence::Actual
            && tree::is(reading, draft.trigger, "casualty")
            && tree::passive(reading.parse, draft.trigger)
}

/// "Two guards were arrested": in a report of a crisis, force upon somebody that a clause of its own tells is of it, though who used it
/// stays open; so is the violence that a noun tells of people, "the killing of a shepherd".
fn by_somebody(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    let parse = reading.parse;
    let told = matches!(status.occurrence, Occurrence::Actual | Occurrence::Negated) && status.stance != Stance::Denied;
    if !draft.actors.is_empty() || draft.recipients.is_empty() || !told {
        return false;
    }
    match draft.rule {
        "E120 verb" => of_force(draft) && told_by_itself(parse, draft.trigger) && !by_no_one(parse, draft.trigger),
        "E210 event-noun" => draft.action.plover == "ASSAULT",
        _ => false,
    }
}

/// "They have demanded that Ostria shut the channel": words that somebody says to a party are of the crisis, though who says them stays open.
fn to_a_party(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    let parse = reading.parse;
    let verb = draft.trigger;
    let in_words =
        matches!(draft.action.plover.as_str(), "REQUEST" | "THREATEN" | "REJECT" | "SUPPORT" | "CONCEDE" | "AGREE");
    let told = status.occurrence == Occurrence::Actual && status.stance != Stance::Denied;
    // "The forces have been instructed to hold": an order to one's own.
    let order = tree::passive(parse, verb) && tree::is(reading, verb, "ordering");
    in_words
        && !order
        && told
        && draft.rule == "E120 verb"
        && draft.actors.is_empty()
        && heaviest(&draft.recipients) == Weight::Full
        && draft.recipients.iter().any(|party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some()))
        && told_by_itself(parse, verb)
        && tree::own_subject(parse, verb).is_some()
        && !by_no_one(parse, verb)
}

/// "Flights to Ostria would be suspended": a blow that is held out to a party, by nobody named.
fn held_out(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    let parse = reading.parse;
    matches!(status.occurrence, Occurrence::Future | Occurrence::Hypothetical)
        && status.stance != Stance::Denied
        && draft.rule == "E120 verb"
        && of_force(draft)
        && draft.actors.is_empty()
        && heaviest(&draft.recipients) == Weight::Full
        && told_by_itself(parse, draft.trigger)
        && !by_no_one(parse, draft.trigger)
}

/// "Fighting has broken out again", "special units retook the building": what a report of a crisis tells of war itself is of it, though it names
/// neither side here.
fn with_nobody_named(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    let parse = reading.parse;
    let told = matches!(status.occurrence, Occurrence::Actual | Occurrence::Future) && status.stance != Stance::Denied;
    if !told || !draft.actors.is_empty() || !draft.recipients.is_empty() {
        return false;
    }
    let truce = draft.action.mode.as_deref() == Some("ceasefire");
    match draft.rule {
        "E140 happening" => draft.action.plover == "ASSAULT" || truce,
        // "four days of heavy fighting", "the war of 1995": no deed of one side.
        "E210 event-noun" => draft.mutual && draft.action.plover == "ASSAULT",
        "E120 verb" => {
            let verb = draft.trigger;
            let of_war = |noun: usize| {
                ["forces", "weapon", "missile", "projectile", "craft", "site", "people", "wrongdoer", "unknown-doer"]
                    .iter()
                    .any(|class| tree::is(reading, tree::content(reading, noun), class))
                    || tree::passive(parse, verb)
                        && matches!(parse.tokens[noun].norm.as_str(), "it" | "he" | "she" | "they")
            };
            let named = tree::own_subject(parse, verb).into_iter().chain(tree::objects(reading, verb)).any(of_war);
            // "It has closed the gulf to traffic": of the crisis, whoever it is.
            let pronoun = |noun: usize| {
                matches!(parse.tokens[noun].norm.as_str(), "it" | "he" | "she" | "they" | "we")
                    && parse.tokens[noun].pos == Pos::Pron
            };
            let by_them = of_force(draft)
                && !tree::passive(parse, verb)
                && tree::own_subject(parse, verb).is_some_and(pronoun)
                && !tree::objects(reading, verb).is_empty();
            (named && (draft.action.plover == "ASSAULT" || truce) || by_them)
                && status.occurrence == Occurrence::Actual
                && told_by_itself(parse, verb)
                && !by_no_one(parse, verb)
        }
        _ => false,
    }
}

/// "A helicopter crashed, killing six airmen": nobody killed them.
pub(super) fn is_accident(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    let token = &parse.tokens[draft.trigger];
    let beside = token.tag == "VBG" && token.dep == Dep::Advcl && tree::own_subject(parse, draft.trigger).is_none();
    draft.action.plover == "ASSAULT"
        && beside
        && tree::is(reading, draft.trigger, "casualty")
        && parse.head(draft.trigger).is_some_and(|verb| {
            // "A drone crashed into the market": that is what it was sent for.
            let aimed = |noun: usize| ["missile", "projectile"].iter().any(|class| tree::is(reading, noun, class));
            tree::is(reading, verb, "crashing") && !tree::own_subject(parse, verb).is_some_and(aimed)
        })
}

/// "fired on a patrol", "an ambush on a border patrol": the patrol is hit, it shows no force here.
pub(super) fn is_hit(reading: Reading<'_>, drafts: &[Draft], draft: &Draft) -> bool {
    let parse = reading.parse;
    let noun = draft.trigger;
    if draft.action.plover != "MOBILIZE" || draft.rule != "E210 event-noun" || parse.tokens[noun].lemma != "patrol" {
        return false;
    }
    let above = match parse.tokens[noun].dep {
        Dep::Dobj => parse.head(noun),
        Dep::Pobj => parse
            .head(noun)
            .filter(|&at| matches!(parse.tokens[at].norm.as_str(), "on" | "at" | "against" | "upon" | "of"))
            .and_then(|at| parse.head(at)),
        _ => None,
    };
    above.is_some_and(|above| {
        drafts.iter().any(|other| other.action.plover == "ASSAULT" && other.words().any(|word| word == above))
            || tree::is(reading, above, "deed-word")
            || parse.tokens[above].lemma == "ambush"
    })
}

/// Whether a report tells of a crisis: of force that a state, an army or an armed group uses on another party, or of what one state lays to the
/// charge of another or threatens it with.
fn tells_of_force(drafts: &[Draft]) -> bool {
    let used = |draft: &&Draft| of_force(draft) && heaviest(&draft.actors) == Weight::Full;
    let at_odds = |draft: &Draft| matches!(draft.action.plover.as_str(), "ACCUSE" | "THREATEN") && is_of_states(draft);
    // "Our army shot it down", "explosions crippled a Saudi tanker": the other side is left open.
    let one_sided = |draft: &Draft| {
        draft.action.plover == "ASSAULT" && heaviest(&draft.actors).max(heaviest(&draft.recipients)) == Weight::Full
    };
    drafts.iter().filter(used).any(|draft| heaviest(&draft.recipients) >= Weight::Some)
        || drafts.iter().any(at_odds)
        || drafts.len() >= LONG && drafts.iter().any(one_sided)
}

/// Whether a report tells what one state does to another that is no friendly act.
fn tells_of_quarrel(drafts: &[Draft]) -> bool {
    let hostile = |draft: &&Draft| {
        of_force(draft) || matches!(draft.action.plover.as_str(), "ACCUSE" | "THREATEN" | "PROTEST" | "REJECT")
    };
    drafts.iter().filter(hostile).any(is_of_states)
}

/// Whether both sides are of weight, and of two countries.
fn is_of_states(draft: &Draft) -> bool {
    heaviest(&draft.actors) == Weight::Full && heaviest(&draft.recipients) == Weight::Full && across_a_border(draft)
}

/// Whether the draft is of force or of a sanction.
pub(super) fn of_force(draft: &Draft) -> bool {
    matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE" | "SANCTION")
}

/// Whether a state, an organ of one, an armed group or a body does it.
pub(super) fn is_led(draft: &Draft) -> bool {
    heaviest(&draft.actors) == Weight::Full
}

/// Whether the verb tells its deed in a clause of its own: finite, and no attribute of a noun ("those who fired", "badly damaged").
pub(super) fn told_by_itself(parse: &Parse, verb: usize) -> bool {
    let chain = std::iter::successors(Some(verb), |&at| parse.head(at).filter(|_| parse.tokens[at].dep == Dep::Conj));
    let head = chain.last().unwrap_or(verb);
    let finite = matches!(parse.tokens[verb].tag.as_str(), "VBD" | "VBZ" | "VBP")
        || parse.children(verb).any(|child| matches!(parse.tokens[child].dep, Dep::Aux | Dep::Auxpass));
    finite && !tree::infinitive(parse, verb) && matches!(parse.tokens[head].dep, Dep::Root | Dep::Ccomp | Dep::Advcl)
}

/// "Nobody frees a hostage": who does it is not open, it is nobody.
pub(super) fn by_no_one(parse: &Parse, verb: usize) -> bool {
    tree::own_subject(parse, verb)
        .is_some_and(|subject| matches!(parse.tokens[subject].norm.as_str(), "nobody" | "no-one"))
}

/// "Shelling wounded ten Kenyan villagers": by the means it is war, whoever did it and whoever is counted.
fn by_means(reading: Reading<'_>, draft: &Draft, status: &Status) -> bool {
    draft.actors.is_empty()
        && !draft.recipients.is_empty()
        && draft.rule == "E120 verb"
        && draft.action.plover == "ASSAULT"
        && status.occurrence == Occurrence::Actual
        && (heaviest(&draft.recipients) == Weight::Some || hits_people_somewhere(reading, draft))
        && means(reading, draft).is_some()
}

/// "Shelling killed three people in Tolm": whoever they are, where they were is known.
fn hits_people_somewhere(reading: Reading<'_>, draft: &Draft) -> bool {
    !draft.recipients.is_empty()
        && tree::is(reading, draft.trigger, "casualty")
        && place::place(reading, draft).is_some_and(|(_, place)| place.country.is_some())
}

/// The means that does the deed in the place of a doer: shelling, a rocket, an air strike.
pub(super) fn means(reading: Reading<'_>, draft: &Draft) -> Option<usize> {
    let parse = reading.parse;
    let noun = tree::agent(reading, draft.governor())?;
    let strike = || {
        let mut before = parse.children_by(noun, Dep::Compound);
        parse.tokens[noun].lemma == "strike" && before.any(|at| tree::is(reading, at, "strike-by"))
    };
    // At the head of a sentence a common noun is easily tagged as a name, which keeps its form for its lemma.
    let norm = parse.tokens[noun].norm.as_str();
    let classes = &reading.lexicon.verbs.classes;
    let named = classes.has("war-means", norm) || classes.has("war-means", norm.trim_end_matches('s'));
    (named || tree::is(reading, noun, "war-means") || strike()).then_some(noun)
}

/// Talks need two, or one who goes to another country.
fn meets(reading: Reading<'_>, draft: &Draft, actor: Weight, recipient: Weight) -> bool {
    if actor.max(recipient) < Weight::Full || draft.actors.is_empty() {
        return false;
    }
    let parties = draft.actors.len() + draft.recipients.len();
    let travels = draft.action.cameo.as_deref() == Some("042");
    if travels {
        let countries = |parties: &[Party]| -> Vec<String> {
            parties.iter().filter_map(|party| party.actor.as_ref()?.country.clone()).collect()
        };
        let (from, to) = (countries(&draft.actors), countries(&draft.recipients));
        return draft.rule != "E120 verb" || to.iter().any(|country| !from.contains(country));
    }
    // "Putin told Erdogan that", "informed Turkey": word passes between states; what a premier tells his own parliament is no talk with it.
    // "told Spanish radio": the press is no party to a meeting.
    let press = || tree::objects(reading, draft.trigger).into_iter().any(|object| tree::is(reading, object, "media"));
    if tree::is(reading, draft.trigger, "informing") && !draft.mutual && (!across_a_border(draft) || press()) {
        return false;
    }
    // A body has members enough to meet by itself; the press is no party to talks.
    let body = draft.actors.iter().any(|party| party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Igo));
    let press =
        |party: &Party| party.actor.as_ref().is_some_and(|actor| matches!(actor.sector.as_deref(), Some("MED")));
    let reporters = draft.actors.iter().chain(&draft.recipients).filter(|party| press(party)).count();
    let parties = parties - reporters;
    // "in his daily call with journalists"
    let briefing = reporters > 0 && parties < 2 && !body;
    if briefing || !draft.recipients.is_empty() && draft.recipients.iter().all(press) {
        return false;
    }
    // Who mediates or goes back to a table needs no second party to be named.
    let served = !draft.mutual && matches!(draft.action.cameo.as_deref(), Some("045" | "046"));
    draft.rule != "E120 verb" || body || parties >= 2 || served && actor == Weight::Full
}

/// Whether whoever acts and whoever is told are of two countries, or of a country and of a body that is of none.
fn across_a_border(draft: &Draft) -> bool {
    let countries = |parties: &[Party]| -> Vec<String> {
        parties.iter().filter_map(|party| party.actor.as_ref()?.country.clone()).collect()
    };
    let (tell, told) = (countries(&draft.actors), countries(&draft.recipients));
    !tell.is_empty() && told.iter().any(|country| !tell.contains(country))
}

fn heaviest(parties: &[Party]) -> Weight {
    parties.iter().map(|party| party.actor.as_ref().map_or(Weight::None, weight)).max().unwrap_or(Weight::None)
}

fn weight(actor: &Actor) -> Weight {
    if actor.kind == ActorKind::Outlet {
        return Weight::None;
    }
    let placed = actor.country.is_some();
    match actor.sector.as_deref() {
        Some("GOV" | "MIL" | "REB" | "OPP" | "LEG" | "SPY" | "IGO" | "NGO" | "UAF" | "INS" | "PRM" | "PTY" | "UNO") => {
            Weight::Full
        }
        Some("JUD" | "ELI") if placed => Weight::Full,
        Some("COP") if placed => Weight::Full,
        Some("COP" | "JUD" | "ELI" | "REF") => Weight::Some,
        Some(_) if placed => Weight::Some,
        Some(_) => Weight::None,
        None if placed && actor.kind == ActorKind::Person => Weight::Some,
        None if placed => Weight::Full,
        None => Weight::None,
    }
}
