//! C0608: 第7表: a person without the row of totals.

use super::sheet7::Person;
use crate::check::Context;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0608",
    slug: "total-row-missing",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("第7表に全合計の行がありません", "The seventh sheet has no row of totals for a person"),
    message: Text::new(
        "被保険者番号 {person} の方の、全合計の行（サービスコード 999999）がありません。",
        "There is no row of totals (service code 999999) for the insured number {person}.",
    ),
    why: Text::new(
        "標準仕様では、利用者ごとに全合計の行が1つ必要です。ないと、相手のソフトで別表の合計が表示できません。",
        "The standard requires one row of totals for every person.",
    ),
    cure: Text::new(
        "介護ソフトでこの方の利用票別表（第7表）を作り直して、もう一度出力してください。",
        "Make the person's sheet again in the care software and export it.",
    ),
    source: "別紙 CSVファイルレイアウト定義書 第7表 No7・No9",
    ambiguities: &[104],
};

/// Says it at the first row of the person.
pub(super) fn find(context: &Context, person: &Person, out: &mut Sink) {
    if person.total.is_none() {
        super::sheet7::report(context, &RULE, person, person.first, out, |finding| finding);
    }
}
