//! Settling a store: what `demarche-crisis` finds in its reports is found anew and kept, so that questions read rows instead of reports.
//!
//! Reports, with the digests that the store keeps of them, go in; the tables of `schema_2.sql` come out, equal to those of a store that got the same reports at
//! once. A question about the past builds the crisis of the reports known then in a store in memory.

use crate::ingest::{coder, now};
use anyhow::{Context, Result};
use demarche_crisis::{Crisis, Digest, FORM, Handles, KINDS, Kind, Packed};
use demarche_lexicon::Lexicon;
use demarche_store::{
    Answer, Kept, KeptDigest, Known, Name, Settling, Store, StoreError, Table, Value as Cell, Written,
};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// Reports that are unpacked together, on all cores.
const CHUNK: usize = 2048;

/// Names the algorithms and the word lists by which digests are made and a crisis is found.
pub(crate) fn form() -> String {
    format!("{FORM}/{:016x}", Lexicon::embedded().fingerprint)
}

/// Opens a store for questions across reports. One that was cut off before it was settled is settled; with a day, it is a store in memory of the
/// reports published until then.
pub(crate) fn open(path: &Path, as_of: Option<&str>) -> Result<Store> {
    let store = Store::open(path)?;
    if let Some(day) = as_of {
        return past(&store, &Known::PublishedBy(day.to_owned()));
    }
    if store.is_settled(&form())? {
        return Ok(store);
    }
    let settled = Store::create(path).and_then(|mut writable| {
        settle(&mut writable).map_err(|error| match error.downcast::<StoreError>() {
            Ok(error) => error,
            Err(error) => StoreError::Damaged { path: path.to_path_buf(), what: format!("{error:#}") },
        })
    });
    match settled {
        Ok(_) => {
            drop(store);
            Store::create(path)?.fold()?;
            Ok(Store::open(path)?)
        }
        // Who may only read gets the same answers, made in memory.
        Err(StoreError::ReadOnly(_)) => past(&store, &Known::All),
        Err(error) => Err(error.into()),
    }
}

/// What is found in some of the reports, in a store in memory.
fn past(store: &Store, known: &Known) -> Result<Store> {
    let (crisis, numbers) = crisis_of(store, known)?;
    remembered(&crisis, &numbers)
}

/// A crisis of reports that no store has, in a store in memory.
pub(crate) fn in_memory(crisis: &Crisis) -> Result<Store> {
    let numbers: Vec<i64> = (1..).take(crisis.reports.len()).collect();
    remembered(crisis, &numbers)
}

fn remembered(crisis: &Crisis, numbers: &[i64]) -> Result<Store> {
    let mut memory = Store::in_memory()?;
    let mut settling = memory.settling()?;
    keep(&mut settling, crisis, numbers)?;
    settling.finish(&form(), &coder(Lexicon::embedded()), &now())?;
    Ok(memory)
}

/// Brings what is kept across reports up to date; nothing is done where it is.
pub(crate) fn settle(store: &mut Store) -> Result<Written> {
    let form = form();
    if store.is_settled(&form)? {
        return Ok(Written::default());
    }
    let mut settling = store.settling()?;
    let mut reports = Reports::default();
    settling.kept(&form, |kept| reports.add(kept))?;
    let (crisis, numbers, made) = reports.build()?;
    for (number, Packed { facts, sketch }) in &made {
        settling.keep_digest(*number, &form, facts, sketch)?;
    }
    keep(&mut settling, &crisis, &numbers)?;
    settling.drop_unused_names()?;
    Ok(settling.finish(&form, &coder(Lexicon::embedded()), &now())?)
}

/// The crisis of some of a store's reports, and by report its number in the store.
pub(crate) fn crisis_of(store: &Store, known: &Known) -> Result<(Crisis, Vec<i64>)> {
    let mut reports = Reports::default();
    store.kept(known, &form(), true, |kept| reports.add(kept))?;
    let (crisis, numbers, _) = reports.build()?;
    Ok((crisis, numbers))
}

/// Digests that were made anew, by number of the report.
type Made = Vec<(i64, Packed)>;

/// Reports on their way from a store into a crisis.
#[derive(Default)]
struct Reports {
    waiting: Vec<Kept>,
    digests: Vec<Digest>,
    numbers: Vec<i64>,
    made: Made,
}

impl Reports {
    fn add(&mut self, kept: Kept) -> Result<()> {
        self.numbers.push(kept.number);
        self.waiting.push(kept);
        if self.waiting.len() == CHUNK { self.unpack() } else { Ok(()) }
    }

    fn build(mut self) -> Result<(Crisis, Vec<i64>, Made)> {
        self.unpack()?;
        Ok((Crisis::build(self.digests, &Lexicon::embedded().news_words), self.numbers, self.made))
    }

    /// Unpacks what is waiting, on all cores, in order.
    fn unpack(&mut self) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let threads = crate::read::default_threads().max(1);
        let share = waiting.len().div_ceil(threads).max(1);
        let mut parts = Vec::new();
        let mut rest = waiting.into_iter().peekable();
        while rest.peek().is_some() {
            parts.push(rest.by_ref().take(share).collect::<Vec<_>>());
        }
        let done: Vec<Result<Vec<_>>> = std::thread::scope(|scope| {
            let running: Vec<_> =
                parts.into_iter().map(|part| scope.spawn(|| part.into_iter().map(digest).collect())).collect();
            running
                .into_iter()
                .map(|thread| {
                    thread.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a kept report stopped the program")))
                })
                .collect()
        });
        for part in done {
            for (digest, made) in part? {
                self.digests.push(digest);
                self.made.extend(made);
            }
        }
        Ok(())
    }
}

/// The digest of a kept report; where it had to be made from the record, its bytes too.
fn digest(kept: Kept) -> Result<(Digest, Option<(i64, Packed)>)> {
    let Kept { number, id, key, outlet, published, title, text, digest } = kept;
    let common = &Lexicon::embedded().news_words;
    let record = match digest {
        KeptDigest::Packed { facts, sketch } => {
            let mut own = Digest { id, key, outlet, published, title, text, ..Digest::default() };
            if own.take_facts(&facts) && own.take_sketch(&sketch) {
                return Ok((own, None));
            }
            anyhow::bail!("the digest of {} is damaged; run `demarche verify`", own.id);
        }
        KeptDigest::Record(record) => record,
    };
    let own = Digest::of_record(&record, common).with_context(|| format!("the record of {id} cannot be read"))?;
    let packed = own.pack();
    Ok((own, Some((number, packed))))
}

/// Keeps all that a crisis says. `numbers` gives for each report its number in the store.
fn keep(settling: &mut Settling<'_>, crisis: &Crisis, numbers: &[i64]) -> Result<()> {
    let number = |report: usize| numbers.get(report).copied().map_or(Cell::Null, Cell::Integer);
    settling.keep(Table::KINSHIP, kinship(crisis, &number))?;
    settling.keep(Table::TELLING, tellings(crisis, &number))?;
    settling.keep(Table::ORIGIN, origins(crisis, &number))?;
    settling.keep(Table::HEDGE_LOST, hedges_lost(crisis, &number))?;
    let by_id: HashMap<&str, i64> =
        crisis.reports.iter().zip(numbers).map(|(report, number)| (report.id.as_str(), *number)).collect();
    let (timeline, others) = KINDS.split_first().context("there are kinds of rows")?;
    let rows = (timeline.rows)(crisis, Lexicon::embedded());
    keep_events(settling, timeline, &rows)?;
    let events: Events = rows.iter().filter_map(standing).collect();
    settling.keep_answers((0, timeline.name), &answers(timeline, rows, &by_id, &events)?)?;
    // One thread makes the rows of the next kind while this one writes those of the last.
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(1);
        let (by_id, events) = (&by_id, &events);
        scope.spawn(move || {
            for kind in others {
                let rows = (kind.rows)(crisis, Lexicon::embedded());
                if send.send((kind.name, answers(kind, rows, by_id, events))).is_err() {
                    return;
                }
            }
        });
        for index in 1..KINDS.len() {
            let (name, answers) = receive.recv().context("a kind of row stopped the program")?;
            settling.keep_answers((index, name), &answers?)?;
        }
        Ok::<(), anyhow::Error>(())
    })?;
    settling.keep_kinds(KINDS.len())?;
    Ok(())
}

/// How events stand, by number.
type Events = HashMap<u64, Standing>;

/// Independent origins, and occurrence, stance and `disputed`.
type Standing = (Option<u32>, Vec<String>);

/// How an event stands, by its row of the timeline.
fn standing(row: &Value) -> Option<(u64, Standing)> {
    let number = row.get("event").and_then(Value::as_str).and_then(event_number)?;
    let origins = row.get("origins").and_then(Value::as_u64).and_then(|count| u32::try_from(count).ok());
    let word = |pointer: &str| row.pointer(pointer).and_then(Value::as_str).map(str::to_owned);
    let disputed = (row.pointer("/status/disputed") == Some(&Value::Bool(true))).then(|| "disputed".to_owned());
    let marks = [word("/status/occurrence"), word("/status/stance"), disputed].into_iter().flatten().collect();
    Some((number, (origins, marks)))
}

/// Rows of a kind, in order of their numbers, with what they are found by.
fn answers(kind: &Kind, rows: Vec<Value>, by_id: &HashMap<&str, i64>, events: &Events) -> Result<Vec<Answer>> {
    let rows = rows.into_iter().enumerate();
    let mut answers: Vec<Answer> =
        rows.map(|(place, row)| answer(kind, place, &row, by_id, events)).collect::<Result<_>>()?;
    answers.sort_by_key(|answer| answer.number);
    Ok(answers)
}

fn answer(kind: &Kind, place: usize, row: &Value, by_id: &HashMap<&str, i64>, events: &Events) -> Result<Answer> {
    let Handles { event, days, parties, status, articles, published } = kind.handles(row);
    let event = event.as_deref().and_then(event_number);
    // An event keeps its number when others come before it.
    let own = event.filter(|_| kind.name == "timeline");
    let (origins, mut marks) = event.and_then(|event| events.get(&event).cloned()).unwrap_or_default();
    marks.extend(status.clone());
    Ok(Answer {
        origins,
        marks,
        number: own.unwrap_or(place as u64 + 1),
        event,
        days,
        status,
        article: articles.first().and_then(|id| by_id.get(id.as_str()).copied()),
        published,
        parties: parties.into_iter().map(name).collect(),
        json: serde_json::to_string(row)?,
    })
}

fn name(party: demarche_crisis::Party) -> Name {
    let or_empty = Option::unwrap_or_default;
    Name {
        name: party.name,
        actor: or_empty(party.actor),
        code: or_empty(party.code),
        country: or_empty(party.country),
        sector: or_empty(party.sector),
    }
}

/// `v12` is event 12.
fn event_number(id: &str) -> Option<u64> {
    id.strip_prefix('v').and_then(|number| number.parse().ok())
}

fn kinship(crisis: &Crisis, number: &impl Fn(usize) -> Cell) -> Vec<Vec<Cell>> {
    let rows = crisis.stories.iter().zip(&crisis.reprints).enumerate();
    rows.map(|(report, (story, reprint))| {
        let copy = reprint.as_ref();
        vec![
            number(report),
            count(*story + 1),
            copy.map_or(Cell::Null, |copy| number(copy.of)),
            copy.map_or(Cell::Null, |copy| Cell::Integer(copy.whole.into())),
            copy.map_or(Cell::Null, |copy| Cell::Real(copy.shared)),
        ]
    })
    .collect()
}

fn count(number: usize) -> Cell {
    Cell::Integer(number as i64)
}

fn tellings(crisis: &Crisis, number: &impl Fn(usize) -> Cell) -> Vec<Vec<Cell>> {
    let each = crisis.events.iter().enumerate();
    each.flat_map(|(event, made)| {
        made.tellings.iter().map(move |at| vec![count(event + 1), number(at.0), count(at.1 + 1)])
    })
    .collect()
}

fn origins(crisis: &Crisis, number: &impl Fn(usize) -> Cell) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for (event, made) in crisis.events.iter().enumerate() {
        for origin in &made.origins {
            let kind = Cell::Text(origin.kind.to_owned());
            rows.extend(
                origin.reports.iter().map(|report| {
                    vec![count(event + 1), Cell::Text(origin.name.clone()), number(*report), kind.clone()]
                }),
            );
        }
    }
    rows
}

fn hedges_lost(crisis: &Crisis, number: &impl Fn(usize) -> Cell) -> Vec<Vec<Cell>> {
    let rows = crisis.hedges_lost.iter();
    rows.map(|lost| vec![number(lost.report), number(lost.origin), count(lost.statement + 1)]).collect()
}

/// The columns of `crisis_event` that are places in a row of the timeline.
const PLACES: &[&str] = &[
    "/what",
    "/lane",
    "/plover",
    "/mode",
    "/cameo",
    "/intensity",
    "/when/from",
    "/when/to",
    "/place/name",
    "/place/country",
    "/place/lat",
    "/place/lon",
    "/place/geonames",
    "/place/precision",
    "/status/occurrence",
    "/status/stance",
];

fn keep_events(settling: &mut Settling<'_>, kind: &Kind, rows: &[Value]) -> Result<()> {
    let (mut events, mut parties) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        let handles = kind.handles(row);
        let Some(number) = handles.event.as_deref().and_then(event_number) else { continue };
        let mut cells = vec![count(number as usize)];
        cells.extend(PLACES.iter().map(|place| cell(row.pointer(place))));
        cells.push(Cell::Integer(i64::from(row.pointer("/status/disputed") == Some(&Value::Bool(true)))));
        cells.push(count(row.get("tellings").and_then(Value::as_array).map_or(0, Vec::len)));
        cells.extend([row.get("outlets"), row.get("origins")].map(|of| cell(Some(of.unwrap_or(&Value::from(0))))));
        let (first, last) = handles.published.unzip();
        cells.extend([first, last].map(|day| day.map_or(Cell::Null, Cell::Text)));
        events.push(cells);
        for (role, field) in [("actor", "actors"), ("recipient", "recipients")] {
            let named = row.get(field).and_then(Value::as_array).into_iter().flatten().enumerate();
            parties.extend(named.map(|(place, party)| party_row(number, role, place, party)));
        }
    }
    settling.keep(Table::EVENT, events)?;
    settling.keep(Table::PARTY, parties)?;
    Ok(())
}

fn party_row(event: u64, role: &str, place: usize, party: &Value) -> Vec<Cell> {
    let mut row = vec![count(event as usize), Cell::Text(role.to_owned()), count(place + 1)];
    row.push(Cell::Text(party.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()));
    row.extend(["actor", "code", "country", "sector"].map(|field| cell(party.get(field))));
    row
}

fn cell(value: Option<&Value>) -> Cell {
    match value {
        Some(Value::String(text)) => Cell::Text(text.clone()),
        Some(Value::Bool(yes)) => Cell::Integer(i64::from(*yes)),
        Some(Value::Number(number)) => match number.as_i64() {
            Some(whole) => Cell::Integer(whole),
            None => number.as_f64().map_or(Cell::Null, Cell::Real),
        },
        _ => Cell::Null,
    }
}
