//! What lists show of a transmission's content: message text and document names, as bytes that are stored encrypted.

use evidence::Sha256;
use thiserror::Error;

/// Message and document names.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Summary {
    /// The message text.
    pub message: String,
    /// The documents, in their order.
    pub documents: Vec<SummaryDocument>,
}

/// One document of a summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryDocument {
    /// The name as the sender gave it.
    pub name: String,
    /// Size in bytes.
    pub size: u64,
    /// The media type.
    pub media_type: String,
    /// SHA-256 of its bytes.
    pub sha256: Sha256,
}

/// Bytes that are no summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the stored summary cannot be read")]
pub struct SummaryError;

const VERSION: u8 = 1;

impl Summary {
    /// The stored form: a version, then texts with their lengths before them.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        put(&mut bytes, &self.message);
        for document in &self.documents {
            put(&mut bytes, &document.name);
            bytes.extend_from_slice(&document.size.to_be_bytes());
            put(&mut bytes, &document.media_type);
            bytes.extend_from_slice(&document.sha256.0);
        }
        bytes
    }

    /// Reads the stored form.
    pub fn decode(bytes: &[u8]) -> Result<Self, SummaryError> {
        let (version, mut rest) = bytes.split_first().ok_or(SummaryError)?;
        if *version != VERSION {
            return Err(SummaryError);
        }
        let message = take(&mut rest).ok_or(SummaryError)?;
        let mut documents = Vec::new();
        while !rest.is_empty() {
            documents.push(take_document(&mut rest).ok_or(SummaryError)?);
        }
        Ok(Self { message, documents })
    }
}

fn put(bytes: &mut Vec<u8>, text: &str) {
    bytes.extend_from_slice(&u32::try_from(text.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

fn take(rest: &mut &[u8]) -> Option<String> {
    let (length, after) = rest.split_first_chunk::<4>()?;
    let (text, after) = after.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
    *rest = after;
    String::from_utf8(text.to_vec()).ok()
}

fn take_document(rest: &mut &[u8]) -> Option<SummaryDocument> {
    let name = take(rest)?;
    let (size, after) = rest.split_first_chunk::<8>()?;
    *rest = after;
    let media_type = take(rest)?;
    let (sha256, after) = rest.split_first_chunk::<32>()?;
    *rest = after;
    Some(SummaryDocument { name, size: u64::from_be_bytes(*size), media_type, sha256: Sha256(*sha256) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_summary_comes_back(message in ".{0,200}", names in proptest::collection::vec(".{0,60}", 0..20), size: u64) {
            let documents = names.into_iter().map(|name| SummaryDocument { name, size, media_type: "text/csv".to_owned(), sha256: Sha256::of(b"x") });
            let summary = Summary { message, documents: documents.collect() };
            prop_assert_eq!(Summary::decode(&summary.encode()), Ok(summary));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            if let Ok(summary) = Summary::decode(&bytes) {
                prop_assert_eq!(summary.encode(), bytes);
            }
        }
    }
}
