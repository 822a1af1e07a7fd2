//! C0517: a field that matters is empty though it has no mark.

use super::row::{Column, Row};
use crate::check::{Context, Watch};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;
use crate::types::DocumentKind;

pub(crate) static RULE: Rule = Rule {
    id: "C0517",
    slug: "important-empty",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("大事な項目が空です", "A field that matters is empty"),
    message: Text::new(
        "{field}が空です（{count}か所）。必須ではありませんが、相手が使う項目です。",
        "{field} is empty ({count} places); it is not required, but the recipient needs it.",
    ),
    why: Text::new(
        "要介護度・限度額・事業所名は、相手が計画や給付管理の確認に使います。空だと、電話で聞くことになります。",
        "Level of care, limits and names of offices are needed for checking; without them the recipient has to ask.",
    ),
    cure: Text::new(
        "介護ソフトで{field}を入力できるときは、入力してもう一度出力してください。そのままでも送れます。",
        "Enter {field} if you can and export again; it can be sent as it is.",
    ),
    source: "別紙 補足情報",
    ambiguities: &[68, 96],
};

/// The columns of a layout that matter, and where it says that the level is still being applied for.
#[derive(Debug)]
struct Important {
    always: Vec<Column>,
    unless_applying: Vec<Column>,
    status: Column,
    code: Column,
    office: Column,
}

pub(super) fn watch(context: &Context) -> Option<Box<dyn Watch>> {
    let (always, unless_applying): (&[&str], &[&str]) = match context.layout.kind {
        DocumentKind::UpHosoku => (&[], &["要介護状態区分", "区分支給限度基準額"]),
        DocumentKind::Up1Kyo => (&[], &["要介護状態区分"]),
        DocumentKind::UpYobo => (&[], &["要支援状態区分"]),
        DocumentKind::UpPlan | DocumentKind::UpJsk | DocumentKind::UpSikyu => (&["サービス事業所名"], &[]),
        _ => return None,
    };
    let columns = |names: &[&str]| names.iter().map(|name| context.layout.index_of(name)).collect();
    Some(Box::new(Important {
        always: columns(always),
        unless_applying: columns(unless_applying),
        status: context.layout.index_of("認定状況区分"),
        code: context.layout.index_of("サービスコード"),
        office: context.layout.index_of("サービス事業所コード"),
    }))
}

impl Watch for Important {
    fn record(&mut self, context: &Context, record: &Record<'_>, out: &mut Sink) {
        let row = Row { context, record };
        // The grand total of the seventh sheet is of no office.
        let is_total = row.bytes(self.code) == b"999999" || row.bytes(self.office) == b"9999999999";
        let always = self.always.iter().filter(|_| !is_total);
        let unless_applying = self.unless_applying.iter().filter(|_| row.bytes(self.status) != b"1");
        for column in always.chain(unless_applying).filter(|column| row.is_empty(**column)) {
            row.report(&RULE, *column, out);
        }
    }
}
