//! C0701: plan sheets and usage slips in one set.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0701",
    slug: "sheets-with-slips",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("計画書と利用票が1つの組に入っています", "Plan sheets and usage slips in one set"),
    message: Text::new(
        "ファイルの組み合わせが正しくありません。CSVファイルの組み合わせが標準仕様に準拠した組み合わせではありません。計画書（{sheets}）と利用票（{slips}）が一緒に入っています。",
        "The set mixes plan sheets ({sheets_en}) with usage slips ({slips_en}).",
    ),
    why: Text::new(
        "標準仕様では、計画書（第1表〜第3表）と利用票（第6表・第7表）は別々の組です。利用者補足情報も、組ごとに1つずつ付けます。混ざっていると、相手のソフトは取り込めません。",
        "The standard keeps them apart, each with supplementary information of its own. Mixed, they cannot be imported.",
    ),
    cure: Text::new(
        "標準仕様に準拠した組み合わせで再度アップロードを行ってください。2回に分けて送ります。1つ目は計画書：{first}。2つ目は利用票：{second}。",
        "Send two sets. Plan sheets: {first_en}. Usage slips: {second_en}.",
    ),
    source: "本文2.4・3.4 ファイルの組み合わせ",
    ambiguities: &[],
};
