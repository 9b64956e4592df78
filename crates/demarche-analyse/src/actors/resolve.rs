//! From a phrase to the actor it names by itself, without the sentences around: lexicon and day in, actor with rivals and rows out.
//!
//! "the Iranian foreign minister" on 2025-06-17: owner Iran, office, holder of that day: `irn.araghchi`.

use super::make::{code_or_text, government_actor, natives_actor, organisation_actor, person_actor, some, state_actor};
use super::phrase::{Determiner, Named, Phrase, Titled};
use super::words::TextWords;
use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::{Case, Day, Organisation, Person, Role, Sense, State, StateKind, Tenure};
use demarche_lexicon::places::{Source, Written, fold_name, loose_key};
use demarche_model::{Actor, ActorKind, Candidate, Span};
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

    /// The country of a title with a name in it ("Kremlin spokesman", "Kharkiv governor"), if all who ever bore it are of one country.
    pub(super) fn only_country(&self, role: &Role) -> Option<String> {
        let actors = &self.lexicon.actors;
        let mut country: Option<&str> = None;
        for &(person, which) in &role.holders {
            let tenure = actors.persons.get(person as usize)?.tenures.get(which as usize)?;
            match country {
                None => country = Some(&tenure.country),
                Some(known) if known == tenure.country => {}
                Some(_) => return None,
            }
        }
        country.filter(|_| role.proper).map(str::to_owned)
    }

    /// An office whose country is known.
    fn office(&self, phrase: &Phrase<'a>, role: &Role, country: &str, owner: Option<&Owner>) -> Resolved {
        let actors = &self.lexicon.actors;
        let mut holders = actors.roles.holders(&actors.persons, role, country, self.day);
        // "Hamas leader", "NATO secretary general": the holders of an organisation's own title say so.
        if let Some(row) = owner.and_then(|owner| owner.organisation.as_deref())
            && let Some(organisation) = actors.organisation(row)
        {
            let own: Vec<(u32, u32)> =
                holders.iter().copied().filter(|&holder| self.serves(holder, organisation)).collect();
            // "president of the Riigikogu" is not the president of Estonia; "White House chief of staff" is whose title says so.
            let executive = matches!(
                organisation.body.as_str(),
                "presidency" | "government" | "prime-ministers-office" | "royal-court"
            );
            if own.is_empty() && !executive {
                return self.unnamed_office(phrase, role, owner);
            }
            if !own.is_empty() {
                holders = own;
            }
        }
        // "president of the Iranian football federation", "commander of the Turkish navy": only whose own title says so.
        let body = phrase.of_roles.last().filter(|titled| !self.is_executive(titled.role));
        if let Some(body) = body {
            holders.retain(|&holder| self.is_titled_with(holder, &body.role.phrase));
        }
        let mut persons: Vec<(&Person, &Tenure)> = holders
            .iter()
            .filter_map(|&(person, which)| {
                let person = actors.persons.get(person as usize)?;
                Some((person, person.tenures.get(which as usize)?))
            })
            .collect();
        // "IDF spokesman" is the one whose title it is before all, not the spokesman for foreign media.
        let place = |tenure: &Tenure| {
            tenure.titles.iter().position(|title| folded_phrase(title) == role.phrase).unwrap_or(usize::MAX)
        };
        let first = persons.iter().map(|(_, tenure)| place(tenure)).min().unwrap_or_default();
        if persons.len() > 1 && persons.iter().filter(|(_, tenure)| place(tenure) == first).count() == 1 {
            persons.retain(|(_, tenure)| place(tenure) == first);
        }
        persons.sort_by(|a, b| (b.1.from, &a.0.id).cmp(&(a.1.from, &b.0.id)));
        persons.dedup_by(|a, b| a.0.id == b.0.id);
        let exclusive = role
            .offices
            .iter()
            .any(|&office| actors.roles.offices.get(office as usize).is_some_and(|office| office.exclusive));
        match persons.as_slice() {
            [] => self.unnamed_office(phrase, role, owner),
            [(person, tenure)] => Resolved {
                actor: Some(person_actor(person, tenure, true)),
                candidates: Vec::new(),
                rule: "M050 office",
                rows: vec![tenure.id.clone()],
            },
            [(person, tenure), ..] => {
                let share = 1.0 / persons.len() as f32;
                let candidates =
                    persons.iter().map(|(person, _)| Candidate { id: person.id.clone(), score: share }).collect();
                let rows = persons.iter().map(|(_, tenure)| tenure.id.clone()).collect();
                // On the day of a handover the newer one is meant; several deputies stay several.
                let handover = exclusive
                    && persons.iter().skip(1).all(|(_, old)| old.to.is_some_and(|to| tenure.from <= Some(to)));
                let actor = if handover {
                    person_actor(person, tenure, true)
                } else {
                    self.office_actor(phrase, role, country)
                };
                Resolved { actor: Some(actor), candidates, rule: "M050 office", rows }
            }
        }
    }

    /// "Hamas political chief": whoever leads an organisation, by the titles that name it.
    fn leader(&self, phrase: &Phrase<'a>, role: &Role, owner: &Owner) -> Option<Resolved> {
        let last = role.phrase.rsplit(' ').next().unwrap_or_default();
        if !matches!(last, "chief" | "leader" | "head" | "boss") || phrase.roles.len() > 1 {
            return None;
        }
        let actors = &self.lexicon.actors;
        let organisation = actors.organisation(owner.organisation.as_deref()?)?;
        let offices = ["group-leader", "party-leader", "secretary-general", "director-general"];
        let holders = offices.iter().flat_map(|office| actors.roles.in_office(&owner.country, office));
        let serving =
            holders.copied().filter(|&holder| self.serves(holder, organisation)).filter_map(|(person, which)| {
                let person = actors.persons.get(person as usize)?;
                Some((person, person.tenures.get(which as usize)?))
            });
        let on_day = serving.filter(|(_, tenure)| self.day.map_or(tenure.to.is_none(), |day| tenure.holds(day)));
        let mut found: Vec<(i32, &Person, &Tenure)> =
            on_day.map(|(person, tenure)| (self.shared_words(phrase, tenure), person, tenure)).collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let &(best, person, tenure) = found.first()?;
        if found.get(1).is_some_and(|second| second.0 == best && second.1.id != person.id) {
            return None;
        }
        let actor = Some(person_actor(person, tenure, true));
        Some(Resolved { actor, candidates: Vec::new(), rule: "M052 leader", rows: vec![tenure.id.clone()] })
    }

    /// How well a phrase agrees with the best fitting title of a tenure: shared words count, words that only the title has count against.
    fn shared_words(&self, phrase: &Phrase<'a>, tenure: &Tenure) -> i32 {
        let leads = |word: &str| matches!(word, "chief" | "leader" | "head" | "boss");
        let said: Vec<&str> = (phrase.first..phrase.end).map(|word| self.words.folded(word)).collect();
        let agrees = |word: &str| said.iter().any(|&known| known == word || (leads(known) && leads(word)));
        let score =
            |title: &String| folded_phrase(title).split(' ').map(|word| if agrees(word) { 2 } else { -1 }).sum();
        tenure.titles.iter().map(score).max().unwrap_or_default()
    }

    /// A government, a presidency, a court: whoever presides over it holds the office of the state.
    fn is_executive(&self, role: &Role) -> bool {
        let institution = role.institution.and_then(|at| self.lexicon.actors.roles.institutions.get(at as usize));
        institution.is_some_and(|it| {
            matches!(
                it.id.rsplit('.').next(),
                Some("presidency" | "government" | "prime-ministers-office" | "royal-court")
            )
        })
    }

    /// Whether one of the titles of a tenure has these words.
    fn is_titled_with(&self, (person, which): (u32, u32), words: &str) -> bool {
        let person = self.lexicon.actors.persons.get(person as usize);
        let tenure = person.and_then(|person| person.tenures.get(which as usize));
        tenure.is_some_and(|tenure| tenure.titles.iter().any(|title| folded_phrase(title).contains(words)))
    }

    /// Whether a tenure is one in this organisation: its title or office names it.
    fn serves(&self, (person, which): (u32, u32), organisation: &Organisation) -> bool {
        let tenure =
            self.lexicon.actors.persons.get(person as usize).and_then(|person| person.tenures.get(which as usize));
        tenure.is_some_and(|tenure| {
            let names = [&organisation.name, &organisation.short].into_iter().chain(&organisation.aliases);
            tenure
                .titles
                .iter()
                .any(|title| names.clone().any(|name| !name.is_empty() && title.contains(name.as_str())))
        })
    }

    /// An office whose holder the lexicon does not know.
    fn unnamed_office(&self, phrase: &Phrase<'a>, role: &Role, owner: Option<&Owner>) -> Resolved {
        let country = owner.map(|owner| owner.country.as_str()).unwrap_or_default();
        let mut actor = self.office_actor(phrase, role, country);
        if let Some(owner) = owner.filter(|owner| !owner.sector.is_empty()) {
            actor.sector = Some(owner.sector.clone());
        }
        Resolved {
            actor: Some(actor),
            rule: "M051 office-unheld",
            rows: owner.map(|owner| owner.row.clone()).into_iter().collect(),
            ..Resolved::default()
        }
    }

    fn office_actor(&self, phrase: &Phrase<'a>, role: &Role, country: &str) -> Actor {
        let actors = &self.lexicon.actors;
        let state = actors.state(country);
        let words = self.role_words(phrase);
        let of_body = phrase.of_roles.last().is_some_and(|titled| !self.is_executive(titled.role));
        let (key, name) = match state {
            _ if of_body => (self.span_key(phrase), self.whole_span(phrase).of(self.text).to_owned()),
            Some(state) => (role.phrase.replace(' ', "-"), format!("{words} of {}", state.name)),
            None => (role.phrase.replace(' ', "-"), words.clone()),
        };
        Actor {
            id: format!("{}.office.{key}", code_or_text(country)),
            name,
            kind: ActorKind::Office,
            country: some(country),
            sector: self.sector_of(phrase, None),
            office: Some(words),
        }
    }

    /// The words of the roles as written ("foreign ministry spokesman").
    pub(super) fn role_words(&self, phrase: &Phrase<'a>) -> String {
        let (Some(first), Some(last)) = (phrase.roles.first(), phrase.roles.last()) else { return String::new() };
        self.lexicon.actors.usage.plainly(self.words.span(first.first, last.end).of(self.text))
    }

    /// An institution of a state ("Iran's foreign ministry").
    fn institution(&self, role: &Role, owner: Option<&Owner>) -> Resolved {
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
    fn agent(&self, phrase: &Phrase<'a>, head: &Titled<'a>, owner: Option<&Owner>) -> Resolved {
        let actors = &self.lexicon.actors;
        let agent = head.role.agent.and_then(|(at, _)| actors.roles.agents.get(at as usize));
        let plural = head.role.agent.is_some_and(|(_, plural)| plural);
        // "its neighbour", "Iran's ally": another than the state that stands before.
        let another = agent.is_some_and(|agent| self.lexicon.verbs.classes.has("another", &agent.singular));
        let owner = owner.filter(|owner| !another || owner.organisation.is_some());
        let sector = self.sector_of(phrase, owner);
        let person = agent.is_none_or(|agent| agent.person) && !plural;
        let kind = match sector.as_deref() {
            _ if person => ActorKind::Person,
            Some("MIL") => ActorKind::Military,
            Some("REB") => ActorKind::ArmedGroup,
            _ => ActorKind::Group,
        };
        let country = owner.map(|owner| owner.country.as_str()).unwrap_or_default();
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

    /// "Boston University", "University of Helsinki": in capitals, with a name in it, and one body, not any of its kind.
    fn is_named_body(&self, phrase: &Phrase<'a>, person: bool, plural: bool) -> bool {
        let Some(head) = phrase.roles.last() else { return false };
        let written = self.words.list.get(head.end - 1).is_some_and(|word| word.case > Case::Lower);
        let sector = self.own_sector(head.role);
        let private = matches!(sector, Some("EDU" | "BUS" | "HLH" | "SOC" | "REL" | "LAB" | "NGO"));
        let proper = phrase.place.is_some() || !phrase.owners.is_empty() || !phrase.of_owners.is_empty();
        written && proper && private && !person && !plural
    }

    /// The words of a phrase, with the place right before them that is part of the name.
    fn whole_span(&self, phrase: &Phrase<'a>) -> Span {
        let first = phrase.place.map_or(phrase.first, |(first, _)| first.min(phrase.first));
        let end = phrase.place.map_or(phrase.end, |(_, end)| end.max(phrase.end));
        self.words.span(first, end)
    }

    fn span_key(&self, phrase: &Phrase<'a>) -> String {
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

/// A title as the index of roles has it.
fn folded_phrase(title: &str) -> String {
    let folded: Vec<String> = demarche_lexicon::actors::words(title).map(demarche_lexicon::actors::fold).collect();
    folded.join(" ")
}
