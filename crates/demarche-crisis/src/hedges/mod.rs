//! Dropped attributions: reports and what they were copied from in, the statements whose words a copy tells as its own out.
//!
//! The agency has "the envoy said the attacks had killed 78 people"; the copy has "The attacks killed 78 people". The words may have been put in
//! another order and another tense, so what is sought is a stretch of the copy, outside of every statement in it, that holds most of the
//! statement's words; or a sentence of the copy that is what is left of the source's when the words for the speaker are cut out
//! ("Two men died in what officials called a raid": "Two men died in a raid").
//!
//! A copy that keeps the attribution near by, or elsewhere, has dropped none. Doubts that the source tells as its own ("hackers may have
//! planted the report") are sought in [`doubts`].

mod doubts;
mod reading;

use crate::crisis::KnownHedges;
use crate::digest::{Digest, Statement};
use crate::reprint::Reprint;
use crate::words::words;
use demarche_lexicon::NewsWords;
use reading::{Reading, Sentence, different, in_order, telling};
use std::collections::{BTreeMap, BTreeSet};

/// What the source attributed, a copy tells flat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HedgeLost {
    /// The copy.
    pub report: usize,
    /// The source.
    pub origin: usize,
    /// What the source does not tell as sure.
    pub what: Unsure,
}

/// What a source does not tell as sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unsure {
    /// A statement, by number.
    Statement(usize),
    /// A sentence of its own with a word of doubt, by its first letter in code points.
    Sentence(usize),
}

impl Unsure {
    /// One number for both, to be kept: statements from 1 up, sentences from -1 down.
    pub fn code(self) -> i64 {
        let whole = |number: usize| i64::try_from(number + 1).unwrap_or(i64::MAX);
        match self {
            Self::Statement(number) => whole(number),
            Self::Sentence(start) => -whole(start),
        }
    }

    /// What was kept as that number.
    pub fn of_code(code: i64) -> Option<Self> {
        let number = usize::try_from(code.unsigned_abs()).ok()?.checked_sub(1)?;
        Some(if code > 0 { Self::Statement(number) } else { Self::Sentence(number) })
    }
}

/// Words of a statement that tell something, for a stretch of the copy to be compared with it.
const LEAST_WORDS: usize = 5;
/// Part of those words that the stretch holds …
const SAME_WORDS: f64 = 0.8;
/// … which is so many times as long as the statement.
const STRETCH: f64 = 1.5;
/// Part of the words of a sentence of the copy that stand in the source around the statement, in order.
const TAKEN: f64 = 0.8;
/// Part of the statement's words that such a sentence holds.
const TOLD: f64 = 0.6;
/// So few words of a statement have to be there all.
const FEW: usize = 3;
/// Part of the statement's words that a statement of the copy holds which keeps the attribution.
const KEPT: f64 = 0.6;
/// Positions of whoever tells something to be so.
const TELLS: &[&str] = &["asserts", "accuses", "confirms", "warns"];

/// Words of a speaker for himself, and of others for him.
const FIRST_PERSON: &[&str] = &["i", "we", "me", "us", "my", "our", "i'm", "we're", "i've", "we've"];
const THIRD_PERSON: &[&str] = &["it", "they", "he", "she", "its", "their"];

/// Statements of a source whose words a copy holds outside of every statement of its own, and the source does not.
pub(crate) fn hedges_lost(
    reports: &[Digest],
    reprints: &[Option<Reprint>],
    common: &NewsWords,
    known: &KnownHedges,
) -> Vec<HedgeLost> {
    let mut lost = Vec::new();
    // A much-copied source is read once.
    let mut sources: BTreeMap<usize, Reading<'_>> = BTreeMap::new();
    for (number, reprint) in reprints.iter().enumerate() {
        let Some(reprint) = reprint else { continue };
        let (Some(copy), Some(source)) = (reports.get(number), reports.get(reprint.of)) else { continue };
        if let Some(known) = known.get(&(copy.number_at(number), source.number_at(reprint.of))) {
            lost.extend(known.iter().map(|&what| HedgeLost { report: number, origin: reprint.of, what }));
            continue;
        }
        let copy = Reading::new(copy, common);
        let read = sources.entry(reprint.of).or_insert_with(|| Reading::new(source, common));
        for (index, statement) in source.statements.iter().enumerate() {
            let Some(sought) = Sought::new(statement, common) else { continue };
            if sought.is_dropped(&copy, read, common) {
                lost.push(HedgeLost { report: number, origin: reprint.of, what: Unsure::Statement(index) });
            }
        }
        let doubts = doubts::dropped(&copy, read, common).into_iter();
        lost.extend(doubts.map(|start| HedgeLost {
            report: number,
            origin: reprint.of,
            what: Unsure::Sentence(start),
        }));
    }
    lost
}

/// What is looked for in a copy.
struct Sought<'a> {
    statement: &'a Statement,
    /// Stems of the words of the content that tell something. Of "the army said it had shot down five planes" the army is one of them.
    content: Vec<String>,
    /// Stems of the words around the content that tell who says so, and how sure.
    about: Vec<String>,
    /// How long the content is in words.
    length: usize,
    /// Whether somebody says what he will do himself: he decides it, and "Verania will close the port" in other words keeps that it is announced.
    promised: bool,
}

impl<'a> Sought<'a> {
    /// What is looked for of a statement; none where nobody is said to say anything that is so.
    fn new(statement: &'a Statement, common: &NewsWords) -> Option<Self> {
        let hearsay = statement.evidence.rule.starts_with("S080") || statement.evidence.rule.starts_with("S050");
        if !(statement.speaker.is_some() || hearsay) || matches!(statement.position.as_str(), "denies" | "rejects") {
            return None;
        }
        let all: Vec<String> =
            statement.content.iter().flat_map(|part| words(&part.text)).map(|word| word.folded).collect();
        // What somebody says of himself in his own words no outlet can tell as its own.
        if all.iter().any(|word| FIRST_PERSON.contains(&word.as_str())) {
            return None;
        }
        let own = all.first().is_some_and(|first| THIRD_PERSON.contains(&first.as_str()));
        let promised = own && all.get(1).is_some_and(|second| matches!(second.as_str(), "would" | "will"));
        let mut content: Vec<String> = statement.content.iter().flat_map(|part| telling(&part.text, common)).collect();
        for hedge in &statement.hedges {
            let hedge = telling(&hedge.text, common);
            content.retain(|word| !hedge.contains(word));
        }
        let speaker =
            statement.speaker.as_ref().filter(|_| own && !promised).map(|speaker| telling(&speaker.text, common));
        let mut about = telling(&statement.evidence.text, common);
        about.retain(|word| !content.contains(word));
        if let Some(name) = speaker.and_then(|mut words| words.pop()) {
            about.retain(|word| *word != name);
            content.insert(0, name);
        }
        Some(Self { statement, content, about, length: all.len(), promised })
    }

    fn is_dropped(&self, copy: &Reading<'_>, source: &Reading<'_>, common: &NewsWords) -> bool {
        let content = different(&self.content);
        let long = content.len() >= LEAST_WORDS;
        let told = |sentences: [usize; 2]| !self.is_kept_near(copy, source, sentences, common);
        let within = self.within(copy, common);
        let stretch = long && stretches(copy, &content, self.length, &within).into_iter().any(told);
        let found = stretch || self.left_over(copy, source, &within).into_iter().any(told);
        found && stretches(source, &content, self.length, &BTreeSet::new()).is_empty() && !self.is_kept(copy, common)
    }

    /// Statements of the copy that are part of what is told: of "two officials said Verania had had a message warning that a raid was near"
    /// the message's warning is no attribution of the copy's.
    fn within(&self, copy: &Reading<'_>, common: &NewsWords) -> BTreeSet<usize> {
        let statements = copy.report.statements.iter().enumerate();
        let inside = |made: &Statement| {
            let own = telling(&made.evidence.text, common);
            own.iter().all(|word| self.content.contains(word))
        };
        statements.filter(|(_, made)| inside(made)).map(|(number, _)| number).collect()
    }

    /// Sentences of the copy that are what is left when the words for the speaker are cut out of the source's.
    fn left_over(&self, copy: &Reading<'_>, source: &Reading<'_>, within: &BTreeSet<usize>) -> Vec<[usize; 2]> {
        let content = different(&self.content);
        let spans = &self.statement.evidence.spans;
        let span = spans.first().zip(spans.last()).map(|(first, last)| [first[0] as usize, last[1] as usize]);
        let around = span.and_then(|span| source.around(span)).map(|at| source.neighbours(at));
        let Some([first, last]) =
            around.filter(|_| !self.promised && TELLS.contains(&self.statement.position.as_str()))
        else {
            return Vec::new();
        };
        let region = source.sentences.get(first..=last).unwrap_or_default();
        let region: Vec<&str> = region.iter().flat_map(Sentence::telling).collect();
        let enough = if content.len() <= FEW { content.len() } else { part(content.len(), TOLD) };
        let mut found = Vec::new();
        for (number, sentence) in copy.sentences.iter().enumerate() {
            if !sentence.is_own(&self.content, within) {
                continue;
            }
            let words: Vec<&str> = sentence.telling().collect();
            let inside = content.iter().filter(|word| words.contains(word)).count();
            let whole = inside >= enough.max(2) && words.len() >= FEW;
            let names_speaker = self.about.iter().any(|word| words.contains(&word.as_str()));
            if whole && !names_speaker && in_order(&words, &region) >= part(words.len(), TAKEN) {
                found.push([number, number]);
            }
        }
        found
    }

    /// Whether the attribution stands in these sentences, or the same speaker speaks next to them, in words that are not another
    /// statement's of the source: of "The dam had burst, Orlov said. Nobody was hurt, he said" the second attribution is no part of the first.
    fn is_kept_near(
        &self,
        copy: &Reading<'_>,
        source: &Reading<'_>,
        [first, last]: [usize; 2],
        common: &NewsWords,
    ) -> bool {
        let here = copy.sentences.get(first..=last).unwrap_or_default();
        let speaker = self.statement.speaker.as_ref();
        let others = |made: &Statement| {
            let words: Vec<String> = made.content.iter().flat_map(|part| telling(&part.text, common)).collect();
            let of = |other: &Statement| {
                let all: Vec<String> = other.content.iter().flat_map(|part| telling(&part.text, common)).collect();
                words.iter().filter(|word| all.contains(word)).count() >= part(words.len(), SAME_WORDS).max(1)
            };
            source.report.statements.iter().any(|other| !std::ptr::eq(other, self.statement) && of(other))
        };
        here.iter().any(|sentence| sentence.attributes(&self.content))
            || speaker.is_some_and(|who| copy.speaks_in(copy.neighbours([first, last]), who, |made| !others(made)))
    }

    /// Whether the copy says somewhere that somebody says so.
    fn is_kept(&self, copy: &Reading<'_>, common: &NewsWords) -> bool {
        let content = different(&self.content);
        let kept = |made: &Statement| {
            let words: Vec<String> = made.content.iter().flat_map(|part| telling(&part.text, common)).collect();
            content.iter().filter(|sought| words.iter().any(|word| word == **sought)).count()
                >= part(content.len(), KEPT).max(2)
        };
        let statements = copy.report.statements.iter();
        statements.filter(|made| !matches!(made.position.as_str(), "denies" | "rejects")).any(kept)
    }
}

/// A part of a number of words, rounded up.
fn part(number: usize, share: f64) -> usize {
    (number as f64 * share).ceil() as usize
}

/// The stretches of a report, outside of its statements but for those that are within what is sought, that hold most of the words sought: by their first and last sentence.
fn stretches(
    report: &Reading<'_>,
    sought: &BTreeSet<&str>,
    length: usize,
    within: &BTreeSet<usize>,
) -> Vec<[usize; 2]> {
    let window = (length as f64 * STRETCH).ceil() as usize;
    let enough = part(sought.len(), SAME_WORDS);
    let mut found = Vec::new();
    // Places of the words sought in the stretch at hand: by number of the word in it, and by sentence.
    let mut inside: Vec<(usize, usize, &str)> = Vec::new();
    let all = report
        .sentences
        .iter()
        .enumerate()
        .flat_map(|(at, sentence)| sentence.words.iter().map(move |word| (at, word)));
    for (number, (sentence, word)) in all.enumerate() {
        if word.said.is_some_and(|said| !within.contains(&said)) {
            inside.clear();
            continue;
        }
        if !sought.contains(word.stem.as_str()) {
            continue;
        }
        inside.push((number, sentence, &word.stem));
        inside.retain(|(at, ..)| number - at < window);
        let different: BTreeSet<&str> = inside.iter().map(|(.., stem)| *stem).collect();
        if different.len() >= enough
            && let Some((_, first, _)) = inside.first()
        {
            found.push([*first, sentence]);
        }
    }
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Evidence, Party, Words};
    use demarche_lexicon::Lexicon;

    fn words(text: &str, part: &str) -> Words {
        let start = text.find(part).expect("the words stand in the text");
        let start = text[..start].chars().count();
        Words { span: [start as u32, (start + part.chars().count()) as u32], text: part.into() }
    }

    /// A report with statements, each by its speaker, its content and all its words.
    fn report(text: &str, said: &[(&str, &str, &str)]) -> Digest {
        let statements = said.iter().map(|(speaker, content, all)| {
            let all = words(text, all);
            Statement {
                speaker: Some(Party { name: (*speaker).into(), text: (*speaker).into(), ..Party::default() }),
                content: vec![words(text, content)],
                position: "asserts".into(),
                evidence: Evidence { spans: vec![all.span], text: all.text, ..Evidence::default() },
                ..Statement::default()
            }
        });
        Digest { text: text.into(), statements: statements.collect(), ..Digest::default() }
    }

    fn dropped(source: &Digest, copy: &Digest) -> Vec<i64> {
        let reports = [source.clone(), copy.clone()];
        let reprints = [None, Some(Reprint { of: 0, whole: true, shared: 0.5 })];
        let lost = hedges_lost(&reports, &reprints, &Lexicon::embedded().news_words, &KnownHedges::new());
        lost.iter().map(|lost| lost.what.code() - 1).collect()
    }

    fn flat(text: &str) -> Digest {
        report(text, &[])
    }

    const RAID: &str =
        "Two ferrymen died near Tolm on Friday in what villagers called a Veranian raid. The ferry sank at noon.";

    fn raid() -> Digest {
        report(RAID, &[("villagers", "a Veranian raid", "villagers called a Veranian raid")])
    }

    #[test]
    fn what_is_left_of_a_sentence_without_its_source_is_flat() {
        assert_eq!(dropped(&raid(), &flat("Two ferrymen died near Tolm on Friday in a Veranian raid.")), [0]);
        assert!(dropped(&raid(), &flat("Two ferrymen died near Tolm on Friday.")).is_empty());
    }

    #[test]
    fn an_attribution_in_other_words_is_kept() {
        for copy in [
            "Two ferrymen died near Tolm on Friday in a reported Veranian raid.",
            "Two ferrymen died near Tolm on Friday in a Veranian raid, villagers recalled.",
            "Two ferrymen died near Tolm on Friday in a “Veranian raid”.",
        ] {
            assert!(dropped(&raid(), &flat(copy)).is_empty(), "{copy}");
        }
    }

    #[test]
    fn a_short_claim_is_dropped_where_all_its_words_are_told() {
        let text = "The camp was empty. Three aides said Verania had flooded the quarry. Ostria was silent.";
        let all = "Three aides said Verania had flooded the quarry";
        let source = report(text, &[("aides", "Verania had flooded the quarry", all)]);
        assert_eq!(dropped(&source, &flat("The camp was empty. Verania flooded the quarry. Ostria was silent.")), [0]);
        assert!(dropped(&source, &flat("The camp was empty. Verania left the quarry. Ostria was silent.")).is_empty());
    }

    #[test]
    fn a_speaker_next_to_it_or_elsewhere_keeps_it() {
        let text = "The dam had burst, Orlov said. The road was under water.";
        let source = report(text, &[("Orlov", "The dam had burst", "The dam had burst, Orlov said")]);
        let next = "The dam had burst. Orlov said nobody was hurt.";
        let next = report(next, &[("Orlov", "nobody was hurt", "Orlov said nobody was hurt")]);
        let text = "Sabotage feared at reservoir wall by night: Orlov said saboteurs had blown up the reservoir wall.";
        let claim = "saboteurs had blown up the reservoir wall";
        let headline = report(text, &[("Orlov", claim, "Orlov said saboteurs had blown up the reservoir wall")]);
        let both = "Saboteurs had blown up the reservoir wall\n\nSaboteurs had blown up the reservoir wall, it emerged when Orlov spoke";
        let both = report(
            both,
            &[(
                "Orlov",
                "Saboteurs had blown up the reservoir wall, it",
                "Saboteurs had blown up the reservoir wall, it emerged when Orlov spoke",
            )],
        );
        assert!(dropped(&source, &next).is_empty());
        assert!(dropped(&headline, &both).is_empty());
        assert_eq!(dropped(&headline, &flat("Saboteurs had blown up the reservoir wall.")), [0]);
    }

    #[test]
    fn the_army_that_said_it_is_the_doer_of_the_copy() {
        let text = "The army said it had shot down five Ostrian planes.";
        let source = report(text, &[("army", "it had shot down five Ostrian planes", text)]);
        assert_eq!(dropped(&source, &flat("The army has shot down five Ostrian jets.")), [0]);
        assert!(dropped(&source, &flat("Five Ostrian planes flew home.")).is_empty());
    }

    #[test]
    fn who_says_what_it_will_do_is_no_source_for_it() {
        let text = "Verania said it would close the river ports to tankers.";
        let source = report(text, &[("Verania", "it would close the river ports to tankers", text)]);
        assert!(dropped(&source, &flat("Verania will close the river ports to tankers.")).is_empty());
    }

    #[test]
    fn another_statement_that_the_copy_keeps_attributes_nothing_but_itself() {
        let text = "The dam had burst at noon near Tolm, Orlov said. Nobody was hurt in the valley, he said.";
        let first = "The dam had burst at noon near Tolm";
        let all = "The dam had burst at noon near Tolm, Orlov said";
        let second = "Nobody was hurt in the valley";
        let source =
            report(text, &[("Orlov", first, all), ("Orlov", second, "Nobody was hurt in the valley, he said")]);
        let text = "The dam burst at noon near Tolm. Nobody was hurt in the valley, Orlov said.";
        let copy = report(text, &[("Orlov", second, "Nobody was hurt in the valley, Orlov said")]);
        assert_eq!(dropped(&source, &copy), [0]);
    }

    #[test]
    fn a_message_within_what_is_told_is_no_source_of_the_copy() {
        let told = "Verania had received a letter through Tolm warning that a raid was near";
        let text = format!("{told}, two officials said.");
        let source = report(&text, &[("officials", told, text.trim_end_matches('.'))]);
        let text = "Verania received a letter through Tolm warning that a raid was near.";
        let copy = report(text, &[("Verania", "a raid was near", text.trim_end_matches('.'))]);
        assert_eq!(dropped(&source, &copy), [0]);
    }
}
