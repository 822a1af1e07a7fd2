//! The hub's configuration: one file, each value also by environment (`RENKEI_HUB__PUBLIC__LISTEN`).

mod invoice;
mod limits;
mod mail;
mod public;

pub use invoice::{AccountKind, BankAccount, InvoiceConfigError, Invoicing, TransferFee, is_registration};
pub use limits::Limits;
pub use mail::{MailConfigError, MailSecurity, MailServer};
pub use public::Public;

use config::{Environment, File, FileFormat};
use serde::Deserialize;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The commented sample; a test loads it, so that it stays true.
pub const SAMPLE: &str = include_str!("../../hub.sample.toml");

/// What an operator decides.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Folder of the hub's data.
    pub data: PathBuf,
    /// Name of the network, as in `urn:renkei:hub:<network>`.
    pub network: String,
    /// Names and addresses under which offices reach the hub; they stand in its certificate.
    pub names: Vec<String>,
    /// How offices reach the help desk; shown in their app.
    #[serde(default)]
    pub contact: Option<String>,
    /// Where offices get the office app; their letters and the public pages say so, and nothing when it is not given.
    #[serde(default)]
    pub app_from: Option<String>,
    /// The newest version of the office app; the app tells its users when it is older.
    #[serde(default)]
    pub app_version: Option<String>,
    /// The exchange API, mutual TLS.
    pub exchange: Listener,
    /// Enrolment, revocation list and public pages, TLS.
    pub public: Public,
    /// Health and metrics, plain, for this machine only.
    pub health: Listener,
    /// The operator's console, mutual TLS; without it there is none.
    #[serde(default)]
    pub console: Option<Console>,
    /// Sizes and times.
    #[serde(default)]
    pub limits: Limits,
    /// The server for mails to offices; without it none leave.
    pub mail: Option<MailServer>,
    /// Who writes invoices and where they are paid; without it offices cannot pay by invoice.
    pub invoice: Option<Invoicing>,
    /// What holds for passwords.
    #[serde(default)]
    pub passwords: Passwords,
}

/// Where a listener listens.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listener {
    /// Address and port.
    pub listen: SocketAddr,
    /// The port under which it is reached from outside, when something in front of it has another.
    #[serde(default)]
    pub outside: Option<u16>,
}

/// What holds for the passwords of 事業所のユーザID and 連携クライアントのユーザID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Passwords {
    /// Days after which a password must be changed; none (the default) for never (S20).
    pub expire_days: Option<u16>,
}

/// Where the operator's console listens, and under which name operators open it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Console {
    /// Address and port.
    pub listen: SocketAddr,
    /// The name in the browser's address: one of `names`, and no IP address, since passkeys belong to a name.
    pub name: String,
}

/// Why a configuration cannot be used.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// A file that is not there, not TOML, or has unknown or wrong values.
    #[error("the configuration {file} cannot be used")]
    Read {
        /// The file.
        file: PathBuf,
        /// What is wrong.
        #[source]
        source: Box<config::ConfigError>,
    },
    /// The health listener must not be reached from outside.
    #[error("health.listen must be a loopback address, not {0}")]
    HealthOutside(SocketAddr),
    /// Nobody could reach the hub by name.
    #[error("names is empty: write the name or address under which offices reach the hub")]
    NoNames,
    /// An address of the pages is none.
    #[error("public.origins: {0} is not of the form https://name or https://name:port")]
    Origin(String),
    /// Mails could not leave as configured.
    #[error(transparent)]
    Mail(#[from] MailConfigError),
    /// Invoices could not be paid as configured.
    #[error(transparent)]
    Invoice(#[from] InvoiceConfigError),
    /// The console's name is not in the hub's certificate, or is an address.
    #[error("console.name must be one of names and no IP address, not «{0}»")]
    ConsoleName(String),
}

impl Config {
    /// Reads the file, then the environment over it.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn read(file: &Path) -> Result<Self, ConfigError> {
        let source = File::from(file).format(FileFormat::Toml);
        Self::build(config::Config::builder().add_source(source), file)
    }

    /// Reads a text, then the environment over it.
    ///
    /// # Errors
    /// [`ConfigError`].
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let source = File::from_str(text, FileFormat::Toml);
        Self::build(config::Config::builder().add_source(source), Path::new("(text)"))
    }

    fn build(builder: config::ConfigBuilder<config::builder::DefaultState>, file: &Path) -> Result<Self, ConfigError> {
        let environment = Environment::with_prefix("RENKEI_HUB").prefix_separator("__").separator("__");
        let read = builder.add_source(environment).build().and_then(config::Config::try_deserialize::<Self>);
        let config = read.map_err(|source| ConfigError::Read { file: file.to_owned(), source: Box::new(source) })?;
        if !config.health.listen.ip().is_loopback() {
            return Err(ConfigError::HealthOutside(config.health.listen));
        }
        if let Some(mail) = &config.mail {
            mail.check()?;
        }
        if let Some(invoice) = &config.invoice {
            invoice.check()?;
        }
        if let Some(wrong) = config.public.wrong_origin() {
            return Err(ConfigError::Origin(wrong.to_owned()));
        }
        if let Some(console) = &config.console
            && (!config.names.contains(&console.name) || console.name.parse::<IpAddr>().is_ok())
        {
            return Err(ConfigError::ConsoleName(console.name.clone()));
        }
        if config.names.is_empty() { Err(ConfigError::NoNames) } else { Ok(config) }
    }
}
