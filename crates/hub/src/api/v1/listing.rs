//! Pages of transmissions: reading what is asked, giving what was found.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::wire::{Names, document_kind, domain_state};
use exchange::page::{Limit, Order, Page};
use exchange::store::ListFilter;
use exchange::transmission::{FeedNumber, TransmissionEntry};
use exchange::usecases::transmission::inbox::ListInput;
use protocol::{Cursor, Limits, ListQuery, TransmissionPage};
use standard::{OfficeNumber, TargetMonth};

/// The size of a page, 1 to 100.
pub(super) fn limit(asked: Option<u16>) -> Result<Limit, Refusal> {
    match asked {
        None => Ok(Limit::default()),
        Some(asked) if (1..=Limits::V1.page).contains(&asked) => Ok(Limit::new(u32::from(asked))),
        Some(_) => Err(Refusal::value("limit", "1から100までの数")),
    }
}

/// What of a list is asked.
pub(super) fn input(asked: &ListQuery) -> Result<ListInput, Refusal> {
    let cursor = asked.cursor.as_ref();
    let after =
        cursor.map(|text| text.0.parse().map(FeedNumber).map_err(|_| Refusal::value("cursor", "前の答えのまま")));
    let month = asked.month.as_deref();
    let month =
        month.map(|text| TargetMonth::parse(text.as_bytes()).map_err(|_| Refusal::value("month", "年4桁と月2桁")));
    let office = asked.office.as_deref();
    let office =
        office.map(|text| OfficeNumber::parse(text).map_err(|_| Refusal::value("office", "10文字の事業所番号")));
    let filter = ListFilter {
        states: asked.state.map(domain_state).into_iter().collect(),
        counterpart: office.transpose()?,
        month: month.transpose()?,
        ..ListFilter::default()
    };
    Ok(ListInput { filter, order: Order::NewestFirst, after: after.transpose()?, limit: limit(asked.limit)? })
}

/// A page. Kinds are read from names that are stored encrypted, so this filter is applied to the page as it was read:
/// such a page may be shorter than asked, and `next` goes on all the same.
pub(super) async fn page(call: &Call, asked: &ListQuery, found: Page<TransmissionEntry, FeedNumber>) -> Answer {
    let mut names = Names::new(call);
    let mut transmissions = Vec::with_capacity(found.entries.len());
    for entry in &found.entries {
        if asked.kind.as_deref().is_none_or(|kind| has_kind(entry, kind)) {
            transmissions.push(names.summary(entry).await?);
        }
    }
    let next = found.next.map(|number| Cursor(number.0.to_string()));
    json(call.route.status, &TransmissionPage { transmissions, next })
}

fn has_kind(entry: &TransmissionEntry, kind: &str) -> bool {
    let documents = entry.summary.iter().flat_map(|summary| &summary.documents);
    documents.filter_map(|document| document_kind(&document.name)).any(|known| known.prefix() == kind)
}
