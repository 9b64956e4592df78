//! The pipeline: tokenizer → encoder → tagger, parser → attribute ruler → lemmatizer → entities.
//!
//! In: texts. Out: a parse for each, the same in every batch. "Moscow sent a message to Israel." → seven tokens, one
//! sentence, two entities. Each step lives in its own file; this one passes their results on.

use crate::archive::{Archive, ModelError};
use crate::encoder::{Encoder, Rows};
use crate::entities::Recogniser;
use crate::hash::QuickMap;
use crate::kernels::{HIDDEN, Kernel, WIDTH, Weights};
use crate::labels::{Dep, Pos};
use crate::layout::{Layout, Types};
use crate::lemma::Lemmatizer;
use crate::parse::{Entity, Parse, Token};
use crate::parser::Parser;
use crate::ruler::{Effect, Ruler, Seen, Triple};
use crate::tokenizer::{Piece, RunCache, Tokenizer};
use crate::transition::Products;
use crate::tree::Tree;
use crate::words::{Lexicon, Words};
use smol_str::SmolStr;
use std::fmt;
use std::sync::{LazyLock, Mutex, PoisonError};

/// The English model.
pub(crate) static MODEL_FILE: &[u8] = include_bytes!("../../../models/en_core_web_sm/en_core_web_sm.bin");
/// Tokens that are encoded together. More gain little and take memory.
pub(crate) const BATCH_TOKENS: usize = 4096;
/// Word types after which a memory begins anew.
const MAX_TYPES: usize = 16_384;
/// Numbers of hidden vectors that a memory keeps room for.
const MAX_ROOM: usize = 1 << 21;

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
///
/// It remembers what it has learnt of words (their features, embeddings, lemmas), so that a later call need not work it out
/// again; what it answers does not depend on that.
pub struct Model {
    lexicon: Lexicon,
    tokenizer: Tokenizer,
    encoder: Encoder,
    tags: Vec<SmolStr>,
    tagger: Weights,
    parser: Parser,
    ruler: Ruler,
    lemmatizer: Lemmatizer,
    entity_encoder: Encoder,
    recogniser: Recogniser,
    /// One for each call that has been running at the same time.
    memories: Mutex<Vec<Memory>>,
}

impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model").field("tags", &self.tags.len()).finish_non_exhaustive()
    }
}

/// A text cut into tokens.
pub(crate) struct Text {
    pub(crate) pieces: Vec<Piece>,
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

/// What has been learnt of words so far, and room for numbers on the way.
#[derive(Default)]
struct Memory {
    words: Words,
    runs: RunCache,
    readings: QuickMap<(u32, u8, u8), u32>,
    read: Vec<Reading>,
    types: Types,
    entity_types: Types,
    rows: Rows,
    hidden: Vec<f32>,
    scores: Vec<f32>,
    products: Products,
}

impl Model {
    /// The English model embedded in this crate, on the fastest kernel of this processor.
    ///
    /// # Panics
    /// If the embedded file is damaged, which the tests rule out.
    pub fn english() -> &'static Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| match Model::with_kernel(Kernel::fastest()) {
            Ok(model) => model,
            Err(error) => panic!("the embedded model is damaged: {error}"),
        });
        &MODEL
    }

    /// The English model on a given kernel, for tests and measurements.
    ///
    /// # Errors
    /// If this processor cannot run the kernel.
    pub fn with_kernel(kernel: Kernel) -> Result<Self, ModelError> {
        Self::from_bytes(MODEL_FILE, kernel)
    }

    /// A model from the bytes of a model file, as `models/convert.py` writes it.
    ///
    /// # Errors
    /// If a section is missing or damaged, or if this processor cannot run the kernel.
    pub fn from_bytes(bytes: &[u8], kernel: Kernel) -> Result<Self, ModelError> {
        if !kernel.is_available() {
            return Err(ModelError::Kernel(kernel));
        }
        let archive = Archive::open(bytes)?;
        let lexicon = Lexicon::load(&archive)?;
        let tags: Vec<SmolStr> = archive.lines("tags")?.map(SmolStr::new).collect();
        if tags.len() > 64 {
            return Err(ModelError::Section("tags".to_owned()));
        }
        let tagger = archive.numbers("tagger.weight", tags.len() * WIDTH)?;
        Ok(Self {
            tokenizer: Tokenizer::load(&archive, &lexicon)?,
            lexicon,
            encoder: Encoder::load(&archive, kernel, "tok2vec", 6)?,
            tagger: Weights::product(kernel, WIDTH, &tagger, &archive.numbers("tagger.bias", tags.len())?),
            ruler: Ruler::load(&archive, &tags)?,
            tags,
            parser: Parser::load(&archive, kernel)?,
            lemmatizer: Lemmatizer::load(&archive)?,
            entity_encoder: Encoder::load(&archive, kernel, "ner.tok2vec", 4)?,
            recogniser: Recogniser::load(&archive, kernel)?,
            memories: Mutex::default(),
        })
    }

    /// Reads a batch of texts: one parse for each, in order. The result for a text does not depend on its neighbours.
    pub fn read(&self, inputs: &[Input<'_>]) -> Vec<Parse> {
        let memories = || self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        let mut memory = memories().pop().unwrap_or_default();
        let mut parses = Vec::with_capacity(inputs.len());
        let (mut texts, mut tokens) = (Vec::new(), 0);
        for input in inputs {
            let text = self.cut(input, &mut memory);
            if tokens + text.pieces.len() > BATCH_TOKENS {
                self.read_texts(&texts, &mut memory, &mut parses);
                texts.clear();
                tokens = 0;
            }
            tokens += text.pieces.len();
            texts.push(text);
            if memory.words.exceed(MAX_TYPES) {
                self.read_texts(&texts, &mut memory, &mut parses);
                texts.clear();
                tokens = 0;
                memory.forget_words();
            }
        }
        self.read_texts(&texts, &mut memory, &mut parses);
        memories().push(memory);
        parses
    }

    fn cut(&self, input: &Input<'_>, memory: &mut Memory) -> Text {
        let pieces = self.tokenizer.tokenize(&self.lexicon, input.text, &mut memory.words, &mut memory.runs);
        let is_space = pieces.iter().map(|piece| memory.words[piece.word].is_space).collect();
        let first_from = |at: &u32| pieces.partition_point(|piece| piece.start < *at) as u32;
        let starts = input.breaks.iter().map(first_from).collect();
        Text { pieces, is_space, starts }
    }

    /// Encodes texts, tags and parses them and finds their entities.
    fn read_texts(&self, texts: &[Text], memory: &mut Memory, parses: &mut Vec<Parse>) {
        let layout = Layout::of(texts);
        let tags = self.encode(&layout, memory);
        let parsed = |first: usize, text: &Text| first * HIDDEN..(first + text.pieces.len()) * HIDDEN;
        let mut first = 0;
        let mut trees = Vec::with_capacity(texts.len());
        for text in texts {
            let hidden = &memory.hidden[parsed(first, text)];
            trees.push(self.parser.parse(hidden, &text.starts, &text.is_space, &mut memory.products));
            first += text.pieces.len();
        }
        self.encode_entities(&layout, memory);
        first = 0;
        let mut entities = Vec::with_capacity(texts.len());
        for (text, tree) in texts.iter().zip(&trees) {
            let hidden = &memory.hidden[parsed(first, text)];
            entities.push(self.recogniser.find(hidden, &tree.starts, &text.is_space, &mut memory.products));
            first += text.pieces.len();
        }
        // Before the tokens of a long text take their room, its vectors leave theirs.
        memory.hidden.clear();
        memory.hidden.shrink_to(MAX_ROOM);
        let mut tags = tags.as_slice();
        for ((text, tree), entities) in texts.iter().zip(trees).zip(entities) {
            let own = tags.split_off(..text.pieces.len()).unwrap_or_default();
            parses.push(self.assemble(text, own, tree, entities, memory));
        }
    }

    /// Tags the tokens, and leaves the parser's hidden vectors in the memory.
    fn encode(&self, layout: &Layout<'_>, memory: &mut Memory) -> Vec<u8> {
        let Memory { words, types, rows, hidden, scores, .. } = memory;
        let features = |piece: &Piece| {
            let word = &words[piece.word];
            let [norm, prefix, suffix, shape] = word.ids;
            [norm, prefix, suffix, shape, piece.space_after.into(), word.is_space.into()]
        };
        let key = |piece: &Piece| piece.word * 2 + u32::from(piece.space_after);
        let mut tags = Vec::with_capacity(layout.len());
        hidden.clear();
        hidden.reserve_exact(layout.len() * HIDDEN);
        layout.encode(&self.encoder, types, rows, key, features, |encoded| {
            let (count, width) = (encoded.len() / WIDTH, self.tags.len());
            scores.resize(scores.len().max(count * width), 0.0);
            self.tagger.multiply(count, encoded, WIDTH, scores);
            tags.extend(scores.chunks_exact(width).take(count).map(first_maximum));
            self.parser.hidden(encoded, hidden);
        });
        tags
    }

    /// Leaves the recogniser's hidden vectors of the tokens in the memory.
    fn encode_entities(&self, layout: &Layout<'_>, memory: &mut Memory) {
        let Memory { words, entity_types, rows, hidden, .. } = memory;
        let features = |piece: &Piece| {
            let [norm, prefix, suffix, shape] = words[piece.word].ids;
            [norm, prefix, suffix, shape, 0, 0]
        };
        hidden.clear();
        layout.encode(
            &self.entity_encoder,
            entity_types,
            rows,
            |piece| piece.word,
            features,
            |encoded| {
                self.recogniser.hidden(encoded, hidden);
            },
        );
    }

    fn assemble(&self, text: &Text, tags: &[u8], tree: Tree, entities: Vec<Entity>, memory: &mut Memory) -> Parse {
        let mut tokens = Vec::with_capacity(text.pieces.len());
        for (i, piece) in text.pieces.iter().enumerate() {
            let number = self.reading_of(text, tags, &tree, i, memory);
            let reading = &memory.read[number];
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

    /// Number of the reading of a token: remembered by word, tag and label unless a rule looks at a neighbour too.
    fn reading_of(&self, text: &Text, tags: &[u8], tree: &Tree, i: usize, memory: &mut Memory) -> usize {
        let see = |at: usize| {
            let word = &memory.words[text.pieces[at].word];
            Seen { lower: &word.lower, tag: tags[at].into(), dep: tree.deps[at], is_space: word.is_space }
        };
        let triple = Triple {
            before: i.checked_sub(1).map(see),
            token: see(i),
            after: (i + 1 < text.pieces.len()).then(|| see(i + 1)),
        };
        let word = text.pieces[i].word;
        let together = self.ruler.together(triple);
        let key = (word, tags[i], tree.deps[i] as u8);
        if together.is_none()
            && let Some(&number) = memory.readings.get(&key)
        {
            return number as usize;
        }
        let alone = together.is_none();
        let effect = together.unwrap_or_else(|| self.ruler.alone(triple.token));
        let reading = self.reading(&memory.words, word, triple.token, effect);
        memory.read.push(reading);
        let number = memory.read.len() - 1;
        if alone {
            memory.readings.insert(key, number as u32);
        }
        number
    }

    fn reading(&self, words: &Words, word: u32, token: Seen<'_>, effect: Effect) -> Reading {
        let word = &words[word];
        let pos = effect.pos.unwrap_or(Pos::None_);
        let morph = effect.morph.unwrap_or_default();
        let lemma = effect
            .lemma
            .unwrap_or_else(|| self.lemmatizer.lemma(&self.lexicon.classes, &word.text, &word.lower, pos, &morph));
        Reading { tag: effect.tag.unwrap_or(token.tag), pos, morph, lemma, dep: effect.dep.unwrap_or(token.dep) }
    }
}

impl Memory {
    /// Begins anew with words; numbers of word types and readings are no longer valid.
    fn forget_words(&mut self) {
        *self = Self {
            rows: std::mem::take(&mut self.rows),
            hidden: std::mem::take(&mut self.hidden),
            scores: std::mem::take(&mut self.scores),
            products: std::mem::take(&mut self.products),
            ..Self::default()
        };
    }
}

/// The tag with the highest score, the first of equals.
fn first_maximum(scores: &[f32]) -> u8 {
    let mut best = 0;
    for (i, &score) in scores.iter().enumerate() {
        if score > scores[best] {
            best = i;
        }
    }
    best as u8
}
