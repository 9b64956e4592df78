//! The kinds of rows that answers are made of: a [`Crisis`] in, for each [`Kind`] its rows out, each with what a store finds it by.
//!
//! A row of `claims`, "Tehran denies the strike on the dam at Tolm", is found by its event, the day it was said, its party, its position and the
//! report that carries it. One more kind of row is one more line of [`KINDS`].

use crate::crisis::Crisis;
use crate::digest::Party;
use crate::{claims, commitments, humanitarian, mediation, reactions, rows};
use demarche_lexicon::Lexicon;
use serde_json::Value;

/// What a row belongs to, and so when it has to be made anew: its reports and events are as they were, or new reports touch them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To one report: made of its words, of what it is to others, of how the events stand that it tells, and of who is at war at its time.
    Report,
    /// To one report: made of what it is called, and of what it is to others.
    Kin,
    /// To an event: made of its tellings, and of what their reports are to others.
    Event,
    /// To all reports.
    All,
}

/// A kind of row.
#[derive(Clone, Copy)]
pub struct Kind {
    /// Its name, which is the verb that asks for it.
    pub name: &'static str,
    /// Makes its rows.
    pub rows: fn(&Crisis, &Lexicon) -> Vec<Value>,
    /// JSON pointers to the days of a row, WHEN or a day: the first that is known. A row none of whose is known has no day.
    pub when: &'static [&'static str],
    /// JSON pointers to its parties: PARTY, several of them, or a country.
    pub parties: &'static [&'static str],
    /// JSON pointer to its status: position, state, stance.
    pub status: &'static str,
    /// What a row belongs to.
    pub reach: Reach,
}

/// All kinds. The timeline stands first: rows of the others are also found by how its events stand.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "timeline",
        rows: |crisis, lexicon| rows::timeline(crisis, &lexicon.event_lines),
        when: &["/when"],
        parties: &["/actors", "/recipients"],
        status: "",
        reach: Reach::Event,
    },
    Kind {
        name: "articles",
        rows: |crisis, _| rows::articles(crisis),
        when: &["/published"],
        parties: &[],
        status: "",
        reach: Reach::Kin,
    },
    Kind {
        name: "claims",
        rows: |crisis, lexicon| claims(crisis, &lexicon.positions),
        when: &["/said_on", "/evidence/published"],
        parties: &["/party", "/speaker"],
        status: "/position",
        reach: Reach::Report,
    },
    Kind {
        name: "mediation",
        rows: |crisis, _| mediation(crisis),
        when: &["/moves/0/evidence/published"],
        parties: &["/offeror", "/parties"],
        status: "/state",
        reach: Reach::All,
    },
    Kind {
        name: "commitments",
        rows: |crisis, _| commitments(crisis),
        when: &["/evidence/published"],
        parties: &["/parties"],
        status: "/state",
        reach: Reach::All,
    },
    Kind {
        name: "reactions",
        rows: |crisis, lexicon| reactions(crisis, lexicon),
        when: &["/when", "/evidence/published"],
        parties: &["/country", "/speaker"],
        status: "/stance",
        reach: Reach::Report,
    },
    Kind {
        name: "numbers",
        rows: |crisis, _| crate::numbers::numbers(crisis),
        when: &["/when", "/evidence/published"],
        parties: &["/claimant"],
        status: "",
        reach: Reach::Report,
    },
    Kind {
        name: "origins",
        rows: |crisis, _| rows::origins(crisis),
        when: &[],
        parties: &[],
        status: "",
        reach: Reach::Event,
    },
    Kind {
        name: "humanitarian",
        rows: |crisis, _| humanitarian(crisis),
        when: &["/when", "/evidence/published"],
        parties: &["/by", "/also"],
        status: "/kind",
        reach: Reach::Report,
    },
    Kind {
        name: "framing",
        rows: |crisis, _| rows::framing(crisis),
        when: &["/evidence/published"],
        parties: &["/about"],
        status: "/kind",
        reach: Reach::Report,
    },
];

/// The kind with a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// What a row is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handles {
    /// Id of its event (`v12`).
    pub event: Option<String>,
    /// First and last day.
    pub days: Option<(String, String)>,
    /// Its parties, each once.
    pub parties: Vec<Party>,
    /// Its position, state or stance.
    pub status: Option<String>,
    /// Ids of the reports whose words it shows, in order, each once.
    pub articles: Vec<String>,
    /// First and last day of publication among them.
    pub published: Option<(String, String)>,
}

impl Kind {
    /// What a row of this kind is found by.
    pub fn handles(&self, row: &Value) -> Handles {
        let mut found = Handles {
            event: row.get("event").and_then(Value::as_str).map(str::to_owned),
            status: string(at(row, self.status)),
            ..Handles::default()
        };
        shown(row, &mut found);
        found.days = self.when.iter().find_map(|pointer| at(row, pointer).and_then(days));
        for party in self.parties.iter().filter_map(|pointer| at(row, pointer)) {
            parties(party, &mut found.parties);
        }
        found
    }
}

fn at<'a>(row: &'a Value, pointer: &str) -> Option<&'a Value> {
    (!pointer.is_empty()).then(|| row.pointer(pointer)).flatten()
}

fn string(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::to_owned)
}

fn days(value: &Value) -> Option<(String, String)> {
    match value {
        Value::String(day) => Some((day.clone(), day.clone())),
        Value::Object(when) => {
            let (from, to) = (string(when.get("from")), string(when.get("to")));
            let from = from.or_else(|| to.clone())?;
            Some((from.clone(), to.unwrap_or(from)))
        }
        _ => None,
    }
}

fn parties(value: &Value, found: &mut Vec<Party>) {
    let party = match value {
        Value::Array(many) => return many.iter().for_each(|one| parties(one, found)),
        Value::String(country) => Party { country: Some(country.clone()), name: country.clone(), ..Party::default() },
        Value::Object(fields) => Party {
            name: string(fields.get("name")).unwrap_or_default(),
            actor: string(fields.get("actor")),
            code: string(fields.get("code")),
            country: string(fields.get("country")),
            sector: string(fields.get("sector")),
            ..Party::default()
        },
        _ => return,
    };
    if !found.contains(&party) {
        found.push(party);
    }
}

/// The reports that a row shows words of: every object in it that is EVIDENCE.
fn shown(value: &Value, found: &mut Handles) {
    match value {
        Value::Array(many) => many.iter().for_each(|one| shown(one, found)),
        Value::Object(fields) => {
            let article = fields.get("article").or_else(|| fields.get("id").filter(|_| fields.contains_key("story")));
            if let Some(article) = article.and_then(Value::as_str)
                && fields.contains_key("published")
            {
                if !found.articles.iter().any(|known| known == article) {
                    found.articles.push(article.to_owned());
                }
                if let Some(day) = string(fields.get("published")) {
                    found.published = Some(match found.published.take() {
                        None => (day.clone(), day),
                        Some((first, last)) => (first.min(day.clone()), last.max(day)),
                    });
                }
            }
            fields.values().for_each(|inner| shown(inner, found));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_is_found_by_its_event_days_parties_and_reports() {
        let words = json!({"key": "a.txt", "article": "a1", "span": [0, 4], "text": "four", "outlet": null, "published": "2031-05-04"});
        let party = json!({"name": "Verania", "country": "VER", "code": "VERGOV", "actor": "ver.gov", "sector": "GOV", "text": "Verania"});
        let row = json!({"event": "v3", "party": party, "speaker": party, "position": "denies", "said_on": {"from": "2031-05-03", "to": null}, "evidence": words});
        let found = kind("claims").expect("a kind").handles(&row);
        assert_eq!((found.event.as_deref(), found.status.as_deref()), (Some("v3"), Some("denies")));
        assert_eq!(found.days, Some(("2031-05-03".to_owned(), "2031-05-03".to_owned())));
        assert_eq!(found.parties.len(), 1);
        assert_eq!(found.articles, ["a1"]);
    }

    #[test]
    fn an_event_is_found_by_all_reports_that_tell_it() {
        let telling = |article: &str, day: &str| json!({"article": article, "published": day, "stance": "asserted"});
        let row = json!({"event": "v1", "when": null, "tellings": [telling("b", "2031-05-06"), telling("a", "2031-05-04"), telling("b", "2031-05-06")]});
        let found = kind("timeline").expect("a kind").handles(&row);
        assert_eq!(found.articles, ["b", "a"]);
        assert_eq!(found.published, Some(("2031-05-04".to_owned(), "2031-05-06".to_owned())));
    }

    #[test]
    fn every_kind_has_a_name_of_its_own_and_the_timeline_is_first() {
        assert_eq!(KINDS[0].name, "timeline");
        for kind in KINDS {
            assert_eq!(KINDS.iter().filter(|other| other.name == kind.name).count(), 1, "{}", kind.name);
        }
    }
}
