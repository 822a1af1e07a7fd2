//! C0570: an entry outside the insurance has an office number.

use super::row::{Column, Row};
use crate::check::{Context, Watch};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;
use crate::types::DocumentKind;

pub(crate) static RULE: Rule = Rule {
    id: "C0570",
    slug: "uninsured-office",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("保険対象外の行に事業者コードがあります", "An office number outside the insurance"),
    message: Text::new(
        "保険対象区分がN（対象外）で、{field}に「{value}」が入っています（{count}か所）。",
        "The entry is outside the insurance (N), and “{value}” stands in {field} ({count} places).",
    ),
    why: Text::new(
        "事業者コードは保険のサービスに入れ、保険外では空にします。番号があると、保険のサービスと数えるソフトがあります。",
        "The number belongs to insured services; some software counts an entry with a number among them.",
    ),
    cure: Text::new(
        "保険対象区分か事業者コードを確かめてください。そのままでも送れます。",
        "Look at the flag and the number; it can be sent as it is.",
    ),
    source: "別紙 2表No15・17",
    ambiguities: &[121],
};

/// The columns of the second sheet.
#[derive(Debug)]
struct Entry {
    insured: Column,
    office: Column,
}

pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let named = |name: &str| context.layout.index_of(name);
    let entry = || Entry { insured: named("保険対象区分"), office: named("サービス事業者コード") };
    (context.layout.kind == DocumentKind::Up2Kyo).then(|| Box::new(entry()) as Box<dyn Watch>)
}

impl Watch for Entry {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let row = Row { context, record };
        if row.bytes(self.insured) == b"N" && row.is_right(self.office) {
            row.report(&RULE, self.office, out);
        }
    }
}
