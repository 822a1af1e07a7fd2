//! C0036: plan sheets made after March 2025 under a name in the older form.

use super::subject::Subject;
use super::wording;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::types::{Action, CsvVersion, DocumentName, TargetMonth};

pub(crate) static RULE: Rule = Rule {
    id: "C0036",
    slug: "name-old-form-plan",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("計画書に古い形の名前が付いています", "The older form of name for plan sheets"),
    message: Text::new(
        "「{name}」は{date_ja}に作られましたが、サービス種類コードのない古い形（202208版）の名前です。",
        "“{name}” was made on {date_en}, but its name has the older form (202208) without service types.",
    ),
    why: Text::new(
        "2025年4月以降に送る計画書には、202407版を使います。相手のソフトが古い形を読まないことがあります。",
        "Plan sheets sent from April 2025 on follow version 202407; the recipient may not read the older form.",
    ),
    cure: Text::new(
        "介護ソフトの版の設定を202407にして、もう一度出力してください。正しい形は「{form_ja}」です。",
        "Set the care software to version 202407 and export again. The form is “{form_en}”.",
    ),
    source: "別紙No1の注",
    ambiguities: &[2],
};

/// A deletion keeps the version of what it deletes (A004), so it is not asked.
pub(super) fn check(subject: &Subject<'_>, name: &DocumentName) -> Option<Finding> {
    let made = name.serial.date()?;
    let without_month = name.target_month().is_none() && name.kind.action() == Action::Register;
    let month = TargetMonth::parse(name.serial.as_str().get(..6)?.as_bytes()).ok()?;
    let new = CsvVersion::for_month(month) == CsvVersion::V202407;
    (without_month && new && name.version() == CsvVersion::V202208).then(|| {
        let finding = subject.about(&RULE, name.serial.as_str());
        finding.fact("date_ja", wording::day_ja(made)).fact("date_en", wording::day_en(made))
    })
}
