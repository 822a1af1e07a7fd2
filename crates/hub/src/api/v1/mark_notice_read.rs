//! Marking a notice as read by the office.

use crate::api::answer::{Answer, empty};
use crate::api::call::Call;
use exchange::id::NoticeId;
use exchange::usecases::notice::read::mark_read;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| NoticeId::parse(text).ok())?;
    mark_read(call.context(), call.caller()?, id).await?;
    Ok(empty(call.route.status))
}
