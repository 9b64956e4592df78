//! Who does what in a clause of the tree: a verb in, its logical subject and objects out.
//!
//! "the attack that Tehran said was carried out by Israel": the object of *carried* is *attack*, its agent *Israel*.

use super::{clause_in_list, nominal};
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::Dating;
use std::borrow::Cow;

/// How far subjects are looked for along chains of verbs.
const REACH: u32 = 8;

/// Whether the token heads a clause.
pub(super) fn verbal(parse: &Parse, token: usize) -> bool {
    matches!(parse.tokens[token].pos, Pos::Verb | Pos::Aux)
}

/// Whether the token heads a noun phrase.
pub(super) fn nominal(parse: &Parse, token: usize) -> bool {
    matches!(parse.tokens[token].pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num)
}

/// Whether the verb is passive: its grammatical subject is its logical object.
pub(super) fn passive(parse: &Parse, verb: usize) -> bool {
    let token = &parse.tokens[verb];
    // "were engaged in": passive in form only.
    if matches!(token.lemma.as_str(), "engage" | "involve") && parse.children_by(verb, Dep::Agent).next().is_none() {
        return false;
    }
    if parse.children(verb).any(|child| matches!(parse.tokens[child].dep, Dep::Auxpass | Dep::Nsubjpass)) {
        return true;
    }
    if token.tag != "VBN" || parse.children_by(verb, Dep::Aux).next().is_some() {
        return false;
    }
    match token.dep {
        Dep::Acl if told_as_clause(parse, verb) => false,
        Dep::Acl | Dep::Advcl | Dep::Amod => true,
        // "were completely and totally destroyed", where the adverbs make the small parser see an adjective.
        Dep::Acomp => parse.head(verb).is_some_and(|head| parse.tokens[head].lemma == "be"),
        // "was reported killed"
        Dep::Oprd => parse.head(verb).is_some_and(|head| verbal(parse, head) && passive(parse, head)),
        // "was killed and another wounded": the second subject shares the auxiliary.
        Dep::Conj => {
            parse.child(verb, Dep::Dobj).is_none()
                && parse.head(verb).is_some_and(|head| verbal(parse, head) && passive(parse, head))
        }
        // Headlines: "Israeli soldier captured".
        Dep::Root | Dep::Ccomp => {
            parse.child(verb, Dep::Dobj).is_none() && parse.children_by(verb, Dep::Agent).next().is_some()
        }
        _ => false,
    }
}

/// Whether a comma, a dash or a conjunction stands before a coordinated verb and what leads it in.
fn joined(parse: &Parse, verb: usize) -> bool {
    let first = parse.children(verb).filter(|&child| child < verb).min().unwrap_or(verb);
    let before = (0..first).rev().map(|at| &parse.tokens[at]).find(|token| token.pos != Pos::Space);
    before.is_none_or(|token| matches!(token.pos, Pos::Cconj | Pos::Punct) || token.dep == Dep::Cc)
}

/// "Tolm was appointed after his predecessor, Ostra, *was killed*", where the parser takes *after* for a preposition and hangs the verb on the wrong
/// one: the noun whose apposition ends right before the verb.
fn behind_aside(reading: Reading<'_>, head: usize, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let linked = parse.children(head).any(|at| at < verb && at > head && parse.tokens[at].dep == Dep::Cc);
    let first = parse.children(verb).filter(|&child| child < verb).min().unwrap_or(verb);
    let comma = first.checked_sub(1).filter(|&at| !linked && parse.tokens[at].norm == ",")?;
    let noun = |at: usize| parse.child(at, Dep::Pobj).filter(|&noun| parse.child(noun, Dep::Appos).is_some());
    let aside =
        |&noun: &usize| parse.subtree(noun).max() == Some(comma) || parse.subtree(noun).max() == comma.checked_sub(1);
    (head + 1..comma).rev().filter(|&at| dates(reading, at, Dating::Astray)).find_map(noun).filter(aside)
}

/// "India is holding talks a day after gunmen sent from abroad *killed* six", where the parser takes the participle for the verb of the clause and
/// hangs the verb on the wrong one: whoever is the subject of that participle.
fn led_astray(parse: &Parse, head: usize, verb: usize) -> Option<usize> {
    let participle = |&at: &usize| matches!(parse.tokens[at].tag.as_str(), "VBN" | "VBD") && verbal(parse, at);
    (head + 1..verb).rev().filter(participle).find_map(|at| own_subject(parse, at))
}

/// Whether the lemma of a token is of a class of `event_classes.tsv`.
pub(super) fn is(reading: Reading<'_>, token: usize, class: &str) -> bool {
    reading.lexicon.verbs.classes.has(class, &reading.parse.tokens[token].lemma)
}

/// Whether the word dates what it leads, or puts it beside the rest, in this way.
pub(super) fn dates(reading: Reading<'_>, token: usize, dating: Dating) -> bool {
    reading.lexicon.verbs.date_words.does(&reading.parse.tokens[token].norm, dating)
}

/// The grammatical subject of a verb, its own or the one that it shares: of a coordinated verb, of the verb that controls it,
/// of the noun that it describes.
pub(super) fn subject(reading: Reading<'_>, verb: usize) -> Option<usize> {
    subject_within(reading, verb, REACH)
}

fn subject_within(reading: Reading<'_>, verb: usize, reach: u32) -> Option<usize> {
    if reach == 0 {
        return None;
    }
    let parse = reading.parse;
    if let Some(own) = own_subject(parse, verb) {
        return Some(referent(parse, own));
    }
    let head = parse.head(verb)?;
    let token = &parse.tokens[verb];
    match token.dep {
        Dep::Xcomp => controller(parse, head).or_else(|| subject_within(reading, head, reach - 1)),
        Dep::Conj if verbal(parse, head) && !joined(parse, verb) => led_astray(parse, head, verb),
        // "urged both to talk and offered to host them": whoever urged.
        Dep::Conj if verbal(parse, head) && infinitive(parse, head) && matches!(token.tag.as_str(), "VBD" | "VBZ") => {
            parse.head(head).and_then(|above| subject_within(reading, above, reach - 1))
        }
        Dep::Conj if verbal(parse, head) => {
            behind_aside(reading, head, verb).or_else(|| subject_within(reading, head, reach - 1))
        }
        // "spoke of planes bombing a market": the planes, though the tree hangs what they do on the speaking.
        Dep::Advcl if token.tag == "VBG" && spoken_of_doing(parse, head, verb).is_some() => {
            spoken_of_doing(parse, head, verb)
        }
        Dep::Advcl | Dep::Ccomp | Dep::Aux if verbal(parse, head) => subject_within(reading, head, reach - 1),
        Dep::Advcl | Dep::Ccomp => subject_within(reading, head, reach - 1),
        Dep::Pcomp => {
            let mut governor = parse.head(head)?;
            // "accused the militia of looting a clinic and of holding patients"
            if parse.tokens[head].dep == Dep::Conj && parse.tokens[governor].pos == Pos::Adp {
                governor = parse.head(governor)?;
            }
            if parse.tokens[governor].pos == Pos::Adj {
                // "holds them responsible for shelling it": they shelled it.
                if let Some(own) = own_subject(parse, governor) {
                    return Some(referent(parse, own));
                }
                return parse.head(governor).and_then(|verb| subject_within(reading, verb, reach - 1));
            }
            if !verbal(parse, governor) {
                // "accusing forces of attacking": whoever is accused.
                let charged = parse
                    .head(governor)
                    .filter(|&verb| parse.tokens[governor].dep == Dep::Dobj && is(reading, verb, "charging"));
                if charged.is_some() {
                    return Some(governor);
                }
                return possessor(parse, governor).or_else(|| subject_of_noun(reading, governor, reach - 1));
            }
            let about = matches!(parse.tokens[head].norm.as_str(), "of" | "for" | "from" | "with" | "into");
            let accused = if about { controller(parse, governor) } else { None };
            accused.or_else(|| subject_within(reading, governor, reach - 1))
        }
        // "handed over a memorandum demanding that": whoever handed it over.
        Dep::Acl if token.tag == "VBG" && is(reading, head, "paper") => {
            possessor(parse, head).or_else(|| subject_of_noun(reading, head, reach - 1)).or(Some(head))
        }
        // "Kenya, which borders both, offered": the small parser takes the main verb for a participle.
        Dep::Acl if matches!(token.tag.as_str(), "VBN" | "VBG" | "VBD") => Some(head),
        // "was the first country to bomb": whoever was.
        Dep::Acl | Dep::Relcl if parse.tokens[head].dep == Dep::Attr && infinitive(parse, verb) => {
            parse.head(head).and_then(|verb| subject_within(reading, verb, reach - 1))
        }
        // "under pressure from China to stop": whoever is asked, not whoever asks.
        Dep::Acl if nominal::event_noun(reading, head).is_some_and(|row| row.action.plover == "REQUEST") => {
            behind(parse, head, "on").or_else(|| behind(parse, head, "to"))
        }
        Dep::Acl => possessor(parse, head)
            .or_else(|| on_the_part_of(parse, head))
            .or_else(|| behind(parse, head, "of"))
            .or_else(|| behind(parse, head, "from"))
            .or_else(|| subject_of_noun(reading, head, reach - 1)),
        Dep::Relcl => Some(head),
        // "is unlikely to attack"
        Dep::Acomp | Dep::Oprd if verbal(parse, head) => subject_within(reading, head, reach - 1),
        _ => None,
    }
}

/// The noun behind *of* that a gerund follows at once: "spoke of *planes* bombing a market".
fn spoken_of_doing(parse: &Parse, head: usize, verb: usize) -> Option<usize> {
    let of = parse.children_by(head, Dep::Prep).find(|&of| parse.tokens[of].norm == "of")?;
    parse.child(of, Dep::Pobj).filter(|&noun| parse.subtree(noun).end == verb)
}

/// The subject at the verb itself.
pub(super) fn own_subject(parse: &Parse, verb: usize) -> Option<usize> {
    let subject = |&child: &usize| {
        matches!(parse.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass) && nominal_or_relative(parse, child)
    };
    // "Norway had earlier broken off ties": the small parser hangs the subject on a far auxiliary at times.
    // "summoned the envoy and would ask him to hand over those *it* shelters": a pronoun far behind a coordinated verb is of another clause.
    let astray =
        |child: usize| parse.tokens[verb].dep == Dep::Conj && child > verb + 2 && parse.tokens[child].pos == Pos::Pron;
    parse
        .children(verb)
        .find(|child| subject(child) && !astray(*child))
        .or_else(|| parse.children_by(verb, Dep::Aux).find_map(|aux| parse.children(aux).find(subject)))
        // "Shelling killed three", as the first words of a sentence: the small parser takes the noun for an adverb.
        .or_else(|| {
            let noun = verb.checked_sub(1).filter(|&at| parse.tokens[at].dep == Dep::Advmod)?;
            let told = parse.tokens[verb].tag == "VBD" && parse.child(verb, Dep::Dobj).is_some();
            (told && matches!(parse.tokens[noun].tag.as_str(), "NN" | "NNS")).then_some(noun)
        })
        // "The TPLF fired rockets", at the head of a sentence: the small parser takes an unknown name for a measure.
        .or_else(|| {
            let name = verb.checked_sub(1).filter(|&at| parse.tokens[at].dep == Dep::Npadvmod)?;
            let first = parse.sentences.get(parse.sentence_of(verb))?.start;
            let told = matches!(parse.tokens[verb].tag.as_str(), "VBD" | "VBZ") && parse.tokens[name].tag == "NNP";
            let lone = name == first || name == first + 1 && parse.tokens[first].norm == "the";
            (told && lone).then_some(name)
        })
        .or_else(|| clause_in_list::subject(parse, verb))
}

/// "Brazil, which borders both, offered to mediate", read as a noun with a participle: the participle is the verb of its sentence.
fn told_as_clause(parse: &Parse, verb: usize) -> bool {
    let Some(head) = parse.head(verb) else { return false };
    let completed = parse
        .children(verb)
        .any(|child| child > verb && matches!(parse.tokens[child].dep, Dep::Dobj | Dep::Xcomp | Dep::Ccomp));
    // "The secretary, Ostra, *offered* on Tuesday to lead it": behind the end of an apposition.
    let told = completed || parse.children_by(verb, Dep::Advcl).any(|at| at > verb && infinitive(parse, at));
    let aside = |at: usize| matches!(parse.tokens[at].dep, Dep::Relcl | Dep::Appos) && at < verb;
    told && parse.tokens[head].dep == Dep::Root
        && nominal(parse, head)
        && parse.children(head).any(aside)
        && parse.children_by(verb, Dep::Agent).next().is_none()
}

fn nominal_or_relative(parse: &Parse, token: usize) -> bool {
    // "Shelling killed three": a gerund by itself.
    let gerund = || parse.tokens[token].tag == "VBG" && parse.children(token).next().is_none();
    nominal(parse, token) || matches!(parse.tokens[token].pos, Pos::Det | Pos::Adj | Pos::Sconj) || gerund()
}

/// The object that controls an infinitive: "forced *Israel* to leave".
fn controller(parse: &Parse, verb: usize) -> Option<usize> {
    if passive(parse, verb) {
        return own_subject(parse, verb).map(|token| referent(parse, token));
    }
    // "telephoned the president to offer help": whoever called offers it.
    if matches!(parse.tokens[verb].lemma.as_str(), "telephone" | "phone" | "ring" | "meet" | "visit" | "contact") {
        return None;
    }
    parse.child(verb, Dep::Dobj).map(|token| referent(parse, token))
}

/// "Israel's plans to attack": the possessor.
pub(super) fn possessor(parse: &Parse, noun: usize) -> Option<usize> {
    parse.child(noun, Dep::Poss).map(|owner| referent(parse, owner))
}

/// "no readiness on the part of *Israel* to accept".
fn on_the_part_of(parse: &Parse, noun: usize) -> Option<usize> {
    let part = behind(parse, noun, "on").filter(|&part| parse.tokens[part].norm == "part")?;
    behind(parse, part, "of")
}

/// "has plans to attack": the subject of the verb whose object the noun is. Who "sees no readiness to talk" is another.
fn subject_of_noun(reading: Reading<'_>, noun: usize, reach: u32) -> Option<usize> {
    let parse = reading.parse;
    let head = parse.head(noun)?;
    if is(reading, head, "perceiving") {
        return None;
    }
    (verbal(parse, head) && parse.tokens[noun].dep == Dep::Dobj).then(|| subject_within(reading, head, reach))?
}

/// What a relative pronoun stands for; any other token stands for itself.
pub(super) fn referent(parse: &Parse, token: usize) -> usize {
    if !matches!(parse.tokens[token].tag.as_str(), "WDT" | "WP" | "WP$") || parse.tokens[token].norm == "what" {
        return token;
    }
    let mut at = token;
    for _ in 0..REACH {
        let Some(head) = parse.head(at) else { return token };
        if parse.tokens[at].dep == Dep::Relcl {
            return head;
        }
        at = head;
    }
    token
}

/// The logical objects of a verb: direct objects, or the subject of a passive, or what a relative clause describes.
pub(super) fn objects(reading: Reading<'_>, verb: usize) -> Vec<usize> {
    let parse = reading.parse;
    let direct: Vec<usize> = parse
        .children_by(verb, Dep::Dobj)
        .map(|token| referent(parse, before_time(parse, token)))
        .chain(up_to(parse, verb))
        .collect();
    if passive(parse, verb) {
        let patient = match parse.tokens[verb].dep {
            Dep::Acl | Dep::Amod if own_subject(parse, verb).is_none() => parse.head(verb),
            _ => subject(reading, verb),
        };
        return patient.into_iter().chain(direct).collect();
    }
    if !direct.is_empty() {
        return direct;
    }
    // "wounding or killing fifty": the object stands at the last of the coordinated verbs.
    // Who "spoke with the general and offered help" spoke no help.
    let bare = parse
        .children(verb)
        .all(|child| child < verb || matches!(parse.tokens[child].dep, Dep::Cc | Dep::Conj | Dep::Punct | Dep::Advmod));
    let shared = parse
        .children_by(verb, Dep::Conj)
        .filter(|_| bare)
        .find(|&conjunct| {
            parse.tokens[conjunct].tag == parse.tokens[verb].tag && own_subject(parse, conjunct).is_none()
        })
        .and_then(|conjunct| parse.child(conjunct, Dep::Dobj));
    if let Some(shared) = shared {
        return vec![shared];
    }
    // "the attack Israel carried out": the gap of a relative clause with a subject of its own.
    let gap = parse.tokens[verb].dep == Dep::Relcl
        && own_subject(parse, verb).is_some_and(|own| referent(parse, own) == own)
        && !parse.children(verb).any(|child| matches!(parse.tokens[child].dep, Dep::Ccomp | Dep::Xcomp));
    if gap {
        return parse.head(verb).into_iter().collect();
    }
    // "talks that Angola was to host": the gap stands one verb deeper.
    let deeper = parse.head(verb).filter(|&head| {
        parse.tokens[verb].dep == Dep::Xcomp
            && infinitive(parse, verb)
            && parse.tokens[head].dep == Dep::Relcl
            && parse.child(head, Dep::Dobj).is_none()
            && own_subject(parse, head).is_some_and(|own| referent(parse, own) == own)
    });
    if let Some(noun) = deeper.and_then(|head| parse.head(head)) {
        return vec![noun];
    }
    free_relative(reading, verb).into_iter().collect()
}

/// "crossed the *border* hours after the vote", where the small parser takes the noun for a part of the time.
fn before_time(parse: &Parse, object: usize) -> usize {
    let time = matches!(parse.tokens[object].lemma.as_str(), "minute" | "hour" | "day" | "week" | "month" | "year");
    let next = parse.tokens.get(object + 1).map(|next| next.norm.as_str());
    if !time || !matches!(next, Some("after" | "before" | "ago" | "later" | "earlier")) {
        return object;
    }
    let noun = object.checked_sub(1).filter(|&at| parse.tokens[at].dep == Dep::Compound && nominal(parse, at));
    noun.unwrap_or(object)
}

/// "bombed what it called *camps*": what somebody calls by a name, else the clause that stands for a thing.
fn free_relative(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let clause = parse.children_by(verb, Dep::Ccomp).find(|&clause| clause > verb)?;
    let what = parse
        .children(clause)
        .find(|&what| what == verb + 1 && parse.tokens[what].tag == "WP" && parse.tokens[what].norm == "what")?;
    let noun = |&at: &usize| {
        at > clause && nominal(parse, at) && matches!(parse.tokens[at].dep, Dep::Oprd | Dep::Dobj | Dep::Ccomp)
    };
    let named = parse.children(clause).find(noun).or_else(|| behind(parse, clause, "as"));
    named.filter(|_| is(reading, clause, "naming")).or(Some(what))
}

/// "kidnapped up to ten engineers", where the small parser takes *up* for a particle: the engineers.
pub(super) fn up_to(parse: &Parse, verb: usize) -> Option<usize> {
    let up = parse.children_by(verb, Dep::Prt).find(|&up| parse.tokens[up].norm == "up")?;
    let noun = behind(parse, up, "to")?;
    parse.child(noun, Dep::Nummod).is_some().then_some(noun)
}

/// Who does it: the subject of an active verb, the agent of a passive one.
pub(super) fn agent(reading: Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    if !passive(parse, verb) {
        return subject(reading, verb);
    }
    parse
        .children(verb)
        .filter(|&child| {
            parse.tokens[child].dep == Dep::Agent
                || (parse.tokens[child].dep == Dep::Prep && parse.tokens[child].norm == "by")
        })
        .find_map(|by| parse.child(by, Dep::Pobj))
}

/// Prepositions that hang on a token, "out *of*" included, with the noun or clause behind each.
pub(super) fn prepositions<'a>(parse: &'a Parse, token: usize) -> impl Iterator<Item = usize> + 'a {
    let direct = move |at: usize| {
        parse.children(at).filter(|&child| {
            let child = &parse.tokens[child];
            matches!(child.dep, Dep::Prep | Dep::Agent) || (child.dep == Dep::Dative && child.pos == Pos::Adp)
        })
    };
    direct(token).flat_map(move |first| std::iter::once(first).chain(direct(first)))
}

/// The noun behind a preposition of a token.
pub(super) fn behind(parse: &Parse, token: usize, preposition: &str) -> Option<usize> {
    prepositions(parse, token)
        .filter(|&at| parse.tokens[at].norm == preposition)
        .find_map(|at| parse.child(at, Dep::Pobj))
        .map(|noun| referent(parse, noun))
}

/// What a noun phrase is about: the noun behind "of" where the head only counts.
pub(super) fn content(reading: Reading<'_>, noun: usize) -> usize {
    if is(reading, noun, "measure") || reading.parse.tokens[noun].pos == Pos::Num {
        behind(reading.parse, noun, "of").unwrap_or(noun)
    } else {
        noun
    }
}

/// Whether a lemma hangs on the token: a child, or the noun behind a child preposition.
pub(super) fn hangs(parse: &Parse, token: usize, lemma: &str) -> bool {
    hanging(parse, token, lemma).is_some()
}

/// The child of a token, or the noun behind a child preposition, with this lemma.
pub(super) fn hanging(parse: &Parse, token: usize, lemma: &str) -> Option<usize> {
    let named = |at: &usize| parse.tokens[*at].lemma == lemma || parse.tokens[*at].norm == lemma;
    parse.children(token).find_map(|child| {
        let at = &parse.tokens[child];
        // "held them responsible", "stood firm", where the small parser makes a clause of the adjective.
        let clause = matches!(at.dep, Dep::Ccomp | Dep::Xcomp | Dep::Advcl) && at.pos != Pos::Adj;
        // "fell on the port, according to Chad": no falling to anybody.
        let aside = matches!(at.norm.as_str(), "according" | "owing" | "thanks");
        // "three days *to leave*" is no relative clause.
        let relative = at.dep == Dep::Relcl && !infinitive(parse, child);
        if clause || aside || relative || matches!(at.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Conj) {
            return None;
        }
        if named(&child) {
            return Some(child);
        }
        let leads = matches!(at.dep, Dep::Prep | Dep::Agent | Dep::Dative | Dep::Prt | Dep::Advmod);
        if leads { parse.children(child).find(named) } else { None }
    })
}

/// The clauses that complete a verb: infinitives, gerunds behind prepositions, finite clauses.
pub(super) fn complements(parse: &Parse, verb: usize) -> Vec<usize> {
    let mut out = Vec::new();
    // "Norway condemned the raid, Ghana urged both to talk": a clause set before one that is complete is told beside it.
    let complete = |child: usize| {
        let complements = |at: usize| at > verb && matches!(parse.tokens[at].dep, Dep::Dobj | Dep::Xcomp | Dep::Ccomp);
        child < verb && parse.tokens[child].dep == Dep::Ccomp && parse.children(verb).any(complements)
    };
    for child in parse.children(verb) {
        match parse.tokens[child].dep {
            Dep::Ccomp if complete(child) => {}
            Dep::Xcomp | Dep::Ccomp if verbal(parse, child) => out.push(child),
            Dep::Advcl if infinitive(parse, child) => out.push(child),
            // "called for talks after meeting the premier": that is when, not what.
            Dep::Prep if matches!(parse.tokens[child].norm.as_str(), "after" | "before" | "since" | "while") => {}
            Dep::Prep => out.extend(parse.children_by(child, Dep::Pcomp)),
            // "it urged Israel to stop": the small parser sometimes hangs the clause on the noun.
            Dep::Dobj | Dep::Npadvmod => out.extend(parse.children(child).filter(|&clause| {
                let below = match parse.tokens[clause].dep {
                    Dep::Acl => parse.tokens[child].dep == Dep::Dobj,
                    // "gave them a week to leave"
                    Dep::Relcl => matches!(parse.tokens[child].lemma.as_str(), "hour" | "day" | "week" | "month"),
                    _ => false,
                };
                below && infinitive(parse, clause)
            })),
            _ => {}
        }
    }
    out
}

/// The lemma of a token as the word lists know it: with what a hyphen ties to it ("cease-fire", which the tokenizer cuts in three), and
/// without the slips of the lemmatizer (*hoping* comes as *hop*, *fined* as *fin*).
pub(super) fn lemma<'a>(parse: &'a Parse, token: usize, known: impl Fn(&str) -> bool) -> Cow<'a, str> {
    let at = &parse.tokens[token];
    if let Some(whole) = hyphenated(parse, token).filter(|whole| known(whole)) {
        return Cow::Owned(whole);
    }
    if at.tag.starts_with("VB") && !known(&at.lemma) {
        let stem = at.norm.strip_suffix("ed").or_else(|| at.norm.strip_suffix("ing")).unwrap_or(&at.norm);
        for candidate in [format!("{}e", at.lemma), stem.to_owned()] {
            if known(&candidate) {
                return Cow::Owned(candidate);
            }
        }
    }
    Cow::Borrowed(at.lemma.as_str())
}

/// "go on", "put off": a verb with its particle, where it is known so.
pub(super) fn with_particle<'a>(
    parse: &Parse,
    verb: usize,
    lemma: &'a str,
    known: impl Fn(&str) -> bool,
) -> Cow<'a, str> {
    let particle = parse.child(verb, Dep::Prt).map(|at| format!("{lemma} {}", parse.tokens[at].norm));
    particle.filter(|whole| known(whole)).map_or(Cow::Borrowed(lemma), Cow::Owned)
}

/// What a hyphen ties to the word: "cease-fire".
pub(super) fn hyphenated(parse: &Parse, token: usize) -> Option<String> {
    let first = token.checked_sub(2)?;
    let tied =
        parse.tokens[first + 1].norm == "-" && !parse.tokens[first].space_after && !parse.tokens[first + 1].space_after;
    tied.then(|| format!("{}-{}", parse.tokens[first].norm, parse.tokens[token].lemma.to_lowercase()))
}

/// Whether the verb is an infinitive with *to*.
pub(super) fn infinitive(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].norm == "to")
}
