//! C0831: something stands behind the end of a PDF.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0831",
    slug: "pdf-tail",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("PDFの後ろに余分なデータがあります", "Something behind the end of a PDF"),
    message: Text::new(
        "「{shown}」はPDFの終わりの後ろに、{tail}バイトの余分なデータがあります。",
        "“{shown}” has {tail} bytes behind the end of the PDF.",
    ),
    why: Text::new("PDFに見せて別のファイルを隠すことができるため止めています。", "Another file may be hidden there."),
    cure: Text::new(
        "PDFを開いて「印刷」からPDFで保存し直し、もう一度選んでください。",
        "Open it, print it to PDF, and choose the new file.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
