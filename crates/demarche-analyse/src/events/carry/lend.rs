//! Parties that one deed of a report lends another: drafts in, drafts with more parties out.
//!
//! "a campaign that killed officials": whoever led the campaign killed them, and they are whom it hit.

use super::CARRIED;
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::{roles, tree};
use demarche_language::{Dep, Parse};
use demarche_model::{Party, Statement, StatementId};
use std::collections::BTreeMap;

/// Before anything is carried: what an attack does is done by whoever attacks, and to whoever is hit ("a campaign that killed officials").
pub(in super::super) fn chain(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    let at: BTreeMap<usize, usize> = drafts.iter().enumerate().map(|(at, draft)| (draft.trigger, at)).collect();
    for here in 0..drafts.len() {
        let draft = &drafts[here];
        if draft.action.plover != "ASSAULT" || draft.mutual || !tree::verbal(parse, draft.trigger) {
            continue;
        }
        // "killed in shelling": the small parser takes such a noun for a verb at times.
        let clauses = tree::prepositions(parse, draft.trigger)
            .filter(|&at| matches!(parse.tokens[at].norm.as_str(), "in" | "by" | "during"))
            .filter_map(|at| parse.child(at, Dep::Pcomp));
        // "wounded two soldiers in an attack": the small parser hangs the attack on the soldiers.
        let fought_with = super::aims::fought_with(reading, draft);
        if draft.actors.is_empty() && !fought_with.is_empty() {
            drafts[here].actors = fought_with;
            continue;
        }
        let objects = tree::objects(reading, draft.trigger);
        let beside =
            objects.iter().flat_map(|&object| ["in", "by"].map(|word| tree::behind(parse, object, word))).flatten();
        let agent = tree::agent(reading, draft.trigger);
        let means = agent
            .into_iter()
            .chain(["in", "by", "with", "during"].iter().filter_map(|word| tree::behind(parse, draft.trigger, word)))
            .chain(clauses)
            .chain(beside)
            .find_map(|agent| at.get(&agent).copied());
        let Some(means) = means.filter(|&means| means != here && drafts[means].action.plover == "ASSAULT") else {
            continue;
        };
        if drafts[here].actors.is_empty() || drafts[here].actors == drafts[means].recipients {
            drafts[here].actors = drafts[means].actors.clone();
        }
        if drafts[means].actors.is_empty() && agent != Some(drafts[means].trigger) {
            drafts[means].actors = drafts[here].actors.clone();
        }
        // "a bombing near the border killed two soldiers": they are whom it hit, not the place.
        let only_near = agent == Some(drafts[means].trigger)
            && !tree::prepositions(parse, drafts[means].trigger)
                .any(|at| matches!(parse.tokens[at].norm.as_str(), "on" | "against" | "of" | "at" | "upon"));
        let told = drafts[here].recipients.iter().any(|party| super::country(party).is_some());
        if !drafts[means].mutual && (drafts[means].recipients.is_empty() || only_near && told) {
            drafts[means].recipients = drafts[here].recipients.clone();
        }
    }
    outcomes(reading, drafts);
    addressed(reading, drafts);
}

/// "wrote to Norway and asked for a meeting": whoever was written to is asked.
fn addressed(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    for here in 0..drafts.len() {
        let verb = drafts[here].governor();
        let said = matches!(drafts[here].action.plover.as_str(), "REQUEST" | "THREATEN" | "AGREE");
        // "telephoned the premier to offer help": it is offered to him.
        let purpose = matches!(parse.tokens[verb].dep, Dep::Xcomp | Dep::Advcl) && tree::infinitive(parse, verb);
        let said = said || drafts[here].action.plover == "SUPPORT";
        let beside = purpose || parse.tokens[verb].dep == Dep::Conj;
        let Some(first) = parse.head(verb).filter(|_| beside && said) else { continue };
        if !drafts[here].recipients.is_empty() || !tree::is(reading, first, "addressing") {
            continue;
        }
        // "had spoken to the premier and reiterated its support"
        let told = drafts.iter().find(|draft| draft.governor() == first);
        let told = told.map(|draft| if draft.mutual { draft.actors.clone() } else { draft.recipients.clone() });
        let told = told.or_else(|| {
            let objects = tree::objects(reading, first).into_iter().filter(|_| purpose);
            Some(objects.flat_map(|object| roles::parties(reading, object, roles::Side::Target)).collect())
        });
        let actors = &drafts[here].actors;
        let told: Vec<Party> = told
            .unwrap_or_default()
            .into_iter()
            .filter(|party| !actors.iter().any(|actor| super::same(actor, party)))
            .collect();
        drafts[here].recipients = told;
    }
}

/// "bombed the town, killing eight people": those killed are of whom was bombed; "used gas to disperse the crowd": at the crowd.
fn outcomes(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    let governors: BTreeMap<usize, usize> =
        drafts.iter().enumerate().map(|(at, draft)| (draft.governor(), at)).collect();
    let violent = |draft: &Draft| matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE") && !draft.mutual;
    for here in 0..drafts.len() {
        let verb = drafts[here].governor();
        let aim = parse.children_by(verb, Dep::Advcl).chain(parse.children_by(verb, Dep::Xcomp));
        let aim = aim.filter(|&at| tree::infinitive(parse, at)).find_map(|at| governors.get(&at).copied());
        if let Some(aim) = aim.filter(|&aim| violent(&drafts[aim]) && violent(&drafts[here]))
            && drafts[here].recipients.is_empty()
        {
            drafts[here].recipients = drafts[aim].recipients.clone();
        }
    }
    for here in 0..drafts.len() {
        let verb = drafts[here].governor();
        let Some(above) = led_by(parse, verb).and_then(|head| governors.get(&head).copied()) else { continue };
        if above == here || !violent(&drafts[above]) || !violent(&drafts[here]) {
            continue;
        }
        let hit = drafts[above].recipients.clone();
        if drafts[here].recipients.is_empty() {
            drafts[here].recipients = hit;
        } else if let [Party { actor: Some(actor), .. }] = hit.as_slice()
            && let Some(country) = actor.country.clone()
        {
            for actor in drafts[here].recipients.iter_mut().filter_map(|party| party.actor.as_mut()) {
                if actor.country.is_none()
                    && matches!(actor.sector.as_deref(), Some("CVL" | "MIL" | "COP" | "REB") | None)
                {
                    actor.country = Some(country.clone());
                }
            }
        }
    }
}

/// The verb whose outcome a participle tells: "bombed …, killing eight and wounding two".
///
/// "landed in the town and killed five": told of the town's people too.
fn led_by(parse: &Parse, verb: usize) -> Option<usize> {
    if parse.tokens[verb].dep == Dep::Conj
        && matches!(parse.tokens[verb].tag.as_str(), "VBD" | "VBN")
        && tree::own_subject(parse, verb).is_none()
    {
        // "detained two men and fired at a boat": not the men's.
        let aims = ["at", "on", "into", "against"].iter().any(|word| tree::behind(parse, verb, word).is_some());
        return parse.head(verb).filter(|&head| tree::verbal(parse, head) && !aims);
    }
    if parse.tokens[verb].tag != "VBG" || tree::own_subject(parse, verb).is_some() {
        return None;
    }
    let head = parse.head(verb)?;
    match parse.tokens[verb].dep {
        Dep::Advcl if verb > head => Some(head),
        Dep::Conj if tree::verbal(parse, head) => led_by(parse, head),
        _ => None,
    }
}

/// "The Iranian side confirmed that the air defence has been activated": what nobody is said to have put on alert is the speaker's own. Missiles that
/// nobody is said to have launched are not.
pub(in super::super) fn own_forces(
    reading: Reading<'_>,
    statements: &[Statement],
    draft: &mut Draft,
    told: Option<StatementId>,
) {
    let activated = draft.action.plover == "MOBILIZE"
        && draft.actors.is_empty()
        && tree::passive(reading.parse, draft.trigger)
        && !tree::is(reading, draft.trigger, "intruding")
        && !tree::is(reading, draft.trigger, "letting-fly");
    if !activated && !bare_forces(reading, draft) {
        return;
    }
    let Some(speaker) = told.and_then(|id| statements.get(id.0 as usize)).and_then(|it| it.speaker.as_ref()) else {
        return;
    };
    let words = reading.parse.tokens_in(speaker.span.start, speaker.span.end);
    let head = words.clone().find(|&token| reading.parse.head(token).is_none_or(|head| !words.contains(&head)));
    let Some(own) = head.map(|head| roles::parties(reading, head, roles::Side::Acting)).filter(|own| !own.is_empty())
    else {
        return;
    };
    if activated {
        draft.actors = own;
    } else if let ([Party { actor: Some(actor), .. }], [Party { actor: Some(speaker), .. }]) =
        (draft.actors.as_mut_slice(), own.as_slice())
        && matches!(speaker.sector.as_deref(), Some("GOV" | "MIL" | "REB" | "UAF"))
    {
        actor.country.clone_from(&speaker.country);
    } else {
        return;
    }
    draft.rows.push(CARRIED.to_owned());
}

/// "shelling killed 12 people and injured 57, officials said": the small parser takes those who tell it for those who did it.
pub(in super::super) fn not_the_teller(
    reading: Reading<'_>,
    statements: &[Statement],
    draft: &mut Draft,
    told: Option<StatementId>,
) {
    let done = matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE" | "RETREAT" | "PROTEST");
    let speaker = told.and_then(|id| statements.get(id.0 as usize)).and_then(|it| it.speaker.as_ref());
    let trigger = &reading.parse.tokens[draft.trigger];
    if let Some(speaker) = speaker.filter(|speaker| done && speaker.span.start >= trigger.end) {
        draft.actors.retain(|party| !party.span.overlaps(speaker.span));
    }
}

/// "said that Ostrian units had been moved to the border": whosever the units are has moved them.
pub(in super::super) fn moved(reading: Reading<'_>, draft: &mut Draft) {
    let parse = reading.parse;
    // "its airspace was violated": not by its owner.
    let moved = draft.action.plover == "MOBILIZE"
        && !tree::is(reading, draft.trigger, "intruding")
        && draft.actors.is_empty()
        && tree::verbal(parse, draft.trigger)
        && tree::passive(parse, draft.trigger);
    if !moved {
        return;
    }
    let objects = tree::objects(reading, draft.trigger);
    let mut owners: Vec<Party> =
        objects.into_iter().flat_map(|object| roles::parties(reading, object, roles::Side::Acting)).collect();
    owners.retain(|party| super::country(party).is_some());
    if !owners.is_empty() {
        draft.recipients.retain(|party| !owners.iter().any(|owner| super::same(owner, party)));
        draft.actors = owners;
    }
}

/// "It said the South had shelled its side": nobody shells his own; the speaker's side is meant.
pub(in super::super) fn speakers_own(
    reading: Reading<'_>,
    statements: &[Statement],
    draft: &mut Draft,
    told: Option<StatementId>,
) {
    let parse = reading.parse;
    let [doer] = draft.actors.as_slice() else { return };
    let Some(code) = super::country(doer).filter(|_| draft.action.plover == "ASSAULT" && !draft.mutual) else { return };
    if draft.recipients.is_empty()
        || !draft.recipients.iter().all(|party| super::country(party).as_ref() == Some(&code))
    {
        return;
    }
    let pronoun = |object: usize| {
        parse.children_by(object, Dep::Poss).any(|owner| parse.tokens[owner].tag == "PRP$")
            && !parse.children(object).any(|word| parse.tokens[word].norm == "own")
    };
    let Some(speaker) = told.and_then(|id| statements.get(id.0 as usize)).and_then(|it| it.speaker.as_ref()) else {
        return;
    };
    let theirs = super::country(speaker).filter(|theirs| *theirs != code);
    if let Some(theirs) = theirs
        && tree::objects(reading, draft.governor()).into_iter().any(pronoun)
    {
        let span = draft.recipients.first().map_or(speaker.span, |party| party.span);
        draft.recipients = super::of_state(reading, &theirs, span).into_iter().collect();
        draft.rows.push(CARRIED.to_owned());
    }
}

/// "29 of their fighters had been killed, the separatists said": whom a party to the fighting counts among its own. "Chad's spokesman said a dozen
/// civilians had been killed": its own people, where nobody is told to have killed them.
pub(in super::super) fn tellers_dead(
    reading: Reading<'_>,
    statements: &[Statement],
    draft: &mut Draft,
    told: Option<StatementId>,
    sides: Option<&[Party; 2]>,
) {
    let parse = reading.parse;
    let killed = draft.action.plover == "ASSAULT"
        && draft.actors.is_empty()
        && !draft.mutual
        && tree::verbal(parse, draft.trigger)
        && tree::passive(parse, draft.trigger)
        && !draft.recipients.is_empty()
        && draft.recipients.iter().all(|party| super::country(party).is_none());
    let Some(speaker) = told.and_then(|id| statements.get(id.0 as usize)).and_then(|it| it.speaker.as_ref()) else {
        return;
    };
    let Some(code) = super::country(speaker).filter(|_| killed) else { return };
    let own = |party: &Party| {
        let mut words = parse.tokens_in(party.span.start, party.span.end);
        words.any(|at| parse.tokens[at].tag == "PRP$")
    };
    let of_side = sides.is_some_and(|sides| sides.iter().any(|side| super::same(side, speaker)));
    let people = |party: &Party| {
        let sector = party.actor.as_ref().and_then(|actor| actor.sector.as_deref());
        let mut words = parse.tokens_in(party.span.start, party.span.end);
        sector == Some("CVL") || words.any(|at| tree::is(reading, at, "noncombatant"))
    };
    if !draft.recipients.iter().all(|party| own(party) || of_side && people(party)) {
        return;
    }
    for party in &mut draft.recipients {
        match &mut party.actor {
            Some(actor) => actor.country = Some(code.clone()),
            None => *party = super::of_state(reading, &code, party.span).unwrap_or_else(|| party.clone()),
        }
    }
    draft.rows.push(CARRIED.to_owned());
}

/// "The general said that troops entered the town": whoever speaks of troops without a word of whose means its own.
pub(super) fn bare_forces(reading: Reading<'_>, draft: &Draft) -> bool {
    let [Party { actor: Some(actor), span, .. }] = draft.actors.as_slice() else { return false };
    let words = span.of(&reading.article.text).to_lowercase();
    actor.country.is_none() && actor.sector.as_deref() == Some("MIL") && {
        let bare = ["the ", "its ", "their ", "his "].iter().find_map(|own| words.strip_prefix(own));
        reading.lexicon.verbs.classes.has("bare-forces", bare.unwrap_or(&words))
    }
}

/// "All its ground forces have been removed from Gaza": what is pulled back and by nobody else is its owner's deed.
pub(in super::super) fn pulled_back(reading: Reading<'_>, draft: &mut Draft) {
    let parse = reading.parse;
    let moved = matches!(draft.action.cameo.as_deref(), Some("0874"))
        && draft.actors.is_empty()
        && tree::verbal(parse, draft.trigger)
        && tree::passive(parse, draft.trigger);
    if moved {
        draft.actors = tree::objects(reading, draft.trigger)
            .into_iter()
            .flat_map(|object| roles::parties(reading, object, roles::Side::Acting))
            .collect();
    }
}
