//! Words of time expressions: weekdays, months, units, numbers, seasons, named days.

use crate::{Files, LexiconError};

/// Words of time expressions: weekdays, months, units, numbers, seasons, named days.
#[derive(Debug, Default)]
pub struct TimeWords {}

impl TimeWords {
    pub(crate) fn load(_files: &Files) -> Result<Self, LexiconError> {
        Ok(Self {})
    }
}
