//! C0710: the service types in the names differ among the files.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0710",
    slug: "service-types-differ",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("ファイル名のサービス種類がそろっていません", "The service types in the names differ"),
    message: Text::new(
        "「{file}」のサービス種類（{found}）が、「{other}」（{expected}）と違います。",
        "The service types of “{file}” ({found}) differ from those of “{other}” ({expected}).",
    ),
    why: Text::new(
        "送信先が同じ番号で複数の種類のサービスをしているときは、種類ごとに別の組にします。混ざっていると、どちらのソフトで取り込むか分かりません。",
        "One office with several types gets a set for each type; mixed, nobody knows where to import it.",
    ),
    cure: Text::new(
        "種類ごとに分けて、それぞれ新しい連番で出力してください。",
        "Export a set for each type, each with a serial of its own.",
    ),
    source: "本文2.6・別紙 ファイル名規約（A013）",
    ambiguities: &[13, 14],
};
