//! Words of mediation: `moves.tsv` and `move_topics.tsv` in, which word makes which move about which topic out.
//!
//! *reject* makes `refused` of talks, truces and offers; *ready* makes `offered` of mediating ("ready to mediate") and `accepted` of
//! negotiating ("ready to talk").

use super::put;
use crate::{Files, LexiconError};
use demarche_model::MediationMove;

/// What a phrase is about, as far as mediation goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// To bring others together: "to mediate", "act as a go-between", "host the talks".
    Service,
    /// What another offers: "mediation", "a ceasefire proposal".
    Offer,
    /// To talk: "negotiations", "return to the table".
    Talks,
    /// To stop: "a truce".
    Truce,
    /// To discuss whatever: too little by itself ("declined to discuss").
    Discussion,
    /// What two sides sign or set up besides a truce, where a quarrel is spoken of: "a memorandum", "a hotline".
    Pact,
}

/// What a word does for the topic of its phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// It is the topic.
    Is(Topic),
    /// A noun that offers what stands below it, or points back to an offer: "proposal", "initiative".
    Proposal,
    /// It says little; what stands below it counts: "round", "effort", "seek".
    Hollow,
    /// With talks or a truce below it, it is a service: "host", "broker".
    Run,
    /// With a person who mediates below *as*, it is a service: "act", "serve".
    Serve,
    /// With a conflict as object it is a truce: "end", "resolve".
    Settle,
    /// What is settled: "conflict", "fighting".
    Conflict,
    /// With a helpful adjective it is a service: "a constructive *role*", "its good *offices*".
    Role,
    /// Such an adjective: "constructive", "good".
    Helpful,
    /// With a message between two it is a service: "carry", "relay".
    Carry,
    /// What is carried: "message".
    Message,
    /// Who is brought together: "the two *sides*", "both *leaders*".
    Sides,
    /// Without more it points back to what was offered: "agreed to *come*", "is ready to *help*".
    Elliptic,
    /// What whoever makes peace does no more: "agreed not to *attack*".
    Fight,
    /// What ends a quarrel, where the words say so or a quarrel is spoken of: "accord".
    Accord,
    /// What two sides sign, if it is of a quarrel: "memorandum".
    Pact,
    /// What sides in a quarrel do or set up to ease it: "a hotline", "a pullback".
    Measure,
    /// The same with a word that says for whom: "a *joint* commission", "an *independent* inquiry".
    Panel,
    /// Such a word: "joint", "independent", "buffer".
    Shared,
    /// Somebody or something that is a mediator where it is no party's: "a *third* party", "foreign *involvement*".
    Third,
    /// Such a word: "third", "foreign".
    Outside,
    /// With *in* it is to mediate: "step *in*".
    Enter,
    /// What makes an accord one about other things: "a *trade* deal".
    Aside,
    /// Who goes between two, where mediation is spoken of: "cold-shouldered the *envoy*".
    Envoy,
    /// Under which sides meet: "under the *auspices* of".
    Aegis,
    /// At which they meet: "at the *invitation* of".
    Behest,
    /// What becomes of a meeting by whoever brings the sides together: "*hosted* by".
    Sponsored,
    /// Who sends no party's delegation but keeps watch: "is ready to send *observers*".
    Watch,
    /// A meeting of a series by this word: "a *third* round", "the *next* session".
    Next,
    /// What shows that a quarrel is at hand, though ending it makes no truce: "raid", "siege".
    Hostile,
    /// What goes on: "is ready to *go* on helping".
    GoOn,
}

/// Words of topics. Columns: `part`, `lemmas`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicWords {
    /// Row.
    pub id: String,
    /// What they do.
    pub part: Part,
    /// Base forms.
    pub lemmas: Vec<String>,
}

/// A word that makes a move. Columns: `lemma`; `pos` V, N or A; `words` that have to hang below it; `about`, where the topic stands; `moves`
/// by topic; `negated`, the moves where it is negated; `by`, whose move it is; `example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Row.
    pub id: String,
    /// Base forms.
    pub lemmas: Vec<String>,
    /// Part of speech.
    pub pos: MovePos,
    /// Lemmas one of which has to hang below it ("call *off*"); several in one stand behind it in this order ("give … *short shrift*").
    pub words: Vec<String>,
    /// Where its topic stands.
    pub about: About,
    /// Move by topic.
    pub moves: Vec<(Topic, MediationMove)>,
    /// Move by topic under a negation.
    pub negated: Vec<(Topic, MediationMove)>,
    /// Whose move it is.
    pub by: MoveBy,
    /// A sentence with the trigger in brackets.
    pub example: String,
}

/// Part of speech of a word that makes a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MovePos {
    /// "rejected".
    Verb,
    /// "reluctance".
    Noun,
    /// "ready".
    Adjective,
}

/// Where the topic of a move stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum About {
    /// Below the word: object, complement, behind a preposition.
    Below,
    /// Its logical subject: "talks collapsed".
    Subject,
    /// The word itself: "will not negotiate".
    Own,
    /// The word itself, where it tells of what is to come: "will play a part"; whoever "played a part" has done what it did.
    Promised,
    /// An idiom that answers or ends whatever was spoken of last, if nothing stands below it: "dug in its heels", "came away empty-handed".
    Scene,
    /// Whoever made an offer before, by name: "thanked Tolm", "rebuffed Tolm".
    Offeror,
}

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MoveBy {
    /// Whoever acts: subject, agent, possessor.
    Actor,
    /// Whoever says so.
    Speaker,
    /// Whoever owns what the subject names: "*Russia's* offer stands".
    Owner,
}

pub(super) fn load_topics(files: &Files) -> Result<Vec<TopicWords>, LexiconError> {
    let mut topics = Vec::new();
    for table in files.tables("en/move_topics.tsv")? {
        let [id, part, lemmas] = table.positions(["id", "part", "lemmas"])?;
        for row in table.rows() {
            let part = match row.cell(part) {
                "proposal" => Part::Proposal,
                "hollow" => Part::Hollow,
                "run" => Part::Run,
                "serve" => Part::Serve,
                "settle" => Part::Settle,
                "conflict" => Part::Conflict,
                "role" => Part::Role,
                "helpful" => Part::Helpful,
                "carry" => Part::Carry,
                "message" => Part::Message,
                "sides" => Part::Sides,
                "elliptic" => Part::Elliptic,
                "fight" => Part::Fight,
                "accord" => Part::Accord,
                "pact" => Part::Pact,
                "measure" => Part::Measure,
                "panel" => Part::Panel,
                "shared" => Part::Shared,
                "aegis" => Part::Aegis,
                "behest" => Part::Behest,
                "sponsored" => Part::Sponsored,
                "watch" => Part::Watch,
                "next" => Part::Next,
                "go-on" => Part::GoOn,
                "hostile" => Part::Hostile,
                "third" => Part::Third,
                "outside" => Part::Outside,
                "enter" => Part::Enter,
                "aside" => Part::Aside,
                "envoy" => Part::Envoy,
                other => Part::Is(topic(other).ok_or_else(|| row.error(format!("no part {other:?}")))?),
            };
            let words =
                TopicWords { id: row.cell(id).to_owned(), part, lemmas: row.list(lemmas).map(str::to_owned).collect() };
            put(&mut topics, words, |words| &words.id);
        }
    }
    Ok(topics)
}

pub(super) fn load_moves(files: &Files) -> Result<Vec<Move>, LexiconError> {
    let mut moves = Vec::new();
    for table in files.tables("en/moves.tsv")? {
        let [id, lemma, pos, words, about, made, negated, by, example] =
            table.positions(["id", "lemma", "pos", "words", "about", "moves", "negated", "by", "example"])?;
        for row in table.rows() {
            let by_topic = |column| -> Result<Vec<(Topic, MediationMove)>, LexiconError> {
                let mut out = Vec::new();
                for cell in row.list(column) {
                    out.extend(pairs(cell).ok_or_else(|| row.error(format!("move {cell:?}; expected talks:refused")))?);
                }
                Ok(out)
            };
            let found = Move {
                id: row.cell(id).to_owned(),
                lemmas: row.list(lemma).map(str::to_owned).collect(),
                pos: match row.cell(pos) {
                    "V" => MovePos::Verb,
                    "N" => MovePos::Noun,
                    "A" => MovePos::Adjective,
                    other => return Err(row.error(format!("pos {other:?}; expected V, N or A"))),
                },
                words: row.list(words).map(str::to_owned).collect(),
                about: match row.cell(about) {
                    "" | "below" => About::Below,
                    "subject" => About::Subject,
                    "self" => About::Own,
                    "promised" => About::Promised,
                    "scene" => About::Scene,
                    "offeror" => About::Offeror,
                    other => {
                        return Err(row.error(format!(
                            "about {other:?}; expected below, subject, self, promised, scene or offeror"
                        )));
                    }
                },
                moves: by_topic(made)?,
                negated: by_topic(negated)?,
                by: match row.cell(by) {
                    "" | "actor" => MoveBy::Actor,
                    "speaker" => MoveBy::Speaker,
                    "owner" => MoveBy::Owner,
                    other => return Err(row.error(format!("by {other:?}; expected actor, speaker or owner"))),
                },
                example: row.cell(example).to_owned(),
            };
            put(&mut moves, found, |found| &found.id);
        }
    }
    Ok(moves)
}

/// `talks:refused`, or `any:refused` for whatever the topic is.
fn pairs(cell: &str) -> Option<Vec<(Topic, MediationMove)>> {
    const ANY: [Topic; 5] = [Topic::Service, Topic::Offer, Topic::Talks, Topic::Truce, Topic::Discussion];
    let (about, made) = cell.split_once(':')?;
    let made = kind(made)?;
    match about {
        "any" => Some(ANY.map(|topic| (topic, made)).to_vec()),
        _ => Some(vec![(topic(about)?, made)]),
    }
}

fn topic(name: &str) -> Option<Topic> {
    Some(match name {
        "service" => Topic::Service,
        "offer" => Topic::Offer,
        "talks" => Topic::Talks,
        "truce" => Topic::Truce,
        "discussion" => Topic::Discussion,
        "pact" => Topic::Pact,
        _ => return None,
    })
}

fn kind(name: &str) -> Option<MediationMove> {
    Some(match name {
        "floated" => MediationMove::Floated,
        "offered" => MediationMove::Offered,
        "reiterated" => MediationMove::Reiterated,
        "accepted" => MediationMove::Accepted,
        "refused" => MediationMove::Refused,
        "convened" => MediationMove::Convened,
        "agreed" => MediationMove::Agreed,
        "lapsed" => MediationMove::Lapsed,
        "ignored" => MediationMove::Ignored,
        _ => return None,
    })
}
