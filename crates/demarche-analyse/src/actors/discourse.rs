//! What the report has spoken of so far, and what pronouns and definite descriptions take up of it.
//!
//! "Peskov said the talks went on. He added that the agency was wrong": *He* is Peskov, *the agency* the last agency named.

use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::actors::Anaphor;
use demarche_lexicon::{CueKind, Frame, Lexicon, Strength};
use demarche_model::{Actor, ActorKind};

/// An actor of the report, with all that was said of it.
#[derive(Clone, Debug)]
pub(super) struct Entity {
    /// The actor.
    pub(super) actor: Actor,
    /// Its first mention.
    pub(super) first_mention: usize,
    /// `he`, `she` or empty.
    pub(super) pronoun: String,
    /// Several, or a body of people.
    pub(super) plural: bool,
    /// Folded words of its names and descriptions, each between blanks.
    pub(super) described: String,
    /// The roles it was called by, one by one.
    pub(super) called: Vec<String>,
    /// The last folded word of its name; for persons.
    pub(super) surname: String,
}

impl Entity {
    /// Adds a role to what it is called by: "President" before its name, "the spokesman" beside it.
    pub(super) fn call(&mut self, role: &str) {
        if !self.described.contains(role) {
            self.described.push_str(role);
            self.described.push(' ');
            self.called.push(role.to_owned());
        }
    }

    /// Whether it is what a word for several at once stands for: "both governments".
    fn several(&self) -> bool {
        self.plural
            && self.actor.kind == ActorKind::Group
            && self.actor.country.is_none()
            && self.actor.sector.is_none()
    }
}

/// A mention of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// Which entity.
    pub(super) entity: usize,
    /// Number of the mention.
    pub(super) mention: usize,
    /// Head token.
    pub(super) token: usize,
    /// Sentence.
    pub(super) sentence: usize,
    /// Subject of its clause.
    pub(super) subject: bool,
    /// Inside quotation marks.
    pub(super) quoted: bool,
    /// Subject of a verb of saying.
    pub(super) speaks: bool,
}

/// All that was spoken of, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Discourse {
    /// Entities by first mention.
    pub(super) entities: Vec<Entity>,
    /// Mentions in text order.
    pub(super) seen: Vec<Seen>,
}

/// A pronoun that can be resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pronoun {
    /// he, him, his
    He,
    /// she, her, hers
    She,
    /// it, its
    It,
    /// they, them, their
    They,
    /// I, me, my
    I,
    /// we, us, our
    We,
}

impl Pronoun {
    /// The pronoun that a folded word is.
    pub(super) fn of(folded: &str) -> Option<Self> {
        Some(match folded {
            "he" | "him" | "his" => Self::He,
            "she" | "her" | "hers" => Self::She,
            "it" | "its" => Self::It,
            "they" | "them" | "their" => Self::They,
            "i" | "me" | "my" => Self::I,
            "we" | "our" | "us" => Self::We,
            _ => return None,
        })
    }

    fn fits(self, entity: &Entity) -> bool {
        let person = matches!(entity.actor.kind, ActorKind::Person | ActorKind::Office) && !entity.plural;
        match self {
            Self::He => person && entity.pronoun != "she",
            Self::She => person && entity.pronoun != "he",
            Self::It => !person && entity.actor.kind != ActorKind::Population && !entity.plural,
            Self::They => !person && (entity.plural || !matches!(entity.actor.kind, ActorKind::Place)),
            Self::I | Self::We => false,
        }
    }
}

/// What a word takes up: the entity, and the rivals with their scores where it stays open.
#[derive(Clone, Debug, Default)]
pub(super) struct Antecedent {
    /// The entity, if one is clearly the best.
    pub(super) entity: Option<usize>,
    /// Entities with scores, best first.
    pub(super) rivals: Vec<(usize, f32)>,
}

/// How much better the best has to be than the second.
const MARGIN: f32 = 0.12;

impl Discourse {
    /// The entity with this actor id.
    pub(super) fn find(&self, id: &str) -> Option<usize> {
        self.entities.iter().position(|entity| entity.actor.id == id)
    }

    /// The person whose name ends in this word; with a pronoun known, only one who fits it. Where several bear it ("Barack" and "Michelle Obama"),
    /// the one of this sentence or the one before, else the one most spoken of so far.
    pub(super) fn by_surname(&self, folded: &str, pronoun: &str, sentence: usize) -> Option<usize> {
        let fits = |entity: &Entity| {
            entity.actor.kind == ActorKind::Person
                && entity.surname == folded
                && (pronoun.is_empty() || entity.pronoun.is_empty() || entity.pronoun == pronoun)
        };
        let mut bearers = self.seen.iter().rev().filter(|seen| self.entities.get(seen.entity).is_some_and(fits));
        let last = bearers.next()?;
        if sentence.saturating_sub(last.sentence) <= 1 {
            return Some(last.entity);
        }
        let mut spoken: Vec<(usize, usize)> = vec![(last.entity, 1)];
        for seen in bearers {
            match spoken.iter_mut().find(|(entity, _)| *entity == seen.entity) {
                Some((_, times)) => *times += 1,
                None => spoken.push((seen.entity, 1)),
            }
        }
        let most = spoken.iter().map(|(_, times)| *times).max();
        spoken.iter().find(|(_, times)| Some(*times) == most).map(|(entity, _)| *entity)
    }

    /// The person whose first name is this one, where that is the family's: "Chang" of "Chang Kyung-soo", of one known by the text alone,
    /// and of whoever is of a state where it goes first.
    pub(super) fn by_family_name(&self, lexicon: &Lexicon, folded: &str) -> Option<usize> {
        let goes_first = |actor: &Actor| {
            let code = actor.country.as_deref().unwrap_or_default();
            lexicon.actors.usage.has("family-first", code)
        };
        let fits = |entity: &Entity| {
            let mut words = entity.described.split_whitespace();
            entity.actor.kind == ActorKind::Person
                && words.next() == Some(folded)
                && (entity.actor.id.starts_with("text:") && entity.actor.name.contains('-')
                    || goes_first(&entity.actor))
        };
        self.seen.iter().rev().map(|seen| seen.entity).find(|&at| fits(&self.entities[at]))
    }

    /// The person last spoken of one word of whose name is this one ("Emily" of "Emily Harris").
    pub(super) fn by_given_name(&self, folded: &str) -> Option<usize> {
        let fits = |entity: &Entity| {
            entity.actor.kind == ActorKind::Person && entity.described.split(' ').any(|word| word == folded)
        };
        self.seen.iter().rev().map(|seen| seen.entity).find(|&at| fits(&self.entities[at]))
    }

    /// What a third-person pronoun takes up.
    pub(super) fn pronoun(
        &self,
        lexicon: &Lexicon,
        parse: &Parse,
        pronoun: Pronoun,
        token: usize,
        sentence: usize,
        quoted: bool,
    ) -> Antecedent {
        let known = |object: &usize| self.seen.iter().any(|seen| seen.token == *object);
        let blamed = blamed(lexicon, parse, token).filter(known);
        let matrix = matrix_subject(parse, token).or_else(|| told_subject(parse, token)).filter(|_| blamed.is_none());
        let says = says(lexicon, parse, token);
        // "A crowd attacked the embassy and set fire to one of its doors": where no subject of the sentence fits, what it names else may.
        let here = || self.seen.iter().rev().take_while(|seen| seen.sentence == sentence);
        let fits = |seen: &Seen| self.entities.get(seen.entity).is_some_and(|entity| pronoun.fits(entity));
        let subjectless = pronoun == Pronoun::It && !here().any(|seen| seen.subject && fits(seen));
        // Whoever is the subject is not meant by another mention of his either: "cut *its* ties with Mali, accusing it".
        let rivals: Vec<usize> =
            here().filter(|seen| same_clause_rival(parse, seen.token, token)).map(|seen| seen.entity).collect();
        let second = is_second_object(parse, token);
        let mut rated: Vec<(usize, f32)> = Vec::new();
        for seen in self.seen.iter().rev().take(40) {
            let distance = sentence.saturating_sub(seen.sentence);
            if distance > 3 {
                break;
            }
            let Some(entity) = self.entities.get(seen.entity) else { continue };
            if !pronoun.fits(entity) || seen.token == token || rivals.contains(&seen.entity) {
                continue;
            }
            let above = matrix.is_some_and(|subject| subject == seen.token);
            // What a speaker says of "him" inside a quotation is not of the speaker.
            if above && quoted && !seen.quoted {
                continue;
            }
            let mut score = match distance {
                // "Chad said Libya had struck and accused it": whom the sentence has told of, since its subject is not meant.
                0 if second => 0.7,
                0 => 0.55,
                1 => 0.5,
                2 => 0.25,
                _ => 0.1,
            };
            score += if seen.subject { 0.3 } else { 0.0 };
            score += if above { 0.4 } else { 0.0 };
            // "Oman condemned Verania after *it* had struck"
            score += if blamed == Some(seen.token) { 0.5 } else { 0.0 };
            let above = above || blamed == Some(seen.token);
            // Whoever spoke goes on speaking: "Orlova told the chamber … Her daughter is safe, she said".
            score += match distance {
                0 if says && seen.speaks => 0.3,
                1 if says && seen.speaks => 0.2,
                _ => 0.0,
            };
            // "The general was more cautious: a full count would take time, he said": his words follow the colon.
            score += if says && distance == 0 && seen.subject && colon_between(parse, seen.token, token) {
                0.5
            } else {
                0.0
            };
            score -= if seen.quoted && !quoted { 0.3 } else { 0.0 };
            // "The mission was content. Should Verania err, the answer will be harsh, it added": whom words tell of is seldom who says them.
            let told = says && !above && is_content(parse, token, seen.token);
            score -= if told && !colon_between(parse, seen.token, token) { 0.3 } else { 0.0 };
            score += match (pronoun, entity.pronoun.as_str()) {
                (Pronoun::He, "he") | (Pronoun::She, "she") => 0.15,
                _ => 0.0,
            };
            if pronoun == Pronoun::They {
                let many = entity.plural || entity.actor.kind == ActorKind::ArmedGroup;
                score += if many { 0.2 } else { -0.1 };
                // "praised both governments and offered to help them"
                score += if distance == 0 && entity.several() { 0.3 } else { 0.0 };
            }
            if pronoun == Pronoun::It && subjectless && distance == 0 {
                score += 0.3;
            } else if pronoun == Pronoun::It && !(above || (seen.subject && distance <= 1) || distance == 0 && second) {
                score -= 0.3;
            }
            match rated.iter_mut().find(|(at, _)| *at == seen.entity) {
                Some((_, known)) => *known = known.max(score) + 0.03,
                None => rated.push((seen.entity, score)),
            }
        }
        settle(rated, 0.45)
    }

    /// What a definite description ("the agency") takes up.
    pub(super) fn anaphor<'a>(
        &self,
        lexicon: &Lexicon,
        rows: impl Iterator<Item = &'a Anaphor>,
        sentence: usize,
    ) -> (Antecedent, Option<&'a Anaphor>) {
        let rows: Vec<&Anaphor> = rows.collect();
        for row in rows {
            let mut rated: Vec<(usize, f32)> = Vec::new();
            let here = self.country_of_sentence(row, sentence);
            let tellers = self.country_of_teller(row, sentence);
            for seen in self.seen.iter().rev() {
                let distance = sentence.saturating_sub(seen.sentence);
                let Some(entity) = self.entities.get(seen.entity) else { continue };
                if here.is_some_and(|here| entity.actor.country.as_deref() != Some(here)) {
                    continue;
                }
                if !describes(lexicon, row, entity) || rated.iter().any(|(at, _)| *at == seen.entity) {
                    continue;
                }
                let fall = 0.08 * distance.min(10) as f32;
                // "the agency" is rather one whose name has the word than a paper that goes by another.
                let named = row.named.iter().any(|word| entity.described.contains(word.as_str()));
                // "A Kremlin aide said the president had called": the president of those who speak.
                let own = tellers.is_some() && entity.actor.country.as_deref() == tellers;
                let score = 0.9 - fall
                    + if seen.subject { 0.1 } else { 0.0 }
                    + if named { 0.2 } else { 0.0 }
                    + if own { 0.3 } else { 0.0 };
                rated.push((seen.entity, score));
            }
            if !rated.is_empty() {
                // Without a word that names it, only what stands near is taken up.
                // The only one of its kind in the report is meant wherever it was named.
                let floor = if row.named.is_empty() && rated.len() > 1 { 0.6 } else { 0.05 };
                return (settle(rated, floor), Some(row));
            }
        }
        (Antecedent::default(), None)
    }
}

/// Whether a token is the subject of a verb that words of speech hang on.
pub(super) fn says(lexicon: &Lexicon, parse: &Parse, token: usize) -> bool {
    let subject = parse.tokens.get(token).is_some_and(|it| it.dep == Dep::Nsubj);
    let verb = parse.head(token).filter(|_| subject).and_then(|head| parse.tokens.get(head));
    verb.is_some_and(|verb| {
        lexicon.speech.cues_from(&verb.lemma).any(|cue| {
            cue.kind == CueKind::Verb
                && cue.strength > Strength::Weak
                && (cue.takes(Frame::Clause) || cue.takes(Frame::Quote))
        })
    })
}

impl Discourse {
    /// The country of the first who acts or speaks in a sentence, for words that take up a person by an office.
    fn country_of_teller(&self, row: &Anaphor, sentence: usize) -> Option<&str> {
        if row.kinds.iter().any(|kind| kind != "person") || row.named.is_empty() {
            return None;
        }
        let first =
            self.seen.iter().rev().take_while(|seen| seen.sentence == sentence).filter(|seen| seen.subject).last()?;
        self.entities.get(first.entity)?.actor.country.as_deref()
    }

    /// "Verania's air defences fired, the country's spokesman said": the country is that of those who act earlier in the sentence, if a
    /// row takes up states alone and the sentence has named no other: "Verania fired at Ostria in its first attack on the country".
    fn country_of_sentence(&self, row: &Anaphor, sentence: usize) -> Option<&str> {
        if row.kinds.iter().any(|kind| kind != "state") {
            return None;
        }
        let here = || self.seen.iter().rev().take_while(|seen| seen.sentence == sentence);
        let country = |seen: &Seen| self.entities.get(seen.entity)?.actor.country.as_deref();
        let first = here().filter(|seen| seen.subject).find_map(country)?;
        here().filter_map(country).all(|other| other == first).then_some(first)
    }
}

/// The best, if it reaches the floor and leaves the second behind.
pub(super) fn settle(mut rated: Vec<(usize, f32)>, floor: f32) -> Antecedent {
    rated.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    rated.truncate(4);
    let clear = rated.first().is_some_and(|best| best.1 >= floor)
        && rated.get(1).is_none_or(|second| rated[0].1 - second.1 >= MARGIN);
    Antecedent { entity: rated.first().filter(|_| clear).map(|best| best.0), rivals: rated }
}

/// Whether a row of `anaphors.tsv` can take up an entity.
fn describes(lexicon: &Lexicon, row: &Anaphor, entity: &Entity) -> bool {
    let kind = match entity.actor.kind {
        ActorKind::Person | ActorKind::Office => "person",
        ActorKind::State => "state",
        ActorKind::Government => "government",
        ActorKind::Military => "military",
        ActorKind::Organisation => "organisation",
        ActorKind::Igo => "igo",
        ActorKind::Ngo => "ngo",
        ActorKind::ArmedGroup => "armed-group",
        ActorKind::Outlet => "outlet",
        ActorKind::Group | ActorKind::Population => "group",
        ActorKind::Place => "place",
    };
    // A plural body ("Iranian soldiers") is "the soldiers" whatever its kind.
    let group = entity.plural && row.kinds.iter().any(|known| known == "group");
    if !group && (entity.plural || !row.kinds.iter().any(|known| known == kind)) {
        return false;
    }
    if row.named.is_empty() || kind == "outlet" {
        return true;
    }
    row.named.iter().any(|word| {
        entity.described.contains(word.as_str())
            || entity
                .actor
                .office
                .as_deref()
                .is_some_and(|office| !office.starts_with("former") && office.to_lowercase().contains(word.as_str()))
            || (kind == "state"
                && entity.actor.country.as_deref().and_then(|code| lexicon.actors.state(code)).is_some_and(|state| {
                    state.aliases.iter().any(|alias| alias.to_lowercase().contains(word.as_str()))
                }))
    })
}

/// The subject of the clause above the one that a token stands in: "Israel said it would not negotiate".
pub(super) fn matrix_subject(parse: &Parse, token: usize) -> Option<usize> {
    let mut clause = parse.ancestors(token).take(40).skip_while(|&at| !is_clause(parse, at));
    let own = clause.next()?;
    let own_subject = subject(parse, own);
    if own_subject.is_some_and(|subject| subject < token && !parse.within(token, subject)) && own_subject != Some(token)
    {
        return own_subject;
    }
    clause.filter(|&at| is_clause(parse, at)).find_map(|at| subject(parse, at)).filter(|&subject| subject != token)
}

/// "Kenya is worried, *its* minister said": the subject of what is said, where it stands before a speaker who is called by whom he serves.
fn told_subject(parse: &Parse, token: usize) -> Option<usize> {
    let owned = parse.head(token).filter(|_| parse.tokens[token].dep == Dep::Poss)?;
    let verb = parse.head(owned).filter(|_| parse.tokens[owned].dep == Dep::Nsubj)?;
    let told = parse.child(verb, Dep::Ccomp).filter(|&told| told < token)?;
    subject(parse, told)
}

/// "condemned Verania after *it* had struck", "thanked Tolm because it had helped": whom a verb blames, of whose deed a clause of time or reason
/// tells whose subject a pronoun is.
fn blamed(lexicon: &Lexicon, parse: &Parse, pronoun: usize) -> Option<usize> {
    let subject = parse.tokens[pronoun].dep == Dep::Nsubj;
    let deed = parse.head(pronoun).filter(|&verb| subject && parse.tokens[verb].dep == Dep::Advcl)?;
    let led =
        parse.children(deed).any(|at| matches!(parse.tokens[at].norm.as_str(), "after" | "because" | "since" | "when"));
    let verb = parse.head(deed).filter(|&verb| led && verb < deed)?;
    let blames = |plover: &str| matches!(plover, "ACCUSE" | "SANCTION");
    let mut frames = lexicon.verbs.frames(&parse.tokens[verb].lemma);
    let object = parse.child(verb, Dep::Dobj).filter(|&object| object > verb && object < deed)?;
    frames.any(|frame| blames(&frame.action.plover)).then_some(object)
}

/// Whether a mention is in the words that stand before the verb of saying whose subject a pronoun is.
fn is_content(parse: &Parse, pronoun: usize, mention: usize) -> bool {
    let verb = parse.head(pronoun).filter(|_| mention < pronoun);
    // "Ostria did not want to talk, he said, *it wanted* to fight": what it wants stands behind.
    let leads = |at: usize| at > pronoun && matches!(parse.tokens[at].dep, Dep::Xcomp | Dep::Ccomp | Dep::Dobj);
    let verb = verb.filter(|&verb| !parse.children(verb).any(leads));
    let mut told = verb.into_iter().flat_map(|verb| parse.children_by(verb, Dep::Ccomp)).filter(|&at| at < pronoun);
    told.any(|content| parse.within(mention, content))
}

fn is_clause(parse: &Parse, at: usize) -> bool {
    subject(parse, at).is_some()
        || matches!(parse.tokens[at].dep, Dep::Root | Dep::Ccomp | Dep::Advcl | Dep::Relcl | Dep::Conj)
}

/// The subject of a verb.
pub(super) fn subject(parse: &Parse, verb: usize) -> Option<usize> {
    parse.children(verb).find(|&child| matches!(parse.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass))
}

/// Whether a colon stands between two tokens.
fn colon_between(parse: &Parse, from: usize, to: usize) -> bool {
    parse.tokens.get(from..to).is_some_and(|between| between.iter().any(|token| token.norm == ":"))
}

/// The verb that a token is an object of, at once or behind a preposition.
fn governor(parse: &Parse, at: usize) -> Option<usize> {
    let head = parse.head(at)?;
    let behind = matches!(parse.tokens[head].dep, Dep::Prep | Dep::Agent | Dep::Dative);
    if behind { parse.head(head) } else { Some(head) }
}

/// The verb whose subject a second verb shares, or a participle behind it: "cut ties, *accusing* it of treason".
fn shared(parse: &Parse, verb: usize) -> Option<usize> {
    let token = &parse.tokens[verb];
    let participle = token.dep == Dep::Advcl && token.tag == "VBG" && parse.head(verb).is_some_and(|head| head < verb);
    let joined = (token.dep == Dep::Conj || participle) && token.pos == Pos::Verb;
    parse.head(verb).filter(|_| joined && subject(parse, verb).is_none())
}

fn is_object(parse: &Parse, token: usize) -> bool {
    matches!(parse.tokens[token].dep, Dep::Dobj | Dep::Dative | Dep::Pobj)
}

/// The object of a verb that shares the subject of another.
fn is_second_object(parse: &Parse, token: usize) -> bool {
    is_object(parse, token) && governor(parse, token).and_then(|verb| shared(parse, verb)).is_some()
}

/// "Trump met him": a subject and an object of the same verb are two persons; so they are of a second verb that shares the subject: "Chad said
/// Libya had struck and accused it of murder".
fn same_clause_rival(parse: &Parse, seen: usize, token: usize) -> bool {
    let own = governor(parse, token);
    let first = own.and_then(|verb| std::iter::successors(Some(verb), |&verb| shared(parse, verb)).take(6).last());
    // "Chad, Mali and Niger": each of them.
    let listed = |&at: &usize| parse.head(at).filter(|_| parse.tokens[at].dep == Dep::Conj);
    let seen = std::iter::successors(Some(seen), listed).take(12).last().unwrap_or(seen);
    let told = matches!(parse.tokens[seen].dep, Dep::Nsubj | Dep::Nsubjpass);
    is_object(parse, token) && told && first.is_some() && governor(parse, seen) == first
}

/// Whether a token is the subject of a clause, or a conjunct or apposition of one.
pub(super) fn subject_like(parse: &Parse, token: usize, depth: usize) -> bool {
    match parse.tokens.get(token).map(|token| token.dep) {
        Some(Dep::Nsubj | Dep::Nsubjpass) => true,
        Some(Dep::Conj | Dep::Appos) if depth > 0 => {
            parse.head(token).is_some_and(|head| subject_like(parse, head, depth - 1))
        }
        Some(Dep::Pobj) => parse.head(token).is_some_and(|at| {
            let preposition = &parse.tokens[at];
            preposition.dep == Dep::Agent
                || (preposition.norm == "to" && parse.head(at).is_some_and(|up| parse.tokens[up].norm == "according"))
        }),
        _ => false,
    }
}
