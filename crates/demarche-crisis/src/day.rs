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

#[cfg(test)]
mod tests {
    use super::day_number;

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
