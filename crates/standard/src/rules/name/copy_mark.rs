//! C0003: a browser or Explorer has put a copy mark on the name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0003",
    slug: "name-copy-mark",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名にコピーの印が付いています", "The name carries a copy mark"),
    message: Text::new(
        "「{name}」に「{value}」が付いています。同じ名前のファイルがあるときに、パソコンが自動で付ける印です。",
        "“{name}” carries “{value}”, which a computer adds when a file of that name already exists.",
    ),
    why: Text::new(
        "相手のソフトは、ファイル名から種類・年月・事業所を読み取ります。決まった形でないと取り込めません。",
        "The recipient's software reads kind, month and offices from the name; any other form is not imported.",
    ),
    cure: Text::new(
        "印のない同じ名前のファイルもあるときは、古い方を外してください。送るファイルの名前は「{suggestion}」にします。",
        "When the file without the mark is there too, leave out the older one. Name the file you send “{suggestion}”.",
    ),
    source: "別紙 ファイル名規約",
    ambiguities: &[],
};
