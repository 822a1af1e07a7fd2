//! C0603: records of several months in a file whose name tells no month.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0603",
    slug: "months-mixed",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("1つのファイルに2つの月が入っています", "Two months in one file"),
    message: Text::new(
        "最初の行の年月は{expected}ですが、{line}行目の{field}は{found}です。",
        "The first record says {expected_en}; {field} in line {line} says {found_en}.",
    ),
    why: Text::new(
        "標準仕様では、1つのファイルに入れられるのは1か月分だけです。",
        "The standard puts one month into one file.",
    ),
    cure: Text::new("介護ソフトで、月ごとに分けて出力してください。", "Export each month into a file of its own."),
    source: "別紙 第6表・第7表 対象年月",
    ambiguities: &[],
};
