//! What comparing tellings needs of one: a telling in its report in, its sides, days, place and particular words out.
//!
//! "Israeli strikes on its nuclear and military sites" has two sides and few words of its own; "it had killed Ali Shadmani" has a name that no other
//! deed of that day has. What is particular is learned from the reports themselves ([`Usage`](super::usage::Usage)).

use super::At;
use super::days::{Basis, Days};
use super::spot::Spot;
use crate::day_number;
use crate::digest::{Digest, Party, Telling};
use crate::words::{stem, words};
use demarche_lexicon::NewsWords;
use std::collections::BTreeSet;

/// Words behind a verb that still tell what it did: its object, often.
const TAIL_WORDS: usize = 8;
/// A headline is told out in so many characters of text.
const LEAD: u32 = 1200;

/// The stems of words that tell nothing by themselves.
pub(super) struct Common {
    news: BTreeSet<String>,
    function: BTreeSet<String>,
}

impl Common {
    /// The commonest words of news.
    pub(super) fn new(words: &NewsWords) -> Self {
        let function: BTreeSet<String> = words.function_words().map(stem).collect();
        let news = words.shares().map(|(word, _)| stem(word)).collect();
        Self { news, function }
    }

    fn is_function(&self, stem: &str) -> bool {
        self.function.contains(stem)
    }

    fn is_common(&self, stem: &str) -> bool {
        self.news.contains(stem) || self.is_function(stem)
    }
}

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
    /// Of those, the names of its victims.
    pub(super) befallen: BTreeSet<String>,
    /// The evidence, folded.
    pub(super) folded: String,
    /// Where the evidence stands.
    span: [u32; 2],
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

    /// Whether it points back to what was told before: "such an appeal".
    pub(super) fn points_back(&self) -> bool {
        self.folded.split(' ').any(|word| word == "such")
    }

    /// Whether its words and those of another telling of the report are in part the same words, one of them a noun: "was killed in an Israeli
    /// strike".
    pub(super) fn overlaps(&self, other: &Self) -> bool {
        (self.nominal || other.nominal)
            && self.at.0 == other.at.0
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

    /// The states that it names.
    pub(super) fn states(&self) -> BTreeSet<&String> {
        self.actors.union(&self.recipients).collect()
    }

    /// Whether the family is one of acts in words, which are done by whoever speaks.
    pub(super) fn is_in_words(&self) -> bool {
        matches!(self.family, "REQUEST" | "ACCUSE" | "REJECT" | "SUPPORT" | "THREATEN")
    }

    /// Reads a telling; every word still weighs the same. `tail` are the words behind its evidence.
    pub(super) fn read(report: &Digest, telling: &Telling, at: At, source: usize, tail: &str, common: &Common) -> Self {
        let nominal = telling.evidence.rule.contains("noun");
        let whole: Vec<String> = words(&telling.evidence.text).map(|word| word.folded).collect();
        // A deed of force is told by its target, which is evidence; a plea or a deal by what follows.
        let family = family(&telling.plover);
        let goes_on = telling.evidence.rule.ends_with("verb") && !matches!(family, "ASSAULT" | "MOBILIZE");
        let (core, rest) = if goes_on { parted(telling) } else { (telling.evidence.text.as_str(), "") };
        let folded: Vec<String> = words(core).map(|word| word.folded).collect();
        let (days, news) = Days::read(report, telling);
        let place = Spot::read(telling);
        let stems = |text: &str| words(text).map(|word| stem(&word.folded)).collect::<Vec<_>>();
        let particular_place = place.as_ref().filter(|place| place.is_particular());
        let placed: BTreeSet<String> = particular_place.iter().flat_map(|place| stems(&place.name)).collect();
        let hit = |party: &Party| particular_place.is_some_and(|place| is_hit(&party.text, &place.name));
        let named: Vec<&Party> = victims(telling).collect();
        let befallen: BTreeSet<String> = named.iter().flat_map(|party| stems(&party.name)).collect();
        let own = party_names(telling, &named, particular_place);
        let tells = |word: &String| word.len() > 2 && !own.iter().any(|name| is_alike(name, word));
        let said = telling.place.as_ref().is_some_and(|place| place.text.is_some());
        let there = placed.iter().filter(|_| said).cloned();
        let within: BTreeSet<String> = folded.iter().map(|word| stem(word)).chain(there).filter(tells).collect();
        let behind: BTreeSet<String> = words(rest)
            .chain(words(if goes_on { tail } else { "" }))
            .take(TAIL_WORDS)
            .map(|word| stem(&word.folded))
            .filter(|word| tells(word) && !within.contains(word))
            .collect();
        let headline = is_headline(report, telling);
        // In a headline every word may have a capital letter, and at the head of a sentence one has.
        let written = words(core).skip(usize::from(!nominal)).filter(|_| !headline);
        let names = written
            .filter(|word| word.written.starts_with(char::is_uppercase))
            .map(|word| stem(&word.folded))
            .filter(|word| within.contains(word) && !common.is_common(word))
            .collect();
        let kin = within.union(&behind).filter(|word| !common.is_function(word)).cloned().collect();
        let mut particular: BTreeSet<String> = within.into_iter().filter(|word| !common.is_common(word)).collect();
        particular.extend(befallen.iter().cloned());
        let behind = behind.into_iter().filter(|word| !common.is_common(word)).collect();
        let span = telling.evidence.spans.first().copied().unwrap_or_default();
        Self {
            at,
            source,
            family,
            plover: telling.plover.clone(),
            deed: deed(telling),
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
            befallen,
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

/// A deed of force by its code, or by its verb where the code says no more than that force was used. A noun may mean any deed, and what is said to
/// have killed so many is told for its toll.
fn deed(telling: &Telling) -> Option<String> {
    const FORCE: &str = "190";
    if !matches!(telling.plover.as_str(), "ASSAULT" | "COERCE") {
        return None;
    }
    if let Some(code) = telling.cameo.as_deref().filter(|code| *code != FORCE) {
        return Some(code.to_owned());
    }
    let verb = lemma(telling).filter(|_| telling.evidence.rule.ends_with(" verb") && telling.casualties.is_none());
    verb.map(str::to_owned)
}

/// The words of the parties' names and of what they are called here ("Tehran"), which say nothing beyond who they are. Of a deed's targets only states
/// are meant: the others are what tells it from other deeds.
fn party_names(telling: &Telling, victims: &[&Party], place: Option<&Spot>) -> BTreeSet<String> {
    let known = telling.actors.iter().filter(|party| party.country.is_some());
    let states = telling.recipients.iter().filter(|party| party.country.is_some() && is_state(party));
    let parties = known.chain(states).filter(|party| !victims.iter().any(|victim| victim.actor == party.actor));
    let names = parties.flat_map(|party| {
        // "Struck Bushehr": the state is meant by the town that was hit, and the town tells the deed.
        let is_place = party.kind.as_deref() == Some("state") && place.is_some_and(|place| place.name == party.text);
        let called = Some(&party.text).filter(|text| (!text.contains(' ') || !is_state(party)) && !is_place);
        std::iter::once(&party.name).chain(called)
    });
    names.flat_map(|name| words(name).map(|word| stem(&word.folded)).collect::<Vec<_>>()).collect()
}

/// Persons with a name whom the words of the telling mean: not those who were carried over from elsewhere.
fn victims(telling: &Telling) -> impl Iterator<Item = &Party> {
    telling.recipients.iter().filter(|party| {
        party.kind.as_deref() == Some("person")
            && party.name.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_uppercase))
            && telling.evidence.text.contains(&party.text)
    })
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

/// A state or its government, whose name says nothing beyond its code.
fn is_state(party: &Party) -> bool {
    matches!(party.kind.as_deref(), Some("state" | "government"))
}

/// `israel` and `israeli`, `iran` and `iranian`.
fn is_alike(name: &str, word: &str) -> bool {
    let short = name.len().min(word.len());
    name == word || short >= 4 && name.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count() >= short.min(5)
}

fn countries(parties: &[Party]) -> BTreeSet<String> {
    parties.iter().filter_map(|party| party.country.clone()).collect()
}
