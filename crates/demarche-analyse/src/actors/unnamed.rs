//! Those without a name of their own: an institution or an agent and its owner in, an actor made from the words out.
//!
//! "Iran's foreign ministry" is the ministry of Iran; "Iranian officials" are a group of Iran's government; "Boston University" keeps its name.

use super::make::{organisation_actor, some};
use super::phrase::{Phrase, Titled};
use super::resolve::{Context, Owner, Resolved, folded_phrase};
use demarche_lexicon::actors::{Case, Role};
use demarche_model::{Actor, ActorKind, Span};

impl<'a> Context<'a, '_> {
    /// The words of the roles as written ("foreign ministry spokesman").
    pub(super) fn role_words(&self, phrase: &Phrase<'a>) -> String {
        let (Some(first), Some(last)) = (phrase.roles.first(), phrase.roles.last()) else { return String::new() };
        self.lexicon.actors.usage.plainly(self.words.span(first.first, last.end).of(self.text))
    }

    /// An institution of a state ("Iran's foreign ministry").
    pub(super) fn institution(&self, role: &Role, owner: Option<&Owner>) -> Resolved {
        let actors = &self.lexicon.actors;
        let Some(institution) = role.institution.and_then(|at| actors.roles.institutions.get(at as usize)) else {
            return Resolved::default();
        };
        let key = institution.id.rsplit('.').next().unwrap_or_default();
        let mut rows = vec![institution.id.clone()];
        let Some(owner) = owner else {
            let actor = Actor {
                id: format!("text:{key}"),
                name: institution.name.clone(),
                kind: institution.kind,
                country: None,
                sector: some(&institution.sector),
                office: None,
            };
            return Resolved { actor: Some(actor), rule: "M041 institution-open", rows, ..Resolved::default() };
        };
        if let Some(known) = actors.body(&owner.country, key).filter(|_| owner.organisation.is_none()) {
            return Resolved {
                actor: Some(organisation_actor(known)),
                rule: "M040 institution",
                rows: vec![known.id.clone()],
                ..Resolved::default()
            };
        }
        rows.push(owner.row.clone());
        let sector =
            if owner.sector.is_empty() || institution.sector != "GOV" { &institution.sector } else { &owner.sector };
        let scope = match &owner.organisation {
            Some(organisation) => organisation.clone(),
            None if owner.country.is_empty() => owner.row.clone(),
            None => owner.country.to_ascii_lowercase(),
        };
        let actor = Actor {
            id: format!("{scope}.{key}"),
            name: format!("{} {}", owner.label, institution.name),
            kind: institution.kind,
            country: some(&owner.country),
            sector: some(sector),
            office: None,
        };
        Resolved { actor: Some(actor), rule: "M040 institution", rows, ..Resolved::default() }
    }

    /// A generic agent ("Iranian officials").
    pub(super) fn agent(&self, phrase: &Phrase<'a>, head: &Titled<'a>, owner: Option<&Owner>) -> Resolved {
        let actors = &self.lexicon.actors;
        let agent = head.role.agent.and_then(|(at, _)| actors.roles.agents.get(at as usize));
        let plural = head.role.agent.is_some_and(|(_, plural)| plural);
        // "its neighbour", "Iran's ally": another than the state that stands before.
        let another = agent.is_some_and(|agent| self.lexicon.verbs.classes.has("another", &agent.singular));
        let owner = owner.filter(|owner| !another || owner.organisation.is_some());
        // "F-16 fighters", "a Russian bomber was shot down": no people.
        let flies = agent.is_some_and(|agent| {
            let fleet = agent.singular == "bomber" && plural && owner.is_some();
            fleet || self.is_aircraft(&agent.singular, head)
        });
        let sector = if flies { Some("MIL".to_owned()) } else { self.sector_of(phrase, owner) };
        let person = agent.is_none_or(|agent| agent.person) && !plural && !flies;
        let kind = match sector.as_deref() {
            _ if person => ActorKind::Person,
            Some("MIL") => ActorKind::Military,
            Some("REB") => ActorKind::ArmedGroup,
            _ => ActorKind::Group,
        };
        let titled = if owner.is_none() { self.only_country(head.role) } else { None };
        let country = owner.map(|owner| owner.country.as_str()).or(titled.as_deref()).unwrap_or_default();
        // "Aid agencies urged": of no country, but of those whose code is their own.
        let country = if country.is_empty() && sector.as_deref() == Some("NGO") && plural { "NGO" } else { country };
        let words = self.role_words(phrase);
        let scope = owner
            .map(|owner| owner.organisation.as_deref().unwrap_or(&owner.country).to_ascii_lowercase())
            .filter(|scope| !scope.is_empty());
        let named = self.is_named_body(phrase, agent.is_some_and(|agent| agent.person), plural) || phrase.partial;
        let head_key = if named { self.span_key(phrase) } else { self.words_key(phrase) };
        let id = match &scope {
            Some(scope) => format!("text:{scope}.{head_key}"),
            None => format!("text:{head_key}"),
        };
        let former = if phrase.former { "former " } else { "" };
        let name = match owner {
            _ if named => format!("{former}{}", self.whole_span(phrase).of(self.text)),
            Some(owner) => format!("{former}{} {words}", owner.label),
            None => format!("{former}{words}"),
        };
        let mut rows: Vec<String> = agent.map(|agent| agent.id.clone()).into_iter().collect();
        rows.extend(owner.map(|owner| owner.row.clone()));
        let actor = Actor { id, name, kind, country: some(country), sector, office: None };
        Resolved { actor: Some(actor), rule: "M060 agent", rows, ..Resolved::default() }
    }

    /// Whether a word for people who fight is here one for what they fly: a make or a number stands before it, or a word of flying near.
    fn is_aircraft(&self, singular: &str, head: &Titled<'a>) -> bool {
        const NEAR: usize = 60;
        let classes = &self.lexicon.verbs.classes;
        if !classes.has("crew-or-craft", singular) {
            return false;
        }
        let span = self.words.span(head.first, head.end);
        let (before, _) = self.text.split_at_checked(span.start as usize).unwrap_or_default();
        let (_, behind) = self.text.split_at_checked(span.end as usize).unwrap_or_default();
        let is_stop = |letter: char| matches!(letter, '.' | '!' | '?' | '\n');
        let before = before.rsplit(is_stop).next().unwrap_or_default();
        let behind = behind.split(is_stop).next().unwrap_or_default();
        let made =
            before.split_whitespace().rev().take(2).any(|word| is_number_of_make(word) || classes.has("make", word));
        let plain = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let mut near = behind.char_indices().take_while(|(at, _)| *at < NEAR);
        let end = near.by_ref().last().map_or(0, |(at, letter)| at + letter.len_utf8());
        let behind: Vec<String> = behind.get(..end).unwrap_or_default().split_whitespace().map(plain).collect();
        let before: Vec<String> = before.split_whitespace().rev().take(6).map(plain).collect();
        let downed = |words: &[String]| {
            words.windows(2).any(|pair| {
                matches!([pair[0].as_str(), pair[1].as_str()], ["shot" | "shoot", "down"] | ["down", "shot" | "shoot"])
            })
        };
        let aloft = before.iter().chain(&behind).any(|word| classes.has("aloft", word));
        made || aloft || downed(&before) || singular == "bomber" && downed(&behind)
    }

    /// "Boston University", "University of Helsinki": in capitals, with a name in it, and one body, not any of its kind.
    pub(super) fn is_named_body(&self, phrase: &Phrase<'a>, person: bool, plural: bool) -> bool {
        let Some(head) = phrase.roles.last() else { return false };
        let written = self.words.list.get(head.end - 1).is_some_and(|word| word.case > Case::Lower);
        let sector = self.own_sector(head.role);
        let private = matches!(sector, Some("EDU" | "BUS" | "HLH" | "SOC" | "REL" | "LAB" | "NGO"));
        let proper = phrase.place.is_some() || !phrase.owners.is_empty() || !phrase.of_owners.is_empty();
        written && proper && private && !person && !plural
    }

    /// The words of a phrase, with the place right before them that is part of the name.
    pub(super) fn whole_span(&self, phrase: &Phrase<'a>) -> Span {
        let first = phrase.place.map_or(phrase.first, |(first, _)| first.min(phrase.first));
        let end = phrase.place.map_or(phrase.end, |(_, end)| end.max(phrase.end));
        self.words.span(first, end)
    }

    pub(super) fn span_key(&self, phrase: &Phrase<'a>) -> String {
        folded_phrase(self.whole_span(phrase).of(self.text)).replace(' ', "-")
    }

    fn words_key(&self, phrase: &Phrase<'a>) -> String {
        let mut key = String::new();
        for role in &phrase.roles {
            if !key.is_empty() {
                key.push('-');
            }
            key.push_str(&self.lexicon.actors.usage.plainly(&role.role.phrase).replace(' ', "-"));
        }
        key
    }

    /// The sector of the roles: the head's own, or where the head takes it from what stands before, that.
    pub(super) fn sector_of(&self, phrase: &Phrase<'a>, owner: Option<&Owner>) -> Option<String> {
        let roles = &self.lexicon.actors.roles;
        if phrase.former {
            return Some("ELI".to_owned());
        }
        let head = phrase.roles.last()?.role;
        let agent = head.agent.and_then(|(at, _)| roles.agents.get(at as usize));
        let body = phrase.of_roles.last().is_some_and(|titled| !self.is_executive(titled.role));
        // "president of the football federation" is of sport, as "military official" is of the military.
        let takes = agent.is_none_or(|agent| agent.takes_modifier) || (body && !head.offices.is_empty());
        let others = phrase.of_roles.iter().rev().chain(phrase.roles.iter().rev().skip(1));
        let modifier = others.filter_map(|titled| self.own_sector(titled.role)).next();
        let owned = owner.map(|owner| owner.sector.as_str()).filter(|sector| !sector.is_empty());
        let own = self.own_sector(head);
        // "president of the Iranian chess union": of a body whose kind nobody knows, not of the state.
        let own = own.filter(|_| !(phrase.partial && (takes || !head.offices.is_empty())));
        let sector = if takes { modifier.or(owned).or(own) } else { own.or(modifier).or(owned) };
        sector.map(str::to_owned)
    }

    /// The sector that a role has by itself.
    fn own_sector(&self, role: &Role) -> Option<&'a str> {
        let roles = &self.lexicon.actors.roles;
        let office =
            role.offices.first().and_then(|&at| roles.offices.get(at as usize)).map(|office| office.sector.as_str());
        let institution =
            role.institution.and_then(|at| roles.institutions.get(at as usize)).map(|it| it.sector.as_str());
        let agent = role.agent.and_then(|(at, _)| roles.agents.get(at as usize)).map(|it| it.sector.as_str());
        let title = role.title.and_then(|at| roles.titles.get(at as usize)).map(|it| it.sector.as_str());
        let held = || {
            let &(person, which) = role.holders.first()?;
            Some(self.lexicon.actors.persons.get(person as usize)?.tenures.get(which as usize)?.sector.as_str())
        };
        [institution, agent, office, title].into_iter().flatten().find(|sector| !sector.is_empty()).or_else(held)
    }
}

/// "F-16", "Su-24", "J-10C".
fn is_number_of_make(word: &str) -> bool {
    let Some((letters, rest)) = word.split_once('-') else { return false };
    let made = (1..=3).contains(&letters.len()) && letters.starts_with(|first: char| first.is_ascii_uppercase());
    made && letters.chars().all(|letter| letter.is_ascii_alphabetic())
        && rest.starts_with(|first: char| first.is_ascii_digit())
}
