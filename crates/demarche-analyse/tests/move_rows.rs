//! Every word of mediation makes its move on its own example: the sentence in, a move that names the row out.
//!
//! `en.move.ready`: "Tolm is [ready] to mediate."

use demarche_analyse::{Options, analyse};
use demarche_language::Model;
use demarche_lexicon::Lexicon;
use demarche_model::{Body, DocumentRecord, MediationMove, Move, RawDocument, Word};

fn read(texts: &[String]) -> Vec<DocumentRecord> {
    let documents =
        texts.iter().map(|text| RawDocument { body: Body::Text(text.clone()), ..RawDocument::default() }).collect();
    analyse(documents, Model::english(), Lexicon::embedded(), Options { as_is: true })
}

/// States that exist, for the invented ones of the examples: what nobody knows is no party.
fn with_known_states(example: &str) -> String {
    example
        .replace("Veranian", "Kenyan")
        .replace("Ostrian", "Malian")
        .replace("Tolmian", "Omani")
        .replace("Verania", "Kenya")
        .replace("Ostria", "Mali")
        .replace("Tolm", "Oman")
        .replace(['[', ']'], "")
}

#[test]
fn rows_fire_on_their_examples() {
    let rows = Lexicon::embedded().verbs.all_moves();
    assert!(rows.len() > 40);
    let texts: Vec<String> = rows.iter().map(|row| with_known_states(&row.example)).collect();
    let mut silent = Vec::new();
    for ((row, text), record) in rows.iter().zip(&texts).zip(read(&texts)) {
        if !record.moves.iter().any(|made| made.evidence.rows.first() == Some(&row.id)) {
            let made: Vec<_> = record.moves.iter().map(|made| (made.step, &made.evidence.rows)).collect();
            silent.push(format!("{}: {text} gave {made:?}", row.id));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

fn moves(text: &str) -> Vec<Move> {
    read(&[text.to_owned()]).remove(0).moves
}

fn country(made: &Move) -> Option<&str> {
    made.by.as_ref()?.actor.as_ref()?.country.as_deref()
}

#[test]
fn a_refusal_told_by_another_is_second_hand() {
    let told = moves("Kenya said that Mali had rejected the offer of talks.");
    assert_eq!(
        (told[0].step, told[0].word, country(&told[0])),
        (MediationMove::Refused, Word::SecondHand, Some("MLI"))
    );
    let own = moves("Mali said that it had rejected the offer of talks.");
    assert_eq!((own[0].step, own[0].word, country(&own[0])), (MediationMove::Refused, Word::OwnMouth, Some("MLI")));
}

#[test]
fn what_is_asked_wished_or_doubted_is_no_move() {
    for text in [
        "Kenya urged Mali to accept the ceasefire proposal.",
        "Kenya hopes that Mali will accept mediation.",
        "Kenya did not say whether it accepts the mediator.",
        "If Mali accepts the ceasefire, Kenya will withdraw.",
        "Mali has not yet accepted the ceasefire proposal.",
        "Kenya rejected the budget after talks with Mali.",
        "Kenya is ready to strike.",
        "The bridge in Mali collapsed.",
    ] {
        assert!(moves(text).is_empty(), "{text}: {:?}", moves(text));
    }
}

#[test]
fn terms_and_parties_are_kept() {
    let made = moves("Oman is ready to mediate between Kenya and Mali if both sides want it.");
    let text = "Oman is ready to mediate between Kenya and Mali if both sides want it.";
    assert_eq!(made[0].step, MediationMove::Offered);
    assert_eq!(made[0].terms.map(|span| span.of(text)), Some("if both sides want it"));
    let parties: Vec<_> = made[0].parties.iter().filter_map(|party| party.actor.as_ref()?.country.as_deref()).collect();
    assert_eq!(parties, ["KEN", "MLI"]);
}

#[test]
fn words_of_relief_fire_on_their_examples() {
    let rows = Lexicon::embedded().verbs.all_reliefs();
    let texts: Vec<String> = rows.iter().map(|row| with_known_states(&row.example)).collect();
    let mut silent = Vec::new();
    for ((row, text), record) in rows.iter().zip(&texts).zip(read(&texts)) {
        if !record.humanitarian.iter().any(|made| made.evidence.rows.first() == Some(&row.id)) {
            silent.push(format!("{}: {text} gave {:?}", row.id, record.humanitarian));
        }
    }
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

#[test]
fn buildings_thieves_and_ministers_are_not_evacuated() {
    for text in [
        "Kenya evacuated the building.",
        "The students left the room.",
        "Kenya sent a letter to Mali.",
        "Kenya opened a factory.",
        "The minister flew home.",
    ] {
        let record = read(&[text.to_owned()]).remove(0);
        assert!(record.humanitarian.is_empty(), "{text}: {:?}", record.humanitarian);
    }
}

#[test]
fn an_evacuation_has_its_number_and_its_way() {
    let text = "India took 45 students over the border to Kuwait on Tuesday.";
    let made = read(&[text.to_owned()]).remove(0).humanitarian.remove(0);
    assert_eq!(made.count.as_ref().and_then(|count| count.min), Some(45));
    let route: Vec<&str> = made.route.iter().map(|span| span.of(text)).collect();
    assert_eq!(route, ["over the border", "to Kuwait"]);
    assert_eq!(made.by[0].actor.as_ref().and_then(|actor| actor.country.as_deref()), Some("IND"));
}
