//! Whom a blow hits of which only the place is told: a draft in, the same with the country of the place out.
//!
//! "Kenyan jets bombed a village near Kismayo": a village of Somalia. "shot two farmers in Somalia": its people.

use super::{about, country, home, mark, of_state};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::{place, tree};
use demarche_model::Party;

/// Sectors of those who may be of another country than the one where they are hit: fighters, refugees, ships' crews, peacekeepers.
const ANYBODY: &[&str] = &["REB", "UAF", "INS", "CRM", "REF", "IGO", "NGO", "MIL", "MED", "BUS"];

/// Gives whatever one state's forces hit abroad, and no word says whose it is, the country where its words say that it was hit.
pub(super) fn hit_there(reading: Reading<'_>, draft: &mut Draft) {
    let [doer] = draft.actors.as_slice() else { return };
    let force = draft.action.plover == "ASSAULT" || draft.action.mode.as_deref() == Some("seize");
    let Some(own) = country(doer).filter(|_| force && !draft.mutual && !home::is_police(doer)) else { return };
    let unknown = |party: &Party| {
        let anybody = |sector: &str| ANYBODY.contains(&sector);
        country(party).is_none()
            && party.actor.as_ref().is_none_or(|actor| !actor.sector.as_deref().is_some_and(anybody))
            && !home::outside(reading, party.span)
    };
    if !draft.recipients.iter().all(unknown) || at_anybodys(reading, draft) {
        return;
    }
    let Some((span, there)) = place::where_hit(reading, draft) else { return };
    let Some(code) = there.country.filter(|code| *code != own && code.len() == 3) else { return };
    if draft.recipients.is_empty() {
        let span = span.unwrap_or(doer.span);
        draft.recipients.extend(of_state(reading, &code, span));
    }
    for party in &mut draft.recipients {
        match &mut party.actor {
            Some(actor) if actor.country.is_none() => actor.country = Some(code.clone()),
            Some(_) => {}
            None => *party = of_state(reading, &code, party.span).unwrap_or_else(|| party.clone()),
        }
    }
    mark(draft);
}

/// Whether what is hit may be anybody's: a ship, an aircraft, what a pronoun owns, somebody by name.
fn at_anybodys(reading: Reading<'_>, draft: &Draft) -> bool {
    let craft = |noun: usize| ["craft", "merchant", "missile"].iter().any(|class| tree::is(reading, noun, class));
    about::at_merchants(reading, draft)
        || about::at_its_owner(reading, draft)
        || about::at_a_person(reading, draft)
        || tree::objects(reading, draft.governor()).into_iter().any(|noun| craft(tree::content(reading, noun)))
}
