//! C0602: the month of a record of 利用者補足情報 is not the month of the file's name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0602",
    slug: "hosoku-month-not-of-name",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new(
        "利用者補足情報の年月がファイル名の年月と違います",
        "The month of the supplementary information is not that of the name",
    ),
    message: Text::new(
        "ファイル名の年月は{expected}ですが、{line}行目の{field}は{found}です。",
        "The name says {expected_en}; {field} in line {line} says {found_en}.",
    ),
    why: Text::new(
        "標準仕様は、計画書（第1表〜第3表）に付けるときは「000000」、利用票（第6表・第7表）に付けるときはサービス提供年月を、ファイル名と{field}の両方に書きます。違っていると、どちらに付く情報か分からなくなります。",
        "With the plan sheets both are 000000, with the usage slips both are the service month. When they differ, nobody can tell what the record belongs to.",
    ),
    cure: Text::new(
        "介護ソフトで、利用者補足情報を計画書または利用票と一緒に、もう一度出力してください。",
        "Export it again together with the plan sheets or the usage slips.",
    ),
    source: "別紙 利用者補足情報 No63（A015・A018）",
    ambiguities: &[15, 18],
};
