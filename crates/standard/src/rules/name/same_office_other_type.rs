//! C0039: sender and receiver have one number but different service types.

use super::subject::Subject;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::DocumentName;

pub(crate) static RULE: Rule = Rule {
    id: "C0039",
    slug: "name-same-office-other-type",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("送信元と送信先が同じ事業所番号です", "Sender and receiver have one office number"),
    message: Text::new(
        "「{name}」は、送信元も送信先も事業所番号「{value}」です。サービス種類だけが違います。",
        "In “{name}” sender and receiver have the number “{value}”; only the service types differ.",
    ),
    why: Text::new(
        "1つの番号で複数のサービスを行う事業所では正しい名前ですが、送信先の選び違いのこともあります。",
        "It is right for an office with several services under one number, but may also be a mistake.",
    ),
    cure: Text::new(
        "送信先が正しいか確かめてください。正しければ、このまま送れます。",
        "Check the receiver. If it is right, it can be sent as it is.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[13],
};

pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let doubtful = name.sender == name.receiver && name.types.is_some_and(|(from, to)| from != to);
    doubtful.then(|| subject.about(&RULE, name.sender.as_str()))
}
