//! Verbs of speech with other complements than a clause: objects, infinitives, gerunds, prepositions.

use super::apart::{holds_a_verdict, is_condition, set_apart};
use super::clause::source_at;
use super::content::{has_quote, is_infinitive, phrase};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source};
use super::source::{agent, can_speak, is_passive, quoted_by};
use super::substance::has_substance;
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueClass, CueKind, Frame, Strength};
use demarche_model::Position;
use std::ops::Range;

/// Rule S050; [`crate::rules`] has its page.
pub(super) fn read_passive<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let verb = hit.token;
        if hit.cue.kind != CueKind::Verb
            || !drafts.is_free(verb)
            || !is_passive(desk, verb)
            || hit.cue.strength == Strength::Weak
        {
            continue;
        }
        if hit.cue.class == CueClass::Attitude || hit.cue.class == CueClass::Finding {
            continue;
        }
        let subject = desk.parse.child(verb, Dep::Nsubjpass);
        let complement = passive_complement(desk, hit);
        // "The report that the port was closed was denied by the envoy": words are denied, and nothing need follow.
        let denied = || {
            let words = subject.is_some_and(|subject| names_words(desk, subject));
            let settles = matches!(hit.cue.position, Position::Confirms | Position::Denies) && subject.is_some();
            agent(desk, verb)
                .is_some_and(|doer| words && hit.cue.class == CueClass::Denial || settles && can_speak(desk, doer))
        };
        let matter = matter(desk, hit, subject);
        if complement.is_none() && matter.is_none() && !denied() {
            continue;
        }
        let named = || complement.as_ref().and_then(|complement| named_doer(desk, hit, complement));
        let doer = agent(desk, verb).or_else(named);
        let mut content = Vec::new();
        if let Some(subject) = subject
            && !matches!(desk.token(subject).tag.as_str(), "WDT" | "WP")
        {
            content.push(phrase(desk, subject));
        }
        content.extend(complement.map(|complement| before_doer(desk, doer, complement)));
        if content.is_empty() {
            content.extend(matter);
        }
        let source = doer.map_or(Source::Nobody, Source::Phrase);
        drafts.push(desk, Draft { rule: "S050 passive", hit: Some(hit), mark: None, source, content });
    }
}

/// "the pact, announced by Ostria,", "a truce proposed by the bishop": the noun in front of a participle is what is announced.
fn matter(desk: &Desk<'_>, hit: CueHit<'_>, subject: Option<usize>) -> Option<Range<usize>> {
    let verb = hit.token;
    let speaks = agent(desk, verb).is_some_and(|agent| can_speak(desk, agent) && agent > verb);
    let says = matches!(hit.cue.class, CueClass::Neutral | CueClass::Factive | CueClass::Claim);
    if !speaks || !says || !hit.cue.takes(Frame::Np) || hit.last != verb || subject.is_some() {
        return None;
    }
    let it = desk.token(verb);
    let before = desk.previous(verb)?;
    let before = if desk.word(before) == "," { desk.previous(before)? } else { before };
    let noun = match it.dep {
        Dep::Acl => desk.parse.head(verb).filter(|&noun| noun < verb)?,
        Dep::Advcl => before,
        _ => return None,
    };
    let named = matches!(desk.token(noun).pos, Pos::Noun) && desk.region(noun) == desk.region(verb);
    let range = phrase(desk, noun).start..before + 1;
    (named && range.contains(&noun)).then_some(range)
}

fn passive_complement(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Range<usize>> {
    let cue = hit.cue;
    desk.parse.children(hit.token).filter(|&child| child > hit.token).find_map(|child| {
        let it = desk.token(child);
        let fits = match it.dep {
            Dep::Xcomp | Dep::Advcl => cue.takes(Frame::PassiveInf) && is_infinitive(desk, child),
            Dep::Prep => {
                cue.frames.has_preposition(&it.norm) && !matches!(it.norm.as_str(), "to" | "on" | "at" | "about")
                    || (it.norm == "as" && cue.takes(Frame::As))
            }
            Dep::Oprd => {
                let named = || named_doer(desk, hit, &phrase(desk, child)).is_some();
                cue.takes(Frame::Small) && (agent(desk, hit.token).is_some() || named())
            }
            _ => false,
        };
        fits.then(|| phrase(desk, child))
    })
}

/// "was called “a trap” by the envoy": the tree hangs the one who called it so on what it was called; the closing mark parts them.
fn named_doer(desk: &Desk<'_>, hit: CueHit<'_>, complement: &Range<usize>) -> Option<usize> {
    let by = complement.clone().find(|&token| {
        desk.token(token).norm == "by"
            && desk.region(token) == desk.region(hit.token)
            && token > complement.start
            && desk.region(token - 1).is_some_and(|region| Some(region) != desk.region(hit.token))
    })?;
    desk.parse.child(by, Dep::Pobj).filter(|&doer| can_speak(desk, doer))
}

/// What a complement holds before the words that name its speaker.
fn before_doer(desk: &Desk<'_>, doer: Option<usize>, complement: Range<usize>) -> Range<usize> {
    let by = doer.and_then(|doer| desk.parse.head(doer)).filter(|by| complement.contains(by) && *by > complement.start);
    complement.start..by.unwrap_or(complement.end)
}

/// Rule S060; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    for &hit in &desk.cues {
        let verb = hit.token;
        if hit.cue.kind != CueKind::Verb
            || !drafts.is_free(verb)
            || is_passive(desk, verb)
            || hit.cue.class == CueClass::Attitude
        {
            continue;
        }
        let Some(content) = complement(desk, hit) else { continue };
        let content = with_series(desk, verb, content);
        // "Commenting on reports that …, Mr. Orlov said": the occasion of the statement, none of its own.
        let occasion = desk.token(verb).tag == "VBG"
            && desk
                .parse
                .head(verb)
                .is_some_and(|head| head > verb && desk.hits_at(head).iter().any(|hit| hit.cue.kind == CueKind::Verb))
            && desk.token(content.start).pos == Pos::Adp;
        if occasion {
            continue;
        }
        let mut pieces = vec![content.clone()];
        pieces.extend(described(desk, hit));
        if hit.cue.takes(Frame::QuoteAs) {
            let words = relayed(desk, drafts, verb);
            if !words.is_empty() {
                pieces = words;
            }
        }
        // "denied him a visa": with a receiver, to deny is to withhold a thing.
        let receiver = desk.parse.child(verb, Dep::Dative).is_some_and(|dative| desk.token(dative).norm != "to");
        if receiver && hit.cue.class == CueClass::Denial {
            continue;
        }
        if hit.cue.strength == Strength::Weak && !is_quoted_speech(desk, &content) || is_a_blow(desk, hit, &content) {
            continue;
        }
        if !pieces.iter().any(|piece| has_substance(desk, hit, piece)) {
            continue;
        }
        let source = source_at(desk, hit, false);
        if source == Source::Context && desk.token(verb).tag != "VBG" {
            continue;
        }
        drafts.push(desk, Draft { rule: "S060 complement", hit: Some(hit), mark: None, source, content: pieces });
    }
}

/// "denied shelling Chad, bombing Sudan and holding hostages": the tree hangs the second of three gerunds on the verb that says them, as what
/// goes with it; the third, joined to the second, shows that they are a series.
fn with_series(desk: &Desk<'_>, verb: usize, content: Range<usize>) -> Range<usize> {
    let parse = desk.parse;
    let gerund = |at: usize| desk.token(at).tag == "VBG";
    let first =
        desk.token(content.start).tag == "VBG" && parse.children_by(verb, Dep::Xcomp).any(|at| content.contains(&at));
    if !first || content.end >= parse.tokens.len() || desk.token(content.end).norm != "," {
        return content;
    }
    let joined = |at: usize| parse.children_by(at, Dep::Conj).any(gerund);
    // "denied shelling it, accusing Sudan and calling for talks": what is said goes with the denial.
    let says = |at: usize| desk.hits_at(at).iter().any(|hit| hit.cue.kind == CueKind::Verb);
    let mut beside = parse
        .children_by(verb, Dep::Advcl)
        .filter(|&at| at == content.end + 1 && gerund(at) && joined(at) && !says(at));
    match beside.next() {
        Some(second) => content.start..phrase(desk, second).end,
        None => content,
    }
}

/// "blasted the port with thirty rockets": with a thing to strike with, the verb of blame is a blow.
fn is_a_blow(desk: &Desk<'_>, hit: CueHit<'_>, content: &Range<usize>) -> bool {
    let strikes =
        matches!(hit.cue.lemma().as_str(), "assail" | "bash" | "blast" | "go after" | "rip" | "skewer" | "slam");
    let tool = |token: usize| {
        desk.token(token).norm == "with"
            && desk.parse.child(token, Dep::Pobj).is_some_and(|tool| desk.token(tool).tag == "NNS")
    };
    strikes && !has_quote(desk, content.clone()) && desk.parse.children_by(hit.token, Dep::Prep).any(tool)
}

/// Whether quoted words are what a complement says: in "began a “limited” operation" the word in marks only describes the outlet's
/// own noun, and nobody speaks.
fn is_quoted_speech(desk: &Desk<'_>, content: &Range<usize>) -> bool {
    let describes = |token: usize| {
        matches!(desk.token(token).dep, Dep::Amod | Dep::Compound | Dep::Nmod)
            && desk.parse.head(token).is_some_and(|head| {
                desk.region(head).is_none() && matches!(desk.token(head).pos, Pos::Noun | Pos::Propn)
            })
    };
    let quoted = |token: usize| desk.is_quoted(token) && !desk.is_blank(token) && desk.token(token).pos != Pos::Det;
    content.clone().any(|token| quoted(token) && !describes(token))
}

/// "the agency quoted Kim as saying" behind a quotation: what Kim says there is what the agency quotes.
fn relayed(desk: &Desk<'_>, drafts: &Drafts<'_>, verb: usize) -> Vec<Range<usize>> {
    let inner = drafts.made.iter().find(|draft| draft.hit.is_some_and(|hit| quoted_by(desk, hit.token) == Some(verb)));
    inner.map(|draft| draft.content.clone()).unwrap_or_default()
}

fn complement(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Range<usize>> {
    let cue = hit.cue;
    if let Some(wanted) = wanted(desk, hit) {
        return Some(wanted);
    }
    let particle = desk.token(hit.last).dep == Dep::Prt && desk.parse.child(hit.last, Dep::Pobj).is_some();
    let hooked = hit.last != hit.token && (desk.token(hit.last).dep == Dep::Prep || particle);
    let mut whole: Option<Range<usize>> = None;
    let mut add = |range: Range<usize>| {
        whole = Some(match whole.take() {
            Some(known) => known.start.min(range.start)..known.end.max(range.end),
            None => range,
        });
    };
    if hooked {
        if cue.takes(Frame::Np) || cue.takes(Frame::ObjInf) {
            for child in
                desk.parse.children(hit.last).filter(|&child| matches!(desk.token(child).dep, Dep::Pobj | Dep::Pcomp))
            {
                add(phrase(desk, child));
            }
        }
        for child in infinitives(desk, hit.token).filter(|&child| child > hit.last) {
            add(phrase(desk, child));
        }
        // "referred to the raid as “a mistake”".
        if cue.takes(Frame::As) {
            for child in desk.parse.children(hit.token).chain(desk.parse.children(hit.last)) {
                if child > hit.last && desk.token(child).norm == "as" {
                    add(phrase(desk, child));
                }
            }
        }
        // "spoke of planes bombing a market": the tree hangs what they do on the speaking.
        let whole = whole.map(|range| {
            let doing = desk
                .parse
                .children_by(hit.token, Dep::Advcl)
                .find(|&at| desk.token(at).tag == "VBG" && phrase(desk, at).start == range.end && at == range.end);
            doing.map_or(range.clone(), |doing| range.start..phrase(desk, doing).end)
        });
        let whole =
            whole.filter(|range| cue.takes(Frame::Np) || range.clone().any(|token| desk.token(token).tag == "TO"));
        return whole.map(|range| set_apart(desk, hit, range));
    }
    let object = desk
        .parse
        .children_by(hit.token, Dep::Dobj)
        .find(|&child| child > hit.token && !(cue.takes(Frame::Inf) && is_day(desk, child)));
    let mut named = false;
    let mut more = false;
    for child in desk.parse.children(hit.token).filter(|&child| child > hit.last) {
        let it = desk.token(child);
        let takes = match it.dep {
            Dep::Dobj if object != Some(child) && cue.takes(Frame::Inf) && is_day(desk, child) => false,
            Dep::Dobj => {
                named = true;
                cue.takes(Frame::Np)
                    || cue.takes(Frame::SaidNp) && names_words(desk, child)
                    || cue.takes(Frame::Quote)
                        && !cue.takes(Frame::Tell)
                        && has_own_quote(desk, hit.token, &phrase(desk, child))
            }
            // "condemned what he called a breach": a clause in the place of a noun.
            Dep::Ccomp if opens_with_what(desk, child) => cue.takes(Frame::Np) || cue.takes(Frame::SaidNp),
            Dep::Xcomp | Dep::Ccomp if is_infinitive(desk, child) => {
                cue.takes(Frame::Inf) && object.is_none()
                    || cue.takes(Frame::ObjInf) && (object.is_some() || desk.parse.child(child, Dep::Nsubj).is_some())
            }
            Dep::Advcl if is_infinitive(desk, child) => cue.takes(Frame::ObjInf) && object.is_some(),
            Dep::Xcomp | Dep::Ccomp | Dep::Pcomp if is_gerund(desk, child) => cue.takes(Frame::Ing),
            Dep::Oprd | Dep::Ccomp | Dep::Xcomp | Dep::Acomp | Dep::Attr => cue.takes(Frame::Small),
            Dep::Prep | Dep::Dative if it.norm == "as" => cue.takes(Frame::As) || cue.takes(Frame::QuoteAs),
            Dep::Prep | Dep::Dative => cue.frames.has_preposition(&it.norm) && prepositional(desk, hit, child),
            _ => false,
        };
        if takes {
            more |= it.dep != Dep::Dobj;
            add(phrase(desk, child));
        }
    }
    // "identified the dead man as Oto Varga": the tree may hang on the man what he is identified as.
    more |= object.is_some_and(|object| {
        cue.takes(Frame::As) && desk.parse.children(object).any(|child| desk.token(child).norm == "as")
    });
    // "accused Kyiv of shelling": what follows the object needs the object to be read; a bare object needs its own frame.
    if let Some(object) = object
        && (cue.takes(Frame::Np)
            || more && !cue.takes(Frame::Tell)
            || cue.takes(Frame::SaidNp) && names_words(desk, object))
    {
        add(phrase(desk, object));
    }
    let whole = whole.map(|range| range.start..stretched(desk, hit, range.end));
    let whole = whole.map(|range| before_tail(desk, hit.token, range));
    let small_only = cue.takes(Frame::Small) && !cue.takes(Frame::Np);
    let small = small_only && object.is_some_and(|object| holds_a_verdict(desk, object));
    let whole = if small { object.map(|object| phrase(desk, object)) } else { whole };
    let bare = named && !more && !small && (small_only || !cue.takes(Frame::Np) && !cue.takes(Frame::SaidNp));
    whole.filter(|range| !bare || has_own_quote(desk, hit.token, range)).map(|range| set_apart(desk, hit, range))
}

/// Whether a range enters a quotation that the verb before it does not stand in: the report's "the firm “kept a branch abroad”" holds no
/// words of the firm.
fn has_own_quote(desk: &Desk<'_>, verb: usize, range: &Range<usize>) -> bool {
    range.clone().any(|token| desk.is_quoted(token) && !desk.is_blank(token) && desk.region(token) != desk.region(verb))
}

/// "what he called a breach".
fn opens_with_what(desk: &Desk<'_>, clause: usize) -> bool {
    desk.token(phrase(desk, clause).start).norm == "what"
}

/// "called for the envoy to be freed": the preposition opens an infinitive with a subject of its own.
fn wanted(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Range<usize>> {
    let opens = hit.last != hit.token && desk.token(hit.last).dep == Dep::Mark && desk.token(hit.last).norm == "for";
    let clause =
        desk.parse.head(hit.last).filter(|&clause| opens && clause > hit.last && is_infinitive(desk, clause))?;
    (hit.cue.takes(Frame::Np) || hit.cue.takes(Frame::ObjInf)).then(|| hit.last + 1..phrase(desk, clause).end)
}

/// "promised Sunday at a rally to end it": a day in the place of an object.
fn is_day(desk: &Desk<'_>, object: usize) -> bool {
    let span = desk.span(object);
    desk.reading.times.iter().any(|time| time.span.contains(span))
        && !desk.parse.children(object).any(|child| matches!(desk.token(child).dep, Dep::Det | Dep::Poss))
}

/// Cuts what the outlet adds behind the last closing mark: its comment after a dash or a comma ("“racist,” a rare rebuke"), the day and
/// the occasion of the telling ("“a disgrace” during a visit").
fn before_tail(desk: &Desk<'_>, verb: usize, range: Range<usize>) -> Range<usize> {
    let quoted = |token: usize| desk.region(token).is_some() && desk.region(token) != desk.region(verb);
    let Some(last) = range.clone().rev().find(|&token| quoted(token)) else { return range };
    let mut tail = last + 1..range.end;
    let Some(first) = tail.find(|&token| !desk.is_blank(token)) else { return range };
    let set_off = (last..first).any(|token| matches!(desk.word(token), "," | "—" | "–" | "--" | "-"))
        || desk.previous(last).is_some_and(|before| desk.word(before) == "," && quoted(before));
    let it = desk.token(first);
    let comment = set_off && matches!(it.norm.as_str(), "a" | "an" | "the" | "which" | "who");
    let occasion = matches!(it.norm.as_str(), "during" | "when" | "while" | "amid")
        || desk.reading.times.iter().any(|time| time.span.contains(desk.span(first)));
    if comment || occasion { range.start..last + 1 } else { range }
}

/// "an explosion that the mayor described as “an intentional act”": the noun that the clause describes belongs to what is said.
fn described(desk: &Desk<'_>, hit: CueHit<'_>) -> Option<Range<usize>> {
    let it = desk.token(hit.token);
    let noun = desk.parse.head(hit.token).filter(|&noun| it.dep == Dep::Relcl && noun < hit.token)?;
    let object = desk.parse.child(hit.token, Dep::Dobj);
    let taken_up = object.is_none_or(|object| matches!(desk.token(object).tag.as_str(), "WDT" | "WP"));
    let names = hit.cue.position == Position::Asserts && (hit.cue.takes(Frame::As) || hit.cue.takes(Frame::Small));
    let start = desk.parse.subtree(hit.token).start;
    let owned = desk
        .parse
        .child(hit.token, Dep::Nsubj)
        .is_some_and(|subject| !matches!(desk.token(subject).tag.as_str(), "WDT" | "WP"));
    (taken_up && names && owned && start > noun).then(|| phrase(desk, noun).start..start)
}

/// Whether a noun names words: a claim, a report, an idea.
pub(super) fn names_words(desk: &Desk<'_>, noun: usize) -> bool {
    // "rubbished reports that the king was ill": an object that the tagger takes for a verb.
    let it = desk.token(noun);
    if it.pos == Pos::Verb && it.dep == Dep::Dobj {
        let mut rows = desk.reading.lexicon.speech.cues_from(&it.lemma);
        return rows.any(|cue| cue.kind == CueKind::Noun && cue.words.len() == 1 && cue.takes(Frame::Clause));
    }
    desk.hits_at(noun).iter().any(|hit| {
        hit.cue.kind == CueKind::Noun && !matches!(hit.cue.class, CueClass::Directive | CueClass::Commissive)
    }) || matches!(
        desk.token(noun).lemma.as_str(),
        "idea" | "notion" | "theory" | "version" | "account" | "narrative" | "remark" | "comment"
    )
}

/// The end of a complement with what follows it without a comma: an infinitive ("his call to ban them"), a phrase of cause or
/// manner ("blasted him over the deal"). Days, places and channels stay outside.
fn stretched(desk: &Desk<'_>, hit: CueHit<'_>, end: usize) -> usize {
    let mut end = end;
    for child in desk.parse.children(hit.token).filter(|&child| child > hit.last) {
        let it = desk.token(child);
        let range = phrase(desk, child);
        let marks = (end..range.start).all(|token| desk.is_blank(token) && !desk.is_word(token, &[",", ";", "—", "–"]));
        if range.start < end || !marks || range.start != end && it.dep != Dep::Advcl {
            continue;
        }
        let joins = match it.dep {
            // "threatened reprisals if the fire goes on"
            Dep::Advcl if hit.cue.class == CueClass::Commissive && is_condition(desk, child) => true,
            Dep::Prep => matches!(
                it.norm.as_str(),
                "over"
                    | "as"
                    | "for"
                    | "of"
                    | "against"
                    | "about"
                    | "to"
                    | "from"
                    | "with"
                    | "amid"
                    | "amidst"
                    | "toward"
                    | "towards"
                    | "without"
            ),
            Dep::Xcomp | Dep::Advcl => is_infinitive(desk, child),
            _ => false,
        };
        if joins {
            end = range.end;
        }
    }
    end
}

/// Whether a preposition carries content, not a day or a place: "commented on the raid", not "commented on Tuesday".
fn prepositional(desk: &Desk<'_>, hit: CueHit<'_>, preposition: usize) -> bool {
    let range = phrase(desk, preposition);
    let (start, end) = desk.parse.bytes(range.clone());
    let dated = desk.reading.times.iter().any(|time| time.span.start >= start && time.span.end <= end)
        || desk.parse.entities.iter().any(|entity| {
            range.contains(&(entity.first as usize))
                && matches!(entity.kind, demarche_language::EntityKind::Date | demarche_language::EntityKind::Time)
                && entity.first as usize <= preposition + 1
        });
    if dated && desk.token(preposition).norm == "on" {
        return false;
    }
    // "put the toll at forty dead", not "put the army at risk".
    let measured = desk.token(preposition).norm == "at" && desk.parse.child(hit.token, Dep::Dobj).is_some();
    if measured && !range.clone().any(|token| desk.token(token).pos == Pos::Num) {
        return false;
    }
    // "admitted to shelling the port"
    let gerund = desk.parse.child(preposition, Dep::Pcomp).is_some_and(|verb| desk.token(verb).tag == "VBG");
    // "said to reporters" names the addressee.
    gerund && hit.cue.takes(Frame::To)
        || !(desk.token(preposition).norm == "to" && hit.cue.takes(Frame::Clause))
        || has_quote(desk, range)
}

fn infinitives<'d>(desk: &'d Desk<'_>, verb: usize) -> impl Iterator<Item = usize> + 'd {
    desk.parse.children(verb).filter(move |&child| {
        matches!(desk.token(child).dep, Dep::Xcomp | Dep::Advcl | Dep::Ccomp)
            && desk.is_verb(child)
            && (is_infinitive(desk, child) || desk.token(child).pos == Pos::Verb && desk.token(child).tag == "VB")
    })
}

/// "denied shelling", "denied having shelled".
fn is_gerund(desk: &Desk<'_>, verb: usize) -> bool {
    desk.token(verb).tag == "VBG"
        || desk
            .parse
            .children(verb)
            .any(|child| desk.token(child).tag == "VBG" && matches!(desk.token(child).dep, Dep::Aux | Dep::Auxpass))
}
