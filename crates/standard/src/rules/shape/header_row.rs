//! C0303: the first line is a header row.

use crate::finding::{Fold, Rule, Severity, Text};
use crate::rules::field::meant;
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0303",
    slug: "header-row",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("1行目が見出しになっています", "The first line is a header row"),
    message: Text::new(
        "1行目に項目の名前が並んでいます。この行は飛ばして読みました。",
        "The first line holds field names; it was skipped.",
    ),
    why: Text::new(
        "標準仕様のファイルに見出しの行はありません。相手のソフトによっては、見出しをデータとして読み、エラーになります。",
        "The standard has no header row; some software reads it as data and fails.",
    ),
    cure: Text::new(
        "介護ソフトの出力画面で「見出しを付ける」などの設定を外して、もう一度出力してください。",
        "Switch the header off in the export screen and export again.",
    ),
    source: "記載なし（A024）",
    ambiguities: &[24],
};

/// A first line without any number: six digits and a person's numbers stand in every record.
pub(crate) fn is_header(first: &Record<'_>) -> bool {
    let is_number = |index: usize| {
        let text = meant(&first.text(index));
        text.len() >= 4 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let has_letters = meant(&first.text(0)).chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace());
    first.len() >= 3 && has_letters && !(0..first.len()).any(is_number)
}
