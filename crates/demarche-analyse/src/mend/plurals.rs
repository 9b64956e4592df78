//! Plurals under a wrong lemma: a parse in, the parse with the lemma that the lists give out.
//!
//! "struck two bases": the table of lemmas gives "basis", so that no row would know a place that is struck.

use demarche_language::{Parse, Pos};
use demarche_lexicon::Lexicon;
use std::borrow::Cow;

/// The parse with such lemmas mended; the same one where there are none.
pub(super) fn named<'a>(parse: Cow<'a, Parse>, lexicon: &Lexicon) -> Cow<'a, Parse> {
    let singular = |parse: &Parse, at: usize| {
        let token = &parse.tokens[at];
        let noun = matches!(token.pos, Pos::Noun | Pos::Propn);
        let lemma = noun.then(|| lexicon.plurals.singular(&token.norm)).flatten()?;
        (token.lemma != lemma).then(|| lemma.to_owned())
    };
    super::mended(parse, singular, |_, tokens, at, lemma| tokens[at].lemma = lemma.into())
}
