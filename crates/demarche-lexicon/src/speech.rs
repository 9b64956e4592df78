//! Words of speech: cues ("noted"), hedges ("reportedly"), channels, loaded labels.

use crate::{Files, LexiconError};

/// Words of speech: cues ("noted"), hedges ("reportedly"), channels, loaded labels.
#[derive(Debug, Default)]
pub struct Speech {}

impl Speech {
    pub(crate) fn load(_files: &Files) -> Result<Self, LexiconError> {
        Ok(Self {})
    }
}
