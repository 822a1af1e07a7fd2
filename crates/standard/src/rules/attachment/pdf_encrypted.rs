//! C0833: a PDF is encrypted.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0833",
    slug: "pdf-encrypted",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("パスワードや制限の付いたPDFです", "An encrypted PDF"),
    message: Text::new(
        "「{shown}」は暗号化されています（パスワードや編集の制限が付いています）。",
        "“{shown}” is encrypted (it has a password or restrictions).",
    ),
    why: Text::new(
        "中身を確かめられず、相手が開けないこともあります。送るときの暗号化は、この仕組みが行います。",
        "It cannot be checked, and the recipient may not be able to open it. What is sent is encrypted anyway.",
    ),
    cure: Text::new(
        "パスワードと制限を外して保存し直してから、もう一度選んでください。",
        "Save it without password and restrictions and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
