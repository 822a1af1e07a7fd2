//! The revocation list.

use crate::api::answer::{Answer, with_type};
use crate::api::call::Call;

pub(super) async fn run(call: Call) -> Answer {
    Ok(with_type(200, "application/pkix-crl", call.hub.trust.current().crl.clone()))
}
