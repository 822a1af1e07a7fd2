//! `renkei-hub key`: the master key.

use super::failure::Failure;
use super::say::say;
use crate::admin::{AdminAnswer, AdminQuestion, ask};
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::rotation::rotate;
use crate::serve::Opened;
use crate::surroundings::Surroundings;
use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub(super) enum Key {
    /// 保存を守る鍵（master.key）を新しいものに交換する。動かしたまま行え、途中で止まっても続きから行われる
    Rotate,
}

impl Key {
    pub(super) async fn run(self, config: &Config, surroundings: &Surroundings) -> Result<(), Failure> {
        let Self::Rotate = self;
        let folder = DataFolder::new(&config.data);
        let lines = match ask(&folder, &AdminQuestion::RotateKey).await {
            Some(Ok(AdminAnswer::Done(lines))) => lines,
            Some(Ok(AdminAnswer::Refused(lines))) => return Err(Failure::says(lines)),
            Some(Err(error)) => return Err(Failure::of(error)),
            None => {
                let opened = Opened::open(&folder, surroundings).map_err(Failure::of)?;
                done(&rotate(&folder, &*opened.store, surroundings, || true).await.map_err(Failure::of)?)
            }
        };
        lines.iter().for_each(|line| say!("{line}"));
        Ok(())
    }
}

/// What an operator does after a rotation.
pub(crate) fn done(name: &str) -> Vec<String> {
    vec![
        format!("鍵を交換しました。新しい master.key の名前は {name} です。"),
        "新しい master.key の控えを取ってください。".to_owned(),
        "前の鍵は retired フォルダーにあります。前の控えを戻すときだけ必要です。安全な場所へ移してください。"
            .to_owned(),
    ]
}
