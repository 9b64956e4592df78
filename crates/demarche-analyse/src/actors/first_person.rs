//! Whose words an "I" or a "we" stands in: a pronoun in, the token of its speaker out.
//!
//! "We will answer," said the minister; "We struck two sites, the army said", where the quotation marks were lost; "14:05 Lavrov: We are ready", a
//! label that stands for a verb of speech. Where an outlet tells of itself nobody is meant.

use super::discourse::{Pronoun, matrix_subject, says};
use super::link::Linker;
use crate::entry;
use demarche_language::Dep;
use demarche_lexicon::actors::fold;
use demarche_model::{Actor, ActorKind, MentionId};

/// Tokens that a label has at most: "Ostria's foreign minister, Vera Orlova:".
const LABEL: usize = 10;

impl Linker<'_, '_> {
    /// Whether anybody is there whose words the first person can stand in.
    pub(super) fn is_uttered(&self, token: usize) -> bool {
        self.quoted.get(token).copied().unwrap_or_default()
            || self.label_before(token).is_some()
            || self.told_by(token).is_some()
    }

    /// "I", "we": the speaker, and the side that the speaker speaks for.
    pub(super) fn settle_first_persons(&mut self) {
        for at in 0..self.mentions.len() {
            if self.mentions[at].rule != "M072 first-person" {
                continue;
            }
            let Some(speaker) = self.speaker_of(self.tokens[at]) else { continue };
            let Some(actor) = self.mentions[speaker].actor.clone() else { continue };
            let folded = fold(self.mentions[at].span.of(self.context.text));
            let actor = match Pronoun::of(&folded) {
                Some(Pronoun::I) if matches!(actor.kind, ActorKind::Person | ActorKind::Office) => Some(actor),
                Some(Pronoun::We) => self.side_of(&actor),
                _ => None,
            };
            if actor.is_some() {
                self.mentions[at].same_as = (speaker < at).then_some(MentionId(speaker as u32));
            }
            self.mentions[at].actor = actor;
        }
    }

    /// The mention of whoever utters the clause in which a token stands.
    fn speaker_of(&self, token: usize) -> Option<usize> {
        let subject = if self.quoted.get(token).copied().unwrap_or_default() {
            self.beyond_quotation(token)
        } else {
            self.told_by(token)
        };
        subject
            .and_then(|subject| self.tokens.iter().position(|&known| known == subject))
            .or_else(|| self.label_before(token))
    }

    /// The subject of the clause, outside the quotation marks, that a quoted clause hangs below.
    fn beyond_quotation(&self, token: usize) -> Option<usize> {
        let mut at = token;
        for _ in 0..40 {
            let subject = matrix_subject(self.parse(), at)?;
            if !self.quoted.get(subject).copied().unwrap_or_default() {
                return Some(subject);
            }
            at = subject;
        }
        None
    }

    /// The subject of the verb of saying whose clause a token without quotation marks stands in.
    fn told_by(&self, token: usize) -> Option<usize> {
        let parse = self.parse();
        let clause = std::iter::once(token)
            .chain(parse.ancestors(token))
            .take(40)
            .find(|&at| parse.tokens[at].dep == Dep::Ccomp)?;
        let verb = parse.head(clause)?;
        let subject = super::discourse::subject(parse, verb)?;
        says(self.reading.lexicon, parse, subject).then_some(subject)
    }

    /// The mention that the label of a token's line names: "Lavrov: We are ready".
    fn label_before(&self, token: usize) -> Option<usize> {
        let parse = self.parse();
        let text = self.context.text;
        let start = parse.tokens.get(token)?.start as usize;
        let line = text.get(..start)?.rfind('\n').map_or(0, |end| end + 1);
        let hour = entry::behind_hour(text.get(line..start)?, &self.reading.lexicon.time_words).unwrap_or(0);
        let first = parse.token_at((line + hour) as u32);
        let colon = (first..token.min(first + LABEL)).find(|&at| parse.word(text, at) == ":")?;
        let last = colon.checked_sub(1).filter(|&last| last >= first)?;
        let end = parse.tokens.get(last)?.end;
        self.mentions.iter().position(|mention| {
            mention.span.end == end && mention.span.start as usize >= line && mention.actor.is_some()
        })
    }

    /// Whom a speaker means by "we".
    fn side_of(&self, actor: &Actor) -> Option<Actor> {
        match actor.kind {
            ActorKind::Person | ActorKind::Office => {
                let official = matches!(actor.sector.as_deref(), Some("GOV" | "MIL" | "LEG" | "SPY"));
                let state = self.reading.lexicon.actors.state(actor.country.as_deref().filter(|_| official)?)?;
                Some(Actor { sector: actor.sector.clone(), ..super::make::state_actor(state) })
            }
            ActorKind::Group | ActorKind::Population | ActorKind::Place => None,
            _ => Some(actor.clone()),
        }
    }
}
