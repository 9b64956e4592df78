//! Verbs of speech with a clause: after them, before them, around them.

use super::content::{cluster, has_finite, has_quote, phrase, without};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::object::names_words;
use super::source::{agent, interrupted, is_document, is_passive, neighbour, source_of_verb};
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueClass, CueKind, Frame, Strength};
use demarche_model::{ActorKind, Mention};
use std::ops::Range;

/// Rule S025; [`crate::rules`] has its page.
pub(super) fn read_between_commas<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let verb = hit.token;
        if !verb_takes_clause(&hit)
            || !drafts.is_free(verb)
            || hit.cue.strength != Strength::Strong
            || is_passive(desk, verb)
        {
            continue;
        }
        if let Some((hole, source)) = set_between_commas(desk, verb) {
            let content = without(desk.sentence(verb), &hole);
            drafts.push(
                desk,
                Draft {
                    rule: "S025 between-commas",
                    hit: Some(hit),
                    mark: None,
                    source: Source::Phrase(source),
                    content,
                },
            );
        }
    }
}

/// Rule S030; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        if !verb_takes_clause(&hit) || !drafts.is_free(hit.token) {
            continue;
        }
        let verb = hit.token;
        if is_free_relative(desk, verb) {
            continue;
        }
        let clauses: Vec<usize> = desk
            .parse
            .children(verb)
            .filter(|&child| desk.token(child).dep == Dep::Ccomp || asks(desk, hit, child))
            .filter(|&clause| is_content(desk, hit, clause) && !another_sentences(desk, hit, clause))
            .filter(|&clause| !behind_gerund(desk, hit, clause))
            .collect();
        let clauses = if clauses.is_empty() { in_a_document(desk, verb).into_iter().collect() } else { clauses };
        let Some(&first) = clauses.first() else { continue };
        let after = clauses
            .iter()
            .any(|&clause| clause > verb && [clause, first].iter().any(|&it| desk.region(it) == desk.region(verb)));
        let mut content = Vec::new();
        for &clause in &clauses {
            let range = phrase(desk, clause);
            // Of two clauses on both sides of the verb, the one before is another sentence's, unless both are quoted.
            if clause < verb && after {
                continue;
            }
            if clause < verb {
                let hole = cluster(desk, verb, &range);
                let title = titled_before(desk, verb).filter(|(name, _)| range.contains(name));
                let range = range.start..title.map_or(range.end, |(_, comma)| comma);
                let range = last_member(desk, clause, range);
                content.extend(without(range, &hole));
            } else {
                let range = clause_start(desk, hit, clause, range.start)..asked_end(desk, verb, range.end);
                let range = with_reason(desk, verb, before_comment(desk, verb, desk.handovers.cut(verb, range)));
                content.extend(without_asides(desk, verb, with_members(desk, hit, clause, range)));
            }
        }
        let source = source_at(desk, hit, first < verb);
        drafts.push(desk, Draft { rule: "S030 clause", hit: Some(hit), mark: None, source, content });
    }
}

/// "thinks whatever he says is right": what is said is not told.
fn is_free_relative(desk: &Desk<'_>, verb: usize) -> bool {
    let subject = desk.parse.child(verb, Dep::Nsubj).filter(|&subject| subject < verb);
    let before = subject.and_then(|subject| desk.previous(desk.parse.subtree(subject).start));
    before.is_some_and(|before| matches!(desk.token(before).norm.as_str(), "whatever" | "whichever"))
}

/// "Verania accused the rebels of theft; the group did not comment": a clause before the verb that a semicolon parts from it, or whose verb
/// has an object of its own behind it ("what I say is this, he acknowledged a debt"), is not what the verb reports.
fn another_sentences(desk: &Desk<'_>, hit: CueHit<'_>, clause: usize) -> bool {
    let verb = hit.token;
    if clause > verb {
        return false;
    }
    let here = |token: usize| desk.region(token) == desk.region(verb);
    let parted = phrase(desk, clause).end.saturating_sub(1)..verb;
    let semicolon = parted.into_iter().any(|token| desk.word(token) == ";" && here(token)) && here(clause);
    let object = desk.parse.children_by(verb, Dep::Dobj).any(|object| {
        object > verb && here(object) && !matches!(desk.token(object).tag.as_str(), "WDT" | "WP" | "PRP")
    });
    semicolon || object && here(clause) && !hit.cue.takes(Frame::Tell)
}

/// "denies having fired, admitting only a test with guns aimed south": the gerund right behind the verb is what it takes, and no clause
/// further on.
fn behind_gerund(desk: &Desk<'_>, hit: CueHit<'_>, clause: usize) -> bool {
    let next = hit.last + 1;
    let gerund =
        desk.parse.tokens.get(next).is_some_and(|it| it.tag == "VBG" && desk.region(next) == desk.region(hit.token));
    let start = phrase(desk, clause).start;
    hit.cue.takes(Frame::Ing)
        && gerund
        && start > next + 1
        && (next..start).any(|token| desk.word(token) == "," && desk.region(token) == desk.region(hit.token))
}

/// "The Union urged calm, and Ostria has offered to mediate, a diplomat said": whoever the first member names speaks for himself, so
/// that the diplomat says the second.
fn last_member(desk: &Desk<'_>, clause: usize, range: Range<usize>) -> Range<usize> {
    let speaks = desk
        .hits_at(clause)
        .iter()
        .any(|hit| hit.cue.kind == CueKind::Verb && hit.cue.strength == Strength::Strong && desk.is_finite(clause));
    let other = desk.parse.children_by(clause, Dep::Conj).find(|&other| {
        other > clause
            && desk.is_finite(other)
            && desk.parse.child(other, Dep::Nsubj).is_some_and(|subject| subject > clause)
    });
    let Some(other) = other.filter(|_| speaks && desk.region(clause).is_none()) else { return range };
    let start = desk.parse.subtree(other).start;
    let parted = desk.previous(start).and_then(|and| desk.previous(and)).is_some_and(|comma| desk.word(comma) == ",");
    if parted && range.contains(&start) { start..range.end } else { range }
}

/// "denied that it shelled a village, bombed a market or crossed the border": the tree joins the second of a list to the verb that says them.
/// Behind a comma and without a conjunction it goes on with what is said, if the list is of blows or, under a denial, of *or*.
fn with_members(desk: &Desk<'_>, hit: CueHit<'_>, clause: usize, range: Range<usize>) -> Range<usize> {
    let parse = desk.parse;
    let comma = [range.end.saturating_sub(1), range.end]
        .into_iter()
        .find(|&at| at < parse.tokens.len() && desk.word(at) == ",");
    let Some(comma) = comma else { return range };
    let bare = |at: usize| {
        let told = matches!(desk.token(at).tag.as_str(), "VBD" | "VBN");
        told && (comma + 1..at).all(|between| desk.token(between).dep == Dep::Advmod)
    };
    let second = parse.children_by(hit.token, Dep::Conj).find(|&at| at > comma && at > clause && bare(at));
    let Some(second) = second else { return range };
    let last = parse.children_by(second, Dep::Conj).find(|&at| at > second);
    let joint = last.and_then(|last| parse.children_by(second, Dep::Cc).find(|&joint| joint < last));
    let or = joint.is_some_and(|joint| matches!(desk.word(joint), "or" | "nor")) && hit.cue.class == CueClass::Denial;
    let force = |at: usize| {
        let mut frames = desk.reading.lexicon.verbs.frames(&desk.token(at).lemma);
        frames.any(|frame| frame.action.plover == "ASSAULT")
    };
    match joint {
        Some(_) if or || force(clause) && force(second) => range.start..phrase(desk, second).end,
        _ => range,
    }
}

/// Rule S040; [`crate::rules`] has its page.
pub(super) fn read_parenthesis<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let verb = hit.token;
        if !verb_takes_clause(&hit) || !drafts.is_free(verb) || hit.cue.strength == Strength::Weak {
            continue;
        }
        let relayed = is_as_clause(desk, verb);
        let passive = is_passive(desk, verb) && !(relayed && agent(desk, verb).is_some());
        if passive || hit.cue.class == CueClass::Finding || desk.token(verb).tag == "VBG" {
            continue;
        }
        // "As Iran demanded, the talks were held": nobody says that they were; "said Orlov, asked about it": no words of his.
        let tells = matches!(hit.cue.class, CueClass::Neutral | CueClass::Claim | CueClass::Factive);
        if relayed && !tells || !relayed && hit.cue.class == CueClass::Question {
            continue;
        }
        let Some(host) = host(desk, verb) else { continue };
        let own = phrase(desk, verb);
        if desk.is_word(own.start, &[";"]) || desk.previous(own.start).is_some_and(|mark| desk.word(mark) == ";") {
            continue;
        }
        let whole = phrase(desk, host);
        let whole = member_with(desk, whole.start.min(own.start)..whole.end.max(own.end), &own);
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

/// What a speaker's parenthesis stands in ends at a semicolon, and begins behind one or behind a colon: "The army is tied down: its
/// ranks, he says, are thin."
fn member_with(desk: &Desk<'_>, whole: Range<usize>, own: &Range<usize>) -> Range<usize> {
    let member = member(desk, &whole, own, own.start, &[";", ":"]);
    if member.start + 1 >= own.start { whole.start..member.end } else { member }
}

/// The part of some words that a hole stands in: behind the last of the marks that open a part, before the next semicolon, in the quotation of
/// `at` or outside of any like it.
pub(super) fn member(
    desk: &Desk<'_>,
    whole: &Range<usize>,
    hole: &Range<usize>,
    at: usize,
    opening: &[&str],
) -> Range<usize> {
    let free = |token: usize| desk.region(token) == desk.region(at);
    let opens = |&token: &usize| opening.contains(&desk.word(token)) && free(token);
    let ends = |&token: &usize| desk.word(token) == ";" && free(token);
    let start = (whole.start..hole.start).rev().find(opens).map_or(whole.start, |mark| mark + 1);
    let end = (hole.end..whole.end).find(ends).unwrap_or(whole.end);
    start..end
}

/// ", Doyle and others said," where the tree gives the verb another subject or none. Answers the words between the commas and the head
/// of the noun phrase.
fn set_between_commas(desk: &Desk<'_>, verb: usize) -> Option<(Range<usize>, usize)> {
    let (hole, source) = set_off(desk, verb)?;
    let right = super::source::source_of_verb(desk, verb).is_some_and(|found| hole.contains(&found));
    let next = desk.next(verb).is_some_and(|next| desk.word(next) == ",");
    (next && !right).then_some((hole, source))
}

/// ", her advisers said on Friday," whatever the tree makes of it: a comma, a noun phrase, the verb, perhaps a day or a place, a comma.
pub(super) fn set_off(desk: &Desk<'_>, verb: usize) -> Option<(Range<usize>, usize)> {
    let sentence = desk.sentence(verb);
    let comma = |&token: &usize| matches!(desk.word(token), "," | "—" | "–" | "--");
    let after = (verb + 1..sentence.end.min(verb + 8)).find(comma)?;
    let circumstance = verb + 1 == after
        || desk.parse.children(verb).any(|child| {
            child > verb
                && matches!(desk.token(child).dep, Dep::Prep | Dep::Npadvmod | Dep::Advmod)
                && desk.parse.subtree(child).end >= after
                && (verb + 1..after).all(|token| !desk.is_verb(token) && desk.region(token).is_none())
        });
    if !circumstance || !matches!(desk.token(verb).tag.as_str(), "VBD" | "VBZ" | "VBP") {
        return None;
    }
    let before = (sentence.start..verb).rev().take(9).find(comma)?;
    let words = before + 1..verb;
    let nominal = !words.is_empty()
        && words.clone().all(|token| {
            matches!(
                desk.token(token).pos,
                Pos::Propn | Pos::Noun | Pos::Pron | Pos::Det | Pos::Adj | Pos::Cconj | Pos::Adp | Pos::Part | Pos::Num
            )
        });
    let source = super::source::neighbour(desk, verb, false).filter(|source| words.contains(source))?;
    let free = words.clone().all(|token| desk.region(token).is_none());
    (nominal && free && before > sentence.start).then_some((before..after + 1, source))
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
    let marked = is_as_clause(desk, verb) && (between_commas(desk, verb) || opens_with_comma(desk, verb));
    ((joined && bare || marked && no_clause(desk, verb)) && desk.is_verb(head)).then_some(head)
}

/// "As the envoy put it", "as reported by the agency".
fn is_as_clause(desk: &Desk<'_>, verb: usize) -> bool {
    desk.token(verb).dep == Dep::Advcl
        && desk.parse.children_by(verb, Dep::Mark).any(|mark| desk.token(mark).norm == "as" && mark < verb)
}

/// A clause at the beginning of its sentence, with a comma behind it.
fn opens_with_comma(desk: &Desk<'_>, verb: usize) -> bool {
    let own = phrase(desk, verb);
    let opens = (desk.sentence(verb).start..own.start).all(|token| desk.is_blank(token));
    opens && (desk.is_word(own.end.min(desk.len() - 1), &[","]) || desk.is_word(own.end - 1, &[","]))
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

pub(super) fn verb_takes_clause(hit: &CueHit<'_>) -> bool {
    let cue = hit.cue;
    cue.kind == CueKind::Verb
        && (cue.takes(Frame::Clause) || cue.takes(Frame::Tell) || cue.takes(Frame::Wh))
        && cue.class != CueClass::Attitude
}

/// Cuts the outlet's comment off the end of what is said indirectly: after a dash behind a closing mark, ", a move that …".
fn before_comment(desk: &Desk<'_>, verb: usize, range: Range<usize>) -> Range<usize> {
    let plain = |token: usize| desk.region(token) == desk.region(verb);
    let dashes: Vec<usize> = range
        .clone()
        .filter(|&token| {
            plain(token)
                && matches!(desk.word(token), "—" | "–" | "--" | "-")
                && token > range.start + 1
                && desk.token(token - 1).space_after
                && desk.token(token).space_after
        })
        .collect();
    let mut end = range.end;
    if let [dash] = dashes[..]
        && desk.region(dash - 1).is_some_and(|region| Some(region) != desk.region(verb))
    {
        end = dash;
    }
    for token in range.start + 2..end {
        if desk.word(token) != "," || !plain(token) {
            continue;
        }
        let Some(next) = desk.next(token) else { break };
        let it = desk.token(next);
        let appos = matches!(it.norm.as_str(), "a" | "an" | "the")
            && desk.parse.head(next).is_some_and(|noun| {
                // "Ostria might bomb the dam, a remark that made headlines"
                let sums_up = it.norm != "the" && desk.token(noun).dep == Dep::Appos && names_words(desk, noun);
                if sums_up && noun < end && phrase(desk, noun).end >= end - 1 {
                    return true;
                }
                noun < end
                    && matches!(desk.token(noun).dep, Dep::Npadvmod | Dep::Appos | Dep::Dep | Dep::Attr | Dep::Dobj)
                    && desk.parse.head(noun).is_some_and(|verb| desk.is_verb(verb))
                    && phrase(desk, noun).end >= end - 1
            });
        if appos {
            end = token;
            break;
        }
    }
    range.start..end
}

/// "said the plan was “dead” because nobody wanted it": the reason that the tree hangs on the verb of speech is part of what is said,
/// unless a comma outside of quotation marks parts them or somebody else speaks in it.
fn with_reason(desk: &Desk<'_>, verb: usize, range: Range<usize>) -> Range<usize> {
    let Some(next) = (range.end..desk.sentence(verb).end).find(|&token| !desk.is_blank(token)) else { return range };
    let between = range.end..next;
    let parted = between.clone().any(|token| desk.region(token) == desk.region(verb));
    let reason = desk.parse.children_by(verb, Dep::Advcl).find(|&clause| {
        let own = phrase(desk, clause);
        own.start == next
            && desk.is_finite(clause)
            && desk.parse.children_by(clause, Dep::Mark).any(|mark| {
                matches!(desk.token(mark).norm.as_str(), "because" | "if" | "unless" | "though" | "although" | "since")
            })
            && !own.clone().any(|token| {
                desk.hits_at(token).iter().any(|hit| {
                    hit.cue.kind == CueKind::Verb && hit.cue.strength == Strength::Strong && desk.is_finite(token)
                })
            })
    });
    match reason {
        Some(clause) if !parted && range.end > verb => range.start..phrase(desk, clause).end,
        _ => range,
    }
}

/// Leaves out the outlet's asides: ", who was elected in May," inside what is said indirectly.
pub(super) fn without_asides(desk: &Desk<'_>, verb: usize, range: Range<usize>) -> Vec<Range<usize>> {
    let mut pieces = vec![range.clone()];
    for token in range.clone() {
        if desk.token(token).dep != Dep::Relcl || desk.region(token) != desk.region(verb) {
            continue;
        }
        let clause = phrase(desk, token);
        let comma = clause.start.checked_sub(1).filter(|&comma| desk.word(comma) == "," && comma > range.start);
        let pronoun = clause.clone().take(3).any(|token| {
            matches!(desk.token(token).tag.as_str(), "WDT" | "WP" | "WP$") && desk.token(token).norm != "that"
        });
        // An aside with words of a further speaker stays, so that these stand where they are said.
        let speaks = clause.clone().any(|token| {
            desk.hits_at(token).iter().any(|hit| hit.cue.kind == CueKind::Verb && hit.cue.strength == Strength::Strong)
        });
        if let (Some(comma), true) = (comma, pronoun && !speaks)
            && let Some(last) = pieces.pop()
        {
            pieces.extend(without(last, &(comma..clause.end)));
        }
    }
    pieces
}

/// Where a clause after its verb starts: at the words between the two, if the tree failed to join them to it ("said the days when
/// we had one voice are gone").
fn clause_start(desk: &Desk<'_>, hit: CueHit<'_>, clause: usize, start: usize) -> usize {
    let start = start.max(hit.last + 1);
    if hit.cue.takes(Frame::Tell) {
        return start;
    }
    let lost = desk.parse.children(hit.token).find(|&child| {
        let it = desk.token(child);
        child > hit.last
            && child < start
            && matches!(it.dep, Dep::Dobj | Dep::Attr | Dep::Dep)
            && desk.parse.subtree(child).end >= start.saturating_sub(2)
    });
    if let Some(lost) = lost {
        return desk.parse.subtree(lost).start.max(hit.last + 1);
    }
    let first = (hit.last + 1..start).find(|&token| !desk.is_blank(token));
    first.filter(|&first| bereft(desk, clause) && begins_a_noun(desk, hit.token, first)).unwrap_or(start)
}

/// A finite clause without any subject of its own.
fn bereft(desk: &Desk<'_>, clause: usize) -> bool {
    desk.is_finite(clause)
        && desk.parse.children(clause).all(|child| {
            !matches!(desk.token(child).dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Expl | Dep::Mark)
        })
}

/// Whether a word behind a verb begins a noun phrase that hangs on it.
fn begins_a_noun(desk: &Desk<'_>, verb: usize, first: usize) -> bool {
    desk.parse.children(verb).any(|child| {
        matches!(desk.token(child).dep, Dep::Dobj | Dep::Nsubj | Dep::Dep | Dep::Attr | Dep::Dative)
            && desk.parse.subtree(child).start <= first
            && child >= first
    })
}

/// "Asked whether he was worried that they might come, Orlov said no": the question reaches to the comma before the main clause.
fn asked_end(desk: &Desk<'_>, verb: usize, end: usize) -> usize {
    let it = desk.token(verb);
    let sentence = desk.sentence(verb);
    let leads = it.tag == "VBN"
        && it.dep == Dep::Advcl
        && (sentence.start..verb)
            .all(|token| desk.is_blank(token) || matches!(desk.token(token).norm.as_str(), "when"));
    let main = desk.parse.head(verb).filter(|&head| leads && head > verb);
    let subject = main.and_then(|main| desk.parse.child(main, Dep::Nsubj)).map(|subject| phrase(desk, subject).start);
    let comma = subject.and_then(|subject| (end..subject).rev().find(|&token| desk.word(token) == ","));
    comma.unwrap_or(end)
}

/// "said in a letter that the road was open": the tree hangs the clause on the letter.
fn in_a_document(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    desk.parse.children_by(verb, Dep::Prep).filter(|&preposition| preposition > verb).find_map(|preposition| {
        let noun = desk.parse.child(preposition, Dep::Pobj)?;
        // "Commenting on reports that the law had changed, he said": the clause is what the reports say.
        let matter = matches!(desk.token(preposition).norm.as_str(), "on" | "about" | "of" | "over" | "upon");
        if matter && desk.hits_at(noun).iter().any(|hit| hit.cue.kind == CueKind::Noun) && !is_document(desk, noun) {
            return None;
        }
        desk.parse.children(noun).find(|&clause| {
            matches!(desk.token(clause).dep, Dep::Acl | Dep::Relcl | Dep::Ccomp)
                && desk.is_finite(clause)
                && desk.parse.subtree(clause).start == desk.parse.subtree(noun).end.min(noun + 1)
                && desk.token(desk.parse.subtree(clause).start).norm == "that"
                && desk.parse.children(clause).any(|child| {
                    matches!(desk.token(child).dep, Dep::Nsubj | Dep::Nsubjpass) && desk.token(child).norm != "that"
                })
        })
    })
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
    // "insisted that it be disarmed" has a subject and no tense.
    let subjunctive = desk.parse.child(clause, Dep::Mark).is_some_and(|mark| desk.token(mark).norm == "that");
    desk.is_finite(clause) || subjunctive || has_finite(desk, range.clone()) || has_quote(desk, range)
}

/// "…, the administrator of the district, Colonel Ivo Petrov, told the agency": the name between commas right before a verb, and the comma
/// before the office that it explains, where the tree gives both to the clause before.
fn titled_before(desk: &Desk<'_>, verb: usize) -> Option<(usize, usize)> {
    let sentence = desk.sentence(verb);
    let comma = |token: usize| desk.word(token) == "," && desk.region(token) == desk.region(verb);
    let close = desk.previous(verb).filter(|&close| comma(close) && sentence.contains(&close))?;
    let open = (sentence.start..close).rev().take(7).find(|&token| comma(token))?;
    let first = (sentence.start..open).rev().take(12).find(|&token| comma(token))?;
    let (start, end) = desk.parse.bytes(open + 1..close);
    let mentions = desk.reading.mentions;
    let at = mentions.partition_point(|mention| mention.span.end <= start);
    let person = |mention: &&Mention| mention.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::Person);
    let named = mentions.get(at).filter(person).filter(|mention| mention.span.start <= start + 1)?;
    let nominal =
        (first + 1..open).all(|token| !desk.is_verb(token)) && !(open..close).any(|token| desk.is_verb(token));
    let head = (open + 1..close).rev().find(|&token| desk.token(token).pos == Pos::Propn)?;
    (nominal && named.span.end >= end).then_some((head, first))
}

/// The source of a verb that is active or passive, or of nobody.
pub(super) fn source_at(desk: &Desk<'_>, hit: CueHit<'_>, inverted: bool) -> Source {
    let verb = hit.token;
    if is_passive(desk, verb) {
        return agent(desk, verb).map_or(Source::Nobody, Source::Phrase);
    }
    let found = source_of_verb(desk, verb);
    let found = found.or_else(|| titled_before(desk, verb).map(|(name, _)| name));
    // "told Reuters": whom it is told stands behind the verb, not who tells it.
    let inverted = inverted && desk.token(verb).lemma != "tell";
    let found = found.or_else(|| if inverted { neighbour(desk, verb, true) } else { None });
    let found = found.or_else(|| neighbour(desk, verb, false)).or_else(|| interrupted(desk, verb));
    found.map_or(Source::Context, Source::Phrase)
}
