//! C0410: a spreadsheet program has changed numbers and dates all over the file.

use super::{lost_zero, scientific};
use crate::finding::{FieldRef, Finding, Fold, Rule, Severity, Text};
use std::sync::Arc;

pub(crate) static RULE: Rule = Rule {
    id: "C0410",
    slug: "spreadsheet-damage",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("表計算ソフトで保存されて、値が変わっています", "A spreadsheet program has changed the values"),
    message: Text::new(
        "番号の先頭の0が消えるなど、{count}か所の値が変わっています（{fields}）。表計算ソフトで開いて保存したファイルのようです。",
        "{count} values have changed: leading zeros are gone, or numbers and dates are written anew ({fields}). The file seems to have been saved by a spreadsheet program.",
    ),
    why: Text::new(
        "表計算ソフトは、番号を数として、日付を自分の書き方で保存します。相手のソフトは、利用者や事業所を見つけられません。",
        "Spreadsheet programs save numbers without zeros and dates in their own form; the recipient finds neither person nor office.",
    ),
    cure: Text::new(
        "このファイルは使わずに、介護ソフトからもう一度出力してください。出力したファイルは、開かずにそのまま送ってください。",
        "Do not use this file. Export again from the care software and send the file without opening it.",
    ),
    source: "別紙 コード表・CSVファイルレイアウト定義書",
    ambiguities: &[34],
};

/// Most fields that are named.
const NAMED: usize = 4;

/// The one cause of many lost zeros, when they show in two fields or in more than three places. One trace is enough in a
/// file whose texts have also lost their quotes.
pub(super) fn cause(document: &Arc<str>, symptoms: &[&Finding], unquoted: bool) -> Option<Finding> {
    let is_trace = |finding: &&&Finding| [lost_zero::RULE.id, scientific::RULE.id].contains(&finding.rule.id);
    let mut fields: Vec<FieldRef> = symptoms.iter().filter_map(|finding| finding.field()).collect();
    fields.sort_unstable_by_key(|field| field.no);
    fields.dedup();
    let places: u64 = symptoms.iter().map(|finding| finding.count).sum();
    symptoms.iter().find(is_trace)?;
    let first = symptoms.iter().filter_map(|finding| finding.place.spot.as_ref()).min_by_key(|spot| spot.byte)?;
    let names: Vec<&str> = fields.iter().map(|field| field.name).take(NAMED).collect();
    let more = if fields.len() > NAMED { "…" } else { "" };
    (unquoted || fields.len() > 1 || places > 3)
        .then(|| Finding::at(&RULE, document, first.clone()).fact("fields", format!("{}{more}", names.join("、"))))
}
