//! Step 1: a raw body becomes paragraphs of clean text, with every repair and removal recorded.
//!
//! In order: [`mod@line`] cuts and mends lines ("saidĀ\u{a0}Russia"), [`paragraph`] joins what was broken, [`kind`] reads the sign of each
//! paragraph ("2 mins read", "(Photo: Sputnik)."), [`decide`] settles what it is among the others, with [`page`] for reports that come
//! with their whole page, [`assemble`] writes the clean text. Quotation marks stay as written; nothing that a report says is lost:
//! what is taken out stands in [`Article::removed`].
//!
//! With [`Options::as_is`] the text is kept code point for code point; only paragraphs and their kinds are told.

mod assemble;
mod dateline;
mod decide;
mod kind;
mod line;
mod measure;
mod mojibake;
mod outlet;
mod page;
mod paragraph;
mod stamp;
mod title;

use crate::Options;
use decide::{Fate, Paragraphs};
use demarche_lexicon::{Folded, Furniture, Lexicon};
use demarche_model::{
    Article, Block, BlockKind, Body, Declared, Ground, Note, NoteCode, Piece, Published, RawDocument, Span,
};
use kind::Sign;
use line::Line;
use measure::{Ending, Measure};

/// Cleans a report. With `options.as_is` the text is kept as it is and only cut into paragraphs.
pub fn clean(document: RawDocument, lexicon: &Lexicon, options: Options) -> (Article, Vec<Note>) {
    let furniture = &lexicon.furniture;
    let RawDocument { origin, key, declared, body, mut notes } = document;
    let raw = match body {
        Body::Text(text) | Body::Html(text) => within_spans(text, &mut notes),
    };
    let mut article =
        Article { id: identity(key.as_deref().unwrap_or(&origin), &raw), origin, key, ..Article::default() };
    let (lines, dropped) = if options.as_is { (untouched_lines(&raw), 0) } else { line::read_lines(&raw) };
    if dropped > 0 {
        let message = format!("{dropped} control characters dropped");
        notes.push(Note { code: NoteCode::CONTROL, span: None, message });
    }
    let lines = paragraph::join_lines(lines);
    let measures: Vec<Measure> = lines.iter().map(|line| measure::measure(&line.text, furniture)).collect();
    let signs: Vec<Sign<'_>> =
        lines.iter().zip(&measures).map(|(line, measure)| kind::read_sign(&line.text, measure, furniture)).collect();
    let paragraphs = Paragraphs {
        lines: lines.iter().collect(),
        measures: measures.iter().collect(),
        signs: signs.iter().collect(),
    };
    let title_key = declared.title.as_deref().map(fold).filter(|key| !key.is_empty());
    let decided = decide::decide(&paragraphs, title_key.as_deref(), furniture, options.as_is);
    let headline = decided.headline.and_then(|at| lines.get(at)).map(|line| line.text.clone());
    let title = title::settle(declared.title.as_deref(), headline.as_deref());
    if options.as_is {
        keep_text(&mut article, raw, &lines, &decided.fates);
    } else {
        if let (Some(title), None) = (&title.text, &headline) {
            assemble::insert_title(&mut article, title);
        }
        assemble::assemble(&mut article, &raw, &lines, &decided.fates);
    }
    describe(&mut article, declared, title, &paragraphs, &decided.fates, lexicon);
    mark_cut_short(&mut article, furniture, &mut notes);
    if article.blocks.is_empty() {
        notes.push(Note { code: NoteCode::EMPTY, span: None, message: "there is nothing to read".to_owned() });
    }
    (article, notes)
}

/// The dash (or colon, or blank) with the blanks around it that closes the dateline of a paragraph, where text follows it.
pub(crate) fn dateline_dash(paragraph: Span, text: &str, lexicon: &Lexicon) -> Option<Span> {
    let words = paragraph.of(text);
    let dateline = dateline::read_dateline(words, &lexicon.furniture)?;
    let rest = words.get(dateline.length..)?.trim_start();
    let start = u32::try_from(dateline.length - dateline.closer).ok()?;
    let end = u32::try_from(words.len() - rest.len()).ok()?;
    (!rest.is_empty()).then(|| Span::new(paragraph.start + start, paragraph.start + end))
}

/// Small letters and single blanks, without marks.
fn fold(text: &str) -> String {
    Folded::new(text).words().collect::<Vec<_>>().join(" ")
}

/// A text that spans can count: readers keep far below that.
fn within_spans(mut text: String, notes: &mut Vec<Note>) -> String {
    const MOST: usize = 1 << 30;
    if text.len() > MOST {
        let end = (0..=MOST).rev().find(|&end| text.is_char_boundary(end)).unwrap_or(0);
        text.truncate(end);
        let message = format!("longer than {MOST} bytes; what follows was not read");
        notes.push(Note { code: NoteCode::TOO_LONG, span: None, message });
    }
    text
}

/// The identifier that the cleaned report will have: what a store asks before it reads a report again.
pub fn article_id(document: &RawDocument) -> String {
    let raw = match &document.body {
        Body::Text(text) | Body::Html(text) => text,
    };
    identity(document.key.as_deref().unwrap_or(&document.origin), raw)
}

/// Identifier of a report: FNV-1a (64 bits) over its key or origin, a byte that no UTF-8 has, and the raw body, in hexadecimal.
fn identity(name: &str, raw: &str) -> String {
    let bytes = name.bytes().chain([0xFF]).chain(raw.bytes());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

/// The lines of a text that is taken as clean.
fn untouched_lines(raw: &str) -> Vec<Line> {
    let mut after_blank = false;
    let mut lines = Vec::new();
    for (start, line) in line::split_lines(raw) {
        let words = line.trim();
        if words.is_empty() {
            after_blank = true;
            continue;
        }
        let first = start + (line.len() - line.trim_start().len());
        let raw = Span::new(first as u32, (first + words.len()) as u32);
        let indented = line.starts_with([' ', '\t']);
        let after_blank = std::mem::take(&mut after_blank);
        lines.push(Line { text: words.to_owned(), raw, indented, after_blank, ..Line::default() });
    }
    lines
}

/// The text as it is, with blocks where its paragraphs stand.
fn keep_text(article: &mut Article, raw: String, lines: &[Line], fates: &[Fate]) {
    for (line, fate) in lines.iter().zip(fates) {
        let kind = if let Fate::Keep(kind) = fate { *kind } else { BlockKind::Body };
        article.blocks.push(Block { span: line.raw, kind, cut_short: false });
    }
    let whole = Span::new(0, raw.len() as u32);
    article.pieces.extend((!whole.is_empty()).then_some(Piece { clean: whole, raw: whole }));
    article.text = raw;
}

/// Fills in what the report says of itself, behind what was declared.
fn describe(
    article: &mut Article,
    declared: Declared,
    title: title::Title,
    paragraphs: &Paragraphs<'_>,
    fates: &[Fate],
    lexicon: &Lexicon,
) {
    let furniture = &lexicon.furniture;
    let kept = |kind: BlockKind| {
        let pairs = paragraphs.lines.iter().zip(&paragraphs.signs).zip(fates);
        pairs.filter(move |(_, fate)| **fate == Fate::Keep(kind)).map(|((line, sign), _)| (line.text.as_str(), sign))
    };
    let stamps = || {
        kept(BlockKind::Dateline).filter_map(|(_, sign)| if let Sign::Stamp(stamp) = sign { Some(stamp) } else { None })
    };
    let dateline = kept(BlockKind::Body).take(3).find_map(|(text, _)| dateline::read_dateline(text, furniture));
    let byline = kept(BlockKind::Byline).find_map(|(text, _)| title::byline(text));
    let (byline, byline_outlet) = byline.map_or((None, None), |(name, outlet)| (Some(name), outlet));
    let outlet = declared
        .outlet
        .or_else(|| dateline.as_ref().and_then(|dateline| dateline.outlet.clone()))
        .or_else(|| stamps().find_map(|stamp| stamp.outlet.clone()))
        .or(title.outlet)
        .or(byline_outlet);
    let first = stamps().filter(|stamp| !stamp.changed).find_map(|stamp| stamp.day);
    let changed = stamps().find_map(|stamp| stamp.day);
    let days = [first, dateline.and_then(|dateline| dateline.day), changed];
    let with_year = days.iter().flatten().find(|day| day.year.is_some());
    let written = with_year.or_else(|| days.iter().flatten().next()).copied();
    article.published = match declared.published {
        Some((from, to)) => Some(Published { from, to, ground: Ground::Declared }),
        None => written.map(|day| Published { from: day, to: day, ground: Ground::Explicit }),
    };
    article.outlet = outlet.map(|name| outlet::of_name(name, lexicon));
    article.byline = byline;
    article.title = title.text;
    let english = || measure::is_english(paragraphs.measures.iter().copied());
    article.language = declared.language.or_else(|| english().then(|| "en".to_owned()));
    article.url = declared.url;
}

/// Marks the paragraphs that stop in mid-sentence.
fn mark_cut_short(article: &mut Article, furniture: &Furniture, notes: &mut Vec<Note>) {
    for block in &mut article.blocks {
        let text = block.span.of(&article.text);
        if block.kind == BlockKind::Body && is_cut_short(text, furniture) {
            block.cut_short = true;
            let message = "the paragraph stops in mid-sentence".to_owned();
            notes.push(Note { code: NoteCode::CUT_SHORT, span: Some(block.span), message });
        }
    }
}

/// Whether a paragraph of running text stops in mid-sentence: "… that Iran does not want".
fn is_cut_short(text: &str, furniture: &Furniture) -> bool {
    let measure = measure::measure(text, furniture);
    let listed = text.starts_with(['•', '-', '*', '–', '·', '▪']);
    match measure.ending {
        Ending::Open if measure.words < 4 => false,
        Ending::Open => measure.is_running() && !listed || measure.dangling,
        Ending::Dots => text.ends_with([']', ')']),
        Ending::Sentence | Ending::Colon => false,
    }
}

#[cfg(test)]
mod tests;
