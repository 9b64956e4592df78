//! Which person a name stands for: candidates of the lexicon rated by name, office, country and day; and persons whom it does not have.
//!
//! "Defence Minister Smith" is no Smith who never was a minister; "Sergei Viktorovich Lavrov" is Sergey Lavrov.

use super::make::{some, standing_actor};
use super::phrase::{Named, Phrase};
use super::resolve::{Context, Owner, Resolved};
use super::words::TextWords;
use demarche_lexicon::actors::{Case, Match, Person, Sense, Standing, Tenure, Word};
use demarche_lexicon::places::{Written, fold_name, loose_key};
use demarche_model::{Actor, ActorKind, Candidate};

impl<'a> Context<'a, '_> {
    /// A person's name with its roles.
    pub(super) fn person(&self, named: &Named<'a>, phrase: &Phrase<'a>, owner: Option<&Owner>) -> Resolved {
        let mut rated = self.rate(named, phrase, owner);
        rated.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.person.id.cmp(&b.person.id)));
        let candidates: Vec<Candidate> = if rated.len() > 1 || rated.first().is_some_and(|best| best.score < SURE) {
            rated
                .iter()
                .take(5)
                .map(|it| Candidate { id: it.person.id.clone(), score: (it.score / 2.0).clamp(0.0, 1.0) })
                .collect()
        } else {
            Vec::new()
        };
        if let Some(best) = rated.first()
            && best.score >= SURE
            && rated.get(1).is_none_or(|second| best.score - second.score > 0.05)
        {
            let (actor, row) = standing_actor(best.person, best.tenure, self.day);
            return Resolved {
                actor: Some(actor),
                candidates,
                rule: match (best.full, self.day, best.tenure) {
                    (_, None, None) => "M006 name-undated",
                    (true, ..) => "M001 full-name",
                    (false, ..) => "M002 surname",
                },
                rows: vec![row],
            };
        }
        Resolved { actor: None, candidates, rule: "M003 name-open", rows: Vec::new() }
    }

    /// A surname with nothing around it that tells whose it is: the one leader who bears it, where no other bearer comes near.
    ///
    /// "Putin met Obama" needs neither a date nor a country; "Rice" and "Brown" do, and "Powell" had two bearers in office at once.
    /// Who only shares the country with all rivals ("Bush") is left to [`Context::shared_by`].
    pub(super) fn leader_alone(&self, named: &Named<'a>, phrase: &Phrase<'a>) -> Option<Resolved> {
        let plain = phrase.roles.iter().all(|titled| titled.role.title.is_some() && titled.role.offices.is_empty());
        let surname = self.words.folded(named.end - 1);
        if !plain || named.end - named.first > 1 || self.lexicon.actors.is_common_name(surname) {
            return None;
        }
        let mut rated = self.rate(named, phrase, None);
        rated.sort_by(|a, b| self.prominence(b).cmp(&self.prominence(a)).then_with(|| a.person.id.cmp(&b.person.id)));
        let best = rated.first().filter(|best| self.prominence(best) >= LEADER)?;
        if rated.get(1).is_some_and(|second| self.prominence(second) + LEADER > self.prominence(best)) {
            return None;
        }
        let (mut actor, row) = standing_actor(best.person, None, self.day);
        if phrase.former {
            actor.sector = some("ELI");
        }
        let rule = if self.day.is_some() { "M005 leader-alone" } else { "M006 name-undated" };
        let rivals = rated.iter().skip(1).take(4);
        let candidates =
            rivals.map(|it| Candidate { id: it.person.id.clone(), score: (it.score / 2.0).clamp(0.0, 1.0) });
        Some(Resolved { actor: Some(actor), candidates: candidates.collect(), rule, rows: vec![row] })
    }

    /// Whether a name is that of a place of the gazetteer too.
    pub(super) fn is_place_name(&self, named: &Named<'a>) -> bool {
        let folded = fold_name(self.words.span(named.first, named.end).of(self.text));
        let places = &self.lexicon.places;
        let senses = places.listed_named(&folded, &loose_key(&folded));
        senses.iter().any(|sense| sense.exact && sense.size >= TOWN)
            || !places.own_named(&folded, Written::default()).is_empty()
    }

    /// How likely a report means this bearer by the surname alone: by the office held on the day, else by the main one.
    fn prominence(&self, rated: &Rated<'a>) -> u8 {
        let of_rank = |tenure: &Tenure| match tenure.rank() {
            0 => 3,
            1 => 2,
            _ => 1,
        };
        let person = rated.person;
        let Some(day) = self.day else { return person.main_tenure().map_or(0, of_rank) };
        let held = |tenure: &Tenure| tenure.to.is_some_and(|to| to < day);
        let known = person.tenures.iter().map(|tenure| match (tenure.holds(day), held(tenure)) {
            (true, _) => of_rank(tenure),
            (false, true) => of_rank(tenure) - 1,
            (false, false) => 0,
        });
        known.max().unwrap_or_default()
    }

    /// Country and sector that all bearers of an open name share, at least one of them a leader: "President Bush" is the United
    /// States' whichever of the two he is.
    pub(super) fn shared_by(&self, named: &Named<'a>, phrase: &Phrase<'a>) -> Option<(String, Option<String>)> {
        if self.lexicon.actors.is_common_name(self.words.folded(named.end - 1)) {
            return None;
        }
        let rated = self.rate(named, phrase, None);
        rated.iter().find(|it| self.prominence(it) >= LEADER)?;
        let mut standing = rated.iter().map(|it| standing_actor(it.person, it.tenure, self.day).0);
        let first = standing.next()?;
        let country = first.country.clone()?;
        let mut sector = first.sector;
        for other in standing {
            if other.country.as_ref() != Some(&country) {
                return None;
            }
            sector = sector.filter(|sector| other.sector.as_ref() == Some(sector));
        }
        Some((country, sector))
    }

    /// The row of the organisation in which a person serves by a tenure: the first that one of its titles names.
    pub(super) fn organisation_served(&self, person: &str, tenure: &str) -> Option<&'a str> {
        let actors = &self.lexicon.actors;
        let tenure = actors.person(person)?.tenures.iter().find(|known| known.id == tenure)?;
        for title in &tenure.titles {
            let words = TextWords::of_phrase(title);
            for at in 0..words.len() {
                let found = actors.names.longest(words.window(at).words());
                let organisation = found.and_then(|found| self.organisation(found.senses, Some(&tenure.country)));
                if let Some((organisation, _)) = organisation {
                    return Some(&organisation.id);
                }
            }
        }
        let whole = match tenure.country.as_str() {
            "UNO" => "un",
            "EUR" => "eu",
            _ => return None,
        };
        actors.organisations.iter().find(|it| it.short.eq_ignore_ascii_case(whole)).map(|it| it.id.as_str())
    }

    /// Without sentences around: the one bearer of a name who holds an office on the day, and clearly the first among all.
    pub(super) fn best_bearer(&self, named: &Named<'a>) -> Option<Resolved> {
        let mut rated = self.rate(named, &Phrase::default(), None);
        rated.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.person.id.cmp(&b.person.id)));
        let best = rated.first().filter(|best| best.score >= if best.full { 0.82 } else { 0.55 })?;
        // Who left a lesser office is not known by a surname alone.
        let lesser = |tenure: &Tenure| tenure.to.is_some() && tenure.rank() > 1;
        if self.day.is_none() && !best.full && best.person.main_tenure().is_some_and(lesser) {
            return None;
        }
        let clear = rated.get(1).is_none_or(|second| best.score - second.score > 0.05);
        let (actor, row) = standing_actor(best.person, None, self.day);
        let rule = if self.day.is_some() { "M002 surname" } else { "M006 name-undated" };
        clear.then(|| Resolved { actor: Some(actor), candidates: Vec::new(), rule, rows: vec![row] })
    }

    /// A person whom the lexicon does not have, described by the words around the name.
    pub(super) fn text_person(&self, named: &Named<'a>, phrase: &Phrase<'a>, owner: Option<&Owner>) -> Actor {
        let words: Vec<&str> = (named.first..named.end).map(|at| self.words.folded(at)).collect();
        // "Palestinian leader Yasser Arafat": the title itself tells whose.
        let titled = || phrase.roles.iter().find_map(|titled| self.only_country(titled.role));
        let country = owner.map(|owner| owner.country.clone()).or_else(titled).unwrap_or_default();
        let office = (!phrase.roles.is_empty()).then(|| self.role_words(phrase)).filter(|_| self.names_office(phrase));
        Actor {
            id: format!("text:{}", words.join("-")),
            name: self.words.span(named.first, named.end).of(self.text).to_owned(),
            kind: ActorKind::Person,
            country: some(&country),
            sector: self.sector_of(phrase, owner).or_else(|| owner.and_then(|owner| some(&owner.sector))),
            office,
        }
    }

    /// Whether the roles say more than "Mr."
    fn names_office(&self, phrase: &Phrase<'a>) -> bool {
        phrase.roles.iter().any(|titled| titled.role.title.is_none() || !titled.role.offices.is_empty())
    }

    fn rate(&self, named: &Named<'a>, phrase: &Phrase<'a>, owner: Option<&Owner>) -> Vec<Rated<'a>> {
        let mut rated = Vec::new();
        for (at, base, full) in self.bearers(named) {
            let Some(person) = self.lexicon.actors.persons.get(at as usize) else { continue };
            if let Some(found) = self.rate_one(person, at, base, full, phrase, owner) {
                rated.push(found);
            }
        }
        rated
    }

    /// Persons who bear the name: number, how much the name alone says, whether it is a full name.
    fn bearers(&self, named: &Named<'a>) -> Vec<(u32, f32, bool)> {
        let actors = &self.lexicon.actors;
        let count = named.end - named.first;
        let of_senses = |senses: &[Sense], full: f32| {
            let mut found: Vec<(u32, f32, bool)> = senses
                .iter()
                .filter_map(|sense| match *sense {
                    Sense::Person(at) if count > 1 => Some((at, full, true)),
                    Sense::Person(at) => Some((at, 0.6, false)),
                    Sense::Surname(at) => Some((at, 0.5, false)),
                    _ => None,
                })
                .collect();
            found.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
            found.dedup_by_key(|bearer| bearer.0);
            found
        };
        let found = of_senses(named.senses, 1.0);
        if !found.is_empty() {
            return found;
        }
        let words: Vec<&str> = (named.first..named.end).map(|at| self.words.folded(at)).collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
        // "Josep Borrell Fontelles": a second surname, if the rest holds an office; "Juan Carlos Jobet" is no former king.
        if count > 2 {
            let front = &words[..count - 1];
            let front: Vec<Word<'_>> =
                front.iter().map(|folded| Word { folded, case: Case::Capital, after_the: false }).collect();
            if let Some(found) = actors.names.longest(&front).filter(|found| found.words + 1 == count) {
                // Without a day nothing tells whether the bearer is in office.
                return of_senses(found.senses, if self.day.is_some() { 0.7 } else { 0.6 });
            }
        }
        // "Sergei Viktorovich Lavrov", "William J. Burns": first and last word are a name of the lexicon.
        if count > 2 {
            let ends = [*first, *last].map(|folded| Word { folded, case: Case::Capital, after_the: false });
            if let Some(found) = actors.names.longest(&ends).filter(|found| found.words == 2) {
                return of_senses(found.senses, 0.95);
            }
            let without_first = words[1..]
                .iter()
                .map(|folded| Word { folded, case: Case::Capital, after_the: false })
                .collect::<Vec<_>>();
            // A first name before a surname of two words ("Ahmed al-Shara") is not to be passed over.
            let full = |found: &Match<'_>| found.senses.iter().any(|sense| matches!(sense, Sense::Person(_)));
            let rest = actors.names.longest(&without_first).filter(|found| found.words + 1 == count);
            if let Some(found) = rest.filter(full) {
                return of_senses(found.senses, 0.95);
            }
        }
        let loosely = actors.persons_loosely(words.iter().copied());
        if !loosely.is_empty() {
            let base = if count > 1 { 0.95 } else { 0.45 };
            return loosely.iter().map(|&at| (at, base, count > 1)).collect();
        }
        Vec::new()
    }

    fn rate_one(
        &self,
        person: &'a Person,
        at: u32,
        base: f32,
        full: bool,
        phrase: &Phrase<'a>,
        owner: Option<&Owner>,
    ) -> Option<Rated<'a>> {
        let roles = &self.lexicon.actors.roles;
        let country = owner.map(|owner| owner.country.as_str()).unwrap_or_default();
        let of_country = |tenure: &&Tenure| country.is_empty() || tenure.country == country;
        if !person.tenures.iter().any(|tenure| of_country(&tenure)) {
            return None;
        }
        let mut score = base;
        let titled = phrase.roles.iter().chain(&phrase.of_roles).filter(|titled| {
            titled.role.title.is_none() || !titled.role.offices.is_empty() || !titled.role.holders.is_empty()
        });
        let mut matched: Option<&Tenure> = None;
        let mut asked = false;
        for titled in titled {
            let role = titled.role;
            asked |= !role.offices.is_empty() || !role.holders.is_empty();
            for (tenure, which) in person.tenures.iter().zip(0..) {
                let own = role.holders.contains(&(at, which));
                let generic = role.offices.iter().any(|&office| {
                    roles.offices.get(office as usize).is_some_and(|office| office.key == tenure.office)
                });
                let holds = self.day.is_none_or(|day| tenure.holds(day));
                let better = matched.is_none_or(|known| holds && !self.day.is_none_or(|day| known.holds(day)));
                if (own || generic) && of_country(&tenure) && better {
                    matched = Some(tenure);
                }
            }
        }
        if let Some(tenure) = matched {
            score += if self.day.is_none_or(|day| tenure.holds(day)) { 0.5 } else { 0.3 };
        } else if asked && !full {
            // "Defence Minister Smith" is no Smith who never was one.
            score -= 0.3;
        }
        score += match (self.day, person.standing(self.day)?) {
            // Without a day, who is in office when the list was written says nothing.
            (None, _) => 0.2 - 0.02 * person.main_tenure().map_or(0.0, |tenure| f32::from(tenure.rank())),
            (_, Standing::Holds(tenure)) => 0.25 - 0.02 * f32::from(tenure.rank()),
            (_, Standing::Held(_)) => 0.1,
            (_, Standing::Later(_)) => -0.05,
        };
        score += if !country.is_empty() { 0.25 } else { 0.0 };
        let named = person.tenures.iter().map(|tenure| self.weight(&tenure.country)).max().unwrap_or_default();
        score += 0.04 * named.min(5) as f32;
        Some(Rated { person, tenure: matched, score, full })
    }
}

/// From this score on a person is taken for the one meant.
const SURE: f32 = 0.84;

/// The size of a place whose name a report may well mean: some thirty thousand inhabitants.
const TOWN: u8 = 9;

/// The prominence of a foreign minister in office, of a head of state or government in office or out of it.
const LEADER: u8 = 2;

/// A person who bears a name, and how well everything fits.
#[derive(Clone, Debug)]
struct Rated<'a> {
    person: &'a Person,
    /// The tenure that the words around the name ask for.
    tenure: Option<&'a Tenure>,
    score: f32,
    full: bool,
}
