//! Files that say in their first bytes what they are.

use super::Foreign;

const KNOWN: &[(&[u8], Foreign)] = &[
    (b"%PDF-", Foreign::Pdf),
    (b"\xff\xd8\xff", Foreign::Picture),
    (b"\x89PNG\r\n", Foreign::Picture),
    (b"GIF8", Foreign::Picture),
    (b"II*\0", Foreign::Picture),
    (b"MM\0*", Foreign::Picture),
    (b"\0\0\0\x18ftyp", Foreign::Picture),
    (b"\0\0\0\x1cftyp", Foreign::Picture),
    (b"\0\0\0\x20ftyp", Foreign::Picture),
    (b"\0\0\0\x24ftyp", Foreign::Picture),
    (b"\x1f\x8b\x08", Foreign::Archive),
    (b"7z\xbc\xaf\x27\x1c", Foreign::Archive),
    (b"Rar!\x1a\x07", Foreign::Archive),
    (b"MSCF\0\0\0\0", Foreign::Archive),
    (b"PK\x05\x06", Foreign::Archive),
    (b"{\\rtf", Foreign::OfficeDocument),
    (b"\x4c\0\0\0\x01\x14\x02\0", Foreign::Shortcut),
    (b"\xff\xfe", Foreign::Utf16),
    (b"\xfe\xff", Foreign::Utf16),
];

/// What the first bytes say.
pub(super) fn judge(bytes: &[u8]) -> Option<Foreign> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(inside_zip(bytes));
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1") {
        return Some(inside_ole(bytes));
    }
    let known = KNOWN.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|(_, foreign)| *foreign);
    known.or_else(|| is_lzh(bytes).then_some(Foreign::Archive)).or_else(|| {
        let wide = is_utf16_without_mark(bytes);
        wide.then_some(Foreign::Utf16)
    })
}

/// Text that begins like a web page, XML or a shortcut to the web.
pub(super) fn markup_or_shortcut(text: &[u8]) -> Option<Foreign> {
    let text = text.trim_ascii_start();
    let begins = |words: &[u8]| text.get(..words.len()).is_some_and(|head| head.eq_ignore_ascii_case(words));
    match text {
        [b'<', b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..] => Some(Foreign::Markup),
        _ => begins(b"[InternetShortcut]").then_some(Foreign::Shortcut),
    }
}

/// The names of the first files in a ZIP say whether it is a workbook, a document or only packed files.
fn inside_zip(bytes: &[u8]) -> Foreign {
    for header in memchr::memmem::find_iter(bytes, b"PK\x03\x04") {
        let Some(header) = bytes.get(header..) else { break };
        let Some(&[low, high]) = header.get(26..28).and_then(|length| <&[u8; 2]>::try_from(length).ok()) else { break };
        let name = header.get(30..30 + usize::from(u16::from_le_bytes([low, high]))).unwrap_or_default();
        let content = header.get(30 + name.len()..).unwrap_or_default();
        let is_open_document = |of: &[u8]| name == b"mimetype" && content.starts_with(of);
        if name.starts_with(b"xl/") || is_open_document(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Foreign::Workbook;
        }
        if name.starts_with(b"word/") || name.starts_with(b"ppt/") || is_open_document(b"application/vnd.oasis") {
            return Foreign::OfficeDocument;
        }
    }
    Foreign::Archive
}

/// The directory of an old office file names its streams in UTF-16.
fn inside_ole(bytes: &[u8]) -> Foreign {
    let has = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if has(b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0") || has(b"P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0") {
        return Foreign::OfficeDocument;
    }
    Foreign::Workbook
}

fn is_lzh(bytes: &[u8]) -> bool {
    matches!(bytes.get(2..7), Some([b'-', b'l', b'h', _, b'-']))
}

/// Digits and commas with a NUL beside each: UTF-16 that lost its mark.
fn is_utf16_without_mark(bytes: &[u8]) -> bool {
    let pairs = bytes.get(..12).map(|head| head.chunks_exact(2));
    let is_pair = |pair: &[u8]| matches!(pair, [0, b'0'..=b'9' | b',' | b'"'] | [b'0'..=b'9' | b',' | b'"', 0]);
    pairs.is_some_and(|mut pairs| pairs.all(is_pair))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A ZIP with one stored entry.
    fn zip(name: &[u8], content: &[u8]) -> Vec<u8> {
        let mut bytes = b"PK\x03\x04".to_vec();
        bytes.resize(26, 0);
        bytes.extend([name.len() as u8, 0, 0, 0]);
        [bytes.as_slice(), name, content].concat()
    }

    #[test]
    fn packed_files_are_told_apart() {
        let workbook = [zip(b"[Content_Types].xml", b"x"), zip(b"xl/workbook.xml", b"x")].concat();
        assert_eq!(judge(&workbook), Some(Foreign::Workbook));
        assert_eq!(judge(&zip(b"word/document.xml", b"x")), Some(Foreign::OfficeDocument));
        let ods = zip(b"mimetype", b"application/vnd.oasis.opendocument.spreadsheetPK");
        assert_eq!(judge(&ods), Some(Foreign::Workbook));
        assert_eq!(judge(&zip(b"UPPLAN.CSV", b"202407")), Some(Foreign::Archive));
        assert_eq!(judge(b"PK\x03\x04"), Some(Foreign::Archive));
        assert_eq!(judge(b"!\x9a-lh5-\0\0"), Some(Foreign::Archive));
    }

    #[test]
    fn text_of_another_language_is_known() {
        assert_eq!(markup_or_shortcut(b"\r\n<!DOCTYPE html>"), Some(Foreign::Markup));
        assert_eq!(markup_or_shortcut(b"[internetshortcut]\r\nURL=x"), Some(Foreign::Shortcut));
        assert_eq!(markup_or_shortcut(b"<,1"), None);
        assert_eq!(
            judge("202407,".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>().as_slice()),
            Some(Foreign::Utf16)
        );
    }
}
