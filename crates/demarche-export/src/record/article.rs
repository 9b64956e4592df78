//! The report itself as the record has it: where it came from, its text, blocks, what was removed and repaired.
//!
//! `{"id": "a41c…", "outlet": {"name": "The Example"}, "published": {"from": "2025-06-17", …}, "text": "…", "blocks": […]}`.

use super::{Points, View};
use crate::words;
use demarche_model as model;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Article<'a> {
    id: &'a str,
    origin: &'a str,
    key: Option<&'a str>,
    outlet: Option<Outlet<'a>>,
    title: Option<&'a str>,
    byline: Option<&'a str>,
    language: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Published>,
    text: &'a str,
    blocks: Vec<Block>,
    removed: Vec<Removed<'a>>,
    repairs: Vec<Repair<'a>>,
    pieces: Vec<Piece>,
}

#[derive(Serialize)]
struct Outlet<'a> {
    name: &'a str,
    country: Option<&'a str>,
}

#[derive(Serialize)]
struct Published {
    from: String,
    to: String,
    ground: &'static str,
}

#[derive(Serialize)]
struct Block {
    span: Points,
    kind: &'static str,
    cut_short: bool,
}

#[derive(Serialize)]
struct Removed<'a> {
    text: &'a str,
    rule: &'a str,
    raw_bytes: Points,
}

#[derive(Serialize)]
struct Repair<'a> {
    span: Points,
    was: &'a str,
    rule: &'a str,
}

/// A stretch of the clean text (code points) and the bytes of the raw body that it was made from.
#[derive(Serialize)]
struct Piece {
    span: Points,
    raw_bytes: Points,
}

impl<'a> View<'a> {
    pub(super) fn article(&self, article: &'a model::Article) -> Article<'a> {
        Article {
            id: &article.id,
            origin: &article.origin,
            key: article.key.as_deref(),
            outlet: article
                .outlet
                .as_ref()
                .map(|outlet| Outlet { name: &outlet.name, country: outlet.country.as_deref() }),
            title: article.title.as_deref(),
            byline: article.byline.as_deref(),
            language: article.language.as_deref(),
            url: article.url.as_deref(),
            published: article.published.map(|published| Published {
                from: published.from.to_string(),
                to: published.to.to_string(),
                ground: words::ground(published.ground),
            }),
            text: &article.text,
            blocks: article
                .blocks
                .iter()
                .map(|block| Block {
                    span: self.points.span(block.span),
                    kind: words::block_kind(block.kind),
                    cut_short: block.cut_short,
                })
                .collect(),
            removed: article
                .removed
                .iter()
                .map(|gone| Removed { text: &gone.text, rule: &gone.rule, raw_bytes: [gone.raw.start, gone.raw.end] })
                .collect(),
            repairs: article
                .repairs
                .iter()
                .map(|repair| Repair { span: self.points.span(repair.span), was: &repair.was, rule: &repair.rule })
                .collect(),
            pieces: article
                .pieces
                .iter()
                .map(|piece| Piece { span: self.points.span(piece.clean), raw_bytes: [piece.raw.start, piece.raw.end] })
                .collect(),
        }
    }
}
