//! Where a report is written: its dateline in, the state whose institutions it may name without their country out.
//!
//! "ASTERA, 3 May - … The defence ministry called the raid a success": the ministry of the state that Astera lies in, as no other is near.

use super::resolve::Context;
use crate::Reading;
use crate::clean;
use demarche_model::{BlockKind, Span};

/// The state that a report is written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home {
    /// Its code.
    pub(super) country: String,
    /// An outlet of the place writes, not an agency that says where its reporter is.
    pub(super) own: bool,
    /// The report names no state more often.
    pub(super) most: bool,
}

/// Sectors of those whom a report of the place names without saying whose they are.
pub(super) const RULING: &[&str] = &["GOV", "MIL", "COP", "LEG", "JUD", "SPY"];

/// How long a dateline may be that only its capitals show, in bytes.
const LONGEST: u32 = 60;

/// The home of a report: what its dateline or the line of its outlet names, where the report speaks of that state as much as of others.
pub(super) fn of(reading: Reading<'_>, context: &Context<'_, '_>) -> Option<Home> {
    let mut countries: Vec<String> = Vec::new();
    let mut own = true;
    for block in &reading.article.blocks {
        let body = block.kind == BlockKind::Body;
        let region = if body { dateline(reading, block.span) } else { Some(block.span) };
        let Some(region) = region.filter(|region| body || is_line_of_outlet(region.of(context.text))) else {
            if body {
                break;
            }
            continue;
        };
        let words = region.of(context.text);
        own &= !(body && words.contains('('));
        let mut start = region.start;
        for segment in words.split([',', '/', '|', '(', ')', ':', '•', '·', '.']) {
            let name = segment.trim();
            let from = start + (segment.len() - segment.trim_start().len()) as u32;
            start += segment.len() as u32 + 1;
            let capitals = !name.chars().any(char::is_lowercase);
            if name.len() > 2
                && (capitals || !body)
                && let Some(country) = country(context, Span::new(from, from + name.len() as u32))
                && !countries.contains(&country)
            {
                countries.push(country);
            }
        }
        if body {
            break;
        }
    }
    let [country] = countries.as_slice() else { return None };
    let most = context.weights.values().copied().max().unwrap_or_default();
    let named = context.weight(country);
    // "DUBAI - The raid on Verania's port": the reporter sits elsewhere.
    (named >= 2 && named * 3 >= most * 2).then(|| Home { country: country.clone(), own, most: named >= most })
}

/// The words before the text of a first paragraph: what the dash closes, else the capitals at its start.
fn dateline(reading: Reading<'_>, block: Span) -> Option<Span> {
    let text = reading.article.text.as_str();
    if let Some(dash) = clean::dateline_dash(block, text, reading.lexicon) {
        return Some(Span::new(block.start, dash.start));
    }
    let words = block.of(text);
    let end = words.find([',', ':'])?;
    let name = words.get(..end)?;
    let short = end as u32 <= LONGEST && !name.chars().any(char::is_lowercase);
    short.then(|| Span::new(block.start, block.start + end as u32))
}

/// "Gulf Ledger | Astera | May 9": bars part the outlet, the place and the day.
fn is_line_of_outlet(line: &str) -> bool {
    line.len() < 120 && line.contains('|')
}

/// The country of a place that these words name whole.
fn country(context: &Context<'_, '_>, span: Span) -> Option<String> {
    let words = &context.words.list;
    let first = words.partition_point(|word| word.span.start < span.start);
    let end = words.partition_point(|word| word.span.start < span.end);
    if first >= end || end - first > 4 {
        return None;
    }
    let actor = context.place_named(first, end)?.actor?;
    actor.country
}
