//! People by name, and descriptions beside them: a name or a role in, the one that it is in this report out.
//!
//! "Dmitry Peskov, the Kremlin spokesman": the description makes the name's actor; "the spokesman" later takes him up.

use super::discourse::Antecedent;
use super::gender::gender;
use super::home;
use super::link::Linker;
use super::phrase::{Determiner, Phrase};
use super::resolve::Resolved;
use super::scan::{Kind, is_bare_subject};
use demarche_language::{Dep, EntityKind, Pos};
use demarche_lexicon::actors::fold;
use demarche_model::{ActorKind, Mention, MentionId};

impl<'a> Linker<'a, '_> {
    /// "Dmitry Peskov, the Kremlin spokesman,": the person whom a role without a person describes.
    pub(super) fn appositive(&self, phrase: &Phrase<'a>, token: usize) -> Option<usize> {
        let parse = self.parse();
        if parse.tokens.get(token)?.dep != Dep::Appos
            || phrase.roles.last()?.role.agent.is_some_and(|(_, plural)| plural)
        {
            return None;
        }
        let head = parse.head(token)?;
        let at = self.tokens.iter().rposition(|&known| known == head)?;
        let entity = self.entities[at]?;
        (self.discourse.entities[entity].actor.kind == ActorKind::Person).then_some(entity)
    }

    /// Gives a person known by the text alone what a role says of it.
    pub(super) fn describe(&mut self, entity: usize, resolved: &Resolved, phrase: &Phrase<'a>) {
        let Some(said) = &resolved.actor else { return };
        let entity = &mut self.discourse.entities[entity];
        for titled in &phrase.roles {
            entity.call(&titled.role.phrase);
        }
        if entity.pronoun.is_empty() {
            entity.pronoun = gender(self.reading, phrase).to_owned();
        }
        if entity.actor.id.starts_with("text:") {
            entity.actor.country = entity.actor.country.take().or_else(|| said.country.clone());
            entity.actor.sector = entity.actor.sector.take().or_else(|| said.sector.clone());
            entity.actor.office = entity.actor.office.take().or_else(|| said.office.clone());
        }
    }

    /// What "the spokesman", "the ministry" takes up.
    pub(super) fn described_before(&self, phrase: &Phrase<'a>) -> Option<(Antecedent, Vec<String>)> {
        let titled = phrase.roles.last()?;
        if phrase.roles.len() > 1 || phrase.former {
            return None;
        }
        // "The spokesman of the Foreign Ministry Le Hai Binh": of whom he is, is told here.
        let told = phrase.of_owners.is_empty() && phrase.of_roles.is_empty() && self.sight.is_of_body(phrase.end);
        if phrase.determiner != Determiner::Definite || told {
            return None;
        }
        let rows = self.reading.lexicon.actors.usage.anaphors(&titled.role.phrase);
        let (antecedent, row) = self.discourse.anaphor(self.reading.lexicon, rows, self.sentence);
        Some((antecedent, row.map(|row| row.id.clone()).into_iter().collect()))
    }

    pub(super) fn person(&mut self, phrase: &Phrase<'a>) {
        let Some(named) = &phrase.person else { return };
        let span = self.sight.words.span(phrase.first, phrase.end);
        let token = self.token(named.end - 1);
        let single = named.end - named.first == 1;
        let surname = self.sight.words.folded(named.end - 1).to_owned();
        let pronoun = gender(self.reading, phrase);
        let bare = phrase.roles.iter().all(|titled| titled.role.title.is_some() && titled.role.offices.is_empty());
        let known = self
            .discourse
            .by_surname(&surname, pronoun, self.sentence)
            .or_else(|| self.discourse.by_family_name(self.reading.lexicon, &surname));
        if single
            && let Some(entity) = known
            && (bare || self.plays(entity, phrase))
        {
            return self.take_up(span, token, entity, "M061 surname-again", Vec::new());
        }
        let owner = self
            .context
            .owner(&phrase.owners)
            .or_else(|| self.context.owner(&phrase.of_owners))
            .or_else(|| self.implied_owner(phrase))
            .or_else(|| self.only_state(phrase));
        let mut resolved = self.context.resolve(phrase, owner.clone());
        if resolved.actor.is_none() {
            let entity = self
                .sight
                .pieces
                .iter()
                .any(|piece| piece.first == named.first && matches!(piece.kind, Kind::Person(_)));
            let alone = single && phrase.roles.is_empty();
            // "Surin province": a name before the word for a division is no person's.
            if alone && self.reading.lexicon.verbs.classes.has("division", self.sight.words.folded(named.end)) {
                return;
            }
            // "in Lagos", though a Lagos once governed.
            if alone && self.is_said_as_place(token) && self.context.is_place_name(named) {
                return;
            }
            let proper = self.parse().tokens.get(token).is_some_and(|token| token.pos == Pos::Propn);
            if alone && let Some(entity) = self.discourse.by_given_name(&surname).filter(|_| entity) {
                return self.take_up(span, token, entity, "M062 given-name", Vec::new());
            }
            // A word that is somebody's surname in the lexicon and nothing else says that it is a name here.
            let bare = !proper && is_bare_subject(self.parse(), token);
            if alone && !entity && !proper && !bare {
                return;
            }
            // "Houston said": a town's name is a person's only where the engine says so.
            let sure = entity || !self.context.is_place_name(named);
            if owner.is_none()
                && sure
                && let Some(leader) = self.context.leader_alone(named, phrase)
            {
                resolved = leader;
            } else if alone && bare {
                return;
            }
        }
        if resolved.actor.is_none() {
            resolved.actor = Some(self.context.text_person(named, phrase, owner.as_ref()));
            resolved.rule = if resolved.candidates.is_empty() { "M004 name-unknown" } else { "M003 name-open" };
            resolved.rows.extend(owner.as_ref().map(|owner| owner.row.clone()));
            if owner.is_none()
                && let Some((country, sector)) = self.context.shared_by(named, phrase)
                && let Some(actor) = &mut resolved.actor
            {
                actor.country = Some(country);
                actor.sector = actor.sector.take().or(sector);
            }
            // "Colonel Orlova told a briefing", in a paper of the place: one of its own.
            // "Foreign Minister Orlova" from a reporter in the capital of the state that the report tells most of: likewise.
            let office = phrase.roles.iter().any(|titled| !titled.role.offices.is_empty());
            if let Some(home) = self.home.as_ref().filter(|home| (home.own || home.most && office) && owner.is_none())
                && let Some(actor) = &mut resolved.actor
                && actor.country.is_none()
                && resolved.candidates.is_empty()
                && actor.sector.as_deref().is_some_and(|sector| home::RULING.contains(&sector))
                && !self.is_among_several(phrase)
            {
                let foreign = self.peer_abroad(phrase, &home.country, actor.sector.as_deref());
                let country = foreign.unwrap_or_else(|| home.country.clone());
                resolved.rows.extend(self.reading.lexicon.actors.state(&country).map(|state| state.id.clone()));
                actor.country = Some(country);
            }
        }
        let again = resolved.actor.as_ref().and_then(|actor| self.discourse.find(&actor.id));
        self.push(span, token, resolved, false, Some(phrase));
        let described = self.described_by(token);
        if let (Some(before), None) = (described, again) {
            self.adopt(before);
        }
    }

    /// "in Lagos", "the Lagos summit": where the engine takes the name of a town for one, *in* before it or a noun behind it agrees.
    /// "A Russian general threatened Ostria. … Colonel-General Nattor told the agency": of the state whose general, told of right before, is not of the
    /// place where the report is written.
    fn peer_abroad(&self, phrase: &Phrase<'a>, home: &str, sector: Option<&str>) -> Option<String> {
        let parse = self.parse();
        let title = self.sight.words.span(phrase.first, phrase.end).of(&self.reading.article.text).to_lowercase();
        let near = |mention: &&Mention| {
            let token = parse.tokens_in(mention.span.start, mention.span.end).next();
            token.is_some_and(|token| self.sentence.saturating_sub(parse.sentence_of(token)) <= 1)
        };
        let peer = |mention: &&Mention| {
            let words = mention.span.of(&self.reading.article.text);
            let noun = words.rsplit(' ').next().unwrap_or_default();
            let called = title.split([' ', '-']).any(|word| word == noun);
            mention.rule == "M060 agent"
                && called
                && mention.actor.as_ref().is_some_and(|it| it.sector.as_deref() == sector)
        };
        let found = self.mentions.iter().rev().take_while(near).find(peer)?;
        found.actor.as_ref()?.country.clone().filter(|country| country != home)
    }

    fn is_said_as_place(&self, token: usize) -> bool {
        let parse = self.parse();
        let found = parse.entities.partition_point(|entity| entity.end as usize <= token);
        let place = parse.entities.get(found).is_some_and(|entity| {
            entity.first as usize <= token && matches!(entity.kind, EntityKind::Gpe | EntityKind::Loc)
        });
        let behind_in =
            token.checked_sub(1).and_then(|before| parse.tokens.get(before)).is_some_and(|it| it.norm == "in");
        let before_noun = parse.tokens.get(token).is_some_and(|it| it.dep == Dep::Compound);
        place && (behind_in || before_noun)
    }

    /// Whether an entity known by its surname plays the roles that now stand before it ("Defence Minister Smith").
    fn plays(&self, entity: usize, phrase: &Phrase<'a>) -> bool {
        let entity = &self.discourse.entities[entity];
        let actors = &self.reading.lexicon.actors;
        phrase.roles.iter().all(|titled| {
            let role = titled.role;
            let known = actors.person(&entity.actor.id).is_some_and(|person| {
                person.tenures.iter().any(|tenure| {
                    tenure.titles.iter().any(|title| title.eq_ignore_ascii_case(&role.phrase))
                        || role.offices.iter().any(|&office| {
                            actors.roles.offices.get(office as usize).is_some_and(|office| office.key == tenure.office)
                        })
                })
            });
            known
                || role.title.is_some() && role.offices.is_empty()
                || entity.described.contains(&role.phrase)
                || entity.actor.id.starts_with("text:")
        })
    }

    /// "the Kremlin spokesman, Dmitry Peskov,": the mention of the role that this person's name explains.
    fn described_by(&self, token: usize) -> Option<usize> {
        let parse = self.parse();
        if parse.tokens.get(token)?.dep != Dep::Appos {
            return None;
        }
        let head = parse.head(token)?;
        let at = self.tokens.iter().rposition(|&known| known == head)?;
        let described = &self.mentions[at];
        let kind = described.actor.as_ref().map(|actor| actor.kind);
        // "Nils Voss, the commander, and the chief of staff, Ana Toll": a name that stands beside another explains none.
        let named = described.rule.starts_with("M00") || described.rule.starts_with("M061");
        (matches!(kind, Some(ActorKind::Person | ActorKind::Office)) && !named).then_some(at)
    }

    /// The person just named is the one that an earlier mention described.
    fn adopt(&mut self, before: usize) {
        let Some(&Some(entity)) = self.entities.last() else { return };
        let said = self.mentions[before].actor.clone();
        let last = self.mentions.len() - 1;
        if let Some(said) = said {
            let person = &mut self.discourse.entities[entity];
            if person.actor.id.starts_with("text:") {
                person.actor.country = person.actor.country.take().or(said.country);
                person.actor.sector = person.actor.sector.take().or(said.sector);
                person.actor.office = person.actor.office.take().or(said.office);
            }
            person.described.push_str(&fold(&said.name));
            person.described.push(' ');
            let actor = person.actor.clone();
            self.mentions[before].actor = Some(actor);
            self.mentions[before].rule = "M081 apposition";
            self.mentions[last].same_as = Some(MentionId(before as u32));
            for seen in &mut self.discourse.seen {
                if seen.mention == before {
                    seen.entity = entity;
                }
            }
            self.entities[before] = Some(entity);
        }
    }
}
