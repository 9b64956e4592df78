//! The kinds of rows that answers are made of: a [`Crisis`] in, for each [`Kind`] its rows out as they are printed, each with what a store finds it by.
//!
//! A row of `claims`, "Tehran denies the strike on the dam at Tolm", is found by its event, the day it was said, its party, its position and the
//! report that carries it. One more kind of row is one more line of [`KINDS`].

use crate::claims::claims_as;
use crate::crisis::Crisis;
use crate::drift::{self, Own};
use crate::parallel::each_of;
use crate::{brief, commitments, humanitarian, mediation, numbers, reactions, rows};
use demarche_lexicon::Lexicon;
use serde_json::Value;
use smol_str::SmolStr;

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
    /// Makes its rows, and of each at once what is left of it.
    make: fn(&Crisis, &Lexicon, Finish<'_>) -> Vec<Row>,
    /// JSON pointers to the days of a row, WHEN or a day: the first that is known. A row none of whose is known has no day.
    pub when: &'static [&'static str],
    /// JSON pointers to its parties: PARTY, several of them, or a country.
    pub parties: &'static [&'static str],
    /// JSON pointer to its status: position, state, stance.
    pub status: &'static str,
    /// What of a row is somebody's own line.
    own: fn(&Value) -> Option<Own>,
    /// Whether its first party takes a position that a brief tells.
    takes_position: fn(&Value) -> bool,
    /// What a row belongs to.
    pub reach: Reach,
}

/// A row as it is printed, and what it is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What it is found by.
    pub handles: Handles,
    /// One object of JSON.
    pub json: String,
}

/// What is made of a row on the thread that made it.
type Finish<'a> = &'a (dyn Fn(Value) -> Row + Sync);

/// Room for a row as it is printed: most need no more.
const PRINTED: usize = 1024;

/// All kinds. The timeline stands first: rows of the others are also found by how its events stand.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "timeline",
        make: |crisis, lexicon, finish| rows::timeline_as(crisis, &lexicon.event_lines, finish),
        when: &["/when"],
        parties: &["/actors", "/recipients"],
        status: "",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::Event,
    },
    Kind {
        name: "articles",
        make: |crisis, _, finish| each_of(rows::articles(crisis), finish),
        when: &["/published"],
        parties: &[],
        status: "",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::Kin,
    },
    Kind {
        name: "claims",
        make: |crisis, lexicon, finish| claims_as(crisis, lexicon, finish),
        when: &["/said_on", "/evidence/published"],
        parties: &["/party", "/speaker"],
        status: "/position",
        own: drift::own,
        takes_position: brief::takes_position,
        reach: Reach::Report,
    },
    Kind {
        name: "mediation",
        make: |crisis, _, finish| each_of(mediation(crisis), finish),
        when: &["/moves/0/evidence/published"],
        parties: &["/offeror", "/parties"],
        status: "/state",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::All,
    },
    Kind {
        name: "commitments",
        make: |crisis, _, finish| each_of(commitments(crisis), finish),
        when: &["/evidence/published"],
        parties: &["/parties"],
        status: "/state",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::All,
    },
    Kind {
        name: "reactions",
        make: |crisis, lexicon, finish| each_of(reactions(crisis, lexicon), finish),
        when: &["/when", "/evidence/published"],
        parties: &["/country", "/speaker"],
        status: "/stance",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::Report,
    },
    Kind {
        name: "numbers",
        make: |crisis, _, finish| each_of(numbers(crisis), finish),
        when: &["/when", "/evidence/published"],
        parties: &["/claimant"],
        status: "",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::Report,
    },
    Kind {
        name: "origins",
        make: |crisis, _, finish| each_of(rows::origins(crisis), finish),
        when: &[],
        parties: &[],
        status: "",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::Event,
    },
    Kind {
        name: "humanitarian",
        make: |crisis, _, finish| each_of(humanitarian(crisis), finish),
        when: &["/when", "/evidence/published"],
        parties: &["/by", "/also"],
        status: "/kind",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::Report,
    },
    Kind {
        name: "framing",
        make: |crisis, _, finish| each_of(rows::framing(crisis), finish),
        when: &["/evidence/published"],
        parties: &["/about"],
        status: "/kind",
        own: |_| None,
        takes_position: |_| false,
        reach: Reach::Report,
    },
];

/// The kind with a name.
pub fn kind(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

/// Somebody whom a row names; empty where it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields of PARTY")]
pub struct Named {
    pub name: SmolStr,
    pub actor: SmolStr,
    pub code: SmolStr,
    pub country: SmolStr,
    pub sector: SmolStr,
}

/// What a row is found by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handles {
    /// Id of its event (`v12`).
    pub event: Option<SmolStr>,
    /// First and last day.
    pub days: Option<(SmolStr, SmolStr)>,
    /// Its parties, each once.
    pub parties: Vec<Named>,
    /// Its position, state or stance.
    pub status: Option<SmolStr>,
    /// Ids of the reports whose words it shows, in order, each once.
    pub articles: Vec<SmolStr>,
    /// First and last day of publication among them.
    pub published: Option<(SmolStr, SmolStr)>,
    /// What of it is somebody's own line.
    pub own: Option<Own>,
    /// Whether its first party takes a position that a brief tells.
    pub takes_position: bool,
}

impl Kind {
    /// The rows of this kind. Each is shown to `see` and given back on the thread that made it: rows are many, and what they are made of are many small things.
    pub fn rows(&self, crisis: &Crisis, lexicon: &Lexicon, see: &(dyn Fn(&Value, &Handles) + Sync)) -> Vec<Row> {
        (self.make)(crisis, lexicon, &|row| {
            let handles = self.handles(&row);
            see(&row, &handles);
            let mut json = Vec::with_capacity(PRINTED);
            // Memory takes every byte, and JSON is UTF-8.
            let _ = serde_json::to_writer(&mut json, &row);
            json.shrink_to_fit();
            Row { handles, json: String::from_utf8(json).unwrap_or_default() }
        })
    }

    /// What a row of this kind is found by.
    pub fn handles(&self, row: &Value) -> Handles {
        let mut found = Handles {
            event: string(row.get("event")),
            status: string(at(row, self.status)),
            own: (self.own)(row),
            takes_position: (self.takes_position)(row),
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

/// What a JSON pointer of plain names leads to in a row; nothing where it is empty.
pub fn at<'a>(row: &'a Value, pointer: &str) -> Option<&'a Value> {
    let names = pointer.strip_prefix('/')?.split('/');
    names.into_iter().try_fold(row, |value, name| match value {
        Value::Object(fields) => fields.get(name),
        Value::Array(many) => many.get(name.parse::<usize>().ok()?),
        _ => None,
    })
}

fn string(value: Option<&Value>) -> Option<SmolStr> {
    value.and_then(Value::as_str).map(SmolStr::new)
}

fn days(value: &Value) -> Option<(SmolStr, SmolStr)> {
    match value {
        Value::String(day) => Some((day.into(), day.into())),
        Value::Object(when) => {
            let (from, to) = (string(when.get("from")), string(when.get("to")));
            let from = from.or_else(|| to.clone())?;
            Some((from.clone(), to.unwrap_or(from)))
        }
        _ => None,
    }
}

fn parties(value: &Value, found: &mut Vec<Named>) {
    let party = match value {
        Value::Array(many) => return many.iter().for_each(|one| parties(one, found)),
        Value::String(country) => Named { country: country.into(), name: country.into(), ..Named::default() },
        Value::Object(fields) => {
            let of = |field: &str| string(fields.get(field)).unwrap_or_default();
            Named {
                name: of("name"),
                actor: of("actor"),
                code: of("code"),
                country: of("country"),
                sector: of("sector"),
            }
        }
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
            let published = fields.get("published");
            let article = published.and_then(|_| {
                fields.get("article").or_else(|| fields.get("id").filter(|_| fields.contains_key("story")))
            });
            if let Some(article) = article.and_then(Value::as_str) {
                if !found.articles.iter().any(|known| known == article) {
                    found.articles.push(article.into());
                }
                if let Some(day) = string(published) {
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
        assert_eq!(found.days, Some(("2031-05-03".into(), "2031-05-03".into())));
        assert_eq!(found.parties.len(), 1);
        assert_eq!(found.articles, ["a1"]);
        assert_eq!(found.own.map(|own| own.speaker).as_deref(), Some("ver.gov"));
    }

    #[test]
    fn an_event_is_found_by_all_reports_that_tell_it() {
        let telling = |article: &str, day: &str| json!({"article": article, "published": day, "stance": "asserted"});
        let row = json!({"event": "v1", "when": null, "tellings": [telling("b", "2031-05-06"), telling("a", "2031-05-04"), telling("b", "2031-05-06")]});
        let found = kind("timeline").expect("a kind").handles(&row);
        assert_eq!(found.articles, ["b", "a"]);
        assert_eq!(found.published, Some(("2031-05-04".into(), "2031-05-06".into())));
    }

    #[test]
    fn every_kind_has_a_name_of_its_own_and_the_timeline_is_first() {
        assert_eq!(KINDS[0].name, "timeline");
        for kind in KINDS {
            assert_eq!(KINDS.iter().filter(|other| other.name == kind.name).count(), 1, "{}", kind.name);
        }
    }
}
