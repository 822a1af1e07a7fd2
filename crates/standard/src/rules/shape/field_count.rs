//! C0301: a record has another number of fields than its layout.

use super::fit;
use crate::check::Context;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0301",
    slug: "field-count",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("項目の数が違います", "The number of fields is wrong"),
    message: Text::new(
        "{line}行目の項目は{found}個です。正しくは{expected}個です。{near}",
        "Line {line} has {found} fields; the layout has {expected}.",
    ),
    why: Text::new(
        "標準仕様では、項目の数と順番が決まっています。1つでも多い・少ないと、それより後ろの値がすべてずれます。",
        "The standard fixes the number and order of fields; one more or less shifts all that follow.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。それでも同じときは、介護ソフトの会社に、この行の項目の数を調べてもらってください（文章の中にカンマがあるときは、文章全体を「\"」で囲みます）。",
        "Export the file again from the care software. If it stays, its maker has to look at the number of fields of this line (a text that contains a comma must stand in quotes).",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[30],
};

pub(super) fn finding(context: &Context, record: &Record<'_>, fields: usize) -> Finding {
    let values: Vec<&[u8]> = (0..record.len()).map(|index| record.bytes(index)).collect();
    let near = if values.len() == fields { fit::out_of_step(context, &values) } else { None };
    let field = near.and_then(|index| context.layout.fields.get(index));
    let base = match near {
        Some(index) => context.finding(&RULE, record, index),
        None => context.record_finding(&RULE, record),
    };
    base.fact("found", fields.to_string()).fact("expected", context.layout.fields.len().to_string()).fact(
        "near",
        field.map(|field| format!(" 項目{}「{}」のあたりでずれています。", field.no, field.name)).unwrap_or_default(),
    )
}
