//! C0727: the name of an image is not that of its 利用者基本情報.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0727",
    slug: "image-name-of-another-set",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("画像の名前が、利用者基本情報の名前と合いません", "The name of an image is not that of its set"),
    message: Text::new(
        "{line}行目の画像「{image}」の名前が、利用者基本情報のファイル名（{expected}…）と合いません。",
        "The image “{image}” named in line {line} should begin with {expected}.",
    ),
    why: Text::new(
        "画像の名前は、枝番（最後の4桁）より前が利用者基本情報のファイル名と同じです。受け取った画像をそのまま別の事業所へ送ると、前の送信元の名前が残ります。",
        "Before its number an image has the name of the basic information. Passed on unchanged it still has the former sender's.",
    ),
    cure: Text::new(
        "介護ソフトで、利用者基本情報と画像をまとめて出力し直してください。画像の名前だけを変えると、利用者との結び付きが切れます。",
        "Export both again together; renaming only the image cuts it off from its person.",
    ),
    source: "別紙 利用者基本情報No62（A021）",
    ambiguities: &[21],
};
