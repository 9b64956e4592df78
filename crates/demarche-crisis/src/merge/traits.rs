//! What comparing tellings needs of one: a telling in its report in, its sides, days, place and particular words out.
//!
//! "Israeli strikes on its nuclear and military sites" has two sides and few words of its own; "it had killed Ali Shadmani" has a name that no other
//! deed of that day has. What is particular is learned from the reports themselves ([`Usage`](super::usage::Usage)).

use super::At;
use super::common::{Common, Means, TRUCE, is_alike, is_state};
use super::days::{Basis, Days};
use super::gainsay::{Gainsaid, gainsaid};
use super::spot::Spot;
use crate::day_number;
use crate::digest::{Count, Digest, Party, Telling};
use crate::words::{stem, words};
use std::collections::BTreeSet;

/// Words behind a verb that still tell what it did: its object, often.
const TAIL_WORDS: usize = 8;
/// A headline is told out in so many characters of text.
const LEAD: u32 = 1200;

/// The words behind a telling.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tail<'a> {
    /// Up to the next mark.
    pub(super) behind: &'a str,
    /// Between a comma right behind it and the mark after that.
    pub(super) aside: &'a str,
}

/// What begins an aside of words that the doer says with the deed, which tell nothing of it.
const SAYING: [&str; 4] = [", saying ", ", claiming ", ", arguing ", ", insisting "];
/// Words before a noun that mean what was told last.
const POINTING: [&str; 4] = ["this", "that", "these", "those"];

/// What comparing tellings needs of one.
#[derive(Clone, Debug)]
pub(super) struct Trait {
    pub(super) at: At,
    /// The report, or the one that it is a copy of.
    pub(super) source: usize,
    pub(super) family: &'static str,
    /// Its type of PLOVER.
    pub(super) plover: String,
    /// What sort of deed it is, where that is more than an attack: a code of CAMEO or a verb.
    pub(super) deed: Option<String>,
    /// The day of its report.
    pub(super) told: Option<i64>,
    pub(super) actors: BTreeSet<String>,
    pub(super) recipients: BTreeSet<String>,
    /// The persons and bodies whose act in words it is.
    pub(super) speakers: BTreeSet<String>,
    pub(super) days: Option<Days>,
    /// The days if it turns out to be news.
    pub(super) news: Option<Days>,
    /// Whether it is still to come.
    pub(super) ahead: bool,
    /// Whether it is told not to have happened.
    pub(super) negated: bool,
    /// Whether it is a noun: "the Israeli strikes".
    pub(super) nominal: bool,
    /// The word that makes it.
    pub(super) lemma: Option<String>,
    pub(super) place: Option<Spot>,
    /// Whether the place is itself what is hit, not only where: "had struck Bushehr".
    pub(super) hits_place: bool,
    /// Persons whom it befalls, by who they are.
    pub(super) victims: BTreeSet<String>,
    /// Its words beyond those of the trade and the names of its parties, with their weights; sorted.
    pub(super) particular: Vec<(String, f64)>,
    /// The words behind it, for a telling that has none: "has agreed to …".
    pub(super) behind: BTreeSet<String>,
    /// Whether only those behind it are particular.
    pub(super) weak: bool,
    /// Every word of it and behind it beyond the names of its parties, particular or not.
    pub(super) kin: BTreeSet<String>,
    /// Of those, the names of its place.
    pub(super) placed: BTreeSet<String>,
    /// Of those, names of anything: "the Tolm killings".
    pub(super) names: BTreeSet<String>,
    /// Of the names, those by which a noun calls the deed: "the Tolm killings".
    pub(super) called: BTreeSet<String>,
    /// How many it killed, as a word by which it is looked up.
    pub(super) toll: Option<String>,
    /// Whether both sides do it to each other: "have fought".
    pub(super) mutual: bool,
    /// Its code of CAMEO.
    pub(super) code: Option<String>,
    /// Of its words, those that say whose something is: "the Veranian ambassador".
    pub(super) stately: BTreeSet<String>,
    /// Whether it is the downing of aircraft.
    pub(super) downs: bool,
    /// Whether it is told as a charge.
    pub(super) alleged: bool,
    /// Whether it is told as denied.
    pub(super) denied: bool,
    /// Whether it stands on somebody's word.
    pub(super) claimed: bool,
    /// Whether it gainsays what somebody says.
    pub(super) gainsays: Option<Gainsaid>,
    /// The one body whose act it is.
    pub(super) body: Option<String>,
    /// With what it may have been done; nothing where no word says so.
    pub(super) means: Means,
    /// Of those, the names of its victims.
    pub(super) befallen: BTreeSet<String>,
    /// The stem of the word that makes it.
    trigger: String,
    /// Whether the noun is one that was told before: "those killings".
    pointed: bool,
    /// The evidence, folded.
    pub(super) folded: String,
    /// Where the evidence stands.
    pub(super) span: [u32; 2],
    /// Whether it stands in the headline.
    headline: bool,
}

impl Trait {
    /// How much of it is particular.
    pub(super) fn mass(&self) -> f64 {
        self.particular.iter().map(|(_, weight)| weight).sum()
    }

    /// Whether it has no words that tell it from other deeds between the same sides.
    pub(super) fn is_bare(&self) -> bool {
        self.particular.is_empty()
    }

    /// Whether no words of its own tell it from other deeds between the same sides, whatever stands behind it.
    pub(super) fn is_plain(&self) -> bool {
        self.is_bare() || self.weak
    }

    /// Whether its report gives it a day.
    pub(super) fn is_dated(&self) -> bool {
        self.days.is_some_and(|days| days.basis != Basis::Near)
    }

    /// When it is its turn to be placed.
    pub(super) fn turn(&self) -> (bool, bool, bool) {
        (self.is_bare(), self.is_bare() && !self.is_dated(), self.headline)
    }

    /// Whether it says a day, a place or a victim that others have to agree with.
    pub(super) fn is_firm(&self) -> bool {
        self.is_dated() || !self.victims.is_empty() || self.place.as_ref().is_some_and(Spot::is_particular)
    }

    /// Whether both are of the very same days.
    pub(super) fn same_day(&self, other: &Self) -> bool {
        let range = |own: &Self| own.days.map(|days| (days.first, days.last));
        range(self) == range(other)
    }

    /// Whether it points back to what was told before: "such an appeal", "those killings".
    pub(super) fn points_back(&self) -> bool {
        self.folded.split(' ').any(|word| word == "such")
    }

    /// Whether its noun means one that was told before by the same noun: "those killings".
    pub(super) fn points_at(&self, other: &Self) -> bool {
        self.pointed && self.lemma == other.lemma
    }

    /// Whether its words and those of another telling of the report are in part the same words, one of them a noun: "was killed in an Israeli
    /// strike".
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        (self.nominal || other.nominal)
            && self.at.0 == other.at.0
            && self.mutual == other.mutual
            && self.span[0] < other.span[1]
            && other.span[0] < self.span[1]
    }

    /// Whether one stands in the headline and the other where the headline is told out.
    pub(super) fn tells_headline(&self, other: &Self) -> bool {
        self.at.0 == other.at.0
            && self.headline != other.headline
            && (if self.headline { other } else { self }).span[0] < LEAD
    }

    /// Whether it stands in the headline.
    pub(super) fn is_headline(&self) -> bool {
        self.headline
    }

    /// Whether it tells of a truce that is made or kept.
    pub(super) fn is_truce(&self) -> bool {
        // "It keeps the truce" is what one side does; "the truce between them holds" is the truce.
        let kind = self.plover == "AGREE" || self.plover == "RETREAT" && self.actors.len() > 1;
        kind && !matches!(self.lemma.as_deref(), Some("proposal" | "propose" | "offer")) && self.kin.contains(TRUCE)
    }

    /// Whether it breaks a truce.
    pub(super) fn is_breach(&self) -> bool {
        const VIOLATE: &str = "196";
        self.code.as_deref() == Some(VIOLATE) && self.kin.contains(TRUCE)
    }

    /// By what it is looked up beside its words: its toll, its truce, the body that meets, its verb where that is rare, the
    /// place that it is called after.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let truce = Some(TRUCE).filter(|_| self.is_truce() || self.is_breach());
        // Few deeds that are not of force are told by one verb, and a denial shares only that with what it denies.
        let rare = self.lemma.as_deref().filter(|_| matches!(self.family, "MOBILIZE" | "SANCTION"));
        let named = [self.toll.as_deref(), self.body.as_deref(), truce, rare];
        named.into_iter().flatten().chain(self.called.iter().map(String::as_str))
    }

    /// Whether no words tell it but where it was, or what it is called after.
    pub(super) fn is_placed_only(&self) -> bool {
        self.particular
            .iter()
            .all(|(word, _)| self.placed.contains(word) || self.called.contains(word) || *word == self.trigger)
    }

    /// Whether it is told by what it is called after alone: "the Tolm killings".
    pub(super) fn is_called(&self) -> bool {
        !self.called.is_empty() && self.is_placed_only()
    }

    /// The states that it names.
    pub(super) fn states(&self) -> BTreeSet<&String> {
        self.actors.union(&self.recipients).collect()
    }

    /// Whether the family is one of acts in words, which are done by whoever speaks.
    pub(super) fn is_in_words(&self) -> bool {
        matches!(self.family, "REQUEST" | "ACCUSE" | "REJECT" | "SUPPORT" | "THREATEN")
    }

    /// Reads a telling; every word still weighs the same. `tail` are the words behind its evidence.
    pub(super) fn read(
        report: &Digest,
        telling: &Telling,
        at: At,
        source: usize,
        tail: Tail<'_>,
        common: &Common,
    ) -> Self {
        let Tail { behind: tail, aside } = tail;
        let nominal = telling.evidence.rule.contains("noun");
        let whole: Vec<String> = words(&telling.evidence.text).map(|word| word.folded).collect();
        // A deed of force is told by its target, which is evidence; a plea or a deal by what follows.
        let family = family(&telling.plover);
        let goes_on = telling.evidence.rule.ends_with("verb") && !matches!(family, "ASSAULT" | "MOBILIZE");
        let (core, rest) = if goes_on { parted(telling) } else { (telling.evidence.text.as_str(), "") };
        let core = SAYING
            .iter()
            .filter_map(|saying| core.find(saying))
            .min()
            .map_or(core, |at| core.get(..at).unwrap_or(core));
        let folded: Vec<String> = words(core).map(|word| word.folded).collect();
        let (days, news) = Days::read(report, telling);
        let place = Spot::read(telling);
        let stems = |text: &str| {
            let folded: Vec<String> = words(text).map(|word| word.folded).collect();
            common.stems(folded.iter().map(String::as_str))
        };
        let particular_place = place.as_ref().filter(|place| place.is_particular());
        let placed: BTreeSet<String> = particular_place.iter().flat_map(|place| stems(&place.name)).collect();
        let hit = |party: &Party| particular_place.is_some_and(|place| is_hit(&party.text, &place.name));
        let named: Vec<&Party> = victims(telling).collect();
        let aside = apposed(telling, aside).filter(|_| family == "ASSAULT").unwrap_or_default();
        let befallen = named.iter().flat_map(|party| stems(&party.name)).chain(stems(aside));
        let befallen: BTreeSet<String> = befallen.filter(|word| !common.is_common(word)).collect();
        let own = party_names(telling, &named, particular_place);
        let tells = |word: &String| word.len() > 2 && !own.iter().any(|name| is_alike(name, word));
        let said = telling.place.as_ref().is_some_and(|place| place.text.is_some());
        let there = placed.iter().filter(|_| said).cloned();
        let within: BTreeSet<String> =
            common.stems(folded.iter().map(String::as_str)).into_iter().chain(there).filter(tells).collect();
        let after: Vec<String> = words(rest)
            .chain(words(if goes_on { tail } else { "" }))
            .take(TAIL_WORDS)
            .map(|word| word.folded)
            .collect();
        let behind: BTreeSet<String> = common
            .stems(after.iter().map(String::as_str))
            .into_iter()
            .filter(|word| tells(word) && !within.contains(word))
            .collect();
        let headline = is_headline(report, telling);
        // In a headline every word may have a capital letter, and at the head of a sentence one has.
        let written = words(core).skip(usize::from(!nominal)).filter(|_| !headline);
        let names: BTreeSet<String> = written
            .filter(|word| word.written.starts_with(char::is_uppercase))
            .map(|word| stem(&word.folded))
            .filter(|word| within.contains(word) && !common.is_common(word) && !common.is_state(word))
            .collect();
        let called = called_by(telling, &folded)
            .map(stem)
            .filter(|name| nominal && (names.contains(name) || placed.contains(name)));
        let kin: BTreeSet<String> = within.union(&behind).filter(|word| !common.is_function(word)).cloned().collect();
        let stately = kin.iter().filter(|word| common.is_state(word)).cloned().collect();
        let tells_apart = |word: &String| {
            let stately = common.is_state(word) && !placed.contains(word);
            let hit = family == "ASSAULT" && common.is_target(word);
            !common.is_common(word) && !stately && !hit
        };
        let mut particular: BTreeSet<String> = within.into_iter().filter(tells_apart).collect();
        particular.extend(befallen.iter().cloned());
        let behind = behind.into_iter().filter(tells_apart).collect();
        let means = means(telling, &folded, common);
        let span = telling.evidence.spans.first().copied().unwrap_or_default();
        Self {
            at,
            source,
            family,
            plover: telling.plover.clone(),
            deed: deed(telling, means, common),
            lemma: lemma(telling).map(str::to_owned),
            told: report.published.as_deref().and_then(day_number),
            actors: countries(&telling.actors),
            recipients: countries(&telling.recipients),
            speakers: telling.actors.iter().filter(|party| !is_state(party)).filter_map(identity).collect(),
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
            body: body(telling),
            mutual: is_mutual(telling, common),
            code: telling.cameo.clone(),
            means,
            befallen,
            trigger: words(&telling.trigger.text).last().map(|word| stem(&word.folded)).unwrap_or_default(),
            pointed: nominal && called_by(telling, &whole).is_some_and(|word| POINTING.contains(&word)),
            folded: whole.join(" "),
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

/// With what a deed was done: the word that makes it, else those before it ("drone attack"), else what it launches ("fired missiles"). What is hit is no
/// means.
fn means(telling: &Telling, folded: &[String], common: &Common) -> Means {
    let lemma = lemma(telling).unwrap_or_default();
    let own = common.means(&stem(lemma));
    if own != 0 || family(&telling.plover) != "ASSAULT" {
        return own;
    }
    let at = words(&telling.trigger.text).last().and_then(|last| folded.iter().position(|word| *word == last.folded));
    let end = if common.is_launch(lemma) { folded.len() } else { at.map_or(0, |at| at + 1) };
    let said = folded.iter().take(end).map(|word| stem(word)).filter(|word| !common.is_function(word));
    said.fold(0, |mask, word| mask | common.means(&word))
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
fn party_names(telling: &Telling, victims: &[&Party], place: Option<&Spot>) -> BTreeSet<String> {
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
    })
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

fn countries(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().filter_map(|party| party.country.clone()).collect()
}
