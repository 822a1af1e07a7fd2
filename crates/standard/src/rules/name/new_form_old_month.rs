//! C0026: a month before April 2025, under a name in the newer form.

use super::subject::Subject;
use super::wording;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::{CsvVersion, DocumentName};

pub(crate) static RULE: Rule = Rule {
    id: "C0026",
    slug: "name-new-form-old-month",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("古い月のファイルに、新しい形の名前が付いています", "The newer form of name for an older month"),
    message: Text::new(
        "「{name}」は{month_ja}分ですが、サービス種類コードの付いた新しい形（202407版）の名前です。",
        "“{name}” is for {month_en}, but its name has the newer form (202407) with service types.",
    ),
    why: Text::new(
        "202407版は、2025年4月以降のサービス提供月に使います。それより前の月は202208版が正しい形です。",
        "Version 202407 applies from April 2025 on; earlier months have version 202208.",
    ),
    cure: Text::new(
        "相手のソフトが取り込めるか確かめてください。取り込めないときは、介護ソフトで202208版を選んで、もう一度出力してください。",
        "Ask whether the recipient can import it. If not, export again in version 202208.",
    ),
    source: "別紙No1の注／別紙 CSVバージョン履歴",
    ambiguities: &[3, 4, 7],
};

pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let month = name.target_month()?;
    let wrong = name.version() == CsvVersion::V202407 && CsvVersion::for_month(month) == CsvVersion::V202208;
    wrong.then(|| {
        let finding = subject.about(&RULE, &month.to_string());
        finding.fact("month_ja", wording::month_ja(month)).fact("month_en", wording::month_en(month))
    })
}
