//! `data/en/{metonymy,phrase_words,anaphors,collectives,not_actors,lookalikes,plain_heads}.tsv` in; how names and descriptions behave in sentences out.
//!
//! "a message to Tehran" is sent to a government, "a flight to Tehran" goes to a city: the noun decides. "The agency said" takes up an
//! outlet or the IAEA; "the Gulf of Oman" names no actor at all; "Georgia" beside "Atlanta" is no state of the Caucasus.

use super::Sense;
use super::fold::fold;
use super::names::Builder;
use crate::{Files, LexiconError};
use std::collections::{HashMap, HashSet};

/// How names and descriptions are used.
#[derive(Debug, Default)]
pub struct Usage {
    constructions: HashMap<String, HashSet<String>>,
    /// Definite descriptions that take up something named before.
    pub anaphors: Vec<Anaphor>,
    anaphor_by_word: HashMap<String, Vec<u32>>,
    /// Words for several who were spoken of before.
    pub collectives: Vec<Collective>,
    /// Names that stand for an actor in one report and for something else in another.
    pub lookalikes: Vec<Lookalike>,
    /// Words for people that judge them, folded, with what they are called in a record.
    plain_heads: HashMap<String, String>,
}

/// A row of `anaphors.tsv`: "the agency".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anaphor {
    /// Row id (`en.anaphor.agency`).
    pub id: String,
    /// The words after "the", folded.
    pub words: String,
    /// Kinds that it can take up, in the words of the record (`outlet`, `igo`, `person`, …).
    pub kinds: Vec<String>,
    /// One of these has to stand in the name, office or description of what it takes up; empty: anything goes.
    pub named: Vec<String>,
}

/// A row of `collectives.tsv`: "both sides".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collective {
    /// Row id (`en.collective.both-sides`).
    pub id: String,
    /// The words.
    pub words: String,
    /// Persons are meant, not states.
    pub persons: bool,
}

/// A row of `lookalikes.tsv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// Row id (`en.lookalike.georgia`).
    pub id: String,
    /// The name, folded.
    pub name: String,
    /// Words of a report in which the name is no actor.
    pub against: Vec<String>,
    /// Words of a report in which it is.
    pub speaking_for: Vec<String>,
}

impl Usage {
    pub(super) fn load(files: &Files, names: &mut Builder) -> Result<Self, LexiconError> {
        let mut usage = Self::default();
        let mut lists = files.tables("en/metonymy.tsv")?;
        lists.extend(files.tables("en/phrase_words.tsv")?);
        for table in lists {
            let [word, construction] = table.positions(["word", "construction"])?;
            for row in table.rows() {
                let words = usage.constructions.entry(row.cell(construction).to_owned()).or_default();
                words.insert(row.cell(word).to_owned());
            }
        }
        for table in files.tables("en/anaphors.tsv")? {
            let [id, words, kinds, named] = table.positions(["id", "words", "kinds", "named"])?;
            for row in table.rows() {
                let strings = |column| row.list(column).map(str::to_owned).collect();
                let folded = row.cell(words).split([' ', '-']).map(fold).collect::<Vec<_>>().join(" ");
                usage.anaphor_by_word.entry(folded.clone()).or_default().push(usage.anaphors.len() as u32);
                usage.anaphors.push(Anaphor {
                    id: row.cell(id).to_owned(),
                    words: folded,
                    kinds: strings(kinds),
                    named: strings(named),
                });
            }
        }
        for table in files.tables("en/collectives.tsv")? {
            let [id, words, members] = table.positions(["id", "words", "members"])?;
            for row in table.rows() {
                names.add(row.cell(words), Sense::Collective(usage.collectives.len() as u32));
                usage.collectives.push(Collective {
                    id: row.cell(id).to_owned(),
                    words: row.cell(words).to_owned(),
                    persons: row.cell(members) == "persons",
                });
            }
        }
        for table in files.tables("en/not_actors.tsv")? {
            let name = table.column("name")?;
            for row in table.rows() {
                names.add(row.cell(name), Sense::Nothing);
            }
        }
        for table in files.tables("en/lookalikes.tsv")? {
            let [id, name, against, speaking_for] = table.positions(["id", "name", "against", "for"])?;
            for row in table.rows() {
                let strings = |column| row.list(column).map(str::to_owned).collect();
                usage.lookalikes.push(Lookalike {
                    id: row.cell(id).to_owned(),
                    name: fold(row.cell(name)),
                    against: strings(against),
                    speaking_for: strings(speaking_for),
                });
            }
        }
        for table in files.tables("en/plain_heads.tsv")? {
            let [words, plain] = table.positions(["words", "plain"])?;
            for row in table.rows() {
                usage.plain_heads.insert(row.cell(words).to_owned(), row.cell(plain).to_owned());
            }
        }
        Ok(usage)
    }

    /// What people are called in a record: "Verania's terrorists" in a report are its militants. Names follow docs/naming.md; the report's own
    /// words stay in the mention.
    pub fn plainly(&self, words: &str) -> String {
        for (start, _) in std::iter::once((0, ' ')).chain(words.match_indices(' ').map(|(at, _)| (at + 1, ' '))) {
            let (before, tail) = words.split_at(start);
            if let Some(plain) = self.plain_heads.get(&tail.to_lowercase()) {
                return format!("{before}{plain}");
            }
        }
        words.to_owned()
    }

    /// Whether a word stands in a list of `metonymy.tsv` (`noun-to`, `verb-object`, …) or `phrase_words.tsv` (`former`, `particle`, …).
    pub fn has(&self, construction: &str, word: &str) -> bool {
        self.constructions.get(construction).is_some_and(|words| words.contains(word))
    }

    /// The rows for a description ("agency"), in order.
    pub fn anaphors(&self, words: &str) -> impl Iterator<Item = &Anaphor> {
        let rows = self.anaphor_by_word.get(words).map_or(&[][..], Vec::as_slice);
        rows.iter().filter_map(|&at| self.anaphors.get(at as usize))
    }
}
