//! Words by which a speaker takes a position on a deed without a verb that names it: rows of `data/en/positions.tsv` in.
//!
//! `en.position.deny.part⇥denies⇥⇥not involved|no part in|…⇥Verania was [not involved], the minister said.⇥own`

use crate::{Files, LexiconError};

/// A class of phrases that show a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Positioning {
    /// Row id.
    pub id: String,
    /// `accuses`, `confirms`, `denies`, `presupposes`, `rejects`, `withholds`; `asserts` for words that only look like others.
    pub position: String,
    /// Whose words they are: empty for anybody's, `doer` for a side that attacks, `harmed` for a side that is attacked, `rejecter` for whoever rejects,
    /// `disowner` and `scorner` for whoever disowns or ridicules, `judge` for whoever calls a thing wrong, `measure` for what is judged and is no
    /// violence, `absent` for what is said not to be, `state` for whoever is of a state, `owner` for a party to the quarrel that speaks of a deed, `apologiser` and
    /// `thanker` for whoever says sorry or thanks,
    /// `demander` for whoever wants it ended, `plain` for words that show nothing.
    pub who: String,
    /// Its phrases: folded words with a blank before, between and after.
    pub phrases: Vec<String>,
    /// A sentence in which it shows, the phrase in brackets.
    pub example: String,
}

/// Reads `en/positions.tsv`.
pub(crate) fn load(files: &Files) -> Result<Vec<Positioning>, LexiconError> {
    let mut rows: Vec<Positioning> = Vec::new();
    for table in files.tables("en/positions.tsv")? {
        let [id, position, who, phrases, example] = table.positions(["id", "position", "who", "phrases", "example"])?;
        for row in table.rows() {
            let made = Positioning {
                id: row.cell(id).to_owned(),
                position: row.cell(position).to_owned(),
                who: row.cell(who).to_owned(),
                phrases: row.list(phrases).map(|phrase| format!(" {} ", phrase.replace('-', " "))).collect(),
                example: row.cell(example).to_owned(),
            };
            match rows.iter_mut().find(|known| known.id == made.id) {
                Some(known) => *known = made,
                None => rows.push(made),
            }
        }
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_the_claim_ledger() {
        let rows = load(&Files::embedded()).expect("the list is in order");
        let known = ["accuses", "asserts", "confirms", "denies", "presupposes", "rejects", "withholds"];
        assert!(rows.iter().all(|row| known.contains(&row.position.as_str()) && !row.phrases.is_empty()));
    }
}
