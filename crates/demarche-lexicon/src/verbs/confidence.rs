//! How far an event is to be trusted: `event_confidence.tsv` in, a share by rule and parties out.
//!
//! Of the events that a governing verb names with both parties beside it, nine in ten are events of that type; of bare event nouns, fewer.

use crate::{Files, LexiconError};

/// How the parties of an event are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parties {
    /// Countries on both sides, in the words of the event.
    Both,
    /// The actor's alone.
    Actor,
    /// The recipient's alone.
    Recipient,
    /// Sectors at most: "insurgents".
    Neither,
    /// Some party is carried from elsewhere in the report.
    Carried,
}

/// A row of `event_confidence.tsv`. Columns: `rule`, the code of `Evidence::rule` (`E120`), or `*`; `parties`; `share`, which is `right` of `made` on
/// labelled reports, drawn towards the share of all where few were made.
#[derive(Debug)]
struct Row {
    rule: String,
    parties: Option<Parties>,
    share: f32,
}

/// Measured shares, by rule and parties.
#[derive(Debug, Default)]
pub(super) struct Confidence(Vec<Row>);

impl Confidence {
    pub(super) fn load(files: &Files) -> Result<Self, LexiconError> {
        let mut rows = Vec::new();
        for table in files.tables("event_confidence.tsv")? {
            let [rule, parties, share] = table.positions(["rule", "parties", "share"])?;
            for row in table.rows() {
                let share: f32 = row
                    .cell(share)
                    .parse()
                    .ok()
                    .filter(|share| (0.0..=1.0).contains(share))
                    .ok_or_else(|| row.error(format!("share {:?}; expected 0 to 1", row.cell(share))))?;
                let parties = match row.cell(parties) {
                    "both" => Some(Parties::Both),
                    "actor" => Some(Parties::Actor),
                    "recipient" => Some(Parties::Recipient),
                    "neither" => Some(Parties::Neither),
                    "carried" => Some(Parties::Carried),
                    "*" => None,
                    other => {
                        return Err(row.error(format!(
                            "parties {other:?}; expected both, actor, recipient, neither, carried or *"
                        )));
                    }
                };
                rows.push(Row { rule: row.cell(rule).to_owned(), parties, share });
            }
        }
        Ok(Self(rows))
    }

    /// The share of the most particular row that fits: rule and parties, rule alone, parties alone, neither.
    pub(super) fn of(&self, rule: &str, parties: Parties) -> f32 {
        let code = rule.split(' ').next().unwrap_or(rule);
        let fits =
            |row: &&Row| (row.rule == code || row.rule == "*") && row.parties.is_none_or(|known| known == parties);
        let weight = |row: &&Row| u8::from(row.rule != "*") * 2 + u8::from(row.parties.is_some());
        self.0.iter().filter(fits).max_by_key(weight).map_or(0.5, |row| row.share)
    }
}
