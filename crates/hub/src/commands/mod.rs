//! The command line of the hub. The only place that prints.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "commands speak to the operator")]

mod account;
mod admin;
mod backup;
mod ca;
mod certificate;
mod code;
mod doctor;
mod failure;
mod init;
mod key;
mod licence;
mod office;
mod operator;
mod passphrase;
mod say;
mod serve;

pub(crate) use key::done as rotated;

use crate::config::Config;
use crate::surroundings::Surroundings;
use clap::{Parser, Subcommand};
use failure::Failure;
use std::path::PathBuf;
use std::process::ExitCode;

/// 連携基盤（ケアプランデータの送受信サーバー）を動かし、管理します。
///
/// はじめての方は次の順に行います。
///   1. renkei-hub init          データフォルダーと認証局を作る
///   2. renkei-hub ca serve      認証局を動かす（別の窓で動かしたままにする）
///   3. renkei-hub serve         連携基盤を動かす（別の窓で動かしたままにする）
///   4. renkei-hub office add    事業所を登録する
///   5. renkei-hub licence grant / account create / code make  事業所が使えるようにする
///
/// 動かないときは renkei-hub doctor が、何がおかしいか、どうすればよいかを言葉で示します。
#[derive(Debug, Parser)]
#[command(name = "renkei-hub", version, verbatim_doc_comment)]
pub struct Cli {
    /// 設定ファイル
    #[arg(long, global = true, default_value = "renkei-hub.toml", value_name = "ファイル")]
    config: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// データフォルダー、認証局、鍵、設定ファイルを作る（最初に一度だけ）
    Init(init::Init),
    /// 連携基盤を動かす
    Serve,
    /// 認証局
    #[command(subcommand)]
    Ca(ca::Ca),
    /// 事業所の登録
    #[command(subcommand)]
    Office(office::Office),
    /// 事業所のユーザIDとパスワード
    #[command(subcommand)]
    Account(account::Account),
    /// 端末を登録するための発行コード
    #[command(subcommand)]
    Code(code::Code),
    /// 電子証明書
    #[command(subcommand)]
    Certificate(certificate::CertificateCommand),
    /// ライセンス
    #[command(subcommand)]
    Licence(licence::Licence),
    /// 運営コンソールを使う人
    #[command(subcommand)]
    Operator(operator::OperatorCommand),
    /// 保存を守る鍵
    #[command(subcommand)]
    Key(key::Key),
    /// 控えを作る。動かしたまま行える（鍵は入らない）
    Backup {
        /// 控えを置く新しいフォルダー
        #[arg(long, value_name = "フォルダー")]
        to: PathBuf,
    },
    /// 控えを、空のデータフォルダーに戻す
    Restore {
        /// 控えのフォルダー
        #[arg(long, value_name = "フォルダー")]
        from: PathBuf,
    },
    /// 保存されているものをすべて調べ、壊れているものの名前を挙げる。動かしたまま行える
    Verify,
    /// 動かない原因を調べ、どうすればよいかを示す
    Doctor,
}

/// Runs the command that the process was started with.
pub fn run(surroundings: &Surroundings) -> ExitCode {
    #[cfg(feature = "failpoints")]
    let _scenario = crate::fail_points::set_up();
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("renkei-hub を始められません。メモリーとスレッドの上限を確かめてください。({error})");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(cli.run(surroundings)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

impl Cli {
    async fn run(self, surroundings: &Surroundings) -> Result<(), Failure> {
        if let Command::Init(init) = &self.command {
            return init.run(&self.config, surroundings);
        }
        if let Command::Doctor = &self.command {
            return doctor::run(&self.config, surroundings).await;
        }
        let config = Config::read(&self.config).map_err(Failure::of)?;
        match self.command {
            Command::Init(_) | Command::Doctor => Ok(()),
            Command::Serve => serve::run(config, surroundings).await,
            Command::Ca(ca) => ca.run(&config, surroundings).await,
            Command::Office(office) => office.run(&config, surroundings).await,
            Command::Account(account) => admin::run(&config, surroundings, account.question()).await,
            Command::Code(code) => admin::run(&config, surroundings, code.question()).await,
            Command::Certificate(certificate) => admin::run(&config, surroundings, certificate.question()).await,
            Command::Operator(operator) => operator.run(&config, surroundings).await,
            Command::Key(key) => key.run(&config, surroundings).await,
            Command::Backup { to } => backup::back_up(&config, &to, surroundings),
            Command::Restore { from } => backup::bring_back(&config, &from, surroundings),
            Command::Verify => backup::verify(&config),
            Command::Licence(licence) => admin::run(&config, surroundings, licence.question()).await,
        }
    }
}
