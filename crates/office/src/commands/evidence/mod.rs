//! `renkei evidence export`: the evidence of one transmission as a file that proves itself.

use super::context::{Done, wait_for};
use super::new_file::NewFile;
use super::which;
use crate::{Exit, Surroundings, Terminal};
use clap::{Args, Subcommand};
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// What to do with evidence.
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
    /// Id or its ending.
    #[arg(value_name = "番号")]
    id: String,
    #[command(flatten)]
    file: NewFile,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let Action::Export(export) = &arguments.action;
    let workplace = export.file.at.open(surroundings)?;
    let id = which::transmission(&export.id, &workplace)?;
    let bytes = wait_for(async {
        let client = workplace.client().await?;
        Ok(workplace.bundle(&client, &id).await?)
    })?;
    export.file.write(&bytes)?;
    writeln!(terminal.output, "証拠一式を書き出しました: {}", export.file.to.display())?;
    writeln!(terminal.output, "  確かめ方: renkei verify 証拠一式 --root 認証局の証明書")?;
    Ok(Exit::Clean)
}
