//! C0614: 第6表: the days of short stay before this month differ between rows of one person.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0614",
    slug: "short-stay-days-differ",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("前月までの短期入所利用日数が行によって違います", "The days of short stay differ between rows"),
    message: Text::new(
        "{line}行目の{field}は{value}ですが、同じ利用者の{first}行目は{other}です。",
        "{field} in line {line} says {value}; line {first} of the same person says {other}.",
    ),
    why: Text::new(
        "前月までの日数は利用者ごとに1つなので、短期入所のどの行でも同じ値になるはずです。違うと、30日超や認定期間の半数の計算が変わってしまいます。",
        "It is one number a person; when rows differ, the count of thirty days goes wrong.",
    ),
    cure: Text::new(
        "介護ソフトで{field}をそろえて、もう一度出力してください。",
        "Make it the same in the care software and export again.",
    ),
    source: "別紙 CSVファイルレイアウト定義書 第6表 No9（A093）",
    ambiguities: &[93],
};
