//! Who speaks: from the source that a rule found to a party, or to the party of the statements around.
//!
//! "He added that …" → the party of `He`, ground *pronoun*; a quotation without a cue → whoever spoke before it, ground *carried*.

use super::desk::Desk;
use super::draft::{Draft, Source};
use super::source::is_document;
use crate::actors::{of_state_before, party_for};
use demarche_language::{Dep, Pos};
use demarche_model::{Actor, Party, Span, SpeakerGround};

/// The party of a draft with how it was found; `None` and *context* where the statements around have to say.
pub(super) fn speaker_of(desk: &Desk<'_>, draft: &Draft<'_>) -> (Option<Party>, SpeakerGround) {
    match draft.source {
        Source::Nobody => (None, SpeakerGround::None),
        Source::Context => (None, SpeakerGround::Context),
        Source::Phrase(head) => {
            let head = named_in_apposition(desk, issuer(desk, head));
            let mut party = party_for(desk.reading, head);
            if party.span.is_empty() {
                return (None, SpeakerGround::None);
            }
            if party.mention.is_none() {
                let before = issuer_before(desk, head).or_else(|| of_state_before(desk.reading, head));
                party.actor = before.or(party.actor);
            }
            // `”― Orlova`: a mark and a dash that are one token with the name's beginning are no part of it.
            let words = party.span.of(desk.text);
            let own = words.trim_start_matches(['”', '"', '―', '—', '–', ' ']);
            if !own.is_empty() {
                party.span.start = party.span.end - own.len() as u32;
            }
            party.span = beside_quotation(desk, head, party.span);
            if let Some(name) = apposed_name(desk, head) {
                party.span = party.span.cover(name);
            }
            if let Some(pronoun) = draft.hit.and_then(|hit| relative_pronoun(desk, hit.token, head)) {
                party.span = party.span.cover(desk.span(pronoun));
            }
            let ground = match desk.token(head).pos {
                // Without a cue, only the sentence before says who speaks.
                _ if draft.hit.is_none() && draft.mark.is_none() => SpeakerGround::Context,
                Pos::Pron => SpeakerGround::Pronoun,
                _ => SpeakerGround::Named,
            };
            (Some(party), ground)
        }
    }
}

/// The words of a speaker without a quotation that the tree joins to them: `“We wait,” farmer Orlov said` is said by `farmer Orlov`.
fn beside_quotation(desk: &Desk<'_>, head: usize, span: Span) -> Span {
    let own = desk.span(head);
    let mut joined = desk.quotes.iter().filter(|quotation| {
        quotation.depth == 0
            && quotation.outer.overlaps(span)
            && quotation.outer.end <= own.start
            && quotation.outer.start <= span.start
    });
    let Some(quotation) = joined.next_back() else { return span };
    let rest = desk.text.get(quotation.outer.end as usize..own.end as usize).unwrap_or_default();
    let name = rest.trim_start_matches([' ', ',', '\u{a0}', '\n']);
    Span::new(own.end - name.len() as u32, span.end)
}

/// "an official who said": the pronoun is the subject, so that it belongs to the words that name the speaker here.
fn relative_pronoun(desk: &Desk<'_>, verb: usize, antecedent: usize) -> Option<usize> {
    let clause =
        std::iter::once(verb).chain(desk.parse.ancestors(verb).take(3)).find(|&at| desk.token(at).dep == Dep::Relcl)?;
    let pronoun = desk
        .parse
        .child(clause, Dep::Nsubj)
        .filter(|&subject| matches!(desk.token(subject).tag.as_str(), "WP" | "WDT"))?;
    (desk.parse.head(clause) == Some(antecedent) && pronoun > antecedent && pronoun - antecedent <= 15)
        .then_some(pronoun)
}

/// "presidential contender Ben Ali said", where the tree takes the title for the head: the name speaks.
fn named_in_apposition(desk: &Desk<'_>, head: usize) -> usize {
    let name = desk
        .parse
        .child(head, Dep::Appos)
        .filter(|&name| desk.token(name).pos == Pos::Propn && desk.parse.subtree(name).start == head + 1);
    name.filter(|_| desk.token(head).pos == Pos::Noun).unwrap_or(head)
}

/// "His foreign minister, Yvan Gil, blamed": the name that a role is given right behind it belongs to the words that speak.
fn apposed_name(desk: &Desk<'_>, head: usize) -> Option<Span> {
    let name = desk.parse.child(head, Dep::Appos).filter(|&name| name > head && name - head <= 5)?;
    let right_behind = desk.token(head + 1).norm == "," && desk.parse.subtree(name).start == head + 2;
    let role = desk.token(head).pos == Pos::Noun && desk.token(name).pos == Pos::Propn;
    (role && right_behind).then(|| party_for(desk.reading, name).span)
}

/// "A statement from the ministry said": the ministry speaks; "the ministry's statement": likewise.
fn issuer(desk: &Desk<'_>, head: usize) -> usize {
    if !is_document(desk, head) {
        return head;
    }
    if let Some(owner) = desk.parse.child(head, Dep::Poss).filter(|&owner| desk.token(owner).pos != Pos::Pron) {
        return owner;
    }
    let by = desk.parse.children(head).find(|&child| matches!(desk.token(child).norm.as_str(), "from" | "by" | "of"));
    by.and_then(|by| desk.parse.child(by, Dep::Pobj)).unwrap_or(head)
}

/// "its statement", "a Foreign Office readout": whoever stands before the words that were issued.
fn issuer_before(desk: &Desk<'_>, head: usize) -> Option<Actor> {
    if !is_document(desk, head) {
        return None;
    }
    let before = desk.parse.children(head).take_while(|&child| child < head);
    let issues = |&child: &usize| {
        let it = desk.token(child);
        it.dep == Dep::Poss || matches!(it.dep, Dep::Compound | Dep::Nmod) && it.pos == Pos::Propn
    };
    before.filter(issues).filter_map(|child| party_for(desk.reading, child).actor).next()
}

/// Gives each statement without a speaker that of a statement around it. `speakers` and `places` are parallel: the paragraph of
/// each statement, whether it is quoted, and whether it looks for a speaker.
pub(super) fn carry(speakers: &mut [(Option<Party>, SpeakerGround)], places: &[Place]) {
    for index in 0..speakers.len() {
        let Some(place) = places.get(index).copied() else { continue };
        let open =
            speakers.get(index).is_some_and(|(party, ground)| party.is_none() && *ground == SpeakerGround::Context);
        if !open {
            continue;
        }
        let near = |other: &Place, reach: usize| place.paragraph.abs_diff(other.paragraph) <= reach;
        let before = (0..index).rev().find(|&other| {
            places.get(other).is_some_and(|other| near(other, 3) && !other.nested)
                && speakers.get(other).is_some_and(|(party, _)| party.is_some())
        });
        let after = || {
            (index + 1..speakers.len()).find(|&other| {
                places.get(other).is_some_and(|other| near(other, 1) && !other.nested)
                    && speakers.get(other).is_some_and(|(party, _)| party.is_some())
            })
        };
        let found = before.or_else(after);
        let Some(found) = found else {
            if let Some(slot) = speakers.get_mut(index) {
                slot.1 = SpeakerGround::None;
            }
            continue;
        };
        let carried =
            found < index && places.get(found).is_some_and(|other| other.quoted && near(other, 1)) && place.orphan;
        let ground = if carried { SpeakerGround::Carried } else { SpeakerGround::Context };
        let party = speakers.get(found).and_then(|(party, _)| party.clone());
        if let Some(slot) = speakers.get_mut(index) {
            *slot = (party, ground);
        }
    }
}

/// Where a statement stands, for [`carry`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Its paragraph.
    pub(super) paragraph: usize,
    /// It holds quoted words.
    pub(super) quoted: bool,
    /// It has no cue.
    pub(super) orphan: bool,
    /// It stands inside another.
    pub(super) nested: bool,
}

/// "The statement said" after a statement of the palace: the words stay, the actor is the palace.
pub(super) fn lend_actor(
    desk: &Desk<'_>,
    head: Option<usize>,
    party: &mut Option<Party>,
    before: Option<&Party>,
) -> bool {
    let (Some(head), Some(party), Some(before)) = (head, party.as_mut(), before) else { return false };
    let lends = is_document(desk, head) && party.actor.is_none() && party.span != Span::default();
    if lends {
        party.actor.clone_from(&before.actor);
    }
    lends
}
