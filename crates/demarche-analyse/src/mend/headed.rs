//! Headlines without "is": a parse in, the parse with the adjective as what is told of its subject out.
//!
//! "Tolm ready to mediate between Verania and Ostria": the small parser takes the adjective for one of Tolm's. An adjective right behind a name that
//! nothing stands over, with an infinitive or a preposition of its own, tells of it.

use demarche_language::{Dep, Parse, Pos, Token};
use std::borrow::Cow;

/// The parse with such adjectives over their subjects; the same one where there are none.
pub(super) fn told(parse: Cow<'_, Parse>) -> Cow<'_, Parse> {
    super::mended(parse, subject, rehang)
}

/// The name that an adjective is told of.
fn subject(parse: &Parse, adjective: usize) -> Option<usize> {
    let token = &parse.tokens[adjective];
    let name = adjective.checked_sub(1).filter(|&name| parse.head(adjective) == Some(name))?;
    let above = &parse.tokens[name];
    let named = matches!(above.pos, Pos::Propn | Pos::Noun) && above.dep == Dep::Root;
    let large = above.lemma.chars().next().is_some_and(char::is_uppercase) || begins(parse, name);
    let own =
        |child: usize| child > adjective && matches!(parse.tokens[child].dep, Dep::Xcomp | Dep::Prep | Dep::Ccomp);
    let alone = parse.children(name).all(|child| child <= adjective || parse.tokens[child].dep == Dep::Punct);
    let tells = token.dep == Dep::Amod && token.pos == Pos::Adj && parse.children(adjective).any(own);
    (named && large && tells && alone).then_some(name)
}

fn begins(parse: &Parse, name: usize) -> bool {
    parse.sentences.iter().any(|sentence| sentence.start == name)
}

/// The adjective stands where the name stood, and the name is its subject.
fn rehang(parse: &Parse, tokens: &mut [Token], adjective: usize, name: usize) {
    for child in parse.children(name).filter(|&child| child > adjective) {
        tokens[child].head = adjective as u32;
    }
    (tokens[adjective].head, tokens[adjective].dep) = (adjective as u32, Dep::Root);
    (tokens[name].head, tokens[name].dep) = (adjective as u32, Dep::Nsubj);
}
