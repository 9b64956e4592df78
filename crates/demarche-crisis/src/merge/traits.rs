//! What comparing tellings needs of one, and what can be asked of it. How it is read from a telling: [`mod@super::reading`].
//!
//! "Israeli strikes on its nuclear and military sites" has two sides and few words of its own; "it had killed Ali Shadmani" has a name that no other
//! deed of that day has. What is particular is learned from the reports themselves ([`Usage`](super::usage::Usage)).

use super::At;
use super::common::{Means, TRUCE};
use super::days::{Basis, Days};
use super::gainsay::Gainsaid;
use super::spot::Spot;
use super::word_set::WordSet;
use smol_str::SmolStr;

/// A headline is told out in so many characters of text.
const LEAD: u32 = 1200;
/// The headline and the paragraph that opens the report are so long at most.
pub(super) const OPENING: u32 = 420;

/// What stands around a telling.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tail<'a> {
    /// Up to the next mark.
    pub(super) behind: &'a str,
    /// Between a comma right behind it and the mark after that.
    pub(super) aside: &'a str,
    /// The word before it.
    pub(super) before: &'a str,
    /// In which sentence of the report it begins.
    pub(super) sentence: usize,
}

/// What comparing tellings needs of one.
#[derive(Clone, Debug)]
pub(super) struct Trait {
    pub(super) at: At,
    /// The report, or the one that it is a copy of.
    pub(super) source: usize,
    /// Whether it says of anybody, of any place, number or name that something befell them: "was hit" alone is of nothing that could be told again.
    pub(super) tells_of_something: bool,
    pub(super) family: &'static str,
    /// Its type of PLOVER.
    pub(super) plover: String,
    /// What sort of deed it is, where that is more than an attack: a code of CAMEO or a verb.
    pub(super) deed: Option<String>,
    /// What sort of deed one state did to one other on one day that is told: "COERCE 1711 rus ukr 17860".
    pub(super) of_day: Option<String>,
    /// The day of its report.
    pub(super) told: Option<i64>,
    pub(super) actors: WordSet,
    pub(super) recipients: WordSet,
    /// The states that it names: of both.
    pub(super) states: WordSet,
    /// The persons and bodies whose act in words it is.
    pub(super) speakers: WordSet,
    /// Of talks: the persons of the lists who talk.
    pub(super) talkers: WordSet,
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
    pub(super) victims: WordSet,
    /// Its words beyond those of the trade and the names of its parties, with their weights; sorted.
    pub(super) particular: Vec<(SmolStr, f64)>,
    /// The words behind it, for a telling that has none: "has agreed to …".
    pub(super) behind: WordSet,
    /// Whether only those behind it are particular.
    pub(super) weak: bool,
    /// Every word of it and behind it beyond the names of its parties, particular or not.
    pub(super) kin: WordSet,
    /// Of those, the names of its place.
    pub(super) placed: WordSet,
    /// Of those, names of anything: "the Tolm killings".
    pub(super) names: WordSet,
    /// Of the names, those by which a noun calls the deed: "the Tolm killings".
    pub(super) called: WordSet,
    /// How many it killed, as a word by which it is looked up.
    pub(super) toll: Option<String>,
    /// Whether both sides do it to each other: "have fought".
    pub(super) mutual: bool,
    /// Its code of CAMEO.
    pub(super) code: Option<String>,
    /// Of its words, those that say whose something is: "the Veranian ambassador".
    pub(super) stately: WordSet,
    /// Whether it is the downing of aircraft.
    pub(super) downs: bool,
    /// Whether it is told as a charge.
    pub(super) alleged: bool,
    /// Whether it is told as denied.
    pub(super) denied: bool,
    /// Whether it stands on somebody's word.
    pub(super) claimed: bool,
    /// Whether it is agreed to keep a truce, or to make one in principle.
    pub(super) keeps: bool,
    /// Whether it gainsays what somebody says.
    pub(super) gainsays: Option<Gainsaid>,
    /// The one body whose act it is.
    pub(super) body: Option<String>,
    /// With what it may have been done; nothing where no word says so.
    pub(super) means: Means,
    /// Of those, the names of its victims.
    pub(super) befallen: WordSet,
    /// The stem of the word that makes it.
    pub(super) trigger: String,
    /// Whether the noun is one that was told before: "those killings".
    pub(super) pointed: bool,
    /// Of the sides, those that its own words name.
    pub(super) actors_said: WordSet,
    pub(super) recipients_said: WordSet,
    /// Doers without a name: "gunmen".
    pub(super) unnamed: WordSet,
    /// Whether it begins with the definite article, or stands behind it.
    pub(super) definite: bool,
    /// How many of what: "300 million".
    pub(super) amounts: WordSet,
    /// What a blow fell on: of its words those beyond the deed, its means, its place and its parties.
    pub(super) aimed: WordSet,
    /// Bodies of states that have a part in it.
    pub(super) bodies: WordSet,
    /// Of its words, those for a meeting that a body holds: "summit".
    pub(super) sessions: WordSet,
    /// In which sentence of the report it begins.
    pub(super) sentence: usize,
    /// Whether it says how many died or were wounded.
    pub(super) counts_dead: bool,
    /// Whether it tells of one more of its sort: "again".
    pub(super) repeated: bool,
    /// Whether its words say nothing beyond the deed and its parties.
    pub(super) echoes: bool,
    /// By which words a passage that reports have in common is known again.
    pub(super) passage: Option<String>,
    /// The evidence, folded.
    pub(super) folded: String,
    /// Where the evidence stands.
    pub(super) span: [u32; 2],
    /// Whether it stands in the headline.
    pub(super) headline: bool,
    /// For a blow of one side on the other that the opening lines tell: who on whom.
    pub(super) opening: Option<String>,
    /// Whether the words behind it say in which deed: "was killed | in the raid".
    pub(super) leads_on: bool,
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
        (self.headline, self.is_bare(), self.is_bare() && !self.is_dated())
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

    /// Whether a verb says what came of a deed that is named right behind it: "ten were killed | in the raid of 7 May".
    pub(super) fn tells_toll_of(&self, other: &Self) -> bool {
        const BETWEEN: u32 = 24;
        let gap = other.span[0].checked_sub(self.span[1]);
        self.leads_on
            && !self.nominal
            && other.nominal
            && self.family == other.family
            && self.at.0 == other.at.0
            && gap.is_some_and(|gap| gap <= BETWEEN)
    }

    /// Whether one stands in the headline and the other where the headline is told out.
    pub(super) fn tells_headline(&self, other: &Self) -> bool {
        self.at.0 == other.at.0
            && self.headline != other.headline
            && (if self.headline { other } else { self }).span[0] < LEAD
    }

    /// Whether another telling, in the first lines below this headline, is of the same sort between the very same sides.
    pub(super) fn is_led_by(&self, other: &Self) -> bool {
        self.headline
            && other.span[0] < OPENING
            && self.plover == other.plover
            && self.mutual == other.mutual
            && (self.ahead, self.negated) == (other.ahead, other.negated)
            && !self.actors.is_empty()
            && !self.recipients.is_empty()
            && (&self.actors, &self.recipients) == (&other.actors, &other.recipients)
    }

    /// Whether a word is the one that makes it.
    pub(super) fn is_trigger(&self, word: &str) -> bool {
        self.trigger == word
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

    /// By what it is looked up beside its words: its toll, its truce, the body that meets, its verb where that is rare, its
    /// day, the place that it is called after.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let truce = Some(TRUCE).filter(|_| self.is_truce() || self.is_breach());
        // Few deeds that are not of force are told by one verb, and a denial shares only that with what it denies.
        let rare = self.lemma.as_deref().filter(|_| matches!(self.family, "MOBILIZE" | "SANCTION"));
        let of_day = self.of_day.as_deref();
        let named = [self.toll.as_deref(), self.body.as_deref(), self.opening.as_deref(), truce, rare, of_day];
        let sets = self
            .called
            .iter()
            .chain(self.amounts.iter())
            .chain(self.aimed.iter())
            .chain(self.bodies.iter().filter(|_| !self.sessions.is_empty()));
        named.into_iter().flatten().chain(sets.map(SmolStr::as_str))
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

    /// Whether the family is one of acts in words, which are done by whoever speaks.
    pub(super) fn is_in_words(&self) -> bool {
        matches!(self.family, "REQUEST" | "ACCUSE" | "REJECT" | "SUPPORT" | "THREATEN")
    }
}
