//! `renkei enroll`: makes this terminal's key and gets its certificate with a one-time code.

use super::context::{AtHome, Done, Failure, secret, wait_for};
use crate::home::{Home, Identity, Settings, SettingsError};
use crate::hub_client::{Enrolled, EnrolmentClient};
use crate::refusal::{Refusal, in_its_words};
use crate::{Exit, Surroundings, Terminal, platform};
use clap::Args;
use evidence::certificate::{Certificate, make_request};
use evidence::{Curve, OfficeNumber, SoftwareKey};
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
    let key = key(surroundings)?;
    let number = OfficeNumber::parse(ANY_OFFICE).ok_or_else(key_failed)?;
    let request = make_request(&number, &key).map_err(|_| key_failed())?;
    let (host, public_port) = arguments.hub.clone();
    let client = EnrolmentClient::new(&host, public_port, code);
    let enrolled = wait_for(async { Ok(client.enrol(request).await?) })?;
    if let Some(before) = before.filter(|before| before.office != enrolled.issued.office) {
        return Err(other_office(&before.office, &enrolled.issued.office).into());
    }
    let settings = Settings {
        host,
        exchange_port: arguments.exchange_port,
        public_port,
        network: enrolled.network.clone(),
        office: enrolled.issued.office.clone(),
    };
    let end = keep(&home, &settings, enrolled, key, surroundings)?;
    writeln!(terminal.output, "登録できました。")?;
    writeln!(terminal.output, "  事業所番号: {}", settings.office)?;
    writeln!(terminal.output, "  電子証明書の期限: {end}")?;
    writeln!(terminal.output, "  データフォルダー: {}", home.folder().display())?;
    writeln!(terminal.output, "次に renkei password で仮のパスワードを変え、renkei login でサインインしてください。")?;
    Ok(Exit::Clean)
}

/// The settings of an earlier enrolment, when this may take its place.
fn before(home: &Home, again: bool) -> Done<Option<Settings>> {
    match Settings::read(home) {
        Err(SettingsError::NotEnrolled) => Ok(None),
        Err(error) => Err(unusable(Refusal::from(&error))),
        Ok(settings) if again => Ok(Some(settings)),
        Ok(settings) => Err(unusable(Refusal::new(
            format!("この端末は、事業所 {} としてすでに登録されています。", settings.office),
            "1つのデータフォルダーは、1つの事業所の1台の端末です。",
            "電子証明書を取り直すときは --again を、別の事業所のときは --home で別のフォルダーを指定してください。",
            "発行コードは使っていません。",
        ))),
    }
}

fn key(surroundings: &Surroundings) -> Done<SoftwareKey> {
    // About once in 2^32 the bytes are outside of the curve's range.
    for _ in 0..4 {
        let random = surroundings.random::<32>()?;
        if let Ok(key) = SoftwareKey::from_random(Curve::P256, &random) {
            return Ok(key);
        }
    }
    Err(key_failed().into())
}

/// The settings are written last: without them the terminal has not enrolled.
fn keep(
    home: &Home,
    settings: &Settings,
    enrolled: Enrolled,
    key: SoftwareKey,
    surroundings: &Surroundings,
) -> Done<String> {
    let read = |pem: &str| Certificate::from_pem(pem).map_err(|error| not_kept(&error));
    let certificate = read(&enrolled.issued.certificate)?;
    let issuing = read(&enrolled.issued.issuer)?;
    let end = certificate.not_after().in_japanese();
    let identity = Identity { key, certificate, issuing, root: enrolled.root };
    let mut random = surroundings.random::<64>()?;
    // The store is sealed under the secret: a terminal that enrols again keeps it.
    if let Some(kept) = platform::read_secret(home.folder()).ok().and_then(|secret| bytes_of(&secret)) {
        random.iter_mut().zip(kept).for_each(|(to, from)| *to = from);
    }
    identity.write(home, random).map_err(|error| not_kept(&error))?;
    settings.write(home).map_err(|error| not_kept(&error))?;
    Ok(end)
}

fn bytes_of(hex: &str) -> Option<[u8; 32]> {
    evidence::Sha256::parse_hex(hex).map(|bytes| bytes.0)
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

fn key_failed() -> Refusal {
    Refusal::new(
        "この端末の鍵を作れません。",
        "",
        "パソコンを再起動してからお試しください。",
        "発行コードは使っていません。",
    )
}

fn not_kept(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::new(
        "電子証明書を受け取りましたが、このパソコンに保存できません。",
        in_its_words(&error),
        "ディスクの空きと権限を確かめ、運営者に新しい発行コードを申し込んでください。",
        "この端末はまだ登録されていません。",
    )
}

fn other_office(before: &str, now: &str) -> Refusal {
    Refusal::new(
        "発行コードは別の事業所のものでした。",
        format!("この端末は {before} として登録されていて、コードは {now} のものです。"),
        "--home で別のフォルダーを指定し、運営者に新しい発行コードを申し込んでください。",
        "この端末の登録は元のままです。",
    )
}
