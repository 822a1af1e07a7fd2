//! Submitting one transmission: everything is checked, then it is stored whole, then the answer is given.

use thiserror::Error;

use crate::id::TransmissionId;
use crate::instant::{DAY, HOUR, Instant, MINUTE};
use crate::office::OfficeState;
use crate::permission::{Caller, Deed, Denied};
use crate::ports::{CheckBusy, ReceiptSigner, RecordCheck, SignerUnavailable};
use crate::store::{Accept, AcceptOutcome, Known, PartyState, Route, StoreError};
use crate::transmission::{Quota, QuotaReached, ReceiptKind, StoredReceipt, TransmissionHeader, VerifiedContainer};
use crate::usecases::Context;
use standard::OfficeNumber;

/// How the hub accepts.
#[derive(Clone, Copy)]
pub struct Acceptance<'a, R> {
    /// Signs the receipt.
    pub signer: &'a dyn ReceiptSigner,
    /// Checks names, combination and records again.
    pub check: &'a dyn RecordCheck<R>,
    /// How much the sender may send and keep.
    pub quota: Quota,
    /// Bounds of one transmission.
    pub bounds: Bounds,
    /// How long content is kept, in days.
    pub keep_days: i64,
}

/// Bounds of one transmission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Most documents.
    pub documents: u32,
    /// Most bytes of one document.
    pub document_bytes: u64,
    /// Most bytes of the container.
    pub container_bytes: u64,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { documents: 20, document_bytes: 10_000_000, container_bytes: 50_000_000 }
    }
}

/// What the sender is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted<R> {
    /// The receipt (到達証): that of the first time when the same bytes come again.
    pub receipt: StoredReceipt,
    /// The warnings of the check; `None` when the same bytes were accepted before.
    pub warnings: Option<R>,
}

/// Why a transmission is not accepted. Nothing was stored.
#[derive(Debug, Error)]
pub enum SubmitError<R> {
    /// The caller may not send.
    #[error("the caller may not send")]
    Denied(#[from] Denied),
    /// The container was signed with another certificate than the connection's.
    #[error("the container was signed with another certificate than that of the connection")]
    SignedByAnother,
    /// The manifest names another sender than the office that is signed in.
    #[error("the container is from {named}, the connection is of another office")]
    FromAnother {
        /// The sender that the manifest names.
        named: OfficeNumber,
    },
    /// Sender and recipient are one office.
    #[error("sender and recipient are the same office")]
    ToItself,
    /// The container is for another hub's office.
    #[error("the recipient belongs to another network")]
    OtherNetwork,
    /// Other bytes came under this id before.
    #[error("another content was sent under the id {id} before")]
    Conflict {
        /// The id.
        id: TransmissionId,
    },
    /// Made more than 24 hours ago.
    #[error("the transmission was made more than 24 hours ago")]
    TooOld {
        /// When it says it was made.
        made_at: Instant,
        /// The hub's time.
        now: Instant,
    },
    /// Made more than 5 minutes ahead of the hub's clock.
    #[error("the transmission was made in the future: a clock is wrong")]
    FromTheFuture {
        /// When it says it was made.
        made_at: Instant,
        /// The hub's time.
        now: Instant,
    },
    /// The sender is frozen or closed.
    #[error("the sender does not take part now")]
    SenderStopped(OfficeState),
    /// The sender has no licence today.
    #[error("the sender has no licence")]
    SenderUnlicensed,
    /// The hub knows no office of this number.
    #[error("there is no office {0}")]
    RecipientUnknown(OfficeNumber),
    /// The recipient is frozen or closed; a closed one may have a successor.
    #[error("the recipient does not take part now")]
    RecipientStopped(OfficeState),
    /// The recipient has no licence today.
    #[error("the recipient has no licence")]
    RecipientUnlicensed(OfficeNumber),
    /// More documents than allowed.
    #[error("{count} documents, at most {most}")]
    TooManyDocuments {
        /// How many there are.
        count: u32,
        /// How many there may be.
        most: u32,
    },
    /// A document is larger than allowed.
    #[error("a document has {bytes} bytes, at most {most}")]
    DocumentTooLarge {
        /// Its name.
        name: String,
        /// Its size.
        bytes: u64,
        /// The most it may have.
        most: u64,
    },
    /// The whole is larger than allowed.
    #[error("the container has {bytes} bytes, at most {most}")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The most it may have.
        most: u64,
    },
    /// The check found errors.
    #[error("the check found errors")]
    Findings(R),
    /// The sender's quota is used up.
    #[error(transparent)]
    Quota(#[from] QuotaReached),
    /// The hub has too many checks to do.
    #[error(transparent)]
    Busy(#[from] CheckBusy),
    /// The hub cannot sign receipts now.
    #[error(transparent)]
    Signer(#[from] SignerUnavailable),
    /// The store did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Submits a verified container.
pub async fn submit<R>(
    context: Context<'_>,
    acceptance: &Acceptance<'_, R>,
    caller: &Caller,
    container: &VerifiedContainer,
) -> Result<Submitted<R>, SubmitError<R>> {
    let header = container.header();
    check_caller(caller, container)?;
    let day = context.at.day_in_japan();
    let route = context.store.route(header.id, header.sender, header.recipient, day).await?;
    if let Some(known) = &route.known {
        return repeat(known, header);
    }
    check_time(header, context.at)?;
    check_parties(&route, header)?;
    check_bounds(&acceptance.bounds, container)?;
    let warnings = acceptance.check.check(container, context.at).await?.map_err(SubmitError::Findings)?;
    let receipt = acceptance.signer.accepted(header, context.at).await?;
    let accept = Accept {
        header,
        container: container.bytes(),
        summary: &container.summary(),
        receipt: &receipt,
        quota: acceptance.quota,
        kept_until: context.at.plus(acceptance.keep_days.saturating_mul(DAY)),
        act: &context.act(caller.actor()),
    };
    let outcome = context.store.accept(accept).await?;
    let stored = StoredReceipt { kind: ReceiptKind::Accepted, at: context.at, signed: receipt };
    match outcome {
        AcceptOutcome::Stored { .. } => Ok(Submitted { receipt: stored, warnings: Some(warnings) }),
        AcceptOutcome::Same(receipt) => Ok(Submitted { receipt, warnings: None }),
        AcceptOutcome::Conflict => Err(SubmitError::Conflict { id: header.id }),
        AcceptOutcome::QuotaReached(reached) => Err(SubmitError::Quota(reached)),
        AcceptOutcome::PartyStopped => {
            let route = context.store.route(header.id, header.sender, header.recipient, day).await?;
            check_parties(&route, header)?;
            // It was let in again in between: the same bytes can come again.
            Err(SubmitError::Store(StoreError::Busy))
        }
    }
}

/// Certificate of the connection, office of the session, signer and named sender are one (S12).
fn check_caller<R>(caller: &Caller, container: &VerifiedContainer) -> Result<(), SubmitError<R>> {
    let header = container.header();
    caller.may(Deed::Send)?;
    if header.sender != caller.office {
        return Err(SubmitError::FromAnother { named: header.sender });
    }
    if header.signer != caller.certificate {
        return Err(SubmitError::SignedByAnother);
    }
    if container.leaves_the_network() {
        return Err(SubmitError::OtherNetwork);
    }
    if header.sender == header.recipient { Err(SubmitError::ToItself) } else { Ok(()) }
}

/// A repeat is answered whatever has changed since: what was acknowledged stays acknowledged.
fn repeat<R>(known: &Known, header: &TransmissionHeader) -> Result<Submitted<R>, SubmitError<R>> {
    if known.sender == header.sender && known.sha256 == header.sha256 {
        Ok(Submitted { receipt: known.receipt.clone(), warnings: None })
    } else {
        Err(SubmitError::Conflict { id: header.id })
    }
}

fn check_time<R>(header: &TransmissionHeader, now: Instant) -> Result<(), SubmitError<R>> {
    let made_at = header.created_at;
    if now.since(made_at) > 24 * HOUR {
        Err(SubmitError::TooOld { made_at, now })
    } else if made_at.since(now) > 5 * MINUTE {
        Err(SubmitError::FromTheFuture { made_at, now })
    } else {
        Ok(())
    }
}

fn check_parties<R>(route: &Route, header: &TransmissionHeader) -> Result<(), SubmitError<R>> {
    match route.sender {
        Some(PartyState { state: OfficeState::Active, licensed: true }) => {}
        Some(PartyState { state: OfficeState::Active, .. }) => return Err(SubmitError::SenderUnlicensed),
        Some(PartyState { state, .. }) => return Err(SubmitError::SenderStopped(state)),
        None => return Err(SubmitError::Denied(Denied::NotFound)),
    }
    match route.recipient {
        Some(PartyState { state: OfficeState::Active, licensed: true }) => Ok(()),
        Some(PartyState { state: OfficeState::Active, .. }) => Err(SubmitError::RecipientUnlicensed(header.recipient)),
        Some(PartyState { state, .. }) => Err(SubmitError::RecipientStopped(state)),
        None => Err(SubmitError::RecipientUnknown(header.recipient)),
    }
}

fn check_bounds<R>(bounds: &Bounds, container: &VerifiedContainer) -> Result<(), SubmitError<R>> {
    let header = container.header();
    if header.documents > bounds.documents {
        return Err(SubmitError::TooManyDocuments { count: header.documents, most: bounds.documents });
    }
    if let Some(large) = container.documents().find(|document| document.entry.size > bounds.document_bytes) {
        let name = large.entry.name.to_string();
        return Err(SubmitError::DocumentTooLarge { name, bytes: large.entry.size, most: bounds.document_bytes });
    }
    if header.size > bounds.container_bytes {
        return Err(SubmitError::TooLarge { bytes: header.size, most: bounds.container_bytes });
    }
    Ok(())
}
