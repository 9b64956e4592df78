//! Strong verbs of speech for which the tree shows no complement: what their sentence leaves for them.
//!
//! "The vote was no surprise, her advisers said on Friday, for she knew the north." → all of it but the words between the commas.

use super::clause::{member, set_off, source_at, verb_takes_clause, without_asides};
use super::content::{cluster, has_finite, has_quote, without};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::source::{is_passive, neighbour};
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueKind, Frame, Strength};
use std::ops::Range;

/// Rule S045; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let verb = hit.token;
        if !verb_takes_clause(&hit)
            || hit.cue.strength != Strength::Strong
            || !drafts.is_free(verb)
            || is_passive(desk, verb)
            || desk.token(verb).dep == Dep::Amod
        {
            continue;
        }
        let sentence = desk.sentence(verb);
        let finite = desk.is_finite(verb) || desk.token(verb).pos != Pos::Verb;
        let source = source_at(desk, hit, true);
        let content = late_clause(desk, hit, &sentence).map(|content| without_asides(desk, verb, content));
        let content = content.filter(|_| source != Source::Context).or_else(|| {
            let around = || around(desk, hit, &sentence);
            let rest = || {
                let own = cluster(desk, verb, &(sentence.start..sentence.start));
                let rest = rest_after(desk, hit, &sentence).or_else(|| rest_before(desk, hit, &own, &sentence));
                rest.filter(|_| source != Source::Context).map(|content| without_asides(desk, verb, content))
            };
            if finite { around().or_else(rest) } else { None }
        });
        let Some(content) = content else { continue };
        // "In Lima the president signed a law, recalled his envoy and …": who does all of it reports none of it.
        let does_it = |head: usize| content.iter().any(|range| range.contains(&head));
        if matches!(source, Source::Phrase(head) if does_it(head)) {
            continue;
        }
        let source = match source {
            Source::Context => neighbour(desk, verb, true).map_or(Source::Context, Source::Phrase),
            known => known,
        };
        drafts.push(desk, Draft { rule: "S045 rest-of-sentence", hit: Some(hit), mark: None, source, content });
    }
}

fn rest_after(desk: &Desk<'_>, hit: CueHit<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    // "warned the soldiers; the bloc gave them a week": what a semicolon parts is another sentence.
    let parted = |&token: &usize| desk.word(token) == ";" && desk.region(token) == desk.region(hit.token);
    let end = (hit.last + 1..sentence.end).find(parted).unwrap_or(sentence.end);
    let rest = hit.last + 1..end;
    let first = rest.clone().find(|&token| desk.token(token).pos != Pos::Space)?;
    let enters = desk.region(first).is_some() && desk.region(first) != desk.region(hit.token);
    let that = desk.token(first).norm == "that" || enters;
    if matches!(desk.word(first), "," | "." | ";") && !that {
        return None;
    }
    // "Ministry says 'Freedonia' unready for talks": headlines leave the verb out.
    if desk.is_headline_line(hit.token) && rest.clone().filter(|&token| !desk.is_blank(token)).count() >= 2 {
        return Some(first..end);
    }
    if !that
        && !hit.cue.takes(Frame::Tell)
        && desk
            .parse
            .child(hit.token, Dep::Dobj)
            .is_some_and(|object| object > hit.token && !matches!(desk.token(object).tag.as_str(), "WDT" | "WP"))
    {
        return None;
    }
    let top = rest
        .clone()
        .find(|&token| desk.is_verb(token) && desk.is_finite(token) && desk.region(token) == desk.region(hit.token))?;
    // "Verania has not asked for help, its minister said": who says all of it comes after.
    if desk.parse.ancestors(hit.token).any(|at| at == top)
        && desk.hits_at(top).iter().any(|hit| hit.cue.takes(Frame::Clause))
    {
        return None;
    }
    // A verb that only hangs in a clause on the cue's adjuncts is not what is said.
    let adjunct =
        desk.parse.ancestors(top).take_while(|&at| at != hit.token).any(|at| desk.token(at).dep == Dep::Advcl)
            || matches!(desk.token(top).dep, Dep::Advcl | Dep::Relcl | Dep::Conj);
    (that || !adjunct).then_some(first..end)
}

fn rest_before(desk: &Desk<'_>, hit: CueHit<'_>, own: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
    // What stands before a quotation is not said by a verb within it.
    if desk.region(hit.token).is_some_and(|region| desk.region(sentence.start) != Some(region)) {
        return None;
    }
    let comma = (sentence.start..own.start).rev().find(|&token| {
        desk.token(token).pos != Pos::Space && !matches!(desk.word(token), "”" | "\"" | "''" | "’" | "'")
    })?;
    let closes = desk.word(comma) == "," || desk.region(comma).is_some();
    let range = sentence.start..comma;
    (closes && (has_finite(desk, range.clone()) || has_quote(desk, range.clone()))).then_some(range)
}

/// What stands around the words of a speaker that are set off from it: ", her advisers said on Friday," in the middle, ", said Vera
/// Orlova, a farmer." at the end.
fn around(desk: &Desk<'_>, hit: CueHit<'_>, sentence: &Range<usize>) -> Option<Vec<Range<usize>>> {
    let said = |range: &Range<usize>| range.clone().filter(|&token| !desk.is_blank(token)).count() >= 5;
    if let Some((hole, _)) = set_off(desk, hit.token) {
        // "The pact holds; the road, she said, does not."
        let member = member(desk, sentence, &hole, hit.token, &[";"]);
        let pieces = without(member.clone(), &hole);
        let whole = pieces.len() == 2 && said(&member) && has_finite(desk, hole.end..member.end);
        return whole.then_some(pieces);
    }
    let before = sentence.start..inverted_from(desk, hit, sentence)?;
    said(&before).then(|| vec![before])
}

/// The comma before ", said Vera Orlova, a farmer from the north." at the end of a sentence.
fn inverted_from(desk: &Desk<'_>, hit: CueHit<'_>, sentence: &Range<usize>) -> Option<usize> {
    let comma = desk.previous(hit.token).filter(|&comma| desk.word(comma) == "," && sentence.contains(&comma))?;
    let name = neighbour(desk, hit.token, true)?;
    let subject = desk.parse.children_by(hit.token, Dep::Nsubj).next_back() == Some(name);
    let own = desk.parse.subtree(name);
    let ends = (own.end..sentence.end).all(|token| desk.is_blank(token));
    (subject && ends && matches!(desk.token(hit.token).tag.as_str(), "VBD" | "VBZ" | "VBP")).then_some(comma)
}

/// "told the paper before he left that talks would resume", "saying in his letter only that he would wait": a clause with "that"
/// behind the circumstances of the telling, which the tree hangs on these.
fn late_clause(desk: &Desk<'_>, hit: CueHit<'_>, sentence: &Range<usize>) -> Option<Range<usize>> {
    let that = (hit.last + 1..sentence.end)
        .take(REACH)
        .find(|&token| desk.token(token).norm == "that" && desk.token(token).pos != Pos::Det)?;
    let between = hit.last + 1..that;
    let first = between.clone().find(|&token| desk.token(token).pos != Pos::Space)?;
    let told = hit.cue.takes(Frame::Tell)
        && desk.parse.child(hit.token, Dep::Dobj).or_else(|| desk.parse.child(hit.token, Dep::Dative)).is_some();
    let circumstance = matches!(desk.token(first).pos, Pos::Adp | Pos::Adv | Pos::Sconj)
        || desk.token(first).tag == "VBG"
        || desk.reading.times.iter().any(|time| time.span.contains(desk.span(first)));
    let clear = between.clone().all(|token| {
        desk.region(token) == desk.region(hit.token)
            && !matches!(desk.word(token), ";" | ":")
            && !desk.hits_at(token).iter().any(|hit| {
                hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Clause) && hit.cue.strength != Strength::Weak
            })
    });
    let noun = desk.previous(that).is_some_and(|before| {
        desk.hits_at(before).iter().any(|hit| hit.cue.kind == CueKind::Noun && hit.cue.takes(Frame::Clause))
    });
    let next = desk.next(that).filter(|&next| next < sentence.end)?;
    let subject = matches!(desk.token(next).pos, Pos::Pron | Pos::Det | Pos::Propn | Pos::Noun | Pos::Adj | Pos::Num)
        || desk.region(next).is_some();
    let clause = that + 1..sentence.end;
    ((told || circumstance) && clear && !noun && subject && has_finite(desk, clause.clone())).then_some(clause)
}

/// How many words may stand between a verb and its late clause.
const REACH: usize = 24;
