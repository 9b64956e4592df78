//! Words under a wrong lemma: a parse in, the parse with the lemma that the lists give out.
//!
//! "struck two bases", "staged a raid": the rules of lemmas give "basis" and "stag", so that no row would know the place or the deed.

use demarche_language::{Parse, Pos};
use demarche_lexicon::Lexicon;
use std::borrow::Cow;

/// The parse with such lemmas mended; the same one where there are none.
pub(super) fn named<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    let base = |parse: &Parse, at: usize| {
        let token = &parse.tokens[at];
        let lemma = match token.pos {
            Pos::Noun | Pos::Propn => lexicon.lemmas.noun(&token.norm),
            Pos::Verb => lexicon.lemmas.verb(&token.norm),
            _ => None,
        }?;
        (token.lemma != lemma).then(|| lemma.to_owned())
    };
    super::mended(parse, base, |_, tokens, at, lemma| tokens[at].lemma = lemma.into())
}
