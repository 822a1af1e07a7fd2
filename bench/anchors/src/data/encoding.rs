//! The encodings of the generated files.

/// How a file is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// MS932, as the standard asks.
    Ms932,
    /// UTF-8, for tools that read nothing else.
    Utf8,
}

/// Text in an encoding.
pub fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    if encoding == Encoding::Utf8 {
        return text.as_bytes().to_vec();
    }
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(text);
    assert!(!unmappable, "not in MS932: {text}");
    bytes.into_owned()
}
