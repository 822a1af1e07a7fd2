//! C0109: a PDF under the name of a CSV file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0109",
    slug: "file-pdf",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("中身がPDFです", "The file is a PDF"),
    message: Text::new("「{file}」の中身はPDFです。CSVファイルではありません。", "“{file}” is a PDF, no CSV file."),
    why: Text::new(
        "相手のソフトが読めるのは、介護ソフトの出力したCSVファイルだけです。",
        "The recipient's software reads only the CSV file that the care software exports.",
    ),
    cure: Text::new(
        "介護ソフトからCSVファイルを出力して、選び直してください。PDFを送りたいときは、拡張子を「.pdf」にして添付してください。",
        "Export the CSV file from the care software. To send the PDF itself, give it the extension “.pdf” and attach it.",
    ),
    source: "本文4.2",
    ambiguities: &[],
};
