//! C0016: the extension is that of quite another type of file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0016",
    slug: "name-other-file-type",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("別の種類のファイルです", "Another type of file"),
    message: Text::new(
        "「{name}」は「.{value}」のファイルです。この名前のファイルは「{expected}」でなければなりません。",
        "“{name}” is a “.{value}” file; under this name only “{expected}” can stand.",
    ),
    why: Text::new(
        "表計算ソフトやPDFで保存し直したファイルは、名前だけ変えても相手のソフトでは読めません。",
        "A file saved anew as a workbook or PDF cannot be imported, even when it is renamed.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力し、そのファイルを開かずにそのまま送ってください。",
        "Export again from the care software and send that file without opening it.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};

/// Extensions of files that are no text, whatever they hold.
const KNOWN: &[&str] = &[
    "xlsx", "xlsm", "xls", "xlsb", "ods", "doc", "docx", "rtf", "ppt", "pptx", "pdf", "xdw", "jpg", "jpeg", "png",
    "gif", "bmp", "tif", "tiff", "heic", "webp", "zip", "lzh", "7z", "rar", "cab", "exe", "msi", "lnk", "url", "htm",
    "html", "mht", "xml", "json", "eml", "msg", "csv",
];

/// True for an extension that says what else the file is.
pub(super) fn is_known(extension: &str) -> bool {
    KNOWN.iter().any(|known| known.eq_ignore_ascii_case(extension))
}
