//! C0516: a result is of another service type than the name says.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0516",
    slug: "result-of-other-type",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("ファイル名と違う種類の実績があります", "A result of another type than the name says"),
    message: Text::new(
        "サービスコード「{value}」の種類は、ファイル名の送信元の種類「{named}」と違います（{count}か所）。",
        "The type of “{value}” is not the sender’s type {named} of the file name ({count} places).",
    ),
    why: Text::new(
        "実績のファイルは、事業所番号と種類ごとに分けるのが確実です。混ざっていても取り込めますが、相手のソフトによっては読み飛ばします。",
        "Results are safest in one file for each office and type; some software leaves other types out.",
    ),
    cure: Text::new(
        "介護ソフトでサービス種類ごとに出力できるときは、分けて出力してください。そのままでも送れます。",
        "Export type by type if the care software allows it; it can be sent as it is.",
    ),
    source: "本文5.1.2.1",
    ambiguities: &[9, 14],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let Some((_, Some(named))) = line.columns.result else { return };
    if line.service.is_some_and(|service| service != named) {
        line.row.report_with(&RULE, line.columns.code, out, |finding| finding.fact("named", named.as_str()));
    }
}
