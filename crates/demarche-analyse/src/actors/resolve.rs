//! From a phrase to the actor it names by itself, without the sentences around: lexicon and day in, actor with rivals and rows out.
//!
//! "the Iranian foreign minister" on 2025-06-17: owner Iran, office, holder of that day: `irn.araghchi`.

use super::make::{government_actor, natives_actor, organisation_actor, some, state_actor};
use super::phrase::{Determiner, Named, Phrase};
use super::words::TextWords;
use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::{Day, Organisation, Sense, State, StateKind};
use demarche_lexicon::places::{Source, Written, fold_name, loose_key};
use demarche_model::{Actor, ActorKind, Candidate};
use std::collections::BTreeMap;

/// What resolution looks at.
#[derive(Debug)]
pub(super) struct Context<'a, 'p> {
    /// The word lists.
    pub(super) lexicon: &'a Lexicon,
    /// The text.
    pub(super) text: &'p str,
    /// Its words.
    pub(super) words: &'p TextWords,
    /// The day by which offices are looked up.
    pub(super) day: Option<Day>,
    /// How often each country is named in the report.
    pub(super) weights: BTreeMap<&'a str, u32>,
}

/// What a phrase stands for.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    /// The actor; `None`: open.
    pub(super) actor: Option<Actor>,
    /// Rivals, best first.
    pub(super) candidates: Vec<Candidate>,
    /// Rule.
    pub(super) rule: &'static str,
    /// Lexicon rows.
    pub(super) rows: Vec<String>,
}

/// Whose officials, troops, ministers: what stands before or behind a role.
#[derive(Clone, Debug, Default)]
pub(super) struct Owner {
    /// Country code; may be empty.
    pub(super) country: String,
    /// Adjective or name for names made from the phrase ("Iranian").
    pub(super) label: String,
    /// PLOVER sector of an organisation; empty for states.
    pub(super) sector: String,
    /// The row.
    pub(super) row: String,
    /// An organisation, by row id.
    pub(super) organisation: Option<String>,
}

impl<'a> Context<'a, '_> {
    /// The phrase as a person, an office, an institution, an agent, or a name alone.
    pub(super) fn resolve(&self, phrase: &Phrase<'a>, implied: Option<Owner>) -> Resolved {
        let owner = self.whose(phrase).or(implied);
        if let Some(person) = &phrase.person {
            return self.person(person, phrase, owner.as_ref());
        }
        if !phrase.roles.is_empty() {
            return self.role(phrase, owner.as_ref());
        }
        let Some((last, before)) = phrase.owners.split_last() else { return Resolved::default() };
        let owner = self.owner(before);
        if let Some(found) = owner.as_ref().and_then(|owner| self.people_of(last, owner)) {
            return found;
        }
        let country = owner.as_ref().map(|owner| owner.country.as_str()).filter(|country| !country.is_empty());
        match country.and_then(|country| Some((country, self.organisation(last.senses, Some(country))?))) {
            // "Seoul's Joint Chiefs of Staff": another state's body of the same name.
            Some((country, (organisation, _))) if organisation.country != country => {
                self.body_named(last, owner.as_ref()).unwrap_or_else(|| self.name(last))
            }
            Some((_, (organisation, candidates))) => Resolved {
                actor: Some(organisation_actor(organisation)),
                candidates,
                rule: if organisation.seat { "M030 seat" } else { "M020 organisation" },
                rows: vec![organisation.id.clone()],
            },
            None => self.name(last),
        }
    }

    /// "Egyptian Christians", "Iraqi Kurds": a people that has no state of its own, in the state named before it.
    fn people_of(&self, named: &Named<'a>, owner: &Owner) -> Option<Resolved> {
        let people = self.stateless_people(named.senses).filter(|_| !owner.country.is_empty())?;
        let actor = Actor {
            id: format!("{}.{}", owner.country.to_ascii_lowercase(), people.id),
            name: format!("{} {}", owner.label, people.name),
            country: some(&owner.country),
            ..state_actor(people)
        };
        let rows = vec![people.id.clone(), owner.row.clone()];
        Some(Resolved { actor: Some(actor), rule: "M014 people-of", rows, ..Resolved::default() })
    }

    /// The people without a country of its own that a noun names.
    pub(super) fn stateless_people(&self, senses: &[Sense]) -> Option<&'a State> {
        let nouns = senses.iter().filter_map(|sense| match *sense {
            Sense::State(at) | Sense::Natives(at) => self.lexicon.actors.states.get(at as usize),
            _ => None,
        });
        nouns.into_iter().find(|state| state.kind == StateKind::People && state.code.is_empty())
    }

    /// The name of an organisation read as an institution that any state has.
    fn body_named(&self, named: &Named<'a>, owner: Option<&Owner>) -> Option<Resolved> {
        let roles = &self.lexicon.actors.roles;
        let window = self.words.window(named.first);
        let found = roles.names.longest(window.words()).filter(|found| found.words == named.end - named.first)?;
        let role = roles.role(found.senses).filter(|role| role.institution.is_some())?;
        Some(self.institution(role, owner))
    }

    /// Whose the roles of a phrase are: a name before them, a name behind "of", a place of the gazetteer.
    pub(super) fn whose(&self, phrase: &Phrase<'a>) -> Option<Owner> {
        let named = self.owner(&phrase.owners).or_else(|| self.owner(&phrase.of_owners));
        named.or_else(|| phrase.place.and_then(|(first, end)| self.place(first, end)))
    }

    /// The country of a place of the gazetteer: the largest of its name by far, or the one in a country that the report names.
    fn place(&self, first: usize, end: usize) -> Option<Owner> {
        let places = &self.lexicon.places;
        let generic = ["state", "province", "region", "city", "oblast", "county", "governorate", "district"];
        let end = if end - first > 1 && generic.contains(&self.words.folded(end - 1)) { end - 1 } else { end };
        for from in first..end {
            let name = self.words.span(from, end).of(self.text);
            let folded = fold_name(name);
            // "the North's army" is of no region of that name.
            if self.lexicon.verbs.classes.has("quarter", folded.as_str()) {
                continue;
            }
            let written = Written { capitals: true, ..Written::default() };
            let mut found: Vec<(u32, String)> = Vec::new();
            let own = places.own_named(&folded, written);
            let listed = places.listed_named(&folded, &loose_key(&folded));
            for sense in own.iter().chain(&listed).filter(|sense| sense.exact && sense.country != [0; 3]) {
                let country = String::from_utf8_lossy(&sense.country).into_owned();
                let own = matches!(sense.source, Source::Own(_));
                let score = u32::from(sense.size)
                    + 12 * u32::from(own)
                    + 4 * u32::from(sense.primary)
                    + 8 * u32::from(self.weight(&country) > 0);
                match found.iter_mut().find(|(_, known)| *known == country) {
                    Some((known, _)) => *known = (*known).max(score),
                    None => found.push((score, country)),
                }
            }
            found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
            let Some((best, country)) = found.first() else { continue };
            // Ten times the inhabitants are two steps of size.
            let clear = *best >= 12 && found.get(1).is_none_or(|(second, _)| *best >= second + 2);
            return clear.then(|| Owner {
                country: country.clone(),
                label: name.to_owned(),
                sector: String::new(),
                row: format!("place:{folded}"),
                organisation: None,
            });
        }
        None
    }

    /// A place of the gazetteer asked for by its name alone.
    pub(super) fn place_named(&self, first: usize, end: usize) -> Option<Resolved> {
        let owner = self.place(first, end).filter(|owner| owner.label == self.words.span(first, end).of(self.text))?;
        let actor = Actor {
            id: owner.row.clone(),
            name: owner.label,
            kind: ActorKind::Place,
            country: some(&owner.country),
            sector: None,
            office: None,
        };
        Some(Resolved { actor: Some(actor), rule: "M013 place", rows: vec![owner.row], ..Resolved::default() })
    }

    /// The owner that names make; the last counts, the one before helps where that has no country of its own.
    pub(super) fn owner(&self, names: &[Named<'a>]) -> Option<Owner> {
        let (last, before) = names.split_last()?;
        let mut owner = self.one_owner(last, before)?;
        if owner.country.is_empty()
            && let Some(outer) = before.last().and_then(|named| self.one_owner(named, &[]))
        {
            owner.country = outer.country;
        }
        Some(owner)
    }

    fn one_owner(&self, named: &Named<'a>, before: &[Named<'a>]) -> Option<Owner> {
        // "the chair of the Ottawa convention": a treaty called by the city where it was signed.
        let capital = named.senses.iter().any(|sense| matches!(sense, Sense::Capital(_)));
        if capital && self.lexicon.verbs.classes.has("named-pact", self.words.folded(named.end)) {
            return None;
        }
        let country = before.last().and_then(|named| self.one_owner(named, &[])).map(|owner| owner.country);
        if let Some((organisation, _)) = self.organisation(named.senses, country.as_deref()) {
            return Some(Owner {
                country: organisation.country.clone(),
                label: organisation.name.clone(),
                sector: organisation.sector.clone(),
                row: organisation.id.clone(),
                organisation: Some(organisation.id.clone()),
            });
        }
        let state = self.state(named.senses)?;
        Some(Owner {
            country: state.code.clone(),
            label: state.adjectives.first().unwrap_or(&state.name).clone(),
            sector: state.sector.clone(),
            row: state.id.clone(),
            organisation: None,
        })
    }

    /// The state that one of these senses names; of several ("Congolese") the one named most often in the report.
    pub(super) fn state(&self, senses: &[Sense]) -> Option<&'a State> {
        let states = senses.iter().filter_map(|sense| match *sense {
            Sense::State(at) | Sense::Adjective(at) | Sense::Native(at) | Sense::Natives(at) | Sense::Capital(at) => {
                self.lexicon.actors.states.get(at as usize)
            }
            _ => None,
        });
        states.max_by_key(|state| {
            (self.weight(&state.code), state.kind == StateKind::State, std::cmp::Reverse(&state.id))
        })
    }

    pub(super) fn weight(&self, country: &str) -> u32 {
        self.weights.get(country).copied().unwrap_or_default()
    }

    /// The organisation that one of these senses names on the day, and its rivals; `None` too where rivals cannot be told apart.
    pub(super) fn organisation(
        &self,
        senses: &[Sense],
        country: Option<&str>,
    ) -> Option<(&'a Organisation, Vec<Candidate>)> {
        let mut found: Vec<(u32, &'a Organisation)> = senses
            .iter()
            .filter_map(|sense| match *sense {
                Sense::Organisation(at) => self.lexicon.actors.organisations.get(at as usize),
                _ => None,
            })
            .map(|organisation| {
                let here = country.is_some_and(|country| country == organisation.country);
                let score = self.weight(&organisation.country).min(20) + 100 * u32::from(here);
                (score + 1000 * u32::from(organisation.holds(self.day)), organisation)
            })
            .collect();
        found.sort_by(|a, b| (b.0, &a.1.id).cmp(&(a.0, &b.1.id)));
        let &(best, organisation) = found.first()?;
        let rivals: Vec<Candidate> = if found.len() > 1 {
            let total: u32 = found.iter().map(|(score, _)| score + 1).sum();
            found
                .iter()
                .map(|(score, it)| Candidate { id: it.identity().to_owned(), score: (score + 1) as f32 / total as f32 })
                .collect()
        } else {
            Vec::new()
        };
        let tied =
            found.get(1).is_some_and(|&(second, rival)| second == best && rival.identity() != organisation.identity());
        (!tied || found.iter().all(|(_, it)| it.country == organisation.country)).then_some((organisation, rivals))
    }

    /// A name alone.
    fn name(&self, named: &Named<'a>) -> Resolved {
        if named.senses.iter().any(|sense| matches!(sense, Sense::Organisation(_))) {
            let capital = named.senses.iter().any(|sense| matches!(sense, Sense::Capital(_)));
            return match self.organisation(named.senses, None) {
                Some((organisation, candidates)) => Resolved {
                    actor: Some(organisation_actor(organisation)),
                    candidates,
                    rule: if organisation.seat || capital { "M030 seat" } else { "M020 organisation" },
                    rows: vec![organisation.id.clone()],
                },
                None => {
                    Resolved { candidates: self.rivals(named.senses), rule: "M020 organisation", ..Resolved::default() }
                }
            };
        }
        let Some(state) = self.state(named.senses) else { return Resolved::default() };
        let (actor, rule) = match named.senses.iter().find(|sense| matches!(sense, Sense::State(_))) {
            None if named.senses.iter().any(|sense| matches!(sense, Sense::Capital(_))) => {
                (government_actor(state), "M031 capital")
            }
            None if named.senses.iter().any(|sense| matches!(sense, Sense::Natives(_) | Sense::Native(_))) => {
                (natives_actor(state), "M012 nationals")
            }
            None => (state_actor(state), "M011 adjective"),
            Some(_) => (state_actor(state), "M010 state"),
        };
        Resolved { actor: Some(actor), rule, rows: vec![state.id.clone()], ..Resolved::default() }
    }

    fn rivals(&self, senses: &[Sense]) -> Vec<Candidate> {
        let ids: Vec<&str> = senses
            .iter()
            .filter_map(|sense| match *sense {
                Sense::Organisation(at) => {
                    self.lexicon.actors.organisations.get(at as usize).map(Organisation::identity)
                }
                Sense::Person(at) | Sense::Surname(at) => {
                    self.lexicon.actors.persons.get(at as usize).map(|person| person.id.as_str())
                }
                _ => None,
            })
            .collect();
        let share = 1.0 / ids.len().max(1) as f32;
        ids.into_iter().map(|id| Candidate { id: id.to_owned(), score: share }).collect()
    }

    /// Roles without a person.
    fn role(&self, phrase: &Phrase<'a>, owner: Option<&Owner>) -> Resolved {
        let Some(head) = phrase.roles.last() else { return Resolved::default() };
        let role = head.role;
        let office = !role.offices.is_empty() || !role.holders.is_empty();
        let plural = role.agent.is_some_and(|(_, plural)| plural);
        let single = !plural && phrase.determiner != Determiner::Indefinite && !phrase.former;
        if office && single && !phrase.partial {
            let country = owner.map(|owner| owner.country.clone()).filter(|country| !country.is_empty());
            if let Some(country) = country.or_else(|| self.only_country(role)) {
                return self.office(phrase, role, &country, owner);
            }
        }
        let body = phrase.determiner == Determiner::Definite || role.agent.is_none() || owner.is_some();
        if let Some(found) =
            owner.filter(|_| single && !phrase.partial).and_then(|owner| self.leader(phrase, role, owner))
        {
            return found;
        }
        if role.institution.is_some() && !plural && body {
            return self.institution(role, owner);
        }
        if role.agent.is_some() || role.title.is_none() {
            return self.agent(phrase, head, owner);
        }
        Resolved::default()
    }
}

/// A title as the index of roles has it.
pub(super) fn folded_phrase(title: &str) -> String {
    let folded: Vec<String> = demarche_lexicon::actors::words(title).map(demarche_lexicon::actors::fold).collect();
    folded.join(" ")
}
