//! Enrolling: a one-time code and a certification request become the terminal's first certificate.

use super::tokens::issue;
use crate::api::answer::{Answer, json};
use crate::api::call::Call;
use crate::api::refusal::{Refusal, request};
use crate::fail_points::fail_point;
use evidence::certificate::VerifiedRequest;
use exchange::actor::Actor;
use exchange::certificate::EnrolSecret;
use exchange::usecases::certificate::record::record;
use exchange::usecases::certificate::redeem_code::redeem_code;
use protocol::{EnrolCode, EnrolRequest};

pub(super) async fn run(mut call: Call) -> Answer {
    let asked: EnrolRequest = call.json().await?;
    let secret = EnrolCode::parse_secret(&asked.code).map(EnrolSecret::new).ok_or_else(Refusal::code_refused)?;
    let verified = VerifiedRequest::from_pem(&asked.csr).map_err(|error| request(&error))?;
    let redeemed = redeem_code(call.context(), secret.id(), &secret, &verified).await?;
    fail_point!("hub.enrol.redeemed");
    let (certificate, issued) = issue(&call, redeemed.office, redeemed.kind, asked.csr).await?;
    fail_point!("hub.enrol.issued");
    record(call.context(), Actor::Office(redeemed.office), &certificate, redeemed.office, redeemed.kind).await?;
    fail_point!("hub.enrol.recorded");
    json(call.route.status, &issued)
}
