//! What the words of a report can be: names of the lexicon, roles, names of persons; one left-to-right pass, the longest first.
//!
//! "Kremlin spokesman Dmitry Peskov said": a role (*Kremlin spokesman*), a person (*Dmitry Peskov*), a plain word.

use super::words::TextWords;
use crate::mend;
use demarche_language::{Dep, EntityKind, Parse, Pos};
use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::{Case, Match, Role, Sense, Usage};

/// A stretch of words and what it can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    /// First word.
    pub(super) first: usize,
    /// Word after the last.
    pub(super) end: usize,
    /// What it can be.
    pub(super) kind: Kind<'a>,
}

/// What a stretch of words can be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind<'a> {
    /// A name of the lexicon (states, organisations; persons by one word).
    Name(&'a [Sense]),
    /// A role.
    Role(&'a Role),
    /// A person's name; the senses are empty where the lexicon does not have it.
    Person(&'a [Sense]),
    /// Any other word.
    Plain,
    /// A mark.
    Mark,
}

/// Reads all words.
pub(super) fn scan<'a>(text: &str, words: &TextWords, parse: Option<&Parse>, lexicon: &'a Lexicon) -> Vec<Piece<'a>> {
    let entities = Persons::new(words, parse, text);
    let pieces = pass(words, parse, lexicon, &entities);
    if parse.is_some() {
        return pieces;
    }
    // Without the engine's entities: capitalised words in a row that are nothing else make one name.
    let entities = Persons::of_capitals(words, &pieces, &lexicon.actors.usage);
    pass(words, parse, lexicon, &entities)
}

fn pass<'a>(words: &TextWords, parse: Option<&Parse>, lexicon: &'a Lexicon, entities: &Persons) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let piece = next(words, parse, lexicon, entities, at);
        at = piece.end;
        pieces.push(piece);
    }
    pieces
}

fn next<'a>(
    words: &TextWords,
    parse: Option<&Parse>,
    lexicon: &'a Lexicon,
    entities: &Persons,
    at: usize,
) -> Piece<'a> {
    let piece = |count: usize, kind| Piece { first: at, end: at + count, kind };
    // "The Swan Atlantic sank": nobody.
    let token = words.list.get(at).map(|word| word.token);
    if parse.zip(token).is_some_and(|(parse, token)| mend::is_ship(parse, token)) {
        return piece(1, Kind::Plain);
    }
    if words.is_mark(at) {
        return piece(1, Kind::Mark);
    }
    let window = words.window(at);
    let name = lexicon.actors.names.longest(window.words());
    let role = lexicon.actors.roles.names.longest(window.words());
    let role = role.and_then(|found| Some((found.words, lexicon.actors.roles.role(found.senses)?)));
    let titled = |role: &Role| role.title.is_some() && words.list[at].case > Case::Lower;
    let role = role.filter(|&(count, role)| titled(role) || is_noun(words, parse, at, count));
    if let Some((count, senses)) = past_initial(lexicon, words, at) {
        return piece(count, Kind::Person(senses));
    }
    let entity = entities.length(at);
    if entity > 0 {
        return in_entity(lexicon, words, name, role, entity, at);
    }
    // "Sheikh Saif Al Thani": the name goes on, and is none of the lists' Sheikh Saif.
    let goes_on = |name: &Match<'_>| {
        only_persons(name.senses) && (1..name.words).any(|word| word + entities.length(at + word) > name.words)
    };
    let name = name.filter(|name| !goes_on(name));
    match (name, role) {
        (Some(name), Some((count, role)))
            if count > name.words || (count == name.words && only_surnames(name.senses)) =>
        {
            piece(count, Kind::Role(role))
        }
        (Some(name), _) if name.senses == [Sense::Nothing] => piece(name.words, Kind::Plain),
        (Some(name), _)
            if name.words == 1 && only_persons(name.senses) && !entities.may_be_surname(words, parse, at) =>
        {
            piece(1, Kind::Plain)
        }
        (Some(name), _) if name.words > 1 && has_person(name.senses) => piece(name.words, Kind::Person(name.senses)),
        (Some(name), _) => piece(name.words, Kind::Name(name.senses)),
        (None, Some((count, role))) => piece(count, Kind::Role(role)),
        (None, None) => piece(1, Kind::Plain),
    }
}

/// "Vera J. Orlova": a person of the lists whose second name is written by its letter.
fn past_initial<'a>(lexicon: &'a Lexicon, words: &TextWords, at: usize) -> Option<(usize, &'a [Sense])> {
    let initial = words.list.get(at + 1)?;
    if initial.case == Case::Lower || words.folded(at + 1).chars().count() != 1 || words.is_mark(at + 2) {
        return None;
    }
    let names = &lexicon.actors.names;
    let whole = names.longest(words.window(at).words()).map_or(0, |found| found.words);
    let found = names.longest(words.window_without(at, at + 1).words())?;
    (found.words > 1 && found.words >= whole && has_person(found.senses)).then_some((found.words + 1, found.senses))
}

/// Inside what the engine takes for a person's name.
fn in_entity<'a>(
    lexicon: &'a Lexicon,
    words: &TextWords,
    name: Option<Match<'a>>,
    role: Option<(usize, &'a Role)>,
    entity: usize,
    at: usize,
) -> Piece<'a> {
    let piece = |count: usize, kind| Piece { first: at, end: at + count, kind };
    // "President Obama", "Lt. Col. Peter Lerner": the title is none of the name.
    if let Some((count, role)) = role
        && (count < entity || role.title.is_none())
        && name.is_none_or(|name| name.words <= count)
    {
        return piece(count, Kind::Role(role));
    }
    let Some(name) = name else { return piece(entity, Kind::Person(&[])) };
    if name.senses == [Sense::Nothing] {
        return piece(name.words.max(entity), Kind::Plain);
    }
    if has_person(name.senses) && name.words >= entity {
        let alone = name.words == 1 && name.senses.iter().any(|&sense| !is_person(sense));
        return piece(name.words, if alone { Kind::Name(name.senses) } else { Kind::Person(name.senses) });
    }
    if name.words >= entity {
        return piece(name.words, Kind::Name(name.senses));
    }
    // "Hamas Ismail Haniyeh": the engine took an organisation into the name.
    let rest = words.window(at + name.words);
    let person = lexicon.actors.names.longest(rest.words());
    let other = !only_persons(name.senses);
    if other
        && person
            .is_some_and(|person| person.words + name.words == entity && person.words > 1 && has_person(person.senses))
    {
        return piece(name.words, Kind::Name(name.senses));
    }
    piece(entity, Kind::Person(if has_person(name.senses) && name.words == entity { name.senses } else { &[] }))
}

/// Whether a sense is a person.
pub(super) fn is_person(sense: Sense) -> bool {
    matches!(sense, Sense::Person(_) | Sense::Surname(_))
}

fn has_person(senses: &[Sense]) -> bool {
    senses.iter().any(|&sense| is_person(sense))
}

fn only_surnames(senses: &[Sense]) -> bool {
    senses.iter().all(|&sense| matches!(sense, Sense::Surname(_)))
}

fn only_persons(senses: &[Sense]) -> bool {
    senses.iter().all(|&sense| is_person(sense))
}

/// Whether the last word of a role can be a noun here: "Iran forces inspectors out" has no troops.
fn is_noun(words: &TextWords, parse: Option<&Parse>, at: usize, count: usize) -> bool {
    let Some(parse) = parse else { return true };
    let Some(word) = words.list.get(at + count - 1) else { return false };
    parse.tokens.get(word.token).is_some_and(|token| match token.pos {
        Pos::Noun | Pos::Propn | Pos::X => true,
        // "the displaced", "the military" and titles that the tagger takes for adjectives.
        Pos::Adj => true,
        _ => word.case > Case::Lower && count > 1,
    })
}

/// "Orlova had offered", which the tagger takes for a common noun because it opens the sentence: a subject in the singular that nothing
/// stands before.
pub(super) fn is_bare_subject(parse: &Parse, token: usize) -> bool {
    let Some(it) = parse.tokens.get(token) else { return false };
    let opens = parse.sentences.get(parse.sentence_of(token)).is_some_and(|sentence| sentence.start == token);
    let finite = parse.tokens.get(token + 1).is_some_and(|next| matches!(next.tag.as_str(), "VBD" | "VBZ" | "MD"));
    opens && finite && it.tag == "NN" && it.dep == Dep::Nsubj
}

/// The persons that the engine found, by word.
struct Persons {
    /// For each word, how many words of the entity stand from here on; 0 outside.
    rest: Vec<u8>,
}

impl Persons {
    fn new(words: &TextWords, parse: Option<&Parse>, text: &str) -> Self {
        let mut rest = vec![0u8; words.len()];
        let Some(parse) = parse else { return Self { rest } };
        let mut at = 0;
        for entity in parse.entities.iter().filter(|entity| entity.kind == EntityKind::Person) {
            while at < words.len() && words.list[at].token < entity.first as usize {
                at += 1;
            }
            let first = at;
            while at < words.len() && words.list[at].token < entity.end as usize {
                at += 1;
            }
            let mut end = at;
            // Marks, possessive endings and words in lower case do not end a name: "Photo: Sputnik", "Lerner's".
            while end > first
                && (words.is_mark(end - 1)
                    || words.is_possessive(text, end - 1)
                    || (words.list[end - 1].case == Case::Lower && !words.list[end - 1].joined))
            {
                end -= 1;
            }
            if (first..end).any(|word| words.is_mark(word)) {
                continue;
            }
            // "Park Su-hyun": what a hyphen joins belongs to the name.
            while end > first && words.list.get(end).is_some_and(|word| word.joined) && !words.is_possessive(text, end)
            {
                end += 1;
            }
            for (slot, left) in rest[first..end].iter_mut().zip((1..=end - first).rev()) {
                *slot = left.min(255) as u8;
            }
        }
        Self { rest }
    }

    /// Whether a word that is somebody's surname can be a name here: "He" and "May 7" are none, nor is a word of "Wagner Group".
    fn may_be_surname(&self, words: &TextWords, parse: Option<&Parse>, at: usize) -> bool {
        // "an Arleigh Burke-class destroyer"
        if words
            .list
            .get(at + 1)
            .is_some_and(|word| word.joined && word.case == Case::Lower && words.folded(at + 1) != "s")
        {
            return false;
        }
        let Some(parse) = parse else { return true };
        let Some(index) = words.list.get(at).map(|word| word.token) else { return false };
        let proper = parse.tokens.get(index).is_some_and(|token| token.pos == Pos::Propn);
        let entity = parse.entities.partition_point(|entity| entity.end as usize <= index);
        let taken = parse.entities.get(entity).is_some_and(|entity| {
            let single = entity.end - entity.first == 1;
            let name_like =
                matches!(entity.kind, EntityKind::Person | EntityKind::Org | EntityKind::Gpe | EntityKind::Norp);
            entity.first as usize <= index && !(name_like && (single || entity.kind != EntityKind::Org))
        });
        (proper || is_bare_subject(parse, index)) && !taken
    }

    /// Runs of two or more capitalised words that are plain, or a person's name by one word ("Joseph Monka").
    fn of_capitals(words: &TextWords, pieces: &[Piece<'_>], usage: &Usage) -> Self {
        let mut rest = vec![0u8; words.len()];
        let mut run: Option<(usize, usize)> = None;
        let mut runs = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            // "Ahmed al-Sharaa": the article belongs to the name that follows.
            let capital =
                |piece: &Piece<'_>| words.list.get(piece.first).is_some_and(|word| word.case == Case::Capital);
            let leads = piece.end - piece.first > 1 || pieces.get(at + 1).is_some_and(capital);
            let particle = || leads && usage.has("particle", words.folded(piece.first));
            let written = capital(piece) || (run.is_some() && particle());
            let open = match piece.kind {
                Kind::Plain => written,
                Kind::Name(senses) | Kind::Person(senses) => written && only_persons(senses),
                _ => false,
            };
            match (&mut run, open) {
                (Some((_, end)), true) if *end == piece.first => *end = piece.end,
                (_, true) => {
                    runs.extend(run.take());
                    run = Some((piece.first, piece.end));
                }
                // "Kano State government": what stands right before a role is rather a place.
                (Some((_, end)), false) if *end == piece.first && matches!(piece.kind, Kind::Role(_)) => run = None,
                _ => runs.extend(run.take()),
            }
        }
        runs.extend(run);
        for (first, end) in runs.into_iter().filter(|(first, end)| end - first > 1) {
            for (slot, left) in rest[first..end].iter_mut().zip((1..=end - first).rev()) {
                *slot = left.min(255) as u8;
            }
        }
        Self { rest }
    }

    fn length(&self, at: usize) -> usize {
        self.rest.get(at).copied().map_or(0, usize::from)
    }
}
