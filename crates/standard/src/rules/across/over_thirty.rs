//! C0612: 第7表: a subtotal for days beyond thirty without a row that is marked so.

use super::sheet7::{Group, Person};
use crate::check::Context;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0612",
    slug: "over-thirty-subtotal-alone",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new(
        "30日超過の小計がありますが、30日超の行がありません",
        "A subtotal beyond thirty days without its rows",
    ),
    message: Text::new(
        "被保険者番号 {person} の方には、30日超過の小計の行（{code}）がありますが、30日超区分が「1」の明細の行がありません。",
        "The insured number {person} has a subtotal beyond thirty days ({code}) but no row marked so.",
    ),
    why: Text::new(
        "30日を超えた短期入所の日は、明細の行の30日超区分を「1」にして分けます。ないと、全額負担の内訳が相手に伝わりません。",
        "Days beyond thirty are rows of their own with the mark 1; without them the recipient cannot see what is paid in full.",
    ),
    cure: Text::new(
        "介護ソフトで短期入所の日数を確かめて、利用票別表（第7表）を作り直してください。",
        "See the days of the short stay in the care software and make the sheet again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書 第7表 No9・No33",
    ambiguities: &[92],
};

/// The subtotal beyond thirty days stands alone.
pub(super) fn find(context: &Context, person: &Person, group: &Group, out: &mut Sink) {
    let Some(subtotal) = &group.beyond_thirty else { return };
    if group.over.rows == 0 {
        super::sheet7::report(context, &RULE, person, subtotal.place, out, |finding| {
            finding.fact("code", format!("{}ZZZZ", group.service()))
        });
    }
}
