//! C0823: a JPEG tells where it was taken.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0823",
    slug: "jpeg-location",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("写真に撮影場所の情報が入っています", "A photograph tells where it was taken"),
    message: Text::new(
        "「{shown}」には、撮影した場所の情報（GPS）が入っています。",
        "“{shown}” contains the place where it was taken (GPS).",
    ),
    why: Text::new(
        "相手に、撮影した場所（利用者の自宅など）が伝わります。",
        "The recipient learns the place, for instance the person's home.",
    ),
    cure: Text::new(
        "必要がなければ、場所の情報を消して保存し直してから、もう一度選んでください。必要な情報なら、このまま送れます。",
        "Unless it is needed, remove the location, save it, and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
