//! C0308: a version value that is known to mean 202407.

use crate::check::Context;
use crate::finding::{Fold, Rule, Severity, Text};
use crate::types::CsvVersion;

pub(crate) static RULE: Rule = Rule {
    id: "C0308",
    slug: "version-alias",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("CSVバージョンの値が正式な値ではありません", "The CSV version is not the official value"),
    message: Text::new(
        "項目1「CSVバージョン」が「{value}」です。{expected}として読みました（{count}か所）。",
        "The CSV version is “{value}”; it was read as {expected} ({count} places).",
    ),
    why: Text::new(
        "第4.1版の正しい値は202407です。公表の途中で202504と書かれた時期があり、発出月の202410を入れるソフトもあります。相手のソフトによっては断られます。",
        "Edition 4.1 is 202407. 202504 stood in a draft, 202410 is the month of the notice; some software refuses both.",
    ),
    cure: Text::new(
        "介護ソフトを最新にして、もう一度出力してください。直らないときはソフトの会社に「CSVバージョンは202407」と伝えてください。",
        "Update the care software and export again, or tell its maker that the CSV version is 202407.",
    ),
    source: "本文更新履歴／別紙 CSVバージョン履歴",
    ambiguities: &[1, 6],
};

/// Values that stand for 202407 (A001), also when written in full-width digits.
pub(super) fn is_alias(context: &Context, meant: &str) -> bool {
    let version = context.layout.version;
    meant == version.as_str() || (version == CsvVersion::V202407 && matches!(meant, "202504" | "202410"))
}
