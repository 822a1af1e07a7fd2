//! PEM text (RFC 7468) in and out.

use pem_rfc7468::LineEnding;

/// Why a text is not the PEM that was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PemError {
    /// Not the text encoding of RFC 7468.
    #[error("the text is not PEM")]
    Text,
    /// Another object than the one expected.
    #[error("the PEM text holds another kind of object")]
    Label,
}

pub(crate) fn decode(label: &str, text: &str) -> Result<Vec<u8>, PemError> {
    let (found, der) = pem_rfc7468::decode_vec(text.as_bytes()).map_err(|_| PemError::Text)?;
    if found == label { Ok(der) } else { Err(PemError::Label) }
}

/// Every object of a text that holds several, one after the other.
pub(crate) fn decode_all(label: &str, text: &str) -> Result<Vec<Vec<u8>>, PemError> {
    const END: &str = "-----END ";
    let mut found = Vec::new();
    let mut rest = text;
    while !rest.trim().is_empty() {
        let end = rest.find(END).ok_or(PemError::Text)?;
        let line = rest.get(end..).and_then(|tail| tail.find('\n')).map_or(rest.len(), |length| end + length + 1);
        let (one, after) = rest.split_at_checked(line).ok_or(PemError::Text)?;
        found.push(decode(label, one)?);
        rest = after;
    }
    Ok(found)
}

/// The PEM text of DER bytes. The label is one of ours, so that this cannot fail; it would give an empty text.
pub(crate) fn encode(label: &str, der: &[u8]) -> String {
    pem_rfc7468::encode_string(label, LineEnding::LF, der).unwrap_or_default()
}
