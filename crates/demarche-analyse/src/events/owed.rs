//! What a speaker says that another must do: a statement in, a REQUEST out.
//!
//! "British Foreign Secretary Jack Straw said that the rebels must reach an agreement": Britain asks it of the rebels. The deed itself is
//! part of the demand.

use super::bidden;
use super::coder::{Coded, Draft};
use super::nominal;
use super::reprisal;
use super::roles::{self, Side};
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::{Action, Turn};
use demarche_model::{Party, Statement};

/// What marks what a speaker bars.
pub(super) const REFUSAL: &str = "E310 refusal";

/// Adds a demand for each clause of a statement under *must*, *should*, *has to* whose subject is another party than the speaker, in place
/// of the event that the clause would be by itself.
pub(super) fn demands(reading: Reading<'_>, statements: &[Statement], coded: &mut Coded) {
    let parse = reading.parse;
    let mut made = Vec::new();
    for statement in statements {
        let Some(speaker) =
            statement.speaker.as_ref().filter(|party| party.actor.as_ref().is_some_and(roles::political))
        else {
            continue;
        };
        let cue = statement.cue.as_ref();
        // "agreed that neither side must fire" asks nothing; "warned that it would respond" is the warning's threat.
        let agreed = cue.is_some_and(|cue| matches!(cue.lemma.as_str(), "agree" | "promise" | "pledge" | "vow"));
        let warned = cue.is_some_and(|cue| {
            coded.drafts.iter().any(|draft| {
                let token = &parse.tokens[draft.trigger];
                draft.action.plover == "THREATEN" && cue.span.start <= token.start && token.end <= cue.span.end
            })
        });
        for span in statement.content.iter().filter(|_| !agreed) {
            for verb in parse.tokens_in(span.start, span.end) {
                if !leads(parse, verb, span.start) || made.iter().any(|draft: &Draft| draft.trigger == verb) {
                    continue;
                }
                let demanded = if owed(parse, verb) { demand(reading, speaker, verb) } else { None };
                let held_out = demanded
                    .or_else(|| barred(reading, speaker, verb))
                    .or_else(|| condition(reading, speaker, verb))
                    .or_else(|| bidden::found(reading, speaker, verb))
                    .or_else(|| if warned { None } else { reprisal::threat(reading, speaker, verb) });
                made.extend(held_out);
            }
        }
    }
    coded.drafts.retain(|draft| {
        !made.iter().any(|demand| demand.trigger == draft.governor() || demand.trigger == draft.trigger)
    });
    coded.drafts.extend(made);
    coded.drafts.sort_by_key(|draft| (draft.trigger, draft.carrier));
}

/// Whether the verb stands under a modal of obligation, looking ahead.
fn owed(parse: &Parse, verb: usize) -> bool {
    // "should know" asks for nothing to be done.
    let lemma = parse.tokens[verb].lemma.as_str();
    if !tree::verbal(parse, verb)
        || matches!(lemma, "know" | "understand" | "realize" | "realise" | "remember" | "expect")
    {
        return false;
    }
    let perfect = parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].norm == "have");
    let modal = parse
        .children_by(verb, Dep::Aux)
        .any(|aux| matches!(parse.tokens[aux].norm.as_str(), "must" | "should" | "ought"));
    let has_to = parse.tokens[verb].dep == Dep::Xcomp
        && tree::infinitive(parse, verb)
        && parse.head(verb).is_some_and(|head| matches!(parse.tokens[head].lemma.as_str(), "have" | "need"));
    (modal || has_to) && !perfect
}

/// Whether the clause is what the statement says, not a remark inside it.
fn leads(parse: &Parse, verb: usize, start: u32) -> bool {
    let mut at = verb;
    for _ in 0..8 {
        if matches!(parse.tokens[at].dep, Dep::Relcl | Dep::Advcl | Dep::Acl) {
            return false;
        }
        match parse.head(at) {
            Some(head) if parse.tokens[head].start >= start => at = head,
            _ => return true,
        }
    }
    false
}

fn demand(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let subject = tree::subject(reading, verb)?;
    // "the fighting must stop": whoever fights is asked.
    let stops = matches!(reading.parse.tokens[verb].lemma.as_str(), "stop" | "end" | "cease" | "halt");
    if let Some(row) = nominal::event_noun(reading, subject).filter(|row| stops && row.action.plover == "ASSAULT") {
        let found = nominal::parties(reading, subject, row);
        return Some(request(reading, speaker, verb, found.actors));
    }
    asked(reading, speaker, verb, subject)
}

/// "the road would open only if Armenia withdrew": whoever has to do it first is asked to.
fn condition(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let parse = reading.parse;
    let modal = parse
        .children_by(verb, Dep::Aux)
        .any(|aux| matches!(parse.tokens[aux].norm.as_str(), "will" | "would" | "can" | "could" | "'ll" | "’ll"));
    if !modal || !tree::verbal(parse, verb) {
        return None;
    }
    let only_if = |&clause: &usize| {
        let marks = |word: &str| parse.children(clause).any(|at| at < clause && parse.tokens[at].norm == word);
        let only = |of: usize| {
            parse.children_by(of, Dep::Advmod).any(|at| at > verb && at < clause && parse.tokens[at].norm == "only")
        };
        (marks("if") || marks("once") || marks("when") || marks("after")) && (only(clause) || only(verb))
    };
    let clause = parse.children_by(verb, Dep::Advcl).find(only_if)?;
    asked(reading, speaker, verb, tree::own_subject(parse, clause)?)
}

/// "there can be no talks while the fighting goes on", "there is no need for mediation": whoever says so refuses them.
fn barred(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let parse = reading.parse;
    let existential = parse.tokens[verb].lemma == "be" && parse.children_by(verb, Dep::Expl).next().is_some();
    let ahead = parse
        .children_by(verb, Dep::Aux)
        .any(|aux| matches!(parse.tokens[aux].norm.as_str(), "will" | "would" | "can" | "could" | "'ll" | "’ll"));
    let attribute = parse.child(verb, Dep::Attr).filter(|_| existential)?;
    let none = parse.children_by(attribute, Dep::Det).any(|det| parse.tokens[det].norm == "no");
    let room = tree::is(reading, attribute, "occasion");
    let noun = if room {
        ["for", "in", "of"].iter().find_map(|word| tree::behind(parse, attribute, word))?
    } else {
        attribute
    };
    let row = nominal::event_noun(reading, noun).filter(|_| none && (ahead || room))?;
    let barrable = match row.action.plover.as_str() {
        "CONSULT" | "RETREAT" => true,
        "AGREE" => room,
        _ => false,
    };
    if !barrable {
        return None;
    }
    let mut others = nominal::parties(reading, noun, row).actors;
    others.retain(|party| party.actor.as_ref().map(|actor| &actor.id) != speaker.actor.as_ref().map(|actor| &actor.id));
    let mut draft = request(reading, speaker, verb, others);
    draft.action.plover = "REJECT".to_owned();
    draft.action.cameo = Some("125".to_owned());
    draft.beside.push(noun);
    draft.rule = REFUSAL;
    draft.rows = vec![row.id.clone()];
    Some(draft)
}

pub(super) fn asked(reading: Reading<'_>, speaker: &Party, verb: usize, subject: usize) -> Option<Draft> {
    let asked = roles::parties(reading, subject, Side::Target);
    let country = |party: &Party| party.actor.as_ref().and_then(|actor| actor.country.clone());
    // Rebels and opponents ask it of their own government.
    let against = speaker
        .actor
        .as_ref()
        .is_some_and(|actor| matches!(actor.sector.as_deref(), Some("REB" | "OPP" | "UAF" | "INS" | "PRM")));
    let sector = |party: &Party| party.actor.as_ref().and_then(|actor| actor.sector.clone());
    let own = asked.iter().any(|party| {
        party.actor.as_ref().map(|actor| &actor.id) == speaker.actor.as_ref().map(|actor| &actor.id)
            || country(party).is_some()
                && country(party) == country(speaker)
                && !(against && sector(party).as_deref() == Some("GOV"))
    });
    if asked.is_empty() || own {
        return None;
    }
    Some(request(reading, speaker, verb, asked))
}

pub(super) fn request(reading: Reading<'_>, speaker: &Party, verb: usize, asked: Vec<Party>) -> Draft {
    Draft {
        trigger: verb,
        carrier: None,
        action: Action {
            plover: "REQUEST".to_owned(),
            mode: None,
            contexts: Vec::new(),
            cameo: Some("100".to_owned()),
        },
        actors: vec![speaker.clone()],
        recipients: asked,
        doers: 1,
        mutual: false,
        abreast: false,
        complements: Vec::new(),
        turn: Turn::Absorb,
        beside: parse_modals(reading.parse, verb),
        rule: "E350 obligation",
        rows: Vec::new(),
    }
}

fn parse_modals(parse: &Parse, verb: usize) -> Vec<usize> {
    parse.children_by(verb, Dep::Aux).collect()
}
