//! One office of the directory.

use super::search_offices::body;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use exchange::page::Limit;
use exchange::usecases::office::search::{SearchInput, search};
use standard::OfficeNumber;

pub(super) async fn run(call: Call) -> Answer {
    let number = call.parameter("number", |text| OfficeNumber::parse(text).ok())?;
    let input = SearchInput { number: Some(number.to_string()), limit: Limit::new(1), ..SearchInput::default() };
    let page = search(call.context(), call.caller()?, input).await?;
    let found = page.entries.iter().find(|entry| entry.number == number).ok_or_else(Refusal::not_found)?;
    json(call.route.status, &body(found))
}
