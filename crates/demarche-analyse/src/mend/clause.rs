//! Subjects and objects that the small parser hangs astray: a parse in, the parse with them rehung out.
//!
//! "An Ostrian sniper shot dead a soldier" leaves the soldier beside the verb as if he were a measure of time; "Cuba laughed off the charge" takes the
//! particle for a preposition; "Ostria suspended ratification" takes the state for a day. What the words are shows what was meant: a state is no measure,
//! and a verb that the lists know with that particle and an object has just these.

use demarche_language::{Dep, EntityKind, Parse, Pos, Token};
use demarche_lexicon::Lexicon;
use demarche_lexicon::verbs::{Filler, FramePos, Slot};
use std::borrow::Cow;

/// The parse with its subjects and objects mended; the same one where there are none.
pub(crate) fn set_right<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    super::mended(parse, |parse, at| astray(parse, lexicon, at), |_, tokens, at, how| rehang(tokens, at, how))
}

fn rehang(tokens: &mut [Token], at: usize, rehung: Rehung) {
    match rehung {
        Rehung::Subject => tokens[at].dep = Dep::Nsubj,
        Rehung::Object(verb) => (tokens[at].head, tokens[at].dep) = (verb as u32, Dep::Dobj),
        Rehung::Particle(object) => {
            (tokens[object].head, tokens[object].dep) = (tokens[at].head, Dep::Dobj);
            tokens[at].dep = Dep::Prt;
        }
        Rehung::Preposition(object) => {
            (tokens[object].head, tokens[object].dep) = (at as u32, Dep::Pobj);
            tokens[at].dep = Dep::Prep;
        }
        Rehung::Verb(subject) => {
            tokens[subject].dep = Dep::Nsubj;
            tokens[at].tag = if tokens[at].tag == "NNS" { "VBZ" } else { "VBP" }.into();
            tokens[at].pos = Pos::Verb;
        }
    }
}

/// What a word is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rehung {
    /// "*Ostria* suspended ratification".
    Subject,
    /// "shot dead a *soldier*", of this verb.
    Object(usize),
    /// "laughed *off* the charge", with this object.
    Particle(usize),
    /// "called *on* the government to act", of this noun.
    Preposition(usize),
    /// "Officials *blame* the premier", "Ostria *reserves* the right", read as a noun; with this subject.
    Verb(usize),
}

fn astray(parse: &Parse, lexicon: &Lexicon, at: usize) -> Option<Rehung> {
    match parse.tokens[at].dep {
        Dep::Npadvmod if is_subject(parse, at) => Some(Rehung::Subject),
        Dep::Npadvmod => object_behind_state(parse, at).map(Rehung::Object),
        // "called home its envoy"
        Dep::Oprd => object_behind_state(parse, at).map(Rehung::Object),
        Dep::Prep => particle(parse, lexicon, at).map(Rehung::Particle),
        Dep::Prt => preposition(parse, lexicon, at).map(Rehung::Preposition),
        Dep::Root | Dep::Conj | Dep::Ccomp | Dep::Advcl => subject_of_misread(parse, lexicon, at).map(Rehung::Verb),
        _ => None,
    }
}

/// The name of a state or a body right before a finite verb that has no subject.
fn is_subject(parse: &Parse, at: usize) -> bool {
    let verb = parse.tokens[at].head as usize;
    let finite = |token: &Token| matches!(token.tag.as_str(), "VBD" | "VBZ" | "VBP");
    at + 1 == verb
        && finite(&parse.tokens[verb])
        && is_of(parse, at, &[EntityKind::Gpe, EntityKind::Org, EntityKind::Norp, EntityKind::Person])
        && !parse.children(verb).any(|child| {
            matches!(parse.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Expl | Dep::Auxpass)
        })
}

/// Whether a word is in an entity of one of these kinds.
fn is_of(parse: &Parse, at: usize, kinds: &[EntityKind]) -> bool {
    let at = at as u32;
    parse.entities.iter().any(|entity| kinds.contains(&entity.kind) && (entity.first..entity.end).contains(&at))
}

/// "shot dead a soldier", "took captive two envoys": the verb whose object stands behind the state that it is brought into.
fn object_behind_state(parse: &Parse, at: usize) -> Option<usize> {
    let token = &parse.tokens[at];
    let verb = token.head as usize;
    let state = parse.tokens.get(verb + 1)?;
    let brought = matches!(
        state.norm.as_str(),
        "dead" | "free" | "captive" | "hostage" | "prisoner" | "open" | "ablaze" | "home" | "back"
    );
    let person =
        matches!(token.pos, Pos::Noun | Pos::Propn) && !is_of(parse, at, &[EntityKind::Date, EntityKind::Time]);
    let alone = !parse.children(verb).any(|child| parse.tokens[child].dep == Dep::Dobj);
    (brought && person && alone && at > verb + 1 && parse.tokens[verb].tag.starts_with("VB")).then_some(verb)
}

/// The object of a verb that the lists know with this particle and an object, where both were taken for a phrase of place.
fn particle(parse: &Parse, lexicon: &Lexicon, at: usize) -> Option<usize> {
    let (token, verb) = (&parse.tokens[at], parse.tokens[at].head as usize);
    let word = token.norm.as_str();
    if verb + 1 != at || !matches!(word, "off" | "up" | "down" | "out" | "away" | "aside" | "over" | "back" | "on") {
        return None;
    }
    let object = parse.child(at, Dep::Pobj)?;
    let governs = |child: usize| matches!(parse.tokens[child].dep, Dep::Dobj | Dep::Prt);
    if parse.children(verb).any(governs) || !parse.tokens[verb].tag.starts_with("VB") {
        return None;
    }
    let frames = lexicon.verbs.frames(&parse.tokens[verb].lemma).filter(|frame| frame.pos == FramePos::Verb);
    let classes = &lexicon.verbs.classes;
    let lemma = parse.tokens[object].lemma.as_str();
    let fits = |filler: &Filler| match filler {
        Filler::Word(known) => known == lemma,
        Filler::Class(set) => classes.of(lemma).meets(*set),
        Filler::Event(_) | Filler::AnyEvent => lexicon.verbs.nouns(lemma).next().is_some(),
        Filler::Some => word == "off" || word == "aside",
        _ => false,
    };
    frames
        .filter(|frame| frame.words.iter().any(|known| known == word))
        .any(|frame| frame.object.iter().any(fits))
        .then_some(object)
}

/// The noun behind a word that a verb never parts with, where it was taken for the object and the word for a particle.
fn preposition(parse: &Parse, lexicon: &Lexicon, at: usize) -> Option<usize> {
    let (token, verb) = (&parse.tokens[at], parse.tokens[at].head as usize);
    let word = token.norm.as_str();
    let object = parse.child(verb, Dep::Dobj).filter(|&object| object > at)?;
    let leads = |slot: &Slot| matches!(slot, Slot::Behind(known) if known == word);
    let mut frames = lexicon
        .verbs
        .frames(&parse.tokens[verb].lemma)
        .filter(|frame| frame.pos == FramePos::Verb && frame.words.iter().any(|known| known == word));
    let fits = matches!(word, "on" | "upon")
        && frames.all(|frame| {
            frame.recipients.slots.iter().any(leads) && frame.object.iter().all(|filler| *filler == Filler::Empty)
        })
        && lexicon.verbs.frames(&parse.tokens[verb].lemma).any(|frame| frame.words.iter().any(|known| known == word));
    fits.then_some(object)
}

/// The subject of what was read as a noun, has a subject or the name of a state before it and an object behind it, and is known as a verb.
fn subject_of_misread(parse: &Parse, lexicon: &Lexicon, at: usize) -> Option<usize> {
    let token = &parse.tokens[at];
    let noun = token.pos == Pos::Noun && matches!(token.tag.as_str(), "NN" | "NNS");
    // "Ostria *prefers* to settle it"
    let to = |verb: usize| parse.children(verb).any(|word| parse.tokens[word].tag == "TO");
    let leads = || {
        let verb = token.dep == Dep::Root && token.tag == "NNS" && lexicon.verbs.moves(&token.lemma).next().is_some();
        verb && parse.child(at, Dep::Xcomp).is_some_and(|verb| verb > at && to(verb))
    };
    let governs = parse.child(at, Dep::Dobj).is_some_and(|object| object > at);
    if !noun || !(governs && lexicon.verbs.frames(&token.lemma).next().is_some() || leads()) {
        return None;
    }
    let state = |&name: &usize| name + 1 == at && is_of(parse, name, &[EntityKind::Gpe, EntityKind::Org]);
    let before = parse.child(at, Dep::Nsubj).filter(|&subject| subject < at);
    before.or_else(|| parse.child(at, Dep::Compound).filter(state))
}
