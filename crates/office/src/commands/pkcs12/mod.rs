//! `renkei pkcs12 export`: key and certificate in one encrypted file, because the office asks for it.

use super::context::{Done, Failure, secret};
use super::new_file::NewFile;
use crate::refusal::{Refusal, in_its_words};
use crate::{Exit, Surroundings, Terminal};
use clap::{Args, Subcommand};
use evidence::certificate::{Pkcs12Random, export_pkcs12};
use std::io::Write;

const HELP: &str = include_str!("help.txt");
/// Shortest password, in characters.
const SHORTEST: usize = 12;

/// What to do with key and certificate.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    #[command(override_help = HELP)]
    Export(Export),
}

#[derive(Debug, Args)]
struct Export {
    #[command(flatten)]
    file: NewFile,
    /// The password comes as a line of standard input.
    #[arg(long)]
    password_stdin: bool,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let Action::Export(export) = &arguments.action;
    let workplace = export.file.at.open(surroundings)?;
    let password = secret("ファイルにつけるパスワード", export.password_stdin, surroundings, terminal)?;
    if password.chars().count() < SHORTEST {
        let cure = format!("{SHORTEST}文字以上にしてください。");
        let undone = "ファイルは書き出していません。";
        let refusal = Refusal::new("パスワードが短すぎます。", "このファイルには秘密の鍵が入ります。", cure, undone);
        return Err(Failure::Unusable(Box::new(refusal)));
    }
    let pair = || Ok::<_, std::io::Error>((surroundings.random::<16>()?, surroundings.random::<16>()?));
    let random = Pkcs12Random { key: pair()?, certificates: pair()?, mac: surroundings.random::<16>()? };
    let identity = &workplace.identity;
    let authorities = [&identity.issuing, &identity.root];
    let name = format!("Renkei {}", workplace.settings.office);
    let file = export_pkcs12(&identity.key.to_pkcs8(), &identity.certificate, &authorities, &name, &password, &random)
        .map_err(|error| {
            let cure = "ふつうの文字だけのパスワードにしてください。";
            Refusal::new("ファイルを作れません。", in_its_words(&error), cure, "ファイルは書き出していません。")
        })?;
    export.file.write(&file)?;
    writeln!(terminal.output, "鍵と電子証明書を書き出しました: {}", export.file.to.display())?;
    writeln!(terminal.output, "  このファイルとパスワードがあれば、事業所になりすませます。別々に保管してください。")?;
    Ok(Exit::Clean)
}
