//! Constructions that suspend or settle a deed without a word that governs it: a verb or a clause of the tree in, yes or no out.
//!
//! "will leave when the prisoners are released", "Had it attacked, …", "has yet to leave": none of these is told to have happened. "had to
//! leave" and "the first country to recognise the republic" are.

use super::tree;
use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::verbs::{Dating, Effect, ModalPos};
use demarche_lexicon::{Cue, CueKind, Phrases};

/// Whether a clause is a condition by its order of words: "had the army withdrawn", "should the talks fail", "were it to attack".
pub(super) fn inverted(parse: &Parse, verb: usize) -> bool {
    let Some(subject) = tree::own_subject(parse, verb) else { return false };
    let question = || {
        let sentence = parse.sentences.get(parse.sentence_of(verb)).cloned().unwrap_or_default();
        sentence.rev().take(3).any(|token| parse.tokens[token].norm == "?")
    };
    // "Hardly had it attacked when …", "Never had it attacked": told, if with stress.
    let stressed = |aux: usize| {
        let before = aux.checked_sub(1).filter(|_| !parse.tokens[aux].sentence_start);
        before.is_some_and(|before| matches!(parse.tokens[before].pos, Pos::Adv | Pos::Noun))
    };
    parse.children(verb).any(|child| {
        let word = &parse.tokens[child];
        child < subject
            && word.pos == Pos::Aux
            && matches!(word.norm.as_str(), "had" | "should" | "were")
            && parse.tokens[child + 1..subject].iter().all(|between| between.pos != Pos::Verb)
            && !stressed(child)
    }) && !question()
}

/// Whether "yet" leaves it undone: "has yet to withdraw", "is yet to withdraw".
pub(super) fn yet(parse: &Parse, head: usize) -> bool {
    matches!(parse.tokens[head].lemma.as_str(), "have" | "be")
        && parse.children_by(head, Dep::Advmod).any(|adverb| parse.tokens[adverb].norm == "yet")
}

/// "had to withdraw", "have had to cut", "was able to hold": what one had to do, or was able to, is done; what one has to do is not.
pub(super) fn had_to(reading: Reading<'_>, head: usize) -> bool {
    let parse = reading.parse;
    let past = |verb: usize| matches!(parse.tokens[verb].tag.as_str(), "VBD" | "VBN");
    let token = &parse.tokens[head];
    if token.norm == "able" {
        return parse
            .head(head)
            .is_some_and(|verb| parse.tokens[verb].lemma == "be" && past(verb) && !modal(parse, verb));
    }
    token.lemma == "have" && past(head) && !yet(parse, head)
}

/// "is going to attack", "is to attack", "is set to attack".
pub(super) fn ahead(reading: Reading<'_>, head: usize) -> bool {
    let parse = reading.parse;
    let token = &parse.tokens[head];
    tree::is(reading, head, "ahead")
        || token.lemma == "go" && token.tag == "VBG"
        || token.lemma == "be" && parse.child(head, Dep::Acomp).is_none() && parse.child(head, Dep::Attr).is_none()
}

/// Whether a modal auxiliary stands at the verb.
pub(super) fn modal(parse: &Parse, verb: usize) -> bool {
    parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].tag == "MD")
}

/// Whether a clause of time hangs on what has not happened: "will leave when it stops", "could talk as soon as they are released".
pub(super) fn awaits(reading: Reading<'_>, clause: usize, head: usize) -> bool {
    let parse = reading.parse;
    // "as soon as": the clause hangs on *soon*.
    let head = if tree::verbal(parse, head) { head } else { parse.head(head).unwrap_or(head) };
    let Some(mark) = parse.children(clause).find(|&child| child < clause && tree::dates(reading, child, Dating::Mark))
    else {
        return false;
    };
    let told = parse.tokens[clause].tag == "VBD"
        || parse.children(clause).any(|child| {
            parse.tokens[child].tag == "VBD" && matches!(parse.tokens[child].dep, Dep::Aux | Dep::Auxpass)
        });
    let lasting = || matches!(parse.tokens[mark].norm.as_str(), "until" | "till" | "once");
    // "would stay until they were released": a past of the reporting, not of the release.
    let shifted = || {
        lasting()
            && parse.children_by(head, Dep::Aux).any(|aux| {
                matches!(parse.tokens[aux].norm.as_str(), "would" | "could" | "might" | "should" | "to" | "'d")
            })
    };
    if told { shifted() } else { modal(parse, head) || lasting() && tree::infinitive(parse, head) }
}

/// Whether an adverbial clause is told for itself: it has a conjunction and is no purpose.
pub(super) fn independent(reading: Reading<'_>, clause: usize) -> bool {
    let parse = reading.parse;
    !tree::infinitive(parse, clause)
        && parse.children(clause).any(|child| {
            matches!(parse.tokens[child].dep, Dep::Mark | Dep::Advmod)
                && child < clause
                && tree::dates(reading, child, Dating::Beside)
        })
}

/// "the first country to bomb", "the only one to sign", "one of the few to join": whoever is so called has done it. "The latest effort to", "the only
/// way to" has not.
pub(super) fn ranked(reading: Reading<'_>, noun: usize) -> bool {
    let parse = reading.parse;
    let few = parse.tokens[noun].dep == Dep::Pobj
        && parse.head(noun).and_then(|of| parse.head(of)).is_some_and(|one| parse.tokens[one].norm == "one");
    let rank = parse.children(noun).chain([noun]).any(|word| {
        let norm = parse.tokens[word].norm.as_str();
        matches!(norm, "first" | "second" | "third" | "last" | "latest" | "only" | "sole") || few && norm == "few"
    });
    let meant = reading.lexicon.verbs.modal(&parse.tokens[noun].lemma, ModalPos::Noun).is_some();
    rank && !meant && !tree::is(reading, noun, "means")
}

/// "was the last country to sign": the small parser hangs the clause on the verb.
pub(super) fn ranked_attribute(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    parse.child(verb, Dep::Attr).is_some_and(|noun| {
        let of = || tree::behind(parse, noun, "of").filter(|_| parse.tokens[noun].norm == "one");
        ranked(reading, noun) || of().is_some_and(|among| ranked(reading, among))
    })
}

/// A clause that asks, inside another: "is unclear whether it attacked" leaves it open, "did not say why it attacked" takes it for granted. What is
/// denied above is the knowing, not the deed.
pub(super) fn embedded_question(parse: &Parse, clause: usize) -> bool {
    let before = |word: &usize| *word < clause;
    match parse.tokens[clause].dep {
        Dep::Ccomp | Dep::Csubj | Dep::Xcomp | Dep::Acl | Dep::Pcomp => {}
        _ => return false,
    }
    parse.children(clause).filter(before).any(|word| match parse.tokens[word].dep {
        Dep::Mark => matches!(parse.tokens[word].norm.as_str(), "whether" | "if"),
        Dep::Advmod | Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Attr => {
            // "what it would send", "which help it would send"
            let asks = |at: usize| parse.tokens[at].tag.starts_with('W');
            (asks(word) || parse.child(word, Dep::Det).is_some_and(asks)) && !tree::infinitive(parse, clause)
        }
        _ => false,
    })
}

/// "telephoned him to offer help", "wrote to the council to protest": what is said in a call or a letter is said once it is made.
pub(super) fn said_in_call(reading: Reading<'_>, clause: usize, head: usize) -> bool {
    let parse = reading.parse;
    let lemma = &parse.tokens[clause].lemma;
    let says = |cue: &Cue| cue.kind == CueKind::Verb && cue.words.len() == 1;
    tree::is(reading, head, "in-call")
        && parse.children_by(clause, Dep::Aux).all(|aux| parse.tokens[aux].lemma != "have")
        && reading.lexicon.speech.cues_from(lemma).any(says)
}

/// "left for the capital to press its case": whoever is on the way means to do it there.
pub(super) fn sets_out(reading: Reading<'_>, head: usize) -> bool {
    tree::is(reading, head, "leaving")
        && !reading.parse.tokens[head].lemma.eq("set")
        && reading.lexicon.verbs.modal(&reading.parse.tokens[head].lemma, ModalPos::Verb).is_none()
}

/// Whether a semicolon, or a colon behind it, parts a clause from the one that the small parser hangs it on.
pub(super) fn apart(parse: &Parse, clause: usize, head: usize) -> bool {
    let (first, last) = (clause.min(head), clause.max(head));
    parse
        .tokens
        .get(first..last)
        .is_some_and(|between| between.iter().any(|token| token.norm == ";" || token.norm == ":" && clause < head))
}

/// "It was not until Tuesday that it attacked": what is set apart is the time; the attack is told.
pub(super) fn cleft(parse: &Parse, clause: usize, head: usize) -> bool {
    let it = tree::own_subject(parse, head).is_some_and(|subject| parse.tokens[subject].norm == "it");
    let apart = |child: usize| {
        matches!(parse.tokens[child].dep, Dep::Prep | Dep::Advmod | Dep::Npadvmod) && head < child && child < clause
    };
    parse.tokens[head].lemma == "be"
        && it
        && parse.child(head, Dep::Acomp).is_none()
        && parse.children(head).any(apart)
        && parse.children_by(clause, Dep::Mark).any(|mark| parse.tokens[mark].norm == "that")
}

/// "an attack", "attacks", "any attack", "no attack": of nothing known.
pub(super) fn indefinite(parse: &Parse, noun: usize) -> bool {
    let token = &parse.tokens[noun];
    token.pos == Pos::Noun
        && parse.children(noun).all(|child| match parse.tokens[child].dep {
            Dep::Poss => false,
            Dep::Det => {
                matches!(parse.tokens[child].norm.as_str(), "a" | "an" | "any" | "no" | "some" | "another" | "more")
            }
            _ => true,
        })
}

/// Whether a conjunction of this form stands between a verb and the one that is joined to it.
pub(super) fn joined_by(parse: &Parse, at: usize, head: usize, conjunction: &str) -> bool {
    parse.children_by(head, Dep::Cc).any(|joint| joint < at && parse.tokens[joint].norm == conjunction)
}

/// "in case it attacks", "provided that it attacks".
pub(super) fn in_case(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let conditional = |word: usize| {
        let row = reading.lexicon.verbs.modal(&parse.tokens[word].norm, ModalPos::Preposition);
        row.is_some_and(|row| row.effect == Effect::Hypothetical)
    };
    let provided = || {
        let mut marks = parse.children_by(verb, Dep::Mark).filter(|&mark| parse.tokens[mark].norm == "that");
        marks.any(|mark| mark > 0 && conditional(mark - 1))
    };
    provided()
        || parse.children_by(verb, Dep::Prep).any(|at| {
            at < verb
                && parse.tokens[at].norm == "in"
                && parse
                    .child(at, Dep::Pobj)
                    .is_some_and(|noun| parse.tokens[noun].norm == "case" && parse.children(noun).next().is_none())
        })
}

/// "could have attacked but did not": what might have been is said not to be.
pub(super) fn undone(parse: &Parse, verb: usize) -> bool {
    modal(parse, verb)
        && parse.children_by(verb, Dep::Conj).any(|other| {
            matches!(parse.tokens[other].lemma.as_str(), "do" | "have")
                && parse.child(other, Dep::Neg).is_some()
                && !parse.children(other).any(|child| {
                    matches!(parse.tokens[child].dep, Dep::Dobj | Dep::Xcomp | Dep::Ccomp | Dep::Acomp | Dep::Attr)
                })
        })
}

/// "Withdraw the troops, he said": a command.
pub(super) fn imperative(parse: &Parse, verb: usize) -> bool {
    let token = &parse.tokens[verb];
    let leads = match token.dep {
        Dep::Root => true,
        Dep::Ccomp => parse.head(verb).is_some_and(|head| verb < head),
        // "Withdraw now, the minister told the rebels": the small parser takes the command for an adjunct.
        Dep::Advcl => {
            let told = |head: usize| verb < head && own_head_subject_between(parse, verb, head);
            parse.child(verb, Dep::Mark).is_none() && parse.head(verb).is_some_and(told)
        }
        _ => false,
    };
    leads
        && token.tag == "VB"
        && tree::own_subject(parse, verb).is_none()
        && parse.children_by(verb, Dep::Aux).all(|aux| parse.tokens[aux].lemma == "do")
}

/// "demanded that it withdraw", "asked that they be released": a finite clause without a tense is what is asked for. "Made it withdraw" is done.
pub(super) fn mandated(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let token = &parse.tokens[verb];
    if !matches!(token.dep, Dep::Ccomp | Dep::Acl) {
        return false;
    }
    let Some(subject) = tree::own_subject(parse, verb) else { return false };
    // Under many the tagger often takes a present for a bare verb: "says the rebels hold the town".
    let one = matches!(parse.tokens[subject].tag.as_str(), "NN" | "NNP")
        || matches!(parse.tokens[subject].norm.as_str(), "it" | "he" | "she");
    let Some(head) = parse.head(verb).filter(|&head| head < verb) else { return false };
    let mut aux = parse.children(verb).filter(|&child| matches!(parse.tokens[child].dep, Dep::Aux | Dep::Auxpass));
    let bare = match aux.next() {
        Some(be) => parse.tokens[be].norm == "be" && parse.tokens[be].tag == "VB" && aux.next().is_none(),
        None => one && token.tag == "VB" && !tree::is(reading, verb, "invariant"),
    };
    bare && !tree::is(reading, head, "bare-causative")
}

/// "At no time did it attack", "In no way …", "Neither did it attack": a negation that stands first turns subject and auxiliary round.
pub(super) fn denied_first(reading: Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let aux = parse.children_by(verb, Dep::Aux).next();
    let Some(aux) = aux.filter(|&aux| tree::own_subject(parse, verb).is_some_and(|subject| aux < subject)) else {
        return false;
    };
    let no = |noun: usize| parse.child(noun, Dep::Det).is_some_and(|det| parse.tokens[det].norm == "no");
    // The small parser hangs such words on either verb.
    let just_before = aux.checked_sub(1);
    let neither = || {
        let word = just_before.map(|at| parse.tokens[at].norm.as_str());
        matches!(word, Some("neither" | "nor"))
    };
    just_before.is_some_and(no) || neither()
}

/// "hardly had it attacked when": it had.
pub(super) fn just_then(parse: &Parse, adverb: usize, verb: usize) -> bool {
    matches!(parse.tokens[adverb].norm.as_str(), "hardly" | "scarcely" | "barely")
        && parse.children(verb).any(|aux| parse.tokens[aux].norm == "had" && adverb < aux)
        && tree::own_subject(parse, verb).is_some_and(|subject| adverb < subject)
}

/// "held off attacking": a gerund right behind the particle of a verb, which the small parser takes for an adjunct.
pub(super) fn behind_particle(parse: &Parse, clause: usize, head: usize) -> bool {
    parse.tokens[clause].tag == "VBG"
        && parse.child(head, Dep::Prt).is_some_and(|particle| particle + 1 == clause)
        && tree::own_subject(parse, clause).is_none()
}

/// "discussed an invasion of Niger", "studied a blockade": what is talked over has not come. "Discussed the attack" has its attack.
pub(super) fn aired(reading: Reading<'_>, noun: usize, verb: usize) -> bool {
    let parse = reading.parse;
    let determiner = parse.child(noun, Dep::Det).map(|at| parse.tokens[at].norm.as_str());
    tree::is(reading, verb, "talking-over") && matches!(determiner, Some("a" | "an" | "any" | "another"))
}

/// "as long as it is attacked", "so long as nobody fires": a condition, where it is not told of the past.
pub(super) fn as_long_as(parse: &Parse, verb: usize) -> bool {
    let long = parse.head(verb).is_some_and(|head| parse.tokens[head].norm == "long");
    let now = |token: usize| matches!(parse.tokens[token].tag.as_str(), "VBZ" | "VBP");
    let aux = |child: &usize| matches!(parse.tokens[*child].dep, Dep::Aux | Dep::Auxpass);
    let marked = parse.children_by(verb, Dep::Mark).any(|mark| parse.tokens[mark].norm == "as");
    long && marked && (now(verb) || parse.children(verb).filter(aux).any(now))
}

/// Whether the subject of a verb stands between a clause before it and the verb.
fn own_head_subject_between(parse: &Parse, clause: usize, head: usize) -> bool {
    tree::own_subject(parse, head).is_some_and(|subject| clause < subject && subject < head)
}

/// "lest Azerbaijan attack", "only if Iran attacks": where the small parser takes the verb for a noun, the conjunction right before it still suspends
/// it. "If attacks continue" has a verb of its own.
pub(super) fn led_by_condition(parse: &Parse, noun: usize) -> bool {
    let first = parse.tokens[noun].left_edge as usize;
    let lone = !matches!(parse.tokens[noun].dep, Dep::Nsubj | Dep::Nsubjpass) && first < noun;
    let before = first.checked_sub(1).filter(|_| !parse.tokens[first].sentence_start);
    let event = |that: usize| {
        that > 0
            && matches!(parse.tokens[that - 1].norm.as_str(), "event" | "case" | "provided" | "assuming" | "supposing")
    };
    // "in the event that Belarus attacks"
    if first < noun && before.is_some_and(|that| parse.tokens[that].norm == "that" && event(that)) {
        return true;
    }
    before
        .filter(|_| lone)
        .is_some_and(|before| matches!(parse.tokens[before].norm.as_str(), "lest" | "if" | "unless" | "whether"))
}

/// "*blocked* a statement", "*vetoed* a resolution": what a paper says that never came about.
pub(super) fn blocked(reading: Reading<'_>, paper: usize) -> bool {
    let verb = reading.parse.head(paper).filter(|_| reading.parse.tokens[paper].dep == Dep::Dobj);
    let list = &reading.lexicon.speech.negation;
    let blocks =
        |verb: usize| list.starting_with(&reading.parse.tokens[verb].lemma).any(|row| row.group == Phrases::BLOCKS);
    tree::is(reading, paper, "paper") && verb.is_some_and(blocks)
}
