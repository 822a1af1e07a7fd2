//! C0711: the months in the names differ among the files.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0711",
    slug: "months-differ",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名の年月がそろっていません", "The months in the names differ"),
    message: Text::new(
        "「{file}」は{found}分、「{other}」は{expected}分です。",
        "“{file}” is for {found_en}, “{other}” for {expected_en}.",
    ),
    why: Text::new(
        "利用票と実績は、1か月ごとに1組です。違う月が混ざっていると、相手のソフトで予定や限度額が合わなくなります。",
        "Slips and results are one set a month; mixed months do not fit together.",
    ),
    cure: Text::new(
        "介護ソフトで1か月分だけを選んで、まとめて出力し直してください。別の月は、別の連番で送ります。",
        "Export one month together; other months travel with serials of their own.",
    ),
    source: "別紙 第6表・第7表 対象年月",
    ambiguities: &[],
};
