//! C0309: the version is none that is read.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0309",
    slug: "version-unknown",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("CSVバージョンが正しくありません", "The CSV version is not a valid one"),
    message: Text::new(
        "項目1「CSVバージョン」が「{value}」です。ここには「{expected}」が入ります（{count}か所）。",
        "The CSV version is “{value}”; it must be {expected} ({count} places).",
    ),
    why: Text::new(
        "相手のソフトは、この値を見て項目の並びを決めます。知らない値のファイルは取り込めません。",
        "The recipient's software chooses the layout by this value and refuses one that it does not know.",
    ),
    cure: Text::new(
        "介護ソフトを最新にして、{expected}版でもう一度出力してください。",
        "Update the care software and export again as {expected}.",
    ),
    source: "別紙No1",
    ambiguities: &[1],
};
