//! Governing verbs and nouns of events ("launch an attack") with their PLOVER types.

use crate::{Files, LexiconError};

/// Governing verbs and nouns of events ("launch an attack") with their PLOVER types.
#[derive(Debug, Default)]
pub struct Verbs {}

impl Verbs {
    pub(crate) fn load(_files: &Files) -> Result<Self, LexiconError> {
        Ok(Self {})
    }
}
