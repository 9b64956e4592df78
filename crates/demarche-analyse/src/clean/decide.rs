//! The signs of all paragraphs in, the fate of each out: what it is, or the rule that takes it out.
//!
//! Decisions are taken in one order, the surest first; each touches only what is still open: the page around the report, lines of the
//! page, the headline and its doubles, repeated paragraphs, the standfirst, subheadings. All else is running text.

use super::dateline;
use super::kind::Sign;
use super::line::Line;
use super::measure::{Ending, Measure};
use super::page;
use demarche_lexicon::Furniture;
use demarche_model::BlockKind;
use std::collections::BTreeSet;

/// What becomes of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It stays, as this.
    Keep(BlockKind),
    /// It is taken out by this rule.
    Remove(String),
}

/// Paragraphs with what was measured and read of each.
#[derive(Clone)]
pub(crate) struct Paragraphs<'a> {
    /// The paragraphs.
    pub(crate) lines: Vec<&'a Line>,
    /// Their measures.
    pub(crate) measures: Vec<&'a Measure>,
    /// Their signs.
    pub(crate) signs: Vec<&'a Sign<'a>>,
}

impl<'a> Paragraphs<'a> {
    /// Those that are kept.
    fn kept(&self, fates: &[Fate]) -> (Self, Vec<usize>) {
        let kept: Vec<usize> =
            fates.iter().enumerate().filter(|(_, fate)| matches!(fate, Fate::Keep(_))).map(|(at, _)| at).collect();
        let lines = kept.iter().filter_map(|&at| self.lines.get(at).copied()).collect();
        let measures = kept.iter().filter_map(|&at| self.measures.get(at).copied()).collect();
        let signs = kept.iter().filter_map(|&at| self.signs.get(at).copied()).collect();
        (Self { lines, measures, signs }, kept)
    }

    fn text(&self, at: usize) -> &'a str {
        self.lines.get(at).map_or("", |line| line.text.as_str())
    }

    fn key(&self, at: usize) -> String {
        self.measures.get(at).map(|measure| measure.key()).unwrap_or_default()
    }

    fn is_unsigned(&self, at: usize) -> bool {
        self.signs.get(at) == Some(&&Sign::None)
    }
}

/// What became of all paragraphs.
pub(crate) struct Fates {
    /// One a paragraph.
    pub(crate) fates: Vec<Fate>,
    /// The paragraph that is the headline.
    pub(crate) headline: Option<usize>,
}

/// How far from the first paragraph the headline, or its double, may stand.
const HEAD: usize = 8;

/// Decides. `title` is the folded declared title. With `as_is` nothing is taken out and only a declared title is a headline.
///
/// What one removal uncovers, the next round may take out, until nothing more goes: clean text that is cleaned again stays as it is.
pub(crate) fn decide(paragraphs: &Paragraphs<'_>, title: Option<&str>, furniture: &Furniture, as_is: bool) -> Fates {
    const ROUNDS: usize = 10;
    let mut decided = decide_once(paragraphs, title, furniture, as_is);
    for _ in 0..if as_is { 0 } else { ROUNDS } {
        let (kept, positions) = paragraphs.kept(&decided.fates);
        let again = decide_once(&kept, title, furniture, as_is).fates;
        let mut more = false;
        for (fate, at) in again.into_iter().zip(positions).filter(|(fate, _)| matches!(fate, Fate::Remove(_))) {
            more = true;
            if let Some(first) = decided.fates.get_mut(at) {
                *first = fate;
            }
        }
        if !more {
            break;
        }
    }
    let stays = |at: &usize| matches!(decided.fates.get(*at), Some(Fate::Keep(_)));
    decided.headline = decided.headline.filter(stays);
    decided
}

fn decide_once(paragraphs: &Paragraphs<'_>, title: Option<&str>, furniture: &Furniture, as_is: bool) -> Fates {
    let mut deciding = Deciding { paragraphs, furniture, fates: vec![None; paragraphs.lines.len()], start: 0 };
    if as_is {
        deciding.follow_signs_only();
    } else {
        deciding.cut_page(title);
        deciding.follow_signs();
        deciding.remove_listed();
    }
    let headline = deciding.find_headline(title, as_is);
    if !as_is {
        deciding.remove_doubles(headline, title);
    }
    deciding.find_standfirst(headline);
    deciding.find_subheadings();
    let fates = deciding.fates.into_iter().map(|fate| fate.unwrap_or(Fate::Keep(BlockKind::Body))).collect();
    Fates { fates, headline }
}

struct Deciding<'a> {
    paragraphs: &'a Paragraphs<'a>,
    furniture: &'a Furniture,
    fates: Vec<Option<Fate>>,
    /// Where the report begins in its page.
    start: usize,
}

impl Deciding<'_> {
    fn is_open(&self, at: usize) -> bool {
        self.fates.get(at) == Some(&None)
    }

    fn settle(&mut self, at: usize, fate: Fate) {
        if let Some(open) = self.fates.get_mut(at) {
            *open = Some(fate);
        }
    }

    fn measure(&self, at: usize) -> Option<&Measure> {
        self.paragraphs.measures.get(at).copied()
    }

    /// Kinds that a paragraph has by its own sign.
    fn follow_signs_only(&mut self) {
        for (at, sign) in self.paragraphs.signs.iter().enumerate() {
            match sign {
                Sign::Caption => self.settle(at, Fate::Keep(BlockKind::Caption)),
                Sign::Byline => self.settle(at, Fate::Keep(BlockKind::Byline)),
                Sign::Stamp(_) => self.settle(at, Fate::Keep(BlockKind::Dateline)),
                Sign::Post => self.settle(at, Fate::Keep(BlockKind::Quote)),
                _ => {}
            }
        }
    }

    /// Kinds and removals by a paragraph's own sign.
    fn follow_signs(&mut self) {
        for at in (0..self.fates.len()).filter(|&at| self.is_open(at)).collect::<Vec<_>>() {
            let Some(sign) = self.paragraphs.signs.get(at) else { continue };
            let fate = match sign {
                Sign::Post => Fate::Keep(BlockKind::Quote),
                Sign::None => continue,
                Sign::Furniture(row) | Sign::Section(row) => Fate::Remove(format!("furniture {}", row.id)),
                Sign::LoneMark => Fate::Remove("lone-mark".to_owned()),
                Sign::Stamp(_) => Fate::Keep(BlockKind::Dateline),
                Sign::Byline => Fate::Keep(BlockKind::Byline),
                Sign::Caption => Fate::Keep(BlockKind::Caption),
            };
            self.settle(at, fate);
        }
    }

    /// Takes out the page around the report. What stands shortly before it may be its headline, byline and day.
    fn cut_page(&mut self, title: Option<&str>) {
        let Paragraphs { lines, measures, signs } = &self.paragraphs;
        let Some(report) = page::report_in_page(lines, measures, signs) else { return };
        let near = report.start.saturating_sub(HEAD)..report.start;
        let headline = near
            .clone()
            .find(|&at| title.is_some_and(|title| is_title(&self.paragraphs.key(at), title)))
            .or_else(|| {
                near.clone().find(|&at| {
                    self.paragraphs.is_unsigned(at)
                        && self.measure(at).is_some_and(|measure| measure.words >= 5 && is_headline(measure))
                })
            });
        let head = headline.unwrap_or(report.start);
        for at in (0..lines.len()).filter(|at| !report.contains(at)) {
            let of_head = at >= head && at < report.start;
            let sentence =
                self.measure(at).is_some_and(|measure| measure.ending == Ending::Sentence && measure.words >= 5);
            let belongs = match signs.get(at) {
                Some(Sign::Stamp(_) | Sign::Byline | Sign::Caption) => of_head || near.contains(&at),
                Some(Sign::None) => of_head && (Some(at) == headline || sentence),
                _ => false,
            };
            if !belongs {
                self.settle(at, Fate::Remove("outside-report".to_owned()));
            }
        }
        self.start = head;
    }

    /// Takes out the short lines that stand under the heading of another part of the page: "Related", and the teasers below.
    fn remove_listed(&mut self) {
        let mut section = None;
        for at in self.start..self.fates.len() {
            if let Some(Sign::Section(row)) = self.paragraphs.signs.get(at) {
                section = Some(row.id.clone());
            } else if self.is_open(at) {
                let short =
                    self.measure(at).is_some_and(|measure| measure.words <= 20 && measure.ending != Ending::Sentence);
                match &section {
                    Some(row) if short => self.settle(at, Fate::Remove(format!("listed-under {row}"))),
                    _ => section = None,
                }
            }
        }
    }

    /// Finds the headline: the declared title where the text has it, else the first line that looks like one.
    fn find_headline(&mut self, title: Option<&str>, as_is: bool) -> Option<usize> {
        let open: Vec<usize> = (self.start..self.fates.len()).filter(|&at| self.is_open(at)).take(HEAD).collect();
        let declared =
            open.iter().copied().find(|&at| title.is_some_and(|title| is_title(&self.paragraphs.key(at), title)));
        let first = || {
            let looks = |at: usize| self.measure(at).is_some_and(is_headline) && !self.begins_report(at);
            let small = |at: usize| self.measure(at).is_some_and(|measure| measure.words <= 2);
            // A section's name may stand over the headline, a paper's under it: "WORLD", "EXAMPLE TIMES ONLINE".
            let place = open.iter().position(|&at| !small(at))?;
            let at = open.get(place).copied().filter(|&at| looks(at))?;
            let text_behind = open.iter().skip(place + 1).take(4).any(|&next| {
                self.measure(next).is_some_and(|measure| measure.words >= 5 && !is_headline(measure))
                    || self.begins_report(next)
            });
            (title.is_none() && !as_is && (text_behind || self.is_cut_lead(open.get(place + 1).copied()))).then_some(at)
        };
        let headline = declared.or_else(first)?;
        self.settle(headline, Fate::Keep(BlockKind::Headline));
        Some(headline)
    }

    /// Whether a paragraph is running text that was cut short.
    fn is_cut_lead(&self, at: Option<usize>) -> bool {
        at.and_then(|at| self.measure(at)).is_some_and(|measure| measure.dangling || measure.is_running())
    }

    /// Whether a paragraph opens with a dateline; a headline's "SKY ON FIRE: …" is none, as it names no day and no agency.
    fn begins_report(&self, at: usize) -> bool {
        let dateline = dateline::read_dateline(self.paragraphs.text(at), self.furniture);
        let ended = self.measure(at).is_some_and(|measure| measure.ending == Ending::Sentence);
        dateline.is_some_and(|dateline| ended || dateline.day.is_some() || dateline.outlet.is_some())
    }

    /// Takes out the headline's doubles near the head, and any long paragraph that stood before word for word.
    fn remove_doubles(&mut self, headline: Option<usize>, title: Option<&str>) {
        const LONG: usize = 60;
        let headline_key =
            headline.map(|at| self.paragraphs.key(at)).or_else(|| title.map(str::to_owned)).unwrap_or_default();
        let mut seen = BTreeSet::new();
        for at in (self.start..self.fates.len()).filter(|&at| Some(at) != headline) {
            if !self.is_open(at) {
                continue;
            }
            let key = self.paragraphs.key(at);
            let near = at < self.start + headline.unwrap_or_default() + HEAD * 2;
            if near && !headline_key.is_empty() && key == headline_key {
                self.settle(at, Fate::Remove("doubled-headline".to_owned()));
            } else if self.paragraphs.text(at).len() >= LONG && !seen.insert(self.paragraphs.text(at).to_owned()) {
                self.settle(at, Fate::Remove("repeated-paragraph".to_owned()));
            }
        }
    }

    /// The summary under the headline: one sentence that something parts from the report, or that has no full stop.
    fn find_standfirst(&mut self, headline: Option<usize>) {
        let Some(headline) = headline else { return };
        let Some(at) = (headline + 1..self.fates.len()).find(|&at| self.is_open(at)) else { return };
        let Some(measure) = self.measure(at) else { return };
        let rest: Vec<usize> = (at + 1..self.fates.len()).filter(|&at| self.is_open(at)).take(2).collect();
        let parted = (at + 1..rest.first().copied().unwrap_or(at + 1)).any(|between| {
            !matches!(self.paragraphs.signs.get(between), Some(Sign::None | Sign::Furniture(_) | Sign::Section(_)))
        });
        let dated = rest.first().is_some_and(|&next| self.begins_report(next));
        // A long line of running words without a full stop is a paragraph cut short.
        let unended =
            measure.ending == Ending::Open && measure.words >= 6 && !measure.dangling && !measure.is_running();
        let one_sentence = (4..=40).contains(&measure.words) && sentences(self.paragraphs.text(at)) <= 1;
        if !rest.is_empty() && one_sentence && (parted || dated || unended) && !self.begins_report(at) {
            self.settle(at, Fate::Keep(BlockKind::Standfirst));
        }
    }

    /// Headings between paragraphs.
    fn find_subheadings(&mut self) {
        let last = (0..self.fates.len()).rev().find(|&at| self.is_open(at));
        for at in self.start..last.unwrap_or_default() {
            let Some(measure) = self.measure(at).filter(|_| self.is_open(at)) else { continue };
            let text = self.paragraphs.text(at);
            let opens = text
                .starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit() || "\"“‘'«".contains(first));
            let short = measure.words <= 14 && measure.characters <= 100;
            let ended = measure.ending == Ending::Open || measure.words <= 10 && text.ends_with('?');
            let has_text_behind = (at + 1..=last.unwrap_or_default()).any(|next| self.is_open(next));
            if opens && short && ended && has_text_behind && self.can_end(at) && sentences(text) <= 1 {
                self.settle(at, Fate::Keep(BlockKind::Subheading));
            }
        }
    }

    fn can_end(&self, at: usize) -> bool {
        self.measure(at).is_some_and(|measure| !measure.dangling)
    }
}

/// Whether a folded line is the folded title, or the title without the site's name behind it.
fn is_title(key: &str, title: &str) -> bool {
    key == title
        || key.len() >= 20
            && title.strip_prefix(key).is_some_and(|rest| rest.starts_with(' ') && rest.split(' ').count() <= 5)
}

/// Three to twenty-five words without a full stop.
fn is_headline(measure: &Measure) -> bool {
    let ended = measure.ending == Ending::Sentence && !measure.folded.asks() && !measure.folded.quotes_last();
    (3..=25).contains(&measure.words) && !ended && measure.ending != Ending::Colon
}

/// Full stops, question and exclamation marks before a blank and a capital, and one for the rest.
fn sentences(text: &str) -> usize {
    let mut count = 1;
    let mut previous = [' ', ' ', ' '];
    for character in text.chars() {
        let stop = matches!(previous[1], '.' | '!' | '?') && previous[2] == ' ' && character.is_uppercase();
        // "Mr. Lavrov", "U.S. President": an abbreviation ends no sentence.
        if stop && (previous[0].is_lowercase() && previous[0] != 'r' || previous[0].is_ascii_digit()) {
            count += 1;
        }
        previous = [previous[1], previous[2], character];
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted() {
        assert_eq!(sentences("The Kremlin warns of “galloping escalation” in the war on Iran."), 1);
        assert_eq!(sentences("It warned again. Nobody listened."), 2);
        assert_eq!(sentences("Mr. Lavrov met U.S. President Trump"), 1);
    }

    #[test]
    fn titles_may_carry_the_site() {
        assert!(is_title("kremlin offers to mediate in war", "kremlin offers to mediate in war the example post"));
        assert!(!is_title(
            "kremlin offers to mediate in war",
            "kremlin offers to mediate in war and is refused by both of them again"
        ));
    }
}
