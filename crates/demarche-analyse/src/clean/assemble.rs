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
    article.repairs.extend(repairs(line).into_iter().map(|(words, rule)| {
        let was = Span::new(raw_of_start(line, words.start), raw_of_end(line, words.end)).of(raw).to_owned();
        Repair { span: Span::new(start + words.start, start + words.end), was, rule }
    }));
}

/// The mended words of a paragraph with the rules that mended them; several changes in one word are one repair.
fn repairs(line: &Line) -> Vec<(Span, String)> {
    let mut repairs: Vec<(Span, String)> = Vec::new();
    for edit in &line.edits {
        let Some(rule) = edit.rule else { continue };
        let words = words_around(&line.text, edit.clean);
        match repairs.last_mut().filter(|(last, _)| last.end > words.start) {
            Some((last, rules)) => {
                *last = last.cover(words);
                if !rules.split(' ').any(|known| known == rule) {
                    *rules = format!("{rules} {rule}");
                }
            }
            None => repairs.push((words, rule.to_owned())),
        }
    }
    repairs
}

/// The words that a change touches: on both sides of a blank, around a letter; of an endless word only what is near.
fn words_around(text: &str, change: Span) -> Span {
    const NEAR: usize = 40;
    let before = text.get(..change.start as usize).unwrap_or_default();
    let behind = text.get(change.end as usize..).unwrap_or_default();
    let in_word = |character: &char| *character != ' ';
    let head: usize = before.chars().rev().take_while(in_word).take(NEAR).map(char::len_utf8).sum();
    let tail: usize = behind.chars().take_while(in_word).take(NEAR).map(char::len_utf8).sum();
    Span::new(change.start - head as u32, change.end + tail as u32)
}

/// Where the clean byte `at`, as the first of a stretch, stood in the raw body.
fn raw_of_start(line: &Line, at: u32) -> u32 {
    raw_behind(line, line.edits.partition_point(|edit| edit.clean.end <= at), at)
}

/// Where a stretch that ends before the clean byte `at` ended in the raw body.
fn raw_of_end(line: &Line, at: u32) -> u32 {
    let ends_before = |edit: &Edit| edit.clean.end < at || edit.clean.end == at && !edit.clean.is_empty();
    raw_behind(line, line.edits.partition_point(ends_before), at)
}

/// The raw place of `at`, behind the first `count` edits.
fn raw_behind(line: &Line, count: usize, at: u32) -> u32 {
    let before = count.checked_sub(1).and_then(|last| line.edits.get(last));
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
