//! Scare quotes: names and short labels in quotation marks that nobody is quoted with.
//!
//! "“Israel” has shown no interest" puts a state's name in marks; "“maximum restraint”" quotes a speaker.

use super::desk::Desk;
use super::quotes::Quotation;
use demarche_language::Pos;

/// Whether a quotation is a name alone.
pub(super) fn is_scare_quote(desk: &Desk<'_>, quotation: &Quotation) -> bool {
    let tokens = desk.parse.tokens_in(quotation.inner.start, quotation.inner.end);
    if tokens.is_empty() || tokens.len() > 4 || !quotation.closed {
        return false;
    }
    let mut names = 0;
    for token in tokens {
        match desk.token(token).pos {
            Pos::Propn => names += 1,
            // “Israeli” is a name too.
            Pos::Adj if desk.word(token).starts_with(char::is_uppercase) => names += 1,
            Pos::Punct | Pos::Part | Pos::Det | Pos::Space => {}
            _ => return false,
        }
    }
    names > 0
}
