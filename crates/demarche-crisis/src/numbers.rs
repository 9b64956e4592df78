//! Conflicting numbers: a [`Crisis`] in, a row for each figure of each report out, with whoever gives it and the event that it is of.
//!
//! "Iran's health ministry put the dead at 224" and "doctors in the capital count 974" are two rows; that they differ is for the
//! reader to see. A figure that a report gives twice, in its headline and its text, is one row.

use crate::crisis::Crisis;
use crate::digest::{Digest, Figure, Party};
use crate::rows::{evidence, neutral_name};
use serde_json::{Value, json};

/// The figures, in the order of the reports.
pub fn numbers(crisis: &Crisis) -> Vec<Value> {
    let row = |number: usize, report: &Digest, figure: &Figure| {
        let told = crisis.told_at(number, &figure.evidence);
        let claimant = figure.claimant.as_ref().or_else(|| sayer(report, figure));
        json!({"event": told.map(|(event, _)| &event.id), "what": what(figure, claimant), "kind": figure.kind, "min": figure.min,
               "max": figure.max, "words": figure.text, "claimant": claimant, "when": told.and_then(|(_, telling)| telling.when.as_ref()),
               "evidence": evidence(report, &figure.evidence)})
    };
    crisis.of_reports(|number, report| kept(report).map(|figure| row(number, report, figure)).collect())
}

fn sayer<'a>(report: &'a Digest, figure: &Figure) -> Option<&'a Party> {
    figure.on_word_of.iter().filter_map(|id| report.statement(id)).find_map(|said| said.speaker.as_ref())
}

/// The figures of a report, each once: of several that are the same the one with a claimant, else the one with most words. Two who give
/// the same figure are two.
fn kept(report: &Digest) -> impl Iterator<Item = &Figure> {
    let sayer =
        |figure: &Figure| figure.claimant.as_ref().or_else(|| sayer(report, figure)).map(|party| party.name.clone());
    let headline = |figure: &Figure| report.title.as_deref().is_some_and(|title| title.contains(&figure.evidence.text));
    let other_voice = move |a: &Figure, b: &Figure| {
        sayer(a).is_some() && sayer(b).is_some() && sayer(a) != sayer(b) && !headline(a) && !headline(b)
    };
    let weight = |figure: &Figure| (figure.claimant.is_some(), figure.evidence.text.len());
    report.figures.iter().enumerate().filter_map(move |(number, figure)| {
        let better = |(other, same): (usize, &Figure)| {
            other != number
                && (&same.kind, same.min, same.max) == (&figure.kind, figure.min, figure.max)
                && !other_voice(same, figure)
                && (weight(same) > weight(figure) || (weight(same) == weight(figure) && other < number))
        };
        (!report.figures.iter().enumerate().any(better)).then_some(figure)
    })
}

/// "killed: at least 224, according to the Iranian health ministry".
fn what(figure: &Figure, claimant: Option<&Party>) -> String {
    let range = match (figure.min, figure.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "unknown".to_owned(),
    };
    let by = claimant.map(|party| format!(", according to {}", neutral_name(party))).unwrap_or_default();
    format!("{}: {range}{by}", figure.kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Evidence;
    use demarche_lexicon::Lexicon;

    #[test]
    fn a_figure_that_the_headline_gives_too_is_one_row_with_its_claimant() {
        let party = Party { name: "Ministry of Health".into(), ..Party::default() };
        let dead = |claimant: Option<Party>| Figure {
            kind: "killed".into(),
            min: Some(78),
            max: Some(78),
            claimant,
            ..Figure::default()
        };
        let wounded = Figure { kind: "wounded".into(), min: Some(320), ..Figure::default() };
        let told = |figure: Figure, text: &str| Figure {
            evidence: Evidence { text: text.into(), ..Evidence::default() },
            ..figure
        };
        let other = Party { name: "Doctors".into(), ..Party::default() };
        let report = Digest {
            title: Some("Raid kills 78".into()),
            figures: vec![
                told(dead(None), "kills 78"),
                told(dead(Some(party)), "78 people had died"),
                told(dead(Some(other)), "they counted 78 dead"),
                wounded,
            ],
            ..Digest::default()
        };
        let rows = numbers(&Crisis::build(vec![report], &Lexicon::embedded().news_words));
        let what: Vec<_> = rows.iter().filter_map(|row| row["what"].as_str()).collect();
        assert_eq!(
            what,
            [
                "killed: 78, according to Ministry of Health",
                "killed: 78, according to Doctors",
                "wounded: at least 320"
            ]
        );
    }
}
