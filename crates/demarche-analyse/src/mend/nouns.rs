//! Misreadings of the small parser that the words themselves show: a parse in, the parse with those words rehung out.
//!
//! "Seven people were killed in Russian shelling on Friday": the parser takes *Russian* for what they were killed in and *shelling* for what
//! somebody did meanwhile. A word in -ing that the lists know as what is done, that has no object, and that stands right behind an adjective of a
//! people or the name of a weapon is a noun, and the word before it belongs to it.

use demarche_language::{Dep, EntityKind, Parse, Pos, Token};
use demarche_lexicon::Lexicon;
use std::borrow::Cow;

/// The parse with its misreadings mended; the same one where there are none.
pub(crate) fn mend<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    super::mended(
        parse,
        |parse, at| misread(parse, lexicon, at),
        |parse, tokens, noun, how| {
            if how != Misread::Clause {
                rehang(parse, tokens, noun);
            }
            make_noun(&mut tokens[noun]);
        },
    )
}

/// How a noun in -ing was misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Misread {
    /// "killed in Russian *shelling*": for what somebody did meanwhile.
    Aside,
    /// "Thai *shelling* had resumed": for what the word before it does.
    Modifier,
    /// "died in *shelling* by the rebels": for a clause behind the preposition.
    Clause,
}

fn misread(parse: &Parse, lexicon: &Lexicon, at: usize) -> Option<Misread> {
    let (token, before) = (&parse.tokens[at], &parse.tokens[at.checked_sub(1)?]);
    let alone = |child: usize| matches!(parse.tokens[child].dep, Dep::Prep | Dep::Npadvmod | Dep::Advmod | Dep::Punct);
    if token.tag != "VBG" || !is_deed(lexicon, token) || !parse.children(at).all(alone) {
        return None;
    }
    let owned = is_people(parse, at - 1) || is_arm(lexicon, before);
    let behind = before.dep == Dep::Pobj && (before.head as usize) < at - 1;
    let subject = matches!(before.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj);
    match token.dep {
        Dep::Advcl | Dep::Acl | Dep::Amod if owned && behind => Some(Misread::Aside),
        Dep::Amod | Dep::Acl if owned && subject && token.head as usize == at - 1 => Some(Misread::Modifier),
        Dep::Pcomp | Dep::Pobj if is_arm(lexicon, token) || owned && token.dep == Dep::Pobj => Some(Misread::Clause),
        _ => None,
    }
}

/// A word that the lists know as the name of what is done.
fn is_deed(lexicon: &Lexicon, token: &Token) -> bool {
    lexicon.verbs.nouns(&token.norm).next().is_some()
}

/// What wars are fought with: "mortar", "shelling" itself.
fn is_arm(lexicon: &Lexicon, token: &Token) -> bool {
    let classes = &lexicon.verbs.classes;
    ["weapon", "war-means"].iter().any(|class| classes.has(class, &token.norm) || classes.has(class, &token.lemma))
}

fn is_people(parse: &Parse, token: usize) -> bool {
    let within = |first: u32, end: u32| (first..end).contains(&(token as u32));
    parse.entities.iter().any(|entity| entity.kind == EntityKind::Norp && within(entity.first, entity.end))
}

/// The noun takes the place of the word before it, which hangs on the noun from now on, with all that hung on it.
fn rehang(parse: &Parse, tokens: &mut [Token], noun: usize) {
    let before = noun - 1;
    let (head, dep) = (parse.tokens[before].head, parse.tokens[before].dep);
    for child in parse.children(before) {
        tokens[child].head = noun as u32;
    }
    (tokens[noun].head, tokens[noun].dep) = (head, dep);
    let kind = if is_people(parse, before) { Dep::Amod } else { Dep::Compound };
    (tokens[before].head, tokens[before].dep) = (noun as u32, kind);
}

fn make_noun(token: &mut Token) {
    (token.pos, token.tag) = (Pos::Noun, "NN".into());
    token.lemma.clone_from(&token.norm);
    if token.dep == Dep::Pcomp {
        token.dep = Dep::Pobj;
    }
}
