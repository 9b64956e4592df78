//! The heart: one report in, its record out.
//!
//! Steps, in order; each may use only those before it:
//!
//! 1. [`clean`]: the raw body becomes paragraphs of clean text, with every repair and removal recorded;
//! 2. language (crate `demarche-language`): tokens, sentences, tree, entities; misreadings that the words show are mended;
//! 3. [`time`]: expressions of time, with days; those that were read as part of the subject behind them are parted from it;
//! 4. [`actors`]: who is spoken of, linked to the lexicon by date;
//! 5. [`mod@place`] – where;
//! 6. [`statements`]: who said what, and the outlet's own framing;
//! 7. [`events`]: who did what to whom, with status; commitments;
//! 8. [`figures`]: how many dead, wounded, driven out; how many missiles, bombs, votes.
//!
//! Pure: no file, clock, network or global state is touched; nothing can fail. What could not be read is a note in the record.

pub mod actors;
mod capitals;
pub mod clean;
mod count;
mod entry;
pub mod events;
pub mod figures;
mod mend;
pub mod place;
pub mod rules;
pub mod statements;
pub mod time;

use demarche_language::{Input, Model, Parse};
use demarche_lexicon::Lexicon;
use demarche_model::{
    Article, BlockKind, DocumentRecord, Mention, Note, PlaceMention, RawDocument, Span, Statement, TimeExpression,
};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How to read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The text is taken as clean: no repair, nothing removed or added; spans refer to the input itself.
    pub as_is: bool,
}

/// What the steps after the parse look at: one clean report with its parse and what earlier steps found.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The report.
    pub article: &'a Article,
    /// Its parse; token offsets are bytes into `article.text`.
    pub parse: &'a Parse,
    /// The word lists.
    pub lexicon: &'a Lexicon,
    /// Time expressions, in order (empty before step 4).
    pub times: &'a [TimeExpression],
    /// Mentions, in order (empty before step 5).
    pub mentions: &'a [Mention],
    /// Places, in order (empty before step 6).
    pub places: &'a [PlaceMention],
    /// Whether what is done in the report shows a quarrel of states (false until its events are found).
    pub quarrel: bool,
}

impl<'a> Reading<'a> {
    /// What is known of a report at its start: its words and their parse.
    pub fn start(article: &'a Article, parse: &'a Parse, lexicon: &'a Lexicon) -> Self {
        Self { article, parse, lexicon, times: &[], mentions: &[], places: &[], quarrel: false }
    }
}

/// Reads reports. A batch is parsed together, which is faster; the record of a report never depends on its neighbours.
pub fn analyse(documents: Vec<RawDocument>, model: &Model, lexicon: &Lexicon, options: Options) -> Vec<DocumentRecord> {
    each_parsed(documents, model, lexicon, options, read_parsed)
}

/// What is told of each verb, noun and adjective of reports: the status that an event would have whose word it is. The same reading of status
/// as of events, for words that the lists of events do not have.
pub fn standings(
    documents: Vec<RawDocument>,
    model: &Model,
    lexicon: &Lexicon,
    options: Options,
) -> Vec<Vec<events::Standing>> {
    each_parsed(documents, model, lexicon, options, |article, mut notes, parse, times, lexicon| {
        let found = Found::of(&article, parse, times, lexicon, &mut notes);
        events::standings(found.reading(&article, parse, lexicon), &found.statements)
    })
}

fn each_parsed<T>(
    documents: Vec<RawDocument>,
    model: &Model,
    lexicon: &Lexicon,
    options: Options,
    read: impl Fn(Article, Vec<Note>, &Parse, Vec<TimeExpression>, &Lexicon) -> T,
) -> Vec<T> {
    let cleaned: Vec<(Article, Vec<Note>)> =
        documents.into_iter().map(|document| clean::clean(document, lexicon, options)).collect();
    let texts: Vec<(Cow<'_, str>, Vec<u32>)> =
        cleaned.iter().map(|(article, _)| text_to_parse(article, lexicon)).collect();
    let inputs: Vec<Input<'_>> = texts.iter().map(|(text, breaks)| Input { text, breaks }).collect();
    let parses = model.read(&inputs);
    let timed = |((article, mut notes), parse): ((Article, Vec<Note>), Parse)| {
        let parse = mend::mend(&parse, lexicon);
        let start = Reading::start(&article, &parse, lexicon);
        let times = time::find_times(start, &mut notes);
        let parse = mend::set_right(mend::parted(parse, &times), lexicon);
        read(article, notes, &parse, times, lexicon)
    };
    cleaned.into_iter().zip(parses).map(timed).collect()
}

/// What the steps from the days to the statements find.
struct Found {
    times: Vec<TimeExpression>,
    mentions: Vec<Mention>,
    places: Vec<PlaceMention>,
    statements: Vec<Statement>,
}

impl Found {
    fn of(
        article: &Article,
        parse: &Parse,
        times: Vec<TimeExpression>,
        lexicon: &Lexicon,
        notes: &mut Vec<Note>,
    ) -> Self {
        let timed = Reading { times: &times, ..Reading::start(article, parse, lexicon) };
        let mut mentions = actors::find_mentions(timed, notes);
        let peopled = Reading { mentions: &mentions, ..timed };
        let places = place::find_places(peopled, notes);
        actors::settle_locals(Reading { places: &places, ..timed }, &mut mentions);
        actors::settle_fronted(Reading { places: &places, ..timed }, &mut mentions);
        actors::settle_nearby(Reading { places: &places, ..timed }, &mut mentions);
        let placed = Reading { mentions: &mentions, places: &places, ..timed };
        let statements = statements::find_statements(placed, notes);
        Self { times, mentions, places, statements }
    }

    fn reading<'a>(&'a self, article: &'a Article, parse: &'a Parse, lexicon: &'a Lexicon) -> Reading<'a> {
        Reading {
            times: &self.times,
            mentions: &self.mentions,
            places: &self.places,
            ..Reading::start(article, parse, lexicon)
        }
    }
}

/// The steps after the days.
fn read_parsed(
    article: Article,
    mut notes: Vec<Note>,
    parse: &Parse,
    times: Vec<TimeExpression>,
    lexicon: &Lexicon,
) -> DocumentRecord {
    let found = Found::of(&article, parse, times, lexicon, &mut notes);
    let placed = found.reading(&article, parse, lexicon);
    let statements = &found.statements;
    let mut framings = statements::find_framings(placed, statements);
    let events::Deeds { events, commitments, moves, humanitarian } = events::find_events(placed, statements);
    framings.extend(statements::find_agentless(placed, &events));
    framings.sort_by_key(|framing| (framing.span, framing.evidence.rule));
    let figures = figures::find_figures(placed, statements);
    notes.sort_by_key(|note| (note.span, note.code));
    let Found { times, mentions, places, statements } = found;
    DocumentRecord {
        article,
        mentions,
        statements,
        events,
        commitments,
        figures,
        moves,
        humanitarian,
        framings,
        times,
        places,
        notes,
    }
}

fn is_small(word: &&str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Puts the lines of a block that stand in capitals, or with a capital on every word, in small letters. `small` tells which words the report
/// has in small letters.
fn small_letters(block: Span, text: &mut Cow<'_, str>, small: impl Fn(&str) -> bool, lexicon: &Lexicon) {
    let mut at = block.start as usize;
    let mut lowered = Vec::new();
    for line in block.of(text).split_inclusive('\n') {
        let read = capitals::lowered(line, lexicon).or_else(|| capitals::headline(line, &small, lexicon));
        lowered.extend(read.map(|line| (at, line)));
        at += line.len();
    }
    for (start, line) in lowered {
        let bytes = start..start + line.len();
        if text.get(bytes.clone()).is_some() {
            text.to_mut().replace_range(bytes, &line);
        }
    }
}

/// The text as the engine reads it, byte for byte as long as the article's, and where sentences have to begin: with each paragraph, and after its
/// dateline, whose dash becomes line breaks. The Doha of "DOHA, 3 May - Iran shelled the port" shelled nothing.
fn text_to_parse<'a>(article: &'a Article, lexicon: &Lexicon) -> (Cow<'a, str>, Vec<u32>) {
    let mut text = Cow::Borrowed(article.text.as_str());
    let mut breaks = Vec::new();
    let words = std::cell::OnceCell::new();
    let small = |word: &str| {
        let words: &BTreeSet<&str> =
            words.get_or_init(|| article.text.split(|c: char| !c.is_alphanumeric()).filter(is_small).collect());
        words.contains(word)
    };
    for block in article.blocks.iter().filter(|block| block.kind != BlockKind::Furniture) {
        breaks.push(block.span.start);
        small_letters(block.span, &mut text, small, lexicon);
        if block.kind != BlockKind::Body {
            continue;
        }
        if let Some(dash) = clean::dateline_dash(block.span, &article.text, lexicon) {
            let bytes = dash.start as usize..dash.end as usize;
            text.to_mut().replace_range(bytes.clone(), &"\n".repeat(bytes.len()));
            breaks.push(dash.end);
        }
    }
    (text, breaks)
}
