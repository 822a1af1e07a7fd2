//! C0540: 補足情報 belongs neither to plan sheets nor to a month.

use super::Supplement;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0540",
    slug: "supplement-link-none",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("補足情報の結び付け先がありません", "補足情報 belongs to nothing"),
    message: Text::new(
        "計画作成（変更）日が00000000で、対象年月も000000です。どの表に付く情報か分かりません。",
        "The plan date is 00000000 and the month 000000: it is not told what the record belongs to.",
    ),
    why: Text::new(
        "計画書（1〜3表）に付くときは計画作成（変更）日、利用票（6・7表）に付くときは対象年月で結び付けます。",
        "It is linked by the plan date to sheets 1 to 3, or by the month to sheets 6 and 7.",
    ),
    cure: Text::new(
        "計画書か利用票の出力画面から、もう一度出力してください。",
        "Export again from the screen of the plan or of the usage slip.",
    ),
    source: "別紙 利用者補足情報No4・63",
    ambiguities: &[15],
};

pub(super) fn check(supplement: &Supplement<'_>, out: &mut Sink) {
    let columns = supplement.columns;
    let row = &supplement.row;
    let is_unused = row.bytes(columns.plan_date) == b"00000000" && row.bytes(columns.month) == b"000000";
    // Under a name with a month it is the month that is wrong, and a rule about the name says so.
    if is_unused && !columns.with_slips {
        row.report(&RULE, columns.plan_date, out);
    }
}
