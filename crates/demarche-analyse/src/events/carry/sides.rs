//! What the two sides of a report supply: a draft in, the same with the side that its words leave out.
//!
//! After "Ostria shelled Verania", "the army threatened to answer" is at the other side; "called for a truce" by a third party is at both.

use super::about::{self, at_a_person, at_something, between, of_settlement};
use super::tally::family;
use super::{Memory, aims, country, country_or_body, odds, of_state, same};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::tree;
use demarche_model::Party;

/// How many sentences back a strike may be told that a later sentence counts the dead of.
const STRUCK_WITHIN: usize = 3;

/// Types that are done to somebody, in a report about two sides to the other one.
const AT_SOMEBODY: &[&str] =
    &["ASSAULT", "COERCE", "THREATEN", "REJECT", "REQUEST", "ACCUSE", "RETREAT", "CONCEDE", "SANCTION"];

impl Memory {
    /// In a report about two who quarrel in words, what is said at nobody in particular is said at the other.
    fn fill_rival(&self, reading: Reading<'_>, draft: &mut Draft) {
        let Some([low, high]) = &self.rivals else { return };
        let verbal = matches!(
            draft.action.plover.as_str(),
            "THREATEN" | "REJECT" | "ACCUSE" | "CONCEDE" | "SANCTION" | "REQUEST"
        );
        if let ([only], []) = (draft.actors.as_slice(), draft.recipients.as_slice())
            && verbal
            && !about::is_for_others(reading, draft)
        {
            let other = if same(only, low) { Some(high) } else { Some(low).filter(|_| same(only, high)) };
            draft.recipients.extend(other.cloned());
        }
    }

    /// In a report about two of one country, what one of them does to nobody named is done to the other.
    fn fill_factions(&self, reading: Reading<'_>, draft: &mut Draft) {
        let Some([low, high]) = &self.factions else { return };
        let plover = draft.action.plover.as_str();
        if draft.mutual {
            return;
        }
        // "broke into 17 of its stores", "warned it": somebody's, a third party's perhaps.
        let asked = matches!(plover, "REQUEST" | "THREATEN") && draft.recipients.is_empty();
        let somebody = asked && about::addresses_somebody(reading, draft);
        if somebody || about::at_its_owner(reading, draft) {
            return;
        }
        match (draft.actors.as_slice(), draft.recipients.as_slice()) {
            ([only], []) if same(only, low) && (AT_SOMEBODY.contains(&plover) || plover == "AGREE") => {
                if plover == "ACCUSE" && (at_something(reading, draft) || about::is_for_others(reading, draft)) {
                    return;
                }
                let other = if odds::rebel(only) == odds::rebel(low) { high } else { low };
                draft.recipients.push(other.clone());
            }
            ([only], []) if country_or_body(only).is_some() && !same(only, low) && between(reading, draft) => {
                draft.recipients = vec![low.clone(), high.clone()];
            }
            // A neighbour who fights alongside the state fights its rebels.
            ([only], []) if draft.abreast && !same(only, low) => {
                draft.recipients.extend([low, high].into_iter().find(|side| odds::rebel(side)).cloned());
            }
            _ => {}
        }
    }

    /// "The army accused Ostria": in a report of two sides, the other's army; no state's army accuses that state.
    pub(super) fn settle_accuser(&self, reading: Reading<'_>, draft: &mut Draft) {
        let verbal = matches!(draft.action.plover.as_str(), "ACCUSE" | "THREATEN" | "REJECT" | "REQUEST" | "SANCTION");
        let ([doer], [to]) = (draft.actors.as_mut_slice(), draft.recipients.as_slice()) else { return };
        // "his ministry summoned the Ostrian envoy": whoever is named for Ostria.
        let whole = to
            .actor
            .as_ref()
            .is_some_and(|actor| actor.kind == demarche_model::ActorKind::State || aims::by_its_name(reading, to));
        let power = doer
            .actor
            .as_ref()
            .is_some_and(|actor| actor.country.is_none() && matches!(actor.sector.as_deref(), Some("GOV" | "MIL")));
        if verbal && whole && power && doer.mention.is_some() {
            let other = self.other(to).and_then(country);
            if let (Some(actor), Some(other)) = (doer.actor.as_mut(), other) {
                actor.country = Some(other);
            }
        }
    }

    /// "Ostrian guards injured a sailor", where the guess for the sailor's navy is Ostria's: nobody strikes his own, the other side's is meant.
    pub(super) fn not_its_own(&self, reading: Reading<'_>, draft: &mut Draft) {
        let [doer] = draft.actors.as_slice() else { return };
        let armed = doer.actor.as_ref().is_some_and(|actor| {
            actor.kind == demarche_model::ActorKind::State
                || matches!(actor.sector.as_deref(), Some("GOV" | "MIL" | "COP"))
        });
        let strikes = draft.action.plover == "ASSAULT" && !draft.mutual && armed && aims::by_its_name(reading, doer);
        let Some(other) = self.other(doer).and_then(country).filter(|_| strikes) else { return };
        let guessed = |party: &Party| {
            let force = party.actor.as_ref().is_some_and(|actor| actor.sector.as_deref() == Some("MIL"));
            force && same(party, doer) && !aims::by_its_name(reading, party)
        };
        if draft.recipients.is_empty() || !draft.recipients.iter().all(guessed) {
            return;
        }
        for actor in draft.recipients.iter_mut().filter_map(|party| party.actor.as_mut()) {
            actor.country = Some(other.clone());
        }
    }

    pub(super) fn other(&self, party: &Party) -> Option<&Party> {
        let [low, high] = self.sides.as_ref()?;
        match (same(party, low), same(party, high)) {
            (true, false) => Some(high),
            (false, true) => Some(low),
            _ => None,
        }
    }

    /// Whether the rebels of a party's side are told to be at odds with the other side.
    fn is_abroad(&self, party: &Party) -> bool {
        let Some(sides) = &self.sides else { return false };
        sides.iter().zip(self.abroad).any(|(side, abroad)| abroad && same(side, party))
    }

    /// Whether the other side than that of a party is told near to have used force upon it, or the harm counts what the fighting did.
    fn struck(&self, reading: Reading<'_>, draft: &Draft, party: &Party) -> bool {
        let Some([low, high]) = &self.sides else { return false };
        let by = match (same(party, high), same(party, low)) {
            (true, false) => &self.strikes[0],
            (false, true) => &self.strikes[1],
            _ => return false,
        };
        let here = reading.parse.sentence_of(draft.governor());
        let near = |&at: &usize| at <= here && here - at <= STRUCK_WITHIN;
        by.iter().any(near) || !by.is_empty() && about::since_the_fighting(reading, draft)
    }

    /// "At least 20 people were killed in Veran": once it is known whose they are, whoever struck there did it.
    pub(super) fn fill_struck(&self, reading: Reading<'_>, draft: &mut Draft) {
        if let ([], [only]) = (draft.actors.as_slice(), draft.recipients.as_slice())
            && draft.action.plover == "ASSAULT"
            && !draft.mutual
            && self.struck(reading, draft, only)
        {
            draft.actors.extend(self.other(only).cloned());
        }
    }

    /// At whom deeds of a kind are aimed: those of one country, else those of whomsoever where several do such deeds.
    fn target(&self, family: String, by: Option<String>) -> Option<&Party> {
        let key = (family, by);
        let of_all = self.shared.contains(&key.0);
        self.targets.get(&key).or_else(|| self.targets.get(&(key.0, None)).filter(|_| of_all))
    }

    pub(super) fn fill_family(&self, reading: Reading<'_>, draft: &mut Draft) {
        let Some(family) = family(reading, draft) else { return };
        if draft.actors.is_empty()
            && let Some(doer) = self.doers.get(&family)
            && !draft.recipients.iter().any(|party| same(party, doer))
        {
            draft.actors.push(doer.clone());
        }
        // A sanction, a blockade, a rocket has its target; a test has none.
        if draft.recipients.is_empty()
            && draft.action.plover != "MOBILIZE"
            && let Some(target) = self.target(family, draft.actors.iter().find_map(country))
            && !draft.actors.iter().any(|party| same(party, target))
        {
            draft.recipients.push(target.clone());
        }
    }

    pub(super) fn fill_sides(&self, reading: Reading<'_>, draft: &mut Draft) {
        let plover = draft.action.plover.as_str();
        // "police broke up a protest", "the minister resigned": at home.
        if matches!(draft.action.mode.as_deref(), Some("crowd-control" | "resign")) {
            return;
        }
        let Some([low, high]) = &self.sides else {
            self.fill_rival(reading, draft);
            self.fill_factions(reading, draft);
            return;
        };
        // "Eritrean soldiers are fighting on the Ethiopian side": at the other.
        if draft.recipients.is_empty()
            && let [friend] = aims::fights_for(reading, draft).as_slice()
            && let Some(foe) = self.other(friend)
            && !draft.actors.iter().any(|actor| same(actor, foe))
        {
            draft.recipients.push(foe.clone());
            return;
        }
        // "a lawyer who negotiates for the rebels": somebody is named, who that is is not known.
        if draft.actors.is_empty() && about::names_a_person(reading, draft) {
            return;
        }
        if draft.mutual {
            match (plover, draft.actors.as_slice()) {
                // "The sixth round of those talks": not of those who fight, where others talk.
                ("CONSULT", []) if self.other_talks || about::points_back(reading, draft) => {}
                // "The war in Gaza", in a report of two others: not theirs.
                ("ASSAULT", []) if about::is_elsewhere(reading, draft, &[low, high]) => {}
                ("ASSAULT" | "RETREAT" | "CONSULT", []) if draft.recipients.is_empty() => {
                    let sides = [low.clone(), high.clone()];
                    match aims::civil_clash(reading, draft, &sides, self.abroad) {
                        Some(own) => {
                            draft.actors.push(own.clone());
                            draft.recipients.push(own);
                        }
                        None => draft.actors = sides.into(),
                    }
                }
                ("ASSAULT" | "RETREAT", [only]) => draft.actors.extend(self.other(only).cloned()),
                _ => {}
            }
            return;
        }
        // "told him to wait", "urged the world to act": it is somebody, and who that is is not known.
        let addressed = about::addresses_somebody(reading, draft) || about::is_to_an_audience(reading, draft);
        if draft.recipients.is_empty() && addressed {
            return;
        }
        match (draft.actors.as_slice(), draft.recipients.as_slice()) {
            // "meets at Guyana's request": whoever meets is asked.
            ([_], []) if plover == "REQUEST" && about::at_request(reading, draft).is_some() => {}
            // "fired at a tanker": anybody's.
            ([_], []) if plover == "ASSAULT" && about::at_merchants(reading, draft) => {}
            // "the army would never yield": to whom is not said.
            ([_], []) if about::stands_alone(reading, draft) => {}
            // "pledged to send more troops": what it does with its own is done to nobody.
            ([_], []) if about::of_its_own(reading, draft) => {}
            // "soldiers deploy south of the river", in their own country: towards nobody.
            ([only], []) if plover == "MOBILIZE" && about::is_at_home(reading, draft, only) => {}
            // "opposition politicians condemned the mission": the opposition quarrels with its own government.
            ([only], []) if odds::opposes(only) && about::quarrels(draft) => {}
            ([only], []) => match self.other(only) {
                // "Ostrian rebels attacked a convoy": their own state's, where nobody tells them at odds with the other.
                Some(_) if odds::rebel(only) && !self.is_abroad(only) => {
                    if matches!(plover, "ASSAULT" | "COERCE") {
                        let own = country(only).and_then(|code| of_state(reading, &code, only.span));
                        draft.recipients.extend(own);
                    }
                }
                // "rejected criticism": whose is not said.
                Some(_) if aims::of_voices(reading, draft) => {}
                // "criticized the statement": somebody's, but whose is not said.
                Some(_) if plover == "ACCUSE" && at_something(reading, draft) => {}
                // "shut its airspace": its own, to everybody.
                Some(_) if matches!(plover, "COERCE" | "SANCTION") && about::is_its_own(reading, draft) => {}
                Some(_) if about::is_for_others(reading, draft) => {}
                // "calls strikes on Iran unprovoked": it is Iran that was struck.
                Some(other) if plover == "ACCUSE" && about::is_wronged(reading, draft, other) => {}
                // "Verania condemned the Ostrian strikes": on whom is not said where nobody tells of force between the two.
                Some(other) if !self.fought && plover == "ASSAULT" && about::is_told_by(reading, draft, other) => {}
                // "denied killing Davis": where the two do not fight, who Davis is is not said.
                Some(_) if !self.fought && at_a_person(reading, draft) => {}
                Some(other) if AT_SOMEBODY.contains(&plover) || to_the_other(reading, draft) => {
                    draft.recipients.push(other.clone());
                }
                // A third party calls for a truce, mediates, welcomes what came of it: between the two.
                None if country_or_body(only).is_some()
                    && (between(reading, draft) || plover == "SUPPORT" && of_settlement(reading, draft)) =>
                {
                    draft.recipients = vec![low.clone(), high.clone()];
                }
                _ => {}
            },
            // Whose strike it was nobody says where the two are not told to strike each other.
            ([], [only])
                if plover == "ASSAULT"
                    && (self.at_blows && self.fought && !self.unknown || self.struck(reading, draft, only)) =>
            {
                draft.actors.extend(self.other(only).cloned());
            }
            // "praised the expulsion of the Ostrian envoy": whoever is at odds with Ostria expelled him.
            ([], [only]) if draft.action.mode.as_deref() == Some("expel") || aims::intrudes(reading, draft) => {
                draft.actors.extend(self.other(only).cloned());
            }
            // Two third parties broker a truce: between the two.
            (actors @ [_, _, ..], [])
                if between(reading, draft) && !actors.iter().any(|it| self.other(it).is_some()) =>
            {
                draft.recipients = vec![low.clone(), high.clone()];
            }
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

/// Whether a deed that words direct at nobody is one that a side does towards the other: what it agrees to, and where it puts its troops; a
/// test or an exercise of its own is done to nobody.
fn to_the_other(reading: Reading<'_>, draft: &Draft) -> bool {
    // "called up 5,000 reservists": at home.
    let called_up = || {
        let objects = tree::objects(reading, draft.governor());
        objects.into_iter().any(|object| tree::is(reading, tree::content(reading, object), "conscript"))
    };
    match draft.action.plover.as_str() {
        "AGREE" => true,
        // "intruded into the waters"
        "MOBILIZE" if tree::is(reading, draft.trigger, "intruding") => true,
        "MOBILIZE" => draft.action.mode.as_deref() == Some("troops") && !called_up(),
        _ => false,
    }
}
