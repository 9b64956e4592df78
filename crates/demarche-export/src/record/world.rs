//! When and where as the record has it.
//!
//! `{"text": "on Friday", "type": "DATE", "value": "2025-06-13", …}`; `{"text": "Isfahan", "country": "IRN", "lat": 32.65, …}`.

use super::{Points, View};
use crate::words;
use demarche_model as model;
use model::Span;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Time<'a> {
    span: Points,
    text: &'a str,
    r#type: &'static str,
    value: &'a str,
    from: Option<String>,
    to: Option<String>,
    precision: &'static str,
    ground: &'static str,
    rule: &'a str,
}

#[derive(Serialize)]
pub(super) struct PlaceMention<'a> {
    span: Points,
    text: &'a str,
    name: Option<&'a str>,
    country: Option<&'a str>,
    lat: Option<f64>,
    lon: Option<f64>,
    precision: Option<&'a str>,
    geonames: Option<u32>,
    rule: &'a str,
}

#[derive(Serialize)]
pub(super) struct When<'a> {
    from: Option<String>,
    to: Option<String>,
    precision: &'static str,
    text: Option<&'a str>,
    ground: &'static str,
}

#[derive(Serialize)]
pub(super) struct Place<'a> {
    text: Option<&'a str>,
    name: &'a str,
    country: Option<&'a str>,
    lat: f64,
    lon: f64,
    geonames: Option<u32>,
    precision: &'a str,
}

impl<'a> View<'a> {
    pub(super) fn time(&self, time: &'a model::TimeExpression) -> Time<'a> {
        Time {
            span: self.points.span(time.span),
            text: time.span.of(self.text),
            r#type: words::time_kind(time.kind),
            value: &time.value,
            from: time.from.map(|day| day.to_string()),
            to: time.to.map(|day| day.to_string()),
            precision: words::precision(time.precision),
            ground: words::ground(time.ground),
            rule: time.rule,
        }
    }

    pub(super) fn place_mention(&self, mention: &'a model::PlaceMention) -> PlaceMention<'a> {
        let place = mention.place.as_ref();
        PlaceMention {
            span: self.points.span(mention.span),
            text: mention.span.of(self.text),
            name: place.map(|place| place.name.as_str()),
            country: place.and_then(|place| place.country.as_deref()),
            lat: place.map(|place| place.lat),
            lon: place.map(|place| place.lon),
            precision: place.map(|place| place.precision),
            geonames: place.and_then(|place| place.geonames),
            rule: mention.rule,
        }
    }

    pub(super) fn when(&self, when: model::When) -> When<'a> {
        When {
            from: when.from.map(|day| day.to_string()),
            to: when.to.map(|day| day.to_string()),
            precision: words::precision(when.precision),
            text: when.span.map(|span| span.of(self.text)),
            ground: words::ground(when.ground),
        }
    }

    pub(super) fn place(&self, span: Option<Span>, place: &'a model::Place) -> Place<'a> {
        Place {
            text: span.map(|span| span.of(self.text)),
            name: &place.name,
            country: place.country.as_deref(),
            lat: place.lat,
            lon: place.lon,
            geonames: place.geonames,
            precision: place.precision,
        }
    }
}
