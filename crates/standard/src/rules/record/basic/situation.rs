//! C0561: the person is in hospital or a home and no words say where.

use super::Basic;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0561",
    slug: "situation-empty",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("入院・入所の状況が書かれていません", "The place of a person in hospital is not given"),
    message: Text::new(
        "利用者の現況が02（入院又は入所中）で、{field}が空です（{count}か所）。",
        "The person is in hospital or a home (02), and {field} is empty ({count} places).",
    ),
    why: Text::new(
        "入院・入所中のときは、状況を書く項目です。",
        "For a person in hospital or a home the words say where.",
    ),
    cure: Text::new(
        "介護ソフトで状況の補足を入力して、もう一度出力してください。そのままでも送れます。",
        "Enter the words and export again; it can be sent as it is.",
    ),
    source: "別紙 利用者基本情報No12・13",
    ambiguities: &[136],
};

pub(super) fn check(basic: &Basic<'_>, out: &mut Sink) {
    let (situation, words) = (basic.columns.situation, basic.columns.situation_words);
    if basic.row.bytes(situation) == b"02" && basic.row.is_empty(words) {
        basic.row.report(&RULE, words, out);
    }
}
