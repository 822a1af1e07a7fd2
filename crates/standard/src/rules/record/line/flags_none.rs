//! C0512: no day is marked.

use super::Line;
use crate::finding::{Fold, Rule, Severity, Sink, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0512",
    slug: "flags-all-zero",
    severity: Severity::Warning,
    fold: Fold::Field,
    title: Text::new("日割対象日がすべて0です", "No day is marked"),
    message: Text::new(
        "{field}がすべて0です（{count}か所）。日割なしとして読みました。",
        "No day is marked in {field} ({count} places); it was read as no daily share.",
    ),
    why: Text::new(
        "日割でないときは空にする項目です。すべて0だと、対象日が1日もない日割と読むソフトがあります。",
        "The field is empty without a daily share; some software reads zeros as a share of no day.",
    ),
    cure: Text::new(
        "そのまま送れます。介護ソフトの出力設定で空にできるときは、空にしてください。",
        "It can be sent as it is. Leave it empty if the export settings allow it.",
    ),
    source: "別紙 第6表No11",
    ambiguities: &[77],
};

pub(super) fn check(line: &Line<'_>, out: &mut Sink) {
    let flags = line.row.bytes(line.columns.flags);
    if flags.len() == 31 && flags.iter().all(|flag| *flag == b'0') {
        line.row.report(&RULE, line.columns.flags, out);
    }
}
