//! Whose deed a judgement, a refusal or a backing is about that only points back to it: drafts in, the same with that party out.
//!
//! "Norway closed its border with Chad. Ghana called the move unjustified": of Norway, which made it. "Chad rejected this": Norway's proposal.

use super::{body, country_or_body, mark};
use crate::Reading;
use crate::actors::party_for;
use crate::events::coder::Draft;
use crate::events::{nominal, tree};
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::NounKind;
use demarche_model::Party;

/// How many sentences back a noun may point ("the move"), and a pronoun ("this").
const NOUN_REACH: usize = 4;
const PRONOUN_REACH: usize = 1;

/// Behind which of them a judgement stands with what it is about: "protested *against* this", "voiced support *for* the move".
const ABOUT: &[&str] = &["to", "for", "of", "by", "at", "over", "about", "against", "with"];

/// What a word points back to.
enum Pointer {
    /// The last deed told: "this", "these".
    Any,
    /// The deed of the clause that the word stands beside: "expelled the envoy, *a step* that Chad called illegal".
    Beside,
    /// The last of these types.
    Types(&'static [&'static str]),
    /// The last of the type of an event noun: "the bombing".
    Noun(String),
}

/// What "the move", "the decision" may be.
const STEPS: &[&str] = &[
    "SANCTION",
    "COERCE",
    "MOBILIZE",
    "ASSAULT",
    "RETREAT",
    "AID",
    "AGREE",
    "REJECT",
    "CONCEDE",
    "COOPERATE",
    "SUPPORT",
];

/// What "the remarks", "the statement" may be.
const SAID: &[&str] = &["THREATEN", "ACCUSE", "REJECT", "REQUEST", "SUPPORT", "AGREE"];

/// Gives a judgement, a refusal or a backing the party whose deed it is about, where only a pronoun or a word for a deed says so.
pub(in super::super) fn judged(reading: Reading<'_>, drafts: &mut [Draft]) {
    for here in 0..drafts.len() {
        let Some(makers) = makers(reading, drafts, here) else { continue };
        let draft = &mut drafts[here];
        draft.recipients = makers;
        mark(draft);
    }
}

/// Whoever made what a draft judges.
fn makers(reading: Reading<'_>, drafts: &[Draft], here: usize) -> Option<Vec<Party>> {
    let draft = &drafts[here];
    let judges = matches!(draft.action.plover.as_str(), "ACCUSE" | "REJECT" | "SUPPORT");
    let yields = matches!(draft.action.plover.as_str(), "AGREE" | "CONCEDE");
    let known = draft.actors.iter().any(body);
    if draft.mutual || !known || !(judges || yields) {
        return None;
    }
    let it = |party: &Party| party.span.of(&reading.article.text) == "it";
    if !draft.recipients.iter().all(it) {
        return None;
    }
    let mut words = pointing_words(reading, draft);
    let (word, pointer) = words.find_map(|word| Some((word, pointer(reading, draft, word)?)))?;
    let fits = matches!(&pointer, Pointer::Types(types) if types.contains(&"REQUEST"));
    if yields && !fits {
        return None;
    }
    antecedent(reading, drafts, here, word, &pointer)
}

/// The words behind a judgement that may point back.
fn pointing_words<'a>(reading: Reading<'a>, draft: &'a Draft) -> impl Iterator<Item = usize> + 'a {
    let parse = reading.parse;
    let (verb, noun) = (draft.governor(), draft.trigger);
    let heads = std::iter::once(verb).chain(Some(noun).filter(|&noun| noun != verb));
    let behind = heads.flat_map(move |head| ABOUT.iter().filter_map(move |word| tree::behind(parse, head, word)));
    // "called that hostile", where the small parser makes an article of the pronoun.
    let lone = parse.children_by(verb, Dep::Det).filter(move |&at| at > verb && tree::verbal(parse, verb));
    tree::objects(reading, verb).into_iter().filter(move |&object| object != noun).chain(lone).chain(behind)
}

/// What a word of a judgement points back to, if it does.
fn pointer(reading: Reading<'_>, draft: &Draft, word: usize) -> Option<Pointer> {
    let parse = reading.parse;
    let token = parse.tokens.get(word)?;
    match token.norm.as_str() {
        "this" | "these" | "that" | "those" if parse.children(word).next().is_none() => return Some(Pointer::Any),
        "it" if is_a_deed(reading, draft) => return Some(Pointer::Any),
        _ => {}
    }
    if token.pos != Pos::Noun {
        return None;
    }
    let class = |name: &str| tree::is(reading, word, name);
    if stands_beside(parse, word, draft.governor()) {
        let told = ["step-word", "demand-word", "threat-word", "deed-word", "offer"].iter().any(|name| class(name));
        return told.then_some(Pointer::Beside);
    }
    if let Some(called) = called(reading, word) {
        return Some(called);
    }
    let forced = class("deed-word")
        || nominal::event_noun(reading, word)
            .is_some_and(|row| matches!(row.action.plover.as_str(), "ASSAULT" | "COERCE"));
    if !points_back(reading, word, forced) {
        return None;
    }
    // "the police action", "the border incident": force, no other step.
    if forced && parse.children_by(word, Dep::Compound).any(|child| child < word) {
        return Some(Pointer::Types(&["ASSAULT", "COERCE"]));
    }
    if class("said-word") {
        return Some(Pointer::Types(SAID));
    }
    if class("demand-word") {
        return Some(Pointer::Types(&["REQUEST"]));
    }
    if class("charge-word") {
        return Some(Pointer::Types(&["ACCUSE"]));
    }
    if class("threat-word") {
        return Some(Pointer::Types(&["THREATEN"]));
    }
    if class("step-word") {
        return Some(Pointer::Types(STEPS));
    }
    if class("deed-word") {
        return Some(Pointer::Types(&["ASSAULT", "COERCE"]));
    }
    let row = nominal::event_noun(reading, word)?;
    let wordy = matches!(row.action.plover.as_str(), "ACCUSE" | "CONSULT");
    (row.kind != NounKind::Mutual && !wordy).then(|| Pointer::Noun(row.action.plover.clone()))
}

/// "called *it* an act of aggression", "rejected *it*", "backed *it*": a deed, not a party.
fn is_a_deed(reading: Reading<'_>, draft: &Draft) -> bool {
    let parse = reading.parse;
    if draft.action.plover != "ACCUSE" {
        return tree::objects(reading, draft.governor()).iter().any(|&object| parse.tokens[object].norm == "it");
    }
    let verb = draft.governor();
    let named = parse.children_by(verb, Dep::Oprd).chain(tree::behind(parse, verb, "as"));
    let bad = |noun: usize| ["bad", "deed-word", "step-word"].iter().any(|class| tree::is(reading, noun, class));
    named.into_iter().any(|noun| matches!(parse.tokens[noun].pos, Pos::Noun | Pos::Adj) && bad(noun))
}

/// "denounced what it called *an invasion*": the last deed of another that may be called so.
fn called(reading: Reading<'_>, word: usize) -> Option<Pointer> {
    let parse = reading.parse;
    let naming = parse.head(word).filter(|&verb| tree::is(reading, verb, "naming"))?;
    let what = parse.children(naming).any(|child| child < naming && parse.tokens[child].norm == "what");
    let row = nominal::event_noun(reading, word).map(|row| row.action.plover.clone());
    let bad = || tree::is(reading, word, "bad") || tree::is(reading, word, "deed-word");
    match row {
        Some(plover) if what && matches!(plover.as_str(), "ASSAULT" | "COERCE" | "MOBILIZE") => {
            Some(Pointer::Types(&["ASSAULT", "COERCE", "MOBILIZE"]))
        }
        _ if what && bad() => Some(Pointer::Types(STEPS)),
        _ => None,
    }
}

/// "…, a step that Chad called illegal": set behind a comma, with its own clause.
fn stands_beside(parse: &Parse, word: usize, verb: usize) -> bool {
    let first = parse.tokens[word].left_edge as usize;
    let comma = first.checked_sub(1).is_some_and(|at| matches!(parse.tokens[at].norm.as_str(), "," | "–" | "—" | "-"));
    let indefinite =
        parse.children_by(word, Dep::Det).any(|article| matches!(parse.tokens[article].norm.as_str(), "a" | "an"));
    comma && indefinite && parse.tokens[verb].dep == Dep::Relcl && parse.head(verb) == Some(word)
}

/// Whether a noun points to something already told and names nobody: "the move", "this demand".
///
/// A word for force may say of which kind ("the air strikes", "the police action"); "the court decision" is one of its own.
pub(super) fn points_back(reading: Reading<'_>, word: usize, forced: bool) -> bool {
    let parse = reading.parse;
    let pointing = parse.children(word).any(|child| {
        let token = &parse.tokens[child];
        token.norm == "such"
            || token.dep == Dep::Det && matches!(token.norm.as_str(), "the" | "this" | "that" | "these" | "those")
    });
    let name = |token: usize| parse.tokens[token].pos == Pos::Propn;
    // "the rebel attack", "Norway's move": a deed of its own.
    let named_before = |child: usize| match parse.tokens[child].dep {
        Dep::Poss => true,
        Dep::Compound => !forced || names_somebody(reading, child),
        _ => name(child),
    };
    let before = parse.children(word).any(|child| child < word && (name(child) || named_before(child)));
    let told = ["in", "at", "of", "on", "by", "against", "from", "to"];
    let behind = told.iter().any(|at| tree::behind(parse, word, at).is_some());
    // "the claim that its troops had fired": what it is is said, and whose it is perhaps not told before.
    let clause = parse.children(word).any(|child| {
        child > word && matches!(parse.tokens[child].dep, Dep::Acl | Dep::Relcl | Dep::Ccomp | Dep::Appos)
    });
    pointing && !before && !behind && !clause
}

/// Whether a noun before a deed says who did it; every state has its police.
fn names_somebody(reading: Reading<'_>, noun: usize) -> bool {
    party_for(reading, noun).actor.is_some_and(|actor| actor.sector.as_deref() != Some("COP"))
}

/// Whoever did the deed that a word points to, if it is told whose it was, and it was not whoever judges it.
fn antecedent(
    reading: Reading<'_>,
    drafts: &[Draft],
    here: usize,
    word: usize,
    pointer: &Pointer,
) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let draft = &drafts[here];
    let sentence = |draft: &Draft| parse.sentence_of(draft.governor());
    let own = |other: &Draft| shares(draft, other);
    let at = parse.sentence_of(word);
    let fits = |other: &Draft| match pointer {
        Pointer::Any => !matches!(other.action.plover.as_str(), "CONSULT" | "SUPPORT"),
        Pointer::Beside => true,
        Pointer::Types(types) => types.contains(&other.action.plover.as_str()),
        Pointer::Noun(plover) => other.action.plover == *plover,
    };
    let reach = match pointer {
        Pointer::Any => PRONOUN_REACH,
        Pointer::Types(types) if *types == SAID => PRONOUN_REACH,
        // "called the claim a lie": what is claimed need be no charge, and is told near.
        Pointer::Types(["ACCUSE"]) => PRONOUN_REACH,
        Pointer::Beside => 0,
        _ => NOUN_REACH,
    };
    // "the treaty with Ostria" stands; nobody has just done it.
    let standing = |other: &Draft| other.action.plover == "SUPPORT" && !tree::verbal(parse, other.governor());
    let fore = |other: &&Draft| {
        !standing(other)
            && other.governor() < draft.governor().min(word)
            && other.trigger < word
            && fits(other)
            && told_apart(other)
    };
    let before = |other: &&Draft| fore(other) && at - sentence(other).min(at) <= reach;
    // A pronoun takes up what was told last, be it the judge's own deed, and one defends one's own; a noun that is blamed or refused takes up the
    // last such deed of another.
    let skips = !matches!(pointer, Pointer::Any | Pointer::Beside) && draft.action.plover != "SUPPORT";
    let found: Vec<&Draft> = drafts.iter().filter(before).filter(|other| !skips || !own(other)).collect();
    // "the strikes", far from the one party of the report that struck.
    if found.is_empty() && matches!(pointer, Pointer::Noun(_)) {
        let mut all = drafts.iter().filter(fore).filter(|other| !own(other));
        let first = all.next()?;
        return all.all(|other| countries(other) == countries(first)).then(|| first.actors.clone());
    }
    let nearest = found.iter().map(|other| sentence(other)).max()?;
    let near: Vec<&Draft> = found.into_iter().filter(|other| sentence(other) == nearest).collect();
    let depth = |draft: &&Draft| std::iter::successors(Some(draft.governor()), |&at| parse.head(at)).take(30).count();
    let top = near.iter().map(depth).min()?;
    let tops: Vec<&&Draft> = near.iter().filter(|other| depth(other) == top).collect();
    let first = tops.first()?;
    if tops.iter().any(|other| countries(other) != countries(first) || own(other)) {
        return None;
    }
    // "France condemned the move. Ghana called it piracy": the move, not the condemnation.
    let judged_too = matches!(pointer, Pointer::Any)
        && first.action.plover == "ACCUSE"
        && first.rows.iter().any(|row| row == super::CARRIED);
    if judged_too {
        let other = !first.recipients.is_empty()
            && !first
                .recipients
                .iter()
                .any(|party| country_or_body(party).is_none_or(|code| countries(draft).contains(&code)));
        return other.then(|| first.recipients.clone());
    }
    Some(first.actors.clone())
}

/// Whether a deed has doers of whom it is known which country or body each is of.
fn told_apart(draft: &Draft) -> bool {
    !draft.actors.is_empty() && draft.actors.iter().all(body)
}

pub(super) fn countries(draft: &Draft) -> Vec<&str> {
    draft.actors.iter().filter_map(country_or_body).collect()
}

/// Whether the two have a doer of one country.
fn shares(draft: &Draft, other: &Draft) -> bool {
    let own = countries(draft);
    countries(other).iter().any(|code| own.contains(code))
}
