//! What goes wrong on this PC, in words.

use super::{Refusal, in_its_words};
use crate::home::{IdentityError, SettingsError};
use crate::store::StoreError;
use std::io;
use std::path::Path;

impl From<&SettingsError> for Refusal {
    fn from(error: &SettingsError) -> Self {
        match error {
            SettingsError::NotEnrolled => Self::new(
                "この端末は、まだ登録されていません。",
                "連携基盤の名前と電子証明書が、この端末にありません。",
                "利用申請サイトの「電子証明書」で発行コードを発行し、renkei enroll --hub 連携基盤の名前 を行ってください。",
                "",
            ),
            SettingsError::File { file, source } => Self::of_file(file, source),
            SettingsError::Damaged { file, source } => Self::new(
                format!("設定ファイル「{}」がこわれています。", file.display()),
                in_its_words(source),
                "利用申請サイトの「電子証明書」で新しい発行コードを発行し、renkei enroll --again で登録し直してください。利用申請サイトにログインできないときは、運営者に連絡してください。記録はそのまま使えます。",
                "",
            ),
        }
    }
}

impl From<&IdentityError> for Refusal {
    fn from(error: &IdentityError) -> Self {
        Self::new(
            "この端末の鍵か電子証明書が使えません。",
            chain(error),
            "renkei doctor で状態を確かめてください。直らないときは、利用申請サイトの「電子証明書」で新しい発行コードを発行し、renkei enroll --again で登録し直してください。",
            "",
        )
    }
}

impl From<&StoreError> for Refusal {
    fn from(error: &StoreError) -> Self {
        let (what, cure) = match error {
            StoreError::Newer { .. } => (
                "このパソコンの記録は、もっと新しい版のアプリのものです。",
                "アプリを新しくしてください。記録には何も書きこんでいません。",
            ),
            StoreError::Sealed { .. } | StoreError::Secret(_) => (
                "このパソコンの記録を開けません。",
                "データフォルダーを別のパソコンや別の利用者から写したときは、元の場所で使うか、登録し直してください。",
            ),
            StoreError::Full(_) => ("これ以上は保存できません。", "要らないものを消してから、もう一度お試しください。"),
            StoreError::State { .. } => ("いまの状態ではできない操作です。", "renkei sent で状態を確かめてください。"),
            _ => (
                "このパソコンの記録を読み書きできません。",
                "ディスクの空きと、データフォルダーに書きこむ権限があるかを確かめてください。",
            ),
        };
        Self::new(what, chain(error), cure, "")
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::from(&error)
    }
}

impl Refusal {
    /// A file or folder that cannot be read or written.
    pub fn of_file(file: &Path, error: &io::Error) -> Self {
        let (why, cure) = match error.kind() {
            io::ErrorKind::NotFound => ("そこにはありません。".to_owned(), "名前と場所を確かめてください。"),
            io::ErrorKind::PermissionDenied => (
                "権限がありません。".to_owned(),
                "ほかのソフトで開いていないか、書きこむ権限があるかを確かめるか、別の場所を選んでください。",
            ),
            io::ErrorKind::StorageFull => ("ディスクの空きがありません。".to_owned(), "空きを作ってください。"),
            _ => (in_its_words(error), "ファイルと場所を確かめてください。"),
        };
        Self::new(format!("「{}」を読み書きできません。", file.display()), why, cure, "")
    }
}

/// An error with its causes, for the line that says why.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    in_its_words(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::OutboxState;

    #[test]
    fn what_goes_wrong_on_this_pc_in_words() {
        let file = || std::path::PathBuf::from("out/a.CSV");
        let io = |kind| io::Error::new(kind, "the system's word");
        let damaged = serde_json::from_str::<u8>("x").unwrap_err();
        let said = [
            Refusal::from(&SettingsError::NotEnrolled),
            Refusal::from(&SettingsError::Damaged { file: file(), source: damaged }),
            Refusal::from(&IdentityError::Mismatch),
            Refusal::from(&StoreError::Newer { found: 2, known: 1 }),
            Refusal::from(&StoreError::Sealed { table: "outbox", column: "letter" }),
            Refusal::from(&StoreError::State { from: OutboxState::Accepted, to: OutboxState::Sending }),
            Refusal::from(&StoreError::Io(io(io::ErrorKind::StorageFull))),
            Refusal::of_file(&file(), &io(io::ErrorKind::NotFound)),
            Refusal::of_file(&file(), &io(io::ErrorKind::PermissionDenied)),
            Refusal::of_file(&file(), &io(io::ErrorKind::StorageFull)),
        ];
        let said: Vec<String> = said.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!("local", said.join("\n\n"));
    }
}
