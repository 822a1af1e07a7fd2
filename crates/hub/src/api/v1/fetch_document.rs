//! Being given one document of a container, by its place from 0.

use crate::api::answer::{Answer, download};
use crate::api::call::Call;
use exchange::id::TransmissionId;
use exchange::usecases::transmission::fetch::fetch_document;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    let place = call.parameter("index", |text| text.parse::<usize>().ok())?;
    let document = fetch_document(call.context(), call.caller()?, id, place).await?;
    Ok(download("application/octet-stream", &document.name, document.content))
}
