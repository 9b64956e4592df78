//! The day of an event: the time expression that hangs on its trigger, not the day of the report.
//!
//! "The Kremlin said Tuesday that Israel attacked on Friday": Friday. Tuesday belongs to the saying.

use super::coder::Draft;
use super::{nominal, tree};
use crate::Reading;
use demarche_language::{Dep, Parse};
use demarche_lexicon::verbs::Dating;
use demarche_model::{Date, Precision, Span, TimeExpression, TimeKind, When};

/// The days of a draft, if its clause gives them.
pub(super) fn when(reading: Reading<'_>, draft: &Draft) -> Option<When> {
    let parse = reading.parse;
    let sentence = parse.sentences.get(parse.sentence_of(draft.trigger))?.clone();
    let (start, end) = parse.bytes(sentence);
    let first = reading.times.partition_point(|time| time.span.end <= start);
    let mut best: Option<(u32, &TimeExpression)> = None;
    for time in reading.times.iter().skip(first).take_while(|time| time.span.start < end) {
        if !gives_days(time) {
            continue;
        }
        let Some(head) = head_of(parse, time.span) else { continue };
        if let Some(distance) = distance(reading, draft, head)
            && best.is_none_or(|known| is_nearer((distance, time), known))
        {
            best = Some((distance, time));
        }
    }
    let (_, time) = best?;
    let behind = |word: &str| {
        let above = head_of(parse, time.span).and_then(|head| parse.head(head));
        above.is_some_and(|above| parse.tokens[above].norm == word)
    };
    let published = reading.article.published;
    // "since Sunday": from that day to the day of the report.
    let on_it = head_of(parse, time.span).is_some_and(|head| is_told_of(parse, draft.governor(), head));
    let to = if behind("since") && !on_it { published.map(|published| published.to).or(time.to) } else { time.to };
    let to = last_of_range(reading, time).or(to);
    // "will begin by the end of May": from the day of the report on.
    let ahead = published.map(|published| published.from).filter(|today| time.from > Some(*today) && behind("by"));
    Some(When { from: ahead.or(time.from), to, precision: time.precision, span: Some(time.span), ground: time.ground })
}

/// Distance from which on a time stands on the clause, no more on the words of the event.
const CLAUSE: u32 = 10;

/// Whether the first of two times is rather that of the event. On its own words the narrower of two goes before: "the head of the bloc this year,
/// phoned on Thursday".
fn is_nearer((distance, time): (u32, &TimeExpression), (known, other): (u32, &TimeExpression)) -> bool {
    let within = |a: &TimeExpression, b: &TimeExpression| {
        a.precision < b.precision && b.from <= a.from && a.to <= b.to && a.to.is_some()
    };
    let own = distance < CLAUSE && known < CLAUSE;
    match (own && within(time, other), own && within(other, time)) {
        (true, _) => true,
        (_, true) => false,
        _ => distance < known,
    }
}

/// "from 1998 to 2000", "between Monday and Wednesday", "the night of 31 March to 1 April": the last day of the range that an expression opens.
fn last_of_range(reading: Reading<'_>, time: &TimeExpression) -> Option<Date> {
    let parse = reading.parse;
    let next = reading.times.get(reading.times.partition_point(|other| other.span.start < time.span.end))?;
    let joint = Span::new(time.span.end, next.span.start).of(&reading.article.text).trim();
    let tokens = parse.tokens_in(time.span.start, time.span.end);
    let opening = tokens.start.checked_sub(1).map(|at| parse.tokens[at].norm.as_str());
    let night = || tokens.clone().any(|at| parse.tokens[at].lemma == "night");
    let opens = match joint {
        "to" | "until" | "till" | "through" => opening == Some("from") || night(),
        "and" => opening == Some("between"),
        _ => false,
    };
    let last = next.to.filter(|_| opens && matches!(next.kind, TimeKind::Date | TimeKind::Time))?;
    (time.from <= Some(last)).then_some(last)
}

/// Whether an expression tells days on which something can have been: "Friday", "over the past week"; not "for a week".
fn gives_days(time: &TimeExpression) -> bool {
    time.from.is_some() && matches!(time.kind, TimeKind::Date | TimeKind::Time | TimeKind::Duration)
}

/// The day that a verb has by its own words, or by those of its subject: "Monday's remarks came a day after …".
pub(super) fn day_of(reading: Reading<'_>, verb: usize) -> Option<When> {
    let parse = reading.parse;
    let (start, end) = parse.bytes(parse.sentences.get(parse.sentence_of(verb))?.clone());
    let first = reading.times.partition_point(|time| time.span.end <= start);
    let subject = tree::own_subject(parse, verb);
    let dated = reading.times.get(first..)?.iter().take_while(|time| time.span.start < end).find(|time| {
        let day = matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.from.is_some();
        let hangs =
            |top: usize| parse.ancestors(top).take(3).find(|&at| tree::verbal(parse, at) || Some(at) == subject);
        let top = head_of(parse, time.span).filter(|_| day && time.precision <= Precision::Day);
        top.and_then(hangs).is_some_and(|at| at == verb || Some(at) == subject)
    })?;
    Some(When {
        from: dated.from,
        to: dated.to,
        precision: dated.precision,
        span: Some(dated.span),
        ground: dated.ground,
    })
}

/// What the days of an event are compared by.
#[derive(Debug)]
pub(super) struct Told {
    /// Token that names it.
    pub trigger: usize,
    /// Token of its governing word.
    pub governor: usize,
    /// Lemma of its trigger.
    pub lemma: String,
}

/// The token of a span that hangs outside it.
fn head_of(parse: &Parse, span: Span) -> Option<usize> {
    let tokens = parse.tokens_in(span.start, span.end);
    let outward = |token: &usize| parse.head(*token).is_none_or(|head| !tokens.contains(&head));
    // "rebels of the March 23 Movement": the article is of the name.
    let mut tops = tokens.clone().filter(outward);
    let top = tops.next()?;
    if parse.tokens[top].dep == Dep::Det { tops.next().or(Some(top)) } else { Some(top) }
}

/// "since Sunday, when gunmen ambushed a patrol": whether the clause of a verb tells of a day.
fn is_told_of(parse: &Parse, verb: usize, day: usize) -> bool {
    let mut clause = verb;
    while matches!(parse.tokens[clause].dep, Dep::Conj | Dep::Xcomp) {
        let Some(head) = parse.head(clause) else { return false };
        clause = head;
    }
    let when = || parse.children(clause).any(|word| word > day && word < clause && parse.tokens[word].norm == "when");
    match parse.tokens[clause].dep {
        Dep::Relcl => parse.head(clause) == Some(day) && when(),
        Dep::Advcl => when() && parse.head(clause).is_some_and(|head| head < day && parse.within(day, head)),
        _ => false,
    }
}

/// "his first speech since Friday", "the deadliest clash since March": counted from that day, and come later.
fn is_ranked(parse: &Parse, noun: usize) -> bool {
    let ranks = |at: usize| {
        let token = &parse.tokens[at];
        matches!(token.tag.as_str(), "JJS" | "RBS")
            || matches!(token.norm.as_str(), "first" | "second" | "third" | "only")
    };
    ranks(noun) || parse.children_by(noun, Dep::Amod).any(ranks)
}

/// How far the time stands from the event in the tree: on its words, or on the clause that holds it; `None` where another clause
/// comes between.
fn distance(reading: Reading<'_>, draft: &Draft, time: usize) -> Option<u32> {
    let parse = reading.parse;
    if is_told_of(parse, draft.governor(), time) {
        return Some(5);
    }
    let mut at = time;
    let mut steps = 0;
    loop {
        if draft.words().any(|word| word == at) {
            return Some(steps);
        }
        // The clause that the time belongs to; "the bloc Ecowas on Sunday gave": a name is no verb whatever the small parser thinks.
        if tree::verbal(parse, at) && !matches!(parse.tokens[at].dep, Dep::Appos | Dep::Compound | Dep::Nmod) {
            break;
        }
        let head = parse.head(at)?;
        if parse.tokens[at].norm == "since" && is_ranked(parse, head) {
            return None;
        }
        // "two July tests", "today's shelling", "the 1962 war": the day of what it stands before, and of nothing beside it.
        let before = matches!(parse.tokens[at].dep, Dep::Compound | Dep::Nmod | Dep::Poss | Dep::Amod | Dep::Nummod);
        if before && tree::nominal(parse, head) && !draft.words().any(|word| word == head) {
            let shares = is_attended(reading, draft, head) || is_means(reading, draft, head);
            return shares.then_some(steps + 1);
        }
        at = head;
        steps += 1;
        if steps > 8 {
            return None;
        }
    }
    // The event hangs inside that clause with no other verb between, or by coordination alone.
    let clause = at;
    // "in a video published on Friday he proposed talks": what was said was said then.
    if is_in_medium(reading, clause, draft.governor()) {
        return Some(20 + steps);
    }
    // "traded prisoners to free him in 2011": the small parser hangs the last words on the last verb.
    if tree::infinitive(parse, clause)
        && tree::own_subject(parse, clause).is_none()
        && parse.head(clause).is_some_and(|head| head == draft.governor() && is_past(parse, head))
    {
        return Some(30 + steps);
    }
    let mut at = draft.governor();
    let mut up = 0;
    while at != clause {
        let dep = parse.tokens[at].dep;
        let verbal = tree::verbal(parse, at);
        let head = parse.head(at)?;
        let shares = match dep {
            Dep::Relcl | Dep::Ccomp | Dep::Parataxis => false,
            Dep::Advcl | Dep::Acl => verbal && !tree::infinitive(parse, at) && parse.child(at, Dep::Mark).is_none(),
            Dep::Conj => true,
            Dep::Xcomp => true,
            // "met on Friday after the attack on the port": the attack was not on Friday.
            Dep::Prep | Dep::Pcomp | Dep::Pobj if is_apart(reading, at) => false,
            // "fired on Friday in answer to the strikes": these came before.
            Dep::Pobj
                if matches!(
                    parse.tokens[at].lemma.as_str(),
                    "answer" | "response" | "retaliation" | "reaction" | "reply" | "revenge"
                ) =>
            {
                false
            }
            _ => !verbal || dep == Dep::Pcomp,
        };
        if !shares {
            return None;
        }
        at = head;
        up += 1;
        if up > 8 {
            return None;
        }
    }
    Some(CLAUSE + steps + up)
}

/// "traded", "had offered".
fn is_past(parse: &Parse, verb: usize) -> bool {
    parse.tokens[verb].tag == "VBD" || parse.children_by(verb, Dep::Aux).any(|aux| parse.tokens[aux].norm == "had")
}

/// "will attend Monday's meeting": the day of what is attended.
fn is_attended(reading: Reading<'_>, draft: &Draft, noun: usize) -> bool {
    let (parse, verb) = (reading.parse, draft.governor());
    let goes = draft.action.plover == "CONSULT" && tree::is(reading, verb, "attending");
    goes && parse.tokens[noun].dep == Dep::Dobj && parse.head(noun) == Some(verb)
}

/// "killed in Tuesday's bombardment", "wounded by last week's shelling": the day of what did it.
fn is_means(reading: Reading<'_>, draft: &Draft, noun: usize) -> bool {
    let parse = reading.parse;
    let leads = |at: &usize| matches!(parse.tokens[*at].norm.as_str(), "in" | "by" | "during" | "from");
    let preposition = parse.head(noun).filter(|_| parse.tokens[noun].dep == Dep::Pobj).filter(leads);
    let harm = matches!(draft.action.plover.as_str(), "ASSAULT" | "COERCE");
    let preposition = preposition.filter(|_| harm);
    let hangs = preposition.and_then(|at| parse.head(at)).is_some_and(|at| draft.words().any(|word| word == at));
    hangs && nominal::event_noun(reading, noun).is_some()
}

/// "in a video published on Friday he proposed": a participle of what the verb below speaks in.
fn is_in_medium(reading: Reading<'_>, participle: usize, verb: usize) -> bool {
    let parse = reading.parse;
    let carried = parse.tokens[participle].dep == Dep::Acl && tree::is(reading, participle, "publishing");
    let medium = parse.head(participle).filter(|&noun| carried && parse.tokens[noun].dep == Dep::Pobj);
    medium
        .and_then(|noun| parse.head(noun))
        .is_some_and(|at| parse.tokens[at].norm == "in" && parse.head(at) == Some(verb))
}

/// Whether what a word leads has a day of its own: "after the talks"; "after eight hours of talks" is of the same day.
fn is_apart(reading: Reading<'_>, token: usize) -> bool {
    let parse = reading.parse;
    let hours = |noun: usize| matches!(parse.tokens[noun].lemma.as_str(), "hour" | "minute");
    tree::dates(reading, token, Dating::Day) && !parse.child(token, Dep::Pobj).is_some_and(hours)
}
