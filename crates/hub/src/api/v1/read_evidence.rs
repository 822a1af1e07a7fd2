//! The evidence bundle of a transmission.

use crate::api::answer::{Answer, download};
use crate::api::call::Call;
use crate::api::refusal::Refusal;
use evidence::bundle::{Evidence, write};
use evidence::container::Limits;
use evidence::receipt::SignedReceipt;
use exchange::id::TransmissionId;
use exchange::ports::SignerUnavailable;
use exchange::transmission::State;
use exchange::usecases::transmission::evidence::evidence;

pub(super) async fn run(call: Call) -> Answer {
    let id = call.parameter("id", |text| TransmissionId::parse(text).ok())?;
    let found = evidence(call.context(), call.caller()?, id).await?;
    let (current, now) = (call.hub.trust.current(), call.now());
    let withdrawn = found.history.iter().find(|event| event.state == State::Withdrawn);
    let proofs = match withdrawn {
        None => Vec::new(),
        Some(event) => {
            let signed = call.hub.own.signer.withdrawn(&found.fetched.header, event.at, now);
            signed.ok_or_else(|| Refusal::internal(&SignerUnavailable))?.to_vec()
        }
    };
    let work = move || {
        let receipts: Vec<SignedReceipt> = found.receipts.into_iter().map(|one| one.signed).map(signed).collect();
        let evidence = Evidence { container: &found.fetched.container, receipts: &receipts, at: None };
        write(&evidence, &proofs, &current.store, now, &Limits::default())
    };
    let written = tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::internal(&error))?;
    let bundle = written.map_err(|error| Refusal::internal(&error))?;
    Ok(download("application/zip", &format!("{id}.zip"), bundle))
}

fn signed(one: exchange::transmission::SignedStatement) -> SignedReceipt {
    SignedReceipt { json: one.statement, signature: one.signature }
}
