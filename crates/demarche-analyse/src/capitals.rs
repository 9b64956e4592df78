//! Lines in capitals as the engine is to read them: a line in, the same line in small letters out, byte for byte as long.
//!
//! "CHINA URGES CALM": the engine takes six capitalised words for one name, and "China urges calm" for what it is. The report keeps its
//! own letters; only the parse sees the small ones.

use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::{Case, Sense, Word, fold_into};

/// The longest name that is looked for, in words.
const LONGEST: usize = 5;

/// A line in capitals with only its names capitalised; nothing for any other line.
pub(crate) fn lowered(line: &str, lexicon: &Lexicon) -> Option<String> {
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    if letters().count() < 8 || letters().any(|c| !c.is_uppercase()) {
        return None;
    }
    let words = words(line);
    if words.len() < 3 {
        return None;
    }
    let folded: Vec<String> = words
        .iter()
        .map(|&(start, end)| {
            let mut folded = String::new();
            fold_into(line.get(start..end).unwrap_or_default(), &mut folded);
            folded
        })
        .collect();
    let mut out = line.to_owned().into_bytes();
    let mut at = 0;
    while let Some(&(start, end)) = words.get(at) {
        let named = name(&folded[at..], lexicon);
        let last = at + named.map_or(1, |(count, _)| count);
        for &(start, end) in words.get(at..last).unwrap_or(&[(start, end)]) {
            let keep = match named {
                Some((_, true)) => end,
                Some((_, false)) => start + 1,
                // A line begins with a capital.
                None => start + usize::from(at == 0),
            };
            if let Some(letters) = out.get_mut(keep..end) {
                letters.make_ascii_lowercase();
            }
        }
        at = last.max(at + 1);
    }
    String::from_utf8(out).ok()
}

/// Where the words of a line stand: letters, digits, and the full stops and hyphens inside them.
fn words(line: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, letter) in line.char_indices().chain(std::iter::once((line.len(), ' '))) {
        let inside = letter.is_alphanumeric() || letter == '.' && start.is_some();
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(first), false) => {
                out.push((first, at));
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// The name that begins here: its length in words, and whether it is one that is always written in capitals.
fn name(folded: &[String], lexicon: &Lexicon) -> Option<(usize, bool)> {
    let first = folded.first()?;
    let window = |case: Case| -> Vec<Word<'_>> {
        folded.iter().take(LONGEST).map(|folded| Word { folded, case, after_the: false }).collect()
    };
    let known = |case: Case| {
        let found = lexicon.actors.names.longest(&window(case))?;
        // "BAN", "RICE": a surname that is also a word of the news is the word.
        let surname = found.words == 1 && found.senses.iter().all(|sense| matches!(sense, Sense::Surname(_)));
        let word = lexicon.verbs.frames(first).next().is_some() || lexicon.verbs.nouns(first).next().is_some();
        (found.senses != [Sense::Nothing] && !(surname && word)).then_some(found.words)
    };
    if let Some(count) = known(Case::Capital) {
        return Some((count, false));
    }
    // "US", "UN", "EU", but not "WHO" and "IT".
    let word = matches!(first.as_str(), "who" | "it" | "is" | "as" | "in" | "am" | "no" | "so");
    known(Case::Upper).filter(|_| !word).map(|count| (count, true))
}

#[cfg(test)]
mod tests {
    use super::lowered;
    use demarche_lexicon::Lexicon;

    #[track_caller]
    fn check(line: &str, read: Option<&str>) {
        let found = lowered(line, Lexicon::embedded());
        assert_eq!(found.as_deref(), read);
        assert!(found.is_none_or(|found| found.len() == line.len()));
    }

    #[test]
    fn names_keep_their_capital() {
        check("IRAN WARNS US AFTER RAID ON TANKER", Some("Iran warns US after raid on tanker"));
        check("RED CROSS TO SEND AID TO SUDAN", Some("Red Cross to send aid to Sudan"));
    }

    #[test]
    fn other_lines_stay() {
        check("Iran warns US", None);
        check("NATO", None);
        check("U.N. AND EU", None);
    }
}
