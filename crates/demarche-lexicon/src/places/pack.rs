//! Writing the gazetteer file: places with their names in, the bytes that [`Gazetteer`](super::Gazetteer) reads out.
//!
//! Used by `cargo xtask gazetteer`; the same places give the same bytes, whatever their order.

use super::fold::{fold_name, loose_key};
use super::gazetteer::{BLOCK, BLOCK_HEAD, COUNTRY, HEAD, MAGIC, REGION, ROW, key_head};
use std::collections::BTreeMap;

/// A place to be written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Main name.
    pub name: String,
    /// Other names.
    pub others: Vec<String>,
    /// Latitude, degrees.
    pub lat: f64,
    /// Longitude, degrees.
    pub lon: f64,
    /// Whether it is a province or county, not a town.
    pub area: bool,
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Name of the region; empty where it has none.
    pub region: String,
    /// Inhabitants.
    pub population: u32,
    /// GeoNames number; 0 where it has none.
    pub geonames: u32,
}

/// The bytes of a gazetteer.
///
/// # Errors
/// Too many countries (256), regions (4096) or places (2²⁴), or a name too long (270 bytes).
pub fn pack(countries: &BTreeMap<String, u32>, mut places: Vec<Entry>) -> Result<Vec<u8>, String> {
    places.sort_by(|a, b| order(a).partial_cmp(&order(b)).unwrap_or(std::cmp::Ordering::Equal));
    let regions = Regions::of(countries, &places)?;
    if places.len() >= 1 << 24 {
        return Err(format!("{} places do not fit 24 bits", places.len()));
    }
    let mut rows = Vec::with_capacity(places.len() * ROW);
    for place in &places {
        push_row(place, &regions, &mut rows);
    }
    let (blocks, entries) = push_names(&names(&places))?;
    let mut out = Vec::with_capacity(HEAD + rows.len() + blocks.len() + entries.len());
    out.extend_from_slice(MAGIC);
    let counts = [
        countries.len(),
        regions.table.len() / REGION,
        places.len(),
        blocks.len() / BLOCK_HEAD,
        regions.names.len(),
        entries.len(),
    ];
    for count in counts {
        out.extend_from_slice(&(count as u32).to_le_bytes());
    }
    for (code, number) in countries {
        let start = out.len();
        out.extend(code.bytes().take(3));
        out.extend_from_slice(&number.to_le_bytes());
        debug_assert_eq!(out.len() - start, COUNTRY);
    }
    for part in [&regions.table, &rows, &blocks, &regions.names, &entries] {
        out.extend_from_slice(part);
    }
    Ok(out)
}

/// Rows stand in the order of their names, the largest first.
fn order(place: &Entry) -> (String, &str, std::cmp::Reverse<u32>, u32, &str, &str, f64, f64) {
    (
        sort_key(&place.name),
        &place.name,
        std::cmp::Reverse(place.population),
        place.geonames,
        &place.country,
        &place.region,
        place.lat,
        place.lon,
    )
}

/// Loose key, then folded form: the order of names.
fn sort_key(name: &str) -> String {
    let folded = fold_name(name);
    format!("{}\u{1}{folded}", loose_key(&folded))
}

struct Regions {
    numbers: BTreeMap<(String, String), u16>,
    table: Vec<u8>,
    names: Vec<u8>,
}

impl Regions {
    fn of(countries: &BTreeMap<String, u32>, places: &[Entry]) -> Result<Self, String> {
        let codes: BTreeMap<&str, usize> = countries.keys().map(String::as_str).zip(0..).collect();
        let mut regions = Self { numbers: BTreeMap::new(), table: Vec::new(), names: Vec::new() };
        for place in places {
            regions.numbers.insert((place.country.clone(), place.region.clone()), 0);
        }
        if regions.numbers.len() > 4096 || codes.len() > 256 {
            return Err(format!("{} regions of {} countries do not fit", regions.numbers.len(), codes.len()));
        }
        for (((country, name), number), at) in regions.numbers.iter_mut().zip(0..) {
            let code = codes.get(country.as_str()).ok_or_else(|| format!("{country:?} is no listed country"))?;
            let length = u8::try_from(name.len()).map_err(|_| format!("region {name:?} is too long"))?;
            *number = at;
            regions.table.push(*code as u8);
            regions.table.extend_from_slice(&(regions.names.len() as u32).to_le_bytes());
            regions.names.push(length);
            regions.names.extend_from_slice(name.as_bytes());
        }
        Ok(regions)
    }
}

fn push_row(place: &Entry, regions: &Regions, out: &mut Vec<u8>) {
    let hundredths = |degrees: f64, half: f64| ((degrees + half) * 100.0).round().clamp(0.0, half * 200.0) as u32;
    let (lat, lon) = (hundredths(place.lat, 90.0), hundredths(place.lon, 180.0));
    out.extend_from_slice(&(lat | lon << 15 | u32::from(place.area) << 31).to_le_bytes());
    let region = regions.numbers.get(&(place.country.clone(), place.region.clone())).copied().unwrap_or_default();
    out.extend_from_slice(&(region << 4 | u16::from(size(place.population))).to_le_bytes());
    out.extend_from_slice(&place.geonames.to_le_bytes()[..3]);
}

/// Twice the decimal logarithm of a population, at most 15.
fn size(population: u32) -> u8 {
    if population == 0 { 0 } else { (2.0 * f64::from(population).log10()).round().clamp(0.0, 15.0) as u8 }
}

/// A name as it will be written: how many rows have it as their own, and which others go by it.
#[derive(Default)]
struct Name {
    own: usize,
    others: Vec<u32>,
}

/// All names in order. The names of others are written folded, or with the first own spelling that folds alike.
fn names(places: &[Entry]) -> BTreeMap<(String, String), Name> {
    let mut names: BTreeMap<(String, String), Name> = BTreeMap::new();
    for place in places {
        names.entry((sort_key(&place.name), place.name.clone())).or_default().own += 1;
    }
    for (place, row) in places.iter().zip(0..) {
        for other in &place.others {
            let key = sort_key(other);
            let first = names.range((key.clone(), String::new())..).next().map(|(name, _)| name.clone());
            let at = first.filter(|name| name.0 == key).unwrap_or_else(|| (key, fold_name(other)));
            let others = &mut names.entry(at).or_default().others;
            if others.last() != Some(&row) {
                others.push(row);
            }
        }
    }
    names
}

fn push_names(names: &BTreeMap<(String, String), Name>) -> Result<(Vec<u8>, Vec<u8>), String> {
    let (mut blocks, mut entries) = (Vec::new(), Vec::new());
    let (mut before, mut row) = ("", 0u32);
    for (((key, spelling), name), at) in names.iter().zip(0..) {
        if at % BLOCK == 0 {
            before = "";
            blocks.extend_from_slice(&(entries.len() as u32).to_le_bytes());
            blocks.extend_from_slice(&row.to_le_bytes()[..3]);
            let loose = key.split('\u{1}').next().unwrap_or_default();
            blocks.extend_from_slice(&key_head(loose));
        }
        let shared = before.bytes().zip(spelling.bytes()).take(15).take_while(|(a, b)| a == b).count();
        let added = spelling.as_bytes().get(shared..).unwrap_or_default();
        push_counts(shared, added.len(), spelling, &mut entries)?;
        entries.extend_from_slice(added);
        // 270 own rows or others of one name are plenty; more are left out, the smallest first.
        let others = name.others.get(..270).unwrap_or(&name.others);
        push_pair(name.own, others.len(), spelling, &mut entries)?;
        for other in others {
            entries.extend_from_slice(&other.to_le_bytes()[..3]);
        }
        row += name.own as u32;
        before = spelling;
    }
    Ok((blocks, entries))
}

fn push_counts(shared: usize, added: usize, name: &str, out: &mut Vec<u8>) -> Result<(), String> {
    out.push((shared as u8) << 4 | added.min(15) as u8);
    push_rest(added, name, out)
}

fn push_pair(own: usize, others: usize, name: &str, out: &mut Vec<u8>) -> Result<(), String> {
    out.push((own.min(15) as u8) << 4 | others.min(15) as u8);
    push_rest(own, name, out)?;
    push_rest(others, name, out)
}

fn push_rest(count: usize, name: &str, out: &mut Vec<u8>) -> Result<(), String> {
    if count >= 15 {
        out.push(u8::try_from(count - 15).map_err(|_| format!("{count} is too many at {name:?}"))?);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::Gazetteer;

    fn place(name: &str, others: &[&str], country: &str, region: &str, population: u32, number: u32) -> Entry {
        Entry {
            name: name.to_owned(),
            others: others.iter().map(|&other| other.to_owned()).collect(),
            lat: 31.345,
            lon: -179.99,
            area: false,
            country: country.to_owned(),
            region: region.to_owned(),
            population,
            geonames: number,
        }
    }

    fn packed() -> Vec<u8> {
        let countries = BTreeMap::from([("PSE".to_owned(), 6_254_930), ("USA".to_owned(), 6_252_001)]);
        let mut places = vec![
            place("Khan Yunis", &["Khan Younis", "Chan Junis"], "PSE", "Gaza", 205_125, 281_102),
            place("Paris", &[], "USA", "Texas", 24_171, 4_717_560),
            place("Paris", &["Bourbonton"], "USA", "Kentucky", 9_846, 4_303_602),
            place("Párís", &[], "USA", "Maine", 5_000, 4_974_616),
        ];
        for i in 0..60 {
            places.push(place(&format!("Town {i} of a longish name"), &["Bourbonton"], "USA", "Ohio", 0, 100 + i));
        }
        pack(&countries, places).expect("these fit")
    }

    fn find(gazetteer: &Gazetteer<'_>, name: &str) -> Vec<(String, String, bool, bool)> {
        let folded = fold_name(name);
        let hits = gazetteer.find(&folded, &loose_key(&folded));
        hits.iter()
            .map(|hit| {
                let row = gazetteer.row(hit.row).expect("a hit is a row");
                let region = gazetteer.region(row.region).expect("a row has a region").1;
                (gazetteer.name(hit.row).expect("a row has a name"), region.to_owned(), hit.primary, hit.exact)
            })
            .collect()
    }

    #[test]
    fn what_is_packed_is_found() {
        let bytes = packed();
        let gazetteer = Gazetteer::new(&bytes).expect("own format");
        assert_eq!(gazetteer.len(), 64);
        let row = |name: &str, region: &str, primary, exact| (name.to_owned(), region.to_owned(), primary, exact);
        assert_eq!(find(&gazetteer, "Khān Yūnis"), [row("Khan Yunis", "Gaza", true, true)]);
        assert_eq!(find(&gazetteer, "Khan Younis")[0], row("Khan Yunis", "Gaza", false, true));
        assert_eq!(
            find(&gazetteer, "Paris"),
            [
                row("Paris", "Texas", true, true),
                row("Paris", "Kentucky", true, true),
                row("Párís", "Maine", true, true)
            ]
        );
        assert_eq!(find(&gazetteer, "Town 59 of a longish name").len(), 1);
        assert_eq!(find(&gazetteer, "Bourbonton").len(), 61);
        assert!(find(&gazetteer, "Atlantis").is_empty());
        assert!(find(&gazetteer, "").is_empty());
        assert_eq!(gazetteer.country_number("PSE"), Some(6_254_930));
    }

    #[test]
    fn a_row_keeps_its_point_and_size() {
        let bytes = packed();
        let gazetteer = Gazetteer::new(&bytes).expect("own format");
        let folded = fold_name("Khan Yunis");
        let hit = gazetteer.find(&folded, &loose_key(&folded))[0];
        let row = gazetteer.row(hit.row).expect("a hit is a row");
        assert!((row.lat - 31.345).abs() < 0.006 && (row.lon + 179.99).abs() < 0.006);
        assert_eq!((row.size, row.geonames, row.area), (11, Some(281_102), false));
    }

    #[test]
    fn other_bytes_are_refused() {
        let bytes = packed();
        assert!(Gazetteer::new(&bytes[..bytes.len() - 1]).is_none());
        assert!(Gazetteer::new(b"DMPLACE9").is_none());
        assert!(Gazetteer::new(b"").is_none());
    }
}
