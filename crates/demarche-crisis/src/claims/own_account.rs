//! What a speaker tells of its own doings: the folded words of a statement in, whether it owns up to an act or says that it did not act out.
//!
//! "he had called both leaders", said by a president, confirms the calls; "its soldiers had not crossed the river" denies that they did.

/// Words that stand for the speaker.
const SELF: [&str; 6] = ["he", "she", "it", "they", "we", "i"];
/// Words that make the next nouns the speaker's.
const OWN: [&str; 5] = ["its", "his", "her", "their", "our"];
/// Those of its own through whom a state acts.
const ARMS: [&str; 32] = [
    "army",
    "artillery",
    "aircraft",
    "batteries",
    "boats",
    "commandos",
    "country",
    "delegation",
    "drones",
    "fighters",
    "forces",
    "government",
    "guards",
    "gunners",
    "guns",
    "jets",
    "marines",
    "men",
    "military",
    "ministry",
    "missiles",
    "navy",
    "pilots",
    "planes",
    "police",
    "sailors",
    "side",
    "soldiers",
    "troops",
    "units",
    "warplanes",
    "warships",
];
/// Words between the helping verb and the deed.
const BETWEEN: [&str; 9] = ["also", "already", "only", "just", "now", "since", "therefore", "personally", "merely"];
/// How many words of a clause tell that nobody did it.
const NOBODY_REACH: usize = 10;
/// What happens to a speaker, what it knows, feels, says or would like: no deed.
const NO_DEED: [&str; 44] = [
    "been",
    "believed",
    "come",
    "detected",
    "evidence",
    "expected",
    "feared",
    "felt",
    "found",
    "gained",
    "got",
    "had",
    "heard",
    "hoped",
    "information",
    "known",
    "learned",
    "learnt",
    "long",
    "lost",
    "made",
    "never",
    "no",
    "noticed",
    "observed",
    "recorded",
    "received",
    "registered",
    "run",
    "said",
    "seen",
    "seemed",
    "shown",
    "some",
    "spoken",
    "suffered",
    "the",
    "thought",
    "to",
    "understood",
    "wanted",
    "won",
    "a",
    "an",
];

/// Whether the first clause is in the first person, where figures of speech are told as deeds: "we have written a new equation".
pub(super) fn is_first_person(content: &str) -> bool {
    let first = content.split_whitespace().find(|word| *word != "that");
    first.is_some_and(|word| matches!(word, "i" | "we" | "our" | "my"))
}

/// `confirms` or `denies`, where the first clause tells an act of the speaker or that it did not act.
pub(super) fn own_account(content: &str) -> Option<&'static str> {
    let mut words = content.split_whitespace().skip_while(|word| *word == "that").peekable();
    let first = words.next()?;
    if OWN.contains(&first) {
        let head = words.by_ref().take(2).find(|word| ARMS.contains(word));
        head?;
    } else if !SELF.contains(&first) {
        return None;
    }
    let helps = words.next()?;
    let mut negated = match helps {
        "had" | "has" | "have" => false,
        "did" => true,
        "hadn't" | "hasn't" | "haven't" | "didn't" => true,
        _ => return None,
    };
    if helps == "did" && words.next_if(|word| *word == "not").is_none() {
        return None;
    }
    while let Some(word) = words.next_if(|word| matches!(*word, "not" | "never") || BETWEEN.contains(word)) {
        negated |= matches!(word, "not" | "never");
    }
    // "Asked whether it had fired, it said that it had not."
    if words.peek().is_none_or(|word| matches!(*word, "on" | "because" | "since" | "and" | "but")) {
        return Some(if negated { "denies" } else { "confirms" });
    }
    let deed = words.next().filter(|word| !NO_DEED.contains(word) && !is_stative(word))?;
    let done = helps == "did" || helps == "didn't" || is_participle(deed);
    done.then_some(if negated { "denies" } else { "confirms" })
}

/// `denies`, where the first clause says that nobody did it or that none was hit: "no village had been shelled", "none of its men crossed".
pub(super) fn nobody_did(content: &str) -> Option<&'static str> {
    let words: Vec<&str> = content.split_whitespace().skip_while(|word| *word == "that").take(NOBODY_REACH).collect();
    let none = match words.as_slice() {
        ["nobody" | "none" | "nothing", ..] | ["no", "one", ..] | ["not", "one" | "a", ..] => true,
        ["no", noun, ..] => !matches!(*noun, "decision" | "date" | "time" | "doubt" | "matter" | "agreement"),
        _ => false,
    };
    let past = words.iter().position(|word| matches!(*word, "had" | "has" | "have" | "was" | "were"))?;
    let deed = words.iter().skip(past + 1).find(|word| !BETWEEN.contains(word) && **word != "been")?;
    (none && !NO_DEED.contains(deed) && is_participle(deed)).then_some("denies")
}

/// "did not know", "did not want": no deed is denied.
fn is_stative(word: &str) -> bool {
    matches!(
        word,
        "know"
            | "want"
            | "think"
            | "believe"
            | "expect"
            | "see"
            | "hear"
            | "have"
            | "need"
            | "wish"
            | "understand"
            | "feel"
            | "like"
            | "say"
            | "recall"
            | "remember"
            | "rule"
            | "give"
            | "be"
            | "doubt"
            | "mind"
            | "care"
    )
}

/// The form of a participle: regular, or irregular and of a deed.
fn is_participle(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed")
        || matches!(
            word,
            "brought"
                | "built"
                | "hurt"
                | "shot"
                | "seen"
                | "cut"
                | "done"
                | "dealt"
                | "driven"
                | "fought"
                | "given"
                | "held"
                | "hit"
                | "laid"
                | "left"
                | "met"
                | "put"
                | "sent"
                | "set"
                | "shut"
                | "struck"
                | "taken"
                | "told"
                | "withdrawn"
                | "written"
                | "begun"
                | "broken"
                | "flown"
                | "paid"
        )
}
