//! C0807: the name of an attachment is not in the composed form (NFC).

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0807",
    slug: "attachment-name-decomposed",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("添付ファイルの名前の濁点が、別の文字に分かれています", "The name of an attachment is decomposed"),
    message: Text::new(
        "「{shown}」の名前は、濁点や半濁点が別の文字に分かれています。",
        "Voiced marks stand apart from their letters in the name of “{shown}”.",
    ),
    why: Text::new(
        "Macで付けた名前に多い形です。Windowsでは見た目が崩れたり、同じ名前が別のものとして扱われたりします。",
        "Names made on a Mac are often like that; elsewhere they look broken or do not match.",
    ),
    cure: Text::new(
        "ファイルの名前を「{suggestion}」と入力し直して、もう一度選んでください。",
        "Type the name anew as “{suggestion}” and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
