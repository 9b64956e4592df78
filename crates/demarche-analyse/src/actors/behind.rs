//! What hangs behind the roles of a phrase: owner or place in "of", "for", "in" out.
//!
//! "the foreign minister of Iran", "a spokesman for the Israeli military", "the embassy in Moscow".

use super::phrase::{Named, Phrase, Sight};
use super::scan::Kind;
use demarche_language::Dep;
use demarche_lexicon::actors::{Agent, Case, Role, Sense};

impl<'a> Sight<'a, '_> {
    /// What hangs behind the roles: "of Iran", "for the Israeli military", "in Moscow".
    pub(super) fn tail(self, at: usize, phrase: &mut Phrase<'a>) -> usize {
        let Some(piece) = self.pieces.get(at) else { return at };
        let preposition = self.words.folded(piece.first);
        if !matches!(piece.kind, Kind::Plain)
            || !matches!(preposition, "of" | "for" | "from" | "with" | "at" | "in" | "inside" | "within")
        {
            return at;
        }
        let Some(head) = phrase.roles.last().copied() else { return at };
        // "a source at the ministry", "an official in the president's office": one of those who serve there.
        let serves =
            matches!(preposition, "at" | "in" | "from" | "inside" | "within") && self.is_person_noun(head.role);
        if serves && let Some(after) = self.body_served(at, phrase) {
            return after;
        }
        let local = matches!(preposition, "in" | "at" | "from");
        // "a government adviser in Cairo": the adviser of a government is where that government sits.
        let seated = preposition == "in" && phrase.roles.iter().any(|titled| self.is_local(titled.role));
        if matches!(preposition, "inside" | "within") || local && !seated && !self.may_be_local(head.role, preposition)
        {
            return at;
        }
        // "a spokesman with the ministry", but no "alliance with Iran".
        if preposition == "with" && (head.role.institution.is_some() || !self.is_person_noun(head.role)) {
            return at;
        }
        let mut inner = at + 1;
        while self.pieces.get(inner).is_some_and(|piece| {
            matches!(piece.kind, Kind::Plain)
                && matches!(self.words.folded(piece.first), "the" | "a" | "an" | "both" | "its" | "his" | "her")
        }) {
            inner += 1;
        }
        let mut nested = Phrase::default();
        // "a team of heavily armed police"
        inner += self.gap(inner);
        let after = match self.pieces.get(inner).map(|piece| piece.kind) {
            Some(Kind::Name(_) | Kind::Role(_)) => {
                let after = self.front(inner, &mut nested, false);
                self.state_behind(after, &mut nested).unwrap_or(after)
            }
            _ => {
                phrase.place = self.capitals_from(inner).filter(|_| !local || seated || self.is_local(head.role));
                return at;
            }
        };
        if nested.owners.is_empty() && nested.roles.is_empty() {
            return at;
        }
        if local && (nested.owners.is_empty() || !nested.roles.is_empty()) {
            return at;
        }
        // "in Moscow" says whose officials they are, "in Vienna" not whose diplomats; a whole country says more.
        let country = |named: &Named<'a>| named.senses.iter().any(|sense| matches!(sense, Sense::State(_)));
        if preposition == "in" && !seated && !(self.is_settled(head.role) && nested.owners.iter().all(country)) {
            return at;
        }
        // "president of the Chadian Football League": more of the name follows.
        let adjective =
            nested.owners.iter().all(|named| !named.senses.iter().any(|sense| !matches!(sense, Sense::Adjective(_))));
        let goes_on = self.pieces.get(after).is_some_and(|piece| {
            matches!(piece.kind, Kind::Plain | Kind::Role(_))
                && self.words.list.get(piece.first).is_some_and(|word| word.case > Case::Lower && !word.joined)
        });
        phrase.partial = goes_on || (adjective && nested.roles.is_empty());
        // "for months of negotiations": a role that only colours another noun ends no phrase.
        if let Some(role) = nested.roles.last()
            && !self.heads_at(role.end - 1, role.first)
        {
            return at;
        }
        phrase.end = nested.end;
        phrase.of_owners = nested.owners;
        phrase.of_roles = nested.roles;
        if phrase.partial {
            phrase.end = self.end_of_object(at, nested.end);
        }
        // "the president of Russia Vladimir Putin"
        if let Some(piece) = self.pieces.get(after)
            && let Kind::Person(senses) = piece.kind
            && !local
        {
            phrase.person = Some(Named { first: piece.first, end: piece.end, senses });
            phrase.end = piece.end;
            return after + 1;
        }
        after
    }

    /// The piece after "of Kenya" in "the spokesman of the foreign ministry of Kenya": whose the body behind a role is.
    fn state_behind(self, at: usize, nested: &mut Phrase<'a>) -> Option<usize> {
        let piece = self.pieces.get(at)?;
        let of = matches!(piece.kind, Kind::Plain) && self.words.folded(piece.first) == "of";
        if !of || !nested.owners.is_empty() || nested.roles.last()?.role.institution.is_none() {
            return None;
        }
        let mut body = nested.clone();
        let after = self.tail(at, &mut body);
        let state = |named: &Named<'a>| named.senses.iter().all(|sense| matches!(sense, Sense::State(_)));
        let whole = after > at && !body.partial && body.person.is_none() && body.of_roles.is_empty();
        if !whole || body.of_owners.is_empty() || !body.of_owners.iter().all(state) {
            return None;
        }
        nested.owners = body.of_owners;
        nested.end = body.end;
        Some(after)
    }

    /// Whether "of the Foreign Ministry" begins at a word.
    pub(super) fn is_of_body(self, word: usize) -> bool {
        let role = |word: usize| {
            let piece = self.pieces.get(self.pieces.partition_point(|piece| piece.first < word));
            piece.is_some_and(|piece| {
                piece.first == word && matches!(piece.kind, Kind::Role(role) if role.institution.is_some())
            })
        };
        self.words.folded(word) == "of" && self.words.folded(word + 1) == "the" && role(word + 2)
    }

    /// The piece after "at the ministry", where those whom the roles name serve in an institution that stands there without its state.
    fn body_served(self, at: usize, phrase: &mut Phrase<'a>) -> Option<usize> {
        let mut inner = at + 1;
        while self.pieces.get(inner).is_some_and(|piece| matches!(self.words.folded(piece.first), "the" | "a")) {
            inner += 1;
        }
        let Kind::Role(role) = self.pieces.get(inner)?.kind else { return None };
        let mut nested = Phrase::default();
        let after = self.front(inner, &mut nested, false);
        let [titled] = nested.roles.as_slice() else { return None };
        role.institution.filter(|_| nested.owners.is_empty() && self.heads_at(titled.end - 1, titled.first))?;
        phrase.end = nested.end;
        phrase.of_roles = nested.roles;
        Some(after)
    }

    /// The word after the head of what a preposition governs: "of the Chadian Football League".
    fn end_of_object(self, preposition: usize, least: usize) -> usize {
        let object = || {
            let token = self.words.list.get(self.pieces.get(preposition)?.first)?.token;
            self.parse?.child(token, Dep::Pobj)
        };
        let Some(head) = object() else { return least };
        let after = self.words.list.partition_point(|word| word.token <= head);
        if (least..=least + 6).contains(&after) { after } else { least }
    }

    /// A noun for one person or several, not for a body.
    fn is_person_noun(self, role: &Role) -> bool {
        self.agent(role).is_some_and(|agent| agent.person)
    }

    /// Whether "in Moscow" after this role tells whose it is.
    fn may_be_local(self, role: &Role, preposition: &str) -> bool {
        match preposition {
            "from" => role.agent.is_some(),
            "in" => self.is_local(role) || self.is_settled(role),
            _ => self.is_local(role),
        }
    }

    fn is_local(self, role: &Role) -> bool {
        let institution = role.institution.and_then(|at| self.actors.roles.institutions.get(at as usize));
        institution.is_some_and(|institution| institution.local) || self.agent(role).is_some_and(|agent| agent.local)
    }

    /// Neither soldiers nor envoys: they are of the country they are in.
    fn is_settled(self, role: &Role) -> bool {
        let moving = ["MIL", "UAF", "REB", "PRM", "GOV", "MED", "IGO", "NGO", "SPY", ""];
        self.agent(role).is_some_and(|agent| !moving.contains(&agent.sector.as_str()))
    }

    pub(super) fn agent(self, role: &Role) -> Option<&'a Agent> {
        role.agent.and_then(|(at, _)| self.actors.roles.agents.get(at as usize))
    }
}
