//! Verbs of speech with a clause: after them, before them, around them.

use super::content::{cluster, has_finite, has_quote, phrase, without};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::source::{agent, is_passive, neighbour, source_of_verb};
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueClass, CueKind, Frame, Strength};
use std::ops::Range;

/// # S030 clause
///
/// **Reads** a verb of speech with a finite clause as its complement, with or without "that", after the verb or before it.
///
/// **Example** `The general noted that the road was mined.`
///
/// **Does not read** weak cues without "that" or a quotation in the clause.
///
/// **Known misses** clauses that the tree hangs elsewhere; S045 reads some of them.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if !verb_takes_clause(&hit) || !drafts.is_free(hit.token) {
            continue;
        }
        let verb = hit.token;
        let clauses: Vec<usize> = desk
            .parse
            .children(verb)
            .filter(|&child| desk.token(child).dep == Dep::Ccomp || asks(desk, hit, child))
            .filter(|&clause| is_content(desk, hit, clause))
            .collect();
        let Some(&first) = clauses.first() else { continue };
        let after = clauses
            .iter()
            .any(|&clause| clause > verb && (desk.region(clause).is_none() || desk.region(first).is_none()));
        let mut content = Vec::new();
        for &clause in &clauses {
            let range = phrase(desk, clause);
            // Of two clauses on both sides of the verb, the one before is another sentence's, unless both are quoted.
            if clause < verb && after {
                continue;
            }
            if clause < verb {
                let hole = cluster(desk, verb, &range);
                content.extend(without(range, &hole));
            } else {
                let range = range.start.max(hit.last + 1)..range.end;
                content.push(desk.handovers.cut(verb, range));
            }
        }
        let source = source_at(desk, hit, first < verb);
        drafts.push(desk, Draft { rule: "S030 clause", hit: Some(hit), mark: None, source, content });
    }
}

/// # S040 parenthesis
///
/// **Reads** a verb of speech set between commas into the clause that it reports, or after it.
///
/// **Example** `The good news, Mr. Orlov said, is that the bridge holds.`
///
/// **Does not read** clauses with a comma on one side only.
///
/// **Known misses** parentheses inside a list.
pub(super) fn read_parenthesis<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let verb = hit.token;
        if !verb_takes_clause(&hit)
            || !drafts.is_free(verb)
            || is_passive(desk, verb)
            || hit.cue.strength == Strength::Weak
        {
            continue;
        }
        if hit.cue.class == CueClass::Finding || desk.token(verb).tag == "VBG" {
            continue;
        }
        let Some(host) = host(desk, verb) else { continue };
        let own = phrase(desk, verb);
        let whole = phrase(desk, host);
        let whole = whole.start.min(own.start)..whole.end.max(own.end);
        let source = source_at(desk, hit, true);
        if source == Source::Context {
            continue;
        }
        drafts.push(
            desk,
            Draft { rule: "S040 parenthesis", hit: Some(hit), mark: None, source, content: without(whole, &own) },
        );
    }
}

/// The clause that a parenthesis stands in.
pub(super) fn host(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let it = desk.token(verb);
    let head = desk.parse.head(verb)?;
    let bare = !desk
        .parse
        .children(verb)
        .any(|child| child > verb && matches!(desk.token(child).dep, Dep::Ccomp | Dep::Dobj | Dep::Xcomp));
    let joined = matches!(it.dep, Dep::Parataxis)
        || (matches!(it.dep, Dep::Ccomp | Dep::Advcl | Dep::Dep) && between_commas(desk, verb));
    // "As the envoy put it, the bridge holds": the clause with "as" reports the one that it hangs on.
    let marked = desk.parse.children_by(verb, Dep::Mark).any(|mark| desk.token(mark).norm == "as")
        && it.dep == Dep::Advcl
        && between_commas(desk, verb);
    ((joined && bare || marked && no_clause(desk, verb)) && desk.is_verb(head)).then_some(head)
}

fn no_clause(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse.children(verb).all(|child| {
        !matches!(desk.token(child).dep, Dep::Ccomp | Dep::Xcomp)
            && (desk.token(child).dep != Dep::Dobj || desk.token(child).norm == "it")
    })
}

fn between_commas(desk: &Desk<'_>, verb: usize) -> bool {
    let own = phrase(desk, verb);
    let comma =
        |token: Option<usize>| token.is_some_and(|token| matches!(desk.word(token), "," | "--" | "—" | "–" | "-"));
    let before = comma(desk.previous(own.start)) || comma(Some(own.start));
    let after = comma(Some(own.end))
        || comma(own.end.checked_sub(1))
        || desk.parse.tokens.get(own.end).is_some_and(|it| it.norm == ".");
    before && after
}

/// # S045 rest of the sentence
///
/// **Reads** a strong verb of speech for which the tree shows no complement: the rest of its sentence after it, if a finite verb
/// stands there, else all that stands before it and a comma.
///
/// **Example** `Two bridges were hit overnight, the army said on Monday.`
///
/// **Does not read** verbs with an object of their own, passives.
///
/// **Known misses** sentences with two such verbs.
pub(super) fn read_rest<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let verb = hit.token;
        if !verb_takes_clause(&hit)
            || hit.cue.strength != Strength::Strong
            || !drafts.is_free(verb)
            || is_passive(desk, verb)
        {
            continue;
        }
        if !desk.is_finite(verb) && desk.token(verb).pos == Pos::Verb {
            continue;
        }
        let sentence = desk.sentence(verb);
        let source = source_at(desk, hit, true);
        if source == Source::Context {
            continue;
        }
        let own = cluster(desk, verb, &(sentence.start..sentence.start));
        let Some(content) = rest_after(desk, hit, &sentence).or_else(|| rest_before(desk, &own, &sentence)) else {
            continue;
        };
        drafts.push(
            desk,
            Draft { rule: "S045 rest-of-sentence", hit: Some(hit), mark: None, source, content: vec![content] },
        );
    }
}

fn rest_after(desk: &Desk<'_>, hit: CueHit<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let rest = hit.last + 1..sentence.end;
    let first = rest.clone().find(|&token| desk.token(token).pos != Pos::Space)?;
    let that = desk.token(first).norm == "that" || desk.region(first).is_some();
    if matches!(desk.word(first), "," | "." | ";") && !that {
        return None;
    }
    let top = rest
        .clone()
        .find(|&token| desk.is_verb(token) && desk.is_finite(token) && desk.region(token) == desk.region(hit.token))?;
    // A verb that only hangs in a clause on the cue's adjuncts is not what is said.
    let adjunct =
        desk.parse.ancestors(top).take_while(|&at| at != hit.token).any(|at| desk.token(at).dep == Dep::Advcl)
            || matches!(desk.token(top).dep, Dep::Advcl | Dep::Relcl | Dep::Conj);
    (that || !adjunct).then_some(first..sentence.end)
}

fn rest_before(desk: &Desk<'_>, own: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let comma = (sentence.start..own.start).rev().find(|&token| {
        desk.token(token).pos != Pos::Space && !matches!(desk.word(token), "”" | "\"" | "''" | "’" | "'")
    })?;
    let closes = desk.word(comma) == "," || desk.region(comma).is_some();
    let range = sentence.start..comma;
    (closes && (has_finite(desk, range.clone()) || has_quote(desk, range.clone()))).then_some(range)
}

fn verb_takes_clause(hit: &CueHit<'_>) -> bool {
    let cue = hit.cue;
    cue.kind == CueKind::Verb
        && (cue.takes(Frame::Clause) || cue.takes(Frame::Tell) || cue.takes(Frame::Wh))
        && cue.class != CueClass::Attitude
}

/// "asked workers if they planned to vote": the tree hangs the question on the verb as an adjunct.
fn asks(desk: &Desk<'_>, hit: CueHit<'_>, child: usize) -> bool {
    hit.cue.takes(Frame::Wh)
        && child > hit.token
        && desk.token(child).dep == Dep::Advcl
        && desk
            .parse
            .children_by(child, Dep::Mark)
            .any(|mark| matches!(desk.token(mark).norm.as_str(), "if" | "whether"))
        && hit.cue.class == CueClass::Question
}

/// Whether a complement clause carries what is said at this cue.
fn is_content(desk: &Desk<'_>, hit: CueHit<'_>, clause: usize) -> bool {
    let range = phrase(desk, clause);
    if hit.cue.strength == Strength::Weak && !has_quote(desk, range.clone()) {
        return desk.parse.children_by(clause, Dep::Mark).any(|mark| desk.token(mark).norm == "that");
    }
    // A small clause ("called him a liar") is no finite clause; an infinitive belongs to other frames.
    desk.is_finite(clause) || has_finite(desk, range.clone()) || has_quote(desk, range)
}

/// The source of a verb that is active or passive, or of nobody.
pub(super) fn source_at(desk: &Desk<'_>, hit: CueHit<'_>, inverted: bool) -> Source {
    let verb = hit.token;
    if is_passive(desk, verb) {
        return agent(desk, verb).map_or(Source::Nobody, Source::Phrase);
    }
    let found = source_of_verb(desk, verb);
    let found = found.or_else(|| if inverted { neighbour(desk, verb, true) } else { None });
    let found = found.or_else(|| neighbour(desk, verb, false));
    found.map_or(Source::Context, Source::Phrase)
}
