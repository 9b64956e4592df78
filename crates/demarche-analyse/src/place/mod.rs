//! Step 5: where things are.
//!
//! "the Iranian consulate in Damascus, Syria": *Damascus* is the city in Syria, because the text says so; *Iranian* and *Syria* are countries.
//! A name that only acts ("Tehran said") is an actor, not a place. A name that fits nothing listed stays unresolved.
//!
//! [`names`] finds the words, [`nearby`] reads the words around them, [`rank`] chooses among the places that a name can stand for,
//! [`acting`] leaves out the names that act, [`told`] those that name somebody or a day here.

mod acting;
mod names;
mod nearby;
mod rank;
mod sphere;
#[cfg(test)]
mod tests;
mod told;

use crate::Reading;
use crate::mend;
use demarche_lexicon::places::{PlaceSense, PlaceWord, Places};
use demarche_model::{Note, Place, PlaceMention, Span};

/// Finds the places of a report, in text order, without overlap.
pub fn find_places(reading: Reading<'_>, _notes: &mut Vec<Note>) -> Vec<PlaceMention> {
    let places = &reading.lexicon.places;
    let mut names = names::find(reading);
    names.retain(|name| !acting::acts(reading, name) && !is_of_a_ship(reading, name.span));
    let people = told::Names::of(reading);
    rank::resolve(reading, &names)
        .into_iter()
        .zip(&names)
        .filter_map(|(choice, name)| {
            let (sense, rule) = choice?;
            if told::is_other(reading, &people, name, sense.as_ref()) {
                return None;
            }
            Some(PlaceMention { span: name.span, place: sense.map(|sense| place_of(places, name, &sense)), rule })
        })
        .collect()
}

/// "The frigate Hessen" is nowhere.
fn is_of_a_ship(reading: Reading<'_>, span: Span) -> bool {
    let tokens = &reading.parse.tokens;
    let first = tokens.partition_point(|token| token.start < span.start);
    mend::is_ship_name(reading.parse, first)
}

fn place_of(places: &Places, name: &names::Name, sense: &PlaceSense) -> Place {
    let country = std::str::from_utf8(&sense.country).ok().filter(|code| sense.country[0] != 0 && !code.is_empty());
    Place {
        name: places.name(sense),
        country: country.map(str::to_owned),
        lat: sense.lat,
        lon: sense.lon,
        // "Aleppo province", where only the town of the name is listed: what is meant is as wide as a province.
        precision: if name.around.kind == Some(PlaceWord::Area) && !sense.area {
            "region"
        } else {
            places.precision(sense)
        },
        geonames: places.geonames(sense),
    }
}
