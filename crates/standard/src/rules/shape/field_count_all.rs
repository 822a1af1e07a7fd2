//! C0302: all records have the same wrong number of fields.

use crate::check::Context;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0302",
    slug: "field-count-all",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("どの行も項目の数が違います", "Every record has a wrong number of fields"),
    message: Text::new(
        "どの行も項目が{found}個です。「{kind}」（{version}版）は{expected}個です。",
        "Every record has {found} fields; {prefix} ({version}) has {expected}.",
    ),
    why: Text::new(
        "標準仕様では、項目の数と順番が決まっています。全部の行が同じように違うときは、出力の設定か、途中で開いたソフトが原因です。",
        "The number and order of fields is fixed. When all records differ alike, the export setting or a program that saved the file is the cause.",
    ),
    cure: Text::new(
        "介護ソフトの出力画面で「ケアプランデータ連携標準仕様（{version}）」を選んで、もう一度出力してください。表計算ソフトで開いて保存したファイルは使わないでください。",
        "Choose the care-plan data standard ({version}) in the export screen and export again. Do not use a file that a spreadsheet program saved.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn finding(context: &Context, record: &Record<'_>, fields: usize) -> Finding {
    let layout = context.layout;
    context
        .record_finding(&RULE, record)
        .fact("found", fields.to_string())
        .fact("expected", layout.fields.len().to_string())
        .fact("kind", layout.kind.title())
        .fact("prefix", layout.kind.prefix())
        .fact("version", layout.version.as_str())
}
