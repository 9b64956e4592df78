//! The name of an outlet in, the outlet of the word lists with its country out: "(Dan Tri)" is Vietnamese, "TASS" Russian.

use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::{Case, Sense, Word, fold, words};
use demarche_model::{ActorKind, Outlet};

/// The outlet of this name; as written and without a country where the lists have none, or several.
pub(crate) fn of_name(name: String, lexicon: &Lexicon) -> Outlet {
    let parts: Vec<(String, Case)> = words(&name).map(|word| (fold(word), Case::of(word))).collect();
    let after_the = parts.first().is_some_and(|(first, _)| first == "the");
    let parts = parts.get(usize::from(after_the)..).unwrap_or_default();
    let folded: Vec<Word<'_>> = parts
        .iter()
        .enumerate()
        .map(|(at, (folded, case))| Word { folded, case: *case, after_the: after_the && at == 0 })
        .collect();
    let senses =
        lexicon.actors.names.all(&folded).filter(|found| found.words == folded.len()).flat_map(|found| found.senses);
    let mut outlets = senses.filter_map(|sense| match sense {
        Sense::Organisation(at) => lexicon.actors.organisations.get(*at as usize),
        _ => None,
    });
    let mut known = outlets.by_ref().filter(|organisation| organisation.kind == ActorKind::Outlet);
    match (known.next(), known.next()) {
        (Some(only), None) => {
            let country = Some(only.country.clone()).filter(|country| !country.is_empty());
            Outlet { name: only.name.clone(), country }
        }
        _ => Outlet { name, country: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(name: &str) -> Option<String> {
        of_name(name.to_owned(), Lexicon::embedded()).country
    }

    #[test]
    fn known_outlets_have_a_country() {
        assert_eq!(country("Dan Tri").as_deref(), Some("VNM"));
        assert_eq!(country("Tasnim").as_deref(), Some("IRN"));
    }

    #[test]
    fn unknown_names_stay_as_written() {
        assert_eq!(of_name("Gulf Ledger".to_owned(), Lexicon::embedded()).name, "Gulf Ledger");
        assert_eq!(country("Gulf Ledger"), None);
        assert_eq!(country(""), None);
    }
}
