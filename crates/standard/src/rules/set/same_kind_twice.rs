//! C0708: two different files of one kind.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0708",
    slug: "same-kind-twice",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("同じ種類のファイルが2つ入っています", "Two files of one kind"),
    message: Text::new(
        "{form}のファイルが2つあり、内容が違います（「{other}」と「{file}」）。",
        "There are two different files of {form_en}: “{other}” and “{file}”.",
    ),
    why: Text::new(
        "1つの組に入れられるのは、種類ごとに1つです。2つあると、後から取り込んだ方で上書きされます。",
        "A set has one of each kind; of two, the later overwrites the first.",
    ),
    cure: Text::new(
        "どちらが正しいか確かめて、古い方を外してください。",
        "See which one is right and leave the other out.",
    ),
    source: "本文2.4・3.4 ファイルの組み合わせ",
    ambiguities: &[],
};
