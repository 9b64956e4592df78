//! Whether what a rule found makes sense as a statement: who can speak, and when a cue inside another's words is one.
//!
//! "The attack showed that …" is no statement of the attack's; "I think" inside Mr. Orlov's quotation is no second speaker.

use super::content::has_quote;
use super::desk::{CueHit, Desk};
use super::draft::{Draft, Source};
use super::facets;
use super::source::{can_speak, quoted_by};
use demarche_language::{Dep, Pos};
use demarche_lexicon::{CueClass, CueKind, Strength};

/// Whether a draft is kept, judged alone.
pub(super) fn is_sensible(desk: &Desk<'_>, draft: &Draft<'_>) -> bool {
    let Some(hit) = draft.hit else { return true };
    if hit.cue.kind == CueKind::Preposition {
        return true;
    }
    if let Source::Phrase(head) = draft.source
        && (!can_speak(desk, head) || vague(desk, head, hit) || is_nobody(desk, head))
    {
        return false;
    }
    if is_only_let(desk, hit.token) {
        return false;
    }
    desk.region(hit.token).is_none() || second_speaker(desk, draft, hit) && says_something(desk, draft)
}

/// "rules that allow companies to tell one state what they hide from another": who may say a thing has not said it.
fn is_only_let(desk: &Desk<'_>, verb: usize) -> bool {
    let above = desk.parse.head(verb).filter(|_| matches!(desk.token(verb).dep, Dep::Xcomp | Dep::Ccomp));
    let lets = |above: usize| matches!(desk.token(above).lemma.as_str(), "allow" | "let" | "enable" | "permit");
    above.is_some_and(|above| above < verb && lets(above)) && desk.token(verb).tag == "VB"
}

/// "as rich as he says he is": nothing but pronouns and the verb "to be".
fn says_something(desk: &Desk<'_>, draft: &Draft<'_>) -> bool {
    draft.content.iter().flat_map(|range| range.clone()).any(|token| {
        !desk.is_blank(token)
            && !matches!(desk.token(token).pos, Pos::Pron | Pos::Aux | Pos::Part | Pos::Det | Pos::Adp)
            && desk.token(token).lemma != "be"
    })
}

/// "Nobody claimed the attack": nobody is no speaker. ("No official confirmed it" has one, who withholds.)
fn is_nobody(desk: &Desk<'_>, head: usize) -> bool {
    let alone = desk.token(head).pos == Pos::Pron || desk.token(head).lemma == "one";
    alone && facets::negative(desk, head).is_some()
}

/// "It suggests that", "it shows": the pronoun takes up a matter, not a speaker.
fn vague(desk: &Desk<'_>, head: usize, hit: CueHit<'_>) -> bool {
    desk.token(head).norm == "it"
        && (hit.cue.class == CueClass::Finding
            || matches!(
                hit.cue.lemma().as_str(),
                "suggest" | "imply" | "indicate" | "explain" | "signal" | "make clear" | "underscore" | "highlight"
            ))
}

/// Whether a cue inside a quotation brings in somebody else's words: a third party, a plain fact, a strong verb.
fn second_speaker(desk: &Desk<'_>, draft: &Draft<'_>, hit: CueHit<'_>) -> bool {
    let Source::Phrase(head) = draft.source else { return false };
    // "people who tell you that": nobody in particular.
    let generic = matches!(desk.token(hit.token).dep, Dep::Relcl | Dep::Acl)
        && matches!(
            desk.token(head).lemma.as_str(),
            "people" | "those" | "anyone" | "person" | "man" | "woman" | "someone" | "one" | "some" | "president"
        );
    let generic = generic || is_of_a_kind(desk, draft, hit, head);
    let third = !generic
        && match desk.token(head).pos {
            Pos::Propn | Pos::Noun => true,
            Pos::Pron => matches!(desk.token(head).norm.as_str(), "he" | "she" | "they"),
            _ => false,
        };
    third && is_plain(desk, hit) && hit.cue.strength == Strength::Strong && hit.cue.kind == CueKind::Verb
}

/// "a movement that blames the banks", "companies report their branches": some of a kind, not a party that spoke, unless its words are
/// quoted within the quotation.
fn is_of_a_kind(desk: &Desk<'_>, draft: &Draft<'_>, hit: CueHit<'_>, head: usize) -> bool {
    let it = desk.token(head);
    let own = |token: usize| desk.region(token) != desk.region(hit.token) && !desk.is_blank(token);
    if it.pos != Pos::Noun || draft.content.iter().any(|range| range.clone().any(own)) || has_quote_within(desk, draft)
    {
        return false;
    }
    let determiner = desk
        .parse
        .children(head)
        .find(|&child| child < head && matches!(desk.token(child).dep, Dep::Det | Dep::Poss | Dep::Nummod));
    let indefinite =
        determiner.is_none_or(|word| matches!(desk.token(word).norm.as_str(), "a" | "an" | "any" | "some" | "all"));
    let described = desk.token(hit.token).dep == Dep::Relcl && indefinite;
    let habitual =
        determiner.is_none() && it.tag == "NNS" && matches!(desk.token(hit.token).tag.as_str(), "VBP" | "VB");
    described || habitual
}

/// Whether what is said inside a quotation is quoted once more: "People say, 'It does not matter.'"
fn has_quote_within(desk: &Desk<'_>, draft: &Draft<'_>) -> bool {
    draft.content.iter().any(|range| {
        let (start, end) = desk.parse.bytes(range.clone());
        let inner = desk.quotes.iter().filter(|quotation| quotation.depth > 0);
        inner.into_iter().any(|quotation| quotation.inner.start <= start && quotation.inner.end + 4 >= end)
    })
}

/// Whether a verb tells a plain fact: finite, without modal or negation.
pub(super) fn is_plain(desk: &Desk<'_>, hit: CueHit<'_>) -> bool {
    // "I hope that one day the country says": it has not said so.
    let hoped = desk
        .parse
        .head(hit.token)
        .filter(|_| desk.token(hit.token).dep == Dep::Ccomp)
        .is_some_and(|above| matches!(desk.token(above).lemma.as_str(), "hope" | "wish"));
    desk.is_finite(hit.token)
        && !hoped
        && !desk.parse.children(hit.token).any(|child| {
            desk.token(child).dep == Dep::Neg
                || desk.token(child).tag == "MD"
                || (desk.token(child).dep == Dep::Mark
                    && matches!(desk.token(child).norm.as_str(), "if" | "unless" | "whether"))
        })
}

/// Whether a statement inside another's words is kept: a second party's plain words. `same` tells that inner and outer speaker
/// are one and the same.
pub(super) fn keeps_inside(desk: &Desk<'_>, draft: &Draft<'_>, same: bool) -> bool {
    let Some(hit) = draft.hit else { return false };
    let rule = draft.rule.get(..4).unwrap_or_default();
    if matches!(rule, "S010" | "S015" | "S020" | "S042") || quoted_by(desk, hit.token).is_some() {
        return true;
    }
    if same {
        return false;
    }
    if rule == "S070" {
        return draft.source != Source::Nobody;
    }
    let quotes = draft.content.iter().any(|range| has_quote(desk, range.clone()));
    if hit.cue.strength != Strength::Strong && !(quotes && hit.cue.strength == Strength::Medium) {
        return false;
    }
    let joined = desk.token(hit.token).tag == "VBG" && !matches!(desk.token(hit.token).dep, Dep::Amod | Dep::Acl);
    let told = is_plain(desk, hit) || joined;
    match rule {
        "S030" | "S065" => told && hit.cue.class != CueClass::Finding,
        "S060" => {
            told && matches!(
                hit.cue.class,
                CueClass::Claim
                    | CueClass::Factive
                    | CueClass::Neutral
                    | CueClass::Denial
                    | CueClass::Directive
                    | CueClass::Commissive
                    | CueClass::Evaluation
            )
        }
        "S050" => matches!(hit.cue.class, CueClass::Claim | CueClass::Neutral),
        _ => false,
    }
}
