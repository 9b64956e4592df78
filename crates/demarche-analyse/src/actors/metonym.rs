//! Whether the name of a place acts here or is a place: a token of the tree in, a verdict out.
//!
//! "Tehran said", "a message to Tehran", "sanctions on Tehran" act; "in Tehran", "a flight to Tehran", "Tehran's airport" do not.

use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::actors::Usage;

/// Whether the name that ends at this token stands for those who rule there.
pub(super) fn acts(parse: &Parse, usage: &Usage, token: usize) -> bool {
    acts_within(parse, usage, token, 8)
}

fn acts_within(parse: &Parse, usage: &Usage, token: usize, depth: usize) -> bool {
    let Some(word) = parse.tokens.get(token) else { return false };
    let Some(head) = parse.head(token) else { return false };
    let governor = &parse.tokens[head];
    let lemma = governor.lemma.as_str();
    match word.dep {
        Dep::Nsubj if stands_with(parse, head) => true,
        Dep::Nsubj => !(usage.has("place-subject", lemma) || lemma == "be" && has_place_predicate(parse, usage, head)),
        Dep::Nsubjpass | Dep::Dobj => usage.has("verb-object", lemma),
        Dep::Dative => governor.pos == Pos::Verb || acts_under(parse, usage, head),
        Dep::Poss => !usage.has("place-noun", lemma),
        Dep::Pobj => acts_under(parse, usage, head),
        Dep::Agent => true,
        Dep::Conj | Dep::Appos if depth > 0 && head < token => acts_within(parse, usage, head, depth - 1),
        _ => !usage.has("place-subject", lemma) && stands_for_subject(parse, token, head),
    }
}

/// "Kigali denies it", which the parser reads as an adjective and its verb: right before a finite verb without another subject.
fn stands_for_subject(parse: &Parse, token: usize, verb: usize) -> bool {
    let it = &parse.tokens[verb];
    let finite = it.pos == Pos::Verb && matches!(it.tag.as_str(), "VBZ" | "VBD" | "VBP");
    let opens = parse.sentences.get(parse.sentence_of(token)).is_some_and(|sentence| sentence.start == token);
    finite && opens && verb == token + 1 && !parse.children(verb).any(|child| parse.tokens[child].dep == Dep::Nsubj)
}

/// The object of a preposition: the word that governs the preposition decides.
fn acts_under(parse: &Parse, usage: &Usage, preposition: usize) -> bool {
    let word = parse.tokens[preposition].norm.as_str();
    let Some(head) = parse.head(preposition) else { return word == "by" };
    let governor = &parse.tokens[head];
    let lemma = governor.lemma.as_str();
    let verb = matches!(governor.pos, Pos::Verb | Pos::Aux);
    match word {
        "by" | "with" | "against" | "between" | "versus" | "vis" | "via" => true,
        "to" if lemma == "accord" || parse.tokens[preposition].dep == Dep::Dative => true,
        "to" => usage.has(if verb { "verb-to" } else { "noun-to" }, lemma),
        "from" if verb => usage.has("verb-from", lemma) || gives(parse, usage, head, preposition),
        "from" => usage.has("noun-from", lemma),
        "on" | "upon" => usage.has("noun-on", lemma),
        "of" => usage.has("noun-of", lemma),
        "for" => usage.has("noun-for", lemma),
        "toward" | "towards" => usage.has("noun-toward", lemma),
        "over" => usage.has("noun-over", lemma),
        "like" | "including" | "unlike" | "than" => true,
        _ => false,
    }
}

/// "drew a rebuke from Moscow", "praise came from Ankara": what comes from there is what a noun says that only those who rule give.
fn gives(parse: &Parse, usage: &Usage, verb: usize, preposition: usize) -> bool {
    parse.children(verb).any(|child| {
        let it = &parse.tokens[child];
        child < preposition && matches!(it.dep, Dep::Nsubj | Dep::Dobj) && usage.has("noun-from", &it.lemma)
    })
}

/// "Ankara stood by its ally": it stands there as a party, not as a town.
fn stands_with(parse: &Parse, verb: usize) -> bool {
    let beside = |norm: &str| matches!(norm, "by" | "with" | "behind" | "beside" | "alongside" | "against");
    parse.tokens[verb].lemma == "stand"
        && parse.children(verb).any(|child| child > verb && child <= verb + 3 && beside(&parse.tokens[child].norm))
}

/// "Tehran is a city of ten million."
fn has_place_predicate(parse: &Parse, usage: &Usage, verb: usize) -> bool {
    parse.children(verb).any(|child| {
        let token = &parse.tokens[child];
        (token.dep == Dep::Attr
            && (usage.has("place-noun", &token.lemma)
                || matches!(token.lemma.as_str(), "city" | "capital" | "town" | "target")))
            || (token.dep == Dep::Prep && matches!(token.norm.as_str(), "in" | "under" | "near"))
    })
}

/// Whether the name stands as a place: object of "in", "at", "near", "outside".
pub(super) fn is_location(parse: &Parse, token: usize) -> bool {
    let Some(word) = parse.tokens.get(token) else { return false };
    let preposition = if word.dep == Dep::Pobj { parse.head(token) } else { None };
    preposition.is_some_and(|at| {
        matches!(
            parse.tokens[at].norm.as_str(),
            "in" | "at"
                | "near"
                | "outside"
                | "inside"
                | "around"
                | "across"
                | "into"
                | "through"
                | "throughout"
                | "within"
                | "beside"
                | "behind"
        )
    })
}
