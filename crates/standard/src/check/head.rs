//! What a file is, judged from its first bytes: one cause for a file that is no MS932 CSV at all.

/// The verdict on the first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// Records may follow; so many bytes are skipped first (an UTF-8 byte order mark before text that is all ASCII).
    Records {
        /// Number of bytes to skip.
        skip: usize,
    },
    /// Something else.
    Foreign(Foreign),
}

/// What a file is instead of MS932 CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// No bytes.
    Empty,
    /// Only line ends and spaces.
    Blank,
    /// UTF-8 text, with or without a byte order mark.
    Utf8 {
        /// It begins with the byte order mark.
        mark: bool,
    },
    /// UTF-16 text.
    Utf16,
    /// A ZIP file, or what is one inside: a workbook, a document.
    Zip,
    /// A PDF.
    Pdf,
    /// A JPEG or PNG picture.
    Picture,
    /// An old workbook or document (OLE).
    Ole,
    /// A web page or XML.
    Markup,
    /// Something with NUL bytes.
    Binary,
}

const MARK: &[u8] = b"\xef\xbb\xbf";

/// Judges the first bytes; `last` when they are all there are.
pub(crate) fn judge(bytes: &[u8], last: bool) -> Head {
    if last && bytes.is_empty() {
        return Head::Foreign(Foreign::Empty);
    }
    if let Some(foreign) = by_signature(bytes) {
        return Head::Foreign(foreign);
    }
    let mark = bytes.starts_with(MARK);
    if is_utf8_japanese(bytes, last) {
        return Head::Foreign(Foreign::Utf8 { mark });
    }
    let text = if mark { bytes.get(MARK.len()..).unwrap_or_default() } else { bytes };
    if last && text.iter().all(u8::is_ascii_whitespace) {
        return Head::Foreign(Foreign::Blank);
    }
    if looks_binary(bytes) {
        return Head::Foreign(Foreign::Binary);
    }
    Head::Records { skip: if mark { MARK.len() } else { 0 } }
}

fn by_signature(bytes: &[u8]) -> Option<Foreign> {
    let signatures: [(&[u8], Foreign); 8] = [
        (b"PK\x03\x04", Foreign::Zip),
        (b"%PDF-", Foreign::Pdf),
        (b"\xff\xd8\xff", Foreign::Picture),
        (b"\x89PNG\r\n", Foreign::Picture),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", Foreign::Ole),
        (b"\xff\xfe", Foreign::Utf16),
        (b"\xfe\xff", Foreign::Utf16),
        (b"<", Foreign::Markup),
    ];
    let known = signatures.into_iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, foreign)| foreign);
    known.or_else(|| is_utf16_without_mark(bytes).then_some(Foreign::Utf16))
}

/// Digits and commas with a NUL beside each: UTF-16 that lost its mark.
fn is_utf16_without_mark(bytes: &[u8]) -> bool {
    let pairs = bytes.get(..12).map(|head| head.chunks_exact(2));
    let is_pair = |pair: &[u8]| matches!(pair, [0, b'0'..=b'9' | b',' | b'"'] | [b'0'..=b'9' | b',' | b'"', 0]);
    pairs.is_some_and(|mut pairs| pairs.all(is_pair))
}

/// Valid UTF-8 with at least one character of three bytes. In MS932 the bytes of Japanese text are never that, but for
/// a few half-width kana.
fn is_utf8_japanese(bytes: &[u8], last: bool) -> bool {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // The end of the bytes may cut a character.
        Err(error) if !last && error.error_len().is_none() => {
            bytes.get(..error.valid_up_to()).and_then(|head| std::str::from_utf8(head).ok()).unwrap_or_default()
        }
        Err(_) => return false,
    };
    text.strip_prefix('\u{feff}').unwrap_or(text).chars().any(|c| c.len_utf8() >= 3)
}

/// More than one byte in eight of the first kilobyte is NUL or another control that no text has.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 0x0e..=0x19 | 0x1b..=0x1f)).count();
    odd * 8 > head.len()
}
