//! C0022: sender and receiver are the same.

use super::subject::Subject;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::DocumentName;

pub(crate) static RULE: Rule = Rule {
    id: "C0022",
    slug: "name-same-office",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("送信元と送信先が同じ事業所です", "Sender and receiver are the same office"),
    message: Text::new(
        "「{name}」は、送信元も送信先も「{value}」です。",
        "In “{name}” both sender and receiver are “{value}”.",
    ),
    why: Text::new(
        "自分の事業所あてには送れません。送信先の選び違いが考えられます。",
        "An office does not send to itself; the receiver was probably chosen wrongly.",
    ),
    cure: Text::new(
        "介護ソフトで送信先の事業所を選び直して、もう一度出力してください。",
        "Choose the receiver anew in the care software and export again.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};

pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let same = name.sender == name.receiver && name.types.is_none_or(|(from, to)| from == to);
    same.then(|| subject.about(&RULE, name.sender.as_str()))
}
