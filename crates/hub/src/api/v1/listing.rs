//! Pages of transmissions: reading what is asked, giving what was found.

use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use crate::api::wire::{Names, domain_state};
use exchange::page::{Limit, Order, Page};
use exchange::store::ListFilter;
use exchange::transmission::{FeedNumber, TransmissionEntry};
use exchange::usecases::transmission::inbox::ListInput;
use protocol::{Cursor, Limits, ListQuery, TransmissionPage};
use standard::{DocumentKind, OfficeNumber, TargetMonth};

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
    let kind = asked.kind.as_deref();
    let kind =
        kind.map(|text| DocumentKind::parse(text).ok_or_else(|| Refusal::value("kind", "UPPLANなどのファイルの種類")));
    Ok(ListInput {
        filter,
        order: Order::NewestFirst,
        after: after.transpose()?,
        limit: limit(asked.limit)?,
        kind: kind.transpose()?,
    })
}

/// A page.
pub(super) async fn page(call: &Call, found: Page<TransmissionEntry, FeedNumber>) -> Answer {
    let mut names = Names::new(call);
    let mut transmissions = Vec::with_capacity(found.entries.len());
    for entry in &found.entries {
        transmissions.push(names.summary(entry).await?);
    }
    let next = found.next.map(|number| Cursor(number.0.to_string()));
    json(call.route.status, &TransmissionPage { transmissions, next })
}
