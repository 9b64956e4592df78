//! Step 8: the figures of a crisis: how many were killed, wounded, arrested, driven out; how many missiles, bombs, votes.
//!
//! In: the parse and the statements. Out: figures with their ranges and whoever gives them. "Iran's health ministry put the dead at 224" is killed,
//! 224, by the ministry; "fewer than 100 missiles had been launched" is missiles, at most 100; "Nobody was hurt" is nought.
//!
//! Rules, surest first; each number is read once:
//!
//! | rule | reads |
//! |---|---|
//! | F110 harm | a number that a verb of harm befalls: "killed 78 people", "40 were arrested", "4,746 wounded" |
//! | F120 state | a number of those in a state: "627 dead", "no casualties" |
//! | F130 thing | a number of things that are counted in a conflict: "14 bombs", "19 votes", "23 on board", "warned 10 times" |
//! | F140 toll | a number that a toll is put at, rises to, stands at: "put the number of dead at 974" |
//! | F150 part | part of a figure before it in the sentence: "among them 285 civilians" |
//! | F160 bare | a number without a noun, of the things named before: "13 were shot down"; of those spoken of: "had first reported three" |
//!
//! Does not read: money, distances, percentages, ages, days. Known misses: "February four soldiers", figures in tables.

mod clause;
mod harm;
mod things;
mod toll;

use crate::actors::party_for;
use crate::{Reading, count};
use clause::Clause;
use demarche_language::{Dep, Parse, Pos};
use demarche_model::{Count, Evidence, Figure, Party, Span, Statement, StatementId};
use harm::{deed, described, is_saved, is_uprooted, lives, suffered};
use things::{aboard, body_of, is_counted, struck, thing_of, times};
use toll::{given, is_part, numbered, toll};

/// The figures of a report, in order.
pub fn find_figures(reading: Reading<'_>, statements: &[Statement]) -> Vec<Figure> {
    let parse = reading.parse;
    let mut found: Vec<(usize, Figure)> = Vec::new();
    // The last thing named, for numbers that have no noun: kind and sentence.
    let mut thing: Option<(String, usize)> = None;
    // The last kind of harm, for numbers that a later sentence gives of the same people.
    let mut harm: Option<(String, usize)> = None;
    for (sentence, tokens) in parse.sentences.iter().enumerate() {
        let mut said: Option<String> = None;
        for token in tokens.clone() {
            if let Some((kind, _)) = row(reading, token, "thing").filter(|(kind, _)| kind != SITES) {
                thing = Some((kind, sentence));
            }
            let Some(number) = Number::at(reading, token) else { continue };
            let near = thing.as_ref().filter(|(_, at)| at + 1 >= sentence).map(|(kind, _)| kind.as_str());
            let before = harm.as_ref().filter(|(_, at)| at + 2 >= sentence).map(|(kind, _)| kind.as_str());
            let told = Told { here: said.as_deref(), before, thing: near };
            let Some(read) = read(reading, &number, told) else { continue };
            said = Some(read.kind.clone());
            if matches!(read.rule, "F110 harm" | "F120 state" | "F140 toll" | "F160 bare") {
                harm = said.clone().map(|kind| (kind, sentence));
            }
            found.push((token, figure(reading, statements, &number, read)));
        }
    }
    found.into_iter().map(|(_, figure)| figure).collect()
}

/// The kind of what is struck, which is counted only where it is.
const SITES: &str = "sites";

/// A number in the tree.
pub(crate) struct Number {
    /// The token.
    token: usize,
    /// What it counts; itself where it counts nothing that is named.
    noun: usize,
    /// It is the upper end of a range, whose noun hangs on the lower.
    ranged: bool,
    count: Count,
}

impl Number {
    fn at(reading: Reading<'_>, token: usize) -> Option<Self> {
        let parse = reading.parse;
        let own = parse.tokens.get(token)?;
        if matches!(own.norm.as_str(), "nobody" | "none") || (own.norm == "one" && is_no(parse, token)) {
            let first = if own.norm == "one" { token.saturating_sub(1) } else { token };
            let count = Count { min: Some(0), max: Some(0), span: Span::new(parse.tokens[first].start, own.end) };
            return Some(Self { token, noun: token, ranged: false, count });
        }
        if own.norm == "no" && own.dep == Dep::Det {
            let count = Count { min: Some(0), max: Some(0), span: Span::new(own.start, own.end) };
            let noun = parse.head(token).filter(|&noun| parse.tokens[noun].norm != "one")?;
            return Some(Self { token, noun, ranged: false, count });
        }
        // "shot both pilots dead"
        if own.norm == "both" && own.dep == Dep::Det {
            let count = Count { min: Some(2), max: Some(2), span: Span::new(own.start, own.end) };
            let noun = parse.head(token).filter(|&noun| parse.tokens[noun].tag == "NNS")?;
            return Some(Self { token, noun, ranged: false, count });
        }
        if is_exception(parse, token) || count::is_low_end(reading, token) {
            return None;
        }
        // "the number of dead, put at none": a number is tied to the next by a hyphen.
        if parse.tokens.get(token + 1).is_some_and(|next| matches!(next.norm.as_str(), "-" | "‑")) && !own.space_after
        {
            return None;
        }
        // "two dozen" is read at its dozen.
        let counts_number = parse.head(token).is_some_and(|head| head > token && count::is_number(parse, head));
        if !count::is_number(parse, token) || (counts_number && matches!(own.dep, Dep::Nummod | Dep::Compound)) {
            return None;
        }
        let mut noun = if own.dep == Dep::Nummod { parse.head(token)? } else { token };
        while parse.tokens[noun].dep == Dep::Compound {
            noun = parse.head(noun).filter(|&head| head > noun)?;
        }
        if noun == token {
            // "dozens of soldiers"; "one of them" counts nothing that is named.
            noun = counted(parse, token).unwrap_or(token);
        }
        // "between 35 and 40 soldiers": the noun hangs on the lower end.
        let low = count::low_end(reading, token).filter(|&low| noun == token && parse.tokens[low].dep == Dep::Nummod);
        if let Some(counted) = low.and_then(|low| parse.head(low)) {
            return Some(Self { token, noun: counted, ranged: true, count: worth(reading, token)? });
        }
        Some(Self { token, noun, ranged: false, count: worth(reading, token)? })
    }

    /// The head of the phrase that stands in the clause: the number itself in "dozens of soldiers".
    fn top(&self, parse: &Parse) -> usize {
        if self.ranged || parse.tokens[self.token].dep == Dep::Nummod || parse.tokens[self.token].dep == Dep::Det {
            self.noun
        } else {
            self.token
        }
    }
}

/// What a number is worth: "two dozen people", where the parser hangs the dozen on the two, is 24.
fn worth(reading: Reading<'_>, token: usize) -> Option<Count> {
    let mut count = count::at(reading, token)?;
    let next = reading.parse.tokens.get(token + 1);
    let Some(round) = next.filter(|next| next.dep == Dep::Quantmod && reading.parse.tokens[token].pos == Pos::Num)
    else {
        return Some(count);
    };
    let times: u32 = match round.lemma.as_str() {
        "dozen" => 12,
        "score" => 20,
        _ => return Some(count),
    };
    count.min = count.min.map(|least| least.saturating_mul(times));
    count.max = count.max.map(|most| most.saturating_mul(times));
    count.span = count.span.cover(Span::new(round.start, round.end));
    Some(count)
}

/// "all but one", "every missile but two": what is left out of a count whose whole is not told.
fn is_exception(parse: &Parse, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|before| matches!(parse.tokens[before].norm.as_str(), "but" | "except" | "save"))
}

fn is_no(parse: &Parse, token: usize) -> bool {
    token.checked_sub(1).is_some_and(|before| parse.tokens[before].norm == "no")
}

fn counted(parse: &Parse, token: usize) -> Option<usize> {
    let of = parse.children_by(token, Dep::Prep).find(|&prep| parse.tokens[prep].norm == "of")?;
    parse.child(of, Dep::Pobj).filter(|&noun| matches!(parse.tokens[noun].pos, Pos::Noun | Pos::Propn))
}

/// What a number tells.
struct Read {
    kind: String,
    rule: &'static str,
    rows: Vec<String>,
    /// The words that carry it, beside the number.
    words: Vec<usize>,
    /// Whoever puts it there, where the clause says so.
    giver: Option<usize>,
}

/// What was counted before a number.
#[derive(Clone, Copy)]
struct Told<'a> {
    /// In its sentence.
    here: Option<&'a str>,
    /// Of people, in this sentence or one of the two before.
    before: Option<&'a str>,
    /// The thing last named.
    thing: Option<&'a str>,
}

fn read(reading: Reading<'_>, number: &Number, told: Told<'_>) -> Option<Read> {
    let parse = reading.parse;
    let Told { here: said, before, thing } = told;
    let top = number.top(parse);
    let clauses = Clause::of(parse, top);
    let made = |(kind, row): (String, String), rule: &'static str, words: Vec<usize>| Read {
        kind,
        rule,
        rows: vec![row],
        words,
        giver: None,
    };
    let both = parse.tokens[number.token].norm == "both";
    let own_thing = thing_of(reading, number.noun).filter(|_| !both);
    // Soldiers are counted as troops, unless they are counted as dead.
    let is_harmed = own_thing.as_ref().is_none_or(|(kind, _)| matches!(kind.as_str(), "troops" | "crew"));
    for clause in clauses.iter().filter(|_| is_harmed) {
        let harm = row(reading, clause.verb, "harm").filter(|_| clause.befalls);
        // Ships leave and armies cross rivers; only people are counted as gone.
        let gone = |kind: &str| kind != "departed" || number.noun == number.token || is_person(reading, number.noun);
        let die = || row(reading, clause.verb, "die").filter(|(kind, _)| clause.subject && gone(kind));
        if let Some(found) = harm.or_else(die).or_else(|| lives(reading, number, clause)) {
            return Some(made(found, "F110 harm", vec![clause.verb, top]));
        }
        if let Some(read) = suffered(reading, number, top, clause) {
            return Some(read);
        }
    }
    if let Some(verb) = clauses.iter().find(|clause| is_harmed && clause.befalls && is_uprooted(parse, clause.verb)) {
        let words = vec![verb.verb, top];
        return Some(Read { rows: Vec::new(), ..made(("displaced".to_owned(), String::new()), "F110 harm", words) });
    }
    if let Some(clause) = clauses.iter().find(|clause| is_harmed && clause.befalls && is_saved(parse, clause.verb)) {
        let words = vec![clause.verb, top];
        return Some(Read { rows: Vec::new(), ..made(("evacuated".to_owned(), String::new()), "F110 harm", words) });
    }
    if let Some(made) = deed(reading, number, top).or_else(|| described(reading, number)).filter(|_| is_harmed) {
        return Some(made);
    }
    // "60 dead" may have the adjective hang on the number; "31 civilian dead", the noun stand before it.
    let states = [number.noun, number.token + 1, number.noun + 1];
    let mut state = states.into_iter().filter(|&at| at != number.token && at < parse.tokens.len());
    if let Some((at, found)) = state.find_map(|at| Some((at, row(reading, at, "state")?))) {
        return Some(made(found, "F120 state", vec![at]));
    }
    if let Some(mut found) = own_thing.filter(|(kind, _)| is_counted(reading, number, kind)) {
        let befallen = clauses.iter().filter(|clause| clause.befalls);
        let verb = befallen.clone().find_map(|clause| row(reading, clause.verb, "stop"));
        let mut rows = vec![found.1];
        if let Some((fate, row)) = verb {
            found.0 = format!("{} {fate}", found.0);
            rows.push(row);
        }
        let mut words: Vec<usize> = clauses.iter().map(|clause| clause.verb).chain([number.noun]).collect();
        words.extend(body_of(reading, number.noun));
        if found.0 == SITES
            && let Some((verb, row)) = struck(reading, top)
        {
            words.push(verb);
            rows.push(row);
        }
        return Some(Read { rows, ..made((found.0, String::new()), "F130 thing", words) });
    }
    if both {
        return None;
    }
    if let Some(found) = times(reading, number) {
        return Some(found);
    }
    if let Some(read) = aboard(reading, number) {
        return Some(read);
    }
    if let Some(read) = toll(reading, number, top) {
        return Some(read);
    }
    if let Some((kind, words)) = said.or(before).zip(numbered(reading, number, top)) {
        return Some(Read { rows: Vec::new(), ..made((kind.to_owned(), String::new()), "F140 toll", words) });
    }
    if let Some(kind) = said.filter(|_| is_part(parse, number)) {
        return Some(Read { rows: Vec::new(), ..made((kind.to_owned(), String::new()), "F150 part", vec![top]) });
    }
    if let Some((kind, (verb, row))) = said.or(before).zip(given(reading, number)) {
        return Some(made((kind.to_owned(), row), "F160 bare", vec![verb, top]));
    }
    if number.noun != number.token || number.count.min == Some(0) {
        return None;
    }
    let (verb, fate) = clauses.iter().find_map(|clause| {
        let stopped = row(reading, clause.verb, "stop").filter(|_| clause.befalls);
        let hit = row(reading, clause.verb, "hit").filter(|_| clause.subject);
        let fired = row(reading, clause.verb, "fire").filter(|_| clause.befalls);
        Some((clause.verb, stopped.or(hit).or(fired)?))
    })?;
    let thing = thing?;
    let kind = if fate.0 == "fired" { thing.to_owned() } else { format!("{thing} {}", fate.0) };
    Some(made((kind, fate.1), "F160 bare", vec![verb, top]))
}

fn is_people(parse: &Parse, noun: usize) -> bool {
    matches!(parse.tokens[noun].lemma.as_str(), "people" | "person" | "civilian" | "soldier")
}

/// Whether a noun is of people, by the lists or by its sector.
fn is_person(reading: Reading<'_>, noun: usize) -> bool {
    is_people(reading.parse, noun)
        || thing_of(reading, noun).is_some_and(|(kind, _)| matches!(kind.as_str(), "troops" | "crew"))
        || reading.lexicon.verbs.classes.has("people", &reading.parse.tokens[noun].lemma.to_lowercase())
}

/// The kind and the id of the row of a group that a token has.
fn row(reading: Reading<'_>, token: usize, group: &str) -> Option<(String, String)> {
    let parse = reading.parse;
    let own = parse.tokens.get(token)?;
    let lemma = own.lemma.to_lowercase();
    let fits = |words: &[String]| match words {
        [_] => true,
        // "drove out", "shot dead".
        [_, particle] => parse.children(token).any(|child| {
            let beside = matches!(parse.tokens[child].dep, Dep::Prt | Dep::Acomp | Dep::Oprd | Dep::Advmod);
            beside && parse.tokens[child].norm == *particle
        }),
        _ => false,
    };
    let rows = &reading.lexicon.figures;
    // "100 Marines": the lemma of a name keeps its plural.
    let one = own.norm.strip_suffix('s').filter(|_| own.tag == "NNPS").unwrap_or_default();
    let listed = rows.starting_with(&lemma).chain(rows.starting_with(&own.norm)).chain(rows.starting_with(one));
    let mut kinds = listed.filter(|phrase| fits(&phrase.words)).filter_map(|phrase| {
        let kind = phrase.group.strip_prefix(group)?.strip_prefix(' ')?;
        Some((kind.to_owned(), phrase.id.clone()))
    });
    kinds.next()
}

fn figure(reading: Reading<'_>, statements: &[Statement], number: &Number, read: Read) -> Figure {
    let parse = reading.parse;
    let word = Span::new(parse.tokens[number.token].start, parse.tokens[number.token].end);
    let on_word_of = teller(statements, word);
    let mut span = number.count.span;
    for token in read.words.iter().copied().filter_map(|token| parse.tokens.get(token)) {
        span = span.cover(Span::new(token.start, token.end));
    }
    let giver: Option<Party> = read.giver.map(|subject| party_for(reading, subject));
    let speaker = on_word_of.and_then(|id| statements.get(id.0 as usize)).and_then(|said| said.speaker.clone());
    Figure {
        kind: read.kind,
        count: number.count.clone(),
        claimant: giver.filter(|party| party.mention.is_some()).or(speaker),
        on_word_of: on_word_of.into_iter().collect(),
        evidence: Evidence {
            spans: vec![span],
            rule: read.rule,
            rows: read.rows.into_iter().filter(|row| !row.is_empty()).collect(),
        },
    }
}

/// The shortest statement whose content holds the number.
fn teller(statements: &[Statement], word: Span) -> Option<StatementId> {
    let holds = |made: &&Statement| made.content.iter().any(|content| content.contains(word));
    let length = |made: &Statement| made.content.iter().map(|span| span.len()).sum::<u32>();
    let holding = statements.iter().enumerate().filter(|(_, made)| holds(made));
    holding.min_by_key(|(_, made)| length(made)).map(|(at, _)| StatementId(at as u32))
}
