//! The rules of who said what: a page each, in order of their numbers.
//!
//! Each example is run as a test, and the rule has to fire in it: `The ministry would neither confirm nor deny that talks had begun.` fires S004.

use super::RulePage;

/// The pages.
pub(super) const PAGES: &[RulePage] = &[
    RulePage {
        name: "S004 neither-confirmed-nor-denied",
        reads: "a verb of confirming and one of denying joined by \"or\" or \"nor\" under one negation or refusal: the two are one cue, and the party withholds what follows.",
        examples: &["The ministry would neither confirm nor deny that talks had begun."],
        does_not_read: "the pair without a negation (\"asked to confirm or deny the report\").",
        known_misses: "pairs with words between them (\"neither confirmed the strike nor denied it\").",
    },
    RulePage {
        name: "S005 withheld",
        reads: "\"declined to say\", \"refused to comment on\": the two verbs are one cue, what follows them is what is withheld.",
        examples: &["Mr. Orlov declined to say whether troops would leave."],
        does_not_read: "refusals to act (\"refused to leave\"): those are acts.",
        known_misses: "\"would not say\", which S030 reads with a negation.",
    },
    RulePage {
        name: "S006 silence",
        reads: "parties that \"did not comment\", \"have yet to respond\", \"did not respond to a request for comment\", \"made no comment\", \"gave no details\", \"remained silent on\", \"would not discuss losses\", and those from whom \"there was no comment\", \"no word\": what they leave without a word is withheld. With nothing behind them, the words of silence are the content.",
        examples: &[
            "The ministry did not respond to requests for comment on the raid.",
            "There was no immediate comment from the army.",
            "The ministry remained silent on the raid.",
        ],
        does_not_read: "who \"could not be reached\": that is no choice; who did not respond to an act; guns that are silent; \"nobody\".",
        known_misses: "silence that only the context tells (\"nor did the others\"); \"kept its counsel\".",
    },
    RulePage {
        name: "S008 name-before-quotation",
        reads: "a quotation right after a name and a colon, where the name stands alone: behind a dash, a stop, \"by\" or \"from\"; also the name that ends a sentence without a verb of speech or a person for its subject, and the subject of \"is\" before the colon.",
        examples: &["The vote was close - Vera Orlova: “Nobody knows who won in the north.”"],
        does_not_read: "names behind a verb of speech; S010 and S015 read these.",
        known_misses: "names in brackets, offices without a name.",
    },
    RulePage {
        name: "S010 quotation-with-cue",
        reads: "a quotation that begins a sentence or follows a colon or comma, with a verb of speech before or after it in the same paragraph, and the quotations that go on after that verb.",
        examples: &["\"We will wait,\" Mr. Orlov said. \"Then we act.\""],
        does_not_read: "fragments inside the outlet's own clause (`called it \"a crime\"`): S030 and later rules do.",
        known_misses: "a speaker's tail of more than 40 words between quotation and verb.",
    },
    RulePage {
        name: "S015 quotation-with-any-verb",
        reads: "a quotation of whole words that ends with a comma, a question or an exclamation mark before a noun phrase and a verb (in either order), or begins after a verb and a comma, or after a clause about somebody and a colon.",
        examples: &["\"The road stays open,\" an angry Mr. Orlov retaliated."],
        does_not_read: "verbs with an object of their own, forms of \"be\", quotations of one or two words.",
        known_misses: "verbs behind an aside of more than 40 words.",
    },
    RulePage {
        name: "S020 according-to",
        reads: "\"according to\" with a noun phrase, \"by the navy's count\", \"in the words of the envoy\", before, inside or after what is said.",
        examples: &["Nuclear sites are safe, according to the agency.", "Forty ships were lost, by the navy's count."],
        does_not_read: "\"according to plan\", \"according to the rules\": the noun is no source of words; \"by most counts\": nobody's.",
        known_misses: "a phrase that the tree hangs on a noun when it covers the whole sentence.",
    },
    RulePage {
        name: "S022 headline-tail",
        reads: "a headline that ends in who says it, after the last comma: the verb before the speaker or behind, the words before it with or without a verb.",
        examples: &["No talks under fire, says Verania's envoy"],
        does_not_read: "full sentences, speakers with a verb of their own, a single word.",
        known_misses: "a speaker after a dash; what is said in the line above.",
    },
    RulePage {
        name: "S025 between-commas",
        reads: "a noun phrase and a verb of speech alone between two commas, whatever the tree makes of them.",
        examples: &["Merchants, Frank notes, fear the new tax on salt."],
        does_not_read: "phrases with a verb of their own.",
        known_misses: "parentheses between dashes.",
    },
    RulePage {
        name: "S030 clause",
        reads: "a verb of speech with a finite clause as its complement, with or without \"that\", after the verb or before it.",
        examples: &["The general noted that the road was mined."],
        does_not_read: "weak cues without \"that\" or a quotation in the clause.",
        known_misses: "clauses that the tree hangs elsewhere; S045 reads some of them.",
    },
    RulePage {
        name: "S040 parenthesis",
        reads: "a verb of speech set between commas into the clause that it reports, or after it; a clause with \"as\" around it, also in the passive.",
        examples: &[
            "The good news, Mr. Orlov said, is that the bridge holds.",
            "As reported by the agency, two ships left the port.",
        ],
        does_not_read: "clauses with a comma on one side only, unless one with \"as\" opens the sentence; what somebody demanded or promised (\"as Iran demanded\").",
        known_misses: "parentheses inside a list.",
    },
    RulePage {
        name: "S042 citing",
        reads: "\"citing\" and \"quoting\" with a person, an office or a body beside a statement of whoever cites: what the one tells is the other's word.",
        examples: &["The bridge had been closed, the agency reported, citing two officials."],
        does_not_read: "things that are cited (\"citing security concerns\").",
        known_misses: "\"quoting\" somebody in a sentence of its own.",
    },
    RulePage {
        name: "S045 rest-of-sentence",
        reads: "a strong verb of speech for which the tree shows no complement: a late clause with \"that\" behind the circumstances of the telling, what stands around a speaker set off by commas or before one at the end, the rest of its sentence after it, if a finite verb stands there, else all that stands before it and a comma.",
        examples: &[
            "Ministry says 'Freedonia' unready for talks",
            "The rejection of the treaty signals “the end” for the union, said Pavel Orlov, founder of the farmers' party.",
        ],
        does_not_read: "verbs with an object of their own, passives.",
        known_misses: "sentences with two such verbs.",
    },
    RulePage {
        name: "S050 passive",
        reads: "passives whose subject is spoken of: \"is said to have\", \"was accused of\", or is words that somebody denies: \"the report … was denied by\"; a participle behind the matter: \"the deal, announced by Ostria,\"; the subject belongs to the content, the speaker is the \"by\" phrase or nobody.",
        examples: &["The port was said to have been mined.", "The plan was called “a trap” by the envoy."],
        does_not_read: "passives of perception (\"was seen leaving\").",
        known_misses: "reduced passives after a noun (\"a man said to be the leader\"); a matter told in a full passive (\"the deal was announced by Ostria\").",
    },
    RulePage {
        name: "S060 complement",
        reads: "verbs of speech with the complements of their row: objects (\"condemned the raid\"), infinitives (\"vowed to return\"), objects with infinitives (\"urged both sides to wait\"), \"of\", \"for\", \"as\" and the like.",
        examples: &["Cairo called on both armies to withdraw."],
        does_not_read: "weak cues unless the complement is quoted.",
        known_misses: "complements that the tree hangs on the object.",
    },
    RulePage {
        name: "S062 disowned-aside",
        reads: "what somebody else says of a statement in an aside behind it: \", which Ostria denied\", \", a charge that Ostria rejects\", \", a claim the army has not confirmed\": the content is the clause that the aside takes up, and the statement around it is cut there.",
        examples: &["The general said the rebels had shelled the town, which the rebels denied."],
        does_not_read: "things that are rejected (\"sent a plan, which Cairo rejected\").",
        known_misses: "asides in a sentence of their own (\"Cairo denied this\").",
    },
    RulePage {
        name: "S065 quoted-tail",
        reads: "quoted fragments that follow what an earlier rule read in the same sentence, with a few words between them and no other cue: they are part of that statement.",
        examples: &["Mr. Orlov said he would come “if the river rises”, and “if nobody shoots”."],
        does_not_read: "fragments behind another cue, a semicolon, or in another sentence.",
        known_misses: "fragments before the cue.",
    },
    RulePage {
        name: "S070 noun-cue",
        reads: "a noun of speech with a clause, an infinitive or an \"of\" phrase; the speaker is its possessor, its \"by\" or \"from\" phrase, or the subject of the light verb that it is the object of.",
        examples: &["Iran's claim that the drone was shot down was repeated on Monday."],
        does_not_read: "bare nouns (\"his claim\").",
        known_misses: "speakers named in another clause.",
    },
    RulePage {
        name: "S080 adverb-cue",
        reads: "\"reportedly\", \"allegedly\": the clause that the adverb stands in, on nobody's word.",
        examples: &["The convoy reportedly left at dawn."],
        does_not_read: "adverbs inside another statement's own words before a noun.",
        known_misses: "adverbs that reach over two clauses.",
    },
    RulePage {
        name: "S090 colon",
        reads: "headlines with a colon between a name and what the name says, in both orders, and transcripts (`ORLOV: We wait.`).",
        examples: &["Putin: bridge will be rebuilt by winter"],
        does_not_read: "kickers before a colon that name nobody (`Analysis: …`), lists, times.",
        known_misses: "names that neither the lexicon nor the entity reader knows.",
    },
    RulePage {
        name: "S095 signature",
        reads: "a quotation followed by a dash and a name, at the end of its paragraph or as the next one.",
        examples: &["“We have waited long enough.” — Vera Orlova"],
        does_not_read: "dashes before a clause.",
        known_misses: "signatures in brackets.",
    },
    RulePage {
        name: "S900 orphan-quotation",
        reads: "quotations of whole sentences without a cue: they go on with the statement before them in their paragraph, or stand alone, with a speaker from the sentences around. A paragraph that is one quotation goes on with the quotation that ends the paragraph before, if that has a cue.",
        examples: &["\"In all cases we support restraint.\""],
        does_not_read: "fragments, names and titles in quotation marks.",
        known_misses: "dialogue in which speakers take turns.",
    },
];
