//! `renkei login`: both sign-ins of the office in one go.

use super::context::{AtHome, Done, ask, secret, wait_for};
use crate::hub_client::ExchangeClient;
use crate::refusal::Refusal;
use crate::store::TerminalToken;
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use protocol::{Scope, SignIn, SignedIn, TerminalTokenRequest};
use std::io::Write;

const HELP: &str = include_str!("help.txt");
/// Under which the SystemId of the last sign-in is remembered.
const SYSTEM_ID: &str = "systemId";
const ACCOUNT_ID: &str = "accountId";

/// Who signs in.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// The `c…` id.
    #[arg(long)]
    system_id: Option<String>,
    /// The `KJ…` id.
    #[arg(long)]
    account_id: Option<String>,
    /// Both passwords come as lines of standard input.
    #[arg(long)]
    password_stdin: bool,
    /// Also make a token for `watch`, for so many days.
    #[arg(long, value_parser = days)]
    terminal_token: Option<u8>,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let workplace = arguments.at.open(surroundings)?;
    let sign_in = questions(arguments, &workplace, surroundings, terminal)?;
    let (signed_in, token) = wait_for(sign(&workplace, &sign_in, arguments.terminal_token))?;
    workplace.store.set_fact(SYSTEM_ID, &sign_in.system_id)?;
    workplace.store.set_fact(ACCOUNT_ID, &sign_in.account_id)?;
    writeln!(terminal.output, "サインインしました（事業所番号 {}）。", workplace.settings.office)?;
    if !signed_in.must_change.is_empty() {
        writeln!(terminal.output, "最初のパスワードのままです。送受信の前に、renkei password で変えてください。")?;
    }
    if let Some(token) = token {
        let end = crate::transfer::instant(&token.ends).map_or(token.ends, evidence::Timestamp::in_japanese);
        writeln!(terminal.output, "renkei watch は、{end} までサインインなしで動きます。")?;
    }
    Ok(Exit::Clean)
}

fn days(text: &str) -> Result<u8, String> {
    let days = text.parse().ok().filter(|days| (1..=90).contains(days));
    days.ok_or_else(|| "1 から 90 の数を書いてください。".to_owned())
}

fn questions(
    arguments: &Arguments,
    workplace: &Workplace,
    surroundings: &Surroundings,
    terminal: &mut Terminal<'_>,
) -> Done<SignIn> {
    let system_id = known(arguments.system_id.as_deref(), SYSTEM_ID, "システムの ID（c…）", workplace, terminal)?;
    let system_password = secret("そのパスワード", arguments.password_stdin, surroundings, terminal)?;
    let account_id = known(arguments.account_id.as_deref(), ACCOUNT_ID, "利用者ID（KJ…）", workplace, terminal)?;
    let account_password = secret("そのパスワード", arguments.password_stdin, surroundings, terminal)?;
    Ok(SignIn {
        system_id,
        system_password: system_password.to_string(),
        account_id,
        account_password: account_password.to_string(),
    })
}

/// As given, else as last time, else as answered.
fn known(
    given: Option<&str>,
    fact: &str,
    question: &str,
    workplace: &Workplace,
    terminal: &mut Terminal<'_>,
) -> Done<String> {
    if let Some(given) = given {
        return Ok(given.to_owned());
    }
    match workplace.store.fact(fact)? {
        Some(kept) => {
            writeln!(terminal.errors, "{question}: {kept}")?;
            Ok(kept)
        }
        None => ask(question, terminal),
    }
}

async fn sign(workplace: &Workplace, sign_in: &SignIn, days: Option<u8>) -> Done<(SignedIn, Option<TerminalToken>)> {
    let client = ExchangeClient::new(&workplace.settings, &workplace.identity)?;
    let signed_in = client.sign_in(sign_in).await.map_err(|error| {
        Refusal::from(&error).leaving("サインインしていません。送信待ちと受信済みの内容は、そのまま残っています。")
    })?;
    workplace.keep(&signed_in)?;
    let Some(days) = days.filter(|_| signed_in.must_change.is_empty()) else { return Ok((signed_in, None)) };
    let request = TerminalTokenRequest {
        name: "renkei watch".to_owned(),
        scopes: vec![Scope::Send, Scope::Receive, Scope::Read],
        days,
    };
    let made = client.with_token(&signed_in.access_token).make_terminal_token(&request).await?;
    let token = TerminalToken { id: made.id, token: made.token, ends: made.expires_at };
    workplace.store.keep_terminal_token(&token)?;
    Ok((signed_in, Some(token)))
}
