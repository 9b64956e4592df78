//! A place or an occasion that opens a sentence without a comma: a parse in, the parse with the subject behind it set free out.
//!
//! "In Moscow Peskov acknowledged the offer", "At Sarkozy's side President Saakashvili said": the small parser reads "Moscow Peskov" as one
//! name behind *in*, so that the verb has no subject. A name that begins behind a noun and ends at a verb without a subject is its subject.

use demarche_language::{Dep, EntityKind, Parse, Pos, Token};
use demarche_lexicon::Lexicon;
use std::borrow::Cow;

/// A verb without its subject.
#[derive(Clone, Copy)]
struct Opening {
    /// The preposition that opens the sentence.
    preposition: usize,
    /// Last word of the place.
    place: usize,
    /// Last word of the name, right before the verb.
    name: usize,
}

/// The parse with such subjects at their verbs; the same one where none is lost.
pub(super) fn parted<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    super::mended(parse, |parse, verb| opening(parse, lexicon, verb), rehang)
}

fn opening(parse: &Parse, lexicon: &Lexicon, verb: usize) -> Option<Opening> {
    if !super::fronted::lacks_subject(parse, verb) {
        return None;
    }
    let first = parse.children(verb).find(|&child| matches!(parse.tokens[child].dep, Dep::Aux | Dep::Auxpass));
    let name = first.unwrap_or(verb).checked_sub(1)?;
    let preposition = parse.head(name).filter(|_| parse.tokens[name].dep == Dep::Pobj)?;
    let opens = parse.sentences.iter().any(|sentence| sentence.start == preposition)
        || preposition.checked_sub(1).is_some_and(|before| parse.tokens[before].pos == Pos::Space);
    if parse.tokens[preposition].dep != Dep::Prep || parse.head(preposition) != Some(verb) || !opens {
        return None;
    }
    let start = name_start(parse, name)?;
    let place = start.checked_sub(1).filter(|&place| place > preposition)?;
    // "In the north Serbs continued their protest"
    let quarter = lexicon.verbs.classes.has("quarter", &parse.tokens[place].norm);
    let noun = quarter || matches!(parse.tokens[place].pos, Pos::Noun | Pos::Propn);
    (noun && parse.child(place, Dep::Case).is_none()).then_some(Opening { preposition, place, name })
}

/// Where the name begins that ends with a word, with the title before it: "President Mikheil Saakashvili".
fn name_start(parse: &Parse, last: usize) -> Option<usize> {
    let named =
        |kind: EntityKind| matches!(kind, EntityKind::Person | EntityKind::Gpe | EntityKind::Norp | EntityKind::Org);
    let entity = parse
        .entities
        .iter()
        .find(|entity| entity.end as usize == last + 1 && named(entity.kind))
        .map(|it| it.first)?;
    let outside = |at: usize| !parse.entities.iter().any(|it| (it.first as usize..it.end as usize).contains(&at));
    let titled = |at: &usize| parse.tokens[*at].tag == "NNP" && outside(*at);
    let start = entity as usize;
    Some((0..start).rev().take_while(titled).last().unwrap_or(start))
}

/// The place goes to its preposition, the name to the verb.
fn rehang(parse: &Parse, tokens: &mut [Token], verb: usize, found: Opening) {
    let Opening { preposition, place, name } = found;
    for token in tokens.get_mut(preposition + 1..place).unwrap_or_default() {
        if token.head as usize > place {
            token.head = place as u32;
        }
    }
    (tokens[place].head, tokens[place].dep) = (preposition as u32, Dep::Pobj);
    let passive = parse.child(verb, Dep::Auxpass).is_some();
    (tokens[name].head, tokens[name].dep) = (verb as u32, if passive { Dep::Nsubjpass } else { Dep::Nsubj });
}
