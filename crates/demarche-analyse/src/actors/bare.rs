//! Offices and pronouns that name nobody: a bare title or rivals for a pronoun in, whoever or whichever state they mean out.
//!
//! "Orlova, Verania's foreign minister, rejected the note. … the foreign minister said": Orlova. "Verania will not fight, the defence minister
//! said": Verania's. "he" of two Veranians is a Veranian, whoever of them it is.

use super::discourse::{Antecedent, Entity, Seen, says, settle};
use super::link::Linker;
use super::phrase::{Determiner, Phrase, Titled};
use super::resolve::Owner;
use demarche_language::Dep;
use demarche_lexicon::actors::{Role, Tenure, fold};
use demarche_lexicon::{CueClass, CueKind};
use demarche_model::{Actor, ActorKind, Candidate, Mention, Span};

/// How far below the best a rival for a pronoun may lie and still be meant.
const RIVAL: f32 = 0.3;

/// Whether the holder of an office goes by this title: an emir and a president are both heads of state, and neither is called the other.
fn is_called(held: &Tenure, title: &str) -> bool {
    let heads = matches!(held.office.as_str(), "head-of-state" | "head-of-government");
    let plain = matches!(title, "prime minister" | "premier" | "pm" | "head of state" | "head of government");
    let own = held.titles.iter().any(|own| fold(own).ends_with(title));
    !heads || own || plain && !held.titles.iter().any(|own| fold(own).ends_with("president"))
}

impl<'a> Linker<'a, '_> {
    /// The one spoken of before who holds the office that a bare title names.
    pub(super) fn holder_before(&self, phrase: &Phrase<'a>) -> Option<usize> {
        let [titled] = phrase.roles.as_slice() else { return None };
        let plural = titled.role.agent.is_some_and(|(_, plural)| plural);
        if phrase.determiner != Determiner::Definite || phrase.former || plural || titled.role.offices.is_empty() {
            return None;
        }
        let teller = self.teller();
        let mut rated: Vec<(usize, f32)> = Vec::new();
        for seen in self.discourse.seen.iter().rev() {
            let Some(entity) = self.discourse.entities.get(seen.entity) else { continue };
            if rated.iter().any(|(at, _)| *at == seen.entity) || !self.holds(entity, titled.role) {
                continue;
            }
            let distance = self.sentence.saturating_sub(seen.sentence).min(10) as f32;
            let own = teller.is_some() && entity.actor.country.as_deref() == teller;
            let score = 0.9 - 0.05 * distance + if seen.subject { 0.2 } else { 0.0 } + if own { 0.3 } else { 0.0 };
            rated.push((seen.entity, score));
        }
        settle(rated, 0.4).entity
    }

    /// Whether an entity holds one of these offices on the day, by the lists or by what the report called it.
    fn holds(&self, entity: &Entity, role: &Role) -> bool {
        if entity.plural || !matches!(entity.actor.kind, ActorKind::Person | ActorKind::Office) {
            return false;
        }
        if entity.actor.country.as_deref().is_some_and(|country| !role.is_of(country)) {
            return false;
        }
        let (title, offices) = (role.phrase.as_str(), role.offices.as_slice());
        let actors = &self.reading.lexicon.actors;
        let key = |office: &str| {
            offices.iter().filter_map(|&at| actors.roles.offices.get(at as usize)).any(|known| known.key == office)
        };
        if let Some(person) = actors.person(&entity.actor.id) {
            let day = self.context.day;
            let held = |held: &&Tenure| key(&held.office) && day.is_none_or(|day| held.holds(day));
            return person.tenures.iter().filter(held).any(|held| is_called(held, title));
        }
        let office = entity.actor.office.as_deref().map(str::to_lowercase);
        office.as_deref() == Some(title) || entity.called.iter().any(|role| role == title)
    }

    /// The country of the first who acts or speaks in this sentence.
    fn teller(&self) -> Option<&str> {
        let here = self.discourse.seen.iter().rev().take_while(|seen| seen.sentence == self.sentence);
        let first = here.filter(|seen| seen.subject).last()?;
        self.discourse.entities.get(first.entity)?.actor.country.as_deref()
    }

    /// "Verania will not fight, the defence minister said": of the state that will or will not, for which its own ministers speak.
    pub(super) fn of_doer(&self, phrase: &Phrase<'a>, token: usize) -> Option<Owner> {
        let titled = phrase.roles.last()?;
        let bare = phrase.determiner == Determiner::Definite && phrase.place.is_none() && !phrase.former;
        if !bare || titled.role.offices.is_empty() || !self.speaks_plainly(token) {
            return None;
        }
        let mut doer: Option<&Actor> = None;
        for seen in self.discourse.seen.iter().rev().take_while(|seen| seen.sentence == self.sentence) {
            let actor = &self.discourse.entities.get(seen.entity)?.actor;
            if !seen.subject || actor.country.is_none() {
                continue;
            }
            // "Orlov would be added to the list, the treasury secretary said": he suffers it; whoever adds him speaks.
            if self.parse().tokens.get(seen.token).is_some_and(|token| token.dep == Dep::Nsubjpass) {
                return None;
            }
            if !self.is_resolved_upon(seen) || !matches!(actor.kind, ActorKind::State | ActorKind::Government) {
                return None;
            }
            match doer {
                Some(known) if known.country != actor.country => return None,
                _ => doer = Some(actor),
            }
        }
        self.owner_of(doer?).filter(|owner| titled.role.is_of(&owner.country))
    }

    /// "the Treasury Secretary", "the Taoiseach": of the one state that calls an office so.
    pub(super) fn only_state(&self, phrase: &Phrase<'a>) -> Option<Owner> {
        let [titled] = phrase.roles.as_slice() else { return None };
        let [state] = titled.role.states.as_slice() else { return None };
        let bare = phrase.place.is_none() && phrase.of_owners.is_empty() && phrase.of_roles.is_empty();
        let state = self.reading.lexicon.actors.state(state).filter(|_| bare)?;
        self.owner_of(&super::make::state_actor(state))
    }

    /// Whether a token is the subject of a verb of saying that neither warns nor accuses.
    fn speaks_plainly(&self, token: usize) -> bool {
        let parse = self.parse();
        let lexicon = self.reading.lexicon;
        let verb = parse.head(token).and_then(|head| parse.tokens.get(head));
        says(lexicon, parse, token)
            && verb.is_some_and(|verb| {
                let mut cues = lexicon.speech.cues_from(&verb.lemma).filter(|cue| cue.kind == CueKind::Verb);
                cues.any(|cue| matches!(cue.class, CueClass::Neutral | CueClass::Factive | CueClass::Commissive))
            })
    }

    /// Whether a subject stands at a verb of what it will do, outside quotation marks.
    fn is_resolved_upon(&self, seen: &Seen) -> bool {
        let parse = self.parse();
        let Some(verb) = parse.head(seen.token).filter(|_| !seen.quoted) else { return false };
        parse.children(verb).any(|child| matches!(parse.tokens[child].lemma.as_str(), "will" | "would" | "'ll"))
    }

    /// "a source at the ministry", "an army spokesman": of whoever the ministry, the army is of.
    pub(super) fn body_behind(&self, phrase: &Phrase<'a>) -> Option<Owner> {
        let behind = phrase.of_roles.last().copied().filter(|titled| titled.role.institution.is_some());
        let titled = behind.or_else(|| self.body_before(phrase))?;
        let body = Phrase {
            first: titled.first,
            end: titled.end,
            roles: vec![titled],
            determiner: Determiner::Definite,
            head: titled.end - 1,
            ..Phrase::default()
        };
        // Whose army "an army spokesman" is of, only the place of the report says; "the army spokesman" is of one spoken of.
        let known = behind.is_some() || phrase.determiner == Determiner::Definite;
        let before = self.described_before(&body).filter(|_| known).and_then(|(antecedent, _)| antecedent.entity);
        if let Some(entity) = before {
            return self.owner_of(&self.discourse.entities.get(entity)?.actor);
        }
        let mut resolved = self.context.resolve(&body, None);
        if known {
            self.look_around(&body, &mut resolved);
        }
        self.come_home(&body, &mut resolved);
        self.owner_of(resolved.actor.as_ref().filter(|actor| actor.country.is_some())?)
    }

    /// The institution with which the words of a role begin: the army of "army spokesman".
    fn body_before(&self, phrase: &Phrase<'a>) -> Option<Titled<'a>> {
        let head = phrase.roles.last()?;
        if phrase.former || phrase.place.is_some() || head.role.institution.is_some() {
            return None;
        }
        if let [first, _, ..] = phrase.roles.as_slice() {
            return Some(*first).filter(|first| first.role.institution.is_some());
        }
        let roles = &self.reading.lexicon.actors.roles;
        let window = self.sight.words.window(head.first);
        let found = roles.names.all(window.words()).find_map(|found| {
            let role = roles.role(found.senses).filter(|role| role.institution.is_some())?;
            (found.words < head.end - head.first).then_some((found.words, role))
        });
        found.map(|(count, role)| Titled { first: head.first, end: head.first + count, role })
    }

    /// "he" of two who are of one state: of that state, whoever of them is meant. Whether that is so.
    pub(super) fn of_one_side(&mut self, span: Span, token: usize, person: bool, antecedent: &Antecedent) -> bool {
        if !person && !says(self.reading.lexicon, self.parse(), token) {
            return false;
        }
        let Some(&(_, best)) = antecedent.rivals.first().filter(|(_, best)| *best >= 0.45) else { return false };
        let meant: Vec<&Entity> = antecedent
            .rivals
            .iter()
            .filter(|(_, score)| best - score < RIVAL)
            .filter_map(|&(entity, _)| self.discourse.entities.get(entity))
            .collect();
        let Some(actor) = side(&meant) else { return false };
        let candidates = antecedent.rivals.iter().filter_map(|&(entity, score)| {
            let id = self.discourse.entities.get(entity)?.actor.id.clone();
            Some(Candidate { id, score: score.clamp(0.0, 1.0) })
        });
        let candidates = candidates.collect();
        let actor = Some(actor);
        self.mentions.push(Mention {
            span,
            actor,
            candidates,
            same_as: None,
            rule: "M073 pronoun-side",
            rows: Vec::new(),
        });
        self.tokens.push(token);
        self.entities.push(None);
        true
    }
}

/// What rivals of one country have in common.
fn side(meant: &[&Entity]) -> Option<Actor> {
    let [first, second, ..] = meant else { return None };
    let country = first.actor.country.clone()?;
    if meant.iter().any(|other| other.actor.country.as_ref() != Some(&country)) {
        return None;
    }
    let shared = |other: &&&Entity| other.actor.sector == first.actor.sector;
    let sector = first.actor.sector.clone().filter(|_| meant.iter().all(|other| shared(&other)));
    let names = [first, second].map(|entity| entity.actor.name.as_str());
    let more = if meant.len() > 2 { " or another" } else { "" };
    let name = format!("{} or {}{more}", names[0], names[1]);
    let kind = if first.actor.kind == second.actor.kind { first.actor.kind } else { ActorKind::Group };
    let id = format!("text:{}.{}", country.to_ascii_lowercase(), fold(&name).replace(' ', "-"));
    Some(Actor { id, name, kind, country: Some(country), sector, office: None })
}
