//! The desk on which the rules work: a reading with its quotations, paragraphs and possible cues, found once.
//!
//! "Peskov said Russia was `studying` it" → the quotation `studying`, the possible cue `said`, and which token lies where.

use super::handover::Handovers;
use super::quotes::{Quotation, find_quotations};
use super::scare::is_scare_quote;
use crate::Reading;
use demarche_language::{Dep, EntityKind, Parse, Pos, Token};
use demarche_lexicon::{Cue, CueKind, Frame};
use demarche_model::Span;
use smol_str::SmolStr;

/// A word that may be a cue, with the row that says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct CueHit<'a> {
    /// Its verb, noun or adverb.
    pub(super) token: usize,
    /// Its last word (`for` of `call for`), the same token for a cue of one word.
    pub(super) last: usize,
    /// The row.
    pub(super) cue: &'a Cue,
}

/// A reading with what all rules look at.
pub(super) struct Desk<'a> {
    /// The report.
    pub(super) reading: Reading<'a>,
    /// Its text.
    pub(super) text: &'a str,
    /// Its parse.
    pub(super) parse: &'a Parse,
    /// Its paragraphs.
    pub(super) paragraphs: Vec<Span>,
    /// Its quotations, by start.
    pub(super) quotes: Vec<Quotation>,
    /// For each token, the outermost quotation that holds it.
    region: Vec<Option<u32>>,
    /// For each quotation, whether it is a name alone in marks.
    scare: Vec<bool>,
    /// For each token, its paragraph.
    paragraph: Vec<u32>,
    /// Possible cues, by token; one token may have several, the longest first.
    pub(super) cues: Vec<CueHit<'a>>,
    /// Possible words of a stance, by token, which only the rule of stances reads.
    pub(super) stances: Vec<CueHit<'a>>,
    /// Cues that take over from another.
    pub(super) handovers: Handovers,
}

impl<'a> Desk<'a> {
    /// Lays a reading out.
    pub(super) fn new(reading: Reading<'a>) -> Self {
        let (text, parse) = (reading.article.text.as_str(), reading.parse);
        let paragraphs = paragraphs(reading);
        let Cues { cues, stances } = find_cues(reading);
        let quotes = find_quotations(text, &paragraphs, &|byte| is_tail(parse, &cues, byte));
        let region = regions(parse, &quotes);
        let paragraph = paragraph_of_tokens(parse, &paragraphs);
        let handovers = Handovers::default();
        let mut desk = Self {
            reading,
            text,
            parse,
            paragraphs,
            quotes,
            scare: Vec::new(),
            region,
            paragraph,
            cues,
            stances,
            handovers,
        };
        desk.scare = desk.quotes.iter().map(|quotation| is_scare_quote(&desk, quotation)).collect();
        desk.handovers = Handovers::find(&desk);
        desk
    }

    /// A token; the last one for an index past the end never occurs, for all indices come from the parse.
    pub(super) fn token(&self, token: usize) -> &'a Token {
        &self.parse.tokens[token]
    }

    /// Where a token stands.
    pub(super) fn span(&self, token: usize) -> Span {
        let token = self.token(token);
        Span::new(token.start, token.end)
    }

    /// Its words.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.parse.word(self.text, token)
    }

    /// Whether its words, in lower case, are one of these (which are in lower case).
    pub(super) fn is_word(&self, token: usize, words: &[&str]) -> bool {
        let word = self.word(token);
        words.iter().any(|known| word.eq_ignore_ascii_case(known))
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.parse.tokens.len()
    }

    /// The outermost quotation that holds a token.
    pub(super) fn region(&self, token: usize) -> Option<usize> {
        self.region.get(token).copied().flatten().map(|region| region as usize)
    }

    /// Whether a token stands among quoted words, not in a name that the outlet puts in marks.
    pub(super) fn is_quoted(&self, token: usize) -> bool {
        self.region(token).is_some_and(|region| !self.scare.get(region).copied().unwrap_or_default())
    }

    /// Whether a quotation is a name alone in marks.
    pub(super) fn is_scare(&self, quotation: usize) -> bool {
        self.scare.get(quotation).copied().unwrap_or_default()
    }

    /// The paragraph of a token.
    pub(super) fn paragraph(&self, token: usize) -> usize {
        self.paragraph.get(token).copied().unwrap_or_default() as usize
    }

    /// The tokens of the sentence of a token.
    pub(super) fn sentence(&self, token: usize) -> std::ops::Range<usize> {
        let index = self.parse.sentence_of(token);
        self.parse.sentences.get(index).cloned().unwrap_or(0..0)
    }

    /// Whether a token is a mark of punctuation, of quotation, or white space.
    pub(super) fn is_blank(&self, token: usize) -> bool {
        let it = self.token(token);
        matches!(it.pos, Pos::Punct | Pos::Space) || !self.word(token).chars().any(char::is_alphanumeric)
    }

    /// Whether it is a finite or non-finite verb.
    pub(super) fn is_verb(&self, token: usize) -> bool {
        matches!(self.token(token).pos, Pos::Verb | Pos::Aux)
    }

    /// Whether a verb has a tense of its own or a modal: it heads a clause.
    pub(super) fn is_finite(&self, token: usize) -> bool {
        let it = self.token(token);
        matches!(it.tag.as_str(), "VBD" | "VBZ" | "VBP" | "MD")
            || self.parse.children(token).any(|child| {
                matches!(self.token(child).dep, Dep::Aux | Dep::Auxpass)
                    && matches!(self.token(child).tag.as_str(), "VBD" | "VBZ" | "VBP" | "MD")
            })
    }

    /// Whether a token stands in a line that ends as no sentence does: a headline, by its form.
    pub(super) fn is_headline_line(&self, token: usize) -> bool {
        !in_full_sentence(self.reading, token)
    }

    /// The next token that is not white space.
    pub(super) fn next(&self, token: usize) -> Option<usize> {
        (token + 1..self.len()).find(|&next| self.token(next).pos != Pos::Space)
    }

    /// The token before that is not white space.
    pub(super) fn previous(&self, token: usize) -> Option<usize> {
        (0..token).rev().find(|&previous| self.token(previous).pos != Pos::Space)
    }

    /// The hits at a token.
    pub(super) fn hits_at(&self, token: usize) -> &[CueHit<'a>] {
        let from = self.cues.partition_point(|hit| hit.token < token);
        let to = self.cues.partition_point(|hit| hit.token <= token);
        self.cues.get(from..to).unwrap_or_default()
    }
}

/// The paragraphs of the report; lines where it has no blocks.
fn paragraphs(reading: Reading<'_>) -> Vec<Span> {
    let text = reading.article.text.as_str();
    let blocks: Vec<Span> =
        reading.article.blocks.iter().map(|block| block.span).filter(|span| !span.of(text).is_empty()).collect();
    let whole = [Span::new(0, text.len() as u32)];
    let blocks = if blocks.is_empty() { &whole[..] } else { &blocks[..] };
    let mut lines = Vec::with_capacity(blocks.len());
    for block in blocks {
        let mut at = block.start;
        for line in block.of(text).split_inclusive('\n') {
            let end = at + line.len() as u32;
            let kept = line.trim_end();
            let lead = (kept.len() - kept.trim_start().len()) as u32;
            if !kept.trim_start().is_empty() {
                lines.push(Span::new(at + lead, at + kept.len() as u32));
            }
            at = end;
        }
    }
    lines
}

fn regions(parse: &Parse, quotes: &[Quotation]) -> Vec<Option<u32>> {
    let mut region = vec![None; parse.tokens.len()];
    for (index, quotation) in quotes.iter().enumerate() {
        if quotation.depth > 0 {
            continue;
        }
        for token in parse.tokens_in(quotation.outer.start, quotation.outer.end) {
            if let Some(slot) = region.get_mut(token) {
                *slot = Some(index as u32);
            }
        }
    }
    region
}

fn paragraph_of_tokens(parse: &Parse, paragraphs: &[Span]) -> Vec<u32> {
    let mut at = 0;
    let mut out = Vec::with_capacity(parse.tokens.len());
    for token in &parse.tokens {
        while paragraphs.get(at).is_some_and(|paragraph| paragraph.end <= token.start) {
            at += 1;
        }
        out.push(at as u32);
    }
    out
}

/// The words of a report that rows of the cue list fit.
#[derive(Default)]
struct Cues<'a> {
    cues: Vec<CueHit<'a>>,
    stances: Vec<CueHit<'a>>,
}

impl<'a> Cues<'a> {
    fn add(&mut self, hit: CueHit<'a>) {
        if hit.cue.takes(Frame::Stance) {
            self.stances.push(hit);
        }
        if !hit.cue.frames.is_only(Frame::Stance) {
            self.cues.push(hit);
        }
    }
}

/// Every word of the report that some row of the cue list fits.
fn find_cues(reading: Reading<'_>) -> Cues<'_> {
    let (parse, speech) = (reading.parse, &reading.lexicon.speech);
    let text = reading.article.text.as_str();
    let mut found = Cues::default();
    let mut lower = String::new();
    for (index, token) in parse.tokens.iter().enumerate() {
        if matches!(token.pos, Pos::Punct | Pos::Space | Pos::Det | Pos::Num) {
            continue;
        }
        let lemma: &str = lower_case(&token.lemma, &mut lower);
        let mut kinds = kinds(token);
        let mut lemma = SmolStr::new(lemma);
        // Headlines: "Kremlin Says 'Israel' Uninterested" makes the verb a name.
        if kinds.contains(&CueKind::Noun) && token.tag != "NN" {
            lower.clear();
            lower.extend(parse.word(text, index).chars().flat_map(char::to_lowercase));
            if let Some(base) = speech.headline_verb(&lower)
                && verb_like(reading, index)
                && !in_a_name(parse, index)
                && !in_full_sentence(reading, index)
            {
                lemma = SmolStr::new(base);
                kinds = &[CueKind::Verb];
            }
        }
        for cue in speech.cues_from(&lemma) {
            if kinds.contains(&cue.kind)
                && let Some(last) = last_word(parse, index, cue)
            {
                found.add(CueHit { token: index, last, cue });
            }
        }
        // "was alarmed": what a state is made to feel is told as a participle, for which the tree has a verb.
        if token.tag == "VBN" && token.norm != lemma {
            let rows = speech.cues_from(&token.norm);
            rows.filter(|cue| cue.kind == CueKind::Adjective && cue.words.len() == 1 && cue.takes(Frame::Stance))
                .for_each(|cue| found.stances.push(CueHit { token: index, last: index, cue }));
        }
    }
    found
}

fn lower_case<'s>(word: &'s str, buffer: &'s mut String) -> &'s str {
    if !word.chars().any(char::is_uppercase) {
        return word;
    }
    buffer.clear();
    buffer.extend(word.chars().flat_map(char::to_lowercase));
    buffer
}

fn kinds(token: &Token) -> &'static [CueKind] {
    match token.pos {
        Pos::Verb | Pos::Aux => &[CueKind::Verb, CueKind::Preposition],
        Pos::Noun | Pos::Propn => &[CueKind::Noun],
        Pos::Adj => &[CueKind::Adjective],
        Pos::Adv => &[CueKind::Adverb],
        Pos::Adp | Pos::Sconj => &[CueKind::Preposition],
        _ => &[],
    }
}

/// Whether a word that the tagger takes for a name or noun stands where a headline's verb stands: after a name, as root.
fn verb_like(reading: Reading<'_>, token: usize) -> bool {
    let parse = reading.parse;
    let it = &parse.tokens[token];
    let titled =
        it.dep == Dep::Root || matches!(it.dep, Dep::Compound | Dep::Appos | Dep::Nsubj | Dep::Nmod | Dep::Dobj);
    // "Gulf states cut ties": the subject of the verb that follows. "Premier announces truce": a truce is no verb, whatever the tree says.
    let subject = it.dep == Dep::Nsubj
        && parse.head(token).is_some_and(|verb| {
            let next = &parse.tokens[verb];
            verb == token + 1 && matches!(next.tag.as_str(), "VBD" | "VBP" | "VBZ") && is_verb(reading, &next.lemma)
        });
    titled && !subject && token > 0 && matches!(parse.tokens[token - 1].pos, Pos::Propn | Pos::Noun | Pos::Pron)
}

/// A verb that the lists know.
fn is_verb(reading: Reading<'_>, lemma: &str) -> bool {
    let lexicon = reading.lexicon;
    lexicon.verbs.frames(lemma).next().is_some() || lexicon.speech.cues_from(lemma).any(|cue| cue.kind == CueKind::Verb)
}

/// Whether a word stands inside a name of several words: the second word of "United States".
fn in_a_name(parse: &Parse, token: usize) -> bool {
    parse.entities.iter().any(|entity| {
        entity.end - entity.first > 1
            && (entity.first as usize..entity.end as usize).contains(&token)
            && !matches!(entity.kind, EntityKind::WorkOfArt | EntityKind::Event)
            && (entity.end as usize == token + 1 || entity.first as usize == token)
    })
}

/// Whether the line of a token ends as running text does: with a full stop or a closing mark.
fn in_full_sentence(reading: Reading<'_>, token: usize) -> bool {
    let start = reading.parse.tokens[token].start as usize;
    let rest = reading.article.text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default().trim_end();
    line.ends_with(['.', '"', '”', '!', ':', ';'])
}

/// The last word of a cue of several words, if they are there: the rest stands next, or hangs on the verb as its particle
/// or preposition.
fn last_word(parse: &Parse, token: usize, cue: &Cue) -> Option<usize> {
    let mut at = token;
    for word in cue.words.iter().skip(1) {
        let next = at + 1;
        let fits = |candidate: usize| {
            parse.tokens.get(candidate).is_some_and(|it| it.lemma.eq_ignore_ascii_case(word) || it.norm == *word)
        };
        if fits(next) {
            at = next;
            continue;
        }
        let hanging = parse.children(token).find(|&child| {
            let dep = parse.tokens[child].dep;
            // "by the navy's count": the noun of a preposition.
            let owned = dep == Dep::Pobj && parse.tokens[token].pos == Pos::Adp;
            child > at
                && (owned || matches!(dep, Dep::Prt | Dep::Prep | Dep::Dobj | Dep::Acomp | Dep::Oprd | Dep::Ccomp))
                && fits(child)
        });
        // "called this week on both sides": an adjunct may stand between.
        at = hanging.filter(|&child| child <= token + 5)?;
    }
    Some(at)
}

/// Whether a speaker's tail begins at this byte: ", Mr. Peskov said", ", said the minister".
fn is_tail(parse: &Parse, cues: &[CueHit<'_>], byte: u32) -> bool {
    let first = parse.token_at(byte);
    let last = (first + 12).min(parse.tokens.len());
    for token in first..last {
        let it = &parse.tokens[token];
        if it.pos == Pos::Punct && it.norm != "." && it.norm != "," {
            return false;
        }
        let from = cues.partition_point(|hit| hit.token < token);
        let verb = cues.get(from).is_some_and(|hit| {
            hit.token == token
                && hit.cue.kind == CueKind::Verb
                && hit.cue.takes(Frame::Quote)
                && matches!(it.tag.as_str(), "VBD" | "VBZ" | "VBP" | "VBN")
        });
        let between = |at: &usize| matches!(parse.tokens[*at].pos, Pos::Adv | Pos::Aux);
        if verb {
            let named = |at: usize| {
                parse.tokens.get(at).is_some_and(|it| matches!(it.pos, Pos::Propn | Pos::Pron | Pos::Det | Pos::Noun))
            };
            let has = it.tag != "VBN" || token > first && parse.tokens[token - 1].pos == Pos::Aux;
            let before = (first..token).rev().find(|at| !between(at));
            return has && ((token == first && named(token + 1)) || before.is_some_and(named));
        }
        // "…, President Orlov had said on Thursday": the tail may say that it was before.
        let perfect = it.pos == Pos::Aux && it.lemma == "have";
        if matches!(it.pos, Pos::Verb | Pos::Sconj | Pos::Cconj) || it.pos == Pos::Aux && !perfect {
            return false;
        }
    }
    false
}
