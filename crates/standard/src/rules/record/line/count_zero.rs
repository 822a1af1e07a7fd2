//! C0504: the count of a service is 0.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0504",
    slug: "service-count-zero",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("サービス回数が0です", "The count of a service is 0"),
    message: Text::new(
        "{field}が0です（{count}か所）。1回として読みました。",
        "{field} is 0 ({count} places); it was read as 1.",
    ),
    why: Text::new(
        "1日に1回しか算定できないサービスの回数は、決まりがはっきりしませんが、1と書くのが確実です。",
        "For services that count once a day the standard is not clear; 1 is the safest.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの設定で直せるときは1にしてください。利用がなかった日なら、その行を除いてください。",
        "It can be sent as it is. Write 1 if you can; leave the record out if there was no service.",
    ),
    source: "別紙 第6表No14",
    ambiguities: &[83],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    if line.row.bytes(line.columns.count) == b"0" {
        line.row.report(&RULE, line.columns.count, out);
    }
}
