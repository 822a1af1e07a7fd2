//! `renkei password`: changes the passwords of the office; a first password lets nobody in.

use super::context::{AtHome, Done, secret, wait_for};
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::{Exit, Surroundings, Terminal};
use clap::{Args, ValueEnum};
use protocol::{PasswordChange, PasswordOf};
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Which password.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Only this one; both when not given.
    #[arg(long, value_enum)]
    of: Option<Which>,
    /// The passwords come as lines of standard input.
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    at: AtHome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Which {
    System,
    Account,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let workplace = arguments.at.open(surroundings)?;
    let client = ExchangeClient::new(&workplace.settings, &workplace.identity)?;
    for (which, of, name) in [
        (Which::System, PasswordOf::System, "連携クライアントのユーザID"),
        (Which::Account, PasswordOf::Account, "事業所のユーザID"),
    ] {
        if arguments.of.is_some_and(|wanted| wanted != which) {
            continue;
        }
        let from_input = arguments.password_stdin;
        let current = secret(&format!("{name} のいまのパスワード"), from_input, surroundings, terminal)?;
        let new = secret(&format!("{name} の新しいパスワード"), from_input, surroundings, terminal)?;
        let change = PasswordChange { of, current: current.to_string(), new: new.to_string() };
        wait_for(async {
            Ok(client.change_password(&change).await.map_err(|error| {
                let state = if error.leaves_open() {
                    format!(
                        "{name} のパスワードが変わったかどうかは分かりません。新しいほうでログインしてみてください。"
                    )
                } else {
                    format!("{name} のパスワードは元のままです。")
                };
                Refusal::from(&error).leaving(state)
            })?)
        })?;
        writeln!(terminal.output, "{name} のパスワードを変えました。")?;
    }
    writeln!(terminal.output, "次に renkei login でログインしてください。")?;
    Ok(Exit::Clean)
}
