//! C0806: the name of an attachment looks like a short name of Windows.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0806",
    slug: "attachment-name-short",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("添付ファイルの名前に「~」と数字の並びがあります", "A name like a short name of Windows"),
    message: Text::new("「{shown}」の名前に「{part}」が入っています。", "The name of “{shown}” contains “{part}”."),
    why: Text::new(
        "Windowsは「~」と数字を短い名前に使うので、別のファイルを指してしまうことがあります。",
        "Windows uses it for short names, so that it may mean another file.",
    ),
    cure: Text::new(
        "ファイルの名前から「~」を取って、もう一度選んでください。",
        "Take the “~” out of the name and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
