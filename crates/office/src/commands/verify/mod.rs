//! `renkei verify`: examines a container or an evidence bundle offline and says in words what holds.

mod source;

use crate::{Exit, Terminal};
use clap::Args;
use evidence::Timestamp;
use evidence::bundle::{Report, Verdict};
use source::Source;
use std::io::{self, Write};
use std::path::PathBuf;

/// What `renkei verify --help` shows.
const HELP: &str = include_str!("help.txt");

/// What is to be examined, and which root is trusted.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Containers and evidence bundles.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Certificate of the root, PEM.
    #[arg(long, required = true)]
    root: PathBuf,
    /// Revocation lists, PEM or DER.
    #[arg(long)]
    crl: Vec<PathBuf>,
    /// An instant to use instead of the acceptance.
    #[arg(long, value_parser = instant)]
    at: Option<Timestamp>,
}

/// Runs the command: exit 0 when every file is proven, 1 when something does not hold, 2 when nothing can be read.
pub(super) fn run(arguments: &Arguments, terminal: &mut Terminal<'_>, exit: &mut Exit) -> io::Result<()> {
    let trust = match source::trust(&arguments.root, &arguments.crl) {
        Ok(trust) => trust,
        Err(reason) => {
            *exit = Exit::Unusable;
            return writeln!(terminal.errors, "renkei: {reason}");
        }
    };
    for path in &arguments.paths {
        writeln!(terminal.output, "{}", path.display())?;
        let examined = Source::read(path).and_then(|source| source.examine(&trust, arguments.at));
        let one = match examined {
            Ok(report) => show(&report, terminal)?,
            Err(reason) => {
                writeln!(terminal.output, "  調べられません: {reason}\n")?;
                Exit::Unusable
            }
        };
        *exit = (*exit).max(one);
    }
    Ok(())
}

fn show(report: &Report, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    for step in &report.steps {
        writeln!(terminal.output, "  {}: {}", step.subject.title(), step.outcome.mark())?;
        writeln!(terminal.output, "      {}", step.text)?;
    }
    let (text, exit) = match report.verdict() {
        Verdict::Proven => ("すべて確認できました。この記録は証拠として使えます。", Exit::Clean),
        Verdict::Partly => {
            ("確認できたことに誤りはありませんが、確認していないことがあります。上の説明を見てください。", Exit::Errors)
        }
        Verdict::Broken => ("確認できないことがあります。このファイルは証拠として使えません。", Exit::Errors),
    };
    writeln!(terminal.output, "  → {text}\n")?;
    Ok(exit)
}

fn instant(text: &str) -> Result<Timestamp, String> {
    let whole = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
    Timestamp::parse(&whole).ok_or_else(|| "2025-04-25 か 2025-04-25T05:30:00Z のように書いてください".to_owned())
}
