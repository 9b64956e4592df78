//! Cues: rows of `data/en/cues.tsv` in, [`Cue`]s out.
//!
//! `en.cue.note⇥note⇥verb⇥clause|quote⇥asserts⇥strong⇥factive⇥Mr. Orlov [noted] that the talks had begun.⇥own`

use crate::{Files, LexiconError, Row};
use demarche_model::Position;

/// A word or phrase that marks something as said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Row id.
    pub id: String,
    /// Base forms of its words: `call`, `for`. The first is the verb, noun or adverb.
    pub words: Vec<String>,
    /// Part of speech.
    pub kind: CueKind,
    /// The complements that carry what is said.
    pub frames: Frames,
    /// What the speaker does with the content.
    pub position: Position,
    /// How surely it marks speech.
    pub strength: Strength,
    /// Sort.
    pub class: CueClass,
    /// A sentence in which it fires, the cue in brackets.
    pub example: String,
}

impl Cue {
    /// Whether a complement of this sort can carry what is said.
    pub fn takes(&self, frame: Frame) -> bool {
        self.frames.has(frame)
    }

    /// Its base form as one string (`call for`).
    pub fn lemma(&self) -> String {
        self.words.join(" ")
    }
}

/// Part of speech of a cue's first word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum CueKind {
    Verb,
    Noun,
    Adjective,
    Adverb,
    Preposition,
}

/// How surely a cue marks speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Strength {
    /// Only beside a quotation.
    Weak,
    /// With one of its frames.
    Medium,
    /// With one of its frames, or with the rest of its sentence where the tree shows none.
    Strong,
}

/// Sort of cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "plain words")]
pub enum CueClass {
    /// say, tell
    Neutral,
    /// claim, contend: the outlet keeps its distance
    Claim,
    /// note, confirm: the outlet takes the content as true
    Factive,
    /// urge, demand
    Directive,
    /// promise, threaten
    Commissive,
    /// deny, reject
    Denial,
    /// predict, expect
    Prediction,
    /// praise, condemn, call
    Evaluation,
    /// ask, wonder
    Question,
    /// show, find: a document or a study speaks
    Finding,
    /// believe, hope: what is said to be thought
    Attitude,
}

/// One sort of complement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u32)]
pub enum Frame {
    /// A finite clause, with or without "that".
    Clause = 1,
    /// A quotation beside it.
    Quote = 1 << 1,
    /// A noun phrase: `condemned the strike`; with a preposition in the cue, its object: `called for calm`.
    Np = 1 << 2,
    /// "to" and an infinitive: `threatened to leave`.
    Inf = 1 << 3,
    /// An object and an infinitive: `urged Iran to wait`.
    ObjInf = 1 << 4,
    /// The object is the addressee, a clause or quotation carries the content: `told reporters that`.
    Tell = 1 << 5,
    /// An object and what it is called: `called it a crime`.
    Small = 1 << 6,
    /// An object and "as": `described it as a crime`.
    As = 1 << 7,
    /// A gerund: `denied planning it`.
    Ing = 1 << 8,
    /// A question: `asked whether`, `asked who`.
    Wh = 1 << 9,
    /// "of" and what: `accused Iran of lying`, `warned of war`.
    Of = 1 << 10,
    /// "for" and what: `criticised Iran for the strike`.
    For = 1 << 11,
    /// "about" and what: `complained about the strike`.
    About = 1 << 12,
    /// "on" and what: `commented on the strike`.
    On = 1 << 13,
    /// "to" and what: `referred to the strike`.
    To = 1 << 14,
    /// "against" and what: `warned against a strike`.
    Against = 1 << 15,
    /// "over" and what: `protested over the strike`.
    Over = 1 << 16,
    /// "with" and what: `threatened Iran with war`.
    With = 1 << 17,
    /// "at" and what: `scoffed at the sanctions`.
    At = 1 << 18,
    /// Passive with an infinitive: `is said to have left`.
    PassiveInf = 1 << 19,
    /// "as" and a gerund, for words of another: `quoted Kim as saying`.
    QuoteAs = 1 << 20,
    /// "from" and what: `distanced himself from the remarks`.
    From = 1 << 21,
    /// "into" and what: `talked him into it`.
    Into = 1 << 22,
    /// A noun phrase that names words: `rejected the claim`, not `rejected the truce`, which is an act.
    SaidNp = 1 << 23,
    /// "to" and a verb of speech that is withheld: `declined to say whether`.
    Withhold = 1 << 24,
    /// Silence told without a verb of speech: `made no comment`, `has not answered`, `remained silent`.
    Silence = 1 << 25,
    /// Said of a state, its bodies or its people by what they do about an event: `toasted the accord`, `was alarmed`, `alarm in Berlin`.
    Stance = 1 << 26,
}

const FRAME_NAMES: [(&str, Frame); 27] = [
    ("clause", Frame::Clause),
    ("quote", Frame::Quote),
    ("np", Frame::Np),
    ("inf", Frame::Inf),
    ("obj-inf", Frame::ObjInf),
    ("tell", Frame::Tell),
    ("small", Frame::Small),
    ("as", Frame::As),
    ("ing", Frame::Ing),
    ("wh", Frame::Wh),
    ("of", Frame::Of),
    ("for", Frame::For),
    ("about", Frame::About),
    ("on", Frame::On),
    ("to", Frame::To),
    ("against", Frame::Against),
    ("over", Frame::Over),
    ("with", Frame::With),
    ("at", Frame::At),
    ("passive-inf", Frame::PassiveInf),
    ("quote-as", Frame::QuoteAs),
    ("from", Frame::From),
    ("into", Frame::Into),
    ("said-np", Frame::SaidNp),
    ("withhold", Frame::Withhold),
    ("silence", Frame::Silence),
    ("stance", Frame::Stance),
];

/// A set of frames.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frames(u32);

impl Frames {
    /// Whether a frame is in the set.
    pub fn has(self, frame: Frame) -> bool {
        self.0 & frame as u32 != 0
    }

    /// Whether a frame is the only one of the set.
    pub fn is_only(self, frame: Frame) -> bool {
        self.0 == frame as u32
    }

    /// The frame of a preposition (`of`), if it is in the set.
    pub fn has_preposition(self, word: &str) -> bool {
        const PREPOSITIONS: [&str; 10] = ["of", "for", "about", "on", "to", "against", "over", "with", "at", "from"];
        PREPOSITIONS.contains(&word) && FRAME_NAMES.iter().any(|&(name, frame)| name == word && self.has(frame))
            || (word == "upon" && self.has(Frame::On))
            || (word == "into" && self.has(Frame::Into))
    }
}

/// Reads `en/cues.tsv`.
pub(super) fn load(files: &Files) -> Result<Vec<Cue>, LexiconError> {
    let mut cues: Vec<Cue> = Vec::new();
    for table in files.tables("en/cues.tsv")? {
        let columns = table.positions(["id", "lemma", "kind", "frames", "position", "strength", "class", "example"])?;
        for row in table.rows() {
            let cue = read(&row, columns)?;
            match cues.iter_mut().find(|known| known.id == cue.id) {
                Some(known) => *known = cue,
                None => cues.push(cue),
            }
        }
    }
    Ok(cues)
}

fn read(
    row: &Row<'_>,
    [id, lemma, kind, frames, position, strength, class, example]: [usize; 8],
) -> Result<Cue, LexiconError> {
    let mut set = Frames::default();
    for name in row.list(frames) {
        let frame = FRAME_NAMES.iter().find(|&&(known, _)| known == name);
        let known = || FRAME_NAMES.map(|(name, _)| name).join(", ");
        let &(_, frame) = frame.ok_or_else(|| row.error(format!("frame {name:?}; expected one of {}", known())))?;
        set.0 |= frame as u32;
    }
    let words: Vec<String> = row.cell(lemma).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if words.is_empty() {
        return Err(row.error("no lemma"));
    }
    Ok(Cue {
        id: row.cell(id).to_owned(),
        words,
        kind: kind_of(row.cell(kind))
            .ok_or_else(|| row.error("kind: expected verb, noun, adjective, adverb or preposition"))?,
        frames: set,
        position: position_of(row.cell(position))
            .ok_or_else(|| row.error("position: expected a word of the record's list"))?,
        strength: strength_of(row.cell(strength))
            .ok_or_else(|| row.error("strength: expected strong, medium or weak"))?,
        class: class_of(row.cell(class)).ok_or_else(|| row.error("class: expected neutral, claim, factive, …"))?,
        example: row.cell(example).to_owned(),
    })
}

fn kind_of(word: &str) -> Option<CueKind> {
    Some(match word {
        "verb" => CueKind::Verb,
        "noun" => CueKind::Noun,
        "adjective" => CueKind::Adjective,
        "adverb" => CueKind::Adverb,
        "preposition" => CueKind::Preposition,
        _ => return None,
    })
}

fn strength_of(word: &str) -> Option<Strength> {
    Some(match word {
        "strong" => Strength::Strong,
        "medium" => Strength::Medium,
        "weak" => Strength::Weak,
        _ => return None,
    })
}

fn class_of(word: &str) -> Option<CueClass> {
    Some(match word {
        "neutral" => CueClass::Neutral,
        "claim" => CueClass::Claim,
        "factive" => CueClass::Factive,
        "directive" => CueClass::Directive,
        "commissive" => CueClass::Commissive,
        "denial" => CueClass::Denial,
        "prediction" => CueClass::Prediction,
        "evaluation" => CueClass::Evaluation,
        "question" => CueClass::Question,
        "finding" => CueClass::Finding,
        "attitude" => CueClass::Attitude,
        _ => return None,
    })
}

pub(super) fn position_of(word: &str) -> Option<Position> {
    Some(match word {
        "asserts" => Position::Asserts,
        "confirms" => Position::Confirms,
        "denies" => Position::Denies,
        "rejects" => Position::Rejects,
        "withholds" => Position::Withholds,
        "presupposes" => Position::Presupposes,
        "accuses" => Position::Accuses,
        "offers" => Position::Offers,
        "demands" => Position::Demands,
        "warns" => Position::Warns,
        "regrets" => Position::Regrets,
        "praises" => Position::Praises,
        "condemns" => Position::Condemns,
        _ => return None,
    })
}

/// The third person of a regular verb.
pub(super) fn third_person(verb: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|end| verb.ends_with(end));
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if sibilant => format!("{verb}es"),
        _ => format!("{verb}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn third_persons() {
        assert_eq!(["deny", "say", "press", "warn"].map(third_person), ["denies", "says", "presses", "warns"]);
    }

    #[test]
    fn a_preposition_is_a_frame_by_its_own_name() {
        let frames = Frames(Frame::Of as u32 | Frame::On as u32 | Frame::As as u32);
        assert!(frames.has_preposition("of") && frames.has_preposition("upon"));
        assert!(!frames.has_preposition("as") && !frames.has_preposition("for"));
    }
}
