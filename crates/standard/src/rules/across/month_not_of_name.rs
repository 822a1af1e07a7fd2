//! C0601: the month of a record is not the month of the file's name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0601",
    slug: "month-not-of-name",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("行の年月がファイル名の年月と違います", "The month of a record is not that of the name"),
    message: Text::new(
        "ファイル名の年月は{expected}ですが、{line}行目の{field}は{found}です。",
        "The name says {expected_en}; {field} in line {line} says {found_en}.",
    ),
    why: Text::new(
        "1つのファイルに入れられるのは、ファイル名に書いた1か月分だけです。違う月の行があると、相手のソフトは取り込みを止めるか、別の月に入れてしまいます。",
        "A file holds one month, the one in its name. Other software refuses the file or files the record under the wrong month.",
    ),
    cure: Text::new(
        "介護ソフトで{expected}分だけを選んで、もう一度出力してください。ほかの月の分は、その月のファイルとして別に出力します。",
        "Export {expected_en} alone; other months go into files of their own.",
    ),
    source: "別紙 第6表・第7表 対象年月",
    ambiguities: &[59],
};
