//! Stories: streams of reports of one happening. Reports come in one by one, each leaves with the number of its story.
//!
//! "Powerful quake hits Aceh" joins yesterday's "Aceh quake: dozens trapped" and not last month's quake elsewhere. A report is compared with
//! what is known of each story until then (the mean of its reports and the nearest single one); days apart weigh against it, and so does not
//! knowing the day. A decision is never taken back: the story of a report does not change when later ones come.

use crate::sketch::Sketch;
use demarche_lexicon::NewsWords;
use std::collections::{BTreeMap, HashMap};

/// The numbers of the method; chosen once, on public sets of clustered news.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    /// From this likeness on a report joins a story.
    pub join: f64,
    /// Part of the nearest single report in the likeness; the rest is the mean's.
    pub nearest: f64,
    /// How fast likeness falls with the days between.
    pub decay: f64,
    /// What is left of likeness where a day is not known.
    pub dayless: f64,
    /// How many reports the prior of common words stands for.
    pub prior: f64,
}

impl Default for Setting {
    fn default() -> Self {
        Self { join: 0.1, nearest: 0.5, decay: 0.02, dayless: 0.7, prior: 15.0 }
    }
}

/// Terms of a report that look up the stories it is compared with.
const LOOKUPS: usize = 24;
/// Stories that it is compared with at most.
const MOST_COMPARED: usize = 24;
/// Reports of a story among which the nearest is sought: the latest.
const MOST_NEAREST: usize = 24;

type Vector = Vec<(u32, f32)>;

/// The stories known so far.
#[derive(Clone, Debug)]
pub struct Stories {
    setting: Setting,
    common: BTreeMap<String, f64>,
    numbers: HashMap<String, u32>,
    /// By term: in how many reports it stood, with its prior.
    seen: Vec<f64>,
    /// By term: the logarithm of that, which is asked for far more often than it changes.
    logs: Vec<f64>,
    /// By term: its weight in the report at hand, 0 for all others.
    at_hand: Vec<f64>,
    /// By term: the stories in which it stands.
    postings: Vec<Vec<u32>>,
    reports: f64,
    stories: Vec<Story>,
}

#[derive(Clone, Debug, Default)]
struct Story {
    /// Sorted by term.
    sum: Vector,
    members: Vec<Vector>,
    first: Option<i64>,
    last: Option<i64>,
}

/// A pass over a vector.
#[derive(Default)]
struct Scan {
    /// Square of its length.
    square: f64,
    /// Its product with the report at hand.
    dot: f64,
}

impl Stories {
    /// No stories yet.
    pub fn new(common: &NewsWords, setting: Setting) -> Self {
        let common = common.shares().map(|(word, share)| (crate::words::stem(word), share)).collect();
        Self {
            setting,
            common,
            numbers: HashMap::new(),
            seen: Vec::new(),
            logs: Vec::new(),
            at_hand: Vec::new(),
            postings: Vec::new(),
            reports: 0.0,
            stories: Vec::new(),
        }
    }

    /// The number of the story that a report belongs to. `day` counts from any fixed day.
    pub fn add(&mut self, sketch: &Sketch, day: Option<i64>) -> usize {
        let vector = self.vector(sketch);
        self.reports += 1.0;
        for (term, weight) in &vector {
            let place = *term as usize;
            self.seen[place] += 1.0;
            self.logs[place] = (self.seen[place] + 0.5).ln();
            self.at_hand[place] = f64::from(*weight);
        }
        let length = self.scan(&vector).square.sqrt();
        let best = self.candidates(&vector).into_iter().map(|story| (self.likeness(length, day, story), story)).fold(
            None,
            |best: Option<(f64, usize)>, next| match best {
                Some(best) if best.0 > next.0 || (best.0 == next.0 && best.1 < next.1) => Some(best),
                _ => Some(next),
            },
        );
        for (term, _) in &vector {
            self.at_hand[*term as usize] = 0.0;
        }
        let story = match best {
            Some((likeness, story)) if likeness >= self.setting.join => story,
            _ => {
                self.stories.push(Story::default());
                self.stories.len() - 1
            }
        };
        self.join(story, vector, day);
        story
    }

    fn vector(&mut self, sketch: &Sketch) -> Vector {
        let mut vector: Vector = Vec::with_capacity(sketch.terms.len());
        for (term, weight) in &sketch.terms {
            let number = match self.numbers.get(term) {
                Some(number) => *number,
                None => {
                    let number = self.seen.len() as u32;
                    self.numbers.insert(term.clone(), number);
                    self.seen.push(self.common.get(term).copied().unwrap_or(0.0) * self.setting.prior);
                    self.logs.push(0.0);
                    self.at_hand.push(0.0);
                    self.postings.push(Vec::new());
                    number
                }
            };
            vector.push((number, *weight));
        }
        vector.sort_unstable_by_key(|(term, _)| *term);
        vector
    }

    /// The logarithm from which those of the terms are taken to say how rare they are.
    fn most(&self) -> f64 {
        (self.reports + self.setting.prior + 1.0).ln()
    }

    /// How rare a term is.
    fn rarity(&self, term: u32) -> f64 {
        (self.most() - self.logs.get(term as usize).copied().unwrap_or(0.0)).max(0.0)
    }

    /// The stories that share the report's weightiest terms, those that share most first.
    fn candidates(&self, vector: &Vector) -> Vec<usize> {
        let mut terms: Vec<(f64, u32)> =
            vector.iter().map(|(term, weight)| (f64::from(*weight) * self.rarity(*term), *term)).collect();
        terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut shared: BTreeMap<u32, f64> = BTreeMap::new();
        for (weight, term) in terms.into_iter().take(LOOKUPS) {
            for story in self.postings.get(term as usize).into_iter().flatten() {
                *shared.entry(*story).or_default() += weight;
            }
        }
        let mut stories: Vec<(u32, f64)> = shared.into_iter().collect();
        stories.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        stories.into_iter().take(MOST_COMPARED).map(|(story, _)| story as usize).collect()
    }

    /// How like the report at hand, which has this length, is to a story.
    fn likeness(&self, length: f64, day: Option<i64>, story: usize) -> f64 {
        let Some(story) = self.stories.get(story) else { return 0.0 };
        let mean = self.cosine(length, &story.sum);
        let recent = story.members.len().saturating_sub(MOST_NEAREST);
        let nearest = story.members.iter().skip(recent).map(|member| self.cosine(length, member)).fold(0.0, f64::max);
        let likeness = mean + (nearest - mean) * self.setting.nearest;
        likeness
            * match (day, story.first, story.last) {
                (Some(day), Some(first), Some(last)) => {
                    let apart = (first - day).max(day - last).max(0);
                    (-self.setting.decay * (apart - 1).max(0) as f64).exp()
                }
                _ => self.setting.dayless,
            }
    }

    /// Cosine of the report at hand, which has this length, and a vector; weights are multiplied by rarity.
    fn cosine(&self, length: f64, vector: &Vector) -> f64 {
        let Scan { square, dot } = self.scan(vector);
        let lengths = length * square.sqrt();
        if lengths > 0.0 { dot / lengths } else { 0.0 }
    }

    fn scan(&self, vector: &Vector) -> Scan {
        let most = self.most();
        let mut scan = Scan::default();
        for (term, weight) in vector {
            let place = *term as usize;
            let (Some(log), Some(at_hand)) = (self.logs.get(place), self.at_hand.get(place)) else { continue };
            let rarity = (most - log).max(0.0);
            let weight = f64::from(*weight) * rarity;
            scan.square += weight * weight;
            scan.dot += weight * (at_hand * rarity);
        }
        scan
    }

    fn join(&mut self, number: usize, vector: Vector, day: Option<i64>) {
        let Some(story) = self.stories.get_mut(number) else { return };
        let mut sum = Vec::with_capacity(story.sum.len() + vector.len());
        let mut rest = story.sum.iter().copied().peekable();
        for &(term, weight) in &vector {
            while let Some(known) = rest.next_if(|(known, _)| *known < term) {
                sum.push(known);
            }
            let known = rest.next_if(|(known, _)| *known == term);
            if known.is_none() {
                self.postings[term as usize].push(number as u32);
            }
            sum.push((term, known.map_or(0.0, |(_, known)| known) + weight));
        }
        sum.extend(rest);
        story.sum = sum;
        story.members.push(vector);
        story.first = story.first.into_iter().chain(day).min();
        story.last = story.last.into_iter().chain(day).max();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use demarche_lexicon::Lexicon;

    fn stories(reports: &[(&str, &str, i64)]) -> Vec<usize> {
        let common = &Lexicon::embedded().news_words;
        let mut stories = Stories::new(common, Setting::default());
        reports.iter().map(|(title, text, day)| stories.add(&Sketch::new(title, text, common), Some(*day))).collect()
    }

    const QUAKE: (&str, &str, i64) = (
        "Quake hits Palora",
        "A strong earthquake hit the island of Palora and brought down houses in the port of Denta.",
        10,
    );
    const QUAKE_AGAIN: (&str, &str, i64) = (
        "Palora earthquake leaves hundreds homeless",
        "Rescuers in Denta dug through fallen houses a day after the earthquake on Palora.",
        11,
    );
    const VOTE: (&str, &str, i64) =
        ("Senate votes on budget", "Senators in Verania passed the budget after a debate on pensions and taxes.", 10);

    #[test]
    fn reports_of_one_happening_are_one_story() {
        assert_eq!(stories(&[QUAKE, VOTE, QUAKE_AGAIN]), [0, 1, 0]);
        assert_eq!(stories(&[VOTE, QUAKE_AGAIN, QUAKE]), [0, 1, 1]);
    }

    #[test]
    fn the_same_words_a_year_later_are_another_story() {
        assert_eq!(stories(&[QUAKE, (QUAKE_AGAIN.0, QUAKE_AGAIN.1, 400)]), [0, 1]);
    }

    #[test]
    fn an_empty_report_is_a_story_of_its_own() {
        assert_eq!(stories(&[("", "", 1), QUAKE, ("", "", 1)]), [0, 1, 2]);
    }
}
