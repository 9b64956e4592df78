//! Words of pages that are no part of a report: "Leave a Reply", "2 mins read".

use crate::{Files, LexiconError};

/// Words of pages that are no part of a report: "Leave a Reply", "2 mins read".
#[derive(Debug, Default)]
pub struct Furniture {}

impl Furniture {
    pub(crate) fn load(_files: &Files) -> Result<Self, LexiconError> {
        Ok(Self {})
    }
}
