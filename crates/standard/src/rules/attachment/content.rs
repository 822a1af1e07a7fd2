//! What a file is by its first bytes.

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// JPEG
    Jpeg,
    /// PDF
    Pdf,
    /// Another picture, with its name.
    Picture(&'static str),
    /// A document of an office program, with its name.
    Office(&'static str),
    /// An archive, with its name.
    Archive(&'static str),
    /// A program, a script or a shortcut.
    Program,
    /// Film or sound.
    Media,
    /// A web page or XML.
    Markup,
    /// Plain text, CSV among it.
    Text,
    /// Nothing that is known.
    Unknown,
}

impl Content {
    /// The extensions that a file of this content may have, the usual one first; `None` when it may not be sent.
    pub(super) fn extensions(self) -> Option<&'static [&'static str]> {
        match self {
            Self::Jpeg => Some(&["jpg", "jpeg"]),
            Self::Pdf => Some(&["pdf"]),
            _ => None,
        }
    }

    /// What it is, in both languages.
    pub(super) fn words(self) -> (String, String) {
        match self {
            Self::Jpeg => ("JPEG画像".to_owned(), "a JPEG image".to_owned()),
            Self::Pdf => ("PDF".to_owned(), "a PDF".to_owned()),
            Self::Picture(name) => (format!("{name}形式の画像"), format!("a picture ({name})")),
            Self::Office(name) => (format!("{name}の文書"), format!("a document ({name})")),
            Self::Archive(name) => (format!("圧縮ファイル（{name}）"), format!("an archive ({name})")),
            Self::Program => ("プログラム（実行できるファイル）".to_owned(), "a program".to_owned()),
            Self::Media => ("動画か音声".to_owned(), "film or sound".to_owned()),
            Self::Markup => ("Webページか XML".to_owned(), "a web page or XML".to_owned()),
            Self::Text => ("文字だけのファイル".to_owned(), "plain text".to_owned()),
            Self::Unknown => ("種類の分からないファイル".to_owned(), "of no known kind".to_owned()),
        }
    }
}

/// How each kind begins. Longer and surer marks come first.
const MARKS: &[(usize, &[u8], Content)] = &[
    (0, b"\xff\xd8\xff", Content::Jpeg),
    (0, b"%PDF-", Content::Pdf),
    (0, b"\x89PNG\r\n\x1a\n", Content::Picture("PNG")),
    (0, b"GIF87a", Content::Picture("GIF")),
    (0, b"GIF89a", Content::Picture("GIF")),
    (0, b"II*\0", Content::Picture("TIFF")),
    (0, b"MM\0*", Content::Picture("TIFF")),
    (8, b"WEBP", Content::Picture("WebP")),
    (4, b"ftyphei", Content::Picture("HEIC")),
    (4, b"ftyphev", Content::Picture("HEIC")),
    (4, b"ftypmif1", Content::Picture("HEIC")),
    (4, b"ftypavif", Content::Picture("AVIF")),
    (4, b"jP  \r\n\x87\n", Content::Picture("JPEG 2000")),
    (0, b"8BPS", Content::Picture("Photoshop")),
    (0, b"\0\0\x01\0", Content::Picture("アイコン")),
    (4, b"ftyp", Content::Media),
    (0, b"ID3", Content::Media),
    (0, b"RIFF", Content::Media),
    (0, b"OggS", Content::Media),
    (0, b"\x1aE\xdf\xa3", Content::Media),
    (0, b"0&\xb2u\x8ef\xcf\x11", Content::Media),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Content::Office("以前のWord・Excelなど")),
    (0, b"{\\rtf", Content::Office("リッチテキスト")),
    (0, b"PK\x05\x06", Content::Archive("ZIP")),
    (0, b"PK\x07\x08", Content::Archive("ZIP")),
    (0, b"7z\xbc\xaf\x27\x1c", Content::Archive("7z")),
    (0, b"Rar!\x1a\x07", Content::Archive("RAR")),
    (0, b"\x1f\x8b", Content::Archive("gzip")),
    (0, b"BZh", Content::Archive("bzip2")),
    (0, b"\xfd7zXZ\0", Content::Archive("xz")),
    (0, b"\x28\xb5\x2f\xfd", Content::Archive("Zstandard")),
    (0, b"MSCF", Content::Archive("CAB")),
    (2, b"-lh", Content::Archive("LHA")),
    (257, b"ustar", Content::Archive("tar")),
    (0, b"MZ", Content::Program),
    (0, b"\x7fELF", Content::Program),
    (0, b"\xca\xfe\xba\xbe", Content::Program),
    (0, b"\xcf\xfa\xed\xfe", Content::Program),
    (0, b"\xfe\xed\xfa\xcf", Content::Program),
    (0, b"L\0\0\0\x01\x14\x02\0", Content::Program),
    (0, b"#!", Content::Program),
    (0, b"ITSF", Content::Program),
    (0, b"BM", Content::Picture("BMP")),
];

/// What the bytes are.
pub(super) fn of(bytes: &[u8]) -> Content {
    if bytes.starts_with(b"PK\x03\x04") {
        return zip(bytes);
    }
    let known = MARKS.iter().find(|(at, mark, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(mark)));
    known.map_or_else(|| text(bytes), |(_, _, content)| *content)
}

/// A ZIP file whose first entries are those of an office document.
fn zip(bytes: &[u8]) -> Content {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let has = |text: &[u8]| memchr::memmem::find(head, text).is_some();
    match () {
        () if has(b"word/") => Content::Office("Word"),
        () if has(b"xl/") => Content::Office("Excel"),
        () if has(b"ppt/") => Content::Office("PowerPoint"),
        () if has(b"[Content_Types].xml") => Content::Office("Word・Excelなど"),
        () if has(b"mimetypeapplication/") => Content::Office("OpenDocument"),
        () if has(b"META-INF/MANIFEST.MF") || has(b"AndroidManifest.xml") => Content::Program,
        () => Content::Archive("ZIP"),
    }
}

fn text(bytes: &[u8]) -> Content {
    let head = bytes.get(..1024).unwrap_or(bytes);
    let start = head.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    if start.starts_with(b"<") {
        return Content::Markup;
    }
    let odd = |byte: &u8| matches!(byte, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    if !head.is_empty() && !head.iter().any(odd) { Content::Text } else { Content::Unknown }
}
