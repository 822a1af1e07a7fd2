//! C0611: 第7表: a subtotal or total is not the sum of its rows.

use super::sheet7::{Group, Person, Row, Sums};
use crate::check::{Context, FirstRecord};
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0611",
    slug: "sum-differs",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("第7表の合計が行の和と合いません", "A sum in the seventh sheet does not add up"),
    message: Text::new(
        "被保険者番号 {person} の方の{what}の「{item}」は{stated}ですが、行を足すと{computed}です。",
        "For the insured number {person}, “{item}” of {what_en} says {stated}; its rows add up to {computed}.",
    ),
    why: Text::new(
        "合計と明細が合わないと、利用者負担や給付管理の金額が違って見えます。連携の対象でないサービスを合計に含めたときも、合わなくなります。",
        "The person's share may be shown wrong. Services that do not travel, counted in the sum, also cause this.",
    ),
    cure: Text::new(
        "介護ソフトで利用票別表（第7表）を計算し直して、もう一度出力してください。対象外のサービスを含めた合計なら、このまま送れます。",
        "Calculate the sheet again and export it. If the sum includes services that do not travel, it can be sent as it is.",
    ),
    source: "別紙 CSVファイルレイアウト定義書 第7表 No9・No17・No24（A101）",
    ambiguities: &[101, 103, 110, 112],
};

/// Compares the subtotals of a group with its rows; true when something did not add up.
pub(super) fn find_subtotal(context: &Context, person: &Person, group: &Group, out: &mut Sink) -> bool {
    let (sure, unsure, over) = (group.sure.units, group.unsure.units, group.over.units);
    let mut wrong = false;
    let mut compare = |row: &Option<Row>, tail: &str, fits: &[Option<i64>]| {
        let Some(Row { units: Some(stated), place, .. }) = *row else { return };
        let Some(computed) = fits.first().copied().flatten() else { return };
        if !fits.contains(&Some(stated)) {
            wrong = true;
            let row = format!("種類別小計の行（{}{tail}）", group.service());
            let row_en = format!("the subtotal row ({}{tail})", group.service());
            say(context, person, place, (row, row_en, UNITS), (stated, computed), out);
        }
    };
    // Without 給付管理単位数 a row may or may not belong to the subtotal (A110).
    let with_unsure = sum(sure, unsure).filter(|_| group.outside.is_none());
    let first = if group.sure.rows == 0 { with_unsure } else { sure };
    compare(&group.subtotal, "AAAA", &[first, sure, with_unsure]);
    if group.over.rows > 0 {
        compare(&group.beyond_thirty, "ZZZZ", &[over]);
    }
    wrong
}

/// Compares the total row of a person with the rows. Whether rows outside the limit count is open (A101): each way of
/// counting fits.
pub(super) fn find_total(context: &Context, person: &Person, sums: &Sums, out: &mut Sink) {
    let Some(total) = &person.total else { return };
    let mut compare = |stated: Option<i64>, fits: &[Option<i64>], item: &'static str| {
        let computed = fits.first().copied().flatten();
        if let (Some(stated), Some(computed)) = (stated, computed)
            && !fits.contains(&Some(stated))
        {
            let row = ("全合計の行".to_owned(), "the row of totals".to_owned(), item);
            say(context, person, total.place, row, (stated, computed), out);
            return true;
        }
        false
    };
    let (sure, unsure, over) = (sums.sure.units, sums.unsure.units, sums.over.units);
    let all = sum(sum(sure, unsure), over);
    if !compare(total.units, &[all, sure, sum(sure, unsure), sum(sure, over)], UNITS) {
        compare(total.cost, &[sums.cost_of_groups, sums.cost_of_rows, sums.cost_within], COST);
    }
}

const UNITS: &str = "サービス単位金額";
const COST: &str = "費用総額保険／事業対象分";

fn sum(left: Option<i64>, right: Option<i64>) -> Option<i64> {
    left.zip(right).map(|(left, right)| left.saturating_add(right))
}

fn say(
    context: &Context,
    person: &Person,
    place: FirstRecord,
    (row, row_en, item): (String, String, &'static str),
    (stated, computed): (i64, i64),
    out: &mut Sink,
) {
    super::sheet7::report(context, &RULE, person, place, out, |finding| {
        let finding = finding.fact("what", row).fact("what_en", row_en).fact("item", item);
        finding.fact("stated", stated.to_string()).fact("computed", computed.to_string())
    });
}
