//! Whether a thing happens and who vouches for it: the words above a trigger in the tree in, occurrence and stance out.
//!
//! "Tehran denied planning an attack": the attack is future (planned) and denied. "Israel is said to have carried out …": actual, alleged.
//! Both axes are composed on the way from the trigger up; the weakest mark wins.

use super::climb::Climb;
use super::coder::Draft;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{Dating, Effect, ModalPos};
use demarche_lexicon::{Cue, CueClass, CueKind, Frame};
use demarche_model::{Form, Occurrence, Position, Span, Stance, Statement, StatementId};

/// Occurrence and stance of a draft, with what they rest on.
#[derive(Clone, Debug)]
pub(super) struct Status {
    pub occurrence: Occurrence,
    pub stance: Stance,
    /// The innermost statement that tells it.
    pub on_word_of: Option<StatementId>,
    /// Rows of modality that decided.
    pub rows: Vec<String>,
    /// It stands under *will* or *would*, without a condition.
    pub announced: bool,
    /// It is negated, under *will* or *would* or not, and not only left out.
    pub denied_here: bool,
}

/// Composes the status of a draft.
pub(super) fn status(reading: Reading<'_>, statements: &[Statement], charges: &[bool], draft: &Draft) -> Status {
    let charged = charges.get(draft.governor()).copied().unwrap_or(false);
    let mut climb = Climb::new(reading, charged);
    let statement = innermost(reading, statements, draft);
    if let Some(cue) = statement.and_then(|at| statements[at].cue.as_ref()) {
        climb.stop = cue.span;
    }
    // "Reports that troops had crossed are false, it said": the falsity is the denial, and not said of the crossing once more.
    let refuting = statement.map(|at| &statements[at]);
    let refuting = refuting.filter(|told| matches!(told.position, Position::Denies | Position::Rejects));
    let claimed = refuting.and_then(|told| claim_above(reading, told, draft.governor()));
    if let Some(noun) = claimed.map(|noun| &reading.parse.tokens[noun]) {
        climb.stop = Span::new(noun.start, noun.end);
    }
    climb.denied = refuting.is_some_and(|told| told.position == Position::Denies && !told.negated);
    climb.noun(draft.trigger);
    let holds = |&carrier: &usize| above(reading.parse, draft.trigger, carrier);
    climb.up(draft.trigger, draft.carrier.filter(holds));
    // "The talks are to start": the verb that carries them hangs beside them.
    if let Some(carrier) = draft.carrier.filter(|carrier| !holds(carrier)) {
        climb.up(carrier, None);
    }
    let distanced = climb.alleged || statement.is_none() && of_force(draft) && in_marks(reading.parse, draft.trigger);
    let mut stance = if distanced { Stance::Alleged } else { Stance::Asserted };
    if let Some(at) = statement {
        let carrying = &statements[at];
        let told = match carrying.position {
            // "denied having fired after the truce began": not that it began.
            Position::Denies if !carrying.negated && beside_cue(reading, draft.governor()).is_some() => {
                Stance::Attributed
            }
            Position::Denies if !carrying.negated => Stance::Denied,
            // "dismissed reports that its troops had crossed": to reject what is reported is to deny it; to reject a demand is not.
            Position::Rejects if !carrying.negated && claimed.is_some() => Stance::Denied,
            // "denied the claim that its jets had crossed": to deny the claim is to deny what it claims. Turkey's claim stays Turkey's word.
            _ if is_gainsaid(statements, at) && nobodys(carrying) => Stance::Denied,
            _ if is_gainsaid(statements, at) => Stance::Alleged,
            // "Israel has not confirmed carrying out the attack": nobody's word vouches for it.
            Position::Accuses | Position::Withholds => Stance::Alleged,
            _ if distancing(reading, carrying) || unsourced(carrying) || hearsay(reading, carrying) => Stance::Alleged,
            _ => Stance::Attributed,
        };
        // Who broke a truce, who hides behind civilians, is for the one side to say of the other.
        let charge =
            matches!(draft.action.cameo.as_deref(), Some("196" | "184")) || is_faulted(reading, draft.governor());
        stance = weakest(stance, if charge { weakest(told, Stance::Alleged) } else { told });
    }
    Status {
        occurrence: climb.outcome(),
        stance,
        on_word_of: statement.map(|at| StatementId(at as u32)),
        rows: climb.rows,
        announced: climb.announced,
        denied_here: climb.negated && !climb.left_out,
    }
}

fn of_force(draft: &Draft) -> bool {
    matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE" | "RETREAT")
}

/// The "Ukrainian attack": a name for a deed, in marks of quotation that nobody is quoted with.
fn in_marks(parse: &Parse, noun: usize) -> bool {
    let opens = |at: usize| parse.tokens[at].tag == "``";
    let closed = parse.tokens.get(noun + 1).is_some_and(|next| next.tag == "''");
    let first = noun.saturating_sub(4);
    closed && parse.tokens[noun].pos == Pos::Noun && (first..noun).rev().any(opens)
}

/// "false reports that …": a claim of nobody whom the report knows.
fn nobodys(claim: &Statement) -> bool {
    claim.speaker.as_ref().is_none_or(|speaker| speaker.actor.is_none())
}

/// Whether somebody denies or rejects the claim that tells it: a noun of speech among the words that he denies, or in front of them ("rejected as
/// false reports that …").
fn is_gainsaid(statements: &[Statement], at: usize) -> bool {
    let claim = &statements[at];
    let named = claim.evidence.rule == crate::statements::NOUN_CUE
        && matches!(claim.position, Position::Asserts | Position::Accuses | Position::Confirms);
    let outer = claim.inside.and_then(|StatementId(outer)| statements.get(outer as usize)).filter(|_| named);
    outer.is_some_and(|outer| !outer.negated && matches!(outer.position, Position::Denies | Position::Rejects))
}

/// The noun within a statement that claims what a word tells: "reports that its troops had crossed", "claims of an attack".
fn claim_above(reading: Reading<'_>, statement: &Statement, word: usize) -> Option<usize> {
    let parse = reading.parse;
    let within = |at: usize| {
        let token = &parse.tokens[at];
        statement.content.iter().any(|content| content.contains(Span::new(token.start, token.end)))
    };
    let mut path = std::iter::once(word).chain(parse.ancestors(word)).take(6).take_while(|&at| within(at)).skip(1);
    path.find(|&at| {
        let claims = |cue: &Cue| {
            cue.kind == CueKind::Noun
                && cue.words.len() == 1
                && matches!(cue.class, CueClass::Claim | CueClass::Neutral)
                && cue.takes(Frame::Clause)
        };
        parse.tokens[at].pos == Pos::Noun && reading.lexicon.speech.cues_from(&parse.tokens[at].lemma).any(claims)
    })
}

/// Whether one token stands above another in the tree.
fn above(parse: &Parse, token: usize, other: usize) -> bool {
    std::iter::successors(parse.head(token), |&at| parse.head(at)).take(10).any(|at| at == other)
}

/// The weaker of two stances.
fn weakest(a: Stance, b: Stance) -> Stance {
    let rank = |stance: Stance| match stance {
        Stance::Asserted => 0,
        Stance::Attributed => 1,
        Stance::Alleged => 2,
        Stance::Denied => 3,
    };
    if rank(a) >= rank(b) { a } else { b }
}

/// Whether the statement is told with distance: "claimed", or hedged by its own words.
fn distancing(reading: Reading<'_>, statement: &Statement) -> bool {
    statement.cue.as_ref().is_some_and(|cue| {
        reading.lexicon.verbs.modal(&cue.lemma, ModalPos::Verb).is_some_and(|modal| modal.effect == Effect::Alleged)
    })
}

/// "illegally entered", "intruded without permission": a deed that its teller calls wrong.
fn is_faulted(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let wrong = parse.children_by(verb, Dep::Advmod).any(|adverb| tree::is(reading, adverb, "wrongly"));
    let leave = |noun: usize| {
        matches!(
            parse.tokens[noun].lemma.as_str(),
            "permission" | "authorisation" | "authorization" | "consent" | "provocation"
        )
    };
    wrong || tree::behind(parse, verb, "without").is_some_and(leave)
}

/// "reportedly said", "allegedly told": that it was said is itself hearsay.
fn hearsay(reading: Reading<'_>, statement: &Statement) -> bool {
    let parse = reading.parse;
    let Some(cue) = statement.cue.as_ref().and_then(|cue| parse.tokens_in(cue.span.start, cue.span.end).next_back())
    else {
        return false;
    };
    let alleged = |adverb: usize| {
        let row = reading.lexicon.verbs.modal(&parse.tokens[adverb].norm, ModalPos::Adverb);
        row.is_some_and(|row| row.effect == Effect::Alleged)
    };
    parse.children_by(cue, Dep::Advmod).any(alleged)
}

/// "The report that Iran attacked": words that are nobody's.
fn unsourced(statement: &Statement) -> bool {
    statement.speaker.is_none() && statement.evidence.rule == crate::statements::NOUN_CUE
}

/// The innermost statement that tells a draft.
pub(super) fn teller(reading: Reading<'_>, statements: &[Statement], draft: &Draft) -> Option<StatementId> {
    innermost(reading, statements, draft).map(|at| StatementId(at as u32))
}

/// The shortest statement whose content holds the trigger and whose cue is not the trigger.
fn innermost(reading: Reading<'_>, statements: &[Statement], draft: &Draft) -> Option<usize> {
    let parse = reading.parse;
    let token = &parse.tokens[draft.governor()];
    let word = Span::new(token.start, token.end);
    let beside = beside_cue(reading, draft.governor());
    let aside = outlets_own(reading, draft.governor());
    let holds = |statement: &&Statement| {
        !aside.is_some_and(|clause| is_cut_out(parse, statement, clause))
            && !is_beside_it(parse, statement, draft.governor())
            && !beside.is_some_and(|cue| statement.cue.as_ref().is_some_and(|own| own.span.overlaps(cue)))
            && statement.content.iter().any(|content| content.contains(word))
            && !statement.cue.as_ref().is_some_and(|cue| cue.span.overlaps(word))
    };
    let length = |statement: &Statement| statement.content.iter().map(|span| span.len()).sum::<u32>();
    statements
        .iter()
        .enumerate()
        .filter(|(_, statement)| holds(statement))
        .min_by_key(|(at, statement)| (depth_rank(statements, *at), length(statement)))
        .map(|(at, _)| at)
}

/// "called on both to talk and offered to host envoys", "said that \"it must stop\" and warned": a verb with a tense beside an infinitive or beside quoted
/// words is the speaker's next deed, not more of what he says.
fn is_beside_it(parse: &Parse, statement: &Statement, verb: usize) -> bool {
    let token = &parse.tokens[verb];
    let joined = token.dep == Dep::Conj && token.tag == "VBD" && tree::own_subject(parse, verb).is_none();
    let Some(head) = parse.head(verb).filter(|&head| joined && head < verb) else { return false };
    let quoted = |at: usize| {
        let token = &parse.tokens[at];
        statement.quoted.iter().any(|span| span.contains(Span::new(token.start, token.end)))
    };
    let cue = statement.cue.as_ref().and_then(|cue| parse.tokens_in(cue.span.start, cue.span.end).next());
    let before = cue.is_some_and(|cue| cue < head && parse.tokens[cue].tag == "VBD");
    before && (tree::infinitive(parse, head) || quoted(head) && !quoted(verb))
}

/// The relative clause behind a comma that a word stands in: "its ambassador, whom Ostria had expelled".
fn outlets_own(reading: Reading<'_>, word: usize) -> Option<usize> {
    let parse = reading.parse;
    let mut path = std::iter::once(word).chain(parse.ancestors(word)).take(6);
    let clause = path.find(|&at| parse.tokens[at].dep == Dep::Relcl)?;
    // "to which, it maintains, Ostria has given shelter": its own words after all.
    let says = |cue: &Cue| cue.kind == CueKind::Verb && cue.words.len() == 1;
    if clause != word && reading.lexicon.speech.cues_from(&parse.tokens[clause].lemma).any(says) {
        return None;
    }
    let first = parse.subtree(clause).next()?;
    let led = parse
        .tokens
        .get(first..clause)?
        .iter()
        .take(3)
        .any(|token| matches!(token.norm.as_str(), "which" | "who" | "whom"));
    let comma = first.checked_sub(1).is_some_and(|before| parse.tokens[before].norm == ",");
    // "a charge that Baku dismissed", "an act that the ministry described as sabotage": what is set beside is named by another.
    let noun = parse.head(clause)?;
    let article = parse.child(noun, Dep::Det).filter(|&det| matches!(parse.tokens[det].norm.as_str(), "a" | "an"));
    let before = article.and_then(|det| det.checked_sub(1)).map(|at| parse.tokens[at].norm.as_str());
    let beside = parse.tokens[noun].dep == Dep::Appos && before == Some(",");
    (led && comma || beside && tree::own_subject(parse, clause).is_some()).then_some(clause)
}

/// Whether a relative clause is none of a speaker's words, though it stands among those that an outlet gives in its own.
fn is_cut_out(parse: &Parse, statement: &Statement, clause: usize) -> bool {
    let token = &parse.tokens[clause];
    let here = Span::new(token.start, token.end);
    let quoted = statement.quoted.iter().any(|span| span.contains(here));
    let within = parse.subtree(clause);
    let cue = statement.cue.as_ref().and_then(|cue| parse.tokens_in(cue.span.start, cue.span.end).next());
    statement.form != Form::Direct && !quoted && !cue.is_some_and(|cue| within.contains(&cue))
}

/// "said on Monday after meeting the king", "spoke as the army fired": the verb that the event stands beside, not in what it says.
fn beside_cue(reading: Reading<'_>, word: usize) -> Option<Span> {
    let parse = reading.parse;
    let mut at = word;
    for _ in 0..6 {
        let head = parse.head(at)?;
        let temporal = |token: usize| tree::dates(reading, token, Dating::Telling);
        let adjunct = match parse.tokens[at].dep {
            // "described as an attack" says what it was, not when.
            Dep::Prep => temporal(at) && parse.tokens[at].norm != "as",
            Dep::Advcl => parse.children(at).any(|mark| mark < at && temporal(mark)),
            _ => false,
        };
        if adjunct {
            let token = &parse.tokens[head];
            return Some(Span::new(token.start, token.end));
        }
        if !matches!(
            parse.tokens[at].dep,
            Dep::Pobj | Dep::Pcomp | Dep::Compound | Dep::Dobj | Dep::Nsubj | Dep::Nsubjpass | Dep::Conj
        ) {
            return None;
        }
        at = head;
    }
    None
}

/// Nested statements come before those that contain them.
fn depth_rank(statements: &[Statement], at: usize) -> std::cmp::Reverse<u32> {
    let mut depth = 0;
    let mut next = statements[at].inside;
    while let Some(StatementId(outer)) = next {
        depth += 1;
        next = statements.get(outer as usize).and_then(|statement| statement.inside);
        if depth > 8 {
            break;
        }
    }
    std::cmp::Reverse(depth)
}
