//! The language engine: plain text in, tokens with tags, heads, labels, lemmas, sentences and entities out.
//!
//! It computes what spaCy's `en_core_web_sm` 3.8.0 computes, in pure Rust, from weights embedded in the binary.
//! The crate knows nothing of news or of crises and is useful by itself:
//!
//! ```
//! let model = demarche_language::Model::english();
//! let parses = model.read(&[demarche_language::Input::new("Moscow sent a message to Israel.")]);
//! assert_eq!(parses[0].tokens[1].lemma, "send");
//! ```
//!
//! Steps: tokenizer → tok2vec → tagger, parser → attribute ruler → lemmatizer → entities. It opens no file, asks no clock,
//! and cannot fail: any text has a reading.

mod archive;
mod classes;
mod encoder;
mod entities;
mod hash;
mod kernels;
mod labels;
mod layout;
mod lemma;
mod model;
mod parse;
mod parser;
mod ruler;
mod tokenizer;
mod transition;
mod tree;
mod words;

pub use archive::ModelError;
pub use kernels::Kernel;
pub use labels::{Dep, EntityKind, Pos};
pub use model::{Input, Model};
pub use parse::{Entity, Parse, Token};
