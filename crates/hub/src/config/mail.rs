//! How mails leave the hub; without it none do.

use serde::Deserialize;
use std::path::PathBuf;
use thiserror::Error;

/// The server that takes the hub's mails (SMTP).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailServer {
    /// Its name or address.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    #[serde(default)]
    pub security: MailSecurity,
    /// From whom the mails are.
    pub from: String,
    /// Name to sign in with, when the server wants that.
    pub user: Option<String>,
    /// File with the password, and nothing else in it.
    pub password_file: Option<PathBuf>,
    /// Root certificate (PEM) when it is none that the system knows.
    pub root: Option<PathBuf>,
}

/// How the connection to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Default)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// TLS after STARTTLS; without it nothing is sent.
    Starttls,
    /// None: for a server on this machine only.
    None,
}

/// Why the section `[mail]` cannot be used.
#[derive(Debug, Error)]
pub enum MailConfigError {
    /// Mails would go over a network that others can read.
    #[error("mail.security = \"none\" is for a server on this machine only, not {0}")]
    Open(String),
    /// A name without password or the other way round.
    #[error("mail.user and mail.password_file belong together")]
    HalfSignIn,
    /// The sender's address is none.
    #[error("mail.from is no mail address: {0}")]
    From(String),
}

impl MailServer {
    pub(super) fn check(&self) -> Result<(), MailConfigError> {
        let local = matches!(self.server.as_str(), "localhost" | "127.0.0.1" | "::1");
        if self.security == MailSecurity::None && !local {
            return Err(MailConfigError::Open(self.server.clone()));
        }
        if self.user.is_some() != self.password_file.is_some() {
            return Err(MailConfigError::HalfSignIn);
        }
        match exchange::mail::MailAddress::parse(&self.from) {
            Some(_) => Ok(()),
            None => Err(MailConfigError::From(self.from.clone())),
        }
    }
}
