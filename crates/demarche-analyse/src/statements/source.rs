//! The grammatical source of a cue: which noun phrase speaks, from the tree alone. Who that is, `speaker` says.
//!
//! "Peskov urged both sides …, warning that …" → `Peskov` for both cues.

use super::desk::Desk;
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueClass, Frame};

/// The head of the noun phrase that speaks at a verb, if the sentence has one.
pub(super) fn source_of_verb(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    match desk.handovers.governor(verb) {
        Some(governor) => subject(desk, governor, 0),
        None => subject(desk, verb, 0),
    }
}

/// Whether a verb is passive: what stands as its subject does not speak.
pub(super) fn is_passive(desk: &Desk<'_>, verb: usize) -> bool {
    let it = desk.token(verb);
    let marked = desk.parse.children(verb).any(|child| matches!(desk.token(child).dep, Dep::Auxpass | Dep::Nsubjpass));
    let bare = it.tag == "VBN"
        && !desk.parse.children(verb).any(|child| matches!(desk.token(child).dep, Dep::Aux | Dep::Nsubj));
    if is_told_by_a_name(desk, verb) {
        return false;
    }
    // "said Orlov, asked about his claims": tagged as a past tense, though nobody asks and nobody is asked anything else.
    let asked = it.tag == "VBD"
        && matches!(it.dep, Dep::Advcl | Dep::Acl)
        && desk.hits_at(verb).iter().any(|hit| hit.cue.class == CueClass::Question)
        && desk.parse.children(verb).all(|child| !matches!(desk.token(child).dep, Dep::Nsubj | Dep::Dobj));
    if asked && desk.previous(verb).is_none_or(|before| desk.is_blank(before)) {
        return true;
    }
    marked
        || (bare && !matches!(it.dep, Dep::Conj))
        || (bare && desk.parse.head(verb).is_some_and(|head| is_passive(desk, head)))
}

/// "Beran, an ally of the premier, called the plan “weak”": tagged as a participle, though the sentence has no other verb and an
/// aside between commas parts it from its subject.
fn is_told_by_a_name(desk: &Desk<'_>, verb: usize) -> bool {
    let it = desk.token(verb);
    let Some(head) = desk.parse.head(verb).filter(|_| it.tag == "VBN" && it.dep == Dep::Acl) else { return false };
    let comma = |token: usize| desk.word(token) == ",";
    let aside = desk.previous(verb).is_some_and(comma) && (head + 1..verb - 1).any(comma);
    let root = desk.token(head).dep == Dep::Root && matches!(desk.token(head).pos, Pos::Propn | Pos::Noun);
    let own = desk.parse.subtree(verb);
    aside
        && root
        && !desk.sentence(verb).any(|token| {
            token != verb
                && !own.contains(&token)
                && desk.is_verb(token)
                && desk.is_finite(token)
                && desk.token(token).dep != Dep::Relcl
        })
}

/// The noun phrase after "by" of a passive verb.
pub(super) fn agent(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let by = desk.parse.children(verb).find(|&child| {
        let it = desk.token(child);
        it.dep == Dep::Agent || (it.dep == Dep::Prep && it.norm == "by")
    })?;
    desk.parse.child(by, Dep::Pobj)
}

/// Whether a noun phrase can speak: a person, a group, a document; not a thing, a happening, "this" or "what".
pub(super) fn can_speak(desk: &Desk<'_>, head: usize) -> bool {
    let it = desk.token(head);
    match it.pos {
        Pos::Propn => true,
        Pos::Pron => !matches!(
            it.norm.as_str(),
            "this"
                | "that"
                | "these"
                | "what"
                | "which"
                | "there"
                | "nothing"
                | "something"
                | "anything"
                | "everything"
                | "it's"
        ),
        Pos::Noun => desk.reading.lexicon.speech.mutes.starting_with(&it.lemma).next().is_none(),
        Pos::Num | Pos::Adj | Pos::Det | Pos::Adv | Pos::Sym => true,
        _ => false,
    }
}

fn subject(desk: &Desk<'_>, verb: usize, depth: usize) -> Option<usize> {
    if depth > 6 {
        return None;
    }
    if is_passive(desk, verb) {
        return agent(desk, verb);
    }
    if let Some(own) = own_subject(desk, verb) {
        let found = antecedent(desk, verb, own)?;
        return Some(if found == own { found } else { issuer_of(desk, found, depth) });
    }
    let head = desk.parse.head(verb)?;
    // "…, Orlov said, suggesting a few questions": the tree hangs the participle on quoted words behind it.
    if desk.region(head) != desk.region(verb) && depth == 0 && desk.token(verb).tag == "VBG" {
        let told = (desk.sentence(verb).start..verb)
            .rev()
            .find(|&token| desk.is_verb(token) && desk.is_finite(token) && desk.region(token) == desk.region(verb));
        return told.and_then(|told| subject(desk, told, depth + 1));
    }
    let participle = desk.token(verb).tag == "VBG" && desk.token(verb).dep == Dep::Advcl;
    let behind = participle && head < verb && desk.previous(verb).is_some_and(|before| desk.word(before) == ",");
    let head = if behind { behind_relative_clause(desk, head) } else { head };
    let head = behind_dashes(desk, verb, head).unwrap_or(head);
    let head_it = desk.token(head);
    match desk.token(verb).dep {
        Dep::Conj | Dep::Advcl | Dep::Xcomp | Dep::Parataxis | Dep::Dep if desk.is_verb(head) => {
            if desk.token(verb).dep == Dep::Xcomp {
                controller(desk, head, depth)
            } else {
                let near = subject(desk, head, depth + 1).or_else(|| passive_subject(desk, head, verb));
                near.filter(|&found| can_speak(desk, found)).or_else(|| higher_subject(desk, head)).or(near)
            }
        }
        Dep::Ccomp if desk.is_verb(head) && desk.token(verb).tag == "VBG" => subject(desk, head, depth + 1),
        Dep::Acomp | Dep::Xcomp if head_it.pos == Pos::Adj => subject(desk, desk.parse.head(head)?, depth + 1),
        Dep::Relcl | Dep::Acl if matches!(head_it.pos, Pos::Noun | Pos::Propn | Pos::Pron) => {
            let participle = desk.token(verb).dep == Dep::Acl && desk.token(verb).tag == "VBG";
            let above = || {
                // "fought on, at one point calling it a crime"; "wrote to supporters saying".
                if !can_speak(desk, head) {
                    return higher_subject(desk, head);
                }
                let told = desk.parse.head(head).filter(|_| matches!(head_it.dep, Dep::Dobj | Dep::Dative))?;
                desk.hits_at(told)
                    .iter()
                    .any(|hit| hit.cue.takes(Frame::Tell))
                    .then(|| subject(desk, told, depth + 1))
                    .flatten()
            };
            let above = if participle { above() } else { None };
            above.or_else(|| Some(issuer_of(desk, head, depth)))
        }
        Dep::Pcomp => {
            let above = desk.parse.head(head)?;
            // "quoted Kim as saying": Kim speaks.
            if head_it.norm == "as" && desk.is_verb(above) {
                return desk.parse.child(above, Dep::Dobj).or_else(|| desk.parse.child(above, Dep::Nsubjpass));
            }
            if desk.is_verb(above) {
                subject(desk, above, depth + 1).or_else(|| passive_subject(desk, above, verb))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// "He insulted a builder who said he was owed money, saying “…”": no comma sets the relative clause off, so that the one behind it
/// goes back to the main verb.
pub(super) fn behind_relative_clause(desk: &Desk<'_>, verb: usize) -> usize {
    let it = desk.token(verb);
    let Some(noun) = desk.parse.head(verb).filter(|_| it.dep == Dep::Relcl) else { return verb };
    let start = desk.parse.subtree(verb).start;
    if start <= noun || desk.previous(start).is_some_and(|before| desk.word(before) == ",") {
        return verb;
    }
    let main = desk.parse.ancestors(noun).find(|&above| desk.is_verb(above) && desk.is_finite(above));
    main.unwrap_or(verb)
}

/// "Crowds marched round the square - where the club had played - while chanting": what dashes enclose has no part in what follows
/// them; the verb before the first dash has.
fn behind_dashes(desk: &Desk<'_>, verb: usize, head: usize) -> Option<usize> {
    let dash = |token: usize| {
        matches!(desk.word(token), "-" | "–" | "—" | "--")
            && desk.token(token).space_after
            && desk.region(token) == desk.region(verb)
    };
    if desk.token(verb).tag != "VBG" || head > verb {
        return None;
    }
    let close = (head..verb).rev().take(4).find(|&token| dash(token))?;
    let open = (desk.sentence(verb).start..head).rev().take(ASIDE).find(|&token| dash(token))?;
    let plain = (close + 1..verb).all(|token| desk.token(token).pos != Pos::Verb);
    let above = desk.parse.ancestors(head).find(|&above| above < open && desk.is_verb(above) && desk.is_finite(above));
    above.filter(|_| plain)
}

/// "Norway left the talks after fire resumed, saying …": the nearest subject above that can speak.
fn higher_subject(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    desk.parse
        .ancestors(verb)
        .take(3)
        .filter(|&above| desk.is_verb(above) && !is_passive(desk, above))
        .find_map(|above| own_subject(desk, above).filter(|&found| can_speak(desk, found) && found < verb))
}

/// "released a statement saying", "ran a piece that noted": who issued the words speaks in them.
fn issuer_of(desk: &Desk<'_>, noun: usize, depth: usize) -> usize {
    let document = desk.token(noun).dep == Dep::Dobj && is_document(desk, noun);
    let issuer = if document { desk.parse.head(noun).and_then(|verb| subject(desk, verb, depth + 1)) } else { None };
    issuer.unwrap_or(noun)
}

/// Whether a noun names words that somebody issued.
pub(super) fn is_document(desk: &Desk<'_>, head: usize) -> bool {
    matches!(
        desk.token(head).lemma.as_str(),
        "statement"
            | "letter"
            | "tweet"
            | "communique"
            | "communiqué"
            | "memo"
            | "message"
            | "declaration"
            | "email"
            | "e-mail"
            | "post"
            | "release"
            | "text"
            | "ad"
            | "article"
            | "piece"
            | "op-ed"
            | "note"
            | "sign"
            | "video"
            | "meeting"
            | "editorial"
            | "press release"
            | "readout"
            | "bulletin"
            | "transcript"
            | "handout"
    )
}

/// "Asked about it, he said" leaves the participle without a source; "was released, saying …" has the passive subject speak.
fn passive_subject(desk: &Desk<'_>, head: usize, verb: usize) -> Option<usize> {
    let active = desk.token(verb).tag == "VBG" || desk.token(verb).tag == "VBD";
    active.then(|| desk.parse.child(head, Dep::Nsubjpass)).flatten()
}

/// The subject of an infinitive: "declined to say" has that of `declined`; "urged him to say" has `him`.
fn controller(desk: &Desk<'_>, head: usize, depth: usize) -> Option<usize> {
    let moves = desk.hits_at(head).iter().any(|hit| hit.cue.takes(Frame::ObjInf))
        || matches!(
            desk.token(head).lemma.as_str(),
            "want"
                | "allow"
                | "force"
                | "get"
                | "help"
                | "lead"
                | "cause"
                | "enable"
                | "expect"
                | "let"
                | "make"
                | "need"
        );
    let object = if moves { desk.parse.child(head, Dep::Dobj) } else { None };
    object.or_else(|| subject(desk, head, depth + 1)).or_else(|| desk.parse.child(head, Dep::Nsubjpass))
}

fn own_subject(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    // "Orlov, a farmer, said on the show “Fox and Friends.”": quoted words behind a verb are no inverted subject.
    let quoted = |subject: usize| subject > verb && desk.region(subject) != desk.region(verb);
    let found = desk.parse.children_by(verb, Dep::Nsubj).rfind(|&subject| !quoted(subject));
    found.filter(|&subject| desk.token(subject).norm != "there")
}

/// A relative pronoun gives way to the noun that it takes up.
fn antecedent(desk: &Desk<'_>, verb: usize, subject: usize) -> Option<usize> {
    if !matches!(desk.token(subject).tag.as_str(), "WDT" | "WP") {
        return Some(subject);
    }
    std::iter::once(verb)
        .chain(desk.parse.ancestors(verb).take(3))
        .find(|&at| desk.token(at).dep == Dep::Relcl)
        .and_then(|relative| desk.parse.head(relative))
}

/// "quoted Kim as saying": the verb that brings in another's words, for the participle behind "as".
pub(super) fn quoted_by(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let preposition =
        desk.parse.head(verb).filter(|&head| desk.token(head).norm == "as" && desk.token(verb).tag == "VBG")?;
    desk.parse.head(preposition).filter(|&above| desk.hits_at(above).iter().any(|hit| hit.cue.takes(Frame::QuoteAs)))
}

/// Where the tree gives none: the noun phrase right after a verb ("," said the minister) or right before it.
pub(super) fn neighbour(desk: &Desk<'_>, verb: usize, after: bool) -> Option<usize> {
    let nominal = |token: usize| matches!(desk.token(token).pos, Pos::Noun | Pos::Propn | Pos::Pron);
    if after {
        let next = desk.next(verb)?;
        let end = (next + 10).min(desk.sentence(verb).end);
        return (next..end)
            .take_while(|&token| !desk.is_blank(token) && (!desk.is_verb(token) || describes(desk, token)))
            .filter(|&token| nominal(token) && desk.parse.subtree(token).start <= next)
            .max_by_key(|&token| desk.parse.subtree(token).end.min(end));
    }
    let mut at = desk.previous(verb)?;
    while matches!(desk.token(at).pos, Pos::Adv | Pos::Aux | Pos::Part) {
        at = desk.previous(at)?;
    }
    if !nominal(at) || desk.paragraph(at) != desk.paragraph(verb) {
        return None;
    }
    let mut top = at;
    while let Some(head) = desk.parse.head(top) {
        // "a diplomat in Berlin said"
        let noun = desk.parse.head(head).filter(|_| desk.token(head).dep == Dep::Prep && head < top);
        if let Some(noun) =
            noun.filter(|&noun| noun + 1 == head && desk.token(noun).pos == Pos::Noun && can_speak(desk, noun))
        {
            top = noun;
            continue;
        }
        if head > at || !nominal(head) || (top..head).any(|between| desk.is_blank(between)) {
            break;
        }
        top = head;
    }
    Some(top)
}

/// "said retired general Orlov": a participle right before a noun.
fn describes(desk: &Desk<'_>, token: usize) -> bool {
    let noun = |next: usize| matches!(desk.token(next).pos, Pos::Noun | Pos::Propn | Pos::Adj);
    desk.token(token).tag == "VBN" && desk.next(token).is_some_and(noun)
}

/// The noun phrase that leads the words from `start` to a verb, past its appositions: "Peter Ostrov, a farmer from the south, said".
pub(super) fn leading(desk: &Desk<'_>, start: usize, verb: usize) -> Option<usize> {
    let opens = |token: usize| {
        matches!(desk.token(token).pos, Pos::Propn | Pos::Noun | Pos::Pron | Pos::Det | Pos::Adj | Pos::Num)
            || desk.token(token).tag == "VBN"
    };
    let first =
        (start..verb).find(|&token| desk.token(token).pos != Pos::Space && desk.token(token).pos != Pos::Adv)?;
    if !opens(first) {
        return None;
    }
    let words = (first..verb).take_while(|&token| {
        matches!(
            desk.token(token).pos,
            Pos::Propn | Pos::Noun | Pos::Pron | Pos::Det | Pos::Adj | Pos::Num | Pos::Part | Pos::Punct
        ) && !matches!(desk.word(token), "," | "(" | "—" | "–" | "--" | ":" | ";")
            || token == first
    });
    let words: Vec<usize> = words.collect();
    // "the two write", "the 43-year-old asked": a numeral or an adjective stands for the noun.
    let last = words.last().copied().filter(|&last| matches!(desk.token(last).pos, Pos::Num | Pos::Adj));
    let nominal = |&&token: &&usize| matches!(desk.token(token).pos, Pos::Propn | Pos::Noun | Pos::Pron);
    last.filter(|&last| words.len() > 1 && last + 1 == verb).or_else(|| words.iter().rev().find(nominal).copied())
}

/// How many words an aside between commas may have.
const ASIDE: usize = 40;

/// "Mr. Orlov, asked about the raid, had said": the name before the comma that opens an aside which the verb's own comma closes.
pub(super) fn interrupted(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let sentence = desk.sentence(verb);
    let mut at = desk.previous(verb)?;
    while matches!(desk.token(at).pos, Pos::Adv | Pos::Aux | Pos::Part) {
        at = desk.previous(at)?;
    }
    if desk.word(at) != "," {
        return None;
    }
    let open = (sentence.start..at).rev().take(ASIDE).find(|&token| desk.word(token) == ",")?;
    let name = desk.previous(open).filter(|&name| sentence.contains(&name))?;
    let nominal = matches!(desk.token(name).pos, Pos::Propn | Pos::Pron | Pos::Noun) && desk.region(name).is_none();
    nominal.then_some(name)
}
