//! The number of a care office (事業所番号).

use std::fmt;
use thiserror::Error;

/// Ten characters `[0-9A-Z]` (letters occur in comprehensive-support offices, ambiguity A020).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OfficeNumber([u8; 10]);

/// Why a text is no office number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OfficeNumberError {
    /// Not ten characters.
    #[error("an office number has 10 characters, this one has {0}")]
    Length(usize),
    /// A character other than a half-width digit or capital letter.
    #[error("an office number has only digits and capital letters")]
    Character,
}

impl OfficeNumber {
    /// Reads exactly ten half-width digits or capital letters.
    pub fn parse(text: &str) -> Result<Self, OfficeNumberError> {
        Self::from_bytes(text.as_bytes()).ok_or_else(|| match text.chars().count() {
            10 => OfficeNumberError::Character,
            length => OfficeNumberError::Length(length),
        })
    }

    /// The same from the bytes of a field.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let array = <[u8; 10]>::try_from(bytes).ok()?;
        array.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()).then_some(Self(array))
    }

    /// The ten characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for OfficeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for OfficeNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OfficeNumber({self})")
    }
}
