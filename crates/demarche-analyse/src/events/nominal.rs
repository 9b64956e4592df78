//! Event nouns: a noun in, its row and the parties that hang on it out.
//!
//! "Israel's recent attack on targets in Isfahan": possessor acts, *on* leads to Iran. "The bombardment of Gaza": *of* names the target.

use super::roles::{self, Side};
use super::tree;
use crate::Reading;
use crate::actors::party_for;
use demarche_language::{Dep, Pos};
use demarche_lexicon::verbs::{EventNoun, NounKind};
use demarche_model::Party;

/// The row of an event noun: its lemma, with and without the words that the row asks for before it.
pub(super) fn event_noun<'a>(reading: Reading<'a>, token: usize) -> Option<&'a EventNoun> {
    let parse = reading.parse;
    let at = parse.tokens.get(token)?;
    if is_gerund(reading, token) {
        return reading.lexicon.verbs.nouns(&at.norm).find(|row| conditions(reading, token, row));
    }
    if !matches!(at.pos, Pos::Noun | Pos::Propn) {
        return None;
    }
    let verbs = &reading.lexicon.verbs;
    let lemma = tree::lemma(parse, token, |whole| verbs.nouns(whole).next().is_some());
    let mut rows = verbs.nouns(&lemma).peekable();
    let folded;
    if rows.peek().is_none() {
        // Headlines write nouns with capitals, and the lemma of a proper noun keeps them and its plural.
        if at.pos != Pos::Propn {
            return None;
        }
        folded = singular(&at.norm);
        return reading.lexicon.verbs.nouns(&folded).find(|row| conditions(reading, token, row));
    }
    rows.find(|row| conditions(reading, token, row))
}

/// "killed in Israeli tank shelling": a noun in all but its tag.
pub(super) fn is_gerund(reading: Reading<'_>, token: usize) -> bool {
    let parse = reading.parse;
    parse.tokens[token].tag == "VBG"
        && matches!(parse.tokens[token].dep, Dep::Pcomp | Dep::Pobj | Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass)
        && parse.children(token).any(|child| {
            child < token
                && matches!(parse.tokens[child].dep, Dep::Amod | Dep::Compound | Dep::Det | Dep::Poss | Dep::Nmod)
        })
}

/// Whether the noun is the name of somebody here: "the Israeli occupation launched".
pub(super) fn names_actor(reading: Reading<'_>, noun: usize) -> bool {
    let token = &reading.parse.tokens[noun];
    let party = party_for(reading, noun);
    party.actor.is_some()
        && party
            .mention
            .and_then(|id| reading.mentions.get(id.0 as usize))
            .is_some_and(|mention| mention.span.start <= token.start && token.end <= mention.span.end)
}

fn singular(norm: &str) -> String {
    norm.strip_suffix('s').filter(|stem| !stem.ends_with('s')).unwrap_or(norm).to_owned()
}

fn conditions(reading: Reading<'_>, token: usize, row: &EventNoun) -> bool {
    if row.with.is_empty() && row.without.is_empty() {
        return true;
    }
    let parse = reading.parse;
    let first = parse.tokens[token].left_edge as usize;
    let before = first.max(token.saturating_sub(8))..token;
    let stands = |words: &[String]| {
        before.clone().any(|at| {
            let near = &parse.tokens[at];
            words.iter().any(|word| near.norm == word.as_str() || near.lemma == word.as_str())
        })
    };
    (row.with.is_empty() || stands(&row.with) || row.with.iter().any(|word| special(reading, token, word)))
        && !stands(&row.without)
}

/// Conditions that are no words: a party on the noun, *against* behind it, an infinitive of peacemaking.
fn special(reading: Reading<'_>, token: usize, condition: &str) -> bool {
    let parse = reading.parse;
    match condition {
        "%party" => {
            let (acting, placed) = roles::modifier_parties(reading, token);
            let owned = || tree::possessor(parse, token).is_some_and(|owner| roles::names_party(reading, owner));
            let where_ = || {
                ["in", "against", "inside"].iter().any(|word| !behind(reading, token, word, Side::Target).is_empty())
            };
            !(acting.is_empty() && placed.is_empty()) && where_() || owned() || !placed.is_empty()
        }
        "%against" => !behind(reading, token, "against", Side::Target).is_empty(),
        // "the closure of the airspace"
        "%of-area" => tree::behind(parse, token, "of").is_some_and(|noun| tree::is(reading, noun, "closable")),
        "%peace" => {
            let classes = &reading.lexicon.verbs.classes;
            let peacemaking = classes.named("peacemaking").unwrap_or_default();
            let talks = ["at", "for"]
                .iter()
                .filter_map(|word| tree::behind(parse, token, word))
                .any(|noun| tree::is(reading, noun, "talks") || of_peace(reading, noun));
            talks
                || parse.children_by(token, Dep::Acl).any(|verb| {
                    classes.of(&parse.tokens[verb].lemma).meets(peacemaking)
                        && parse.children_by(verb, Dep::Dobj).any(|object| of_peace(reading, object))
                })
        }
        _ => condition.split_once(':').is_some_and(|(preposition, word)| followed(reading, token, preposition, word)),
    }
}

/// `of:fire`, `by:@civil`, `from:party`: whether such a noun stands behind the preposition.
fn followed(reading: Reading<'_>, token: usize, preposition: &str, word: &str) -> bool {
    let parse = reading.parse;
    if word == "party" {
        return !behind(reading, token, preposition, Side::Target).is_empty();
    }
    tree::behind(parse, token, preposition).is_some_and(|noun| match word.strip_prefix('@') {
        Some(class) => tree::is(reading, noun, class),
        None => parse.tokens[noun].lemma == word || parse.tokens[noun].norm == word,
    })
}

/// Whether a noun is a fight or an arrangement to end one.
fn of_peace(reading: Reading<'_>, noun: usize) -> bool {
    let content = tree::content(reading, noun);
    let named = event_noun(reading, content)
        .is_some_and(|row| matches!(row.action.plover.as_str(), "ASSAULT" | "RETREAT" | "AGREE" | "CONSULT"));
    named
        || matches!(
            reading.parse.tokens[content].lemma.as_str(),
            "settlement" | "solution" | "peace" | "crisis" | "dispute"
        )
        || tree::behind(reading.parse, content, "in")
            .is_some_and(|below| event_noun(reading, below).is_some_and(|row| row.action.plover == "ASSAULT"))
}

/// The parties of an event noun.
#[derive(Debug, Default)]
pub(super) struct NounParties {
    /// Who acts.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
}

/// Prepositions that lead from a deed to its target, in order of trust.
const TARGETS: &[&str] = &[
    "between", "on", "against", "at", "upon", "into", "of", "for", "with", "to", "toward", "towards", "from", "over",
    "in", "inside", "near", "along",
];

/// The parties that hang on an event noun itself.
pub(super) fn parties(reading: Reading<'_>, noun: usize, row: &EventNoun) -> NounParties {
    let (acting, mut placed) = roles::modifier_parties(reading, noun);
    // "the Timbuktu massacre": where it was done is to whom.
    if placed.is_empty() && acting.is_empty() && matches!(row.action.plover.as_str(), "ASSAULT" | "COERCE") {
        let named = reading.parse.children_by(noun, Dep::Compound).filter(|&child| child < noun);
        placed = named.filter_map(|child| roles::place_party(reading, child)).take(1).collect();
    }
    let possessors = match tree::possessor(reading.parse, noun) {
        Some(owner) => roles::parties(reading, owner, Side::Acting),
        None => Vec::new(),
    };
    let found = Found { acting, placed, possessors };
    match row.kind {
        NounKind::Mutual => mutual(reading, noun, row, found),
        NounKind::Suffer => suffer(reading, noun, found),
        NounKind::Deed | NounKind::Word => deed(reading, noun, row, found),
    }
}

struct Found {
    acting: Vec<Party>,
    placed: Vec<Party>,
    possessors: Vec<Party>,
}

/// "Heavy fighting has broken out between soldiers and rebels", "riots broke out in Kenya": the parties of a noun that hang on the verb by which
/// it happens, where it has none itself.
pub(super) fn beside_verb(reading: Reading<'_>, verb: usize, row: &EventNoun, found: &mut NounParties) {
    if !found.actors.is_empty() || !found.recipients.is_empty() {
        return;
    }
    match row.kind {
        NounKind::Mutual => {
            let named = ["between", "among", "with"].iter().map(|word| behind(reading, verb, word, Side::Acting));
            found.actors = named.into_iter().find(|parties| parties.len() > 1).unwrap_or_default();
        }
        NounKind::Deed if matches!(row.action.plover.as_str(), "PROTEST" | "ASSAULT") => {
            found.recipients = first_behind(reading, verb, &["against", "in", "across", "throughout", "inside"]);
        }
        NounKind::Deed | NounKind::Suffer | NounKind::Word => {}
    }
}

/// The parties behind a preposition of a token.
pub(super) fn behind(reading: Reading<'_>, token: usize, preposition: &str, side: Side) -> Vec<Party> {
    let mut out = Vec::new();
    for at in tree::prepositions(reading.parse, token).filter(|&at| reading.parse.tokens[at].norm == preposition) {
        // "will resume the talks, according *to* Obama": his word, not his part.
        if leads_aside(reading, at) {
            continue;
        }
        if let Some(noun) = reading.parse.child(at, Dep::Pobj) {
            for party in roles::parties(reading, noun, side) {
                roles::push(&mut out, party);
            }
        }
    }
    out
}

/// "according to", "due to", "thanks to": what is behind the preposition has no part in the deed; "due in Cairo" is a place.
fn leads_aside(reading: Reading<'_>, preposition: usize) -> bool {
    let parse = reading.parse;
    let Some(above) = parse.head(preposition).map(|above| &parse.tokens[above]) else { return false };
    reading.lexicon.verbs.classes.has("leading-aside", &above.norm)
        && (above.norm != "due" || parse.tokens[preposition].norm == "to")
}

/// The first of these prepositions behind which a party stands that is not among `others`.
pub(super) fn first_behind(reading: Reading<'_>, token: usize, prepositions: &[&str]) -> Vec<Party> {
    prepositions
        .iter()
        .map(|preposition| behind(reading, token, preposition, Side::Target))
        .find(|parties| !parties.is_empty())
        .unwrap_or_default()
}

/// The first words after the list that name a party, among those that lead to a target.
pub(super) fn targets(reading: Reading<'_>, token: usize) -> Vec<Party> {
    first_behind(reading, token, TARGETS)
}

/// Whether a party is only the name of a state right before the noun, not of its people: "the Gaza war", not "the Israeli war".
fn is_placed(reading: Reading<'_>, noun: usize, party: &Party) -> bool {
    let parse = reading.parse;
    let names = |child: usize| {
        let token = &parse.tokens[child];
        token.dep == Dep::Compound && token.start >= party.span.start && token.end <= party.span.end
    };
    parse.children(noun).any(|child| child < noun && names(child))
}

fn mutual(reading: Reading<'_>, noun: usize, row: &EventNoun, found: Found) -> NounParties {
    let mut actors = Vec::new();
    let named = ["between", "among", "with", "of", "by", "against"]
        .iter()
        .flat_map(|preposition| behind(reading, noun, preposition, Side::Acting));
    for party in found.possessors.into_iter().chain(found.acting).chain(named) {
        roles::push(&mut actors, party);
    }
    if actors.is_empty() {
        actors = between_beyond(reading, noun);
    }
    // "the Gaza war": where it is fought.
    let placed = actors.len() == 1 && row.action.plover == "ASSAULT" && is_placed(reading, noun, &actors[0]);
    if placed {
        return NounParties::default();
    }
    // "a war against Iraq": whoever wages it is not said.
    if actors.len() == 1 && !behind(reading, noun, "against", Side::Acting).is_empty() {
        return NounParties { actors: Vec::new(), recipients: actors };
    }
    NounParties { actors, recipients: Vec::new() }
}

/// "the deadliest clashes in years between Ostria and Verania", where the small parser hangs the two on the years.
fn between_beyond(reading: Reading<'_>, noun: usize) -> Vec<Party> {
    let parse = reading.parse;
    ["in", "for", "since", "over", "along", "of"]
        .iter()
        .filter_map(|word| tree::behind(parse, noun, word))
        .map(|below| behind(reading, below, "between", Side::Acting))
        .find(|parties| parties.len() > 1)
        .unwrap_or_default()
}

fn suffer(reading: Reading<'_>, noun: usize, found: Found) -> NounParties {
    let mut recipients = behind(reading, noun, "of", Side::Target);
    let mut actors = behind(reading, noun, "by", Side::Acting);
    // "the arrest of a citizen by Iran", read as "a citizen by Iran".
    if actors.is_empty()
        && let Some(patient) = tree::behind(reading.parse, noun, "of")
    {
        actors = behind(reading, patient, "by", Side::Acting);
    }
    // "Norway's arrest of two sailors": of whom is said, whoever the sailors are.
    let next = reading.parse.tokens.get(noun + 1).is_some_and(|next| next.norm == "of");
    let of_somebody = next && tree::behind(reading.parse, noun, "of").is_some();
    if recipients.is_empty() && !of_somebody {
        recipients = found.possessors;
    } else if actors.is_empty() {
        actors = found.possessors;
    }
    if actors.is_empty() {
        actors = found.acting;
    }
    if recipients.is_empty() {
        recipients = found.placed;
    }
    if recipients.is_empty() {
        recipients = first_behind(reading, noun, &["from", "on", "aboard", "in"]);
    }
    NounParties { actors, recipients }
}

/// "Senator Berg, on a visit to Nairobi", "during a trip to Chad, Berg praised": whoever the journey is told of has made it.
fn traveller(reading: Reading<'_>, noun: usize) -> Vec<Party> {
    let parse = reading.parse;
    let leads = |at: &usize| matches!(parse.tokens[*at].norm.as_str(), "on" | "during" | "after");
    let Some(above) = parse.head(noun).filter(leads).and_then(|at| parse.head(at)) else { return Vec::new() };
    if tree::nominal(parse, above) {
        return roles::parties(reading, above, Side::Acting);
    }
    let told = tree::verbal(parse, above) && !tree::passive(parse, above);
    let subject = if told { tree::own_subject(parse, above) } else { None };
    subject.map(|subject| roles::parties(reading, subject, Side::Acting)).unwrap_or_default()
}

/// "Norway retaliated with a ban on Chadian cattle", "responded by the closure of its ports": whoever answers does it.
fn answerer(reading: Reading<'_>, noun: usize) -> Vec<Party> {
    let parse = reading.parse;
    let Some(at) = parse.head(noun).filter(|&at| matches!(parse.tokens[at].norm.as_str(), "with" | "by")) else {
        return Vec::new();
    };
    let answers = |&verb: &usize| tree::is(reading, verb, "retribution") && !tree::passive(parse, verb);
    let verb = parse.head(at).filter(answers);
    let subject = verb.and_then(|verb| tree::subject(reading, verb));
    subject.map(|subject| roles::parties(reading, subject, Side::Acting)).unwrap_or_default()
}

/// The word of measure that a noun stands behind: "a *wave* of strikes".
fn counted(reading: Reading<'_>, noun: usize) -> Option<usize> {
    let parse = reading.parse;
    let of = parse.head(noun).filter(|&at| parse.tokens[at].norm == "of" && parse.tokens[noun].dep == Dep::Pobj)?;
    parse.head(of).filter(|&whole| tree::content(reading, whole) == noun)
}

fn deed(reading: Reading<'_>, noun: usize, row: &EventNoun, found: Found) -> NounParties {
    let mut actors = behind(reading, noun, "by", Side::Acting);
    for side in [found.possessors, found.acting] {
        if actors.is_empty() {
            actors = side;
        }
    }
    // "the withdrawal of Russian troops": with these, *of* names who moves.
    let moves =
        matches!(row.action.plover.as_str(), "RETREAT" | "MOBILIZE") || row.action.cameo.as_deref() == Some("042");
    let mut recipients = Vec::new();
    if moves {
        if actors.is_empty() {
            actors = behind(reading, noun, "of", Side::Acting);
        }
        if actors.is_empty() && row.action.cameo.as_deref() == Some("042") {
            actors = traveller(reading, noun);
        }
        let over: &[&str] = match row.action.plover.as_str() {
            "RETREAT" => &["from", "to"],
            "MOBILIZE" => &["over", "against", "near", "toward", "towards", "along", "to", "in"],
            _ => &["to", "with", "in"],
        };
        recipients = first_behind(reading, noun, over);
    }
    if actors.is_empty() {
        actors = answerer(reading, noun);
    }
    // "a barrage *of Veranian missiles*": theirs who fired them.
    if actors.is_empty()
        && row.action.plover == "ASSAULT"
        && tree::behind(reading.parse, noun, "of").is_some_and(|arm| roles::is_shot(reading, arm))
    {
        actors = behind(reading, noun, "of", Side::Acting);
    }
    if actors.is_empty() && row.kind == NounKind::Word {
        actors = behind(reading, noun, "from", Side::Acting);
    }
    // "at the request of Tunisia": whoever asks.
    if actors.is_empty() && row.action.plover == "REQUEST" {
        actors = behind(reading, noun, "of", Side::Acting);
    }
    // "its demand that Sudan open the road": Sudan is asked.
    if recipients.is_empty() && row.action.plover == "REQUEST" {
        let parse = reading.parse;
        let asked = parse
            .children(noun)
            .filter(|&clause| matches!(parse.tokens[clause].dep, Dep::Acl | Dep::Ccomp) && tree::verbal(parse, clause))
            .find_map(|clause| tree::own_subject(parse, clause));
        recipients = asked.map(|asked| roles::parties(reading, asked, Side::Target)).unwrap_or_default();
    }
    // "the withdrawal of forces from Panama", "a suspension of flights to Iran", read as of forces there.
    let inner = tree::behind(reading.parse, noun, "of");
    if recipients.is_empty()
        && let Some(inner) = inner
    {
        let over: &[&str] = if moves { &["from"] } else { &["with", "to", "against"] };
        recipients = first_behind(reading, inner, over);
    }
    if recipients.is_empty() && !moves {
        recipients = targets(reading, noun);
        // "a wave of strikes *on Ostria*", where the small parser hangs the target on the wave.
        if recipients.is_empty()
            && let Some(whole) = counted(reading, noun)
        {
            recipients = first_behind(reading, whole, &["on", "against", "at"]);
        }
        recipients.retain(|party| !actors.iter().any(|actor| actor.actor == party.actor));
    }
    if recipients.is_empty() {
        recipients = found.placed;
    } else if actors.is_empty() && !recipients.is_empty() {
        actors = found
            .placed
            .into_iter()
            .filter(|party| !recipients.iter().any(|other| other.actor == party.actor))
            .collect();
    }
    if actors.is_empty() && !moves {
        actors = behind(reading, noun, "from", Side::Acting);
    }
    NounParties { actors, recipients }
}
