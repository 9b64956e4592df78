//! Names and words in quotation marks that nobody is quoted with.
//!
//! "“Israel” has shown no interest", "a `limited` operation began": the outlet keeps a distance from the word.

use super::about::{actor_in, near};
use crate::statements::desk::Desk;
use crate::statements::scare::is_scare_quote;
use demarche_language::Pos;
use demarche_lexicon::Strength;
use demarche_model::{Evidence, Framing, FramingKind, Statement};

/// Rule F010; [`crate::rules`] has its page.
pub(super) fn names(desk: &Desk<'_>) -> Vec<Framing> {
    let quotes = desk.quotes.iter().filter(|quotation| quotation.depth == 0 && is_scare_quote(desk, quotation));
    quotes
        .filter_map(|quotation| {
            let actor = actor_in(desk, quotation.inner).filter(|actor| actor.country.is_some())?;
            let evidence =
                Evidence { spans: vec![quotation.outer], rule: "F010 scare-quotes", rows: vec![actor.id.clone()] };
            Some(Framing {
                kind: FramingKind::ScareQuotes,
                about: actor.country.clone(),
                span: quotation.outer,
                plain: actor.name.clone(),
                evidence,
            })
        })
        .collect()
}

/// Rule F015; [`crate::rules`] has its page.
pub(super) fn words(desk: &Desk<'_>, statements: &[Statement]) -> Vec<Framing> {
    let mut found = Vec::new();
    for quotation in desk.quotes.iter().filter(|quotation| quotation.depth == 0 && quotation.opened && quotation.closed)
    {
        let tokens = desk.parse.tokens_in(quotation.inner.start, quotation.inner.end);
        let lower = tokens.clone().all(|token| desk.word(token).chars().next().is_some_and(char::is_lowercase));
        let kind =
            tokens.clone().all(|token| matches!(desk.token(token).pos, Pos::Adj | Pos::Noun | Pos::Adv | Pos::Verb));
        if tokens.is_empty() || tokens.len() > 2 || !lower || !kind {
            continue;
        }
        let said = statements.iter().any(|statement| {
            statement.content.iter().any(|span| span.overlaps(quotation.inner))
                || statement.evidence.spans.iter().any(|span| span.contains(quotation.inner))
        });
        // "called it “limited”", "a group known as “the few”": somebody's word, not the outlet's distance.
        let speaks = |token: usize| {
            token < tokens.start
                && tokens.start - token <= 6
                && desk.hits_at(token).iter().any(|hit| hit.cue.strength != Strength::Weak)
        };
        let before = desk.previous(tokens.start).and_then(|mark| desk.previous(mark));
        let brought =
            desk.sentence(tokens.start).any(speaks) || before.is_some_and(|before| desk.token(before).norm == "as");
        let Some(about) = near(desk, tokens.clone()).filter(|_| !said && !brought) else { continue };
        let evidence = Evidence { spans: vec![quotation.outer], rule: "F015 words-in-marks", rows: Vec::new() };
        let plain = quotation.inner.of(desk.text).to_owned();
        found.push(Framing {
            kind: FramingKind::ScareQuotes,
            about: Some(about),
            span: quotation.outer,
            plain,
            evidence,
        });
    }
    found
}
