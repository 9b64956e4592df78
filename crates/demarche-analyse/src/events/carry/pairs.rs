//! Words for two who were just told of together: drafts in, drafts with those two out.
//!
//! "Ostria and Verania met on Monday. *They* agreed on a truce", "*Both* rejected the plan", "Norway urged *the two* to stop": Ostria and Verania.

use super::{Memory, body, country_or_body, mark, together};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::{nominal, tree};
use demarche_language::{Dep, Parse, Pos};
use demarche_model::Party;

/// Which pair a word can stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Word {
    /// "both", "the two", "the pair": any two.
    Two,
    /// "the neighbours", "both capitals": two states; where the report has two sides, those.
    Noun,
    /// "they", "them": two who did something with each other in the sentence before.
    They,
}

impl Memory {
    /// Gives "both", "the two", "they" the two who were told of last, where two alone were.
    pub(in super::super) fn pairs(&self, reading: Reading<'_>, drafts: &mut [Draft]) {
        for here in 0..drafts.len() {
            let verb = drafts[here].governor();
            if tree::verbal(reading.parse, verb) {
                self.doers(reading, drafts, here, verb);
                self.others(reading, drafts, here, verb);
            }
        }
    }

    fn doers(&self, reading: Reading<'_>, drafts: &mut [Draft], here: usize, verb: usize) {
        if drafts[here].actors.iter().any(body) {
            return;
        }
        let Some(agent) = tree::agent(reading, verb) else { return };
        let Some(pair) = word(reading, agent).and_then(|word| self.pair(reading, drafts, agent, word)) else { return };
        let draft = &mut drafts[here];
        // "accused each other": none but the two.
        draft.recipients.retain(|party| {
            let reciprocal = matches!(party.span.of(&reading.article.text), "each other" | "one another" | "the other");
            !reciprocal && !pair.iter().any(|one| country_or_body(one) == country_or_body(party))
        });
        draft.doers = pair.len();
        let more = std::mem::replace(&mut draft.actors, pair);
        if draft.mutual {
            more.into_iter().filter(body).for_each(|party| roles::push(&mut draft.actors, party));
        }
        mark(draft);
    }

    fn others(&self, reading: Reading<'_>, drafts: &mut [Draft], here: usize, verb: usize) {
        let draft = &drafts[here];
        let open = !draft.mutual && !draft.recipients.iter().any(body) && draft.actors.iter().any(body);
        if !open || !matches!(draft.action.plover.as_str(), "REQUEST" | "CONSULT" | "ACCUSE" | "THREATEN" | "SUPPORT") {
            return;
        }
        let parse = reading.parse;
        let behind = ["on", "upon", "to", "between", "for"].iter().filter_map(|word| tree::behind(parse, verb, word));
        // "urged both to talk", where the small parser ties the word to the infinitive.
        let next = Some(verb + 1).filter(|&next| parse.tokens.get(next).is_some_and(|next| next.norm == "both"));
        let told = tree::objects(reading, verb).into_iter().chain(behind).chain(next);
        let found = told.filter_map(|at| Some((at, word(reading, at)?)));
        let pair = found.filter_map(|(at, word)| self.pair(reading, drafts, at, word)).next();
        // "urged them" by one of the two: the other, whom other rules know.
        let own = |one: &Party| drafts[here].actors.iter().any(|doer| country_or_body(one) == country_or_body(doer));
        if let Some(pair) = pair.filter(|pair| !pair.iter().any(own)) {
            drafts[here].recipients = pair;
            mark(&mut drafts[here]);
        }
    }

    /// The two that a word stands for.
    fn pair(&self, reading: Reading<'_>, drafts: &[Draft], token: usize, word: Word) -> Option<Vec<Party>> {
        match word {
            Word::They => told_together(reading, token),
            Word::Two => told_together(reading, token)
                .or_else(|| self.both().map(Vec::from))
                .or_else(|| at_each_other(reading, drafts, token)),
            Word::Noun => {
                let party = crate::actors::party_for(reading, token);
                let known = self.both().is_some() || together::likely(reading, &party).is_some();
                if known {
                    None
                } else {
                    told_together(reading, token).or_else(|| at_each_other(reading, drafts, token))
                }
            }
        }
    }
}

/// Whether a token is a word for two, and which.
fn word(reading: Reading<'_>, token: usize) -> Option<Word> {
    let parse = reading.parse;
    let at = parse.tokens.get(token)?;
    let alone = parse.children(token).all(|child| parse.tokens[child].dep != Dep::Prep || child < token);
    match at.norm.as_str() {
        "they" | "them" => return Some(Word::They),
        "both" | "each" if alone && at.pos != Pos::Noun => return Some(Word::Two),
        "two" | "pair" | "duo" if alone && definite(parse, token) => return Some(Word::Two),
        "other" => return None,
        _ => {}
    }
    let party = crate::actors::party_for(reading, token);
    let named = party.actor.as_ref().is_some_and(|actor| actor.country.is_some());
    let listed = || {
        let words = parse.children(token).all(|child| parse.tokens[child].norm == "the" || child > token);
        alone && words && definite(parse, token) && reading.lexicon.verbs.classes.has("several", &at.norm)
    };
    (!named && (super::collective(reading, &party) || listed())).then_some(Word::Noun)
}

fn definite(parse: &Parse, token: usize) -> bool {
    parse.children(token).any(|child| matches!(parse.tokens[child].norm.as_str(), "the" | "those" | "these"))
}

/// The two who did something together in a clause before the word, or in the main clause of the sentence before.
fn told_together(reading: Reading<'_>, token: usize) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let here = parse.sentence_of(token);
    let first = parse.sentences.get(here)?.start;
    let clauses = (first..token).rev().filter(|&verb| tree::verbal(parse, verb)).take(CLAUSES);
    let before = here.checked_sub(1).and_then(|before| parse.sentences.get(before).cloned()).into_iter().flatten();
    let root = before.into_iter().find(|&at| parse.head(at).is_none() && tree::verbal(parse, at));
    clauses.chain(root).find_map(|verb| members(reading, verb, token))
}

/// How many clauses of its own sentence a word looks back.
const CLAUSES: usize = 8;

/// The two whom a clause has for its subject, or one with the other: "spoke with".
fn members(reading: Reading<'_>, verb: usize, token: usize) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let subject = tree::own_subject(parse, verb).filter(|&subject| subject != token && subject < token)?;
    let mut out: Vec<Party> = roles::parties(reading, subject, Side::Acting);
    let objects = tree::objects(reading, verb);
    // "spoke by telephone with", where the small parser hangs the one preposition on the other's noun.
    let means = tree::prepositions(parse, verb).filter_map(|at| parse.child(at, Dep::Pobj));
    let with = std::iter::once(verb)
        .chain(objects)
        .chain(means)
        .filter(|&head| head != subject)
        .map(|head| nominal::behind(reading, head, "with", Side::Acting));
    with.flatten().filter(body).for_each(|party| roles::push(&mut out, party));
    two(out.iter().collect())
}

/// Two of one country or body each, if that is all there are.
fn two(parties: Vec<&Party>) -> Option<Vec<Party>> {
    let [first, second] = parties.as_slice() else { return None };
    let apart = body(first) && body(second) && country_or_body(first) != country_or_body(second);
    apart.then(|| vec![(*first).clone(), (*second).clone()])
}

/// The two of the deed that was told last, of one upon the other: "Ostria attacked Verania. Both".
fn at_each_other(reading: Reading<'_>, drafts: &[Draft], token: usize) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let at = parse.sentence_of(token);
    let told = drafts.iter().rev().filter(|other| {
        let sentence = parse.sentence_of(other.governor());
        other.trigger < token && other.governor() < token && sentence <= at && at - sentence <= 1
    });
    let last = told.map(|other| other.actors.iter().chain(&other.recipients).filter(|party| body(party)).collect());
    two(last.into_iter().find(|parties: &Vec<&Party>| !parties.is_empty())?)
}
