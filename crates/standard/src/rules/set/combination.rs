//! C0702: files that belong to different sets.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0702",
    slug: "combination-unknown",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("一緒に送れないファイルが入っています", "Files that do not travel together"),
    message: Text::new(
        "ファイルの組み合わせが正しくありません。CSVファイルの組み合わせが標準仕様に準拠した組み合わせではありません。{files}は、一緒に送れる組み合わせではありません。",
        "{files_en} are no set of the standard.",
    ),
    why: Text::new(
        "一緒に送れる組み合わせは、標準仕様で決まっています。それ以外の組み合わせは、相手のソフトが取り込めません。",
        "The standard lists what travels together; other software imports nothing else.",
    ),
    cure: Text::new(
        "標準仕様に準拠した組み合わせで再度アップロードを行ってください。次のように分けて送ってください：{groups}。",
        "Send them apart: {groups_en}.",
    ),
    source: "本文2.4・3.4 ファイルの組み合わせ",
    ambiguities: &[],
};
