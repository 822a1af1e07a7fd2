//! A page of what came to an office.

use super::ReadError;
use crate::page::{Limit, Order, Page};
use crate::permission::{Caller, Deed};
use crate::store::{ListFilter, ListQuery, Mailbox};
use crate::transmission::{FeedNumber, TransmissionEntry};
use crate::usecases::Context;

/// What of a list is asked.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ListInput {
    /// What it shows.
    pub filter: ListFilter,
    /// In which direction.
    pub order: Order,
    /// The position after which the page begins.
    pub after: Option<FeedNumber>,
    /// Size of the page.
    pub limit: Limit,
}

/// Reads a page of the caller's inbox.
pub async fn inbox(
    context: Context<'_>,
    caller: &Caller,
    input: ListInput,
) -> Result<Page<TransmissionEntry, FeedNumber>, ReadError> {
    page(context, caller, Mailbox::Inbox, input).await
}

pub(super) async fn page(
    context: Context<'_>,
    caller: &Caller,
    mailbox: Mailbox,
    input: ListInput,
) -> Result<Page<TransmissionEntry, FeedNumber>, ReadError> {
    caller.may(Deed::ReadList)?;
    let ListInput { filter, order, after, limit } = input;
    Ok(context.store.list(ListQuery { office: caller.office, mailbox, filter, order, after, limit }).await?)
}
