//! The crisis: digests of reports in, in order of arrival; out come their stories, copies, and events with all tellings and origins.
//!
//! Forty reports that "Iran has told Qatar and Oman that it will not negotiate", thirty of them copies, become one event with forty tellings and
//! as many origins as there are independent voices. Nothing is materialised: a crisis is built when it is asked for, from the records kept.

use crate::day_number;
use crate::digest::{Digest, Party, Statement, Telling};
use crate::merge::{At, merge};
use crate::reprint::{Reprint, Reprints};
use crate::story::{Setting, Stories};
use crate::words::words;
use demarche_lexicon::NewsWords;
use std::collections::{BTreeMap, BTreeSet};

/// Reports with what they are to each other.
#[derive(Clone, Debug)]
pub struct Crisis {
    /// The reports, in order.
    pub reports: Vec<Digest>,
    /// By report: number of its story.
    pub stories: Vec<usize>,
    /// By report: what it was copied from.
    pub reprints: Vec<Option<Reprint>>,
    /// The events.
    pub events: Vec<Event>,
    /// Reports that drop the attribution of what they copy.
    pub hedges_lost: Vec<HedgeLost>,
}

/// An event with its tellings.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `v1`, `v2`, … in order of first telling.
    pub id: String,
    /// Report and number in it, in order.
    pub tellings: Vec<At>,
    /// Independent voices.
    pub origins: Vec<Origin>,
}

/// An independent voice that tells an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Its name.
    pub name: String,
    /// `outlet`, `agency`, `official`, `unnamed`.
    pub kind: &'static str,
    /// The reports that carry it.
    pub reports: BTreeSet<usize>,
}

/// What the source attributed, a copy tells flat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HedgeLost {
    /// The copy.
    pub report: usize,
    /// The source.
    pub origin: usize,
    /// The source's statement, by number.
    pub statement: usize,
}

impl Crisis {
    /// Builds the crisis of reports that came in this order.
    pub fn build(reports: Vec<Digest>, common: &NewsWords) -> Self {
        let mut stories = Stories::new(common, Setting::default());
        let mut reprints = Reprints::new();
        let stories: Vec<usize> = reports
            .iter()
            .map(|report| stories.add(&report.sketch, report.published.as_deref().and_then(day_number)))
            .collect();
        let reprints: Vec<Option<Reprint>> = reports.iter().map(|report| reprints.add(&report.sketch)).collect();
        let source: Vec<usize> =
            (0..reports.len()).map(|number| whole(&reprints, number).map_or(number, |copy| copy.of)).collect();
        let events = merge(&reports, &source, common)
            .into_iter()
            .enumerate()
            .map(|(number, tellings)| {
                let origins = origins(&reports, &source, &tellings);
                Event { id: format!("v{}", number + 1), tellings, origins }
            })
            .collect();
        let hedges_lost = hedges_lost(&reports, &reprints);
        Self { reports, stories, reprints, events, hedges_lost }
    }

    /// A telling with its report.
    pub fn telling(&self, at: At) -> Option<(&Digest, &Telling)> {
        let report = self.reports.get(at.0)?;
        Some((report, report.events.get(at.1)?))
    }

    /// The event that rests on a statement of a report.
    pub fn event_of(&self, report: usize, statement: &Statement) -> Option<(&Event, &Telling)> {
        self.events.iter().find_map(|event| {
            let at = event.tellings.iter().filter(|at| at.0 == report);
            at.filter_map(|at| self.telling(*at))
                .find(|(_, telling)| telling.on_word_of.contains(&statement.id))
                .map(|(_, telling)| (event, telling))
        })
    }
}

fn whole(reprints: &[Option<Reprint>], report: usize) -> Option<Reprint> {
    reprints.get(report).copied().flatten().filter(|copy| copy.whole)
}

/// The independent voices of an event: those on whose word its tellings stand, and the outlets that tell it in their own. A copy adds none.
fn origins(reports: &[Digest], source: &[usize], tellings: &[At]) -> Vec<Origin> {
    let mut origins: BTreeMap<String, Origin> = BTreeMap::new();
    for at in tellings {
        let Some(report) = reports.get(at.0) else { continue };
        let Some(telling) = report.events.get(at.1) else { continue };
        let original = source.get(at.0).and_then(|source| reports.get(*source)).unwrap_or(report);
        let mut voices: Vec<(String, &'static str)> = report.sayers(telling).map(voice).collect();
        if voices.is_empty() {
            let unnamed = !telling.on_word_of.is_empty();
            let outlet = original.outlet.clone().unwrap_or_else(|| original.key.clone());
            voices.push(if unnamed { ("unnamed".to_owned(), "unnamed") } else { (outlet, "outlet") });
        }
        for (name, kind) in voices {
            let origin =
                origins.entry(name.to_lowercase()).or_insert_with(|| Origin { name, kind, reports: BTreeSet::new() });
            origin.reports.insert(at.0);
        }
    }
    origins.into_values().collect()
}

fn voice(party: &Party) -> (String, &'static str) {
    let name = if party.name.is_empty() { party.text.clone() } else { party.name.clone() };
    match party.kind.as_deref() {
        Some("outlet") => (name, "agency"),
        _ if party.actor.as_deref().is_some_and(|actor| !actor.starts_with("text:")) => (name, "official"),
        _ => (name, "unnamed"),
    }
}

/// Words of a statement that a copy has to hold for the two to be compared.
const LEAST_WORDS: usize = 5;
/// Part of the statement's five-word runs that the copy holds.
const SAME_WORDS: f64 = 0.5;

/// Statements of a source whose words a copy holds, outside of every statement of its own.
fn hedges_lost(reports: &[Digest], reprints: &[Option<Reprint>]) -> Vec<HedgeLost> {
    let mut lost = Vec::new();
    for (number, reprint) in reprints.iter().enumerate() {
        let Some(reprint) = reprint else { continue };
        let (Some(copy), Some(source)) = (reports.get(number), reports.get(reprint.of)) else { continue };
        let text = runs(&copy.text);
        let said: BTreeSet<Vec<String>> = copy.statements.iter().flat_map(|made| runs(&made.evidence.text)).collect();
        for (index, statement) in source.statements.iter().enumerate() {
            if statement.speaker.is_none() || statement.content.is_empty() {
                continue;
            }
            let content: Vec<Vec<String>> = statement.content.iter().flat_map(|part| runs(&part.text)).collect();
            let kept = content.iter().filter(|run| text.contains(*run)).count();
            let attributed = content.iter().filter(|run| said.contains(*run)).count();
            let long = content.len() + RUN > LEAST_WORDS;
            if long && kept as f64 >= SAME_WORDS * content.len() as f64 && kept > 0 && attributed == 0 {
                lost.push(HedgeLost { report: number, origin: reprint.of, statement: index });
            }
        }
    }
    lost
}

/// Words in a run when statements are sought in copies.
const RUN: usize = 4;

fn runs(text: &str) -> BTreeSet<Vec<String>> {
    let folded: Vec<String> = words(text).map(|word| word.folded).collect();
    folded.windows(RUN).map(<[String]>::to_vec).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Evidence, Words};
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
            evidence: Evidence { spans: vec![[0, 9]], text: words.into() },
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
            evidence: Evidence { spans: vec![[0, 60]], text: source.text.clone() },
            ..Statement::default()
        });
        let flat = report("daily", DAM, Vec::new());
        let faithful = Digest { key: "honest".into(), ..source.clone() };
        let made = build(vec![source, flat, faithful]);
        assert_eq!(made.hedges_lost, [HedgeLost { report: 1, origin: 0, statement: 0 }]);
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
    }
}
