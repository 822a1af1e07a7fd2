//! Which rule stands for which kind of file that is no MS932 CSV.

use super::{
    archive, binary, blank, empty, markup, office_document, other_encoding, pdf, picture, separator, shortcut, utf8,
    utf16, workbook, zeros,
};
use crate::check::Foreign;
use crate::finding::{Finding, Rule, Sink};
use crate::rules::name;
use std::sync::Arc;

/// Says what the file is instead of MS932 CSV, unless its name has said so.
pub(crate) fn report_foreign(document: &Arc<str>, foreign: Foreign, out: &mut Sink) {
    if name::tells_content(out, is_text(foreign)) {
        return;
    }
    let finding = Finding::of_document(rule_of(foreign), document);
    out.push(match foreign {
        Foreign::Utf8 { mark: true } => finding.fact("mark_ja", "（BOM付き）").fact("mark_en", " (with BOM)"),
        Foreign::Utf8 { mark: false } => finding.fact("mark_ja", "").fact("mark_en", ""),
        Foreign::EucJp => finding.fact("encoding", "EUC-JP"),
        Foreign::Jis => finding.fact("encoding", "JIS（ISO-2022-JP）"),
        Foreign::Separated { by: b'\t' } => finding.fact("separator", "タブ").fact("separator_en", "tabs"),
        Foreign::Separated { .. } => finding.fact("separator", "セミコロン（;）").fact("separator_en", "semicolons"),
        _ => finding,
    });
}

/// A file that may be CSV all the same, whatever its extension says.
fn is_text(foreign: Foreign) -> bool {
    use Foreign as F;
    matches!(
        foreign,
        F::Empty | F::Blank | F::Zeros | F::Utf8 { .. } | F::Utf16 | F::EucJp | F::Jis | F::Separated { .. }
    )
}

fn rule_of(foreign: Foreign) -> &'static Rule {
    match foreign {
        Foreign::Empty => &empty::RULE,
        Foreign::Blank => &blank::RULE,
        Foreign::Zeros => &zeros::RULE,
        Foreign::Utf8 { .. } => &utf8::RULE,
        Foreign::Utf16 => &utf16::RULE,
        Foreign::EucJp | Foreign::Jis => &other_encoding::RULE,
        Foreign::Separated { .. } => &separator::RULE,
        Foreign::Workbook => &workbook::RULE,
        Foreign::OfficeDocument => &office_document::RULE,
        Foreign::Archive => &archive::RULE,
        Foreign::Pdf => &pdf::RULE,
        Foreign::Picture => &picture::RULE,
        Foreign::Markup => &markup::RULE,
        Foreign::Shortcut => &shortcut::RULE,
        Foreign::Binary => &binary::RULE,
    }
}
