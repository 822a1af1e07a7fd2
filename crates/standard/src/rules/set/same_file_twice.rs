//! C0707: the same file twice with the same content.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0707",
    slug: "same-file-twice",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("同じ内容のファイルが2つ入っています", "The same file twice"),
    message: Text::new("「{file}」は、「{other}」と同じ内容です。", "“{file}” has the same content as “{other}”."),
    why: Text::new(
        "相手には同じものとして扱われますが、二重に取り込まれる心配があります。",
        "The recipient should take them for one, but may import both.",
    ),
    cure: Text::new("片方を外してください。", "Leave one of them out."),
    source: "本文2.6（A013）",
    ambiguities: &[13],
};
