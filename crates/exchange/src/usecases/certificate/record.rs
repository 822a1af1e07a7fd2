//! Recording a certificate that was issued, or renewed by the holder of the one before it.

use evidence::certificate::Certificate;
use thiserror::Error;

use crate::actor::Actor;
use crate::certificate::{CertificateKey, CertificateKind, CertificateRecord, CertificateState};
use crate::instant::{Instant, SECOND};
use crate::permission::{Caller, Denied};
use crate::store::{RecordOutcome, StoreError};
use crate::usecases::Context;
use standard::OfficeNumber;

/// Why a certificate is not recorded.
#[derive(Debug, Error)]
pub enum RecordError {
    /// Its issuer, serial or time are outside what can be kept.
    #[error("the certificate cannot be recorded")]
    Form,
    /// Another certificate has this issuer and serial.
    #[error("another certificate has this issuer and serial number")]
    Conflict,
    /// There is no such office, or it is closed.
    #[error("there is no such office, or it is closed")]
    NoOffice,
    /// The certificate to renew does not let in any more.
    #[error("the certificate to renew does not let in any more")]
    Old(CertificateState),
    /// The caller's certificate is not known.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Records a certificate of an office; it lets in from now on.
pub async fn record(
    context: Context<'_>,
    actor: Actor,
    certificate: &Certificate,
    office: OfficeNumber,
    kind: CertificateKind,
) -> Result<CertificateRecord, RecordError> {
    let record = row(certificate, office, kind, None).ok_or(RecordError::Form)?;
    store(context, actor, record).await
}

/// Whether the caller's certificate can be renewed now, and as what; asked before the authority issues.
pub async fn renewable(context: Context<'_>, caller: &Caller) -> Result<CertificateRecord, RecordError> {
    let old = context.store.certificate(caller.certificate).await?.ok_or(Denied::NotFound)?;
    match old.state(context.at) {
        CertificateState::Valid => Ok(old),
        other => Err(RecordError::Old(other)),
    }
}

/// Records the certificate that renews the caller's. The old one goes on letting in until its own end.
pub async fn record_renewal(
    context: Context<'_>,
    caller: &Caller,
    certificate: &Certificate,
) -> Result<CertificateRecord, RecordError> {
    let old = renewable(context, caller).await?;
    let record = row(certificate, old.office, old.kind, Some(old.key)).ok_or(RecordError::Form)?;
    store(context, caller.actor(), record).await
}

async fn store(
    context: Context<'_>,
    actor: Actor,
    record: CertificateRecord,
) -> Result<CertificateRecord, RecordError> {
    match context.store.record_certificate(record.clone(), context.act(actor)).await? {
        RecordOutcome::Recorded | RecordOutcome::Same => Ok(record),
        RecordOutcome::Conflict => Err(RecordError::Conflict),
        RecordOutcome::NoOffice => Err(RecordError::NoOffice),
    }
}

fn row(
    certificate: &Certificate,
    office: OfficeNumber,
    kind: CertificateKind,
    renews: Option<CertificateKey>,
) -> Option<CertificateRecord> {
    let instant = |seconds: u64| i64::try_from(seconds).ok()?.checked_mul(SECOND).map(Instant::from_millis);
    Some(CertificateRecord {
        key: CertificateKey::of(certificate.identity())?,
        thumbprint: certificate.fingerprint(),
        office,
        kind,
        not_before: instant(certificate.not_before().unix())?,
        not_after: instant(certificate.not_after().unix())?,
        revoked: None,
        renews,
    })
}
