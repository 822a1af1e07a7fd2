//! What is sent: the content of `transmission.json`.

use unicode_normalization::is_nfc;

use super::document_name::DocumentName;
use super::error::TransmissionError;
use super::limits::Limits;
use crate::digest::Sha256;
use crate::identifiers::{OfficeAddress, SetSerial, TransmissionId};
use crate::time::Timestamp;

const MAX_MESSAGE: usize = 2_000;
const MAX_SOFTWARE: usize = 100;
/// A transmission older than this is not accepted: 24 hours.
const OLDEST_SECONDS: u64 = 24 * 3600;
/// A transmission further ahead than this is not accepted: 5 minutes.
const AHEAD_SECONDS: u64 = 300;

/// What is sent, from whom to whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transmission {
    /// The transmission's own id, and its idempotency key.
    pub id: TransmissionId,
    /// When the sender made it.
    pub created_at: Timestamp,
    /// Who sends.
    pub from: OfficeAddress,
    /// Who receives.
    pub to: OfficeAddress,
    /// 連番 of the set; `None` when only attachments are sent.
    pub serial: Option<SetSerial>,
    /// The message text, NFC, at most 2,000 characters, lines ended by LF.
    pub message: String,
    /// What made it.
    pub software: Software,
    /// The documents in ascending order of their names.
    pub documents: Vec<DocumentEntry>,
}

/// What made a transmission: name and version, each 1 to 100 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Software {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// A document as `transmission.json` lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentEntry {
    /// Its file name.
    pub name: DocumentName,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256 of its bytes.
    pub sha256: Sha256,
    /// What it says it is.
    pub media_type: MediaType,
}

/// The kinds of document that may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `text/csv`.
    Csv,
    /// `application/pdf`.
    Pdf,
    /// `image/jpeg`.
    Jpeg,
}

impl MediaType {
    /// Parses one of the three names.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Csv, Self::Pdf, Self::Jpeg].into_iter().find(|kind| kind.as_str() == text)
    }

    /// The name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// Why a transmission is not accepted now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Stale {
    /// Made more than 24 hours ago.
    #[error("the transmission was made more than 24 hours ago")]
    TooOld,
    /// Made more than 5 minutes ahead: the sender's clock is wrong.
    #[error("the transmission was made more than 5 minutes ahead")]
    Ahead,
}

impl Transmission {
    /// Whether the hub may accept it now (S13): made between 24 hours ago and 5 minutes ahead.
    ///
    /// # Errors
    /// [`Stale`].
    pub fn check_fresh(&self, now: Timestamp) -> Result<(), Stale> {
        if self.created_at < now.minus(OLDEST_SECONDS) {
            return Err(Stale::TooOld);
        }
        if self.created_at > now.plus(AHEAD_SECONDS) {
            return Err(Stale::Ahead);
        }
        Ok(())
    }

    pub(crate) fn check(&self, limits: &Limits) -> Result<(), TransmissionError> {
        check_message(&self.message)?;
        for text in [&self.software.name, &self.software.version] {
            if text.is_empty() || text.chars().count() > MAX_SOFTWARE || text.chars().any(char::is_control) {
                return Err(TransmissionError::Software);
            }
        }
        match self.documents.len() {
            0 => return Err(TransmissionError::NoDocuments),
            count if count > limits.documents => return Err(TransmissionError::TooManyDocuments(count)),
            _ => {}
        }
        let pairs = self.documents.iter().zip(self.documents.iter().skip(1));
        match pairs.enumerate().find(|(_, (one, next))| one.name >= next.name) {
            Some((before, _)) => Err(TransmissionError::DocumentOrder { document: before + 1 }),
            None => Ok(()),
        }
    }
}

fn check_message(message: &str) -> Result<(), TransmissionError> {
    let length = message.chars().count();
    if length > MAX_MESSAGE {
        return Err(TransmissionError::MessageLength(length));
    }
    if let Some(sign) = message.chars().find(|sign| sign.is_control() && !matches!(sign, '\n' | '\t')) {
        return Err(TransmissionError::MessageControl(sign));
    }
    if is_nfc(message) { Ok(()) } else { Err(TransmissionError::MessageNfc) }
}
