//! C0607: so many records that further ones are not compared with each other.

use crate::check::Context;
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0607",
    slug: "comparison-limit",
    severity: Severity::Warning,
    fold: Fold::File,
    title: Text::new("行がとても多いため、一部の比較をやめました", "Too many records to compare all of them"),
    message: Text::new(
        "行がとても多いため、{line}行目から後ろでは、{what}を調べていません。",
        "From line {line} on {what_en} is no longer looked for: there are too many records.",
    ),
    why: Text::new("ほかの検査は最後の行まで行っています。", "All other rules looked at every record."),
    cure: Text::new(
        "1つのファイルに入れる利用者を減らして、何回かに分けて出力すると、すべて調べられます。",
        "Split the file to have everything compared.",
    ),
    source: "記載なし",
    ambiguities: &[],
};

/// Says it once a file. `what`: what is no longer looked for, in both languages.
pub(super) fn report(context: &Context, record: &Record<'_>, what: Text, out: &mut Sink) {
    let finding = context.record_finding(&RULE, record);
    out.push(finding.fact("what", what.ja).fact("what_en", what.en));
}
