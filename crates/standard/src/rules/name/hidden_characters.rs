//! C0027: control characters, or characters that turn or hide text, in the name.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0027",
    slug: "name-hidden-characters",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("ファイル名に見えない文字があります", "Hidden characters in the name"),
    message: Text::new(
        "「{name}」に、画面に出ない文字（{value}）が入っています。",
        "“{name}” has characters that cannot be seen ({value}).",
    ),
    why: Text::new(
        "見えない文字があると、名前が別のものに見えます。危険なファイルを安全なものに見せかける手口にも使われます。",
        "Such characters make a name look like another; they are used to make dangerous files look safe.",
    ),
    cure: Text::new(
        "このファイルの出どころを確かめてください。心当たりがあれば、名前を付け直すか、もう一度出力してください。",
        "Make sure where the file comes from. If it is yours, name it anew or export again.",
    ),
    source: "記載なし",
    ambiguities: &[],
};
