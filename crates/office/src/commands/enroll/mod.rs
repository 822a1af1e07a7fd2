//! `renkei enroll`: makes this terminal's key and gets its certificate with a one-time code.

use super::context::{AtHome, Done, Failure, secret, wait_for};
use crate::enrolment::{HubAddress, enrol, not_a_code, office_before};
use crate::home::{Home, Settings, SettingsError};
use crate::refusal::Refusal;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use protocol::EnrolCode;
use std::io::Write;

const HELP: &str = include_str!("help.txt");

/// Which hub, and with which code.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Host and port of the public listener.
    #[arg(long, value_parser = host)]
    hub: HubAddress,
    /// Port of the exchange, when it is another than the hub tells.
    #[arg(long)]
    exchange_port: Option<u16>,
    /// The code comes as a line of standard input.
    #[arg(long)]
    code_stdin: bool,
    /// Enrol a terminal again that has enrolled before.
    #[arg(long)]
    again: bool,
    #[command(flatten)]
    at: AtHome,
}

/// Runs the command.
pub(super) fn run(arguments: &Arguments, surroundings: &Surroundings, terminal: &mut Terminal<'_>) -> Done {
    let home = arguments.at.find()?;
    let before = before(&home, arguments.again)?;
    let code = secret("発行コード", arguments.code_stdin, surroundings, terminal)?;
    let code = EnrolCode::parse(&code).ok_or_else(|| unusable(not_a_code()))?;
    let hub = HubAddress { exchange_port: arguments.exchange_port, ..arguments.hub.clone() };
    let (settings, end) = wait_for(async { Ok(enrol(&hub, code, before.as_deref(), &home, surroundings).await?) })?;
    writeln!(terminal.output, "登録できました。")?;
    writeln!(terminal.output, "  事業所番号: {}", settings.office)?;
    writeln!(terminal.output, "  電子証明書の期限: {}", end.in_japanese())?;
    writeln!(terminal.output, "  データフォルダー: {}", home.folder().display())?;
    let next = if arguments.again {
        "パスワードは前のまま使えます。renkei login でログインし直してください。"
    } else {
        "次に renkei password で仮のパスワードを変え、renkei login でログインしてください。"
    };
    writeln!(terminal.output, "{next}")?;
    Ok(Exit::Clean)
}

/// The office of an earlier enrolment, when this may take its place.
fn before(home: &Home, again: bool) -> Done<Option<String>> {
    if again {
        return office_before(home).map_err(unusable);
    }
    match Settings::read(home) {
        Err(SettingsError::NotEnrolled) => Ok(None),
        Err(error) => Err(unusable(Refusal::from(&error))),
        Ok(settings) => Err(unusable(Refusal::new(
            format!("この端末は、事業所 {} としてすでに登録されています。", settings.office),
            "1つのデータフォルダーは、1つの事業所の1台の端末です。",
            "電子証明書を取り直すときは --again を、別の事業所のときは --home で別のフォルダーを指定してください。",
            "発行コードは使っていません。",
        ))),
    }
}

fn host(text: &str) -> Result<HubAddress, String> {
    HubAddress::parse(text).ok_or_else(|| "hub.example.jp か hub.example.jp:8440 のように書いてください。".to_owned())
}

fn unusable(refusal: Refusal) -> Failure {
    Failure::Unusable(Box::new(refusal))
}
