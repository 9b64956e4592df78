//! Who speaks with a speaker: the words of a statement in, the states beside the one that it has out.
//!
//! "Denmark, Sweden and Norway said that they were alarmed" is told of Denmark, and of Sweden and Norway too; "They called for talks" is told of all
//! who were named together before. A list ends in "and", "along with" and the like; "Oslo, Norway, said" names one.

use crate::digest::{Digest, Party, Statement};
use demarche_lexicon::actors::{Actors, Case, Sense, Word, fold};

/// Words that join another speaker to one.
const LINKS: [&[&str]; 8] = [
    &["and"],
    &["as", "well", "as"],
    &["along", "with"],
    &["together", "with"],
    &["alongside"],
    &["joined", "by"],
    &["plus"],
    &["like"],
];
/// Words behind which some of those who speak are named.
const INCLUDING: [&[&str]; 5] = [&["including"], &["such", "as"], &["among", "them"], &["notably"], &["led", "by"]];
/// Words by which several who were named together are taken up.
const SEVERAL: [&str; 6] = ["they", "both", "the two", "the three", "the two countries", "the two governments"];
/// How many code points before a pronoun those whom it takes up may stand.
const BEFORE: u32 = 400;
/// How many words the name of a state can have.
const LONGEST: usize = 8;

/// The states that a statement has beside its speaker.
pub(super) fn beside(report: &Digest, statement: &Statement, speaker: &Party, actors: &Actors) -> Vec<Party> {
    let text = statement.evidence.text.as_str();
    let Some(country) = speaker.country.as_deref() else { return members(text, speaker, actors) };
    if SEVERAL.contains(&speaker.text.to_lowercase().as_str()) {
        let Some(start) = statement.evidence.spans.first().map(|span| span[0]) else { return Vec::new() };
        let from = start.saturating_sub(BEFORE);
        let before: String = report.text.chars().skip(from as usize).take((start - from) as usize).collect();
        let words = Words::of(&format!("{before}{text}"));
        let mut lists = words.lists(actors);
        lists.retain(|list| list.len() > 1 && list.iter().any(|party| party.country.as_deref() == Some(country)));
        return others(lists.pop().unwrap_or_default(), country);
    }
    let at = if text.starts_with(&speaker.text) { Some(0) } else { text.rfind(&speaker.text) };
    let behind = at.and_then(|at| text.get(at + speaker.text.len()..)).unwrap_or_default();
    let words = Words::of(behind);
    others(words.list(0, actors, Vec::new()).0, country)
}

/// "Other states, including Noria and Tolm, condemned the raid": those who are named.
fn members(text: &str, speaker: &Party, actors: &Actors) -> Vec<Party> {
    let Some(behind) = text.strip_prefix(speaker.text.as_str()) else { return Vec::new() };
    let words = Words::of(behind);
    let comma = usize::from(words.written.first().is_some_and(|word| word == ","));
    let Some(link) = INCLUDING.iter().find(|link| words.stands(comma, link)) else { return Vec::new() };
    let at = comma + link.len();
    let at = at + usize::from(words.stands(at, &["the"]));
    let Some((first, length)) = words.named(at, actors) else { return Vec::new() };
    others(words.list(at + length, actors, vec![first]).0, "")
}

/// All but the country itself, each once.
fn others(parties: Vec<Party>, country: &str) -> Vec<Party> {
    let mut kept: Vec<Party> = Vec::new();
    for party in parties {
        let known = |known: &Party| known.country == party.country;
        if party.country.as_deref() != Some(country) && !kept.iter().any(known) {
            kept.push(party);
        }
    }
    kept
}

/// The words and marks of a text, each mark a word of its own.
struct Words {
    written: Vec<String>,
    folded: Vec<String>,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut written: Vec<String> = Vec::new();
        let mut inside = false;
        for letter in text.chars() {
            if letter.is_alphanumeric() {
                match written.last_mut().filter(|_| inside) {
                    Some(word) => word.push(letter),
                    None => written.push(letter.to_string()),
                }
                inside = true;
            } else if letter.is_whitespace() || letter == '-' {
                inside = false;
            } else if letter != '.' || !inside {
                written.push(letter.to_string());
                inside = false;
            }
        }
        let folded = written.iter().map(|word| fold(word)).collect();
        Self { written, folded }
    }

    /// The state or body of states that is named at a word, and how many words its name has; one with a possessive ending is none.
    fn named(&self, at: usize, actors: &Actors) -> Option<(Party, usize)> {
        let article = at.checked_sub(1).and_then(|before| self.folded.get(before)).is_some_and(|word| word == "the");
        let here = self.folded.iter().zip(&self.written).skip(at).take(LONGEST).enumerate();
        let words: Vec<Word<'_>> = here
            .map(|(step, (folded, written))| Word { folded, case: Case::of(written), after_the: step == 0 && article })
            .collect();
        let found = actors.names.longest(&words)?;
        let owner = matches!(self.written.get(at + found.words).map(String::as_str), Some("'" | "’"));
        let party = found.senses.iter().find_map(|sense| party(actors, *sense)).filter(|_| !owner)?;
        Some((party, found.words))
    }

    /// Whether these words stand at a word.
    fn stands(&self, at: usize, wanted: &[&str]) -> bool {
        wanted.iter().enumerate().all(|(step, word)| self.folded.get(at + step).is_some_and(|here| here == word))
    }

    /// Those who are joined to the ones before a word, and where the list ends: none where no word joins the last.
    fn list(&self, mut at: usize, actors: &Actors, mut listed: Vec<Party>) -> (Vec<Party>, usize) {
        let own = listed.len();
        let mut linked = false;
        loop {
            let comma = self.written.get(at).is_some_and(|word| word == ",");
            let mut next = at + usize::from(comma);
            let link = LINKS.iter().find(|link| self.stands(next, link));
            next += link.map_or(0, |link| link.len());
            let article = self.folded.get(next).is_some_and(|word| word == "the");
            next += usize::from(article);
            let Some((party, words)) = self.named(next, actors).filter(|_| comma || link.is_some()) else { break };
            linked |= link.is_some();
            listed.push(party);
            at = next + words;
        }
        listed.truncate(if linked { listed.len() } else { own });
        (listed, at)
    }

    /// Every list of states.
    fn lists(&self, actors: &Actors) -> Vec<Vec<Party>> {
        let mut lists = Vec::new();
        let mut at = 0;
        while at < self.written.len() {
            let Some((party, words)) = self.named(at, actors) else {
                at += 1;
                continue;
            };
            let (list, end) = self.list(at + words, actors, vec![party]);
            lists.push(list);
            at = end.max(at + words);
        }
        lists
    }
}

/// The state or the body of states that a name stands for.
fn party(actors: &Actors, sense: Sense) -> Option<Party> {
    match sense {
        Sense::State(at) | Sense::Capital(at) => {
            let state = actors.states.get(at as usize).filter(|state| state.code.len() == 3)?;
            Some(Party {
                text: state.name.clone(),
                name: state.name.clone(),
                actor: Some(state.id.clone()),
                code: Some(format!("{}GOV", state.code)),
                country: Some(state.code.clone()),
                sector: Some("GOV".to_owned()),
                kind: Some("state".to_owned()),
            })
        }
        Sense::Organisation(at) => {
            let body = actors.organisations.get(at as usize)?;
            let shared = matches!(body.country.as_str(), "IGO" | "UNO" | "EUR") && body.parent.is_empty();
            shared.then(|| Party {
                text: body.name.clone(),
                name: body.name.clone(),
                actor: Some(body.id.clone()),
                code: Some(body.country.clone()),
                country: Some(body.country.clone()),
                sector: Some(body.sector.clone()),
                kind: Some("igo".to_owned()),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Evidence;
    use demarche_lexicon::Lexicon;

    fn joined(before: &str, speaker: &str, country: &str, words: &str) -> Vec<String> {
        let speaker = Party { text: speaker.into(), country: Some(country.into()), ..Party::default() };
        let from = before.chars().count() as u32;
        let spans = vec![[from, from + words.chars().count() as u32]];
        let evidence = Evidence { spans, text: words.into(), ..Evidence::default() };
        let report = Digest { text: format!("{before}{words}"), ..Digest::default() };
        let statement = Statement { evidence, ..Statement::default() };
        let found = beside(&report, &statement, &speaker, &Lexicon::embedded().actors);
        found.into_iter().filter_map(|party| party.country).collect()
    }

    #[test]
    fn those_of_a_list_speak_too() {
        assert_eq!(joined("", "Denmark", "DNK", "Denmark, Sweden and Norway said they were alarmed"), ["SWE", "NOR"]);
        assert_eq!(joined("", "Denmark", "DNK", "Denmark, along with Sweden, condemned the raid"), ["SWE"]);
        assert_eq!(joined("", "Chile", "CHL", "Force was no answer, Chile and Peru said"), ["PER"]);
    }

    #[test]
    fn members_of_a_group_are_named_behind_it() {
        let speaker = Party { text: "Other states".into(), ..Party::default() };
        let text = "Other states, including Norway and Chile, condemned the raid";
        let found = members(text, &speaker, &Lexicon::embedded().actors);
        assert_eq!(found.iter().filter_map(|party| party.country.as_deref()).collect::<Vec<_>>(), ["NOR", "CHL"]);
    }

    #[test]
    fn what_is_no_list_names_nobody() {
        assert_eq!(joined("", "Oslo", "NOR", "Oslo, Norway, said"), [""; 0]);
        assert_eq!(joined("", "Denmark", "DNK", "Denmark, Sweden's neighbour, and others said"), [""; 0]);
        assert_eq!(joined("", "Denmark", "DNK", "Denmark and its allies condemned the raid"), [""; 0]);
    }

    #[test]
    fn they_are_all_who_were_named_together() {
        assert_eq!(joined("Denmark and Sweden condemned it. ", "They", "DNK", "They called for talks"), ["SWE"]);
        assert_eq!(joined("Denmark condemned it. Chile and Peru did not. ", "They", "DNK", "They called"), [""; 0]);
    }
}
