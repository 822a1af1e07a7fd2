//! C0505: a rented equipment has neither TAIS code nor notification code.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0505",
    slug: "equipment-code-missing",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("福祉用具のコードがありません", "Rented equipment without a code"),
    message: Text::new(
        "福祉用具貸与の行（{line}行目）に、TAISコードも福祉用具届出コードも入っていません。",
        "The record of rented equipment in line {line} has neither TAIS code nor notification code.",
    ),
    why: Text::new(
        "種類17・67の行には、どちらか1つを入れる決まりです。ないと、相手が用具を見分けられません。",
        "Records of types 17 and 67 carry one of the two; without it the equipment cannot be told.",
    ),
    cure: Text::new(
        "介護ソフトの用具の登録でTAISコード（ないときは届出コード）を入れて、もう一度出力してください。",
        "Enter the TAIS code, or the notification code if there is none, and export again.",
    ),
    source: "別紙 第6表No16・17・第7表No10・11",
    ambiguities: &[85, 86, 114],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let columns = line.columns;
    let has_columns = columns.tais.is_some() && columns.notification.is_some();
    if line.is_equipment() && !line.total && has_columns && !line.has(columns.tais) && !line.has(columns.notification) {
        line.row.report(&RULE, columns.tais, out);
    }
}
