//! C0726: an image that no record of 利用者基本情報 names.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0726",
    slug: "image-not-named",
    severity: Severity::Warning,
    fold: Fold::Each,
    title: Text::new("どの利用者のものか分からない画像があります", "An image that belongs to nobody"),
    message: Text::new(
        "画像「{file}」の名前が、利用者基本情報のどの行にも書かれていません。",
        "No record of the basic information names the image “{file}”.",
    ),
    why: Text::new(
        "画像は、利用者基本情報の項目62「家族構成 画像ファイル名」に書かれた名前で利用者と結び付きます。書かれていないと、相手のソフトは取り込めません。",
        "An image is joined to a person by the name in field 62 only.",
    ),
    cure: Text::new(
        "介護ソフトで、利用者基本情報と画像をまとめて出力し直してください。要らない画像なら外してください。",
        "Export the basic information and its images together, or leave the image out.",
    ),
    source: "別紙 利用者基本情報No62",
    ambiguities: &[19],
};
