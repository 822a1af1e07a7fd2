//! C0721: a 別表 of a person without its parent record.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0721",
    slug: "table-without-parent",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("別表の親になる行がありません", "A table without its parent record"),
    message: Text::new(
        "{form}の被保険者番号 {person} の方（{date}）の行が、{partner}にありません。",
        "{form_en} has the insured number {person} ({date_en}), {partner_en} has not.",
    ),
    why: Text::new(
        "別表は、{partner}の同じ方・同じ日の行に付きます。その行がないと、取り込めません。",
        "A table belongs to the record of the same person and day in {partner_en}.",
    ),
    cure: Text::new(
        "介護ソフトで、{partner}と別表をまとめて出力し直してください。",
        "Export {partner_en} and its tables together.",
    ),
    source: "別紙 ファイルの紐づけ 基本情報・支援計画書",
    ambiguities: &[62, 69],
};
