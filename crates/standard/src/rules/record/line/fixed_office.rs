//! C0525: the fixed office number of the seventh sheet has another value.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::types::OfficeNumber;

pub(crate) static RULE: Rule = Rule {
    id: "C0525",
    slug: "fixed-office-number",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("固定の事業所コードが違います", "The fixed office number has another value"),
    message: Text::new(
        "{field}が「{value}」です（{count}か所）。ここには9999999999を入れる決まりです。",
        "{field} is “{value}” ({count} places); it always holds 9999999999.",
    ),
    why: Text::new(
        "この項目は固定の値です。読むときは使わないので、違っていても取り込めます。",
        "The field has a fixed value and is not used when reading.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの会社に「第7表の事業所コードは9999999999」と伝えてください。",
        "It can be sent as it is. Tell the maker of the care software that the value is 9999999999.",
    ),
    source: "別紙 第7表No34・35",
    ambiguities: &[105],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let office = line.row.bytes(line.columns.fixed_office);
    if office != b"9999999999" && OfficeNumber::from_bytes(office).is_some() {
        line.row.report(&RULE, line.columns.fixed_office, out);
    }
}
