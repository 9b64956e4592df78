//! The brief: rows of the answers in, one page for people out (Markdown): what is told to have happened, by day; what is announced or threatened; what
//! is disputed and by whom; mediation; numbers; copies; and what is not known.
//!
//! "● Israel struck Iran (Natanz)" with "21 tellings, 15 origins" beside it is a line; under it stands the sentence of a report that carries it.

mod facts;
mod sentence;

pub use facts::POSITIONS;
use facts::{
    PLAIN, counted, days_of, fullest, glyph, has_party, main_parties, name, number, one_line, rank, status, tellings,
    text, weightiest_first,
};
use sentence::sentence_around;
use serde_json::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

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

/// What a brief is written from: rows of `demarche-answers/1`, of which fields may be left out that no line needs.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Rows of `articles`.
    pub articles: Vec<Value>,
    /// Rows of `timeline`; `tellings` may be their number.
    pub timeline: Vec<Value>,
    /// Rows of `claims` with a position of [`POSITIONS`].
    pub claims: Vec<Value>,
    /// Rows of `mediation`.
    pub mediation: Vec<Value>,
    /// Rows of `numbers`.
    pub numbers: Vec<Value>,
    /// Rows of `origins`.
    pub origins: Vec<Value>,
    /// Statements whose speaker was not found.
    pub speakerless: usize,
}

/// What of a crisis is needed of a few rows alone, and asked for when a line is written.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// The clean text of a report by its id (field `article` of evidence), so that a line can show the whole sentence; where there is none, the words of the
    /// evidence stand alone.
    pub text_of: &'a dyn Fn(&str) -> Option<String>,
    /// The row of the timeline of an event with all its tellings, by its id.
    pub event: &'a dyn Fn(&str) -> Option<Value>,
    /// Whether a country, by its code, makes any claim in its own words.
    pub speaks: &'a dyn Fn(&str) -> bool,
}

/// Writes the brief.
pub fn brief(page: &Page, beside: Beside<'_>) -> String {
    let mut sheet = Sheet { out: String::new(), beside };
    sheet.head(page);
    sheet.happened(&page.timeline);
    sheet.ahead(&page.timeline);
    sheet.disputed(&page.timeline);
    sheet.positions(page);
    sheet.mediation(&page.mediation);
    sheet.numbers(&page.numbers);
    sheet.copies(page);
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

    fn head(&mut self, page: &Page) {
        let outlets: BTreeSet<&str> =
            page.articles.iter().map(|row| text(row, "/outlet")).filter(|name| !name.is_empty()).collect();
        let days: BTreeSet<&str> = page
            .articles
            .iter()
            .map(|row| text(row, "/published"))
            .filter(|day| !day.is_empty() && !day.starts_with('-'))
            .collect();
        let reports = counted(page.articles.len(), "report", "reports");
        let outlets = counted(outlets.len(), "outlet", "outlets");
        let period = match (days.first(), days.last()) {
            (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
            (Some(day), _) => format!(", {day}"),
            _ => String::new(),
        };
        self.line(&format!("# Brief: {reports} from {outlets}{period}\n"));
        self.line("This is what the reports tell, not what is so. Each line ends in the sentence that carries it.");
        self.line("● told as fact  ◐ on somebody's word  ◌ alleged  ○ denied  ◇ announced, threatened or hypothetical");
    }

    /// The row of an event with its tellings.
    fn whole<'r>(&self, row: &'r Value) -> Cow<'r, Value> {
        if row["tellings"].is_array() {
            return Cow::Borrowed(row);
        }
        (self.beside.event)(text(row, "/event")).map_or(Cow::Borrowed(row), Cow::Owned)
    }

    /// The line of an event, with its sentence under it.
    fn event(&mut self, row: &Value) {
        let place = text(row, "/place/name");
        let what = text(row, "/what");
        let place = if place.is_empty() || what.contains(place) { String::new() } else { format!(" ({place})") };
        let disputed = if row["status"]["disputed"] == true { ", disputed" } else { "" };
        let told = counted(tellings(row), "telling", "tellings");
        let origins = counted(number(row, "origins"), "origin", "origins");
        self.line(&format!("- {} {what}{place}{}{disputed} · {told}, {origins}", glyph(row), status(row)));
        let whole = self.whole(row);
        if let Some(telling) = fullest(&whole) {
            self.words(telling, "  ");
        }
    }

    /// The sentence that carries a row.
    fn words(&mut self, evidence: &Value, indent: &str) {
        let outlet = [text(evidence, "/outlet"), text(evidence, "/key")].into_iter().find(|name| !name.is_empty());
        let day = Some(text(evidence, "/published")).filter(|day| !day.is_empty()).unwrap_or("no day");
        let span = [0, 1].map(|end| evidence["span"][end].as_u64().unwrap_or(0) as usize);
        let sentence = (self.beside.text_of)(text(evidence, "/article")).and_then(|text| sentence_around(&text, span));
        let words = sentence.unwrap_or_else(|| one_line(text(evidence, "/text")));
        self.line(&format!("{indent}“{words}” — {}, {day}", outlet.unwrap_or("outlet unknown")));
    }

    fn happened(&mut self, timeline: &[Value]) {
        self.heading("What is told to have happened");
        let mut by_day: BTreeMap<(&str, &str), Vec<&Value>> = BTreeMap::new();
        for row in timeline.iter().filter(|row| text(row, "/status/occurrence") == "actual" && has_party(row)) {
            if let Some(days) = days_of(row) {
                by_day.entry(days).or_default().push(row);
            }
        }
        if by_day.is_empty() {
            self.line("No event with a day.");
        }
        for ((from, to), mut rows) in by_day {
            let days = if from == to { from.to_owned() } else { format!("{from} to {to}") };
            self.line(&format!("**{days}**\n"));
            weightiest_first(&mut rows);
            for row in rows.iter().take(MOST_A_DAY) {
                self.event(row);
            }
            if rows.len() > MOST_A_DAY {
                let more = rows.len() - MOST_A_DAY;
                self.line(&format!("- and {more} more: `demarche timeline --from {from} --to {to}`"));
            }
            self.line("");
        }
    }

    fn ahead(&mut self, timeline: &[Value]) {
        let mut rows: Vec<&Value> = timeline
            .iter()
            .filter(|row| matches!(text(row, "/status/occurrence"), "future" | "hypothetical") && has_party(row))
            .collect();
        if rows.is_empty() {
            return;
        }
        self.heading("Announced, threatened, thought of");
        weightiest_first(&mut rows);
        for row in rows.iter().take(MOST_AHEAD) {
            self.event(row);
        }
        self.more(rows.len(), MOST_AHEAD, "timeline");
    }

    fn disputed(&mut self, timeline: &[Value]) {
        let mut rows: Vec<&Value> = timeline.iter().filter(|row| row["status"]["disputed"] == true).collect();
        if rows.is_empty() {
            return;
        }
        self.heading("Told by some, denied by others");
        weightiest_first(&mut rows);
        for row in rows.iter().take(MOST_LINES) {
            self.line(&format!("- {}", text(row, "/what")));
            let whole = self.whole(row);
            let told: Vec<&Value> = whole["tellings"].as_array().into_iter().flatten().collect();
            let against = |telling: &&&Value| telling["stance"] == "denied" || telling["occurrence"] == "negated";
            for telling in told.iter().find(|telling| !against(telling)).into_iter().chain(told.iter().find(against)) {
                self.words(telling, "  ");
            }
        }
        self.more(rows.len(), MOST_LINES, "claims");
    }

    fn positions(&mut self, page: &Page) {
        self.heading("Who confirms, denies, rejects, keeps silent");
        let copies: BTreeSet<&str> = page
            .articles
            .iter()
            .filter(|row| !text(row, "/reprint_of").is_empty())
            .map(|row| text(row, "/key"))
            .collect();
        let mut parties: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
        for row in page.claims.iter().filter(|row| rank(row) < PLAIN && !copies.contains(text(row, "/evidence/key"))) {
            if let Some(name) = name(&row["party"]) {
                parties.entry(name).or_default().push(row);
            }
        }
        if parties.is_empty() {
            self.line("Nobody.");
        }
        let mut parties: Vec<(String, Vec<&Value>)> = parties.into_iter().collect();
        let all = parties.len();
        parties.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
        for (name, mut rows) in parties.into_iter().take(MOST_PARTIES) {
            self.line(&format!("**{name}**\n"));
            rows.sort_by_key(|row| rank(row));
            let shown = rows.len().min(MOST_A_PARTY);
            for row in &rows[..shown] {
                let word = if text(row, "/word") == "second-hand" { ", on another's word" } else { "" };
                self.line(&format!("- {}{word}", text(row, "/position")));
                self.words(&row["evidence"], "  ");
            }
            if rows.len() > shown {
                self.line(&format!("- and {} more: `demarche claims`", rows.len() - shown));
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

    fn numbers(&mut self, rows: &[Value]) {
        self.heading("Numbers, by who counts");
        if rows.is_empty() {
            self.line("None.");
        }
        for row in rows.iter().take(MOST_LINES) {
            let claimant = name(&row["claimant"]).unwrap_or_else(|| "no claimant named".to_owned());
            self.line(&format!("- {} {}: {claimant}", text(row, "/kind"), text(row, "/words")));
            self.words(&row["evidence"], "  ");
        }
        self.more(rows.len(), MOST_LINES, "numbers");
    }

    fn copies(&mut self, page: &Page) {
        let mut lines = Vec::new();
        for row in &page.articles {
            for (field, how) in [("/reprint_of", "is a copy of"), ("/partial_reprint_of", "takes passages from")] {
                if !text(row, field).is_empty() {
                    lines.push((format!("- {} {how} {}", text(row, "/key"), text(row, field)), None));
                }
            }
        }
        for lost in page.origins.iter().filter_map(|row| row["hedge_lost"].as_array()).flatten() {
            let line = format!("- {} prints as fact what {} said", text(lost, "/key"), text(lost, "/hedge"));
            lines.push((line, Some(&lost["evidence"])));
        }
        if lines.is_empty() {
            return;
        }
        self.heading("Copies and dropped attributions");
        let all = lines.len();
        for (line, evidence) in lines.into_iter().take(MOST_LINES) {
            self.line(&line);
            if let Some(evidence) = evidence {
                self.words(evidence, "  ");
            }
        }
        self.more(all, MOST_LINES, "origins");
    }

    fn unknown(&mut self, page: &Page) {
        self.heading("What is not known");
        let timeline = &page.timeline;
        let dayless = timeline.iter().filter(|row| text(row, "/when/from").is_empty()).count();
        let actorless = timeline.iter().filter(|row| row["actors"].as_array().is_none_or(Vec::is_empty)).count();
        let single = timeline.iter().filter(|row| row["origins"] == 1).count();
        let undated = page.articles.iter().filter(|row| text(row, "/published").is_empty()).count();
        for (count, one, many) in [
            (single, "event rests on a single origin", "events rest on a single origin"),
            (dayless, "event has no day", "events have no day"),
            (actorless, "event has no doer that is named", "events have no doer that is named"),
            (
                page.speakerless,
                "statement has no speaker that could be found",
                "statements have no speaker that could be found",
            ),
            (undated, "report has no day of publication", "reports have no day of publication"),
        ] {
            if count > 0 {
                self.line(&format!("- {}", counted(count, one, many)));
            }
        }
        for (country, name) in main_parties(timeline) {
            if !(self.beside.speaks)(&country) {
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
    use crate::digest::{Digest, Evidence, Party, Statement};
    use crate::{Crisis, claims, rows};
    use demarche_lexicon::Lexicon;
    use serde_json::json;

    fn written(reports: Vec<Digest>) -> String {
        let lexicon = Lexicon::embedded();
        let crisis = Crisis::build(reports, &lexicon.news_words);
        let page = Page {
            articles: rows::articles(&crisis),
            timeline: rows::timeline(&crisis, &lexicon.event_lines),
            claims: claims(&crisis, &lexicon.positions),
            mediation: crate::mediation(&crisis),
            numbers: crate::numbers::numbers(&crisis),
            origins: rows::origins(&crisis),
            speakerless: 0,
        };
        let text_of = |id: &str| crisis.reports.iter().find(|report| report.id == id).map(|report| report.text.clone());
        brief(&page, Beside { text_of: &text_of, event: &|_| None, speaks: &|_| true })
    }

    #[test]
    fn an_empty_crisis_has_a_brief() {
        let made = written(Vec::new());
        assert!(made.contains("No event with a day.") && made.contains("No offer is told."), "{made}");
    }

    #[test]
    fn the_sentence_shown_carries_the_status_shown() {
        let telling = |text: &str, occurrence: &str, stance: &str| json!({"text": text, "occurrence": occurrence, "stance": stance});
        let row = json!({"status": {"occurrence": "actual", "stance": "asserted"}, "tellings": [
            telling("If Verania stopped its attacks on the dam at Tolm", "hypothetical", "asserted"),
            telling("Ostria said that Verania had stopped its attacks", "actual", "attributed"),
            telling("Verania stopped its attacks", "actual", "asserted")]});
        assert_eq!(fullest(&row).map(|telling| text(telling, "/text")), Some("Verania stopped its attacks"));
    }

    #[test]
    fn an_event_whose_tellings_are_counted_is_asked_for_them() {
        let row = json!({"event": "v3", "what": "Verania: attack on Ostria", "when": {"from": "2031-05-04", "to": "2031-05-04"}, "tellings": 2,
                         "status": {"occurrence": "actual", "stance": "asserted"}, "origins": 1, "actors": [{"country": "VER"}]});
        let telling = json!({"text": "Verania shelled the port", "occurrence": "actual", "stance": "asserted", "outlet": "Fjord Post"});
        let event = |id: &str| (id == "v3").then(|| json!({"status": row["status"], "tellings": [telling]}));
        let page = Page { timeline: vec![row.clone()], ..Page::default() };
        let made = brief(&page, Beside { text_of: &|_| None, event: &event, speaks: &|_| false });
        assert!(made.contains("· 2 tellings, 1 origin\n  “Verania shelled the port” — Fjord Post, no day"), "{made}");
    }

    #[test]
    fn silence_of_a_party_is_told_with_its_sentence() {
        let text = "The dam broke. Asked twice, Verania declined to comment. Nobody else spoke.";
        let evidence =
            Evidence { spans: vec![[28, 55]], text: "Verania declined to comment".into(), ..Evidence::default() };
        let speaker = Some(Party { name: "Verania".into(), country: Some("VER".into()), ..Party::default() });
        let statement = Statement { position: "withholds".into(), speaker, evidence, ..Statement::default() };
        let statements = vec![statement];
        let report = Digest { id: "1".into(), key: "a.txt".into(), text: text.into(), statements, ..Digest::default() };
        let made = written(vec![report]);
        let told = "**Verania (VER)**\n\n- withholds\n  “Asked twice, Verania declined to comment.” — a.txt, no day";
        assert!(made.contains(told), "{made}");
    }
}
