//! C0803: the name of an attachment has an invisible or direction-changing character.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0803",
    slug: "attachment-name-invisible",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new(
        "添付ファイルの名前に、見えない文字があります",
        "An invisible character in the name of an attachment",
    ),
    message: Text::new(
        "「{shown}」の名前に、見えない文字や文字の向きを変える文字（{code}）が入っています。",
        "The name of “{shown}” contains an invisible or direction-changing character ({code}).",
    ),
    why: Text::new(
        "見えない文字は、別の種類のファイルに見せかけるために使われることがあります。",
        "Such characters are used to make a file look like one of another kind.",
    ),
    cure: Text::new(
        "ファイルの名前を入力し直して、もう一度選んでください。",
        "Type the name anew and choose it again.",
    ),
    source: "記載なし（安全管理の指針）",
    ambiguities: &[],
};
