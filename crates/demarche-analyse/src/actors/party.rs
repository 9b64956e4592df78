//! From a word of the tree to the party it names: a head token in, the noun phrase with its mention and actor out.
//!
//! "the Russian embassy in Tehran, which evacuates citizens": head *embassy*, words "the Russian embassy in Tehran" where that is one mention,
//! else "the Russian embassy", without the clause.

use crate::Reading;
use demarche_language::{Dep, Parse, Pos};
use demarche_lexicon::actors::fold;
use demarche_model::{Actor, ActorKind, Mention, MentionId, Party, Span};

/// The party that the noun phrase around a head token names.
///
/// The words are the head with what stands before it (articles, adjectives, compounds, possessors) and, where a mention reaches further
/// ("head of the IAEA"), the whole mention; never relative clauses, appositions, other prepositional tails or conjuncts.
/// `mention` is the mention that holds the head; `actor` is that mention's, which may be `None`: unresolved.
pub fn party_for(reading: Reading<'_>, head_token: usize) -> Party {
    let parse = reading.parse;
    let Some(token) = parse.tokens.get(head_token) else {
        return Party { span: Span::default(), mention: None, actor: None };
    };
    let head = Span::new(token.start, token.end);
    let core = noun_phrase(parse, head_token);
    let Some(at) = mention_over(reading.mentions, head) else {
        return Party { span: core, mention: None, actor: described(reading, head_token, core) };
    };
    let mention = &reading.mentions[at];
    Party { span: core.cover(mention.span), mention: Some(MentionId(at as u32)), actor: mention.actor.clone() }
}

/// "Oto Nattor, a spokesman for the Veranian interior ministry, denied it", where nothing else tells that the name is one: whoever stands beside it.
fn described(reading: Reading<'_>, name: usize, span: Span) -> Option<Actor> {
    let parse = reading.parse;
    let token = parse.tokens.get(name).filter(|token| token.pos == Pos::Propn)?;
    let beside = parse.children_by(name, Dep::Appos).filter(|&at| parse.tokens[at].pos == Pos::Noun);
    let whole = span.of(&reading.article.text);
    let actor = beside.into_iter().find_map(|at| {
        let noun = &parse.tokens[at];
        let mention = &reading.mentions[mention_over(reading.mentions, Span::new(noun.start, noun.end))?];
        let person = |actor: &&Actor| actor.kind == ActorKind::Person && actor.country.is_some();
        mention
            .actor
            .as_ref()
            .filter(|_| matches!(mention.rule, "M060 agent" | "M045 attendant"))
            .filter(person)
            .cloned()
    })?;
    let named = whole.contains(' ') && whole.ends_with(Span::new(token.start, token.end).of(&reading.article.text));
    let id = format!("text:{}", whole.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-"));
    named.then(|| Actor { id, name: whole.to_owned(), ..actor })
}

/// The parties of a coordination, in text order: "Russia and Iran" gives two, a plain noun phrase one.
pub fn parties_for(reading: Reading<'_>, head_token: usize) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    let mut next = Some(head_token);
    while let Some(head) = next {
        let party = party_for(reading, head);
        // A name cut by the parser into conjuncts ("Trinidad and Tobago") is one mention.
        if parties.last().is_none_or(|last| last.mention.is_none() || last.mention != party.mention) {
            parties.push(party);
        }
        next = (head < reading.parse.tokens.len())
            .then(|| reading.parse.child(head, Dep::Conj))
            .flatten()
            .filter(|&conjunct| conjunct > head);
    }
    parties
}

/// Whose somebody is that no list knows: "the U.S. command", "Verania's election watchdog" are of the state before the noun.
///
/// `None` where no state stands there by its adjective or as the possessor, and for nouns that say of another state ("Verania's foe").
/// "A Verania expert" is no Veranian.
pub fn of_state_before(reading: Reading<'_>, head: usize) -> Option<Actor> {
    let parse = reading.parse;
    let token = parse.tokens.get(head)?;
    if !matches!(token.pos, Pos::Noun | Pos::Propn) || reading.lexicon.verbs.classes.has("another", &token.lemma) {
        return None;
    }
    let before = parse.children(head).take_while(|&child| child < head);
    let country = before.filter_map(|child| state_of(reading, child)).last()?;
    let words = noun_phrase(parse, head).of(&reading.article.text);
    let name = words.strip_prefix("The ").or_else(|| words.strip_prefix("the ")).unwrap_or(words);
    let plural = matches!(token.tag.as_str(), "NNS" | "NNPS");
    Some(Actor {
        id: format!("text:{}.{}", country.to_ascii_lowercase(), fold(token.norm.as_str())),
        name: name.to_owned(),
        kind: if plural { ActorKind::Group } else { ActorKind::Organisation },
        country: Some(country),
        sector: None,
        office: None,
    })
}

/// The country of the state that a word before a noun names as its adjective or its possessor.
fn state_of(reading: Reading<'_>, word: usize) -> Option<String> {
    let token = reading.parse.tokens.get(word)?;
    let mention = &reading.mentions[mention_over(reading.mentions, Span::new(token.start, token.end))?];
    let actor = mention.actor.as_ref()?;
    let country = actor.country.as_deref()?;
    let state = reading.lexicon.actors.state(country)?;
    let adjective = || state.adjectives.iter().any(|known| known == mention.span.of(&reading.article.text));
    let whose = match token.dep {
        Dep::Poss => matches!(actor.kind, ActorKind::State | ActorKind::Government),
        Dep::Amod | Dep::Compound | Dep::Nmod => actor.kind == ActorKind::State && adjective(),
        _ => false,
    };
    whose.then(|| country.to_owned())
}

/// The mention that covers a span, or that begins inside it.
fn mention_over(mentions: &[Mention], head: Span) -> Option<usize> {
    let after = mentions.partition_point(|mention| mention.span.start < head.end);
    let at = after.checked_sub(1)?;
    mentions[at].span.overlaps(head).then_some(at)
}

/// The head with what stands before it, and what the parser hangs behind it as part of the name.
fn noun_phrase(parse: &Parse, head: usize) -> Span {
    let mut first = head;
    for child in parse.children(head).rev().filter(|&child| child < head) {
        let token = &parse.tokens[child];
        let inside = matches!(
            token.dep,
            Dep::Det
                | Dep::Amod
                | Dep::Compound
                | Dep::Poss
                | Dep::Nummod
                | Dep::Nmod
                | Dep::Predet
                | Dep::Quantmod
                | Dep::Case
                | Dep::Advmod
        );
        // Hyphens and quotation marks inside the phrase are passed over; a comma between adjectives as well.
        if inside {
            first = first.min(token.left_edge as usize);
        } else if token.dep != Dep::Punct {
            break;
        }
    }
    let span = |at: usize| Span::new(parse.tokens[at].start, parse.tokens[at].end);
    span(first).cover(span(head))
}
