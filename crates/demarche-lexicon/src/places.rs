//! Names of places: the embedded gazetteer and our own regions, straits and sites.

use crate::{Files, LexiconError};

/// Names of places: the embedded gazetteer and our own regions, straits and sites.
#[derive(Debug, Default)]
pub struct Places {}

impl Places {
    pub(crate) fn load(_files: &Files) -> Result<Self, LexiconError> {
        Ok(Self {})
    }
}
