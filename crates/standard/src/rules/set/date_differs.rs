//! C0722: the same person under another date in the partner file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0722",
    slug: "plan-date-differs",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("同じ利用者の日付が、ファイルどうしで違います", "The same person under different dates"),
    message: Text::new(
        "被保険者番号 {person} の方の日付が、{form}では{date}、{partner}では{other}です。",
        "For the insured number {person}, {form_en} says {date_en}, {partner_en} says {other_en}.",
    ),
    why: Text::new(
        "計画書は、保険者番号・被保険者番号・計画作成（変更）日（基本情報は相談日）が同じもの同士で結び付きます。日付が違うと、別の計画として扱われます。作成年月日は結び付けに使いません。",
        "Sheets are joined by insurer, insured number and this date; with another date they are different plans.",
    ),
    cure: Text::new(
        "介護ソフトで、この方の日付をそろえてから、まとめて出力し直してください。",
        "Make the dates the same in the care software and export all again.",
    ),
    source: "別紙 ファイルの紐づけ 計画作成（変更）日・相談日",
    ambiguities: &[64],
};
