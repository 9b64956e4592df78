//! Noun phrases that name an actor: pieces in, owner, roles and person of each phrase out.
//!
//! "Israel's former defence minister Yoav Gallant": owner *Israel*, role *defence minister*, former, person *Yoav Gallant*.
//! "a spokesman for the Iranian foreign ministry": role *spokesman*, of role *foreign ministry*, owner *Iranian*.

use super::scan::{Kind, Piece, is_person};
use super::words::TextWords;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::actors::{Actors, Case, Role, Sense};

/// A phrase that names an actor.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrase<'a> {
    /// First word.
    pub(super) first: usize,
    /// Word after the last.
    pub(super) end: usize,
    /// Names of states and organisations before the roles, in order.
    pub(super) owners: Vec<Named<'a>>,
    /// Roles before the person, in order; the last is the head where there is no person.
    pub(super) roles: Vec<Titled<'a>>,
    /// Names behind "of", "for", …
    pub(super) of_owners: Vec<Named<'a>>,
    /// Roles behind "of", "for", …
    pub(super) of_roles: Vec<Titled<'a>>,
    /// The person.
    pub(super) person: Option<Named<'a>>,
    /// A place of the gazetteer, perhaps, right before or behind "of": words from, to.
    pub(super) place: Option<(usize, usize)>,
    /// What stands behind "of" is only the beginning of a longer name ("president of the Chadian Football League").
    pub(super) partial: bool,
    /// "former", "ex-", "then".
    pub(super) former: bool,
    /// What stands before it.
    pub(super) determiner: Determiner,
    /// The last word of the head: of the person, else of the last role, else of the last owner.
    pub(super) head: usize,
}

/// A name in a phrase.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named<'a> {
    /// First word.
    pub(super) first: usize,
    /// Word after the last.
    pub(super) end: usize,
    /// What it can stand for.
    pub(super) senses: &'a [Sense],
}

/// A role in a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Titled<'a> {
    /// First word.
    pub(super) first: usize,
    /// Word after the last.
    pub(super) end: usize,
    /// The role.
    pub(super) role: &'a Role,
}

/// What stands before a phrase.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Determiner {
    /// Nothing: "Iranian officials said".
    #[default]
    Bare,
    /// "the", "this".
    Definite,
    /// "a", "two", "some".
    Indefinite,
    /// "its", "their": the word at this index.
    Possessive(usize),
}

/// What the assembly looks at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight<'a, 'p> {
    /// The text.
    pub(super) text: &'p str,
    /// Its words.
    pub(super) words: &'p TextWords,
    /// Its parse, if there is one.
    pub(super) parse: Option<&'p Parse>,
    /// The actors of the lexicon.
    pub(super) actors: &'a Actors,
    /// Its pieces.
    pub(super) pieces: &'p [Piece<'a>],
}

/// All phrases, in text order, without overlap.
pub(super) fn phrases<'a>(sight: Sight<'a, '_>) -> Vec<Phrase<'a>> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < sight.pieces.len() {
        match phrase_at(sight, at) {
            Some((phrase, next)) => {
                phrases.push(phrase);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    phrases
}

/// The phrase that begins at a piece, and the piece after it.
pub(super) fn phrase_at<'a>(sight: Sight<'a, '_>, start: usize) -> Option<(Phrase<'a>, usize)> {
    let first = sight.pieces.get(start)?;
    if matches!(first.kind, Kind::Plain | Kind::Mark) {
        return None;
    }
    let mut phrase = Phrase { first: first.first, end: first.first, ..Phrase::default() };
    let mut next = sight.front(start, &mut phrase, true);
    if phrase.person.is_none() && !phrase.roles.is_empty() {
        next = sight.tail(next, &mut phrase);
    }
    let elsewhere = sight.only_where(&phrase);
    if let Some(title) = elsewhere {
        phrase.owners.clear();
        phrase.first = title;
    }
    sight.before(&mut phrase);
    if elsewhere.is_none() && phrase.owners.is_empty() && phrase.place.is_none() && !phrase.roles.is_empty() {
        phrase.place = sight.capitals_before(phrase.first);
    }
    phrase.head = match (&phrase.person, phrase.roles.last(), phrase.owners.last()) {
        (Some(person), ..) => person.end - 1,
        (None, Some(role), _) => role.end - 1,
        (None, None, Some(owner)) => owner.end - 1,
        _ => return None,
    };
    if phrase.person.is_none() && !phrase.roles.is_empty() && !sight.heads(&phrase) {
        // "military action", "government spending": the role only colours another noun; its owner is still named.
        let cut = phrase.roles.first().map_or(start, |role| sight.piece_of(role.first, start));
        phrase.roles.clear();
        phrase.of_owners.clear();
        phrase.of_roles.clear();
        let owner = phrase.owners.last()?;
        phrase.end = owner.end;
        phrase.head = owner.end - 1;
        next = cut;
        if cut == start {
            return None;
        }
    }
    Some((phrase, next))
}

impl<'a> Sight<'a, '_> {
    /// Whether a word is in a list of `phrase_words.tsv`.
    fn is_word(self, list: &str, word: usize) -> bool {
        self.actors.usage.has(list, self.words.folded(word))
    }

    /// Owners, roles and person, from a piece on; returns the piece after them.
    pub(super) fn front(self, start: usize, phrase: &mut Phrase<'a>, with_person: bool) -> usize {
        let mut at = start;
        while let Some(piece) = self.pieces.get(at) {
            match piece.kind {
                Kind::Name(senses) if !senses.iter().all(|&sense| is_person(sense)) => {
                    // "militant group Hezbollah", "the rebel FDLR force": the role only introduces the organisation.
                    if !phrase.roles.is_empty() && self.introduces(phrase, senses) {
                        phrase.roles.clear();
                        phrase.owners.clear();
                    }
                    if !phrase.roles.is_empty() || (at > start && !self.may_follow(phrase)) {
                        break;
                    }
                    if self.is_backer(at) {
                        break;
                    }
                    phrase.owners.push(Named { first: piece.first, end: piece.end, senses });
                    phrase.end = piece.end;
                    at += 1;
                    if self.is_possessive(at) {
                        // "Iran's" goes on only if a role or a name of its own follows.
                        if !self.leads_to_role(at + 1) {
                            return at;
                        }
                        at += 1;
                    }
                }
                Kind::Role(role) => {
                    // A role in small letters does not follow a person's title: "President Rouhani officials".
                    phrase.roles.push(Titled { first: piece.first, end: piece.end, role });
                    phrase.end = piece.end;
                    at += 1;
                    if self.is_possessive(at) {
                        break;
                    }
                }
                Kind::Person(senses) | Kind::Name(senses) => {
                    if with_person && (at == start || !phrase.roles.is_empty() || self.owner_may_take_person(phrase)) {
                        phrase.person = Some(Named { first: piece.first, end: piece.end, senses });
                        phrase.end = piece.end;
                        at += 1;
                    }
                    break;
                }
                Kind::Plain => {
                    if !phrase.owners.is_empty() || !phrase.roles.is_empty() {
                        let gap = self.gap(at);
                        // Between a title and a name nothing stands but what is part of the title.
                        if gap > 0 {
                            let modifiers = &self.pieces[at..at + gap];
                            phrase.former |= modifiers.iter().any(|piece| self.is_word("former", piece.first));
                            at += gap;
                            continue;
                        }
                        if let Some(count) = self.written_name(at, phrase) {
                            let (first, end) = (piece.first, self.pieces[at + count - 1].end);
                            phrase.person = Some(Named { first, end, senses: &[] });
                            phrase.end = end;
                            at += count;
                        }
                    }
                    break;
                }
                Kind::Mark => break,
            }
        }
        at
    }

    /// "in The Hague President Trump said": behind *in* a capital before a title and a name is where, not whose. Where the title begins.
    fn only_where(self, phrase: &Phrase<'a>) -> Option<usize> {
        let [owner] = phrase.owners.as_slice() else { return None };
        let title = phrase.roles.first().filter(|_| phrase.person.is_some())?;
        let capital = owner.senses.iter().all(|sense| matches!(sense, Sense::Capital(_)));
        let before = owner.first.checked_sub(1).map(|before| self.words.folded(before))?;
        (capital && owner.end == title.first && matches!(before, "in" | "at")).then_some(title.first)
    }

    /// Whether roles in small letters right before an organisation's name only say what it is.
    fn introduces(self, phrase: &Phrase<'a>, senses: &[Sense]) -> bool {
        let organisation = senses.iter().all(|sense| matches!(sense, Sense::Organisation(_)));
        let small = |titled: &Titled<'a>| {
            self.words.list.get(titled.first).is_some_and(|word| word.case == Case::Lower)
                && titled.role.agent.is_some_and(|(_, plural)| !plural)
                && !self.words.is_possessive(self.text, titled.end)
        };
        organisation && phrase.roles.iter().all(small)
    }

    /// Plain words that stand between an owner and its role ("Iranian *nuclear* negotiators"): how many, or 0.
    pub(super) fn gap(self, at: usize) -> usize {
        let mut count = 0;
        while let Some(piece) = self.pieces.get(at + count) {
            match piece.kind {
                Kind::Role(_) if count > 0 => return count,
                Kind::Plain if count < 4 && self.is_modifier(piece.first) => count += 1,
                _ => return 0,
            }
        }
        0
    }

    /// Whether a plain word can stand before a noun.
    fn is_modifier(self, word: usize) -> bool {
        let folded = self.words.folded(word);
        let Some(parse) = self.parse else {
            return !self.is_word("end", word)
                && self.words.list.get(word).is_some_and(|word| word.case == Case::Lower);
        };
        let Some(index) = self.words.list.get(word).map(|word| word.token) else { return false };
        let Some(token) = parse.tokens.get(index) else { return false };
        match token.pos {
            Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num => {
                !matches!(token.dep, Dep::Nsubj | Dep::Dobj | Dep::Pobj | Dep::Root)
            }
            Pos::Verb => matches!(token.dep, Dep::Amod | Dep::Compound),
            Pos::Adv => {
                token.dep == Dep::Advmod && parse.head(index).is_some_and(|head| parse.tokens[head].dep == Dep::Amod)
            }
            _ => folded == "ex" || folded == "then",
        }
    }

    /// A capitalised name of two or three words after a role ("Interior Minister Annelies Verlinden") that nobody else recognised.
    fn written_name(self, at: usize, phrase: &Phrase<'a>) -> Option<usize> {
        let role = phrase.roles.last()?;
        if phrase.end != self.pieces.get(at)?.first || role.end != phrase.end {
            return None;
        }
        let titled = self.words.list.get(role.first).is_some_and(|word| word.case > Case::Lower)
            || role.role.agent.is_none_or(|(_, plural)| !plural);
        let mut count = 0;
        let mut capitals = 0;
        while let Some(piece) =
            self.pieces.get(at + count).filter(|piece| matches!(piece.kind, Kind::Plain) && count < 5)
        {
            let word = self.words.list.get(piece.first)?;
            let particle = self.is_word("particle", piece.first);
            if word.case == Case::Lower && !particle {
                break;
            }
            if let Some(parse) = self.parse
                && !matches!(parse.tokens.get(word.token)?.pos, Pos::Propn | Pos::Noun | Pos::X | Pos::Adj)
                && !particle
            {
                break;
            }
            capitals += usize::from(word.case > Case::Lower);
            count += 1;
        }
        (titled && capitals > 0 && (capitals > 1 || role.role.title.is_some() || self.parse.is_none())).then_some(count)
    }

    /// Capitalised plain words from a piece on: the words of what may be a place.
    pub(super) fn capitals_from(self, at: usize) -> Option<(usize, usize)> {
        let capital = |piece: &&Piece<'a>| self.is_capital_word(piece);
        let count = self.pieces.get(at..)?.iter().take(3).take_while(capital).count();
        (count > 0).then(|| (self.pieces[at].first, self.pieces[at + count - 1].end))
    }

    fn is_capital_word(self, piece: &Piece<'a>) -> bool {
        let Some(word) = self.words.list.get(piece.first) else { return false };
        let proper = |parse: &Parse| parse.tokens.get(word.token).is_some_and(|token| token.pos == Pos::Propn);
        matches!(piece.kind, Kind::Plain) && word.case > Case::Lower && self.parse.is_none_or(proper)
    }

    /// Capitalised plain words right before a phrase ("Shanghai police", "Kharkiv's mayor").
    fn capitals_before(self, word: usize) -> Option<(usize, usize)> {
        let mut end = self.pieces.partition_point(|piece| piece.end <= word);
        if end > 0 && self.is_possessive(end - 1) {
            end -= 1;
        }
        let capital = |piece: &&Piece<'a>| self.is_capital_word(piece);
        let count = self.pieces.get(..end)?.iter().rev().take(3).take_while(capital).count();
        (count > 0).then(|| (self.pieces[end - count].first, self.pieces[end - 1].end))
    }

    /// Reads what stands before a phrase: modifiers and the determiner.
    fn before(self, phrase: &mut Phrase<'a>) {
        let mut at = phrase.first;
        for _ in 0..5 {
            let Some(before) = at.checked_sub(1) else { break };
            if self.words.is_mark(before) {
                break;
            }
            match self.words.folded(before) {
                "the" | "this" | "that" | "these" | "those" => phrase.determiner = Determiner::Definite,
                "a" | "an" | "another" | "some" | "any" | "no" | "every" | "each" | "many" | "several" | "few"
                | "most" | "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten"
                | "dozen" | "dozens" | "hundreds" | "thousands" | "more" | "other" => {
                    phrase.determiner = Determiner::Indefinite
                }
                "its" | "his" | "her" | "their" | "our" | "my" => phrase.determiner = Determiner::Possessive(before),
                _ => {
                    let former = self.is_word("former", before);
                    if !former && !self.is_modifier(before) {
                        break;
                    }
                    phrase.former |= former;
                    at = before;
                    continue;
                }
            }
            break;
        }
    }

    /// Whether the roles are the head of their noun phrase.
    fn heads(self, phrase: &Phrase<'a>) -> bool {
        let adjective = |role: &Titled<'a>| {
            role.role.institution.is_none() && self.agent(role.role).is_some_and(|agent| agent.modifier)
        };
        !phrase.roles.last().is_some_and(adjective)
            && phrase.roles.last().is_none_or(|role| self.heads_at(role.end - 1, phrase.first))
    }

    pub(super) fn heads_at(self, word: usize, first: usize) -> bool {
        let Some(parse) = self.parse else { return true };
        let Some(at) = self.words.list.get(word).map(|word| word.token) else { return true };
        let Some(token) = parse.tokens.get(at) else { return true };
        let head = token.head as usize;
        let inside = self.words.list.get(first).is_some_and(|word| word.token <= head) && head <= at;
        inside || !(matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Npadvmod) && head > at)
    }

    /// The index of the piece that begins at a word, from a piece on.
    fn piece_of(self, word: usize, from: usize) -> usize {
        (from..self.pieces.len()).find(|&at| self.pieces[at].first >= word).unwrap_or(self.pieces.len())
    }

    fn is_possessive(self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| self.words.is_possessive(self.text, piece.first))
    }

    /// After "Iran's": whether a role or another name follows within its noun phrase.
    fn leads_to_role(self, at: usize) -> bool {
        match self.pieces.get(at).map(|piece| piece.kind) {
            Some(Kind::Role(_) | Kind::Person(_)) => true,
            Some(Kind::Name(senses)) => {
                senses.iter().any(|sense| matches!(sense, Sense::Organisation(_)) || is_person(*sense))
            }
            Some(Kind::Plain) => self.gap(at) > 0,
            _ => false,
        }
    }

    /// "Iran-backed", "pro-Russian": the name only says who stands behind.
    fn is_backer(self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at) else { return false };
        let before = piece.first.checked_sub(1).map_or("", |before| self.words.folded(before));
        let joined = |word: usize| self.words.list.get(word).is_some_and(|word| word.joined);
        (joined(piece.first) && matches!(before, "pro" | "anti" | "non" | "mid"))
            || (joined(piece.end) && self.is_word("backed", piece.end))
    }

    /// Whether another name can follow the owners read so far: an adjective or a possessor before an institution, not a list.
    fn may_follow(self, phrase: &Phrase<'a>) -> bool {
        let Some(last) = phrase.owners.last() else { return true };
        let possessive = self.words.is_possessive(self.text, last.end);
        let adjective = last.senses.iter().any(|sense| matches!(sense, Sense::Adjective(_) | Sense::Organisation(_)));
        let joined = self.words.list.get(last.end).is_some_and(|word| word.joined);
        possessive || (adjective && !joined)
    }

    /// "Iranian Hassan Rouhani", "NPR's Emily Harris": an adjective or a possessor takes a person, "Iran Hassan" does not.
    fn owner_may_take_person(self, phrase: &Phrase<'a>) -> bool {
        let Some(last) = phrase.owners.last() else { return true };
        let adjective = last.senses.iter().any(|sense| matches!(sense, Sense::Adjective(_)));
        let organisation = last.senses.iter().any(|sense| matches!(sense, Sense::Organisation(_)));
        adjective || (organisation && self.words.is_possessive(self.text, last.end))
    }
}
