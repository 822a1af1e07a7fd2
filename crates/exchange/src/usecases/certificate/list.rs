//! The certificates of an office.

use crate::certificate::CertificateRecord;
use crate::permission::{Caller, Deed};
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;

/// Reads the certificates of the caller's office, newest first.
pub async fn certificates(context: Context<'_>, caller: &Caller) -> Result<Vec<CertificateRecord>, ReadError> {
    caller.may(Deed::ManageCertificates)?;
    Ok(context.store.certificates_of(caller.office).await?)
}
