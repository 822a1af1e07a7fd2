//! C0704: the plan sheets come without the third one.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0704",
    slug: "third-sheet-missing",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("第3表のファイルがありません", "The third sheet is missing"),
    message: Text::new(
        "第1表・第2表はありますが、第3表 週間サービス計画表（UP3KYO）がありません。",
        "There are the first and second sheet, but not the third (UP3KYO).",
    ),
    why: Text::new(
        "2025年4月からの標準仕様では、第3表も一緒に送ることになっています。以前の版に合わせたソフトは第3表を出力できません。",
        "From April 2025 on the third sheet belongs to the set; software for the former version cannot write it.",
    ),
    cure: Text::new(
        "介護ソフトで第3表を出力できるときは、同じ連番で出力して一緒に送ってください。出力できないときは、このまま送れます。",
        "Export it with the same serial if the software can; otherwise the set can be sent as it is.",
    ),
    source: "本文2.2（A071）",
    ambiguities: &[71],
};
