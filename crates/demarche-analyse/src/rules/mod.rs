//! The rules as documentation: one table over all stages, a page for each rule that evidence may name.
//!
//! "S010 quotation-with-cue" → what it reads, examples, what it does not read, what it is known to miss. `demarche rules` prints the
//! pages, `cargo xtask rules` writes them to `docs/rules`; a test runs every example and asks that very rule to fire.

mod actors;
mod events;
mod figures;
mod framing;
mod places;
mod statements;
mod time;

/// What a rule reads and what it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RulePage {
    /// Number and name, as evidence has it: `S010 quotation-with-cue`.
    pub name: &'static str,
    /// What it reads.
    pub reads: &'static str,
    /// Texts in each of which it fires.
    pub examples: &'static [&'static str],
    /// What looks alike and is left alone.
    pub does_not_read: &'static str,
    /// What it should read and does not yet.
    pub known_misses: &'static str,
}

impl RulePage {
    /// Its number: `S010`.
    pub fn number(&self) -> &'static str {
        self.name.split(' ').next().unwrap_or_default()
    }

    /// The page as text, the same everywhere it is shown.
    pub fn text(&self) -> String {
        use std::fmt::Write;
        let mut text = format!("# {}\n\n**Reads** {}\n\n", self.name, self.reads);
        for example in self.examples {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "    {example}");
        }
        let _ = write!(text, "\n**Does not read** {}\n\n**Known misses** {}\n", self.does_not_read, self.known_misses);
        text
    }
}

/// A stage with the pages of its rules, in order of their numbers.
#[derive(Clone, Copy, Debug)]
pub struct Stage {
    /// Its name.
    pub name: &'static str,
    /// What it finds.
    pub finds: &'static str,
    /// The pages.
    pub pages: &'static [RulePage],
}

/// All stages, in the order in which a report passes them.
pub const STAGES: &[Stage] = &[
    Stage { name: "time", finds: "expressions of time", pages: time::PAGES },
    Stage { name: "actors", finds: "mentions and who they are", pages: actors::PAGES },
    Stage { name: "places", finds: "places", pages: places::PAGES },
    Stage { name: "statements", finds: "who said what", pages: statements::PAGES },
    Stage { name: "framing", finds: "the outlet's own colouring", pages: framing::PAGES },
    Stage { name: "events", finds: "who did what to whom", pages: events::PAGES },
    Stage { name: "figures", finds: "numbers that parties give", pages: figures::PAGES },
];

/// All pages.
pub fn pages() -> impl Iterator<Item = &'static RulePage> {
    STAGES.iter().flat_map(|stage| stage.pages)
}

/// The pages that a name asks for: a number, a rule's full name, or a part of one.
pub fn find(name: &str) -> Vec<&'static RulePage> {
    let wanted = name.trim().to_lowercase();
    let exact: Vec<_> = pages()
        .filter(|page| page.number().eq_ignore_ascii_case(&wanted) || page.name.eq_ignore_ascii_case(&wanted))
        .collect();
    if exact.is_empty() { pages().filter(|page| page.name.to_lowercase().contains(&wanted)).collect() } else { exact }
}
