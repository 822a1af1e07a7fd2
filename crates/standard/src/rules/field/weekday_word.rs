//! C0440: a weekday is written as a word.

use super::Explanation;
use crate::check::Case;
use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0440",
    slug: "weekday-word",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("曜日が文字で書かれています", "A weekday is written as a word"),
    message: Text::new(
        "{field}の「{value}」は文字です（{count}か所）。コード「{suggestion}」として読みました。",
        "“{value}” in {field} is a word ({count} places); it was read as code “{suggestion}”.",
    ),
    why: Text::new(
        "標準仕様の例は文字ですが、データは1（月）から7（日）のコードで書きます。",
        "The example of the standard shows words, but the data has codes from 1 (Monday) to 7 (Sunday).",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で直せるときはコードにしてください。",
        "It can be sent as it is. Write the code if the export settings allow it.",
    ),
    source: "別紙 3表の構成",
    ambiguities: &[124],
};

pub(super) fn explain(case: &Case<'_>) -> Option<Explanation> {
    let table = case.field.codes.as_ref().filter(|table| table.name == "曜日")?;
    let word = case.meant.trim_matches(['(', ')']);
    let (code, _) = table.codes.iter().find(|(_, label)| {
        *label == word || label.strip_suffix('日') == Some(word) || label.strip_suffix("曜日") == Some(word)
    })?;
    Some(Explanation::of(&RULE).suggest(*code))
}
