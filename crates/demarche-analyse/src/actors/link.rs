//! From names to actors: words of a text in, mentions of states, organisations and persons out.
//!
//! "Moscow sent a message to Israel": the capital acts, so it is Russia's government; Israel is the state.

use super::day_of;
use super::words::TextWords;
use crate::Reading;
use demarche_language::{Dep, EntityKind, Parse, Pos};
use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::{Day, Organisation, Person, Sense, Standing, State};
use demarche_model::{Actor, ActorKind, Mention, Span};

/// The mentions that names of the lexicon make.
pub(super) fn names(reading: Reading<'_>) -> Vec<Mention> {
    let words = TextWords::of_parse(&reading.article.text, reading.parse);
    let day = day_of(reading.article.published.as_ref());
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < words.list.len() {
        let window = words.window(at);
        let Some(found) = reading.lexicon.actors.names.longest(window.words()) else {
            at += 1;
            continue;
        };
        let (first, last) = (words.list[at], words.list[at + found.words - 1]);
        let span = Span::new(first.span.start, last.span.end);
        if let Some((actor, row)) = choose(reading.lexicon, reading.parse, found.senses, last.token as usize, day) {
            mentions.push(Mention {
                span,
                actor: Some(actor),
                candidates: Vec::new(),
                same_as: None,
                rule: "M010 name",
                rows: vec![row],
            });
        }
        at += found.words;
    }
    mentions
}

/// The actor that a name stands for here.
fn choose(
    lexicon: &Lexicon,
    parse: &Parse,
    senses: &[Sense],
    token: usize,
    day: Option<Day>,
) -> Option<(Actor, String)> {
    let actors = &lexicon.actors;
    let mut best = None;
    for &sense in senses {
        let (rank, made) = match sense {
            Sense::Organisation(at) => (0, actors.organisations.get(at as usize).map(organisation_actor)),
            Sense::Person(at) => (1, actors.persons.get(at as usize).map(|person| person_actor(person, day))),
            Sense::State(at) => (2, actors.states.get(at as usize).map(state_actor)),
            Sense::Adjective(at) | Sense::Native(at) | Sense::Natives(at) => {
                (3, actors.states.get(at as usize).map(state_actor))
            }
            Sense::Capital(at) if acts(parse, token) => (4, actors.states.get(at as usize).map(government_actor)),
            Sense::Capital(_) => (4, None),
            Sense::Surname(at) if person_entity(parse, token) => {
                (5, actors.persons.get(at as usize).map(|person| person_actor(person, day)))
            }
            Sense::Surname(_) => (5, None),
        };
        if let Some(made) = made
            && best.as_ref().is_none_or(|(known, _)| rank < *known)
        {
            best = Some((rank, made));
        }
    }
    best.map(|(_, made)| made)
}

fn person_entity(parse: &Parse, token: usize) -> bool {
    let at = parse.entities.partition_point(|entity| entity.end as usize <= token);
    parse.entities.get(at).is_some_and(|entity| entity.first as usize <= token && entity.kind == EntityKind::Person)
}

/// Whether the name of a place acts: subject, agent, possessor, or object of a preposition that is not one of place.
fn acts(parse: &Parse, token: usize) -> bool {
    let word = &parse.tokens[token];
    match word.dep {
        Dep::Nsubj | Dep::Nsubjpass | Dep::Poss | Dep::Dobj | Dep::Dative => true,
        Dep::Pobj => parse.head(token).is_some_and(|preposition| {
            let governor = parse.head(preposition);
            let of_noun = governor.is_some_and(|at| matches!(parse.tokens[at].pos, Pos::Noun | Pos::Propn));
            match parse.tokens[preposition].norm.as_str() {
                "with" | "by" | "against" | "between" | "for" => true,
                "to" | "from" => of_noun,
                _ => false,
            }
        }),
        Dep::Conj => parse.head(token).is_some_and(|head| head != token && head < token && acts(parse, head)),
        _ => false,
    }
}

fn state_actor(state: &State) -> (Actor, String) {
    let actor = Actor {
        id: state.id.clone(),
        name: state.name.clone(),
        kind: ActorKind::State,
        country: (!state.code.is_empty()).then(|| state.code.clone()),
        sector: None,
        office: None,
    };
    (actor, state.id.clone())
}

fn government_actor(state: &State) -> (Actor, String) {
    let (actor, row) = state_actor(state);
    (Actor { kind: ActorKind::Government, sector: Some("GOV".to_owned()), ..actor }, row)
}

fn organisation_actor(organisation: &Organisation) -> (Actor, String) {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let actor = Actor {
        id: organisation.identity().to_owned(),
        name: organisation.name.clone(),
        kind: organisation.kind,
        country: some(&organisation.country),
        sector: some(&organisation.sector),
        office: None,
    };
    (actor, organisation.id.clone())
}

fn person_actor(person: &Person, day: Option<Day>) -> (Actor, String) {
    let standing = person.standing(day);
    let tenure = standing.map(Standing::tenure);
    let row = tenure.map_or_else(|| person.id.clone(), |tenure| tenure.id.clone());
    let title = |tenure: &demarche_lexicon::Tenure| {
        tenure.titles.first().cloned().unwrap_or_else(|| tenure.office.replace('-', " "))
    };
    let (sector, office) = match standing {
        Some(Standing::Holds(tenure)) => (Some(tenure.sector.clone()), Some(title(tenure))),
        Some(Standing::Held(tenure)) => (Some("ELI".to_owned()), Some(format!("former {}", title(tenure)))),
        _ => (None, None),
    };
    let actor = Actor {
        id: person.id.clone(),
        name: person.name.clone(),
        kind: ActorKind::Person,
        country: tenure.map(|tenure| tenure.country.clone()).filter(|country| !country.is_empty()),
        sector,
        office,
    };
    (actor, row)
}
