//! C0304: the columns are those of the printed form, not of the layout.

use crate::check::Context;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0304",
    slug: "printed-form",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("印刷用の並びで出力されています", "The columns are those of the printed form"),
    message: Text::new(
        "項目が、画面や紙の帳票と同じ並びになっています。「{kind}」のデータ連携用の並び（{expected}項目）ではありません。",
        "The columns follow the printed form, not the {expected} fields of {prefix}.",
    ),
    why: Text::new(
        "帳票の一覧を書き出したファイルは、人が見るためのものです。相手の介護ソフトは取り込めません。",
        "A listing of the form is made for people; care software cannot import it.",
    ),
    cure: Text::new(
        "介護ソフトの「ケアプランデータ連携」の出力画面から出力してください（一覧表や帳票の「CSV出力」ではありません）。",
        "Export from the care-plan data exchange screen of the care software, not from a listing.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

/// Headings of the printed forms that no layout has as a field name.
const HEADINGS: [&str; 12] = [
    "提供時間帯",
    "サービス事業者",
    "サービス事業者事業所名",
    "日付",
    "曜日",
    "予定",
    "実績",
    "合計回数",
    "利用者名",
    "被保険者氏名",
    "サービス内容",
    "サービス内容/種類",
];

/// At least two headings of the printed forms, or the days of a month as columns.
pub(super) fn is_printed_form(record: &Record<'_>) -> bool {
    let cells = || (0..record.len()).map(|index| record.text(index).replace([' ', '　', '\r', '\n'], ""));
    let headings = cells().filter(|cell| HEADINGS.contains(&cell.as_str())).count();
    let days = cells().filter(|cell| cell.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))).count();
    let slots = cells().filter(|cell| cell.contains(['～', '〜', '~']) && cell.contains(':')).count();
    headings >= 2 || slots >= 1 || (days >= 28 && record.len() >= 30)
}

pub(super) fn finding(context: &Context, record: &Record<'_>) -> Finding {
    context
        .record_finding(&RULE, record)
        .fact("expected", context.layout.fields.len().to_string())
        .fact("kind", context.layout.kind.title())
        .fact("prefix", context.layout.kind.prefix())
}
