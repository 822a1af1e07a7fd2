//! C0025: a month from April 2025 on, under a name in the older form.

use super::subject::Subject;
use super::wording;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::{CsvVersion, DocumentName};

pub(crate) static RULE: Rule = Rule {
    id: "C0025",
    slug: "name-old-form-new-month",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("新しい月のファイルに、古い形の名前が付いています", "The older form of name for a newer month"),
    message: Text::new(
        "「{name}」は{month_ja}分ですが、サービス種類コードのない古い形（202208版）の名前です。",
        "“{name}” is for {month_en}, but its name has the older form (202208) without service types.",
    ),
    why: Text::new(
        "2025年4月以降のサービス提供月には、202407版を使います。相手のソフトが古い形を読まないことがあります。",
        "From April 2025 on version 202407 applies; the recipient may not read the older form.",
    ),
    cure: Text::new(
        "介護ソフトの版の設定を202407にして、もう一度出力してください。正しい形は「{form_ja}」です。",
        "Set the care software to version 202407 and export again. The form is “{form_en}”.",
    ),
    source: "別紙No1の注",
    ambiguities: &[3, 4],
};

pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let month = name.target_month()?;
    let wrong = name.version() == CsvVersion::V202208 && CsvVersion::for_month(month) == CsvVersion::V202407;
    wrong.then(|| {
        let finding = subject.about(&RULE, &month.to_string());
        finding.fact("month_ja", wording::month_ja(month)).fact("month_en", wording::month_en(month))
    })
}
