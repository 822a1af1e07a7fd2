//! C0520: only one of the two marks of the grand total is there.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::types::OfficeNumber;

pub(crate) static RULE: Rule = Rule {
    id: "C0520",
    slug: "grand-total-office",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("全合計の行の印がそろっていません", "The marks of the grand total do not agree"),
    message: Text::new(
        "サービスコードが「{code}」、事業所コードが「{office}」です。全合計の行は999999と9999999999の組です。",
        "The service code is “{code}” and the office “{office}”; the grand total has 999999 and 9999999999.",
    ),
    why: Text::new(
        "全合計の行は、サービスコード999999と事業所コード9999999999の両方で見分けます。片方だけでは、明細として計算されます。",
        "The grand total is told by both; with one alone it is counted as an item.",
    ),
    cure: Text::new("介護ソフトを最新にして、もう一度出力してください。", "Update the care software and export again."),
    source: "別紙 第7表No7・9",
    ambiguities: &[104],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let (code, office) = (line.row.bytes(line.columns.code), line.row.bytes(line.columns.office));
    let column = match (code == b"999999", office == b"9999999999") {
        (true, false) if OfficeNumber::from_bytes(office).is_some() => line.columns.office,
        (false, true) if line.service.is_some() => line.columns.code,
        _ => return,
    };
    let (code, office) = (line.row.text(line.columns.code), line.row.text(line.columns.office));
    line.row.report_with(&RULE, column, out, |finding| finding.fact("code", code).fact("office", office));
}
