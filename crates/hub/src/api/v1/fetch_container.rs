//! Being given a container. For the recipient the first time ends the sender's chance to withdraw.

use crate::api::answer::{Answer, download};
use crate::api::call::Call;
use exchange::id::TransmissionId;
use exchange::usecases::transmission::fetch::fetch;
use protocol::CONTAINER_MEDIA_TYPE;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    let fetched = fetch(call.context(), call.caller()?, id).await?;
    Ok(download(CONTAINER_MEDIA_TYPE, &format!("{id}.asice"), fetched.container))
}
