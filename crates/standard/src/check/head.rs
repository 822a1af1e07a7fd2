//! What a file is, judged from its first bytes: one cause for a file that is no MS932 CSV at all.

mod encoding;
mod signature;

/// The verdict on the first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Head {
    /// Records may follow; so many bytes are skipped first (an UTF-8 byte order mark before text that is no UTF-8).
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
    /// Zeros only: the file was never written.
    Zeros,
    /// UTF-8 text, with or without a byte order mark.
    Utf8 {
        /// It begins with the byte order mark.
        mark: bool,
    },
    /// UTF-16 text.
    Utf16,
    /// Text in EUC-JP.
    EucJp,
    /// Text in ISO-2022-JP, the code of old mails.
    Jis,
    /// Values with tabs or semicolons between them, and no comma.
    Separated {
        /// The byte that stands between the values.
        by: u8,
    },
    /// A workbook (Excel and the like), new or old.
    Workbook,
    /// A document or presentation (Word and the like), new or old.
    OfficeDocument,
    /// Several files packed into one: ZIP, LZH and the like.
    Archive,
    /// A PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A web page or XML.
    Markup,
    /// A shortcut to a file or a web page.
    Shortcut,
    /// Something with NUL bytes.
    Binary,
}

/// The shortest layout has more values than this.
const SEPARATORS: usize = 4;

const MARK: &[u8] = b"\xef\xbb\xbf";

/// Judges the first bytes; `last` when they are all there are.
pub(crate) fn judge(bytes: &[u8], last: bool) -> Head {
    if last && bytes.is_empty() {
        return Head::Foreign(Foreign::Empty);
    }
    let written = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |at| at + 1);
    // Zeros after the text are told by the record they stand in.
    let text = bytes.get(..written).unwrap_or_default();
    if text.is_empty() {
        return Head::Foreign(Foreign::Zeros);
    }
    let mark = text.starts_with(MARK);
    let skip = if mark { MARK.len() } else { 0 };
    let rest = text.get(skip..).unwrap_or_default();
    let blank = last && rest.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0x1a);
    let foreign = signature::judge(bytes)
        .or_else(|| blank.then_some(Foreign::Blank))
        .or_else(|| signature::markup_or_shortcut(rest))
        .or_else(|| encoding::judge(text, mark))
        .or_else(|| separator(rest))
        .or_else(|| looks_binary(text).then_some(Foreign::Binary));
    foreign.map_or(Head::Records { skip }, Head::Foreign)
}

/// Other separators in the first line that has anything, as spreadsheet programs write them. No character of two bytes has
/// such a byte.
fn separator(bytes: &[u8]) -> Option<Foreign> {
    let line = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).find(|line| !line.trim_ascii().is_empty())?;
    let many = |by: u8| line.iter().filter(|byte| **byte == by).count() >= SEPARATORS;
    let by = [b'\t', b';'].into_iter().find(|by| many(*by)).filter(|_| !line.contains(&b','))?;
    Some(Foreign::Separated { by })
}

/// More than one byte in eight of the first kilobyte is NUL or another control that no text has.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let odd = head.iter().filter(|b| matches!(b, 0..=8 | 0x0e..=0x19 | 0x1b..=0x1f)).count();
    odd * 8 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_records() {
        for bytes in [
            &b"202407,990011\r\n"[..],
            b"\x81\x40\x82\xa0,\x8e\x52\x93\x63\r\n",
            b"\xd4\xcf\xc0\xde \xc0\xdb\xb3,1\r\n",
            b"\r\n202407,1\r\n",
            b"202407,\0\0,990011,0000000101\r\n",
            b"202407,1\r\n\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        ] {
            assert_eq!(judge(bytes, true), Head::Records { skip: 0 }, "{bytes:x?}");
        }
        assert_eq!(judge(b"\xef\xbb\xbf202407,1\r\n", true), Head::Records { skip: 3 });
    }

    #[test]
    fn one_bad_byte_does_not_hide_utf8() {
        let mut text = "202407,山田太郎,大阪市の訪問介護事業所\r\n".repeat(3).into_bytes();
        text.insert(8, 0xff);
        assert_eq!(judge(&text, true), Head::Foreign(Foreign::Utf8 { mark: false }));
    }
}
