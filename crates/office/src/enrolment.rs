//! Enrolment of this terminal: a one-time code becomes key, certificate and settings. What is lost on the way can be done
//! again with the same code.

use crate::Surroundings;
use crate::home::{Home, Identity, Next, Settings, SettingsError};
use crate::hub_client::{Enrolled, EnrolmentClient};
use crate::refusal::{Refusal, in_its_words};
use crate::store::Store;
use evidence::certificate::{Certificate, make_request};
use evidence::{OfficeNumber, SoftwareKey, Timestamp};
use protocol::EnrolCode;
use serde::{Deserialize, Serialize};

/// The port of the public listener when none is written.
const PUBLIC_PORT: u16 = 8440;
/// The subject of a request is for people only: the code says which office it is.
const ANY_OFFICE: &str = "0000000000";

/// Where a hub is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HubAddress {
    /// Its host name.
    pub host: String,
    /// Port of the public listener.
    pub public_port: u16,
    /// Port of the exchange; `None`: the one that the hub tells.
    pub exchange_port: Option<u16>,
}

impl HubAddress {
    /// Reads `host` or `host:port`; `None` when it is neither.
    pub fn parse(text: &str) -> Option<Self> {
        let (host, public_port) = match text.trim().rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()?),
            None => (text.trim(), PUBLIC_PORT),
        };
        let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-');
        let fits = !host.is_empty() && host.chars().all(plain);
        fits.then(|| Self { host: host.to_owned(), public_port, exchange_port: None })
    }

    /// As a person writes it.
    pub fn text(&self) -> String {
        match self.public_port {
            PUBLIC_PORT => self.host.clone(),
            port => format!("{}:{port}", self.host),
        }
    }
}

/// Enrols this terminal. `before` is the office of an earlier enrolment that this takes the place of; its records stay.
///
/// # Errors
/// Why it did not work, and whether the code is used.
pub async fn enrol(
    hub: &HubAddress,
    code: EnrolCode,
    before: Option<&str>,
    home: &Home,
    surroundings: &Surroundings,
) -> Result<(Settings, Timestamp), Refusal> {
    let key = Next::key_to_enrol(home, surroundings).map_err(|error| key_failed(&error))?;
    let number = OfficeNumber::parse(ANY_OFFICE).ok_or_else(|| key_failed(&""))?;
    let request = make_request(&number, &key).map_err(|error| key_failed(&error))?;
    let client = EnrolmentClient::new(&hub.host, hub.public_port, code);
    let enrolled = client.enrol(request).await.map_err(|error| Refusal::from(&error))?;
    if let Some(before) = before.filter(|before| **before != enrolled.issued.office) {
        return Err(other_office(before, &enrolled.issued.office));
    }
    let settings = Settings {
        host: hub.host.clone(),
        exchange_port: hub.exchange_port.unwrap_or(enrolled.exchange_port),
        public_port: hub.public_port,
        network: enrolled.network.clone(),
        office: enrolled.issued.office.clone(),
    };
    let end =
        keep(home, &settings, enrolled, key, surroundings).map_err(|error| not_kept(&*error, before.is_some()))?;
    if before.is_some() {
        // They were bound to the certificate before this one.
        let store = Store::open(home, surroundings).map_err(|error| Refusal::from(&error))?;
        store.forget_tokens().map_err(|error| Refusal::from(&error))?;
    }
    Ok((settings, end))
}

/// The office of an earlier enrolment; of damaged settings as the certificate still names it.
///
/// # Errors
/// When the settings cannot be read.
pub fn office_before(home: &Home) -> Result<Option<String>, Refusal> {
    match Settings::read(home) {
        Ok(settings) => Ok(Some(settings.office)),
        Err(SettingsError::NotEnrolled) => Ok(None),
        Err(SettingsError::Damaged { .. }) => Ok(Identity::read(home).ok().and_then(|identity| identity.office())),
        Err(error) => Err(Refusal::from(&error)),
    }
}

/// Not a code that anybody could have given.
pub fn not_a_code() -> Refusal {
    Refusal::new(
        "発行コードの形になっていません。",
        "発行コードは、4文字ずつ8組の英数字です。",
        "案内の発行コードと、4文字ずつ見くらべて、違うところを直してください。",
        "何も送っていません。",
    )
}

/// The settings are written last: without them the terminal has not enrolled.
fn keep(
    home: &Home,
    settings: &Settings,
    enrolled: Enrolled,
    key: SoftwareKey,
    surroundings: &Surroundings,
) -> Result<Timestamp, Box<dyn std::error::Error>> {
    let certificate = Certificate::from_pem(&enrolled.issued.certificate)?;
    let issuing = Certificate::from_pem(&enrolled.issued.issuer)?;
    let identity = Identity::new(key, certificate, issuing, enrolled.root)?;
    identity.write(home, surroundings)?;
    settings.write(home)?;
    // Not before all is kept: until then the same code gives a certificate for this key again. Left behind it harms
    // nothing: it is the key in use.
    let _ = Next::discard(home);
    Ok(identity.certificate.not_after())
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
        "この事業所の番号で利用申請サイトにログインし、「電子証明書」で新しい発行コードを発行してください。別の事業所として登録するときは、--home で別のフォルダーを指定します。",
        "この端末の登録は元のままです。発行コードは使用済みになりました。",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_name_with_or_without_a_port() {
        let parsed = HubAddress::parse(" renkei.example.jp ").unwrap();
        assert_eq!((parsed.host.as_str(), parsed.public_port), ("renkei.example.jp", 8440));
        assert_eq!(parsed.text(), "renkei.example.jp");
        assert_eq!(HubAddress::parse("localhost:443").unwrap().text(), "localhost:443");
        for wrong in ["", ":8440", "a:b", "a:70000", "https://renkei.example.jp", "連携", "a b"] {
            assert_eq!(HubAddress::parse(wrong), None, "{wrong}");
        }
    }
}
