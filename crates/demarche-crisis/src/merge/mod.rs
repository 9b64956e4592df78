//! Events told more than once: tellings in, groups of tellings of one event out, whatever the order in which the reports came.
//!
//! "it had killed Ali Shadmani" and, in another report, "Ali Shadmani was killed in an Israeli strike" are one event; "the air force struck the
//! building of the broadcaster" is another. Two tellings are one event where nothing speaks against it (type, sides, who speaks, days, place, victims) and
//! something for it: the victim, the place hit, particular words ([`mod@likeness`]). Those that have none of their own ("Israeli strikes") are told of
//! the deed itself: they are grouped with one another by sides and days. A headline is told out below it. Where it is not clear tellings stay
//! apart: two rows that are one are mended by the reader, one row that is two deceives him.
//!
//! Compared is only within blocks: a telling looks up events by its rarest words and by type, side and month, and no more than [`MOST_COMPARED`] of
//! them. This is event coreference by blocking and greedy clustering (as in Cybulska and Vossen 2015, who group by type, participants, time and
//! place before they compare), with weights that are learned from the reports.

mod adopt;
mod amounts;
mod apart;
mod common;
mod days;
mod gainsay;
mod likeness;
mod reading;
mod rejections;
mod resume;
mod spot;
mod traits;
mod usage;
mod word_set;

#[cfg(test)]
mod tests;

use crate::digest::{Digest, Telling};
use crate::parallel::{each, each_in, each_large};
use crate::quick::QuickMap;
use apart::{Turn, apart};
use common::Common;
use demarche_lexicon::NewsWords;
use likeness::{are_deeds_other, are_one_passage, are_other, are_sides_other, likeness, sides};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use traits::{Tail, Trait};
use usage::Usage;

/// Words by which a telling looks up events.
const LOOKUPS: usize = 6;
/// Events that it is compared with at most, those that share most first.
const MOST_COMPARED: usize = 24;
/// Tellings of an event that it is compared with at most: the first of those that are firm in day, place or victim …
const MOST_FIRM: usize = 24;
/// … and the latest of all.
const MOST_LATEST: usize = 8;
/// Events that a word or a block looks up: the latest.
const MOST_LISTED: usize = 64;
/// Days in a block.
const BLOCK_DAYS: i64 = 30;
/// Fewer tellings than these are grouped before a second thread has started.
const FEW: usize = 512;
/// Characters behind a telling that are looked at for its object.
const TAIL: usize = 80;

/// Which telling: number of the report, number of the event in it.
pub(crate) type At = (usize, usize);

/// The tellings of reports, read and weighed, to be grouped.
pub(crate) struct Tellings {
    /// Those that may be told again elsewhere.
    named: Vec<Trait>,
    /// Those that name nobody and nothing, and can only be of another's deed.
    nameless: Vec<Trait>,
}

/// Reads the tellings of the reports, on all cores; `source` gives for each report the one that it is a whole copy of, else itself; `order` gives the
/// reports by day and id.
pub(crate) fn read(reports: &[Digest], source: &[usize], order: &[usize], common: &NewsWords) -> Tellings {
    let common = Common::new(common, reports);
    let traits: Vec<Trait> = each(order, |&number| {
        let Some(report) = reports.get(number) else { return Vec::new() };
        let source = source.get(number).copied().unwrap_or(number);
        let tails = tails(report);
        let tellings = report.events.iter().zip(&tails).enumerate();
        let read = |(index, (telling, tail)): (usize, (&Telling, &Tail<'_>))| {
            Trait::read(report, telling, (number, index), source, *tail, &common)
        };
        tellings.map(read).collect()
    })
    .into_iter()
    .flatten()
    .collect();
    let (mut traits, nameless): (Vec<Trait>, Vec<Trait>) = traits.into_iter().partition(|own| own.tells_of_something);
    // A verb for which the reports have the noun ("struck", "the strike") says no more than the noun.
    let nouns: BTreeSet<String> = traits.iter().filter(|own| own.nominal).filter_map(|own| own.lemma.clone()).collect();
    for own in &mut traits {
        own.deed = own.deed.take().filter(|deed| !nouns.contains(deed));
    }
    let usage = Usage::of(&traits);
    each_in(&mut traits, |own| usage.weigh(own));
    Tellings { named: traits, nameless }
}

/// Groups tellings, one after the other: the tellings of a group are in order of the reports, the groups in order of their first tellings.
pub(crate) fn merge(tellings: Tellings) -> Vec<Vec<At>> {
    let made = grouped(&tellings);
    // Many small things: nobody has to wait until they are given back.
    let _ = std::thread::Builder::new().spawn(move || drop(tellings));
    made
}

/// The groups of tellings that were read and weighed.
fn grouped(Tellings { named, nameless }: &Tellings) -> Vec<Vec<At>> {
    let turns = turns(named);
    grouped_in(&if turns.len() < FEW { vec![turns] } else { apart(&turns) }, nameless)
}

/// The tellings in the order in which they are placed. Those with words of their own found the events; the bare ones come after, when it is known what there
/// is. Of each sort a headline comes last: it tells what stands below it.
fn turns(traits: &[Trait]) -> Vec<Turn<'_>> {
    let mut turns: Vec<&Trait> = traits.iter().collect();
    turns.sort_by_key(|own| own.turn());
    turns.into_iter().enumerate().collect()
}

/// The groups of tellings whose parts are grouped beside each other: those that would be found if all were grouped one after the other.
fn grouped_in<'a>(parts: &[Vec<Turn<'a>>], nameless: &'a [Trait]) -> Vec<Vec<At>> {
    let mut founded: Vec<(usize, Members)> = each_large(parts, |part| events_of(part)).into_iter().flatten().collect();
    founded.sort_unstable_by_key(|(turn, _)| *turn);
    let mut groups = founded.into_iter().map(|(_, members)| members).collect();
    rejections::attach(&mut groups);
    adopt::adopt(&mut groups, nameless);
    let mut made: Vec<Vec<At>> =
        groups.into_iter().map(|members| members.into_iter().map(|own| own.at).collect()).collect();
    made.iter_mut().for_each(|members: &mut Vec<At>| members.sort_unstable());
    made.sort();
    made
}

/// The tellings of an event.
type Members<'a> = Vec<&'a Trait>;

/// The events of a part of the tellings, each with the turn of the telling that founded it.
fn events_of<'a>(part: &[Turn<'a>]) -> Vec<(usize, Members<'a>)> {
    let mut groups = Groups::default();
    for (turn, own) in part {
        groups.place(own, *turn);
    }
    join_bare(&mut groups);
    let events = groups.founded.into_iter().zip(groups.members);
    events.filter(|(_, members)| !members.is_empty()).collect()
}

/// What stands around each telling. Behind it, up to the next mark, "Israel has agreed to", which leaves out to what; and between the next two marks,
/// where somebody may be named: "the killing of its commander, General Ana Toll, who …". Before it the word that may be an article. One walk through the
/// text, as spans count characters.
fn tails(report: &Digest) -> Vec<Tail<'_>> {
    let starts = report.events.iter().enumerate().map(|(index, telling)| (start(telling), index, true));
    let ends = report.events.iter().enumerate().map(|(index, telling)| (end(telling), index, false));
    let mut places: Vec<(usize, usize, bool)> = starts.chain(ends).collect();
    places.sort_unstable();
    let mut tails = vec![Tail::default(); report.events.len()];
    let mut wanted = places.into_iter().peekable();
    let (mut sentence, mut last) = (0, ' ');
    for (count, (byte, letter)) in report.text.char_indices().enumerate() {
        sentence += usize::from(letter == '\n' || letter == ' ' && matches!(last, '.' | '!' | '?'));
        last = letter;
        while let Some((_, index, starts)) = wanted.next_if(|(place, ..)| *place == count) {
            let Some(tail) = tails.get_mut(index) else { continue };
            let (before, rest) = report.text.split_at_checked(byte).unwrap_or_default();
            if starts {
                tail.sentence = sentence;
                tail.before =
                    before.strip_suffix(' ').and_then(|before| before.split_whitespace().next_back()).unwrap_or("");
            } else {
                tail.behind = until_mark(rest);
                tail.aside = rest.strip_prefix(", ").map(until_mark).unwrap_or_default();
            }
        }
        if wanted.peek().is_none() {
            break;
        }
    }
    tails
}

/// A text up to its next mark, or so far.
fn until_mark(text: &str) -> &str {
    let marked = |(_, letter): &(usize, char)| {
        !letter.is_alphanumeric() && !matches!(letter, ' ' | '\'' | '’' | '-' | '"' | '“' | '”' | '‘' | '`')
    };
    let stop = text
        .char_indices()
        .take(TAIL)
        .find(marked)
        .map_or_else(|| text.char_indices().nth(TAIL).map_or(text.len(), |(byte, _)| byte), |(byte, _)| byte);
    text.get(..stop).unwrap_or_default()
}

fn start(telling: &Telling) -> usize {
    telling.evidence.spans.first().map_or(0, |span| span[0] as usize)
}

fn end(telling: &Telling) -> usize {
    telling.evidence.spans.first().map_or(0, |span| span[1] as usize)
}

/// The events so far, with what looks them up.
#[derive(Default)]
struct Groups<'a> {
    members: Vec<Members<'a>>,
    /// The turns of the tellings that founded them.
    founded: Vec<usize>,
    by_word: QuickMap<(&'static str, &'a str), Vec<usize>>,
    by_block: QuickMap<(&'static str, &'a str, i64), Vec<usize>>,
    by_copy: QuickMap<(usize, &'a str), usize>,
    /// By the words of a passage, the tellings so far.
    by_passage: QuickMap<&'a str, Vec<(&'a Trait, usize)>>,
    /// By report and type, the tellings so far.
    by_report: QuickMap<(usize, &'static str), Vec<(&'a Trait, usize)>>,
    /// Room for what a telling shares with each.
    shared: Shares,
}

/// What a telling shares with events: as many places as there are events, all nought between two tellings.
#[derive(Default)]
struct Shares {
    by_group: Vec<f64>,
    /// The events with which anything is shared.
    any: Vec<usize>,
}

impl Shares {
    fn room(&mut self, groups: usize) {
        self.by_group.resize(groups, 0.0);
    }

    fn add(&mut self, group: usize, weight: f64) {
        let before = self.by_group.get(group).copied().unwrap_or_default();
        self.set(group, before + weight);
    }

    fn set(&mut self, group: usize, weight: f64) {
        let Some(place) = self.by_group.get_mut(group).filter(|_| weight > 0.0) else { return };
        if *place == 0.0 {
            self.any.push(group);
        }
        *place = weight;
    }

    /// So many events with which most is shared, the most first, of equal ones those that were founded first.
    fn most(&mut self, count: usize) -> Vec<usize> {
        let Self { by_group, any } = self;
        let mut taken = |group: usize| by_group.get_mut(group).map_or(0.0, std::mem::take);
        let mut weighed: Vec<(usize, f64)> = any.drain(..).map(|group| (group, taken(group))).collect();
        let more = |a: &(usize, f64), b: &(usize, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if weighed.len() > count {
            weighed.select_nth_unstable_by(count, more);
            weighed.truncate(count);
        }
        weighed.sort_unstable_by(more);
        weighed.into_iter().map(|(group, _)| group).collect()
    }
}

impl<'a> Groups<'a> {
    fn place(&mut self, own: &'a Trait, turn: usize) {
        let group = self
            .copied(own)
            .or_else(|| self.of_one_passage(own))
            .or_else(|| self.told_before(own))
            .or_else(|| self.headlined(own))
            .or_else(|| self.best(own))
            .unwrap_or_else(|| {
                self.members.push(Vec::new());
                self.founded.push(turn);
                self.members.len() - 1
            });
        if let Some(passage) = &own.passage {
            self.by_passage.entry(passage.as_str()).or_default().push((own, group));
        }
        self.by_copy.entry((own.source, own.folded.as_str())).or_insert(group);
        self.by_report.entry((own.at.0, own.family)).or_default().push((own, group));
        for (word, _) in rarest(own) {
            list(self.by_word.entry((own.family, word)).or_default(), group);
        }
        for key in own.keys() {
            list(self.by_word.entry((own.family, key)).or_default(), group);
        }
        if own.is_plain() || own.is_placed_only() {
            for block in blocks(own) {
                list(self.by_block.entry(block).or_default(), group);
            }
        }
        if let Some(members) = self.members.get_mut(group) {
            members.push(own);
        }
    }

    /// A copy tells what its original tells.
    fn copied(&self, own: &Trait) -> Option<usize> {
        let group = *self.by_copy.get(&(own.source, own.folded.as_str()))?;
        let other = self
            .members
            .get(group)?
            .iter()
            .any(|member| member.source == own.source && member.at.0 != own.at.0 && member.folded == own.folded);
        other.then_some(group)
    }

    /// A passage that reports take from one another, or from an agency, tells one event. The latest tellings are looked at.
    fn of_one_passage(&self, own: &Trait) -> Option<usize> {
        let told = self.by_passage.get(own.passage.as_deref()?)?;
        let mut latest = told.iter().rev().take(MOST_LATEST);
        latest.find(|(other, _)| are_one_passage(own, other)).map(|(_, group)| *group)
    }

    /// "such an appeal" is the last one that the report told, and in "was killed in an Israeli strike" both words tell one deed.
    fn told_before(&self, own: &Trait) -> Option<usize> {
        let before = self.by_report.get(&(own.at.0, own.family))?;
        let same = before.iter().filter(|(other, _)| {
            (own.overlaps(other)
                || own.tells_toll_of(other)
                || other.tells_toll_of(own)
                || (own.resumes(other) || other.resumes(own)) && !are_deeds_other(own, other)
                || (own.points_back() || own.points_at(other)) && other.at.1 < own.at.1)
                && !are_other(own, other)
                && !are_sides_other(own, other)
        });
        same.max_by_key(|(other, _)| other.at.1).map(|(_, group)| *group)
    }

    /// A headline tells what the text below it tells out: what is most like it, else what alone can be meant.
    fn headlined(&self, own: &Trait) -> Option<usize> {
        let before = self.by_report.get(&(own.at.0, own.family)).filter(|_| own.is_headline())?;
        let meant = before.iter().filter(|(other, group)| {
            own.tells_headline(other)
                && self.members.get(*group).is_some_and(|members| agreement_allows(own, members))
                && sides(&own.actors, &other.actors)
                    .zip(sides(&own.recipients, &other.recipients))
                    .is_some_and(|(actors, recipients)| actors + recipients > 0.0)
        });
        let meant: Vec<&(&Trait, usize)> = meant.collect();
        let like = meant.iter().filter_map(|(other, group)| Some((likeness(own, other)?, Reverse(*group))));
        let told_out = meant.iter().filter(|(other, _)| own.plover == other.plover && !are_deeds_other(own, other));
        let told_out = told_out.map(|(other, group)| (own.kin.shared(&other.kin).count(), Reverse(other.span), *group));
        let told_out = told_out.filter(|(shared, ..)| *shared > 0).max().map(|(.., group)| group);
        let of_day =
            meant.iter().find(|(other, _)| own.is_dated() && own.same_day(other) && own.plover == other.plover);
        let first = meant.first().filter(|first| first.0.plover == own.plover);
        let alone = first.filter(|first| meant.iter().all(|other| other.1 == first.1));
        let lead = meant.iter().filter(|(other, _)| own.is_led_by(other)).min_by_key(|(other, _)| other.span);
        like.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, group)| group.0)
            .or(told_out)
            .or(of_day.or(lead).or(alone).map(|(_, group)| *group))
    }

    fn best(&mut self, own: &'a Trait) -> Option<usize> {
        let mut shared = std::mem::take(&mut self.shared);
        shared.room(self.members.len());
        for (word, weight) in rarest(own) {
            let listed = self.by_word.get(&(own.family, word)).into_iter().flatten();
            listed.for_each(|group| shared.add(*group, weight));
        }
        for group in own.keys().filter_map(|key| self.by_word.get(&(own.family, key))).flatten() {
            shared.add(*group, 1.0);
        }
        if own.denied || own.alleged {
            let within = self.by_report.get(&(own.at.0, own.family)).into_iter().flatten();
            within.for_each(|(_, group)| shared.add(*group, 1.0));
        }
        if own.is_plain() || own.is_placed_only() {
            for group in blocks(own).into_iter().filter_map(|block| self.by_block.get(&block)).flatten() {
                shared.set(*group, self.members.get(*group).map_or(0.0, |members| members.len() as f64));
            }
        }
        let candidates = shared.most(MOST_COMPARED);
        self.shared = shared;
        let scored =
            candidates.into_iter().filter_map(|group| Some((agreement(own, self.members.get(group)?)?, group)));
        scored
            .fold(None, |best: Option<(f64, usize)>, next| match best {
                // Candidates come with the likeliest first; of equal ones that is the one told most.
                Some(best) if best.0 >= next.0 => Some(best),
                _ => Some(next),
            })
            .map(|(_, group)| group)
    }
}

fn list(listed: &mut Vec<usize>, group: usize) {
    if !listed.contains(&group) {
        if listed.len() == MOST_LISTED {
            listed.remove(0);
        }
        listed.push(group);
    }
}

/// The rarest words of a telling.
fn rarest(own: &Trait) -> impl Iterator<Item = (&str, f64)> {
    let mut words: Vec<(&str, f64)> = own.particular.iter().map(|(word, weight)| (word.as_str(), *weight)).collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    words.into_iter().take(LOOKUPS)
}

/// The blocks of a telling without particular words: type, each state, each month that it may be of.
fn blocks(own: &Trait) -> Vec<(&'static str, &str, i64)> {
    let (first, last) = own.days.map_or((0, 0), |days| (days.first / BLOCK_DAYS, days.last / BLOCK_DAYS));
    let last = last.min(first + 3);
    own.states.iter().flat_map(|state| (first..=last).map(move |block| (own.family, state.as_str(), block))).collect()
}

/// The tellings of an event that stand for all.
fn compared<'a, 'b>(members: &'b [&'a Trait]) -> impl Iterator<Item = &'a Trait> + 'b {
    let latest = members.len().saturating_sub(MOST_LATEST).max(1);
    let firm = members.get(1..latest).unwrap_or_default().iter().filter(|own| own.is_firm()).take(MOST_FIRM);
    members.iter().take(1).chain(firm).chain(members.get(latest..).unwrap_or_default()).copied()
}

/// Makes one of bare events of the same sides and days that were founded apart, because what would have joined them came late.
fn join_bare(groups: &mut Groups<'_>) {
    let mut by_block: BTreeMap<(&str, &str, i64), Vec<usize>> = BTreeMap::new();
    for (number, members) in groups.members.iter().enumerate() {
        let bare = members.iter().filter(|own| own.is_plain() || own.is_placed_only()).flat_map(|own| blocks(own));
        for block in bare.collect::<BTreeSet<_>>() {
            list(by_block.entry(block).or_default(), number);
        }
    }
    for listed in by_block.values() {
        for (at, &into) in listed.iter().enumerate() {
            for &from in listed.get(at + 1..).unwrap_or_default() {
                let (Some(one), Some(other)) = (groups.members.get(into), groups.members.get(from)) else { continue };
                if one.is_empty() || other.is_empty() || !are_one(one, other) {
                    continue;
                }
                let moved = groups.members.get_mut(from).map(std::mem::take).unwrap_or_default();
                if let Some(members) = groups.members.get_mut(into) {
                    members.extend(moved);
                    members.sort_by_key(|own| own.turn());
                }
            }
        }
    }
}

/// Whether two events with bare tellings are one: nothing speaks against any pair, and a bare pair is alike.
fn are_one(one: &[&Trait], other: &[&Trait]) -> bool {
    let bare = |own: &&Trait| own.is_plain() || own.is_placed_only();
    compared(one).all(|own| agreement_allows(own, other))
        && compared(one)
            .filter(bare)
            .any(|own| compared(other).filter(bare).any(|member| likeness(own, member).is_some()))
}

/// How well a telling agrees with those of an event; `None` where something speaks against it.
fn agreement(own: &Trait, members: &[&Trait]) -> Option<f64> {
    if !agreement_allows(own, members) {
        return None;
    }
    compared(members).filter_map(|member| likeness(own, member)).reduce(f64::max)
}

/// Whether nothing in the tellings of an event speaks against another.
fn agreement_allows(own: &Trait, members: &[&Trait]) -> bool {
    if compared(members).any(|member| are_other(own, member) || are_deeds_other(own, member)) {
        return false;
    }
    // One telling with its sides mistaken, or of both sides at once, must not bring together the deeds of one side and those of the other.
    let against = compared(members).filter(|member| are_sides_other(own, member)).count();
    3 * against <= compared(members).count()
}
