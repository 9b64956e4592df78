//! Names of places: `data/places/*.tsv` and the embedded gazetteer in, the places that a name can stand for out.
//!
//! "Fordow" is row `irn.fordow` of `own.tsv`; "Khan Younis" a city of the gazetteer; "Deir el-Balah" is found by its loose key. Which of
//! several places is meant in a report is decided by the analysis.

mod country;
mod fold;
mod gazetteer;
mod index;
mod own;
mod pack;
mod words;

pub use country::Country;
pub use fold::{fold_name, fold_name_into, loose_key};
pub use gazetteer::{Gazetteer, Hit, Row};
pub use own::OwnPlace;
pub use pack::{Entry as PackEntry, pack};
pub use words::{PlaceWord, PlaceWords};

use crate::{Files, LexiconError};
use index::{Index, Name};

/// What the names of places lead to.
#[derive(Debug, Default)]
pub struct Places {
    /// Our own rows: regions, waters, sites, and towns that the gazetteer lacks or ranks wrongly.
    pub own: Vec<OwnPlace>,
    /// Countries, by code.
    pub countries: Vec<Country>,
    /// GeoNames.
    pub gazetteer: Gazetteer<'static>,
    /// Words around names of places.
    pub words: PlaceWords,
    index: Index,
}

/// A place that a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaceSense {
    /// Where it is listed.
    pub source: Source,
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// ISO 3166-1 alpha-3; zeros for seas and the like.
    pub country: [u8; 3],
    /// Number of the gazetteer's region, where it is listed there.
    pub region: Option<u16>,
    /// Whether it is more than a town: a province, a region, a sea.
    pub area: bool,
    /// Twice the decimal logarithm of the inhabitants; 0 where nobody counted.
    pub size: u8,
    /// Whether this is its main name.
    pub primary: bool,
    /// Whether the spelling is the same, not only the loose key.
    pub exact: bool,
    /// Whether the name is the adjective ("Iranian").
    pub adjective: bool,
    /// Whether the name is also a word, a firm or a person's.
    pub shy: bool,
}

/// Where a place is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// Position in [`Places::own`].
    Own(u32),
    /// Position in [`Places::countries`].
    Country(u32),
    /// Row of the gazetteer.
    Gazetteer(u32),
}

/// How a name stands in the text, as far as some names ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// In capitals.
    pub capitals: bool,
    /// After "the".
    pub after_the: bool,
    /// After a comma.
    pub after_comma: bool,
    /// With a full stop at its end.
    pub full_stop: bool,
}

/// The gazetteer's file.
static GAZETTEER: &[u8] = include_bytes!("../../../../models/geonames/gazetteer.bin");

impl Places {
    pub(crate) fn load(files: &Files) -> Result<Self, LexiconError> {
        let own = own::load(files)?;
        let countries = country::load(files)?;
        let index = Index::of(&own, &countries);
        let gazetteer = Gazetteer::new(GAZETTEER).unwrap_or_default();
        Ok(Self { own, countries, gazetteer, words: PlaceWords::load(files)?, index })
    }

    /// Whether a name of our own list or of a country begins with this folded word.
    pub fn begins(&self, word: &str) -> bool {
        self.index.begins(word)
    }

    /// Our own places and the countries with a name spelled like this (its folded form).
    pub fn own_named(&self, folded: &str, written: Written) -> Vec<PlaceSense> {
        self.index
            .exact(folded)
            .filter(|name| name.fits(written))
            .filter_map(|name| self.own_sense(name, true))
            .collect()
    }

    /// Our own places and the countries with a name that sounds like this (its loose key).
    pub fn own_sounding(&self, key: &str) -> Vec<PlaceSense> {
        self.index.loose(key).filter_map(|name| self.own_sense(name, false)).collect()
    }

    fn own_sense(&self, name: Name, exact: bool) -> Option<PlaceSense> {
        let (lat, lon, country, area, shy) = match name.source {
            Source::Own(at) => {
                let place = self.own.get(at as usize)?;
                (place.lat, place.lon, &place.country, place.is_area(), place.shy)
            }
            Source::Country(at) => {
                let country = self.countries.get(at as usize)?;
                (country.lat, country.lon, &country.code, true, country.shy && !name.adjective)
            }
            Source::Gazetteer(_) => return None,
        };
        let Name { source, primary, adjective, .. } = name;
        let country = code_of(country);
        Some(PlaceSense { source, lat, lon, country, region: None, area, size: 0, primary, exact, adjective, shy })
    }

    /// Places of the gazetteer that go by a name: its folded form and its loose key. Same spellings come first, then main names.
    pub fn listed_named(&self, folded: &str, key: &str) -> Vec<PlaceSense> {
        let hits = self.gazetteer.find(folded, key);
        hits.into_iter().filter_map(|hit| self.listed_sense(hit)).collect()
    }

    fn listed_sense(&self, hit: Hit) -> Option<PlaceSense> {
        let row = self.gazetteer.row(hit.row)?;
        let (country, _) = self.gazetteer.region(row.region)?;
        Some(PlaceSense {
            source: Source::Gazetteer(hit.row),
            lat: row.lat,
            lon: row.lon,
            country: code_of(country),
            region: Some(row.region),
            area: row.area,
            size: row.size,
            primary: hit.primary,
            exact: hit.exact,
            adjective: false,
            shy: false,
        })
    }

    /// The main name of a place.
    pub fn name(&self, sense: &PlaceSense) -> String {
        match sense.source {
            Source::Own(at) => self.own.get(at as usize).map(|place| place.name.clone()),
            Source::Country(at) => self.countries.get(at as usize).map(|country| country.name.clone()),
            Source::Gazetteer(row) => self.gazetteer.name(row),
        }
        .unwrap_or_default()
    }

    /// How fine a place is: `city`, `region`, `site`, …
    pub fn precision(&self, sense: &PlaceSense) -> &'static str {
        match sense.source {
            Source::Own(at) => self.own.get(at as usize).map_or("region", |place| place.precision),
            Source::Country(_) => "country",
            Source::Gazetteer(_) if sense.area => "region",
            Source::Gazetteer(_) => "city",
        }
    }

    /// GeoNames number of a place, where it has one.
    pub fn geonames(&self, sense: &PlaceSense) -> Option<u32> {
        match sense.source {
            Source::Own(at) => self.own.get(at as usize)?.geonames,
            Source::Country(at) => self.gazetteer.country_number(&self.countries.get(at as usize)?.code),
            Source::Gazetteer(row) => self.gazetteer.row(row)?.geonames,
        }
    }
}

fn code_of(country: &str) -> [u8; 3] {
    country.as_bytes().try_into().unwrap_or_default()
}
