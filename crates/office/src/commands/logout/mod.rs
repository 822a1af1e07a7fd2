//! `renkei logout`: ends the session and the token of this terminal.

use super::context::{AtHome, Done, wait_for};
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Of which data folder.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command. What this PC keeps is forgotten also when the hub is away.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let workplace = arguments.at.open(surroundings)?;
    let token = workplace.store.terminal_token()?;
    let ended = wait_for(async {
        let client = workplace.client().await?;
        if let Some(token) = &token {
            client.revoke_terminal_token(&token.id).await?;
        }
        Ok(client.sign_out().await?)
    });
    workplace.store.forget_tokens()?;
    writeln!(terminal.output, "ログアウトしました。送信待ちと受信済みの内容は、そのまま残っています。")?;
    if ended.is_err() {
        writeln!(
            terminal.errors,
            "renkei: 連携基盤には伝えられませんでした。連携基盤の側では、時間がたつと終わります。"
        )?;
    }
    Ok(Exit::Clean)
}
