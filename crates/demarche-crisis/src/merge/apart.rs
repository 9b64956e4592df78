//! Which tellings can be grouped beside others, on another core: tellings in, parts out that have no event in common.
//!
//! "Verania bombed the dam" and "Verania urged talks" are never compared, for an attack is looked up among attacks. Two things alone join tellings of two
//! families: a copy follows its source word by word, and a passage that reports have in common is one wherever it stands. Where the same words are read as a plea
//! in one report and as a call on the telephone in another, pleas and talks are one part.

use super::traits::Trait;
use crate::quick::QuickMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

/// A telling, with the number of its turn among all.
pub(super) type Turn<'a> = (usize, &'a Trait);

/// Families, a bit for each.
type Families = u64;

/// The tellings in parts of which none looks up an event of another, the largest first; in each they are in the order in which they came.
pub(super) fn apart<'a>(turns: &[Turn<'a>]) -> Vec<Vec<Turn<'a>>> {
    let mut bits: BTreeMap<&str, Families> = BTreeMap::new();
    for (_, own) in turns {
        let next = bits.len() as u32;
        bits.entry(own.family).or_insert_with(|| 1_u64.rotate_left(next));
    }
    let family = |own: &Trait| bits.get(own.family).copied().unwrap_or_default();
    let copies = joined(turns.iter().map(|(_, own)| ((own.source, own.folded.as_str()), own.at.0, family(own))));
    let passages = joined(turns.iter().filter_map(|(_, own)| Some((own.passage.as_deref()?, own.at.0, family(own)))));
    let classes = united(bits.values().copied().chain(copies).chain(passages));
    let mut parts: Vec<Vec<Turn<'a>>> = vec![Vec::new(); classes.len()];
    for &(turn, own) in turns {
        let class = classes.iter().position(|class| class & family(own) != 0);
        if let Some(part) = class.and_then(|class| parts.get_mut(class)) {
            part.push((turn, own));
        }
    }
    parts.sort_by_key(|part| Reverse(part.len()));
    parts
}

/// The families that have one of the keys in common, where more than one report has it: within a report neither copies nor passages are looked for.
fn joined<K: Eq + Hash>(tellings: impl Iterator<Item = (K, usize, Families)>) -> BTreeSet<Families> {
    let mut by_key: QuickMap<K, (usize, bool, Families)> = QuickMap::default();
    for (key, report, family) in tellings {
        let (first, several, families) = by_key.entry(key).or_insert((report, false, family));
        *several |= *first != report;
        *families |= family;
    }
    by_key
        .into_values()
        .filter(|(_, several, families)| *several && families.count_ones() > 1)
        .map(|(.., families)| families)
        .collect()
}

/// The smallest sets of families of which no two have one in common, each of those given within one of them.
fn united(sets: impl Iterator<Item = Families>) -> Vec<Families> {
    let mut classes: Vec<Families> = Vec::new();
    for mut set in sets {
        classes.retain(|class| {
            let meets = class & set != 0;
            set |= if meets { *class } else { 0 };
            !meets
        });
        classes.push(set);
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::{apart, joined, united};
    use crate::digest::{Digest, Telling};
    use crate::merge::tests::{report, told};
    use crate::merge::{Tellings, grouped_in, read, turns};
    use demarche_lexicon::Lexicon;

    /// Words, the word of them that makes the event, its name in the word list, and types that it is read as.
    const TOLD: &[(&str, &str, &str, &[&str])] = &[
        ("bombed the sugar refinery of Brek", "bombed", "bomb", &["ASSAULT"]),
        ("struck nine camps in the hills", "struck", "strike", &["ASSAULT"]),
        ("imposed duties on sugar and copper", "imposed", "impose", &["SANCTION"]),
        ("met envoys over the river treaty", "met", "meet", &["CONSULT"]),
        ("dismissed the story of the copper mine", "dismissed", "dismiss", &["REJECT"]),
        ("accused them of mining the harbour of Brek", "accused", "accuse", &["ACCUSE"]),
        ("made a call on the river treaty and the copper mine", "call", "noun.call", &["REQUEST", "CONSULT"]),
    ];

    /// Reports of deeds of invented states, many of them copies; where `wavers` the same words are read as one type here and as another there.
    fn pile(wavers: bool) -> (Vec<Digest>, Vec<usize>) {
        let mut dice = 11_u64;
        let mut below = move |limit: usize| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(dice >> 33).unwrap_or(0) % limit
        };
        let states = ["Verania", "Ostria", "Nattoria"];
        let mut telling = |copied: Option<&Telling>| {
            let (words, trigger, row, types) = TOLD[below(TOLD.len())];
            let plover = types[if wavers { below(types.len()) } else { 0 }];
            let (actor, recipient) = (states[below(3)], states[below(3)]);
            match copied {
                Some(copied) if wavers && copied.plover == "REQUEST" => {
                    Telling { plover: "CONSULT".into(), ..copied.clone() }
                }
                Some(copied) => copied.clone(),
                None => told(&format!("{actor} {words}"), plover, (actor, recipient), trigger, row),
            }
        };
        let (mut reports, mut source): (Vec<Digest>, Vec<usize>) = (Vec::new(), Vec::new());
        for number in 0..240 {
            let from = (number % 4 == 3).then(|| number - 1);
            let events =
                (0..4).map(|index| telling(from.and_then(|from| reports.get(from)?.events.get(index)))).collect();
            reports.push(Digest {
                published: Some(format!("2031-05-{:02}", 1 + number / 12)),
                ..report(&format!("r{number:03}"), events)
            });
            source.push(from.unwrap_or(number));
        }
        (reports, source)
    }

    #[test]
    fn the_parts_are_grouped_as_the_whole() {
        for (wavers, least) in [(false, 5), (true, 2)] {
            let (reports, source) = pile(wavers);
            let order: Vec<usize> = (0..reports.len()).collect();
            let Tellings { named: traits, nameless } = read(&reports, &source, &order, &Lexicon::embedded().news_words);
            let turns = turns(&traits);
            let parts = apart(&turns);
            assert!(parts.len() >= least, "{} parts", parts.len());
            assert_eq!(parts.iter().map(Vec::len).sum::<usize>(), traits.len());
            let whole = grouped_in(&[turns], &nameless);
            assert!(whole.len() < traits.len() / 2, "{} events of {} tellings", whole.len(), traits.len());
            assert_eq!(grouped_in(&parts, &nameless), whole);
        }
    }

    #[test]
    fn families_are_joined_by_what_they_have_in_common() {
        assert_eq!(united([1, 2, 4, 8].into_iter()), [1, 2, 4, 8]);
        assert_eq!(united([1, 2, 4, 8, 0b0101, 0b1100].into_iter()), [2, 0b1101]);
    }

    #[test]
    fn one_report_joins_nothing() {
        let tellings = [("a call", 1, 1), ("a call", 1, 2), ("the talks", 1, 2), ("the talks", 2, 2)];
        assert!(joined(tellings.into_iter()).is_empty());
        let again = [("a call", 1, 1), ("a call", 2, 2)];
        assert_eq!(joined(again.into_iter()).into_iter().collect::<Vec<_>>(), [3]);
    }
}
