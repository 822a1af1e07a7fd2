//! A page of what came to an office.

use super::ReadError;
use crate::page::{Limit, Order, Page};
use crate::permission::{Caller, Deed};
use crate::store::{ListFilter, ListQuery, Mailbox, StoreError};
use crate::transmission::{FeedNumber, TransmissionEntry};
use crate::usecases::Context;
use standard::DocumentKind;
use standard::types::NameReading;

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
    /// Only transmissions with a document of this kind.
    pub kind: Option<DocumentKind>,
}

/// Most pages of the store that one page of a kind is gathered from: 5,000 transmissions.
const MOST_READ: u32 = 25;

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
    let ListInput { filter, order, after, limit, kind } = input;
    let query = ListQuery { office: caller.office, mailbox, filter, order, after, limit };
    Ok(match kind {
        None => context.store.list(query).await?,
        Some(kind) => of_kind(context, query, kind).await?,
    })
}

/// A page of one kind. Kinds stand in the names of documents, which are stored encrypted, so the store cannot ask for
/// them: its pages are read until this one is full. After 5,000 transmissions it ends short, and `next` goes on.
async fn of_kind(
    context: Context<'_>,
    mut query: ListQuery,
    kind: DocumentKind,
) -> Result<Page<TransmissionEntry, FeedNumber>, StoreError> {
    let wanted = usize::try_from(query.limit.get()).unwrap_or(usize::MAX);
    query.limit = Limit::new(Limit::MOST);
    let mut entries: Vec<TransmissionEntry> = Vec::new();
    for _ in 0..MOST_READ {
        let page = context.store.list(query.clone()).await?;
        for entry in page.entries.into_iter().filter(|entry| has(entry, kind)) {
            if entries.len() == wanted {
                let next = entries.last().map(|last| last.position);
                return Ok(Page { entries, next });
            }
            entries.push(entry);
        }
        if page.next.is_none() {
            return Ok(Page { entries, next: None });
        }
        query.after = page.next;
    }
    Ok(Page { entries, next: query.after })
}

fn has(entry: &TransmissionEntry, kind: DocumentKind) -> bool {
    let documents = entry.summary.iter().flat_map(|summary| &summary.documents);
    documents.filter_map(|document| NameReading::read(&document.name).kind).any(|known| known == kind)
}
