//! Part of speech, morphology and some lemmas from tag, word and label.
//!
//! In: the word, tag and label of a token and of the next one. Out: what the rules set. "can" tagged MD → AUX,
//! `VerbForm=Fin`; white space is tagged `_SP` and labelled `dep`, whatever tagger and parser made of it.
//!
//! Facts from spaCy's `pipeline/attributeruler.py`: all rules are matched first, then applied in their order, so that for
//! each attribute the last rule wins.

use crate::archive::{Archive, ModelError};
use crate::labels::{Dep, Pos};
use smol_str::SmolStr;

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    /// Word in lower case.
    pub(crate) lower: &'a str,
    /// Number of the tag among the tagger's tags.
    pub(crate) tag: usize,
    /// Dependency label.
    pub(crate) dep: Dep,
    /// Whether the token is white space.
    pub(crate) is_space: bool,
}

/// What rules set on a token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Effect {
    pub(crate) tag: Option<usize>,
    pub(crate) pos: Option<Pos>,
    pub(crate) morph: Option<SmolStr>,
    pub(crate) lemma: Option<SmolStr>,
    pub(crate) dep: Option<Dep>,
}

/// Conditions on one token. Tags and labels are bits.
#[derive(Debug)]
struct Test {
    tags: u64,
    deps: u64,
    lower: Option<Vec<SmolStr>>,
    is_space: Option<bool>,
}

#[derive(Debug)]
struct Rule {
    /// Which token of the pattern is changed.
    index: usize,
    effect: Effect,
    patterns: Vec<Vec<Test>>,
}

/// All rules.
#[derive(Debug)]
pub(crate) struct Ruler {
    rules: Vec<Rule>,
    /// Those of them that look at two tokens.
    pairs: Vec<usize>,
}

/// A token with the one before and the one after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Triple<'a> {
    pub(crate) before: Option<Seen<'a>>,
    pub(crate) token: Seen<'a>,
    pub(crate) after: Option<Seen<'a>>,
}

impl Ruler {
    /// Reads the rules from the model file.
    pub(crate) fn load(archive: &Archive<'_>, tags: &[SmolStr]) -> Result<Self, ModelError> {
        let rules: Option<Vec<Rule>> = archive.lines("ruler")?.map(|line| read_rule(line, tags)).collect();
        let rules = rules.ok_or_else(|| ModelError::Section("ruler".to_owned()))?;
        let is_pair = |rule: &Rule| rule.patterns.iter().any(|pattern| pattern.len() == 2);
        let pairs = (0..rules.len()).filter(|&i| is_pair(&rules[i])).collect();
        Ok(Self { rules, pairs })
    }

    /// What the rules for single tokens set: depends on nothing but the token, so the caller may remember it.
    pub(crate) fn alone(&self, token: Seen<'_>) -> Effect {
        let mut effect = Effect::default();
        for rule in &self.rules {
            if rule.patterns.iter().any(|pattern| matches!(&pattern[..], [test] if test.fits(token))) {
                effect.merge(&rule.effect);
            }
        }
        effect
    }

    /// What all rules set, if a rule for two tokens fits here.
    pub(crate) fn together(&self, triple: Triple<'_>) -> Option<Effect> {
        self.pairs.iter().find(|&&pair| self.rules[pair].fits(triple))?;
        let mut effect = Effect::default();
        for rule in self.rules.iter().filter(|rule| rule.fits(triple)) {
            effect.merge(&rule.effect);
        }
        Some(effect)
    }
}

impl Effect {
    fn merge(&mut self, later: &Effect) {
        self.tag = later.tag.or(self.tag);
        self.pos = later.pos.or(self.pos);
        self.dep = later.dep.or(self.dep);
        for (mine, later) in [(&mut self.morph, &later.morph), (&mut self.lemma, &later.lemma)] {
            if later.is_some() {
                mine.clone_from(later);
            }
        }
    }
}

impl Rule {
    /// Whether the rule changes the triple's middle token.
    fn fits(&self, triple: Triple<'_>) -> bool {
        let fits = |test: &Test, token: Option<Seen<'_>>| token.is_some_and(|token| test.fits(token));
        self.patterns.iter().any(|pattern| match (&pattern[..], self.index) {
            ([test], _) => test.fits(triple.token),
            ([first, second], 0) => first.fits(triple.token) && fits(second, triple.after),
            ([first, second], _) => fits(first, triple.before) && second.fits(triple.token),
            _ => false,
        })
    }
}

impl Test {
    fn fits(&self, token: Seen<'_>) -> bool {
        self.tags >> token.tag & 1 == 1
            && self.deps >> token.dep as u8 & 1 == 1
            && self.is_space.is_none_or(|wanted| wanted == token.is_space)
            && self.lower.as_ref().is_none_or(|words| words.iter().any(|word| word == token.lower))
    }
}

fn read_rule(line: &str, tags: &[SmolStr]) -> Option<Rule> {
    let mut cells = line.split('\t');
    let index = cells.next()?.parse().ok()?;
    let effect = read_effect(cells.next()?, tags)?;
    let patterns: Option<Vec<Vec<Test>>> =
        cells.map(|pattern| pattern.split('\x1d').map(|test| read_test(test, tags)).collect()).collect();
    Some(Rule { index, effect, patterns: patterns? })
}

fn read_effect(cell: &str, tags: &[SmolStr]) -> Option<Effect> {
    let mut effect = Effect::default();
    for pair in cell.split('\x1e') {
        let (name, value) = pair.split_once('\x1f')?;
        match name {
            "TAG" => effect.tag = Some(tags.iter().position(|tag| tag == value)?),
            "POS" => effect.pos = Some(Pos::parse(value)?),
            "MORPH" => effect.morph = Some(value.into()),
            "LEMMA" => effect.lemma = Some(value.into()),
            "DEP" => effect.dep = Some(Dep::parse(value)?),
            _ => return None,
        }
    }
    Some(effect)
}

fn read_test(cell: &str, tags: &[SmolStr]) -> Option<Test> {
    let mut test = Test { tags: u64::MAX, deps: u64::MAX, lower: None, is_space: None };
    for condition in cell.split('\x1e') {
        let mut values = condition.split('\x1f');
        let (name, how) = (values.next()?, values.next()?);
        let flip = if how == "NOT_IN" { u64::MAX } else { 0 };
        // Tags and labels that the model does not know cannot occur and give no bit.
        let bits = |number: &dyn Fn(&str) -> Option<u8>, values: std::str::Split<'_, char>| {
            values.filter_map(number).fold(0u64, |bits, bit| bits | 1 << bit) ^ flip
        };
        match (name, how) {
            ("TAG", _) => {
                let number = |value: &str| tags.iter().position(|tag| tag == value).map(|at| at as u8);
                test.tags = bits(&number, values);
            }
            ("DEP", _) => test.deps = bits(&|value| Dep::parse(value).map(|dep| dep as u8), values),
            ("LOWER", "IN") => test.lower = Some(values.map(SmolStr::new).collect()),
            ("IS_SPACE", "IN") => test.is_space = Some(values.next()? == "True"),
            _ => return None,
        }
    }
    Some(test)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::MODEL_FILE;

    #[test]
    fn later_rules_win() {
        let archive = Archive::open(MODEL_FILE).expect("a model file");
        let tags: Vec<SmolStr> = archive.lines("tags").expect("tags").map(SmolStr::new).collect();
        let ruler = Ruler::load(&archive, &tags).expect("rules");
        let seen = |lower: &'static str, tag: &str, dep| {
            let tag = tags.iter().position(|own| own == tag).expect("a tag");
            Seen { lower, tag, dep, is_space: false }
        };
        let can = ruler.alone(seen("can", "MD", Dep::Aux));
        assert_eq!((can.pos, can.morph.as_deref(), can.lemma), (Some(Pos::Aux), Some("VerbForm=Fin"), None));
        let that = ruler.alone(seen("that", "IN", Dep::Mark));
        assert_eq!(that.pos, Some(Pos::Sconj));
        let space = ruler.alone(Seen { is_space: true, ..seen("\n", "NN", Dep::Nsubj) });
        assert_eq!((space.pos, space.dep), (Some(Pos::Space), Some(Dep::Dep)));
        assert_eq!(space.tag.map(|tag| tags[tag].as_str()), Some("_SP"));
    }

    #[test]
    fn some_rules_look_at_the_next_word() {
        let archive = Archive::open(MODEL_FILE).expect("a model file");
        let tags: Vec<SmolStr> = archive.lines("tags").expect("tags").map(SmolStr::new).collect();
        let ruler = Ruler::load(&archive, &tags).expect("rules");
        let seen = |lower| Seen { lower, tag: 0, dep: Dep::Dep, is_space: false };
        let lets = Triple { before: Some(seen("let")), token: seen("'s"), after: None };
        assert_eq!(ruler.together(lets).and_then(|effect| effect.lemma).as_deref(), Some("us"));
        let its = Triple { before: Some(seen("it")), ..lets };
        assert_eq!(ruler.together(its), None);
    }
}
