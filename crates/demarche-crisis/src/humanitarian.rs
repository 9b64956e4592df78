//! Humanitarian moves across reports: a [`Crisis`] in, a row for each evacuation, delivery, corridor and exchange out, with who, which way and how many.
//!
//! "Verania sent 110 students over the border to Tolm" is an evacuation by Verania, 110 of them, over the border to Tolm.

use crate::crisis::Crisis;
use crate::digest::{Digest, Party, Relief};
use crate::rows::evidence;
use serde_json::{Value, json};

/// The moves in the order of the reports; whole copies add none.
pub fn humanitarian(crisis: &Crisis) -> Vec<Value> {
    let is_copy = |place: usize| crisis.reprints.get(place).copied().flatten().is_some_and(|copy| copy.whole);
    let originals = crisis.asked_reports().filter(|(place, _)| !is_copy(*place));
    originals.flat_map(|(_, report)| report.humanitarian.iter().map(move |made| row(report, made))).collect()
}

fn row(report: &Digest, made: &Relief) -> Value {
    let route: Vec<&str> = made.route.iter().map(|words| words.text.as_str()).collect();
    let claimant: Option<&Party> =
        made.on_word_of.iter().find_map(|id| report.statement(id)).and_then(|said| said.speaker.as_ref());
    json!({"kind": made.kind, "by": made.by.first(), "also": made.by.get(1..).unwrap_or_default(),
           "who": made.who.as_ref().map(|words| &words.text), "route": (!route.is_empty()).then(|| route.join("; ")),
           "numbers": made.count, "status": {"occurrence": made.occurrence, "stance": made.stance}, "claimant": claimant,
           "when": made.when, "evidence": evidence(report, &made.evidence)})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Words;
    use demarche_lexicon::Lexicon;

    #[test]
    fn a_move_is_told_with_its_way_and_its_number() {
        let made = Relief {
            kind: "evacuation".into(),
            who: Some(Words { span: [0, 12], text: "110 students".into() }),
            route: vec![
                Words { span: [13, 28], text: "over the border".into() },
                Words { span: [29, 36], text: "to Tolm".into() },
            ],
            ..Relief::default()
        };
        let report = Digest { key: "a".into(), humanitarian: vec![made], ..Digest::default() };
        let rows = humanitarian(&Crisis::build(vec![report], &Lexicon::embedded().news_words));
        assert_eq!(rows[0]["route"], "over the border; to Tolm");
        assert_eq!(rows[0]["by"], Value::Null);
    }
}
