//! Lines in capitals, or with a capital on every word, as the engine is to read them: a line in, the same line in small letters out, byte for
//! byte as long.
//!
//! "CHINA URGES CALM", "China Urges Calm": the engine takes the capitalised words for one name, and "China urges calm" for what it is. The
//! report keeps its own letters; only the parse sees the small ones.

use demarche_lexicon::Lexicon;
use demarche_lexicon::actors::{Case, Sense, Word, fold_into};
use demarche_lexicon::verbs::ModalPos;

/// The longest name that is looked for, in words.
const LONGEST: usize = 5;

/// The longest line that is taken for a headline, in bytes.
const LONGEST_HEADLINE: usize = 160;

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

/// A headline with a capital on every word, with only its names and what is no common word capitalised; nothing for any other line. `small`
/// tells whether the report has the word in small letters.
pub(crate) fn headline(line: &str, small: impl Fn(&str) -> bool, lexicon: &Lexicon) -> Option<String> {
    if line.len() > LONGEST_HEADLINE || line.trim_end().ends_with('.') {
        return None;
    }
    let words = words(line);
    let spelt: Vec<&str> = words.iter().map(|&(start, end)| line.get(start..end).unwrap_or_default()).collect();
    let tied = |at: usize| {
        words
            .get(at)
            .is_some_and(|&(start, _)| line.get(..start).is_some_and(|before| before.ends_with(['-', '\'', '’'])))
    };
    if words.len() < 4 || !is_titled(&spelt, tied) {
        return None;
    }
    let folded: Vec<String> = spelt
        .iter()
        .map(|word| {
            let mut folded = String::new();
            fold_into(word, &mut folded);
            folded
        })
        .collect();
    let mut out = line.to_owned().into_bytes();
    let mut lowered = 0;
    let mut at = 0;
    while let Some(word) = folded.get(at) {
        // "Plan" is an organisation, and a plan where the report speaks of one.
        if let Some((count, _)) = name(&folded[at..], lexicon).filter(|&(count, _)| count > 1 || !small(word)) {
            at += count;
            continue;
        }
        let titled = spelt.get(at).is_some_and(|word| {
            word.starts_with(char::is_uppercase) && word.chars().skip(1).all(|c| !c.is_uppercase())
        });
        if at > 0 && titled && (is_common(word, lexicon) || small(word)) {
            let &(start, _) = words.get(at)?;
            out.get_mut(start..=start)?.make_ascii_lowercase();
            lowered += 1;
        }
        at += 1;
    }
    if lowered == 0 { None } else { String::from_utf8(out).ok() }
}

/// Whether each word of a line that is long enough to bear a capital bears one.
fn is_titled(words: &[&str], tied: impl Fn(usize) -> bool) -> bool {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let bare = |(at, word): (usize, &&str)| word.chars().count() > 4 && !capital(word) && !tied(at);
    let plain = words.iter().any(|word| capital(word) && word.chars().any(char::is_lowercase));
    plain
        && !words.iter().enumerate().any(bare)
        && words.iter().filter(|word| capital(word)).count() * 10 >= words.len() * 6
}

/// Whether the word is one of news, not a name: a small word, or one that names or tells of an event.
fn is_common(word: &str, lexicon: &Lexicon) -> bool {
    let verbs = &lexicon.verbs;
    let known = |stem: &str| {
        verbs.frames(stem).next().is_some()
            || verbs.lights(stem).next().is_some()
            || verbs.nouns(stem).next().is_some()
            || verbs.modal(stem, ModalPos::Verb).is_some()
            || verbs.classes.has("forces", stem)
            || verbs.classes.has("people", stem)
    };
    let stems = ["", "s", "es", "d", "ed", "ing"];
    lexicon.news_words.is_function_word(word)
        || lexicon.news_words.shares().any(|(common, _)| common == word)
        || stems.iter().filter_map(|ending| word.strip_suffix(ending)).any(known)
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
    use super::{headline, lowered};
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

    #[track_caller]
    fn check_headline(line: &str, read: Option<&str>) {
        let small = |word: &str| matches!(word, "port" | "plan");
        let found = headline(line, small, Lexicon::embedded());
        assert_eq!(found.as_deref(), read);
        assert!(found.is_none_or(|found| found.len() == line.len()));
    }

    #[test]
    fn headlines_lose_the_capitals_of_common_words() {
        check_headline("Norway Withdraws Troops From Chad", Some("Norway withdraws troops from Chad"));
        check_headline("Norway Rejects Chadian Port Plan", Some("Norway rejects Chadian port plan"));
        check_headline("Mayor of Tolm Visits Iran", Some("Mayor of Tolm visits Iran"));
        check_headline("Norway-backed Rebels Attack Town of Velm", Some("Norway-backed rebels attack town of Velm"));
    }

    #[test]
    fn sentences_and_lists_of_names_are_no_headlines() {
        check_headline("Norway withdraws troops from Chad", None);
        check_headline("Norway Withdraws Troops From Chad.", None);
        check_headline("Anna Tolm, Berta Velm, Carl Ostra", None);
    }

    #[test]
    fn other_lines_stay() {
        check("Iran warns US", None);
        check("NATO", None);
        check("U.N. AND EU", None);
    }
}
