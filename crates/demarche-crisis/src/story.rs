//! Stories: streams of reports of one happening. All reports in, in any order; for each the number of its story out.
//!
//! "Powerful quake hits Aceh" joins "Aceh quake: dozens trapped" of the next day and not last month's quake elsewhere.
//!
//! A report is a vector of terms, heavier where they stand in the headline, in the lead, with a capital letter, and where few reports have them: how
//! few is learned from the reports themselves, with a prior for the commonest words of news. Two stories are as like as their reports are on average
//! (the mean of all cosines between them), less for the days between them, and less where a day is not known. Again and again all pairs of stories that
//! are each other's likest are made one, as long as they are like enough. With this likeness that gives what joining the likest pair of all, one by one,
//! would give (reciprocal nearest neighbours: de Rham 1980, Murtagh 1983), in any order, and each story looks only at those that share its
//! weightiest terms. Sparse vectors with weights learned from the stream and a decay over days are what Miranda et al. 2018 found to carry news
//! clustering; they join report by report, which makes the outcome hang on the order.
//!
//! The setting was chosen on ECB+ (train) and a public set of news events; it is the same for all sets. Where all reports are of one crisis, which shows in
//! how like any two of them are, days part stories faster: what was hit on Friday is another story than what was hit on Tuesday, in the same words.

use crate::quick::QuickMap;
use crate::sketch::Sketch;
use demarche_lexicon::NewsWords;
use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The numbers of the method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// From this likeness on two stories are one.
    pub join: f64,
    /// How much more rare terms weigh: the power of their rarity.
    pub rarity: f64,
    /// How fast likeness falls with the days between.
    pub decay: f64,
    /// What is left of likeness where a day is not known.
    pub dayless: f64,
    /// How many reports the prior of common words stands for.
    pub prior: f64,
}

impl Default for Setting {
    fn default() -> Self {
        Self { join: 0.075, rarity: 1.25, decay: 0.02, dayless: 0.47, prior: 15.0 }
    }
}

/// Up to this mean likeness between any two of its reports a stream is the news of the world; from the second on it is of one crisis, in which names and
/// places are everywhere …
const CRISIS: (f64, f64) = (0.03, 0.055);
/// … and what tells one happening from the next is the days.
const CRISIS_DECAY: f64 = 0.2;

impl Setting {
    /// The setting for a stream whose reports are so like each other on average.
    fn within(self, background: f64) -> Self {
        let part = ((background - CRISIS.0) / (CRISIS.1 - CRISIS.0)).clamp(0.0, 1.0);
        Self { decay: self.decay + part * (CRISIS_DECAY - self.decay).max(0.0), ..self }
    }
}

/// The mean likeness between any two reports: next to nothing in the news of the world, much in a crisis.
fn background(vectors: &[Vector]) -> f64 {
    let mut sum: BTreeMap<u32, f64> = BTreeMap::new();
    for (term, weight) in vectors.iter().flatten() {
        *sum.entry(*term).or_default() += f64::from(*weight);
    }
    let count = vectors.iter().filter(|vector| !vector.is_empty()).count() as f64;
    let all: f64 = sum.values().map(|weight| weight * weight).sum();
    let mean = (all - count) / (count * (count - 1.0)).max(1.0);
    // The last digits depend on the order in which the reports came.
    (mean * 1e6).round() / 1e6
}

/// Terms by which a story is found, the weightiest.
const LISTED: usize = 48;
/// Terms by which it looks for others.
const LOOKUPS: usize = 32;
/// Stories that a term leads to at most: those nearest in days.
const MOST_LED_TO: usize = 128;
/// Stories that a story is compared with at most, those that share most first.
const MOST_COMPARED: usize = 32;
/// Terms that are kept of a story, the weightiest.
const MOST_TERMS: usize = 1024;

type Vector = Vec<(u32, f32)>;

/// The stories of reports: for each, the number of its story. Stories are numbered by their first reports; days count from any fixed day.
pub fn stories(reports: &[(&Sketch, Option<i64>)], common: &NewsWords, setting: Setting) -> Vec<usize> {
    let vectors = vectors(reports, common, setting);
    let setting = setting.within(background(&vectors));
    // The order of arrival decides nothing: of two equals the one with the smaller vector goes first.
    let mut order: Vec<usize> = (0..reports.len()).collect();
    let key = |number: usize| (reports.get(number).and_then(|(_, day)| *day), vectors.get(number).map(hash));
    order.sort_by_cached_key(|number| key(*number));
    let alone = order.iter().filter_map(|&number| {
        let day = reports.get(number)?.1;
        Some(Story::new(vec![number], vectors.get(number)?.clone(), day.map(|day| (day, day))))
    });
    let mut stories: Vec<Story> = alone.collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut desks: Vec<Desk> = (0..threads).map(|_| Desk::new(&stories)).collect();
    while round(&mut stories, &mut desks, setting) {}
    numbered(&stories, reports.len())
}

/// A story in the making.
#[derive(Clone, Debug, Default)]
struct Story {
    /// Its reports; none once it is part of another.
    members: Vec<usize>,
    /// The sum of their vectors, sorted by term.
    sum: Vector,
    /// First and last day.
    days: Option<(i64, i64)>,
    /// Its weightiest terms, the weightiest first.
    top: Vec<u32>,
    /// The likest other story, and how like; not known while nothing is looked up.
    best: Option<Option<(usize, f64)>>,
}

impl Story {
    fn new(members: Vec<usize>, mut sum: Vector, days: Option<(i64, i64)>) -> Self {
        let mut terms: Vector = sum.clone();
        let heavier = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if terms.len() > MOST_TERMS {
            terms.select_nth_unstable_by(MOST_TERMS - 1, heavier);
            terms.truncate(MOST_TERMS);
            sum.clone_from(&terms);
            sum.sort_unstable_by_key(|(term, _)| *term);
        }
        if terms.len() > LISTED {
            terms.select_nth_unstable_by(LISTED - 1, heavier);
            terms.truncate(LISTED);
        }
        terms.sort_unstable_by(heavier);
        Self { members, sum, days, top: terms.into_iter().map(|(term, _)| term).collect(), best: None }
    }

    /// The middle of its days.
    fn middle(&self) -> Option<i64> {
        self.days.map(|(first, last)| (first + last) / 2)
    }
}

/// Room to work in: as many places as there are terms and stories, all nought between two uses.
struct Desk {
    /// By term: its weight in the story at hand.
    at_hand: Vec<f32>,
    /// By story: what it shares with the story at hand.
    shared: Vec<f32>,
    /// Stories that share anything with the one at hand; as many places as terms lead to at most.
    led_to: Vec<u32>,
    /// Products of the terms that two stories share.
    products: Vec<f64>,
}

impl Desk {
    fn new(stories: &[Story]) -> Self {
        let terms = stories.iter().filter_map(|story| story.sum.last()).map(|(term, _)| *term as usize + 1).max();
        Self {
            at_hand: vec![0.0; terms.unwrap_or(0)],
            shared: vec![0.0; stories.len()],
            led_to: vec![0; LOOKUPS * MOST_LED_TO],
            products: vec![0.0; MOST_TERMS],
        }
    }

    fn lay(&mut self, story: &Story) {
        for (term, weight) in &story.sum {
            if let Some(place) = self.at_hand.get_mut(*term as usize) {
                *place = *weight;
            }
        }
    }

    fn clear(&mut self, story: &Story) {
        for (term, _) in &story.sum {
            if let Some(place) = self.at_hand.get_mut(*term as usize) {
                *place = 0.0;
            }
        }
    }

    fn weight(&self, term: u32) -> f32 {
        self.at_hand.get(term as usize).copied().unwrap_or(0.0)
    }
}

/// Unit vectors of the reports, terms weighted by how rare they are.
fn vectors(reports: &[(&Sketch, Option<i64>)], common: &NewsWords, setting: Setting) -> Vec<Vector> {
    let shares: BTreeMap<String, f64> =
        common.shares().map(|(word, share)| (crate::words::stem(word), share)).collect();
    let mut numbers: QuickMap<&str, (u32, f64)> = QuickMap::default();
    for (term, _) in reports.iter().flat_map(|(sketch, _)| &sketch.terms) {
        numbers.entry(term).or_default().1 += 1.0;
    }
    // Numbered by name, so that the order of arrival does not show.
    let mut terms: Vec<&str> = numbers.keys().copied().collect();
    terms.sort_unstable();
    for (number, term) in terms.into_iter().enumerate() {
        let Some(known) = numbers.get_mut(term) else { continue };
        let seen = known.1 + shares.get(term).copied().unwrap_or(0.0) * setting.prior;
        let rarity = ((reports.len() as f64 + setting.prior + 1.0) / (seen + 0.5)).ln().max(0.0);
        *known = (number as u32, rarity.powf(setting.rarity));
    }
    reports
        .iter()
        .map(|(sketch, _)| {
            let weighed = sketch.terms.iter().filter_map(|(term, weight)| {
                let (number, rarity) = numbers.get(term.as_str())?;
                Some((*number, weight * *rarity as f32))
            });
            let mut vector: Vector = weighed.filter(|(_, weight)| *weight > 0.0).collect();
            vector.sort_unstable_by_key(|(term, _)| *term);
            let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            vector.iter_mut().for_each(|(_, weight)| *weight /= length);
            vector
        })
        .collect()
}

fn hash(vector: &Vector) -> u64 {
    vector.iter().fold(0xcbf2_9ce4_8422_2325, |sum, (term, weight)| {
        let sum = (sum ^ u64::from(*term)).wrapping_mul(0x0100_0000_01b3);
        (sum ^ u64::from(weight.to_bits())).wrapping_mul(0x0100_0000_01b3)
    })
}

/// Stories that one thread takes at a time.
const SHARE: usize = 64;

/// One round: every story finds its likest, and those that find each other are made one. Whether any were.
fn round(stories: &mut [Story], desks: &mut [Desk], setting: Setting) -> bool {
    let lists = Lists::of(stories, desks.first().map_or(0, |desk| desk.at_hand.len()));
    let looking: Vec<usize> = stories
        .iter()
        .enumerate()
        .filter(|(_, story)| !story.members.is_empty() && story.best.is_none())
        .map(|(number, _)| number)
        .collect();
    for (number, best) in all_likest(stories, &looking, &lists, desks, setting) {
        if let Some(story) = stories.get_mut(number) {
            story.best = Some(best);
        }
    }
    let best = |number: usize| stories.get(number).and_then(|story| story.best).flatten();
    let mutual: Vec<(usize, usize)> = (0..stories.len())
        .filter_map(|number| {
            let (other, _) = best(number)?;
            (number < other && best(other).is_some_and(|(back, _)| back == number)).then_some((number, other))
        })
        .collect();
    for &(number, other) in &mutual {
        merge(stories, number, other);
    }
    // Whoever's likest is no more what it was has to look again.
    let changed: std::collections::BTreeSet<usize> = mutual.iter().flat_map(|&(a, b)| [a, b]).collect();
    for story in stories.iter_mut() {
        if story.best.flatten().is_some_and(|(other, _)| changed.contains(&other)) {
            story.best = None;
        }
    }
    !mutual.is_empty()
}

fn merge(stories: &mut [Story], number: usize, other: usize) {
    let Some(gone) = stories.get_mut(other).map(std::mem::take) else { return };
    let Some(story) = stories.get_mut(number) else { return };
    let days = match (story.days, gone.days) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    };
    let mut members = std::mem::take(&mut story.members);
    members.extend(gone.members);
    *story = Story::new(members, added(&story.sum, &gone.sum), days);
}

fn added(a: &Vector, b: &Vector) -> Vector {
    let mut sum = Vec::with_capacity(a.len() + b.len());
    let mut rest = b.iter().copied().peekable();
    for &(term, weight) in a {
        while let Some(other) = rest.next_if(|(other, _)| *other < term) {
            sum.push(other);
        }
        let other = rest.next_if(|(other, _)| *other == term).map_or(0.0, |(_, other)| other);
        sum.push((term, weight + other));
    }
    sum.extend(rest);
    sum
}

/// By term: the stories that it is weighty in, by the middle of their days. All lists stand in one row.
struct Lists {
    /// By term: where its list begins; it ends where the next begins.
    starts: Vec<u32>,
    stories: Vec<u32>,
    /// By story: where its places begin; it has one for each of its weightiest terms.
    of_story: Vec<u32>,
    /// Where in the list of the term the stories of the same day begin.
    places: Vec<u32>,
}

/// Where those stand whose day is not known.
const DAYLESS: i64 = i64::MIN;

impl Lists {
    fn of(stories: &[Story], terms: usize) -> Self {
        let mut order: Vec<(i64, u32)> = stories
            .iter()
            .enumerate()
            .filter(|(_, story)| !story.members.is_empty())
            .map(|(number, story)| (story.middle().unwrap_or(DAYLESS), number as u32))
            .collect();
        order.sort_unstable();
        let top = |number: u32| stories.get(number as usize).map_or(&[][..], |story| story.top.as_slice());
        // Counted, summed up, and filled in order of days.
        let mut starts = vec![0_u32; terms + 2];
        for term in order.iter().flat_map(|(_, number)| top(*number)) {
            if let Some(place) = starts.get_mut(*term as usize + 2) {
                *place += 1;
            }
        }
        for place in 1..starts.len() {
            let before = starts.get(place - 1).copied().unwrap_or(0);
            if let Some(start) = starts.get_mut(place) {
                *start += before;
            }
        }
        let all = starts.last().map_or(0, |all| *all as usize);
        let (mut listed, mut of_story, mut places) = (vec![0; all], vec![0; stories.len()], Vec::with_capacity(all));
        // By term: the day of the last story in its list, and where those of that day begin.
        let mut last: Vec<(i64, u32)> = vec![(DAYLESS, u32::MAX); terms];
        for (day, number) in order {
            if let Some(first) = of_story.get_mut(number as usize) {
                *first = places.len() as u32;
            }
            for term in top(number) {
                let (Some(next), Some(last)) = (starts.get_mut(*term as usize + 1), last.get_mut(*term as usize))
                else {
                    continue;
                };
                if last.0 != day || last.1 == u32::MAX {
                    *last = (day, *next);
                }
                places.push(last.1);
                if let Some(story) = listed.get_mut(*next as usize) {
                    *story = number;
                }
                *next += 1;
            }
        }
        Self { starts, stories: listed, of_story, places }
    }

    /// For each of the terms by which a story looks for others: the stories that it leads to, those nearest in days.
    fn near<'a>(&'a self, number: usize, story: &'a Story) -> impl Iterator<Item = (u32, &'a [u32])> {
        let first = self.of_story.get(number).map_or(0, |first| *first as usize);
        let places = self.places.get(first..).unwrap_or_default();
        story.top.iter().zip(places).take(LOOKUPS).map(|(term, place)| (*term, self.around(*term, *place)))
    }

    fn around(&self, term: u32, middle: u32) -> &[u32] {
        let place = |number: usize| self.starts.get(number).map(|start| *start as usize);
        let (Some(start), Some(end)) = (place(term as usize), place(term as usize + 1)) else { return &[] };
        let Some(list) = self.stories.get(start..end) else { return &[] };
        let middle = (middle as usize).saturating_sub(start);
        let first = middle.saturating_sub(MOST_LED_TO / 2).min(list.len().saturating_sub(MOST_LED_TO));
        list.get(first..list.len().min(first + MOST_LED_TO)).unwrap_or(&[])
    }
}

/// The likest of each of many stories, found by as many threads as there are desks. What one finds is nothing to the others.
fn all_likest(
    stories: &[Story],
    looking: &[usize],
    lists: &Lists,
    desks: &mut [Desk],
    setting: Setting,
) -> Vec<(usize, Option<(usize, f64)>)> {
    let next = AtomicUsize::new(0);
    let work = |desk: &mut Desk| {
        let mut found = Vec::new();
        while let Some(share) = looking.chunks(SHARE).nth(next.fetch_add(1, Ordering::Relaxed)) {
            found.extend(share.iter().map(|&number| (number, likest(stories, number, lists, desk, setting))));
        }
        found
    };
    let Some((own, others)) = desks.split_first_mut() else { return Vec::new() };
    if looking.len() <= SHARE {
        return work(own);
    }
    std::thread::scope(|scope| {
        let spawn = |desk| std::thread::Builder::new().spawn_scoped(scope, || work(desk));
        let running: Vec<_> = others.iter_mut().filter_map(|desk| spawn(desk).ok()).collect();
        let mut found = work(own);
        let parts: Vec<_> = running.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        found.extend(parts.into_iter().flatten().flatten());
        found
    })
}

/// The story that is likest, if one is like enough.
fn likest(stories: &[Story], number: usize, lists: &Lists, desk: &mut Desk, setting: Setting) -> Option<(usize, f64)> {
    let own = stories.get(number)?;
    desk.lay(own);
    let others = led_to(own, number, lists, desk);
    read_ahead(others.iter().filter_map(|(other, _)| Some(stories.get(*other as usize)?.sum.first()?.0)));
    let mut best: Option<(usize, f64)> = None;
    for (other, _) in others {
        let Some(likeness) = stories.get(other as usize).map(|other| likeness(own, other, desk, setting)) else {
            continue;
        };
        let better = match best {
            Some((known, most)) => likeness > most || (likeness == most && (other as usize) < known),
            None => true,
        };
        if better && likeness >= setting.join {
            best = Some((other as usize, likeness));
        }
    }
    desk.clear(own);
    best
}

/// Asks for the first of many lists at once: each lies somewhere else in memory, and waiting for one after the other is most of the work.
fn read_ahead(firsts: impl Iterator<Item = u32>) {
    std::hint::black_box(firsts.fold(0_u32, u32::wrapping_add));
}

/// The stories that share most with the one at hand, and how much.
fn led_to(own: &Story, number: usize, lists: &Lists, desk: &mut Desk) -> Vec<(u32, f32)> {
    let mut count = 0;
    read_ahead(lists.near(number, own).filter_map(|(_, list)| list.first().copied()));
    for (term, list) in lists.near(number, own) {
        let weight = desk.weight(term);
        for other in list {
            let Some(place) = desk.shared.get_mut(*other as usize) else { continue };
            // Written down in any case, and written over where it was known: a branch would be guessed wrong half of the time.
            if let Some(next) = desk.led_to.get_mut(count) {
                *next = *other;
            }
            count += usize::from(*place == 0.0);
            *place += weight;
        }
    }
    let is_more = |a: &(u32, f32), b: &(u32, f32)| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)).is_gt();
    let mut most: Vec<(u32, f32)> = Vec::with_capacity(MOST_COMPARED + 1);
    for other in desk.led_to.iter().take(count) {
        let Some(place) = desk.shared.get_mut(*other as usize) else { continue };
        let next = (*other, std::mem::take(place));
        let is_full = most.len() == MOST_COMPARED;
        if *other as usize == number || is_full && most.last().is_some_and(|least| is_more(least, &next)) {
            continue;
        }
        most.truncate(MOST_COMPARED - 1);
        most.insert(most.partition_point(|known| is_more(known, &next)), next);
    }
    most
}

/// The mean of the cosines between the reports of two stories, less for the days between.
fn likeness(own: &Story, other: &Story, desk: &mut Desk, setting: Setting) -> f64 {
    // Of the terms of two stories few are shared, and adding up takes longer than picking out.
    let mut count = 0;
    for (term, weight) in &other.sum {
        let at_hand = desk.at_hand.get(*term as usize).copied().unwrap_or(0.0);
        if let Some(next) = desk.products.get_mut(count) {
            *next = f64::from(*weight) * f64::from(at_hand);
        }
        count += usize::from(at_hand != 0.0);
    }
    let dot: f64 = desk.products.iter().take(count).sum();
    let mean = dot / (own.members.len().max(1) * other.members.len().max(1)) as f64;
    mean * match (own.days, other.days) {
        (Some(a), Some(b)) => {
            let apart = (b.0 - a.1).max(a.0 - b.1).max(0);
            (-setting.decay * (apart - 1).max(0) as f64).exp()
        }
        _ => setting.dayless,
    }
}

/// For each report the number of its story, numbered by first reports.
fn numbered(stories: &[Story], reports: usize) -> Vec<usize> {
    let mut story_of = vec![usize::MAX; reports];
    for (story, own) in stories.iter().enumerate() {
        for &member in &own.members {
            if let Some(place) = story_of.get_mut(member) {
                *place = story;
            }
        }
    }
    let mut names: HashMap<usize, usize> = HashMap::new();
    for place in &mut story_of {
        let next = names.len();
        *place = *names.entry(*place).or_insert(next);
    }
    story_of
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;
    use proptest::prelude::*;

    fn told(reports: &[(&str, &str, Option<i64>)]) -> Vec<usize> {
        let common = &Lexicon::embedded().news_words;
        let sketches: Vec<(Sketch, Option<i64>)> =
            reports.iter().map(|(title, text, day)| (Sketch::new(title, text, common), *day)).collect();
        let reports: Vec<_> = sketches.iter().map(|(sketch, day)| (sketch, *day)).collect();
        stories(&reports, common, Setting::default())
    }

    const QUAKE: (&str, &str, Option<i64>) = (
        "Quake hits Palora",
        "A strong earthquake hit the island of Palora and brought down houses in the port of Denta.",
        Some(10),
    );
    const QUAKE_AGAIN: (&str, &str, Option<i64>) = (
        "Palora earthquake leaves hundreds homeless",
        "Rescuers in Denta dug through fallen houses a day after the earthquake on Palora.",
        Some(11),
    );
    const VOTE: (&str, &str, Option<i64>) = (
        "Senate votes on budget",
        "Senators in Verania passed the budget after a debate on pensions and taxes.",
        Some(10),
    );

    #[test]
    fn reports_of_one_happening_are_one_story() {
        assert_eq!(told(&[QUAKE, VOTE, QUAKE_AGAIN]), [0, 1, 0]);
        assert_eq!(told(&[VOTE, QUAKE_AGAIN, QUAKE]), [0, 1, 1]);
    }

    #[test]
    fn the_same_words_a_year_later_are_another_story() {
        assert_eq!(told(&[QUAKE, (QUAKE_AGAIN.0, QUAKE_AGAIN.1, Some(400))]), [0, 1]);
    }

    #[test]
    fn in_a_crisis_days_tell_stories_apart_and_elsewhere_they_do_not() {
        let day = |day: i64, target: &str| {
            let text = format!(
                "Verania shelled Ostria again, said the army of Ostria in Palora, and hit {target}. Ostria vowed an answer to Verania."
            );
            ("Verania shells Ostria".to_owned(), text, Some(day))
        };
        let raids = [
            day(1, "a bridge at Tolm"),
            day(2, "the bridge at Tolm once more"),
            day(16, "a mill near Brek"),
            day(17, "the mill of Brek"),
        ];
        let texts = |raids: &[(String, String, Option<i64>)]| {
            let reports: Vec<(&str, &str, Option<i64>)> =
                raids.iter().map(|(title, text, day)| (title.as_str(), text.as_str(), *day)).collect();
            told(&reports)
        };
        assert_eq!(texts(&raids), [0, 0, 1, 1]);
        let mut world = raids.to_vec();
        world.extend((0..40).map(|number| {
            (
                format!("Item {number}"),
                format!("Nothing but w{number}x and w{number}y was seen at w{number}z by w{number}v."),
                Some(number),
            )
        }));
        assert_eq!(texts(&world)[..4], [0, 0, 0, 0]);
    }

    #[test]
    fn an_empty_report_is_a_story_of_its_own() {
        assert_eq!(told(&[("", "", Some(1)), QUAKE, ("", "", Some(1))]), [0, 1, 2]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn the_order_of_arrival_does_not_matter(order in Just((0_usize..6).collect::<Vec<_>>()).prop_shuffle()) {
            let dayless = (VOTE.0, VOTE.1, None);
            let reports = [QUAKE, QUAKE_AGAIN, VOTE, dayless, ("Pensions debate", VOTE.1, Some(12)), (QUAKE.0, VOTE.1, Some(40))];
            let straight = told(&reports);
            let shuffled = told(&order.iter().map(|number| reports[*number]).collect::<Vec<_>>());
            for (place, a) in order.iter().enumerate() {
                for (other, b) in order.iter().enumerate() {
                    prop_assert_eq!(shuffled[place] == shuffled[other], straight[*a] == straight[*b]);
                }
            }
        }
    }
}
