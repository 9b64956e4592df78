//! The mediation tracker: a [`Crisis`] in, one row an offer out, with every move made about it and on whose word each stands.
//!
//! That Israel "has shown reluctance to accept mediation" is a refusal by Israel, second-hand, where the Kremlin says so.

use crate::crisis::Crisis;
use crate::digest::{Digest, Move, Party};
use crate::rows::{evidence, listed};
use crate::sides::Sides;
use crate::words::words;
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Two tellings in one report are one move told again when so few code points lie between them.
const NEAR: u32 = 600;

/// Two words of the same side for the same move are one where they begin so few code points apart.
const BESIDE: u32 = 80;

/// The rule of what becomes of talks and truces.
const SUBJECT: &str = "E640";

/// Offers to mediate or to talk, in order of their first move, with all moves; what answers no offer that is named stands under no offeror.
pub fn mediation(crisis: &Crisis) -> Vec<Value> {
    let mut offers: Vec<Offer<'_>> = Vec::new();
    let sides = crisis.sides();
    for (number, report) in crisis.reports.iter().enumerate() {
        let copied = crisis.reprints.get(number).copied().flatten().filter(|copy| copy.whole);
        // What a copy prints on a later day was not said again on that day.
        let source = copied.and_then(|copy| crisis.reports.get(copy.of)).unwrap_or(report);
        let mut open: Option<usize> = None;
        for told in retold(report) {
            if is_applause(sides, report, told.first) {
                continue;
            }
            let at = place(&mut offers, open, told.first);
            if is_offer(told.first) {
                open = Some(at);
            }
            if let Some(offer) = offers.get_mut(at) {
                offer.add(report, told, source.published.as_deref());
            }
        }
    }
    offers.iter_mut().for_each(Offer::settle);
    offers.iter().enumerate().map(|(number, offer)| offer.row(number)).collect()
}

/// A state outside the war that is for talks or a truce, or for what another state offers, answers nobody's offer.
fn is_applause(sides: &Sides, report: &Digest, made: &Move) -> bool {
    let day = report.published.as_deref();
    let country = made.by.as_ref().and_then(|party| party.country.as_deref());
    let open = made.offeror.is_empty() && matches!(made.about.as_str(), "talks" | "truce");
    // "Tolm supports the mediation of the bloc"
    let backs = words(&made.evidence.text)
        .any(|word| matches!(word.folded.as_str(), "supports" | "supported" | "backs" | "backed"));
    (open || backs)
        && made.r#move == "accepted"
        && sides.any_at_war(day)
        && country.is_some_and(|code| !sides.is_at_war(code, day))
}

/// A move with the other words of the same report that tell it again.
struct Told<'a> {
    /// The telling that is shown.
    first: &'a Move,
    /// The others.
    again: Vec<&'a Move>,
}

/// The moves of a report: a headline and its paragraph, a paraphrase and the quotation after it, are one.
fn retold(report: &Digest) -> Vec<Told<'_>> {
    let mut out: Vec<Told<'_>> = Vec::new();
    for made in &report.moves {
        let same = out.iter_mut().rev().find(|told| is_retold(report, told.first, made));
        match same {
            Some(told) => {
                let length = |made: &Move| made.evidence.text.len();
                let better = match rank(report, made).cmp(&rank(report, told.first)) {
                    Ordering::Equal => is_beside(told.first, made) && length(made) > length(told.first),
                    order => order == Ordering::Greater,
                };
                let other = if better { std::mem::replace(&mut told.first, made) } else { made };
                told.again.push(other);
            }
            None => out.push(Told { first: made, again: Vec::new() }),
        }
    }
    out
}

fn is_retold(report: &Digest, known: &Move, made: &Move) -> bool {
    let country = |made: &Move| made.by.as_ref().and_then(|party| party.country.clone());
    let headline = is_headline(report, known);
    // "The truce begins at midnight", "peace talks flop": what was agreed or failed before or after, told of nobody.
    let nobody = known.by.is_none() || made.by.is_none();
    let echo = nobody && (headline || is_beginning(known) || is_beginning(made));
    if known.r#move == made.r#move && echo && matches!(known.r#move.as_str(), "agreed" | "lapsed" | "convened") {
        return true;
    }
    // The same quotation, or one right after its paraphrase; two answers in two paragraphs of their own are two.
    let near = start(known).abs_diff(start(made)) < NEAR && is_quoted(report, known) != is_quoted(report, made);
    // "shook hands and declared the crisis over": two words of one sentence.
    let again = headline || near || is_beside(known, made);
    known.r#move == made.r#move && known.by.is_some() && country(known) == country(made) && again
}

fn is_beside(known: &Move, made: &Move) -> bool {
    start(made).abs_diff(start(known)) < BESIDE
}

/// "The truce took effect": nobody is said to have agreed to it.
fn is_beginning(made: &Move) -> bool {
    made.r#move == "agreed" && made.by.is_none() && made.evidence.rule.starts_with(SUBJECT)
}

fn start(made: &Move) -> u32 {
    made.evidence.spans.first().map_or(0, |span| span[0])
}

/// Verbatim words outrank a paraphrase, and either a headline.
fn rank(report: &Digest, made: &Move) -> u8 {
    if is_headline(report, made) || is_beginning(made) { 0 } else { 1 + u8::from(is_quoted(report, made)) }
}

fn is_headline(report: &Digest, made: &Move) -> bool {
    report.title.as_deref().is_some_and(|title| !made.evidence.text.is_empty() && title.contains(&made.evidence.text))
}

fn is_quoted(report: &Digest, made: &Move) -> bool {
    let Some(span) = made.evidence.spans.first() else { return false };
    let quoted = report.statements.iter().flat_map(|statement| &statement.quoted);
    quoted.into_iter().any(|words| words.span[0] < span[1] && span[0] < words.span[1])
}

fn is_offer(made: &Move) -> bool {
    matches!(made.r#move.as_str(), "floated" | "offered" | "reiterated")
}

/// The offer that a move belongs to: that of the offeror it names; else, for an answer, the one last spoken of in the report.
fn place(offers: &mut Vec<Offer<'_>>, open: Option<usize>, made: &Move) -> usize {
    let named = codes(&made.offeror);
    if !named.is_empty()
        && let Some(at) = offers.iter().position(|offer| !offer.codes.is_disjoint(&named))
    {
        return at;
    }
    let own = made.by.as_ref().and_then(|party| party.country.clone());
    if named.is_empty()
        && let Some(at) = open
        && offers.get(at).is_some_and(|offer| own.as_ref().is_none_or(|own| !offer.codes.contains(own)))
    {
        return at;
    }
    if named.is_empty()
        && let Some(at) = offers.iter().position(|offer| offer.codes.is_empty())
    {
        return at;
    }
    offers.push(Offer { codes: named, offeror: made.offeror.clone(), ..Offer::default() });
    offers.len() - 1
}

fn codes(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().filter_map(|party| party.country.clone()).collect()
}

/// A move as it stands in the row of its offer.
struct Made<'a> {
    report: &'a Digest,
    told: Told<'a>,
    step: String,
    /// Its own day, else that of the report, or of the report that this one copies.
    day: Option<String>,
}

/// An offer with its moves.
#[derive(Default)]
struct Offer<'a> {
    codes: BTreeSet<String>,
    offeror: Vec<Party>,
    parties: Vec<Party>,
    terms: Option<String>,
    moves: Vec<Made<'a>>,
    state: String,
}

impl<'a> Offer<'a> {
    fn add(&mut self, report: &'a Digest, told: Told<'a>, published: Option<&str>) {
        for party in &told.first.parties {
            let known = self.parties.iter().any(|known| known.country == party.country && known.name == party.name);
            if !known && !party.country.as_ref().is_some_and(|country| self.codes.contains(country)) {
                self.parties.push(party.clone());
            }
        }
        if self.terms.is_none() {
            self.terms = told.first.terms.as_ref().map(|words| words.text.clone());
        }
        let own = told.first.when.as_ref().and_then(|when| when.from.clone());
        let day = own.or_else(|| published.map(str::to_owned));
        let step = told.first.r#move.clone();
        self.moves.push(Made { report, told, step, day });
    }

    /// Puts the moves in order of days, and sees where they lead.
    fn settle(&mut self) {
        self.moves.sort_by(|a, b| a.day.cmp(&b.day));
        let mut state = "";
        for Made { step, .. } in &self.moves {
            state = next(state, step);
        }
        self.state = state.to_owned();
    }

    fn row(&self, number: usize) -> Value {
        let moves: Vec<Value> = self
            .moves
            .iter()
            .map(|Made { report, told, step, .. }| {
                let again: Vec<Value> = told.again.iter().map(|other| evidence(report, &other.evidence)).collect();
                let sayers: Vec<&Party> = told
                    .first
                    .on_word_of
                    .iter()
                    .filter_map(|id| report.statement(id))
                    .filter_map(|said| said.speaker.as_ref())
                    .collect();
                json!({"move": step, "by": told.first.by, "word": told.first.word, "said_by": sayers, "planned": told.first.planned,
                       "terms": told.first.terms.as_ref().map(|words| &words.text), "when": told.first.when,
                       "evidence": evidence(report, &told.first.evidence), "told_again": again})
            })
            .collect();
        // What answers no offer that is named may answer several: it has no common state.
        let state = self.offeror.first().map(|_| &self.state);
        json!({"id": format!("o{}", number + 1), "offeror": self.offeror.first(), "offerors": listed(&self.offeror), "parties": listed(&self.parties),
               "terms": self.terms, "state": state, "moves": moves})
    }
}

/// What the state of an offer becomes: an offer made again stays open; what is agreed falls only by lapsing.
fn next<'a>(state: &'a str, made: &'a str) -> &'a str {
    match (state, made) {
        ("agreed", "offered" | "reiterated" | "accepted" | "floated" | "convened") => state,
        ("convened", "offered" | "floated" | "accepted") => state,
        _ => made,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Evidence;
    use demarche_lexicon::Lexicon;

    fn party(country: &str) -> Party {
        Party { name: country.into(), country: Some(country.into()), ..Party::default() }
    }

    fn made(step: &str, by: &str, offeror: &str, at: u32) -> Move {
        Move {
            r#move: step.into(),
            by: Some(party(by)),
            word: "own-mouth".into(),
            offeror: if offeror.is_empty() { Vec::new() } else { vec![party(offeror)] },
            evidence: Evidence { spans: vec![[at, at + 5]], text: format!("{by} {step}"), ..Evidence::default() },
            ..Move::default()
        }
    }

    fn report(day: &str, moves: Vec<Move>) -> Digest {
        Digest { key: day.into(), published: Some(day.into()), moves, ..Digest::default() }
    }

    fn track(reports: Vec<Digest>) -> Vec<Value> {
        mediation(&Crisis::build(reports, &Lexicon::embedded().news_words))
    }

    #[test]
    fn an_offer_told_on_another_day_stays_one_and_an_answer_joins_it() {
        let rows = track(vec![
            report("2031-05-04", vec![made("offered", "TLM", "TLM", 0)]),
            report("2031-05-06", vec![made("offered", "TLM", "TLM", 0), made("refused", "VER", "", 90)]),
        ]);
        assert_eq!(rows.len(), 1);
        let moves: Vec<&str> =
            rows[0]["moves"].as_array().expect("moves").iter().filter_map(|made| made["move"].as_str()).collect();
        // Told later it may be the same offer or another: only words that say so renew it.
        assert_eq!(moves, ["offered", "offered", "refused"]);
        assert_eq!(rows[0]["state"], "refused");
    }

    #[test]
    fn what_is_agreed_falls_only_by_lapsing() {
        let steps = |steps: &[&str]| steps.iter().fold("", |state, made| next(state, made)).to_owned();
        assert_eq!(steps(&["offered", "agreed", "reiterated"]), "agreed");
        assert_eq!(steps(&["offered", "agreed", "lapsed"]), "lapsed");
        assert_eq!(steps(&["offered", "refused", "reiterated"]), "reiterated");
    }

    #[test]
    fn nobody_answers_his_own_offer() {
        let rows =
            track(vec![report("2031-05-04", vec![made("offered", "TLM", "TLM", 0), made("refused", "TLM", "", 900)])]);
        assert_eq!(rows.len(), 2);
    }
}
