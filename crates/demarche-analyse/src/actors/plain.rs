//! Words that take up somebody without naming him: pronouns, descriptions that are no role, words for several.
//!
//! "The kingdom said it would not talk while both sides were shooting."

use super::discourse::{Antecedent, Pronoun};
use super::link::Linker;
use super::make::state_actor;
use super::resolve::Resolved;
use super::scan::{Kind, Piece};
use super::{collective, metonym};
use demarche_language::{Dep, Pos};
use demarche_lexicon::actors::{Actors, Anaphor, Case, Collective, State};
use demarche_model::Span;

impl<'a> Linker<'a, '_> {
    pub(super) fn plain(&mut self, piece: &Piece<'a>, at: usize) -> usize {
        let word = piece.first;
        let folded = self.sight.words.folded(word).to_owned();
        let token = self.token(word);
        let span = self.sight.words.span(word, word + 1);
        if let Some((pronoun, words)) = self.honour(word, at) {
            let last = word + words - 1;
            self.pronoun(self.sight.words.span(word, last + 1), self.token(last), pronoun);
            return at + words;
        }
        if let Some(pronoun) = Pronoun::of(&folded) {
            if self.sight.words.list.get(word).is_some_and(|it| it.case == Case::Upper && folded.len() > 1)
                && folded == "us"
            {
                return at + 1;
            }
            self.pronoun(span, token, pronoun);
        } else if matches!(folded.as_str(), "north" | "south") && self.after_article(word) {
            self.half(&folded, token, span);
        } else if self.after_article(word) {
            self.description(word, &folded, token, span);
        } else {
            self.own_country(word, &folded, token, span);
        }
        at + 1
    }

    /// "His Excellency", "Her Royal Highness" without a name behind it: *he*, *she*, and of how many words.
    fn honour(&self, word: usize, at: usize) -> Option<(Pronoun, usize)> {
        let pronoun = match self.sight.words.folded(word) {
            "his" => Pronoun::He,
            "her" => Pronoun::She,
            _ => return None,
        };
        let royal = usize::from(matches!(self.sight.words.folded(word + 1), "royal" | "imperial" | "serene"));
        let words = 2 + royal;
        let capital = self.sight.words.list.get(word + words - 1).is_some_and(|it| it.case > Case::Lower);
        let honour =
            capital && self.reading.lexicon.actors.usage.has("honour", self.sight.words.folded(word + 1 + royal));
        let plain = |piece: &Piece<'a>| matches!(piece.kind, Kind::Plain | Kind::Mark);
        let alone = (0..=words).all(|next| self.sight.pieces.get(at + next).is_none_or(plain));
        (honour && alone).then_some((pronoun, words))
    }

    /// "his country", "her nation": the state of whoever the possessor is.
    fn own_country(&mut self, word: usize, folded: &str, token: usize, span: Span) {
        let Some(owner) = word.checked_sub(1) else { return };
        if !matches!(self.sight.words.folded(owner), "his" | "her" | "their") {
            return;
        }
        let lexicon = self.reading.lexicon;
        let mut rows = lexicon.actors.usage.anaphors(folded);
        let Some(row) = rows.find(|row| row.kinds.iter().all(|kind| kind == "state")) else { return };
        let possessor = self.sight.words.list.get(owner).map(|owner| owner.span);
        let Some(mention) = self.mentions.last().filter(|mention| Some(mention.span) == possessor) else { return };
        let country = mention.actor.as_ref().and_then(|actor| actor.country.as_deref());
        let Some(state) = country.and_then(|country| lexicon.actors.state(country)) else { return };
        let mut actor = state_actor(state);
        if metonym::acts(self.parse(), &lexicon.actors.usage, token) {
            actor.sector.get_or_insert_with(|| "GOV".to_owned());
        }
        let rows = vec![row.id.clone(), state.id.clone()];
        let resolved = Resolved { actor: Some(actor), rule: "M083 own-country", rows, ..Resolved::default() };
        self.push(span, token, resolved, false, None);
    }

    pub(super) fn after_article(&self, word: usize) -> bool {
        word.checked_sub(1).is_some_and(|before| matches!(self.sight.words.folded(before), "the" | "this"))
    }

    /// "the country", "the kingdom", "the bloc".
    fn description(&mut self, word: usize, folded: &str, token: usize, span: Span) {
        let parse = self.parse();
        // "The Guards", "the Corps": a body by the last word of its name.
        let capital = self.sight.words.list.get(word).is_some_and(|it| it.case > Case::Lower);
        let pos = if capital { Pos::Propn } else { Pos::Noun };
        let noun = parse
            .tokens
            .get(token)
            .is_some_and(|token| token.pos == pos && !matches!(token.dep, Dep::Compound | Dep::Amod));
        let longer = || parse.children_by(token, Dep::Compound).next().is_some();
        if !noun || capital && longer() || self.sight.words.folded(word).is_empty() {
            return;
        }
        let usage = &self.reading.lexicon.actors.usage;
        let of_body =
            |row: &&Anaphor| !capital || !row.named.is_empty() && row.kinds.iter().all(|kind| kind != "person");
        let rows = usage.anaphors(folded).filter(of_body);
        let (antecedent, row) = self.discourse.anaphor(self.reading.lexicon, rows, self.sentence);
        let Some(row) = row else { return };
        let rows = vec![row.id.clone()];
        match antecedent.entity {
            Some(entity) => self.take_up(span, token, entity, "M080 description", rows),
            None => self.leave_open(span, token, &antecedent, "M080 description", rows),
        }
    }

    /// "the South" beside North Korea: the one state of the report whose name begins so.
    fn half(&mut self, folded: &str, token: usize, span: Span) {
        let named = self.parse().tokens.get(token).is_some_and(|token| {
            matches!(token.pos, Pos::Noun | Pos::Propn) && !matches!(token.dep, Dep::Compound | Dep::Amod)
        });
        let actors = &self.reading.lexicon.actors;
        let half = |name: &str| {
            name.split_once(' ').is_some_and(|(first, rest)| first.eq_ignore_ascii_case(folded) && !rest.is_empty())
        };
        let told = || self.context.weights.keys().filter_map(|&code| actors.state(code));
        let mut states = told().filter(|state| half(&state.name));
        let state = match (states.next(), states.next()) {
            (Some(state), None) => Some(state),
            // "The North" in a report that names South Korea alone.
            (None, _) => told().find_map(|state| other_half(actors, &state.name, folded)),
            _ => None,
        };
        let Some(state) = state.filter(|_| named) else { return };
        let mut actor = state_actor(state);
        if metonym::acts(self.parse(), &actors.usage, token) {
            actor.sector.get_or_insert_with(|| "GOV".to_owned());
        }
        let rows = vec![state.id.clone()];
        let resolved = Resolved { actor: Some(actor), rule: "M080 description", rows, ..Resolved::default() };
        self.push(span, token, resolved, false, None);
    }

    fn pronoun(&mut self, span: Span, token: usize, pronoun: Pronoun) {
        let Some(found) = self.parse().tokens.get(token) else { return };
        let honour = span.of(self.context.text).contains(char::is_whitespace);
        if !(honour || matches!(found.pos, Pos::Pron | Pos::Det)) || found.dep == Dep::Expl {
            return;
        }
        let quoted = self.quoted.get(token).copied().unwrap_or_default();
        if matches!(pronoun, Pronoun::I | Pronoun::We) {
            if self.is_uttered(token) {
                self.leave_open(span, token, &Antecedent::default(), "M072 first-person", Vec::new());
            }
            return;
        }
        let antecedent =
            self.discourse.pronoun(self.reading.lexicon, self.parse(), pronoun, token, self.sentence, quoted);
        match antecedent.entity {
            Some(entity) => self.take_up(span, token, entity, "M070 pronoun", Vec::new()),
            None if self.of_one_side(span, token, matches!(pronoun, Pronoun::He | Pronoun::She), &antecedent) => {}
            // "it" without an actor that fits is most often a thing or nothing.
            None if pronoun == Pronoun::It => {}
            None => self.leave_open(span, token, &antecedent, "M070 pronoun", Vec::new()),
        }
    }

    pub(super) fn collective(&mut self, piece: &Piece<'a>, which: u32, at: usize) -> usize {
        let collective: Option<&Collective> = self.reading.lexicon.actors.usage.collectives.get(which as usize);
        if let Some(collective) = collective {
            let resolved = collective::resolve(&self.context, &self.discourse, collective, self.sentence);
            let span = self.sight.words.span(piece.first, piece.end);
            let token = self.token(piece.end - 1);
            self.push(span, token, resolved, true, None);
        }
        at + 1
    }
}

/// The state that bears the rest of a name behind the other half of the compass: "North Korea" of "South Korea".
fn other_half<'a>(actors: &'a Actors, name: &str, half: &str) -> Option<&'a State> {
    let (first, rest) = name.split_once(' ')?;
    let opposite = match half {
        "north" => "south",
        "south" => "north",
        _ => return None,
    };
    let is_other = |state: &&State| {
        state.name.split_once(' ').is_some_and(|(own, of)| own.eq_ignore_ascii_case(half) && of == rest)
    };
    actors.states.iter().find(is_other).filter(|_| first.eq_ignore_ascii_case(opposite))
}
