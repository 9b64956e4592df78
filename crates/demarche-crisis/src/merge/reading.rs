//! How what comparing tellings needs is read: a telling in its report in, a [`Trait`] out: sides, days, place, means, toll and words.
//!
//! "Verania had appealed to Noria to halt the fighting at Tolm": asked by Verania, of Noria; what tells the plea from others stands behind it.

use super::At;
use super::amounts::amounts;
use super::common::{Common, Means, is_alike, is_state, stem};
use super::days::{Basis, Days};
use super::gainsay::gainsaid;
use super::spot::Spot;
use super::traits::{OPENING, Tail, Trait};
use super::word_set::{ANY_GROUP, WordSet};
use crate::day_number;
use crate::digest::{Count, Digest, Party, Telling};
use crate::words::words;
use smol_str::SmolStr;

/// Words behind a verb that still tell what it did: its object, often.
const TAIL_WORDS: usize = 8;
/// What begins an aside of words that the doer says with the deed, which tell nothing of it.
const SAYING: [&str; 4] = [", saying ", ", claiming ", ", arguing ", ", insisting "];
/// Words before a noun that mean what was told last.
const POINTING: [&str; 4] = ["this", "that", "these", "those"];

impl Trait {
    /// Reads a telling; every word still weighs the same. `tail` are the words behind its evidence.
    pub(super) fn read(
        report: &Digest,
        telling: &Telling,
        at: At,
        source: usize,
        tail: Tail<'_>,
        common: &Common,
    ) -> Self {
        let Tail { behind: tail, aside, before, sentence } = tail;
        let nominal = telling.evidence.rule.contains("noun");
        let whole: Vec<String> = words(&telling.evidence.text).map(|word| word.folded).collect();
        // A deed of force is told by its target, which is evidence; a plea or a deal by what follows.
        let family = if is_salvo(report, telling, common) { "ASSAULT" } else { family(&telling.plover) };
        let goes_on = telling.evidence.rule.ends_with("verb") && !matches!(family, "ASSAULT" | "MOBILIZE");
        let (core, rest) = if goes_on { parted(telling) } else { (telling.evidence.text.as_str(), "") };
        let core = SAYING
            .iter()
            .filter_map(|saying| core.find(saying))
            .min()
            .map_or(core, |at| core.get(..at).unwrap_or(core));
        let folded: Vec<String> = words(core).map(|word| word.folded).collect();
        // "Struck" and "strike" are one word, and so are all forms of what makes a deed.
        let made = words(&telling.trigger.text).last().map(|word| word.folded).unwrap_or_default();
        let base = lemma(telling).and_then(|lemma| lemma.split('-').next()).unwrap_or(&made).to_owned();
        let based: Vec<&str> =
            folded.iter().map(|word| if *word == made { base.as_str() } else { word.as_str() }).collect();
        let (days, news) = Days::read(report, telling);
        let place = Spot::read(telling);
        let stems = |text: &str| {
            let folded: Vec<String> = words(text).map(|word| word.folded).collect();
            common.stems(folded.iter().map(String::as_str))
        };
        let particular_place = place.as_ref().filter(|place| place.is_particular());
        let placed: WordSet = particular_place.iter().flat_map(|place| stems(&place.name)).collect();
        let hit = |party: &Party| particular_place.is_some_and(|place| is_hit(&party.text, &place.name));
        let named: Vec<&Party> = victims(telling).collect();
        let aside = apposed(telling, aside).filter(|_| family == "ASSAULT").unwrap_or_default();
        let befallen = named.iter().flat_map(|party| stems(&party.name)).chain(stems(aside));
        let befallen: WordSet = befallen.filter(|word| !common.is_common(word)).collect();
        let own = party_names(telling, &named, particular_place);
        let tells = |word: &SmolStr| word.len() > 2 && !own.iter().any(|name| is_alike(name, word));
        let said = telling.place.as_ref().is_some_and(|place| place.text.is_some());
        let there = placed.iter().filter(|_| said).cloned();
        let within: WordSet = common.stems(based.iter().copied()).into_iter().chain(there).filter(tells).collect();
        let after: Vec<String> = words(rest)
            .chain(words(if goes_on { tail } else { "" }))
            .take(TAIL_WORDS)
            .map(|word| word.folded)
            .collect();
        let behind: WordSet = common
            .stems(after.iter().map(String::as_str))
            .into_iter()
            .filter(|word| tells(word) && !within.contains(word))
            .collect();
        let headline = is_headline(report, telling);
        // In a headline every word may have a capital letter, and at the head of a sentence one has.
        let written = words(core).skip(usize::from(!nominal)).filter(|_| !headline);
        let names: WordSet = written
            .filter(|word| word.written.starts_with(char::is_uppercase))
            .map(|word| stem(&word.folded))
            .filter(|word| within.contains(word) && !common.is_common(word) && !common.is_state(word))
            .collect();
        let called = called_by(telling, &folded)
            .map(stem)
            .filter(|name| nominal && (names.contains(name) || placed.contains(name)));
        let kin: WordSet =
            within.iter().chain(behind.iter()).filter(|word| !common.is_function(word)).cloned().collect();
        let keeps = goes_on && kin.iter().any(|word| common.is_keeping(word));
        let sessions: WordSet = kin.iter().filter(|word| common.is_session(word)).cloned().collect();
        let stately = kin.iter().filter(|word| common.is_state(word)).cloned().collect();
        let tells_apart = |word: &SmolStr| {
            let stately = common.is_state(word) && !placed.contains(word);
            let hit = family == "ASSAULT" && common.is_target(word);
            !common.is_common(word) && !stately && !hit
        };
        let by: WordSet = whole.iter().filter(|word| common.means(word) != 0).map(|word| stem(word)).collect();
        let falls_on = |word: &&SmolStr| {
            !placed.contains(word) && !by.contains(word) && **word != stem(&base) && !common.is_state(word)
        };
        let aimed: WordSet = match family {
            "ASSAULT" => kin.iter().filter(|word| tells_apart(word)).filter(falls_on).cloned().collect(),
            _ => WordSet::default(),
        };
        let particular: WordSet = within.into_iter().filter(tells_apart).chain(befallen.iter().cloned()).collect();
        let behind = behind.into_iter().filter(tells_apart).collect();
        let means = means(telling, &folded, common);
        let span = telling.evidence.spans.first().copied().unwrap_or_default();
        let leads_on = ["in ", "by ", "during "].iter().any(|word| tail.trim_start().starts_with(word));
        let (actors, recipients) = (named_sides(&telling.actors), named_sides(&telling.recipients));
        Self {
            at,
            source,
            tells_of_something: is_of_something(telling) || !names.is_empty(),
            family,
            plover: telling.plover.clone(),
            of_day: of_day(telling, &actors, &recipients, days, common),
            deed: deed(telling, means, common),
            lemma: lemma(telling).map(str::to_owned),
            told: report.published.as_deref().and_then(day_number),
            states: actors.with(&recipients),
            speakers: telling.actors.iter().filter(|party| !is_state(party)).filter_map(identity).collect(),
            talkers: talkers(telling, family),
            days,
            news,
            ahead: matches!(telling.occurrence.as_str(), "future" | "hypothetical"),
            negated: telling.occurrence == "negated",
            nominal,
            hits_place: telling.recipients.iter().any(hit),
            place,
            victims: named.into_iter().filter_map(identity).collect(),
            particular: particular.into_iter().map(|word| (word, 1.0)).collect(),
            behind,
            weak: false,
            echoes: echoes(telling, &kin, &stem(&base), common),
            kin,
            placed,
            names,
            called: called.into_iter().collect(),
            toll: toll(telling),
            stately,
            downs: means & common.downing() != 0,
            alleged: telling.stance == "alleged",
            denied: telling.stance == "denied",
            claimed: !telling.on_word_of.is_empty() || telling.stance == "alleged" || telling.stance == "denied",
            gainsays: gainsaid(telling, tail, common),
            keeps,
            body: body(telling),
            mutual: is_mutual(telling, common),
            code: telling.cameo.clone(),
            means,
            befallen,
            trigger: stem(&base),
            pointed: nominal && called_by(telling, &whole).is_some_and(|word| POINTING.contains(&word)),
            passage: passage(&whole, tail),
            actors_said: own_sides(&telling.actors, telling),
            recipients_said: own_sides(&telling.recipients, telling),
            unnamed: unnamed(telling),
            definite: before.eq_ignore_ascii_case("the") || whole.first().is_some_and(|word| word == "the"),
            aimed,
            amounts: amounts(&format!("{} {}", telling.evidence.text, if goes_on { tail } else { "" }), common),
            bodies: bodies(telling),
            sessions,
            sentence,
            counts_dead: telling.casualties.is_some(),
            repeated: whole.iter().any(|word| common.is_again(word)),
            folded: whole.join(" "),
            opening: opening(telling, &actors, &recipients).filter(|_| headline || span[0] < OPENING),
            actors,
            recipients,
            leads_on: leads_on && telling.casualties.is_some(),
            span,
            headline,
        }
    }
}

/// The words that say who does what to whom, and those behind them that say what for: "had appealed to Noria | to halt the fighting". Where the words
/// stand in several places they are not parted.
fn parted(telling: &Telling) -> (&str, &str) {
    let text = telling.evidence.text.as_str();
    let [span] = telling.evidence.spans[..] else { return (text, "") };
    let count = telling.trigger.span[1].saturating_sub(span[0]) as usize;
    let Some(trigger) = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(count).filter(|_| count > 0)
    else {
        return (text, "");
    };
    let end =
        |party: &Party| text.rfind(&party.text).map(|at| at + party.text.len()).filter(|_| !party.text.is_empty());
    let parties = telling.actors.iter().chain(&telling.recipients);
    text.split_at(parties.filter_map(end).fold(trigger, usize::max))
}

/// Whether a telling names a party, a place or a number.
fn is_of_something(telling: &Telling) -> bool {
    !telling.actors.is_empty()
        || !telling.recipients.is_empty()
        || telling.place.is_some()
        || telling.casualties.is_some()
}

/// Who strikes whom, where one side does.
fn opening(telling: &Telling, actors: &WordSet, recipients: &WordSet) -> Option<String> {
    let told = family(&telling.plover) == "ASSAULT" && telling.occurrence == "actual";
    let (actor, recipient) = actors.sole().zip(recipients.sole()).filter(|(actor, recipient)| actor != recipient)?;
    told.then(|| format!("{actor} {recipient}"))
}

/// Whether a telling stands in the headline of its report.
fn is_headline(report: &Digest, telling: &Telling) -> bool {
    let start = telling.evidence.spans.first().copied().unwrap_or_default()[0] as usize;
    report.title.as_deref().is_some_and(|title| report.text.starts_with(title) && start < title.len())
}

/// Types between which reports waver when they tell one event.
fn family(plover: &str) -> &'static str {
    match plover {
        "ASSAULT" | "COERCE" => "ASSAULT",
        "CONSULT" | "AGREE" | "COOPERATE" | "RETREAT" => "CONSULT",
        "REQUEST" | "DEMAND" => "REQUEST",
        "ACCUSE" => "ACCUSE",
        "AID" => "AID",
        "MOBILIZE" => "MOBILIZE",
        "PROTEST" => "PROTEST",
        "REJECT" => "REJECT",
        "SANCTION" => "SANCTION",
        "SUPPORT" => "SUPPORT",
        "THREATEN" => "THREATEN",
        _ => "",
    }
}

/// "Iran has launched more than 100 drones": what is fired at nobody named may be the attack that others tell of, where the report tells
/// of one by the same side.
fn is_salvo(report: &Digest, telling: &Telling, common: &Common) -> bool {
    let launched = || {
        lemma(telling).is_some_and(|lemma| common.is_launch(lemma))
            && words(&telling.evidence.text).any(|word| common.means(&word.folded) != 0)
    };
    let struck = || {
        let by = named_sides(&telling.actors);
        report.events.iter().any(|other| other.plover == "ASSAULT" && named_sides(&other.actors) == by)
    };
    telling.plover == "MOBILIZE"
        && telling.occurrence == "actual"
        && !telling.actors.is_empty()
        && telling.recipients.is_empty()
        && launched()
        && struck()
}

/// The word that makes an event, from the name of its row: `strike` of `en.event.strike.thing` and of `en.event.noun.strike`.
pub(super) fn lemma(telling: &Telling) -> Option<&str> {
    let (_, name) = telling.evidence.rows.first()?.split_once(".event.")?;
    name.strip_prefix("noun.").unwrap_or(name).split('.').next()
}

/// A deed of force by its code, or by its verb where the code says no more than that force was used. A noun may mean any deed, and so does a verb for
/// any blow; what is said to have killed so many is told for its toll. Where its means are told, these say more.
fn deed(telling: &Telling, means: Means, common: &Common) -> Option<String> {
    const FORCE: &str = "190";
    const BY_MEANS: [&str; 3] = ["193", "194", "195"];
    if !matches!(telling.plover.as_str(), "ASSAULT" | "COERCE") {
        return None;
    }
    let code = telling.cameo.as_deref().filter(|code| *code != FORCE);
    if let Some(code) = code {
        return Some(code.to_owned()).filter(|code| means == 0 || !BY_MEANS.contains(&code.as_str()));
    }
    let verb = lemma(telling).filter(|_| telling.evidence.rule.ends_with(" verb") && telling.casualties.is_none());
    let verb = verb.filter(|verb| !common.is_blow(verb));
    // "Fired at" and "fired first" are one sort.
    verb.and_then(|verb| verb.split('-').next()).map(str::to_owned)
}

/// What one state does to one other on a day that the report tells is one deed, where it is of a sort that is not done twice a day: seizing, closing, shooting at.
fn of_day(
    telling: &Telling,
    actors: &WordSet,
    recipients: &WordSet,
    days: Option<Days>,
    common: &Common,
) -> Option<String> {
    let day = days.filter(|days| days.first == days.last && matches!(days.basis, Basis::Said | Basis::Carried))?.first;
    let shots = || lemma(telling).filter(|lemma| common.is_shooting(lemma)).map(|_| "shots");
    let sort = match telling.plover.as_str() {
        "COERCE" => telling.cameo.as_deref(),
        "ASSAULT" => shots(),
        _ => None,
    }?;
    let (mut by, mut to) = (actors.iter(), recipients.iter());
    let (Some(by), None, Some(to), None) = (by.next(), by.next(), to.next(), to.next()) else { return None };
    let done = telling.occurrence == "actual";
    done.then(|| format!("{} {sort} {by} {to} {day}", telling.plover))
}

/// With what a deed was done: the word that makes it, else those before it ("drone attack"), else what it launches ("fired missiles"). What is hit is no
/// means.
fn means(telling: &Telling, folded: &[String], common: &Common) -> Means {
    let lemma = lemma(telling).unwrap_or_default();
    let own = common.means(lemma);
    if own != 0 || family(&telling.plover) != "ASSAULT" {
        return own;
    }
    let at = words(&telling.trigger.text).last().and_then(|last| folded.iter().position(|word| *word == last.folded));
    let end = if common.is_launch(lemma) { folded.len() } else { at.map_or(0, |at| at + 1) };
    let said = folded.iter().take(end).filter(|word| !common.is_function(&stem(word)));
    said.fold(0, |mask, word| mask | common.means(word))
}

/// The word before the noun that makes a deed.
fn called_by<'a>(telling: &Telling, folded: &'a [String]) -> Option<&'a str> {
    let first = words(&telling.trigger.text).next()?;
    let at = folded.iter().position(|word| *word == first.folded)?;
    folded.get(at.checked_sub(1)?).map(String::as_str)
}

/// How many it killed, else how many it wounded, where they are more than a few: few are killed often.
fn toll(telling: &Telling) -> Option<String> {
    const FEW: u32 = 3;
    let casualties = telling.casualties.as_ref()?;
    let count = |kind: &str, count: Option<&Count>| {
        count.and_then(|count| count.min).filter(|count| *count > FEW).map(|count| format!("{count} {kind}"))
    };
    count("killed", casualties.killed.as_ref()).or_else(|| count("wounded", casualties.wounded.as_ref()))
}

/// Whether two do it to each other.
fn is_mutual(telling: &Telling, common: &Common) -> bool {
    let said = words(&telling.trigger.text).any(|word| common.is_mutual(&word.folded));
    telling.actors.len() > 1 && (said || lemma(telling).is_some_and(|lemma| common.is_mutual(lemma)))
}

/// The one body whose act it is: no person, and no state.
fn body(telling: &Telling) -> Option<String> {
    let [sole] = &telling.actors[..] else { return None };
    sole.actor.clone().filter(|_| matches!(sole.kind.as_deref(), Some("igo" | "organisation" | "ngo")))
}

/// The words of the parties' names and of what they are called here ("Tehran"), which say nothing beyond who they are. Of a deed's targets only states
/// are meant: the others are what tells it from other deeds.
fn party_names(telling: &Telling, victims: &[&Party], place: Option<&Spot>) -> WordSet {
    let known = telling.actors.iter().filter(|party| party.country.is_some());
    let states = telling.recipients.iter().filter(|party| party.country.is_some() && is_state(party));
    let parties = known.chain(states).filter(|party| !victims.iter().any(|victim| victim.actor == party.actor));
    let doers = telling.actors.iter().map(|party| &party.text);
    let names = parties.flat_map(|party| {
        // "Struck Bushehr": the state is meant by the town that was hit, and the town tells the deed.
        let is_place = party.kind.as_deref() == Some("state") && place.is_some_and(|place| place.name == party.text);
        let called = Some(&party.text).filter(|text| (!text.contains(' ') || !is_state(party)) && !is_place);
        std::iter::once(&party.name).chain(called)
    });
    names.chain(doers).flat_map(|name| words(name).map(|word| stem(&word.folded)).collect::<Vec<_>>()).collect()
}

/// Persons with a name whom the words of the telling mean: not those who were carried over from elsewhere.
fn victims(telling: &Telling) -> impl Iterator<Item = &Party> {
    telling.recipients.iter().filter(|party| {
        party.kind.as_deref() == Some("person")
            && party.name.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_uppercase))
            && telling.evidence.text.contains(&party.text)
            && may_mean(party)
    })
}

/// Whether words may mean the person that they were taken for: a part of the name, one word ("him"), or a description ("its commander"). "Lower Tolm and
/// Brek" is nobody.
fn may_mean(party: &Party) -> bool {
    let described = party.text.starts_with(char::is_lowercase) || !party.text.contains(' ');
    described || words(&party.text).any(|word| words(&party.name).any(|own| own.folded == word.folded))
}

/// The name behind a description of whom a deed befell: "its commander, | General Ana Toll, | …".
fn apposed<'a>(telling: &Telling, aside: &'a str) -> Option<&'a str> {
    const NAME_WORDS: std::ops::RangeInclusive<usize> = 2..=6;
    let last = telling.recipients.last().filter(|party| telling.evidence.text.ends_with(&party.text))?;
    let described =
        last.kind.as_deref() == Some("person") || last.text.split(' ').all(|word| word.starts_with(char::is_lowercase));
    let written: Vec<&str> = aside.split(' ').collect();
    let name = NAME_WORDS.contains(&written.len()) && written.iter().all(|word| word.starts_with(char::is_uppercase));
    (described && name).then_some(aside)
}

/// Whether the words for a target name the place itself, "the Tolm dam", and not only where it stands: "a depot near Tolm".
fn is_hit(target: &str, place: &str) -> bool {
    const WHERE: [&str; 8] = ["in", "at", "near", "around", "outside", "of", "central", "from"];
    target.find(place).is_some_and(|at| {
        let before = target.get(..at).unwrap_or_default().split_whitespace().next_back();
        before.is_none_or(|word| !WHERE.contains(&word))
    })
}

fn identity(party: &Party) -> Option<String> {
    let name = Some(&party.name).filter(|name| !name.is_empty());
    party.actor.as_ref().filter(|actor| !actor.starts_with("text:")).or(name).map(|name| name.to_lowercase())
}

/// The persons of the lists who talk with each other.
fn talkers(telling: &Telling, family: &str) -> WordSet {
    let both = telling.actors.iter().chain(&telling.recipients).filter(|_| family == "CONSULT");
    let known = both.filter(|party| party.kind.as_deref() == Some("person"));
    known.filter_map(|party| party.actor.as_ref().filter(|actor| !actor.starts_with("text:")).cloned()).collect()
}

/// The sides whose words stand in the telling itself, and were not carried over from elsewhere.
fn own_sides(parties: &[Party], telling: &Telling) -> WordSet {
    sides_of(parties.iter().filter(|party| telling.evidence.text.contains(&party.text)))
}

/// Doers without a name and a state, by what they are called: "gunmen".
fn unnamed(telling: &Telling) -> WordSet {
    let doers = telling.actors.iter().filter(|party| party.country.is_none());
    doers.filter_map(|party| party.actor.clone()).filter(|actor| actor.starts_with("text:")).collect()
}

/// The bodies of states that have a part in it.
fn bodies(telling: &Telling) -> WordSet {
    let parties = telling.actors.iter().chain(&telling.recipients);
    let bodies = parties.filter(|party| party.kind.as_deref() == Some("igo"));
    bodies.filter_map(|party| party.actor.clone()).filter(|actor| !actor.starts_with("text:")).collect()
}

/// Whether its words say nothing beyond the deed, who has to do with it, and that it is denied.
fn echoes(telling: &Telling, kin: &WordSet, trigger: &str, common: &Common) -> bool {
    let parties = telling.actors.iter().chain(&telling.recipients);
    let called: WordSet =
        parties.flat_map(|party| words(&party.text).map(|word| stem(&word.folded)).collect::<Vec<_>>()).collect();
    kin.iter().all(|word| word == trigger || common.is_denial(word) || called.contains(word))
}

/// Words by which a passage that two reports have in common is known again: those of the telling, and of a short one those behind it.
fn passage(folded: &[String], tail: &str) -> Option<String> {
    const LONG: usize = 5;
    const SHORT: usize = 3;
    const BEHIND: usize = 4;
    if folded.len() >= LONG {
        return Some(folded.join(" "));
    }
    let behind: Vec<String> = words(tail).take(BEHIND).map(|word| word.folded).collect();
    let enough = folded.len() >= SHORT && behind.len() == BEHIND;
    enough.then(|| format!("{} | {}", folded.join(" "), behind.join(" ")))
}

/// The sides that a telling names: states by their codes, armed groups by who they are.
fn named_sides(parties: &[Party]) -> WordSet {
    sides_of(parties.iter())
}

fn sides_of<'a>(parties: impl Iterator<Item = &'a Party>) -> WordSet {
    let side = |party: &Party| {
        // What the rebels of a country do is not done by its army, nor by the state behind them.
        let group = || identity(party).filter(|_| party.is_armed_group());
        // "The rebels" of a country may be any group of it, and are not the state.
        let some = party.sector.as_deref() == Some("REB") || party.kind.as_deref() == Some("armed-group");
        let any = || party.country.as_ref().map(|country| format!("{}{ANY_GROUP}", country.to_lowercase()));
        if some { group().or_else(any) } else { party.state().map(str::to_owned) }
    };
    parties.filter_map(side).collect()
}
