//! `renkei enroll`: makes this terminal's key and gets its certificate with a one-time code.

use super::context::{AtHome, Done, Failure, secret, wait_for};
use crate::home::{Home, Identity, Next, Settings, SettingsError};
use crate::hub_client::{Enrolled, EnrolmentClient};
use crate::refusal::{Refusal, in_its_words};
use crate::store::Store;
use crate::{Exit, Surroundings, Terminal};
use clap::Args;
use evidence::certificate::{Certificate, make_request};
use evidence::{OfficeNumber, SoftwareKey};
use protocol::EnrolCode;
use std::io::Write;

const HELP: &str = include_str!("help.txt");
/// The subject of a request is for people only: the code says which office it is.
const ANY_OFFICE: &str = "0000000000";

/// Which hub, and with which code.
#[derive(Debug, Args)]
#[command(override_help = HELP)]
pub(crate) struct Arguments {
    /// Host and port of the public listener.
    #[arg(long, value_parser = host)]
    hub: (String, u16),
    /// Port of the exchange.
    #[arg(long, default_value_t = 8443)]
    exchange_port: u16,
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
    let key = Next::key_to_enrol(&home, surroundings).map_err(|error| key_failed(&error))?;
    let number = OfficeNumber::parse(ANY_OFFICE).ok_or_else(|| key_failed(&""))?;
    let request = make_request(&number, &key).map_err(|error| key_failed(&error))?;
    let (host, public_port) = arguments.hub.clone();
    let client = EnrolmentClient::new(&host, public_port, code);
    let enrolled = wait_for(async { Ok(client.enrol(request).await?) })?;
    if let Some(before) = before.as_ref().filter(|before| **before != enrolled.issued.office) {
        return Err(other_office(before, &enrolled.issued.office).into());
    }
    let settings = Settings {
        host,
        exchange_port: arguments.exchange_port,
        public_port,
        network: enrolled.network.clone(),
        office: enrolled.issued.office.clone(),
    };
    let end =
        keep(&home, &settings, enrolled, key, surroundings).map_err(|error| not_kept(&*error, before.is_some()))?;
    if before.is_some() {
        // They were bound to the certificate before this one.
        Store::open(&home, surroundings)?.forget_tokens()?;
    }
    writeln!(terminal.output, "登録できました。")?;
    writeln!(terminal.output, "  事業所番号: {}", settings.office)?;
    writeln!(terminal.output, "  電子証明書の期限: {end}")?;
    writeln!(terminal.output, "  データフォルダー: {}", home.folder().display())?;
    let next = if arguments.again {
        "パスワードは前のまま使えます。renkei login でサインインし直してください。"
    } else {
        "次に renkei password で仮のパスワードを変え、renkei login でサインインしてください。"
    };
    writeln!(terminal.output, "{next}")?;
    Ok(Exit::Clean)
}

/// The office of an earlier enrolment, when this may take its place.
fn before(home: &Home, again: bool) -> Done<Option<String>> {
    match Settings::read(home) {
        Err(SettingsError::NotEnrolled) => Ok(None),
        // Enrolling again is the way out of damaged settings; the certificate still names the office.
        Err(SettingsError::Damaged { .. }) if again => {
            Ok(Identity::read(home).ok().and_then(|identity| identity.office()))
        }
        Err(error) => Err(unusable(Refusal::from(&error))),
        Ok(settings) if again => Ok(Some(settings.office)),
        Ok(settings) => Err(unusable(Refusal::new(
            format!("この端末は、事業所 {} としてすでに登録されています。", settings.office),
            "1つのデータフォルダーは、1つの事業所の1台の端末です。",
            "電子証明書を取り直すときは --again を、別の事業所のときは --home で別のフォルダーを指定してください。",
            "発行コードは使っていません。",
        ))),
    }
}

/// The settings are written last: without them the terminal has not enrolled.
fn keep(
    home: &Home,
    settings: &Settings,
    enrolled: Enrolled,
    key: SoftwareKey,
    surroundings: &Surroundings,
) -> Result<String, Box<dyn std::error::Error>> {
    let certificate = Certificate::from_pem(&enrolled.issued.certificate)?;
    let issuing = Certificate::from_pem(&enrolled.issued.issuer)?;
    let identity = Identity::new(key, certificate, issuing, enrolled.root)?;
    identity.write(home, surroundings)?;
    settings.write(home)?;
    // Not before all is kept: until then the same code gives a certificate for this key again. Left behind it harms
    // nothing: it is the key in use.
    let _ = Next::discard(home);
    Ok(identity.certificate.not_after().in_japanese())
}

fn host(text: &str) -> Result<(String, u16), String> {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().map_err(|_| "ポートは 1 から 65535 の数です。".to_owned())?),
        None => (text, 8440),
    };
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-');
    if host.is_empty() || !host.chars().all(plain) {
        return Err("hub.example.jp か hub.example.jp:8440 のように書いてください。".to_owned());
    }
    Ok((host.to_owned(), port))
}

fn unusable(refusal: Refusal) -> Failure {
    Failure::Unusable(Box::new(refusal))
}

fn not_a_code() -> Refusal {
    Refusal::new(
        "発行コードの形になっていません。",
        "発行コードは、4文字ずつ8組の英数字です。",
        "運営者から受け取ったコードを、そのまま入力してください。",
        "何も送っていません。",
    )
}

fn key_failed(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(
        "この端末の鍵を作って保存することができません。",
        in_its_words(&error),
        "ディスクの空きとデータフォルダーの権限を確かめてから、もう一度お試しください。",
        "発行コードは使っていません。",
    )
}

fn not_kept(error: &dyn std::error::Error, was_enrolled: bool) -> Refusal {
    Refusal::new(
        "電子証明書を受け取りましたが、このパソコンに保存できません。",
        in_its_words(&error),
        "ディスクの空きと権限を確かめ、もう一度、同じ発行コードで行ってください。",
        if was_enrolled {
            "この端末の登録は元のままです。"
        } else {
            "この端末はまだ登録されていません。"
        },
    )
}

fn other_office(before: &str, now: &str) -> Refusal {
    Refusal::new(
        "発行コードは別の事業所のものでした。",
        format!("この端末は {before} として登録されていて、コードは {now} のものです。"),
        "運営者に新しい発行コードを申し込んでください。別の事業所として登録するときは、--home で別のフォルダーを指定します。",
        "この端末の登録は元のままです。発行コードは使用済みになりました。",
    )
}
