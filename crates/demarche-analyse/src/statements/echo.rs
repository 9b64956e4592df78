//! Stances that another took first: who echoes, joins or does the same has the stance of the one told before.
//!
//! "Verania condemned the raid, as did Ostria", "a view echoed by Tolm", "Noria was among those who condemned it", "other states, including Noria,
//! condemned it": a statement of each who is named.

use super::content::phrase;
use super::desk::Desk;
use super::draft::{Draft, Drafts, STANCE, Source};
use super::source::{agent, is_passive};
use super::stance::{is_of, states};
use demarche_language::{Dep, Pos};
use demarche_model::Position;

/// How many sentences back the stance may stand that another "echoes".
const ECHO_REACH: usize = 1;
/// Words behind which members of a group are named.
const INCLUDING: [&str; 4] = ["include", "including", "like", "such"];

/// The rest of rule S064; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    members(desk, drafts);
    echoes(desk, drafts);
}

/// "Noria was among those who condemned it", "other states, including Noria, condemned it".
fn members<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    let made: Vec<Draft<'a>> = drafts.made.iter().filter(|draft| is_stance(draft)).cloned().collect();
    for draft in made {
        let Source::Phrase(source) = draft.source else { continue };
        for member in of_group(desk, source) {
            drafts.push(desk, Draft { rule: STANCE, source: Source::Phrase(member), ..draft.clone() });
        }
    }
}

/// The states that are named as members of a group that speaks.
fn of_group(desk: &Desk<'_>, source: usize) -> Vec<usize> {
    let it = desk.token(source);
    let relative = matches!(it.tag.as_str(), "WP" | "WDT");
    let verb = if relative { desk.parse.head(source) } else { desk.parse.child(source, Dep::Relcl) };
    let group = if relative { verb.and_then(|verb| desk.parse.head(verb)) } else { Some(source) };
    let Some(group) = group.filter(|&group| desk.token(group).pos != Pos::Propn) else { return Vec::new() };
    let named = |at: usize| desk.parse.child(at, Dep::Pobj).map_or_else(Vec::new, |name| states(desk, name));
    let mut members: Vec<usize> = desk
        .parse
        .children(group)
        .filter(|&at| at > group && INCLUDING.contains(&desk.token(at).norm.as_str()))
        .flat_map(|at| {
            let as_of = desk.parse.child(at, Dep::Prep).unwrap_or(at);
            named(as_of)
        })
        .collect();
    // "among those who condemned it were Noria and Tolm"
    let among = desk.parse.head(group).filter(|&at| matches!(desk.token(at).norm.as_str(), "among" | "amongst"));
    let is = among.and_then(|at| desk.parse.head(at)).filter(|&verb| desk.token(verb).lemma == "be");
    if let Some(is) = is {
        let told = desk.parse.children(is).filter(|&at| matches!(desk.token(at).dep, Dep::Nsubj | Dep::Attr));
        members.extend(told.flat_map(|at| states(desk, at)));
    }
    members
}

/// Whether a draft takes a stance by its verb.
fn is_stance(draft: &Draft<'_>) -> bool {
    let Some(hit) = draft.hit else { return false };
    matches!(
        hit.cue.position,
        Position::Condemns
            | Position::Praises
            | Position::Regrets
            | Position::Demands
            | Position::Rejects
            | Position::Offers
    )
}

/// "as did Ostria", "Ostria followed suit", "Ostria did the same": the stance is that of the one told before.
fn echoes<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for verb in 0..desk.len() {
        if !desk.is_verb(verb) {
            continue;
        }
        let same = matches!(desk.token(verb).lemma.as_str(), "do" | "follow") && says_the_same(desk, verb);
        let echoed = || is_echo(desk, verb).then(|| agent(desk, verb).filter(|_| is_passive(desk, verb)));
        let subject = if same { Some(None) } else { echoed() };
        let Some(by) = subject else { continue };
        let Some(subject) = by.or_else(|| desk.parse.child(verb, Dep::Nsubj)) else { continue };
        let Some(before) = told_before(desk, drafts, verb, !same) else { continue };
        for source in states(desk, subject) {
            let clause = phrase(desk, verb);
            let own = clause.start.max(before.hit.map_or(0, |hit| hit.last + 1))..clause.end;
            let content = before.content.iter().cloned().chain([own]).collect();
            drafts.push(desk, Draft { rule: STANCE, source: Source::Phrase(source), content, ..before.clone() });
        }
    }
}

/// "a view echoed by Noria", "Noria echoed the view"; "echoed the call" has a row of its own.
fn is_echo(desk: &Desk<'_>, verb: usize) -> bool {
    if !is_of(desk, "echoing", verb) || desk.parse.child(verb, Dep::Neg).is_some() {
        return false;
    }
    let of = if desk.token(verb).dep == Dep::Acl { desk.parse.head(verb) } else { None };
    let passive = desk.parse.child(verb, Dep::Nsubjpass);
    let taken_up = of.or(passive).or_else(|| desk.parse.child(verb, Dep::Dobj));
    taken_up.is_some_and(|noun| is_of(desk, "view-word", noun))
}

/// "as did", "so did" before the subject; "did so too", "did the same", "did likewise", "followed suit" behind it.
fn says_the_same(desk: &Desk<'_>, verb: usize) -> bool {
    let norm = |token: usize| desk.token(token).norm.as_str();
    let inverted = desk.parse.child(verb, Dep::Nsubj).is_some_and(|subject| subject > verb)
        && desk.previous(verb).is_some_and(|before| matches!(norm(before), "as" | "so"));
    let mut after = desk.parse.children(verb).filter(|&child| child > verb);
    let same = after.any(|child| match desk.token(verb).lemma.as_str() {
        "do" => matches!(norm(child), "same" | "so" | "likewise" | "too"),
        _ => norm(child) == "suit",
    });
    inverted && desk.token(verb).lemma == "do" || same && desk.parse.child(verb, Dep::Neg).is_none()
}

/// The stance told last before a verb, in its sentence or the one before; who echoes a view takes up what is only said too.
fn told_before<'a>(desk: &Desk<'a>, drafts: &Drafts<'a>, verb: usize, view: bool) -> Option<Draft<'a>> {
    let sentence = desk.parse.sentence_of(verb);
    let near = |draft: &&Draft<'a>| {
        let Some(hit) = draft.hit else { return false };
        let stands = hit.token < verb && desk.parse.sentence_of(hit.token) + ECHO_REACH >= sentence;
        let said = view && hit.cue.position == Position::Asserts;
        stands && (said || is_stance(draft)) && !desk.is_quoted(hit.token)
    };
    drafts.made.iter().filter(near).max_by_key(|draft| draft.hit.map_or(0, |hit| hit.token)).cloned()
}
