//! Step 1: a raw body becomes paragraphs of clean text.

use crate::Options;
use demarche_lexicon::Lexicon;
use demarche_model::{Article, Block, BlockKind, Body, Ground, Note, Outlet, Published, RawDocument, Span};

/// Cleans a report. With `options.as_is` the text is kept as it is and only cut into paragraphs.
pub fn clean(document: RawDocument, _lexicon: &Lexicon, _options: Options) -> (Article, Vec<Note>) {
    let text = match document.body {
        Body::Text(text) | Body::Html(text) => text,
    };
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let first = start + line.len() - line.trim_start().len();
            let span = Span::new(first as u32, (first + trimmed.len()) as u32);
            blocks.push(Block { span, kind: BlockKind::Body, cut_short: false });
        }
        start += line.len();
    }
    let article = Article {
        origin: document.origin,
        key: document.key,
        title: document.declared.title,
        outlet: document.declared.outlet.map(|name| Outlet { name, country: None }),
        published: document.declared.published.map(|(from, to)| Published { from, to, ground: Ground::Declared }),
        language: document.declared.language,
        url: document.declared.url,
        blocks,
        text,
        ..Article::default()
    };
    (article, document.notes)
}
