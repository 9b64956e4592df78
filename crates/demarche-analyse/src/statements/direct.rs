//! Quotations with a cue beside them.

use super::clause::{host, set_off};
use super::content::{has_finite, phrase};
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Drafts, Source, trim};
use super::source::{can_speak, interrupted, is_document, leading, neighbour, quoted_by, source_of_verb};
use demarche_language::{Dep, EntityKind, Pos};
use demarche_lexicon::{CueClass, CueKind, Frame, Strength};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many words may stand between a quotation and the verb of its speaker's tail.
pub(super) const REACH: usize = 40;

/// A cue with the quotations around it.
struct Found<'a> {
    hit: CueHit<'a>,
    source: Option<usize>,
    content: Vec<Range<usize>>,
}

/// Rule S010; [`crate::rules`] has its page.
pub(super) fn read<'a>(desk: &Desk<'a>, drafts: &mut Drafts<'a>) {
    let mut by_cue: BTreeMap<usize, Found<'a>> = BTreeMap::new();
    let mut running: Option<(usize, usize)> = None;
    for (index, quotation) in desk.quotes.iter().enumerate() {
        if quotation.depth > 0 {
            continue;
        }
        let tokens = trim(desk, desk.parse.tokens_in(quotation.inner.start, quotation.inner.end));
        if tokens.is_empty() || is_name(desk, index, &tokens) || !drafts.is_quote_free(index) {
            continue;
        }
        let led = cue_before(desk, &tokens, index);
        let found = match led {
            // "The visit is told in detail: “Here they come,” she said": the comma leads to who says it.
            Some((hit, _))
                if is_adjacent(desk, hit, &tokens)
                    && !(hit.cue.kind == CueKind::Noun && ends_in_comma(desk, &tokens)) =>
            {
                led
            }
            _ if starts_utterance(desk, &tokens) => cue_after(desk, &tokens).or(led),
            _ => led,
        };
        // "“Only you,” she said, would do so": the quotation is part of a clause that goes on; S040 reads it.
        let found = found.filter(|(hit, _)| !goes_on_unquoted(desk, hit.token, &tokens));
        if let Some((hit, source)) = found {
            by_cue.entry(hit.token).or_insert(Found { hit, source, content: Vec::new() }).content.push(tokens);
            running = Some((hit.token, index));
        } else if let Some((cue, last)) = running
            && goes_on(desk, cue, last, index, &tokens)
            && let Some(found) = by_cue.get_mut(&cue)
        {
            found.content.push(tokens);
            running = Some((cue, index));
        }
    }
    join_chains(desk, &mut by_cue);
    for Found { hit, source, content } in by_cue.into_values() {
        let by_first = content.iter().map(|range| range.start).min().unwrap_or(hit.token);
        let source = source.map_or(Source::Context, Source::Phrase);
        let content = content.into_iter().chain(led_into(desk, hit, by_first)).collect();
        // "issued a statement: “…”": the verb only puts it out.
        let issues =
            desk.parse.head(hit.token).filter(|_| hit.cue.kind == CueKind::Noun && is_document(desk, hit.token));
        if let Some(verb) = issues.filter(|&verb| desk.is_verb(verb)) {
            drafts.take(verb);
        }
        drafts.push(desk, Draft { rule: "S010 quotation-with-cue", hit: Some(hit), mark: None, source, content });
    }
}

/// Whether the last words of a quotation are followed by a comma inside its marks.
fn ends_in_comma(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let region = desk.region(tokens.start);
    let end = tokens.end.saturating_sub(1)..(tokens.end + 1).min(desk.len());
    end.into_iter().any(|token| desk.region(token) == region && desk.word(token) == ",")
}

/// "When they signalled a deal, Orlov said, “we were lost.”": a quotation that goes on with the unquoted words before its speaker has
/// these for its beginning.
fn led_into(desk: &Desk<'_>, hit: CueHit<'_>, quotation: usize) -> Option<Range<usize>> {
    if !desk.word(quotation).starts_with(char::is_lowercase) || quotation < hit.token {
        return None;
    }
    let (hole, _) = set_off(desk, hit.token)?;
    let start = desk.sentence(hit.token).start;
    let beside = (hole.end..quotation).all(|token| desk.is_blank(token));
    let plain = (start..hole.start).all(|token| desk.region(token).is_none());
    (beside && plain && start < hole.start).then_some(start..hole.start)
}

/// `as “The Daily Courier” wrote`: a name in marks, inside the clause that goes on with it.
fn is_name(desk: &Desk<'_>, index: usize, tokens: &Range<usize>) -> bool {
    desk.is_scare(index)
        && !starts_utterance(desk, tokens)
        && after(desk, tokens).is_some_and(|next| ends_open(desk, tokens, next).is_none() && desk.is_verb(next))
}

/// A quotation over several paragraphs whose cue stands in the last of them is that cue's from its beginning.
fn join_chains(desk: &Desk<'_>, by_cue: &mut BTreeMap<usize, Found<'_>>) {
    for index in (1..desk.quotes.len()).rev() {
        let (Some(first), Some(next)) = (desk.quotes.get(index - 1), desk.quotes.get(index)) else { continue };
        if !first.continued || first.depth > 0 {
            continue;
        }
        let tokens = trim(desk, desk.parse.tokens_in(first.inner.start, first.inner.end));
        let next = trim(desk, desk.parse.tokens_in(next.inner.start, next.inner.end));
        let holds = |found: &Found<'_>, tokens: &Range<usize>| found.content.contains(tokens);
        if tokens.is_empty() || by_cue.values().any(|found| holds(found, &tokens)) {
            continue;
        }
        if let Some(found) = by_cue.values_mut().find(|found| holds(found, &next)) {
            found.content.push(tokens);
        }
    }
}

/// Whether a verb stands right before a quotation, but for a comma, a colon or "that".
fn is_adjacent(desk: &Desk<'_>, hit: CueHit<'_>, tokens: &Range<usize>) -> bool {
    let between = hit.last + 1..tokens.start;
    between.len() <= 3 && between.into_iter().all(|token| desk.is_blank(token) || desk.token(token).norm == "that")
}

/// Whether the clause that a quotation begins goes on outside the marks, behind the verb of speech.
pub(super) fn goes_on_unquoted(desk: &Desk<'_>, verb: usize, tokens: &Range<usize>) -> bool {
    let Some(host) = host(desk, verb).filter(|_| verb >= tokens.end) else { return false };
    let own = phrase(desk, verb);
    let rest = own.end..phrase(desk, host).end;
    let words = rest.clone().filter(|&token| !desk.is_blank(token) && desk.region(token).is_none()).count();
    // "said Orlov, asked about it": the verb has its subject behind it, and what follows is no rest of the quotation's clause.
    let parted = desk.next(verb).is_some_and(|next| desk.is_blank(next) || desk.token(next).dep == Dep::Npadvmod);
    words >= 3 && parted && desk.region(rest.start).is_none() && has_finite(desk, rest)
}

/// The token before the quotation's mark, in its paragraph.
pub(super) fn before(desk: &Desk<'_>, tokens: &Range<usize>) -> Option<usize> {
    let mut at = tokens.start;
    let region = desk.region(tokens.start);
    loop {
        at = desk.previous(at)?;
        if desk.paragraph(at) != desk.paragraph(tokens.start) {
            return None;
        }
        if desk.region(at) != region {
            return Some(at);
        }
    }
}

/// The token after the quotation's mark, in its paragraph.
pub(super) fn after(desk: &Desk<'_>, tokens: &Range<usize>) -> Option<usize> {
    let mut at = tokens.end - 1;
    let region = desk.region(at);
    loop {
        at = desk.next(at)?;
        if desk.paragraph(at) != desk.paragraph(tokens.start) {
            return None;
        }
        if desk.region(at) != region {
            return Some(at);
        }
    }
}

/// Whether the quotation stands where a sentence starts.
pub(super) fn starts_utterance(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let Some(before) = before(desk, tokens) else { return true };
    if matches!(desk.word(before), "." | "!" | "?" | ":" | "…" | ";" | "—" | "–" | "--")
        || matches!(desk.word(before), "(" | "[")
        || desk.word(before) == "-" && desk.token(before).space_after
        || desk.word(before).ends_with('.')
        || desk.region(before).is_some()
    {
        return true;
    }
    // "In Moscow, “we will act,” he said": a short lead before a comma.
    desk.word(before) == "," && desk.word(tokens.start).starts_with(char::is_uppercase)
}

/// Whether a quotation ends as an utterance before a speaker's tail does: with a comma, a question or exclamation mark, a dash.
pub(super) fn ends_open(desk: &Desk<'_>, tokens: &Range<usize>, after: usize) -> Option<char> {
    let region = desk.region(tokens.start);
    let last = (tokens.end..after).find(|&token| {
        desk.region(token) == region && desk.word(token).starts_with([',', '?', '!', '.', '—', '–', '-', '…', ';'])
    });
    let stop = last.and_then(|token| desk.word(token).chars().next());
    let comma = desk.word(after).starts_with([',', '—', '–', '-']).then_some(',');
    stop.filter(|&c| c != '.').or(comma).or(stop)
}

/// The verb of speech in the words after a quotation.
fn cue_after<'a>(desk: &Desk<'a>, tokens: &Range<usize>) -> Option<(CueHit<'a>, Option<usize>)> {
    let first = after(desk, tokens)?;
    let end = ends_open(desk, tokens, first);
    let mut at = first;
    while desk.is_blank(at) {
        at = desk.next(at).filter(|&next| desk.paragraph(next) == desk.paragraph(first))?;
    }
    if desk.region(at).is_some() {
        return None;
    }
    let start = at;
    let title = is_title(desk, tokens);
    // "“…,” when the mayor blamed him": a clause of circumstance, not the speaker's.
    if desk.is_word(start, &["when", "while", "after", "before", "because", "if", "although", "though", "but", "and"]) {
        return None;
    }
    for token in start..(start + REACH).min(desk.len()) {
        // "Vera "Vee" Orlova shouted": a nickname in marks is part of the name.
        if desk.region(token).is_some_and(|region| desk.is_scare(region)) {
            continue;
        }
        if desk.region(token).is_some()
            || desk.paragraph(token) != desk.paragraph(start)
            || matches!(desk.word(token), "." | ";" | ":") && !is_in_a_name(desk, token)
        {
            return None;
        }
        let verb = desk.hits_at(token).iter().find(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Quote));
        let Some(&hit) = verb else {
            if token == start && desk.is_verb(token) && desk.is_finite(token) {
                return None;
            }
            continue;
        };
        if !speaks_here(desk, hit.token) {
            continue;
        }
        let source = source_of_verb(desk, token).filter(|&source| source >= start && source != token);
        let inverted = token == start;
        let source = source.or_else(|| neighbour(desk, token, inverted)).filter(|&source| source >= start);
        let source = source.or_else(|| leading(desk, start, token));
        // "…," said Skelly: a name that the tagger takes for something else.
        let capital = || desk.next(token).filter(|&next| inverted && desk.word(next).starts_with(char::is_uppercase));
        let source = source.or_else(capital);
        // "In his book, “A Life in Steel,” Mr. Orlov suggested waiting": a title, and the verb has words of its own.
        if title && says_more(desk, hit.token) {
            return None;
        }
        let sure = end.is_some_and(|c| c != '.') || (end.is_none() && inverted) || stands_alone(desk, hit);
        return (source.is_some() && sure).then_some((hit, source));
    }
    None
}

/// "Brig. Gen. Ivo Petrov": the stop of a title is part of the name.
fn is_in_a_name(desk: &Desk<'_>, stop: usize) -> bool {
    let span = desk.span(stop);
    let mentions = desk.reading.mentions;
    let at = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions.get(at).is_some_and(|mention| mention.span.start < span.start && mention.span.end > span.end)
}

/// "Coal Isn't the Villain": most words with a capital.
pub(super) fn is_title(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let words = || tokens.clone().filter(|&token| !desk.is_blank(token));
    let capitals = words().filter(|&token| desk.word(token).starts_with(char::is_uppercase)).count();
    words().count() < 12 && capitals * 10 >= words().count() * 7
}

/// Whether a verb has a complement outside of quotation marks.
fn says_more(desk: &Desk<'_>, verb: usize) -> bool {
    desk.parse.children(verb).any(|child| {
        child > verb
            && matches!(desk.token(child).dep, Dep::Ccomp | Dep::Xcomp | Dep::Dobj)
            && desk.region(child).is_none()
    })
}

/// Whether a verb speaks in its own clause: finite, not in a clause about somebody else.
fn speaks_here(desk: &Desk<'_>, verb: usize) -> bool {
    let it = desk.token(verb);
    // "…," the agency quoted Kim as saying.
    if quoted_by(desk, verb).is_some() {
        return true;
    }
    let finite =
        matches!(it.tag.as_str(), "VBD" | "VBZ" | "VBP" | "VBN" | "VB") || it.pos != Pos::Verb || desk.is_finite(verb);
    finite && !matches!(it.dep, Dep::Relcl | Dep::Acl | Dep::Amod)
}

/// Whether a verb has nothing to say but the quotation: `"…" Mr. Orlov said.`
fn stands_alone(desk: &Desk<'_>, hit: CueHit<'_>) -> bool {
    !desk.parse.children(hit.token).any(|child| {
        child > hit.token
            && matches!(desk.token(child).dep, Dep::Ccomp | Dep::Xcomp | Dep::Dobj | Dep::Oprd)
            && desk.region(child).is_none()
    }) && matches!(desk.token(hit.token).dep, Dep::Root | Dep::Ccomp | Dep::Parataxis | Dep::Conj)
        && desk.sentence(hit.token).len() < 12
}

/// The verb of speech in the words before a quotation: `He said: "…"`, `He said, "…"`, `He said "We …"`.
fn cue_before<'a>(desk: &Desk<'a>, tokens: &Range<usize>, index: usize) -> Option<(CueHit<'a>, Option<usize>)> {
    let (last, crossing) = match before(desk, tokens) {
        Some(last) => (last, false),
        None => (before_paragraph(desk, tokens.start)?, true),
    };
    let colon = desk.word(last).ends_with(':');
    if crossing && !colon {
        return None;
    }
    let comma = desk.word(last) == ",";
    let capital = desk.word(tokens.start).starts_with(char::is_uppercase);
    let long = tokens.len() >= 4;
    let mut at = last;
    let sentence = desk.sentence(last);
    let from = if colon { sentence.start.min(last) } else { sentence.start.max(last.saturating_sub(14)) };
    let from = from.max(previous_region_end(desk, index, last));
    loop {
        let verb = desk
            .hits_at(at)
            .iter()
            .find(|hit| hit.cue.kind == CueKind::Verb && (colon || hit.cue.takes(Frame::Quote)) && hit.last <= last);
        let document = || comma && capital && long && at + 1 == last && is_document(desk, at);
        let noun = desk.hits_at(at).iter().find(|hit| hit.cue.kind == CueKind::Noun && (colon || document()));
        if let (None, Some(&hit)) = (verb, noun) {
            // "Mr. Orlov tweeted in response: “…”": the verb speaks, the noun says how.
            if let Some(speaking) = speaks_above(desk, at) {
                return Some((speaking, source_before(desk, speaking.token, tokens)));
            }
            return Some((hit, source_of_noun(desk, at)));
        }
        if let Some(&hit) = verb {
            let filled = !colon
                && desk.parse.children(at).any(|child| {
                    let it = desk.token(child);
                    let asked = comma && capital && (it.tag == "PRP" || hit.cue.class == CueClass::Question);
                    child > hit.last
                        && child < tokens.start
                        && (it.dep == Dep::Dobj
                            && !hit.cue.takes(Frame::Tell)
                            && !asked
                            && desk.region(child).is_none()
                            || it.dep == Dep::Mark)
                });
            // "called the deal “a mistake”": what it is called is the complement of the verb with its object.
            let called = hit.cue.takes(Frame::Small)
                && !colon
                && (at + 1..tokens.start).any(|token| !desk.is_blank(token) && desk.token(token).pos != Pos::Adv)
                && !(comma && capital && long && names_nothing(desk, at, tokens.start));
            let filled = filled || called;
            let that = !colon && (at + 1..last).any(|token| desk.token(token).norm == "that");
            // "Teachers are wary, Orlova said. “That is new.”": the verb has its words before it.
            let stop = desk.word(last).ends_with(['.', '!', '?']);
            let beside = if stop { says_nothing_yet(desk, hit, last) } else { at + 1 >= last };
            let close = (colon || comma || capital && long && beside) && !filled && !that;
            let fits = close && !matches!(desk.token(at).dep, Dep::Amod);
            return fits.then(|| (hit, source_before(desk, at, tokens)));
        }
        let clause = desk.is_verb(at) && desk.is_finite(at) && !matches!(desk.token(at).dep, Dep::Relcl | Dep::Advcl);
        if clause || (!colon && desk.word(at) == ";") {
            return None;
        }
        if at <= from {
            return None;
        }
        at -= 1;
    }
}

/// "called over her shoulder, “…”": no object that could be called something.
fn names_nothing(desk: &Desk<'_>, verb: usize, quotation: usize) -> bool {
    desk.parse
        .children(verb)
        .filter(|&child| child > verb && child < quotation)
        .all(|child| matches!(desk.token(child).dep, Dep::Prep | Dep::Advmod | Dep::Npadvmod | Dep::Punct | Dep::Prt))
}

/// "Mr. Orlov said in a statement. “…”": a sentence that ends at its full stop without anything said.
fn says_nothing_yet(desk: &Desk<'_>, hit: CueHit<'_>, stop: usize) -> bool {
    let it = desk.token(hit.token);
    hit.cue.strength != Strength::Weak
        && hit.cue.takes(Frame::Clause)
        && it.dep == Dep::Root
        && desk.is_finite(hit.token)
        && desk.sentence(stop).contains(&hit.token)
        && desk.sentence(stop).all(|token| desk.region(token).is_none())
        && desk.parse.children(hit.token).all(|child| {
            child < hit.token && !matches!(desk.token(child).dep, Dep::Ccomp | Dep::Advcl)
                || child > hit.token
                    && matches!(desk.token(child).dep, Dep::Prep | Dep::Advmod | Dep::Npadvmod | Dep::Punct)
        })
}

/// Who speaks at a verb before a quotation: the tree's subject, unless it stands in the quotation itself; else the noun phrase
/// that leads up to the verb; else the nearest subject above.
pub(super) fn source_before(desk: &Desk<'_>, verb: usize, tokens: &Range<usize>) -> Option<usize> {
    let outside = |&source: &usize| {
        !tokens.contains(&source) && desk.region(source) == desk.region(verb) && can_speak(desk, source)
    };
    person_before(desk, verb)
        .or_else(|| inverted(desk, verb, tokens.start))
        .or_else(|| source_of_verb(desk, verb))
        .filter(outside)
        .or_else(|| neighbour(desk, verb, false).filter(outside))
        .or_else(|| interrupted(desk, verb))
        .or_else(|| subject_above(desk, verb).filter(outside))
        .or_else(|| first_subject(desk, verb).filter(outside))
}

/// "Mr. Orlov dodged the question -- “ask my wife” -- and, when pressed, asserting, “…”": where quoted words break the tree, the
/// first subject of the sentence.
fn first_subject(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let here = |token: usize| desk.region(token) == desk.region(verb);
    let sentence = desk.sentence(verb).start..verb;
    let subject = sentence.clone().find(|&token| desk.token(token).dep == Dep::Nsubj && here(token))?;
    let broken = sentence.clone().any(|token| !here(token));
    (broken && desk.token(verb).tag == "VBG" && desk.parse.head(subject).is_some_and(here)).then_some(subject)
}

/// "footage of Vera Orlova asking, “…”": a person right before a participle without a comma speaks.
fn person_before(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let before = desk.previous(verb).filter(|_| desk.token(verb).tag == "VBG")?;
    let person = desk.parse.entities.iter().find(|entity| (entity.first..entity.end).contains(&(before as u32)));
    (person?.kind == EntityKind::Person).then_some(before)
}

/// "Said Orlov: “…”": a verb that opens its sentence, then the name, then the mark.
fn inverted(desk: &Desk<'_>, verb: usize, quotation: usize) -> Option<usize> {
    if desk.sentence(verb).start != verb {
        return None;
    }
    let name = neighbour(desk, verb, true)?;
    (name < quotation && (name + 1..quotation).all(|token| desk.is_blank(token))).then_some(name)
}

/// "Mr. Orlov shook his head, adding of Mr. Petrov, “…”": the subject of the nearest finite verb above.
fn subject_above(desk: &Desk<'_>, verb: usize) -> Option<usize> {
    let subject = |above: usize| desk.parse.child(above, Dep::Nsubj).filter(|&subject| subject < verb);
    let above = desk.parse.ancestors(verb).filter(|&above| desk.is_verb(above) && above < verb).find_map(subject);
    above.or_else(|| desk.sentence(verb).find(|&top| desk.token(top).dep == Dep::Root).and_then(subject))
}

/// Who speaks where a noun announces a quotation: its possessor, else the subject of its sentence.
fn source_of_noun(desk: &Desk<'_>, noun: usize) -> Option<usize> {
    let by = desk.parse.children_by(noun, Dep::Prep).find(|&by| matches!(desk.token(by).norm.as_str(), "by" | "from"));
    // "rated this claim by Orlov on Monday": the tree may hang the words behind the noun on the verb.
    let by = by.or_else(|| desk.next(noun).filter(|&by| desk.token(by).norm == "by"));
    if let Some(issuer) = by.and_then(|by| desk.parse.child(by, Dep::Pobj)).filter(|&issuer| can_speak(desk, issuer)) {
        return Some(issuer);
    }
    let subject = || {
        let verb = desk.parse.ancestors(noun).find(|&at| desk.is_verb(at))?;
        source_of_verb(desk, verb)
    };
    match desk.parse.child(noun, Dep::Poss) {
        // "I had to change my answer: “…”": the subject names whom the pronoun means.
        Some(owner) if desk.token(owner).pos == Pos::Pron => subject().or(Some(owner)),
        Some(owner) => Some(owner),
        None => subject(),
    }
}

/// The verb of speech on which a noun hangs by a preposition.
fn speaks_above<'a>(desk: &Desk<'a>, noun: usize) -> Option<CueHit<'a>> {
    let preposition = desk.parse.head(noun).filter(|&head| desk.token(head).dep == Dep::Prep)?;
    let verb = desk.parse.head(preposition).filter(|&verb| desk.is_verb(verb) && verb < noun)?;
    desk.hits_at(verb).iter().find(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Quote)).copied()
}

/// The last token of the paragraph before.
fn before_paragraph(desk: &Desk<'_>, token: usize) -> Option<usize> {
    let paragraph = desk.paragraph(token);
    let mut last = desk.previous(token)?;
    while desk.paragraph(last) == paragraph {
        last = desk.previous(last)?;
    }
    (desk.paragraph(last) + 1 == paragraph).then_some(last)
}

fn previous_region_end(desk: &Desk<'_>, index: usize, last: usize) -> usize {
    let previous =
        desk.quotes.get(..index).and_then(|before| before.iter().rev().find(|quotation| quotation.depth == 0));
    let end = previous.map_or(0, |quotation| desk.parse.token_at(quotation.outer.end.saturating_sub(1)));
    if end > last { 0 } else { end }
}

/// Whether a quotation without a cue of its own goes on with the one before: `"…," he said. "…"`.
fn goes_on(desk: &Desk<'_>, cue: usize, last: usize, index: usize, tokens: &Range<usize>) -> bool {
    let (Some(previous), Some(this)) = (desk.quotes.get(last), desk.quotes.get(index)) else { return false };
    if previous.paragraph != this.paragraph {
        return previous.continued && previous.paragraph + 1 == this.paragraph;
    }
    if joined_behind(desk, cue, tokens) {
        return true;
    }
    if !starts_utterance(desk, tokens)
        || has_own_tail(desk, tokens)
        || !desk
            .word(tokens.start)
            .starts_with(|c: char| c.is_uppercase() || c == '[' || c == '…' || c == '.' || c.is_numeric())
    {
        return false;
    }
    let from = desk.parse.token_at(previous.outer.end);
    let between = from..tokens.start;
    // The words between hold the cue, or nothing at all.
    let sentences = between
        .clone()
        .filter(|&token| matches!(desk.word(token), "." | "!" | "?") && desk.region(token).is_none())
        .count();
    let other = between.clone().any(|token| {
        token != cue
            && desk.region(token).is_none()
            && desk.token(token).dep == Dep::Root
            && desk.is_verb(token)
            && !between.contains(&cue)
    });
    // "“…,” he said, asking her, “…”": the second cue leads to what follows it.
    let led = sentences == 0
        && between.clone().any(|token| {
            token > cue
                && desk.region(token).is_none()
                && desk.hits_at(token).iter().any(|hit| hit.cue.kind == CueKind::Verb && hit.cue.takes(Frame::Quote))
        });
    sentences <= 1 && !other && !led
}

/// "“You know him,” she said, but “he was late”": nothing but the joining word parts the two.
fn joined_behind(desk: &Desk<'_>, cue: usize, tokens: &Range<usize>) -> bool {
    let Some(word) = before(desk, tokens).filter(|&word| desk.is_word(word, &["but", "and"])) else { return false };
    let comma = desk.previous(word).filter(|&comma| desk.word(comma) == ",");
    comma.and_then(|comma| desk.previous(comma)) == Some(cue)
}

/// "“You squeezed them” to raise the price, she said": the sentence of a quotation goes on outside the marks to a cue of its own.
fn has_own_tail(desk: &Desk<'_>, tokens: &Range<usize>) -> bool {
    let Some(next) = after(desk, tokens).filter(|&next| !desk.is_blank(next)) else { return false };
    let goes_on = ends_open(desk, tokens, next).is_none() && desk.word(next).starts_with(char::is_lowercase);
    goes_on
        && (next + 1..desk.sentence(next).end).any(|token| {
            desk.region(token).is_none()
                && desk.hits_at(token).iter().any(|hit| {
                    hit.cue.kind == CueKind::Verb
                        && hit.cue.takes(Frame::Clause)
                        && hit.cue.strength == Strength::Strong
                })
                && desk.is_finite(token)
        })
}
