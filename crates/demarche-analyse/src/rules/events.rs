//! The rules of who did what to whom: a page each, in order of their numbers.
//!
//! Each example is run as a test, and the rule has to fire in it: `Russia carried out an attack on Ukraine.` fires E110.

use super::RulePage;

/// The pages.
pub(super) const PAGES: &[RulePage] = &[
    RulePage {
        name: "E110 light-verb",
        reads: "a light verb with a noun that carries the deed.",
        examples: &["Russia carried out an attack on Ukraine."],
        does_not_read: "light verbs with nouns of things.",
        known_misses: "nouns that no row has.",
    },
    RulePage {
        name: "E120 verb",
        reads: "a verb whose row gives it a PLOVER type.",
        examples: &["Russia bombed Ukraine on Monday."],
        does_not_read: "verbs whose subject cannot do it.",
        known_misses: "verbs that no row has.",
    },
    RulePage {
        name: "E130 adjective",
        reads: "an adjective whose row gives it a type.",
        examples: &["Iran is ready to negotiate with the United States."],
        does_not_read: "adjectives of things.",
        known_misses: "adjectives that no row has.",
    },
    RulePage {
        name: "E140 happening",
        reads: "a happening that is told without a doer's verb.",
        examples: &["Talks between Russia and Ukraine began on Monday."],
        does_not_read: "happenings of nature.",
        known_misses: "nouns that no row has.",
    },
    RulePage {
        name: "E210 event-noun",
        reads: "a noun that carries a deed, by itself or made of a verb whose row asks for what stands behind *of*.",
        examples: &[
            "The Russian bombing of Ukraine shocked the world.",
            "The sending of troops to Belarus by Russia shocked the world.",
        ],
        does_not_read: "nouns of things.",
        known_misses: "nouns without parties.",
    },
    RulePage {
        name: "E310 refusal",
        reads: "a deed that a party will not do.",
        examples: &["Iran will not negotiate with Israel."],
        does_not_read: "refusals to comment.",
        known_misses: "refusals told by a noun.",
    },
    RulePage {
        name: "E320 announcement",
        reads: "a deed that a party announces.",
        examples: &["Russia announced that it would cooperate with Iran."],
        does_not_read: "announcements of others' deeds.",
        known_misses: "announcements by a headline.",
    },
    RulePage {
        name: "E330 announced force",
        reads: "force that a party announces, and what it holds out to whoever crosses it.",
        examples: &[
            "Russia announced that it would bomb Ukraine.",
            "Any intruder will be shot, the Russian general said.",
            "Any attack would be treated as a declaration of war, Russia said.",
        ],
        does_not_read: "force told as done.",
        known_misses: "force told by a noun.",
    },
    RulePage {
        name: "E340 vow",
        reads: "a deed that a party vows or threatens.",
        examples: &["Iran vowed to attack Israel."],
        does_not_read: "vows of others.",
        known_misses: "vows told by a noun.",
    },
    RulePage {
        name: "E350 obligation",
        reads: "what a speaker says that another party must do: a demand of the speaker.",
        examples: &["Russia must withdraw from Ukraine, the UN said."],
        does_not_read: "what somebody must do himself.",
        known_misses: "obligations told by a noun.",
    },
    RulePage {
        name: "E360 stand",
        reads: "a stand that is taken by saying so; whoever says it acts, unless the subject speaks for itself.",
        examples: &["The ruling does not bind us, the Iranian foreign ministry said."],
        does_not_read: "such words in the outlet's own voice, or of scholars and witnesses.",
        known_misses: "stands taken by understatement.",
    },
    RulePage {
        name: "E510 commitment",
        reads: "a treaty, pact or promise between parties.",
        examples: &["Russia and Iran signed a partnership treaty."],
        does_not_read: "treaties that are only spoken of as papers.",
        known_misses: "treaties by their nickname.",
    },
    RulePage {
        name: "E520 promise",
        reads: "what is promised, assured or pledged, in its own clause.",
        examples: &["Kenya promised to open the border with Mali."],
        does_not_read: "promises without a clause.",
        known_misses: "promises that are only quoted.",
    },
    RulePage {
        name: "E610 move-verb",
        reads: "a verb that makes a move of mediation.",
        examples: &["Turkey offered to mediate between Russia and Ukraine."],
        does_not_read: "moves of a court or a team.",
        known_misses: "moves told by a figure of speech.",
    },
    RulePage {
        name: "E620 move-adjective",
        reads: "an adjective that makes a move of mediation.",
        examples: &["Turkey is ready to mediate between Russia and Ukraine."],
        does_not_read: "moves of a court or a team.",
        known_misses: "moves told by a figure of speech.",
    },
    RulePage {
        name: "E630 move-noun",
        reads: "a noun that makes a move of mediation.",
        examples: &["Turkey made an offer to mediate between Russia and Ukraine."],
        does_not_read: "moves of a court or a team.",
        known_misses: "moves told by a figure of speech.",
    },
    RulePage {
        name: "E640 move-of-talks",
        reads: "a move that the talks themselves make.",
        examples: &["Talks between Russia and Ukraine, which Turkey mediates, resumed on Monday."],
        does_not_read: "moves of a court or a team.",
        known_misses: "moves told by a figure of speech.",
    },
    RulePage {
        name: "E650 move-to-offeror",
        reads: "what is done to whoever made an offer before, by name: thanked, rebuffed, told to stay out, visited.",
        examples: &["Oman offered to mediate between Kenya and Mali. Kenya rebuffed Oman."],
        does_not_read: "thanks to one who offered nothing in this report.",
        known_misses: "an offer that only another report tells.",
    },
    RulePage {
        name: "E710 relief-verb",
        reads: "a verb of relief: aid, evacuation, corridors, exchanges.",
        examples: &["Russia evacuated 200 civilians from the town."],
        does_not_read: "relief of a commander.",
        known_misses: "relief told by a figure of speech.",
    },
    RulePage {
        name: "E720 relief-noun",
        reads: "a noun of relief.",
        examples: &["An exchange of prisoners between Russia and Ukraine took place."],
        does_not_read: "relief of a commander.",
        known_misses: "nouns that no row has.",
    },
];
