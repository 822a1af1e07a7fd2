//! The two folders of the care software, checked before they are kept: they can be used, and not for both at once.

use super::Shared;
use crate::preferences::Preferences;
use crate::refusal::Refusal;
use crate::refusal::in_its_words;
use desk::Trouble;
use std::io;
use std::path::Path;

impl Shared {
    /// Those that are not there and would be made. What is suggested may be made without a question: nobody mistyped it.
    pub(super) fn folders_to_make(&self, folders: Vec<String>) -> Vec<String> {
        let is_new = |folder: &String| {
            let path = Path::new(folder);
            path.is_absolute() && !path.exists() && *folder != self.suggested
        };
        folders.into_iter().filter(is_new).collect()
    }
}

/// Checks both folders and makes those that are not there; `fields` are their names in the form: save, send.
///
/// # Errors
/// What is wrong with which.
pub(super) fn check(preferences: &Preferences, fields: [&str; 2]) -> Result<(), Trouble> {
    let [save, send] = fields;
    if preferences.save_folder.is_empty() {
        let cure = "介護ソフトが読み込むフォルダーを書いてください。";
        return Err(Trouble::input(save, "受信したファイルの保存先が空です。", cure));
    }
    usable(&preferences.save_folder, save)?;
    if preferences.send_folder.is_empty() {
        if preferences.watch_send_folder {
            let cure = "見張るフォルダーを書くか、見張るのをやめてください。";
            return Err(Trouble::input(send, "介護ソフトが書き出すフォルダーが空です。", cure));
        }
        return Ok(());
    }
    usable(&preferences.send_folder, send)?;
    if same(&preferences.save_folder, &preferences.send_folder) {
        let cure = "受信したものを送り返さないように、別のフォルダーにしてください。";
        return Err(Trouble::input(send, "2つのフォルダーが同じです。", cure));
    }
    Ok(())
}

/// A folder that is there, or is made now, and that can be written to.
fn usable(folder: &str, field: &str) -> Result<(), Trouble> {
    let path = Path::new(folder);
    if !path.is_absolute() {
        let cure = "ドライブの文字から書いてください。例: C:\\介護ソフト\\受信";
        return Err(Trouble::input(field, format!("「{folder}」の場所が分かりません。"), cure));
    }
    std::fs::create_dir_all(path).and_then(|()| writable(path)).map_err(|error| {
        let refusal = Refusal::of_file(path, &error);
        let mut trouble = Trouble::input(field, format!("「{folder}」に書きこめません。"), &*refusal.cure);
        trouble.why = match error.kind() {
            io::ErrorKind::PermissionDenied => "権限がありません。".to_owned(),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "フォルダーではなく、ファイルです。".to_owned()
            }
            _ => in_its_words(&error),
        };
        trouble
    })
}

/// Rights of folders are not told by the system alone, so a file is made and removed.
fn writable(folder: &Path) -> io::Result<()> {
    let probe = folder.join(".renkei-test");
    std::fs::write(&probe, b"")?;
    std::fs::remove_file(&probe)
}

fn same(one: &str, other: &str) -> bool {
    match (Path::new(one).canonicalize(), Path::new(other).canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}
