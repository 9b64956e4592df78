//! What holds for every record of every text (RECORD.md, "Invariants"): properties, tried on texts that nobody wrote.
//!
//! The texts are put together from parts of real constructions ("Tehran said that", "would attack", an unclosed quotation mark, a mojibake
//! blank) and from arbitrary characters; the program has to keep its promises on all of them.

mod common;

use demarche_analyse::Options;
use demarche_model::{Date, Declared, DocumentRecord, Evidence, Occurrence, Span, Stance};
use proptest::prelude::*;
use proptest::sample::select;

fn declared(day: Option<u8>) -> Declared {
    let published = day.map(|day| Date { year: Some(2024), month: 4, day }).map(|day| (day, day));
    Declared { published, ..Declared::default() }
}

fn part() -> impl Strategy<Value = String> {
    let parties = [
        "Israel",
        "Iran",
        "Tehran",
        "the Kremlin",
        "Russian Foreign Minister Sergey Lavrov",
        "He",
        "officials",
        "both sides",
    ];
    let cues = [
        " said that ",
        " denied that ",
        " noted, ",
        " told reporters: ",
        ", according to ",
        " warned of ",
        " accused ",
        " would ",
        " if ",
    ];
    let deeds = [
        "attacked targets in Isfahan",
        "offered to mediate",
        "did not strike Damascus",
        "signed a treaty with Moscow",
        "the bombardment of Gaza",
    ];
    let dirt = [
        "`",
        "“",
        "”",
        "\"",
        "''",
        "\n\n",
        "\n",
        " ",
        "\u{a0}",
        "Ā\u{a0}",
        "…",
        "- ",
        " on Tuesday. ",
        " April 18",
        "Leave a Reply",
        "(Photo: AP)",
        "\u{202e}",
        "é",
    ];
    prop_oneof![
        4 => select(parties.to_vec()).prop_map(str::to_owned),
        4 => select(cues.to_vec()).prop_map(str::to_owned),
        3 => select(deeds.to_vec()).prop_map(str::to_owned),
        4 => select(dirt.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn report() -> impl Strategy<Value = String> {
    prop::collection::vec(part(), 0..40).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn every_promise_is_kept(text in report(), day in prop::option::of(1u8..=28), as_is: bool) {
        let record = common::read(vec![common::document(&text, declared(day))], Options { as_is }).remove(0);
        prop_assert!(!as_is || record.article.text == text, "--as-is changed the text");
        check_spans(&record)?;
        check_status(&record)?;
        check_links(&record)?;
        if day.is_none() {
            check_no_year_is_invented(&record)?;
        }
    }

    #[test]
    fn the_neighbours_of_a_report_change_nothing(texts in prop::collection::vec(report(), 1..6)) {
        let documents: Vec<_> = texts.iter().map(|text| common::document(text, declared(Some(19)))).collect();
        let together: Vec<String> = common::read(documents.clone(), Options::default()).iter().map(common::line).collect();
        let mut backwards = documents.clone();
        backwards.reverse();
        let mut reversed: Vec<String> = common::read(backwards, Options::default()).iter().map(common::line).collect();
        reversed.reverse();
        prop_assert_eq!(&together, &reversed);
        for (document, line) in documents.into_iter().zip(&together) {
            prop_assert_eq!(&common::line(&common::read(vec![document], Options::default())[0]), line);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    /// What is negated, planned, threatened, wished or conditional is no plain fact, whoever does it to whom.
    #[test]
    fn what_did_not_happen_is_never_told_as_fact(
        actor in select(vec!["Israel", "Iran", "Russia", "Hezbollah", "The Pakistani army"]),
        target in select(vec!["Ukraine", "the nuclear site", "India", "the Houthis", "Turkish troops", "Tel Aviv"]),
        verb in select(vec!["attack", "bomb", "strike", "shell", "invade"]),
        frame in select(vec!["did not", "has never threatened to", "would", "plans to", "threatened to", "may", "refused to", "wants to", "vowed to"]),
        told in select(vec!["", "Officials said ", "The Kremlin denied that "]),
    ) {
        let text = format!("{told}{actor} {frame} {verb} {target}.");
        let record = common::read(vec![common::document(&text, declared(Some(19)))], Options { as_is: true }).remove(0);
        for event in record.events.iter().filter(|event| event.plover == "ASSAULT") {
            prop_assert!(event.occurrence != Occurrence::Actual, "{text:?} is told as a fact: {event:?}");
            prop_assert!(told.is_empty() || event.stance != Stance::Asserted, "{text:?} is asserted: {event:?}");
        }
    }
}

type Checked = Result<(), TestCaseError>;

/// 1: every span lies inside the text, on character boundaries, and covers something; no evidence is empty.
fn check_spans(record: &DocumentRecord) -> Checked {
    let text = &record.article.text;
    let inside = |span: Span, what: &str| {
        prop_assert!(
            !span.is_empty() && text.get(span.start as usize..span.end as usize).is_some(),
            "{what}: {span:?}"
        );
        Ok(())
    };
    for block in &record.article.blocks {
        inside(block.span, "block")?;
    }
    for mention in &record.mentions {
        inside(mention.span, "mention")?;
    }
    for made in &record.statements {
        prop_assert!(!made.content.is_empty(), "a statement without content");
        let spans = made.content.iter().chain(&made.quoted).chain(&made.hedges);
        let parties = made.speaker.iter().chain(&made.addressees).map(|party| party.span);
        let cue = made.cue.iter().map(|cue| cue.span).chain(made.channel.iter().map(|channel| channel.span));
        for span in spans.copied().chain(parties).chain(cue) {
            inside(span, "statement")?;
        }
        check_evidence(&made.evidence, &inside)?;
    }
    for event in &record.events {
        for party in event.actors.iter().chain(&event.recipients) {
            inside(party.span, "party")?;
        }
        check_evidence(&event.evidence, &inside)?;
    }
    for made in &record.commitments {
        inside(made.name, "commitment")?;
        check_evidence(&made.evidence, &inside)?;
    }
    for made in &record.moves {
        let parties = made.by.iter().chain(&made.with).chain(&made.offeror).chain(&made.parties);
        for span in parties.map(|party| party.span).chain(made.terms) {
            inside(span, "move")?;
        }
        check_evidence(&made.evidence, &inside)?;
    }
    for made in &record.humanitarian {
        let parties = made.by.iter().map(|party| party.span);
        for span in parties.chain(made.route.iter().copied()).chain([made.who]) {
            inside(span, "humanitarian")?;
        }
        check_evidence(&made.evidence, &inside)?;
    }
    for figure in &record.figures {
        inside(figure.count.span, "figure")?;
        check_evidence(&figure.evidence, &inside)?;
    }
    for framing in &record.framings {
        inside(framing.span, "framing")?;
        check_evidence(&framing.evidence, &inside)?;
    }
    for time in &record.times {
        inside(time.span, "time")?;
    }
    for place in &record.places {
        inside(place.span, "place")?;
    }
    Ok(())
}

fn check_evidence(evidence: &Evidence, inside: &impl Fn(Span, &str) -> Checked) -> Checked {
    prop_assert!(!evidence.spans.is_empty() && !evidence.rule.is_empty(), "no evidence: {evidence:?}");
    evidence.spans.iter().try_for_each(|&span| inside(span, "evidence"))
}

/// 4: an event on somebody's word is never asserted.
fn check_status(record: &DocumentRecord) -> Checked {
    for event in &record.events {
        prop_assert!(
            event.on_word_of.is_empty() || event.stance != Stance::Asserted,
            "asserted on the word of {:?}: {:?}",
            event.on_word_of,
            event.evidence
        );
    }
    Ok(())
}

/// Links lead to things that exist, and nesting has no circle.
fn check_links(record: &DocumentRecord) -> Checked {
    for (index, made) in record.statements.iter().enumerate() {
        let mut seen = vec![index];
        let mut at = made.inside;
        while let Some(outer) = at {
            let outer = outer.0 as usize;
            prop_assert!(outer < record.statements.len() && !seen.contains(&outer), "nesting of s{}", index + 1);
            seen.push(outer);
            at = record.statements[outer].inside;
        }
    }
    for event in &record.events {
        for id in &event.on_word_of {
            prop_assert!((id.0 as usize) < record.statements.len(), "on the word of a statement that is not there");
        }
    }
    for mention in &record.mentions {
        prop_assert!(mention.same_as.is_none_or(|id| (id.0 as usize) < record.mentions.len()), "same as nobody");
    }
    Ok(())
}

/// 3: without a publication day and without a year in the text, no date has a year.
fn check_no_year_is_invented(record: &DocumentRecord) -> Checked {
    let text = &record.article.text;
    if text.bytes().filter(u8::is_ascii_digit).count() >= 4
        || text.chars().any(|character| !character.is_ascii() && character.is_numeric())
    {
        return Ok(());
    }
    for event in &record.events {
        let when = event.when.and_then(|when| when.from);
        prop_assert!(when.is_none_or(|day| day.year.is_none()), "a year from nowhere: {when:?} in {text:?}");
    }
    prop_assert!(record.times.iter().all(|time| time.from.is_none_or(|day| day.year.is_none())), "a year from nowhere");
    Ok(())
}
