//! Where a line changes: positions in order of days in, the days from which on they are others out, each with how likely chance would do as much.
//!
//! Ten denials and then eight confirmations are a change; a confirmation between denials is none. The place is where the positions before and after
//! differ most (log-likelihood ratio over all places); chance is what shuffling the same positions gives, and each side is asked again (binary
//! segmentation, Scott and Knott 1974; the test by permutation, as in Matteson and James 2014). The shuffles are the same in every run.

use std::collections::BTreeMap;

/// So many statements at least on each side.
const LEAST: usize = 3;
/// Where chance does as much more often, there is no change.
const LEVEL: f64 = 0.05;
/// Shuffles, and fewer where there are very many statements.
const SHUFFLES: usize = 999;
const FEWER_SHUFFLES: usize = 199;
const VERY_MANY: usize = 1000;

/// A change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Change {
    /// The first statement after it.
    pub(super) at: usize,
    /// The statements that it parts: the first of them …
    pub(super) first: usize,
    /// … and the one after the last.
    pub(super) end: usize,
    /// How likely chance would do as much.
    pub(super) p: f64,
}

/// The changes in a sequence of positions, by place; `days` are the days of the statements, in order.
pub(super) fn changes(positions: &[&str], days: &[&str]) -> Vec<Change> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for position in positions {
        let next = numbers.len();
        numbers.entry(position).or_insert(next);
    }
    let labels: Vec<usize> = positions.iter().filter_map(|position| numbers.get(position).copied()).collect();
    let mut found = Vec::new();
    let mut open = vec![(0, labels.len())];
    while let Some((first, end)) = open.pop() {
        let (Some(part), Some(days)) = (labels.get(first..end), days.get(first..end)) else { continue };
        let Some((at, p)) = change(part, days, numbers.len()) else { continue };
        found.push(Change { at: first + at, first, end, p });
        open.push((first, first + at));
        open.push((first + at, end));
    }
    found.sort_by_key(|change| change.at);
    found
}

/// How likely chance would part these as much somewhere: for the statements of some outlets alone. Nothing where they are too few.
pub(super) fn chance(positions: &[&str], days: &[&str]) -> Option<f64> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for position in positions {
        let next = numbers.len();
        numbers.entry(position).or_insert(next);
    }
    let labels: Vec<usize> = positions.iter().filter_map(|position| numbers.get(position).copied()).collect();
    let places = places(days);
    let (_, most) = best(&labels, &places, numbers.len())?;
    likelihood(&labels, &places, numbers.len(), most, 1.0)
}

/// The place where one sequence changes most, if chance would not do as much.
fn change(labels: &[usize], days: &[&str], kinds: usize) -> Option<(usize, f64)> {
    let places = places(days);
    let (at, most) = best(labels, &places, kinds)?;
    Some((at, likelihood(labels, &places, kinds, most, LEVEL)?))
}

/// The places at which a new day begins, with enough on both sides.
fn places(days: &[&str]) -> Vec<usize> {
    (LEAST..(days.len() + 1).saturating_sub(LEAST)).filter(|at| days.get(at - 1) != days.get(*at)).collect()
}

/// The share of shuffles that part the sequence as much; nothing as soon as it is more than `level`.
fn likelihood(labels: &[usize], places: &[usize], kinds: usize, most: f64, level: f64) -> Option<f64> {
    let shuffles = if labels.len() > VERY_MANY { FEWER_SHUFFLES } else { SHUFFLES };
    let share = |as_much: usize| (1 + as_much) as f64 / (1 + shuffles) as f64;
    let mut shuffled = labels.to_vec();
    let mut state = labels.len() as u64;
    let mut as_much = 0;
    for _ in 0..shuffles {
        shuffle(&mut shuffled, &mut state);
        as_much += usize::from(best(&shuffled, places, kinds).is_some_and(|(_, own)| own >= most - 1e-9));
        if share(as_much) > level {
            return None;
        }
    }
    Some(share(as_much))
}

/// The place that parts the sequence most, and how much; the first of several.
fn best(labels: &[usize], places: &[usize], kinds: usize) -> Option<(usize, f64)> {
    let mut all = vec![0_usize; kinds];
    for label in labels {
        *all.get_mut(*label)? += 1;
    }
    let mut before = vec![0_usize; kinds];
    let mut read = 0;
    let mut best: Option<(usize, f64)> = None;
    for &at in places {
        for label in labels.get(read..at)? {
            *before.get_mut(*label)? += 1;
        }
        read = at;
        let own = ratio(&before, &all, at, labels.len());
        if own > 1e-9 && best.is_none_or(|(_, most)| own > most) {
            best = Some((at, own));
        }
    }
    best
}

/// Twice the log of how much likelier the counts are with two lines than with one.
fn ratio(before: &[usize], all: &[usize], at: usize, len: usize) -> f64 {
    let part = |count: usize, side: usize, total: usize| {
        let expected = (total * side) as f64 / len as f64;
        if count == 0 { 0.0 } else { count as f64 * (count as f64 / expected).ln() }
    };
    let sum: f64 = before
        .iter()
        .zip(all)
        .map(|(count, total)| part(*count, at, *total) + part(total - count, len - at, *total))
        .sum();
    2.0 * sum
}

/// Fisher and Yates's shuffle, with the numbers of SplitMix64.
fn shuffle(labels: &mut [usize], state: &mut u64) {
    for end in (1..labels.len()).rev() {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = *state;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^= number >> 31;
        labels.swap(end, (number % (end as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(runs: &[(&'static str, usize)]) -> (Vec<&'static str>, Vec<String>) {
        let positions: Vec<&str> = runs.iter().flat_map(|(position, count)| vec![*position; *count]).collect();
        let days = (0..positions.len()).map(|day| format!("2031-05-{:02}", day + 1)).collect();
        (positions, days)
    }

    fn found(runs: &[(&'static str, usize)]) -> Vec<usize> {
        let (positions, days) = said(runs);
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        changes(&positions, &days).into_iter().map(|change| change.at).collect()
    }

    #[test]
    fn a_line_that_turns_has_a_change_and_each_turn_its_own() {
        assert_eq!(found(&[("denies", 8), ("confirms", 7)]), [8]);
        assert_eq!(found(&[("denies", 8), ("confirms", 8), ("withholds", 8)]), [8, 16]);
    }

    #[test]
    fn a_slip_or_too_little_is_no_change() {
        assert!(found(&[("denies", 6), ("confirms", 1), ("denies", 6)]).is_empty());
        assert!(found(&[("denies", 2), ("confirms", 2)]).is_empty());
        assert!(found(&[("denies", 12)]).is_empty());
        let (positions, days) = said(&[("denies", 1), ("confirms", 1)].repeat(8));
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        assert!(changes(&positions, &days).is_empty());
    }

    #[test]
    fn a_day_is_never_cut_in_two() {
        let positions = [["denies"; 6], ["confirms"; 6]].concat();
        let days = [["2031-05-01"; 4], ["2031-05-02"; 4], ["2031-05-03"; 4]].concat();
        assert!(changes(&positions, &days).iter().all(|change| change.at % 4 == 0));
    }
}
