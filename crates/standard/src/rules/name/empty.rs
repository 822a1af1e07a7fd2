//! C0030: there is no name, or one of dots only.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0030",
    slug: "name-empty",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名がありません", "There is no name"),
    message: Text::new(
        "ファイル名がないか、「.」だけです（{name}）。",
        "There is no file name, or it is dots only ({name}).",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "介護ソフトが出力したファイルを選び直してください。",
        "Choose the file that the care software exported.",
    ),
    source: "記載なし",
    ambiguities: &[],
};
