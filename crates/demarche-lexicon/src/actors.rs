//! Who there is: states, persons with their offices by day, organisations, outlets, generic agents.

use crate::{Files, LexiconError};

/// Who there is: states, persons with their offices by day, organisations, outlets, generic agents.
#[derive(Debug, Default)]
pub struct Actors {}

impl Actors {
    pub(crate) fn load(_files: &Files) -> Result<Self, LexiconError> {
        Ok(Self {})
    }
}
