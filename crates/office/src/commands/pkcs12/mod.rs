//! `renkei pkcs12 export`: key and certificate in one encrypted file, because the office asks for it.

use super::context::{Done, Failure, secret};
use super::new_file::NewFile;
use crate::key_file::{SHORTEST, key_file};
use crate::{Exit, Surroundings, Terminal};
use clap::{Args, Subcommand};
use std::io::Write;

const HELP: &str = include_str!("help.txt");

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
    let (identity, office) = (&workplace.identity, &workplace.settings.office);
    let file = match key_file(identity, office, &password, surroundings) {
        Err(refusal) if password.chars().count() < SHORTEST => return Err(Failure::Unusable(Box::new(refusal))),
        other => other?,
    };
    export.file.write(&file)?;
    writeln!(terminal.output, "鍵と電子証明書を書き出しました: {}", export.file.to.display())?;
    writeln!(terminal.output, "  このファイルとパスワードがあれば、事業所になりすませます。別々に保管してください。")?;
    Ok(Exit::Clean)
}
