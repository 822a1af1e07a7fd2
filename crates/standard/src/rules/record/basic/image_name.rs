//! C0562: what stands for the family picture is not the name of one.

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
        "{field}の「{value}」は、標準仕様の画像の名前の形ではありません。",
        "“{value}” in {field} has not the form of a picture’s name.",
    ),
    why: Text::new(
        "画像の名前は「UPKIHON_IMAGE_」の後ろがこのファイルと同じで、最後に枝番4桁が付きます。違うと、相手のソフトが画像を見つけられません。",
        "The name is UPKIHON_IMAGE_, the rest of this file’s name and four digits; otherwise the picture is not found.",
    ),
    cure: Text::new(
        "介護ソフトから画像と一緒にもう一度出力してください。画像がないときは、この項目を空にします。",
        "Export again together with the picture; without a picture the field is empty.",
    ),
    source: "別紙 利用者基本情報No62",
    ambiguities: &[133, 134],
};

pub(super) fn check(basic: &Basic<'_>, out: &mut Sink) {
    if basic.row.is_empty(basic.columns.image) || !basic.row.is_right(basic.columns.image) {
        return;
    }
    let text = basic.row.text(basic.columns.image);
    let is_image = |name: &str| DocumentName::parse(name).is_some_and(|name| name.kind == DocumentKind::UpKihonImage);
    if !is_image(&with_small_extension(&text)) {
        basic.row.report(&RULE, basic.columns.image, out);
    } else if !is_image(&text) {
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
