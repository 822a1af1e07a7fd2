//! The serving process's side of the socket.

use super::message::{Answer, IssueOffice, OwnCertificate, Question, RevokedSerial};
use super::socket::{self, SocketError};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Why the authority gave nothing.
#[derive(Debug, Error)]
pub enum AuthorityError {
    /// `renkei-hub ca serve` does not run or does not answer.
    #[error("the authority cannot be reached at {path}")]
    Unreachable {
        /// The socket.
        path: PathBuf,
        /// What went wrong.
        #[source]
        source: SocketError,
    },
    /// The certification request is refused.
    #[error("the certification request is refused: {0}")]
    RequestRefused(String),
    /// The authority could not do it.
    #[error("the authority failed: {0}")]
    Failed(String),
    /// An answer to another question.
    #[error("the authority gave an answer that does not fit")]
    Unexpected,
}

/// Asks the authority, a connection for each question.
#[derive(Debug, Clone)]
pub struct AuthorityClient {
    socket: PathBuf,
}

impl AuthorityClient {
    /// The authority behind this socket.
    pub fn new(socket: &Path) -> Self {
        Self { socket: socket.to_owned() }
    }

    /// A certificate for an office, in PEM.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub async fn issue_office(&self, issue: IssueOffice) -> Result<String, AuthorityError> {
        match self.ask(Question::IssueOffice(issue)).await? {
            Answer::Certificate(pem) => Ok(pem),
            other => Err(refusal(other)),
        }
    }

    /// A revocation list of all these, in DER.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub async fn revocation_list(&self, revoked: Vec<RevokedSerial>) -> Result<Vec<u8>, AuthorityError> {
        match self.ask(Question::RevocationList(revoked)).await? {
            Answer::RevocationList(hex) => from_hex(&hex).ok_or(AuthorityError::Unexpected),
            other => Err(refusal(other)),
        }
    }

    /// A certificate of the hub itself for a public key (SubjectPublicKeyInfo in DER), in PEM. What it says is the
    /// authority's to know.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub async fn issue_own(&self, which: OwnCertificate, spki: &[u8]) -> Result<String, AuthorityError> {
        match self.ask(Question::IssueOwn(which, to_hex(spki))).await? {
            Answer::Certificate(pem) => Ok(pem),
            other => Err(refusal(other)),
        }
    }

    /// A certificate for an operator's public key (SubjectPublicKeyInfo in DER), in PEM.
    ///
    /// # Errors
    /// [`AuthorityError`].
    pub async fn issue_operator(&self, id: &str, spki: &[u8]) -> Result<String, AuthorityError> {
        match self.ask(Question::IssueOperator(id.to_owned(), to_hex(spki))).await? {
            Answer::Certificate(pem) => Ok(pem),
            other => Err(refusal(other)),
        }
    }

    async fn ask(&self, question: Question) -> Result<Answer, AuthorityError> {
        socket::ask(&self.socket, &question)
            .await
            .map_err(|source| AuthorityError::Unreachable { path: self.socket.clone(), source })
    }
}

fn refusal(answer: Answer) -> AuthorityError {
    match answer {
        Answer::RequestRefused(reason) => AuthorityError::RequestRefused(reason),
        Answer::Failed(reason) => AuthorityError::Failed(reason),
        Answer::Certificate(_) | Answer::RevocationList(_) => AuthorityError::Unexpected,
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Hexadecimal digits as bytes.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes().chunks(2);
    digits
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok().filter(|_| pair.len() == 2))
        .collect()
}
