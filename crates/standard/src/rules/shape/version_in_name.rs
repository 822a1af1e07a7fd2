//! C0307: the name has the form of one version, the records are of another.

use crate::check::Context;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::scan::Record;
use crate::types::CsvVersion;

pub(crate) static RULE: Rule = Rule {
    id: "C0307",
    slug: "version-in-name",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名と中身の版が違います", "The name and the records are of different versions"),
    message: Text::new(
        "ファイル名は{named}版の書き方（サービス種類コード{has}）ですが、中身は{found}版です。",
        "The name has the form of {named}, the records are of {found}.",
    ),
    why: Text::new(
        "版は提供年月で決まり、名前の書き方も版に合わせます（2025年3月まで202208版、2025年4月から202407版）。食い違うと相手のソフトが読めません。",
        "The month decides the version (202208 up to March 2025, 202407 from April 2025), and the name follows it.",
    ),
    cure: Text::new(
        "提供年月が2025年4月以降なら202407版、3月以前なら202208版を選んで、介護ソフトからもう一度出力してください。",
        "Export again as 202407 for months from April 2025 on, as 202208 for earlier ones.",
    ),
    source: "別紙 CSVバージョン履歴・ファイル名規約",
    ambiguities: &[3],
};

pub(super) fn finding(context: &Context, record: &Record<'_>, named: CsvVersion, found: CsvVersion) -> Finding {
    let has = if named == CsvVersion::V202407 { "あり" } else { "なし" };
    context.finding(&RULE, record, 0).fact("named", named.as_str()).fact("found", found.as_str()).fact("has", has)
}
