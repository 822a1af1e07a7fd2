//! C0812: an attachment is neither PDF nor JPEG.

use super::content::Content;
use crate::finding::{Finding, Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0812",
    slug: "attachment-kind",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("送れない種類のファイルです", "A kind of file that cannot be sent"),
    message: Text::new("「{shown}」の中身は{what}です。", "“{shown}” is {what_en}."),
    why: Text::new(
        "送れるのは、標準仕様のCSVファイル、PDF、JPEG（写真や画像）だけです。ほかの種類は、相手のパソコンに害を与えるおそれがあるため止めています。",
        "Only files of the standard, PDF and JPEG can be sent; other kinds may harm the recipient's PC.",
    ),
    cure: Text::new("{advice}", "{advice_en}"),
    source: "記載なし（CSV・PDF・JPEGだけを送れます）",
    ambiguities: &[],
};

/// What it is and what can be done about it.
pub(super) fn facts(finding: Finding, content: Content) -> Finding {
    let (what, what_en) = content.words();
    let (advice, advice_en) = advice(content);
    finding.fact("what", what).fact("what_en", what_en).fact("advice", advice).fact("advice_en", advice_en)
}

fn advice(content: Content) -> (&'static str, &'static str) {
    match content {
        Content::Picture(_) => (
            "画像を開いて、JPEG（.jpg）で保存し直してから、もう一度選んでください。",
            "Open it, save it as JPEG (.jpg), and choose the new file.",
        ),
        Content::Office(_) => (
            "文書を開いて、PDFで保存し直してから、もう一度選んでください（「名前を付けて保存」で「PDF」を選べます）。",
            "Open it, save it as PDF, and choose the new file.",
        ),
        Content::Archive(_) => (
            "圧縮ファイルを開いて中のファイルを取り出し、PDF・JPEG・CSVを1つずつ選んでください。",
            "Take the files out and choose the PDF, JPEG and CSV files one by one.",
        ),
        Content::Text => (
            "介護ソフトから出力したCSVファイルなら、拡張子が「.CSV」のまま選んでください。文書なら、PDFで保存し直してください。",
            "If it is a file of the care software, choose it with its extension “.CSV”; a document is saved as PDF.",
        ),
        Content::Program => ("このファイルは送れません。組から外してください。", "It cannot be sent; leave it out."),
        _ => (
            "送りたい内容をPDFで保存し直してから、もう一度選んでください。送る必要がなければ、外してください。",
            "Save what you mean to send as PDF and choose that, or leave it out.",
        ),
    }
}
