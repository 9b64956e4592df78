//! What a [`Crisis`] says as rows of the store: tables and answers, all of them or those that new reports touch.
//!
//! The event that "Verania bombed the dam at Tolm" is a row of `crisis_event`, rows of its parties, tellings and origins, and a row of the timeline as it is printed.

use super::touched::{Owners, Touched};
use anyhow::{Context, Result};
use demarche_crisis::{Crisis, Event, Handles, KINDS, Kind, Named, Own, Reach, Row, at, sides};
use demarche_lexicon::Lexicon;
use demarche_store::{Answer, Name, OwnClaim, REPORT_BITS, Settling, Shelf, Table, Value as Cell};
use serde_json::Value;
use smol_str::SmolStr;
use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::sync_channel;
use std::sync::{Arc, Mutex, PoisonError};

/// Keeps all that is found, of kinds that are asked for. The timeline always is: the others are found by it.
pub(super) fn keep_all(
    settling: &mut Settling<'_>,
    crisis: &Crisis,
    is_asked: impl Fn(&str) -> bool + Sync,
) -> Result<()> {
    // What the reports are to each other is written while the first rows are made.
    keep_made(settling, crisis, None, is_asked, |settling| Decisions::keep(settling, crisis).map(|_| ()))
}

/// Keeps what the reports are to each other and which events they tell; what differs from what was kept says what new reports touch.
pub(super) fn keep_decisions(settling: &mut Settling<'_>, crisis: &Crisis) -> Result<Touched> {
    let Decisions { kinship, tellings, hedges, sides } = Decisions::keep(settling, crisis)?;
    Ok(Touched::of(crisis, &kinship, &tellings, &hedges, &sides))
}

/// Keeps the rows of these events and reports, which are those that the crisis is asked for.
pub(super) fn keep_rows(settling: &mut Settling<'_>, crisis: &Crisis, owners: &Owners) -> Result<()> {
    keep_made(settling, crisis, Some(owners), |_| true, |_| Ok(()))
}

/// The rows that were not kept or are no more: what reports are to each other, which events they tell.
struct Decisions {
    kinship: Rows,
    tellings: Rows,
    hedges: Rows,
    sides: Rows,
}

impl Decisions {
    fn keep(settling: &mut Settling<'_>, crisis: &Crisis) -> Result<Self> {
        let number = |report: usize| Cell::Integer(whole(crisis.number(report)));
        Ok(Self {
            kinship: settling.keep(Table::KINSHIP, kinship(crisis, &number))?,
            tellings: settling.keep(Table::TELLING, tellings(crisis, &number))?,
            hedges: settling.keep(Table::HEDGE_LOST, hedges_lost(crisis, &number))?,
            sides: settling.keep(Table::SIDE, side_rows(crisis))?,
        })
    }
}

/// Rows of the timeline, with those of the tables of events and parties that are made of them.
struct Timeline {
    rows: Vec<Row>,
    events: Rows,
    parties: Rows,
}

/// Another thread makes the rows of all kinds, one kind after the other, while this one writes what there is: first what `before` writes.
fn keep_made(
    settling: &mut Settling<'_>,
    crisis: &Crisis,
    owners: Option<&Owners>,
    is_asked: impl Fn(&str) -> bool + Sync,
    before: impl FnOnce(&mut Settling<'_>) -> Result<()>,
) -> Result<()> {
    let events = owners.map(|owners| owners.events.iter().copied().map(whole).collect());
    let keep = |settling: &mut Settling<'_>, table, rows| match &events {
        Some(events) => settling.keep_of(table, events, rows),
        None => settling.keep(table, rows).map(|_| ()),
    };
    let by_id: HashMap<&str, u64> =
        crisis.reports.iter().enumerate().map(|(place, report)| (report.id.as_str(), crisis.number(place))).collect();
    let timeline = KINDS.first().context("there are kinds of rows")?;
    let others = || KINDS.iter().enumerate().skip(1).filter(|(_, kind)| is_asked(kind.name));
    let owned = |kind: &Kind| owners.and_then(|owners| owners.of(kind));
    std::thread::scope(|scope| {
        let (send_first, receive_first) = sync_channel(1);
        let (send, receive) = sync_channel(2);
        let (tell, told) = sync_channel::<Arc<Standings>>(1);
        let (by_id, others) = (&by_id, &others);
        scope.spawn(move || {
            if send_first.send(timeline_rows(timeline, crisis)).is_err() {
                return;
            }
            let mut known = None;
            let mut waiting = Vec::new();
            let mut kinds = others().peekable();
            while let Some((_, kind)) = kinds.next() {
                waiting.push((kind, kind.rows(crisis, Lexicon::embedded(), &|_, _| ())));
                // How events stand is known once their rows are kept; until then the next kinds are made.
                known = match known {
                    None if kinds.peek().is_some() => told.try_recv().ok(),
                    None => told.recv().ok(),
                    known => known,
                };
                let Some(standings) = &known else { continue };
                let mut made = waiting.drain(..).map(|(kind, rows)| answers(kind, rows, by_id, standings));
                if made.any(|answers| send.send(answers).is_err()) {
                    return;
                }
            }
        });
        before(settling)?;
        let Timeline { rows, events, parties } =
            receive_first.recv().context("a row of the timeline stopped the program")?;
        keep(settling, Table::EVENT, events)?;
        let standings = settling.standings()?.into_iter().map(|(number, origins, marks)| (number, (origins, marks)));
        let standings: Arc<Standings> = Arc::new(standings.collect());
        // Where nobody asks any more, a row of another kind stopped the program, which is said below.
        let _ = tell.send(Arc::clone(&standings));
        keep(settling, Table::PARTY, parties)?;
        keep(settling, Table::ORIGIN, origins(crisis))?;
        let mut write = |(index, kind): (usize, &'static Kind), rows: Vec<Answer>| {
            settling.keep_answers(shelf(index, kind), owned(kind), &rows)
        };
        write((0, timeline), answers(timeline, rows, by_id, &standings))?;
        for kind in others() {
            write(kind, receive.recv().context("a kind of row stopped the program")?)?;
        }
        Ok::<(), anyhow::Error>(())
    })?;
    settling.keep_kinds(KINDS.len())?;
    Ok(())
}

fn timeline_rows(timeline: &Kind, crisis: &Crisis) -> Timeline {
    let cells = Mutex::new(Vec::new());
    let rows = timeline.rows(crisis, Lexicon::embedded(), &|row, handles| {
        let made = event_cells(row, handles);
        cells.lock().unwrap_or_else(PoisonError::into_inner).extend(made);
    });
    let cells = cells.into_inner().unwrap_or_else(PoisonError::into_inner);
    let (events, parties): (Rows, Vec<Rows>) = cells.into_iter().unzip();
    Timeline { rows, events, parties: parties.into_iter().flatten().collect() }
}

fn shelf(index: usize, kind: &'static Kind) -> Shelf<'static> {
    Shelf { index, name: kind.name, by_report: matches!(kind.reach, Reach::Report | Reach::Kin) }
}

/// How events stand, by number: independent origins, and occurrence, stance and `disputed`.
type Standings = HashMap<u64, (u32, Vec<SmolStr>)>;

/// Rows of a kind, in order of their numbers.
fn answers(kind: &Kind, rows: Vec<Row>, by_id: &HashMap<&str, u64>, standings: &Standings) -> Vec<Answer> {
    let mut of_report: BTreeMap<u64, u64> = BTreeMap::new();
    let mut answers = Vec::with_capacity(rows.len());
    for (place, Row { handles, json }) in rows.into_iter().enumerate() {
        let report = handles.articles.first().and_then(|id| by_id.get(id.as_str()).copied());
        let number = match kind.reach {
            Reach::Event => handles.event.as_deref().and_then(event_number).unwrap_or(0),
            Reach::All => place as u64 + 1,
            Reach::Report | Reach::Kin => {
                let next = of_report.entry(report.unwrap_or(0)).or_default();
                *next += 1;
                (report.unwrap_or(0) << REPORT_BITS) + *next
            }
        };
        answers.push(answer(number, report, handles, json, standings));
    }
    answers.sort_by_key(|answer| answer.number);
    answers
}

fn answer(number: u64, report: Option<u64>, handles: Handles, json: String, standings: &Standings) -> Answer {
    let Handles { event, days, parties, status, published, own, takes_position, .. } = handles;
    let event = event.as_deref().and_then(event_number);
    let standing = event.and_then(|event| standings.get(&event));
    let mut marks = standing.map(|(_, marks)| marks.clone()).unwrap_or_default();
    marks.extend(status.clone());
    Answer {
        origins: standing.map(|(origins, _)| *origins),
        marks,
        number,
        event,
        days,
        status,
        article: report.map(whole),
        published,
        parties: parties.into_iter().map(name).collect(),
        own: own.map(|Own { speaker, day, position, outlet, words }| OwnClaim {
            speaker,
            day,
            position,
            outlet,
            words,
        }),
        takes_position,
        json,
    }
}

fn name(Named { name, actor, code, country, sector }: Named) -> Name {
    Name { name, actor, code, country, sector }
}

/// `v12` is event 12.
fn event_number(id: &str) -> Option<u64> {
    id.strip_prefix('v').and_then(|number| number.parse().ok())
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn kinship(crisis: &Crisis, number: &impl Fn(usize) -> Cell) -> Vec<Vec<Cell>> {
    let rows = crisis.stories.iter().zip(&crisis.reprints).enumerate();
    let outlet = |place: usize| crisis.reports.get(place).and_then(|report| report.outlet.clone());
    rows.map(|(report, (story, reprint))| {
        let copy = reprint.as_ref();
        vec![
            number(report),
            Cell::Integer(whole(*story)),
            copy.map_or(Cell::Null, |copy| number(copy.of)),
            copy.map_or(Cell::Null, |copy| Cell::Integer(copy.whole.into())),
            copy.map_or(Cell::Null, |copy| Cell::Real(copy.shared)),
            outlet(report).map_or(Cell::Null, Cell::Text),
        ]
    })
    .collect()
}

fn count(number: usize) -> Cell {
    Cell::Integer(number as i64)
}

fn tellings(crisis: &Crisis, number: &impl Fn(usize) -> Cell) -> Vec<Vec<Cell>> {
    let row =
        |event: &Event, at: &(usize, usize)| vec![Cell::Integer(whole(event.number)), number(at.0), count(at.1 + 1)];
    crisis.events.iter().flat_map(|event| event.tellings.iter().map(move |at| row(event, at))).collect()
}

fn origins(crisis: &Crisis) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for event in crisis.asked_events() {
        for origin in &event.origins {
            let kind = Cell::Text(origin.kind.to_owned());
            rows.extend(origin.reports.iter().map(|report| {
                let article = Cell::Integer(whole(crisis.number(*report)));
                vec![Cell::Integer(whole(event.number)), Cell::Text(origin.name.clone()), article, kind.clone()]
            }));
        }
    }
    rows
}

fn hedges_lost(crisis: &Crisis, number: &impl Fn(usize) -> Cell) -> Vec<Vec<Cell>> {
    let rows = crisis.hedges_lost.iter();
    rows.map(|lost| vec![number(lost.report), number(lost.origin), Cell::Integer(lost.what.code())]).collect()
}

/// The stretch of reports of no day.
pub(super) const NO_STRETCH: i64 = -1_000_000;

fn side_rows(crisis: &Crisis) -> Vec<Vec<Cell>> {
    let flag = |yes: bool| Cell::Integer(yes.into());
    let row = |side: demarche_crisis::Side| {
        let stretch = Cell::Integer(side.stretch.unwrap_or(NO_STRETCH));
        // One number for both, since a change of either changes the rows of that time: 1 at war, 2 at odds.
        let part = Cell::Integer(i64::from(side.at_war) + 2 * i64::from(side.at_odds));
        vec![stretch, Cell::Text(side.country), flag(side.attacks), flag(side.is_attacked), part]
    };
    sides(crisis).into_iter().map(row).collect()
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

/// Rows of tables.
type Rows = Vec<Vec<Cell>>;

/// An event as a table has it, and its parties.
fn event_cells(row: &Value, handles: &Handles) -> Option<(Vec<Cell>, Rows)> {
    let number = handles.event.as_deref().and_then(event_number)?;
    let mut cells = Vec::with_capacity(PLACES.len() + 7);
    cells.push(Cell::Integer(whole(number)));
    cells.extend(PLACES.iter().map(|place| cell(at(row, place))));
    cells.push(Cell::Integer(i64::from(at(row, "/status/disputed") == Some(&Value::Bool(true)))));
    cells.push(count(row.get("tellings").and_then(Value::as_array).map_or(0, Vec::len)));
    cells.extend([row.get("outlets"), row.get("origins")].map(|of| cell(Some(of.unwrap_or(&Value::from(0))))));
    let (first, last) = handles.published.clone().unzip();
    cells.extend([first, last].map(|day| day.map_or(Cell::Null, |day| Cell::Text(day.into()))));
    let mut parties = Vec::new();
    for (role, field) in [("actor", "actors"), ("recipient", "recipients")] {
        let named = row.get(field).and_then(Value::as_array).into_iter().flatten().enumerate();
        parties.extend(named.map(|(place, party)| party_row(number, role, place, party)));
    }
    Some((cells, parties))
}

fn party_row(event: u64, role: &str, place: usize, party: &Value) -> Vec<Cell> {
    let mut row = vec![Cell::Integer(whole(event)), Cell::Text(role.to_owned()), count(place + 1)];
    row.push(Cell::Text(party.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()));
    row.extend(["actor", "code", "country", "sector", "kind"].map(|field| cell(party.get(field))));
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
