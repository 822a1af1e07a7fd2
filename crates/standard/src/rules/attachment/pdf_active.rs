//! C0832: a PDF does something by itself.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0832",
    slug: "pdf-active",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("動作を起こすPDFです", "A PDF that does something by itself"),
    message: Text::new("「{shown}」には{what}が入っています。", "“{shown}” contains {what_en}."),
    why: Text::new(
        "開いただけで動くPDFは、相手のパソコンに害を与えるおそれがあるため止めています。",
        "A PDF that acts when it is opened may harm the recipient's PC.",
    ),
    cure: Text::new(
        "PDFを開いて「印刷」からPDFで保存し直し（動作のないPDFになります）、もう一度選んでください。",
        "Open it, print it to PDF (which leaves the actions out), and choose the new file.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
