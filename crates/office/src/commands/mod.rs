//! The command line: which command is meant, and what is said when none can be told. Each command has a folder.

mod check;
mod usage;
mod verify;

use crate::{Exit, Terminal, today};
use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::time::SystemTime;

/// The words after `renkei`.
#[derive(Debug, Parser)]
#[command(name = "renkei", version, override_help = usage::OVERVIEW, disable_help_subcommand = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Verify(verify::Arguments),
}

/// Runs one command. `now` is only used for the day of the check.
pub fn run(args: impl IntoIterator<Item = OsString>, now: SystemTime, terminal: &mut Terminal<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let mut exit = Exit::Clean;
    let done = dispatch(&args, now, terminal, &mut exit).and_then(|()| terminal.output.flush());
    match done {
        Ok(()) => exit,
        // The reader has seen enough, as with `| head`.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => exit,
        Err(error) => {
            let told = writeln!(terminal.errors, "renkei: 結果を書き出せません（{error}）。");
            told.map_or(Exit::Unusable, |()| Exit::Unusable)
        }
    }
}

fn dispatch(args: &[OsString], now: SystemTime, terminal: &mut Terminal<'_>, exit: &mut Exit) -> io::Result<()> {
    match CommandLine::try_parse_from(args) {
        Ok(CommandLine { command: Command::Check(arguments) }) => {
            check::run(&arguments, today::in_japan(now), terminal, exit)
        }
        Ok(CommandLine { command: Command::Verify(arguments) }) => verify::run(&arguments, terminal, exit),
        Err(error) => usage::answer(&error, args, terminal, exit),
    }
}
