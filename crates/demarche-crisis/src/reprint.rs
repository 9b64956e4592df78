//! Copies: a report's sketch in, the earlier report that it was copied from out, whole or in part, with the share that is the same.
//!
//! "The kingdom's airspace was violated, Jordan's military said" in two outlets on two days is one text with two mastheads. What counts is
//! how many five-word runs of the later report stand in the earlier one, and the other way round.

use crate::quick::{FACTOR, QuickMap};
use crate::sketch::Sketch;

/// From this share of the shorter text on, the reports are one text.
const WHOLE: f64 = 0.55;
/// From this share of the shorter text on, and from so many runs on, one has taken passages from the other.
const PART: f64 = 0.08;
const PART_RUNS: usize = 20;
/// A run that more reports have than this is a formula, and says nothing of copying.
const FORMULA: u32 = 64;

/// What one report took from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reprint {
    /// Number of the earlier report.
    pub of: usize,
    /// Whether it is the whole report.
    pub whole: bool,
    /// Share of the later report's runs that stand in the earlier one.
    pub shared: f64,
}

/// The reports known so far.
#[derive(Clone, Debug, Default)]
pub struct Reprints {
    /// Which runs stand in several reports, where it is known beforehand: the others need not be kept.
    repeated: Option<Repeated>,
    holders: QuickMap<u64, Holders>,
    /// Holders beyond the first of a run, those of one run side by side, with room for more of them.
    more: Vec<u32>,
    sizes: Vec<usize>,
    made: Vec<Option<Reprint>>,
    /// By report: runs shared with the report at hand; all nought between two reports.
    shared: Vec<u32>,
}

/// The reports that hold a run.
#[derive(Clone, Copy, Debug)]
struct Holders {
    first: u32,
    /// How many beyond the first.
    more: u32,
    /// Where those begin in `more`.
    at: u32,
}

impl Holders {
    /// For how many beyond the first there is room, where there are so many: a few reports share a run, or very many do.
    fn room(more: u32) -> u32 {
        match more {
            0 => 0,
            1..=2 => 2,
            3..=8 => 8,
            9..=24 => 24,
            _ => FORMULA,
        }
    }
}

impl Reprints {
    /// No reports yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// No reports yet, and these are to come. Most runs stand in one report alone and tell nothing: to keep them all takes longer than all else.
    pub(crate) fn among<'a>(sketches: impl Iterator<Item = &'a Sketch> + Clone) -> Self {
        let mut repeated = Repeated::with_room(sketches.clone().map(|sketch| sketch.runs.len()).sum());
        sketches.flat_map(|sketch| &sketch.runs).for_each(|run| repeated.count(*run));
        let mut made = Self::default();
        made.holders.reserve(repeated.found);
        made.repeated = Some(repeated);
        made
    }

    /// What the next report was copied from, if it was: the first of those that it shares most with.
    pub fn add(&mut self, sketch: &Sketch) -> Option<Reprint> {
        let number = self.sizes.len() as u32;
        let mut others = Vec::new();
        let repeated = self.repeated.take();
        for run in &sketch.runs {
            if repeated.as_ref().is_none_or(|repeated| repeated.has(*run)) {
                self.hold(*run, number, &mut others);
            }
        }
        self.repeated = repeated;
        others.sort_unstable();
        let size = sketch.runs.len();
        // Of several copies of one text the first is the source: later ones win only by sharing clearly more.
        let mut best: Option<(usize, u32)> = None;
        for report in others {
            let runs = self.shared.get_mut(report as usize).map_or(0, std::mem::take) as usize;
            if best.is_none_or(|(most, _)| runs * 20 > most * 21) {
                best = Some((runs, report));
            }
        }
        let reprint = best.and_then(|(runs, report)| self.judge(runs, size, report as usize));
        self.sizes.push(size);
        self.made.push(reprint);
        self.shared.push(0);
        reprint
    }

    /// Counts a run for all reports that hold it, and adds the report to them. Those that share nothing yet are put to `others`.
    fn hold(&mut self, run: u64, number: u32, others: &mut Vec<u32>) {
        let Self { holders, more, shared, .. } = self;
        let Some(known) = holders.get_mut(&run) else {
            holders.insert(run, Holders { first: number, more: 0, at: 0 });
            return;
        };
        let mut count = |report: u32| {
            if let Some(place) = shared.get_mut(report as usize) {
                if *place == 0 {
                    others.push(report);
                }
                *place += 1;
            }
        };
        count(known.first);
        let listed = known.at as usize..(known.at + known.more) as usize;
        more.get(listed.clone()).into_iter().flatten().copied().for_each(count);
        // The first counts too.
        if known.more + 1 >= FORMULA {
            return;
        }
        if known.more == Holders::room(known.more) {
            let start = more.len();
            more.extend_from_within(listed);
            more.resize(start + Holders::room(known.more + 1) as usize, 0);
            known.at = start as u32;
        }
        if let Some(place) = more.get_mut((known.at + known.more) as usize) {
            *place = number;
            known.more += 1;
        }
    }

    fn judge(&self, runs: usize, size: usize, of: usize) -> Option<Reprint> {
        let earlier = self.sizes.get(of).copied().unwrap_or(0);
        let shorter = size.min(earlier).max(1);
        let longer = size.max(earlier).max(1);
        let share = runs as f64 / shorter as f64;
        let whole = share >= WHOLE && runs as f64 / longer as f64 >= WHOLE / 2.0;
        if !whole && (share < PART || runs < PART_RUNS) {
            return None;
        }
        let shared = runs as f64 / size.max(1) as f64;
        // A copy of a copy is a copy of the first.
        match self.made.get(of).copied().flatten() {
            Some(first) if whole && first.whole => Some(Reprint { of: first.of, whole, shared }),
            _ => Some(Reprint { of, whole, shared }),
        }
    }
}

/// Runs that were counted twice: all of them, and a few others that share a place with them.
#[derive(Clone, Debug)]
struct Repeated {
    /// Two bits a place: not yet, once, more often.
    places: Vec<u64>,
    /// How far a hash is moved so that its first bits are left.
    shift: u32,
    /// How many places were counted more than once.
    found: usize,
}

/// Places for each run: with so many, one run in fifteen shares its place with another.
const PLACES: usize = 8;
/// Places in a number of `places`, as a power of two.
const PLACES_OF_NUMBER: u32 = 5;

impl Repeated {
    fn with_room(runs: usize) -> Self {
        let places = runs.saturating_mul(PLACES).next_power_of_two().max(1 << PLACES_OF_NUMBER);
        Self { places: vec![0; places >> PLACES_OF_NUMBER], shift: u64::BITS - places.trailing_zeros(), found: 0 }
    }

    /// The number that holds the place of a run, and how far up its two bits stand there.
    fn place(&self, run: u64) -> (usize, u32) {
        // Of a long text the runs that are kept end in the same bits.
        let place = run.wrapping_mul(FACTOR) >> self.shift;
        ((place >> PLACES_OF_NUMBER) as usize, (place as u32 & ((1 << PLACES_OF_NUMBER) - 1)) * 2)
    }

    fn count(&mut self, run: u64) {
        let (number, up) = self.place(run);
        if let Some(number) = self.places.get_mut(number) {
            let counted = *number >> up & 3;
            *number += u64::from(counted < 2) << up;
            self.found += usize::from(counted == 1);
        }
    }

    fn has(&self, run: u64) -> bool {
        let (number, up) = self.place(run);
        self.places.get(number).is_some_and(|number| number >> up & 3 == 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn text(from: usize, to: usize) -> String {
        (from..to).map(|number| format!("word{number} ")).collect()
    }

    fn reprints(texts: &[String]) -> Vec<Option<(usize, bool)>> {
        let mut reprints = Reprints::new();
        let common = &Lexicon::embedded().news_words;
        texts
            .iter()
            .map(|text| reprints.add(&Sketch::new("", text, common)).map(|made| (made.of, made.whole)))
            .collect()
    }

    #[test]
    fn a_copy_with_a_word_changed_is_a_reprint() {
        let copy = text(0, 200).replace("word50 ", "other ");
        assert_eq!(reprints(&[text(0, 200), text(500, 700), copy]), [None, None, Some((0, true))]);
    }

    #[test]
    fn passages_taken_over_are_a_partial_reprint() {
        let borrowed = text(300, 400) + &text(0, 60);
        assert_eq!(reprints(&[text(0, 200), borrowed]), [None, Some((0, false))]);
    }

    #[test]
    fn a_sentence_in_common_is_none() {
        let quoting = text(300, 400) + &text(0, 18);
        assert_eq!(reprints(&[text(0, 200), quoting]), [None, None]);
    }

    proptest! {
        #[test]
        fn runs_of_one_report_alone_make_no_difference(reports in proptest::collection::vec(proptest::collection::btree_set(0..120_u64, 0..60), 0..12)) {
            let runs = |own: &BTreeSet<u64>| own.iter().map(|run| run.wrapping_mul(FACTOR)).collect();
            let sketches: Vec<Sketch> = reports.iter().map(|own| Sketch { runs: runs(own), ..Sketch::default() }).collect();
            let made = |mut reprints: Reprints| sketches.iter().map(|sketch| reprints.add(sketch)).collect::<Vec<_>>();
            let among = Reprints::among(sketches.iter());
            prop_assert_eq!(made(among.clone()), made(Reprints::new()));
            let repeated = among.repeated.expect("counted");
            for run in sketches.iter().flat_map(|sketch| &sketch.runs) {
                let holders = sketches.iter().filter(|sketch| sketch.runs.contains(run)).count();
                prop_assert!(holders < 2 || repeated.has(*run));
            }
        }
    }

    #[test]
    fn few_runs_are_taken_for_repeated() {
        let text = text(0, 40_000);
        let parts: Vec<Sketch> = text
            .as_bytes()
            .chunks(4000)
            .map(|part| Sketch::new("", &String::from_utf8_lossy(part), &Lexicon::embedded().news_words))
            .collect();
        let runs: usize = parts.iter().map(|part| part.runs.len()).sum();
        let repeated = Reprints::among(parts.iter()).repeated.expect("counted");
        assert!(repeated.found < runs / 8, "{} of {runs}", repeated.found);
    }

    #[test]
    fn a_copy_of_a_copy_is_a_copy_of_the_first() {
        assert_eq!(reprints(&[text(0, 200), text(0, 190), text(0, 180)]), [None, Some((0, true)), Some((0, true))]);
    }
}
