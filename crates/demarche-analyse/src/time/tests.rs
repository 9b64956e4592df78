//! The whole step on sentences: words in, values and days out; every row of the lists on its own example; and what holds for any text.

use super::find_times;
use crate::Reading;
use demarche_language::{Input, Model};
use demarche_lexicon::{FILES, Lexicon};
use demarche_model::{Article, Date, Ground, Note, NoteCode, Published, TimeExpression};
use proptest::prelude::*;

/// The times of a text, published on a day or on none, and the notes.
fn read(text: &str, published: Option<&str>) -> (Vec<TimeExpression>, Vec<Note>) {
    let day = published.map(|day| super::calendar::to_model(day.parse().expect("a date")));
    let published = day.map(|day: Date| Published { from: day, to: day, ground: Ground::Declared });
    let article = Article { text: text.to_owned(), published, ..Article::default() };
    let parse = Model::english().read(&[Input::new(text)]).remove(0);
    let lexicon = Lexicon::embedded();
    let mut notes = Vec::new();
    let reading = Reading::start(&article, &parse, lexicon);
    (find_times(reading, &mut notes), notes)
}

/// `words = value` or `words = value from..to` for each expression.
fn told(text: &str, published: Option<&str>) -> Vec<String> {
    let line = |time: &TimeExpression| {
        let days = time.from.zip(time.to).map(|(from, to)| format!(" {from}..{to}")).unwrap_or_default();
        format!("{} = {}{days}", time.span.of(text), time.value)
    };
    read(text, published).0.iter().map(line).collect()
}

/// Asserts the expressions of a text published on Wednesday, 2024-04-17.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(told(text, Some("2024-04-17")), expected, "{text}");
}

#[test]
fn dates_are_read_in_every_order() {
    check("It was signed on April 3, 2021.", &["April 3, 2021 = 2021-04-03 2021-04-03..2021-04-03"]);
    check("It was signed on 3 April 2021.", &["3 April 2021 = 2021-04-03 2021-04-03..2021-04-03"]);
    check(
        "It was signed on Saturday, April 3, 2021.",
        &["Saturday, April 3, 2021 = 2021-04-03 2021-04-03..2021-04-03"],
    );
    check("The file is dated 2021-04-03.", &["2021-04-03 = 2021-04-03 2021-04-03..2021-04-03"]);
    check("The file is dated 23.04.2021.", &["23.04.2021 = 2021-04-23 2021-04-23..2021-04-23"]);
    check("He left in March 2019.", &["March 2019 = 2019-03 2019-03-01..2019-03-31"]);
}

#[test]
fn numbers_and_names_are_no_years() {
    check("The army sent 2000 troops and 5,000 shells.", &[]);
    check("The council passed Resolution 2118.", &[]);
    check("An F-16 took off after Flight 1998; see page 1998.", &[]);
    check("Theresa May met Prime Minister Modi.", &[]);
    check("Rebels may march on the city.", &[]);
    check("The mine killed a 12-year-old boy.", &[]);
    check("Three-quarters of the grain was lost.", &[]);
}

#[test]
fn a_weekday_is_the_last_one_in_the_past_and_the_next_in_the_future() {
    check("The minister left on Monday.", &["Monday = 2024-04-15 2024-04-15..2024-04-15"]);
    check("The minister will leave on Monday.", &["Monday = 2024-04-22 2024-04-22..2024-04-22"]);
    check("The ministry said on Wednesday it had no plans.", &["Wednesday = 2024-04-17 2024-04-17..2024-04-17"]);
    check("The vote was postponed until Friday.", &["Friday = 2024-04-19 2024-04-19..2024-04-19"]);
    check("Talks are scheduled for Friday.", &["Friday = 2024-04-19 2024-04-19..2024-04-19"]);
    check("Envoys met last Wednesday.", &["last Wednesday = 2024-04-10 2024-04-10..2024-04-10"]);
    check("A raid came on Tuesday night.", &["Tuesday night = 2024-04-16TNI 2024-04-16..2024-04-16"]);
}

#[test]
fn a_bare_date_takes_its_year_from_publication() {
    check("The talks began on April 12.", &["April 12 = 2024-04-12 2024-04-12..2024-04-12"]);
    check("The talks began on December 28.", &["December 28 = 2023-12-28 2023-12-28..2023-12-28"]);
    check("The talks will begin on January 9.", &["January 9 = 2025-01-09 2025-01-09..2025-01-09"]);
    check("The truce was extended to May 2.", &["May 2 = 2024-05-02 2024-05-02..2024-05-02"]);
    check("The army withdrew last October.", &["last October = 2023-10 2023-10-01..2023-10-31"]);
}

#[test]
fn weeks_months_and_years_are_counted_from_publication() {
    check("The strike came last week.", &["last week = 2024-W15 2024-04-08..2024-04-14"]);
    check("The strike came two weeks ago.", &["two weeks ago = 2024-W14 2024-04-01..2024-04-07"]);
    check("The strike came last month.", &["last month = 2024-03 2024-03-01..2024-03-31"]);
    check("The strike came this year.", &["this year = 2024 2024-01-01..2024-12-31"]);
    check("The strike came a year ago.", &["a year ago = 2023 2023-01-01..2023-12-31"]);
    check("The strike came two decades ago.", &["two decades ago = 2004 2004-01-01..2004-12-31"]);
    check("They met yesterday.", &["yesterday = 2024-04-16 2024-04-16..2024-04-16"]);
    check("They met several years ago.", &["several years ago = PAST_REF"]);
}

#[test]
fn parts_of_a_stretch_have_its_value_and_their_own_days() {
    check("A raid came in early April.", &["early April = 2024-04 2024-04-01..2024-04-10"]);
    check("A raid came in mid-March.", &["mid-March = 2024-03 2024-03-11..2024-03-20"]);
    check("A raid came in late February.", &["late February = 2024-02 2024-02-21..2024-02-29"]);
    check("They signed a treaty earlier this year.", &["earlier this year = 2024 2024-01-01..2024-04-17"]);
    check("The war began in late 2021.", &["late 2021 = 2021 2021-09-01..2021-12-31"]);
    check("It ended by the end of March.", &["the end of March = 2024-03 2024-03-21..2024-03-31"]);
    check("Israel struck on the night of April 14.", &["the night of April 14 = 2024-04-14TNI 2024-04-14..2024-04-14"]);
}

#[test]
fn hours_belong_to_the_day_beside_them() {
    check("It fell at 10:35 p.m. on Monday.", &["10:35 p.m. on Monday = 2024-04-15T22:35 2024-04-15..2024-04-15"]);
    check("It fell at noon.", &["noon = 2024-04-17T12:00 2024-04-17..2024-04-17"]);
    check("It fell at 0400 GMT.", &["0400 GMT = 2024-04-17T04:00Z 2024-04-17..2024-04-17"]);
}

#[test]
fn lengths_are_written_as_timex3_has_them() {
    for (words, value) in [
        ("three days", "P3D"),
        ("nearly a week", "P1W"),
        ("several months", "PXM"),
        ("more than two hours", "PT2H"),
        ("two and a half years", "P2Y6M"),
        ("two decades", "P20Y"),
        ("twenty-four hours", "PT24H"),
        ("at least a hundred days", "P100D"),
        ("half an hour", "PT30M"),
    ] {
        check(&format!("The siege lasted {words}."), &[&format!("{words} = {value}")]);
    }
    check("It lasted for the past two weeks.", &["the past two weeks = P2W 2024-04-03..2024-04-17"]);
}

#[test]
fn what_comes_round_is_a_set() {
    check("Guns fire every day.", &["every day = P1D"]);
    check("Guns fire every two weeks.", &["every two weeks = P2W"]);
    check("They march each July.", &["each July = XXXX-07"]);
    check("They march on Tuesdays.", &["Tuesdays = XXXX-WXX-2"]);
    check("They march twice a week.", &["a week = P1W"]);
}

#[test]
fn years_in_words_and_spans_and_long_ago() {
    check("The war of 1861-63 was short.", &["1861 = 1861 1861-01-01..1861-12-31", "63 = 1863 1863-01-01..1863-12-31"]);
    check("It began in nineteen ninety-four.", &["nineteen ninety-four = 1994 1994-01-01..1994-12-31"]);
    check("It began in the 1990s.", &["the 1990s = 199 1990-01-01..1999-12-31"]);
    check("It began in the 20th century.", &["the 20th century = 19 1900-01-01..1999-12-31"]);
    check("It began in 490 BC.", &["490 BC = BC0490"]);
    check(
        "It fell on October 21-23, 2011.",
        &["October 21 = 2011-10-21 2011-10-21..2011-10-21", "23, 2011 = 2011-10-23 2011-10-23..2011-10-23"],
    );
}

#[test]
fn without_a_day_of_publication_nothing_is_made_up() {
    let text = "Shells fell on April 18. Tehran said Tuesday that talks would go on next week.";
    assert_eq!(
        told(text, None),
        ["April 18 = XXXX-04-18 --04-18..--04-18", "Tuesday = XXXX-WXX-2", "next week = XXXX-WXX"]
    );
    let (_, notes) = read(text, None);
    assert!(notes.iter().all(|note| note.code == NoteCode::PARTIAL_DATE) && notes.len() == 3, "{notes:?}");
    // A caption's date of another day is no day of publication.
    let text = "The president attends a parade, Wednesday, May 7, 2025.\nThe Kremlin said Tuesday that talks go on.";
    assert_eq!(told(text, None)[1], "Tuesday = XXXX-WXX-2");
}

#[test]
fn the_next_day_needs_a_day() {
    check(
        "He was jailed in 1998. The next day he escaped.",
        &["1998 = 1998 1998-01-01..1998-12-31", "The next day = XXXX-XX-XX"],
    );
    check(
        "Rockets fell on March 30, 2023. The next day the army moved in.",
        &["March 30, 2023 = 2023-03-30 2023-03-30..2023-03-30", "The next day = 2023-03-31 2023-03-31..2023-03-31"],
    );
}

/// A story of the past, by its own years.
const STORY: &str = "The war began on 3 May 1911. In June the town fell. In 1912 the army came back. By March it held the coast. \
    The king died in April 1913 and was buried two days later in 1913. The treaty of 1914 was signed in May 1914. In 1915, peace held.";

#[test]
fn a_story_counts_from_the_date_told_last() {
    let values: Vec<String> = read(STORY, Some("2024-04-17")).0.into_iter().map(|time| time.value).collect();
    assert_eq!(values[..4], ["1911-05-03", "1911-06", "1912", "1912-03"]);
}

#[test]
fn every_phrase_and_named_day_reads_its_own_example() {
    for name in ["en/time_phrases.tsv", "en/time_days.tsv"] {
        let (_, text) = FILES.iter().find(|(file, _)| *file == name).expect("the list is embedded");
        let mut rows = text.lines().map(|line| line.split('\t').collect::<Vec<_>>());
        let header = rows.next().expect("a header");
        let column = |name: &str| header.iter().position(|cell| *cell == name);
        let example = column("example").expect("examples");
        for row in rows {
            let value = column("value").map(|value| row[value]);
            let narrative = column("place").is_some_and(|place| row[place] == "narrative");
            let (before, rest) = row[example].split_once('[').expect("an opening bracket");
            let (words, after) = rest.split_once(']').expect("a closing bracket");
            let sentence = format!("{before}{words}{after}");
            // A row that is read only in a story gets one.
            let text = if narrative { format!("{STORY} {sentence}") } else { sentence };
            let times = read(&text, Some("2024-04-17")).0;
            let hit = times.iter().find(|time| time.span.of(&text) == words);
            match value {
                Some("") => assert!(hit.is_none(), "{}: {hit:?}", row[0]),
                Some(value) => assert_eq!(hit.map(|time| time.value.as_str()), Some(value), "{}: {times:?}", row[0]),
                None => assert_eq!(hit.map(|time| time.rule), Some("T040 named-day"), "{}: {times:?}", row[0]),
            }
        }
    }
}

/// Words that expressions are made of, and some that are none.
fn piece() -> impl Strategy<Value = String> {
    let words = "the a of in on last next this past early late mid end ago later earlier before after every each Tuesday Sunday May March April \
        18 1998 2024 0 31 30 February 29th third first quarter half week weeks day days month year years decade century hours two twenty a hundred \
        thousand several nearly about - – / , . ( ) 's ' p.m. noon GMT yesterday today tomorrow tonight morning night summer fall winter 1990s 90s \
        nineties now recently BC fiscal 2024-04-18 31.02.2024 99999999 10:35 25:61 ½ and to or Christmas Easter Theresa said will 999 \n";
    let words: Vec<String> = words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    prop_oneof![9 => proptest::sample::select(words), 1 => "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn times_are_ordered_bounded_and_sound(
        pieces in proptest::collection::vec(piece(), 0..40),
        published in proptest::option::of(0i64..2_900_000),
    ) {
        let text = pieces.join(" ");
        // Any day from year 1 to the end of the calendar.
        let day = published.and_then(|days| jiff::civil::date(1, 1, 1).checked_add(jiff::ToSpan::days(days)).ok());
        let published = day.map(|day| day.to_string());
        let (times, notes) = read(&text, published.as_deref());
        let mut reached = 0;
        for time in &times {
            prop_assert!(time.span.start >= reached && !time.span.is_empty(), "{time:?}");
            prop_assert!(!time.span.of(&text).is_empty(), "{time:?} does not lie on characters");
            prop_assert!(!time.value.is_empty());
            if let (Some(from), Some(to)) = (time.from, time.to) {
                prop_assert!(from <= to, "{time:?}");
                prop_assert_eq!(from.year.is_some(), to.year.is_some());
            }
            if day.is_none() && !text.chars().any(|character| character.is_ascii_digit()) {
                let spelled = ["nineties", "thousand", "hundred", "twenty", "century", "centuries"].iter().any(|word| text.contains(word));
                prop_assert!(spelled || time.from.is_none_or(|from| from.year.is_none()), "a year out of nothing: {time:?}");
            }
            reached = time.span.end;
        }
        for note in &notes {
            prop_assert!(note.span.is_some_and(|span| times.iter().any(|time| time.span == span)));
        }
        let again = read(&text, published.as_deref());
        prop_assert_eq!(times, again.0);
    }
}

#[test]
fn the_end_of_a_range_comes_after_its_beginning() {
    check(
        "The port was shut from Monday to Thursday.",
        &["Monday = 2024-04-15 2024-04-15..2024-04-15", "Thursday = 2024-04-18 2024-04-18..2024-04-18"],
    );
    check(
        "It met between 3 and 5 May 2021.",
        &["3 = 2021-05-03 2021-05-03..2021-05-03", "5 May 2021 = 2021-05-05 2021-05-05..2021-05-05"],
    );
}

#[test]
fn compounds_of_lengths_are_one_expression() {
    check("A decades-old dispute ended.", &["decades-old = PXDE"]);
    check("The week-long truce held.", &["week-long = P1W"]);
    check("An eight-year war ended.", &["eight-year = P8Y"]);
    check("The truce will last 60 days.", &["60 days = P60D"]);
    check("A man in his early fifties was held.", &[]);
}
