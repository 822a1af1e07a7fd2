//! C0305: the records are those of another kind than the name says.

use crate::check::Context;
use crate::data::Layout;
use crate::finding::{Finding, Fold, Rule, Severity, Text};
use crate::scan::Record;

pub(crate) static RULE: Rule = Rule {
    id: "C0305",
    slug: "other-kind",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("名前と中身の種類が違います", "The name says one kind, the records are another"),
    message: Text::new(
        "名前は「{named}」（{named_prefix}）ですが、中身は「{found}」（{found_prefix}）の並びです。",
        "The name says {named_prefix}, the records have the layout of {found_prefix}.",
    ),
    why: Text::new(
        "相手のソフトは名前を見て種類を判断します。種類が違うと、別の表として読み込まれるか、エラーになります。",
        "The recipient's software goes by the name; it would read the records as another sheet or fail.",
    ),
    cure: Text::new(
        "ファイル名を付け替えたときは、元の名前（{found_prefix}_…）に戻してください。そうでなければ、介護ソフトからもう一度出力してください。",
        "If the file was renamed, give it back its name ({found_prefix}_…); otherwise export again.",
    ),
    source: "別紙 ファイル名規約・CSVファイルレイアウト定義書",
    ambiguities: &[],
};

pub(super) fn finding(context: &Context, record: &Record<'_>, found: &Layout) -> Finding {
    let named = context.layout.kind;
    context
        .record_finding(&RULE, record)
        .fact("named", named.title())
        .fact("named_prefix", named.prefix())
        .fact("found", found.kind.title())
        .fact("found_prefix", found.kind.prefix())
}
