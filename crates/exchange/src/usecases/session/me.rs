//! Who the caller is: office, licence, certificate.

use crate::certificate::CertificateRecord;
use crate::instant::Day;
use crate::office::OfficeRecord;
use crate::permission::{Caller, Deed, Denied};
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;

/// The caller's office as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// The office.
    pub office: OfficeRecord,
    /// The last day of the licence that runs; `None` without one.
    pub licensed_until: Option<Day>,
    /// The certificate of the connection.
    pub certificate: CertificateRecord,
}

/// Reads the caller's own office.
pub async fn me(context: Context<'_>, caller: &Caller) -> Result<Me, ReadError> {
    caller.may(Deed::ReadOffice)?;
    let office = context.store.office(caller.office).await?.ok_or(Denied::NotFound)?;
    let certificate = context.store.certificate(caller.certificate).await?.ok_or(Denied::NotFound)?;
    let ledger = context.store.ledger(caller.office).await?;
    Ok(Me { office, licensed_until: ledger.covered_until(context.at.day_in_japan()), certificate })
}
