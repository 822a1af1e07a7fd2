//! Certificates and enrolment codes in the store.

use super::StoreFuture;
use crate::actor::Act;
use crate::certificate::{CertificateKey, CertificateRecord, EnrolCode, RedeemRefusal, RevocationReason};
use crate::id::EnrolCodeId;
use crate::instant::Instant;
use evidence::Sha256;
use standard::OfficeNumber;

/// Certificates by issuer and serial.
pub trait Certificates {
    /// Records an issued certificate; it lets in from now on.
    fn record_certificate(&self, record: CertificateRecord, act: Act) -> StoreFuture<'_, RecordOutcome>;

    /// A certificate.
    fn certificate(&self, key: CertificateKey) -> StoreFuture<'_, Option<CertificateRecord>>;

    /// The certificates of an office, newest first, 200 at most.
    fn certificates_of(&self, office: OfficeNumber) -> StoreFuture<'_, Vec<CertificateRecord>>;

    /// Every revoked certificate whose time is not over at the given instant, for the CRL.
    fn revoked_certificates(&self, at: crate::instant::Instant) -> StoreFuture<'_, Vec<CertificateRecord>>;

    /// Revokes a certificate; its sessions and terminal tokens end with it. Effective at the next request.
    fn revoke_certificate(&self, revocation: Revocation, act: Act) -> StoreFuture<'_, RevokeOutcome>;

    /// Stores an enrolment code.
    fn make_enrol_code(&self, code: EnrolCode, act: Act) -> StoreFuture<'_, ()>;

    /// Codes that an office has given out, not used and not taken back, whose time is not over; the newest first, 100 at
    /// most.
    fn open_enrol_codes(&self, office: OfficeNumber, at: Instant) -> StoreFuture<'_, Vec<EnrolCode>>;

    /// Takes a code of an office back; `false` when there is none, or it was used or taken back before.
    fn drop_enrol_code(&self, id: EnrolCodeId, office: OfficeNumber, act: Act) -> StoreFuture<'_, bool>;

    /// Redeems a code for a public key, or counts the wrong try.
    fn redeem_enrol_code(&self, id: EnrolCodeId, hash: Sha256, key: Sha256, act: Act)
    -> StoreFuture<'_, RedeemOutcome>;
}

/// How recording went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordOutcome {
    /// Recorded.
    Recorded,
    /// The same certificate is there already.
    Same,
    /// Another certificate has this issuer and serial.
    Conflict,
    /// There is no such office, or it is closed.
    NoOffice,
}

/// A certificate to revoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revocation {
    /// Which.
    pub key: CertificateKey,
    /// Only if it is this office's; `None` for the operator.
    pub office: Option<OfficeNumber>,
    /// Why.
    pub reason: RevocationReason,
}

/// How revoking went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevokeOutcome {
    /// Revoked now.
    Revoked,
    /// Revoked before.
    Already,
    /// No such certificate.
    NotFound,
}

/// How redeeming went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedeemOutcome {
    /// Redeemed, now or before with the same key.
    Redeemed(EnrolCode),
    /// Not redeemed.
    Refused(RedeemRefusal),
}
