//! At whom an answer is aimed: a draft whose words tell what provoked it in, the same with whoever provoked it out.
//!
//! "Norway recalled its envoy after Chad seized two boats", "closed its border over Chad's raid", "…, prompting Norway to recall its envoy": at Chad.

use super::{country, mark};
use crate::Reading;
use crate::events::coder::Draft;
use crate::events::roles::{self, Side};
use crate::events::tree;
use demarche_language::{Dep, Parse};
use demarche_model::{ActorKind, Party};

/// Deeds that answer another, and that provoke an answer.
const ANSWERS: &[&str] = &["THREATEN", "SANCTION", "COERCE", "ASSAULT", "ACCUSE", "REJECT", "PROTEST"];
const PROVOKES: &[&str] = &["ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN", "REJECT", "ACCUSE"];

/// Aims a hostile deed at nobody named at whoever its own sentence says provoked it.
pub(in super::super) fn provoked(reading: Reading<'_>, drafts: &mut [Draft]) {
    for here in 0..drafts.len() {
        let draft = &drafts[here];
        let own: Vec<String> = draft.actors.iter().filter_map(country).collect();
        if own.is_empty() || !open(draft) {
            continue;
        }
        let causes = causes(reading.parse, draft.governor());
        let provoker = causes.into_iter().find_map(|cause| {
            let told = drafts.iter().find(|other| other.governor() == cause || other.trigger == cause)?;
            let by = only(&told.actors)
                .filter(|code| !own.contains(code) && PROVOKES.contains(&told.action.plover.as_str()));
            (by.is_some() && !told.mutual).then(|| told.actors.clone())
        });
        let provoker = provoker.or_else(|| bare(reading, &drafts[here]));
        if let Some(provoker) = provoker {
            drafts[here].recipients = provoker;
            mark(&mut drafts[here]);
        }
    }
}

/// "Norway recalled its envoy after Chad barred its goods", "protested when Chad shut the line": what is told to have provoked a state, and names nobody,
/// was done to it.
pub(in super::super) fn suffered(reading: Reading<'_>, drafts: &mut [Draft]) {
    for here in 0..drafts.len() {
        let draft = &drafts[here];
        let answers = match draft.action.plover.as_str() {
            "SANCTION" => matches!(draft.action.mode.as_deref(), Some("withdraw" | "expel")),
            "ACCUSE" => {
                tree::objects(reading, draft.governor()).is_empty()
                    || draft.rows.iter().any(|row| row.ends_with(".envoy"))
            }
            _ => false,
        };
        if !answers || draft.mutual || only(&draft.actors).is_none() {
            continue;
        }
        let wronged = draft.actors.clone();
        for cause in causes(reading.parse, draft.governor()) {
            let open = |other: &Draft| {
                (other.governor() == cause || other.trigger == cause)
                    && !other.mutual
                    && other.recipients.is_empty()
                    && PROVOKES.contains(&other.action.plover.as_str())
                    && only(&other.actors).is_some_and(|code| only(&wronged) != Some(code))
            };
            if let Some(other) = drafts.iter().position(open) {
                drafts[other].recipients.clone_from(&wronged);
                mark(&mut drafts[other]);
            }
        }
    }
}

/// "Norway protested after Chad halted the ferries": what provoked a protest or a step of diplomacy need be no deed of the lists, if one state did it.
fn bare(reading: Reading<'_>, draft: &Draft) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let verb = draft.governor();
    let answers = match draft.action.plover.as_str() {
        "SANCTION" => matches!(draft.action.mode.as_deref(), Some("withdraw" | "expel")),
        "ACCUSE" => tree::objects(reading, verb).is_empty() && draft.complements.is_empty(),
        _ => false,
    };
    let after = |&clause: &usize| {
        let mut marks = parse.children_by(clause, Dep::Mark).chain(parse.children_by(clause, Dep::Advmod));
        marks.any(|mark| matches!(parse.tokens[mark].norm.as_str(), "after" | "because" | "when"))
    };
    let clause = parse.children_by(verb, Dep::Advcl).filter(|_| answers && tree::verbal(parse, verb)).find(after)?;
    let subject = tree::own_subject(parse, clause).filter(|_| !tree::passive(parse, clause))?;
    let doers = roles::parties(reading, subject, Side::Acting);
    let code = only(&doers)?;
    let power = |party: &Party| {
        party.actor.as_ref().is_some_and(|actor| {
            actor.kind == ActorKind::State || matches!(actor.sector.as_deref(), Some("GOV" | "MIL" | "LEG"))
        })
    };
    let own = draft.actors.iter().filter_map(country).any(|own| own == code);
    (!own && doers.iter().all(power)).then_some(doers)
}

/// Aims an answer at nobody named at whoever is told right before to have done it to the one who answers: "Ships of Chad shelled a Norwegian port.
/// Norway protested", "Norway recalled its envoy".
pub(in super::super) fn in_turn(reading: Reading<'_>, drafts: &mut [Draft]) {
    for here in 0..drafts.len() {
        let draft = &drafts[here];
        let Some(own) = only(&draft.actors).filter(|_| answers(reading, draft)) else { continue };
        let Some(provoker) = before(reading, drafts, here, &own) else { continue };
        drafts[here].recipients = provoker;
        mark(&mut drafts[here]);
    }
}

/// Whether a draft tells of an answer, with nobody named to whom: a protest or a refusal without an object, a threat, a step of diplomacy.
fn answers(reading: Reading<'_>, draft: &Draft) -> bool {
    let bare = || tree::objects(reading, draft.governor()).is_empty() && draft.complements.is_empty();
    let fits = match draft.action.plover.as_str() {
        "ACCUSE" | "REJECT" => bare(),
        "SANCTION" => matches!(draft.action.mode.as_deref(), Some("withdraw" | "expel")),
        "THREATEN" => true,
        _ => false,
    };
    fits && !draft.mutual && draft.recipients.is_empty() && tree::verbal(reading.parse, draft.governor())
}

/// Whoever is told to have done something to a country last before a draft, in its sentence or the one before, if one alone did.
fn before(reading: Reading<'_>, drafts: &[Draft], here: usize, own: &String) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let verb = drafts[here].governor();
    let at = parse.sentence_of(verb);
    let suffered = |other: &&Draft| {
        let sentence = parse.sentence_of(other.governor());
        let asked =
            drafts[here].action.plover == "REJECT" && matches!(other.action.plover.as_str(), "REQUEST" | "AGREE");
        other.trigger < verb
            && other.governor() < verb
            && sentence <= at
            && at - sentence <= 1
            && !other.mutual
            && (asked || PROVOKES.contains(&other.action.plover.as_str()))
            && other.recipients.iter().any(|party| country(party).as_ref() == Some(own))
    };
    let mut doers = drafts.iter().filter(suffered).map(|other| (only(&other.actors), &other.actors));
    let (first, parties) = doers.next()?;
    let one = first.as_ref().is_some_and(|code| code != own) && doers.all(|(code, _)| code == first);
    one.then(|| parties.clone())
}

/// Whether a deed is hostile and its words leave open at whom it is aimed; what is its own ("closed its embassy") is no target.
fn open(draft: &Draft) -> bool {
    let own: Vec<String> = draft.actors.iter().filter_map(country).collect();
    let unaimed = draft.recipients.iter().all(|party| country(party).is_some_and(|code| own.contains(&code)));
    ANSWERS.contains(&draft.action.plover.as_str()) && !draft.mutual && unaimed
}

/// The one country that parties are of.
fn only(parties: &[Party]) -> Option<String> {
    let mut codes: Vec<String> = parties.iter().filter_map(country).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.pop().filter(|_| codes.is_empty())
}

/// The verbs and nouns that a clause gives for what it answers.
fn causes(parse: &Parse, verb: usize) -> Vec<usize> {
    let mut out = Vec::new();
    // "threatened to retaliate after …", where the clause hangs on the infinitive.
    let inner = parse.children_by(verb, Dep::Xcomp);
    let heads: Vec<usize> = std::iter::once(verb).chain(inner).collect();
    for &head in &heads {
        let marked = |&clause: &usize| {
            parse
                .children_by(clause, Dep::Mark)
                .chain(parse.children_by(clause, Dep::Advmod))
                .any(|mark| matches!(parse.tokens[mark].norm.as_str(), "after" | "because" | "since" | "when"))
        };
        out.extend(parse.children_by(head, Dep::Advcl).filter(marked));
        // "closed its embassy over the raid", where the small parser hangs the preposition on the embassy.
        let objects = parse.children_by(head, Dep::Dobj);
        for at in tree::prepositions(parse, head).chain(objects.flat_map(|object| tree::prepositions(parse, object))) {
            match parse.tokens[at].norm.as_str() {
                "after" | "over" | "following" => {
                    out.extend(
                        parse.children(at).filter(|&child| matches!(parse.tokens[child].dep, Dep::Pobj | Dep::Pcomp)),
                    );
                }
                // "in response to the raid", "in retaliation for it"
                "in" => {
                    let answer = parse.child(at, Dep::Pobj).filter(|&noun| {
                        matches!(
                            parse.tokens[noun].lemma.as_str(),
                            "response" | "retaliation" | "reprisal" | "reaction" | "answer" | "revenge" | "return"
                        )
                    });
                    let behind = answer.into_iter().flat_map(|noun| ["to", "for", "after"].map(|word| (noun, word)));
                    out.extend(behind.filter_map(|(noun, word)| tree::behind(parse, noun, word)));
                }
                _ => {}
            }
        }
    }
    // "shelled the port, prompting Norway to recall its envoy"
    let above = parse.head(verb).filter(|&above| {
        matches!(parse.tokens[above].lemma.as_str(), "prompt" | "lead" | "drive" | "push" | "provoke" | "cause")
            && parse.tokens[above].tag == "VBG"
            && parse.tokens[above].dep == Dep::Advcl
    });
    out.extend(above.and_then(|above| parse.head(above)));
    out
}
