//! Being given a container, or one document of it. The recipient's first time ends the sender's chance to withdraw.

use evidence::container::{Container, Limits};
use thiserror::Error;

use crate::id::TransmissionId;
use crate::permission::{Caller, Deed, Denied};
use crate::store::{FetchOutcome, StoreError};
use crate::transmission::{Refusal, State, TransmissionHeader};
use crate::usecases::Context;

/// A container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The facts.
    pub header: TransmissionHeader,
    /// Where it stands now.
    pub state: State,
    /// The container, byte for byte as the sender signed it.
    pub container: Vec<u8>,
}

/// One document of a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FetchedDocument {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its exact bytes.
    pub content: Vec<u8>,
}

/// Why a container is not given.
#[derive(Debug, Error)]
pub enum FetchError {
    /// No such transmission or document for this office, or no right.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// It was withdrawn or is no longer kept.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The store did not give it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Gives the container to one of its two offices.
pub async fn fetch(context: Context<'_>, caller: &Caller, id: TransmissionId) -> Result<Fetched, FetchError> {
    caller.may(Deed::Fetch)?;
    match context.store.fetch(id, caller.office, context.act(caller.actor())).await? {
        FetchOutcome::Found { header, state, container } => Ok(Fetched { header, state, container }),
        FetchOutcome::NotFound => Err(FetchError::Denied(Denied::NotFound)),
        FetchOutcome::Refused(refusal) => Err(FetchError::Refused(refusal)),
    }
}

/// Gives one document, by its place from 0.
pub async fn fetch_document(
    context: Context<'_>,
    caller: &Caller,
    id: TransmissionId,
    place: usize,
) -> Result<FetchedDocument, FetchError> {
    let fetched = fetch(context, caller, id).await?;
    // What was accepted has this form; what has not, is not what was accepted.
    let container = Container::open(&fetched.container, &Limits::default())
        .map_err(|_| StoreError::Damaged("a container that cannot be opened"))?;
    let document = container.documents().nth(place).ok_or(Denied::NotFound)?;
    Ok(FetchedDocument {
        name: document.entry.name.to_string(),
        media_type: document.entry.media_type.as_str(),
        content: document.content.to_vec(),
    })
}
