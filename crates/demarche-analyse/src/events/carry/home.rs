//! Whose the people of an event are where their words do not say: drafts in, drafts with countries out.
//!
//! "Turkish police dispersed demonstrators": where nothing else is said, the one is of the other's country. "the Sudanese government and the
//! rebels": of one country. "Gunmen killed five people in Haifa": whoever lives there.

use super::{about, country};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::{place, tree};
use demarche_language::{Dep, Pos};
use demarche_model::{Actor, ActorKind, Party, Span};

/// Sectors of those whom a state rules, and who are of it where nothing else is said.
const RULED: &[&str] = &[
    "OPP", "CVL", "LEG", "PTY", "JUD", "COP", "GOV", "LAB", "EDU", "ELI", "REB", "CRM", "MIL", "PRM", "UAF", "BUS",
    "MED", "REL", "AGR",
];

/// Those of them that act upon their own state; reporters and firms may be anybody's.
const RULING: &[&str] =
    &["OPP", "CVL", "LEG", "PTY", "JUD", "COP", "GOV", "LAB", "EDU", "ELI", "REB", "CRM", "MIL", "PRM", "UAF", "AGR"];

/// Gives the people of an event their country, where only one can be meant.
pub(super) fn at_home(reading: Reading<'_>, draft: &mut Draft, home_of_report: Option<&String>) {
    let plover = draft.action.plover.as_str();
    // Those who meet are of different countries.
    if !draft.mutual {
        among_themselves(reading, &mut draft.actors);
        among_themselves(reading, &mut draft.recipients);
    }
    let at_each_other = matches!(
        plover,
        "COERCE" | "PROTEST" | "CONCEDE" | "REQUEST" | "REJECT" | "THREATEN" | "AGREE" | "RETREAT" | "ACCUSE"
    );
    let police = draft.actors.iter().any(|party| sector(party) == Some("COP"));
    // Police look into fires and thefts: an inquiry of nobody's police into nobody is no politics.
    let inquiry = police && plover == "ACCUSE";
    if at_each_other || plover == "ASSAULT" && police {
        let home = |parties: &[Party]| parties.iter().find_map(country);
        let (doers, mut others) = (home(&draft.actors).filter(of_state), only_home(&draft.recipients));
        // Whoever marches on an embassy is of where it stands.
        if plover == "PROTEST" {
            others = stands_at(reading, draft).or(others.filter(|_| !at_a_mission(reading, draft)));
        }
        // "soldiers detained four policemen": an army that takes police takes another's.
        let army = plover == "COERCE" && draft.actors.iter().all(|party| sector(party) == Some("MIL"));
        // "expelled two attachés": never its own.
        let deported = matches!(draft.action.mode.as_deref(), Some("deport" | "expel"));
        let armed = |party: &Party| matches!(sector(party), Some("COP" | "MIL"));
        // Nor does a ministry summon its own envoy.
        let summoned = matches!(plover, "ACCUSE" | "SANCTION") && draft.rows.iter().any(|row| row.ends_with(".envoy"));
        let sent = |party: &Party| (deported || summoned) && matches!(sector(party), Some("GOV" | "MIL"));
        // "condemned the coup in Chad and threatened the generals": not its own, where another state is told of.
        let elsewhere = matches!(plover, "THREATEN" | "ACCUSE" | "REQUEST")
            && names_another(reading, draft, doers.as_ref())
            && draft.actors.iter().all(|party| matches!(sector(party), None | Some("GOV")));
        // "proposed a meeting of leaders", "pressed the strongman to go": one who governs treats with those who govern elsewhere.
        let governs = |party: &Party| sector(party) == Some("GOV");
        let among_rulers = draft.actors.iter().all(governs) && matches!(plover, "REQUEST" | "AGREE");
        // "rejected the accusation that civilians had died": whoever they are, they did not ask.
        let refused = plover == "REJECT";
        let asked = |party: &Party| !refused || sector(party) != Some("CVL");
        // "seized three naval vessels": nobody's own.
        let seized = draft.action.mode.as_deref() == Some("seize");
        let own = |party: &&mut Party| {
            let others = among_rulers && governs(party) || (army || elsewhere || seized) && armed(party) || sent(party);
            asked(party) && !others && !is_proxy(reading, party.span)
        };
        for party in draft.recipients.iter_mut().filter(own) {
            settle(reading, std::slice::from_mut(party), doers.as_ref(), RULED);
        }
        // "The ministers urged Iran to wait": no government calls its own state by its name.
        let in_words = matches!(plover, "REQUEST" | "ACCUSE" | "THREATEN" | "PROTEST");
        // By any of its names: "America" is no adjective.
        let parse = reading.parse;
        let noun = |party: &Party| {
            let last = parse.tokens_in(party.span.start, party.span.end).last();
            last.is_some_and(|at| parse.tokens[at].pos == Pos::Propn && parse.tokens[at].dep != Dep::Amod)
        };
        let named = |party: &Party, actor: &Actor| {
            party.span.of(&reading.article.text) == actor.name || plover == "PROTEST" && noun(party)
        };
        let by_name = in_words
            && draft.recipients.iter().any(|party| {
                let actor = party.actor.as_ref().filter(|actor| actor.kind == ActorKind::State);
                actor.is_some_and(|actor| actor.country == others && named(party, actor))
            });
        // "marched through the capital, chanting against Ostria": nor do a people march against theirs by its name.
        // Nor does a government accuse an army of its own state, called by the name of the state.
        let forces = plover == "ACCUSE"
            && draft
                .recipients
                .iter()
                .any(|party| matches!(sector(party), Some("GOV" | "MIL")) && country(party) == others);
        let power = |party: &Party| matches!(sector(party), Some("GOV" | "MIL"));
        let foreign = |party: &Party| (by_name || forces) && power(party) || by_name && plover == "PROTEST";
        // "the judges rejected Verania's objection", where the World Court is told of: nobody's judges.
        let judges = |party: &Party| sector(party) == Some("JUD") && tells_of_world_court(reading);
        for party in draft.actors.iter_mut().filter(|party| !foreign(party) && !judges(party)) {
            settle(reading, std::slice::from_mut(party), others.as_ref(), RULING);
        }
    }
    if matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE") {
        where_hit(reading, draft);
    }
    let nowhere = |parties: &[Party]| parties.iter().all(|party| country(party).is_none());
    if nowhere(&draft.actors) && nowhere(&draft.recipients) && !draft.mutual && !inquiry {
        // "the army struck a camp in Norway": where a blow falls abroad says nothing of who struck.
        let hit = place::where_hit(reading, draft)
            .and_then(|(_, place)| place.country)
            .filter(|_| draft.action.plover == "ASSAULT");
        let only = only_country(reading, draft).filter(|code| police || hit.as_ref() != Some(code));
        // "Señor Oret cancelled his trip to Washington": a person by name is not of the one country that a sentence tells of.
        let told_there = only.is_some();
        let at_others = matches!(
            draft.action.plover.as_str(),
            "SANCTION" | "CONSULT" | "ACCUSE" | "THREATEN" | "REQUEST" | "REJECT"
        );
        let only = only.or_else(|| home_of_report.cloned());
        let power = |party: &Party| matches!(sector(party), Some("GOV" | "OPP" | "LEG" | "MIL" | "PTY"));
        // "Police have arrested four people": both are of where it happens.
        if police {
            let here = place::place(reading, draft).and_then(|(_, place)| place.country).or(only);
            settle(reading, &mut draft.actors, here.as_ref(), RULING);
            belong(reading, &mut draft.recipients, here.as_ref());
        } else {
            let named = |party: &Party| {
                told_there && at_others && party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Person)
            };
            let open = |party: &&mut Party| power(party) && !named(party);
            for party in draft.actors.iter_mut().chain(&mut draft.recipients).filter(open) {
                give(reading, party, only.as_ref());
            }
        }
    }
    taken_in(reading, draft, home_of_report);
}

/// "France was plotting to bomb the palace": an institution that only stands near a state is not its own where that state is told to hit it.
pub(super) fn not_its_own(reading: Reading<'_>, draft: &mut Draft) {
    let [doer] = draft.actors.as_slice() else { return };
    let whole = doer.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State);
    let done = match draft.action.plover.as_str() {
        "ASSAULT" => true,
        // "the United States suspended aid to the federal government": no state by its name does so to its own.
        "SANCTION" | "AID" | "THREATEN" | "SUPPORT" | "COOPERATE" | "ACCUSE" | "REQUEST" | "REJECT" => whole,
        _ => false,
    };
    let Some(home) = country(doer).filter(|_| done && !draft.mutual) else { return };
    let guessed = |party: &Party| {
        let mention = party.mention.and_then(|at| reading.mentions.get(at.0 as usize));
        mention.is_some_and(|mention| matches!(mention.rule, "M042 institution-near" | "M044 institution-at-home"))
    };
    let governs = |party: &Party| matches!(sector(party), None | Some("GOV" | "MIL"));
    for party in draft.recipients.iter_mut().filter(|party| guessed(party) && country(party).as_ref() == Some(&home)) {
        if governs(party) && governs(doer) {
            party.actor = None;
        }
    }
}

/// "the opposition slammed the government", "the cabinet suspended three ministers": a government that is not named is that of the party that quarrels
/// with it, and who is suspended or dismissed is the doer's own.
pub(super) fn at_their_own(reading: Reading<'_>, draft: &mut Draft) {
    let [doer] = draft.actors.as_slice() else { return };
    let Some(home) = country(doer).filter(|code| code.len() == 3 && !draft.mutual) else { return };
    let plover = draft.action.plover.as_str();
    let opposed =
        matches!(sector(doer), Some("OPP" | "PTY")) && matches!(plover, "ACCUSE" | "REQUEST" | "REJECT" | "THREATEN");
    let sacked = plover == "SANCTION"
        && !matches!(draft.action.mode.as_deref(), Some("withdraw" | "expel" | "deport"))
        && draft.rows.iter().all(|row| !row.ends_with(".envoy"))
        && matches!(sector(doer), None | Some("GOV"));
    let guessed = |party: &Party| {
        let mention = party.mention.and_then(|at| reading.mentions.get(at.0 as usize));
        mention.is_some_and(|mention| matches!(mention.rule, "M041 institution-open" | "M042 institution-near"))
    };
    for party in &mut draft.recipients {
        let bare = opposed && guessed(party) && sector(party) == Some("GOV");
        let minister = sacked
            && sector(party) == Some("GOV")
            && country(party).is_none()
            && !outside(reading, party.span)
            && party
                .actor
                .as_ref()
                .is_some_and(|actor| actor.kind == ActorKind::Group || actor.kind == ActorKind::Person);
        if (bare || minister)
            && let Some(actor) = &mut party.actor
        {
            actor.country = Some(home.clone());
        }
    }
}

/// Whether what a crowd is at is another state's mission: nobody of that state lives beside it.
fn at_a_mission(reading: Reading<'_>, draft: &Draft) -> bool {
    let house = |at: usize| {
        matches!(
            reading.parse.tokens[at].norm.as_str(),
            "embassy" | "embassies" | "consulate" | "consulates" | "mission" | "commission" | "legation"
        )
    };
    draft.recipients.iter().any(|party| reading.parse.tokens_in(party.span.start, party.span.end).any(house))
}

/// "Thousands marched in Tolm against Norway": whom only a number names is of where they march.
pub(super) fn numbers(reading: Reading<'_>, draft: &mut Draft) {
    if draft.action.plover != "PROTEST" || !draft.actors.is_empty() {
        return;
    }
    let parse = reading.parse;
    let counted = |at: &usize| {
        matches!(parse.tokens[*at].lemma.as_str(), "thousand" | "hundred" | "dozen" | "score" | "crowd" | "people")
            || matches!(parse.tokens[*at].norm.as_str(), "thousands" | "hundreds" | "dozens" | "scores")
    };
    let Some(crowd) = tree::agent(reading, draft.governor()).filter(counted) else { return };
    let span = crate::actors::party_for(reading, crowd).span;
    if let Some(here) = stands_at(reading, draft) {
        draft.actors.extend(super::of_state(reading, &here, span));
    }
}

/// The one state that parties are of.
fn only_home(parties: &[Party]) -> Option<String> {
    let mut codes: Vec<String> = parties.iter().filter_map(country).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.pop().filter(|code| codes.is_empty() && of_state(code))
}

/// Whether a code is that of a state, not of a body of states.
fn of_state(code: &String) -> bool {
    code != "EUR"
}

/// "Rebels attacked a barracks in Tolm": rebels are of the country where they fight, where nothing else is said of them.
pub(super) fn rebels(reading: Reading<'_>, draft: &mut Draft) {
    let unknown = |party: &Party| {
        matches!(sector(party), Some("REB" | "INS"))
            && party.actor.as_ref().is_some_and(|actor| actor.country.is_none() && actor.kind == ActorKind::Group)
    };
    if draft.action.plover != "ASSAULT" || draft.mutual || !draft.actors.iter().any(unknown) {
        return;
    }
    let here = place::place(reading, draft).and_then(|(_, place)| place.country);
    let here = here.or_else(|| only_country(reading, draft));
    for party in draft.actors.iter_mut().filter(|party| unknown(party)) {
        give(reading, party, here.as_ref());
    }
}

/// "had ordered the army to strike": whoever orders an army without saying whose has his own.
pub(super) fn ordered(reading: Reading<'_>, draft: &mut Draft) {
    let home = draft.actors.iter().find_map(country).filter(|_| draft.action.plover == "REQUEST");
    settle(reading, &mut draft.recipients, home.as_ref(), &["MIL", "COP"]);
}

/// The country whose own affairs a report tells: named at least three times, and twice as often as any other.
pub(super) fn country_told_of(named: &[(u32, String)]) -> Option<String> {
    let (most, code) = named.first()?;
    let next = named.get(1).map_or(0, |(count, _)| *count);
    (*most >= 3 && *most >= 2 * next).then(|| code.clone())
}

/// "soldiers toppled President Bazoum": whoever topples a government and is nobody's else is of its country.
pub(super) fn coup(reading: Reading<'_>, draft: &mut Draft) {
    let parse = reading.parse;
    let lemma = parse.tokens[draft.trigger].lemma.to_lowercase();
    let of_coup = |&noun: &usize| tree::is(reading, noun, "coup");
    let led = || tree::verbal(parse, draft.trigger) && tree::objects(reading, draft.trigger).iter().any(of_coup);
    let coup = reading.lexicon.verbs.classes.has("coup", &lemma) || led();
    if reading.lexicon.verbs.classes.has("toppling", &lemma) {
        let home = draft.recipients.iter().find_map(country);
        settle(reading, &mut draft.actors, home.as_ref(), RULING);
    }
    // "the general who led the coup": against the government of his own country. Who condemns one is no part of it.
    let coup = coup && !matches!(draft.action.plover.as_str(), "ACCUSE" | "SUPPORT" | "REQUEST" | "REJECT" | "CONSULT");
    if let ([only], []) = (draft.actors.as_slice(), draft.recipients.as_slice())
        && coup
        && let Some(home) = country(only).filter(|code| code.len() == 3)
    {
        draft.recipients.extend(super::of_state(reading, &home, only.span));
    }
}

/// The country of the place of a deed, unless its words name the state that it is done to: "chanting against *Norway*".
fn stands_at(reading: Reading<'_>, draft: &Draft) -> Option<String> {
    let (span, place) = place::place(reading, draft)?;
    let state = |party: &Party| party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State);
    let named = |span: Span| draft.recipients.iter().any(|party| state(party) && party.span.overlaps(span));
    let parse = reading.parse;
    let inside = |span: Span| {
        let mut words = parse.tokens_in(span.start, span.end);
        words.any(|at| parse.head(at).is_some_and(|above| parse.tokens[above].norm == "in"))
    };
    place.country.filter(|_| !span.is_some_and(|span| named(span) && !inside(span)))
}

/// "the council, which met at Guyana's request": whoever met was asked to.
pub(super) fn asked(reading: Reading<'_>, draft: &mut Draft) {
    if draft.action.plover != "REQUEST" || !draft.recipients.is_empty() {
        return;
    }
    let answered = about::at_request(reading, draft).and_then(|verb| tree::agent(reading, verb));
    let asked = answered.map(|agent| roles::parties(reading, agent, Side::Acting)).unwrap_or_default();
    let other = |party: &Party| party.actor.is_some() && !draft.actors.iter().any(|actor| actor.actor == party.actor);
    draft.recipients = asked.into_iter().filter(other).collect();
}

/// In a report of one country's own affairs: what its people do to nobody named is done there, and what another does to nobody named is done
/// to it. "Jammeh seized power", "Nigeria deployed jets".
///
/// Where its own factions fight, only what others do to nobody named: what one faction does is told at the other.
pub(super) fn affairs(reading: Reading<'_>, draft: &mut Draft, home: Option<&String>, factions: bool) {
    let Some(home) = home.filter(|_| !draft.mutual) else { return };
    let [only] = draft.actors.as_slice() else { return };
    let Some(code) = only.actor.as_ref().and_then(|actor| actor.country.as_ref()) else { return };
    // "shelters 27,000 refugees", "will resume deliveries": whoever is helped is from there, or there.
    if draft.action.plover == "AID" && code != home {
        helped(reading, draft, home);
        return;
    }
    if !draft.recipients.is_empty() {
        return;
    }
    let plover = draft.action.plover.as_str();
    // A state as a whole threatens others, and whom another's bombs hit is not said by what the report is about.
    let whole = only.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State);
    let meant = if code == home {
        !factions && !whole && matches!(plover, "COERCE" | "CONCEDE" | "THREATEN" | "PROTEST")
    } else {
        // "its nuclear tests": done to nobody.
        let moved = plover == "MOBILIZE" && tree::verbal(reading.parse, draft.governor());
        // "crossed the border": into it.
        let crossed = plover == "ASSAULT"
            && tree::objects(reading, draft.governor()).into_iter().any(|object| tree::is(reading, object, "border"));
        // "called for calm", "condemned the coup": of whoever is told of there.
        let spoken = !factions && plover == "REQUEST" && about::between(reading, draft)
            || !factions && plover == "ACCUSE" && about::of_coup(reading, draft);
        moved || crossed || spoken || matches!(plover, "THREATEN" | "SANCTION" | "COERCE" | "SUPPORT")
    };
    if meant && !about::is_its_own(reading, draft) {
        draft.recipients.extend(super::of_state(reading, home, named_at(reading, home).unwrap_or(only.span)));
    }
}

fn helped(reading: Reading<'_>, draft: &mut Draft, home: &String) {
    let Some(only) = draft.actors.first().map(|only| only.span) else { return };
    if draft.recipients.is_empty() {
        draft.recipients.extend(super::of_state(reading, home, named_at(reading, home).unwrap_or(only)));
        return;
    }
    settle(reading, &mut draft.recipients, Some(home), &["REF", "CVL"]);
}

/// "the war in Tigray", in a report of that country's war: its own, on both sides.
pub(super) fn own_war(reading: Reading<'_>, draft: &mut Draft, home: Option<&String>) {
    if let Some(party) = war_place(reading, draft, home) {
        draft.actors.push(party.clone());
        draft.recipients.push(party);
    }
}

/// The country whose war a noun without parties names by its place.
pub(super) fn war_place(reading: Reading<'_>, draft: &Draft, home: Option<&String>) -> Option<Party> {
    let bare = draft.mutual && draft.action.plover == "ASSAULT" && super::names_nobody(draft);
    let noun = tree::behind(reading.parse, draft.trigger, "in").filter(|_| bare)?;
    let place = roles::parties(reading, noun, Side::Target).into_iter().next()?;
    (country(&place).as_ref() == home).then_some(place)
}

/// Whether a party keeps order in its own country.
pub(super) fn is_police(party: &Party) -> bool {
    sector(party) == Some("COP")
}

/// "In Niamey, a crowd attacked the French embassy": a crowd is of where it gathers.
pub(super) fn crowd(reading: Reading<'_>, draft: &mut Draft) {
    let gathered = |party: &Party| {
        matches!(sector(party), Some("CVL" | "OPP" | "EDU" | "LAB" | "REL"))
            && party.actor.as_ref().is_some_and(|actor| actor.country.is_none() && actor.kind == ActorKind::Group)
    };
    if !matches!(draft.action.plover.as_str(), "ASSAULT" | "PROTEST" | "COERCE") || !draft.actors.iter().any(gathered) {
        return;
    }
    // "hurled stones across the border": from the other side of it.
    let parse = reading.parse;
    let across = ["across", "over"]
        .iter()
        .filter_map(|word| tree::behind(parse, draft.governor(), word))
        .any(|noun| parse.subtree(noun).any(|at| tree::is(reading, at, "border")));
    let here = stands_at(reading, draft).filter(|_| !across);
    for party in draft.actors.iter_mut().filter(|party| gathered(party)) {
        give(reading, party, here.as_ref());
    }
}

/// "Four ministers were arrested": in a report of one country's own affairs, its own authorities arrest its own people.
fn taken_in(reading: Reading<'_>, draft: &mut Draft, home_of_report: Option<&String>) {
    let arrested = draft.action.plover == "COERCE" && draft.action.mode.as_deref() == Some("arrest");
    if !arrested || !draft.actors.is_empty() || draft.mutual || draft.recipients.is_empty() {
        return;
    }
    let Some(home) = only_country(reading, draft).or_else(|| home_of_report.cloned()) else { return };
    settle(reading, &mut draft.recipients, Some(&home), RULED);
    if draft.recipients.iter().all(|party| country(party).as_ref() == Some(&home)) {
        let span = draft.recipients.first().map(|party| party.span);
        draft
            .actors
            .extend(span.and_then(|span| super::of_state(reading, &home, named_at(reading, &home).unwrap_or(span))));
    }
}

/// Where a report first names a country.
fn named_at(reading: Reading<'_>, code: &str) -> Option<Span> {
    let of = |mention: &&demarche_model::Mention| {
        mention.actor.as_ref().is_some_and(|actor| actor.country.as_deref() == Some(code))
    };
    reading.mentions.iter().find(of).map(|mention| mention.span)
}

/// Gives whoever is of no country this one, also those whom only a number or a noun names.
fn belong(reading: Reading<'_>, parties: &mut [Party], home: Option<&String>) {
    let Some(home) = home else { return };
    for party in parties.iter_mut().filter(|party| !outside(reading, party.span)) {
        match &mut party.actor {
            Some(actor) if actor.country.is_none() => actor.country = Some(home.clone()),
            Some(_) => {}
            None => *party = super::of_state(reading, home, party.span).unwrap_or_else(|| party.clone()),
        }
    }
}

/// "the Sudanese government and the rebels": listed together, of one country.
fn among_themselves(reading: Reading<'_>, parties: &mut [Party]) {
    let mut countries: Vec<String> = parties.iter().filter_map(country).collect();
    countries.dedup();
    if let [only] = countries.as_slice() {
        let only = only.clone();
        settle(reading, parties, Some(&only), RULED);
    }
}

/// "the mourner's family": somebody's, who is known elsewhere if anywhere.
fn owned(reading: Reading<'_>, span: Span) -> bool {
    let words = span.of(&reading.article.text);
    words.contains("'s ") || words.contains("’s ")
}

fn settle(reading: Reading<'_>, parties: &mut [Party], home: Option<&String>, sectors: &[&str]) {
    for party in parties {
        if sector(party).is_some_and(|sector| sectors.contains(&sector)) {
            give(reading, party, home);
        }
    }
}

fn give(reading: Reading<'_>, party: &mut Party, home: Option<&String>) {
    let from_outside = outside(reading, party.span) || owned(reading, party.span);
    if let (Some(actor), Some(home)) = (party.actor.as_mut(), home)
        && actor.country.is_none()
        && !from_outside
    {
        actor.country = Some(home.clone());
    }
}

/// People hit where they are, and nobody says that they are from elsewhere.
fn where_hit(reading: Reading<'_>, draft: &mut Draft) {
    let people = |party: &Party| {
        matches!(sector(party), Some("CVL" | "EDU" | "HLH" | "REL" | "LAB" | "LEG" | "JUD" | "COP" | "OPP"))
            && party.actor.as_ref().is_some_and(|actor| actor.country.is_none())
    };
    if !draft.recipients.iter().any(people) {
        return;
    }
    let home = place::place(reading, draft).and_then(|(_, place)| place.country);
    for party in draft.recipients.iter_mut().filter(|party| people(party)) {
        give(reading, party, home.as_ref());
    }
}

/// The one country that the sentence of a draft names, if it names one alone.
fn only_country(reading: Reading<'_>, draft: &Draft) -> Option<String> {
    let parse = reading.parse;
    let sentence = parse.sentences.get(parse.sentence_of(draft.trigger))?.clone();
    let (start, end) = parse.bytes(sentence);
    let within = Span::new(start, end);
    let mut countries: Vec<&str> = Vec::new();
    let first = reading.mentions.partition_point(|mention| mention.span.end <= start);
    for mention in reading.mentions.iter().skip(first).take_while(|mention| mention.span.start < end) {
        countries.extend(mention.actor.as_ref().and_then(|actor| actor.country.as_deref()));
    }
    let first = reading.places.partition_point(|place| place.span.end <= start);
    for mention in reading.places.iter().skip(first).take_while(|mention| mention.span.start < end) {
        if within.contains(mention.span) {
            countries.extend(mention.place.as_ref().and_then(|place| place.country.as_deref()));
        }
    }
    countries.sort_unstable();
    countries.dedup();
    match countries.as_slice() {
        [only] if only.len() == 3 && !matches!(*only, "IGO" | "NGO" | "UNO" | "EUR") => Some((*only).to_owned()),
        _ => None,
    }
}

/// Whether the sentence of a draft names a state beside that of its doer.
fn names_another(reading: Reading<'_>, draft: &Draft, own: Option<&String>) -> bool {
    let parse = reading.parse;
    let Some(sentence) = parse.sentences.get(parse.sentence_of(draft.trigger)).cloned() else { return false };
    let (start, end) = parse.bytes(sentence);
    let first = reading.mentions.partition_point(|mention| mention.span.end <= start);
    let within = reading.mentions.iter().skip(first).take_while(|mention| mention.span.start < end);
    let mut codes = within.filter_map(|mention| mention.actor.as_ref()?.country.as_ref());
    codes.any(|code| code.len() == 3 && !matches!(code.as_str(), "IGO" | "NGO" | "UNO" | "EUR") && Some(code) != own)
}

/// Whether the words say that it comes from outside: "a regional force", "foreign troops", "peacekeepers".
pub(super) fn outside(reading: Reading<'_>, span: Span) -> bool {
    let classes = &reading.lexicon.verbs.classes;
    reading
        .parse
        .tokens_in(span.start, span.end)
        .any(|token| classes.has("outside", &reading.parse.tokens[token].lemma.to_lowercase()))
}

/// Whether a report names a court of no state: "the International Court of Justice".
fn tells_of_world_court(reading: Reading<'_>) -> bool {
    let mut actors = reading.mentions.iter().filter_map(|mention| mention.actor.as_ref());
    actors.any(|actor| matches!(actor.country.as_deref(), Some("UNO" | "IGO" | "EUR")) && actor.name.contains("Court"))
}

/// Whether the words say who stands behind it: "an Iranian-backed militia" is nobody's own.
pub(super) fn is_proxy(reading: Reading<'_>, span: Span) -> bool {
    let parse = reading.parse;
    let joined = |token: usize| token.checked_sub(1).is_some_and(|before| parse.tokens[before].norm == "-");
    let classes = &reading.lexicon.verbs.classes;
    parse.tokens_in(span.start, span.end).any(|token| joined(token) && classes.has("proxy", &parse.tokens[token].norm))
}

fn sector(party: &Party) -> Option<&str> {
    party.actor.as_ref()?.sector.as_deref()
}
