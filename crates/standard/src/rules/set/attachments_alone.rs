//! C0730: PDF or JPEG without any file of the standard.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0730",
    slug: "attachments-alone",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("標準仕様のCSVファイルがありません", "Attachments without a file of the standard"),
    message: Text::new(
        "「{file}」のような添付ファイルだけで、標準仕様のCSVファイルが入っていません。",
        "There are only attachments such as “{file}”, no file of the standard.",
    ),
    why: Text::new(
        "添付ファイルだけでは、相手の介護ソフトに取り込まれません。画面で開いて見るだけになります。",
        "Attachments alone are not imported; they can only be looked at.",
    ),
    cure: Text::new(
        "計画書や利用票も送るときは、介護ソフトから出力したCSVファイルも一緒に選んでください。添付だけでよければ、このまま送れます。",
        "Choose the exported files too, or send it as it is if attachments are all you mean to send.",
    ),
    source: "本文2.2・3.2（A153）",
    ambiguities: &[153],
};
