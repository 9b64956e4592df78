//! Words by which the world reacts: rows of `data/en/reactions.tsv` in, the stance that a text shows out.
//!
//! `en.reaction.restraint⇥restraint⇥restraint|de-escalation|…⇥Verania urged both sides to show [restraint].⇥own`

use crate::{Files, LexiconError};

/// A class of phrases that show a stance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reaction {
    /// Row id.
    pub id: String,
    /// `condemns`, `concern`, `restraint`, `supports`, `offers-mediation`; `demands:restraint` where only a demand shows it.
    pub stance: String,
    /// Its phrases: folded words with a blank before, between and after.
    pub phrases: Vec<String>,
    /// A sentence in which it shows, the phrase in brackets.
    pub example: String,
}

/// Reads `en/reactions.tsv`.
pub(crate) fn load(files: &Files) -> Result<Vec<Reaction>, LexiconError> {
    let mut reactions: Vec<Reaction> = Vec::new();
    for table in files.tables("en/reactions.tsv")? {
        let [id, stance, phrases, example] = table.positions(["id", "stance", "phrases", "example"])?;
        for row in table.rows() {
            let reaction = Reaction {
                id: row.cell(id).to_owned(),
                stance: row.cell(stance).to_owned(),
                phrases: row.list(phrases).map(|phrase| format!(" {} ", phrase.replace('-', " "))).collect(),
                example: row.cell(example).to_owned(),
            };
            match reactions.iter_mut().find(|known| known.id == reaction.id) {
                Some(known) => *known = reaction,
                None => reactions.push(reaction),
            }
        }
    }
    Ok(reactions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_words_between_blanks() {
        let reactions = load(&Files::embedded()).expect("the list is in order");
        assert!(
            reactions
                .iter()
                .flat_map(|reaction| &reaction.phrases)
                .all(|phrase| phrase.trim().len() + 2 == phrase.len())
        );
        assert!(reactions.iter().any(|reaction| reaction.phrases.contains(&" de escalation ".to_owned())));
    }
}
