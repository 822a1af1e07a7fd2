//! C0728: two persons name the same image.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0728",
    slug: "image-of-two-persons",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("同じ画像が2人の利用者に付いています", "One image for two persons"),
    message: Text::new(
        "{line}行目の画像「{image}」は、{first}行目の別の利用者にも付いています。",
        "The image “{image}” in line {line} is also that of another person in line {first}.",
    ),
    why: Text::new(
        "家族構成の画像は、1人に1つが原則です。別の方の家族構成図が見えてしまうかもしれません。",
        "Each person has an image of their own; somebody else's family chart may be shown.",
    ),
    cure: Text::new(
        "介護ソフトで、それぞれの方の画像を確かめて、出力し直してください。",
        "See the images of both persons and export again.",
    ),
    source: "別紙 利用者基本情報No62",
    ambiguities: &[19],
};
