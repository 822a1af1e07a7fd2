//! C0028: characters in the name that Windows does not allow.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0028",
    slug: "name-forbidden-characters",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名に使えない文字があります", "Characters that a name may not have"),
    message: Text::new(
        "「{name}」に、ファイル名に使えない文字「{value}」が入っています。",
        "“{name}” has “{value}” in it, which may not stand in a name.",
    ),
    why: Text::new(
        "Windowsでは、この文字の入った名前でファイルを保存できません。相手が受け取れません。",
        "Windows cannot save a file under such a name, so the recipient cannot receive it.",
    ),
    cure: Text::new("その文字を取った名前に変えてください。", "Rename it without these characters."),
    source: "記載なし",
    ambiguities: &[],
};
