//! Certificates: what they say, how they are made, whom we trust, and how private keys are kept in files.

mod authority;
mod build;
mod crl;
mod crl_issue;
mod key;
mod key_file;
mod leaf;
mod parsed;
mod path;
mod pem;
mod pkcs12;
pub mod profile;
mod request;
mod trust;

pub use authority::{make_issuing, make_root};
pub use build::{DistinguishedName, IssueError, RandomSerial, Validity};
pub use crl::{CrlError, MAX_CRL_BYTES, RevocationList, UnverifiedList};
pub use crl_issue::{CrlIssueError, Revocation, RevocationReason, make_crl};
pub use key::{KeyKind, PublicKeyError, Scheme, SignatureMismatch, VerifyingKey};
pub use key_file::{KeyFileError, PBKDF2_ROUNDS, decrypt_key, encrypt_key};
pub use leaf::{
    Issuer, OfficeSubject, ServerName, issue_hub_server, issue_office, issue_operator, issue_receipt_signer,
};
pub use parsed::{Certificate, CertificateError, CertificateIdentity};
pub use path::{Link, PathError, TrustedCertificate};
pub use pem::PemError;
pub use pkcs12::{Pkcs12Random, export_pkcs12};
pub use profile::{Holder, OfficeCertificateKind};
pub use request::{MAX_REQUEST_BYTES, RequestError, VerifiedRequest, make_request};
pub use trust::{
    Authority, AuthorityError, ChainCache, Naming, NoCache, OfficeDirectory, RevocationError, RevocationPolicy,
    RevocationState, TrustStore,
};
