//! `renkei-hub ca`: the authority in a process of its own, and its revocation list.

use super::failure::Failure;
use super::say::say;
use super::{admin, passphrase, serve};
use crate::admin::AdminQuestion;
use crate::authority::{AuthorityFiles, AuthorityService, SocketError};
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::surroundings::Surroundings;
use clap::Subcommand;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch;

#[derive(Debug, Subcommand)]
pub(super) enum Ca {
    /// 発行鍵を持つ認証局を動かす。合言葉は環境変数 RENKEI_HUB_ISSUING_PASSPHRASE かファイルで渡す
    Serve {
        /// 発行鍵の合言葉を書いたファイル
        #[arg(long, value_name = "ファイル")]
        issuing_passphrase_file: Option<PathBuf>,
    },
    /// 失効リストを作り直す（ふだんは1時間ごとに自動で行われる）
    Crl,
}

impl Ca {
    pub(super) async fn run(self, config: &Config, surroundings: &Surroundings) -> Result<(), Failure> {
        match self {
            Self::Serve { issuing_passphrase_file } => {
                let file = issuing_passphrase_file.as_deref();
                let passphrase = passphrase::read(file, "RENKEI_HUB_ISSUING_PASSPHRASE", "発行鍵")?;
                run(config, &passphrase, surroundings).await
            }
            Self::Crl => admin::run(config, surroundings, AdminQuestion::RenewCrl).await,
        }
    }
}

async fn run(config: &Config, passphrase: &str, surroundings: &Surroundings) -> Result<(), Failure> {
    crate::serve::start_logs("info");
    let folder = DataFolder::new(&config.data);
    let files = AuthorityFiles::new(&folder.authority());
    let service = AuthorityService::open(files, passphrase, surroundings.clone()).map_err(Failure::of)?;
    let (stop, stopping) = watch::channel(false);
    say!("認証局が動いています。止めるには Ctrl-C を押します。");
    let path = folder.authority_socket();
    let serving = crate::authority::serve(&path, Arc::new(service), stopping);
    tokio::pin!(serving);
    tokio::select! {
        ended = &mut serving => return ended.map_err(ended_early),
        told = serve::told_to_stop() => told?,
    }
    let _ = stop.send(true);
    serving.await.map_err(Failure::of)
}

fn ended_early(error: SocketError) -> Failure {
    match error {
        SocketError::Taken => Failure::says(vec![
            "この認証局は、すでに別の renkei-hub ca serve で動いています。".to_owned(),
            "  動いているほうをそのまま使ってください。入れ替えるときは、先にそちらを止めてください。".to_owned(),
        ]),
        other => Failure::of(other),
    }
}
