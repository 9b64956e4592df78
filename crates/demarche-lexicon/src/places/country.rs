//! Countries as places: `data/places/countries.tsv` and the names of `data/actors/states.tsv` in, a point and the names for each out.
//!
//! "Iran", "the Islamic Republic of Iran" and "Iranian" all lead to 32° N 53° E; only the adjective is marked as one.

use super::own::degrees;
use crate::{Files, LexiconError};
use std::collections::BTreeMap;

/// A country or territory with a point.
#[derive(Clone, Debug, PartialEq)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub code: String,
    /// Neutral name.
    pub name: String,
    /// Other names; a leading "the" is needed in the text.
    pub aliases: Vec<String>,
    /// "Iranian".
    pub adjectives: Vec<String>,
    /// Latitude of the representative point, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// Whether its name is also a person's ("Chad", "Jordan").
    pub shy: bool,
}

pub(super) fn load(files: &Files) -> Result<Vec<Country>, LexiconError> {
    let mut countries: BTreeMap<String, Country> = BTreeMap::new();
    for table in files.tables("places/countries.tsv")? {
        let [id, lat, lon, shy] = table.positions(["id", "lat", "lon", "shy"])?;
        for row in table.rows() {
            let country = Country {
                code: row.cell(id).to_ascii_uppercase(),
                name: String::new(),
                aliases: Vec::new(),
                adjectives: Vec::new(),
                lat: degrees(&row, lat, 90.0)?,
                lon: degrees(&row, lon, 180.0)?,
                shy: row.cell(shy) == "yes",
            };
            countries.insert(row.cell(id).to_owned(), country);
        }
    }
    for table in files.tables("actors/states.tsv")? {
        let [id, name, aliases, adjectives] = table.positions(["id", "name", "aliases", "adjectives"])?;
        for row in table.rows() {
            if let Some(country) = countries.get_mut(row.cell(id)) {
                country.name = row.cell(name).to_owned();
                country.aliases = row.list(aliases).map(str::to_owned).collect();
                country.adjectives = row.list(adjectives).map(str::to_owned).collect();
            }
        }
    }
    Ok(countries.into_values().filter(|country| !country.name.is_empty()).collect())
}
