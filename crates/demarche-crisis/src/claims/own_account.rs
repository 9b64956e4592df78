//! What a speaker tells of its own doings: the folded words of a statement in, whether it owns up to an act or says that it did not act out.
//!
//! "he had called both leaders", said by a president, confirms the calls; "its soldiers had not crossed the river" denies that they did.

/// Words that stand for the speaker.
const SELF: [&str; 6] = ["he", "she", "it", "they", "we", "i"];
/// Words that make the next nouns the speaker's.
const OWN: [&str; 5] = ["its", "his", "her", "their", "our"];
/// Those of its own through whom a state acts.
pub(super) const ARMS: [&str; 38] = [
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
    "patrol",
    "patrols",
    "pilots",
    "planes",
    "police",
    "sailors",
    "ships",
    "side",
    "soldiers",
    "troops",
    "units",
    "force",
    "fleet",
    "guard",
    "warplanes",
    "warships",
];
/// Words between the helping verb and the deed.
const BETWEEN: [&str; 9] = ["also", "already", "only", "just", "now", "since", "therefore", "personally", "merely"];
/// Verbs that help another or are all there is: "it had", "they would".
const HELPERS: [&str; 28] = [
    "had", "has", "have", "did", "hadn't", "hasn't", "haven't", "didn't", "was", "were", "is", "are", "am", "be",
    "will", "would", "can", "could", "may", "might", "must", "shall", "should", "wasn't", "weren't", "won't",
    "wouldn't", "couldn't",
];
/// How many words of a clause tell that nobody did it.
const NOBODY_REACH: usize = 10;
/// What happens to a speaker, what it knows, feels, says, judges or would like, and what it has: no deed.
const NO_DEED: [&str; 173] = [
    "a",
    "abided",
    "accused",
    "added",
    "aimed",
    "an",
    "appeared",
    "applauded",
    "argued",
    "assumed",
    "awaited",
    "backed",
    "based",
    "became",
    "been",
    "believed",
    "belonged",
    "blamed",
    "cared",
    "claimed",
    "come",
    "concerned",
    "concluded",
    "condemned",
    "considered",
    "consisted",
    "contained",
    "convinced",
    "cost",
    "counted",
    "criticised",
    "criticized",
    "denied",
    "denounced",
    "depended",
    "deplored",
    "deserved",
    "detected",
    "determined",
    "did",
    "died",
    "disagreed",
    "disappointed",
    "discovered",
    "disputed",
    "doubted",
    "enjoyed",
    "envied",
    "established",
    "estimated",
    "evidence",
    "existed",
    "expected",
    "expired",
    "explained",
    "faced",
    "failed",
    "favored",
    "favoured",
    "feared",
    "fell",
    "felt",
    "found",
    "gained",
    "got",
    "had",
    "hailed",
    "happened",
    "hated",
    "heard",
    "honored",
    "honoured",
    "hoped",
    "identified",
    "included",
    "information",
    "insisted",
    "intended",
    "involved",
    "knew",
    "known",
    "lacked",
    "lay",
    "learned",
    "learnt",
    "liked",
    "located",
    "long",
    "looked",
    "lost",
    "made",
    "maintained",
    "mattered",
    "meant",
    "monitored",
    "mourned",
    "needed",
    "never",
    "no",
    "noted",
    "noticed",
    "objected",
    "observed",
    "occurred",
    "opposed",
    "owned",
    "pleased",
    "possessed",
    "praised",
    "preferred",
    "prepared",
    "questioned",
    "realised",
    "realized",
    "received",
    "recognised",
    "recognized",
    "recorded",
    "regarded",
    "registered",
    "regretted",
    "rejected",
    "remained",
    "remembered",
    "required",
    "reserved",
    "respected",
    "resulted",
    "run",
    "said",
    "saluted",
    "saw",
    "seemed",
    "seen",
    "shared",
    "shocked",
    "shown",
    "sighted",
    "situated",
    "some",
    "sought",
    "spotted",
    "stated",
    "stayed",
    "stood",
    "suffered",
    "suggested",
    "supported",
    "supposed",
    "survived",
    "suspected",
    "sympathised",
    "sympathized",
    "the",
    "thought",
    "to",
    "tracked",
    "tried",
    "trusted",
    "understood",
    "upheld",
    "valued",
    "verified",
    "waited",
    "wanted",
    "was",
    "watched",
    "welcomed",
    "went",
    "were",
    "wished",
    "won",
    "worried",
];
/// What is done with arms and soldiers by those whose they are.
const SENT: [&str; 11] = [
    "launched",
    "deployed",
    "redeployed",
    "dispatched",
    "sent",
    "scrambled",
    "mobilised",
    "mobilized",
    "withdrawn",
    "reinforced",
    "recalled",
];
/// How many of the helping verbs, from the first, tell what has been done.
const PAST_HELPERS: usize = 5;
/// Persons through whom a state acts.
pub(super) const OFFICES: [&str; 12] = [
    "administration",
    "cabinet",
    "chancellor",
    "commander",
    "king",
    "minister",
    "premier",
    "presidency",
    "president",
    "prince",
    "office",
    "headquarters",
];
/// What befalls a noun that it follows without a helping verb: "soldiers wounded in the raid".
const BEFELL: [&str; 9] =
    ["killed", "wounded", "injured", "captured", "held", "detained", "arrested", "stationed", "taken"];
/// Words behind it that show that it befell it.
const BEFELL_BY: [&str; 8] = ["in", "by", "at", "on", "during", "near", "when", "along"];

/// Participles of deeds that do not end in -ed.
const PARTICIPLES: [&str; 48] = [
    "begun",
    "bought",
    "broken",
    "brought",
    "built",
    "caught",
    "chosen",
    "cut",
    "dealt",
    "done",
    "drawn",
    "driven",
    "fled",
    "flown",
    "fought",
    "frozen",
    "given",
    "held",
    "hit",
    "hurt",
    "kept",
    "laid",
    "led",
    "left",
    "lent",
    "met",
    "offered",
    "paid",
    "put",
    "quit",
    "sent",
    "set",
    "shot",
    "shut",
    "sold",
    "sought",
    "spent",
    "split",
    "spoken",
    "struck",
    "sunk",
    "swept",
    "sworn",
    "taken",
    "thrown",
    "told",
    "withdrawn",
    "written",
];
/// Pasts of deeds that do not end in -ed.
const PASTS: [&str; 48] = [
    "began", "bought", "broke", "brought", "built", "caught", "chose", "cut", "dealt", "drew", "drove", "fled", "flew",
    "flung", "fought", "froze", "gave", "held", "hit", "laid", "led", "left", "lent", "met", "paid", "put", "quit",
    "rode", "sank", "sent", "set", "shot", "shut", "sold", "sought", "spent", "split", "spoke", "spread", "stopped",
    "struck", "swept", "swore", "threw", "told", "took", "withdrew", "wrote",
];

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
pub(super) fn own_account(content: &str) -> Option<Account<'_>> {
    let mut words = content.split_whitespace().skip_while(|word| *word == "that").peekable();
    let first = words.next()?;
    if OWN.contains(&first) {
        let head = words.by_ref().take(2).find(|word| ARMS.contains(word));
        head?;
    } else if !SELF.contains(&first) {
        return None;
    }
    while words.next_if(|word| BETWEEN.contains(word)).is_some() {}
    let helps = words.next()?;
    // "Veranian drones had been launched", "its troops were sent": what arms suffer, their state does.
    let mut behind = words.clone().skip_while(|word| matches!(*word, "been" | "also" | "already" | "now"));
    if let Some(deed) = behind
        .next()
        .filter(|deed| SENT.contains(deed) && HELPERS.get(..PAST_HELPERS).is_some_and(|past| past.contains(&helps)))
    {
        return Some(Account { position: "confirms", deed });
    }
    if !HELPERS.contains(&helps) {
        let befell = BEFELL.contains(&helps) && words.peek().is_some_and(|next| BEFELL_BY.contains(next));
        let done = !befell && !NO_DEED.contains(&helps) && is_past(helps);
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
    while let Some(word) = words.next_if(|word| matches!(*word, "not" | "never") || BETWEEN.contains(word)) {
        negated |= matches!(word, "not" | "never");
    }
    // "Asked whether it had fired, it said that it had not."
    if words.peek().is_none_or(|word| matches!(*word, "on" | "because" | "since" | "and" | "but")) {
        return Some(Account { position: if negated { "denies" } else { "confirms" }, deed: "" });
    }
    let deed = words.next().filter(|word| !NO_DEED.contains(word) && !is_stative(word))?;
    let done = helps == "did" || helps == "didn't" || is_participle(deed);
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
    is_regular(word) || PARTICIPLES.contains(&word)
}

/// The form of a past: regular, or irregular and of a deed.
fn is_past(word: &str) -> bool {
    is_regular(word) || PASTS.contains(&word)
}

fn is_regular(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed")
}
