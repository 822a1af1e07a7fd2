//! A page of what an office sent.

use super::ReadError;
use super::inbox::{ListInput, page};
use crate::page::Page;
use crate::permission::Caller;
use crate::store::Mailbox;
use crate::transmission::{FeedNumber, TransmissionEntry};
use crate::usecases::Context;

/// Reads a page of the caller's sent list.
pub async fn sent(
    context: Context<'_>,
    caller: &Caller,
    input: ListInput,
) -> Result<Page<TransmissionEntry, FeedNumber>, ReadError> {
    page(context, caller, Mailbox::Sent, input).await
}
