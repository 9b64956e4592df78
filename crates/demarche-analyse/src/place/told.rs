//! Names that are told of as something else: a candidate name and the place chosen for it in, whether it is no place here out.
//!
//! "talks with Obama in June": *Obama* is who is met and *June* a month, though towns have both names.

use super::names::Name;
use crate::Reading;
use demarche_language::EntityKind;
use demarche_lexicon::places::{PlaceSense, Source};
use demarche_model::{Actor, ActorKind, Mention, Span};
use std::collections::BTreeSet;

/// From this size on a town is meant though somebody is called so: some thirty thousand people, as [`PlaceSense::size`] counts them.
const LARGE: u8 = 9;

/// Whether the words name somebody or some day rather than this place. What our own list or the list of countries has is told of as a place
/// more often than not; a name that only the gazetteer knows, or nobody, is not.
pub(super) fn is_other(reading: Reading<'_>, names: &Names<'_>, name: &Name, sense: Option<&PlaceSense>) -> bool {
    if is_shortened_verb(reading, name) {
        return true;
    }
    if sense.is_some_and(|sense| !matches!(sense.source, Source::Gazetteer(_))) {
        return is_initials_of_another(reading, name, sense);
    }
    is_day(reading, name) || is_actor(reading, name, sense) || is_surname(names, reading, name, sense)
}

/// "I'd", "they'll".
fn is_shortened_verb(reading: Reading<'_>, name: &Name) -> bool {
    let last = reading.parse.tokens.get(name.tokens.end - 1).map_or("", |token| token.norm.as_str());
    name.tokens.len() > 1
        && (last.starts_with('\'') || last.starts_with('’'))
        && !matches!(last, "'s" | "’s" | "'" | "’")
}

/// "the PA", said of an authority: not the state that the same letters stand for.
fn is_initials_of_another(reading: Reading<'_>, name: &Name, sense: Option<&PlaceSense>) -> bool {
    let text = name.span.of(&reading.article.text);
    let initials = text.len() <= 4 && text.chars().all(|letter| letter.is_uppercase());
    let named =
        |actor: &Actor| actor.country.as_deref().map(str::as_bytes) != sense.map(|sense| sense.country.as_slice());
    initials
        && sense.is_some_and(|sense| sense.country[0] != 0)
        && whole(reading, name.span).and_then(|mention| mention.actor.as_ref()).is_some_and(named)
}

/// "in June", "on May 4".
fn is_day(reading: Reading<'_>, name: &Name) -> bool {
    let first = reading.times.partition_point(|time| time.span.end <= name.span.start);
    reading.times.get(first).is_some_and(|time| time.span.start < name.span.end)
}

/// The name of somebody whom the lists know, or part of it: "the International Court of *Justice*".
fn is_actor(reading: Reading<'_>, name: &Name, sense: Option<&PlaceSense>) -> bool {
    let Some(mention) = around(reading, name.span) else { return false };
    let Some(actor) = mention.actor.as_ref().filter(|actor| is_listed(actor)) else { return false };
    let whole = without_ending(reading, mention.span) == name.span;
    let abroad =
        sense.is_none_or(|sense| actor.country.as_deref().map(str::as_bytes) != Some(sense.country.as_slice()));
    match actor.kind {
        ActorKind::State | ActorKind::Population | ActorKind::Place | ActorKind::Group | ActorKind::Outlet => false,
        ActorKind::Government | ActorKind::Office if whole => false,
        // "in Lagos", though somebody is called so; "in Obama's view".
        _ if whole => mention.span != name.span || !name.around.locative,
        ActorKind::Person | ActorKind::Office => abroad && !name.around.modifies,
        _ => abroad,
    }
}

/// Whether an actor is of the lists, not made from the words of the report.
fn is_listed(actor: &Actor) -> bool {
    !actor.id.contains("text:") && actor.country.is_some()
}

/// "Misri" in a report that names Vikram Misri.
fn is_surname(names: &Names<'_>, reading: Reading<'_>, name: &Name, sense: Option<&PlaceSense>) -> bool {
    let large = sense.is_some_and(|sense| sense.primary && sense.size >= LARGE);
    name.tokens.len() == 1 && !large && names.0.contains(name.span.of(&reading.article.text))
}

/// The words of the full names of people that a report gives: "Vikram", "Misri".
pub(super) struct Names<'a>(BTreeSet<&'a str>);

impl<'a> Names<'a> {
    /// Collects them.
    pub(super) fn of(reading: Reading<'a>) -> Self {
        let people = reading.parse.entities.iter().filter(|entity| entity.kind == EntityKind::Person);
        let full = people.map(|entity| entity.first as usize..entity.end as usize).filter(|tokens| tokens.len() > 1);
        let words = full.filter_map(|tokens| reading.parse.tokens.get(tokens)).flatten();
        let text = &reading.article.text;
        let mut names: BTreeSet<&str> = words.map(|token| Span::new(token.start, token.end).of(text)).collect();
        let known = |mention: &&Mention| {
            mention.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Person && is_listed(actor))
        };
        for mention in reading.mentions.iter().filter(known) {
            let mut words = mention.span.of(text).split_whitespace();
            if let (Some(last), Some(_)) = (words.next_back(), words.next()) {
                names.insert(last);
            }
        }
        Self(names)
    }
}

/// The mention that a name stands in.
fn around(reading: Reading<'_>, span: Span) -> Option<&Mention> {
    let after = reading.mentions.partition_point(|mention| mention.span.start <= span.start);
    reading.mentions.get(..after)?.iter().rev().take(3).find(|mention| mention.span.contains(span))
}

/// The mention that is this name and no more.
fn whole(reading: Reading<'_>, span: Span) -> Option<&Mention> {
    around(reading, span).filter(|mention| without_ending(reading, mention.span) == span)
}

/// A span without a possessive ending.
fn without_ending(reading: Reading<'_>, span: Span) -> Span {
    let text = span.of(&reading.article.text);
    let bare = text.strip_suffix("'s").or_else(|| text.strip_suffix("’s")).unwrap_or(text);
    Span::new(span.start, span.start + u32::try_from(bare.len()).unwrap_or_default())
}
