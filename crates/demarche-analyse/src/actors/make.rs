//! Actors as the record has them, made from the rows of the lexicon.
//!
//! `rus.lavrov.foreign-minister` on a day of the tenure becomes Sergey Lavrov, RUS, GOV, foreign minister; a year later, ELI.

use demarche_lexicon::actors::{Day, Organisation, Person, Precision, Standing, State, StateKind, Tenure};
use demarche_model::{Actor, ActorKind};

pub(super) fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

pub(super) fn code_or_text(country: &str) -> String {
    if country.is_empty() { "text:".to_owned() } else { country.to_ascii_lowercase() }
}

/// A state by its name or adjective.
pub(super) fn state_actor(state: &State) -> Actor {
    let kind = match state.kind {
        StateKind::State => ActorKind::State,
        StateKind::Region => ActorKind::Place,
        StateKind::People => ActorKind::Population,
        StateKind::Bloc => ActorKind::Group,
    };
    Actor {
        id: state.id.clone(),
        name: state.name.clone(),
        kind,
        country: some(&state.code),
        sector: some(&state.sector),
        office: None,
    }
}

/// A state by its capital: its government.
pub(super) fn government_actor(state: &State) -> Actor {
    Actor { kind: ActorKind::Government, sector: some("GOV"), ..state_actor(state) }
}

pub(super) fn natives_actor(state: &State) -> Actor {
    let adjective = state.adjectives.first().unwrap_or(&state.name);
    Actor {
        id: format!("{}.people", state.id),
        name: format!("{adjective} people"),
        kind: ActorKind::Population,
        ..state_actor(state)
    }
}

/// An organisation.
pub(super) fn organisation_actor(organisation: &Organisation) -> Actor {
    Actor {
        id: organisation.identity().to_owned(),
        name: organisation.name.clone(),
        kind: organisation.kind,
        country: some(&organisation.country),
        sector: some(&organisation.sector),
        office: None,
    }
}

/// A person in one of the offices held.
pub(super) fn person_actor(person: &Person, tenure: &Tenure, holds: bool) -> Actor {
    let title = tenure.title();
    // A row "former president" says what somebody is once out of office.
    let former = title.starts_with("former ");
    let out = !holds || (former && tenure.sector == "GOV");
    Actor {
        id: person.id.clone(),
        name: person.name.clone(),
        kind: ActorKind::Person,
        country: some(&tenure.country),
        sector: some(if out { "ELI" } else { &tenure.sector }),
        office: Some(if holds || former { title } else { format!("former {title}") }),
    }
}

/// A person as of a day; `asked` is the tenure that the words name.
pub(super) fn standing_actor(person: &Person, asked: Option<&Tenure>, day: Option<Day>) -> (Actor, String) {
    // Words that give the office today outweigh an end that is known only roughly.
    let lately = |tenure: &Tenure, day: Day| {
        tenure.precision != Precision::Day && tenure.to.is_some_and(|to| to <= day && day.0 - to.0 <= 20_000)
    };
    if let Some(tenure) = asked.filter(|tenure| day.is_none_or(|day| tenure.holds(day) || lately(tenure, day))) {
        return (person_actor(person, tenure, true), tenure.id.clone());
    }
    let Some(day) = day else { return undated_actor(person) };
    match person.standing(Some(day)) {
        Some(Standing::Holds(tenure)) => (person_actor(person, tenure, true), tenure.id.clone()),
        Some(Standing::Held(tenure)) => (person_actor(person, tenure, false), tenure.id.clone()),
        Some(Standing::Later(tenure)) => {
            // What the person was before the first known office is not known.
            let actor = Actor { sector: None, office: None, ..person_actor(person, tenure, true) };
            (actor, tenure.id.clone())
        }
        None => (officeless(person), person.id.clone()),
    }
}

/// A person in a report without a date: whose and of which sector by the main office, the office itself left open.
fn undated_actor(person: &Person) -> (Actor, String) {
    match person.main_tenure() {
        Some(tenure) => (Actor { office: None, ..person_actor(person, tenure, true) }, tenure.id.clone()),
        None => (officeless(person), person.id.clone()),
    }
}

fn officeless(person: &Person) -> Actor {
    Actor {
        id: person.id.clone(),
        name: person.name.clone(),
        kind: ActorKind::Person,
        country: None,
        sector: None,
        office: None,
    }
}
