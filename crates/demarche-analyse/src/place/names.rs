//! Words that may name a place: a parsed report in, candidate names with all the places each can stand for out.
//!
//! "Fighting was reported near Khan Younis on Monday": the recogniser or the preposition says that *Khan Younis* is a place, the gazetteer which.
//! Names of our own list and of countries are taken wherever they stand; those of the gazetteer need a reason ("Reading", "Nice", "Of"
//! are towns too).

use super::nearby::Around;
use crate::Reading;
use demarche_language::{Dep, Entity, EntityKind, Pos};
use demarche_lexicon::places::{PlaceSense, PlaceWord, PlaceWords, Source, Written, fold_name, loose_key};
use demarche_model::Span;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

/// A candidate name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its bytes: without a possessive ending.
    pub(super) span: Span,
    /// Its folded form.
    pub(super) folded: String,
    /// What it can stand for.
    pub(super) senses: Rc<[PlaceSense]>,
    /// Why it may be a place.
    pub(super) ground: Ground,
    /// The words around it.
    pub(super) around: Around,
}

/// Why words may name a place, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// The recogniser says that it is a place.
    Entity,
    /// It is listed among our own places or countries.
    Listed,
    /// A report begins with it: "BEIRUT, Lebanon (AP) —".
    Dateline,
    /// It is part of the name of a body or building: "Titus County Jail".
    InName,
    /// It is part of a name of another kind: "Dublin Singers".
    InOther,
    /// The recogniser says that it is something else.
    OtherEntity,
    /// The recogniser says that it is a person.
    Person,
    /// Only its capital letter.
    Bare,
}

/// Most tokens of a name.
const LONGEST: usize = 7;
/// Small words inside names: "Rio Grande do Sul", "Deir ez-Zor", "Bosnia and Herzegovina".
const SMALL: &[&str] = &[
    "-", "‑", "–", "'s", "’s", "a", "ad", "al", "an", "and", "ar", "as", "ash", "at", "az", "d'", "da", "de", "del",
    "della", "den", "der", "des", "di", "do", "dos", "du", "e", "el", "em", "es", "et", "ez", "i", "in", "la", "las",
    "le", "les", "los", "of", "on", "the", "upon", "y",
];

/// Finds the candidate names, in text order, without overlap.
pub(super) fn find(reading: Reading<'_>) -> Vec<Name> {
    let mut finder = Finder::new(reading);
    let mut names = Vec::new();
    let mut at = 0;
    while at < reading.parse.tokens.len() {
        match finder.name_at(at) {
            Some(name) => {
                at = name.tokens.end;
                names.push(name);
            }
            None => at += 1,
        }
    }
    names
}

/// Looks for names in one report.
pub(super) struct Finder<'a> {
    pub(super) reading: Reading<'a>,
    entity_of: Vec<Option<Entity>>,
    listed: HashMap<String, Rc<[PlaceSense]>>,
}

impl<'a> Finder<'a> {
    fn new(reading: Reading<'a>) -> Self {
        let mut entity_of = vec![None; reading.parse.tokens.len()];
        for entity in &reading.parse.entities {
            let tokens = entity.first as usize..entity.end as usize;
            if let Some(slots) = entity_of.get_mut(tokens) {
                slots.fill(Some(*entity));
            }
        }
        Self { reading, entity_of, listed: HashMap::new() }
    }

    pub(super) fn words(&self) -> &'a PlaceWords {
        &self.reading.lexicon.places.words
    }

    /// The normal form of a token; empty outside the text.
    pub(super) fn lower(&self, token: usize) -> &'a str {
        self.reading.parse.tokens.get(token).map_or("", |token| token.norm.as_str())
    }

    fn word(&self, token: usize) -> &'a str {
        let text = self.reading.article.text.as_str();
        self.reading.parse.tokens.get(token).map_or("", |token| Span::new(token.start, token.end).of(text))
    }

    fn is_capital(&self, token: usize) -> bool {
        self.word(token).chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    }

    /// The longest name that begins at a token.
    fn name_at(&mut self, first: usize) -> Option<Name> {
        if !self.is_capital(first) && !self.begins_small(first) {
            return None;
        }
        self.listed_at(first).or_else(|| self.unlisted(first))
    }

    fn listed_at(&mut self, first: usize) -> Option<Name> {
        let own = self.reading.lexicon.places.begins(&first_word(self.word(first)));
        (first + 1..=self.reach(first)).rev().find_map(|end| self.name(first..end, own))
    }

    /// A name that the recogniser takes for a place and no list knows.
    fn unlisted(&mut self, first: usize) -> Option<Name> {
        let entity = self.entity_of.get(first).copied().flatten()?;
        let tokens = self.core(entity);
        if !matches!(entity.kind, EntityKind::Gpe | EntityKind::Loc) || tokens.start != first || tokens.is_empty() {
            return None;
        }
        // "North Texas" is a part of Texas.
        if (first + 1..tokens.end).any(|at| self.listed_at(at).is_some()) {
            return None;
        }
        let span = self.span(&tokens)?;
        let folded = fold_name(span.of(&self.reading.article.text));
        let around = self.around(&tokens);
        Some(Name { tokens, span, folded, senses: Rc::default(), ground: Ground::Entity, around })
    }

    /// "al-Tanf": a small word joined to a capital.
    fn begins_small(&self, first: usize) -> bool {
        let joined = matches!(self.lower(first + 1), "-" | "‑" | "–");
        joined && SMALL.contains(&self.lower(first)) && self.is_capital(first + 2)
    }

    /// The furthest token that a name from here can end before.
    fn reach(&self, first: usize) -> usize {
        let parse = self.reading.parse;
        let sentence = parse.sentences.get(parse.sentence_of(first)).map_or(first + 1, |sentence| sentence.end);
        let last = (first + LONGEST).min(sentence);
        let stop = (first + 1..last).find(|&at| {
            let word = self.word(at);
            !word.contains(char::is_alphanumeric) && !SMALL.contains(&word)
        });
        stop.unwrap_or(last)
    }

    /// The name that these tokens make, if they make one.
    fn name(&mut self, tokens: Range<usize>, own: bool) -> Option<Name> {
        let last = tokens.end - 1;
        let capital = self.is_capital(last)
            && (tokens.start..last).all(|at| self.is_capital(at) || SMALL.contains(&self.lower(at)));
        if !own && !capital {
            return None;
        }
        let span = self.span(&tokens)?;
        let folded = fold_name(span.of(&self.reading.article.text));
        if folded.is_empty() || tokens.len() == 1 && self.is_plain_word(&folded) {
            return None;
        }
        let mut around = self.around(&tokens);
        let ground = self.ground(&tokens, around)?;
        if matches!(ground, Ground::InName | Ground::InOther) {
            // A preposition before "Paris City Hall" speaks of the hall.
            around.locative = self.inner_preposition(&tokens);
        }
        let senses = self.senses(&tokens, &folded, own, capital, ground, around);
        let known = |sense: &PlaceSense| sense.exact && !sense.shy && !matches!(sense.source, Source::Gazetteer(_));
        let ground = if senses.iter().any(known) { ground.min(Ground::Listed) } else { ground };
        (!senses.is_empty()).then_some(Name { tokens, span, folded, senses, ground, around })
    }

    /// The bytes of tokens, without a possessive ending; `None` if that leaves nothing.
    fn span(&self, tokens: &Range<usize>) -> Option<Span> {
        let parse = self.reading.parse;
        let (start, end) = parse.bytes(tokens.clone());
        let ends_small = SMALL.contains(&self.lower(tokens.end - 1));
        (start < end && !ends_small).then(|| Span::new(start, end))
    }

    /// Direction words and kinds of places are no names by themselves.
    fn is_plain_word(&self, folded: &str) -> bool {
        self.words().is(folded, PlaceWord::Direction) || self.words().kind(folded).is_some()
    }

    /// Why these tokens may name a place; `None` if they cannot.
    fn ground(&self, tokens: &Range<usize>, around: Around) -> Option<Ground> {
        let inside = tokens.clone().find_map(|at| self.entity_of.get(at).copied().flatten());
        if self.is_shouted(tokens) {
            return Some(Ground::Dateline);
        }
        let Some(entity) = inside else {
            return Some(if self.opens_block(tokens) { Ground::Dateline } else { Ground::Bare });
        };
        let core = self.core(entity);
        let whole = core.start >= tokens.start && core.end <= tokens.end;
        match entity.kind {
            EntityKind::Gpe | EntityKind::Loc if whole => Some(Ground::Entity),
            EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac if whole || self.rest_is_plain(&core, tokens) => {
                Some(Ground::Entity)
            }
            EntityKind::Person if whole => Some(Ground::Person),
            EntityKind::Person => {
                let county = self.lower(tokens.end - 1) == "county";
                let ground = if county { Some(Ground::InName) } else { self.in_name(&core, tokens, around) };
                ground.filter(|ground| *ground == Ground::InName)
            }
            EntityKind::Norp if !whole => Some(Ground::InOther),
            EntityKind::Cardinal
            | EntityKind::Date
            | EntityKind::Money
            | EntityKind::Ordinal
            | EntityKind::Percent
            | EntityKind::Quantity
            | EntityKind::Time
            | EntityKind::Language => Some(Ground::Bare),
            _ if whole => Some(Ground::OtherEntity),
            _ => self.in_name(&core, tokens, around),
        }
    }

    /// The tokens of an entity without its article and possessive ending.
    fn core(&self, entity: Entity) -> Range<usize> {
        let (mut first, mut end) = (entity.first as usize, entity.end as usize);
        if self.lower(first) == "the" {
            first += 1;
        }
        if end > first && matches!(self.word(end - 1), "'s" | "’s" | "'" | "’") {
            end -= 1;
        }
        first..end
    }

    fn is_core(&self, tokens: &Range<usize>) -> bool {
        self.entity_of.get(tokens.start).copied().flatten().is_some_and(|entity| self.core(entity) == *tokens)
    }

    /// "Hebei province", "northern Aleppo": what the name leaves of the entity are words about places.
    fn rest_is_plain(&self, core: &Range<usize>, tokens: &Range<usize>) -> bool {
        core.clone().filter(|at| !tokens.contains(at)).all(|at| {
            let word = self.lower(at);
            self.is_plain_word(word) || SMALL.contains(&word)
        })
    }

    /// A name first in another name ("Titus County Jail", "Northeast Georgia Medical Center") or after a preposition in it ("University
    /// of Alexandria").
    fn in_name(&self, core: &Range<usize>, tokens: &Range<usize>, around: Around) -> Option<Ground> {
        let first = (core.start..tokens.start).all(|at| self.words().is(self.lower(at), PlaceWord::Direction));
        if self.inner_preposition(tokens) || around.kind == Some(PlaceWord::Area) {
            return Some(Ground::InName);
        }
        let body = (tokens.end..core.end).any(|at| {
            let word = self.lower(at);
            self.words().is(word.strip_suffix('s').unwrap_or(word), PlaceWord::Body)
                || self.words().is(word, PlaceWord::Body)
        });
        first.then_some(if body { Ground::InName } else { Ground::InOther })
    }

    /// Whether "of", "in" or the like stands before, inside the same entity.
    fn inner_preposition(&self, tokens: &Range<usize>) -> bool {
        let Some(before) = tokens.start.checked_sub(1) else { return false };
        let entity = |at: usize| self.entity_of.get(at).copied().flatten();
        let word = self.lower(before);
        (word == "of" || self.words().is(word, PlaceWord::Preposition)) && entity(before) == entity(tokens.start)
    }

    /// "… March 15 NEWARK — The council met": capitals before a dash.
    fn is_shouted(&self, tokens: &Range<usize>) -> bool {
        let capitals = tokens.clone().all(|at| !self.word(at).chars().any(char::is_lowercase));
        capitals && matches!(self.word(tokens.end), "—" | "–" | "--")
    }

    /// A paragraph begins with these tokens, and a dash or a bracket follows soon: "BEIRUT, Lebanon (AP) —".
    fn opens_block(&self, tokens: &Range<usize>) -> bool {
        let start = self.reading.parse.tokens[tokens.start].start;
        let opens = self.reading.article.blocks.iter().any(|block| block.span.start == start) || tokens.start == 0;
        opens && (tokens.end..tokens.end + 6).any(|at| matches!(self.word(at), "—" | "–" | "-" | "--" | "("))
    }

    fn senses(
        &mut self,
        tokens: &Range<usize>,
        folded: &str,
        own: bool,
        capital: bool,
        ground: Ground,
        around: Around,
    ) -> Rc<[PlaceSense]> {
        let places = &self.reading.lexicon.places;
        let mut senses = Vec::new();
        if own
            && !(ground >= Ground::OtherEntity && !around.locative && tokens.len() == 1 && self.is_given_name(tokens))
        {
            senses = places.own_named(folded, self.written(tokens));
        }
        let reason =
            !matches!(ground, Ground::Listed | Ground::Bare) || around.locative || self.container_follows(tokens.end);
        if capital && reason && self.is_noun(tokens) && !self.is_acronym(tokens) {
            let whole = ground == Ground::Entity && self.is_core(tokens);
            let key = loose_key(folded);
            let listed = self.listed(folded, &key);
            let exact = !senses.is_empty() || listed.iter().any(|sense| sense.exact);
            let whole = whole && key.len() > 3 && !folded.ends_with('.');
            if !exact && whole {
                senses.extend(places.own_sounding(&key));
            }
            senses.extend(listed.iter().filter(|sense| sense.exact || !exact && whole));
        }
        senses.into()
    }

    fn listed(&mut self, folded: &str, key: &str) -> Rc<[PlaceSense]> {
        if let Some(known) = self.listed.get(folded) {
            return Rc::clone(known);
        }
        let senses: Rc<[PlaceSense]> = self.reading.lexicon.places.listed_named(folded, key).into();
        self.listed.insert(folded.to_owned(), Rc::clone(&senses));
        senses
    }

    /// How the name stands in the text.
    fn written(&self, tokens: &Range<usize>) -> Written {
        let before = tokens.start.checked_sub(1).map_or("", |at| self.lower(at));
        let text = &self.reading.article.text;
        let end = self.reading.parse.tokens.get(tokens.end - 1).map_or(0, |token| token.end as usize);
        Written {
            capitals: !self.word(tokens.start).chars().any(char::is_lowercase),
            after_the: before == "the",
            after_comma: before == ",",
            full_stop: self.word(tokens.end - 1).ends_with('.')
                || text.get(end..).is_some_and(|rest| rest.starts_with('.')),
        }
    }

    /// "EU", "UN": two or three capitals by themselves are no town.
    fn is_acronym(&self, tokens: &Range<usize>) -> bool {
        let word = self.word(tokens.start);
        tokens.len() == 1 && word.len() <= 3 && !word.chars().any(char::is_lowercase)
    }

    /// "Jordan Pickford": followed by another name of the same phrase.
    fn is_given_name(&self, tokens: &Range<usize>) -> bool {
        let parse = self.reading.parse;
        let token = &parse.tokens[tokens.end - 1];
        token.dep == Dep::Compound
            && self.is_capital(tokens.end)
            && parse.tokens.get(tokens.end).is_some_and(|next| next.pos == Pos::Propn)
    }

    fn is_noun(&self, tokens: &Range<usize>) -> bool {
        let parse = self.reading.parse;
        tokens.clone().any(|at| matches!(parse.tokens[at].pos, Pos::Propn | Pos::Noun | Pos::X | Pos::Adj))
    }

    /// ", Syria": a comma and the name of a country or region.
    fn container_follows(&self, end: usize) -> bool {
        if self.lower(end) != "," || !self.is_capital(end + 1) {
            return false;
        }
        (end + 2..=self.reach(end + 1)).rev().any(|stop| {
            let Some(span) = self.span(&(end + 1..stop)) else { return false };
            let folded = fold_name(span.of(&self.reading.article.text));
            let written = Written { capitals: true, after_the: false, after_comma: true, full_stop: true };
            self.reading.lexicon.places.own_named(&folded, written).iter().any(|sense| sense.area && !sense.adjective)
        })
    }
}

fn first_word(word: &str) -> String {
    let folded = fold_name(word);
    folded.split(' ').next().unwrap_or_default().to_owned()
}
