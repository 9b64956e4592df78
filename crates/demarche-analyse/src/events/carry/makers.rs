//! Whoever made what another welcomes, condemns or rejects: drafts in, drafts with those parties as recipients out.
//!
//! "Iran condemned the bombardment": whoever is told to have bombed. "Islamabad welcomed the offer": whoever is told to have offered.

use super::{CARRIED, about, body, country, mark, same};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::{nominal, tree};
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::NounKind;
use demarche_model::Party;
use std::collections::BTreeMap;

/// How many sentences back what a word points to is looked for.
const REACH: usize = 6;

/// Before parties are carried: an offer that is welcomed, studied or rejected is of whoever last offered.
pub(in super::super) fn offered(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    for here in 0..drafts.len() {
        let draft = &drafts[here];
        let answers = matches!(draft.action.plover.as_str(), "REJECT" | "SUPPORT" | "AGREE")
            && draft.recipients.is_empty()
            && !draft.mutual
            && tree::verbal(parse, draft.trigger);
        if !answers {
            continue;
        }
        let objects = tree::objects(reading, draft.trigger);
        // "The ELN accepted", right after an offer: that offer.
        let bare = objects.is_empty() && tree::is(reading, draft.trigger, "answering") && draft.complements.is_empty();
        let pointing = |&object: &usize| {
            tree::is(reading, object, "offer") && points_back(parse, object) || tree::is(reading, object, "mediating")
        };
        let Some(word) = objects.into_iter().find(pointing).or(Some(draft.trigger).filter(|_| bare)) else { continue };
        let reach = if bare { 1 } else { REACH };
        let offers = |other: &&Draft| {
            other.governor() < word
                && parse.sentence_of(word).saturating_sub(parse.sentence_of(other.governor())) <= reach
                && other.words().any(|at| tree::is(reading, at, "offering"))
                && other.actors.iter().any(|party| country(party).is_some() || body(party))
                && !other.actors.iter().any(|party| draft.actors.iter().any(|actor| same(actor, party)))
        };
        if let Some(maker) = drafts.iter().rev().find(offers).map(|offer| offer.actors.clone()) {
            drafts[here].recipients = maker;
            drafts[here].rows.push(CARRIED.to_owned());
        }
    }
}

/// "turned down a truce offered by the sultan": whoever turned it down was offered it.
pub(in super::super) fn answered(reading: Reading<'_>, drafts: &mut [Draft]) {
    let parse = reading.parse;
    for here in 0..drafts.len() {
        let draft = &drafts[here];
        let verb = draft.governor();
        let open = draft.recipients.is_empty() && !draft.mutual && tree::verbal(parse, verb);
        if !open || !tree::is(reading, verb, "offering") || !matches!(parse.tokens[verb].dep, Dep::Acl | Dep::Relcl) {
            continue;
        }
        let Some(offer) = parse.head(verb).filter(|&offer| parse.tokens[offer].dep == Dep::Dobj) else { continue };
        let answer = parse.head(offer).and_then(|answer| {
            drafts.iter().find(|other| {
                other.governor() == answer && matches!(other.action.plover.as_str(), "REJECT" | "SUPPORT" | "AGREE")
            })
        });
        let Some(answerers) = answer.map(|answer| answer.actors.clone()) else { continue };
        if !answerers.iter().any(|party| draft.actors.iter().any(|actor| same(actor, party))) {
            drafts[here].recipients = answerers;
            drafts[here].rows.push(CARRIED.to_owned());
        }
    }
}

/// After all drafts are filled: whoever condemns an attack or an exercise accuses whoever is said to have done it, and whoever demands its end asks
/// that same one.
///
/// "The ministers condemned the attack": where its doer is not named there, it is whoever the report last told to have struck; "as a
/// violation of Yemen's sovereignty" tells that it was not Yemen. "demanded the release of the crew": of whoever took it.
pub(in super::super) fn link(reading: Reading<'_>, drafts: &mut [Draft]) {
    let told = Told::of(reading, drafts);
    let mut found: BTreeMap<usize, Vec<Party>> = BTreeMap::new();
    for draft in drafts.iter_mut().filter(|draft| tree::verbal(reading.parse, draft.trigger)) {
        let about = match draft.action.plover.as_str() {
            "ACCUSE" => {
                let own = told.not_blamed(reading.parse, draft);
                told.accused(reading, draft, own).or_else(|| told.accused(reading, draft, Vec::new()))
            }
            "REQUEST" if draft.recipients.is_empty() => told.asked(reading, draft),
            _ => None,
        };
        let named = Some(&*draft).filter(|draft| about.is_none() && draft.action.plover == "ACCUSE");
        if let Some((deed, doers)) = named.and_then(|draft| told.done_to(reading, draft)) {
            found.insert(deed, doers.clone());
            draft.recipients = doers;
            mark(draft);
            continue;
        }
        let Some(about) = about else { continue };
        let own = about.iter().any(|party| draft.actors.iter().any(|actor| same(actor, party)));
        let carried = draft.rows.iter().any(|row| row == CARRIED);
        if !own {
            if draft.action.plover == "REQUEST" {
                draft.rows.push(CARRIED.to_owned());
            }
            draft.recipients.clone_from(about);
        } else if carried && draft.action.plover == "ACCUSE" {
            // "Gunmen of Chad fired on a Norwegian patrol. Chad condemned the attack": it accuses nobody that is known.
            draft.recipients.clear();
        }
    }
    // The deed that the charge names was done by the same.
    for draft in drafts.iter_mut().filter(|draft| draft.actors.is_empty()) {
        if let Some(doers) = found.get(&draft.trigger) {
            draft.actors.clone_from(doers);
            mark(draft);
        }
    }
}

/// What a report tells to be done, by whom: what a charge or a demand may be about.
struct Told {
    /// Who did what a trigger tells.
    doers: BTreeMap<usize, Vec<Party>>,
    /// Triggers of attacks.
    forces: Vec<usize>,
    /// Of exercises, tests, moves of troops.
    drills: Vec<usize>,
    /// Of attacks, arrests, seizures.
    harm: Vec<usize>,
    /// Of all that is no charge, in order.
    all: Vec<usize>,
    /// The countries that a trigger tells to have suffered it.
    upon: BTreeMap<usize, Vec<String>>,
}

impl Told {
    fn of(reading: Reading<'_>, drafts: &[Draft]) -> Self {
        let parse = reading.parse;
        let upon = drafts.iter().filter(|draft| !draft.mutual);
        let upon = upon.map(|draft| (draft.trigger, draft.recipients.iter().filter_map(country).collect())).collect();
        let doers = drafts.iter().filter(|draft| !draft.actors.is_empty());
        let doers = doers.map(|draft| (draft.trigger, draft.actors.clone())).collect();
        let deeds = |fits: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let told = drafts.iter().filter(|draft| fits(&draft.action.plover) && happened(parse, draft));
            let mut told: Vec<usize> = told.map(|draft| draft.trigger).collect();
            told.sort_unstable();
            told
        };
        Self {
            doers,
            forces: deeds(&|plover| plover == "ASSAULT"),
            drills: deeds(&|plover| plover == "MOBILIZE"),
            harm: deeds(&|plover| matches!(plover, "ASSAULT" | "COERCE")),
            all: deeds(&|plover| plover != "ACCUSE"),
            upon,
        }
    }

    /// "condemned the bombing of Tolm": the noun, and whoever the report told last before to have done such harm there, to the same state.
    fn done_to(&self, reading: Reading<'_>, draft: &Draft) -> Option<(usize, Vec<Party>)> {
        let parse = reading.parse;
        let own: Vec<String> = draft.actors.iter().filter_map(country).collect();
        let known = |party: &Party| body(party);
        if draft.recipients.iter().any(known) {
            return None;
        }
        tree::objects(reading, draft.trigger).into_iter().find_map(|object| {
            let noun = tree::content(reading, object);
            let row = nominal::event_noun(reading, noun).filter(|row| {
                matches!(row.action.plover.as_str(), "ASSAULT" | "COERCE") && row.kind != NounKind::Mutual
            })?;
            let named = nominal::parties(reading, noun, row);
            let patients: Vec<String> = named.recipients.iter().filter_map(country).collect();
            let [patient] = patients.as_slice() else { return None };
            let suffered =
                |deed: &&usize| **deed < noun && self.upon.get(deed).is_some_and(|upon| upon.contains(patient));
            let doers = |deed: &usize| {
                let doers = self.doers.get(deed)?;
                let others = doers.iter().filter_map(country).all(|code| code != *patient && !own.contains(&code));
                (others && doers.iter().any(body)).then(|| doers.clone())
            };
            let mut all = self.harm.iter().rev().filter(suffered).filter_map(|deed| Some((deed, doers(deed)?)));
            let (last, found) = all.next().filter(|_| named.actors.is_empty())?;
            let near = parse.sentence_of(noun) - parse.sentence_of(*last) <= REACH;
            let codes = |doers: &[Party]| doers.iter().filter_map(country).collect::<Vec<_>>();
            // Far back, only where one alone is told to have done such harm.
            (near || all.all(|(_, other)| codes(&other) == codes(&found))).then_some((noun, found))
        })
    }

    /// Whether the report tells of force that the country of a draft's doer used.
    fn strikes(&self, draft: &Draft) -> bool {
        let own: Vec<String> = draft.actors.iter().filter_map(country).collect();
        let doers = self.harm.iter().filter_map(|deed| self.doers.get(deed)).flatten().filter_map(country);
        doers.into_iter().any(|code| own.contains(&code))
    }

    /// Whoever did what a charge is about, none of those passed over.
    fn accused(&self, reading: Reading<'_>, draft: &Draft, own: Vec<String>) -> Option<&Vec<Party>> {
        // "condemned the killing of the priest", by one who strikes too: the killer may be his own, and a guess is no ground to accuse.
        if self.strikes(draft) && about::is_for_others(reading, draft) {
            return None;
        }
        let parse = reading.parse;
        let mut wronged = named_as_wronged(reading, draft.trigger);
        wronged.extend(own);
        let objects: Vec<usize> = tree::objects(reading, draft.trigger)
            .into_iter()
            .chain(tree::behind(parse, draft.trigger, "by"))
            .chain(tree::behind(parse, draft.trigger, "at"))
            .map(|object| tree::content(reading, object))
            .collect();
        objects.iter().find_map(|&object| self.doer(reading, draft, object, &wronged)).or_else(|| {
            let open = |&&object: &&usize| draft.recipients.is_empty() && tree::is(reading, object, "deed-word");
            objects.iter().find(open).and_then(|&object| self.doer_of_harm(parse, object, &wronged))
        })
    }

    /// The judge's own countries, whose deeds are passed over: nobody condemns what his side did. Only a deed of theirs that was told just before may
    /// be meant, and then nobody is accused that is known.
    fn not_blamed(&self, parse: &Parse, draft: &Draft) -> Vec<String> {
        let own: Vec<String> = draft.actors.iter().filter_map(country).collect();
        let at = parse.sentence_of(draft.trigger);
        let ours = |deed: &usize| {
            let mut doers = self.doers.get(deed).into_iter().flatten().filter_map(country);
            doers.any(|code| own.contains(&code))
        };
        let near = |&&deed: &&usize| deed < draft.trigger && at - parse.sentence_of(deed).min(at) <= 1;
        let last = self.harm.iter().rfind(near);
        if last.is_some_and(ours) { Vec::new() } else { own }
    }

    /// Whoever did what is demanded to end, to be undone or to be looked into.
    fn asked(&self, reading: Reading<'_>, draft: &Draft) -> Option<&Vec<Party>> {
        let parse = reading.parse;
        let behind = tree::behind(parse, draft.trigger, "for");
        let wanted = tree::objects(reading, draft.trigger).into_iter().chain(behind);
        for noun in wanted {
            if tree::is(reading, noun, "release") {
                return self.doer_of_harm(parse, noun, &[]);
            }
            if !tree::is(reading, noun, "ending") && !tree::is(reading, noun, "inquiry") {
                continue;
            }
            let deeds = ["to", "of", "into"].iter().filter_map(|word| tree::behind(parse, noun, word));
            for deed in deeds.map(|deed| tree::content(reading, deed)) {
                let known = self.doer(reading, draft, deed, &[]);
                let open = || Some(deed).filter(|&deed| tree::is(reading, deed, "deed-word"));
                if let Some(found) = known.or_else(|| self.doer_of_harm(parse, open()?, &[])) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Whoever did the deed that a noun names, or the last of its kind that was told before.
    fn doer(&self, reading: Reading<'_>, draft: &Draft, object: usize, wronged: &[String]) -> Option<&Vec<Party>> {
        let parse = reading.parse;
        // Of a demand the deed is told by the same words, if by any.
        if let Some(doers) = self.doers.get(&object) {
            return Some(doers);
        }
        // "began naval exercises … condemned the exercises"
        let same_word = |&&deed: &&usize| parse.tokens[deed].lemma == parse.tokens[object].lemma;
        let again: Vec<usize> =
            self.all.iter().filter(same_word).copied().filter(|&deed| deed != draft.trigger).collect();
        if let Some(doers) = last_doer(parse, &self.doers, &again, wronged, object)
            .or_else(|| self.only_doer(parse, &again, wronged, object))
        {
            return Some(doers);
        }
        let kind = nominal::event_noun(reading, object)?;
        let told = match kind.action.plover.as_str() {
            "ASSAULT" if kind.kind == NounKind::Deed => &self.forces,
            "MOBILIZE" => &self.drills,
            _ => return None,
        };
        last_doer(parse, &self.doers, told, wronged, object).or_else(|| self.only_doer(parse, told, wronged, object))
    }

    /// "the strikes", where all strikes that were told are of one doer, however far back.
    fn only_doer(&self, parse: &Parse, deeds: &[usize], wronged: &[String], word: usize) -> Option<&Vec<Party>> {
        let codes = |doers: &Vec<Party>| doers.iter().filter_map(country).collect::<Vec<_>>();
        let free = |doers: &&Vec<Party>| !codes(doers).iter().any(|code| wronged.contains(code));
        let told = deeds.iter().filter(|&&deed| deed < word).filter_map(|deed| self.doers.get(deed));
        let mut told = told.filter(free);
        let first = told.next().filter(|_| points_back(parse, word) && !is_named(parse, word))?;
        let own = codes(first);
        (!own.is_empty() && told.all(|doers| codes(doers) == own)).then_some(first)
    }

    /// Whoever is told to have done harm, if only one country is; else who did the last before the word.
    fn doer_of_harm(&self, parse: &Parse, word: usize, wronged: &[String]) -> Option<&Vec<Party>> {
        if is_named(parse, word) {
            return None;
        }
        let known = |trigger: &usize| {
            let doers = self.doers.get(trigger)?;
            let countries: Vec<String> = doers.iter().filter_map(country).collect();
            let [code] = countries.as_slice() else { return None };
            (!wronged.contains(code)).then(|| (code.clone(), doers))
        };
        let told: Vec<(String, &Vec<Party>)> = self.harm.iter().filter_map(known).collect();
        let (first, doers) = told.first()?;
        if told.iter().all(|(code, _)| code == first) {
            return Some(doers);
        }
        let before: Vec<usize> = self.harm.iter().copied().filter(|deed| known(deed).is_some()).collect();
        last_doer(parse, &self.doers, &before, wronged, word)
    }
}

/// Whether a deed is told as one that was or is done: not what "would" be, and not what is to be.
fn happened(parse: &Parse, draft: &Draft) -> bool {
    let verb = draft.governor();
    let modal = |verb: usize| parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].tag == "MD");
    let inside =
        parse.head(verb).filter(|_| matches!(parse.tokens[verb].dep, Dep::Xcomp | Dep::Pcomp)).is_some_and(modal);
    // "would take no part in any *strike*": what the noun's own clause leaves open or denies.
    let clause = parse.ancestors(verb).find(|&above| tree::verbal(parse, above));
    let noun = !tree::verbal(parse, verb) && parse.tokens[verb].dep != Dep::Nsubj;
    let open = clause.filter(|_| noun).is_some_and(|clause| modal(clause) || parse.child(clause, Dep::Neg).is_some());
    !modal(verb) && !inside && !open && !tree::infinitive(parse, verb)
}

/// The countries that a charge names behind "as" or "against": "as a violation of Yemen's sovereignty".
fn named_as_wronged(reading: Reading<'_>, verb: usize) -> Vec<String> {
    let parse = reading.parse;
    let mut out = Vec::new();
    for at in tree::prepositions(parse, verb).filter(|&at| matches!(parse.tokens[at].norm.as_str(), "as" | "against")) {
        let tokens = || parse.subtree(at);
        let (Some(first), Some(last)) = (tokens().min(), tokens().max()) else { continue };
        let (start, end) = parse.bytes(first..last + 1);
        let mentions = reading.mentions.iter().filter(|mention| mention.span.start >= start && mention.span.end <= end);
        out.extend(mentions.filter_map(|mention| mention.actor.as_ref()?.country.clone()));
    }
    out
}

/// Whoever did the last of some deeds told before a word for such a deed, at most six sentences back, and was not wronged by it.
fn last_doer<'a>(
    parse: &Parse,
    doers: &'a BTreeMap<usize, Vec<Party>>,
    deeds: &[usize],
    wronged: &[String],
    word: usize,
) -> Option<&'a Vec<Party>> {
    let free = |trigger: usize| {
        doers.get(&trigger).is_some_and(|doers| !doers.iter().filter_map(country).any(|code| wronged.contains(&code)))
    };
    let last = deeds.iter().rev().find(|&&trigger| trigger < word && free(trigger))?;
    let near = parse.sentence_of(word).saturating_sub(parse.sentence_of(*last)) <= REACH;
    doers.get(last).filter(|_| points_back(parse, word) && !is_named(parse, word) && near)
}

/// "the Tolm attack", "the attack in Tolm": a deed of its own, not the last that was told.
fn is_named(parse: &Parse, word: usize) -> bool {
    let name = |token: usize| parse.tokens[token].pos == Pos::Propn;
    let before = parse
        .children(word)
        .any(|child| child < word && matches!(parse.tokens[child].dep, Dep::Compound | Dep::Nmod) && name(child));
    before || ["in", "at", "of"].iter().filter_map(|at| tree::behind(parse, word, at)).any(name)
}

/// Whether a noun points to something already told: "the attack", "these raids".
fn points_back(parse: &Parse, word: usize) -> bool {
    parse.children(word).any(|child| {
        let token = &parse.tokens[child];
        token.dep == Dep::Poss
            || token.norm == "such"
            || token.dep == Dep::Det && matches!(token.norm.as_str(), "the" | "this" | "that" | "these" | "those")
    })
}
