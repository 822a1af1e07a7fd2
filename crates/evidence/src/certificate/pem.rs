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

/// The PEM text of DER bytes. The label is one of ours, so that this cannot fail; it would give an empty text.
pub(crate) fn encode(label: &str, der: &[u8]) -> String {
    pem_rfc7468::encode_string(label, LineEnding::LF, der).unwrap_or_default()
}
