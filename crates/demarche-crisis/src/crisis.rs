//! The crisis: digests of reports in, out come their stories, copies, and events with all tellings and origins.
//!
//! Forty reports that "Verania has told its neighbours that it will not talk", thirty of them copies, become one event with forty tellings and
//! as many origins as there are independent voices. The order in which the reports came plays no part: they are read by day of publication and id,
//! so a late delivery of an early report gives what an early one would have given.

use crate::day_number;
use crate::digest::{Digest, Evidence, Statement, Telling};
use crate::hedges::{HedgeLost, Unsure, hedges_lost};
use crate::merge::{self, At, merge};
use crate::origins::{Origin, origins};
use crate::parallel::each;
use crate::reprint::{Reprint, Reprints};
use crate::scope::{Scope, event_number};
use crate::sides::Sides;
use crate::story::{Setting, stories};
use demarche_lexicon::NewsWords;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// Reports with what they are to each other.
#[derive(Clone, Debug)]
pub struct Crisis {
    /// The reports, in order.
    pub reports: Vec<Digest>,
    /// By report: number of its story, which is that of the first report in it.
    pub stories: Vec<u64>,
    /// By report: what it was copied from.
    pub reprints: Vec<Option<Reprint>>,
    /// The events.
    pub events: Vec<Event>,
    /// Reports that drop the attribution of what they copy.
    pub hedges_lost: Vec<HedgeLost>,
    /// By report: the statements on which tellings stand, with event and telling.
    resting: Vec<BTreeMap<String, Vec<(usize, At)>>>,
    /// By report, by telling: the event.
    told: Vec<Vec<usize>>,
    /// Who attacks whom, once it was asked.
    pub(crate) sides: OnceLock<Sides>,
    /// What rows are asked for; all where it is not said.
    pub(crate) scope: Option<Scope>,
}

/// By copy and source, by number: what of the source the copy tells as sure, where it is known already.
pub type KnownHedges = BTreeMap<(u64, u64), Vec<Unsure>>;

/// An event with its tellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// By the report that tells it first and the place in it: 12 003 is the third event of report 12.
    pub number: u64,
    /// `v12003`.
    pub id: String,
    /// Report and number in it, in order.
    pub tellings: Vec<At>,
    /// Independent voices.
    pub origins: Vec<Origin>,
}

impl Crisis {
    /// Builds the crisis of reports.
    pub fn build(reports: Vec<Digest>, common: &NewsWords) -> Self {
        Self::build_knowing(reports, common, &KnownHedges::new())
    }

    /// Builds the crisis of reports, some of whose copies were compared with their sources before.
    pub fn build_knowing(mut reports: Vec<Digest>, common: &NewsWords, known: &KnownHedges) -> Self {
        let order = order(&reports);
        let day = |report: &Digest| report.published.as_deref().and_then(day_number);
        let sketches: Vec<_> = reports.iter().map(|report| (&report.sketch, day(report))).collect();
        // Neither needs the other, and each is a good part of the work.
        let (stories, made) = std::thread::scope(|scope| {
            let compare = || stories(&sketches, common, Setting::default());
            let apart = std::thread::Builder::new().spawn_scoped(scope, compare);
            let made = reprints(&reports, &order);
            (apart.ok().and_then(|thread| thread.join().ok()).unwrap_or_else(compare), made)
        });
        let source: Vec<usize> =
            (0..reports.len()).map(|number| whole(&made, number).map_or(number, |copy| copy.of)).collect();
        let pronouns: BTreeSet<&str> = common.function_words().collect();
        let tellings = merge::read(&reports, &source, &order, common);
        // Grouping cannot be shared out, so that the rest is done beside it.
        let (merged, hedges_lost) = std::thread::scope(|scope| {
            let compare = || hedges_lost(&reports, &made, common, known);
            let apart = std::thread::Builder::new().spawn_scoped(scope, compare);
            let merged = merge(tellings);
            (merged, apart.ok().and_then(|thread| thread.join().ok()).unwrap_or_else(compare))
        });
        deny(&mut reports, &merged);
        let voices = each(&merged, |tellings| origins(&reports, &source, tellings, &pronouns));
        let events: Vec<Event> = merged
            .into_iter()
            .zip(voices)
            .map(|(tellings, origins)| {
                let first = tellings.first().and_then(|at| Some((reports.get(at.0)?.number_at(at.0), at.1)));
                let number = first.map_or(0, |(report, index)| event_number(report, index));
                Event { number, id: format!("v{number}"), tellings, origins }
            })
            .collect();
        let resting = resting(&reports, &events);
        let told = told(&reports, &events);
        let stories = named(&reports, &stories);
        Self {
            reports,
            stories,
            reprints: made,
            events,
            hedges_lost,
            resting,
            told,
            sides: OnceLock::new(),
            scope: None,
        }
    }

    /// A telling with its report.
    pub fn telling(&self, at: At) -> Option<(&Digest, &Telling)> {
        let report = self.reports.get(at.0)?;
        Some((report, report.events.get(at.1)?))
    }

    /// The event of a telling.
    pub fn event_at(&self, at: At) -> Option<&Event> {
        self.events.get(*self.told.get(at.0)?.get(at.1)?)
    }

    /// The event that a report tells in these words or around them; one of force before others.
    pub(crate) fn told_at(&self, report: usize, words: &Evidence) -> Option<(&Event, &Telling)> {
        let span = words.spans.first()?;
        let tellings = self.reports.get(report)?.events.iter().enumerate();
        let near = tellings.filter(|(_, telling)| {
            telling.evidence.spans.first().is_some_and(|own| own[0] < span[1] && span[0] < own[1])
        });
        let (index, telling) = near.max_by_key(|(index, telling)| (telling.quad == 4, std::cmp::Reverse(*index)))?;
        Some((self.event_at((report, index))?, telling))
    }

    /// The event that rests on a statement of a report.
    pub fn event_of(&self, report: usize, statement: &Statement) -> Option<(&Event, &Telling)> {
        self.events_of(report, statement).next()
    }

    /// The events that a statement tells, each with the telling, the first told first.
    pub fn events_of(&self, report: usize, statement: &Statement) -> impl Iterator<Item = (&Event, &Telling)> {
        let told = self.resting.get(report).and_then(|known| known.get(&statement.id));
        told.into_iter().flatten().filter_map(|(event, at)| Some((self.events.get(*event)?, self.telling(*at)?.1)))
    }
}

/// What gainsays the claim of a deed tells that deed as denied.
fn deny(reports: &mut [Digest], merged: &[Vec<At>]) {
    for tellings in merged {
        let gainsays =
            |at: &At| reports.get(at.0).and_then(|report| report.events.get(at.1)).is_some_and(is_gainsaying);
        let found: Vec<At> = tellings.iter().filter(|at| gainsays(at)).copied().collect();
        if found.len() == tellings.len() {
            continue;
        }
        for at in found {
            if let Some(telling) = reports.get_mut(at.0).and_then(|report| report.events.get_mut(at.1)) {
                telling.stance = "denied".to_owned();
            }
        }
    }
}

/// Whether a telling among those of a deed is one that gainsays it.
pub(crate) fn is_gainsaying(telling: &Telling) -> bool {
    matches!(telling.plover.as_str(), "REJECT" | "ACCUSE")
}

/// By report: the number of the first report of its story.
fn named(reports: &[Digest], stories: &[usize]) -> Vec<u64> {
    let mut first: BTreeMap<usize, u64> = BTreeMap::new();
    let numbers = reports.iter().enumerate().map(|(place, report)| report.number_at(place));
    stories.iter().zip(numbers).map(|(story, number)| *first.entry(*story).or_insert(number)).collect()
}

/// By report: what it was copied from.
fn reprints(reports: &[Digest], order: &[usize]) -> Vec<Option<Reprint>> {
    let mut copies = Reprints::among(reports.iter().map(|report| &report.sketch));
    let mut made = vec![None; reports.len()];
    for &number in order {
        if let (Some(report), Some(place)) = (reports.get(number), made.get_mut(number)) {
            *place = copies.add(&report.sketch).and_then(|copy| Some(Reprint { of: *order.get(copy.of)?, ..copy }));
        }
    }
    made
}

/// The reports by day of publication; those of no day come last. Of one day those with more speakers come first, then longer ones: of a
/// text and its copies it is the source that says who said so. The id decides what is left.
fn order(reports: &[Digest]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..reports.len()).collect();
    let key = |report: &Digest| {
        let speakers = report.statements.iter().filter(|said| said.speaker.is_some()).count();
        (report.published.is_none(), Reverse(speakers), Reverse(report.text.len()))
    };
    let name = |report: &Digest| (report.id.clone(), report.key.clone());
    let keys: Vec<_> = reports.iter().map(|report| (report.published.clone(), key(report), name(report))).collect();
    order.sort_by(|a, b| {
        let (Some((a_day, a_key, a_name)), Some((b_day, b_key, b_name))) = (keys.get(*a), keys.get(*b)) else {
            return a.cmp(b);
        };
        (a_key.0, a_day, a_key, a_name, a).cmp(&(b_key.0, b_day, b_key, b_name, b))
    });
    order
}

/// By report: which statements carry which events, in the order of their tellings; each event once.
fn resting(reports: &[Digest], events: &[Event]) -> Vec<BTreeMap<String, Vec<(usize, At)>>> {
    let mut resting: Vec<BTreeMap<String, Vec<(usize, At)>>> = vec![BTreeMap::new(); reports.len()];
    for (number, event) in events.iter().enumerate() {
        for at in &event.tellings {
            let said = reports.get(at.0).and_then(|report| report.events.get(at.1)).map(|told| &told.on_word_of);
            let Some(known) = resting.get_mut(at.0) else { continue };
            for id in said.into_iter().flatten() {
                let carried = known.entry(id.clone()).or_default();
                if carried.iter().all(|(known, _)| *known != number) {
                    carried.push((number, *at));
                }
            }
        }
    }
    resting.iter_mut().flat_map(BTreeMap::values_mut).for_each(|carried| carried.sort_unstable_by_key(|told| told.1));
    resting
}

fn told(reports: &[Digest], events: &[Event]) -> Vec<Vec<usize>> {
    let mut told: Vec<Vec<usize>> = reports.iter().map(|report| vec![usize::MAX; report.events.len()]).collect();
    for (number, event) in events.iter().enumerate() {
        for at in &event.tellings {
            if let Some(place) = told.get_mut(at.0).and_then(|report| report.get_mut(at.1)) {
                *place = number;
            }
        }
    }
    told
}

fn whole(reprints: &[Option<Reprint>], report: usize) -> Option<Reprint> {
    reprints.get(report).copied().flatten().filter(|copy| copy.whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Party, Words};
    use crate::sketch::Sketch;
    use demarche_lexicon::Lexicon;
    use proptest::prelude::*;

    fn party(name: &str, country: &str) -> Party {
        Party {
            text: name.into(),
            name: name.into(),
            country: Some(country.into()),
            kind: Some("state".into()),
            actor: Some(name.into()),
            ..Party::default()
        }
    }

    fn telling(words: &str, plover: &str, actor: &str, recipient: &str, day: Option<&str>) -> Telling {
        let when =
            day.map(|day| crate::digest::When { from: Some(day.into()), to: Some(day.into()), ..Default::default() });
        Telling {
            actors: vec![party(actor, &actor[..3])],
            recipients: vec![party(recipient, &recipient[..3])],
            plover: plover.into(),
            occurrence: "actual".into(),
            stance: "asserted".into(),
            when,
            evidence: Evidence { spans: vec![[0, 9]], text: words.into(), ..Evidence::default() },
            ..Telling::default()
        }
    }

    fn report(key: &str, text: &str, events: Vec<Telling>) -> Digest {
        let sketch = Sketch::new("", text, &Lexicon::embedded().news_words);
        Digest {
            key: key.into(),
            outlet: Some(key.into()),
            published: Some("2031-05-04".into()),
            text: text.into(),
            sketch,
            events,
            ..Digest::default()
        }
    }

    fn build(reports: Vec<Digest>) -> Crisis {
        Crisis::build(reports, &Lexicon::embedded().news_words)
    }

    #[test]
    fn a_victim_by_name_is_one_event_and_another_victim_another() {
        let killed = |words: &str, called: &str, victim: &str| {
            let mut made = telling(words, "ASSAULT", "Verania", "Ostria", None);
            made.recipients[0] = Party { kind: Some("person".into()), text: called.into(), ..party(victim, "OST") };
            made
        };
        let made = build(vec![
            report("a", "one text", vec![killed("it had killed Ana Toll in a raid", "Ana Toll", "Ana Toll")]),
            report("b", "another text", vec![killed("it killed her", "her", "Ana Toll")]),
            report("c", "a third text", vec![killed("it had killed Bor Lint in a raid", "Bor Lint", "Bor Lint")]),
        ]);
        assert_eq!(made.events.iter().map(|event| event.tellings.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn a_victim_carried_over_from_elsewhere_is_no_victim() {
        let mut campaign = telling("Verania launched its air campaign", "ASSAULT", "Verania", "Ostria", None);
        campaign.recipients[0] =
            Party { kind: Some("person".into()), text: "their commander".into(), ..party("Ana Toll", "OST") };
        let mut killed = telling("Verania killed Ana Toll", "ASSAULT", "Verania", "Ostria", None);
        killed.recipients[0] = Party { kind: Some("person".into()), ..party("Ana Toll", "OST") };
        let made = build(vec![report("a", "one text", vec![campaign]), report("b", "another", vec![killed])]);
        assert_eq!(made.events.len(), 2);
    }

    #[test]
    fn a_denial_of_something_else_is_no_denial_of_the_deed() {
        let day = Some("2031-05-04");
        let told = |words: &str| telling(words, "ASSAULT", "Verania", "Ostria", day);
        let denied = |words: &str| Telling { occurrence: "negated".into(), ..told(words) };
        let counts = |denial: &str| {
            let made = build(vec![
                report("a", "one text", vec![told("Verania bombed the refinery of Tolm")]),
                report("b", "another text", vec![denied(denial)]),
            ]);
            made.events.len()
        };
        assert_eq!(counts("Verania never bombed the refinery of Tolm"), 1);
        assert_eq!(counts("Verania bombed no refinery workers of Tolm"), 2);
    }

    #[test]
    fn a_headline_is_told_out_below_it() {
        let above = telling("Verania hits port", "ASSAULT", "Verania", "Ostria", None);
        let mut below = telling("Veranian jets bombed the quay of Tolm", "ASSAULT", "Verania", "Ostria", None);
        below.evidence.spans = vec![[40, 77]];
        let mut other = telling("Ostrian guns fired back at the border town", "ASSAULT", "Ostria", "Verania", None);
        other.evidence.spans = vec![[90, 130]];
        let made = Digest {
            title: Some("Verania hits port".into()),
            ..report("a", "Verania hits port\n\nOn Sunday …", vec![above, below, other])
        };
        assert_eq!(build(vec![made]).events.iter().map(|event| event.tellings.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn a_strike_by_nobody_named_on_a_place_is_the_strike_on_it() {
        let at = |mut told: Telling| {
            told.recipients[0].text = "Tolm".into();
            told.place = Some(crate::digest::Place {
                text: Some("Tolm".into()),
                name: "Tolm".into(),
                precision: "city".into(),
                ..Default::default()
            });
            told
        };
        let named = at(telling("Verania had struck Tolm", "ASSAULT", "Verania", "Ostria", None));
        let nobody = Telling {
            actors: Vec::new(),
            ..at(telling("Tolm, the only deep port, had also been struck", "ASSAULT", "Verania", "Ostria", None))
        };
        let made = build(vec![report("a", "one text", vec![named]), report("b", "another", vec![nobody])]);
        assert_eq!(made.events.len(), 1);
    }

    #[test]
    fn what_two_speakers_of_a_state_say_are_two_acts() {
        let said = |who: &str| {
            let mut made = telling("condemned the raid on the dam", "ACCUSE", "Ostria", "Verania", None);
            made.actors[0] = Party { kind: Some("person".into()), ..party(who, "OST") };
            made
        };
        let made = build(vec![
            report("a", "one text", vec![said("Ana Toll")]),
            report("b", "another", vec![said("Ana Toll")]),
            report("c", "a third", vec![said("Bor Lint")]),
        ]);
        assert_eq!(made.events.iter().map(|event| event.tellings.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn a_deed_with_a_name_is_the_deed_of_that_name() {
        let called = |words: &str| {
            let mut made = telling(words, "ASSAULT", "Verania", "Ostria", None);
            made.evidence.rule = "E210 event-noun".into();
            made
        };
        let made = build(vec![
            report("a", "one text", vec![called("the Merrow massacre of fishermen")]),
            report("b", "another", vec![called("Merrow killings")]),
            report("c", "a third", vec![called("Tarn killings")]),
        ]);
        assert_eq!(made.events.iter().map(|event| event.tellings.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn a_killing_of_somebody_unnamed_is_none_of_the_strikes() {
        let mut killing = telling("the killing of its commander", "ASSAULT", "Verania", "Ostria", None);
        killing.cameo = Some("180".into());
        killing.evidence.rule = "E210 event-noun".into();
        let strikes = telling("Veranian strikes", "ASSAULT", "Verania", "Ostria", None);
        let made = build(vec![report("a", "one text", vec![killing]), report("b", "another", vec![strikes])]);
        assert_eq!(made.events.len(), 2);
    }

    #[test]
    fn what_points_back_is_what_was_told_before() {
        let plea = telling("Verania asked Ostria for a truce at sea", "REQUEST", "Verania", "Ostria", None);
        let such = telling("Verania had made such a plea", "REQUEST", "Verania", "Ostria", None);
        assert_eq!(build(vec![report("a", "one text", vec![plea, such])]).events.len(), 1);
    }

    #[test]
    fn a_deed_and_its_answer_stay_two() {
        let raid = telling("Veranian strikes", "ASSAULT", "Verania", "Ostria", None);
        let both = Telling {
            actors: vec![party("Verania", "Ver"), party("Ostria", "Ost")],
            recipients: Vec::new(),
            ..raid.clone()
        };
        let answer = telling("Ostrian strikes", "ASSAULT", "Ostria", "Verania", None);
        let made = build(vec![
            report("a", "one text", vec![raid]),
            report("b", "two", vec![both]),
            report("c", "three", vec![answer]),
        ]);
        assert_eq!(made.events.len(), 2);
    }

    const DAM: &str = "Verania bombed the dam at Tolm, which gave light to half of the Ostrian coast, before the sun rose over the hills of the border.";

    #[test]
    fn two_tellings_with_the_same_particulars_are_one_event() {
        let made = build(vec![
            report(
                "a",
                "one text",
                vec![telling("Verania bombed the dam at Tolm", "ASSAULT", "Verania", "Ostria", None)],
            ),
            report(
                "b",
                "another text",
                vec![telling("the dam at Tolm was bombed by Veranian planes", "ASSAULT", "Verania", "Ostria", None)],
            ),
        ]);
        assert_eq!(made.events.len(), 1);
        assert_eq!(made.events[0].origins.len(), 2);
    }

    #[test]
    fn other_parties_days_or_particulars_are_other_events() {
        let first = telling("Verania bombed the dam at Tolm", "ASSAULT", "Verania", "Ostria", Some("2031-05-04"));
        for other in [
            telling("Ostria bombed the dam at Tolm", "ASSAULT", "Ostria", "Verania", Some("2031-05-04")),
            telling("Verania bombed the dam at Tolm", "ASSAULT", "Verania", "Ostria", Some("2031-05-09")),
            telling("Verania bombed the ministry of finance", "ASSAULT", "Verania", "Ostria", Some("2031-05-04")),
            telling("Verania sued over the dam at Tolm", "ACCUSE", "Verania", "Ostria", Some("2031-05-04")),
        ] {
            let made = build(vec![report("a", "one text", vec![first.clone()]), report("b", "another", vec![other])]);
            assert_eq!(made.events.len(), 2);
        }
    }

    #[test]
    fn a_copy_that_drops_the_speaker_is_named() {
        let mut source = report("wire", &format!("The army of Ostria said: {DAM}"), Vec::new());
        source.statements.push(Statement {
            id: "s1".into(),
            speaker: Some(party("Ostria", "OST")),
            content: vec![Words { span: [25, 60], text: DAM.into() }],
            evidence: Evidence { spans: vec![[0, 60]], text: source.text.clone(), ..Evidence::default() },
            ..Statement::default()
        });
        let flat =
            Digest { published: Some("2031-05-05".into()), ..report("flat", &format!("On Sunday {DAM}"), Vec::new()) };
        let faithful = Digest { key: "honest".into(), ..source.clone() };
        let made = build(vec![source, flat, faithful]);
        assert_eq!(made.hedges_lost.iter().map(|lost| &made.reports[lost.report].key).collect::<Vec<_>>(), ["flat"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn copies_add_tellings_but_no_event_and_no_origin(copies in 1_usize..12) {
            let original = report("wire", DAM, vec![telling("Verania bombed the dam at Tolm", "ASSAULT", "Verania", "Ostria", None)]);
            let mut reports = vec![original.clone()];
            reports.extend((0..copies).map(|copy| Digest { key: format!("copy{copy}"), outlet: Some(format!("Daily {copy}")), ..original.clone() }));
            let made = build(reports);
            prop_assert_eq!(made.events.len(), 1);
            prop_assert_eq!(made.events[0].tellings.len(), copies + 1);
            prop_assert_eq!(made.events[0].origins.len(), 1);
        }

        #[test]
        fn the_order_of_arrival_does_not_matter(order in Just((0_usize..6).collect::<Vec<_>>()).prop_shuffle()) {
            let words = ["Verania bombed the dam at Tolm", "the dam at Tolm was bombed", "Veranian strikes", "the attack", "Verania bombed a ministry of finance", "strikes"];
            let reports: Vec<Digest> = words
                .iter()
                .enumerate()
                .map(|(number, words)| {
                    let day = format!("2031-05-0{}", 4 + number % 3);
                    let made = report(&format!("r{number}"), &format!("text {number} of its own"), vec![telling(words, "ASSAULT", "Verania", "Ostria", None)]);
                    Digest { id: format!("r{number}"), published: Some(day), ..made }
                })
                .collect();
            let keys = |made: Crisis| -> BTreeSet<BTreeSet<String>> {
                made.events.iter().map(|event| event.tellings.iter().map(|at| made.reports[at.0].key.clone()).collect()).collect()
            };
            let shuffled = order.iter().map(|number| reports[*number].clone()).collect();
            prop_assert_eq!(keys(build(shuffled)), keys(build(reports)));
        }
    }
}
