//! C0560: the way of consulting is “other” and no words say which.

use super::Basic;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0560",
    slug: "other-way-empty",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("「その他」の相談方法が書かれていません", "The other way of consulting is not given"),
    message: Text::new(
        "相談方法が03（その他）で、{field}が空です（{count}か所）。",
        "The way of consulting is 03 (other), and {field} is empty ({count} places).",
    ),
    why: Text::new("相談方法がその他のときは、内容を書く項目です。", "When the way is “other” the words say which."),
    cure: Text::new(
        "介護ソフトで相談方法の内容を入力して、もう一度出力してください。そのままでも送れます。",
        "Enter the words and export again; it can be sent as it is.",
    ),
    source: "別紙 利用者基本情報No8・9",
    ambiguities: &[],
};

pub(super) fn check(basic: &Basic<'_>, out: &mut Sink) {
    let (way, words) = (basic.columns.way, basic.columns.way_words);
    if basic.row.bytes(way) == b"03" && basic.row.is_empty(words) {
        basic.row.report(&RULE, words, out);
    }
}
