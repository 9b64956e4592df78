//! What a protest is for: a draft of a protest in, whom it is at out.
//!
//! "Farmers blocked roads to press their demands on the Chilean government", "marched in protest at the arrests by the police": the words
//! after the deed say at whom; to demand, to protest and to march there is one act.

use super::coder::Draft;
use super::nominal;
use super::roles::{self, Side};
use super::tree;
use crate::Reading;
use demarche_language::Dep;
use demarche_model::Party;

/// How many words of a purpose are looked through for a party.
const REACH: usize = 30;

/// Gives protests without a target whomever their purpose names, and takes up what only repeats the protest ("to protest against").
pub(super) fn protests(reading: Reading<'_>, drafts: &mut Vec<Draft>) {
    let mut repeated = Vec::new();
    for at in 0..drafts.len() {
        let draft = &drafts[at];
        if draft.action.plover != "PROTEST" {
            continue;
        }
        let clauses = purposes(reading, draft);
        let within = |word: usize| clauses.iter().any(|&clause| reading.parse.subtree(clause).any(|at| at == word));
        let inner: Vec<usize> =
            (0..drafts.len()).filter(|&other| other != at && within(drafts[other].trigger)).collect();
        let asked = inner
            .iter()
            .filter(|&&other| matches!(drafts[other].action.plover.as_str(), "REQUEST" | "ACCUSE" | "PROTEST"))
            .map(|&other| drafts[other].recipients.clone())
            .find(|recipients| !recipients.is_empty());
        repeated.extend(
            inner.into_iter().filter(|&other| repeats(reading, &drafts[other])).map(|other| drafts[other].trigger),
        );
        // "marched through the capital, chanting against Norway": where they marched is not whom they are against.
        let where_ = |party: &Party| {
            let parse = reading.parse;
            let mut words = parse.tokens_in(party.span.start, party.span.end);
            let led = words.find_map(|at| parse.head(at).filter(|&head| parse.tokens[head].dep == Dep::Prep));
            led.is_some_and(|at| {
                matches!(parse.tokens[at].norm.as_str(), "in" | "through" | "across" | "outside" | "to")
            })
        };
        if draft.recipients.iter().all(where_) {
            let named = asked.or_else(|| clauses.iter().find_map(|&clause| named(reading, clause)));
            if let Some(named) = named {
                drafts[at].recipients = named;
            }
        }
    }
    drafts.retain(|draft| !repeated.contains(&draft.trigger));
}

/// The clauses and nouns that say what a deed is for: "to demand", "calling for", "in protest at".
fn purposes(reading: Reading<'_>, draft: &Draft) -> Vec<usize> {
    let parse = reading.parse;
    let mut out = Vec::new();
    for word in draft.words() {
        for child in parse.children(word).filter(|&child| child > word) {
            let token = &parse.tokens[child];
            let clause = matches!(token.dep, Dep::Advcl | Dep::Xcomp | Dep::Acl)
                && (tree::infinitive(parse, child) || token.tag == "VBG");
            if clause && !draft.words().any(|own| own == child) {
                out.push(child);
            }
            if token.dep == Dep::Prep
                && matches!(token.norm.as_str(), "in" | "against" | "over" | "at" | "for")
                && let Some(noun) = parse.child(child, Dep::Pobj)
                && (token.norm != "in" || parse.tokens[noun].lemma == "protest")
            {
                out.push(noun);
            }
        }
    }
    out
}

/// Whether a draft only says again that it is a protest.
fn repeats(reading: Reading<'_>, draft: &Draft) -> bool {
    let plover = draft.action.plover.as_str();
    plover == "PROTEST" || plover == "ACCUSE" && reading.parse.tokens[draft.trigger].lemma == "protest"
}

/// The first party of power that a purpose names: behind its words, or as the owner of one.
fn named(reading: Reading<'_>, clause: usize) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let direct = nominal::targets(reading, clause);
    if !direct.is_empty() {
        return Some(direct);
    }
    let noun = |&at: &usize| tree::nominal(parse, at) && !matches!(parse.tokens[at].dep, Dep::Nsubj | Dep::Nsubjpass);
    parse
        .subtree(clause)
        .take(REACH)
        .filter(noun)
        .map(|at| {
            let mut found = roles::parties(reading, at, Side::Acting);
            found.retain(|party| party.actor.as_ref().is_some_and(|actor| actor.country.is_some()));
            found
        })
        .find(|found| !found.is_empty())
}
