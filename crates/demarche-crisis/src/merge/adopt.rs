//! Tellings of nobody: "the officers were arrested" beside "kidnapped three officers of the Kosovo Police" is told of that deed.
//!
//! Groups of tellings and those tellings in that name no party, place, number or name; the groups with those that are of a deed of the same report out.
//! Such a telling founds no event of its own: what "was hit" is of nothing that could be told again, and stays in the record of its report.

use super::Members;
use super::likeness::are_other;
use super::traits::Trait;
use crate::words::stem;
use std::collections::BTreeMap;

/// Puts each telling to the deed of its report that tells of the same thing: the last before it, else the first behind.
pub(super) fn adopt<'a>(groups: &mut [Members<'a>], nameless: &'a [Trait]) {
    let mut told: BTreeMap<usize, Vec<(&Trait, usize)>> = nameless.iter().map(|own| (own.at.0, Vec::new())).collect();
    if told.is_empty() {
        return;
    }
    for (number, other) in groups.iter().enumerate().flat_map(|(number, of)| of.iter().map(move |own| (number, own))) {
        if let Some(report) = told.get_mut(&other.at.0) {
            report.push((other, number));
        }
    }
    for own in nameless {
        let fits = told.get(&own.at.0).into_iter().flatten().filter(|(other, _)| is_of(own, other));
        let (before, behind): (Vec<_>, Vec<_>) = fits.partition(|(other, _)| other.at.1 < own.at.1);
        let nearest = before.iter().max_by_key(|(other, _)| other.at.1);
        let deed = nearest.or_else(|| behind.iter().min_by_key(|(other, _)| other.at.1));
        if let Some(members) = deed.and_then(|(_, group)| groups.get_mut(*group)) {
            members.push(own);
        }
    }
}

/// Whether one telling may be of the deed of the other: of its sort, and of a thing that the other's words name too.
fn is_of(own: &Trait, other: &Trait) -> bool {
    let status = own.ahead == other.ahead && (own.negated == other.negated || own.denied);
    let names = |thing: &str| other.folded.split(' ').any(|word| stem(word) == thing);
    own.family == other.family && status && !are_other(own, other) && befallen(&own.folded).is_some_and(|it| names(&it))
}

/// The stem of the last word for what something befell: "station" of "the pumping station was hit".
fn befallen(folded: &str) -> Option<String> {
    const PASSIVE: [&str; 4] = ["was", "were", "been", "being"];
    const TENSE: [&str; 3] = ["has", "have", "had"];
    let words: Vec<&str> = folded.split(' ').collect();
    let passive = words.iter().position(|word| PASSIVE.contains(word))?;
    let before = words.get(..passive)?.iter().rev().find(|word| !TENSE.contains(word))?;
    (before.len() > 2).then(|| stem(before))
}

#[cfg(test)]
mod tests {
    use crate::digest::Telling;
    use crate::merge::tests::{groups, report, strike, told};

    fn arrested(words: &str) -> Telling {
        told(words, "COERCE", ("", ""), "arrested", "arrest")
    }

    /// How many events one report tells, and how many tellings they have.
    fn counted(tellings: Vec<Telling>) -> (usize, usize) {
        let made = groups(&[report("a", tellings)]);
        (made.len(), made.iter().map(Vec::len).sum())
    }

    #[test]
    fn what_befell_a_thing_is_told_of_the_deed_upon_it() {
        let struck = || strike("Verania struck the pumping station of Tolm", "struck", "strike.thing");
        let hit = |words: &str| told(words, "ASSAULT", ("", ""), "hit", "hit");
        assert_eq!(counted(vec![struck(), hit("the station was hit")]), (1, 2));
        assert_eq!(counted(vec![hit("the station was hit"), struck()]), (1, 2));
        assert_eq!(counted(vec![struck(), hit("the ferry was hit")]), (1, 1), "of nothing that is told here");
        assert_eq!(counted(vec![struck(), arrested("the guards were arrested")]), (1, 1));
    }
}
