//! Certificates of terminals: enrolment, renewal, state.

use crate::forms;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The two kinds that offices know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum CertificateKind {
    /// 介護保険証明書.
    CareInsurance,
    /// 請求委任事業所用ケアプラン証明書.
    DelegatedCarePlan,
}

/// Whether a certificate can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum CertificateState {
    /// Yes.
    Valid,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

/// A certificate as the office sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificateBody {
    /// Serial number, hexadecimal.
    #[schemars(extend("pattern" = forms::CERTIFICATE))]
    pub serial: String,
    /// Its kind.
    pub kind: CertificateKind,
    /// Begin, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub not_before: String,
    /// End, UTC, RFC 3339.
    #[schemars(extend("pattern" = forms::TIME))]
    pub not_after: String,
    /// Whether it can be used.
    pub state: CertificateState,
}

/// Asks for the first certificate of a terminal, on the public listener.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EnrolRequest {
    /// The secret part of the one-time code ([`crate::EnrolCode::secret_text`]).
    pub code: String,
    /// Certification request (PKCS#10) in PEM, signed with the key that was made at the office.
    pub csr: String,
}

impl fmt::Debug for EnrolRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnrolRequest(…)")
    }
}

/// Asks for the next certificate of a terminal, signed in with the present one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenewRequest {
    /// Certification request (PKCS#10) in PEM, with a new key.
    pub csr: String,
}

/// A certificate that was issued.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IssuedCertificate {
    /// The certificate in PEM.
    #[schemars(extend("pattern" = forms::PEM))]
    pub certificate: String,
    /// The issuing certificate in PEM.
    #[schemars(extend("pattern" = forms::PEM))]
    pub issuer: String,
    /// The root in PEM; the app compares its fingerprint with the one-time code.
    #[schemars(extend("pattern" = forms::PEM))]
    pub root: String,
    /// The office it is for.
    #[schemars(extend("pattern" = forms::OFFICE))]
    pub office: String,
    /// Its kind.
    pub kind: CertificateKind,
}

/// The authority as anyone may see it, on the public listener.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Authority {
    /// Root certificate in PEM.
    #[schemars(extend("pattern" = forms::PEM))]
    pub root: String,
    /// Issuing certificates in PEM, the newest first.
    #[schemars(inner(regex(pattern = forms::PEM)))]
    pub issuing: Vec<String>,
    /// The network's name, as in `urn:renkei:hub:<network>`.
    pub network: String,
    /// Port of the exchange, under the same name.
    pub exchange_port: u16,
}

/// A certificate of the office, for the list of its terminals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TerminalCertificate {
    /// The certificate; its serial number is the id for revoking.
    pub certificate: CertificateBody,
    /// Serial number of the certificate that it renews: both are of one terminal.
    #[schemars(extend("pattern" = forms::CERTIFICATE))]
    pub renews: Option<String>,
    /// It is the certificate of this connection.
    pub current: bool,
}

/// The certificates of the office.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TerminalCertificateList {
    /// The newest first, 200 at most.
    pub certificates: Vec<TerminalCertificate>,
}
