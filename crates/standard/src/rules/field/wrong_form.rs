//! C0415: a value that cannot stand in its field.

use super::Explanation;
use crate::check::Case;
use crate::data::{Field, FieldKind};
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0415",
    slug: "wrong-form",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("値の形が違います", "A value of another form"),
    message: Text::new(
        "{field}の「{value}」は、この項目の値の形ではありません。ここには{expected_ja}が入ります。",
        "“{value}” in {field} has not the form of the field: {expected_en}.",
    ),
    why: Text::new(
        "項目ごとに、入れられる文字と桁数が決まっています。形が違うと、相手のソフトがこの行を取り込めません。",
        "The standard fixes characters and length of each field; another form cannot be imported.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を入力し直して、もう一度出力してください。",
        "Enter {field} again in the care software and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[20],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let (ja, en) = expected(case.field)?;
    Some(Explanation::of(&RULE).fact("expected_ja", ja).fact("expected_en", en))
}

/// What stands in a field of this kind, in both languages; nothing for kinds that other rules answer whole.
fn expected(field: &Field) -> Option<(String, String)> {
    let length = field.length.unwrap_or_default();
    let (ja, en): (&str, &str) = match field.kind {
        FieldKind::Insurer => ("半角数字6桁", "six digits"),
        FieldKind::Insured => ("半角数字10桁（生活保護だけの方はHと数字9桁）", "ten digits, or H and nine digits"),
        FieldKind::Office => ("半角の数字・大文字英字10桁", "ten half-width digits or capitals"),
        FieldKind::Date8 => ("年月日8桁（例 20250425）", "a date of eight digits such as 20250425"),
        FieldKind::Month6 => ("年月6桁（例 202505）", "a month of six digits such as 202505"),
        FieldKind::Time4 => ("時刻4桁（例 0930）", "a time of four digits such as 0930"),
        FieldKind::Decimal => ("小数第2位までの数（例 10.00）", "a number with two decimals such as 10.00"),
        FieldKind::Postcode => ("ハイフン入りの郵便番号（例 000-0000）", "a postcode such as 000-0000"),
        FieldKind::ServiceCode => ("サービスコード6桁（種類2桁と項目4桁）", "a service code of six characters"),
        FieldKind::ServiceType => ("サービス種類コード2桁", "a service type of two characters"),
        FieldKind::Digits => return Some((format!("半角数字{length}桁まで"), format!("up to {length} digits"))),
        FieldKind::Code => {
            return Some((
                format!("半角の英数字{length}桁まで"),
                format!("up to {length} half-width letters or digits"),
            ));
        }
        _ => return None,
    };
    Some((ja.to_owned(), en.to_owned()))
}
