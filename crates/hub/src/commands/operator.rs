//! `renkei-hub operator`: who may use the console. The key is made here and goes into one file; no other copy is kept.

use super::admin::answer;
use super::failure::Failure;
use super::say::say;
use crate::admin::AdminQuestion;
use crate::authority::{AuthorityClient, AuthorityFiles, new_key, write_whole};
use crate::config::Config;
use crate::data_folder::DataFolder;
use crate::surroundings::Surroundings;
use clap::{Subcommand, ValueEnum};
use evidence::certificate::{Certificate, Pkcs12Random, export_pkcs12};
use evidence::{Curve, Signer as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum RoleName {
    /// 管理者（すべて行える）
    Admin,
    /// 担当（日々の仕事を行う）
    Clerk,
    /// 閲覧（見るだけ）
    Viewer,
    /// 国保連合会（自分の都道府県の事業所だけ。--prefecture も書く）
    Federation,
}

#[derive(Debug, Subcommand)]
pub(super) enum OperatorCommand {
    /// 使う人を登録し、証明書のファイルと登録コードを作る（認証局が動いている必要がある）
    Add {
        /// 監査記録に残る短いID（半角の英小文字、数字、ハイフン）
        id: String,
        /// 名前
        #[arg(long)]
        name: String,
        /// 役割
        #[arg(long, value_enum)]
        role: RoleName,
        /// 国保連合会の都道府県コード（01から47）
        #[arg(long)]
        prefecture: Option<String>,
        /// 証明書（PKCS#12）を書き込む新しいファイル
        #[arg(long, value_name = "ファイル")]
        to: PathBuf,
    },
    /// 証明書かパスキーをなくした人に、新しい証明書と登録コードを作る。前のものは使えなくなる
    Renew {
        /// ID
        id: String,
        /// 証明書（PKCS#12）を書き込む新しいファイル
        #[arg(long, value_name = "ファイル")]
        to: PathBuf,
    },
    /// 使えなくする
    Stop {
        /// ID
        id: String,
    },
    /// 一覧を示す
    List,
}

impl OperatorCommand {
    pub(super) async fn run(self, config: &Config, surroundings: &Surroundings) -> Result<(), Failure> {
        match self {
            Self::Add { id, name, role, prefecture, to } => {
                let role = role_text(role, prefecture.as_deref())?;
                let to = std::path::absolute(to).map_err(Failure::of)?;
                let made = issue(config, surroundings, &id, &to).await?;
                let certificate = made.certificate.to_pem();
                let question = AdminQuestion::AddOperator { id, name, role, certificate };
                hand_out(config, surroundings, question, &made, &to).await
            }
            Self::Renew { id, to } => {
                let to = std::path::absolute(to).map_err(Failure::of)?;
                let made = issue(config, surroundings, &id, &to).await?;
                let question = AdminQuestion::RenewOperator { id, certificate: made.certificate.to_pem() };
                hand_out(config, surroundings, question, &made, &to).await
            }
            Self::Stop { id } => super::admin::run(config, surroundings, AdminQuestion::StopOperator { id }).await,
            Self::List => super::admin::run(config, surroundings, AdminQuestion::ListOperators).await,
        }
    }
}

fn role_text(role: RoleName, prefecture: Option<&str>) -> Result<String, Failure> {
    let plain = match role {
        RoleName::Admin => "admin",
        RoleName::Clerk => "clerk",
        RoleName::Viewer => "viewer",
        RoleName::Federation => {
            let code = prefecture.and_then(|code| code.parse::<u8>().ok()).filter(|code| (1..=47).contains(code));
            let missing =
                || Failure::says(vec!["--prefecture に01から47までの都道府県コードを書いてください。".to_owned()]);
            return Ok(format!("federation:{:02}", code.ok_or_else(missing)?));
        }
    };
    Ok(plain.to_owned())
}

struct Made {
    certificate: Certificate,
    file: Zeroizing<Vec<u8>>,
    passphrase: Zeroizing<String>,
}

async fn issue(config: &Config, surroundings: &Surroundings, id: &str, to: &Path) -> Result<Made, Failure> {
    if !to.parent().is_some_and(Path::is_dir) {
        return Err(Failure::says(vec![format!("{} のフォルダーがありません。", to.display())]));
    }
    if to.exists() {
        return Err(Failure::says(vec![format!(
            "{} はすでにあります。別のファイルを指定してください。",
            to.display()
        )]));
    }
    let folder = DataFolder::new(&config.data);
    let key = new_key(Curve::P256, surroundings).map_err(Failure::of)?;
    let authority = AuthorityClient::new(&folder.authority_socket());
    let pem = authority.issue_operator(id, key.public_key()).await.map_err(|error| {
        let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
        let causes = causes.map(|cause| format!("  原因: {cause}"));
        let what = "認証局から証明書を受け取れませんでした。renkei-hub ca serve が動いているか、IDが正しいかを確かめてください。";
        Failure::says(std::iter::once(what.to_owned()).chain(causes).collect())
    })?;
    let certificate = Certificate::from_pem(&pem).map_err(Failure::of)?;
    let files = AuthorityFiles::new(&folder.authority());
    let (issuing, root) = (files.issuing().map_err(Failure::of)?, files.root().map_err(Failure::of)?);
    let passphrase = passphrase(surroundings);
    let random = Pkcs12Random {
        key: (surroundings.random(), surroundings.random()),
        certificates: (surroundings.random(), surroundings.random()),
        mac: surroundings.random(),
    };
    let name = format!("renkei {id}");
    let file = export_pkcs12(&key.to_pkcs8(), &certificate, &[&issuing, &root], &name, &passphrase, &random);
    Ok(Made { certificate, file: Zeroizing::new(file.map_err(Failure::of)?), passphrase })
}

/// 20 letters of an alphabet of 32: 100 bits.
fn passphrase(surroundings: &Surroundings) -> Zeroizing<String> {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let bytes: [u8; 20] = surroundings.random();
    let letters = bytes.iter().filter_map(|byte| ALPHABET.get(usize::from(byte & 31)));
    Zeroizing::new(letters.map(|letter| char::from(*letter)).collect())
}

/// Records the operator first: a certificate that nobody knows lets nobody in.
async fn hand_out(
    config: &Config,
    surroundings: &Surroundings,
    question: AdminQuestion,
    made: &Made,
    to: &Path,
) -> Result<(), Failure> {
    let lines = answer(config, surroundings, &question).await?;
    write_whole(to, &made.file).map_err(|error| {
        Failure::says(vec![
            format!("{} に書き込めません。({error})", to.display()),
            "renkei-hub operator renew で、書き込めるファイルを指定してやり直してください。".to_owned(),
        ])
    })?;
    say!("証明書のファイル: {}", to.display());
    say!("ファイルのパスワード: {}", *made.passphrase);
    for line in lines {
        say!("{line}");
    }
    say!();
    say!(
        "渡すもの: 証明書のファイル。パスワードと登録コードは、別の方法で渡してください。この画面に一度だけ表示されます。"
    );
    match &config.console {
        Some(console) => say!(
            "証明書をブラウザーに入れ、https://{}:{}/ を開いて、登録コードを入力してもらってください。",
            console.name,
            console.listen.port()
        ),
        None => say!("設定ファイルに [console] がないため、運営コンソールはまだ動いていません。"),
    }
    Ok(())
}
