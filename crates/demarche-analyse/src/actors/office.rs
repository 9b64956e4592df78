//! Offices: a title and a country in, whoever held it on that day out, or the office without a holder.
//!
//! "the Iranian foreign minister" on 2025-06-17 is `irn.araghchi`; "the Hamas political chief" is whoever's title names Hamas.

use super::make::{code_or_text, person_actor, some};
use super::phrase::Phrase;
use super::resolve::{Context, Owner, Resolved, folded_phrase};
use demarche_lexicon::actors::{Case, Organisation, Person, Role, Sense, Tenure, Word};
use demarche_model::{Actor, ActorKind, Candidate};

impl<'a> Context<'a, '_> {
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
        country.filter(|country| role.proper || self.opens_with_body_of(role, country)).map(str::to_owned)
    }

    /// Whether a title opens with the name of a body of a country: "State Department spokesman".
    fn opens_with_body_of(&self, role: &Role, country: &str) -> bool {
        let actors = &self.lexicon.actors;
        let words = role.phrase.split(' ').map(|folded| Word { folded, case: Case::Capital, after_the: false });
        let words: Vec<Word<'_>> = words.collect();
        let mut found =
            actors.names.all(&words).filter(|found| found.words > 1 && found.words < words.len()).peekable();
        let of_country = |sense: &Sense| match *sense {
            Sense::Organisation(at) => {
                actors.organisations.get(at as usize).is_some_and(|body| body.country == country)
            }
            _ => false,
        };
        found.peek().is_some() && found.all(|found| found.senses.iter().all(of_country))
    }

    /// An office whose country is known.
    pub(super) fn office(&self, phrase: &Phrase<'a>, role: &Role, country: &str, owner: Option<&Owner>) -> Resolved {
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
        let offices = || role.offices.iter().filter_map(|&office| actors.roles.offices.get(office as usize));
        let exclusive = offices().any(|office| office.exclusive);
        let posted = offices().any(|office| office.many);
        match persons.as_slice() {
            [] => self.unnamed_office(phrase, role, owner),
            // "Iran's envoy": a state has many, and the lists a few of them.
            [(person, _)] if posted && !role.proper => Resolved {
                candidates: vec![Candidate { id: person.id.clone(), score: 0.5 }],
                ..self.unnamed_office(phrase, role, owner)
            },
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
    pub(super) fn leader(&self, phrase: &Phrase<'a>, role: &Role, owner: &Owner) -> Option<Resolved> {
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
    pub(super) fn is_executive(&self, role: &Role) -> bool {
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
    pub(super) fn unnamed_office(&self, phrase: &Phrase<'a>, role: &Role, owner: Option<&Owner>) -> Resolved {
        let only = || self.only_country(role).unwrap_or_default();
        let country = owner.map_or_else(only, |owner| owner.country.clone());
        let mut actor = self.office_actor(phrase, role, &country);
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
}
