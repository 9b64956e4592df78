//! A paragraph in, its measures out: length, how it ends, how many of its words are the common ones of running text.
//!
//! "Iran is the purged country" has five words and an open end; "Share on Facebook" has three words, one of them common, and an open end.

use demarche_lexicon::{Folded, Furniture};

/// What is counted of a paragraph.
#[derive(Debug)]
pub(crate) struct Measure {
    /// Words.
    pub(crate) words: usize,
    /// Characters.
    pub(crate) characters: usize,
    /// Words that are among the commonest of running English.
    pub(crate) common: usize,
    /// Its last word is one in which no English sentence ends: "areas across the".
    pub(crate) dangling: bool,
    /// Bars between words, as menus on one line have.
    pub(crate) bars: usize,
    /// How it ends.
    pub(crate) ending: Ending,
    /// The words, folded.
    pub(crate) folded: Folded,
}

/// How a paragraph ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// A full stop, a question or exclamation mark, or a closing quotation mark.
    Sentence,
    /// Dots, or dots in brackets.
    Dots,
    /// A colon.
    Colon,
    /// Nothing, or a comma.
    Open,
}

/// Counts.
pub(crate) fn measure(text: &str, furniture: &Furniture) -> Measure {
    let folded = Folded::new(text);
    let common = folded.words().filter(|word| furniture.is_common(word)).count();
    let ending = ending(text);
    let last_can_end = folded.words().last().is_none_or(|last| furniture.can_end(last));
    Measure {
        words: text.split_whitespace().count(),
        characters: text.chars().count(),
        common,
        dangling: ending == Ending::Open && (!last_can_end || text.ends_with(',')),
        bars: text.matches(['|', '•', '»']).count(),
        ending,
        folded,
    }
}

fn ending(text: &str) -> Ending {
    let bare = text.trim_end_matches(|end: char| end.is_whitespace() || "\"”’'`»)]*".contains(end));
    let closing = text.get(bare.len()..).unwrap_or_default();
    if bare.ends_with('…') || bare.ends_with("...") || bare.ends_with(". . .") {
        Ending::Dots
    } else if bare.ends_with(['.', '!', '?', '。', '！', '？', '؟', '۔'])
        || closing.contains(['"', '”', '»', '`', ')', ']'])
    {
        Ending::Sentence
    } else if bare.ends_with(':') {
        Ending::Colon
    } else if signed(bare) {
        Ending::Sentence
    } else {
        Ending::Open
    }
}

/// A full stop, a dash and a name: "… he said. - Example Wire".
fn signed(text: &str) -> bool {
    let Some((before, name)) = [" - ", " – ", " — "].iter().filter_map(|dash| text.rsplit_once(dash)).next() else {
        return false;
    };
    let stopped = before.trim_end_matches(['"', '”', '’', '\'', '`']).ends_with(['.', '!', '?']);
    stopped && name.starts_with(char::is_uppercase) && name.split_whitespace().count() <= 4
}

/// Whether a text is English: every fifth word of its longer paragraphs is one of the commonest.
pub(crate) fn is_english<'a>(measures: impl Iterator<Item = &'a Measure>) -> bool {
    let (mut words, mut common) = (0, 0);
    for measure in measures.filter(|measure| measure.words >= 8) {
        words += measure.words;
        common += measure.common;
    }
    words > 0 && common * 5 >= words
}

impl Measure {
    /// Long, with as many of the small words as running text has: a heading or a link may be long too, but has few of them.
    pub(crate) fn is_running(&self) -> bool {
        const RUNNING: usize = 12;
        const LONG: usize = 40;
        self.words >= RUNNING && self.common * 4 >= self.words || self.words >= LONG
    }

    /// The folded words as a key: lines with equal keys say the same.
    pub(crate) fn key(&self) -> String {
        self.folded.words().collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_told_by_its_small_words() {
        let furniture = &demarche_lexicon::Lexicon::embedded().furniture;
        let english = |text: &str| is_english(std::iter::once(&measure(text, furniture)));
        assert!(english("Envoys of both sides returned to Muscat on Thursday for talks, a mediator said."));
        assert!(!english(
            "Die Gesandten beider Seiten kehrten am Donnerstag nach Maskat zurück, sagte ein Vermittler."
        ));
    }

    #[test]
    fn ends() {
        assert_eq!(ending("a “galloping escalation\"."), Ending::Sentence);
        assert_eq!(ending("“The level of unpredictability is absolute,” Peskov said."), Ending::Sentence);
        assert_eq!(ending("to escalate tensions.`"), Ending::Sentence);
        assert_eq!(ending("He called it “a war”"), Ending::Sentence);
        assert_eq!(ending("that Iran does not want"), Ending::Open);
        assert_eq!(ending("the minister said […]"), Ending::Dots);
        assert_eq!(ending("The list:"), Ending::Colon);
        assert_eq!(ending("“We won’t talk of the weather,” he said. - Example Wire"), Ending::Sentence);
        assert_eq!(ending("Moscow - Tehran"), Ending::Open);
        assert_eq!(ending(""), Ending::Open);
    }
}
