//! Searching the directory.

use crate::office::{OfficeEntry, OfficeQuery, Prefecture, SearchKey};
use crate::page::{Limit, Page};
use crate::permission::{Caller, Deed};
use crate::usecases::Context;
use crate::usecases::transmission::ReadError;
use standard::{OfficeNumber, ServiceType};

/// What is searched; every given part must fit.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SearchInput {
    /// The begin of the number.
    pub number: Option<String>,
    /// A part of the name or of the kana, however it is written.
    pub text: Option<String>,
    /// The prefecture.
    pub prefecture: Option<Prefecture>,
    /// A service it gives.
    pub service: Option<ServiceType>,
    /// Only offices with a licence today.
    pub licensed_only: bool,
    /// The office after which the page begins.
    pub after: Option<OfficeNumber>,
    /// Size of the page.
    pub limit: Limit,
}

/// Searches the directory.
pub async fn search(
    context: Context<'_>,
    caller: &Caller,
    input: SearchInput,
) -> Result<Page<OfficeEntry, OfficeNumber>, ReadError> {
    caller.may(Deed::ReadOffice)?;
    let query = OfficeQuery {
        number: input.number.filter(|number| !number.is_empty()),
        text: input.text.map(|text| SearchKey::of(&text)).filter(|key| !key.as_str().is_empty()),
        prefecture: input.prefecture,
        service: input.service,
        licensed_on: context.at.day_in_japan(),
        licensed_only: input.licensed_only,
        stopped_only: false,
        after: input.after,
        limit: input.limit,
    };
    Ok(context.store.search(query).await?)
}
