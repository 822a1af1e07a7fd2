//! C0562: the name of the family picture is not one of this set.

use super::{Basic, image_extension};
use crate::finding::{Fold, Rule, Severity, Sink, Text};
use crate::types::{DocumentKind, DocumentName};

pub(crate) static RULE: Rule = Rule {
    id: "C0562",
    slug: "image-name",
    severity: Severity::Error,
    fold: Fold::Each,
    title: Text::new("画像のファイル名の形が違います", "The name of the picture has another form"),
    message: Text::new(
        "{field}の「{value}」は、この利用者基本情報と一緒に送る画像の名前ではありません。",
        "“{value}” in {field} is not the name of a picture that goes with this file.",
    ),
    why: Text::new(
        "画像の名前は「UPKIHON_IMAGE_」の後ろがこのファイルと同じで、最後に枝番4桁が付きます。違うと、相手のソフトが画像を見つけられません。",
        "The name is UPKIHON_IMAGE_, the rest of this file’s name and four digits; otherwise the picture is not found.",
    ),
    cure: Text::new(
        "介護ソフトからもう一度出力してください。受け取った基本情報を転送するときも、画像の名前を付け直します。",
        "Export again. When basic information is passed on, its pictures are named anew.",
    ),
    source: "別紙 利用者基本情報No62",
    ambiguities: &[21, 133, 134],
};

pub(super) fn check(basic: &Basic<'_>, out: &mut Sink) {
    if basic.row.is_empty(basic.columns.image) || !basic.row.is_right(basic.columns.image) {
        return;
    }
    let text = basic.row.text(basic.columns.image);
    let named =
        DocumentName::parse(&with_small_extension(&text)).filter(|name| name.kind == DocumentKind::UpKihonImage);
    let belongs = |image: &DocumentName| match basic.row.context.name {
        Some(file) => DocumentName { kind: file.kind, branch: None, ..*image } == DocumentName { branch: None, ..file },
        None => true,
    };
    if !named.is_some_and(|image| belongs(&image)) {
        let name = basic.row.context.name;
        let meant =
            named.zip(name).map(|(image, file)| DocumentName { branch: image.branch, kind: image.kind, ..file });
        basic.row.report_with(&RULE, basic.columns.image, out, |mut finding| {
            finding.suggestion = meant.map(|name| name.to_string());
            finding
        });
    } else if DocumentName::parse(&text).is_none() {
        basic.row.report(&image_extension::RULE, basic.columns.image, out);
    }
}

/// The extension in the case of the standard: .JPG and .jpeg are read too (A016).
fn with_small_extension(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if matches!(extension.to_ascii_lowercase().as_str(), "jpg" | "jpeg") => {
            format!("{stem}.jpg")
        }
        _ => name.to_owned(),
    }
}
