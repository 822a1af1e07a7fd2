//! C0605: two equal records of rented equipment that nothing tells apart.

use crate::check::{Context, FirstRecord};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0605",
    slug: "duplicate-equipment",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("福祉用具の同じ行が2つあり、区別がつきません", "Two equal records of rented equipment"),
    message: Text::new(
        "{line}行目は、{first}行目と同じ福祉用具の行です。{field}が空か同じなので、区別がつきません。",
        "Line {line} is the same equipment as line {first}, and {field} does not tell them apart.",
    ),
    why: Text::new(
        "標準仕様では、同じサービスコード・同じ単位数の福祉用具が複数あるとき、{field}に1から順に番号を入れて区別します。番号がないと、相手のソフトでは1つにまとめられることがあります。",
        "Equal items are told apart by numbers from 1 on in {field}. Without them other software may merge them into one.",
    ),
    cure: Text::new(
        "同じ用具を2つ以上貸しているときは、介護ソフトで{field}に1、2…と番号を入れてください。二重に登録されていたら、片方を消してください。そのあと、もう一度出力します。",
        "Number them 1, 2, … in {field}; if one was entered twice, delete it. Then export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書 第6表 明細判別コード",
    ambiguities: &[46, 89, 115],
};

/// Says it at the field that would tell the two records apart.
pub(super) fn report(context: &Context, record: &Record<'_>, first: FirstRecord, field: usize, out: &mut Sink) {
    if out.wants(&RULE) {
        let finding = context.finding(&RULE, record, field).related(super::place(context, first));
        out.push(finding.fact("first", first.line.to_string()));
    } else {
        out.count(&RULE);
    }
}
