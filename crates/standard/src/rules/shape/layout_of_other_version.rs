//! C0306: the records say one version and have the columns of another.

use crate::check::Context;
use crate::data::Layout;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0306",
    slug: "layout-of-other-version",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("項目の並びが別の版のものです", "The columns are those of another version"),
    message: Text::new(
        "名前と「CSVバージョン」は{named}版ですが、項目の並びは{found}版（{found_count}項目）です。{named}版は{expected}項目です。",
        "Name and CSV version say {named}, but the columns are those of {found} ({found_count} fields instead of {expected}).",
    ),
    why: Text::new(
        "版によって項目の数と順番が違います。相手のソフトは書いてある版の並びで読むので、値がずれます。",
        "Each version has its own columns; the recipient reads by the version that is written.",
    ),
    cure: Text::new(
        "介護ソフトを最新にしてから、{named}版でもう一度出力してください。版の数字だけを書き換えないでください。",
        "Update the care software and export again as {named}. Do not just change the number of the version.",
    ),
    source: "別紙 CSVバージョン履歴",
    ambiguities: &[2],
};

pub(super) fn finding(context: &Context, record: &Record<'_>, found: &Layout) -> Finding {
    context
        .record_finding(&RULE, record)
        .fact("named", context.layout.version.as_str())
        .fact("found", found.version.as_str())
        .fact("found_count", found.fields.len().to_string())
        .fact("expected", context.layout.fields.len().to_string())
}
