//! C0709: sender, receiver or serial differ among the files.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0709",
    slug: "set-of-another-route",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名の送信元・送信先・連番がそろっていません", "The names of the files differ"),
    message: Text::new(
        "「{file}」は、ほかのファイル（「{other}」）と{what}が違います。",
        "“{file}” differs from “{other}” in {what_en}.",
    ),
    why: Text::new(
        "一緒に送るファイルは、送信元・送信先・連番（末尾14桁）がすべて同じです。違うと、別の組として扱われます。",
        "Files that travel together share sender, receiver and serial; otherwise they are different sets.",
    ),
    cure: Text::new(
        "介護ソフトで、まとめて（同じ連番で）もう一度出力してください。ファイル名は手で変えないでください。",
        "Export them together with one serial; do not change the names by hand.",
    ),
    source: "本文2.4・3.4 ファイル連番",
    ambiguities: &[17],
};
