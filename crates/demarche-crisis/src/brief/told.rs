//! The tellings of an event that a brief shows: the event's row as JSON in, the telling that carries it best out, as evidence.
//!
//! An event may have a thousand tellings; of "Verania shelled the port" and a caption's "strike" the first is shown.

use serde::Deserialize;
use serde_json::{Value, json};
use std::borrow::Cow;

/// A row of the timeline, of which the words are read where they stand.
#[derive(Deserialize, Debug, Default)]
#[serde(default)]
pub(super) struct Told<'a> {
    #[serde(borrow)]
    actors: Vec<Doer<'a>>,
    when: Option<Day<'a>>,
    status: Status<'a>,
    tellings: Vec<Telling<'a>>,
}

#[derive(Deserialize, Debug, Default)]
#[serde(default)]
struct Doer<'a> {
    #[serde(borrow)]
    text: Text<'a>,
    name: Text<'a>,
}

#[derive(Deserialize, Debug, Default)]
#[serde(default)]
struct Day<'a> {
    #[serde(borrow)]
    from: Text<'a>,
    ground: Text<'a>,
}

#[derive(Deserialize, Debug, Default, PartialEq)]
#[serde(default)]
struct Status<'a> {
    #[serde(borrow)]
    occurrence: Text<'a>,
    stance: Text<'a>,
}

#[derive(Deserialize, Debug, Default)]
#[serde(default)]
pub(super) struct Telling<'a> {
    #[serde(borrow)]
    article: Text<'a>,
    key: Text<'a>,
    outlet: Text<'a>,
    published: Text<'a>,
    span: Option<[u64; 2]>,
    text: Text<'a>,
    occurrence: Text<'a>,
    stance: Text<'a>,
}

/// Words where they stand, where none of their letters is escaped.
#[derive(Deserialize, Debug, Default, PartialEq)]
struct Text<'a>(#[serde(borrow)] Option<Cow<'a, str>>);

impl Text<'_> {
    fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }
}

impl<'a> Told<'a> {
    /// Reads a row; a damaged one tells nothing.
    pub(super) fn read(json: &'a str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// Whether nobody tells the day: the report's own stands for it.
    pub(super) fn is_dated_by_report(&self) -> bool {
        self.when.as_ref().is_some_and(|day| day.ground.as_str() == "declared" && !day.from.as_str().is_empty())
    }

    /// The telling with most words of those that carry the status shown, the first of several: a headline says more than a caption's "strike", and
    /// beside "told as fact" stands no sentence that only alleges. One that has the words for who did it goes before one that leaves them out.
    pub(super) fn fullest(&self) -> Option<&Telling<'a>> {
        let carries =
            |told: &Telling<'_>| (told.occurrence == self.status.occurrence, told.stance == self.status.stance);
        let doers: Vec<String> = self
            .actors
            .iter()
            .flat_map(|doer| [doer.text.as_str(), doer.name.as_str()])
            .filter(|doer| !doer.is_empty())
            .map(str::to_lowercase)
            .collect();
        let named = |told: &Telling<'_>| {
            let words = told.text.as_str().to_lowercase();
            doers.iter().any(|doer| words.contains(doer.as_str()))
        };
        // Whether it names anybody is asked of those alone that carry the status best.
        let best = self.tellings.iter().map(carries).max()?;
        let carrying = self.tellings.iter().rev().filter(|told| carries(told) == best);
        carrying.max_by_key(|told| (named(told), told.text.as_str().len()))
    }

    /// The first telling that tells it, and the first that tells the contrary.
    pub(super) fn for_and_against(&self) -> impl Iterator<Item = &Telling<'a>> {
        let against = |told: &&Telling<'_>| told.stance.as_str() == "denied" || told.occurrence.as_str() == "negated";
        let first = self.tellings.iter().find(|told| !against(told));
        first.into_iter().chain(self.tellings.iter().find(against))
    }
}

impl Telling<'_> {
    /// Its words and where they stand.
    pub(super) fn evidence(&self) -> Value {
        let Self { article, key, outlet, published, span, text, .. } = self;
        json!({"article": article.0, "key": key.0, "outlet": outlet.0, "published": published.0, "span": span, "text": text.0})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_shown_carries_the_status_shown() {
        let telling = |text: &str, occurrence: &str, stance: &str| json!({"text": text, "occurrence": occurrence, "stance": stance});
        let row = json!({"status": {"occurrence": "actual", "stance": "asserted"}, "actors": [{"name": "Verania", "text": "it"}], "tellings": [
            telling("If Verania stopped its attacks on the dam at Tolm", "hypothetical", "asserted"),
            telling("Ostria said that Verania had stopped its attacks", "actual", "attributed"),
            telling("attacks on the “dam” at Tolm in the north stopped", "actual", "asserted"),
            telling("Verania stopped its attacks", "actual", "asserted")]})
        .to_string();
        assert_eq!(Told::read(&row).fullest().map(|told| told.text.as_str()), Some("Verania stopped its attacks"));
        assert!(Told::read("{").fullest().is_none());
    }

    #[test]
    fn who_tells_it_stands_before_who_denies_it() {
        let row =
            json!({"tellings": [{"text": "no raid", "stance": "denied"}, {"text": "a “raid”", "stance": "asserted"}]})
                .to_string();
        let told = Told::read(&row);
        let words: Vec<Value> = told.for_and_against().map(|told| told.evidence()["text"].clone()).collect();
        assert_eq!(words, ["a “raid”", "no raid"]);
    }
}
