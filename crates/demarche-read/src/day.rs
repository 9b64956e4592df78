//! A declared publication day in, its first and last day out.
//!
//! `2024-04-19`, `2024-04-19T08:30:00Z`, `20240419`, `2024-04` (the whole month), `2024` (the whole year),
//! `Fri, 19 Apr 2024 08:30:00 GMT` (as feeds write it), `April 19, 2024`. Anything else is no date: nothing is guessed.

use demarche_model::Date;

/// The days that a declared date covers; `None` where it is no date.
pub fn parse_days(words: &str) -> Option<(Date, Date)> {
    let words = words.trim();
    numeric(words).or_else(|| in_words(words))
}

/// `2024-04-19…`, `2024/04/19…`, `20240419…`, `2024-04`, `2024`.
fn numeric(words: &str) -> Option<(Date, Date)> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    match digits {
        8 => days(number(words, 0..4)?, Some(number(words, 4..6)?), Some(number(words, 6..8)?)),
        14 => numeric(words.get(..8)?),
        4 if words.len() == 4 => days(number(words, 0..4)?, None, None),
        4 => {
            let separator = *words.as_bytes().get(4)?;
            let mut parts = words.split(char::from(separator));
            if !b"-/.".contains(&separator) {
                return None;
            }
            let year = parts.next()?.parse().ok()?;
            let month = parts.next()?.parse().ok()?;
            let Some(rest) = parts.next() else { return days(year, Some(month), None) };
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let follows = rest.as_bytes().get(length);
            if follows.is_some_and(|byte| !b"T t+Z".contains(byte)) {
                return None;
            }
            days(year, Some(month), Some(number(rest, 0..length)?))
        }
        _ => None,
    }
}

/// `19 Apr 2024`, `April 19, 2024`, with a weekday before and a time behind.
fn in_words(words: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = words.split([' ', ',', '\t']).filter(|part| !part.is_empty()).take(6).collect();
    let at = parts.iter().position(|part| Date::month_named(part).is_some())?;
    let month = Date::month_named(parts.get(at)?)?;
    let day = |part: &str| part.parse::<u8>().ok();
    let before = at.checked_sub(1).and_then(|index| day(parts.get(index)?));
    let (day, year) = match before {
        Some(day) => (day, parts.get(at + 1)?),
        None => (day(parts.get(at + 1)?)?, parts.get(at + 2)?),
    };
    if year.len() != 4 {
        return None;
    }
    days(year.parse().ok()?, Some(month), Some(day))
}

fn number<T: std::str::FromStr>(words: &str, range: std::ops::Range<usize>) -> Option<T> {
    words.get(range)?.parse().ok()
}

fn days(year: i16, month: Option<u8>, day: Option<u8>) -> Option<(Date, Date)> {
    if !(1000..=2999).contains(&year) || month.is_some_and(|month| !(1..=12).contains(&month)) {
        return None;
    }
    let (first_month, last_month) = month.map_or((1, 12), |month| (month, month));
    let last_day = Date::days_in(Some(year), last_month);
    if day.is_some_and(|day| day == 0 || day > last_day) {
        return None;
    }
    let (first, last) = day.map_or((1, last_day), |day| (day, day));
    let date = |month, day| Date { year: Some(year), month, day };
    Some((date(first_month, first), date(last_month, last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(words: &str) -> String {
        parse_days(words).map_or_else(|| "no date".to_owned(), |(from, to)| format!("{from} {to}"))
    }

    #[test]
    fn days_months_and_years() {
        for words in [
            "2024-04-19",
            " 2024-04-19T08:30:00Z",
            "2024-04-19 08:30:00.002364-05",
            "20240419",
            "20240419T0830",
            "20240419083000",
            "2024/4/19",
            "Fri, 19 Apr 2024 08:30:00 GMT",
            "April 19, 2024",
            "19 April 2024",
        ] {
            assert_eq!(read(words), "2024-04-19 2024-04-19", "{words}");
        }
        assert_eq!(read("2024-02"), "2024-02-01 2024-02-29");
        assert_eq!(read("2023"), "2023-01-01 2023-12-31");
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for words in
            ["", "yesterday", "2024-13-01", "2023-02-29", "19/04/2024", "April 19", "1713500000", "2024-04-19x", "12.5"]
        {
            assert_eq!(read(words), "no date", "{words}");
        }
    }

    proptest! {
        #[test]
        fn any_words_are_survived(words in "\\PC{0,40}|[0-9T:/ .-]{0,30}") {
            let _ = parse_days(&words);
        }
    }
}
