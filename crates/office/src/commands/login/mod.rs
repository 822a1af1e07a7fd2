//! `renkei login`: both sign-ins of the office in one go.

use super::context::{AtHome, Done, ask, secret, wait_for};
use crate::hub_client::{ExchangeClient, HubError};
use crate::refusal::Refusal;
use crate::store::TerminalToken;
use crate::transfer::Workplace;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use protocol::{PasswordChange, PasswordOf, ProblemCode, Scope, SignIn, SignedIn, TerminalTokenRequest};
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
    #[arg(long, value_parser = clap::value_parser!(u8).range(1..=90))]
    terminal_token: Option<u8>,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let workplace = arguments.at.open(surroundings)?;
    let mut sign_in = questions(arguments, &workplace, surroundings, terminal)?;
    let mut signed_in = wait_for(sign(&workplace, &sign_in))?;
    if signed_in.is_none() {
        choose_passwords(arguments, &workplace, &mut sign_in, surroundings, terminal)?;
        signed_in = wait_for(sign(&workplace, &sign_in))?;
    }
    let Some(signed_in) = signed_in else {
        let what = "新しいパスワードが、まだ使えません。";
        return Err(Refusal::new(what, "", "少し待ってから、もう一度 renkei login を行ってください。", "").into());
    };
    let token = wait_for(keep(&workplace, &signed_in, arguments.terminal_token))?;
    workplace.store.set_fact(SYSTEM_ID, &sign_in.system_id)?;
    workplace.store.set_fact(ACCOUNT_ID, &sign_in.account_id)?;
    writeln!(terminal.output, "サインインしました（事業所番号 {}）。", workplace.settings.office)?;
    if let Some(token) = token {
        let end = crate::transfer::instant(&token.ends).map_or(token.ends, evidence::Timestamp::in_japanese);
        writeln!(terminal.output, "renkei watch は、{end} までサインインなしで動きます。")?;
    }
    Ok(Exit::Clean)
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

/// Signs in; `None` when the hub asks for new passwords first.
async fn sign(workplace: &Workplace, sign_in: &SignIn) -> Done<Option<SignedIn>> {
    let client = ExchangeClient::new(&workplace.settings, &workplace.identity)?;
    match client.sign_in(sign_in).await {
        Ok(signed_in) => Ok(Some(signed_in)),
        Err(error) if error.code() == Some(ProblemCode::PasswordMustChange) => Ok(None),
        Err(error) => Err(refused(&error).into()),
    }
}

/// Both first passwords are replaced by ones that the office chooses.
fn choose_passwords(
    arguments: &Arguments,
    workplace: &Workplace,
    sign_in: &mut SignIn,
    surroundings: &Surroundings,
    terminal: &mut Terminal<'_>,
) -> Done<()> {
    let told = "仮のパスワードです。ここで、新しいパスワードを2つ決めてください（12文字以上）。";
    writeln!(terminal.errors, "{told}")?;
    let mut ask = |question| secret(question, arguments.password_stdin, surroundings, terminal);
    let system = ask("システムの ID の新しいパスワード")?;
    let account = ask("利用者ID の新しいパスワード")?;
    let changes = [
        PasswordChange { of: PasswordOf::System, current: sign_in.system_password.clone(), new: system.to_string() },
        PasswordChange { of: PasswordOf::Account, current: sign_in.account_password.clone(), new: account.to_string() },
    ];
    wait_for(change(workplace, &changes))?;
    sign_in.system_password = system.to_string();
    sign_in.account_password = account.to_string();
    Ok(())
}

async fn change(workplace: &Workplace, changes: &[PasswordChange]) -> Done<()> {
    let client = ExchangeClient::new(&workplace.settings, &workplace.identity)?;
    for change in changes {
        client.change_password(change).await.map_err(|error| refused(&error))?;
    }
    Ok(())
}

fn refused(error: &HubError) -> Refusal {
    Refusal::from(error).leaving("サインインしていません。送信待ちと受信済みの内容は、そのまま残っています。")
}

/// Keeps the session, and a token for `watch` when asked for.
async fn keep(workplace: &Workplace, signed_in: &SignedIn, days: Option<u8>) -> Done<Option<TerminalToken>> {
    workplace.keep(signed_in)?;
    let Some(days) = days else { return Ok(None) };
    let client = ExchangeClient::new(&workplace.settings, &workplace.identity)?;
    let request = TerminalTokenRequest {
        name: "renkei watch".to_owned(),
        scopes: vec![Scope::Send, Scope::Receive, Scope::Read],
        days,
    };
    let made = client.with_token(&signed_in.access_token).make_terminal_token(&request).await?;
    let token = TerminalToken { id: made.id, token: made.token, ends: made.expires_at };
    workplace.store.keep_terminal_token(&token)?;
    Ok(Some(token))
}
