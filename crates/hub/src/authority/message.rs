//! What the serving process asks the authority, and the answers: one JSON object each.

use serde::{Deserialize, Serialize};

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Question {
    /// Issue a certificate for an office.
    IssueOffice(IssueOffice),
    /// Make a revocation list of these, all of them.
    RevocationList(Vec<RevokedSerial>),
    /// Issue a certificate of the hub itself for this public key (SubjectPublicKeyInfo in DER, hexadecimal).
    IssueOwn(OwnCertificate, String),
    /// Issue an operator's certificate: the operator's id, and the public key as above.
    IssueOperator(String, String),
}

/// A certificate of the hub itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum OwnCertificate {
    /// The listeners'.
    Server,
    /// The one that signs receipts.
    Receipts,
}

impl OwnCertificate {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Server, Self::Receipts];

    /// The word in figures and logs.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Server => "server",
            Self::Receipts => "receipts",
        }
    }

    /// What operators call it.
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Server => "サーバー証明書",
            Self::Receipts => "到達証の証明書",
        }
    }
}

/// What an office's certificate is to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IssueOffice {
    /// 事業所番号.
    pub office: String,
    /// The office's name, for people.
    pub name: String,
    /// It is a 請求委任事業所用ケアプラン証明書.
    pub delegated: bool,
    /// Certification request (PKCS#10) in PEM.
    pub csr: String,
}

/// A certificate that is revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokedSerial {
    /// Serial number, hexadecimal.
    pub serial: String,
    /// Since when, seconds since 1970 (UTC).
    pub at: u64,
    /// The key may be in other hands.
    pub compromised: bool,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Answer {
    /// The certificate in PEM.
    Certificate(String),
    /// The list in DER, hexadecimal.
    RevocationList(String),
    /// The request is refused: it is the office that must mend it.
    RequestRefused(String),
    /// The authority could not do it.
    Failed(String),
}
