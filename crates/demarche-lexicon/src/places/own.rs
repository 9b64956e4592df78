//! Our own list of places: `data/places/own.tsv` in, typed rows out.
//!
//! `irn.fordow⇥Fordow⇥Fordo|Fordow Fuel Enrichment Plant⇥IRN⇥34.88⇥50.99⇥site⇥…`

use crate::{Files, LexiconError};
use std::collections::HashMap;

/// A place of our own list.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnPlace {
    /// Row id (`irn.fordow`).
    pub id: String,
    /// Neutral name.
    pub name: String,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// "Crimean".
    pub adjectives: Vec<String>,
    /// ISO 3166-1 alpha-3; empty for seas and what several countries share.
    pub country: String,
    /// Latitude of a representative point, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// How fine it is: `camp`, `city`, `continent`, `country`, `crossing`, `line`, `neighbourhood`, `region`, `site` or `water`.
    pub precision: &'static str,
    /// GeoNames number, where known.
    pub geonames: Option<u32>,
    /// Whether its name is also a word, a firm or a person's ("Swat", "Amazon", "Ariel"), so that the text must speak of a place.
    pub shy: bool,
}

/// How fine a place can be.
pub(super) const PRECISIONS: &[&str] =
    &["camp", "city", "continent", "country", "crossing", "line", "neighbourhood", "region", "site", "water"];

impl OwnPlace {
    /// Whether it is more than a town or a site.
    pub fn is_area(&self) -> bool {
        matches!(self.precision, "continent" | "country" | "line" | "region" | "water")
    }
}

pub(super) fn load(files: &Files) -> Result<Vec<OwnPlace>, LexiconError> {
    let mut places: Vec<OwnPlace> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for table in files.tables("places/own.tsv")? {
        let [id, name, aliases, adjectives, country, lat, lon, precision, geonames, shy] = table.positions([
            "id",
            "name",
            "aliases",
            "adjectives",
            "country",
            "lat",
            "lon",
            "precision",
            "geonames",
            "shy",
        ])?;
        for row in table.rows() {
            let word = row.cell(precision);
            let precision = PRECISIONS.iter().find(|known| **known == word).ok_or_else(|| {
                row.error(format!("precision is {word:?}, expected one of {}", PRECISIONS.join(", ")))
            })?;
            let code = row.cell(country);
            if !(code.is_empty() || code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())) {
                return Err(row.error(format!("country is {code:?}, expected three letters such as IRN, or nothing")));
            }
            let number = row.cell(geonames);
            let place = OwnPlace {
                id: row.cell(id).to_owned(),
                name: row.cell(name).to_owned(),
                aliases: row.list(aliases).map(str::to_owned).collect(),
                adjectives: row.list(adjectives).map(str::to_owned).collect(),
                country: code.to_owned(),
                shy: row.cell(shy) == "yes",
                lat: degrees(&row, lat, 90.0)?,
                lon: degrees(&row, lon, 180.0)?,
                precision,
                geonames: match number {
                    "" => None,
                    _ => Some(
                        number.parse().map_err(|_| row.error(format!("geonames is {number:?}, expected a number")))?,
                    ),
                },
            };
            match known.get(&place.id) {
                Some(&at) => places[at] = place,
                None => {
                    known.insert(place.id.clone(), places.len());
                    places.push(place);
                }
            }
        }
    }
    Ok(places)
}

pub(super) fn degrees(row: &crate::Row<'_>, column: usize, most: f64) -> Result<f64, LexiconError> {
    let cell = row.cell(column);
    let degrees = cell.parse::<f64>().ok().filter(|degrees| degrees.abs() <= most);
    degrees.ok_or_else(|| row.error(format!("{cell:?} is no number of degrees between -{most} and {most}")))
}
