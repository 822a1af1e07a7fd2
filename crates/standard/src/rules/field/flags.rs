//! C0445: the flags of a month are not 31 zeros and ones.

use super::{Explanation, fits};
use crate::check::Case;
use crate::data::FieldKind;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0445",
    slug: "flags-form",
    severity: Severity::Error,
    fold: Fold::Field,
    title: Text::new("日割対象日が31桁の0と1ではありません", "The days of a month are not 31 zeros and ones"),
    message: Text::new(
        "{field}は{found}文字です（{count}か所）。0と1を31文字並べます。",
        "{field} has {found} characters ({count} places); it takes 31 zeros and ones.",
    ),
    why: Text::new(
        "1日から31日までを1文字ずつ表す項目です。日数の少ない月の余りや対象外の日は、空白ではなく0を入れます。",
        "Each of the 31 characters is a day; days that do not exist or do not count are 0, not blank.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。表計算ソフトで開いたときは、そのファイルを使わないでください。",
        "Export again from the care software; do not use a file that was opened in a spreadsheet program.",
    ),
    source: "別紙 第6表No11",
    ambiguities: &[77],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    if case.field.kind != FieldKind::Flags31 {
        return None;
    }
    let found = case.text.chars().count().to_string();
    let said = Explanation::of(&RULE).fact("found", found);
    // Blanks for days that do not count, or a month written without the days it does not have.
    let written = format!("{:0<31}", case.text.trim_end().replace([' ', '　'], "0"));
    let is_month = matches!(case.text.chars().count(), 28..=31);
    Some(if is_month && fits(case, &written) { said.suggest(written) } else { said })
}
