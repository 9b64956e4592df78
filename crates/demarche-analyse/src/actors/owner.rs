//! Whose a role is that names nobody: a phrase and what was spoken of before it in, the state or body that it belongs to out.
//!
//! "Israel said its forces": Israel's. "Marcos wrote … An aide said": whoever serves him. "the army said" with one country spoken of near: its
//! army.

use super::discourse::{Entity, Seen};
use super::home;
use super::link::Linker;
use super::phrase::{Determiner, Named, Phrase, Titled};
use super::resolve::{Owner, Resolved};
use demarche_language::{Dep, Parse};
use demarche_model::{Actor, ActorKind, Span};

impl<'a> Linker<'a, '_> {
    /// "its forces", "Netanyahu's office", "the Assad government": the owner stands right before.
    pub(super) fn implied_owner(&self, phrase: &Phrase<'a>) -> Option<Owner> {
        let first = self.sight.words.list.get(phrase.first)?.span.start;
        let at = self.mentions.len().checked_sub(1)?;
        let mention = &self.mentions[at];
        let between = Span::new(mention.span.end, first).of(self.context.text);
        let adjacent = match between.trim() {
            "'s" | "’s" | "´s" | "`s" | "'" | "’" => true,
            "" => {
                mention.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Person)
                    && !mention.rule.starts_with("M07")
            }
            _ => false,
        };
        // "the ELN, whose leaders have since said"
        let whose = between.trim().trim_start_matches(',').trim() == "whose" && mention.actor.is_some();
        let possessive = match phrase.determiner {
            Determiner::Possessive(word) => {
                self.sight.words.list.get(word).is_some_and(|word| word.span == mention.span)
            }
            _ => false,
        };
        // "Verania's outspoken foreign minister": the possessor of a phrase with words between.
        let possessor = || {
            let parse = self.parse();
            let token = self.tokens.get(at).copied().filter(|&token| parse.tokens[token].dep == Dep::Poss);
            let owned = token.and_then(|token| parse.head(token));
            owned.is_some_and(|owned| (self.token(phrase.first)..=self.token(phrase.head)).contains(&owned))
        };
        if !adjacent && !possessive && !whose && !possessor() {
            return None;
        }
        self.owner_of(mention.actor.as_ref()?)
    }

    /// "the Joint Chiefs of Staff" where a report tells of another state more than twice as often as of the one that goes by that name, or
    /// "Seoul denied it, but the Joint Chiefs of Staff said": a body that any state has, whose is to be found.
    pub(super) fn body_of_another(&self, phrase: &Phrase<'a>, named: &Named<'a>) -> Option<Phrase<'a>> {
        if phrase.owners.len() > 1 || !self.after_article(named.first) {
            return None;
        }
        let (organisation, _) = self.context.organisation(named.senses, None)?;
        let roles = &self.reading.lexicon.actors.roles;
        let found = roles.names.longest(self.sight.words.window(named.first).words());
        let found = found.filter(|found| found.words == named.end - named.first)?;
        let role = roles.role(found.senses).filter(|role| role.institution.is_some())?;
        let own = self.context.weight(&organisation.country);
        let other = self.context.weights.iter().any(|(&country, &weight)| {
            country != organisation.country && country.len() == 3 && weight >= 3 && weight > 2 * own
        });
        // Forces go by the same names everywhere: where the sentence speaks of another state and none has heard of theirs, they are its.
        let forces = matches!(organisation.sector.as_str(), "MIL" | "COP");
        let unheard = || {
            let of_it = |entity: &Entity| entity.actor.country.as_deref() == Some(&organisation.country);
            !self.discourse.entities.iter().any(of_it) && self.focus().is_some()
        };
        (other || forces && unheard()).then(|| Phrase {
            first: named.first,
            end: named.end,
            roles: vec![Titled { first: named.first, end: named.end, role }],
            determiner: Determiner::Definite,
            head: named.end - 1,
            ..Phrase::default()
        })
    }

    /// "Vera Orlova, who speaks for the rebels", "who heads the alliance": of the side that a person nobody knows speaks for or leads.
    pub(super) fn placed_by(&mut self, mention: usize, token: usize) {
        let parse = self.parse();
        let side = self.mentions.get(mention).and_then(|mention| mention.actor.as_ref());
        let Some(side) = side.filter(|side| side.country.is_some() && side.kind != ActorKind::Person) else { return };
        let Some(person) = leads_or_serves(parse, token) else { return };
        let at = self.tokens.iter().rposition(|&known| known == person);
        let Some(&Some(entity)) = at.and_then(|at| self.entities.get(at)) else { return };
        let (country, sector) = (side.country.clone(), side.sector.clone());
        let Some(known) = self.discourse.entities.get_mut(entity) else { return };
        if known.actor.kind == ActorKind::Person && known.actor.id.starts_with("text:") && known.actor.country.is_none()
        {
            known.actor.country = country;
            known.actor.sector = known.actor.sector.take().or(sector);
        }
    }

    /// "a Kremlin spokesman": of the state whose seat the words of the role begin with.
    pub(super) fn owner_in_words(&self, phrase: &Phrase<'a>) -> Option<Owner> {
        let [titled] = phrase.roles.as_slice() else { return None };
        // "the UN envoy": the state that has one at the United Nations would be named.
        let envoy = titled.role.phrase.ends_with(" envoy");
        if phrase.determiner != Determiner::Indefinite && !envoy || titled.end - titled.first < 2 {
            return None;
        }
        let actors = &self.reading.lexicon.actors;
        let found = actors.names.longest(self.sight.words.window(titled.first).words())?;
        let (organisation, _) = self.context.organisation(found.senses, None)?;
        // "a Hamas official": of the body whose name the title begins with.
        if !organisation.seat {
            return ((titled.role.proper || envoy) && found.words < titled.end - titled.first).then(|| Owner {
                country: organisation.country.clone(),
                label: organisation.name.clone(),
                sector: organisation.sector.clone(),
                row: organisation.id.clone(),
                organisation: Some(organisation.id.clone()),
            });
        }
        let state = actors.state(&organisation.country)?;
        Some(Owner {
            country: state.code.clone(),
            label: state.adjectives.first().unwrap_or(&state.name).clone(),
            row: organisation.id.clone(),
            ..Owner::default()
        })
    }

    /// "Marcos wrote that … An aide said later": an aide, a deputy, a spokesman of nobody named is of whoever the sentence before is about.
    pub(super) fn served(&self, phrase: &Phrase<'a>) -> Option<Owner> {
        let [titled] = phrase.roles.as_slice() else { return None };
        let word = titled.role.phrase.rsplit(' ').next().unwrap_or_default();
        if phrase.determiner != Determiner::Indefinite || !self.reading.lexicon.verbs.classes.has("attendant", word) {
            return None;
        }
        let before = self.sentence.checked_sub(1)?;
        let near = || self.discourse.seen.iter().filter(|seen| seen.sentence >= before);
        let acts = |seen: &&Seen| {
            let actor = self.discourse.entities.get(seen.entity).map(|entity| &entity.actor);
            seen.subject && actor.is_some_and(|actor| actor.kind != ActorKind::Outlet && actor.country.is_some())
        };
        if near().filter(|seen| seen.sentence == self.sentence).any(|seen| acts(&seen)) {
            return None;
        }
        let seen = near().find(acts)?;
        self.owner_of(&self.discourse.entities.get(seen.entity)?.actor)
    }

    /// The owner that an actor makes.
    pub(super) fn owner_of(&self, actor: &Actor) -> Option<Owner> {
        let actors = &self.reading.lexicon.actors;
        let country = actor.country.clone()?;
        let of_state = matches!(
            actor.kind,
            ActorKind::State | ActorKind::Person | ActorKind::Office | ActorKind::Government | ActorKind::Population
        );
        let state = actors.state(&country).filter(|_| of_state);
        let label = state.and_then(|state| state.adjectives.first()).unwrap_or(&actor.name).clone();
        let sector = if of_state { String::new() } else { actor.sector.clone().unwrap_or_default() };
        let organisation = (!of_state).then(|| actor.id.clone());
        Some(Owner { country, label, sector, row: actor.id.clone(), organisation })
    }

    /// "the army said" with one country spoken of near: its army.
    pub(super) fn look_around(&self, phrase: &Phrase<'a>, resolved: &mut Resolved) {
        let Some(titled) = phrase.roles.last() else { return };
        if titled.role.institution.is_none()
            || phrase.determiner == Determiner::Indefinite
            || resolved.rule != "M041 institution-open"
            || self.is_scorned(&titled.role.phrase)
        {
            return;
        }
        // "the junta" that was left open stays so: what is said of it in between need not be of its country.
        let words = self.sight.words.span(phrase.first, phrase.end).of(self.context.text);
        let again = self.mentions.iter().any(|mention| {
            mention.rule == "M041 institution-open" && mention.span.of(self.context.text).eq_ignore_ascii_case(words)
        });
        let told_of = || self.told_of().filter(|_| self.home.is_none());
        let near = match self.opposes() {
            Some(own) => own,
            None => self.minister_before(&titled.role.phrase).or_else(|| self.focus()).or_else(told_of),
        };
        let Some(actor) = near.filter(|_| !again) else { return };
        // A paper of the place speaks of its own ministry, whatever it told before of another state.
        if self.home.as_ref().is_some_and(|home| home.own && actor.country.as_ref() != Some(&home.country)) {
            return;
        }
        let Some(owner) = self.owner_of(&actor).filter(|owner| titled.role.is_of(&owner.country)) else { return };
        let found = self.context.resolve(phrase, Some(owner));
        if found.actor.as_ref().is_some_and(|actor| actor.country.is_some()) {
            *resolved = Resolved { rule: "M042 institution-near", ..found };
        }
    }

    /// Whether "the regime" would be that of the place that the report is written in.
    pub(super) fn scorns_home(&self, phrase: &Phrase<'a>, entity: usize) -> bool {
        let home = self.home.as_ref().map(|home| home.country.as_str());
        let country = self.discourse.entities.get(entity).and_then(|entity| entity.actor.country.as_deref());
        let scorned = phrase.roles.last().is_some_and(|titled| self.is_scorned(&titled.role.phrase));
        scorned && home.is_some() && home == country
    }

    /// "The occupation regime" in a paper of Tolm: nobody calls the government of his own place so, and which other is meant only its name says.
    fn is_scorned(&self, words: &str) -> bool {
        self.reading.lexicon.verbs.classes.has("scorned", words.rsplit(' ').next().unwrap_or_default())
    }

    /// "officials said", "the defence ministry" under a dateline: those of the state that the report is written in.
    pub(super) fn come_home(&self, phrase: &Phrase<'a>, resolved: &mut Resolved) {
        let Some(home) = &self.home else { return };
        let Some(actor) = resolved.actor.as_ref().filter(|actor| actor.country.is_none()) else { return };
        let official = match resolved.rule {
            "M041 institution-open" => true,
            // "an official briefed on the talks" may be anybody's.
            "M060 agent" if phrase.determiner != Determiner::Indefinite => phrase.roles.last().is_some_and(|titled| {
                let last = titled.role.phrase.rsplit(' ').next().unwrap_or_default();
                self.reading.lexicon.verbs.classes.has("official", last)
            }),
            _ => false,
        };
        let rules = official && actor.sector.as_deref().is_some_and(|sector| home::RULING.contains(&sector));
        let scorned = phrase.roles.last().is_some_and(|titled| self.is_scorned(&titled.role.phrase));
        if !rules || scorned || phrase.place.is_some() || phrase.former || self.is_among_several(phrase) {
            return;
        }
        // "The so-called state's officials" have an owner, whoever that is; a mission at home is another state's.
        let owned = self.parse().children_by(self.token(phrase.head), Dep::Poss).next().is_some();
        if owned || actor.kind == ActorKind::Government && actor.id.ends_with("embassy") {
            return;
        }
        let may_be = |code: &str| phrase.roles.last().is_none_or(|titled| titled.role.is_of(code));
        let Some(state) = self.reading.lexicon.actors.state(&home.country).filter(|_| may_be(&home.country)) else {
            return;
        };
        let Some(owner) = self.owner_of(&super::make::state_actor(state)) else { return };
        let found = self.context.resolve(phrase, Some(owner));
        // An agency's reporter may sit in one capital and write of the minister of another.
        let named = found.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Person && actor.office.is_some());
        if found.actor.as_ref().is_some_and(|actor| actor.country.is_some()) && (home.own || !named) {
            *resolved = Resolved { rule: "M044 institution-at-home", ..found };
        }
    }

    /// "each government", "both armies", "a Western official": of several states, or of another.
    pub(super) fn is_among_several(&self, phrase: &Phrase<'a>) -> bool {
        let several = |word: usize| {
            let word = self.sight.words.folded(word);
            matches!(word, "each" | "both" | "either" | "neither" | "every" | "other" | "another" | "rival" | "two")
                || self.reading.lexicon.verbs.classes.has("outside", word)
        };
        let roles = phrase.roles.first().map_or(phrase.end, |titled| titled.first);
        (phrase.first.saturating_sub(2)..roles).any(several)
    }

    /// "The opposition leader accused the government": that of his own state, whichever government was told of before; open where his is not known.
    fn opposes(&self) -> Option<Option<Actor>> {
        let here = self.discourse.seen.iter().rev().take_while(|seen| seen.sentence == self.sentence);
        let first = here.filter(|seen| seen.subject && !seen.quoted).last()?;
        let actor = &self.discourse.entities.get(first.entity)?.actor;
        let own = actor.country.as_deref().and_then(|code| self.reading.lexicon.actors.state(code));
        (actor.sector.as_deref() == Some("OPP")).then(|| own.map(super::make::state_actor))
    }

    /// "Ostria's foreign minister said Verania had broken the law, and the ministry summoned the Veranian envoy": the ministry of the minister who
    /// acts or speaks in this sentence or the one before. Nobody where ministers of two states do.
    fn minister_before(&self, body: &str) -> Option<Actor> {
        let portfolio = body.strip_suffix("ministry")?.trim_end();
        let heads = |role: &str| {
            let held = role.strip_suffix("minister").map(str::trim_end);
            held.is_some_and(|held| if portfolio.is_empty() { !held.ends_with("prime") } else { held == portfolio })
        };
        let near = self.discourse.seen.iter().rev().take_while(|seen| seen.sentence + 1 >= self.sentence);
        let ministers = near.filter(|seen| seen.subject && !seen.quoted).filter_map(|seen| {
            let entity = self.discourse.entities.get(seen.entity)?;
            entity.called.iter().any(|role| heads(role)).then_some(entity.actor.country.as_deref()?)
        });
        let mut codes: Vec<&str> = ministers.collect();
        codes.dedup();
        let [only] = codes.as_slice() else { return None };
        self.reading.lexicon.actors.state(only).map(super::make::state_actor)
    }

    /// The one country whose state or officials this sentence has spoken of so far, else the one state of this sentence and the one before.
    fn focus(&self) -> Option<Actor> {
        let actors = &self.reading.lexicon.actors;
        let here = self.discourse.seen.iter().rev().take_while(|seen| seen.sentence == self.sentence);
        let mut codes: Vec<&str> = here
            .map(|seen| &self.discourse.entities[seen.entity].actor)
            .filter(|actor| !matches!(actor.kind, ActorKind::Outlet | ActorKind::Igo | ActorKind::Ngo))
            .filter(|actor| !matches!(actor.kind, ActorKind::Person) || actor.sector.as_deref() == Some("GOV"))
            .filter_map(|actor| actor.country.as_deref())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        match codes.as_slice() {
            [] => self.state_near().or_else(|| self.paragraphs_own()),
            [only] => actors.state(only).map(super::make::state_actor),
            _ => None,
        }
    }

    /// The one state whose people and organs the paragraph has told of so far: "'We will answer,' he said. The army, meanwhile, moved".
    fn paragraphs_own(&self) -> Option<Actor> {
        let actors = &self.reading.lexicon.actors;
        let parse = self.parse();
        let start = |sentence: usize| parse.sentences.get(sentence).and_then(|range| parse.tokens.get(range.start));
        let here = start(self.sentence)?.start;
        let blocks = &self.reading.article.blocks;
        let block = blocks.get(blocks.partition_point(|block| block.span.end <= here))?.span;
        let within = |sentence: usize| start(sentence).is_some_and(|token| token.start >= block.start);
        let told = self.discourse.seen.iter().rev().take_while(|seen| within(seen.sentence));
        let mut codes: Vec<&str> = told
            .filter(|seen| seen.subject && seen.sentence < self.sentence)
            .map(|seen| &self.discourse.entities[seen.entity].actor)
            .filter(|actor| actor.kind != ActorKind::Outlet)
            .filter_map(|actor| actor.country.as_deref())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        let [only] = codes.as_slice() else { return None };
        // What is at home anyway is found there.
        let abroad = self.home.as_ref().is_none_or(|home| home.country != **only);
        actors.state(only).filter(|_| abroad).map(super::make::state_actor)
    }

    /// The state that the report names at least four times, and three times as often as any other.
    fn told_of(&self) -> Option<Actor> {
        let actors = &self.reading.lexicon.actors;
        let (&code, &most) = self.context.weights.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)))?;
        let rivals = self.context.weights.iter().any(|(&other, &count)| other != code && count * 3 > most);
        actors.state(code).filter(|_| most >= 4 && !rivals && code.len() == 3).map(super::make::state_actor)
    }

    /// The one state that this sentence and the one before speak of.
    fn state_near(&self) -> Option<Actor> {
        let mut found: Option<&Actor> = None;
        for seen in
            self.discourse.seen.iter().rev().take_while(|seen| self.sentence - seen.sentence.min(self.sentence) <= 1)
        {
            let actor = &self.discourse.entities[seen.entity].actor;
            if !matches!(actor.kind, ActorKind::State | ActorKind::Government | ActorKind::Military)
                || actor.country.is_none()
            {
                continue;
            }
            match found {
                None => found = Some(actor),
                Some(known) if known.country == actor.country => {}
                Some(_) => return None,
            }
        }
        let actors = &self.reading.lexicon.actors;
        let state = actors.state(found?.country.as_deref()?)?;
        Some(super::make::state_actor(state))
    }
}

/// The name that a relative clause says leads, speaks or works for the party at a token: "Vera Orlova, who speaks for the rebels".
fn leads_or_serves(parse: &Parse, party: usize) -> Option<usize> {
    let head = parse.head(party)?;
    let (verb, serves) = match (parse.tokens.get(party)?.dep, parse.tokens.get(head)?.dep) {
        (Dep::Dobj, _) => (head, false),
        (Dep::Pobj, Dep::Prep) if parse.tokens[head].norm == "for" => (parse.head(head)?, true),
        _ => return None,
    };
    let told = parse.tokens.get(verb).filter(|told| told.dep == Dep::Relcl)?;
    let fits = match told.lemma.as_str() {
        "speak" | "negotiate" => serves,
        "head" | "lead" | "command" | "chair" => !serves,
        _ => false,
    };
    let who = parse.child(verb, Dep::Nsubj).is_some_and(|subject| parse.tokens[subject].norm == "who");
    // Whoever "led the party until 2019" does so no more.
    let present = told.tag == "VBZ";
    (fits && who && present).then(|| parse.head(verb)).flatten()
}
