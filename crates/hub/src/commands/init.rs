//! `renkei-hub init`: makes the data folder and the configuration, and says what to do next.

use super::failure::Failure;
use super::passphrase;
use super::say::say;
use crate::authority::Founding;
use crate::config::SAMPLE;
use crate::data_folder::DataFolder;
use crate::provision::{Plan, provision};
use crate::surroundings::Surroundings;
use clap::Args;
use std::path::{Path, PathBuf};

/// データフォルダー、認証局、鍵、設定ファイルを作ります。すでにあるものは上書きしません。
///
/// 認証局の鍵は二つあり、それぞれ合言葉（12文字以上）で守られます。環境変数
/// RENKEI_HUB_ROOT_PASSPHRASE と RENKEI_HUB_ISSUING_PASSPHRASE に入れるか、ファイルで渡します。
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub(super) struct Init {
    /// データフォルダー（なければ作る）
    #[arg(long, value_name = "フォルダー")]
    data: PathBuf,
    /// 運営する組織の名前（証明書に載る。英数字を勧める）
    #[arg(long, value_name = "名前")]
    organisation: String,
    /// ネットワーク名（到達証に載る。例 kaigo.example.jp）
    #[arg(long, value_name = "名前")]
    network: String,
    /// 事業所が接続するときの名前またはIPアドレス（何度でも書ける）
    #[arg(long = "name", required = true, value_name = "名前")]
    names: Vec<String>,
    /// ルート鍵の合言葉を書いたファイル
    #[arg(long, value_name = "ファイル")]
    root_passphrase_file: Option<PathBuf>,
    /// 発行鍵の合言葉を書いたファイル
    #[arg(long, value_name = "ファイル")]
    issuing_passphrase_file: Option<PathBuf>,
}

impl Init {
    pub(super) fn run(&self, config: &Path, surroundings: &Surroundings) -> Result<(), Failure> {
        let root = passphrase::read(self.root_passphrase_file.as_deref(), "RENKEI_HUB_ROOT_PASSPHRASE", "ルート鍵")?;
        let issuing =
            passphrase::read(self.issuing_passphrase_file.as_deref(), "RENKEI_HUB_ISSUING_PASSPHRASE", "発行鍵")?;
        let folder = std::path::absolute(&self.data).map_err(Failure::of)?;
        let founding =
            Founding { organisation: &self.organisation, root_passphrase: &root, issuing_passphrase: &issuing };
        let plan = Plan { founding, network: &self.network, names: &self.names };
        provision(&DataFolder::new(&folder), &plan, surroundings).map_err(Failure::of)?;
        let kept = config.exists();
        if !kept {
            std::fs::write(config, self.configuration(&folder)).map_err(Failure::of)?;
        }
        let folder = folder.display();
        say!("連携基盤のデータを {folder} に作りました。");
        match kept {
            true => say!("設定ファイル {} はすでにあるため、そのままです。", config.display()),
            false => {
                say!("設定ファイル {} を作りました。待ち受けるポートなどを確かめてください。", config.display());
            }
        }
        say!();
        say!("次に行うこと:");
        say!(
            "  1. {folder}/authority/root.key.pem を、このコンピューターの外の安全な場所へ移す（2年に一度だけ使います）"
        );
        say!("  2. {folder} の控えを取る。とくに master.key がないと、保存した内容を開けません");
        say!("  3. 認証局を動かす:   renkei-hub ca serve");
        say!("  4. 連携基盤を動かす: renkei-hub serve");
        say!("  5. 事業所を登録する: renkei-hub office add --help");
        Ok(())
    }

    /// The commented sample with what was decided here.
    fn configuration(&self, folder: &Path) -> String {
        let names: Vec<String> = self.names.iter().map(|name| format!("{name:?}")).collect();
        SAMPLE
            .replace("\"/var/lib/renkei-hub\"", &format!("{:?}", folder.display().to_string()))
            .replace("network = \"example\"", &format!("network = {:?}", self.network))
            .replace("[\"hub.example.jp\"]", &format!("[{}]", names.join(", ")))
    }
}
