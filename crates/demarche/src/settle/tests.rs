//! The rings of settling: whatever the batches in which reports come, whatever of them is replaced, forgotten or coded again in between, what is kept is what one
//! settling at the end would have found.

use super::*;
use demarche_crisis::{Evidence, Figure, Party, Sketch, Statement, Telling, When, Words};
use demarche_model::{Article, Date, DocumentRecord, Ground, Outlet, Published};
use demarche_store::{Clock, Coder, DigestBytes, Put, Source};
use proptest::prelude::*;
use rusqlite::Connection;

const STATES: [(&str, &str); 5] =
    [("Verania", "VER"), ("Ostria", "OST"), ("Tolmia", "TLM"), ("Palora", "PAL"), ("Denta", "DEN")];
const DEEDS: [(&str, &str, u8); 5] = [
    ("bombed the dam at Tolm before dawn", "ASSAULT", 4),
    ("bombed a ministry of finance", "ASSAULT", 4),
    ("struck", "ASSAULT", 4),
    ("offered talks on the waters of the gulf", "CONSULT", 1),
    ("accused its neighbour of breaking the truce of May", "ACCUSE", 3),
];

/// A report of the pile.
#[derive(Clone, Debug)]
struct Made {
    /// What it is called: another report of that name is another version.
    place: u8,
    day: Option<u8>,
    outlet: u8,
    /// Reports of one text are copies.
    text: u8,
    /// Whether somebody says it.
    said: bool,
    /// Doer, target, deed, whether it is denied.
    deeds: Vec<(u8, u8, u8, bool)>,
}

/// What befalls a store.
#[derive(Clone, Debug)]
enum Step {
    Reports(Vec<Made>),
    Forget(u8),
    Recode(u8, Made),
}

fn party(state: u8) -> Party {
    let (name, country) = STATES[usize::from(state) % STATES.len()];
    Party {
        text: name.into(),
        name: name.into(),
        country: Some(country.into()),
        actor: Some(format!("{country}.gov")),
        kind: Some("state".into()),
        ..Party::default()
    }
}

fn date(day: u8) -> Date {
    Date::valid(Some(2031), 4 + day / 28, 1 + day % 28).expect("a day")
}

/// The text of a number: sixty words that no other text has, in two sentences.
fn text(number: u8) -> String {
    let words: Vec<String> = (0..60).map(|word| format!("word{number}x{word}")).collect();
    format!("{}. {}.", words[..30].join(" "), words[30..].join(" "))
}

fn record(made: &Made) -> (DocumentRecord, Digest) {
    let text = text(made.text);
    let outlet = format!("Outlet {}", made.outlet);
    let published = made.day.map(|day| Published { from: date(day), to: date(day), ground: Ground::Declared });
    let article = Article {
        id: format!("{made:?}"),
        origin: format!("r{}", made.place),
        outlet: Some(Outlet { name: outlet.clone(), country: None }),
        title: Some(format!("Title {}", made.text)),
        published,
        text: text.clone(),
        ..Article::default()
    };
    let content = text.split(' ').take(9).collect::<Vec<_>>().join(" ");
    let length = u32::try_from(content.len()).expect("short");
    let statement = Statement {
        id: "s1".into(),
        speaker: Some(party(made.outlet)),
        content: vec![Words { span: [0, length], text: content.clone() }],
        position: if made.text.is_multiple_of(3) { "condemns".into() } else { "asserts".into() },
        evidence: Evidence { spans: vec![[0, length]], text: content, ..Evidence::default() },
        ..Statement::default()
    };
    let tellings = made.deeds.iter().enumerate().map(|(place, (doer, target, deed, denied))| {
        let (words, plover, quad) = DEEDS[usize::from(*deed) % DEEDS.len()];
        let first = u32::try_from(place).expect("few") * 40;
        let when = made.day.filter(|day| day % 3 == 0).map(|day| When {
            from: Some(date(day).to_string()),
            to: Some(date(day).to_string()),
            ..When::default()
        });
        Telling {
            actors: vec![party(*doer)],
            recipients: vec![party(*target)],
            plover: plover.into(),
            quad,
            occurrence: "actual".into(),
            stance: if *denied { "denied".into() } else { "asserted".into() },
            on_word_of: if made.said { vec!["s1".into()] } else { Vec::new() },
            when,
            evidence: Evidence { spans: vec![[first, first + 30]], text: words.into(), ..Evidence::default() },
            ..Telling::default()
        }
    });
    let figure = Figure {
        kind: "killed".into(),
        min: Some(made.text.into()),
        text: made.text.to_string(),
        evidence: Evidence { spans: vec![[3, 9]], text: "some dead".into(), ..Evidence::default() },
        ..Figure::default()
    };
    let digest = Digest {
        id: article.id.clone(),
        key: article.origin.clone(),
        outlet: article.outlet.as_ref().map(|outlet| outlet.name.clone()),
        published: article.published.map(|published| published.from.to_string()),
        title: article.title.clone(),
        text: article.text.clone(),
        sketch: Sketch::new(&format!("Title {}", made.text), &text, &Lexicon::embedded().news_words),
        events: tellings.collect(),
        statements: if made.said { vec![statement] } else { Vec::new() },
        figures: vec![figure],
        ..Digest::default()
    };
    (DocumentRecord { article, ..DocumentRecord::default() }, digest)
}

/// Hands a report to whoever puts it into a store, and gives its digest.
fn hand(made: &Made, put: impl FnOnce(&DocumentRecord, Source<'_>)) -> Digest {
    let (record, own) = record(made);
    let Packed { facts, sketch } = own.pack();
    let digest = DigestBytes { form: &form(), facts: &facts, sketch: &sketch };
    put(&record, Source { place: &format!("r{}", made.place), json: b"", record: b"", digest });
    own
}

/// Does a step to a store, and settles it where asked.
fn take(store: &mut Store, step: &Step, settled: bool) {
    const NOW: &str = "2031-07-01T00:00:00Z";
    let coder = Coder { program: "1".into(), lexicon: "2".into(), ontology: "3".into() };
    let mut fresh = Fresh::default();
    match step {
        Step::Reports(reports) => {
            let mut batch = store.begin(&coder, NOW).expect("a batch");
            for made in reports {
                let mut put = None;
                let digest = hand(made, |record, source| put = batch.put(record, source).ok());
                // Of some the digest is no more at hand, as if another process had put them in.
                match put.expect("put in") {
                    Put::New(number) | Put::Changed(number) if made.text % 3 != 1 => fresh.put(number, digest),
                    _ => {}
                }
            }
            batch.commit().expect("committed");
        }
        Step::Forget(place) => {
            store.forget(&format!("r{place}"), "asked", NOW).expect("forgotten");
        }
        Step::Recode(number, made) => {
            let numbers = store.coded_by_others(&coder, true).expect("numbers");
            if let Some(number) = numbers.get(usize::from(*number) % numbers.len().max(1)) {
                let mut batch = store.begin(&coder, NOW).expect("a batch");
                hand(made, |record, source| assert!(batch.recode(*number, record, source).is_ok()));
                batch.commit().expect("committed");
            }
        }
    }
    if settled {
        settle(store, fresh, &ProgressBar::hidden()).expect("settled");
    }
}

const FOUND: [&str; 12] = [
    "kinship",
    "crisis_event",
    "crisis_party",
    "telling",
    "origin",
    "hedge_lost",
    "side",
    "party",
    "answer",
    "answer_party",
    "own_claim",
    "taken_position",
];

/// All that was found across the reports of a store, table by table.
fn found(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).expect("a store");
    let mut out = Vec::new();
    for table in FOUND {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).expect("a table");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let cells: Vec<rusqlite::types::Value> = (0..columns).map(|cell| row.get(cell).expect("a cell")).collect();
            out.push(format!("{table}: {cells:?}"));
        }
    }
    out.sort();
    out
}

/// What is found when a store is settled after each step, and when it is settled once.
fn both_ways(steps: &[Step]) -> [Vec<String>; 2] {
    let folder = tempfile::tempdir().expect("a folder");
    [true, false].map(|each| {
        let path = folder.path().join(format!("{each}.db"));
        let mut store = Store::create(&path).expect("a store");
        for (number, step) in steps.iter().enumerate() {
            take(&mut store, step, each || number + 1 == steps.len());
        }
        drop(store);
        found(&path)
    })
}

fn made() -> impl Strategy<Value = Made> {
    let deed = (0..5_u8, 0..5_u8, 0..5_u8, prop::bool::weighted(0.2));
    let day = prop::option::weighted(0.9, 0..70_u8);
    (0..30_u8, day, 0..6_u8, 0..9_u8, any::<bool>(), prop::collection::vec(deed, 0..4))
        .prop_map(|(place, day, outlet, text, said, deeds)| Made { place, day, outlet, text, said, deeds })
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => prop::collection::vec(made(), 1..9).prop_map(Step::Reports),
        1 => (0..30_u8).prop_map(Step::Forget),
        1 => (any::<u8>(), made()).prop_map(|(number, made)| Step::Recode(number, made)),
    ]
}

#[test]
fn a_pile_fills_every_table() {
    let made = |number: u8| Made {
        place: number,
        day: Some(number),
        outlet: number % 6,
        text: number / 3,
        said: number.is_multiple_of(3),
        deeds: vec![(0, 1, number / 3, number.is_multiple_of(7)), (1, 0, 2, false)],
    };
    let steps: Vec<Step> = (0..6).map(|part| Step::Reports((part * 4..part * 4 + 4).map(made).collect())).collect();
    let [each, once] = both_ways(&steps);
    assert_eq!(each, once);
    for table in FOUND {
        assert!(once.iter().any(|row| row.starts_with(&format!("{table}:"))), "{table}");
    }
}

#[test]
fn what_changed_is_the_same_in_a_store_in_memory() {
    let made = |number: u8| Made {
        place: number % 10,
        day: Some(number),
        outlet: number % 6,
        text: number / 3,
        said: number.is_multiple_of(3),
        deeds: vec![(0, 1, number / 3, number.is_multiple_of(7)), (1, 0, 2, false)],
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::create(&folder.path().join("kept.db")).expect("a store");
    take(&mut store, &Step::Reports((0..14).map(made).collect()), true);
    let kinds: Vec<&str> = demarche_crisis::KINDS.iter().map(|kind| kind.name).collect();
    let memory = past(&store, &Known::All, &kinds).expect("a store in memory");
    memory.know_reports_of(&store).expect("known");
    let changes = |store: &Store| store.changes(Clock::Published, "2031-04-07", None).expect("changes");
    let want = changes(&store);
    assert!(want.within.len() == 7 && want.replaced.len() == 4, "{want:?}");
    assert_eq!(changes(&memory), want);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_is_kept_is_what_one_settling_finds(steps in prop::collection::vec(step(), 2..7)) {
        let [each, once] = both_ways(&steps);
        prop_assert_eq!(each, once);
    }
}
