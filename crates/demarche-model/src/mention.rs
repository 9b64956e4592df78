//! Who is spoken of: mentions in the text, the actors they name, and the parties of statements and events.

use crate::Span;

/// Index of a mention within its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MentionId(pub u32);

/// Words that stand for an actor: a name, an office, a nationality, a pronoun, a definite description.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words: the whole name with its titles ("Russian Foreign Minister Sergey Lavrov"), without clauses after it.
    pub span: Span,
    /// Whom they stand for; `None` is an answer: unresolved.
    pub actor: Option<Actor>,
    /// Rivals with their scores, best first.
    pub candidates: Vec<Candidate>,
    /// The earlier mention that these words take up.
    pub same_as: Option<MentionId>,
    /// Rule that made it (`M010 full-name`).
    pub rule: &'static str,
    /// Lexicon rows that it used.
    pub rows: Vec<String>,
}

/// Somebody or something that acts or speaks.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Actor {
    /// Row of the lexicon (`rus.lavrov`), or a name made from the text (`text:gunmen`).
    pub id: String,
    /// Neutral full name.
    pub name: String,
    /// Kind.
    pub kind: ActorKind,
    /// ISO 3166-1 alpha-3, or XKX, IGO, NGO, UNO, EUR.
    pub country: Option<String>,
    /// PLOVER sector (GOV MIL REB OPP LEG JUD SPY MED BUS CVL IGO NGO …).
    pub sector: Option<String>,
    /// Office held on the day of the report.
    pub office: Option<String>,
}

impl Actor {
    /// Country and sector in one (`RUSGOV`); empty where neither is known.
    pub fn code(&self) -> String {
        let country = self.country.as_deref().unwrap_or_default();
        let sector = self.sector.as_deref().unwrap_or_default();
        if country == sector { country.to_owned() } else { format!("{country}{sector}") }
    }
}

/// A rival for a mention.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Row of the lexicon.
    pub id: String,
    /// Between 0 and 1.
    pub score: f32,
}

/// What sort of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the words of RECORD.md")]
pub enum ActorKind {
    Person,
    Office,
    State,
    Government,
    Military,
    Organisation,
    Igo,
    Ngo,
    ArmedGroup,
    Outlet,
    Group,
    Population,
    Place,
}

/// A party to a statement or an event: the words that name it here, and the actor, if known.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// The words here: the noun phrase that names it, without clauses after it.
    pub span: Span,
    /// The mention inside those words.
    pub mention: Option<MentionId>,
    /// Whom it is; `None` is an answer: unresolved.
    pub actor: Option<Actor>,
}
