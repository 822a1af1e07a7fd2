//! C0713: 利用者補足情報 is the one for the other kind of set.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0713",
    slug: "supplementary-of-another-set",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new(
        "利用者補足情報が、この組のものではありません",
        "The supplementary information is that of another set",
    ),
    message: Text::new(
        "「{file}」は{found}に付ける利用者補足情報です。この組は{set}なので、年月が{should}のものが必要です。",
        "“{file}” goes with {found_en}. This set is of {set_en} and needs the one with {should_en}.",
    ),
    why: Text::new(
        "利用者補足情報は、計画書に付けるもの（年月が000000）と、利用票に付けるもの（年月がサービス提供年月）が別です。中の日付も違うので、入れ替えられません。",
        "There is one for the plan sheets (000000) and one for the slips (the month); they also differ inside.",
    ),
    cure: Text::new(
        "介護ソフトで、{set}と一緒に利用者補足情報を出力し直してください。ファイル名だけを変えても、取り込めません。",
        "Export it again together with {set_en}; renaming the file does not help.",
    ),
    source: "別紙 利用者補足情報（A015）",
    ambiguities: &[15],
};
