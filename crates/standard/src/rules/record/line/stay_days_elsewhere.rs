//! C0514: a service other than a short stay has days of stay.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0514",
    slug: "stay-days-elsewhere",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("短期入所でない行に利用日数があります", "Days of stay on another service"),
    message: Text::new(
        "短期入所でないサービスの{field}に「{value}」が入っています（{count}か所）。",
        "“{value}” stands in {field} of a service that is no short stay ({count} places).",
    ),
    why: Text::new(
        "利用日数は短期入所の行に書くのが確実です。ほかの行の日数は、読む側で使いません。",
        "Days of stay belong to short stays; on other records they are not used.",
    ),
    cure: Text::new(
        "そのまま送れます。サービスコードが正しいか確かめてください。",
        "It can be sent as it is. Look whether the service code is right.",
    ),
    source: "別紙 第6表No9・第7表No30〜32",
    ambiguities: &[93, 107],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    for column in line.columns.stay_days.into_iter().filter(Option::is_some) {
        let days = line.row.bytes(column);
        let is_number = !days.is_empty() && days.iter().all(u8::is_ascii_digit);
        if is_number && days != b"0" && (line.is_no_stay() || line.is_grand_total()) {
            line.row.report(&RULE, column, out);
            return;
        }
    }
}
