//! C0552: a record of the weekly plan has no entry.

use super::Week;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0552",
    slug: "week-row-empty",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("週間計画表に内容のない行があります", "A record of the weekly plan has no entry"),
    message: Text::new(
        "{line}行目に、サービスも活動も入っていません（{count}行）。",
        "Line {line} has neither service nor activity ({count} records).",
    ),
    why: Text::new(
        "内容のない行は、相手のソフトで空の予定になるか、取り込みエラーになります。",
        "Such a record becomes an empty entry or fails at the import.",
    ),
    cure: Text::new(
        "介護ソフトで空の行を消して、もう一度出力してください。そのままでも送れます。",
        "Delete the empty entry and export again; it can be sent as it is.",
    ),
    source: "別紙 3表の構成",
    ambiguities: &[122],
};

pub(super) fn check(week: &Week<'_>, out: &mut Sink) {
    if week.groups().flatten().all(|column| week.row.is_empty(*column)) && !out.again_at(&RULE, None) {
        out.push(week.row.context.record_finding(&RULE, week.row.record));
    }
}
