//! What a speaker tells of its own doings: the folded words of a statement in, whether it owns up to an act or says that it did not act out.
//!
//! "he had called both leaders", said by a president, confirms the calls; "its soldiers had not crossed the river" denies that they did.

use demarche_lexicon::{WordClass, WordClasses};

/// Words that stand for the speaker.
const SELF: [&str; 6] = ["he", "she", "it", "they", "we", "i"];
/// Words that make the next nouns the speaker's.
const OWN: [&str; 5] = ["its", "his", "her", "their", "our"];
/// Verbs that help another or are all there is: "it had", "they would".
const HELPERS: [&str; 28] = [
    "had", "has", "have", "did", "hadn't", "hasn't", "haven't", "didn't", "was", "were", "is", "are", "am", "be",
    "will", "would", "can", "could", "may", "might", "must", "shall", "should", "wasn't", "weren't", "won't",
    "wouldn't", "couldn't",
];
/// How many words of a clause tell that nobody did it.
const NOBODY_REACH: usize = 10;
/// How many of the helping verbs, from the first, tell what has been done.
const PAST_HELPERS: usize = 5;
/// Words behind it that show that it befell it.
const BEFELL_BY: [&str; 8] = ["in", "by", "at", "on", "during", "near", "when", "along"];

/// What a speaker tells of its own doings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Account<'a> {
    /// `confirms` or `denies`.
    pub(super) position: &'static str,
    /// The word for the deed; nothing in "it had not".
    pub(super) deed: &'a str,
}

/// Whether the first clause is in the first person, where figures of speech are told as deeds: "we have written a new equation".
pub(super) fn is_first_person(content: &str) -> bool {
    let first = content.split_whitespace().find(|word| *word != "that");
    first.is_some_and(|word| matches!(word, "i" | "we" | "our" | "my"))
}

/// What the first clause tells of an act of the speaker, or that it did not act: "it had struck the camp", "our men crossed", "they did not fire".
pub(super) fn own_account<'a>(classes: &WordClasses, content: &'a str) -> Option<Account<'a>> {
    let mut words = content.split_whitespace().skip_while(|word| *word == "that").peekable();
    let first = words.next()?;
    if OWN.contains(&first) {
        let head = words.by_ref().take(2).find(|word| classes.has(WordClass::Arm, word));
        head?;
    } else if !SELF.contains(&first) {
        return None;
    }
    while words.next_if(|word| classes.has(WordClass::Between, word)).is_some() {}
    let helps = words.next()?;
    // "Veranian drones had been launched", "its troops were sent": what arms suffer, their state does.
    let mut behind = words.clone().skip_while(|word| matches!(*word, "been" | "also" | "already" | "now"));
    if let Some(deed) = behind.next().filter(|deed| {
        classes.has(WordClass::Sent, deed) && HELPERS.get(..PAST_HELPERS).is_some_and(|past| past.contains(&helps))
    }) {
        return Some(Account { position: "confirms", deed });
    }
    if !HELPERS.contains(&helps) {
        let befell = classes.has(WordClass::Befell, helps) && words.peek().is_some_and(|next| BEFELL_BY.contains(next));
        let done = !befell && !classes.has(WordClass::NoDeed, helps) && is_past(classes, helps);
        let position = if is_none(words.clone()) { "denies" } else { "confirms" };
        return done.then_some(Account { position, deed: helps });
    }
    let mut negated = match helps {
        "had" | "has" | "have" => false,
        "did" => true,
        "hadn't" | "hasn't" | "haven't" | "didn't" => true,
        _ => return None,
    };
    if helps == "did" && words.next_if(|word| *word == "not").is_none() {
        return None;
    }
    while let Some(word) =
        words.next_if(|word| matches!(*word, "not" | "never") || classes.has(WordClass::Between, word))
    {
        negated |= matches!(word, "not" | "never");
    }
    // "Asked whether it had fired, it said that it had not."
    if words.peek().is_none_or(|word| matches!(*word, "on" | "because" | "since" | "and" | "but")) {
        return Some(Account { position: if negated { "denies" } else { "confirms" }, deed: "" });
    }
    let deed =
        words.next().filter(|word| !classes.has(WordClass::NoDeed, word) && !classes.has(WordClass::Stative, word))?;
    let done = helps == "did" || helps == "didn't" || is_participle(classes, deed);
    negated |= is_none(words.clone());
    done.then_some(Account { position: if negated { "denies" } else { "confirms" }, deed })
}

/// "it had summoned nobody", "it had lied to nobody": what is done to none is not done.
fn is_none<'a>(behind: impl Iterator<Item = &'a str>) -> bool {
    let mut near = behind.take(2);
    let of_none = |word: &str| matches!(word, "nobody" | "none" | "nothing" | "neither");
    near.next().is_some_and(|word| of_none(word) || word == "no") || near.next().is_some_and(of_none)
}

/// `denies`, where the first clause says that nobody did it or that none was hit: "no village had been shelled", "none of its men crossed".
pub(super) fn nobody_did(classes: &WordClasses, content: &str) -> Option<&'static str> {
    let words: Vec<&str> = content.split_whitespace().skip_while(|word| *word == "that").take(NOBODY_REACH).collect();
    let none = match words.as_slice() {
        ["nobody" | "none" | "nothing", ..] | ["no", "one", ..] | ["not", "one" | "a", ..] => true,
        ["no", noun, ..] => !classes.has(WordClass::Matter, noun),
        _ => false,
    };
    let past = words.iter().position(|word| matches!(*word, "had" | "has" | "have" | "was" | "were"))?;
    let deed = words.iter().skip(past + 1).find(|word| !classes.has(WordClass::Between, word) && **word != "been")?;
    (none && !classes.has(WordClass::NoDeed, deed) && is_participle(classes, deed)).then_some("denies")
}

/// The form of a participle: regular, or irregular and of a deed.
fn is_participle(classes: &WordClasses, word: &str) -> bool {
    is_regular(word) || classes.has(WordClass::Participle, word)
}

/// The form of a past: regular, or irregular and of a deed.
fn is_past(classes: &WordClasses, word: &str) -> bool {
    is_regular(word) || classes.has(WordClass::Past, word)
}

fn is_regular(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row_examples::decides;
    use demarche_lexicon::Lexicon;

    #[test]
    fn words_decide_whether_a_deed_is_told() {
        let classes = &Lexicon::embedded().word_classes;
        let read = |text: &str, _: &str| own_account(classes, text).map(|account| account.position);
        for class in [WordClass::NoDeed, WordClass::Befell] {
            decides(class, "zorked", read);
        }
        for class in [
            WordClass::Arm,
            WordClass::Between,
            WordClass::Participle,
            WordClass::Past,
            WordClass::Sent,
            WordClass::Stative,
        ] {
            decides(class, "zork", read);
        }
        decides(WordClass::Matter, "zork", |text, _| nobody_did(classes, text));
    }
}
