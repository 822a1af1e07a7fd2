//! C0834: a PDF has other files inside.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0834",
    slug: "pdf-embedded",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("別のファイルが入っているPDFです", "A PDF with other files inside"),
    message: Text::new("「{shown}」の中に{what}が入っています。", "“{shown}” contains {what_en}."),
    why: Text::new("PDFの中のファイルは検査できないため止めています。", "Files inside a PDF cannot be checked."),
    cure: Text::new(
        "PDFを開いて「印刷」からPDFで保存し直し、もう一度選んでください。中のファイルも送るときは、取り出して別に選びます。",
        "Open it, print it to PDF, and choose the new file; take out what is inside and choose it separately.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
