//! From phrases to mentions, in text order: each is resolved by itself, then against what the report spoke of before.
//!
//! "Kremlin spokesman Dmitry Peskov said … Peskov added … the spokesman told reporters": three mentions of `rus.peskov`.

use super::discourse::{Antecedent, Discourse, Entity, Seen, says, subject_like};
use super::gender::gender;
use super::phrase::{Determiner, Named, Phrase, Sight, Titled, phrase_at};
use super::resolve::{Context, Resolved};
use super::scan::{Kind, Piece, is_person, scan};
use super::words::TextWords;
use super::{day_of, home, metonym};
use crate::Reading;
use demarche_language::Parse;
use demarche_lexicon::actors::{Sense, fold, words};
use demarche_model::{Actor, ActorKind, Candidate, Mention, MentionId, Note, Span};
use std::collections::BTreeMap;

/// The mentions of a report.
pub(super) fn mentions(reading: Reading<'_>, notes: &mut Vec<Note>) -> Vec<Mention> {
    let text = reading.article.text.as_str();
    let words = TextWords::of_parse(text, reading.parse);
    let pieces = scan(text, &words, Some(reading.parse), reading.lexicon);
    let sight =
        Sight { text, words: &words, parse: Some(reading.parse), actors: &reading.lexicon.actors, pieces: &pieces };
    let context = Context {
        lexicon: reading.lexicon,
        text,
        words: &words,
        day: day_of(reading.article.published.as_ref()),
        weights: weights(reading, &pieces),
    };
    let home = home::of(reading, &context);
    let mut linker = Linker {
        reading,
        context,
        home,
        sight,
        quoted: quoted_tokens(reading),
        discourse: Discourse::default(),
        mentions: Vec::new(),
        tokens: Vec::new(),
        entities: Vec::new(),
        sentence: 0,
    };
    linker.run();
    linker.finish(notes)
}

/// How often the report names each country.
fn weights<'a>(reading: Reading<'a>, pieces: &[Piece<'a>]) -> BTreeMap<&'a str, u32> {
    let actors = &reading.lexicon.actors;
    let mut weights = BTreeMap::new();
    for piece in pieces {
        let (Kind::Name(senses) | Kind::Person(senses)) = piece.kind else { continue };
        let codes = senses.iter().filter_map(|sense| match *sense {
            Sense::State(at) | Sense::Adjective(at) | Sense::Natives(at) | Sense::Native(at) | Sense::Capital(at) => {
                actors.states.get(at as usize).map(|state| state.code.as_str())
            }
            Sense::Organisation(at) => actors.organisations.get(at as usize).map(|it| it.country.as_str()),
            Sense::Person(at) => actors.persons.get(at as usize)?.tenures.first().map(|it| it.country.as_str()),
            _ => None,
        });
        let mut codes: Vec<&str> = codes.collect();
        codes.sort_unstable();
        codes.dedup();
        // A name that several countries share says nothing.
        if let [code] = codes.as_slice()
            && !code.is_empty()
        {
            *weights.entry(*code).or_default() += 1;
        }
    }
    weights
}

/// For each token, whether it stands inside quotation marks; a paragraph begins outside.
fn quoted_tokens(reading: Reading<'_>) -> Vec<bool> {
    let parse = reading.parse;
    let text = &reading.article.text;
    let mut quoted = vec![false; parse.tokens.len()];
    let mut blocks = reading.article.blocks.iter().peekable();
    let mut inside = false;
    for (at, token) in parse.tokens.iter().enumerate() {
        while blocks.peek().is_some_and(|block| block.span.start <= token.start) {
            blocks.next();
            inside = false;
        }
        match parse.word(text, at) {
            "“" | "«" | "„" | "``" => inside = true,
            "”" | "»" | "''" => inside = false,
            "\"" | "`" => inside = !inside,
            _ => quoted[at] = inside,
        }
    }
    quoted
}

/// Walks the report and keeps the books.
pub(super) struct Linker<'a, 'p> {
    pub(super) reading: Reading<'a>,
    pub(super) context: Context<'a, 'p>,
    /// The state that the report is written in.
    pub(super) home: Option<home::Home>,
    pub(super) sight: Sight<'a, 'p>,
    pub(super) quoted: Vec<bool>,
    pub(super) discourse: Discourse,
    pub(super) mentions: Vec<Mention>,
    /// Head token of each mention.
    pub(super) tokens: Vec<usize>,
    /// Entity of each mention.
    pub(super) entities: Vec<Option<usize>>,
    pub(super) sentence: usize,
}

impl<'a> Linker<'a, '_> {
    pub(super) fn parse(&self) -> &'a Parse {
        self.reading.parse
    }

    fn run(&mut self) {
        let mut at = 0;
        while let Some(piece) = self.sight.pieces.get(at) {
            let word = piece.first;
            if let Some(token) = self.sight.words.list.get(word).map(|word| word.token) {
                while self.parse().sentences.get(self.sentence).is_some_and(|sentence| sentence.end <= token) {
                    self.sentence += 1;
                }
            }
            at = match piece.kind {
                Kind::Name(&[Sense::Collective(which)]) => self.collective(piece, which, at),
                Kind::Plain | Kind::Mark => self.plain(piece, at),
                _ => match phrase_at(self.sight, at) {
                    Some((phrase, next)) => {
                        self.phrase(&phrase);
                        next.max(at + 1)
                    }
                    None => at + 1,
                },
            };
        }
    }

    // ---- phrases

    fn phrase(&mut self, phrase: &Phrase<'a>) {
        // "Georgia voters" beside Atlanta: the owner is no state.
        let other = |named: &Named<'a>| self.is_something_else(named.first, named.end, named.senses);
        if !phrase.roles.is_empty() && phrase.owners.iter().any(other) {
            let owners: Vec<Named<'a>> = phrase.owners.iter().copied().filter(|named| !other(named)).collect();
            let first = owners.first().map_or(phrase.roles[0].first, |named| named.first);
            return self.phrase(&Phrase { owners, first, ..phrase.clone() });
        }
        let before = self.mentions.len();
        if phrase.person.is_some() {
            self.person(phrase);
        } else if phrase.roles.is_empty() {
            self.names(phrase);
        } else {
            self.role(phrase);
        }
        if self.mentions.len() > before && !phrase.roles.is_empty() {
            self.hear_of(phrase, self.token(phrase.head));
        }
    }

    /// Names alone: each owner of a list is a mention; an adjective or possessor before an organisation belongs to it.
    fn names(&mut self, phrase: &Phrase<'a>) {
        let Some((last, before)) = phrase.owners.split_last() else { return };
        let organisation = last.senses.iter().any(|sense| matches!(sense, Sense::Organisation(_)))
            || (!before.is_empty() && self.context.stateless_people(last.senses).is_some());
        if !organisation {
            for named in before {
                self.names(&Phrase {
                    first: named.first,
                    end: named.end,
                    owners: vec![*named],
                    head: named.end - 1,
                    ..Phrase::default()
                });
            }
        }
        let first = if organisation { phrase.first } else { last.first };
        let span = self.sight.words.span(first, last.end);
        let token = self.head_of(last.first, last.end);
        if self.is_something_else(last.first, last.end, last.senses) {
            return;
        }
        if let Some(body) = self.body_of_another(phrase, last) {
            return self.role(&body);
        }
        let mut resolved = self.context.resolve(phrase, None);
        let capital = last.senses.iter().any(|sense| matches!(sense, Sense::Capital(_)));
        let acts = metonym::acts(self.parse(), &self.reading.lexicon.actors.usage, token);
        match resolved.rule {
            "M031 capital" if !acts => return,
            "M030 seat" if metonym::is_location(self.parse(), token) || (capital && !acts) => return,
            "" => return,
            _ => {}
        }
        // "the Saudis said": those who speak for them; "Saudis fled" does not.
        let nation = resolved.rule == "M012 nationals" && self.after_article(first);
        if acts
            && (resolved.rule == "M010 state" || nation)
            && let Some(actor) = &mut resolved.actor
            && matches!(actor.kind, ActorKind::State | ActorKind::Population)
            && actor.country.is_some()
        {
            // A state that speaks or acts does so by its government.
            actor.sector.get_or_insert_with(|| "GOV".to_owned());
        }
        let plural = matches!(resolved.rule, "M012 nationals");
        self.push(span, token, resolved, plural, None);
    }

    /// "the IAEA chief" speaks of the IAEA too: "the agency" may take it up, though no words here stand for it alone.
    fn hear_of(&mut self, phrase: &Phrase<'a>, token: usize) {
        let named = phrase.owners.last().or(phrase.of_owners.last()).map(|named| named.senses);
        let names = &self.reading.lexicon.actors.names;
        let in_role = |titled: &Titled<'a>| {
            (titled.first..titled.end).find_map(|word| names.longest(self.sight.words.window(word).words()))
        };
        let senses = named.or_else(|| phrase.roles.iter().find_map(in_role).map(|found| found.senses));
        let Some((organisation, _)) = senses.and_then(|senses| self.context.organisation(senses, None)) else { return };
        let actor = super::make::organisation_actor(organisation);
        let mention = self.mentions.len().saturating_sub(1);
        let entity = match self.discourse.find(&actor.id) {
            Some(entity) => entity,
            None => self.book(actor, mention, false, None),
        };
        let quoted = self.quoted.get(token).copied().unwrap_or_default();
        let speaks = false;
        self.discourse.seen.push(Seen {
            entity,
            mention,
            token,
            sentence: self.sentence,
            subject: false,
            quoted,
            speaks,
        });
    }

    fn role(&mut self, phrase: &Phrase<'a>) {
        let span = self.sight.words.span(phrase.first, phrase.end);
        let token = self.head_of_role(phrase);
        let named = !phrase.owners.is_empty() || !phrase.of_owners.is_empty();
        let implied = if named {
            None
        } else {
            self.implied_owner(phrase)
                .or_else(|| self.owner_in_words(phrase))
                .or_else(|| self.served(phrase))
                .or_else(|| self.only_state(phrase))
                .or_else(|| self.body_behind(phrase))
        };
        if !named
            && implied.is_none()
            && phrase.determiner != Determiner::Indefinite
            && let Some((antecedent, rows)) = self.described_before(phrase)
            && let Some(entity) = antecedent.entity
            && !self.scorns_home(phrase, entity)
        {
            return self.take_up(span, token, entity, "M080 description", rows);
        }
        if !named
            && implied.is_none()
            && let Some(entity) = self.holder_before(phrase)
        {
            return self.take_up(span, token, entity, "M082 office-again", Vec::new());
        }
        let doer = if named || implied.is_some() { None } else { self.of_doer(phrase, token) };
        let appositive = self.appositive(phrase, token);
        let mut resolved = match implied.as_ref().filter(|_| self.stands_for_place(phrase)) {
            Some(_) => self.context.resolve(&Phrase { place: None, ..phrase.clone() }, implied.clone()),
            None => self.context.resolve(phrase, implied.clone().or_else(|| doer.clone())),
        };
        if doer.is_some() {
            resolved.rule = "M046 office-of-doer";
        } else if !named && implied.is_none() {
            self.look_around(phrase, &mut resolved);
            self.come_home(phrase, &mut resolved);
        }
        let Some(actor) = &resolved.actor else { return };
        // "a potential broker", "the board": nobody in particular, unless something is said of what they do.
        if actor.country.is_none()
            && actor.sector.is_none()
            && !(actor.kind == ActorKind::Person && subject_like(self.parse(), token, 4))
            && !(actor.kind == ActorKind::Group && says(self.reading.lexicon, self.parse(), token))
        {
            return;
        }
        if let Some(entity) = appositive {
            self.describe(entity, &resolved, phrase);
            return self.take_up(span, token, entity, "M081 apposition", resolved.rows);
        }
        let plural = phrase.roles.last().is_some_and(|titled| titled.role.agent.is_some_and(|(_, plural)| plural));
        self.push(span, token, resolved, plural, Some(phrase));
    }

    // ---- books

    pub(super) fn token(&self, word: usize) -> usize {
        self.sight.words.list.get(word).map_or(0, |word| word.token)
    }

    /// The token that heads a role: the Ministry of "Ministry of Foreign Affairs", the spokesman of "foreign ministry spokesman".
    fn head_of_role(&self, phrase: &Phrase<'a>) -> usize {
        match phrase.roles.last() {
            Some(titled) if titled.end == phrase.head + 1 => self.head_of(titled.first, titled.end),
            _ => self.token(phrase.head),
        }
    }

    /// "the North's army": the place before a role is what the mention before it stands for, no town of that name.
    fn stands_for_place(&self, phrase: &Phrase<'a>) -> bool {
        let place = phrase.place.map(|(first, end)| self.sight.words.span(first, end));
        place.zip(self.mentions.last()).is_some_and(|(place, mention)| mention.span.overlaps(place))
    }

    /// The token of a name that the rest of it hangs on: the Republic of "the Republic of Korea", the Nations of "United Nations".
    fn head_of(&self, first: usize, end: usize) -> usize {
        let last = self.token(end - 1);
        let tokens = self.token(first)..last + 1;
        let top = |token: &usize| self.parse().head(*token).is_none_or(|head| !tokens.contains(&head));
        tokens.clone().find(top).unwrap_or(last)
    }

    /// "Jordan scored twice", "Lebanon, Pennsylvania": a name of a state that is something else here.
    fn is_something_else(&self, first: usize, end: usize, senses: &[Sense]) -> bool {
        let geographic =
            senses.iter().any(|sense| matches!(sense, Sense::State(_) | Sense::Capital(_) | Sense::Adjective(_)));
        if !geographic {
            return false;
        }
        let words = self.sight.words;
        let name = words.folded(first);
        if end - first == 1
            && let Some(row) = self.reading.lexicon.actors.usage.lookalikes.iter().find(|row| row.name == name)
        {
            let count = |list: &[String]| list.iter().filter(|word| self.context.text.contains(word.as_str())).count();
            let (against, speaking_for) = (count(&row.against), count(&row.speaking_for));
            if against > speaking_for {
                return true;
            }
        }
        // "Lebanon, Pennsylvania": a part of another state follows.
        if words.is_mark(end) && words.list.get(end).is_some_and(|mark| mark.span.of(self.context.text) == ",") {
            let window = words.window(end + 1);
            let after = self.reading.lexicon.actors.names.longest(window.words());
            let region = after
                .filter(|after| after.senses.iter().all(|sense| matches!(sense, Sense::State(_))))
                .and_then(|after| self.context.state(after.senses));
            let state = self.context.state(senses);
            if let (Some(region), Some(state)) = (region, state)
                && region.kind == demarche_lexicon::actors::StateKind::Region
                && region.code != state.code
            {
                return true;
            }
        }
        // "Jordan" as a person's name, alone: somebody of that name was spoken of, or nothing speaks for the state.
        let one_name = self.discourse.by_surname(name, "", self.sentence).is_some()
            && senses.iter().any(|sense| is_person(*sense) || matches!(sense, Sense::State(_)));
        one_name && end - first == 1
    }

    /// Adds a mention that names or describes somebody, and books its entity.
    pub(super) fn push(
        &mut self,
        span: Span,
        token: usize,
        resolved: Resolved,
        plural: bool,
        phrase: Option<&Phrase<'a>>,
    ) {
        let Resolved { actor, candidates, rule, rows } = resolved;
        let mention = self.mentions.len();
        let mut same_as = None;
        let mut entity = None;
        if let Some(actor) = &actor {
            let at = match self.discourse.find(&actor.id) {
                Some(at) => {
                    let known = &self.discourse.entities[at];
                    if !matches!(
                        actor.kind,
                        ActorKind::State | ActorKind::Population | ActorKind::Group | ActorKind::Place
                    ) {
                        same_as = Some(MentionId(known.first_mention as u32));
                    }
                    self.call(at, phrase);
                    at
                }
                None => self.book(actor.clone(), mention, plural, phrase),
            };
            entity = Some(at);
            self.see(at, mention, token);
        }
        self.mentions.push(Mention { span, actor, candidates, same_as, rule, rows });
        self.tokens.push(token);
        self.entities.push(entity);
        self.placed_by(mention, token);
    }

    /// A headline's "Putin" that the text calls "Russian President Vladimir Putin" is the president from then on.
    fn call(&mut self, entity: usize, phrase: Option<&Phrase<'a>>) {
        let Some(entity) = self.discourse.entities.get_mut(entity) else { return };
        for titled in phrase.iter().flat_map(|phrase| &phrase.roles) {
            entity.call(&titled.role.phrase);
        }
    }

    /// A new entity.
    fn book(&mut self, actor: Actor, mention: usize, plural: bool, phrase: Option<&Phrase<'a>>) -> usize {
        let mut described = String::from(" ");
        let mut surname = String::new();
        for word in words(&actor.name) {
            surname = fold(word);
            described.push_str(&surname);
            described.push(' ');
        }
        let known = self.reading.lexicon.actors.person(&actor.id);
        let pronoun = known.map(|person| person.pronoun.clone()).filter(|pronoun| !pronoun.is_empty());
        let pronoun =
            pronoun.unwrap_or_else(|| phrase.map(|phrase| gender(self.reading, phrase)).unwrap_or_default().to_owned());
        if let Some(named) = phrase.and_then(|phrase| phrase.person.as_ref()) {
            surname = self.sight.words.folded(named.end - 1).to_owned();
        }
        self.discourse.entities.push(Entity {
            actor,
            first_mention: mention,
            pronoun,
            plural,
            described,
            called: Vec::new(),
            surname,
        });
        let entity = self.discourse.entities.len() - 1;
        self.call(entity, phrase);
        entity
    }

    fn see(&mut self, entity: usize, mention: usize, token: usize) {
        let parse = self.parse();
        let subject = subject_like(parse, token, 4);
        let quoted = self.quoted.get(token).copied().unwrap_or_default();
        let speaks = says(self.reading.lexicon, parse, token);
        self.discourse.seen.push(Seen { entity, mention, token, sentence: self.sentence, subject, quoted, speaks });
    }

    /// Adds a mention that takes up an entity.
    pub(super) fn take_up(&mut self, span: Span, token: usize, entity: usize, rule: &'static str, rows: Vec<String>) {
        let known = &self.discourse.entities[entity];
        let same_as = self
            .discourse
            .seen
            .iter()
            .rev()
            .find(|seen| seen.entity == entity)
            .map_or(known.first_mention, |seen| seen.mention);
        let mut actor = known.actor.clone();
        if actor.kind == ActorKind::State {
            let acts = metonym::acts(self.parse(), &self.reading.lexicon.actors.usage, token);
            actor.sector = acts.then(|| "GOV".to_owned());
        }
        let actor = Some(actor);
        let mention = self.mentions.len();
        self.see(entity, mention, token);
        self.mentions.push(Mention {
            span,
            actor,
            candidates: Vec::new(),
            same_as: Some(MentionId(same_as as u32)),
            rule,
            rows,
        });
        self.tokens.push(token);
        self.entities.push(Some(entity));
    }

    /// Adds a mention whose actor stays open.
    pub(super) fn leave_open(
        &mut self,
        span: Span,
        token: usize,
        antecedent: &Antecedent,
        rule: &'static str,
        rows: Vec<String>,
    ) {
        let candidates = antecedent
            .rivals
            .iter()
            .map(|&(entity, score)| Candidate {
                id: self.discourse.entities[entity].actor.id.clone(),
                score: score.clamp(0.0, 1.0),
            })
            .collect();
        self.mentions.push(Mention { span, actor: None, candidates, same_as: None, rule, rows });
        self.tokens.push(token);
        self.entities.push(None);
    }
}
