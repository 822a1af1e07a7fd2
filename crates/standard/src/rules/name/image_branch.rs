//! C0014: the number of an image is not four digits.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0014",
    slug: "name-image-branch",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("画像の枝番が4桁ではありません", "The number of the image is not four digits"),
    message: Text::new(
        "「{name}」の最後に、画像の枝番（「_」と4桁の数字）がありません。",
        "“{name}” does not end with “_” and a number of four digits.",
    ),
    why: Text::new(
        "画像は、利用者基本情報に書かれたファイル名と突き合わせて取り込みます。名前が違うと、どの利用者の画像か分かりません。",
        "Images are found by the name written in 利用者基本情報.",
    ),
    cure: Text::new(
        "枝番を0001からの4桁にしてください。利用者基本情報の項目62に書いた名前とそろえてください。",
        "Number images with four digits from 0001, the same as in field 62 of 利用者基本情報.",
    ),
    source: "別紙 利用者基本情報No62",
    ambiguities: &[19],
};
