//! `data/actors/{organs,igos,groups,bodies,outlets}.tsv` in, organisations with their names out.
//!
//! `rus.kremlin⇥Kremlin⇥⇥…⇥seat⇥RUS⇥GOV⇥…`

use super::Sense;
use super::names::Builder;
use super::person::{Day, days};
use crate::{Files, LexiconError, Row};
use demarche_model::ActorKind;
use std::collections::HashMap;

/// An organisation: an institution of a state, an IGO, an armed group, a party, an outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Row id (`rus.kremlin`); rows of one organisation over time share what stands before `@` (`afg.taliban@2021`).
    pub id: String,
    /// Neutral name.
    pub name: String,
    /// Usual acronym or short name (`IAEA`), may be empty.
    pub short: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Kind.
    pub kind: ActorKind,
    /// A building, street or town that stands for the organisation, as "the Kremlin" and "Downing Street" do.
    pub seat: bool,
    /// Country code, or IGO, NGO, UNO, EUR; may be empty.
    pub country: String,
    /// PLOVER sector.
    pub sector: String,
    /// Row id of what it belongs to; may be empty.
    pub parent: String,
    /// The body of any state that it is (`foreign-ministry`); may be empty.
    pub body: String,
    /// First day of this row.
    pub from: Option<Day>,
    /// Last day of this row.
    pub to: Option<Day>,
}

impl Organisation {
    /// The identity that rows of several periods share: `afg.taliban` of `afg.taliban@2021`.
    pub fn identity(&self) -> &str {
        self.id.split('@').next().unwrap_or_default()
    }

    /// Whether the row is true on a day; without a day, whether it is true now.
    pub fn holds(&self, day: Option<Day>) -> bool {
        match day {
            Some(day) => self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to),
            None => self.to.is_none(),
        }
    }

    pub(super) fn names(&self, at: u32, names: &mut Builder) {
        names.add(&self.short, Sense::Organisation(at));
        for name in std::iter::once(&self.name).chain(&self.aliases) {
            names.add(name, Sense::Organisation(at));
            if let Some(other) = across_the_atlantic(name) {
                names.add(&other, Sense::Organisation(at));
            }
        }
    }
}

/// "International Labor Organization" of "International Labour Organisation", and the other way; `None` where both spell it alike.
fn across_the_atlantic(name: &str) -> Option<String> {
    const PAIRS: [(&str, &str); 5] = [
        ("Organisation", "Organization"),
        ("Labour", "Labor"),
        ("Defence", "Defense"),
        ("Centre", "Center"),
        ("Programme", "Program"),
    ];
    let british = PAIRS.iter().any(|(here, _)| name.split(' ').any(|word| word == *here));
    let respelled = |word: &str| {
        let pair = PAIRS.iter().find(|(here, there)| word == if british { *here } else { *there });
        pair.map(|(here, there)| if british { *there } else { *here })
    };
    name.split(' ').any(|word| respelled(word).is_some()).then(|| {
        let words: Vec<&str> = name.split(' ').map(|word| respelled(word).unwrap_or(word)).collect();
        words.join(" ")
    })
}

pub(super) fn load(files: &Files) -> Result<Vec<Organisation>, LexiconError> {
    let mut organisations = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for file in ["actors/organs.tsv", "actors/igos.tsv", "actors/groups.tsv", "actors/bodies.tsv", "actors/outlets.tsv"]
    {
        for table in files.tables(file)? {
            let [id, name, short, aliases, kind, country, sector, parent, from, to] = table
                .positions(["id", "name", "short", "aliases", "kind", "country", "sector", "parent", "from", "to"])?;
            let body = table.column("body").ok();
            for row in table.rows() {
                let (from, to) = days(&row, from, to)?;
                let (kind, seat) = kind_of(&row, row.cell(kind))?;
                let organisation = Organisation {
                    id: row.cell(id).to_owned(),
                    name: row.cell(name).to_owned(),
                    short: row.cell(short).to_owned(),
                    aliases: row.list(aliases).map(str::to_owned).collect(),
                    kind,
                    seat,
                    country: row.cell(country).to_owned(),
                    sector: row.cell(sector).to_owned(),
                    parent: row.cell(parent).to_owned(),
                    body: body.map(|body| row.cell(body).to_owned()).unwrap_or_default(),
                    from,
                    to,
                };
                match known.get(&organisation.id) {
                    Some(&at) => organisations[at] = organisation,
                    None => {
                        known.insert(organisation.id.clone(), organisations.len());
                        organisations.push(organisation);
                    }
                }
            }
        }
    }
    Ok(organisations)
}

/// The kind that a word of the column `kind` names.
pub(super) fn kind_of(row: &Row<'_>, word: &str) -> Result<(ActorKind, bool), LexiconError> {
    let kind = match word {
        "government" | "seat" => ActorKind::Government,
        "military" => ActorKind::Military,
        "organisation" | "party" => ActorKind::Organisation,
        "igo" => ActorKind::Igo,
        "ngo" => ActorKind::Ngo,
        "armed-group" => ActorKind::ArmedGroup,
        "outlet" => ActorKind::Outlet,
        _ => {
            return Err(row.error(format!(
                "kind is {word:?}, expected government, seat, military, organisation, party, igo, ngo, armed-group or outlet"
            )));
        }
    };
    Ok((kind, word == "seat"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_the_atlantic_spell_a_name() {
        assert_eq!(
            across_the_atlantic("International Labour Organisation").as_deref(),
            Some("International Labor Organization")
        );
        assert_eq!(across_the_atlantic("Defense Intelligence Agency").as_deref(), Some("Defence Intelligence Agency"));
        assert_eq!(across_the_atlantic("World Bank"), None);
    }
}
