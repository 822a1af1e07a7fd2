//! The command line: which command is meant, and what is said when none can be told. Each command has a folder.

mod app;
mod certificate;
mod check;
mod context;
mod doctor;
mod enroll;
mod evidence;
mod fetch;
mod inbox;
mod listing;
mod login;
mod logout;
mod new_file;
mod office;
mod password;
mod pkcs12;
mod report;
mod send;
mod sent;
mod table;
mod usage;
mod verify;
mod watch;
mod which;
mod withdraw;

use crate::{Exit, Surroundings, Terminal, today};
use clap::{Parser, Subcommand};
use context::told;
use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};

/// The words after `renkei`.
#[derive(Debug, Parser)]
#[command(name = "renkei", version, override_help = usage::OVERVIEW, disable_help_subcommand = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    App(app::Arguments),
    Check(check::Arguments),
    Verify(verify::Arguments),
    Enroll(enroll::Arguments),
    Login(login::Arguments),
    Logout(logout::Arguments),
    Send(send::Arguments),
    Inbox(inbox::Arguments),
    Sent(sent::Arguments),
    Fetch(fetch::Arguments),
    Watch(watch::Arguments),
    Withdraw(withdraw::Arguments),
    Evidence(evidence::Arguments),
    Office(office::Arguments),
    Password(password::Arguments),
    Pkcs12(pkcs12::Arguments),
    Report(report::Arguments),
    Certificate(certificate::Arguments),
    Doctor(doctor::Arguments),
}

/// Runs one command.
pub fn run(args: impl IntoIterator<Item = OsString>, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let mut exit = Exit::Clean;
    let done = dispatch(&args, surroundings, terminal, &mut exit).and_then(|()| terminal.output.flush());
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

fn dispatch(args: &[OsString], around: &Surroundings, terminal: &mut Terminal<'_>, exit: &mut Exit) -> io::Result<()> {
    let line = match CommandLine::try_parse_from(args) {
        Ok(line) => line,
        Err(error) => return usage::answer(&error, args, terminal, exit),
    };
    let done = match line.command {
        Command::Check(arguments) => {
            return check::run(&arguments, today::in_japan((around.now)()), terminal, exit);
        }
        Command::App(arguments) => app::run(&arguments, around, terminal),
        Command::Verify(arguments) => return verify::run(&arguments, terminal, exit),
        Command::Enroll(arguments) => enroll::run(&arguments, around, terminal),
        Command::Login(arguments) => login::run(&arguments, around, terminal),
        Command::Logout(arguments) => logout::run(&arguments, around, terminal),
        Command::Send(arguments) => send::run(&arguments, around, terminal),
        Command::Inbox(arguments) => inbox::run(&arguments, around, terminal),
        Command::Sent(arguments) => sent::run(&arguments, around, terminal),
        Command::Fetch(arguments) => fetch::run(&arguments, around, terminal),
        Command::Watch(arguments) => watch::run(&arguments, around, terminal),
        Command::Withdraw(arguments) => withdraw::run(&arguments, around, terminal),
        Command::Evidence(arguments) => evidence::run(&arguments, around, terminal),
        Command::Office(arguments) => office::run(&arguments, around, terminal),
        Command::Password(arguments) => password::run(&arguments, around, terminal),
        Command::Pkcs12(arguments) => pkcs12::run(&arguments, around, terminal),
        Command::Report(arguments) => report::run(&arguments, around, terminal),
        Command::Certificate(arguments) => certificate::run(&arguments, around, terminal),
        Command::Doctor(arguments) => doctor::run(&arguments, around, terminal),
    };
    told(done, terminal, exit)
}
