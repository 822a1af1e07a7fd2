//! C0705: a file that deletes stands beside others.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0705",
    slug: "deletion-not-alone",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new(
        "取り下げのファイルが、ほかのファイルと一緒に入っています",
        "A deletion together with other files",
    ),
    message: Text::new(
        "ファイルの組み合わせが正しくありません。CSVファイルの組み合わせが標準仕様に準拠した組み合わせではありません。取り下げ（削除）のファイル {deletions} が、{others}と一緒に入っています。",
        "The deletion {deletions_en} stands beside {others_en}.",
    ),
    why: Text::new(
        "取り下げのファイルは1つだけで送ります。登録のファイルと同じ連番では、先に消すのか、後から消すのかが決まりません。",
        "A deletion travels alone: under one serial nobody can tell what comes first.",
    ),
    cure: Text::new(
        "標準仕様に準拠した組み合わせで再度アップロードを行ってください。先に取り下げのファイルだけを送り、ほかのファイルは新しい連番で送ってください。直して送り直すだけなら、取り下げは要りません。",
        "Send the deletion first, the rest with a new serial. To replace something no deletion is needed.",
    ),
    source: "本文2.4・3.4・5.1",
    ambiguities: &[60],
};
