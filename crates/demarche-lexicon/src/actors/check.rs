//! What is wrong with the rows of `data/actors/`: files in, defects with file and line out.
//!
//! Two rows of one person that say the same of the same days; a country `RUZ`; an office that `offices.tsv` does not list; two foreign
//! ministers of one country at once. What any table has to keep (sorted unique ids, an origin) is checked elsewhere.

use super::person::{Day, days};
use crate::{Files, LexiconError, Row};
use std::collections::{BTreeMap, BTreeSet};

/// Codes that are no country of `states.tsv`.
const ORGANISATIONS: [&str; 4] = ["IGO", "NGO", "UNO", "EUR"];

/// PLOVER's sectors, with `MED` for media, `HLH` for medicine and `IGO`, `NGO` for what they are.
const SECTORS: [&str; 28] = [
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "HLH", "HRI", "IGO", "JUD", "LAB", "LEG", "MED", "MIL",
    "NGO", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK",
];

/// Offices that one person holds at a time may overlap by this many days where one hands over to the next.
const HANDOVER: u32 = 1;

/// Every defect, in no particular order.
pub(crate) fn check(files: &Files) -> Vec<LexiconError> {
    let mut defects = Vec::new();
    if let Err(defect) = check_all(files, &mut defects) {
        defects.push(defect);
    }
    defects
}

fn check_all(files: &Files, defects: &mut Vec<LexiconError>) -> Result<(), LexiconError> {
    let mut codes: BTreeSet<String> = ORGANISATIONS.iter().map(|&code| code.to_owned()).collect();
    for table in files.tables("actors/states.tsv")? {
        let id = table.column("id")?;
        codes.extend(table.rows().map(|row| row.cell(id).to_ascii_uppercase()));
    }
    let mut offices = BTreeMap::new();
    for table in files.tables("actors/offices.tsv")? {
        let [key, exclusive] = table.positions(["key", "exclusive"])?;
        offices.extend(table.rows().map(|row| (row.cell(key).to_owned(), row.cell(exclusive) == "yes")));
    }
    for table in files.tables("actors/national_titles.tsv")? {
        let states = table.column("states")?;
        for row in table.rows() {
            for state in row.list(states).filter(|state| !codes.contains(*state)) {
                defects.push(row.error(format!("no state has the code {state:?}")));
            }
        }
    }
    for file in ["actors/organs.tsv", "actors/igos.tsv", "actors/groups.tsv", "actors/bodies.tsv", "actors/outlets.tsv"]
    {
        organisations(files, file, &codes, defects)?;
    }
    persons(files, &codes, &offices, defects)
}

fn organisations(
    files: &Files,
    file: &str,
    codes: &BTreeSet<String>,
    defects: &mut Vec<LexiconError>,
) -> Result<(), LexiconError> {
    for table in files.tables(file)? {
        let [name, kind, country, sector, from, to] =
            table.positions(["name", "kind", "country", "sector", "from", "to"])?;
        for row in table.rows() {
            code(&row, country, codes, defects);
            one_of_sectors(&row, sector, defects);
            defects.extend(days(&row, from, to).err());
            defects.extend(super::organisation::kind_of(&row, row.cell(kind)).err());
            if row.cell(name).is_empty() {
                defects.push(row.error("no name"));
            }
        }
    }
    Ok(())
}

/// A tenure as far as the checks look at it.
struct Held<'a> {
    row: Row<'a>,
    person: &'a str,
    from: Option<Day>,
    to: Option<Day>,
    day_exact: bool,
}

fn persons(
    files: &Files,
    codes: &BTreeSet<String>,
    offices: &BTreeMap<String, bool>,
    defects: &mut Vec<LexiconError>,
) -> Result<(), LexiconError> {
    let mut by_office: BTreeMap<(&str, &str, &str), Vec<Held<'_>>> = BTreeMap::new();
    let mut seen: BTreeMap<[&str; 5], usize> = BTreeMap::new();
    let tables = files.tables_under("actors/persons/")?;
    for table in &tables {
        let [person, name, country, sector, office] =
            table.positions(["person", "name", "country", "sector", "office"])?;
        let [title, pronoun, from, to, precision] = table.positions(["title", "pronoun", "from", "to", "precision"])?;
        for row in table.rows() {
            code(&row, country, codes, defects);
            one_of_sectors(&row, sector, defects);
            if !offices.contains_key(row.cell(office)) {
                defects.push(row.error(format!("office {:?} is not in actors/offices.tsv", row.cell(office))));
            }
            if !matches!(row.cell(pronoun), "he" | "she" | "they" | "") {
                defects
                    .push(row.error(format!("pronoun is {:?}, expected he, she, they or nothing", row.cell(pronoun))));
            }
            if !matches!(row.cell(precision), "day" | "month" | "year" | "unsure") {
                defects.push(
                    row.error(format!("precision is {:?}, expected day, month, year or unsure", row.cell(precision))),
                );
            }
            if row.cell(name).is_empty() || row.cell(person).is_empty() {
                defects.push(row.error("no person or no name"));
            }
            let key = [row.cell(person), row.cell(office), row.cell(title), row.cell(from), row.cell(to)];
            if let Some(line) = seen.insert(key, row.line) {
                defects.push(row.error(format!("says the same of the same days as line {line}")));
            }
            match days(&row, from, to) {
                Err(defect) => defects.push(defect),
                Ok((first, last)) => {
                    let key = (row.cell(country), row.cell(office), row.list(title).next().unwrap_or_default());
                    let day_exact = row.cell(precision) == "day";
                    let held = Held { person: row.cell(person), row, from: first, to: last, day_exact };
                    by_office.entry(key).or_default().push(held);
                }
            }
        }
    }
    for ((_, office, _), held) in by_office {
        if offices.get(office) == Some(&true) {
            overlaps(held, defects);
        }
    }
    Ok(())
}

/// Two persons at once in an office that one holds at a time, by days that are exact.
fn overlaps(mut held: Vec<Held<'_>>, defects: &mut Vec<LexiconError>) {
    held.sort_by_key(|held| (held.from, held.row.line));
    for pair in held.windows(2) {
        let [before, after] = pair else { continue };
        let exact = before.day_exact && after.day_exact && before.person != after.person;
        let Some(begin) = after.from.filter(|_| exact) else { continue };
        if before.to.is_none_or(|end| end.0 > begin.0 + HANDOVER) && !acting(&after.row) && !acting(&before.row) {
            let end = before.to.map_or("today".to_owned(), |end| end.to_string());
            let other = before.row.line;
            defects.push(after.row.error(format!("begins {begin} while line {other} holds the office until {end}")));
        }
    }
}

/// Rows that say in words that the office was shared, contested or held for somebody else.
fn acting(row: &Row<'_>) -> bool {
    let text = row.text();
    [
        "acting",
        "interim",
        "caretaker",
        "contested",
        "disputed",
        "rival",
        "joint",
        "co-",
        "shared",
        "alternate",
        "Houthi",
        "rotating",
        "member of the presidency",
    ]
    .iter()
    .any(|word| text.contains(word))
}

fn code(row: &Row<'_>, column: usize, codes: &BTreeSet<String>, defects: &mut Vec<LexiconError>) {
    let country = row.cell(column);
    if !country.is_empty() && !codes.contains(country) {
        defects.push(row.error(format!("country {country:?} is no code of actors/states.tsv, nor IGO, NGO, UNO, EUR")));
    }
}

fn one_of_sectors(row: &Row<'_>, column: usize, defects: &mut Vec<LexiconError>) {
    let sector = row.cell(column);
    if !sector.is_empty() && !SECTORS.contains(&sector) {
        defects.push(row.error(format!("sector {sector:?} is none of PLOVER's")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn defects(row: &str) -> Vec<String> {
        let header =
            "id\tperson\tname\taliases\tpronoun\tcountry\tsector\toffice\ttitle\tfrom\tto\tprecision\torigin\tnote\n";
        let mut files = Files::default();
        let offices = "key\tnames\tsector\texclusive\torigin\nforeign-minister\tforeign minister\tGOV\tyes\tx\n";
        files.overlay(vec![
            ("actors/states.tsv".to_owned(), "id\tname\nbel\tBelgium\n".to_owned()),
            ("actors/offices.tsv".to_owned(), offices.to_owned()),
            ("actors/persons/bel.tsv".to_owned(), format!("{header}{row}\n")),
        ]);
        check(&files).into_iter().map(|defect| defect.message).collect()
    }

    #[test]
    fn a_sound_row_has_no_defect() {
        let row = "bel.a.f\tbel.a\tAnna Aerts\t\tshe\tBEL\tGOV\tforeign-minister\tforeign minister\t2020-01-01\t2021-01-01\tday\tx\t";
        assert_eq!(defects(row), Vec::<String>::new());
    }

    #[test]
    fn days_codes_and_offices_are_looked_at() {
        let row = "bel.a.f\tbel.a\tAnna Aerts\t\tshe\tBLX\tGVO\tminister\tminister\t2022-01-01\t2021-01-01\tday\tx\t";
        let found = defects(row).join("; ");
        for word in ["BLX", "GVO", "offices.tsv", "is after"] {
            assert!(found.contains(word), "{word}: {found}");
        }
    }

    #[test]
    fn two_ministers_at_once_are_found() {
        let row = |name: &str, from: &str, to: &str| {
            format!(
                "bel.{name}.f\tbel.{name}\tAnna {name}\t\tshe\tBEL\tGOV\tforeign-minister\tforeign minister\t{from}\t{to}\tday\tx\t"
            )
        };
        let both = format!("{}\n{}", row("aerts", "2020-01-01", "2021-06-01"), row("baert", "2021-01-01", ""));
        assert!(defects(&both).iter().any(|defect| defect.contains("holds the office")), "{:?}", defects(&both));
        let handed_over = format!("{}\n{}", row("aerts", "2020-01-01", "2021-01-01"), row("baert", "2021-01-01", ""));
        assert_eq!(defects(&handed_over), Vec::<String>::new());
    }
}
