//! The pipeline: tokenizer → encoder → tagger, parser → attribute ruler → lemmatizer → entities.
//!
//! In: texts. Out: a parse for each, the same in every batch. "Moscow sent a message to Israel." → seven tokens, one
//! sentence, two entities. Each step lives in its own file; this one passes their results on.

use crate::archive::{Archive, ModelError};
use crate::encoder::{Encoder, Features, HALO, PADDING, WIDTH};
use crate::entities::Recogniser;
use crate::hash::QuickMap;
use crate::kernels::Matrix;
use crate::labels::{Dep, Pos};
use crate::lemma::Lemmatizer;
use crate::parse::{Entity, Parse, Token};
use crate::parser::Parser;
use crate::ruler::{Effect, Ruler, Seen, Triple};
use crate::tokenizer::{Piece, RunCache, Tokenizer};
use crate::transition::best;
use crate::tree::Tree;
use crate::words::{Lexicon, Words};
use smol_str::SmolStr;
use std::fmt;
use std::sync::LazyLock;

/// Tokens that are encoded together. More gain little and take memory.
const BATCH_TOKENS: usize = 8192;
/// Word types after which the tables of one call begin anew.
const MAX_TYPES: usize = 50_000;

/// One text to be read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text.
    pub text: &'a str,
    /// Byte offsets, ascending, at or before which a sentence has to start (paragraph breaks): the first token that
    /// starts at or after each offset begins a sentence. Empty: the plain model decides alone.
    pub breaks: &'a [u32],
}

impl<'a> Input<'a> {
    /// A text without given sentence starts.
    pub fn new(text: &'a str) -> Self {
        Self { text, breaks: &[] }
    }
}

/// A language model, ready to read texts. Cheap to share between threads.
pub struct Model {
    lexicon: Lexicon,
    tokenizer: Tokenizer,
    encoder: Encoder,
    tags: Vec<SmolStr>,
    tagger: Matrix,
    tagger_bias: Vec<f32>,
    parser: Parser,
    ruler: Ruler,
    lemmatizer: Lemmatizer,
    entity_encoder: Encoder,
    recogniser: Recogniser,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("tags", &self.tags.len()).finish_non_exhaustive()
    }
}

/// A text cut into tokens.
struct Text {
    pieces: Vec<Piece>,
    is_space: Vec<bool>,
    starts: Vec<u32>,
}

/// What a token's word, tag and label make of it.
struct Reading {
    tag: usize,
    pos: Pos,
    morph: SmolStr,
    lemma: SmolStr,
    dep: Dep,
}

/// What one call has learnt of words so far.
#[derive(Default)]
struct Memory {
    words: Words,
    runs: RunCache,
    readings: QuickMap<(u32, u8, u8), u32>,
    read: Vec<Reading>,
}

impl Model {
    /// The English model embedded in this crate.
    ///
    /// # Panics
    /// If the embedded file is damaged, which the tests rule out.
    pub fn english() -> &'static Self {
        static BYTES: &[u8] = include_bytes!("../../../models/en_core_web_sm/en_core_web_sm.bin");
        static MODEL: LazyLock<Model> = LazyLock::new(|| match Model::from_bytes(BYTES) {
            Ok(model) => model,
            Err(error) => panic!("the embedded model is damaged: {error}"),
        });
        &MODEL
    }

    /// A model from the bytes of a model file, as `models/convert.py` writes it.
    ///
    /// # Errors
    /// If a section is missing or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let archive = Archive::open(bytes)?;
        let lexicon = Lexicon::load(&archive)?;
        let tags: Vec<SmolStr> = archive.lines("tags")?.map(SmolStr::new).collect();
        if tags.len() > 64 {
            return Err(ModelError::Section("tags".to_owned()));
        }
        Ok(Self {
            tokenizer: Tokenizer::load(&archive, &lexicon)?,
            lexicon,
            encoder: Encoder::load(&archive, "tok2vec", 6)?,
            tagger: Matrix::from_outputs(tags.len(), WIDTH, &archive.numbers("tagger.weight", tags.len() * WIDTH)?),
            tagger_bias: archive.numbers("tagger.bias", tags.len())?,
            ruler: Ruler::load(&archive, &tags)?,
            tags,
            parser: Parser::load(&archive)?,
            lemmatizer: Lemmatizer::load(&archive)?,
            entity_encoder: Encoder::load(&archive, "ner.tok2vec", 4)?,
            recogniser: Recogniser::load(&archive)?,
        })
    }

    /// Reads a batch of texts: one parse for each, in order. The result for a text does not depend on its neighbours.
    pub fn read(&self, inputs: &[Input<'_>]) -> Vec<Parse> {
        let mut parses = Vec::with_capacity(inputs.len());
        let mut memory = Memory::default();
        let (mut texts, mut tokens) = (Vec::new(), 0);
        for input in inputs {
            let text = self.cut(input, &mut memory);
            if tokens > 0 && tokens + text.pieces.len() > BATCH_TOKENS {
                self.read_texts(&texts, &mut memory, &mut parses);
                texts.clear();
                tokens = 0;
            }
            tokens += text.pieces.len();
            texts.push(text);
            if memory.words.len() > MAX_TYPES {
                self.read_texts(&texts, &mut memory, &mut parses);
                texts.clear();
                tokens = 0;
                memory = Memory::default();
            }
        }
        self.read_texts(&texts, &mut memory, &mut parses);
        parses
    }

    fn cut(&self, input: &Input<'_>, memory: &mut Memory) -> Text {
        let pieces = self.tokenizer.tokenize(&self.lexicon, input.text, &mut memory.words, &mut memory.runs);
        let is_space = pieces.iter().map(|piece| memory.words[piece.word].is_space).collect();
        let first_from = |at: &u32| pieces.partition_point(|piece| piece.start < *at) as u32;
        let starts = input.breaks.iter().map(first_from).collect();
        Text { pieces, is_space, starts }
    }

    /// Encodes texts, parses them and finds their entities.
    fn read_texts(&self, texts: &[Text], memory: &mut Memory, parses: &mut Vec<Parse>) {
        let (tags, hidden) = self.tags_and_hidden(texts, &memory.words);
        let entity_hidden = self.entity_hidden(texts, &memory.words);
        let mut first = 0;
        for text in texts {
            let count = text.pieces.len();
            let tokens = first..first + count;
            first += count;
            let hidden_of = |hidden: &[f32]| hidden.len() / tags.len().max(1);
            let slice = |hidden: &'_ [f32]| tokens.start * hidden_of(hidden)..tokens.end * hidden_of(hidden);
            let tree = self.parser.parse(&hidden[slice(&hidden)], &text.starts, &text.is_space);
            let entities = self.recogniser.find(&entity_hidden[slice(&entity_hidden)], &tree.starts, &text.is_space);
            parses.push(self.assemble(text, &tags[tokens.clone()], tree, entities, memory));
        }
    }

    /// Tag and parser's hidden vector of each token of the texts.
    fn tags_and_hidden(&self, texts: &[Text], words: &Words) -> (Vec<u8>, Vec<f32>) {
        let features = |piece: &Piece| {
            let word = &words[piece.word];
            let [norm, prefix, suffix, shape] = word.ids;
            [norm, prefix, suffix, shape, piece.space_after.into(), word.is_space.into()]
        };
        let (mut tags, mut hidden) = (Vec::new(), Vec::new());
        encode(
            &self.encoder,
            texts,
            |piece| piece.word * 2 + u32::from(piece.space_after),
            features,
            |encoded| {
                let mut scores = vec![0.0; encoded.len() / WIDTH * self.tags.len()];
                self.tagger.multiply(encoded.len() / WIDTH, encoded, WIDTH, &mut scores);
                for scores in scores.chunks_exact_mut(self.tags.len()) {
                    scores.iter_mut().zip(&self.tagger_bias).for_each(|(score, bias)| *score += bias);
                    tags.push(best(scores, |_| true).unwrap_or(0) as u8);
                }
                hidden.extend(self.parser.hidden(encoded));
            },
        );
        (tags, hidden)
    }

    /// The recogniser's hidden vector of each token of the texts.
    fn entity_hidden(&self, texts: &[Text], words: &Words) -> Vec<f32> {
        let features = |piece: &Piece| {
            let [norm, prefix, suffix, shape] = words[piece.word].ids;
            [norm, prefix, suffix, shape, 0, 0]
        };
        let mut hidden = Vec::new();
        encode(
            &self.entity_encoder,
            texts,
            |piece| piece.word,
            features,
            |encoded| {
                hidden.extend(self.recogniser.hidden(encoded));
            },
        );
        hidden
    }

    fn assemble(&self, text: &Text, tags: &[u8], tree: Tree, entities: Vec<Entity>, memory: &mut Memory) -> Parse {
        let seen = |words: &'_ Words, i: usize| -> (u32, u8, Dep, bool) {
            let word = text.pieces[i].word;
            (word, tags[i], tree.deps[i], words[word].is_space)
        };
        let mut tokens = Vec::with_capacity(text.pieces.len());
        for (i, piece) in text.pieces.iter().enumerate() {
            let see = |at: usize| {
                let (word, tag, dep, is_space) = seen(&memory.words, at);
                Seen { lower: &memory.words[word].lower, tag: tag.into(), dep, is_space }
            };
            let before = i.checked_sub(1).map(see);
            let after = (i + 1 < text.pieces.len()).then(|| see(i + 1));
            let together = self.ruler.together(Triple { before, token: see(i), after });
            let key = (piece.word, tags[i], tree.deps[i] as u8);
            let number = match (together, memory.readings.get(&key)) {
                (None, Some(&number)) => number,
                (together, _) => {
                    let alone = together.is_none();
                    let effect = together.unwrap_or_else(|| self.ruler.alone(see(i)));
                    let reading = self.reading(memory, piece.word, tags[i], tree.deps[i], effect);
                    memory.read.push(reading);
                    let number = memory.read.len() as u32 - 1;
                    if alone {
                        memory.readings.insert(key, number);
                    }
                    number
                }
            };
            let reading = &memory.read[number as usize];
            tokens.push(Token {
                start: piece.start,
                end: piece.end,
                space_after: piece.space_after,
                norm: memory.words[piece.word].norm.clone(),
                lemma: reading.lemma.clone(),
                tag: self.tags[reading.tag].clone(),
                pos: reading.pos,
                morph: reading.morph.clone(),
                head: tree.heads[i],
                dep: reading.dep,
                sentence_start: tree.starts[i],
                left_edge: tree.edges[i].0,
                right_edge: tree.edges[i].1,
            });
        }
        Parse::new(tokens, entities)
    }

    fn reading(&self, memory: &Memory, word: u32, tag: u8, dep: Dep, effect: Effect) -> Reading {
        let word = &memory.words[word];
        let pos = effect.pos.unwrap_or(Pos::None_);
        let morph = effect.morph.unwrap_or_default();
        let lemma = effect
            .lemma
            .unwrap_or_else(|| self.lemmatizer.lemma(&self.lexicon.classes, &word.text, &word.lower, pos, &morph));
        Reading { tag: effect.tag.unwrap_or(tag.into()), pos, morph, lemma, dep: effect.dep.unwrap_or(dep) }
    }
}

/// Encodes the tokens of texts and hands over the vectors, in order, in portions.
///
/// Texts are laid out with padding around them; what is longer than a portion is encoded in pieces that overlap by the
/// reach of the convolutions, which gives the same numbers.
fn encode(
    encoder: &Encoder,
    texts: &[Text],
    key: impl Fn(&Piece) -> u32,
    features: impl Fn(&Piece) -> Features,
    mut take: impl FnMut(&[f32]),
) {
    let mut layout: Vec<Option<&Piece>> = vec![None; HALO];
    for text in texts {
        layout.extend(text.pieces.iter().map(Some));
        layout.extend([None; HALO]);
    }
    let mut numbers: QuickMap<u32, u32> = QuickMap::default();
    let (mut types, mut rows) = (Vec::new(), Vec::new());
    let mut first = 0;
    while first < layout.len() {
        let end = (first + BATCH_TOKENS).min(layout.len());
        let (from, to) = (first.saturating_sub(HALO), (end + HALO).min(layout.len()));
        numbers.clear();
        types.clear();
        rows.clear();
        rows.extend(layout[from..to].iter().map(|piece| match piece {
            None => PADDING,
            Some(piece) => *numbers.entry(key(piece)).or_insert_with(|| {
                types.push(features(piece));
                types.len() as u32 - 1
            }),
        }));
        let encoded = encoder.encode(&types, &rows);
        let mut at = first;
        while at < end {
            let tokens = layout[at..end].iter().take_while(|piece| piece.is_some()).count();
            if tokens > 0 {
                take(&encoded[(at - from + 1) * WIDTH..][..tokens * WIDTH]);
            }
            at += tokens.max(1);
        }
        first = end;
    }
}
