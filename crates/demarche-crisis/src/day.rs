//! Days as numbers: ISO text in, days since 1 March of the year 0 out, so that the days between two can be counted.
//!
//! `2025-06-13` and `2025-06-24` are eleven days apart; `--06-13`, whose year nobody knows, has no number.

/// The number of a day with its year; `None` where the text is none.
pub fn day_number(iso: &str) -> Option<i64> {
    let mut parts = iso.get(..10)?.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years begin in March, so that the leap day is their last.
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leaps + (153 * month + 2) / 5 + day - 1)
}

/// The day of a number, as ISO.
pub fn iso_day(number: i64) -> String {
    // Days of 400 years, of which the leap day is the last.
    let era = number.div_euclid(146_097);
    let day_of_era = number.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", year_of_era + era * 400 + next)
}

#[cfg(test)]
mod tests {
    use super::{day_number, iso_day};

    #[test]
    fn a_number_becomes_its_day_again() {
        for day in ["2024-02-29", "2024-03-01", "2025-01-01", "1999-12-31", "2000-02-29", "2100-02-28"] {
            assert_eq!(day_number(day).map(iso_day).as_deref(), Some(day));
        }
    }

    #[test]
    fn days_between_are_counted_over_months_and_leap_days() {
        let between = |a: &str, b: &str| day_number(b).zip(day_number(a)).map(|(b, a)| b - a);
        assert_eq!(between("2025-06-13", "2025-06-24"), Some(11));
        assert_eq!(between("2024-02-28", "2024-03-01"), Some(2));
        assert_eq!(between("2024-12-31", "2025-01-01"), Some(1));
        assert_eq!(day_number("--06-13"), None);
        assert_eq!(day_number("2025-13-01"), None);
    }
}
