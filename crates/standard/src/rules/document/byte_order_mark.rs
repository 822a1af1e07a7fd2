//! C0116: an UTF-8 byte order mark before text that is no UTF-8.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0116",
    slug: "file-byte-order-mark",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイルの先頭に余分な印（BOM）があります", "A byte order mark begins the file"),
    message: Text::new(
        "「{file}」の先頭に、UTF-8の印（BOM、3バイト）が付いています。",
        "“{file}” begins with the byte order mark of UTF-8 (3 bytes).",
    ),
    why: Text::new(
        "標準仕様の文字コードはShift_JIS（MS932）です。印があると、1行目のCSVバージョンが読めなくなります。",
        "The standard's character code is Shift_JIS (MS932). The mark makes the version in the first record unreadable.",
    ),
    cure: Text::new(
        "介護ソフトの出力の設定で、文字コードに「Shift_JIS」を選んで、もう一度出力してください。",
        "Choose “Shift_JIS” where the care software exports.",
    ),
    source: "本文4.3",
    ambiguities: &[],
};
