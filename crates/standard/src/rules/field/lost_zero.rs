//! C0409: the leading zeros of a value of fixed width are gone.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0409",
    slug: "lost-zero",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("先頭の0が落ちています", "Leading zeros are gone"),
    message: Text::new(
        "{field}の「{value}」は桁が足りません（{count}か所）。先頭の0を補うと「{suggestion}」です。",
        "“{value}” in {field} is too short ({count} places); with its leading zeros it would be “{suggestion}”.",
    ),
    why: Text::new(
        "桁数の決まった番号や区分は、先頭の0も値の一部です。表計算ソフトで開いて保存すると、0が消えます。",
        "Leading zeros are part of numbers and codes of fixed width. Spreadsheet programs drop them when they save.",
    ),
    cure: Text::new(
        "表計算ソフトで開かずに、介護ソフトからもう一度出力してください。",
        "Export again from the care software and do not open the file in a spreadsheet program.",
    ),
    source: "別紙 コード表",
    ambiguities: &[34],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let width = match case.field.kind {
        FieldKind::Insurer | FieldKind::Insured | FieldKind::Time4 => case.field.length?,
        // The zeros of an unused date or month of 補足情報.
        FieldKind::Date8 | FieldKind::Month6 if case.meant.bytes().all(|byte| byte == b'0') => case.field.length?,
        FieldKind::Code if case.field.codes.is_some() => case.field.length?,
        _ => return None,
    };
    let width = usize::from(width);
    let is_number = case.meant.bytes().all(|byte| byte.is_ascii_digit());
    let padded = format!("{:0>width$}", case.meant);
    (is_number && case.meant.len() < width && fits(case, &padded)).then(|| Explanation::of(&RULE).suggest(padded))
}
