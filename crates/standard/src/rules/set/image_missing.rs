//! C0725: an image that 利用者基本情報 names is not there.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0725",
    slug: "image-missing",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("家族構成の画像がありません", "An image is missing"),
    message: Text::new(
        "{line}行目に書かれた画像「{image}」が、この組に入っていません。",
        "The image “{image}” named in line {line} is not in the set.",
    ),
    why: Text::new(
        "利用者基本情報の項目62「家族構成 画像ファイル名」に名前を書いた画像は、一緒に送ります。ないと、相手の画面で家族構成図が表示されません。",
        "An image named in field 62 travels along; without it the family chart cannot be shown.",
    ),
    cure: Text::new(
        "画像「{image}」も一緒に選んでください。画像がないときは、介護ソフトで画像を外して出力し直してください。",
        "Choose the image too, or take it out in the care software and export again.",
    ),
    source: "別紙 利用者基本情報No62",
    ambiguities: &[133, 134],
};
