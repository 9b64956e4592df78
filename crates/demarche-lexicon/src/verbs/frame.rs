//! Frames of governing verbs and adjectives: `event_verbs.tsv` in, conditions and roles out.
//!
//! "fired rockets at Israel": lemma *fire*, object of class projectile, recipient behind *at*: ASSAULT.

use super::classes::{ClassSet, Classes};
use super::ontology::{Action, Ontology};
use super::put;
use crate::{Files, LexiconError, Row};

/// One way in which a verb governs an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Row.
    pub id: String,
    /// Base forms of the governing word, the lemmatizer's slips included (*raped* is read as *rap*).
    pub lemmas: Vec<String>,
    /// Verb or adjective.
    pub pos: FramePos,
    /// Lemmas that have to hang below it: particles, prepositions and their nouns ("put … on alert").
    pub words: Vec<String>,
    /// What its subject may be; empty: anything.
    pub subject: Vec<Filler>,
    /// What its object may be; empty: anything or nothing.
    pub object: Vec<Filler>,
    /// What else has to hang below it.
    pub complement: Complement,
    /// What it means.
    pub action: Action,
    /// Where its recipients stand.
    pub recipients: Recipients,
    /// What becomes of events inside its complement.
    pub turn: Turn,
    /// A sentence with the trigger in brackets.
    pub example: String,
}

impl Frame {
    /// How much the frame asks for: the more, the surer.
    pub fn weight(&self) -> u32 {
        let subject = self.subject.iter().map(Filler::weight).min().unwrap_or(0);
        let object = self.object.iter().map(Filler::weight).min().unwrap_or(0);
        let complement = match &self.complement {
            Complement::Any => 0,
            Complement::None | Complement::Clause | Complement::To | Complement::That | Complement::Target => 2,
            Complement::Modal(_) | Complement::Bid => 3,
            Complement::Fillers(_) => 4,
        };
        7 * self.words.len() as u32 + subject + 2 * object + complement
    }
}

/// Part of speech of a governing word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FramePos {
    /// A verb.
    Verb,
    /// An adjective behind a copula ("is willing to").
    Adjective,
}

/// What may fill a place of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filler {
    /// Nothing stands there (`none`).
    Empty,
    /// Anything, but something (`some`).
    Some,
    /// Anything that a noun names (`noun`): no "most of them".
    Noun,
    /// A thing that force can be used on: with a party inside, or of a class of sites, weapons, vessels, people (`thing`).
    Thing,
    /// A political party or its people (`party`).
    Party,
    /// Whoever or whatever uses force: a party, forces, weapons, an attack (`%force`).
    Force,
    /// An event noun of any type (`%event`).
    AnyEvent,
    /// An event noun of this type (`#AID`).
    Event(String),
    /// A noun of a class (`@missile`).
    Class(ClassSet),
    /// This very lemma.
    Word(String),
    /// This very lemma, of more than one ("drones:many").
    Many(String),
    /// This very lemma under a negation ("no interest").
    Negated(String),
    /// This very lemma behind a modifier ("nuclear device").
    Modified(String, String),
}

impl Filler {
    const fn weight(&self) -> u32 {
        match self {
            Self::Some | Self::Noun | Self::Empty => 1,
            Self::Thing | Self::Force | Self::Party => 2,
            Self::Class(_) | Self::AnyEvent | Self::Event(_) => 3,
            Self::Word(_) | Self::Many(_) => 4,
            Self::Negated(_) | Self::Modified(..) => 5,
        }
    }

    fn parse(text: &str, classes: &Classes, ontology: &Ontology) -> Result<Self, String> {
        let class = |name: &str| classes.named(name).map(Self::Class).ok_or_else(|| format!("no class {name:?}"));
        match text {
            "none" | "%none" => Ok(Self::Empty),
            "some" => Ok(Self::Some),
            "noun" => Ok(Self::Noun),
            "thing" | "place" => Ok(Self::Thing),
            "party" => Ok(Self::Party),
            "%force" => Ok(Self::Force),
            "%event" | "@event" => Ok(Self::AnyEvent),
            "%troops" => class("forces"),
            _ => match (text.strip_prefix(['@', '%']), text.strip_prefix('#'), text.strip_suffix(":no")) {
                (Some(name), _, _) => class(name),
                (_, Some(name), _) if ontology.event(name).is_some() => Ok(Self::Event(name.to_owned())),
                (_, Some(name), _) => Err(format!("no PLOVER type {name:?}")),
                (_, _, Some(word)) => Ok(Self::Negated(word.to_owned())),
                _ if text.ends_with(":many") => Ok(Self::Many(text.trim_end_matches(":many").to_owned())),
                _ if text.contains(':') => {
                    let (word, modifier) = text.split_once(':').unwrap_or_default();
                    Ok(Self::Modified(word.to_owned(), modifier.to_owned()))
                }
                _ => Ok(Self::Word(text.to_owned())),
            },
        }
    }
}

/// What else has to hang below a governing word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Complement {
    /// Whatever.
    Any,
    /// No clause and no second object.
    None,
    /// A verb of its own: infinitive, gerund or finite clause.
    Clause,
    /// An infinitive.
    To,
    /// A finite clause.
    That,
    /// A finite clause under one of these modal verbs.
    Modal(Vec<String>),
    /// A finite clause that says what is to be: under "should" or "must", or in the subjunctive ("that he leave").
    Bid,
    /// A party where the recipients are looked for.
    Target,
    /// A noun or word behind a preposition, or a second object.
    Fillers(Vec<Filler>),
}

/// Where the recipients of an event stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipients {
    /// Whoever stands there acts too: a meeting has several actors.
    pub mutual: bool,
    /// The preposition behind which the doer stands, where the subject is the one it is done to ("received weapons *from*").
    pub doer: Option<String>,
    /// Places, the first that names a party counts.
    pub slots: Vec<Slot>,
}

/// A place of a clause where a party may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The object.
    Object,
    /// The indirect object.
    Indirect,
    /// The subject.
    Subject,
    /// Behind a preposition of the verb or of its object.
    Behind(String),
    /// Behind a preposition of the object alone, or its possessor.
    OfObject(String),
    /// The subject of the complement clause.
    ComplementSubject,
    /// Any party of the complement clause.
    Complement,
}

/// What becomes of events inside the complement or object of a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// They stand on their own.
    Keep,
    /// They are part of this event: what is demanded, promised, refused.
    Absorb,
    /// As `Absorb`, for what is held out: not to offer is no refusal.
    HoldOut,
    /// They are charged, not told.
    Alleged,
    /// The words are no event ("declined to comment"); what they hold is part of them.
    Silent,
    /// Part of this event, whose type follows the complement: a vow to help or to strike.
    Commit,
    /// As `Commit`, but nothing has been done yet: a plan.
    Plan,
    /// Taken by saying so, its own negation included: whoever says it acts ("the ruling does not bind us").
    Stand,
}

pub(super) fn load(files: &Files, ontology: &Ontology, classes: &Classes) -> Result<Vec<Frame>, LexiconError> {
    let mut frames = Vec::new();
    for table in files.tables("en/event_verbs.tsv")? {
        let at = table.positions([
            "id",
            "lemma",
            "pos",
            "words",
            "subject",
            "object",
            "complement",
            "recipient",
            "turn",
            "example",
        ])?;
        let action = table.positions(["plover", "mode", "cameo", "contexts"])?;
        for row in table.rows() {
            let frame = read(&row, at, ontology.action(&row, action)?, ontology, classes)?;
            put(&mut frames, frame, |frame| &frame.id);
        }
    }
    Ok(frames)
}

fn read(
    row: &Row<'_>,
    at: [usize; 10],
    action: Action,
    ontology: &Ontology,
    classes: &Classes,
) -> Result<Frame, LexiconError> {
    let [id, lemma, pos, words, subject, object, complement, recipient, turn, example] = at;
    let fillers = |column| -> Result<Vec<Filler>, LexiconError> {
        row.list(column).map(|text| Filler::parse(text, classes, ontology).map_err(|error| row.error(error))).collect()
    };
    let complement = match row.cell(complement) {
        "" => Complement::Any,
        "%none" => Complement::None,
        "clause" => Complement::Clause,
        "target" => Complement::Target,
        "to" => Complement::To,
        "that" => Complement::That,
        "would" => Complement::Modal(["will", "would", "'ll", "’ll"].map(str::to_owned).to_vec()),
        "should" => Complement::Bid,
        _ => Complement::Fillers(fillers(complement)?),
    };
    Ok(Frame {
        id: row.cell(id).to_owned(),
        lemmas: row.list(lemma).map(str::to_owned).collect(),
        pos: match row.cell(pos) {
            "V" => FramePos::Verb,
            "A" => FramePos::Adjective,
            other => return Err(row.error(format!("pos {other:?}; expected V or A"))),
        },
        words: row.list(words).map(str::to_owned).collect(),
        subject: fillers(subject)?,
        object: fillers(object)?,
        complement,
        action,
        recipients: recipients(row.cell(recipient)),
        turn: match row.cell(turn) {
            "" | "keep" => Turn::Keep,
            "absorb" => Turn::Absorb,
            "hold-out" => Turn::HoldOut,
            "alleged" => Turn::Alleged,
            "silent" => Turn::Silent,
            "commit" => Turn::Commit,
            "plan" => Turn::Plan,
            "stand" => Turn::Stand,
            other => {
                return Err(row.error(format!(
                    "turn {other:?}; expected keep, absorb, hold-out, alleged, silent, commit, plan or stand"
                )));
            }
        },
        example: row.cell(example).to_owned(),
    })
}

/// `obj,on,at`, `mutual:with`, or `by:from,subj`, where *from* leads to the doer; `by:obj`: the object does it.
fn recipients(text: &str) -> Recipients {
    let (mutual, slots) = match text.strip_prefix("mutual") {
        Some(rest) => (true, rest.strip_prefix(':').unwrap_or_default()),
        None => (false, text),
    };
    let doer = slots.split(',').find_map(|slot| slot.strip_prefix("by:")).map(str::to_owned);
    let slot = |text: &str| match text {
        "obj" => Slot::Object,
        "obj2" => Slot::Indirect,
        "subj" => Slot::Subject,
        "comp.subj" => Slot::ComplementSubject,
        "comp.any" => Slot::Complement,
        _ => match text.strip_prefix("obj.") {
            Some(preposition) => Slot::OfObject(preposition.to_owned()),
            None => Slot::Behind(text.to_owned()),
        },
    };
    let named = |text: &&str| !text.is_empty() && *text != "none" && !text.starts_with("by:");
    let slots = slots.split(',').filter(named).map(slot).collect();
    Recipients { mutual, doer, slots }
}
