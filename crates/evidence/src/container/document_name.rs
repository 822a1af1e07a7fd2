//! Names of documents that every office's PC can hold as a file (S56).

use std::fmt;

use unicode_normalization::is_nfc;

/// Longest name, in characters.
const MAX_CHARACTERS: usize = 120;
const RESERVED: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// The name of a document: NFC, at most 120 characters, one path component on every system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentName(String);

/// Why a name is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocumentNameError {
    /// Empty, or above 120 characters.
    #[error("the name is empty or longer than {MAX_CHARACTERS} characters")]
    Length,
    /// Not in Unicode form NFC.
    #[error("the name is not in Unicode form NFC")]
    Nfc,
    /// A character that Windows or a terminal would read in its own way.
    #[error("the name holds {0:?}, which file names cannot hold")]
    Character(char),
    /// A space or a dot at either end.
    #[error("the name begins or ends with a space or a dot")]
    Ends,
    /// A device of Windows, such as CON or COM1.
    #[error("the name is a device of Windows")]
    Reserved,
    /// A tilde before a digit: a short name of Windows.
    #[error("the name could be a short name of Windows")]
    ShortName,
}

impl DocumentName {
    /// Parses a name.
    ///
    /// # Errors
    /// [`DocumentNameError`].
    pub fn parse(text: &str) -> Result<Self, DocumentNameError> {
        if text.is_empty() || text.chars().count() > MAX_CHARACTERS {
            return Err(DocumentNameError::Length);
        }
        if let Some(sign) = text.chars().find(|sign| is_forbidden(*sign)) {
            return Err(DocumentNameError::Character(sign));
        }
        if !is_nfc(text) {
            return Err(DocumentNameError::Nfc);
        }
        let at_end = |sign: Option<char>| sign.is_none_or(|sign| sign == '.' || sign.is_whitespace());
        if at_end(text.chars().next()) || at_end(text.chars().next_back()) {
            return Err(DocumentNameError::Ends);
        }
        if is_reserved(text) {
            return Err(DocumentNameError::Reserved);
        }
        if text.as_bytes().windows(2).any(|pair| matches!(pair, [b'~', b'0'..=b'9'])) {
            return Err(DocumentNameError::ShortName);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_forbidden(sign: char) -> bool {
    sign.is_control()
        || matches!(sign, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let is_port = port.is_some_and(|number| {
        matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    });
    is_port || RESERVED.contains(&stem.as_str())
}
