//! Being given a container. For the recipient the first time ends the sender's chance to withdraw.

use crate::api::answer::{Answer, download};
use crate::api::call::Call;
use crate::fail_points::fail_point;
use exchange::id::TransmissionId;
use exchange::usecases::transmission::fetch::fetch;
use protocol::CONTAINER_MEDIA_TYPE;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    let fetched = fetch(call.context(), call.caller()?, id).await?;
    fail_point!("hub.fetch.found");
    Ok(download(CONTAINER_MEDIA_TYPE, &format!("{id}.asice"), fetched.container))
}
