//! The rules of numbers that parties give: a page each, in order of their numbers.
//!
//! Each example is run as a test, and the rule has to fire in it: `The raid killed 12 people.` fires F110.

use super::RulePage;

/// The pages.
pub(super) const PAGES: &[RulePage] = &[
    RulePage {
        name: "F110 harm",
        reads: "a number under a verb of harm.",
        examples: &["The raid killed 12 people."],
        does_not_read: "numbers of days, pages and money.",
        known_misses: "numbers spelled with errors.",
    },
    RulePage {
        name: "F120 state",
        reads: "a number with the state of those counted.",
        examples: &["The ministry counted 12 dead."],
        does_not_read: "numbers of days, pages and money.",
        known_misses: "numbers spelled with errors.",
    },
    RulePage {
        name: "F130 thing",
        reads: "a number of things with what became of them.",
        examples: &["Air defences shot down 20 drones."],
        does_not_read: "numbers of days, pages and money.",
        known_misses: "numbers spelled with errors.",
    },
    RulePage {
        name: "F140 toll",
        reads: "a toll that rises to a number.",
        examples: &["The death toll rose to 40."],
        does_not_read: "numbers of days, pages and money.",
        known_misses: "numbers spelled with errors.",
    },
    RulePage {
        name: "F150 part",
        reads: "a part of a number told before.",
        examples: &["The raid killed 12 people, including three children."],
        does_not_read: "numbers of days, pages and money.",
        known_misses: "numbers spelled with errors.",
    },
    RulePage {
        name: "F160 bare",
        reads: "a number whose noun stands elsewhere in the sentence.",
        examples: &["Iran fired 40 missiles and Israel intercepted 36."],
        does_not_read: "numbers of days, pages and money.",
        known_misses: "numbers whose noun stands in another sentence.",
    },
];
