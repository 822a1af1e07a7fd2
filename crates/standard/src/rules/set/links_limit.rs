//! C0729: so many persons that the files are not compared with each other.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0729",
    slug: "links-limit",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new(
        "利用者がとても多いため、ファイルどうしの比較を一部やめました",
        "Too many persons to compare all files",
    ),
    message: Text::new(
        "「{file}」には利用者がとても多いため、ほかのファイルと利用者がそろっているかを、一部しか調べていません。",
        "“{file}” has too many persons to compare all of them with the other files.",
    ),
    why: Text::new("ほかの検査は最後の行まで行っています。", "All other rules looked at every record."),
    cure: Text::new(
        "1つの組に入れる利用者を減らすと、すべて調べられます。",
        "Put fewer persons into a set to have all compared.",
    ),
    source: "記載なし",
    ambiguities: &[],
};
