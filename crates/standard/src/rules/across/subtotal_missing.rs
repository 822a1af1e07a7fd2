//! C0610: 第7表: several rows of one office and service type without their subtotal.

use super::sheet7::{Group, Person};
use crate::check::Context;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0610",
    slug: "subtotal-row-missing",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("第7表に種類別小計の行がありません", "A subtotal row is missing in the seventh sheet"),
    message: Text::new(
        "被保険者番号 {person} の方の、事業所 {office}・サービス種類 {service} の行は{rows}つありますが、種類別小計の行（{code}）がありません。",
        "The insured number {person} has {rows} rows of office {office}, service type {service}, but no subtotal row ({code}).",
    ),
    why: Text::new(
        "標準仕様では、同じ事業所・同じ種類の行が2つ以上あるとき、種類別小計の行が必要です。ないと、別表の小計が空のまま表示されることがあります。",
        "The standard requires a subtotal when an office and type has more than one row.",
    ),
    cure: Text::new(
        "介護ソフトで利用票別表（第7表）を作り直して、もう一度出力してください。相手のソフトによっては、このままでも取り込めます。",
        "Make the sheet again and export it. Some software imports it as it is.",
    ),
    source: "別紙 CSVファイルレイアウト定義書 第7表 No9（A102）",
    ambiguities: &[102],
};

/// Rows that surely belong to the subtotal are counted, by office and type (A102).
pub(super) fn find(context: &Context, person: &Person, group: &Group, out: &mut Sink) {
    if group.sure.rows < 2 || group.subtotal.is_some() {
        return;
    }
    super::sheet7::report(context, &RULE, person, group.first, out, |finding| {
        finding
            .fact("office", group.office())
            .fact("service", group.service())
            .fact("rows", group.sure.rows.to_string())
            .fact("code", format!("{}AAAA", group.service()))
    });
}
