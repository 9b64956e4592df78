//! Parties that the phrase leaves out and the report supplies: drafts in, drafts with carried parties out.
//!
//! After "fighting between Israel and Hamas", "the fighting intensified" is theirs; after "North Korea fired a missile", "Tuesday's launch"
//! is North Korea's. Only where one pair of sides dominates the report's use of force, or one party its tests, drills or sanctions; a
//! carried party keeps the span where the report names it, and the rows say that it was carried.

mod about;
mod aims;
mod allies;
mod along;
mod charged;
mod condemned;
mod counterparts;
mod foes;
mod home;
mod judged;
mod lend;
mod makers;
mod odds;
mod oneself;
mod pairs;
mod provoked;
mod sides;
mod tally;
mod there;
mod together;

pub(super) use about::is_to_end;
pub(super) use aims::{companions, fired_from, joiners};
pub(super) use along::along;
pub(super) use charged::{own_rebels, self_charged};
pub(super) use condemned::{give_back, take_condemned};
pub(super) use judged::judged;
pub(super) use lend::{chain, moved, not_the_teller, own_forces, pulled_back, speakers_own, tellers_dead};
pub(super) use makers::{answered, link, offered};
pub(super) use oneself::not_oneself;
pub(super) use provoked::{in_turn, provoked, suffered};

use super::coder::Draft;
use super::retype;
use super::roles;
use super::tree;
use super::vessels;
use crate::Reading;
use demarche_model::{Actor, ActorKind, Party, Span, Statement, StatementId};
use std::collections::{BTreeMap, BTreeSet};
use tally::{Tally, family};
use together::collective;

/// What marks a draft whose parties were carried.
pub(super) const CARRIED: &str = "carried";

/// What a report's own words say about who fights whom, and who tests, drills, sanctions.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The two sides of the conflict, in order of country code.
    sides: Option<[Party; 2]>,
    /// Whether the rebels of each are told to be at odds with the other.
    abroad: [bool; 2],
    /// Whether force is told between them, more than once.
    fought: bool,
    /// Whether blows of these days are told between them, or a fight: threats, a seizure and old wars are none.
    at_blows: bool,
    /// Whether somebody unknown is told to use force: gunmen, a bomber.
    unknown: bool,
    /// Where each of them is told to use force, if upon nobody else than the other: sentences.
    strikes: [Vec<usize>; 2],
    /// The two who threaten, accuse, sanction and refuse each other, where no force is used.
    rivals: Option<[Party; 2]>,
    /// The two of one country who fight each other, where no two countries do.
    factions: Option<[Party; 2]>,
    /// Two states that the report tells to act together.
    allies: Option<[Party; 2]>,
    /// Who is told to deal with whom, in order of country code.
    dealings: BTreeSet<[String; 2]>,
    /// Whether the report names talks that are not of the two: "the talks" may be those.
    other_talks: bool,
    /// The country whose own affairs the report tells.
    home: Option<String>,
    /// Which of the sides is spoken of with armed groups, if only one is.
    rebels: Option<usize>,
    /// Which with an army, if only one is.
    army: Option<usize>,
    /// By kind of deed: who does it.
    doers: BTreeMap<String, Party>,
    /// By kind of deed and by the country that does it, or by whomsoever: to whom.
    targets: BTreeMap<(String, Option<String>), Party>,
    /// Kinds of deed that several parties are told to do.
    shared: BTreeSet<String>,
}

impl Memory {
    /// Whether the report tells of two who fight, or of factions of one country.
    pub(super) fn at_war(&self) -> bool {
        self.sides.is_some() || self.factions.is_some()
    }

    /// Reads what the drafts name.
    pub(super) fn of(reading: Reading<'_>, drafts: &[Draft]) -> Self {
        let mut doers: BTreeMap<String, Tally> = BTreeMap::new();
        let mut targets: BTreeMap<(String, Option<String>), Tally> = BTreeMap::new();
        let mut several: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for draft in drafts {
            let Some(family) = family(reading, draft) else { continue };
            if let [only] = draft.actors.as_slice() {
                doers.entry(family.clone()).or_default().add(only);
            }
            if let [only] = draft.recipients.as_slice() {
                // What one state's sanctions are aimed at says nothing of another's, unless several are told to be aimed there.
                if let Some(by) = draft.actors.iter().find_map(country_or_body) {
                    several.entry(family.clone()).or_default().insert(by.to_owned());
                }
                targets.entry((family.clone(), None)).or_default().add(only);
                targets.entry((family, draft.actors.iter().find_map(country))).or_default().add(only);
            }
        }
        let doers: BTreeMap<String, Party> =
            doers.into_iter().filter_map(|(family, tally)| Some((family, tally.leader()?))).collect();
        let targets: BTreeMap<(String, Option<String>), Party> =
            targets.into_iter().filter_map(|(family, tally)| Some((family, tally.leader()?))).collect();
        let shared = several.into_iter().filter(|(_, doers)| doers.len() > 1).map(|(family, _)| family).collect();
        let named = odds::named(reading);
        let civil = odds::civil(reading, drafts, &named);
        let beside = |foes: &[Party; 2]| !civil.as_ref().is_some_and(|civil| odds::outweighs(drafts, civil, foes));
        let foes = odds::sides(drafts, odds::force).filter(beside);
        let clashed = |sides: &[Party; 2]| drafts.iter().any(|draft| aims::clash(reading, draft, sides));
        let fought = foes.is_some();
        let civil = civil.filter(|_| foes.is_none());
        let sides = foes.or_else(|| odds::named_most(reading, drafts, &named).filter(|_| civil.is_none()));
        let sides = sides.map(|sides| sides.map(|side| odds::its_state(reading, drafts, odds::as_side(reading, side))));
        let abroad = sides.as_ref().map(|sides| odds::rebels_at_odds(drafts, sides)).unwrap_or_default();
        let at_war = sides.as_ref().is_some_and(|it| clashed(it) || odds::told_to_fight(reading, it));
        let at_blows = at_war || sides.as_ref().is_some_and(|it| odds::at_blows(reading, drafts, it));
        let fought = fought || at_war;
        let unknown = drafts.iter().any(|draft| about::by_unknown(reading, draft));
        let strikes = sides.as_ref().map(|sides| odds::strikes(reading.parse, drafts, sides)).unwrap_or_default();
        let rivals = odds::sides(drafts, odds::hostile).filter(|_| sides.is_none() && civil.is_none());
        let rivals = rivals.map(|rivals| rivals.map(|rival| odds::as_side(reading, rival)));
        let factions = civil.or_else(|| odds::factions(drafts, &named).filter(|_| sides.is_none()));
        let with = |fits: &dyn Fn(&Actor) -> bool| {
            let sides = sides.as_ref()?;
            let spoken = |side: &Party| {
                let country = country(side);
                reading
                    .mentions
                    .iter()
                    .filter_map(|mention| mention.actor.as_ref())
                    .any(|actor| actor.country.is_some() && actor.country == country && fits(actor))
            };
            match (spoken(&sides[0]), spoken(&sides[1])) {
                (true, false) => Some(0),
                (false, true) => Some(1),
                _ => None,
            }
        };
        let other_talks = sides.as_ref().is_some_and(|sides| together::others_talk(drafts, sides));
        let rebels = with(&|actor| matches!(actor.sector.as_deref(), Some("REB" | "UAF" | "INS")));
        let army = with(&|actor| actor.sector.as_deref() == Some("MIL"));
        let home = home::country_told_of(&named).filter(|_| sides.is_none());
        let allies = allies::of(drafts);
        Self {
            sides,
            allies,
            dealings: together::dealings(drafts),
            abroad,
            fought,
            at_blows,
            unknown,
            strikes,
            rivals,
            factions,
            other_talks,
            home,
            rebels,
            army,
            doers,
            targets,
            shared,
        }
    }

    /// The country whose own war the report tells.
    fn own_war(&self) -> Option<String> {
        self.factions.as_ref().and_then(|[low, _]| country(low))
    }

    /// Whether a draft with nobody named may stand: by its own words, or as the war of the country that the report is about.
    pub(super) fn stands(&self, reading: Reading<'_>, draft: &Draft) -> bool {
        stands_bare(reading, draft) || home::war_place(reading, draft, self.own_war().as_ref()).is_some()
    }

    /// Whom a speaker tells what his side will do, if the deed names nobody.
    pub(super) fn told_to(&self, statements: &[Statement], draft: &mut Draft, told: Option<StatementId>) {
        aims::told_to(statements, draft, told, self.sides.as_ref());
    }

    /// The two sides, if there are two who fight.
    pub(super) fn sides(&self) -> Option<&[Party; 2]> {
        self.sides.as_ref().filter(|_| self.fought)
    }

    /// Fills in what the phrase leaves out.
    pub(super) fn fill(&self, reading: Reading<'_>, draft: &mut Draft) {
        let before = (draft.actors.clone(), draft.recipients.clone());
        if draft.action.plover != "CONSULT" {
            draft.recipients.retain(|party| !about::is_venue(reading, party));
        }
        about::let_go_of_things(reading, draft);
        aims::not_another(reading, draft);
        aims::not_threatened(reading, draft);
        aims::not_the_matter(draft);
        aims::not_at_itself(reading, draft);
        home::at_their_own(reading, draft);
        home::not_its_own(reading, draft);
        self.not_its_own(reading, draft);
        home::asked(reading, draft);
        home::coup(reading, draft);
        home::crowd(reading, draft);
        home::numbers(reading, draft);
        self.counterparts(reading, draft);
        self.spread(reading, draft);
        if !about::by_unknown(reading, draft) {
            self.settle(reading, &mut draft.actors, None, false);
            home::rebels(reading, draft);
        }
        self.fill_family(reading, draft);
        there::hit_there(reading, draft);
        self.fill_sides(reading, draft);
        let abreast = draft.mutual || draft.actors.iter().filter(|actor| self.other(actor).is_some()).count() > 1;
        // Police act upon the people of their own country.
        let police = draft.actors.iter().any(home::is_police);
        home::ordered(reading, draft);
        // Whoever is helped or asked need not be of the other side.
        let ceased = matches!(draft.action.plover.as_str(), "RETREAT" | "CONCEDE")
            && draft.action.cameo.as_deref() != Some("055");
        let harmed = ceased || matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE");
        let doer = draft.actors.first().cloned().filter(|_| !abreast && !police && harmed);
        self.settle(reading, &mut draft.recipients, doer.as_ref(), draft.action.plover == "COERCE");
        self.settle_hit(reading, draft);
        if draft.actors.is_empty() {
            self.fill_sides(reading, draft);
        }
        self.settle_accuser(reading, draft);
        home::at_home(reading, draft, self.home.as_ref());
        aims::not_at_itself(reading, draft);
        self.fill_struck(reading, draft);
        home::own_war(reading, draft, self.own_war().as_ref());
        let home = self.home.as_ref().filter(|_| self.rivals.is_none());
        home::affairs(reading, draft, home, self.factions.is_some());
        // "Attacked a ship": anybody's, whosever war the report tells.
        if draft.action.plover == "ASSAULT" && before.1.is_empty() && about::at_merchants(reading, draft) {
            draft.recipients.clear();
        }
        vessels::keep_open(reading, &before.1, &mut draft.recipients);
        if (&draft.actors, &draft.recipients) != (&before.0, &before.1) {
            mark(draft);
        }
    }

    /// A refusal or threat that the words turned out to be is at the other side, as one that is named so.
    pub(super) fn refill(&self, reading: Reading<'_>, draft: &mut Draft) {
        aims::not_threatened(reading, draft);
        // Whom an answer is to need not be whom the report tells of most.
        let open = retype::payback(reading, draft).is_none();
        if open && matches!(draft.action.plover.as_str(), "REJECT" | "THREATEN") && draft.recipients.is_empty() {
            self.fill_sides(reading, draft);
            if !draft.recipients.is_empty() {
                mark(draft);
            }
        }
    }

    /// "both sides" are the two sides; whoever speaks of them and is one of them speaks of the other.
    fn spread(&self, reading: Reading<'_>, draft: &mut Draft) {
        self.spread_one(reading, &mut draft.actors);
        let before = draft.recipients.len();
        self.spread_one(reading, &mut draft.recipients);
        if draft.recipients.len() > before {
            let actors = &draft.actors;
            draft
                .recipients
                .retain(|party| !actors.iter().any(|actor| actor.actor == party.actor || same(actor, party)));
        }
    }

    /// The two sides where both are states: "both countries" are no union.
    fn states(&self) -> Option<[Party; 2]> {
        let union = |side: &Party| country(side).as_deref() == Some("EUR");
        self.sides.clone().filter(|sides| !sides.iter().any(union))
    }

    /// The two whom "both" stands for in this report.
    fn both(&self) -> Option<[Party; 2]> {
        self.states().or_else(|| self.factions.clone()).or_else(|| self.rivals.clone())
    }

    /// The two whom the words of a collective stand for: "the two countries" are no armed group.
    fn meant(&self, reading: Reading<'_>, party: &Party) -> Option<[Party; 2]> {
        // "All sides", in a report of two that strike a third: who is named most need not be meant.
        let deal =
            |pair: &[Party; 2]| together::codes(&pair[0], &pair[1]).is_some_and(|pair| self.dealings.contains(&pair));
        let known = self.both().or_else(|| together::likely(reading, party).filter(deal));
        let words = party.span.of(&reading.article.text).to_lowercase();
        if !allies::are_called_states(reading, &words) {
            return known;
        }
        known.filter(|known| known.iter().all(allies::is_state)).or_else(|| self.allies.clone())
    }

    fn spread_one(&self, reading: Reading<'_>, parties: &mut Vec<Party>) {
        if !parties.iter().any(|party| collective(reading, party)) {
            return;
        }
        let mut out = Vec::new();
        for party in std::mem::take(parties) {
            match Some(&party).filter(|party| collective(reading, party)).map(|party| self.meant(reading, party)) {
                Some(Some(sides)) => sides.into_iter().for_each(|side| roles::push(&mut out, side)),
                _ => roles::push(&mut out, party),
            }
        }
        *parties = out;
    }

    /// Gives "militants", "the soldier", "ten people" the side that they belong to, where only one can be meant.
    fn settle(&self, reading: Reading<'_>, parties: &mut [Party], doer: Option<&Party>, coerced: bool) {
        let Some(sides) = &self.sides else { return self.settle_faction(parties) };
        for party in parties {
            let span = party.span;
            let Some(actor) = party.actor.as_mut().filter(|actor| actor.country.is_none()) else { continue };
            if home::is_proxy(reading, span) {
                continue;
            }
            let side = match actor.sector.as_deref() {
                Some("REB" | "UAF" | "INS") => self.rebels.and_then(|at| sides.get(at)),
                // "General Orlov" is one man, and of his own army, whichever was told of.
                Some("MIL") if actor.kind != ActorKind::Person => self.army.and_then(|at| sides.get(at)),
                Some("REF") if !self.fought || coerced => None,
                Some("CVL" | "REF") | None => doer.and_then(|doer| self.other(doer)),
                _ => None,
            };
            // "Ostrian guards injured a sailor": nobody strikes his own.
            let own = |side: &&Party| doer.is_some_and(|doer| !coerced && same(doer, side));
            let side = if side.as_ref().is_some_and(own) { doer.and_then(|doer| self.other(doer)) } else { side };
            if let Some(country) = side.and_then(country) {
                actor.country = Some(country);
            }
        }
    }

    /// "fighters have broken into its warehouses", in a report of two of one country: they are of it.
    fn settle_faction(&self, parties: &mut [Party]) {
        let Some(home) = self.factions.as_ref().and_then(|[low, _]| country(low)) else { return };
        for actor in parties.iter_mut().filter_map(|party| party.actor.as_mut()) {
            if actor.country.is_none() && matches!(actor.sector.as_deref(), Some("REB" | "UAF" | "INS" | "MIL" | "COP"))
            {
                actor.country = Some(home.clone());
            }
        }
    }

    /// "Ukrainian drones hit bombers at an airfield": what one side hits and no word says whose it is, is the other side's.
    fn settle_hit(&self, reading: Reading<'_>, draft: &mut Draft) {
        let [doer] = draft.actors.as_slice() else { return };
        let hit = draft.action.plover == "ASSAULT" && !draft.mutual && !draft.recipients.is_empty();
        let hit = hit && !home::is_police(doer);
        // Refugees and merchant ships may be anybody's.
        let unknown = |party: &Party| {
            party.actor.as_ref().is_none_or(|actor| actor.country.is_none() && actor.sector.as_deref() != Some("REF"))
        };
        if !hit || !draft.recipients.iter().all(|party| unknown(party) && !home::outside(reading, party.span)) {
            return;
        }
        let Some(code) = self.other(doer).and_then(country) else { return };
        for party in &mut draft.recipients {
            match &mut party.actor {
                Some(actor) => actor.country = Some(code.clone()),
                None => *party = of_state(reading, &code, party.span).unwrap_or_else(|| party.clone()),
            }
        }
    }
}

/// Says of a draft, once, that its parties were carried.
fn mark(draft: &mut Draft) {
    if !draft.rows.iter().any(|row| row == CARRIED) {
        draft.rows.push(CARRIED.to_owned());
    }
}

/// The state of a country as a party, by the words that stand for it.
fn of_state(reading: Reading<'_>, code: &str, span: Span) -> Option<Party> {
    let state = reading.lexicon.actors.state(code)?;
    Some(Party { span, mention: None, actor: Some(roles::itself(state)) })
}

fn same(a: &Party, b: &Party) -> bool {
    country(a).is_some() && country(a) == country(b)
}

fn country(party: &Party) -> Option<String> {
    party.actor.as_ref()?.country.clone().filter(|code| !matches!(code.as_str(), "IGO" | "NGO" | "UNO"))
}

fn country_or_body(party: &Party) -> Option<&str> {
    party.actor.as_ref()?.country.as_deref()
}

/// Whether a party is of a country or is a body of states.
fn body(party: &Party) -> bool {
    country_or_body(party).is_some()
}

/// Whether a draft with nobody named may stand with carried parties: a bare "the attack" only points back, but what is told to happen,
/// to last, or to be tested and imposed is told.
fn stands_bare(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    if draft.carrier.is_some() || draft.rule != "E210 event-noun" {
        return true;
    }
    if matches!(draft.action.plover.as_str(), "MOBILIZE" | "SANCTION") {
        return true;
    }
    // "the 1962 war", "the war of 1962"
    let year =
        |at: usize| parse.tokens[at].norm.len() == 4 && parse.tokens[at].norm.bytes().all(|b| b.is_ascii_digit());
    let of_year = || ["of", "in"].iter().filter_map(|word| tree::behind(parse, draft.trigger, word)).any(year);
    if draft.mutual && draft.action.plover == "ASSAULT" && (parse.children(draft.trigger).any(year) || of_year()) {
        return true;
    }
    // "a month of heavy fighting"
    let lasting = |of: usize| parse.head(of).is_some_and(|head| tree::is(reading, head, "lasting"));
    parse.head(draft.trigger).is_some_and(|head| parse.tokens[head].norm == "of" && lasting(head))
}

/// Whether anybody is named in the draft's own phrase.
pub(super) fn names_nobody(draft: &Draft) -> bool {
    draft.actors.is_empty() && draft.recipients.is_empty()
}
