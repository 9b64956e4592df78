//! Paragraphs and their fates in; the clean text, its blocks, and where everything stood out.

use super::decide::Fate;
use super::line::{Edit, Line};
use demarche_model::{Article, Block, BlockKind, Piece, Removed, Repair, Span};

/// What stands between two paragraphs of clean text.
const BREAK: &str = "\n\n";

/// Writes an article's text from its paragraphs.
pub(crate) fn assemble(article: &mut Article, raw: &str, lines: &[Line], fates: &[Fate]) {
    for (line, fate) in lines.iter().zip(fates) {
        match fate {
            Fate::Keep(kind) => append(article, raw, line, *kind),
            Fate::Remove(rule) => {
                let text = line.raw.of(raw).to_owned();
                article.removed.push(Removed { text, rule: rule.clone(), raw: line.raw });
            }
        }
    }
}

/// Puts a declared title in front. It did not stand in the body, so that no piece covers it.
pub(crate) fn insert_title(article: &mut Article, title: &str) {
    article.text.push_str(title);
    let span = Span::new(0, article.text.len() as u32);
    article.blocks.push(Block { span, kind: BlockKind::Headline, cut_short: false });
}

fn append(article: &mut Article, raw: &str, line: &Line, kind: BlockKind) {
    if !article.text.is_empty() {
        article.text.push_str(BREAK);
    }
    let start = article.text.len() as u32;
    article.text.push_str(&line.text);
    article.blocks.push(Block { span: Span::new(start, article.text.len() as u32), kind, cut_short: false });
    article.pieces.extend(pieces(line, start));
    let first = article.repairs.len();
    for edit in &line.edits {
        let Some(rule) = edit.rule else { continue };
        let words = words_around(&line.text, edit.clean);
        let span = Span::new(start + words.start, start + words.end);
        let was = Span::new(raw_of_start(line, words.start), raw_of_end(line, words.end)).of(raw).to_owned();
        match article.repairs.get_mut(first..).and_then(<[Repair]>::last_mut) {
            Some(last) if last.span.end > span.start => widen(last, line, span, start, raw, rule),
            _ => article.repairs.push(Repair { span, was, rule: rule.to_owned() }),
        }
    }
}

/// Two repairs in one word are one.
fn widen(last: &mut Repair, line: &Line, span: Span, start: u32, raw: &str, rule: &str) {
    last.span = last.span.cover(span);
    let raw_span = Span::new(raw_of_start(line, last.span.start - start), raw_of_end(line, last.span.end - start));
    last.was = raw_span.of(raw).to_owned();
    if !last.rule.split(' ').any(|known| known == rule) {
        last.rule = format!("{} {rule}", last.rule);
    }
}

/// The words that a change touches: on both sides of a blank, around a letter.
fn words_around(text: &str, change: Span) -> Span {
    let before = text.get(..change.start as usize).unwrap_or_default();
    let behind = text.get(change.end as usize..).unwrap_or_default();
    let start = before.rfind(' ').map_or(0, |blank| blank + 1);
    let length = behind.find(' ').unwrap_or(behind.len());
    Span::new(start as u32, change.end + length as u32)
}

/// Where the clean byte `at`, as the first of a stretch, stood in the raw body.
fn raw_of_start(line: &Line, at: u32) -> u32 {
    let before = line.edits.iter().take_while(|edit| edit.clean.end <= at).last();
    before.map_or(line.raw.start + at, |edit| edit.raw.end + (at - edit.clean.end))
}

/// Where a stretch that ends before the clean byte `at` ended in the raw body.
fn raw_of_end(line: &Line, at: u32) -> u32 {
    let ends_before = |edit: &&Edit| edit.clean.end < at || edit.clean.end == at && !edit.clean.is_empty();
    let before = line.edits.iter().take_while(ends_before).last();
    before.map_or(line.raw.start + at, |edit| edit.raw.end + (at - edit.clean.end))
}

/// The stretches of a paragraph, equal or mended, that starts at `start` of the clean text.
fn pieces(line: &Line, start: u32) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(line.edits.len() * 2 + 1);
    let (mut clean, mut raw) = (0, line.raw.start);
    let end =
        Edit { clean: Span::new(line.text.len() as u32, line.text.len() as u32), raw: Span::default(), rule: None };
    for edit in line.edits.iter().chain(std::iter::once(&end)) {
        if edit.clean.start > clean {
            let length = edit.clean.start - clean;
            let clean = Span::new(start + clean, start + edit.clean.start);
            pieces.push(Piece { clean, raw: Span::new(raw, raw + length) });
        }
        if !edit.clean.is_empty() {
            let clean = Span::new(start + edit.clean.start, start + edit.clean.end);
            pieces.push(Piece { clean, raw: edit.raw });
        }
        (clean, raw) = (edit.clean.end, edit.raw.end);
    }
    pieces
}
