//! What only the whole report tells: surnames before their full name, attendants of those who are served; mentions in, settled mentions out.
//!
//! A headline's "Lavrov" is the Sergey Lavrov of the first paragraph; "an aide to Mr. Orlov" is of his state.

use super::discourse::Entity;
use super::link::Linker;
use demarche_lexicon::actors::fold;
use demarche_model::{ActorKind, Mention, Note, NoteCode, Span};

impl Linker<'_, '_> {
    /// What only the whole report tells: surnames before their full name, first persons inside quotations.
    pub(super) fn finish(mut self, notes: &mut Vec<Note>) -> Vec<Mention> {
        self.settle_surnames();
        // A person described by a later apposition is so from the first mention on.
        for (mention, entity) in self.mentions.iter_mut().zip(&self.entities) {
            if let (Some(actor), Some(entity)) = (&mut mention.actor, entity) {
                let known = &self.discourse.entities[*entity].actor;
                if actor.id.starts_with("text:") && known.kind == ActorKind::Person {
                    *actor = known.clone();
                }
            }
        }
        self.settle_attendants();
        self.settle_first_persons();
        for mention in &self.mentions {
            if mention.candidates.len() > 1 && matches!(mention.rule, "M003 name-open" | "M020 organisation") {
                let message = format!("several actors fit {:?}", mention.span.of(self.context.text));
                notes.push(Note { code: NoteCode::AMBIGUOUS, span: Some(mention.span), message });
            }
        }
        self.mentions
    }

    /// A headline's "Lavrov" is the Lavrov whom the text names in full.
    fn settle_surnames(&mut self) {
        for at in 0..self.mentions.len() {
            if !matches!(self.mentions[at].rule, "M003 name-open" | "M004 name-unknown") {
                continue;
            }
            let Some(own) = self.entities[at] else { continue };
            if self.discourse.entities[own].described.trim().contains(' ')
                && self.discourse.entities[own].actor.name.contains(' ')
            {
                continue;
            }
            let surname = self.discourse.entities[own].surname.clone();
            let fits = |entity: &Entity| {
                entity.actor.kind == ActorKind::Person && entity.surname == surname && entity.actor.name.contains(' ')
            };
            let mut found =
                self.discourse.entities.iter().enumerate().filter(|(_, entity)| fits(entity)).map(|(at, _)| at);
            if let (Some(entity), None) = (found.next(), found.next()) {
                let actor = self.discourse.entities[entity].actor.clone();
                self.mentions[at].actor = Some(actor);
                self.mentions[at].candidates.clear();
                self.mentions[at].rule = "M063 named-later";
                self.entities[at] = Some(entity);
            }
        }
    }

    /// "an aide to Mr. Orlov", "a spokesman for the minister": of the state of whoever is served, and so is the one whom the words beside it name.
    fn settle_attendants(&mut self) {
        for at in 0..self.mentions.len().saturating_sub(1) {
            let (before, after) = self.mentions.split_at_mut(at + 1);
            let (Some(mention), Some(served)) = (before.last_mut(), after.first()) else { continue };
            let Some(actor) = mention.actor.as_mut() else { continue };
            let between = Span::new(mention.span.end, served.span.start.max(mention.span.end)).of(self.context.text);
            let words = mention.span.of(self.context.text);
            let noun = fold(words.rsplit(' ').next().unwrap_or_default());
            let classes = &self.reading.lexicon.verbs.classes;
            let attends = classes.has("attendant", &noun)
                || noun.strip_suffix('s').is_some_and(|one| classes.has("attendant", one));
            let Some(master) = served.actor.as_ref() else { continue };
            let person = matches!(master.kind, ActorKind::Person | ActorKind::Office);
            let serves = matches!(between.trim(), "to" | "of" | "for" | "to the" | "of the" | "for the");
            let Some(country) = master.country.clone().filter(|_| attends && person && serves) else { continue };
            let (sector, row) = (master.sector.clone(), master.id.clone());
            // "Oto Nattor, an aide to Verania's president": a name that no list knows.
            if mention.rule == "M081 apposition"
                && actor.id.starts_with("text:")
                && actor.country.as_ref() != Some(&country)
            {
                let id = actor.id.clone();
                self.give_country(&id, &country, sector);
                continue;
            }
            // "an aide" whom the report would give to the president told of before; "his aide to the president" is his.
            let before = self.context.text.get(..mention.span.start as usize).unwrap_or_default().trim_end();
            let owned = ["his", "her", "its", "their", "'s", "’s"].iter().any(|owner| before.ends_with(owner));
            let bare = words.chars().all(|letter| letter.is_lowercase() || !letter.is_alphabetic()) && !owned;
            if mention.rule != "M060 agent"
                || actor.country.is_some() && (!bare || actor.country.as_ref() == Some(&country))
            {
                continue;
            }
            let old = actor.country.as_ref().map(|code| format!("text:{}.", code.to_ascii_lowercase()));
            let own = old.and_then(|old| actor.id.strip_prefix(&old)).unwrap_or(&actor.id);
            let own = own.strip_prefix("text:").unwrap_or(own);
            actor.id = format!("text:{}.{own}", country.to_ascii_lowercase());
            if actor.country.is_some() {
                actor.name = words.to_owned();
                mention.rows.truncate(1);
            }
            actor.country = Some(country);
            actor.sector = actor.sector.take().or(sector);
            mention.rule = "M045 attendant";
            mention.rows.push(row);
        }
    }

    /// Gives whoever has an id in this report a country.
    fn give_country(&mut self, id: &str, country: &str, sector: Option<String>) {
        for actor in
            self.mentions.iter_mut().filter_map(|mention| mention.actor.as_mut()).filter(|actor| actor.id == id)
        {
            actor.country = Some(country.to_owned());
            actor.sector = actor.sector.take().or_else(|| sector.clone());
        }
    }
}
