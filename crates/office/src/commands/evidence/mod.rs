//! `renkei evidence export`: the evidence of one transmission as a file that proves itself.

use super::context::{AtHome, Done, Failure, wait_for};
use super::withdraw::full_id;
use crate::refusal::Refusal;
use crate::{Exit, Surroundings, Terminal};
use clap::{Args, Subcommand};
use evidence::bundle::{Bundle, Verdict};
use evidence::certificate::TrustStore;
use evidence::container::Limits;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

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
    id: String,
    /// The file.
    #[arg(long)]
    to: PathBuf,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let Action::Export(export) = &arguments.action;
    let workplace = export.at.open(surroundings)?;
    let id = full_id(&export.id, &workplace)?;
    let (bytes, trust) = wait_for(async {
        let client = workplace.client().await?;
        Ok((client.evidence(&id).await?, workplace.trust().await?))
    })?;
    examine(&bytes, &trust)?;
    write_new(&export.to, &bytes)?;
    writeln!(terminal.output, "証拠一式を書き出しました: {}", export.to.display())?;
    writeln!(terminal.output, "  確かめ方: renkei verify 証拠一式 --root 認証局の証明書")?;
    Ok(Exit::Clean)
}

/// What does not hold is not handed to anyone as evidence.
fn examine(bytes: &[u8], trust: &TrustStore) -> Done<()> {
    let limits = Limits::default();
    let report = Bundle::read(bytes, &limits).and_then(|bundle| bundle.examine(trust, None, &limits));
    let why = match report {
        Ok(report) if report.verdict() != Verdict::Broken => return Ok(()),
        Ok(report) => report.steps.iter().map(|step| step.text.as_str()).collect::<Vec<_>>().join(" "),
        Err(error) => error.to_string(),
    };
    let cure = "しばらく待ってからもう一度お試しください。続くときは、運営者に連絡してください。";
    let undone = "ファイルは書き出していません。";
    Err(Refusal::new("連携基盤から届いた証拠一式を確かめられませんでした。", why, cure, undone).into())
}

/// Nothing is overwritten.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Done<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Failure::Unusable(Box::new(Refusal::new(
            format!("「{}」はすでにあります。", path.display()),
            "上書きはしません。",
            "別の名前を指定してください。",
            "ファイルは書き出していません。",
        ))),
        _ => Refusal::of_file(path, &error).into(),
    })
}
