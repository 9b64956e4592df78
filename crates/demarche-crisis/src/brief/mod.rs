//! The brief: rows of the answers in, one page for people out (Markdown): what is told to have happened, by day; what is announced or threatened; what
//! is disputed and by whom; mediation; numbers; copies; and what is not known.
//!
//! "● Israel struck Iran (Natanz)" with "21 tellings, 15 origins" beside it is a line; under it stands the sentence of a report that carries it.

mod facts;
mod page;
mod told;

use crate::sentence::sentence_around;
pub(crate) use facts::takes_position;
use facts::{counted, days_of, glyph, is_bound, main_parties, name, one_line, rank, status, text, weightiest_first};
pub use page::{EventLine, First, Page, Position, Reports, printed_name};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use told::Told;

/// Events that a day shows.
const MOST_A_DAY: usize = 6;
/// Events that are announced, threatened or only thought of, in all.
const MOST_AHEAD: usize = 10;
/// Positions of a party.
const MOST_A_PARTY: usize = 4;
/// Parties with their positions.
const MOST_PARTIES: usize = 16;
/// Moves of an offer.
const MOST_MOVES: usize = 8;
/// Numbers, disputed events, copies.
const MOST_LINES: usize = 12;

/// What of a crisis is needed of a few rows alone, and asked for when a line is written.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The clean text of a report by its id (field `article` of evidence), so that a line can show the whole sentence; where there is none, the words of the
    /// evidence stand alone.
    pub text_of: &'a dyn Fn(&str) -> Option<String>,
    /// A row as it is printed, by the name of its kind and its number: of `timeline` with all its tellings.
    pub row: &'a dyn Fn(&str, u64) -> Option<String>,
    /// Whether a country, by its code, makes any claim in its own words.
    pub speaks: &'a dyn Fn(&str) -> bool,
}

/// Writes the brief.
pub fn brief(page: &Page, beside: Beside<'_>) -> String {
    let mut sheet = Sheet { out: String::new(), beside };
    sheet.head(&page.reports);
    sheet.happened(&page.timeline);
    sheet.ahead(&page.timeline);
    sheet.disputed(&page.timeline);
    sheet.positions(&page.positions);
    sheet.mediation(&page.mediation);
    sheet.numbers(&page.numbers);
    sheet.copies(&page.copies, &page.origins);
    sheet.unknown(page);
    sheet.out
}

/// The page as it is written.
struct Sheet<'a> {
    out: String,
    beside: Beside<'a>,
}

impl Sheet<'_> {
    fn line(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "{text}");
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n## {text}\n"));
    }

    fn head(&mut self, Reports { count, outlets, days, undated: _ }: &Reports) {
        let reports = counted(*count, "report", "reports");
        let outlets = counted(*outlets, "outlet", "outlets");
        let period = match days {
            Some((first, last)) if first != last => format!(", {first} to {last}"),
            Some((day, _)) => format!(", {day}"),
            None => String::new(),
        };
        self.line(&format!("# Brief: {reports} from {outlets}{period}\n"));
        self.line("This is what the reports tell, not what is so. Each line ends in the sentence that carries it.");
        self.line("● told as fact  ◐ on somebody's word  ◌ alleged  ○ denied  ◇ announced, threatened or hypothetical");
    }

    /// The line of an event, with its sentence under it.
    fn event(&mut self, line: &EventLine) {
        let EventLine { what, place, .. } = line;
        let place = if what.contains(place.as_str()) { String::new() } else { format!(" ({place})") };
        let disputed = if line.disputed { ", disputed" } else { "" };
        let told = counted(line.tellings, "telling", "tellings");
        let origins = counted(line.origins, "origin", "origins");
        let row = self.whole(line);
        let row = Told::read(&row);
        let day = match line.occurrence.as_str() {
            "actual" if is_bound(line) => ", on or before this day",
            "actual" if row.is_dated_by_report() => ", dated by its report",
            _ => "",
        };
        self.line(&format!("- {} {what}{place}{}{disputed}{day} · {told}, {origins}", glyph(line), status(line)));
        if let Some(telling) = row.fullest() {
            self.words(&telling.evidence(), "  ");
        }
    }

    /// The row of an event.
    fn whole(&self, line: &EventLine) -> String {
        (self.beside.row)("timeline", line.number).unwrap_or_default()
    }

    /// The sentence that carries a row.
    fn words(&mut self, evidence: &Value, indent: &str) {
        let line = self.quoted(evidence, indent);
        self.line(&line);
    }

    /// The sentence that carries a line, its outlet and its day.
    fn quoted(&self, evidence: &Value, indent: &str) -> String {
        let outlet = [text(evidence, "/outlet"), text(evidence, "/key")].into_iter().find(|name| !name.is_empty());
        let day = Some(text(evidence, "/published")).filter(|day| !day.is_empty()).unwrap_or("no day");
        let span = [0, 1].map(|end| evidence["span"][end].as_u64().unwrap_or(0) as usize);
        let sentence = (self.beside.text_of)(text(evidence, "/article")).and_then(|text| sentence_around(&text, span));
        let words = sentence.unwrap_or_else(|| one_line(text(evidence, "/text")));
        format!("{indent}“{words}” — {}, {day}", outlet.unwrap_or("outlet unknown"))
    }

    fn happened(&mut self, timeline: &[EventLine]) {
        self.heading("What is told to have happened");
        let mut by_day: BTreeMap<(&str, &str), Vec<&EventLine>> = BTreeMap::new();
        for line in timeline.iter().filter(|line| line.occurrence == "actual" && line.has_party) {
            if let Some(days) = days_of(line) {
                by_day.entry(days).or_default().push(line);
            }
        }
        if by_day.is_empty() {
            self.line("No event with a day.");
        }
        for ((from, to), mut lines) in by_day {
            let days = if from == to { from.to_owned() } else { format!("{from} to {to}") };
            self.line(&format!("**{days}**\n"));
            weightiest_first(&mut lines);
            for line in lines.iter().take(MOST_A_DAY) {
                self.event(line);
            }
            if lines.len() > MOST_A_DAY {
                let more = lines.len() - MOST_A_DAY;
                self.line(&format!("- and {more} more: `demarche timeline --from {from} --to {to}`"));
            }
            self.line("");
        }
    }

    fn ahead(&mut self, timeline: &[EventLine]) {
        let is_ahead = |line: &&EventLine| matches!(line.occurrence.as_str(), "future" | "hypothetical");
        let mut lines: Vec<&EventLine> = timeline.iter().filter(is_ahead).filter(|line| line.has_party).collect();
        if lines.is_empty() {
            return;
        }
        self.heading("Announced, threatened, thought of");
        weightiest_first(&mut lines);
        for line in lines.iter().take(MOST_AHEAD) {
            self.event(line);
        }
        self.more(lines.len(), MOST_AHEAD, "timeline");
    }

    fn disputed(&mut self, timeline: &[EventLine]) {
        let mut lines: Vec<&EventLine> = timeline.iter().filter(|line| line.disputed).collect();
        if lines.is_empty() {
            return;
        }
        self.heading("Told by some, denied by others");
        weightiest_first(&mut lines);
        for line in lines.iter().take(MOST_LINES) {
            self.line(&format!("- {}", line.what));
            let row = self.whole(line);
            for telling in Told::read(&row).for_and_against() {
                self.words(&telling.evidence(), "  ");
            }
        }
        self.more(lines.len(), MOST_LINES, "claims");
    }

    fn positions(&mut self, positions: &[Position]) {
        self.heading("Who confirms, denies, rejects, keeps silent");
        let mut parties: BTreeMap<&str, Vec<&Position>> = BTreeMap::new();
        for taken in positions {
            parties.entry(&taken.party).or_default().push(taken);
        }
        if parties.is_empty() {
            self.line("Nobody.");
        }
        let mut parties: Vec<(&str, Vec<&Position>)> = parties.into_iter().collect();
        let all = parties.len();
        parties.sort_by_key(|(_, taken)| std::cmp::Reverse(taken.len()));
        for (name, mut taken) in parties.into_iter().take(MOST_PARTIES) {
            self.line(&format!("**{name}**\n"));
            taken.sort_by_key(|taken| (rank(&taken.position), &taken.day, taken.claim));
            // A sentence that takes one position on two events is one line here.
            let (mut lines, mut read) = (BTreeSet::new(), 0);
            for Position { claim, position, .. } in &taken {
                let row = (self.beside.row)("claims", *claim).unwrap_or_default();
                let row: Value = serde_json::from_str(&row).unwrap_or_default();
                let word = if text(&row, "/word") == "second-hand" { ", on another's word" } else { "" };
                let line = format!("- {position}{word}\n{}", self.quoted(&row["evidence"], "  "));
                if lines.len() == MOST_A_PARTY && !lines.contains(&line) {
                    break;
                }
                read += 1;
                if lines.insert(line.clone()) {
                    self.line(&line);
                }
            }
            if taken.len() > read {
                self.line(&format!("- and {} more: `demarche claims`", taken.len() - read));
            }
            self.line("");
        }
        self.more(all, MOST_PARTIES, "claims");
    }

    fn mediation(&mut self, rows: &[Value]) {
        self.heading("Mediation");
        if rows.is_empty() {
            self.line("No offer is told.");
        }
        for row in rows {
            let offeror = name(&row["offeror"]).unwrap_or_else(|| "offeror not named".to_owned());
            let state = Some(text(row, "/state")).filter(|state| !state.is_empty());
            self.line(&format!("**{offeror}**{}\n", state.map(|state| format!(": {state}")).unwrap_or_default()));
            let moves: Vec<&Value> = row["moves"].as_array().into_iter().flatten().collect();
            for made in moves.iter().take(MOST_MOVES) {
                let by = name(&made["by"]).unwrap_or_else(|| "somebody".to_owned());
                let word = if text(made, "/word") == "second-hand" { ", on another's word" } else { "" };
                let planned = if made["planned"] == true { ", planned" } else { "" };
                self.line(&format!("- {by}: {}{planned}{word}", text(made, "/move")));
                self.words(&made["evidence"], "  ");
            }
            self.more(moves.len(), MOST_MOVES, "mediation");
            self.line("");
        }
    }

    fn numbers(&mut self, First { rows, all }: &First) {
        self.heading("Numbers, by who counts");
        if rows.is_empty() {
            self.line("None.");
        }
        for row in rows.iter().take(MOST_LINES) {
            let claimant = name(&row["claimant"]).unwrap_or_else(|| "no claimant named".to_owned());
            self.line(&format!("- {} {}: {claimant}", text(row, "/kind"), text(row, "/words")));
            self.words(&row["evidence"], "  ");
        }
        self.more(*all, MOST_LINES, "numbers");
    }

    fn copies(&mut self, copies: &First, origins: &[Value]) {
        let mut lines = Vec::new();
        for row in copies.rows.iter().take(MOST_LINES) {
            for (field, how) in [("/reprint_of", "is a copy of"), ("/partial_reprint_of", "takes passages from")] {
                if !text(row, field).is_empty() {
                    lines.push((format!("- {} {how} {}", text(row, "/key"), text(row, field)), None));
                }
            }
        }
        let dropped: Vec<&Value> = origins.iter().filter_map(|row| row["hedge_lost"].as_array()).flatten().collect();
        for lost in dropped.iter().take(MOST_LINES) {
            let [key, hedge] = [text(lost, "/key"), text(lost, "/hedge")];
            let line = if lost["doubt"] == true {
                format!("- {key} prints as fact what {} tells with “{hedge}”", text(lost, "/origin_key"))
            } else {
                format!("- {key} prints as fact what {hedge} said")
            };
            lines.push((line, Some(&lost["evidence"])));
        }
        if lines.is_empty() {
            return;
        }
        self.heading("Copies and dropped attributions");
        for (line, evidence) in lines.into_iter().take(MOST_LINES) {
            self.line(&line);
            if let Some(evidence) = evidence {
                self.words(evidence, "  ");
            }
        }
        self.more(copies.all + dropped.len(), MOST_LINES, "origins");
    }

    fn unknown(&mut self, page: &Page) {
        self.heading("What is not known");
        let timeline = &page.timeline;
        let dayless = timeline.iter().filter(|line| line.days.iter().all(String::is_empty)).count();
        let actorless = timeline.iter().filter(|line| !line.has_doer).count();
        let single = timeline.iter().filter(|line| line.origins == 1).count();
        for (count, one, many) in [
            (single, "event rests on a single origin", "events rest on a single origin"),
            (dayless, "event has no day", "events have no day"),
            (actorless, "event has no doer that is named", "events have no doer that is named"),
            (
                page.speakerless,
                "statement has no speaker that could be found",
                "statements have no speaker that could be found",
            ),
            (page.reports.undated, "report has no day of publication", "reports have no day of publication"),
        ] {
            if count > 0 {
                self.line(&format!("- {}", counted(count, one, many)));
            }
        }
        for (country, name) in main_parties(timeline) {
            if !(self.beside.speaks)(country) {
                self.line(&format!("- no statement of {name} in its own words is among these reports"));
            }
        }
    }

    fn more(&mut self, all: usize, shown: usize, verb: &str) {
        if all > shown {
            self.line(&format!("- and {} more: `demarche {verb}`", all - shown));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOTHING: Beside<'_> = Beside { text_of: &|_| None, row: &|_, _| None, speaks: &|_| true };

    #[test]
    fn an_empty_crisis_has_a_brief() {
        let made = brief(&Page::default(), NOTHING);
        assert!(made.contains("No event with a day.") && made.contains("No offer is told."), "{made}");
    }

    fn attack() -> EventLine {
        EventLine {
            number: 3,
            what: "Verania: attack on Ostria".into(),
            days: ["2031-05-04".into(), "2031-05-04".into()],
            occurrence: "actual".into(),
            stance: "asserted".into(),
            tellings: 2,
            origins: 1,
            has_doer: true,
            has_party: true,
            ..EventLine::default()
        }
    }

    #[test]
    fn an_event_that_is_shown_is_asked_for_its_words() {
        let telling = json!({"text": "Verania shelled the port", "occurrence": "actual", "stance": "asserted", "outlet": "Fjord Post"});
        let row = |kind: &str, number: u64| {
            let status = json!({"occurrence": "actual", "stance": "asserted"});
            (kind == "timeline" && number == 3).then(|| json!({"status": status, "tellings": [telling]}).to_string())
        };
        let page = Page { timeline: vec![attack()], ..Page::default() };
        let made = brief(&page, Beside { row: &row, ..NOTHING });
        assert!(made.contains("· 2 tellings, 1 origin\n  “Verania shelled the port” — Fjord Post, no day"), "{made}");
    }

    #[test]
    fn what_is_only_told_by_a_day_stands_there_and_says_so() {
        let line = EventLine {
            what: "Verania: praise or endorsement of Ostria".into(),
            days: [String::new(), "2031-05-04".into()],
            occurrence: "actual".into(),
            has_party: true,
            ..EventLine::default()
        };
        let made = brief(&Page { timeline: vec![line], ..Page::default() }, NOTHING);
        assert!(made.contains("**2031-05-04**") && made.contains("on or before this day"), "{made}");
        assert!(!made.contains("event has no day"), "{made}");
    }

    #[test]
    fn a_day_that_is_only_the_reports_says_so() {
        let told = |ground: &str| {
            let row = |_: &str, _: u64| {
                Some(json!({"when": {"from": "2031-05-04", "to": "2031-05-04", "ground": ground}}).to_string())
            };
            brief(&Page { timeline: vec![attack()], ..Page::default() }, Beside { row: &row, ..NOTHING })
        };
        assert!(told("declared").contains("attack on Ostria, dated by its report ·"), "{}", told("declared"));
        assert!(!told("explicit").contains("dated by its report"));
    }

    #[test]
    fn silence_of_a_party_is_told_with_its_sentence() {
        let text = "The dam broke. Asked twice, Verania declined to comment. Nobody else spoke.";
        let evidence = json!({"key": "a.txt", "article": "1", "span": [28, 55], "text": "Verania declined to comment"});
        let row = |kind: &str, number: u64| {
            (kind == "claims" && number == 7).then(|| json!({"word": "own-mouth", "evidence": evidence}).to_string())
        };
        let party = printed_name("Verania", "VER").unwrap_or_default();
        let withholds = Position { party, position: "withholds".into(), day: "2031-05-04".into(), claim: 7 };
        let page = Page { positions: vec![withholds], ..Page::default() };
        let made = brief(&page, Beside { row: &row, text_of: &|id| (id == "1").then(|| text.to_owned()), ..NOTHING });
        let told = "**Verania (VER)**\n\n- withholds\n  “Asked twice, Verania declined to comment.” — a.txt, no day";
        assert!(made.contains(told), "{made}");
    }

    #[test]
    fn of_many_rows_the_first_are_shown_and_all_are_counted() {
        let copy = json!({"key": "b.txt", "reprint_of": "a.txt", "partial_reprint_of": null});
        let page = Page { copies: First { rows: vec![copy], all: 40 }, ..Page::default() };
        let made = brief(&page, NOTHING);
        assert!(made.contains("- b.txt is a copy of a.txt\n- and 28 more: `demarche origins`"), "{made}");
    }
}
