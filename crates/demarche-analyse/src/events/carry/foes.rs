//! At whom a quarrel of several parties is aimed where a deed names nobody: drafts in, the same with each doer's one opponent out.
//!
//! In a report where Turkey rejects what the European Union decided and also quarrels with Cyprus, "the ministers suspended the talks" is at Turkey:
//! the only one with whom the Union is told to be at odds.

use super::{CARRIED, Memory, about, aims, body, country_or_body, mark, odds};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::{nominal, tree};
use demarche_model::Party;
use std::collections::BTreeMap;

/// Within how many sentences a single quarrel makes two opponents.
const NEAR: usize = 2;

/// What is told between one party and another: the weight, the sentences, the other.
#[derive(Debug)]
struct Strife {
    weight: u32,
    sentences: Vec<usize>,
    other: Party,
}

/// By code of the one, then of the other.
type Strifes = BTreeMap<String, BTreeMap<String, Strife>>;

impl Memory {
    /// Aims each hostile deed that still names nobody at the one party with whom its doer is told to be at odds.
    pub(in super::super) fn foes(&self, reading: Reading<'_>, drafts: &mut [Draft]) {
        let strifes = strifes(reading, drafts);
        for draft in drafts.iter_mut() {
            let envoys = at_envoys(draft);
            if !envoys && !open(reading, draft) {
                continue;
            }
            let at = reading.parse.sentence_of(draft.governor());
            let sure = matches!(draft.action.plover.as_str(), "AGREE" | "CONCEDE" | "REQUEST");
            let side = draft.actors.first().filter(|_| envoys && draft.actors.len() == 1);
            let side = side.and_then(|doer| self.other(doer)).cloned();
            let Some(foe) = side.or_else(|| one_foe(&strifes, &draft.actors, at, sure)) else { continue };
            if envoys {
                let code = country_or_body(&foe).map(str::to_owned);
                for actor in draft.recipients.iter_mut().filter_map(|party| party.actor.as_mut()) {
                    actor.country.clone_from(&code);
                }
            } else {
                draft.recipients.push(foe);
            }
            mark(draft);
        }
    }
}

/// "hauled in *its* ambassador": an envoy whose country nobody names, which is not the doer's.
fn at_envoys(draft: &Draft) -> bool {
    let official = |party: &Party| {
        party.actor.as_ref().is_some_and(|actor| actor.country.is_none() && actor.sector.as_deref() == Some("GOV"))
    };
    matches!(draft.action.plover.as_str(), "ACCUSE" | "SANCTION")
        && draft.action.mode.as_deref() != Some("withdraw")
        && draft.rows.iter().any(|row| row.ends_with(".envoy"))
        && !draft.recipients.is_empty()
        && draft.recipients.iter().all(official)
        && draft.actors.iter().any(body)
}

/// Who is told by name to be at odds with whom.
fn strifes(reading: Reading<'_>, drafts: &[Draft]) -> Strifes {
    let mut out = Strifes::new();
    let told = |draft: &&Draft| !draft.abreast && !draft.rows.iter().any(|row| row == CARRIED);
    for draft in drafts.iter().filter(told) {
        let weight = odds::strain(draft);
        if weight < 2 {
            continue;
        }
        let sentence = reading.parse.sentence_of(draft.governor());
        let mut count =
            |one: &Party, other: &Party| {
                let (Some(code), Some(theirs)) = (country_or_body(one), country_or_body(other)) else { return };
                if code == theirs {
                    return;
                }
                let strife = out.entry(code.to_owned()).or_default().entry(theirs.to_owned()).or_insert_with(|| {
                    Strife { weight: 0, sentences: Vec::new(), other: odds::as_side(reading, other.clone()) }
                });
                strife.weight += weight;
                strife.sentences.push(sentence);
            };
        for actor in &draft.actors {
            for recipient in &draft.recipients {
                count(actor, recipient);
                count(recipient, actor);
            }
        }
    }
    out
}

/// The one opponent of those who act, if each of them has the same; where it has to be sure, not for one quarrel alone.
fn one_foe(strifes: &Strifes, actors: &[Party], at: usize, sure: bool) -> Option<Party> {
    let mut found: Option<&Strife> = None;
    for actor in actors {
        let theirs = strifes.get(country_or_body(actor)?)?;
        let best = theirs.values().max_by_key(|strife| strife.weight)?;
        let others: u32 = theirs.values().map(|strife| strife.weight).sum::<u32>() - best.weight;
        let near = best.sentences.iter().any(|&sentence| sentence.abs_diff(at) <= NEAR);
        let clear = best.weight >= 4 && best.weight >= 2 * others || others == 0 && near && !sure;
        if !clear || found.is_some_and(|known| country_or_body(&known.other) != country_or_body(&best.other)) {
            return None;
        }
        found = Some(best);
    }
    let foe = found?.other.clone();
    (!actors.iter().any(|actor| country_or_body(actor) == country_or_body(&foe))).then_some(foe)
}

/// Whether a draft is done at somebody, and its words leave open at whom.
fn open(reading: Reading<'_>, draft: &Draft) -> bool {
    let plover = draft.action.plover.as_str();
    matches!(plover, "THREATEN" | "REJECT" | "SANCTION" | "ACCUSE" | "AGREE" | "CONCEDE" | "REQUEST")
        && !draft.mutual
        && draft.recipients.is_empty()
        && draft.actors.iter().all(body)
        && !matches!(draft.action.mode.as_deref(), Some("crowd-control" | "resign" | "arrest"))
        && !draft.actors.iter().any(odds::opposes)
        && !about::addresses_somebody(reading, draft)
        && !about::is_to_an_audience(reading, draft)
        && !about::is_its_own(reading, draft)
        && !about::stands_alone(reading, draft)
        && !about::of_its_own(reading, draft)
        && !aims::of_voices(reading, draft)
        && !(plover == "ACCUSE" && (about::at_something(reading, draft) || at_a_deed(reading, draft)))
}

/// "condemned the attack": whoever did it is accused, and is not told where no other rule found him.
fn at_a_deed(reading: Reading<'_>, draft: &Draft) -> bool {
    tree::objects(reading, draft.governor()).into_iter().any(|object| {
        let noun = tree::content(reading, object);
        let named = ["deed-word", "step-word", "undergone"].iter().any(|class| tree::is(reading, noun, class));
        named || nominal::event_noun(reading, noun).is_some()
    })
}
