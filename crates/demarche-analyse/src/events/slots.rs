//! Where the parties of a clause stand: a place of a frame in, the parties there out.
//!
//! "Germany promised weapons to Ukraine": the place `to` of *promise*, on the verb or on its object.

use super::frames::Clause;
use super::nominal;
use super::roles::{self, Side};
use super::scope;
use super::tree;
use crate::Reading;
use demarche_language::{Dep, Pos};
use demarche_lexicon::verbs::{EventNoun, Frame, NounKind, Slot};
use demarche_model::{Actor, ActorKind, Party, PlaceMention, Span};

/// The parties in the first place of the frame that names another than the agent, else in the first that names any.
pub(super) fn recipients(reading: Reading<'_>, clause: &Clause, frame: &Frame) -> Vec<Party> {
    let agents = agents(reading, clause);
    // "telephoned the leaders of Chad and Sudan and urged *them*": both, whichever of them a pronoun alone would take up.
    let pronoun = |at: &usize| matches!(reading.parse.tokens[*at].norm.as_str(), "them" | "him" | "her");
    let given = reading.parse.children_by(clause.verb, Dep::Dative);
    let pronouns: Vec<usize> = clause.objects.iter().copied().chain(given).filter(pronoun).collect();
    if !pronouns.is_empty() {
        let all = taken_up(reading, clause, &agents);
        // "summoned the envoy and handed him a note": nobody hands his own side one.
        let own = |&at: &usize| {
            let found = roles::parties(reading, at, Side::Target);
            found.iter().all(|party| agents.iter().any(|agent| is_same(agent, party)))
        };
        if all.len() > 1 || !all.is_empty() && pronouns.iter().all(own) {
            return all;
        }
    }
    let mut own = Vec::new();
    let mut open = Vec::new();
    let mut pronouns = Vec::new();
    for slot in &frame.recipients.slots {
        // What several agree on is agreed among them.
        if frame.action.plover == "AGREE" && *slot == Slot::Complement && countries(&agents) > 1 {
            continue;
        }
        // "demanded the soldier's release": it is not the soldier who is asked.
        let undergone = |&object: &usize| {
            let noun = tree::content(reading, object);
            nominal::event_noun(reading, noun).is_some_and(|row| row.kind == NounKind::Suffer)
        };
        if frame.action.plover == "REQUEST"
            && matches!(slot, Slot::Object | Slot::Behind(_))
            && clause.objects.iter().any(undergone)
            && *slot != Slot::Behind("from".to_owned())
        {
            continue;
        }
        let mut found = fill(reading, clause, slot);
        if matches!(frame.action.plover.as_str(), "ACCUSE" | "SUPPORT" | "REJECT") {
            doers_only(reading, clause, slot, &mut found);
        }
        // "a violation of *Ostria's sovereignty*": whose it is has suffered it.
        if frame.action.plover == "ACCUSE" {
            found.retain(|party| !is_inviolate(reading, party));
        }
        // The subject undergoes it; it is no other than itself.
        if *slot == Slot::Subject && !found.is_empty() {
            return found;
        }
        let (same, mut others): (Vec<Party>, Vec<Party>) =
            found.into_iter().partition(|party| agents.iter().any(|agent| is_same(agent, party)));
        // "agreed to pull their troops back": not with the troops.
        if *slot == Slot::Complement {
            others.retain(|party| !own_forces(reading, party));
        }
        // "marched in Ostria" is told of the state; "marched in Tolm" of the streets.
        if frame.action.plover == "PROTEST" && *slot == Slot::Behind("in".to_owned()) {
            others.retain(|party| party.mention.is_some() && is_state(party));
        }
        // "broke with Belgium, giving its envoys two days": the envoys' country is told elsewhere, if anywhere.
        if !others.is_empty() && others.iter().all(|party| unowned(reading, party)) {
            open.append(&mut others);
        }
        // "pressed them to talk": whom the verb before names, if anybody.
        if !others.is_empty() && others.iter().all(|party| is_open_pronoun(reading, party)) {
            pronouns.append(&mut others);
        }
        if !others.is_empty() {
            return others;
        }
        if own.is_empty() {
            own = same;
        }
    }
    if !open.is_empty() {
        return open;
    }
    if !pronouns.is_empty() {
        let found = taken_up(reading, clause, &agents);
        return if found.is_empty() { pronouns } else { found };
    }
    if own.is_empty() {
        own = behind_words(reading, clause, frame);
    }
    // "offered his good offices", "is ready to do its part": what is the doer's own is no recipient.
    if matches!(frame.action.plover.as_str(), "AGREE" | "SUPPORT" | "CONCEDE") {
        own.retain(|party| !possessed(reading, party));
    }
    // Its own people are a recipient; it itself is none.
    own.retain(|party| !agents.iter().any(|agent| agent.actor == party.actor || is_itself(agent, party)));
    if own.is_empty() {
        own = at_length(reading, clause, frame, &agents);
    }
    if own.is_empty() {
        own = taken_up(reading, clause, &agents);
    }
    // "France and Germany agreed that their countries": with each other.
    if countries(&agents) > 1 && own.iter().all(|party| agents.iter().any(|agent| is_same(agent, party))) {
        own.clear();
    }
    own
}

/// Whether a party is only named by what is violated: "Ostria's sovereignty".
fn is_inviolate(reading: Reading<'_>, party: &Party) -> bool {
    let words = party.span.of(&reading.article.text).to_lowercase();
    reading.lexicon.verbs.classes.has("inviolate", words.rsplit(' ').next().unwrap_or_default())
}

/// "condemned the invasion of Ostria", "welcomed the release of two Ostrian sailors", "denounced Oret's killing": whoever did it is judged, never
/// those to whom it was done.
fn doers_only(reading: Reading<'_>, clause: &Clause, slot: &Slot, found: &mut Vec<Party>) {
    let parse = reading.parse;
    let nouns: Vec<usize> = match slot {
        Slot::Object | Slot::OfObject(_) => clause.objects.clone(),
        Slot::Subject => clause.agent.into_iter().collect(),
        Slot::Behind(preposition) => {
            tree::behind(parse, clause.verb, preposition).into_iter().chain(clause.objects.iter().copied()).collect()
        }
        _ => return,
    };
    for noun in nouns {
        let noun = tree::content(reading, noun);
        let row = nominal::event_noun(reading, noun).filter(|row| {
            row.kind != NounKind::Mutual
                && matches!(row.action.plover.as_str(), "ASSAULT" | "COERCE" | "SANCTION" | "RETREAT")
        });
        let (doers, patients) = match row {
            Some(row) => {
                let named = nominal::parties(reading, noun, row);
                (named.actors, named.recipients)
            }
            None if tree::is(reading, noun, "undergone") => {
                (nominal::behind(reading, noun, "by", Side::Acting), nominal::behind(reading, noun, "of", Side::Target))
            }
            None => continue,
        };
        let did = |party: &Party| doers.iter().any(|doer| is_same(doer, party));
        found.retain(|party| did(party) || !patients.iter().any(|patient| is_same(patient, party)));
        if found.is_empty() {
            *found = doers;
        }
    }
}

fn is_state(party: &Party) -> bool {
    party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State)
}

/// "more troops", "their soldiers", of whom nothing tells whose they are: the doer's.
pub(super) fn own_forces(reading: Reading<'_>, party: &Party) -> bool {
    let words = party.span.of(&reading.article.text).to_lowercase();
    let last = words.rsplit(' ').next().unwrap_or_default();
    party.actor.as_ref().is_some_and(|actor| actor.country.is_none() && actor.sector.as_deref() == Some("MIL"))
        && reading.lexicon.verbs.classes.has("bare-forces", last)
}

/// "its envoys", where nobody tells whose.
fn unowned(reading: Reading<'_>, party: &Party) -> bool {
    party.actor.as_ref().is_some_and(|actor| actor.country.is_none()) && possessed(reading, party)
}

/// "them", "him", of whom nobody told who they are.
fn is_open_pronoun(reading: Reading<'_>, party: &Party) -> bool {
    let words = party.span.of(&reading.article.text);
    matches!(words, "them" | "him" | "her" | "it")
        && party.actor.as_ref().is_none_or(|actor| actor.country.is_none() && actor.kind != ActorKind::Group)
}

/// "its part", "his offices".
fn possessed(reading: Reading<'_>, party: &Party) -> bool {
    let words = party.span.of(&reading.article.text).to_lowercase();
    matches!(words.split(' ').next(), Some("its" | "their" | "his" | "her"))
}

/// "telephoned the rulers of Ostria and urged *them* to stop", "signed a pact with Ostria and sold *it* jets": a pronoun beside a second verb is
/// whoever the first was done to or with.
fn taken_up(reading: Reading<'_>, clause: &Clause, agents: &[Party]) -> Vec<Party> {
    let parse = reading.parse;
    let pronoun = clause
        .objects
        .iter()
        .copied()
        .chain(parse.children_by(clause.verb, Dep::Dative))
        .any(|at| at > clause.verb && matches!(parse.tokens[at].norm.as_str(), "them" | "him" | "her" | "it"));
    // "cut ties with Ostria, accusing *it* of theft"
    let token = &parse.tokens[clause.verb];
    let beside = token.dep == Dep::Conj || token.dep == Dep::Advcl && token.tag == "VBG";
    let first = parse.head(clause.verb).filter(|&first| pronoun && beside && first < clause.verb);
    let Some(first) = first.filter(|&first| tree::verbal(parse, first)) else { return Vec::new() };
    let objects = tree::objects(reading, first);
    let done_to = || all(objects.iter().map(|&object| roles::parties(reading, object, Side::Target)));
    let with = || {
        let of_verb = ["with", "to"].iter().map(|word| nominal::behind(reading, first, word, Side::Target));
        let of_object = objects.iter().map(|&object| nominal::behind(reading, object, "with", Side::Target));
        all(of_object.chain(of_verb))
    };
    let others = |mut found: Vec<Party>| {
        found.retain(|party| !agents.iter().any(|agent| is_same(agent, party)));
        found
    };
    let found = others(done_to());
    if found.is_empty() { others(with()) } else { found }
}

/// Of how many countries the parties are.
fn countries(parties: &[Party]) -> usize {
    let mut known: Vec<&str> = parties.iter().filter_map(|party| party.actor.as_ref()?.country.as_deref()).collect();
    known.sort_unstable();
    known.dedup();
    known.len()
}

/// Whether a party is the state whose government the agent is.
fn is_itself(agent: &Party, party: &Party) -> bool {
    let governs = |actor: &Actor| actor.kind == ActorKind::State || actor.sector.as_deref() == Some("GOV");
    is_same(agent, party)
        && agent.actor.as_ref().is_some_and(governs)
        && party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State)
}

/// "is on his way to Tolm", "came back from Tolm": behind a word that the row asks for.
fn behind_words(reading: Reading<'_>, clause: &Clause, frame: &Frame) -> Vec<Party> {
    let words = || frame.words.iter().filter_map(|word| tree::hanging(reading.parse, clause.verb, word));
    let mut places = frame.recipients.slots.iter().filter_map(|slot| match slot {
        Slot::Behind(preposition) => {
            Some(all(words().map(|word| nominal::behind(reading, word, preposition, Side::Target))))
        }
        _ => None,
    });
    places.find(|found| !found.is_empty()).unwrap_or_default()
}

/// "committed to more pressure on the north", "fired a missile that flew over the strait": one step further than the places of the frame.
fn at_length(reading: Reading<'_>, clause: &Clause, frame: &Frame, agents: &[Party]) -> Vec<Party> {
    let parse = reading.parse;
    let mut found = Vec::new();
    match frame.action.plover.as_str() {
        "AGREE" | "THREATEN" | "REJECT" | "REQUEST" | "SANCTION" => {
            found = match frame.action.plover.as_str() {
                "AGREE" => in_talks(reading, clause.verb),
                "THREATEN" => on_condition(reading, clause.verb),
                _ => Vec::new(),
            };
            for slot in &frame.recipients.slots {
                if let Slot::Behind(preposition) = slot
                    && let Some(noun) = tree::behind(parse, clause.verb, preposition)
                    && found.is_empty()
                {
                    found = nominal::targets(reading, noun);
                }
            }
        }
        // "mobilised reservists for a war against Iraq"
        "MOBILIZE" if frame.recipients.slots.contains(&Slot::Behind("for".to_owned())) => {
            found = tree::behind(parse, clause.verb, "for")
                .filter(|&noun| nominal::event_noun(reading, noun).is_some())
                .map(|noun| nominal::targets(reading, noun))
                .unwrap_or_default();
        }
        "MOBILIZE" => {
            let flown = clause
                .objects
                .iter()
                .flat_map(|&object| parse.children_by(object, Dep::Relcl))
                .flat_map(|verb| std::iter::once(verb).chain(parse.children_by(verb, Dep::Conj)));
            found = all(flown.map(|verb| nominal::behind(reading, verb, "over", Side::Target)));
            // "moved troops to its base near Ostria": the base is its own.
            for slot in &frame.recipients.slots {
                if let Slot::Behind(preposition) = slot
                    && found.is_empty()
                    && let Some(noun) = tree::behind(parse, clause.verb, preposition)
                    && parse.child(noun, Dep::Poss).is_some()
                {
                    found = nominal::first_behind(reading, noun, &["near", "in", "on", "at", "off", "along"]);
                }
            }
        }
        _ => {}
    }
    found.retain(|party| {
        !agents.iter().any(|agent| agent.actor == party.actor || agent.span == party.span || is_itself(agent, party))
    });
    found
}

/// "In a telephone call with the prime minister, he promised ships": to the prime minister.
fn in_talks(reading: Reading<'_>, verb: usize) -> Vec<Party> {
    let parse = reading.parse;
    let talks = |noun: &usize| {
        tree::is(reading, *noun, "talks")
            || matches!(parse.tokens[*noun].lemma.as_str(), "call" | "conversation" | "letter" | "message")
    };
    let held = ["in", "during", "at"].iter().filter_map(|word| tree::behind(parse, verb, word)).find(talks);
    held.map(|noun| nominal::first_behind(reading, noun, &["with", "to"])).unwrap_or_default()
}

/// "threatened sanctions should the rebels attack again", "warned of war if Ostria did not withdraw": whoever must not, or must.
fn on_condition(reading: Reading<'_>, verb: usize) -> Vec<Party> {
    let parse = reading.parse;
    let conditional = |&at: &usize| {
        let marked = || {
            parse
                .children_by(at, Dep::Mark)
                .any(|mark| matches!(parse.tokens[mark].norm.as_str(), "if" | "unless" | "until"))
        };
        parse.tokens[at].dep == Dep::Advcl && (marked() || scope::inverted(parse, at))
    };
    // "threatened sanctions should they attack", where the small parser takes the condition for the sentence.
    let above = parse
        .head(verb)
        .filter(|&above| parse.tokens[verb].dep == Dep::Ccomp && above > verb && scope::inverted(parse, above));
    let clause = above.or_else(|| parse.subtree(verb).take(60).find(conditional));
    let subject = clause.and_then(|clause| tree::own_subject(parse, clause));
    subject.map(|subject| roles::parties(reading, subject, Side::Target)).unwrap_or_default()
}

fn agents(reading: Reading<'_>, clause: &Clause) -> Vec<Party> {
    clause.agent.map(|agent| roles::parties(reading, agent, Side::Acting)).unwrap_or_default()
}

/// Whether two parties are of one country, or the same.
fn is_same(a: &Party, b: &Party) -> bool {
    let country = |party: &Party| party.actor.as_ref().and_then(|actor| actor.country.clone());
    a.actor == b.actor || country(a).is_some() && country(a) == country(b)
}

/// "recalled its ambassador to Norway": the state whom the envoy was sent to, not the envoy.
fn sent_to(reading: Reading<'_>, clause: &Clause, preposition: &str) -> Option<Vec<Party>> {
    let parse = reading.parse;
    let envoy = clause.objects.iter().copied().find(|&object| tree::is(reading, object, "envoy"))?;
    let state = tree::behind(parse, envoy, "to").or_else(|| tree::behind(parse, clause.verb, "to"));
    let state = state.filter(|_| preposition == "to")?;
    let span = Span::new(parse.tokens[state].start, parse.tokens[state].end);
    let there = || {
        let at = |place: &&PlaceMention| place.span.start < span.end && span.start < place.span.end;
        let code = reading.places.iter().find(at)?.place.as_ref()?.country.clone()?;
        let actor = roles::itself(reading.lexicon.actors.state(&code)?);
        Some(Party { span, mention: None, actor: Some(actor) })
    };
    let party = roles::state_party(reading, state, span).or_else(there)?;
    let code = party.actor.as_ref().and_then(|actor| actor.country.clone());
    let own = clause.agent.map(|agent| roles::parties(reading, agent, Side::Acting)).unwrap_or_default();
    let of_own = own.iter().any(|own| own.actor.as_ref().is_some_and(|actor| actor.country == code));
    (!of_own).then(|| vec![party])
}

/// The parties in one place of a clause.
pub(super) fn fill(reading: Reading<'_>, clause: &Clause, slot: &Slot) -> Vec<Party> {
    let parse = reading.parse;
    let target = |token: usize| roles::parties(reading, token, Side::Target);
    match slot {
        Slot::Object => all(clause.objects.iter().map(|&object| {
            let mut named = target(object);
            // "blamed a leak for the blast in Tolm": the place is no part of what is blamed.
            let about = || parse.children_by(object, Dep::Prep).find(|&at| parse.tokens[at].norm == "for");
            if tree::is(reading, clause.verb, "charging")
                && let Some(about) = about()
            {
                named.retain(|party| party.span.end <= parse.tokens[about].start);
            }
            // "endorsed an agreement with the European Union": whoever else is part of it.
            if named.is_empty() { members(reading, object) } else { named }
        })),
        Slot::Subject => clause.agent.map(|subject| of_subject(reading, subject)).unwrap_or_default(),
        Slot::Indirect => {
            let given = parse.children_by(clause.verb, Dep::Dative).map(|child| {
                if parse.tokens[child].pos == Pos::Adp { parse.child(child, Dep::Pobj).unwrap_or(child) } else { child }
            });
            // "gave Ukraine weapons" read as one noun phrase, or the recipient of a passive as its subject.
            let passive = tree::passive(parse, clause.verb) && clause.objects.len() > 1;
            let found = all(given.chain(clause.objects.first().copied().filter(|_| passive)).map(target));
            if !found.is_empty() {
                return found;
            }
            // "sold Chile two jets": the name of a state before the noun is whom it goes to.
            let named = clause.objects.iter().take(1).flat_map(|&object| {
                parse.children(object).take_while(move |&child| child < object).filter(|&child| {
                    parse.tokens[child].pos == Pos::Propn
                        && matches!(parse.tokens[child].dep, Dep::Compound | Dep::Nmod)
                })
            });
            let mut found = all(named.map(target));
            found.retain(|party| party.actor.as_ref().is_some_and(|actor| actor.kind == ActorKind::State));
            found
        }
        Slot::Behind(preposition) => {
            if let Some(sent_to) = sent_to(reading, clause, preposition) {
                return sent_to;
            }
            let of_verb = nominal::behind(reading, clause.verb, preposition, Side::Target);
            if !of_verb.is_empty() {
                return of_verb;
            }
            // "flew over Norway", where the small parser takes the preposition for a particle.
            if parse.children_by(clause.verb, Dep::Prt).any(|at| parse.tokens[at].norm == *preposition) {
                return all(clause.objects.iter().map(|&object| target(object)));
            }
            // "offered itself as a mediator between Norway and Chad"
            if let Some(role) = tree::behind(parse, clause.verb, "as") {
                let of_role = nominal::behind(reading, role, preposition, Side::Target);
                if !of_role.is_empty() {
                    return of_role;
                }
            }
            // "claimed responsibility for an attack on Kenya"
            let victims = || {
                let deed = std::iter::once(clause.verb)
                    .chain(clause.objects.iter().copied())
                    .find_map(|at| tree::behind(parse, at, preposition))?;
                let row = nominal::event_noun(reading, deed).filter(|row| row.action.plover == "ASSAULT")?;
                Some(nominal::parties(reading, deed, row).recipients)
            };
            if preposition == "for"
                && clause_asks(reading, clause, "responsibility")
                && let Some(victims) = victims()
            {
                return victims;
            }
            if clause.head != clause.verb {
                let of_head = nominal::behind(reading, clause.head, preposition, Side::Target);
                if !of_head.is_empty() {
                    return of_head;
                }
            }
            all(clause.objects.iter().map(|&object| {
                // "a list of demands to Egypt", "ten million in aid for Chad": on what the object is of, or in.
                let content = tree::content(reading, object);
                let within = tree::behind(parse, object, "in").filter(|_| preposition != "in");
                [Some(object), Some(content).filter(|&content| content != object), within]
                    .into_iter()
                    .flatten()
                    .map(|noun| nominal::behind(reading, noun, preposition, Side::Target))
                    .find(|parties| !parties.is_empty())
                    .unwrap_or_default()
            }))
        }
        Slot::OfObject(preposition) => {
            all(clause.objects.iter().map(|&object| nominal::behind(reading, object, preposition, Side::Target)))
        }
        Slot::ComplementSubject => {
            all(clause.complements.iter().filter_map(|&at| tree::own_subject(parse, at)).map(target))
        }
        Slot::Complement => any_party(reading, clause),
    }
}

/// Whether the clause has this object.
fn clause_asks(reading: Reading<'_>, clause: &Clause, word: &str) -> bool {
    clause.objects.iter().any(|&object| reading.parse.tokens[object].lemma == word)
}

/// The parties of what several do together: "an agreement with the European Union".
fn members(reading: Reading<'_>, object: usize) -> Vec<Party> {
    let noun = tree::content(reading, object);
    nominal::event_noun(reading, noun)
        .filter(|row| row.kind == NounKind::Mutual)
        .map(|row| nominal::parties(reading, noun, row).actors)
        .unwrap_or_default()
}

/// Whom a subject stands for that is judged or undergoes: whoever does the deed that it names ("Israel's raids are a crime"), or takes part
/// in it ("a truce with Hamas is out of the question").
fn of_subject(reading: Reading<'_>, subject: usize) -> Vec<Party> {
    let noun = tree::content(reading, subject);
    let Some(row) = nominal::event_noun(reading, noun) else { return roles::parties(reading, subject, Side::Target) };
    let found = nominal::parties(reading, noun, row);
    if found.actors.is_empty() && row.kind != NounKind::Suffer { found.recipients } else { found.actors }
}

/// Who does what is done to the subject: "received weapons from the government", "fell to the rebels"; `obj`: whom the subject only sees do it, "spotted
/// Norwegian warships".
pub(super) fn doers(reading: Reading<'_>, clause: &Clause, preposition: &str) -> Vec<Party> {
    if preposition == "obj" {
        return all(clause.objects.iter().map(|&object| roles::parties(reading, object, Side::Acting)));
    }
    let heads = std::iter::once(clause.verb).chain(clause.objects.iter().copied());
    if let Some((noun, row)) = deed_behind(reading, clause, preposition) {
        let mutual = row.kind == NounKind::Mutual;
        return if mutual { Vec::new() } else { nominal::parties(reading, noun, row).actors };
    }
    heads
        .map(|head| nominal::behind(reading, head, preposition, Side::Acting))
        .find(|parties| !parties.is_empty())
        .unwrap_or_default()
}

/// "died in a Norwegian strike": the attack behind a preposition of the clause, which is how it was done.
pub(super) fn deed_behind<'a>(
    reading: Reading<'a>,
    clause: &Clause,
    preposition: &str,
) -> Option<(usize, &'a EventNoun)> {
    let noun = tree::content(reading, tree::behind(reading.parse, clause.verb, preposition)?);
    let row = nominal::event_noun(reading, noun)?;
    (row.action.plover == "ASSAULT").then_some((noun, row))
}

/// The parties of a complement clause: of its object, behind its prepositions, its own subject; the first that is not the agent's.
fn any_party(reading: Reading<'_>, clause: &Clause) -> Vec<Party> {
    let parse = reading.parse;
    let agents = agents(reading, clause);
    let mut own = Vec::new();
    let mut foreign = |parties: Vec<Party>| -> Vec<Party> {
        let (same, others): (Vec<Party>, Vec<Party>) = parties
            .into_iter()
            .partition(|party| agents.iter().any(|agent| is_same(agent, party) || agent.span == party.span));
        if own.is_empty() {
            own = same;
        }
        others
    };
    let mut heads = clause.complements.clone();
    let mut next = 0;
    while let Some(&head) = heads.get(next).filter(|_| next < 6) {
        next += 1;
        heads.extend(tree::complements(parse, head));
        let inner = Clause::of_verb(reading, head);
        let of_object = || all(inner.objects.iter().map(|&object| roles::parties(reading, object, Side::Target)));
        let of_subject =
            || tree::own_subject(parse, head).map(|own| roles::parties(reading, own, Side::Target)).unwrap_or_default();
        for found in
            [fill(reading, &inner, &Slot::Indirect), of_object(), nominal::targets(reading, head), of_subject()]
        {
            let others = foreign(found);
            if !others.is_empty() {
                return others;
            }
        }
    }
    // Deeper: behind any preposition of the clause.
    for &head in &clause.complements {
        for token in parse.subtree(head).take(40) {
            let leads = matches!(
                parse.tokens[token].norm.as_str(),
                "to" | "for"
                    | "on"
                    | "against"
                    | "with"
                    | "from"
                    | "of"
                    | "in"
                    | "between"
                    | "behind"
                    | "beside"
                    | "alongside"
            );
            // "promised to stand by Ostria"
            let stands = parse.tokens[token].norm == "by"
                && parse.head(token).is_some_and(|verb| parse.tokens[verb].lemma == "stand");
            if (leads || stands)
                && parse.tokens[token].dep == Dep::Prep
                && let Some(noun) = parse.child(token, Dep::Pobj)
            {
                let others = foreign(roles::parties(reading, noun, Side::Target));
                if !others.is_empty() {
                    return others;
                }
            }
        }
    }
    // "threatened to ban opposition candidates": its own people.
    own.retain(|party| !agents.iter().any(|agent| agent.span == party.span || agent.actor == party.actor));
    // "If India is attacked again there will be an answer, Modi warned": nobody warns his own state.
    own.retain(|party| party.actor.as_ref().is_none_or(|actor| actor.kind != ActorKind::State));
    own
}

fn all(lists: impl Iterator<Item = Vec<Party>>) -> Vec<Party> {
    let mut out = Vec::new();
    for party in lists.flatten() {
        roles::push(&mut out, party);
    }
    out
}
