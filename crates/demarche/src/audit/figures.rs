//! How good the coding is: rows and verdicts in, precision by category with Wilson's intervals and Krippendorff's alpha out.
//!
//! A row that two coders accepted and one rejected is right; where as many reject it as accept it, it is not.

use demarche_crisis::agreement::{alpha, wilson};
use demarche_store::{Auditable, Decision};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The verdicts that stand: the last of each reviewer on each row, without those taken back.
pub(super) fn standing(decisions: &[Decision]) -> Vec<&Decision> {
    let mut stacks: BTreeMap<(&str, &str, &str, i64, &str), Vec<&Decision>> = BTreeMap::new();
    for made in decisions {
        let stack = stacks.entry((&made.article, &made.kind, &made.exact, made.first, &made.reviewer)).or_default();
        if made.verdict == "undo" {
            stack.pop();
        } else {
            stack.push(made);
        }
    }
    stacks.into_values().filter_map(|stack| stack.last().copied()).collect()
}

/// Whether a verdict is on a row.
pub(super) fn is_of(made: &Decision, item: &Auditable) -> bool {
    made.article == item.article
        && made.kind == item.kind
        && made.first == item.span[0]
        && made.exact.chars().count() as i64 == item.span[1] - item.span[0]
}

/// Verdicts by reviewer, of each row: its report and its number there.
type Verdicts<'a> = BTreeMap<(&'a str, i64), BTreeMap<&'a str, &'a str>>;

/// By kind and category: all coders together, then each.
pub(super) fn figures(items: &[Auditable], decisions: &[Decision]) -> Vec<Value> {
    let mut by_row: BTreeMap<(&str, &str, i64, i64), &Auditable> = BTreeMap::new();
    for item in items {
        by_row.insert((&item.article, &item.kind, item.span[0], item.span[1] - item.span[0]), item);
    }
    let mut cells: BTreeMap<(&str, &str), Verdicts<'_>> = BTreeMap::new();
    for made in standing(decisions) {
        let length = made.exact.chars().count() as i64;
        // A row that a later coding no longer has keeps its verdict, but counts nowhere.
        let Some(item) = by_row.get(&(made.article.as_str(), made.kind.as_str(), made.first, length)) else { continue };
        let rows = cells.entry((&item.kind, &item.category)).or_default();
        rows.entry((&item.article, item.number)).or_default().insert(&made.reviewer, &made.verdict);
    }
    let mut out = Vec::new();
    for ((kind, category), rows) in &cells {
        let verdicts: Vec<&BTreeMap<&str, &str>> = rows.values().collect();
        let right = verdicts.iter().filter(|verdicts| is_right(verdicts)).count();
        let agreement = alpha(verdicts.iter().map(|verdicts| verdicts.values().copied().collect()));
        out.push(row((kind, category), "all", (right, verdicts.len()), agreement));
        let mut reviewers: Vec<&str> = verdicts.iter().flat_map(|verdicts| verdicts.keys().copied()).collect();
        reviewers.sort_unstable();
        reviewers.dedup();
        for reviewer in reviewers.iter().filter(|_| reviewers.len() > 1) {
            let own: Vec<&str> = verdicts.iter().filter_map(|verdicts| verdicts.get(reviewer).copied()).collect();
            let right = own.iter().filter(|verdict| **verdict == "accept").count();
            out.push(row((kind, category), reviewer, (right, own.len()), None));
        }
    }
    for kind in ["event", "statement"] {
        let all: Vec<&BTreeMap<&str, &str>> =
            cells.iter().filter(|((own, _), _)| *own == kind).flat_map(|(_, rows)| rows.values()).collect();
        if !all.is_empty() {
            let right = all.iter().filter(|verdicts| is_right(verdicts)).count();
            let agreement = alpha(all.iter().map(|verdicts| verdicts.values().copied().collect()));
            out.push(row((kind, "all"), "all", (right, all.len()), agreement));
        }
    }
    out
}

/// More accept it than not; an edit says that it was wrong.
fn is_right(verdicts: &BTreeMap<&str, &str>) -> bool {
    let accepted = verdicts.values().filter(|verdict| **verdict == "accept").count();
    accepted * 2 > verdicts.len()
}

fn row((kind, category): (&str, &str), reviewer: &str, (right, judged): (usize, usize), alpha: Option<f64>) -> Value {
    let (low, high) = wilson(right, judged);
    let precision = (right as f64 / judged.max(1) as f64 * 1000.0).round() / 1000.0;
    json!({"kind": kind, "category": category, "reviewer": reviewer, "judged": judged, "right": right, "precision": precision,
           "low": low, "high": high, "alpha": alpha})
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(number: i64) -> Auditable {
        Auditable {
            article: "a".into(),
            kind: "event".into(),
            number,
            category: "ASSAULT".into(),
            status: String::new(),
            coded: String::new(),
            span: [number * 10, number * 10 + 4],
            outlet: None,
            published: None,
        }
    }

    fn verdict(number: i64, verdict: &str, reviewer: &str) -> Decision {
        Decision {
            article: "a".into(),
            kind: "event".into(),
            exact: "raid".into(),
            first: number * 10,
            verdict: verdict.into(),
            reviewer: reviewer.into(),
            ..Decision::default()
        }
    }

    #[test]
    fn an_undone_verdict_does_not_stand() {
        let decisions = [verdict(1, "reject", "ada"), verdict(1, "accept", "ada"), verdict(1, "undo", "ada")];
        let standing = standing(&decisions);
        assert_eq!(standing.len(), 1);
        assert_eq!(standing[0].verdict, "reject");
    }

    #[test]
    fn precision_has_an_interval_and_two_coders_an_alpha() {
        let items = [item(1), item(2)];
        let decisions = [
            verdict(1, "accept", "ada"),
            verdict(1, "accept", "bob"),
            verdict(2, "reject", "ada"),
            verdict(2, "reject", "bob"),
            verdict(9, "accept", "ada"),
        ];
        let rows = figures(&items, &decisions);
        assert_eq!(rows.len(), 4);
        assert_eq!((&rows[0]["precision"], &rows[0]["alpha"]), (&json!(0.5), &json!(1.0)));
        assert_eq!(rows[1]["reviewer"], "ada");
        assert!(rows[0]["low"].as_f64() < Some(0.5) && rows[0]["high"].as_f64() > Some(0.5));
    }
}
