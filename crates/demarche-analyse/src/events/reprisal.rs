//! What a speaker holds out to whoever crosses him: a clause of a statement in, a THREATEN out.
//!
//! "The Houthi spokesman said the strikes would be repaid": the group threatens. "Any attack will meet a firm response, Tehran said": so does
//! Iran. The words name no deed; whoever says them of his own side, or of another's pains, threatens all the same.

use super::bidden;
use super::coder::Draft;
use super::frames::Clause;
use super::nominal;
use super::roles::{self, Side};
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::{Action, Turn};
use demarche_model::Party;

/// What marks such a draft.
pub(super) const RULE: &str = "E330 announced force";

/// The threat that a clause of a statement is.
pub(super) fn threat(reading: Reading<'_>, speaker: &Party, verb: usize) -> Option<Draft> {
    let parse = reading.parse;
    if !tree::verbal(parse, verb) || negated(parse, verb) {
        return None;
    }
    let clause = Clause::of_verb(reading, verb);
    let consequent = has_consequences(parse, verb);
    if !ahead(parse, verb) && !consequent {
        return None;
    }
    let suffered = consequent || suffers(reading, &clause) || all_means(parse, verb);
    if !suffered && !repays(reading, speaker, &clause) && !will_act(reading, speaker, &clause) {
        return None;
    }
    let subject = tree::own_subject(parse, verb).map(|own| tree::referent(parse, own));
    let mut recipients = subject.map(|own| below(reading, own)).unwrap_or_default();
    if !suffered && !tree::passive(parse, verb) {
        recipients = ["to", "against", "on"]
            .iter()
            .map(|word| nominal::behind(reading, verb, word, Side::Target))
            .find(|parties| !parties.is_empty())
            .unwrap_or_default();
    }
    if suffered && recipients.iter().any(|party| kindred(party, speaker)) {
        return None;
    }
    recipients.retain(|party| !kindred(party, speaker));
    Some(Draft {
        action: Action {
            plover: "THREATEN".to_owned(),
            mode: None,
            contexts: Vec::new(),
            cameo: Some("130".to_owned()),
        },
        actors: vec![speaker.clone()],
        recipients,
        doers: 1,
        turn: Turn::Absorb,
        beside: parse
            .children(verb)
            .filter(|&child| parse.tokens[child].dep == Dep::Aux || tree::is(reading, child, "retribution"))
            .collect(),
        ..Draft::bare(verb, None, RULE)
    })
}

/// "Some acts have consequences": a threat whenever it is said.
fn has_consequences(parse: &Parse, verb: usize) -> bool {
    matches!(parse.tokens[verb].lemma.as_str(), "have" | "carry" | "bring" | "entail")
        && parse.children_by(verb, Dep::Aux).all(|aux| parse.tokens[aux].lemma != "have")
        && matches!(parse.tokens[verb].tag.as_str(), "VB" | "VBP" | "VBZ")
        && parse.children_by(verb, Dep::Dobj).any(|object| parse.tokens[object].lemma == "consequence")
}

/// "If they do not, our forces will take action", "we will intervene", "will know how to defend itself".
fn will_act(reading: Reading<'_>, speaker: &Party, clause: &Clause) -> bool {
    let parse = reading.parse;
    let verb = clause.verb;
    let Some(subject) = tree::own_subject(parse, verb) else { return false };
    let first = matches!(parse.tokens[subject].norm.as_str(), "we" | "i");
    let own = first || roles::parties(reading, subject, Side::Acting).iter().any(|party| kindred(party, speaker));
    let conditional = bidden::conditional(parse, verb);
    own && match parse.tokens[verb].lemma.as_str() {
        "take" => parse.children_by(verb, Dep::Dobj).any(|object| {
            matches!(parse.tokens[object].lemma.as_str(), "action" | "measure" | "step" | "matter")
                && (conditional || whatever_it_takes(parse, object))
        }),
        "march" => tree::behind(parse, verb, "on").is_some(),
        "act" => conditional,
        // "we will strike again"
        "attack" | "hit" | "strike" => clause.objects.is_empty() && !tree::passive(parse, verb),
        "intervene" | "invade" => first,
        "know" => {
            parse.children(verb).any(|child| tree::verbal(parse, child) && tree::is(reading, child, "retribution"))
        }
        _ => false,
    }
}

/// "all necessary measures", "whatever action is needed", "decisive steps": held out without a word of what they are.
fn whatever_it_takes(parse: &Parse, measures: usize) -> bool {
    parse.children(measures).any(|child| {
        matches!(
            parse.tokens[child].norm.as_str(),
            "whatever" | "necessary" | "appropriate" | "decisive" | "retaliatory" | "resolute" | "forceful" | "drastic"
        )
    })
}

/// "all means will be used": whatever there is.
fn all_means(parse: &Parse, verb: usize) -> bool {
    let used = matches!(parse.tokens[verb].lemma.as_str(), "use" | "employ" | "take" | "deploy");
    used && tree::passive(parse, verb)
        && tree::own_subject(parse, verb).is_some_and(|subject| {
            matches!(parse.tokens[subject].lemma.as_str(), "mean" | "means" | "option" | "measure" | "step" | "force")
                && parse.children(subject).any(|at| {
                    matches!(parse.tokens[at].norm.as_str(), "all" | "every" | "any" | "necessary" | "decisive")
                })
        })
}

/// Whether the verb looks ahead: "will", "would", "shall", "could", "may".
fn ahead(parse: &Parse, verb: usize) -> bool {
    let auxiliary = |aux: usize| parse.tokens[aux].norm.to_lowercase();
    let mut modal = false;
    for aux in parse.children_by(verb, Dep::Aux) {
        match auxiliary(aux).as_str() {
            "will" | "would" | "shall" | "'ll" | "’ll" | "could" | "may" => modal = true,
            "have" => return false,
            _ => {}
        }
    }
    modal
}

fn negated(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, Dep::Neg).next().is_some()
}

/// "would face its own ruin", "will pay a price", "will meet a firm response", "will be met with force": somebody is to suffer for it.
fn suffers(reading: Reading<'_>, clause: &Clause) -> bool {
    let parse = reading.parse;
    let payback = |noun: usize| tree::is(reading, noun, "payback");
    match parse.tokens[clause.verb].lemma.as_str() {
        // "would pay for the raid"
        "pay" if parse.child(clause.verb, Dep::Dobj).is_none() => {
            tree::behind(parse, clause.verb, "for").is_some_and(|deed| nominal::event_noun(reading, deed).is_some())
        }
        "face" | "pay" | "suffer" | "bear" if !tree::passive(parse, clause.verb) => {
            parse.children_by(clause.verb, Dep::Dobj).any(payback)
        }
        "meet" if tree::passive(parse, clause.verb) => {
            tree::behind(parse, clause.verb, "with").is_some_and(|noun| payback(noun) || is_force(reading, noun))
        }
        "meet" => parse.children_by(clause.verb, Dep::Dobj).any(payback),
        // "will receive a worthy response", "will get what it deserves"
        "receive" | "get" if !tree::passive(parse, clause.verb) => {
            let deserved = |child: usize| matches!(parse.tokens[child].lemma.as_str(), "deserve" | "merit");
            parse.children_by(clause.verb, Dep::Dobj).any(payback)
                || parse.children_by(clause.verb, Dep::Ccomp).any(deserved)
        }
        // "would be treated as a declaration of war"
        "treat" | "regard" | "view" | "consider" if tree::passive(parse, clause.verb) => ["as", ""]
            .iter()
            .filter_map(|word| tree::behind(parse, clause.verb, word))
            .any(|noun| is_war(reading, noun)),
        _ => tree::is(reading, clause.verb, "doom") && doomed(reading, clause),
    }
}

/// "a declaration of war", "an act of aggression".
fn is_war(reading: Reading<'_>, noun: usize) -> bool {
    nominal::event_noun(reading, tree::content(reading, noun)).is_some_and(|row| row.action.plover == "ASSAULT")
}

/// "Anything that endangers our pilots will be destroyed", "any intruder will be shot": whoever it may be, by nobody that is named.
fn doomed(reading: Reading<'_>, clause: &Clause) -> bool {
    let parse = reading.parse;
    if !tree::passive(parse, clause.verb) || clause.agent.is_some() {
        return false;
    }
    let Some(subject) = tree::own_subject(parse, clause.verb) else { return false };
    let token = &parse.tokens[subject];
    let whoever = matches!(
        token.norm.as_str(),
        "anything" | "anyone" | "anybody" | "everyone" | "everything" | "whoever" | "whatever" | "those"
    );
    let any = || {
        parse.children_by(subject, Dep::Det).any(|at| matches!(parse.tokens[at].norm.as_str(), "any" | "every" | "all"))
    };
    whoever || any() || tree::is(reading, subject, "wrongdoer")
}

fn is_force(reading: Reading<'_>, noun: usize) -> bool {
    matches!(reading.parse.tokens[noun].lemma.as_str(), "force" | "fire" | "might" | "action" | "measure" | "blow")
        || nominal::event_noun(reading, noun).is_some_and(|row| row.action.plover == "ASSAULT")
}

/// "we will respond", "the guns will answer", "the blood will be avenged": the speaker's own side is to do it, or nobody is named.
fn repays(reading: Reading<'_>, speaker: &Party, clause: &Clause) -> bool {
    let parse = reading.parse;
    let verb = clause.verb;
    if !tree::is(reading, verb, "retribution") {
        return false;
    }
    let others = |token: usize| {
        roles::parties(reading, token, Side::Acting)
            .iter()
            .any(|party| party.actor.is_some() && !kindred(party, speaker))
    };
    if clause.agent.is_some_and(others) {
        return false;
    }
    let lemma = parse.tokens[verb].lemma.as_str();
    let hostile = |noun: usize| {
        let row = nominal::event_noun(reading, tree::content(reading, noun));
        row.is_some_and(|row| {
            matches!(row.action.plover.as_str(), "ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE" | "THREATEN")
        }) || matches!(
            parse.tokens[noun].lemma.as_str(),
            "step" | "move" | "provocation" | "act" | "violation" | "threat"
        )
    };
    if tree::passive(parse, verb) {
        return lemma != "defend"
            && clause.objects.first().is_some_and(|&object| matches!(lemma, "avenge" | "repay") || hostile(object));
    }
    match lemma {
        "defend" => clause.objects.iter().any(|&object| {
            matches!(
                parse.tokens[object].lemma.as_str(),
                "inch" | "soil" | "territory" | "border" | "land" | "homeland"
            )
        }),
        "avenge" | "retaliate" | "revenge" => true,
        // "will answer the question", "will respond to the offer" hold out nothing.
        _ => {
            // "This was an act of aggression and we will answer it."
            let deed = |object: usize| parse.tokens[object].norm == "it" && lemma != "reply";
            clause.objects.iter().all(|&object| hostile(object) || deed(object))
                && tree::behind(parse, verb, "to").is_none_or(hostile)
                && tree::behind(parse, verb, "with").is_none_or(|noun| is_force(reading, noun) || hostile(noun))
                && (clause.complements.is_empty())
        }
    }
}

/// The parties that a phrase names, or that the deed it names is done by.
fn below(reading: Reading<'_>, noun: usize) -> Vec<Party> {
    match nominal::event_noun(reading, noun) {
        Some(row) => nominal::parties(reading, noun, row).actors,
        None => roles::parties(reading, noun, Side::Target),
    }
}

/// Whether two parties are one, or of one country.
fn kindred(a: &Party, b: &Party) -> bool {
    let (Some(a), Some(b)) = (&a.actor, &b.actor) else { return false };
    a.id == b.id || a.country.is_some() && a.country == b.country
}
