//! A page of the inbox list.

use super::listing;
use crate::api::answer::Answer;
use crate::api::call::Call;
use exchange::usecases::transmission::inbox::inbox;
use protocol::ListQuery;

pub(super) async fn run(call: Call) -> Answer {
    let asked: ListQuery = call.query()?;
    let found = inbox(call.context(), call.caller()?, listing::input(&asked)?).await?;
    listing::page(&call, found).await
}
