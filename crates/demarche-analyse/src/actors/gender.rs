//! Which pronoun the words before a name ask for: roles in, `he`, `she` or nothing out.
//!
//! "Spokeswoman Zakharova said … she": the noun tells, whatever the lists know of the person.

use super::phrase::Phrase;
use crate::Reading;

/// `he` or `she`, if titles or nouns before a name tell.
pub(super) fn gender(reading: Reading<'_>, phrase: &Phrase<'_>) -> &'static str {
    let titles = &reading.lexicon.actors.roles.titles;
    for titled in &phrase.roles {
        let title = titled
            .role
            .title
            .and_then(|at| titles.get(at as usize))
            .map(|title| title.pronoun.as_str())
            .unwrap_or_default();
        let last = titled.role.phrase.rsplit(' ').next().unwrap_or_default();
        if title == "she"
            || last.ends_with("woman")
            || matches!(last, "queen" | "mother" | "wife" | "sister" | "daughter" | "girl" | "widow")
        {
            return "she";
        }
        if title == "he"
            || last.ends_with("man")
            || matches!(last, "king" | "father" | "husband" | "brother" | "son" | "boy")
        {
            return "he";
        }
    }
    ""
}
