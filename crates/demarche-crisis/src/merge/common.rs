//! Words that do not tell a deed from others by themselves, or tell it by more than their letters: the word lists and the reports in, sets of stems out.
//!
//! "Struck nine camps" and "fired at nine sites" say the same of their targets; "the ceasefire" is "the truce"; "Thai" in "five Thai soldiers" says no more
//! than that the soldiers are Thailand's, which the reports themselves show, as they name Thailand as a party.

use crate::digest::{Digest, Party};
use crate::quick::{QuickMap, QuickSet};
use crate::words::words;
use demarche_lexicon::NewsWords;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A word bare of its endings, and of what endings leave behind: `base` and `bases`, `plan` and `planned` are one.
pub(super) fn stem(folded: &str) -> String {
    const SHORT: usize = 3;
    let mut stem = crate::words::stem(folded);
    if stem.len() > SHORT && stem.ends_with('e') {
        stem.pop();
    }
    let mut letters = stem.bytes().rev();
    let doubled = letters.next().zip(letters.next()).is_some_and(|(a, b)| a == b && a.is_ascii_lowercase());
    if stem.len() > SHORT && doubled {
        stem.pop();
    }
    stem
}

/// A truce by whatever name.
pub(super) const TRUCE: &str = "truce";

/// What a deed may have been done with: a bit for each kind of means.
pub(super) type Means = u32;

/// The stems of words that tell nothing by themselves, and those that tell more.
pub(super) struct Common {
    news: QuickSet<String>,
    function: QuickSet<String>,
    targets: QuickSet<String>,
    truces: QuickSet<String>,
    keeps: QuickSet<String>,
    blows: QuickSet<String>,
    means: QuickMap<String, Means>,
    launches: QuickSet<String>,
    mutual: QuickSet<String>,
    shots: QuickSet<String>,
    claims: QuickSet<String>,
    falsehoods: QuickSet<String>,
    rejections: QuickSet<String>,
    denials: QuickSet<String>,
    parts: QuickSet<String>,
    aims: QuickSet<String>,
    papers: QuickSet<String>,
    agains: QuickSet<String>,
    sessions: QuickSet<String>,
    scales: QuickSet<String>,
    /// The states that are parties somewhere: how their names begin.
    states: QuickSet<String>,
}

/// So much of the name of a state is in what is called after it: "Iran" in "Iranian", "Israe" in "Israeli".
const NAME_BEGINS: (usize, usize) = (4, 5);

impl Common {
    /// The words of the lists, and the names of states in the reports.
    pub(super) fn new(words: &NewsWords, reports: &[Digest]) -> Self {
        let deeds = words.deeds();
        let mut bits: BTreeMap<&str, Means> = BTreeMap::new();
        for kind in deeds.means().flat_map(|(_, means)| means) {
            let next = bits.len() as u32;
            bits.entry(kind).or_insert_with(|| 1_u32.checked_shl(next).unwrap_or_default());
        }
        let mut means: QuickMap<String, Means> = QuickMap::default();
        for (word, kinds) in deeds.means() {
            let mask = kinds.iter().filter_map(|kind| bits.get(kind.as_str())).fold(0, |mask, bit| mask | bit);
            *means.entry(word.to_owned()).or_default() |= mask;
        }
        Self {
            news: words.shares().map(|(word, _)| stem(word)).collect(),
            function: words.function_words().map(stem).collect(),
            targets: deeds.targets().map(stem).collect(),
            truces: deeds.truces().map(stem).collect(),
            keeps: deeds.keeps().map(stem).collect(),
            blows: deeds.blows().map(str::to_owned).collect(),
            mutual: deeds.mutual().map(str::to_owned).collect(),
            shots: deeds.shots().map(str::to_owned).collect(),
            launches: deeds.launches().map(str::to_owned).collect(),
            claims: deeds.claims().map(stem).collect(),
            falsehoods: deeds.falsehoods().map(stem).collect(),
            denials: deeds.denials().map(stem).collect(),
            parts: deeds.parts().map(str::to_owned).collect(),
            aims: deeds.aims().map(str::to_owned).collect(),
            papers: deeds.papers().map(stem).collect(),
            agains: deeds.agains().map(str::to_owned).collect(),
            sessions: deeds.sessions().map(stem).collect(),
            scales: deeds.scales().map(str::to_owned).collect(),
            rejections: deeds.rejections().map(str::to_owned).collect(),
            means,
            states: states(reports),
        }
    }

    pub(super) fn is_function(&self, stem: &str) -> bool {
        self.function.contains(stem)
    }

    pub(super) fn is_common(&self, stem: &str) -> bool {
        self.news.contains(stem) || self.is_function(stem)
    }

    /// Whether it is what any blow hits: "sites".
    pub(super) fn is_target(&self, stem: &str) -> bool {
        self.targets.contains(stem)
    }

    /// Whether it tells that a truce is kept which was made before, or how far it is agreed to.
    pub(super) fn is_keeping(&self, stem: &str) -> bool {
        self.keeps.contains(stem)
    }

    /// Whether a verb says no more than that there was a blow.
    pub(super) fn is_blow(&self, lemma: &str) -> bool {
        self.blows.contains(lemma)
    }

    /// Whether it is the name of a state, or what is that state's: "Thai".
    pub(super) fn is_state(&self, stem: &str) -> bool {
        let begins = |length: usize| stem.get(..length).is_some_and(|part| self.states.contains(part));
        begins(NAME_BEGINS.1) || begins(NAME_BEGINS.0)
    }

    /// Whether the object of a verb is what the deed was done with.
    pub(super) fn is_launch(&self, lemma: &str) -> bool {
        self.launches.contains(lemma)
    }

    /// Whether a verb says that somebody shot: "opened fire".
    pub(super) fn is_shooting(&self, lemma: &str) -> bool {
        self.shots.contains(lemma)
    }

    /// Whether it is what two sides do to each other.
    pub(super) fn is_mutual(&self, lemma: &str) -> bool {
        self.mutual.contains(lemma)
    }

    /// Whether it is a noun for what somebody says.
    pub(super) fn is_claim(&self, stem: &str) -> bool {
        self.claims.contains(stem)
    }

    /// Whether it is what a claim is called that is gainsaid.
    pub(super) fn is_falsehood(&self, stem: &str) -> bool {
        self.falsehoods.contains(stem)
    }

    /// Whether a verb turns down what is said.
    pub(super) fn is_rejection(&self, lemma: &str) -> bool {
        self.rejections.contains(lemma)
    }

    /// Whether it says no more than that a deed is denied: "denied any part in".
    pub(super) fn is_denial(&self, stem: &str) -> bool {
        self.denials.contains(stem)
    }

    /// Whether it is for a hand in a deed: "denied any *role*".
    pub(super) fn is_part(&self, word: &str) -> bool {
        self.parts.contains(word)
    }

    /// Whether it is for what a deed was meant for: "was the *target*".
    pub(super) fn is_aim(&self, word: &str) -> bool {
        self.aims.contains(word)
    }

    /// Whether it is what a claim stands on, and falls with it: "called the paper a forgery".
    pub(super) fn is_paper(&self, stem: &str) -> bool {
        self.papers.contains(stem)
    }

    /// Whether it tells that a deed is one more of its sort: "again".
    pub(super) fn is_again(&self, word: &str) -> bool {
        self.agains.contains(word)
    }

    /// Whether it is a meeting that a body holds once at a time.
    pub(super) fn is_session(&self, stem: &str) -> bool {
        self.sessions.contains(stem)
    }

    /// Whether it multiplies a number: "million".
    pub(super) fn is_scale(&self, word: &str) -> bool {
        self.scales.contains(word)
    }

    /// What a word, as it is written, says of the means; nothing, most often. "Armed" is no arms.
    pub(super) fn means(&self, word: &str) -> Means {
        self.means.get(word).copied().unwrap_or_default()
    }

    /// What stands for the downing of aircraft among the means.
    pub(super) fn downing(&self) -> Means {
        self.means("shoot-down")
    }

    /// The stems of words in order; a truce is a truce, also as "cease-fire".
    pub(super) fn stems<'a>(&'a self, folded: impl Iterator<Item = &'a str> + 'a) -> Vec<SmolStr> {
        let mut made: Vec<SmolStr> = Vec::new();
        for word in folded {
            if word == "fire" && made.last().is_some_and(|last| *last == stem("cease")) {
                made.pop();
                made.push(SmolStr::new_static(TRUCE));
                continue;
            }
            let stem = stem(word);
            made.push(if self.truces.contains(&stem) { SmolStr::new_static(TRUCE) } else { stem.into() });
        }
        made
    }
}

/// How the names of the states begin that are parties: the whole of a short one, five letters of a longer one, and four for what is shorter still ("Thai").
fn states(reports: &[Digest]) -> QuickSet<String> {
    let parties = reports.iter().flat_map(|report| &report.events);
    let parties = parties.flat_map(|told| told.actors.iter().chain(&told.recipients));
    let named = parties.filter(|party| party.kind.as_deref() == Some("state") && party.country.is_some());
    let names: QuickSet<&str> = named.map(|party| party.name.as_str()).collect();
    let words = names.into_iter().flat_map(words).map(|word| word.folded).filter(|word| word.len() >= NAME_BEGINS.0);
    words.filter_map(|word| word.get(..word.len().min(NAME_BEGINS.1)).map(str::to_owned)).collect()
}

/// A state or its government, whose name says nothing beyond its code.
pub(super) fn is_state(party: &Party) -> bool {
    matches!(party.kind.as_deref(), Some("state" | "government"))
}

/// `israel` and `israeli`, `iran` and `iranian`.
pub(super) fn is_alike(name: &str, word: &str) -> bool {
    let short = name.len().min(word.len());
    name == word || short >= 4 && name.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count() >= short.min(5)
}
