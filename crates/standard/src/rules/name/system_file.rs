//! C0033: a file that the computer made for itself.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0033",
    slug: "name-system-file",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("パソコンが自動で作ったファイルです", "A file the computer made for itself"),
    message: Text::new(
        "「{name}」は、パソコンが自分のために作るファイルです。ケアプランデータではありません。",
        "“{name}” is a file that the computer makes for itself; it is no care-plan data.",
    ),
    why: Text::new("送っても、相手のソフトでは読めません。", "The recipient's software cannot read it."),
    cure: Text::new("このファイルを外してください。消しても差し支えありません。", "Leave the file out."),
    source: "記載なし",
    ambiguities: &[],
};
