//! Where a telling is of: its place as the record has it in, what tells two places apart out.
//!
//! "Isfahan" lies in Iran and may be where "a strike in Iran" was; it is not Natanz, and not Beersheba.

use crate::digest::Telling;

/// Places nearer than this are one …
const SAME_KM: f64 = 12.0;
/// … and a town or a site may stand for what is so near.
const NEAR_KM: f64 = 40.0;
/// As far may the middle of a region be from a place in it.
const REGION_KM: f64 = 300.0;
/// Kilometres in a degree of latitude.
const DEGREE_KM: f64 = 111.2;

/// A place.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) name: String,
    country: Option<String>,
    at: (f64, f64),
    reach: Reach,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Exact,
    Region,
    Country,
    Beyond,
}

impl Spot {
    /// The place of a telling.
    pub(super) fn read(telling: &Telling) -> Option<Self> {
        let place = telling.place.as_ref()?;
        let reach = match place.precision.as_str() {
            "country" => Reach::Country,
            "region" => Reach::Region,
            "continent" | "water" => Reach::Beyond,
            _ => Reach::Exact,
        };
        Some(Self { name: place.name.clone(), country: place.country.clone(), at: (place.lat, place.lon), reach })
    }

    /// Whether it says more than the country.
    pub(super) fn is_particular(&self) -> bool {
        matches!(self.reach, Reach::Exact | Reach::Region)
    }

    /// Whether both are one place that says more than the country.
    pub(super) fn is_one(&self, other: &Self) -> bool {
        self.reach == Reach::Exact
            && other.reach == Reach::Exact
            && (self.name == other.name || self.km(other) <= SAME_KM)
    }

    /// Whether neither can lie in the other.
    pub(super) fn is_other(&self, other: &Self) -> bool {
        match (self.reach, other.reach) {
            (Reach::Beyond, _) | (_, Reach::Beyond) => false,
            (Reach::Exact, Reach::Exact) => self.name != other.name && self.km(other) > NEAR_KM,
            (Reach::Region, Reach::Region | Reach::Exact) | (Reach::Exact, Reach::Region) => {
                self.name != other.name && self.km(other) > REGION_KM
            }
            (Reach::Country, _) | (_, Reach::Country) => match (&self.country, &other.country) {
                (Some(own), Some(other)) => own != other,
                _ => false,
            },
        }
    }

    /// Near enough for distances of some hundred kilometres, on a flat map.
    fn km(&self, other: &Self) -> f64 {
        let north = self.at.0 - other.at.0;
        let turn = (self.at.1 - other.at.1).rem_euclid(360.0);
        let east = turn.min(360.0 - turn) * ((self.at.0 + other.at.0) / 2.0).to_radians().cos();
        DEGREE_KM * north.hypot(east)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Place;

    fn spot(name: &str, country: &str, lat: f64, lon: f64, precision: &str) -> Spot {
        let place = Place {
            name: name.into(),
            country: Some(country.into()),
            lat,
            lon,
            precision: precision.into(),
            ..Place::default()
        };
        Spot::read(&Telling { place: Some(place), ..Telling::default() }).expect("a place")
    }

    #[test]
    fn a_town_lies_in_its_country_and_not_in_another() {
        let town = spot("Tolm", "VER", 40.0, 10.0, "city");
        assert!(!town.is_other(&spot("Verania", "VER", 44.0, 12.0, "country")));
        assert!(town.is_other(&spot("Ostria", "OST", 44.0, 16.0, "country")));
    }

    #[test]
    fn suburbs_are_one_place_and_far_towns_two() {
        let town = spot("Tolm", "VER", 40.0, 10.0, "city");
        assert!(town.is_one(&spot("Tolm port", "VER", 40.05, 10.02, "site")));
        assert!(town.is_other(&spot("Brek", "VER", 41.0, 10.0, "city")));
        assert!(!town.is_other(&spot("Lower Tolmland", "VER", 41.5, 10.0, "region")));
    }

    #[test]
    fn the_date_line_parts_nothing() {
        assert!(spot("East", "VER", 0.0, 179.99, "city").is_one(&spot("West", "VER", 0.0, -179.99, "city")));
    }
}
