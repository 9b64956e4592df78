//! Event nouns that no verb carries: a noun in, a draft out.
//!
//! "In a telephone call with the Greek premier, Macron promised support": the call has two parties, and the second is the subject of the verb
//! beside it. "Denied any role in the ambush": whoever's role it would be.

use super::super::frames::{self, Clause};
use super::super::roles::{self, Side};
use super::super::{nominal, tree};
use super::{Coder, Draft, asks_for_object};
use demarche_language::Dep;
use demarche_lexicon::verbs::{ModalPos, NounKind};
use demarche_model::Party;

impl Coder<'_> {
    /// Whoever plans, orders or considers what the noun names.
    fn planner(&self, noun: usize) -> Vec<Party> {
        let parse = self.reading.parse;
        // "tunnels built by Hezbollah for attacks": whoever built them.
        let purpose = parse
            .head(noun)
            .filter(|&at| parse.tokens[at].norm == "for")
            .and_then(|at| parse.head(at))
            .filter(|&verb| tree::is(self.reading, verb, "purpose"));
        if let Some(builder) = purpose.and_then(|verb| tree::agent(self.reading, verb)) {
            return roles::parties(self.reading, builder, Side::Acting);
        }
        let governor =
            parse.head(noun).filter(|&head| parse.tokens[noun].dep == Dep::Dobj && tree::verbal(parse, head));
        let Some(verb) = governor else { return Vec::new() };
        // "denies any such strike": whose it would be.
        if parse.tokens[verb].lemma == "deny" && !tree::passive(parse, verb) {
            return tree::agent(self.reading, verb)
                .map(|agent| roles::parties(self.reading, agent, Side::Acting))
                .unwrap_or_default();
        }
        let verbs = &self.reading.lexicon.verbs;
        let listed = |word: &str| verbs.modal(word, ModalPos::Verb).is_some();
        let lemma = tree::lemma(parse, verb, listed);
        // "put off a strike"
        let whole = tree::with_particle(parse, verb, &lemma, listed);
        if !verbs.modal(&whole, ModalPos::Verb).is_some_and(|modal| modal.own) {
            return Vec::new();
        }
        tree::agent(self.reading, verb)
            .map(|agent| roles::parties(self.reading, agent, Side::Acting))
            .unwrap_or_default()
    }

    /// "In a telephone call with the Greek premier, Macron promised": the subject of the verb that the talk stands beside.
    fn beside(&self, noun: usize) -> Option<usize> {
        let parse = self.reading.parse;
        tree::behind(parse, noun, "with")?;
        let preposition = parse.head(noun).filter(|&at| {
            parse.tokens[at].dep == Dep::Prep
                && matches!(parse.tokens[at].norm.as_str(), "in" | "during" | "after" | "at")
        })?;
        let verb = parse.head(preposition).filter(|&verb| tree::verbal(parse, verb))?;
        tree::agent(self.reading, verb)
    }

    /// "ambushed a patrol", "the patrol shot back": people who do or suffer something, not what they do.
    fn acts(&self, noun: usize) -> bool {
        let parse = self.reading.parse;
        let token = &parse.tokens[noun];
        let by = || parse.head(noun).is_some_and(|at| parse.tokens[at].dep == Dep::Agent);
        let argument = matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj) || token.dep == Dep::Pobj && by();
        argument && tree::is(self.reading, noun, "unit")
    }

    /// "denied any role in the ambush", "accused the militia of a part in the raid": whose part it would be.
    fn involved(&self, noun: usize) -> Option<usize> {
        let parse = self.reading.parse;
        let preposition = parse
            .head(noun)
            .filter(|&at| matches!(parse.tokens[at].norm.as_str(), "in" | "with" | "for" | "to" | "of" | "over"))?;
        if let Some(charged) = self.charged_with(preposition) {
            return Some(charged);
        }
        let part = parse.head(preposition).filter(|&part| tree::is(self.reading, part, "involvement"))?;
        if let Some(owner) = tree::possessor(parse, part) {
            return Some(owner);
        }
        match parse.tokens[part].dep {
            Dep::Dobj => tree::agent(self.reading, parse.head(part)?),
            Dep::Pobj => {
                let verb = parse
                    .head(part)
                    .and_then(|of| parse.head(of))
                    .filter(|&verb| tree::is(self.reading, verb, "charging"))?;
                parse.child(verb, Dep::Dobj)
            }
            _ => None,
        }
    }

    /// "blamed the rebels for an attack", "accused the army of the massacre", "held them responsible for the sinking": whoever is charged with it.
    fn charged_with(&self, preposition: usize) -> Option<usize> {
        let parse = self.reading.parse;
        let head = parse.head(preposition)?;
        if !matches!(parse.tokens[preposition].norm.as_str(), "for" | "of" | "with" | "in" | "over") {
            return None;
        }
        if tree::verbal(parse, head) {
            let laid = tree::is(self.reading, head, "charging");
            return parse.child(head, Dep::Dobj).or_else(|| parse.child(head, Dep::Nsubjpass)).filter(|_| laid);
        }
        // "Kyiv blamed Moscow for the raid", where the tree hangs the raid on Moscow.
        let laid = parse.tokens[head].dep == Dep::Dobj && parse.tokens[preposition].norm == "for";
        if laid && parse.head(head).is_some_and(|verb| tree::is(self.reading, verb, "charging")) {
            return Some(head);
        }
        let verb = parse.head(head).filter(|&verb| {
            matches!(parse.tokens[head].norm.as_str(), "responsible" | "accountable" | "answerable" | "guilty")
                && tree::is(self.reading, verb, "deeming")
        })?;
        let own = tree::own_subject(parse, head);
        own.or_else(|| parse.child(verb, Dep::Dobj)).or_else(|| parse.child(verb, Dep::Nsubjpass))
    }

    /// "The sending of troops to Belarus": a noun made of a verb does what the verb does to what stands behind *of*, where a frame asks for that very object.
    fn gerund(&mut self, noun: usize) {
        let parse = self.reading.parse;
        let Some(stem) = parse.tokens[noun].norm.strip_suffix("ing").filter(|stem| stem.len() > 2) else { return };
        let Some(object) = tree::behind(parse, noun, "of") else { return };
        let agent = tree::possessor(parse, noun)
            .or_else(|| tree::behind(parse, noun, "by"))
            .or_else(|| tree::behind(parse, object, "by"));
        let clause = Clause { head: noun, verb: noun, agent, objects: vec![object], complements: Vec::new() };
        let undoubled = stem.get(..stem.len() - 1).unwrap_or_default();
        let lemmas = [stem.to_owned(), format!("{stem}e"), undoubled.to_owned()];
        let frame = lemmas.iter().find_map(|lemma| frames::of_lemma(self.reading, &clause, lemma));
        if let Some(frame) = frame.filter(|frame| asks_for_object(frame)) {
            self.framed(&clause, frame);
            if let Some(draft) = self.drafts.last_mut().filter(|draft| draft.trigger == noun) {
                draft.rule = "E210 event-noun";
            }
        }
    }

    /// An event noun that stands by itself.
    pub(super) fn noun(&mut self, noun: usize) {
        let parse = self.reading.parse;
        if matches!(parse.tokens[noun].dep, Dep::Compound) {
            return;
        }
        let Some(row) = nominal::event_noun(self.reading, noun) else {
            self.gerund(noun);
            return;
        };
        if nominal::names_actor(self.reading, noun) || self.acts(noun) {
            return;
        }
        let mut found = nominal::parties(self.reading, noun, row);
        if found.actors.is_empty()
            && row.kind != NounKind::Mutual
            && let Some(involved) = self.involved(noun)
        {
            found.actors = roles::parties(self.reading, involved, Side::Acting);
        }
        if found.actors.len() == 1
            && row.kind == NounKind::Mutual
            && row.action.plover == "CONSULT"
            && let Some(other) = self.beside(noun)
        {
            for party in roles::parties(self.reading, other, Side::Acting) {
                roles::push(&mut found.actors, party);
            }
        }
        // Who announces a killing need not have done it; who announces a suspension suspends.
        let anybodys = row.kind == NounKind::Suffer && row.action.plover == "ASSAULT";
        if found.actors.is_empty() && !anybodys {
            found.actors = self.planner(noun);
        }
        // What is done in words needs its speaker: "calls", "demands" by themselves say nothing.
        if row.kind == NounKind::Word && found.actors.is_empty() {
            return;
        }
        self.drafts.push(Draft {
            action: row.action.clone(),
            actors: found.actors,
            recipients: found.recipients,
            mutual: row.kind == NounKind::Mutual,
            rows: vec![row.id.clone()],
            ..Draft::bare(noun, None, "E210 event-noun")
        });
    }
}
