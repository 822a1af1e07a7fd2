//! Hands mails to the configured server over SMTP.

mod facts;
mod words;

pub(crate) use facts::{certificates, facts, taken_back};
pub(crate) use words::subject;

use crate::config::{MailSecurity, MailServer};
use exchange::Instant;
use exchange::mail::Mail;
use lettre::address::Envelope;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, CertificateStore, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};
use thiserror::Error;

/// The server must answer each step in this time.
const PATIENCE: Duration = Duration::from_secs(30);

/// Hands mails over.
pub struct Postman {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
    site: String,
    contact: Option<String>,
    /// Since when the server takes no mails, in milliseconds; 0 while it does.
    away_since: AtomicI64,
}

/// Why no mail can leave: the configuration names what is not there.
#[derive(Debug, Error)]
pub enum PostmanError {
    /// A file cannot be read.
    #[error("{file} cannot be read")]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The root certificate or the server's name cannot be used.
    #[error("the connection to the mail server cannot be set up")]
    Tls(#[source] lettre::transport::smtp::Error),
    /// The sender's address is none.
    #[error("mail.from is no mail address")]
    From,
}

/// How handing over a mail went when it did not go.
#[derive(Debug, Error)]
pub enum NotHandedOver {
    /// The server refuses this mail or its address for good.
    #[error("the mail server refuses the mail for good")]
    Refused(#[source] lettre::transport::smtp::Error),
    /// The server does not take this mail or its address now (4xx) and may do so later.
    #[error("the mail server puts the mail off")]
    Later(#[source] lettre::transport::smtp::Error),
    /// The server is not there, or refuses the hub. It may also have taken the mail and the answer was lost; the next try
    /// has the same Message-ID.
    #[error("the mail server takes no mails now")]
    Away(#[source] lettre::transport::smtp::Error),
    /// The mail cannot be written.
    #[error("the mail cannot be written")]
    Unwritable,
}

impl std::fmt::Debug for Postman {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postman").field("from", &self.from).finish_non_exhaustive()
    }
}

impl Postman {
    /// Sets out for the configured server; `site` is where offices find the apply site, `contact` how they reach the
    /// operator.
    ///
    /// # Errors
    /// [`PostmanError`]. The server itself is not asked.
    pub fn new(server: &MailServer, site: String, contact: Option<String>) -> Result<Self, PostmanError> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.server)
            .port(server.port)
            .timeout(Some(PATIENCE))
            .tls(protection(server)?);
        if let (Some(user), Some(file)) = (&server.user, &server.password_file) {
            let password = read(file)?;
            builder = builder.credentials(Credentials::new(user.clone(), password.trim_end().to_owned()));
        }
        let from = server.from.parse().map_err(|_| PostmanError::From)?;
        Ok(Self { transport: builder.build(), from, site, contact, away_since: AtomicI64::new(0) })
    }

    /// Hands a mail over; `facts` is what its text says of the office itself, empty without anything.
    ///
    /// # Errors
    /// [`NotHandedOver`].
    pub async fn hand_over(&self, mail: &Mail, facts: &str) -> Result<(), NotHandedOver> {
        let message = self.message(mail, facts).ok_or(NotHandedOver::Unwritable)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if is_final(&error) => Err(NotHandedOver::Refused(error)),
            Err(error) if is_put_off(&error) => Err(NotHandedOver::Later(error)),
            Err(error) => Err(NotHandedOver::Away(error)),
        }
    }

    /// The server answered about a mail.
    pub(crate) fn is_there(&self) {
        self.away_since.store(0, Ordering::Relaxed);
    }

    /// The server did not take any mail; since when is kept from the first time on.
    pub(crate) fn went_away(&self, at: Instant) {
        let _known = self.away_since.compare_exchange(0, at.millis(), Ordering::Relaxed, Ordering::Relaxed);
    }

    /// Since when the server takes no mails; `None` while it does, or while nothing has been tried.
    pub(crate) fn away_since(&self) -> Option<Instant> {
        Some(self.away_since.load(Ordering::Relaxed)).filter(|at| *at != 0).map(Instant::from_millis)
    }

    fn message(&self, mail: &Mail, facts: &str) -> Option<Message> {
        let around = words::Around { facts, site: &self.site, contact: self.contact.as_deref() };
        let (subject, body) = words::of(mail, around);
        let (local, domain) = mail.address.parts();
        let to = Address::new(local, domain).ok()?;
        // Read back from the header, an address in quotation marks would have lost them.
        let envelope = Envelope::new(Some(self.from.clone()), vec![to.clone()]).ok()?;
        let written = Duration::from_millis(u64::try_from(mail.at.millis()).ok()?);
        Message::builder()
            .envelope(envelope)
            .from(Mailbox::new(Some("れんけい 利用申請サイト".to_owned()), self.from.clone()))
            .to(Mailbox::new(None, to))
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.domain())))
            .date(SystemTime::UNIX_EPOCH + written)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .ok()
    }
}

fn protection(server: &MailServer) -> Result<Tls, PostmanError> {
    if server.security == MailSecurity::None {
        return Ok(Tls::None);
    }
    let mut parameters = TlsParameters::builder(server.server.clone());
    if let Some(file) = &server.root {
        let root = Certificate::from_pem(read(file)?.as_bytes()).map_err(PostmanError::Tls)?;
        parameters = parameters.certificate_store(CertificateStore::None).add_root_certificate(root);
    }
    let parameters = parameters.build().map_err(PostmanError::Tls)?;
    Ok(if server.security == MailSecurity::Tls { Tls::Wrapper(parameters) } else { Tls::Required(parameters) })
}

fn read(file: &PathBuf) -> Result<String, PostmanError> {
    std::fs::read_to_string(file).map_err(|source| PostmanError::File { file: file.clone(), source })
}

/// True when the same mail would be refused again. That the server does not let the hub in (53x) says nothing about the mail.
fn is_final(error: &lettre::transport::smtp::Error) -> bool {
    error.is_permanent() && error.status().is_some_and(|code| !code.to_string().starts_with("53"))
}

/// True when the server speaks of this mail and not of itself (421).
fn is_put_off(error: &lettre::transport::smtp::Error) -> bool {
    error.is_transient() && error.status().is_some_and(|code| code.to_string() != "421")
}
