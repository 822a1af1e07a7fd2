//! C0534: a record is dated more than a year ahead.

use crate::check::{Context, Watch};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;
use crate::types::Date;

pub(crate) static RULE: Rule = Rule {
    id: "C0534",
    slug: "made-in-future",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("作成日などが1年以上先です", "A record is dated more than a year ahead"),
    message: Text::new(
        "{field}が「{value}」です（{count}か所）。今日から1年以上先の日付です。",
        "{field} is “{value}” ({count} places), more than a year ahead.",
    ),
    why: Text::new(
        "作成日や相談日は、計画を結び付けるのに使います。年の打ち間違いかもしれません。",
        "These dates link the records; the year may be mistyped.",
    ),
    cure: Text::new(
        "介護ソフトで{field}の年を確かめてください。正しければ、そのまま送れます。",
        "Look at the year of {field}; it can be sent if it is right.",
    ),
    source: "別紙 CSVファイルレイアウト定義書",
    ambiguities: &[],
};

/// The dates on which a record was made, and the last that is not asked about, as the digits of a date.
#[derive(Debug)]
struct Made {
    columns: Vec<usize>,
    last: String,
}

const NAMES: [&str; 6] = [
    "作成年月日",
    "居宅計画書作成年月日",
    "週間サービス計画表作成年月日",
    "居宅サービス計画作成（変更）日",
    "計画作成(変更)日",
    "相談日",
];

pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let today = context.options.as_of;
    let columns: Vec<usize> = NAMES.iter().filter_map(|name| context.layout.index_of(name)).collect();
    let last = format!("{:04}{:02}{:02}", today.year() + 1, today.month(), today.day());
    (!columns.is_empty()).then(|| Box::new(Made { columns, last }) as Box<dyn Watch>)
}

impl Watch for Made {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        for column in &self.columns {
            let date = record.bytes(*column);
            // Another century has been told by the rule for dates.
            let is_far = date > self.last.as_bytes() && date < b"21000000";
            if is_far && Date::parse(date).is_some() {
                context.report(&RULE, record, *column, out);
            }
        }
    }
}
