//! `renkei-hub backup`, `restore`, `verify`: copies, and whether all that is stored is whole.

use super::failure::Failure;
use super::say::say;
use crate::backup::{make, restore};
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::scrub::scrub;
use crate::surroundings::Surroundings;
use std::path::Path;

/// Makes a backup.
pub(super) fn back_up(config: &Config, to: &Path, surroundings: &Surroundings) -> Result<(), Failure> {
    let folder = DataFolder::new(&config.data);
    let made = make(&folder, &config.network, to, surroundings.now()).map_err(Failure::of)?;
    say!(
        "控えを {} に作りました。送信{}件、監査の記録{}件です。",
        to.display(),
        made.transmissions,
        made.audit_entries
    );
    say!(
        "鍵は控えに入れていません。戻すには master.key（名前 {}）と pepper.key、authority フォルダーが必要です。",
        made.master_keys.join("、")
    );
    say!("鍵は、控えとは別の安全な場所に保管してください。");
    Ok(())
}

/// Restores a backup.
pub(super) fn bring_back(config: &Config, from: &Path, surroundings: &Surroundings) -> Result<(), Failure> {
    let folder = DataFolder::new(&config.data);
    let restored = restore(&folder, from, surroundings).map_err(Failure::of)?;
    let manifest = &restored.manifest;
    say!(
        "控え（{}）を {} に戻しました。送信{}件です。",
        manifest.made_at,
        config.data.display(),
        manifest.transmissions
    );
    for file in &restored.missing {
        say!("  次に: {} を、保管してある鍵から戻してください。", file.display());
    }
    if !manifest.master_keys.is_empty() {
        say!("  master.key の名前は {} です。", manifest.master_keys.join("、"));
    }
    say!("そのあと renkei-hub verify で全体を確かめ、renkei-hub ca serve と renkei-hub serve を行ってください。");
    say!("控えより後に届いていた送信は、事業所のパソコンがつながったときに自動で送り直されます。");
    say!("控えより後に行った、電子証明書の発行と失効、事業所の登録、パスワードの再設定は、もう一度行ってください。");
    Ok(())
}

/// Examines everything.
pub(super) fn verify(config: &Config) -> Result<(), Failure> {
    say!("保存されているものをすべて調べます。件数が多いと時間がかかります。");
    let seen = scrub(&DataFolder::new(&config.data), |line| say!("  破損  {line}")).map_err(Failure::of)?;
    say!("送信{}件、封筒{}件、到達証と受領証{}件を調べました。", seen.transmissions, seen.containers, seen.receipts);
    match seen.damaged {
        0 => {
            say!("壊れているものはありませんでした。");
            Ok(())
        }
        damaged => Err(Failure::says(vec![format!(
            "{damaged}か所が壊れています。上に名前を挙げたものを、控え（renkei-hub restore）から取り戻してください。"
        )])),
    }
}
