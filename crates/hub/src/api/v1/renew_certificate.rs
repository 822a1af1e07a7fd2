//! Renewing the certificate of the connection with a new key.

use super::tokens::issue;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::request;
use crate::fail_points::fail_point;
use evidence::certificate::VerifiedRequest;
use exchange::usecases::certificate::record::{record_renewal, renewable};
use protocol::RenewRequest;

pub(super) async fn run(mut call: Call) -> Answer {
    let asked: RenewRequest = call.json().await?;
    VerifiedRequest::from_pem(&asked.csr).map_err(|error| request(&error))?;
    let old = renewable(call.context(), call.caller()?).await?;
    let (certificate, issued) = issue(&call, old.office, old.kind, asked.csr).await?;
    fail_point!("hub.renewal.issued");
    record_renewal(call.context(), call.caller()?, &certificate).await?;
    fail_point!("hub.renewal.recorded");
    json(call.route.status, &issued)
}
