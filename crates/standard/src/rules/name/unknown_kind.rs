//! C0018: the name begins with no kind of the standard.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0018",
    slug: "name-unknown-kind",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("標準仕様のファイル名ではありません", "Not a name of the standard"),
    message: Text::new(
        "「{name}」の先頭が、標準仕様のどの種類とも合いません{near_ja}。",
        "“{name}” begins with no kind of the standard{near_en}.",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "介護ソフトが出力したままの名前に戻すか、もう一度出力してください。ケアプランデータでなければ、このファイルを外してください。",
        "Restore the name that the care software gave, or export again. Leave the file out if it is no care-plan data.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
