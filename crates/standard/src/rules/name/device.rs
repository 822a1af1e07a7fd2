//! C0037: a name that Windows keeps for devices.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0037",
    slug: "name-device",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("Windowsで使えないファイル名です", "A name that Windows does not allow"),
    message: Text::new(
        "「{name}」は、Windowsが機器のために使う名前です。",
        "“{name}” is a name that Windows keeps for devices.",
    ),
    why: Text::new(
        "Windowsでは、この名前のファイルを保存できません。相手が受け取れません。",
        "Windows cannot save a file under such a name, so the recipient cannot receive it.",
    ),
    cure: Text::new("別の名前に変えてください。", "Give it another name."),
    source: "記載なし",
    ambiguities: &[],
};
