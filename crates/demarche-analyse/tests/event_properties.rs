//! What holds for the events of any text: arbitrary sentences of hostile parts in, spans, evidence and types checked.
//!
//! "Iran “ would – attacked - by by of Israel": nothing here parses, and nothing may break.

use demarche_analyse::{Options, analyse};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::{Body, DocumentRecord, Event, Occurrence, RawDocument, Stance};
use proptest::prelude::*;
use proptest::sample::select;

fn read(text: &str) -> DocumentRecord {
    let document = RawDocument { body: Body::Text(text.to_owned()), ..RawDocument::default() };
    analyse(vec![document], Model::english(), Lexicon::embedded(), Options { as_is: true }).remove(0)
}

/// Words that steer the coder: governors, light verbs, prepositions, negations, marks.
fn word() -> impl Strategy<Value = String> {
    let steering = [
        "Israel",
        "Iran",
        "both sides",
        "Hamas",
        "cease-fire",
        "cease",
        "-",
        "fire",
        "attack",
        "launched",
        "an",
        "no",
        "any",
        "would",
        "not",
        "if",
        "accused",
        "of",
        "by",
        "to",
        "that",
        "which",
        "was",
        "killed",
        "dozens",
        "talks",
        "between",
        "and",
        ",",
        "said",
        "“",
        "”",
        "offer",
        "mediate",
        "their",
        "it",
        "on",
        "in",
        "Damascus",
        "rockets",
        "fired",
        "at",
        "threatened",
        "agreed",
        "must",
        "\n\n",
        ".",
        "is",
        "willing",
        "treaty",
        "signed",
        "with",
        "lacks",
        "clause",
        "yesterday",
        "’s",
        "é",
        "\u{200b}",
    ];
    prop_oneof![9 => select(steering.to_vec()).prop_map(str::to_owned), 1 => any::<String>()]
}

fn is_of_nobody(event: &Event) -> bool {
    event.actors.is_empty() && event.recipients.is_empty()
}

/// What `docs/events.md` lets be told with nobody named: force, a truce or a meeting, that is told as done, to come or denied, beside an event that
/// names a party.
fn may_be_of_nobody(event: &Event, all: &[Event]) -> bool {
    let kind = matches!(event.plover.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE" | "SANCTION" | "CONSULT")
        || event.mode.as_deref() == Some("ceasefire");
    let told = event.occurrence != Occurrence::Hypothetical;
    kind && told && all.iter().any(|other| !is_of_nobody(other))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn events_stand_on_words_of_the_text(words in prop::collection::vec(word(), 0..60)) {
        let record = read(&words.join(" "));
        let text = &record.article.text;
        let ontology = &Lexicon::embedded().verbs.ontology;
        for event in &record.events {
            prop_assert!(!event.evidence.spans.is_empty() && !event.evidence.rule.is_empty());
            for span in &event.evidence.spans {
                prop_assert!(!span.is_empty() && text.get(span.start as usize..span.end as usize).is_some(), "{span:?}");
            }
            let known = ontology.event(&event.plover);
            prop_assert!(known.is_some_and(|known| known.quad == event.quad), "{}", event.plover);
            prop_assert!(event.cameo.as_deref().is_none_or(|code| ontology.cameo(code).is_some()), "{:?}", event.cameo);
            prop_assert!(!is_of_nobody(event) || may_be_of_nobody(event, &record.events), "an event of nobody: {event:?}");
            prop_assert!(event.on_word_of.is_empty() || event.stance != Stance::Asserted);
            let casualties = event.casualties.iter().flat_map(|it| it.killed.iter().chain(&it.wounded));
            for count in casualties {
                prop_assert!(!count.span.of(text).is_empty() && (count.min.is_some() || count.max.is_some()));
            }
        }
        for commitment in &record.commitments {
            prop_assert!(!commitment.name.of(text).is_empty() && !commitment.parties.is_empty());
        }
    }

    /// The weakest mark wins: a deed under *if*, *would*, *plans to* is never a fact, whoever tells it.
    #[test]
    fn marks_are_kept(
        actor in select(vec!["Turkey", "Russia", "India", "Egypt"]),
        mark in select(vec!["would", "might", "plans to", "intends to", "wants to", "threatened to", "is ready to", "hopes to"]),
        deed in select(vec!["attack", "bomb", "invade", "blockade", "sanction", "shell"]),
        target in select(vec!["Syria", "Ukraine", "Pakistan", "Libya"]),
        told in select(vec!["", "Norway said "]),
    ) {
        let text = format!("{told}{actor} {mark} {deed} {target}.");
        for event in &read(&text).events {
            let deed = matches!(event.plover.as_str(), "ASSAULT" | "COERCE" | "SANCTION");
            prop_assert!(!deed || event.occurrence != Occurrence::Actual, "{text}: {event:?}");
        }
    }
}
