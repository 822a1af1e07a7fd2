//! C0111: a web page or XML under the name of a CSV file.

use crate::finding::{Fold, Rule, Severity, Text};

pub(crate) static RULE: Rule = Rule {
    id: "C0111",
    slug: "file-web-page",
    severity: Severity::Error,
    fold: Fold::File,
    title: Text::new("中身がホームページ（HTML・XML）です", "The file is a web page"),
    message: Text::new(
        "「{file}」の中身は、ホームページの文書（HTMLかXML）です。CSVファイルではありません。",
        "“{file}” is a web page (HTML or XML), no CSV file.",
    ),
    why: Text::new(
        "ダウンロードのときにログインが切れていると、CSVファイルの代わりに画面の内容が保存されることがあります。",
        "When the sign-in has run out, a download may hold the page instead of the file.",
    ),
    cure: Text::new(
        "ログインし直してダウンロードするか、介護ソフトからもう一度出力してください。",
        "Sign in and download it again, or export again from the care software.",
    ),
    source: "本文4.2",
    ambiguities: &[],
};
