//! The rules of names of places: a page each, in order of their numbers.
//!
//! Each example is run as a test, and the rule has to fire in it: `The team stopped in Paris, Texas.` fires P010.

use super::RulePage;

/// The pages.
pub(super) const PAGES: &[RulePage] = &[
    RulePage {
        name: "P010 contained",
        reads: "a place inside another that stands beside it.",
        examples: &["The team stopped in Paris, Texas."],
        does_not_read: "names of persons.",
        known_misses: "abbreviated regions.",
    },
    RulePage {
        name: "P020 own list",
        reads: "a place of our own list: battlefields, straits, regions.",
        examples: &["The ship passed through the Strait of Hormuz."],
        does_not_read: "places of the gazetteer.",
        known_misses: "new names.",
    },
    RulePage {
        name: "P030 country",
        reads: "a state as a place.",
        examples: &["The talks were held in France."],
        does_not_read: "states that act.",
        known_misses: "historical states.",
    },
    RulePage {
        name: "P040 adjective",
        reads: "the adjective of a state before a place.",
        examples: &["The talks were held in the French city."],
        does_not_read: "adjectives of actors.",
        known_misses: "adjectives of regions.",
    },
    RulePage {
        name: "P050 as elsewhere in the report",
        reads: "a name that was placed elsewhere in the report.",
        examples: &["The team stopped in Paris, Texas. It left Paris on Monday."],
        does_not_read: "names placed by themselves.",
        known_misses: "names used for two places.",
    },
    RulePage {
        name: "P060 near other places",
        reads: "the place that is near the other places of the report.",
        examples: &["The team drove from Donetsk to Horlivka and on to Toretsk."],
        does_not_read: "places alone.",
        known_misses: "long journeys.",
    },
    RulePage {
        name: "P070 largest",
        reads: "the largest place of that name.",
        examples: &["The team met in Isfahan."],
        does_not_read: "small places near others of the report.",
        known_misses: "names of large places in other languages.",
    },
    RulePage {
        name: "P090 unresolved",
        reads: "a name of a place that cannot be told.",
        examples: &["The team met in Qxarvill."],
        does_not_read: "names of the gazetteer.",
        known_misses: "none: an open place is an answer.",
    },
];
