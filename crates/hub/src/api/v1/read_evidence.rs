//! The evidence bundle of a transmission.

use crate::api::answer::{Answer, download};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use evidence::bundle::{Evidence, write};
use evidence::container::Limits;
use evidence::receipt::SignedReceipt;
use exchange::id::TransmissionId;
use exchange::usecases::transmission::evidence::evidence;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    let found = evidence(call.context(), call.caller()?, id).await?;
    let (current, now) = (call.hub.trust.current(), call.now());
    let work = move || {
        let receipts: Vec<SignedReceipt> = found.receipts.into_iter().map(|one| one.signed).map(signed).collect();
        let evidence = Evidence { container: &found.fetched.container, receipts: &receipts, at: None };
        write(&evidence, &[], &current.store, now, &Limits::default())
    };
    let written = tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::internal(&error))?;
    let bundle = written.map_err(|error| Refusal::internal(&error))?;
    Ok(download("application/zip", &format!("{id}.zip"), bundle))
}

fn signed(one: exchange::transmission::SignedStatement) -> SignedReceipt {
    SignedReceipt { json: one.statement, signature: one.signature }
}
