//! C0613: 第6表: the days for pro-rating differ between rows of one person, office and service code.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0613",
    slug: "proration-differs",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("日割対象日が行によって違います", "The days for pro-rating differ between rows"),
    message: Text::new(
        "{line}行目の{field}は、同じ利用者・同じサービスコードの{first}行目と違います。",
        "{field} in line {line} differs from line {first} of the same person and service code.",
    ),
    why: Text::new(
        "日割対象日は1か月分の31日を表すので、同じサービスのどの行でも同じ値になるはずです。違うと、相手のソフトで日割の日数が変わってしまいます。",
        "It stands for the whole month, so all rows of a service should say the same; else the number of days depends on the row.",
    ),
    cure: Text::new(
        "介護ソフトで{field}をそろえて、もう一度出力してください。",
        "Make it the same in the care software and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書 第6表 No11（A077）",
    ambiguities: &[77],
};
