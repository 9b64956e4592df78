//! Parties that the phrase leaves out and the report supplies: drafts in, drafts with carried parties out.
//!
//! After "fighting between Israel and Hamas", "the fighting intensified" is theirs; after "North Korea fired a missile", "Tuesday's launch"
//! is North Korea's. Only where one pair of sides dominates the report's use of force, or one party its tests, drills or sanctions; a
//! carried party keeps the span where the report names it, and the rows say that it was carried.

use super::coder::Draft;
use super::{roles, tree};
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::NounKind;
use demarche_model::{Actor, Party, Statement, StatementId};
use std::collections::BTreeMap;

/// What marks a draft whose parties were carried.
pub(super) const CARRIED: &str = "carried";

/// What a report's own words say about who fights whom, and who tests, drills, sanctions.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The two sides of the conflict, in order of country code.
    sides: Option<[Party; 2]>,
    /// The two who threaten, accuse, sanction and refuse each other, where no force is used.
    rivals: Option<[Party; 2]>,
    /// Which of the sides is spoken of with armed groups, if only one is.
    rebels: Option<usize>,
    /// Which with an army, if only one is.
    army: Option<usize>,
    /// By kind of deed: who does it.
    doers: BTreeMap<String, Party>,
    /// By kind of deed: to whom.
    targets: BTreeMap<String, Party>,
}

/// Sorts of weapon whose user is remembered.
const WEAPONS: &[&str] = &["rocket", "mortar", "airstrike", "jet", "warplane", "drone", "artillery", "tunnel"];

impl Memory {
    /// Reads what the drafts name.
    pub(super) fn of(reading: Reading<'_>, drafts: &[Draft]) -> Self {
        let parse = reading.parse;
        let mut doers: BTreeMap<String, Tally> = BTreeMap::new();
        let mut targets: BTreeMap<String, Tally> = BTreeMap::new();
        for draft in drafts {
            let Some(family) = family(parse, draft) else { continue };
            if let [only] = draft.actors.as_slice() {
                doers.entry(family.clone()).or_default().add(only);
            }
            if let [only] = draft.recipients.as_slice() {
                targets.entry(family).or_default().add(only);
            }
        }
        let leading = |tallies: BTreeMap<String, Tally>| {
            tallies.into_iter().filter_map(|(family, tally)| Some((family, tally.leader()?))).collect()
        };
        let sides = sides(drafts, force);
        let rivals = self::sides(drafts, hostile).filter(|_| sides.is_none());
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
        let rebels = with(&|actor| matches!(actor.sector.as_deref(), Some("REB" | "UAF" | "INS")));
        let army = with(&|actor| actor.sector.as_deref() == Some("MIL"));
        Self { sides, rivals, rebels, army, doers: leading(doers), targets: leading(targets) }
    }

    /// Fills in what the phrase leaves out.
    pub(super) fn fill(&self, reading: Reading<'_>, draft: &mut Draft) {
        let before = (draft.actors.clone(), draft.recipients.clone());
        self.spread(reading, &mut draft.actors);
        self.spread(reading, &mut draft.recipients);
        self.settle(&mut draft.actors, None);
        self.fill_family(reading.parse, draft);
        self.fill_sides(reading.parse, draft);
        let doer = draft.actors.first().cloned();
        self.settle(&mut draft.recipients, doer.as_ref());
        if draft.actors.is_empty() {
            self.fill_sides(reading.parse, draft);
        }
        at_home(draft);
        if (&draft.actors, &draft.recipients) != (&before.0, &before.1) {
            draft.rows.push(CARRIED.to_owned());
        }
    }

    /// A refusal or threat that the words turned out to be is at the other side, as one that is named so.
    pub(super) fn refill(&self, reading: Reading<'_>, draft: &mut Draft) {
        if matches!(draft.action.plover.as_str(), "REJECT" | "THREATEN") && draft.recipients.is_empty() {
            self.fill_sides(reading.parse, draft);
            if !draft.recipients.is_empty() && !draft.rows.iter().any(|row| row == CARRIED) {
                draft.rows.push(CARRIED.to_owned());
            }
        }
    }

    /// "both sides" are the two sides.
    fn spread(&self, reading: Reading<'_>, parties: &mut Vec<Party>) {
        let Some(sides) = &self.sides else { return };
        if !parties.iter().any(|party| collective(reading, party)) {
            return;
        }
        let mut out = Vec::new();
        for party in std::mem::take(parties) {
            if collective(reading, &party) {
                sides.iter().for_each(|side| roles::push(&mut out, side.clone()));
            } else {
                roles::push(&mut out, party);
            }
        }
        *parties = out;
    }

    /// Gives "militants", "the soldier", "ten people" the side that they belong to, where only one can be meant.
    fn settle(&self, parties: &mut [Party], doer: Option<&Party>) {
        let Some(sides) = &self.sides else { return };
        for party in parties {
            let Some(actor) = party.actor.as_mut().filter(|actor| actor.country.is_none()) else { continue };
            let side = match actor.sector.as_deref() {
                Some("REB" | "UAF" | "INS") => self.rebels.and_then(|at| sides.get(at)),
                Some("MIL") => self.army.and_then(|at| sides.get(at)),
                Some("CVL" | "REF") | None => doer.and_then(|doer| self.other(doer)),
                _ => None,
            };
            if let Some(country) = side.and_then(country) {
                actor.country = Some(country);
            }
        }
    }

    /// In a report about two who quarrel in words, what is said at nobody in particular is said at the other.
    fn fill_rival(&self, draft: &mut Draft) {
        let Some([low, high]) = &self.rivals else { return };
        let verbal = matches!(
            draft.action.plover.as_str(),
            "THREATEN" | "REJECT" | "ACCUSE" | "CONCEDE" | "SANCTION" | "REQUEST"
        );
        if let ([only], []) = (draft.actors.as_slice(), draft.recipients.as_slice())
            && verbal
        {
            let other = if same(only, low) { Some(high) } else { Some(low).filter(|_| same(only, high)) };
            draft.recipients.extend(other.cloned());
        }
    }

    fn other(&self, party: &Party) -> Option<&Party> {
        let [low, high] = self.sides.as_ref()?;
        match (same(party, low), same(party, high)) {
            (true, false) => Some(high),
            (false, true) => Some(low),
            _ => None,
        }
    }

    fn fill_family(&self, parse: &Parse, draft: &mut Draft) {
        let Some(family) = family(parse, draft) else { return };
        if draft.actors.is_empty()
            && let Some(doer) = self.doers.get(&family)
            && !draft.recipients.iter().any(|party| same(party, doer))
        {
            draft.actors.push(doer.clone());
        }
        // A sanction, a blockade, a rocket has its target; a test has none.
        if draft.recipients.is_empty()
            && draft.action.plover != "MOBILIZE"
            && let Some(target) = self.targets.get(&family)
            && !draft.actors.iter().any(|party| same(party, target))
        {
            draft.recipients.push(target.clone());
        }
    }

    fn fill_sides(&self, parse: &Parse, draft: &mut Draft) {
        let plover = draft.action.plover.as_str();
        let Some([low, high]) = &self.sides else {
            self.fill_rival(draft);
            return;
        };
        if draft.mutual {
            match (plover, draft.actors.as_slice()) {
                ("ASSAULT" | "RETREAT" | "CONSULT", []) if draft.recipients.is_empty() => {
                    draft.actors = vec![low.clone(), high.clone()];
                }
                ("ASSAULT" | "RETREAT", [only]) => draft.actors.extend(self.other(only).cloned()),
                _ => {}
            }
            return;
        }
        match (draft.actors.as_slice(), draft.recipients.as_slice()) {
            ([only], []) => match self.other(only) {
                // "criticized the statement": somebody's, but whose is not said.
                Some(_) if plover == "ACCUSE" && at_something(parse, draft) => {}
                Some(other) if AT_SOMEBODY.contains(&plover) || plover == "AGREE" && of_truce(parse, draft) => {
                    draft.recipients.push(other.clone());
                }
                // A third party calls for a truce, mediates: between the two.
                None if country_or_body(only).is_some() && between(parse, draft) => {
                    draft.recipients = vec![low.clone(), high.clone()];
                }
                _ => {}
            },
            ([], [only]) if plover == "ASSAULT" => draft.actors.extend(self.other(only).cloned()),
            // One side with a third party, against the other side.
            ([_, _, ..], []) if AT_SOMEBODY.contains(&plover) => {
                let with = |side: &Party| draft.actors.iter().any(|actor| same(actor, side));
                let other = match (with(low), with(high)) {
                    (true, false) => Some(high),
                    (false, true) => Some(low),
                    _ => None,
                };
                draft.recipients.extend(other.cloned());
            }
            _ => {}
        }
    }
}

/// "Turkish police dispersed demonstrators", "the minister allowed the opposition": where nothing else is said, the one is of the other's
/// country.
fn at_home(draft: &mut Draft) {
    if !matches!(
        draft.action.plover.as_str(),
        "COERCE" | "PROTEST" | "CONCEDE" | "REQUEST" | "REJECT" | "THREATEN" | "AGREE" | "RETREAT" | "ACCUSE"
    ) {
        return;
    }
    let home = |parties: &[Party]| parties.iter().find_map(country);
    let (doers, others) = (home(&draft.actors), home(&draft.recipients));
    for (parties, home) in [(&mut draft.recipients, doers), (&mut draft.actors, others)] {
        let Some(home) = home else { continue };
        for actor in parties.iter_mut().filter_map(|party| party.actor.as_mut()) {
            let domestic = matches!(
                actor.sector.as_deref(),
                Some(
                    "OPP"
                        | "CVL"
                        | "LEG"
                        | "PTY"
                        | "JUD"
                        | "COP"
                        | "GOV"
                        | "LAB"
                        | "EDU"
                        | "ELI"
                        | "REB"
                        | "CRM"
                        | "MIL"
                        | "PRM"
                        | "UAF"
                )
            );
            if actor.country.is_none() && domestic {
                actor.country = Some(home.clone());
            }
        }
    }
}

/// Types that are done to somebody, in a report about two sides to the other one.
const AT_SOMEBODY: &[&str] =
    &["ASSAULT", "COERCE", "THREATEN", "REJECT", "REQUEST", "ACCUSE", "RETREAT", "CONCEDE", "SANCTION"];

/// Whether a charge is about a thing that is no deed of force, such as words.
fn at_something(parse: &Parse, draft: &Draft) -> bool {
    tree::objects(parse, draft.trigger).into_iter().any(|object| {
        matches!(
            parse.tokens[object].lemma.as_str(),
            "statement"
                | "resolution"
                | "report"
                | "decision"
                | "remark"
                | "comment"
                | "vote"
                | "speech"
                | "article"
                | "plan"
        )
    })
}

/// Whether what is agreed or proposed is a truce.
fn of_truce(parse: &Parse, draft: &Draft) -> bool {
    tree::objects(parse, draft.trigger)
        .into_iter()
        .chain(tree::behind(parse, draft.trigger, "to"))
        .map(|object| tree::hyphenated(parse, object).unwrap_or_else(|| parse.tokens[object].lemma.to_lowercase()))
        .any(|lemma| matches!(lemma.as_str(), "truce" | "ceasefire" | "cease-fire" | "armistice"))
}

/// Whether a third party's deed is about the two sides by its nature: it mediates, or asks for a truce or talks.
fn between(parse: &Parse, draft: &Draft) -> bool {
    let cameo = draft.action.cameo.as_deref().unwrap_or_default();
    let peace = |token: usize| {
        matches!(
            parse.tokens[token].lemma.as_str(),
            "truce"
                | "ceasefire"
                | "fire"
                | "peace"
                | "restraint"
                | "de-escalation"
                | "talk"
                | "negotiation"
                | "calm"
                | "hostility"
        )
    };
    cameo == "045"
        || cameo == "039"
        || draft.action.plover == "REQUEST" && parse.subtree(draft.trigger).take(25).any(peace)
}

/// Words for the two sides together.
fn collective(reading: Reading<'_>, party: &Party) -> bool {
    let words = party.span.of(&reading.article.text).to_lowercase();
    let Some(last) = words.split_whitespace().last() else { return false };
    match last {
        "sides" | "parties" | "adversaries" | "rivals" | "belligerents" => true,
        "countries" | "nations" | "neighbors" | "neighbours" | "states" | "armies" | "enemies" | "foes" => {
            words.starts_with("both") || words.starts_with("the two") || words.starts_with("two")
        }
        "other" => words == "each other",
        _ => false,
    }
}

/// Before anything is carried: what an attack does is done by whoever attacks, and to whoever is hit ("a campaign that killed officials").
pub(super) fn chain(parse: &Parse, drafts: &mut [Draft]) {
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
        let means = tree::agent(parse, draft.trigger)
            .into_iter()
            .chain(["in", "by", "with", "during"].iter().filter_map(|word| tree::behind(parse, draft.trigger, word)))
            .chain(clauses)
            .find_map(|agent| at.get(&agent).copied());
        let Some(means) = means.filter(|&means| means != here && drafts[means].action.plover == "ASSAULT") else {
            continue;
        };
        if drafts[here].actors.is_empty() || drafts[here].actors == drafts[means].recipients {
            drafts[here].actors = drafts[means].actors.clone();
        }
        if drafts[means].recipients.is_empty() && !drafts[means].mutual {
            drafts[means].recipients = drafts[here].recipients.clone();
        }
    }
}

/// "The Iranian side confirmed that the air defence has been activated": what nobody is said to have put on alert is the speaker's own.
pub(super) fn own_forces(reading: Reading<'_>, statements: &[Statement], draft: &mut Draft, told: Option<StatementId>) {
    let activated =
        draft.action.plover == "MOBILIZE" && draft.actors.is_empty() && tree::passive(reading.parse, draft.trigger);
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

/// "The general said that troops entered the town": whoever speaks of troops without a word of whose means its own.
fn bare_forces(reading: Reading<'_>, draft: &Draft) -> bool {
    let [Party { actor: Some(actor), span, .. }] = draft.actors.as_slice() else { return false };
    let words = span.of(&reading.article.text).to_lowercase();
    actor.country.is_none()
        && actor.sector.as_deref() == Some("MIL")
        && matches!(
            words.trim_start_matches("the "),
            "troops" | "forces" | "ground forces" | "soldiers" | "ground troops"
        )
}

/// "All its ground forces have been removed from Gaza": what is pulled back and by nobody else is its owner's deed.
pub(super) fn pulled_back(reading: Reading<'_>, draft: &mut Draft) {
    let parse = reading.parse;
    let moved = matches!(draft.action.cameo.as_deref(), Some("0874"))
        && draft.actors.is_empty()
        && tree::verbal(parse, draft.trigger)
        && tree::passive(parse, draft.trigger);
    if moved {
        draft.actors = tree::objects(parse, draft.trigger)
            .into_iter()
            .flat_map(|object| roles::parties(reading, object, roles::Side::Acting))
            .collect();
    }
}

/// After all drafts are filled: whoever condemns an attack accuses whoever is said to have done it.
///
/// "The ministers condemned the attack": where its doer is not named there, it is whoever the report last told to have struck.
pub(super) fn link(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    let doers: BTreeMap<usize, Vec<Party>> = drafts
        .iter()
        .filter(|draft| !draft.actors.is_empty())
        .map(|draft| (draft.trigger, draft.actors.clone()))
        .collect();
    let forces: Vec<usize> =
        drafts.iter().filter(|draft| draft.action.plover == "ASSAULT").map(|draft| draft.trigger).collect();
    for draft in drafts.iter_mut().filter(|draft| draft.action.plover == "ACCUSE" && tree::verbal(parse, draft.trigger))
    {
        let about = tree::objects(parse, draft.trigger)
            .into_iter()
            .chain(tree::behind(parse, draft.trigger, "by"))
            .chain(tree::behind(parse, draft.trigger, "at"))
            .map(|object| tree::content(parse, object))
            .find_map(|object| doers.get(&object).or_else(|| last_doer(reading, &doers, &forces, object)));
        if let Some(about) = about
            && !about.iter().any(|party| draft.actors.iter().any(|actor| same(actor, party)))
        {
            draft.recipients.clone_from(about);
        }
    }
}

/// Whoever did the last deed of force told before a word for such a deed, at most six sentences back.
fn last_doer<'a>(
    reading: Reading<'_>,
    doers: &'a BTreeMap<usize, Vec<Party>>,
    forces: &[usize],
    word: usize,
) -> Option<&'a Vec<Party>> {
    let parse = reading.parse;
    super::nominal::event_noun(reading, word)
        .filter(|row| row.action.plover == "ASSAULT" && row.kind == NounKind::Deed)?;
    let definite = parse.children(word).any(|child| {
        let token = &parse.tokens[child];
        token.dep == Dep::Poss
            || token.dep == Dep::Det && matches!(token.norm.as_str(), "the" | "this" | "that" | "these" | "those")
    });
    let last = forces.iter().rev().find(|&&trigger| trigger < word && doers.contains_key(&trigger))?;
    let near = parse.sentence_of(word).saturating_sub(parse.sentence_of(*last)) <= 6;
    doers.get(last).filter(|_| definite && near)
}

/// What a draft is remembered under: the kind of deed, with its weapon.
fn family(parse: &Parse, draft: &Draft) -> Option<String> {
    let action = &draft.action;
    match action.plover.as_str() {
        "MOBILIZE" => Some(format!("MOBILIZE {}", action.mode.as_deref().unwrap_or_default())),
        "SANCTION" if action.cameo.as_deref() == Some("163") => Some("SANCTION".to_owned()),
        "COERCE" if action.cameo.as_deref() == Some("191") => Some("COERCE".to_owned()),
        "ASSAULT" => {
            let near = parse.subtree(draft.trigger).take(40).chain(draft.carrier);
            let weapon = near.map(|token| parse.tokens[token].lemma.as_str()).find(|lemma| WEAPONS.contains(lemma))?;
            Some(format!("ASSAULT {weapon}"))
        }
        _ => None,
    }
}

#[derive(Debug, Default)]
struct Tally {
    counts: BTreeMap<String, (u32, Party)>,
    total: u32,
}

impl Tally {
    fn add(&mut self, party: &Party) {
        let Some(country) = country(party) else { return };
        self.total += 1;
        self.counts.entry(country).or_insert_with(|| (0, party.clone())).0 += 1;
    }

    /// Whoever has two thirds of the mentions.
    fn leader(self) -> Option<Party> {
        let (_, (count, party)) = self.counts.into_iter().max_by(|a, b| (a.1.0, &b.0).cmp(&(b.1.0, &a.0)))?;
        (count * 3 >= self.total * 2).then_some(party)
    }
}

/// The sides that the drafts name together most often, if one pair stands out.
fn sides(drafts: &[Draft], counts: fn(&Draft) -> bool) -> Option<[Party; 2]> {
    let mut pairs: BTreeMap<(String, String), (u32, Party, Party)> = BTreeMap::new();
    let mut total = 0;
    let mut count = |a: &Party, b: &Party| {
        let (Some(x), Some(y)) = (country(a), country(b)) else { return };
        if x == y {
            return;
        }
        let (low, high) = if x < y { (a, b) } else { (b, a) };
        let key = if x < y { (x, y) } else { (y, x) };
        pairs.entry(key).or_insert_with(|| (0, low.clone(), high.clone())).0 += 1;
        total += 1;
    };
    for draft in drafts.iter().filter(|draft| counts(draft)) {
        for (at, actor) in draft.actors.iter().enumerate() {
            draft.recipients.iter().for_each(|recipient| count(actor, recipient));
            if draft.mutual {
                draft.actors.iter().skip(at + 1).for_each(|other| count(actor, other));
            }
        }
    }
    let (_, (count, low, high)) = pairs.into_iter().max_by(|a, b| (a.1.0, &b.0).cmp(&(b.1.0, &a.0)))?;
    (count >= 2 && count * 2 >= total).then_some([low, high])
}

fn hostile(draft: &Draft) -> bool {
    force(draft) || matches!(draft.action.plover.as_str(), "ACCUSE" | "SANCTION" | "REJECT" | "REQUEST")
}

fn force(draft: &Draft) -> bool {
    matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE" | "THREATEN" | "RETREAT")
}

fn country_or_body(party: &Party) -> Option<&str> {
    party.actor.as_ref()?.country.as_deref()
}

fn same(a: &Party, b: &Party) -> bool {
    country(a).is_some() && country(a) == country(b)
}

fn country(party: &Party) -> Option<String> {
    party.actor.as_ref()?.country.clone().filter(|code| !matches!(code.as_str(), "IGO" | "NGO" | "UNO"))
}

/// Whether a draft with nobody named may stand with carried parties: a bare "the attack" only points back, but what is told to happen,
/// to last, or to be tested and imposed is told.
pub(super) fn stands_bare(parse: &Parse, draft: &Draft) -> bool {
    if draft.carrier.is_some() || draft.rule != "E210 event-noun" {
        return true;
    }
    if matches!(draft.action.plover.as_str(), "MOBILIZE" | "SANCTION") {
        return true;
    }
    // "a month of heavy fighting"
    let lasting = |of: usize| {
        parse.head(of).is_some_and(|head| {
            matches!(
                parse.tokens[head].lemma.as_str(),
                "day" | "week" | "month" | "year" | "hour" | "night" | "round" | "wave"
            )
        })
    };
    parse.head(draft.trigger).is_some_and(|head| parse.tokens[head].norm == "of" && lasting(head))
}

/// Whether anybody is named in the draft's own phrase.
pub(super) fn names_nobody(draft: &Draft) -> bool {
    draft.actors.is_empty() && draft.recipients.is_empty()
}
