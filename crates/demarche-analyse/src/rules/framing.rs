//! The rules of the outlet's own colouring: a page each, in order of their numbers.
//!
//! Each example is run as a test, and the rule has to fire in it: `“Israel” sent a team to the talks.` fires F010.

use super::RulePage;

/// The pages.
pub(super) const PAGES: &[RulePage] = &[
    RulePage {
        name: "F010 scare-quotes",
        reads: "a name alone in quotation marks whose mention is an actor with a country.",
        examples: &["“Israel” sent a team to the talks."],
        does_not_read: "names that a speaker is quoted with.",
        known_misses: "names with more than four words.",
    },
    RulePage {
        name: "F015 words-in-marks",
        reads: "one or two words in marks inside a clause of the outlet's, about which no statement says that they are quoted.",
        examples: &["Russia began a “limited” operation at dawn."],
        does_not_read: "titles, nicknames inside a name, words that a verb of speech brings in.",
        known_misses: "longer phrases.",
    },
    RulePage {
        name: "F020 loaded-label",
        reads: "a row of the list of labels in the outlet's own words; `*` in a row stands for a name whose mention has a country.",
        examples: &["The Zionist entity struck again."],
        does_not_read: "labels among quoted words: they are the speaker's.",
        known_misses: "labels that are loaded in one language only.",
    },
    RulePage {
        name: "F030 distancing",
        reads: "\"so-called\", \"self-proclaimed\" and the like with the words after them.",
        examples: &["The self-proclaimed republic held a vote."],
        does_not_read: "words of doubt that a whole clause hangs on.",
        known_misses: "distance kept by tense or mood.",
    },
    RulePage {
        name: "F040 agentless",
        reads: "a passive of violence without \"by\" in the outlet's own voice, where another sentence of the report says who does such a thing to the same side.",
        examples: &[
            "Russia bombed Ukrainian troops near the river on Monday. Ukrainian soldiers were killed in their trenches.",
        ],
        does_not_read: "passives on somebody's word, deeds whose doer the report never names, verbs without a doer (`died`).",
        known_misses: "nouns (`the killing of twelve`).",
    },
];
