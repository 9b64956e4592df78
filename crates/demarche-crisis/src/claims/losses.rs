//! Losses of one's own: a statement with the deeds it tells in, whether it owns that soldiers or arms of the speaker were lost out.
//!
//! "The army said five of its soldiers had been killed" confirms what nobody likes to tell; "it had lost two jets" does; "five Ostrian soldiers had been
//! killed", said by Verania, is a claim of success.

use super::phrases::content;
use crate::crisis::Event;
use crate::digest::{Statement, Telling};
use crate::words::written;
use demarche_lexicon::{WordClass, WordClasses};

/// Words that make a noun the speaker's.
const OWN: [&str; 6] = ["its", "his", "her", "their", "our", "my"];
/// How far behind those lost the word may stand that says so, and how far before them the one that says whose they are.
const REACH: usize = 6;
const NEAR: usize = 4;

/// "Malawi reported three dead": a toll of nobody else's, told in so few words.
const BARE_TOLL: usize = 4;

/// Whether a statement tells a loss of the speaker's own.
pub(super) fn tells_own_loss(
    classes: &WordClasses,
    statement: &Statement,
    told: &[(&Event, &Telling)],
    country: Option<&str>,
) -> bool {
    let text = content(statement);
    let words: Vec<&str> = text.split_whitespace().collect();
    let negated = words.iter().any(|word| matches!(*word, "no" | "not" | "none" | "nobody" | "never"));
    let reports = written(&statement.evidence.text).any(|word| classes.has(WordClass::Announcing, word));
    let bare = reports
        && words.len() <= BARE_TOLL
        && words.iter().any(|word| classes.has(WordClass::Toll, word))
        && words.iter().all(|word| is_counted(classes, word));
    if bare {
        return true;
    }
    let Some(at) = words.iter().position(|word| classes.has(WordClass::Soldier, word)).filter(|_| !negated) else {
        return false;
    };
    let before = words.get(at.saturating_sub(NEAR)..at).unwrap_or_default();
    let behind = words.get(at + 1..(at + 1 + REACH).min(words.len())).unwrap_or_default();
    let own = before.iter().any(|word| OWN.contains(word));
    let is_lost = |at: usize| {
        behind.get(at).is_some_and(|word| classes.has(WordClass::Lost, word)) && !is_active(classes, behind, at)
    };
    let lost = (0..behind.len()).any(is_lost);
    // "it had lost two jets"
    let loses =
        before.contains(&"lost") && words.first().is_some_and(|first| matches!(*first, "it" | "that" | "they" | "we"));
    // "Five soldiers had been killed", where the deed that is told hits the speaker's state and no other.
    let harmed = told.iter().filter(|(_, told)| told.quad == 4 && told.occurrence == "actual").any(|(_, told)| {
        let states: Vec<_> = told.recipients.iter().filter_map(|party| party.state()).collect();
        !states.is_empty() && states.iter().all(|state| Some(*state) == country)
    });
    lost && (own || harmed) || loses
}

/// "its fighters had killed him" tells no loss: what stands right behind the helping verb is what they did.
fn is_active(classes: &WordClasses, words: &[&str], at: usize) -> bool {
    let helped = at
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|word| matches!(*word, "had" | "has" | "have"));
    helped && words.get(at).is_some_and(|word| classes.has(WordClass::Inflicted, word))
}

/// Whether a word counts the dead or says what they were: "three dead", "two soldiers killed".
fn is_counted(classes: &WordClasses, word: &str) -> bool {
    classes.has(WordClass::Toll, word)
        || classes.has(WordClass::Soldier, word)
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || matches!(
            word,
            "and"
                | "one"
                | "two"
                | "three"
                | "four"
                | "five"
                | "six"
                | "seven"
                | "eight"
                | "nine"
                | "ten"
                | "dozens"
                | "its"
                | "own"
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::{Evidence, Words};
    use crate::row_examples::decides;
    use demarche_lexicon::Lexicon;

    #[test]
    fn words_decide_whether_a_loss_is_told() {
        let classes = &Lexicon::embedded().word_classes;
        let lost = |text: &str, words: &str| {
            let content = vec![Words { text: words.into(), ..Words::default() }];
            let evidence = Evidence { text: text.into(), ..Evidence::default() };
            let said = Statement { content, evidence, ..Statement::default() };
            tells_own_loss(classes, &said, &[], Some("VER"))
        };
        decides(WordClass::Soldier, "zork", |text, _| lost(text, text));
        decides(WordClass::Lost, "zork", |text, _| lost(text, text));
        decides(WordClass::Inflicted, "perished", |text, _| lost(text, text));
        let toll = |text: &str, _: &str| lost(text, text.splitn(4, ' ').last().unwrap_or_default());
        decides(WordClass::Toll, "zork", toll);
        decides(WordClass::Announcing, "zork", toll);
    }
}
