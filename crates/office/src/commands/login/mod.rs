//! `renkei login`: both sign-ins of the office in one go.

mod who;

pub(super) use who::{Who, remember};

use super::certificate;
use super::context::{AtHome, Done, wait_for};
use crate::certificate::watch_token;
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::store::TerminalToken;
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use protocol::{SignIn, SignedIn};
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Who signs in.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    #[command(flatten)]
    who: Who,
    /// Also make a token for `watch`, for so many days.
    #[arg(long, value_parser = days)]
    terminal_token: Option<u8>,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let workplace = arguments.at.open(surroundings)?;
    let sign_in = arguments.who.ask(&workplace, surroundings, terminal)?;
    let (signed_in, token) = wait_for(sign(&workplace, &sign_in, arguments.terminal_token))?;
    remember(&sign_in, &workplace)?;
    writeln!(terminal.output, "ログインしました（事業所番号 {}）。", workplace.settings.office)?;
    if !signed_in.must_change.is_empty() {
        writeln!(terminal.output, "最初のパスワードのままです。送受信の前に、renkei password で変えてください。")?;
    }
    if let Some(token) = token {
        let end = crate::transfer::instant(&token.ends).map_or(token.ends, evidence::Timestamp::in_japanese);
        writeln!(terminal.output, "renkei watch は、{end} までログインなしで動きます。")?;
    }
    certificate::warn(&workplace, terminal)?;
    Ok(Exit::Clean)
}

fn days(text: &str) -> Result<u8, String> {
    let days = text.parse().ok().filter(|days| (1..=90).contains(days));
    days.ok_or_else(|| "1 から 90 の数を書いてください。".to_owned())
}

async fn sign(workplace: &Workplace, sign_in: &SignIn, days: Option<u8>) -> Done<(SignedIn, Option<TerminalToken>)> {
    let client = ExchangeClient::new(&workplace.settings, &workplace.identity)?;
    let signed_in = client.sign_in(sign_in).await.map_err(|error| {
        Refusal::from(&error).leaving("ログインしていません。送信待ちと受信済みの内容は、そのまま残っています。")
    })?;
    workplace.keep(&signed_in)?;
    let Some(days) = days.filter(|_| signed_in.must_change.is_empty()) else { return Ok((signed_in, None)) };
    let made = client.with_token(&signed_in.access_token).make_terminal_token(&watch_token(days)).await?;
    let token = TerminalToken { id: made.id, token: made.token, ends: made.expires_at };
    workplace.store.keep_terminal_token(&token)?;
    Ok((signed_in, Some(token)))
}
