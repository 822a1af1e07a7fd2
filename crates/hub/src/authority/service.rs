//! What the authority does with its key: issue for offices, operators and the hub itself, sign revocation lists. Nothing else.

use super::files::{AuthorityFiles, FilesError};
use super::message::{Answer, IssueOffice, OwnCertificate, Question, RevokedSerial};
use super::own;
use crate::fail_points::fail_point;
use crate::surroundings::Surroundings;
use evidence::certificate::{
    Certificate, IssueError, Issuer, OfficeCertificateKind, OfficeSubject, RandomSerial, RequestError, Revocation,
    RevocationReason, Validity, VerifiedRequest, issue_office, issue_operator,
    profile::{LEAF_YEARS, OPERATOR_YEARS},
};
use evidence::{OfficeNumber, SoftwareKey, Timestamp};
use thiserror::Error;

/// Why the authority did not do what was asked.
#[derive(Debug, Error)]
pub enum ServiceError {
    /// The certification request is refused.
    #[error("the certification request is refused")]
    Request(#[source] RequestError),
    /// What the certificate should say is not possible.
    #[error("the certificate cannot be issued")]
    Issue(#[source] IssueError),
    /// No office number.
    #[error("«{0}» is no office number")]
    Office(String),
    /// No serial number or time.
    #[error("«{0}» is no serial number")]
    Serial(String),
    /// No public key.
    #[error("this is no public key")]
    Key,
    /// The folder cannot be used.
    #[error(transparent)]
    Files(#[from] FilesError),
}

/// The authority with its key, as `ca serve` holds it.
#[derive(Debug)]
pub struct AuthorityService {
    files: AuthorityFiles,
    certificate: Certificate,
    key: SoftwareKey,
    surroundings: Surroundings,
}

impl AuthorityService {
    /// Opens the folder.
    ///
    /// # Errors
    /// [`FilesError`], also when the passphrase is wrong.
    pub fn open(files: AuthorityFiles, passphrase: &str, surroundings: Surroundings) -> Result<Self, FilesError> {
        Ok(Self { certificate: files.issuing()?, key: files.issuing_key(passphrase)?, files, surroundings })
    }

    /// The issuer, for certificates that `init` makes.
    pub fn issuer(&self) -> Issuer<'_> {
        Issuer { certificate: &self.certificate, signer: &self.key }
    }

    /// Answers one question.
    pub fn answer(&self, question: &Question) -> Answer {
        let done = match question {
            Question::IssueOffice(issue) => {
                self.issue(issue).map(|certificate| Answer::Certificate(certificate.to_pem()))
            }
            Question::RevocationList(revoked) => self.revocation_list(revoked),
            Question::IssueOwn(which, spki) => self.answer_own(*which, spki),
            Question::IssueOperator(id, spki) => self.issue_for_operator(id, spki),
        };
        done.unwrap_or_else(|error| match &error {
            ServiceError::Request(reason) => Answer::RequestRefused(reason.to_string()),
            _ => Answer::Failed(chain(&error)),
        })
    }

    /// A certificate of the hub itself. Names and network are those that the authority wrote down when it was founded:
    /// who asks has no say in them.
    ///
    /// # Errors
    /// [`ServiceError`].
    pub fn issue_own(&self, which: OwnCertificate, spki: &[u8]) -> Result<Certificate, ServiceError> {
        let profile = self.files.hub()?;
        let serial = RandomSerial(self.surroundings.random());
        let validity = self.validity(LEAF_YEARS);
        own::issue(self.issuer(), &profile, which, spki, serial, validity).map_err(ServiceError::Issue)
    }

    fn answer_own(&self, which: OwnCertificate, spki: &str) -> Result<Answer, ServiceError> {
        let spki = super::client::from_hex(spki).ok_or(ServiceError::Key)?;
        Ok(Answer::Certificate(self.issue_own(which, &spki)?.to_pem()))
    }

    fn issue_for_operator(&self, id: &str, spki: &str) -> Result<Answer, ServiceError> {
        let spki = super::client::from_hex(spki).ok_or(ServiceError::Key)?;
        let serial = RandomSerial(self.surroundings.random());
        let validity = self.validity(OPERATOR_YEARS);
        let organisation = self.files.hub()?.organisation;
        let issued = issue_operator(self.issuer(), &spki, &organisation, id, serial, validity);
        Ok(Answer::Certificate(issued.map_err(ServiceError::Issue)?.to_pem()))
    }

    fn issue(&self, issue: &IssueOffice) -> Result<Certificate, ServiceError> {
        let request = VerifiedRequest::from_pem(&issue.csr).map_err(ServiceError::Request)?;
        let number = OfficeNumber::parse(&issue.office).ok_or_else(|| ServiceError::Office(issue.office.clone()))?;
        let kind = match issue.delegated {
            true => OfficeCertificateKind::DelegatedCarePlan,
            false => OfficeCertificateKind::CareInsurance,
        };
        let subject = OfficeSubject { number, kind, name: issue.name.clone() };
        let serial = RandomSerial(self.surroundings.random());
        let validity = self.validity(LEAF_YEARS);
        let issued = issue_office(self.issuer(), &request, &subject, serial, validity).map_err(ServiceError::Issue);
        fail_point!("hub.ca.issued");
        issued
    }

    /// From now on for so many years. Nothing outlives its issuer; a shorter one is better than none.
    fn validity(&self, years: u16) -> Validity {
        let mut validity = Validity::years(self.surroundings.now(), years);
        validity.not_after = validity.not_after.min(self.certificate.not_after());
        validity
    }

    fn revocation_list(&self, revoked: &[RevokedSerial]) -> Result<Answer, ServiceError> {
        let revoked = revoked.iter().map(revocation).collect::<Result<Vec<_>, _>>()?;
        let list = self.files.next_crl(self.issuer(), &revoked, &self.surroundings)?;
        Ok(Answer::RevocationList(super::client::to_hex(list.der())))
    }
}

fn revocation(revoked: &RevokedSerial) -> Result<Revocation, ServiceError> {
    let wrong = || ServiceError::Serial(revoked.serial.clone());
    let serial = super::client::from_hex(&revoked.serial).ok_or_else(wrong)?;
    let at = Timestamp::from_unix(revoked.at).ok_or_else(wrong)?;
    let compromised = if revoked.compromised { RevocationReason::KeyCompromise } else { RevocationReason::Unspecified };
    Ok(Revocation { serial, at, reason: compromised })
}

/// An error with its causes, for the log of the serving process.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}
