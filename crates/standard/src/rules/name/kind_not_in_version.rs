//! C0017: a kind that only version 202407 has, under a name in the older form.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0017",
    slug: "name-kind-not-in-version",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new(
        "この種類のファイル名には、サービス種類コードが必要です",
        "This kind needs service types in its name",
    ),
    message: Text::new(
        "「{name}」にはサービス種類コードがありません。種類コードのない名前（202208版の形）に、この種類のファイルはありません。",
        "“{name}” has no service types, but this kind does not exist in the form without them (202208).",
    ),
    why: Text::new(
        "第3表と介護予防のファイルは、202407版で加わりました。",
        "The third sheet and the documents of preventive care came with version 202407.",
    ),
    cure: Text::new(
        "介護ソフトの版の設定を202407にして、もう一度出力してください。正しい形は「{form_ja}」です。",
        "Set the care software to version 202407 and export again. The form is “{form_en}”.",
    ),
    source: "本文 更新履歴／別紙 ファイル名規約",
    ambiguities: &[],
};
