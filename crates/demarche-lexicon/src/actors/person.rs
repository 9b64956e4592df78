//! `data/actors/persons/*.tsv` in, persons with their tenures out.
//!
//! `rus.lavrov.foreign-minister⇥rus.lavrov⇥Sergey Lavrov⇥Sergei Lavrov|Lavrov⇥he⇥RUS⇥GOV⇥foreign-minister⇥…⇥2004-03-09⇥⇥day⇥…`

use super::Sense;
use super::names::Builder;
use crate::{Files, LexiconError, Row};
use std::collections::HashMap;

/// A day as a number that sorts: year × 10 000 + month × 100 + day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(pub u32);

impl Day {
    /// The day of a calendar date.
    pub fn new(year: i16, month: u8, day: u8) -> Self {
        Self(u32::try_from(year).unwrap_or_default() * 10_000 + u32::from(month) * 100 + u32::from(day))
    }

    /// The first (`last` false) or last day of `2024`, `2024-04` or `2024-04-19`.
    pub fn parse(text: &str, last: bool) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |from: u32, to: u32, default: u32| match parts.next() {
            None => Some(default),
            Some(part) => part.parse::<u32>().ok().filter(|number| (from..=to).contains(number)),
        };
        let year = number(1000, 9999, 0)?;
        let month = number(1, 12, if last { 12 } else { 1 })?;
        let day = number(1, 31, if last { 31 } else { 1 })?;
        parts.next().is_none().then_some(Self(year * 10_000 + month * 100 + day))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.0 / 10_000, self.0 / 100 % 100, self.0 % 100)
    }
}

/// Reads the columns `from` and `to`.
pub(super) fn days(row: &Row<'_>, from: usize, to: usize) -> Result<(Option<Day>, Option<Day>), LexiconError> {
    let read = |column: usize, last: bool| match row.cell(column) {
        "" => Ok(None),
        text => Day::parse(text, last)
            .map(Some)
            .ok_or_else(|| row.error(format!("{text:?} is no day; expected YYYY, YYYY-MM or YYYY-MM-DD"))),
    };
    let (from, to) = (read(from, false)?, read(to, true)?);
    if let (Some(first), Some(last)) = (from, to)
        && first > last
    {
        return Err(row.error(format!("from {first} is after to {last}")));
    }
    Ok((from, to))
}

/// A person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Stable id (`rus.lavrov`).
    pub id: String,
    /// Neutral full name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// `he`, `she`, `they`; empty where not known.
    pub pronoun: String,
    /// Offices, by first day.
    pub tenures: Vec<Tenure>,
}

/// An office held by a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tenure {
    /// Row id (`rus.lavrov.foreign-minister`).
    pub id: String,
    /// Country code, or IGO, UNO, EUR.
    pub country: String,
    /// PLOVER sector.
    pub sector: String,
    /// Key of the office (`foreign-minister`).
    pub office: String,
    /// What stands before the name, without the country.
    pub titles: Vec<String>,
    /// First day; `None` where not known.
    pub from: Option<Day>,
    /// Last day; `None` while it lasts.
    pub to: Option<Day>,
    /// Whether a day at the edges is sure.
    pub precision: Precision,
}

/// How fine the days of a tenure are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "units of time")]
pub enum Precision {
    Day,
    Month,
    Year,
    #[default]
    Unsure,
}

impl Tenure {
    /// Heads of state and government first, then ministers, then others: which office names a person who holds several.
    pub fn rank(&self) -> u8 {
        match self.office.as_str() {
            "head-of-state" | "head-of-government" | "supreme-leader" | "secretary-general" => 0,
            "foreign-minister" | "defence-minister" | "vice-president" | "high-representative" | "director-general" => {
                1
            }
            "ambassador" | "un-ambassador" | "special-envoy" | "chief-negotiator" => 3,
            "other" | "party-leader" => 4,
            _ => 2,
        }
    }

    /// The words for the office: "foreign minister".
    pub fn title(&self) -> String {
        self.titles.first().cloned().unwrap_or_else(|| self.office.replace('-', " "))
    }

    /// Whether the office was held on this day.
    pub fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// What a person is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Holds this office; of several, the one of highest rank.
    Holds(&'a Tenure),
    /// Held this office last.
    Held(&'a Tenure),
    /// Will hold this office; what the person was before is not known.
    Later(&'a Tenure),
}

impl<'a> Standing<'a> {
    /// The words for what the person is: "foreign minister", "former foreign minister"; nothing where that is not known.
    pub fn title(self) -> Option<String> {
        match self {
            Self::Holds(tenure) => Some(tenure.title()),
            Self::Held(tenure) => {
                let title = tenure.title();
                Some(if title.starts_with("former ") { title } else { format!("former {title}") })
            }
            Self::Later(_) => None,
        }
    }

    /// The tenure, whatever the day.
    pub fn tenure(self) -> &'a Tenure {
        match self {
            Self::Holds(tenure) | Self::Held(tenure) | Self::Later(tenure) => tenure,
        }
    }
}

impl Person {
    /// The office that a person is known by when no day is given: of the highest rank; of several, one that lasts, else the last.
    ///
    /// "Merkel" in a report without a date is the chancellor, whatever she was before and is now.
    pub fn main_tenure(&self) -> Option<&Tenure> {
        let last = |tenure: &&Tenure| (tenure.to.is_none(), tenure.to, tenure.from);
        self.tenures.iter().max_by_key(|tenure| (std::cmp::Reverse(tenure.rank()), last(tenure)))
    }

    /// What the person is on a day; without a day, what the person is now, else was last.
    pub fn standing(&self, day: Option<Day>) -> Option<Standing<'_>> {
        let Some(day) = day else {
            let open = self.tenures.iter().filter(|tenure| tenure.to.is_none()).min_by_key(|tenure| tenure.rank());
            let last = || self.tenures.iter().max_by_key(|tenure| (tenure.to, std::cmp::Reverse(tenure.rank())));
            return open.map(Standing::Holds).or_else(|| last().map(Standing::Held));
        };
        let holding = self.tenures.iter().filter(|tenure| tenure.holds(day)).min_by_key(|tenure| tenure.rank());
        let held = || {
            let past = self.tenures.iter().filter(|tenure| tenure.to.is_some_and(|to| to < day));
            past.max_by_key(|tenure| (std::cmp::Reverse(tenure.rank()), tenure.to, tenure.from))
        };
        holding
            .map(Standing::Holds)
            .or_else(|| held().map(Standing::Held))
            .or_else(|| self.tenures.first().map(Standing::Later))
    }

    pub(super) fn names(&self, at: u32, names: &mut Builder) {
        self.name_and_surname(&self.name, at, names);
        for alias in &self.aliases {
            self.name_and_surname(alias, at, names);
        }
    }

    fn name_and_surname(&self, name: &str, at: u32, names: &mut Builder) {
        names.add(name, Sense::Person(at));
        if name.contains('-') {
            names.add(&name.replace('-', ""), Sense::Person(at));
        }
        if let Some(surname) = surname(name) {
            names.add(surname, Sense::Surname(at));
        }
    }
}

/// The last word of a name of several words that is no regnal number, no "Jr." and no land ("Abdullah of Pahang").
fn surname(name: &str) -> Option<&str> {
    let mut words = name.split(' ');
    let first = words.next()?;
    let last = words.rfind(|word| {
        let regnal = word.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'));
        !regnal && !matches!(word.trim_end_matches('.'), "Jr" | "Sr")
    });
    last.filter(|_| !name.contains(" of ")).filter(|last| *last != first)
}

pub(super) fn load(files: &Files) -> Result<Vec<Person>, LexiconError> {
    let mut persons: Vec<Person> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for table in files.tables_under("actors/persons/")? {
        let columns = table.positions([
            "id",
            "person",
            "name",
            "aliases",
            "pronoun",
            "country",
            "sector",
            "office",
            "title",
            "from",
            "to",
            "precision",
        ])?;
        let [id, person, name, aliases, pronoun, country, sector, office, title, from, to, precision] = columns;
        for row in table.rows() {
            let (from, to) = days(&row, from, to)?;
            let tenure = Tenure {
                id: row.cell(id).to_owned(),
                country: row.cell(country).to_owned(),
                sector: row.cell(sector).to_owned(),
                office: row.cell(office).to_owned(),
                titles: row.list(title).map(str::to_owned).collect(),
                from,
                to,
                precision: match row.cell(precision) {
                    "day" => Precision::Day,
                    "month" => Precision::Month,
                    "year" => Precision::Year,
                    "unsure" => Precision::Unsure,
                    other => {
                        return Err(row.error(format!("precision is {other:?}, expected day, month, year or unsure")));
                    }
                },
            };
            let at = *known.entry(row.cell(person).to_owned()).or_insert_with(|| {
                persons.push(Person {
                    id: row.cell(person).to_owned(),
                    name: row.cell(name).to_owned(),
                    ..Person::default()
                });
                persons.len() - 1
            });
            let entry = &mut persons[at];
            row.list(aliases).filter(|alias| *alias != entry.name).for_each(|alias| {
                if !entry.aliases.iter().any(|known| known == alias) {
                    entry.aliases.push(alias.to_owned());
                }
            });
            if entry.pronoun.is_empty() {
                entry.pronoun = row.cell(pronoun).to_owned();
            }
            super::state::replace_or_push(&mut entry.tenures, tenure, |tenure| &tenure.id);
        }
    }
    for person in &mut persons {
        person.tenures.sort_by(|a, b| (a.from, &a.id).cmp(&(b.from, &b.id)));
    }
    Ok(persons)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_a_regnal_number_nor_a_land_is_a_surname() {
        assert_eq!(surname("Sergey Lavrov"), Some("Lavrov"));
        assert_eq!(surname("Ferdinand Marcos Jr."), Some("Marcos"));
        assert_eq!(surname("King Charles III"), Some("Charles"));
        assert_eq!(surname("Charles III"), None);
        assert_eq!(surname("Abdullah of Pahang"), None);
        assert_eq!(surname("Lavrov"), None);
    }

    #[test]
    fn a_month_has_a_first_and_a_last_day() {
        assert_eq!(Day::parse("2024-04", false), Some(Day(20_240_401)));
        assert_eq!(Day::parse("2024-04", true), Some(Day(20_240_431)));
        assert_eq!(Day::parse("2024-13", true), None);
        assert_eq!(Day::parse("2024-04-19", true), Some(Day::new(2024, 4, 19)));
    }
}
