//! C0029: the name is longer than any system can save.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0029",
    slug: "name-too-long",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名が長すぎます", "The name is too long"),
    message: Text::new(
        "「{name}」は{length}文字あります。255文字を超える名前は保存できません。",
        "“{name}” has {length} characters; no more than 255 can be saved.",
    ),
    why: Text::new("相手のパソコンで保存できません。", "The recipient's computer cannot save it."),
    cure: Text::new("短い名前に変えてください。", "Give it a shorter name."),
    source: "記載なし",
    ambiguities: &[],
};
